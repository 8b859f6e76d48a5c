//! Texts of a format: literals, texts made at run time, and what they are to programs.

use auth0_connection_profiles::rt::{Base64, ConstraintError, Date, DateTime, Format, Uri, Uuid};

const EPOCH: DateTime = DateTime::from_static("1970-01-01T00:00:00Z");
const LEAP_DAY: Date = Date::from_static("2024-02-29");
const PAGE: Uri = Uri::from_static("https://[2001:db8::7]:8080/a?b#c");
const BYTES: Base64 = Base64::from_static("aGVsbG8=");

fn id(text: &str) -> Result<Uuid, ConstraintError> {
    text.parse()
}

pub fn main() {
    assert_eq!(EPOCH, "1970-01-01T00:00:00Z");
    assert!(LEAP_DAY.is_valid() && PAGE.starts_with("https:"));
    assert_eq!(BYTES.to_bytes().unwrap(), b"hello");
    assert!(id("f81d4fae-7dec-11d0-a765-00a0c91e6bf6").is_ok() && id("me").is_err());
    assert!(Format::Uuid.accepts("f81d4fae-7dec-11d0-a765-00a0c91e6bf6"));
    let text: String = EPOCH.into();
    assert_eq!(text.len(), 20);
}
