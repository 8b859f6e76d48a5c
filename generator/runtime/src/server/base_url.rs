//! A base URL that every request can be appended to: what it may hold, and why a text was refused.

use std::fmt;
use std::net::{Ipv4Addr, Ipv6Addr};
use std::str::FromStr;

/// The address that operation paths are appended to: `scheme://host[:port][/path]`, without a trailing slash.
///
/// A value of this type holds nothing that a URL parser would rewrite or drop: no user info, query, fragment,
/// empty or dot segment, backslash or white space.
///
/// ```
/// let base: oas_runtime::BaseUrl = "https://acme.example.com/api/v2/".parse()?;
/// assert_eq!(base.as_str(), "https://acme.example.com/api/v2");
/// assert!(oas_runtime::BaseUrl::parse("http://acme.example.com").is_err());
/// # Ok::<(), oas_runtime::UrlProblem>(())
/// ```
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct BaseUrl(String);

impl BaseUrl {
    /// Reads an `https` URL.
    ///
    /// # Errors
    /// [`UrlProblem`] says what stands in the way; `http` is [`UrlProblem::Http`].
    pub fn parse(url: &str) -> Result<Self, UrlProblem> {
        parse(url, false)
    }

    /// Reads an `https` or `http` URL. What is sent to an `http` URL, the token too, can be read on the way.
    ///
    /// # Errors
    /// [`UrlProblem`] says what stands in the way.
    pub fn parse_allowing_http(url: &str) -> Result<Self, UrlProblem> {
        parse(url, true)
    }

    /// Scheme and host.
    pub(crate) fn origin(&self) -> String {
        let host = self.0.find("://").map_or(0, |at| at + 3);
        let path = self.0.get(host..).and_then(|rest| rest.find('/'));
        let end = path.map_or(self.0.len(), |at| host + at);
        self.0.get(..end).unwrap_or_default().to_owned()
    }

    /// The URL, without a trailing slash.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl FromStr for BaseUrl {
    type Err = UrlProblem;

    fn from_str(url: &str) -> Result<Self, Self::Err> {
        Self::parse(url)
    }
}

impl fmt::Display for BaseUrl {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl fmt::Debug for BaseUrl {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(&self.0, f)
    }
}

/// Why a text is no base URL, or no value of a server variable. Never holds the text itself, which may carry a password.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum UrlProblem {
    /// Nothing was given.
    Empty,
    /// No scheme and host: a relative URL.
    Relative,
    /// A scheme other than `https` and `http`.
    Scheme,
    /// `http`, which has to be asked for by name.
    Http,
    /// White space or a control character.
    Whitespace,
    /// A backslash, which URL parsers read as a slash.
    Backslash,
    /// A user name or password before the host.
    UserInfo,
    /// A `?` and what follows it.
    Query,
    /// A `#` and what follows it.
    Fragment,
    /// A path where only a host may stand.
    PathInHost,
    /// A host that is no domain name and no IP address.
    Host,
    /// A port that is no number from 1 to 65535.
    Port,
    /// An empty segment: `//` in the path.
    EmptySegment,
    /// A `.` or `..` segment, also when percent-encoded.
    DotSegment,
    /// A character that may not stand in a path.
    PathCharacter,
}

impl fmt::Display for UrlProblem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Empty => "it is empty: give a host such as `api.example.com`",
            Self::Relative => "it has no scheme and host: give a whole URL such as `https://api.example.com/v1`",
            Self::Scheme => "its scheme is neither `https` nor `http`",
            Self::Http => {
                "plain `http` would show the token to everyone on the way: use `https`, or call `allow_http()` for a server on this machine"
            }
            Self::Whitespace => "it has white space or a control character in it: trim it",
            Self::Backslash => "it has a backslash in it, which URL parsers read as a slash: write `/`",
            Self::UserInfo => "it has a user name or password in it: leave out everything up to the `@`",
            Self::Query => "it has a query in it: leave out the `?` and what follows",
            Self::Fragment => "it has a fragment in it: leave out the `#` and what follows",
            Self::PathInHost => "it has a path in it, and only a host may stand here: leave out the path, or set `base_url` instead",
            Self::Host => {
                "its host is no domain name and no IP address: use letters, digits, `-` and `.`, and the `xn--` spelling of other alphabets"
            }
            Self::Port => "its port is no number from 1 to 65535",
            Self::EmptySegment => "it has an empty segment (`//`) in its path: write one slash",
            Self::DotSegment => "it has a `.` or `..` segment in its path, which URL parsers remove: write the path that is meant",
            Self::PathCharacter => "it has a character in its path that has to be percent-encoded",
        })
    }
}

