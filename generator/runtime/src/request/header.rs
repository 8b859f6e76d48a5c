//! Headers and cookies: style `simple` and the cookie pair, of what a header can carry unchanged.

use http::HeaderValue;

use super::plain::{Item, Plain};
use super::{Refused, percent};

/// The texts of a value in the order in which style `simple` lists them, the members of an object as name and value.
pub(super) fn texts<'a>(value: &'a Plain, place: &str) -> Result<Vec<&'a str>, Refused> {
    match value {
        Plain::Null => Err(Refused::null(place)),
        Plain::Scalar(text) => Ok(vec![text]),
        Plain::Array(items) => items.iter().map(|item| scalar(item, place)).collect(),
        Plain::Object(members) => {
            let pair = |(name, item): &'a (String, Item)| {
                scalar(item, place).map(|text| [name.as_str(), text])
            };
            members
                .iter()
                .map(pair)
                .collect::<Result<Vec<_>, _>>()
                .map(|pairs| pairs.into_iter().flatten().collect())
        }
    }
}

/// The text of an item that is no array or object.
pub(super) fn scalar<'a>(item: &'a Item, place: &str) -> Result<&'a str, Refused> {
    match item {
        Item::Scalar(text) => Ok(text),
        Item::Null => Err(Refused::null(place)),
        Item::Array(_) | Item::Nested(_) => Err(Refused::new(format!(
            "an array or object inside another has no spelling in a {place}"
        ))),
    }
}

/// Style `simple`: nothing is percent-encoded, texts are joined by commas.
pub(super) fn value(value: &Plain, explode: bool) -> Result<HeaderValue, Refused> {
    let texts = texts(value, "header")?;
    let several = !matches!(value, Plain::Scalar(_));
    let exploded = explode && matches!(value, Plain::Object(_));
    let mut out = String::new();
    for (index, text) in texts.into_iter().enumerate() {
        if several && (text.contains(',') || exploded && index % 2 == 0 && text.contains('=')) {
            return Err(Refused::new(
                "an item has the character in it that separates items",
            ));
        }
        if index > 0 {
            out.push(if exploded && index % 2 == 1 { '=' } else { ',' });
        }
        out.push_str(text);
    }
    if out.trim_matches([' ', '\t']).len() != out.len() {
        return Err(Refused::new(
            "a header must not begin or end with white space: it would be dropped on the way",
        ));
    }
    if !out
        .bytes()
        .all(|byte| byte == b'\t' || byte == b' ' || byte.is_ascii_graphic())
    {
        return Err(Refused::new(
            "a header carries visible ASCII, spaces and tabs only, no line break",
        ));
    }
    HeaderValue::try_from(out).map_err(|_| Refused::new("no header can carry it"))
}

/// Appends `name=value` (RFC 6265 section 4.2.1), the value percent-encoded.
pub(super) fn put_cookie(cookies: &mut String, name: &str, value: &Plain) -> Result<(), Refused> {
    let text = match value {
        Plain::Scalar(text) => text,
        Plain::Null => return Err(Refused::null("cookie")),
        Plain::Array(_) | Plain::Object(_) => {
            return Err(Refused::new(
                "an array or object has no defined spelling in a cookie",
            ));
        }
    };
    if !cookies.is_empty() {
        cookies.push_str("; ");
    }
    percent::push(cookies, name);
    cookies.push('=');
    percent::push(cookies, text);
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Json;

    fn header(json: &str, explode: bool) -> Option<String> {
        let plain = Plain::of(&json.parse::<Json>().unwrap()).unwrap();
        value(&plain, explode)
            .ok()
            .map(|value| value.to_str().unwrap().to_owned())
    }

    #[test]
    fn simple_style() {
        for (json, plain, exploded) in [
            ("\"a b\"", "a b", "a b"),
            ("\"\"", "", ""),
            ("\"a,b\"", "a,b", "a,b"),
            ("1.50", "1.50", "1.50"),
            ("[\"a\",1]", "a,1", "a,1"),
            ("[]", "", ""),
            ("{\"R\":100,\"G\":200}", "R,100,G,200", "R=100,G=200"),
        ] {
            assert_eq!(header(json, false).as_deref(), Some(plain), "{json}");
            assert_eq!(header(json, true).as_deref(), Some(exploded), "{json}");
        }
    }

    #[test]
    fn what_a_header_would_change_is_refused() {
        for json in [
            "\"a\\r\\nx: y\"",
            "\"\\n\"",
            "\"a\\u0000\"",
            "\"é\"",
            "\" a\"",
            "\"a\\t\"",
            "\"\\u007f\"",
            "null",
            "[null]",
            "[[1]]",
            "[\"a,b\"]",
            "{\"a\":{}}",
        ] {
            assert_eq!(header(json, false), None, "{json}");
        }
        assert_eq!(header("{\"a=b\":1}", true), None);
        assert_eq!(header("{\"a=b\":1}", false).as_deref(), Some("a=b,1"));
    }

    #[test]
    fn cookies() {
        let mut cookies = String::new();
        put_cookie(&mut cookies, "a", &Plain::Scalar("x; y=\"é\"".to_owned())).unwrap();
        put_cookie(&mut cookies, "b", &Plain::Scalar("1".to_owned())).unwrap();
        assert_eq!(cookies, "a=x%3B%20y%3D%22%C3%A9%22; b=1");
        assert!(put_cookie(&mut cookies, "c", &Plain::Array(vec![])).is_err());
        assert!(put_cookie(&mut cookies, "c", &Plain::Null).is_err());
    }
}
