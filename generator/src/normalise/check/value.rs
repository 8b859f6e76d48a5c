//! Checks of single values: strings, numbers, types, and what they may be mistaken for.

use super::{Checker, Keep, Site, Verdict};
use crate::diagnostic::{Code, Diagnostic};
use crate::load::{Node, Value};
use crate::normalise::version::V30;
use crate::normalise::vocabulary::Shape;

/// JSON Schema's types (JSON Schema validation 2020-12 §6.1.1).
const TYPES: [&str; 7] = [
    "string", "number", "integer", "boolean", "array", "object", "null",
];

impl Checker<'_> {
    /// Checks a value that is no object and no array of checked values.
    pub(super) fn scalar(&mut self, node: &mut Node, shape: Shape, site: &Site<'_>) -> Verdict {
        match shape {
            Shape::Text => self.text(node, site),
            Shape::Type => self.types(node, site),
            Shape::Required => self.required(node, site),
            Shape::Enum => self.enumeration(node, site),
            Shape::Exclusive => self.exclusive(node, site),
            Shape::Word(words) => self.word(node, words, site),
            Shape::Str | Shape::Uri if node.as_str().is_none() => {
                self.wrong("a string", node, site)
            }
            Shape::Bool if node.as_bool().is_none() => self.wrong("a boolean", node, site),
            Shape::Number => self.number(node, "a number", |_| true, site),
            Shape::Positive => self.number(
                node,
                "a number greater than zero",
                |value| value > 0.0,
                site,
            ),
            Shape::Count => self.number(
                node,
                "a non-negative integer",
                |n| n >= 0.0 && n.fract() == 0.0,
                site,
            ),
            _ => Keep,
        }
    }

    /// A text; a number or a boolean is what YAML makes of a text without quotes.
    fn text(&mut self, node: &mut Node, site: &Site<'_>) -> Verdict {
        let text = match &node.value {
            Value::String(_) => return Keep,
            Value::Number(_) | Value::Bool(_) => self.written(node),
            _ => return self.wrong("a string", node, site),
        };
        let message = format!(
            "{} must be a string, found {}; it is read as its text",
            site.path,
            node.value.describe()
        );
        let help = format!("put it in quotes: \"{text}\"");
        let diagnostic = Diagnostic::new(Code::WrongType, message).leaves_nothing_out();
        self.push(diagnostic.at(site.location(node)).help(help));
        node.value = Value::from(&*text);
        Keep
    }

    /// A scalar as the description writes it, so that `1.10` does not become `1.1`.
    fn written(&self, node: &Node) -> String {
        let file = self.diagnostics.sources().get(node.span.file);
        let text = file.and_then(|file| {
            file.text()
                .get(node.span.start as usize..node.span.end as usize)
        });
        text.unwrap_or_default().to_owned()
    }

    fn word(&mut self, node: &Node, words: &[&str], site: &Site<'_>) -> Verdict {
        let Some(text) = node.as_str() else {
            return self.wrong("a string", node, site);
        };
        if words.contains(&text) {
            return Keep;
        }
        let message = format!("{} must be {}, found `{text}`", site.path, one_of(words));
        if let Some(help) = of_swagger(text).filter(|_| !words.contains(&"simple")) {
            let diagnostic = Diagnostic::new(Code::WrongValue, message).at(site.location(node));
            self.push(diagnostic.help(help));
            return super::Drop;
        }
        self.value_error(Code::WrongValue, message, text, words, node, site)
    }

    fn value_error(
        &mut self,
        code: Code,
        message: String,
        found: &str,
        words: &[&str],
        node: &Node,
        site: &Site<'_>,
    ) -> Verdict {
        let mut diagnostic = Diagnostic::new(code, message).at(site.location(node));
        if let Some(near) = nearest(found, words.iter().copied()) {
            diagnostic = diagnostic.help(format!("did you mean `{near}`?"));
        }
        self.push(diagnostic);
        super::Drop
    }

    fn number(
        &mut self,
        node: &Node,
        expected: &str,
        is_fit: fn(f64) -> bool,
        site: &Site<'_>,
    ) -> Verdict {
        let Some(number) = node.as_number() else {
            return self.wrong(expected, node, site);
        };
        let value = number.as_f64();
        if value.is_finite() && is_fit(value) {
            return Keep;
        }
        let held = if value.is_finite() {
            ""
        } else {
            " that a double holds"
        };
        let message = format!(
            "{} must be {expected}{held}, found {}",
            site.path,
            number.as_str()
        );
        self.value_error(Code::WrongValue, message, "", &[], node, site)
    }

    fn exclusive(&mut self, node: &Node, site: &Site<'_>) -> Verdict {
        let is_old = self.version == V30;
        match (&node.value, is_old) {
            (Value::Bool(_), true) => Keep,
            (Value::Bool(_), false) => {
                let message = format!("{} is a number from OpenAPI 3.1 on", site.path);
                self.push(Diagnostic::new(Code::MisplacedKeyword, message).at(site.location(node)));
                Keep
            }
            (Value::Number(_), true) => {
                let message = format!("{} is a boolean in OpenAPI 3.0", site.path);
                self.push(Diagnostic::new(Code::MisplacedKeyword, message).at(site.location(node)));
                self.number(node, "a number", |_| true, site)
            }
            (_, true) => self.wrong("a boolean", node, site),
            (_, false) => self.number(node, "a number", |_| true, site),
        }
    }

    fn types(&mut self, node: &mut Node, site: &Site<'_>) -> Verdict {
        let Value::Array(items) = &mut node.value else {
            return self.one_type(node, site);
        };
        if items.is_empty() {
            let message = format!("{} must name at least one type", site.path);
            return self.refuse(Code::WrongValue, message, site);
        }
        let mut index = 0..;
        // Nothing points at one of several types, so they may close up at once.
        items.retain_mut(|item| {
            let site = site.index(index.next().unwrap_or(0), item);
            self.one_type(item, &site) == Keep
        });
        if items.is_empty() {
            return super::Drop;
        }
        self.newer(site, node, "an array of types")
    }

    fn one_type(&mut self, node: &mut Node, site: &Site<'_>) -> Verdict {
        let Some(name) = node.as_str() else {
            return self.wrong("a string", node, site);
        };
        if let Some(meant) = meant_type(name) {
            let message = format!("there is no type `{name}`; it is read as `{meant}`");
            let diagnostic = Diagnostic::new(Code::UnknownType, message).leaves_nothing_out();
            self.push(diagnostic.at(site.location(node)).help(format!(
                "write `type: {meant}`, and as `format` what it is besides"
            )));
            node.value = Value::from(meant);
            return Keep;
        }
        if !TYPES.contains(&name) {
            let known = if self.version == V30 {
                TYPES.get(..6).unwrap_or(&TYPES)
            } else {
                &TYPES
            };
            let message = format!("there is no type `{name}`; the schema is read without it");
            if let Some(help) = of_swagger(name) {
                let diagnostic = Diagnostic::new(Code::UnknownType, message);
                self.push(diagnostic.at(site.location(node)).help(help));
                return super::Drop;
            }
            return self.value_error(Code::UnknownType, message, name, known, node, site);
        }
        if name == "null" {
            self.newer(site, node, "the type `null`")
        } else {
            Keep
        }
    }

    fn required(&mut self, node: &mut Node, site: &Site<'_>) -> Verdict {
        if node.as_bool().is_some() {
            let message = format!(
                "{} of a schema is an array of property names, not a boolean",
                site.path
            );
            let diagnostic = Diagnostic::new(Code::WrongType, message);
            let help = "list the name in `required` of the schema around; the boolean is ignored";
            self.push(diagnostic.at(site.location(node)).help(help));
            return super::Drop;
        }
        self.list(node, Shape::Str, site)
    }

    fn enumeration(&mut self, node: &Node, site: &Site<'_>) -> Verdict {
        match node.as_array() {
            None => self.wrong("an array", node, site),
            Some([]) => self.refuse(
                Code::WrongValue,
                format!("{} must list at least one value", site.path),
                site,
            ),
            Some(_) => Keep,
        }
    }
}

