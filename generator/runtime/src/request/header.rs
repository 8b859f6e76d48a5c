//! Headers and cookies: style `simple` and the cookie pair, of what a header can carry unchanged.

use http::HeaderValue;

use super::plain::{Item, Plain};
use super::{Refused, percent};

/// The texts of a value in the order in which style `simple` lists them, the members of an object as name and value.
pub(super) fn texts<'a>(value: &'a Plain, place: &str) -> Result<Vec<&'a str>, Refused> {
    match value {
        Plain::Null => Err(Refused::null(place)),
        Plain::Scalar(text) => Ok(vec![text]),
        Plain::Array(items) => items.iter().map(|item| item.text(place)).collect(),
        Plain::Object(members) => {
            let pair = |(name, item): &'a (String, Item)| {
                item.text(place).map(|text| [name.as_str(), text])
            };
            members
                .iter()
                .map(pair)
                .collect::<Result<Vec<_>, _>>()
                .map(|pairs| pairs.into_iter().flatten().collect())
        }
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

/// Appends `name=value` (RFC 6265 section 4.2.1), the value percent-encoded. Items that are exploded are cookies of their
/// own, as style `cookie` of OpenAPI 3.2 has them; items that are not stand between commas.
pub(super) fn put_cookie(
    cookies: &mut String,
    explode: bool,
    name: &str,
    value: &Plain,
) -> Result<(), Refused> {
    let texts = texts(value, "cookie")?;
    match value {
        Plain::Object(members) if explode => {
            for ((name, _), text) in members.iter().zip(texts.iter().skip(1).step_by(2)) {
                cookie(cookies, name, &percent::encoded(text));
            }
        }
        Plain::Array(_) if explode => {
            for text in texts {
                cookie(cookies, name, &percent::encoded(text));
            }
        }
        // An empty list is no cookie (RFC 6570 section 2.3).
        _ if texts.is_empty() => {}
        _ => {
            let texts: Vec<_> = texts.into_iter().map(percent::encoded).collect();
            cookie(cookies, name, &texts.join(","));
        }
    }
    Ok(())
}

fn cookie(cookies: &mut String, name: &str, encoded: &str) {
    if !cookies.is_empty() {
        cookies.push_str("; ");
    }
    percent::push(cookies, name);
    cookies.push('=');
    cookies.push_str(encoded);
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
            "[\"a,b\"]",
            "[[1,2]]",
        ] {
            assert_eq!(header(json, false), None, "{json}");
        }
        assert_eq!(header("{\"a=b\":1}", true), None);
        assert_eq!(header("{\"a=b\":1}", false).as_deref(), Some("a=b,1"));
    }

    #[test]
    fn cookies() {
        let spelt = |explode, json: &str| {
            let mut cookies = String::new();
            put_cookie(&mut cookies, false, "z", &Plain::Scalar("1".to_owned())).unwrap();
            let plain = Plain::of(&json.parse::<Json>().unwrap()).unwrap();
            put_cookie(&mut cookies, explode, "a", &plain)
                .ok()
                .map(|()| cookies)
        };
        for (json, joined, exploded) in [
            (
                r#""x; y=\"é\"""#,
                "a=x%3B%20y%3D%22%C3%A9%22",
                "a=x%3B%20y%3D%22%C3%A9%22",
            ),
            (r#"["b","c,d"]"#, "a=b,c%2Cd", "a=b; a=c%2Cd"),
            (r#"{"R":100,"G":200}"#, "a=R,100,G,200", "R=100; G=200"),
            (r#""""#, "a=", "a="),
        ] {
            assert_eq!(spelt(false, json), Some(format!("z=1; {joined}")), "{json}");
            assert_eq!(
                spelt(true, json),
                Some(format!("z=1; {exploded}")),
                "{json}"
            );
        }
        assert_eq!(spelt(true, "[]").as_deref(), Some("z=1"));
        assert_eq!(spelt(false, "{}").as_deref(), Some("z=1"));
        assert_eq!(spelt(false, "null"), None);
    }
}
