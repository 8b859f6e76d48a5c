//! The formats that can be checked, and by what.
//!
//! The grammars are functions of our own, since a literal is checked when the program is compiled, and no crate has its parser
//! as a `const fn`. Crates are their judges in the tests.

use super::{address, base64, date, duration, uri};

/// A `format` that a text can be checked against.
///
/// ```
/// use oas_runtime::Format;
/// assert!(Format::Date.accepts("2024-02-29"));
/// assert_eq!(Format::Date.to_string(), "date");
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Format {
    /// `date-time`
    DateTime,
    /// `date`
    Date,
    /// `uuid`
    Uuid,
    /// `uri`
    Uri,
    /// `byte`
    Base64,
    /// `base64url`
    Base64Url,
    /// `time`
    Time,
    /// `duration`
    Duration,
    /// `email`
    Email,
    /// `hostname`
    Hostname,
    /// `ipv4`
    Ipv4,
    /// `ipv6`
    Ipv6,
    /// `uri-reference`
    UriReference,
}

impl Format {
    /// The name that a description has for it.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::DateTime => "date-time",
            Self::Date => "date",
            Self::Uuid => "uuid",
            Self::Uri => "uri",
            Self::Base64 => "byte",
            Self::Base64Url => "base64url",
            Self::Time => "time",
            Self::Duration => "duration",
            Self::Email => "email",
            Self::Hostname => "hostname",
            Self::Ipv4 => "ipv4",
            Self::Ipv6 => "ipv6",
            Self::UriReference => "uri-reference",
        }
    }

    /// What says how its texts are written.
    #[must_use]
    pub const fn source(self) -> &'static str {
        match self {
            Self::DateTime | Self::Date | Self::Time => "RFC 3339 section 5.6",
            Self::Uuid => "RFC 9562 section 4",
            Self::Uri => "RFC 3986 section 3",
            Self::Base64 => "RFC 4648 section 4",
            Self::Base64Url => "RFC 4648 section 5",
            Self::Duration => "RFC 3339 appendix A",
            Self::Email => "RFC 5321 section 4.1.2",
            Self::Hostname => "RFC 1123 section 2.1",
            Self::Ipv4 => "RFC 2673 section 3.2",
            Self::Ipv6 => "RFC 4291 section 2.2",
            Self::UriReference => "RFC 3986 section 4.1",
        }
    }

    /// Is `text` one of this format?
    #[must_use]
    pub const fn accepts(self, text: &str) -> bool {
        let bytes = text.as_bytes();
        match self {
            Self::DateTime => date::is_date_time(bytes),
            Self::Date => date::is_date(bytes),
            Self::Uuid => is_uuid(bytes),
            Self::Uri => uri::is_uri(bytes),
            Self::Base64 => base64::is_base64(bytes),
            Self::Base64Url => base64::is_base64url(bytes),
            Self::Time => date::is_time(bytes),
            Self::Duration => duration::is_duration(bytes),
            Self::Email => address::is_email(bytes),
            Self::Hostname => address::is_hostname(bytes),
            Self::Ipv4 => address::is_ipv4(bytes),
            Self::Ipv6 => address::is_ipv6(bytes),
            Self::UriReference => uri::is_uri_reference(bytes),
        }
    }
}

impl std::fmt::Display for Format {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.pad(self.as_str())
    }
}

/// RFC 9562, section 4: 32 hexadecimal digits in groups of 8, 4, 4, 4 and 12.
const fn is_uuid(text: &[u8]) -> bool {
    let mut at = 0;
    while at < text.len() {
        let fits = match at {
            8 | 13 | 18 | 23 => text[at] == b'-',
            _ => text[at].is_ascii_hexdigit(),
        };
        if !fits {
            return false;
        }
        at += 1;
    }
    at == 36
}

/// Where the first `mark` stands, from `from` on.
pub(super) const fn first(text: &[u8], from: usize, mark: u8) -> Option<usize> {
    let mut at = from;
    while at < text.len() {
        if text[at] == mark {
            return Some(at);
        }
        at += 1;
    }
    None
}

#[cfg(test)]
mod tests {
    use super::is_uuid;

    #[test]
    fn uuids() {
        for (text, fits) in [
            ("f81d4fae-7dec-11d0-a765-00a0c91e6bf6", true),
            ("F81D4FAE-7DEC-11D0-A765-00A0C91E6BF6", true),
            ("00000000-0000-0000-0000-000000000000", true),
            ("f81d4fae7dec11d0a76500a0c91e6bf6", false),
            ("{f81d4fae-7dec-11d0-a765-00a0c91e6bf6}", false),
            ("f81d4fae-7dec-11d0-a765-00a0c91e6bf", false),
            ("f81d4fae-7dec-11d0-a765-00a0c91e6bf61", false),
            ("g81d4fae-7dec-11d0-a765-00a0c91e6bf6", false),
            ("f81d4fae-7dec-11d0-a765_00a0c91e6bf6", false),
            ("", false),
        ] {
            assert_eq!(is_uuid(text.as_bytes()), fits, "{text}");
        }
    }
}