/// The type that people mean who write one of another language, or in another case.
fn meant_type(name: &str) -> Option<&'static str> {
    if TYPES.contains(&name) {
        return None;
    }
    let name = name.trim().to_ascii_lowercase();
    let in_other_case = TYPES.iter().find(|known| **known == name && name != "null");
    in_other_case.copied().or_else(|| match &*name {
        "int" | "int32" | "int64" | "long" | "short" => Some("integer"),
        "float" | "double" | "decimal" => Some("number"),
        "bool" => Some("boolean"),
        "str" | "text" | "date" | "datetime" | "date-time" | "uuid" => Some("string"),
        "list" => Some("array"),
        "map" | "dict" | "struct" => Some("object"),
        _ => None,
    })
}

/// What OpenAPI 3 has instead of a word of Swagger 2.0 or of a programming language.
fn of_swagger(word: &str) -> Option<&'static str> {
    Some(match word {
        "body" => "write the parameter as `requestBody` of the operation",
        "formData" => "write the parameter as a property of the schema of `requestBody`",
        "basic" => "write `type: http` with `scheme: basic`",
        "file" => "write `type: string` with `format: binary`",
        "any" => "leave `type` out: then it is any value",
        _ => return None,
    })
}

fn one_of(words: &[&str]) -> String {
    let quoted: Vec<String> = words.iter().map(|word| format!("`{word}`")).collect();
    match quoted.split_last() {
        Some((last, rest)) if !rest.is_empty() => format!("{} or {last}", rest.join(", ")),
        _ => quoted.concat(),
    }
}

/// The word that a misspelt one was probably meant to be.
pub(super) fn nearest<'w>(found: &str, words: impl Iterator<Item = &'w str>) -> Option<&'w str> {
    if found.len() > 40 {
        return None;
    }
    let limit = if found.len() < 5 { 1 } else { 2 };
    let distances = words.map(|word| (distance(found, word), word));
    distances
        .filter(|(distance, _)| *distance <= limit)
        .min_by_key(|(distance, _)| *distance)
        .map(|(_, word)| word)
}

/// How many letters must be added, removed or changed, capitals aside (Levenshtein).
fn distance(left: &str, right: &str) -> usize {
    let right: Vec<char> = right.to_lowercase().chars().collect();
    let mut row: Vec<usize> = (0..=right.len()).collect();
    for (line, letter) in left.to_lowercase().chars().enumerate() {
        let mut corner = line;
        let mut before = line + 1;
        for (other, cell) in right.iter().zip(row.iter_mut().skip(1)) {
            let changed = corner + usize::from(letter != *other);
            corner = *cell;
            before = changed.min(before + 1).min(*cell + 1);
            *cell = before;
        }
        if let Some(first) = row.first_mut() {
            *first = line + 1;
        }
    }
    row.last().copied().unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::{distance, nearest};

    #[test]
    fn distances_are_those_of_levenshtein() {
        assert_eq!(distance("kitten", "sitting"), 3);
        assert_eq!(distance("", "abc"), 3);
        assert_eq!(distance("abc", ""), 3);
        assert_eq!(distance("minlength", "minLength"), 0);
        assert_eq!(
            nearest("proprties", ["properties", "required"].into_iter()),
            Some("properties")
        );
        assert_eq!(nearest("foo", ["properties", "required"].into_iter()), None);
    }
}
