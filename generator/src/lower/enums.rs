//! Values of which the description lists all that there are.

use std::collections::{BTreeMap, HashSet};

use serde_json::Value as Json;

use super::Lowering;
use super::breaks::breaks;
use super::conjunction::Item;
use super::exact::is_of;
use super::facets::{Facets, Kind};
use super::joined::Joined;
use super::schemas::{Place, Site};
use crate::decimal::Decimal;
use crate::diagnostic::{Code, Diagnostic, Severity};
use crate::ir::{Docs, EnumValue, Literal, LiteralEnum, Rules, StringEnum, Ty, TypeKind};
use crate::load::Node;
use crate::pattern::never;
use crate::pointer::Pointer;

/// A value out of a list.
pub(super) struct Listed {
    pub(super) json: Json,
    /// What the description would have it called.
    pub(super) label: Option<String>,
    pub(super) deprecated: bool,
    pub(super) docs: Docs,
    pub(super) at: Pointer,
}

impl Listed {
    /// A value of which nothing more is said.
    pub(super) fn new(json: Json, at: Pointer) -> Self {
        Self {
            json,
            label: None,
            deprecated: false,
            docs: Docs::default(),
            at,
        }
    }
}

impl<'a> Lowering<'a> {
    /// A value out of the list that schemas have in common.
    pub(super) fn listed(&mut self, mut joined: Box<Joined<'a>>, place: &Place, site: &Site) -> Ty {
        self.list_beside_format(&joined);
        let values = joined.listed.take().into_iter().flatten();
        let values = values.map(|(json, at)| Listed::new(json, at)).collect();
        let values = self.called(values);
        self.one_of_values(values, false, joined, place, site)
    }

    /// A value out of a list; an open one of strings may be any other string, too.
    pub(super) fn one_of_values(
        &mut self,
        values: Vec<Listed>,
        open: bool,
        joined: Box<Joined<'a>>,
        place: &Place,
        site: &Site,
    ) -> Ty {
        let values = self.of_kind(values, joined.kind);
        let values = self.keeping(values, &joined.rules, &place.pointer);
        if values.is_empty() {
            return self.plain(joined, place, site, None);
        }
        self.conditions_of_listed(&joined.rules, &place.pointer);
        let values = self.distinct(values);
        let kind = if values.iter().all(|value| value.json.is_string()) {
            TypeKind::StringEnum(self.string_enum(values, open, site.secret))
        } else {
            TypeKind::LiteralEnum(self.literal_enum(values, site.secret))
        };
        Ty::Named(self.named(kind, place, site))
    }

    /// What can be nothing but null: a list of that one value, so that another one is kept, and not sent.
    pub(super) fn only_null(&mut self, place: &Place, site: &Site) -> Ty {
        let value = Literal {
            json: Json::Null.to_string(),
            label: None,
            deprecated: false,
            docs: Docs::default(),
            origin: self.document.origin(&place.pointer),
        };
        let kind = TypeKind::LiteralEnum(LiteralEnum {
            values: vec![value],
            secret: site.secret,
        });
        Ty::Named(self.named(kind, place, site))
    }

    /// Says which rules stand beside `format: binary`: none of them is about bytes.
    pub(super) fn rules_of_bytes(&mut self, joined: &Joined<'a>, at: &Pointer) {
        let rules = [
            ("minLength", joined.rules.min_length.is_some()),
            ("maxLength", joined.rules.max_length.is_some()),
            ("pattern", joined.rules.pattern.is_some()),
            ("enum", joined.listed.is_some()),
        ];
        let asked = joined.rules.conditions.all.iter();
        let asked = asked.map(|condition| (condition.keyword(), true));
        let rules = rules.into_iter().chain(asked);
        for (keyword, _) in rules.filter(|(_, is_there)| *is_there) {
            self.report(
                Code::UnsupportedKeyword,
                &at.key(keyword),
                format!("`{keyword}` is not checked of bytes"),
            );
        }
    }

    pub(super) fn string_enum(&self, values: Vec<Listed>, open: bool, secret: bool) -> StringEnum {
        let values = values.into_iter().filter_map(|value| {
            Some(EnumValue {
                wire: value.json.as_str()?.to_owned(),
                label: value.label,
                deprecated: value.deprecated,
                docs: value.docs,
                origin: self.document.origin(&value.at),
            })
        });
        StringEnum {
            values: values.collect(),
            open,
            secret,
        }
    }

    fn literal_enum(&self, values: Vec<Listed>, secret: bool) -> LiteralEnum {
        let values = values.into_iter().map(|value| Literal {
            json: self.written(&value.json, &value.at),
            label: value.label,
            deprecated: value.deprecated,
            docs: value.docs,
            origin: self.document.origin(&value.at),
        });
        LiteralEnum {
            values: values.collect(),
            secret,
        }
    }

