//! Headers and cookies: style `simple` and the cookie pair, of what a header can carry unchanged.

use http::{HeaderName, HeaderValue};

use super::percent::Place;
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

/// How the value of a cookie is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CookieText {
    /// Percent-encoded: style `form`.
    Encoded,
    /// Percent-encoded but for reserved characters: style `form` with `allowReserved`. `,` and `;` are encoded all the same, since
    /// no cookie has them in its value.
    Reserved,
    /// As it is: style `cookie` of OpenAPI 3.2. What a cookie can't carry (RFC 6265 section 4.1.1) is refused.
    Plain,
}

impl CookieText {
    fn spell(self, text: &str) -> Result<String, Refused> {
        match self {
            Self::Encoded => Ok(percent::encoded(text)),
            Self::Reserved => {
                let mut out = String::new();
                percent::push_reserved(&mut out, Place::Cookie, text);
                Ok(out)
            }
            Self::Plain => {
                // Quotes may stand around the whole.
                let inner = text
                    .strip_prefix('"')
                    .and_then(|text| text.strip_suffix('"'));
                let is_carried = |byte: u8| byte.is_ascii_graphic() && !b"\",;\\".contains(&byte);
                if inner.unwrap_or(text).bytes().all(is_carried) {
                    Ok(text.to_owned())
                } else {
                    Err(Refused::new(
                        "a cookie carries visible ASCII only, without `\"`, `,`, `;` and `\\`: give it in an escaped form",
                    ))
                }
            }
        }
    }
}

/// Appends `name=value` (RFC 6265 section 4.2.1), all or none. Items that are exploded are cookies of their own, as style
/// `cookie` of OpenAPI 3.2 has them; items that are not stand between commas.
pub(super) fn put_cookie(
    cookies: &mut String,
    text: CookieText,
    explode: bool,
    name: &str,
    value: &Plain,
) -> Result<(), Refused> {
    let texts = texts(value, "cookie")?;
    let texts: Vec<_> = texts
        .into_iter()
        .map(|value| text.spell(value))
        .collect::<Result<_, _>>()?;
    match value {
        Plain::Object(members) if explode => {
            for ((name, _), text) in members.iter().zip(texts.iter().skip(1).step_by(2)) {
                cookie(cookies, name, text);
            }
        }
        Plain::Array(_) if explode => {
            for text in texts {
                cookie(cookies, name, &text);
            }
        }
        // An empty list is no cookie (RFC 6570 section 2.3).
        _ if texts.is_empty() => {}
        _ => cookie(cookies, name, &texts.join(",")),
    }
    Ok(())
}

fn cookie(cookies: &mut String, name: &str, text: &str) {
    if !cookies.is_empty() {
        cookies.push_str("; ");
    }
    // Servers know cookies by their names as they are; what can be none is not left as it is.
    if HeaderName::try_from(name).is_ok() {
        cookies.push_str(name);
    } else {
        percent::push(cookies, name);
    }
    cookies.push('=');
    cookies.push_str(text);
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
        let spelt = |explode, json: &str| cookie(CookieText::Encoded, explode, json);
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
        assert_eq!(
            spelt(true, r#"{"a$b":1,"c d":2}"#).as_deref(),
            Some("z=1; a$b=1; c%20d=2")
        );
    }

    #[test]
    fn cookies_as_they_are() {
        for (text, json, spelt) in [
            (CookieText::Plain, r#""a%2F==/[]""#, Some("a=a%2F==/[]")),
            (CookieText::Plain, r#""\"a\"""#, Some("a=\"a\"")),
            (CookieText::Plain, r#"["b","c"]"#, Some("a=b; a=c")),
            (CookieText::Plain, r#"{"R":100,"G":""}"#, Some("R=100; G=")),
            (CookieText::Plain, r#""a b""#, None),
            (CookieText::Plain, r#""a;b""#, None),
            (CookieText::Plain, r#""a,b""#, None),
            (CookieText::Plain, r#""a\"b""#, None),
            (CookieText::Plain, r#""é""#, None),
            (CookieText::Plain, r#"["b","c\n"]"#, None),
            (
                CookieText::Reserved,
                r#""a/b==;,é""#,
                Some("a=a/b==%3B%2C%C3%A9"),
            ),
        ] {
            let spelt = spelt.map(|spelt| format!("z=1; {spelt}"));
            assert_eq!(cookie(text, true, json), spelt, "{text:?} {json}");
        }
        assert_eq!(
            cookie(CookieText::Plain, false, r#"["b","c"]"#).as_deref(),
            Some("z=1; a=b,c")
        );
        assert_eq!(cookie(CookieText::Plain, false, r#"["b,c"]"#), None);
    }

    /// A cookie `a` behind another.
    fn cookie(text: CookieText, explode: bool, json: &str) -> Option<String> {
        let mut cookies = "z=1".to_owned();
        let plain = Plain::of(&json.parse::<Json>().unwrap()).unwrap();
        put_cookie(&mut cookies, text, explode, "a", &plain).ok()?;
        Some(cookies)
    }
}
