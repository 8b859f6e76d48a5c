//! Path parameters: each is one segment, or a part of one, whatever its value.

use http::Uri;

use super::plain::Plain;
use super::{Refused, header, percent};
use crate::server::{BaseUrl, is_dot_segment};

/// The longest URL that the `http` crate holds.
const LONGEST_URI: usize = u16::MAX as usize - 1;

/// Replaces `{name}` in `path`. Encoded values have no braces, so that no value is taken for another parameter.
pub(super) fn put(path: &mut String, name: &str, value: Option<&Plain>) -> Result<(), Refused> {
    let (start, end) = find(path, name)
        .ok_or_else(|| Refused::new("the operation's path has no such parameter"))?;
    let spelt = value.map_or_else(
        || Err(Refused::new("a path parameter must have a value")),
        spell,
    );
    // Also where the value is refused, so that the parameter does not count as missing.
    path.replace_range(start..end, spelt.as_deref().unwrap_or("refused"));
    let spelt = spelt?;
    if is_dot_segment(segment(path, start, start + spelt.len())) {
        return Err(Refused::new(
            "the path segment would be `.` or `..`, which URL parsers remove",
        ));
    }
    Ok(())
}

fn find(path: &str, name: &str) -> Option<(usize, usize)> {
    let template = format!("{{{name}}}");
    path.find(&template)
        .map(|start| (start, start + template.len()))
}

/// The segment around `start..end`.
fn segment(path: &str, start: usize, end: usize) -> &str {
    let first = path
        .get(..start)
        .and_then(|before| before.rfind('/'))
        .map_or(0, |slash| slash + 1);
    let last = path
        .get(end..)
        .and_then(|after| after.find('/'))
        .map_or(path.len(), |slash| end + slash);
    path.get(first..last).unwrap_or_default()
}

/// Style `simple` (RFC 6570 section 3.2.2): texts percent-encoded, joined by commas.
fn spell(value: &Plain) -> Result<String, Refused> {
    let mut out = String::new();
    for (index, text) in header::texts(value, "path")?.into_iter().enumerate() {
        if text.chars().any(char::is_control) {
            return Err(Refused::new(
                "a path parameter must have no control character in it",
            ));
        }
        if index > 0 {
            out.push(',');
        }
        percent::push(&mut out, text);
    }
    if out.is_empty() {
        return Err(Refused::new(
            "a path parameter must not be empty: the path would be another one",
        ));
    }
    Ok(out)
}

/// The whole URL.
pub(super) fn uri(base: &BaseUrl, path: &str, query: &str) -> Result<Uri, Refused> {
    if path.contains('{') {
        return Err(Refused::new(format!("the path {path} lacks a parameter")));
    }
    let slash = if path.is_empty() || path.starts_with('/') {
        ""
    } else {
        "/"
    };
    let mark = if query.is_empty() { "" } else { "?" };
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
    use crate::check::Rule;

    fn path(template: &str, value: &str) -> Result<String, Refused> {
        let mut path = template.to_owned();
        put(&mut path, "id", Plain::of(value).as_ref()).map(|()| path)
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
    }

    #[test]
    fn arrays_and_objects() {
        let mut template = "/{id}".to_owned();
        put(
            &mut template,
            "id",
            Plain::of(&vec!["a".to_owned(), "b,c".to_owned()]).as_ref(),
        )
        .unwrap();
        assert_eq!(template, "/a,b%2Cc");
        assert!(
            put(
                &mut "/{id}".to_owned(),
                "id",
                Plain::of(&Vec::<String>::new()).as_ref()
            )
            .is_err()
        );
        assert!(
            put(
                &mut "/{id}".to_owned(),
                "id",
                Plain::of(&None::<String>).as_ref()
            )
            .is_err()
        );
        assert!(put(&mut "/{id}".to_owned(), "other", Plain::of("a").as_ref()).is_err());
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
        assert!(uri(&base, "/{id}", "").is_err());
        assert!(uri(&base, "/a b", "").is_err());
        let long = uri(&base, "/x", &"q".repeat(70_000)).unwrap_err();
        assert_eq!(
            long.message,
            "the URL has 70023 bytes, and at most 65534 can be sent"
        );
    }
}