    /// A value as it is written, which is what is sent: that a number is whole its reader does not keep.
    fn written(&self, json: &Json, at: &Pointer) -> String {
        let node = self.document.node(at).and_then(Node::as_number);
        let text = node.map(|number| number.as_str());
        // What is no integer of the reader's own is a double to it, whatever the text.
        let is_it = |text: &&str| {
            let nearest = || text.parse().ok() == json.as_f64();
            Decimal::parse(text) == Decimal::parse(&json.to_string())
                || !(json.is_i64() || json.is_u64()) && nearest()
        };
        match text.filter(is_it) {
            Some(text) => text.to_owned(),
            None if json.is_number() => canonical(json),
            None => json.to_string(),
        }
    }

    /// What equal values have in common: numbers are the same by all of their digits, of which a reader keeps some.
    fn sameness(&self, Listed { json, at, .. }: &Listed) -> String {
        let digits = || Decimal::parse(&self.written(json, at));
        match json.is_number().then(digits).flatten() {
            Some(number) => format!("{number:?}"),
            None => canonical(json),
        }
    }

    /// Leaves out what is not of the kind that `type` says.
    pub(super) fn of_kind(&mut self, values: Vec<Listed>, kind: Kind) -> Vec<Listed> {
        let values = values.into_iter().map(|value| match kind {
            Kind::String => self.unquoted(value),
            Kind::Integer | Kind::Number | Kind::Boolean => self.quoted(value, kind),
            _ => value,
        });
        let values: Vec<_> = values.collect();
        let (kept, wrong): (Vec<_>, Vec<_>) = values
            .into_iter()
            .partition(|value| is_of(&value.json, kind));
        for Listed { json, at, .. } in wrong {
            let name = format!("{kind:?}").to_lowercase();
            let message =
                format!("`{json}` is no {name}, which `type` says all values are; it is left out");
            let diagnostic = Diagnostic::new(Code::WrongValue, message)
                .severity(Severity::Warning)
                .help("correct the value or `type`");
            self.say(&at, diagnostic);
        }
        kept
    }

    /// A number or a boolean among strings is one that somebody forgot to quote: it is read as its text.
    fn unquoted(&mut self, value: Listed) -> Listed {
        if !(value.json.is_number() || value.json.is_boolean()) {
            return value;
        }
        let Listed { json, at, .. } = &value;
        let source = self.document.node(at).and_then(|node| {
            let (file, start, end) = (node.span.file, node.span.start, node.span.end);
            let file = self.document.sources().get(file)?;
            file.text().get(start as usize..end as usize)
        });
        // The text itself, where the place is the value's own: `007` is not 7.
        let is_it = |text: &&str| {
            text.starts_with(|it: char| it.is_ascii_alphanumeric() || "+-.".contains(it))
        };
        let text = source
            .filter(is_it)
            .map_or_else(|| json.to_string(), str::to_owned);
        let message = format!(
            "`{text}` is no string, which `type` says all values are; it is read as its text"
        );
        self.misspelt(message, "put the value in quotes, or correct `type`", at);
        Listed {
            json: Json::from(text),
            ..value
        }
    }

    /// The text of a number or a boolean among those is one that somebody quoted for no reason: it is read as what it says.
    fn quoted(&mut self, value: Listed, kind: Kind) -> Listed {
        let meant = value.json.as_str().and_then(|text| text.parse().ok());
        let Some(meant) = meant.filter(|meant: &Json| is_of(meant, kind)) else {
            return value;
        };
        let name = format!("{kind:?}").to_lowercase();
        let message = format!(
            "`{}` is no {name}, which `type` says all values are; it is read as `{meant}`",
            value.json
        );
        self.misspelt(
            message,
            "take the quotes away, or correct `type`",
            &value.at,
        );
        Listed {
            json: meant,
            ..value
        }
    }

    /// Says that a value is written as another kind, and what it is read as.
    fn misspelt(&mut self, message: String, help: &str, at: &Pointer) {
        let diagnostic = Diagnostic::new(Code::WrongValue, message)
            .severity(Severity::Warning)
            .leaves_nothing_out()
            .help(help);
        self.say(at, diagnostic);
    }

