//! URIs and references to them: RFC 3986, sections 3 and 4.

use super::address::{is_hex, is_ipv6};
use super::grammar::first;

/// A scheme, and what follows it.
pub(super) const fn is_uri(text: &[u8]) -> bool {
    let Some(colon) = first(text, 0, b':') else {
        return false;
    };
    let (scheme, rest) = text.split_at(colon);
    if !is_scheme(scheme) {
        return false;
    }
    follows_scheme(rest.split_at(1).1)
}

/// A URI, or one without its scheme, whose first segment has then no colon (section 4.2).
pub(super) const fn is_uri_reference(text: &[u8]) -> bool {
    let mut at = 0;
    while at < text.len() && !matches!(text[at], b'/' | b'?' | b'#') {
        if text[at] == b':' {
            return is_uri(text);
        }
        at += 1;
    }
    follows_scheme(text)
}

/// An authority or none, a path, a query and a fragment.
const fn follows_scheme(text: &[u8]) -> bool {
    let (rest, fragment) = split(text, b'#');
    let (rest, query) = split(rest, b'?');
    // A path beside an authority is empty or begins with a slash; without one it does not begin with two (section 3.3).
    let (authority, path) = match rest {
        [b'/', b'/', ..] => {
            let end = match first(rest, 2, b'/') {
                Some(slash) => slash,
                None => rest.len(),
            };
            let (authority, path) = rest.split_at(end);
            (authority.split_at(2).1, path)
        }
        _ => (&[] as &[u8], rest),
    };
    is_authority(authority) && all(path, b":@/") && all(query, b":@/?") && all(fragment, b":@/?")
}

const fn is_scheme(text: &[u8]) -> bool {
    let mut at = 0;
    while at < text.len() {
        let fits = match text[at] {
            b'a'..=b'z' | b'A'..=b'Z' => true,
            b'0'..=b'9' | b'+' | b'-' | b'.' => at > 0,
            _ => false,
        };
        if !fits {
            return false;
        }
        at += 1;
    }
    at > 0
}

/// `[ userinfo "@" ] host [ ":" port ]` (section 3.2).
const fn is_authority(text: &[u8]) -> bool {
    let (user, host) = match first(text, 0, b'@') {
        Some(at) => {
            let (user, host) = text.split_at(at);
            (user, host.split_at(1).1)
        }
        None => (&[] as &[u8], text),
    };
    if !all(user, b":") {
        return false;
    }
    let (host_fits, rest) = match host {
        [b'[', ..] => match first(host, 1, b']') {
            Some(end) => {
                let (address, rest) = host.split_at(end);
                (is_address(address.split_at(1).1), rest.split_at(1).1)
            }
            None => (false, host),
        },
        _ => {
            let end = match first(host, 0, b':') {
                Some(colon) => colon,
                None => host.len(),
            };
            let (name, rest) = host.split_at(end);
            (all(name, b""), rest)
        }
    };
    host_fits && is_port(rest)
}

/// Nothing, or a colon and digits; there need be none.
const fn is_port(text: &[u8]) -> bool {
    let mut at = 0;
    while at < text.len() {
        let fits = if at == 0 {
            text[0] == b':'
        } else {
            text[at].is_ascii_digit()
        };
        if !fits {
            return false;
        }
        at += 1;
    }
    true
}

/// `IPvFuture` or `IPv6address` (section 3.2.2).
const fn is_address(text: &[u8]) -> bool {
    if let [b'v' | b'V', version @ ..] = text {
        let Some(point) = first(version, 0, b'.') else {
            return false;
        };
        let (version, rest) = version.split_at(point);
        let (_, address) = rest.split_at(1);
        return is_hex(version, usize::MAX)
            && !address.is_empty()
            && first(address, 0, b'%').is_none()
            && all(address, b":");
    }
    is_ipv6(text)
}

