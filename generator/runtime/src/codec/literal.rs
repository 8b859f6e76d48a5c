//! JSON values by what they are: `1` and `1.0` are one number, `"a"` and `"\u0061"` one string.

use std::borrow::Cow;

use super::canonical::canonical;
use super::decimal::Decimal;
use super::{Kind, Reader};

/// Whether two JSON texts are the same value.
pub(crate) fn same(a: &str, b: &str) -> bool {
    if a == b {
        return true;
    }
    match (a.as_bytes().first(), b.as_bytes().first()) {
        (Some(b'"'), Some(b'"')) => text(a) == text(b),
        (Some(b'-' | b'0'..=b'9'), Some(b'-' | b'0'..=b'9')) => {
            let number = Decimal::parse(a);
            number.is_exact() && number == Decimal::parse(b)
        }
        (Some(b'['), Some(b'[')) | (Some(b'{'), Some(b'{')) => {
            canonical(a.to_owned()) == canonical(b.to_owned())
        }
        _ => false,
    }
}

/// Whether a JSON number has no fraction, however large it is.
pub(super) fn is_whole(text: &str) -> bool {
    Decimal::parse(text).is_whole()
}

/// A scalar without its quotes, as parameters have it. Arrays and objects stay JSON.
pub(crate) fn text(json: &str) -> Cow<'_, str> {
    let mut reader = Reader::new(json);
    match reader.kind() {
        Ok(Kind::String) => reader.string().unwrap_or(Cow::Borrowed(json)),
        _ => Cow::Borrowed(json),
    }
}

#[cfg(test)]
mod tests {
    use super::{same, text};

    #[test]
    fn scalars_are_compared_by_value() {
        for (a, b) in [
            ("1", "1.0"),
            ("1", "1e0"),
            ("100", "1E+2"),
            ("0", "-0.0e9"),
            ("0.10", "1e-1"),
            ("12.50", "125e-1"),
            (r#""a""#, r#""\u0061""#),
            ("true", "true"),
            (r#"{"a":1,"b":[]}"#, r#"{"b":[],"a":1.0}"#),
            ("1e99999999999999999999", "1e99999999999999999999"),
        ] {
            assert!(same(a, b) && same(b, a), "{a} {b}");
        }
    }

    #[test]
    fn other_values_differ() {
        for (a, b) in [
            ("1", "-1"),
            ("1", "10"),
            ("1", r#""1""#),
            ("true", "false"),
            ("true", r#""true""#),
            ("null", "0"),
            ("1e99999999999999999999", "1e99999999999999999998"),
            ("[1e99999999999999999999]", "[1e99999999999999999998]"),
            ("9007199254740993", "9007199254740992"),
        ] {
            assert!(!same(a, b) && !same(b, a), "{a} {b}");
        }
    }

    #[test]
    fn plain_text_has_no_quotes() {
        assert_eq!(text(r#""a\"b""#), "a\"b");
        assert_eq!(text("1.50"), "1.50");
    }
}
