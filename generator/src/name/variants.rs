//! The words that the values of an enum are named by where they are not all strings, and what tells the variants of a union
//! apart, whatever stands beside them.

use std::collections::{BTreeSet, HashMap};

use crate::ir::{LiteralEnum, Union};
use crate::pointer::Pointer;

/// A variant: its words, and where it stands.
pub(super) type Variant<'a> = (String, &'a Pointer);

/// The variants of an enum of literals. A string that reads as another value, `"1"` beside `1`, is told apart by a word.
pub(super) fn literals(literals: &LiteralEnum) -> Vec<Variant<'_>> {
    let words = |json: &str| match serde_json::from_str(json) {
        Ok(serde_json::Value::String(text)) => (text, true),
        _ => (number(json), false),
    };
    let others: BTreeSet<String> = literals
        .values
        .iter()
        .map(|value| words(&value.json))
        .filter_map(|(words, is_text)| (!is_text).then_some(words))
        .collect();
    let variant = |json: &str| match words(json) {
        (text, true) if others.contains(&number(&text)) => format!("text {}", number(&text)),
        (words, _) => words,
    };
    literals
        .values
        .iter()
        .map(|value| (variant(&value.json), &value.origin))
        .collect()
}

/// What tells each variant of a union from the others: its place, from that of the union on, in which no number of a list
/// is. Those of several choices that stand at one place are told apart by their labels.
pub(super) fn keys(
    union: &Union,
    places: &[Pointer],
    mut stays: impl FnMut(&Pointer) -> Pointer,
) -> Vec<String> {
    let places: Vec<String> = union
        .variants
        .iter()
        .map(|variant| {
            let at = stays(&variant.origin);
            let inside = places.iter().find_map(|place| at.strip_prefix(place));
            match inside {
                Some(inside) if !inside.is_root() => {
                    inside.as_str().trim_start_matches('/').to_owned()
                }
                _ => format!("#{}", at.as_str()),
            }
        })
        .collect();
    let mut counts: HashMap<&str, usize> = HashMap::new();
    for place in &places {
        *counts.entry(place).or_default() += 1;
    }
    let keys = union.variants.iter().zip(&places);
    keys.map(|(variant, place)| match counts.get(place.as_str()) {
        Some(1) => place.clone(),
        _ => format!("{place} {}", variant.label.text()),
    })
    .collect()
}

/// A number in words that keep its digits apart: `1.5` and `15` are two. Any other text as it is.
fn number(json: &str) -> String {
    let digits = json.strip_prefix('-').unwrap_or(json);
    if digits.starts_with(|c: char| c.is_ascii_digit()) {
        json.replace('.', " point ").replace(['e', 'E'], " e ")
    } else {
        json.to_owned()
    }
}
