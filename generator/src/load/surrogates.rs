//! Characters that a YAML file escapes in two halves, as JSON does: `"\ud83e\udd80"`.
//!
//! YAML has no such halves and its parser refuses them, but writers that come from JSON or UTF-16 make them. So the parser is given
//! private characters in their places, of the same length, and what it read is turned into the characters that were meant.

use std::borrow::Cow;

use saphyr_parser::ScalarStyle;

/// The length of one half, `\ud83e`.
const HALF: usize = 6;

/// The text with private characters in the places of halves, where it has such: `None` where there is nothing to be done, or where
/// the text has such private characters of its own.
pub(super) fn hide(text: &str) -> Option<String> {
    let pairs: Vec<usize> = pairs(text).collect();
    if pairs.is_empty()
        || text.chars().any(is_private)
        || halves(text, is_private_half).next().is_some()
    {
        return None;
    }
    let mut hidden = String::with_capacity(text.len());
    let mut from = 0;
    for at in pairs {
        for half in [at, at + HALF] {
            hidden.push_str(text.get(from..half)?);
            hidden.push_str(&moved(text.get(half..half + HALF)?, 0xe000 - 0xd800)?);
            from = half + HALF;
        }
    }
    hidden.push_str(text.get(from..)?);
    Some(hidden)
}

/// What a scalar of such a text says.
pub(super) fn show<'a>(text: Cow<'a, str>, style: ScalarStyle) -> Cow<'a, str> {
    if style == ScalarStyle::DoubleQuoted {
        if !text.chars().any(is_private) {
            return text;
        }
        let halves = text.encode_utf16().map(|unit| match unit {
            0xe000..=0xe7ff => unit - (0xe000 - 0xd800),
            other => other,
        });
        return char::decode_utf16(halves)
            .map(|read| read.unwrap_or(char::REPLACEMENT_CHARACTER))
            .collect();
    }
    // Only double quotes know escapes; elsewhere the text is what is written.
    let places: Vec<usize> = halves(&text, is_private_half).collect();
    let mut shown = String::new();
    let mut from = 0;
    for at in places {
        let half = text
            .get(at..at + HALF)
            .and_then(|half| moved(half, 0xd800_u16.wrapping_sub(0xe000)));
        shown.push_str(text.get(from..at).unwrap_or_default());
        shown.push_str(&half.unwrap_or_default());
        from = at + HALF;
    }
    match from {
        0 => text,
        _ => Cow::Owned(shown + text.get(from..).unwrap_or_default()),
    }
}

/// Where pairs of halves stand, which no backslash before them makes a text.
fn pairs(text: &str) -> impl Iterator<Item = usize> {
    let mut free = 0;
    halves(text, |unit| (0xd800..0xdc00).contains(&unit)).filter(move |&at| {
        let before = text.get(..at).unwrap_or_default();
        let slashes = before.len() - before.trim_end_matches('\\').len();
        let low = unit_at(text, at + HALF).is_some_and(|unit| (0xdc00..0xe000).contains(&unit));
        let is_pair = at >= free && slashes % 2 == 0 && low;
        if is_pair {
            free = at + 2 * HALF;
        }
        is_pair
    })
}

/// Where escapes of certain UTF-16 units stand.
fn halves(text: &str, wanted: impl Fn(u16) -> bool) -> impl Iterator<Item = usize> {
    text.match_indices("\\u")
        .map(|(at, _)| at)
        .filter(move |&at| unit_at(text, at).is_some_and(&wanted))
}

fn unit_at(text: &str, at: usize) -> Option<u16> {
    let digits = text.get(at..at + HALF)?.strip_prefix("\\u")?;
    u16::from_str_radix(digits, 16).ok()
}

/// The escape of a unit that differs in its first two digits: those are in the case of the first, the others stay.
fn moved(half: &str, by: u16) -> Option<String> {
    let first = unit_at(half, 0)?.wrapping_add(by) >> 8;
    let is_upper = half.as_bytes().get(2).is_some_and(u8::is_ascii_uppercase);
    let (_, rest) = half.split_at_checked(4)?;
    Some(if is_upper {
        format!("\\u{first:02X}{rest}")
    } else {
        format!("\\u{first:02x}{rest}")
    })
}

fn is_private(c: char) -> bool {
    matches!(c, '\u{e000}'..='\u{e7ff}')
}

fn is_private_half(unit: u16) -> bool {
    matches!(unit, 0xe000..=0xe7ff)
}

#[cfg(test)]
mod tests {
    use super::{hide, show};
    use saphyr_parser::ScalarStyle::{DoubleQuoted, SingleQuoted};

    #[test]
    fn halves_are_hidden_in_their_places_and_come_back() {
        let text = r#"a: "\ud83e\udd80 \\ud83e\\udd80 \uD83E\uDD80""#;
        let hidden = hide(text).unwrap();
        assert_eq!(hidden, r#"a: "\ue03e\ue580 \\ud83e\\udd80 \uE03E\uE580""#);
        assert_eq!(show(hidden.into(), SingleQuoted), text);
        assert_eq!(show("x\u{e03e}\u{e580}".into(), DoubleQuoted), "x\u{1f980}");
        assert_eq!(show("plain".into(), DoubleQuoted), "plain");
    }

    #[test]
    fn texts_without_pairs_or_with_private_characters_stay() {
        for text in [
            "\\ud83e",
            "\\udd80\\ud83e",
            "none",
            "\u{e001} \\ud83e\\udd80",
            "\\ue001 \\ud83e\\udd80",
        ] {
            assert_eq!(hide(text), None, "{text}");
        }
    }
}