    /// Leaves out the values that break a rule beside the list.
    pub(super) fn keeping(
        &mut self,
        values: Vec<Listed>,
        rules: &Rules,
        at: &Pointer,
    ) -> Vec<Listed> {
        if rules.is_empty() {
            return values;
        }
        let compiled = rules
            .pattern
            .as_ref()
            .map(|source| self.compiled.get(source));
        let automaton = match compiled.as_deref() {
            Some(Ok(automaton)) if automaton.matches_nothing() => {
                let source = rules.pattern.as_deref().unwrap_or_default();
                self.say(&at.key("pattern"), never(source));
                None
            }
            Some(Ok(automaton)) => Some(automaton),
            Some(Err(error)) => {
                let message = format!("this pattern is not checked: it {error}");
                self.report(Code::UnsupportedPattern, &at.key("pattern"), message);
                None
            }
            None => None,
        };
        let mut kept = Vec::new();
        for value in values {
            match breaks(&value.json, rules, automaton) {
                None => kept.push(value),
                Some(rule) => self.report_with(
                    Code::UnsatisfiableConstraint,
                    &value.at,
                    format!(
                        "the value `{}` breaks `{rule}`; it is left out",
                        shown(&value.json)
                    ),
                    format!("remove the value, or correct `{rule}`"),
                ),
            }
        }
        kept
    }

    /// The one schema that a place adds nothing but rules to which all values keep that it lists.
    pub(super) fn listed_within(&self, facets: &Facets<'a>, place: &Place) -> Option<Item<'a>> {
        let [only] = facets.all_of else { return None };
        if facets.rules.is_empty()
            || !facets.adds_rules_alone()
            || facets.is_union()
            || facets.has_unchecked()
        {
            return None;
        }
        let at = place.pointer.key("allOf").index(0);
        let listed = self.resolved(only.into(), &at)?.facets;
        let is_of_kind = facets.kind == Kind::Any || facets.kind == listed.kind;
        let keeps = |value| breaks(value, &facets.rules, None).is_none();
        let is_kept = !listed.enumeration.is_empty() && listed.enumeration.iter().all(keeps);
        // What a pattern matches is found out where the values are read.
        let is_sure = is_of_kind && is_kept && facets.rules.pattern.is_none();
        (is_sure && !place.is_component()).then(|| (only.into(), at))
    }

    /// Each value once.
    pub(super) fn distinct(&mut self, values: Vec<Listed>) -> Vec<Listed> {
        let mut known: HashSet<String> = HashSet::new();
        let mut kept = Vec::new();
        for value in values {
            if known.insert(self.sameness(&value)) {
                kept.push(value);
                continue;
            }
            self.report_with(
                Code::UnsatisfiableConstraint,
                &value.at,
                format!("the value `{}` is listed twice", shown(&value.json)),
                "remove one of the two",
            );
        }
        kept
    }
}

/// A value in a message: strings without quotes, where they are one line.
pub(super) fn shown(json: &Json) -> String {
    let line = json
        .as_str()
        .filter(|text| !text.contains(char::is_control));
    cut(line.map_or_else(|| json.to_string(), str::to_owned))
}

/// A value in a message about its kind: as JSON, by which `"1"` is told from `1`.
pub(super) fn shown_as_json(json: &Json) -> String {
    cut(json.to_string())
}

fn cut(whole: String) -> String {
    const LONGEST: usize = 100;
    match whole.char_indices().nth(LONGEST) {
        Some((end, _)) => format!("{}…", whole.get(..end).unwrap_or_default()),
        None => whole,
    }
}

/// The JSON text that all spellings of a value have in common: members by name, numbers that are whole without a fraction.
/// JSON Schema does not tell `1.0` from `1`.
#[allow(clippy::cast_possible_truncation)]
pub(crate) fn canonical(value: &Json) -> String {
    const EXACT: f64 = 9_007_199_254_740_992.0;
    match value {
        Json::Array(items) => {
            let items: Vec<String> = items.iter().map(canonical).collect();
            format!("[{}]", items.join(","))
        }
        Json::Object(members) => {
            let members: BTreeMap<&String, String> = members
                .iter()
                .map(|(name, value)| (name, canonical(value)))
                .collect();
            let members = members.into_iter();
            let members = members.map(|(name, value)| {
                let name = Json::from(name.as_str());
                format!("{name}:{value}")
            });
            format!("{{{}}}", members.collect::<Vec<_>>().join(","))
        }
        _ => match value.as_f64() {
            Some(number)
                if !(value.is_i64() || value.is_u64())
                    && number.fract() == 0.0
                    && number.abs() <= EXACT =>
            {
                (number as i64).to_string()
            }
            _ => value.to_string(),
        },
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::canonical;

    #[test]
    fn values_are_the_same_however_they_are_spelt() {
        let one = json!({"b": [1.0, {"d": 2, "c": null}], "a": "x"});
        let other = json!({"a": "x", "b": [1, {"c": null, "d": 2.0}]});
        assert_eq!(canonical(&one), canonical(&other));
        assert_ne!(canonical(&json!([1, 2])), canonical(&json!([2, 1])));
        assert_ne!(canonical(&json!(1)), canonical(&json!("1")));
        assert_eq!(canonical(&json!(1.5)), "1.5");
    }
}
