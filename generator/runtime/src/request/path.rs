//! Path parameters: styles `simple`, `label` and `matrix`. Each is one segment, or a part of one, whatever its value.

use http::Uri;

use super::percent::Place;
use super::plain::Plain;
use super::{Refused, percent};
use crate::server::{BaseUrl, is_dot_segment};

/// The longest URL that the `http` crate holds.
const LONGEST_URI: usize = u16::MAX as usize - 1;

/// How a path parameter is spelt (RFC 6570 sections 3.2.2, 3.2.5 and 3.2.7).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PathStyle {
    /// `blue,black`
    Simple,
    /// `.blue,black`; exploded `.blue.black`
    Label,
    /// `;color=blue,black`; exploded `;color=blue;color=black`
    Matrix,
}

/// How one parameter is spelt: its style, whether it is exploded, whether reserved characters stay as they are.
pub(super) type Spelling = (PathStyle, bool, bool);

/// Replaces `{name}` in `path`. Encoded values have no braces, so that no value is taken for another parameter.
pub(super) fn put(
    path: &mut String,
    spelling: Spelling,
    name: &str,
    value: Option<&Plain>,
) -> Result<(), Refused> {
    let template = format!("{{{name}}}");
    if !path.contains(&template) {
        return Err(Refused::new("the operation's path has no such parameter"));
    }
    let spelt = value.map_or_else(
        || Err(Refused::new("a path parameter must have a value")),
        |value| spell(spelling, name, value),
    );
    let mut outcome = Ok(());
    // Also where the value is refused, so that the parameter does not count as missing.
    let text = spelt.as_deref().unwrap_or("refused");
    while let Some(start) = path.find(&template) {
        let in_query = path.get(..start).is_some_and(|before| before.contains('?'));
        path.replace_range(start..start + template.len(), text);
        if !in_query && is_dot_segment(segment(path, start, start + text.len())) {
            outcome = Err(Refused::new(
                "the path segment would be `.` or `..`, which URL parsers remove",
            ));
        }
    }
    spelt.and(outcome)
}

/// The segment around `start..end`.
fn segment(path: &str, start: usize, end: usize) -> &str {
    let first = path
        .get(..start)
        .and_then(|before| before.rfind('/'))
        .map_or(0, |slash| slash + 1);
    let last = path
        .get(end..)
        .and_then(|after| after.find(['/', '?']))
        .map_or(path.len(), |slash| end + slash);
    path.get(first..last).unwrap_or_default()
}

/// Texts percent-encoded, behind what the style begins with, and joined by what it joins with.
fn spell(spelling: Spelling, name: &str, value: &Plain) -> Result<String, Refused> {
    let (style, explode, reserved) = spelling;
    let separator = match (value, style, explode) {
        (Plain::Null, ..) => return Err(Refused::null("path")),
        (_, PathStyle::Matrix, true) | (Plain::Scalar(_), PathStyle::Matrix, _) => Some(';'),
        // A dot is none of the reserved characters: it always stays (RFC 6570 section 3.2.5).
        (Plain::Scalar(_), ..) | (_, PathStyle::Label, true) => None,
        _ => Some(','),
    };
    let text = |text: &str| {
        let text = encoded(text, reserved)?;
        if separator.is_some_and(|separator| text.contains(separator)) {
            return Err(Refused::new(
                "an item has the character in it that separates items",
            ));
        }
        Ok(text)
    };
    let mut texts = Vec::new();
    match value {
        Plain::Null => {}
        Plain::Scalar(value) => texts.push(text(value)?),
        Plain::Array(items) => {
            for item in items {
                texts.push(text(item.text("path")?)?);
            }
        }
        Plain::Object(members) => {
            for (name, item) in members {
                let (name, value) = (text(name)?, text(item.text("path")?)?);
                if !explode {
                    texts.extend([name, value]);
                } else if name.contains('=') {
                    return Err(Refused::new("its name has a `=` in it, which ends names"));
                } else {
                    texts.push(format!("{name}={value}"));
                }
            }
        }
    }
    let is_object = matches!(value, Plain::Object(_));
    let named = |text: String| {
        if style != PathStyle::Matrix || explode && is_object {
            return text;
        }
        let mark = if text.is_empty() { "" } else { "=" };
        format!("{}{mark}{text}", percent::encoded(name))
    };
    let (begin, join) = match style {
        PathStyle::Simple => ("", ","),
        PathStyle::Label => (".", "."),
        PathStyle::Matrix => (";", ";"),
    };
    let list = if explode {
        let texts: Vec<_> = texts.into_iter().map(named).collect();
        texts.join(join)
    } else if texts.is_empty() {
        String::new()
    } else {
        named(texts.join(","))
    };
    if list.is_empty() && (style != PathStyle::Label || !matches!(value, Plain::Scalar(_))) {
        return Err(Refused::new(
            "a path parameter must not be empty: the path would be another one",
        ));
    }
    Ok(format!("{begin}{list}"))
}

