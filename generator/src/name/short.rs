//! Names of inline types that say more than a place does: their title, or what all places that share one have in common.
//!
//! Such a name is taken only where no other type could want it; else the type is called by its first place.

use std::collections::{BTreeSet, HashMap};

use super::Naming;
use super::case::{self, Case};
use super::scope::PRELUDE;
use crate::ir::{Additional, Api, Bound, IntegerFormat, Num, Role, Rules, Ty, TypeDef, TypeKind};
use crate::pointer::Pointer;

/// How many words a title may have, and how many characters, to be a name and not a sentence.
const LONGEST_TITLE: (usize, usize) = (5, 40);
/// How many members or values a type may be called after.
const MOST_PARTS: usize = 3;
/// How long each of them may be.
const LONGEST_PART: usize = 20;
/// Words that say nothing where they stand alone, or before a number.
const EMPTY_WORDS: [&str; 25] = [
    "any", "array", "body", "choice", "code", "data", "enum", "id", "item", "key", "kind", "list",
    "map", "model", "name", "object", "option", "request", "response", "result", "schema",
    "string", "text", "type", "value",
];

impl Naming<'_> {
    /// The words of each type that are better than those of its place, where there are some.
    pub(super) fn short(
        &mut self,
        api: &Api,
        words: &[String],
        places: &[Vec<Pointer>],
    ) -> Vec<Option<String>> {
        let defs = api.types.iter().map(|(_, def)| def);
        let wanted: Vec<Vec<String>> = defs
            .zip(places)
            .map(|(def, places)| self.candidates(def, places))
            .collect();
        let ident = |words: &str| case::pascal(words).ident;
        let aliases = api.aliases.iter().map(|alias| ident(&alias.wire));
        let mut counts: HashMap<String, usize> = HashMap::new();
        for taken in words.iter().map(|words| ident(words)).chain(aliases) {
            *counts.entry(taken).or_default() += 2;
        }
        for all in &wanted {
            let all: BTreeSet<String> = all.iter().map(|words| ident(words)).collect();
            for one in all {
                *counts.entry(one).or_default() += 1;
            }
        }
        let is_own = |words: &String| {
            let name = ident(words);
            counts.get(&name) == Some(&1) && !PRELUDE.contains(&name.as_str())
        };
        let chosen = wanted.into_iter();
        chosen.map(|all| all.into_iter().find(is_own)).collect()
    }

    /// What a type could be called, the best first.
    fn candidates(&mut self, def: &TypeDef, places: &[Pointer]) -> Vec<String> {
        let is_fixed = def.hint.path.is_empty() || matches!(def.hint.path.last(), Some(Role::Key));
        if is_fixed {
            return Vec::new();
        }
        let owners: BTreeSet<&str> = places.iter().map(owner).collect();
        let mut all: Vec<String> = self.title(def).into_iter().collect();
        if owners.len() > 1 {
            all.extend(common(places));
            all.extend(content(&def.kind));
        }
        if def.hint.is_sent() {
            for words in &mut all {
                words.push_str(" request");
            }
        }
        all
    }

    /// The title that all of a type's places have, if it is one that can be a name and says more than the place.
    fn title(&mut self, def: &TypeDef) -> Option<String> {
        let title = def.docs.summary.as_deref()?.trim().to_owned();
        let mut path = def.hint.path.iter().rev();
        let role = path.find(|role| !matches!(role, Role::Sent))?;
        let is_variant = match role {
            Role::Member(name) | Role::Parameter(name) | Role::Header(name)
                if case::pascal(name) == case::pascal(&title) =>
            {
                return None;
            }
            Role::Variant(_) => true,
            _ => false,
        };
        if !is_name(&title, is_variant) {
            return None;
        }
        let all = def.origins.iter();
        let mut nodes = all.map(|origin| self.places.node(origin));
        let is_same = nodes.all(|node| {
            node.and_then(|node| node.get("title")?.as_str())
                .is_some_and(|text| text.trim() == title)
        });
        is_same.then_some(title)
    }
}

/// Can a title be a name? One of a variant is often said in passing, so it has to say more.
fn is_name(title: &str, is_variant: bool) -> bool {
    let plain = |c: char| c.is_alphanumeric() || matches!(c, ' ' | '-' | '_');
    let words: Vec<_> = title
        .split([' ', '-', '_'])
        .filter(|one| !one.is_empty())
        .collect();
    let (most, longest) = LONGEST_TITLE;
    let lower = title.to_lowercase();
    let first = lower.split([' ', '-', '_']).next().unwrap_or_default();
    let says =
        |words: &str| !EMPTY_WORDS.contains(&words.trim_end_matches(|c: char| c.is_ascii_digit()));
    title.starts_with(char::is_alphabetic)
        && title.chars().all(plain)
        && title.chars().count() <= longest
        && (1..=most).contains(&words.len())
        && words.iter().any(|word| {
            says(&word.to_lowercase()) && !word.bytes().all(|byte| byte.is_ascii_digit())
        })
        && (!is_variant || words.len() > 1 && says(first))
}

/// The component or the operation that a place is in.
fn owner(place: &Pointer) -> &str {
    let text = place.as_str();
    let end = text
        .match_indices('/')
        .nth(3)
        .map_or(text.len(), |(at, _)| at);
    text.get(..end).unwrap_or(text)
}