/// Is it unreserved characters, percent-encoded ones, delimiters of parts, and `more` (section 2)?
const fn all(text: &[u8], more: &[u8]) -> bool {
    let mut at = 0;
    while at < text.len() {
        at += match text[at] {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' => 1,
            b'!' | b'$' | b'&' | b'\'' | b'(' | b')' | b'*' | b'+' | b',' | b';' | b'=' => 1,
            b'%' if at + 2 < text.len()
                && text[at + 1].is_ascii_hexdigit()
                && text[at + 2].is_ascii_hexdigit() =>
            {
                3
            }
            other if first(more, 0, other).is_some() => 1,
            _ => return false,
        };
    }
    true
}

/// What stands before the first `mark`, and what behind it.
const fn split(text: &[u8], mark: u8) -> (&[u8], &[u8]) {
    match first(text, 0, mark) {
        Some(at) => {
            let (before, after) = text.split_at(at);
            (before, after.split_at(1).1)
        }
        None => (text, &[]),
    }
}

#[cfg(test)]
mod tests {
    use super::{is_uri, is_uri_reference};

    #[test]
    fn uris() {
        for text in [
            "https://example.com",
            "ftp://ftp.is.co.za/rfc/rfc1808.txt",
            "http://www.ietf.org/rfc/rfc2396.txt#a?b/c",
            "ldap://[2001:db8::7]/c=GB?objectClass?one",
            "mailto:John.Doe@example.com",
            "news:comp.infosystems.www.servers.unix",
            "tel:+1-816-555-1212",
            "telnet://192.0.2.16:80/",
            "urn:oasis:names:specification:docbook:dtd:xml:4.1.2",
            "file:///etc/hosts",
            "a:",
            "a+b-c.1:/",
            "http://user:pw@h:/%41//b;c=1?d=e&f#%F0",
            "http://[::]:1",
            "http://[::ffff:1.2.3.4]",
            "http://[1:2:3:4:5:6:7::]",
            "http://[1:2:3:4:5:6:7:8]",
            "http://[1:2:3:4:5:6:1.2.3.4]",
            "http://[v7.a:b]",
        ] {
            assert!(is_uri(text.as_bytes()), "{text}");
            assert!(is_uri_reference(text.as_bytes()), "{text}");
        }
        for text in [
            "",
            "example.com",
            "/a",
            "//a/b",
            ":a",
            "1a:b",
            "a b:c",
            "http://a b",
            "http://ä",
            "http://a/%",
            "http://a/%4",
            "http://a/%4g",
            "http://a/{b}",
            "http://a/\\b",
            "http://a?b|c",
            "http://a#b#c",
            "http://a:8x",
            "http://a:1:2",
            "http://a@b@c",
            "http://[a",
            "http://[::1]a",
            "http://[1:2:3:4:5:6:7]",
            "http://[1:2:3:4:5:6:7:8:9]",
            "http://[1::2::3]",
            "http://[12345::]",
            "http://[:1]",
            "http://[1:]",
            "http://[::1.2.3]",
            "http://[::1.2.3.256]",
            "http://[::01.2.3.4]",
            "http://[1:2:3:4:5:6:7:1.2.3.4]",
            "http://[v7.]",
            "http://[v.a]",
            "http://a/[b]",
            "http://a\n",
        ] {
            assert!(!is_uri(text.as_bytes()), "{text}");
        }
    }

    #[test]
    fn references() {
        for text in [
            "",
            "a",
            "/a",
            "//a/b",
            "?q",
            "#f",
            "../a/b:c",
            "./a:b",
            "a/b:c?d:e",
            "//[::1]:80",
        ] {
            assert!(is_uri_reference(text.as_bytes()), "{text}");
            assert!(!is_uri(text.as_bytes()), "{text}");
        }
        for text in ["1a:b", ":a", "a b", "\\\\a", "//a:b:c", "#a#b", "/%4", "ä"] {
            assert!(!is_uri_reference(text.as_bytes()), "{text}");
        }
    }
}