impl std::error::Error for UrlProblem {}

fn parse(url: &str, allow_http: bool) -> Result<BaseUrl, UrlProblem> {
    if url.is_empty() {
        return Err(UrlProblem::Empty);
    }
    refuse_parts(url)?;
    let (scheme, rest) = url.split_once("://").ok_or(UrlProblem::Relative)?;
    let scheme = check_scheme(scheme, allow_http)?;
    let (authority, path) = match rest.find('/') {
        Some(at) => rest.split_at(at),
        None => (rest, ""),
    };
    if authority.contains('@') {
        return Err(UrlProblem::UserInfo);
    }
    check_authority(authority)?;
    let path = path.trim_matches('/');
    check_path(path)?;
    let slash = if path.is_empty() { "" } else { "/" };
    Ok(BaseUrl(format!(
        "{scheme}://{}{slash}{path}",
        authority.to_ascii_lowercase()
    )))
}

/// What may stand nowhere in a base URL.
pub(super) fn refuse_parts(text: &str) -> Result<(), UrlProblem> {
    let found = |c: char| text.contains(c);
    if text.chars().any(|c| c.is_whitespace() || c.is_control()) {
        return Err(UrlProblem::Whitespace);
    }
    if found('\\') {
        return Err(UrlProblem::Backslash);
    }
    if found('?') {
        return Err(UrlProblem::Query);
    }
    if found('#') {
        return Err(UrlProblem::Fragment);
    }
    Ok(())
}

/// The scheme in lower case, when it may be used.
pub(super) fn check_scheme(scheme: &str, allow_http: bool) -> Result<&'static str, UrlProblem> {
    if scheme.eq_ignore_ascii_case("https") {
        Ok("https")
    } else if scheme.eq_ignore_ascii_case("http") {
        if allow_http {
            Ok("http")
        } else {
            Err(UrlProblem::Http)
        }
    } else {
        Err(UrlProblem::Scheme)
    }
}

/// `host[:port]`, the host a domain name, an IPv4 address or an IPv6 address in brackets (RFC 3986 section 3.2.2).
pub(super) fn check_authority(authority: &str) -> Result<(), UrlProblem> {
    if authority.is_empty() {
        return Err(UrlProblem::Empty);
    }
    if let Some(bracketed) = authority.strip_prefix('[') {
        let (address, after) = bracketed.split_once(']').ok_or(UrlProblem::Host)?;
        address.parse::<Ipv6Addr>().map_err(|_| UrlProblem::Host)?;
        return match after.strip_prefix(':') {
            Some(port) => check_port(port),
            None if after.is_empty() => Ok(()),
            None => Err(UrlProblem::Host),
        };
    }
    match authority.split_once(':') {
        Some((host, port)) => check_host(host).and_then(|()| check_port(port)),
        None => check_host(authority),
    }
}

fn check_host(host: &str) -> Result<(), UrlProblem> {
    let is_label = |label: &str| {
        (1..=63).contains(&label.len())
            && label
                .bytes()
                .all(|b| b.is_ascii_alphanumeric() || b == b'-' || b == b'_')
    };
    if host.len() > 253 || !host.split('.').all(is_label) {
        return Err(UrlProblem::Host);
    }
    // The URL standard reads a host that ends in a number as an IPv4 address and rewrites it (`127.1`, `0x7f.1`).
    let ends_in_number = host.rsplit('.').next().is_some_and(|last| {
        last.bytes().all(|b| b.is_ascii_digit()) || last.starts_with("0x") || last.starts_with("0X")
    });
    if ends_in_number && host.parse::<Ipv4Addr>().is_err() {
        return Err(UrlProblem::Host);
    }
    Ok(())
}

fn check_port(port: &str) -> Result<(), UrlProblem> {
    let is_number = port.bytes().all(|b| b.is_ascii_digit());
    match port.parse::<u16>() {
        Ok(1..) if is_number => Ok(()),
        _ => Err(UrlProblem::Port),
    }
}

