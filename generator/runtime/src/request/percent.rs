//! Percent-encoding (RFC 3986 section 2.1): which bytes stay as they are in which place.

use percent_encoding::{AsciiSet, CONTROLS, NON_ALPHANUMERIC, utf8_percent_encode};

/// Everything but RFC 3986's unreserved characters; `%` is encoded, too, so that no value is taken for encoded already.
const ALL_BUT_UNRESERVED: &AsciiSet = &NON_ALPHANUMERIC
    .remove(b'-')
    .remove(b'.')
    .remove(b'_')
    .remove(b'~');

/// The reserved characters that `allowReserved` lets through wherever a value goes.
const ALL_BUT_COMMON: &AsciiSet = &ALL_BUT_UNRESERVED
    .remove(b':')
    .remove(b'@')
    .remove(b'!')
    .remove(b'$')
    .remove(b'\'')
    .remove(b'(')
    .remove(b')')
    .remove(b'*')
    .remove(b'=');

/// In a query but for `#`, `[` and `]`, which RFC 3986 does not allow there, and `&` and `+`, which a server would take for
/// the end of the value and for a space.
const IN_QUERY: &AsciiSet = &ALL_BUT_COMMON
    .remove(b'/')
    .remove(b'?')
    .remove(b',')
    .remove(b';');

/// In a segment of a path but for `/`, `?` and `#`, which OpenAPI forbids there, and `[` and `]`, which RFC 3986 does.
const IN_PATH: &AsciiSet = &ALL_BUT_COMMON
    .remove(b'&')
    .remove(b'+')
    .remove(b',')
    .remove(b';');

/// In a cookie but for `,` and `;`, which RFC 6265 does not allow in a value.
const IN_COOKIE: &AsciiSet = &ALL_BUT_COMMON
    .remove(b'/')
    .remove(b'?')
    .remove(b'#')
    .remove(b'[')
    .remove(b']')
    .remove(b'&')
    .remove(b'+');

/// What no cookie has in its value (RFC 6265 section 4.1.1); `%` is no such thing, since what a server gives out as a key often is
/// encoded already.
const NOT_IN_COOKIES: &AsciiSet = &CONTROLS.add(b' ').add(b'"').add(b',').add(b';').add(b'\\');

/// Where a value goes whose reserved characters are let through.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Place {
    Query,
    Path,
    Cookie,
}

/// The URL standard's application/x-www-form-urlencoded percent-encode set; a space is no part of the encoding.
const FORM: &AsciiSet = &NON_ALPHANUMERIC
    .remove(b'*')
    .remove(b'-')
    .remove(b'.')
    .remove(b'_')
    .remove(b' ');

/// Appends `text` with everything but unreserved characters encoded.
pub(super) fn push(out: &mut String, text: &str) {
    out.extend(utf8_percent_encode(text, ALL_BUT_UNRESERVED));
}

/// `text` with everything but unreserved characters encoded.
pub(crate) fn encoded(text: &str) -> String {
    utf8_percent_encode(text, ALL_BUT_UNRESERVED).to_string()
}

/// A key as a cookie carries it: as it is, but for what a cookie can't hold.
pub(crate) fn cookie(key: &str) -> String {
    utf8_percent_encode(key, NOT_IN_COOKIES).to_string()
}

/// Appends `text` with percent-encoded triples, and reserved characters that its place allows, as they are (RFC 6570 section
/// 3.2.3).
pub(super) fn push_reserved(out: &mut String, place: Place, text: &str) {
    let encoded = match place {
        Place::Query => IN_QUERY,
        Place::Path => IN_PATH,
        Place::Cookie => IN_COOKIE,
    };
    let mut rest = text;
    while let Some((before, from)) = rest.find('%').map(|at| rest.split_at(at)) {
        out.extend(utf8_percent_encode(before, encoded));
        let is_triple = from
            .as_bytes()
            .get(1..3)
            .is_some_and(|digits| digits.iter().all(u8::is_ascii_hexdigit));
        let (head, after) = from.split_at(if is_triple { 3 } else { 1 });
        out.push_str(if is_triple { head } else { "%25" });
        rest = after;
    }
    out.extend(utf8_percent_encode(rest, encoded));
}

/// Appends `text` as the URL standard's form serializer does: a space is `+`.
pub(super) fn push_form(out: &mut String, text: &str) {
    for piece in utf8_percent_encode(text, FORM) {
        out.extend(piece.chars().map(|c| if c == ' ' { '+' } else { c }));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn with(push: fn(&mut String, &str), text: &str) -> String {
        let mut out = String::new();
        push(&mut out, text);
        out
    }

    #[test]
    fn unreserved_alone_stays() {
        assert_eq!(with(push, "AZaz09-._~"), "AZaz09-._~");
        assert_eq!(
            with(push, ":/?#[]@!$&'()*+,;="),
            "%3A%2F%3F%23%5B%5D%40%21%24%26%27%28%29%2A%2B%2C%3B%3D"
        );
        assert_eq!(
            with(push, "% %2F\\é\u{1F600}"),
            "%25%20%252F%5C%C3%A9%F0%9F%98%80"
        );
        assert_eq!(
            with(push, "\"<>^`{|}\u{7f}\0"),
            "%22%3C%3E%5E%60%7B%7C%7D%7F%00"
        );
    }

    #[test]
    fn reserved_and_triples_stay() {
        let reserved = |place, text: &str| {
            let mut out = String::new();
            push_reserved(&mut out, place, text);
            out
        };
        for (place, spelt) in [
            (Place::Query, ":/?%23%5B%5D@!$%26'()*%2B,;="),
            (Place::Path, ":%2F%3F%23%5B%5D@!$&'()*+,;="),
            (Place::Cookie, ":/?#[]@!$&'()*+%2C%3B="),
        ] {
            assert_eq!(reserved(place, ":/?#[]@!$&'()*+,;="), spelt);
            assert_eq!(reserved(place, "%2F%2f%zz%%e9%"), "%2F%2f%25zz%25%e9%25");
            assert_eq!(reserved(place, "a b%é\"\\"), "a%20b%25%C3%A9%22%5C");
        }
    }

    #[test]
    fn form() {
        assert_eq!(
            with(push_form, "a b+c*-._~&=%é"),
            "a+b%2Bc*-._%7E%26%3D%25%C3%A9"
        );
    }
}