fn encoded(text: &str, reserved: bool) -> Result<String, Refused> {
    if text.chars().any(char::is_control) {
        return Err(Refused::new(
            "a path parameter must have no control character in it",
        ));
    }
    if !reserved {
        return Ok(percent::encoded(text));
    }
    let mut out = String::new();
    percent::push_reserved(&mut out, Place::Path, text);
    Ok(out)
}

/// The whole URL. A path may have a query of its own; a fragment, which tells paths of one address apart, is not sent.
pub(super) fn uri(base: &BaseUrl, path: &str, query: &str) -> Result<Uri, Refused> {
    if path.contains('{') {
        return Err(Refused::new(format!("the path {path} lacks a parameter")));
    }
    let path = path.split('#').next().unwrap_or_default();
    let slash = if path.is_empty() || path.starts_with(['/', '?']) {
        ""
    } else {
        "/"
    };
    let mark = match (query.is_empty(), path.contains('?')) {
        (true, _) => "",
        (false, true) => "&",
        (false, false) => "?",
    };
    let url = format!("{base}{slash}{path}{mark}{query}");
    if url.len() > LONGEST_URI {
        return Err(Refused::new(format!(
            "the URL has {} bytes, and at most {LONGEST_URI} can be sent",
            url.len()
        )));
    }
    Uri::try_from(url).map_err(|_| Refused::new("the operation's path is no part of a URL"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Json;
    use crate::check::Rule;

    const SIMPLE: Spelling = (PathStyle::Simple, false, false);

    fn path(template: &str, value: &str) -> Result<String, Refused> {
        let mut path = template.to_owned();
        put(&mut path, SIMPLE, "id", Plain::of(value).as_ref()).map(|()| path)
    }

    fn styled(style: Spelling, json: &str) -> Option<String> {
        let mut path = "/{color}".to_owned();
        let plain = Plain::of(&json.parse::<Json>().unwrap());
        put(&mut path, style, "color", plain.as_ref()).ok()?;
        Some(path)
    }

    #[test]
    fn one_segment_always() {
        for (value, spelt) in [
            ("item_123", "/x/item_123"),
            ("a/b", "/x/a%2Fb"),
            ("a?b", "/x/a%3Fb"),
            ("a%2Fb", "/x/a%252Fb"),
            ("%2e%2e", "/x/%252e%252e"),
            ("a b", "/x/a%20b"),
            ("a\\b", "/x/a%5Cb"),
            ("é", "/x/%C3%A9"),
            ("a;b", "/x/a%3Bb"),
            ("a#b", "/x/a%23b"),
            ("{id}", "/x/%7Bid%7D"),
            ("...", "/x/..."),
            (" ", "/x/%20"),
            ("a,b", "/x/a%2Cb"),
        ] {
            assert_eq!(path("/x/{id}", value).as_deref(), Ok(spelt), "{value}");
        }
    }

    #[test]
    fn what_a_parser_would_normalise_is_refused() {
        for value in ["", ".", "..", "a\nb", "a\r\nb", "\0", "\u{7f}", "\u{85}"] {
            assert_eq!(
                path("/x/{id}", value).map_err(|refused| refused.rule),
                Err(Rule::Encodable),
                "{value:?}"
            );
        }
    }

    #[test]
    fn a_segment_is_judged_whole() {
        assert_eq!(path("/x/{id}.json", "."), Ok("/x/..json".to_owned()));
        assert!(path("/x/.{id}", ".").is_err());
        assert!(path("/x/%2E{id}/y", ".").is_err());
        assert_eq!(path("/x/{id}:run", ".."), Ok("/x/..:run".to_owned()));
        assert_eq!(path("/x?v={id}", ".."), Ok("/x?v=..".to_owned()));
        assert_eq!(path("/{id}/{id}", "a"), Ok("/a/a".to_owned()));
    }

    /// Every cell of the table in OpenAPI 3.0.4: style, explode, an empty string, a string, an array, an object; `-` is
    /// n/a, or would be a path with an empty or a dot segment.
    const CELLS: &str = "
        Matrix false ;color ;color=blue ;color=blue,black,brown               ;color=R,100,G,200,B,150
        Matrix true  ;color ;color=blue ;color=blue;color=black;color=brown   ;R=100;G=200;B=150
        Label  false -      .blue       .blue,black,brown                     .R,100,G,200,B,150
        Label  true  -      .blue       .blue.black.brown                     .R=100.G=200.B=150
        Simple false -      blue        blue,black,brown                      R,100,G,200,B,150
        Simple true  -      blue        blue,black,brown                      R=100,G=200,B=150";

    #[test]
    fn every_cell() {
        let styles = [PathStyle::Simple, PathStyle::Label, PathStyle::Matrix];
        let values = [
            "\"\"",
            "\"blue\"",
            r#"["blue","black","brown"]"#,
            r#"{"R":100,"G":200,"B":150}"#,
        ];
        for row in CELLS.lines().skip(1) {
            let cells: Vec<_> = row.split_whitespace().collect();
            let style = styles.into_iter().find(|s| format!("{s:?}") == cells[0]);
            let style = (style.unwrap(), cells[1] == "true", false);
            for (json, cell) in values.into_iter().zip(&cells[2..]) {
                let spelt = Some(format!("/{cell}")).filter(|cell| cell != "/-");
                assert_eq!(styled(style, json), spelt, "{style:?} {json}");
            }
        }
    }

    #[test]
    fn encoding_nesting_and_what_is_empty() {
        for (style, json, spelt) in [
            (SIMPLE, r#"["a","b,c"]"#, Some("/a,b%2Cc")),
            (SIMPLE, r#"[{"a":1}]"#, Some("/%7B%22a%22%3A1%7D")),
            (SIMPLE, "[]", None),
            (SIMPLE, "null", None),
            (SIMPLE, "[null]", None),
            (
                (PathStyle::Label, true, false),
                r#"{"a.b":"c=d"}"#,
                Some("/.a.b=c%3Dd"),
            ),
            ((PathStyle::Label, true, false), "[]", None),
            (
                (PathStyle::Matrix, true, false),
                r#"["a;b",""]"#,
                Some("/;color=a%3Bb;color"),
            ),
            ((PathStyle::Matrix, false, false), "{}", None),
        ] {
            assert_eq!(styled(style, json).as_deref(), spelt, "{style:?} {json}");
        }
        let absent = Plain::of(&None::<String>);
        assert!(put(&mut "/{id}".to_owned(), SIMPLE, "id", absent.as_ref()).is_err());
        let text = Plain::of("a");
        assert!(put(&mut "/{id}".to_owned(), SIMPLE, "other", text.as_ref()).is_err());
    }

    #[test]
    fn reserved_characters_stay_but_those_that_end_a_segment_or_an_item() {
        use PathStyle::{Label, Matrix, Simple};
        let all = r#"":/?#[]@!$&'()*+,;=%2F%""#;
        for (style, json, spelt) in [
            (
                (Simple, false),
                all,
                Some("/:%2F%3F%23%5B%5D@!$&'()*+,;=%2F%25"),
            ),
            (
                (Label, false),
                all,
                Some("/.:%2F%3F%23%5B%5D@!$&'()*+,;=%2F%25"),
            ),
            ((Matrix, false), all, None),
            ((Matrix, false), r#""a,b=c""#, Some("/;color=a,b=c")),
            ((Simple, false), r#"["a;b","c=d"]"#, Some("/a;b,c=d")),
            ((Simple, false), r#"["a,b"]"#, None),
            ((Label, true), r#"["a,b"]"#, Some("/.a,b")),
            ((Matrix, true), r#"["a,b"]"#, Some("/;color=a,b")),
            ((Matrix, true), r#"["a;b"]"#, None),
            ((Simple, true), r#"{"a":"b=c"}"#, Some("/a=b=c")),
            ((Simple, true), r#"{"a=b":"c"}"#, None),
            ((Simple, false), r#""%2e%2E""#, None),
            ((Simple, false), r#""{color}""#, Some("/%7Bcolor%7D")),
        ] {
            let spelling = (style.0, style.1, true);
            assert_eq!(styled(spelling, json).as_deref(), spelt, "{style:?} {json}");
        }
    }

    #[test]
    fn whole_urls() {
        let base = BaseUrl::parse("https://a.example/v1").unwrap();
        assert_eq!(
            uri(&base, "/x", "a=1").unwrap(),
            "https://a.example/v1/x?a=1"
        );
        assert_eq!(uri(&base, "x", "").unwrap(), "https://a.example/v1/x");
        assert_eq!(uri(&base, "", "").unwrap(), "https://a.example/v1");
        assert_eq!(
            uri(&base, "/x?y=1#part", "a=1").unwrap(),
            "https://a.example/v1/x?y=1&a=1"
        );
        assert!(uri(&base, "/{id}", "").is_err());
        assert!(uri(&base, "/a b", "").is_err());
        let long = uri(&base, "/x", &"q".repeat(70_000)).unwrap_err();
        assert_eq!(
            long.message,
            "the URL has 70023 bytes, and at most 65534 can be sent"
        );
    }
}
