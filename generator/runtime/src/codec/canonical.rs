//! JSON by its value: two texts of one value have the same canonical text (JSON Schema 2020-12 core, section 4.2.2).

use std::collections::BTreeMap;
use std::fmt::Write;

use super::decimal::Decimal;
use super::{Kind, ReadError, Reader, Writer};

/// The canonical text of a JSON value: numbers by value, strings without needless escapes, members by name, the last of one
/// name alone. What is no JSON stays as it is.
pub(crate) fn canonical(json: String) -> String {
    // Most values are written in one way only: whole numbers and texts without escapes.
    let is_plain = match json.as_bytes() {
        [b'"', rest @ ..] => !rest.contains(&b'\\'),
        [b'0'..=b'9', rest @ ..] => rest.len() < 38 && rest.iter().all(u8::is_ascii_digit),
        [b't' | b'f' | b'n', ..] => true,
        _ => false,
    };
    if is_plain {
        return json;
    }
    let mut out = String::with_capacity(json.len());
    match put(&mut Reader::new(&json), &mut out) {
        Ok(()) => out,
        Err(_) => json,
    }
}

fn put(reader: &mut Reader<'_>, out: &mut String) -> Result<(), ReadError> {
    match reader.kind()? {
        Kind::Object => {
            let mut members = BTreeMap::new();
            reader.object(&mut |reader, name| {
                let mut value = String::new();
                put(reader, &mut value)?;
                members.insert(name.to_owned(), value);
                Ok(())
            })?;
            out.push('{');
            for (name, value) in members {
                put_text(&name, out);
                out.push(':');
                out.push_str(&value);
                out.push(',');
            }
            out.push('}');
        }
        Kind::Array => {
            out.push('[');
            reader.array(&mut |reader| {
                put(reader, out)?;
                out.push(',');
                Ok(())
            })?;
            out.push(']');
        }
        Kind::String => put_text(&reader.string()?, out),
        Kind::Number => put_number(reader.number()?, out),
        Kind::Bool | Kind::Null => out.push_str(reader.raw()?),
    }
    Ok(())
}

fn put_text(text: &str, out: &mut String) {
    let mut writer = Writer::new();
    writer.string(text);
    out.push_str(writer.as_str());
}

/// Whole numbers of a modest size as they mostly are written, others by their digits and the power of the last one.
fn put_number(text: &str, out: &mut String) {
    let number = Decimal::parse(text);
    if !number.is_exact() {
        return out.push_str(text);
    }
    // Writing to a string can't fail.
    let _ = match number.to_whole() {
        Some(whole) => write!(out, "{whole}"),
        None => write!(out, "{number}"),
    };
}

#[cfg(test)]
mod tests {
    use super::canonical;

    #[test]
    fn texts_of_one_value_are_one() {
        for (a, b) in [
            ("1", "1.0"),
            ("100", "1e2"),
            ("-0.0", "0"),
            ("1e40", "10e39"),
            (r#"{"a":1,"b":[2.0]}"#, r#"{ "b" : [2], "a" : 10e-1 }"#),
            (r#"{"a":1,"a":2}"#, r#"{"\u0061":2}"#),
            (r#""é\/""#, r#""\u00e9/""#),
        ] {
            assert_eq!(canonical(a.to_owned()), canonical(b.to_owned()), "{a} {b}");
        }
        for (a, b) in [
            ("1", "\"1\""),
            ("[1,2]", "[2,1]"),
            ("[12]", "[1,2]"),
            ("9007199254740993", "9007199254740992"),
            (r#"{"a":null}"#, "{}"),
            ("0", "false"),
        ] {
            assert_ne!(canonical(a.to_owned()), canonical(b.to_owned()), "{a} {b}");
        }
    }
}