/// The member or parameter that all places are of, and whether the type is one of its items.
fn common(places: &[Pointer]) -> Option<String> {
    let mut names = places.iter().map(last_name);
    let first = names.next()??;
    let is_same = |other: Option<String>| {
        other.is_some_and(|other| Case::Pascal.of(&other) == Case::Pascal.of(&first))
    };
    let says = !EMPTY_WORDS.contains(&first.to_lowercase().as_str());
    (says && names.all(is_same)).then_some(first)
}

fn last_name(place: &Pointer) -> Option<String> {
    let segments: Vec<_> = place.segments().collect();
    let mut tail = "";
    for (at, segment) in segments.iter().enumerate().rev() {
        let before = at.checked_sub(1).and_then(|at| segments.get(at))?;
        match (before.as_ref(), segment.as_ref()) {
            ("properties", name) => return Some(format!("{name}{tail}")),
            // Where it goes, and what it is called.
            ("parameters", label) if at != 2 => {
                let (_, name) = label.split_once(' ')?;
                return Some(format!("{name}{tail}"));
            }
            ("components", _) | ("schemas" | "parameters" | "responses", _) => return None,
            (_, "items") => tail = " item",
            (_, "additionalProperties") => tail = " value",
            _ => {}
        }
    }
    None
}

/// What a type is, in a few words, if they say all of it.
fn content(kind: &TypeKind) -> Option<String> {
    let short = |parts: Vec<&str>, by: &str| {
        let is_short = |part: &&str| {
            part.len() <= LONGEST_PART && part.starts_with(|c: char| c.is_ascii_alphabetic())
        };
        let fits = parts.len() <= MOST_PARTS && parts.iter().all(is_short);
        fits.then(|| parts.join(by))
    };
    match kind {
        TypeKind::Record(record) if record.fields.is_empty() => match record.additional {
            Additional::Closed | Additional::Open => Some("empty object".to_owned()),
            Additional::Typed(_) => None,
        },
        TypeKind::Record(record) if record.fields.len() == 1 => {
            let field = record.fields.iter().map(|field| field.wire.as_str());
            short(field.collect(), "").map(|field| format!("{field} object"))
        }
        TypeKind::Record(record) => {
            let fields = record.fields.iter().map(|field| field.wire.as_str());
            short(fields.collect(), " and ")
        }
        TypeKind::StringEnum(list) if list.values.len() > 1 => {
            let values = list.values.iter().map(|value| value.wire.as_str());
            short(values.collect(), " or ")
        }
        TypeKind::Constrained(one) => match &one.inner {
            Ty::String => length(&one.rules),
            // What it is says less of a secret than where it is.
            _ if one.secret => None,
            Ty::Integer(IntegerFormat::I64) => range(&one.rules, "integer"),
            Ty::Number => range(&one.rules, "number"),
            Ty::Array(item) if **item == Ty::String => count(&one.rules),
            _ => None,
        },
        _ => None,
    }
}

/// A number by its range, where that is its only rule and has whole numbers as its ends.
fn range(rules: &Rules, noun: &str) -> Option<String> {
    let (minimum, maximum) = (rules.minimum, rules.maximum);
    let only = Rules {
        minimum,
        maximum,
        ..Rules::default()
    };
    let is_plain = |end: Option<Bound>| {
        end.is_none_or(|end| !end.exclusive && matches!(end.value, Num::Int(_)))
    };
    if only != *rules || !is_plain(minimum) || !is_plain(maximum) {
        return None;
    }
    let text = |end: Bound| end.value.to_string().replace('-', "minus ");
    match (minimum, maximum) {
        (Some(end), None) if end.value == Num::Int(0) => Some(format!("non negative {noun}")),
        (Some(min), None) => Some(format!("{noun} from {}", text(min))),
        (None, Some(max)) => Some(format!("{noun} up to {}", text(max))),
        (Some(min), Some(max)) if min == max => None,
        (Some(min), Some(max)) => Some(format!("{noun} {} to {}", text(min), text(max))),
        (None, None) => None,
    }
}

/// A list of texts by how many they are, where that is its only rule.
fn count(rules: &Rules) -> Option<String> {
    let (min, max) = (rules.min_items, rules.max_items);
    let only = Rules {
        min_items: min,
        max_items: max,
        ..Rules::default()
    };
    if only != *rules {
        return None;
    }
    match (min, max) {
        (Some(1), None) => Some("non empty list of texts".to_owned()),
        (Some(min), None) => Some(format!("list of {min} or more texts")),
        (None, Some(max)) => Some(format!("list of up to {max} texts")),
        (Some(min), Some(max)) if min == max => Some(format!("list of {max} texts")),
        (Some(min), Some(max)) => Some(format!("list of {min} to {max} texts")),
        (None, None) => None,
    }
}

/// A text by its length, where that is its only rule.
fn length(rules: &Rules) -> Option<String> {
    let (min, max) = (rules.min_length, rules.max_length);
    let only = Rules {
        min_length: min,
        max_length: max,
        ..Rules::default()
    };
    if only != *rules {
        return None;
    }
    match (min, max) {
        (Some(1), None) => Some("non empty text".to_owned()),
        (Some(min), None) => Some(format!("text from {min}")),
        (None, Some(max)) => Some(format!("text up to {max}")),
        (Some(min), Some(max)) if min == max => Some(format!("text of {max}")),
        (Some(min), Some(max)) => Some(format!("text {min} to {max}")),
        (None, None) => None,
    }
}
