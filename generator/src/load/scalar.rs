//! What a plain YAML scalar stands for: the core schema of YAML 1.2 (§10.3.2).

use super::{Number, Value};

/// A plain scalar that has no counterpart in JSON.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum NoJson {
    /// `.inf` or `.nan`
    NotFinite,
    /// An octal or hexadecimal number of more than 128 bits.
    TooLong,
}

/// Resolves a plain scalar without a tag.
pub(super) fn resolve(text: &str) -> Result<Value, NoJson> {
    let Some(first) = text.bytes().next() else {
        return Ok(Value::Null);
    };
    match first {
        b'~' | b'n' | b'N' if is_null(text) => Ok(Value::Null),
        b't' | b'T' | b'f' | b'F' => {
            Ok(boolean(text).map_or_else(|| Value::from(text), Value::Bool))
        }
        b'0'..=b'9' | b'+' | b'-' | b'.' => {
            Ok(number(text)?.map_or_else(|| Value::from(text), Value::Number))
        }
        _ => Ok(Value::from(text)),
    }
}

/// Whether the text is one of the spellings of null.
pub(super) fn is_null(text: &str) -> bool {
    matches!(text, "" | "~" | "null" | "Null" | "NULL")
}

/// The boolean that the text spells.
pub(super) fn boolean(text: &str) -> Option<bool> {
    match text {
        "true" | "True" | "TRUE" => Some(true),
        "false" | "False" | "FALSE" => Some(false),
        _ => None,
    }
}

/// The number that the text spells, as JSON writes it.
pub(super) fn number(text: &str) -> Result<Option<Number>, NoJson> {
    if let Some(digits) = text.strip_prefix("0o") {
        return radix(digits, 8);
    }
    if let Some(digits) = text.strip_prefix("0x") {
        return radix(digits, 16);
    }
    let (sign, rest) = match text.strip_prefix(['+', '-']) {
        Some(rest) => (if text.starts_with('-') { "-" } else { "" }, rest),
        None => ("", text),
    };
    let is_infinite = matches!(rest, ".inf" | ".Inf" | ".INF");
    if is_infinite || matches!(text, ".nan" | ".NaN" | ".NAN") {
        return Err(NoJson::NotFinite);
    }
    Ok(decimal(rest).map(|digits| Number::from_json(&format!("{sign}{digits}"))))
}

fn radix(digits: &str, radix: u32) -> Result<Option<Number>, NoJson> {
    if digits.is_empty() || !digits.chars().all(|digit| digit.is_digit(radix)) {
        return Ok(None);
    }
    let value = u128::from_str_radix(digits, radix).map_err(|_| NoJson::TooLong)?;
    Ok(Some(Number::from_json(&value.to_string())))
}

/// A decimal number without its sign; JSON wants digits on both sides of the point and no leading zero.
fn decimal(text: &str) -> Option<String> {
    let (mantissa, exponent) = match text.find(['e', 'E']) {
        Some(at) => (text.get(..at)?, Some(text.get(at + 1..)?)),
        None => (text, None),
    };
    let (whole, fraction) = match mantissa.split_once('.') {
        Some((whole, fraction)) => (whole, Some(fraction)),
        None => (mantissa, None),
    };
    let some_digit = !whole.is_empty() || fraction.is_some_and(|fraction| !fraction.is_empty());
    if !some_digit || !all_digits(whole) || !fraction.is_none_or(all_digits) {
        return None;
    }
    let mut json = whole.trim_start_matches('0').to_owned();
    if json.is_empty() {
        json.push('0');
    }
    if let Some(fraction) = fraction {
        json.push('.');
        json.push_str(if fraction.is_empty() { "0" } else { fraction });
    }
    if let Some(exponent) = exponent {
        let digits = exponent.strip_prefix(['+', '-']).unwrap_or(exponent);
        if digits.is_empty() || !all_digits(digits) {
            return None;
        }
        json.push('e');
        json.push_str(exponent);
    }
    Some(json)
}

fn all_digits(text: &str) -> bool {
    text.bytes().all(|byte| byte.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::{NoJson, Value, resolve};

    fn shown(text: &str) -> String {
        match resolve(text) {
            Ok(Value::Null) => "null".into(),
            Ok(Value::Bool(value)) => format!("bool {value}"),
            Ok(Value::Number(number)) => format!("number {}", number.as_str()),
            Ok(Value::String(text)) => format!("string {text}"),
            other => format!("{other:?}"),
        }
    }

    #[test]
    fn the_core_schema_is_followed() {
        let cases = [
            ("", "null"),
            ("~", "null"),
            ("Null", "null"),
            ("nULL", "string nULL"),
            ("TRUE", "bool true"),
            ("False", "bool false"),
            ("yes", "string yes"),
            ("off", "string off"),
            ("0", "number 0"),
            ("-0", "number -0"),
            ("+12", "number 12"),
            ("012", "number 12"),
            ("0o14", "number 12"),
            ("0o8", "string 0o8"),
            ("0xC", "number 12"),
            ("0x", "string 0x"),
            ("12e03", "number 12e03"),
            ("-2E+05", "number -2e+05"),
            ("1.", "number 1.0"),
            (".5", "number 0.5"),
            ("+.5", "number 0.5"),
            (".", "string ."),
            ("-", "string -"),
            ("+", "string +"),
            ("1e", "string 1e"),
            ("e1", "string e1"),
            ("1_000", "string 1_000"),
            ("3.1.0", "string 3.1.0"),
            ("2020-01-01", "string 2020-01-01"),
            ("12:30", "string 12:30"),
        ];
        for (text, expected) in cases {
            assert_eq!(shown(text), expected, "{text:?}");
        }
    }

    #[test]
    fn what_json_cannot_say_is_told_apart() {
        for text in [".inf", "-.INF", "+.Inf", ".nan", ".NaN"] {
            assert!(matches!(resolve(text), Err(NoJson::NotFinite)), "{text}");
        }
        let long = format!("0x{}", "f".repeat(33));
        assert!(matches!(resolve(&long), Err(NoJson::TooLong)));
        assert_eq!(shown("-.nan"), "string -.nan");
    }
}
