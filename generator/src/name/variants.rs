//! The words that the values of an enum are named by where they are not all strings.

use std::collections::BTreeSet;

use crate::ir::LiteralEnum;
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

/// A number in words that keep its digits apart: `1.5` and `15` are two. Any other text as it is.
fn number(json: &str) -> String {
    let digits = json.strip_prefix('-').unwrap_or(json);
    if digits.starts_with(|c: char| c.is_ascii_digit()) {
        json.replace('.', " point ").replace(['e', 'E'], " e ")
    } else {
        json.to_owned()
    }
}
