//! Media types of answers: which documented one came, and the charset of text (RFC 9110 section 8.3).

use std::borrow::Cow;

use http::HeaderMap;
use http::header::CONTENT_TYPE;

/// `application/json`, `application/problem+json; charset=utf-8` and their like.
pub(crate) fn is_json(content_type: &str) -> bool {
    let essence = essence(content_type);
    essence.ends_with("/json") || essence.ends_with("+json") || essence.contains("/json+")
}

/// The `content-type` header, where it is text.
pub(crate) fn content_type(headers: &HeaderMap) -> Option<&str> {
    headers
        .get(CONTENT_TYPE)
        .and_then(|value| value.to_str().ok())
}

/// What is said of a media type that is none of those that are documented.
pub(super) fn other(headers: &HeaderMap, documented: &str) -> String {
    match content_type(headers) {
        Some(kind) => format!(
            "it came as `{}`, where `{documented}` is documented",
            kind.escape_debug()
        ),
        None => format!("it came without a media type, where `{documented}` is documented"),
    }
}

/// The place of the documented media type that fits best; the first where the answer names none.
pub(super) fn choose(headers: &HeaderMap, documented: &[&str]) -> Option<usize> {
    let Some(came) = content_type(headers) else {
        return (!documented.is_empty()).then_some(0);
    };
    let came = essence(came);
    let scored = documented
        .iter()
        .enumerate()
        .map(|(index, one)| (essence(one), index))
        .map(|(one, index)| {
            (
                fit(&came, &one).max(u8::from(are_plain(&came, &one))),
                index,
            )
        });
    // Of those that fit equally well, the first.
    scored
        .filter(|(fit, _)| *fit > 0)
        .max_by_key(|(fit, index)| (*fit, std::cmp::Reverse(*index)))
        .map(|(_, index)| index)
}

/// Whether the answer is of a media type of the list `documented`, or names none.
pub(crate) fn is(headers: &HeaderMap, documented: &str) -> bool {
    content_type(headers).is_none_or(|came| {
        let came = essence(came);
        essences(documented).any(|documented| fit(&came, &documented) > 0)
    })
}

/// The media types of a list. A comma within a quoted parameter would only make a type that nothing fits.
fn essences(documented: &str) -> impl Iterator<Item = Cow<'_, str>> {
    documented.split(',').map(|one| essence(one.trim()))
}

/// How well a media type fits a documented one, which may be a range; 0 is not at all.
fn fit(came: &str, documented: &str) -> u8 {
    if came == documented {
        return 4;
    }
    if is_json(came) && is_json(documented) || is_xml(came) && is_xml(documented) {
        return 3;
    }
    match documented.strip_suffix('*') {
        Some("*/") => 1,
        Some(kind) if came.starts_with(kind) => 2,
        _ => 0,
    }
}

/// Whether one of two kinds of text is plain text, which may well be the other kind.
fn are_plain(came: &str, documented: &str) -> bool {
    let mut both = [came, documented].into_iter();
    both.clone().any(|kind| kind == "text/plain") && both.all(|kind| kind.starts_with("text/"))
}

/// Whether the answer can be taken for one of the documented kinds of text: plain text stands for all others and all for it.
pub(super) fn is_text_like(headers: &HeaderMap, documented: &str) -> bool {
    let Some(came) = content_type(headers).map(essence) else {
        return true;
    };
    came == "text/plain"
        || essences(documented).any(|documented| {
            documented == "text/plain" && came.starts_with("text/") || fit(&came, &documented) > 0
        })
}

fn is_xml(essence: &str) -> bool {
    essence.ends_with("/xml") || essence.ends_with("+xml")
}

/// The media type without its parameters, in lower case.
fn essence(media_type: &str) -> Cow<'_, str> {
    let essence = media_type.split(';').next().unwrap_or_default().trim();
    if essence.bytes().any(|byte| byte.is_ascii_uppercase()) {
        Cow::Owned(essence.to_ascii_lowercase())
    } else {
        Cow::Borrowed(essence)
    }
}