/// A path without its outer slashes: segments of `pchar` (RFC 3986 section 3.3).
pub(super) fn check_path(path: &str) -> Result<(), UrlProblem> {
    if path.is_empty() {
        return Ok(());
    }
    for segment in path.split('/') {
        if segment.is_empty() {
            return Err(UrlProblem::EmptySegment);
        }
        if is_dot_segment(segment) {
            return Err(UrlProblem::DotSegment);
        }
        if !segment.bytes().all(is_path_byte) {
            return Err(UrlProblem::PathCharacter);
        }
    }
    Ok(())
}

/// What the URL standard removes from a path: `.` and `..`, each dot also as `%2e`.
pub(crate) fn is_dot_segment(segment: &str) -> bool {
    let mut dots = 0;
    let mut rest = segment;
    while !rest.is_empty() {
        let encoded = rest
            .get(..3)
            .filter(|three| three.eq_ignore_ascii_case("%2e"));
        match rest
            .strip_prefix('.')
            .or_else(|| encoded.and_then(|_| rest.get(3..)))
        {
            Some(after) => rest = after,
            None => return false,
        }
        dots += 1;
    }
    matches!(dots, 1 | 2)
}

fn is_path_byte(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || b"-._~!$&'()*+,;=:@%".contains(&byte)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_spelling() {
        for (given, kept) in [
            ("https://a.example", "https://a.example"),
            ("HTTPS://A.Example/", "https://a.example"),
            ("https://a.example//", "https://a.example"),
            (
                "https://a.example:8443/api/v2/",
                "https://a.example:8443/api/v2",
            ),
            ("https://127.0.0.1:1/x", "https://127.0.0.1:1/x"),
            ("https://[::1]:8080/%C3%A9", "https://[::1]:8080/%C3%A9"),
            ("https://xn--mnchen-3ya.de", "https://xn--mnchen-3ya.de"),
            ("https://a.example/@me", "https://a.example/@me"),
            ("https://a.example/x%2Fy", "https://a.example/x%2Fy"),
        ] {
            assert_eq!(
                BaseUrl::parse(given).map(|url| url.to_string()),
                Ok(kept.to_owned()),
                "{given}"
            );
        }
    }

    #[test]
    fn refused() {
        use UrlProblem as P;
        for (given, problem) in [
            ("", P::Empty),
            ("https://", P::Empty),
            ("a.example", P::Relative),
            ("/api/v2", P::Relative),
            ("//a.example", P::Relative),
            ("ftp://a.example", P::Scheme),
            ("http://a.example", P::Http),
            (" https://a.example", P::Whitespace),
            ("https://a.example\r\n", P::Whitespace),
            ("https://a.example\\x", P::Backslash),
            ("https://user:secret@a.example", P::UserInfo),
            ("https://a.example/?x=1", P::Query),
            ("https://a.example/#x", P::Fragment),
            ("https://a..example", P::Host),
            ("https://a.example.", P::Host),
            ("https://münchen.de", P::Host),
            ("https://127.1", P::Host),
            ("https://0x7f.0x1", P::Host),
            ("https://[::1", P::Host),
            ("https://[::1]x", P::Host),
            ("https://[g::1]", P::Host),
            ("https://a.example:", P::Port),
            ("https://a.example:0", P::Port),
            ("https://a.example:65536", P::Port),
            ("https://a.example:+80", P::Port),
            ("https://a.example/x//y", P::EmptySegment),
            ("https://a.example/x/../y", P::DotSegment),
            ("https://a.example/x/.%2E", P::DotSegment),
            ("https://a.example/é", P::PathCharacter),
            ("https://a.example/{v}", P::PathCharacter),
        ] {
            assert_eq!(BaseUrl::parse(given), Err(problem), "{given}");
        }
    }

    #[test]
    fn http_by_name_only() {
        assert_eq!(
            BaseUrl::parse_allowing_http("http://127.0.0.1:9").map(|url| url.to_string()),
            Ok("http://127.0.0.1:9".to_owned())
        );
    }

    #[test]
    fn dot_segments() {
        for dots in [".", "..", "%2e", "%2E", ".%2e", "%2e.", "%2E%2e"] {
            assert!(is_dot_segment(dots), "{dots}");
        }
        for other in ["", "...", "a", ".a", "%2f", "%2e%2e%2e", "é", "%é"] {
            assert!(!is_dot_segment(other), "{other}");
        }
    }
}