/// How text is made of bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Charset {
    Utf8,
    /// A byte a character.
    Latin1,
}

impl Charset {
    /// The charset of an answer; none where it is one that can't be read.
    pub(super) fn of(headers: &HeaderMap) -> Option<Self> {
        let parameters = content_type(headers).unwrap_or_default().split(';').skip(1);
        let charset = parameters
            .filter_map(|parameter| parameter.split_once('='))
            .find(|(name, _)| name.trim().eq_ignore_ascii_case("charset"))
            .map(|(_, value)| value.trim().trim_matches('"').to_ascii_lowercase());
        match charset.as_deref() {
            None | Some("utf-8" | "utf8" | "us-ascii" | "ascii") => Some(Self::Utf8),
            Some("iso-8859-1" | "iso8859-1" | "latin1") => Some(Self::Latin1),
            Some(_) => None,
        }
    }

    /// The text, or the offset of the first byte that belongs to none.
    pub(super) fn decode(self, body: &[u8]) -> Result<String, usize> {
        match self {
            Self::Utf8 => match str::from_utf8(body) {
                Ok(text) => Ok(text.to_owned()),
                Err(error) => Err(error.valid_up_to()),
            },
            Self::Latin1 => Ok(body.iter().map(|&byte| char::from(byte)).collect()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn headers(kind: &str) -> HeaderMap {
        let mut headers = HeaderMap::new();
        if !kind.is_empty() {
            headers.insert(CONTENT_TYPE, kind.parse().unwrap());
        }
        headers
    }

    #[test]
    fn the_best_fit_is_chosen() {
        let documented = [
            "*/*",
            "text/*",
            "application/json",
            "text/csv",
            "application/xml",
        ];
        for (kind, place) in [
            ("", Some(0)),
            ("image/png", Some(0)),
            ("text/html", Some(1)),
            ("Application/JSON; charset=utf-8", Some(2)),
            ("application/problem+json", Some(2)),
            ("text/csv", Some(3)),
            ("text/xml", Some(4)),
            ("text/plain", Some(1)),
        ] {
            assert_eq!(choose(&headers(kind), &documented), place, "{kind}");
        }
        assert_eq!(choose(&headers("text/html"), &["text/csv"]), None);
        let texts = ["application/json", "text/csv", "text/html"];
        assert_eq!(choose(&headers("text/plain"), &texts), Some(1));
        assert_eq!(choose(&headers("text/html"), &["text/plain"]), Some(0));
        assert_eq!(choose(&headers(""), &[]), None);
    }

    #[test]
    fn text_is_taken_for_text_of_its_kind() {
        for (kind, documented, fits) in [
            ("", "text/csv", true),
            ("text/csv;header=present", "text/csv", true),
            ("text/plain", "text/csv", true),
            ("text/csv", "text/html, text/csv", true),
            ("text/xml", "text/html, text/csv", false),
            ("text/html", "text/plain", true),
            ("text/html", "text/csv", false),
            ("text/xml", "application/xml", true),
            ("image/png", "text/plain", false),
            ("application/json", "text/plain", false),
            ("application/json", "*/*", true),
        ] {
            assert_eq!(is_text_like(&headers(kind), documented), fits, "{kind}");
        }
    }

    #[test]
    fn charsets() {
        for (kind, charset) in [
            ("text/plain", Some(Charset::Utf8)),
            ("text/plain; charset=\"UTF-8\"", Some(Charset::Utf8)),
            ("text/plain;Charset=ISO-8859-1", Some(Charset::Latin1)),
            ("text/plain; charset=utf-16", None),
        ] {
            assert_eq!(Charset::of(&headers(kind)), charset, "{kind}");
        }
        assert_eq!(Charset::Latin1.decode(b"\xe9"), Ok("é".to_owned()));
        assert_eq!(Charset::Utf8.decode(b"a\xe9"), Err(1));
    }
}
