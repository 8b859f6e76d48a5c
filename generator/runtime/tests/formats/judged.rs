//! The grammars against well-kept crates, on texts that are almost right.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use jsonschema::Validator;
use oas_runtime::{Base64, Format};
use proptest::prelude::*;
use std::net::{Ipv4Addr, Ipv6Addr};
use time::format_description::well_known::Rfc3339;

/// Seconds of 60 are left out: which of them there were is another question to each crate.
const MOMENTS: &str = r"[0-9]{4}-[01][0-9]-[0-3][0-9][Tt][0-2][0-9]:[0-6][0-9]:[0-5][0-9](\.[0-9]{0,9})?([Zz]|[+-][0-2][0-9]:[0-6][0-9])";
const DAYS: &str = "[0-9]{4}-[01][0-9]-[0-3][0-9]";
const IDS: &str = "[0-9a-fA-F]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{3}[0-9a-g-]-[0-9a-f]{11,12}";
const URIS: &str = r"[a-z0-9+]{1,2}:(//)?([a-z]\.[a-z])?[a-z@:/?#%0-9. ~|{'ä]{0,12}";
const ADDRESSES: &str =
    r"a://(u@)?\[(v[0-9a]\.)?([0-9a-f]{0,5}:|:|[12][0-9]?\.){0,9}[0-9a-f]{0,4}\](:[0-9]{0,2})?";

const REFERENCES: &str = r"(//|/|[.]{0,2}|[a-z])([a-z]\.[a-z])?[a-z@:/?#%0-9. ~|{'ä]{0,8}";
const TIMES: &str =
    r"[0-2][0-9]:[0-6][0-9]:[0-5][0-9](\.[0-9]{0,9})?([Zz]|[+-][0-2][0-9]:[0-6][0-9])?";

/// What JSON Schema has for a format, for those that no crate of their own decides.
fn judge(format: &str) -> Validator {
    let schema = serde_json::json!({ "format": format });
    let options = jsonschema::options().should_validate_formats(true);
    options.build(&schema).unwrap()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2000))]

    #[test]
    fn moments(text in MOMENTS) {
        let judge = time::OffsetDateTime::parse(&text, &Rfc3339);
        prop_assert_eq!(Format::DateTime.accepts(&text), judge.is_ok(), "{}", text);
    }

    #[test]
    fn moments_are_ones_to_all_crates(text in MOMENTS) {
        if Format::DateTime.accepts(&text) {
            prop_assert!(text.parse::<jiff::Timestamp>().is_ok() || text.starts_with("0000"), "{}", text);
            prop_assert!(chrono::DateTime::parse_from_rfc3339(&text).is_ok(), "{}", text);
        }
    }

    #[test]
    fn days(text in DAYS) {
        let judge = text.parse::<chrono::NaiveDate>();
        prop_assert_eq!(Format::Date.accepts(&text), judge.is_ok(), "{}", text);
    }

    #[test]
    fn ids(text in IDS) {
        let judge = uuid::Uuid::try_parse(&text);
        prop_assert_eq!(Format::Uuid.accepts(&text), judge.is_ok(), "{}", text);
    }

    #[test]
    fn uris(text in URIS) {
        let judge = fluent_uri::Uri::parse(text.as_str());
        prop_assert_eq!(Format::Uri.accepts(&text), judge.is_ok(), "{}", text);
    }

    #[test]
    fn addresses(text in ADDRESSES) {
        let judge = fluent_uri::Uri::parse(text.as_str());
        prop_assert_eq!(Format::Uri.accepts(&text), judge.is_ok(), "{}", text);
    }

    #[test]
    fn references(text in REFERENCES) {
        let judge = fluent_uri::UriRef::parse(text.as_str());
        prop_assert_eq!(Format::UriReference.accepts(&text), judge.is_ok(), "{}", text);
    }

    #[test]
    fn times(text in TIMES) {
        let judge = time::OffsetDateTime::parse(&format!("2024-02-29T{text}"), &Rfc3339);
        prop_assert_eq!(Format::Time.accepts(&text), judge.is_ok(), "{}", text);
    }

    #[test]
    fn numbered_addresses(text in r"([0-9]{1,3}\.){2,4}[0-9]{1,3}|([0-9a-f]{0,4}:){1,8}[0-9a-f]{0,5}(:1\.2\.3\.4)?|(::)?[0-9a-f:]{0,20}") {
        prop_assert_eq!(Format::Ipv4.accepts(&text), text.parse::<Ipv4Addr>().is_ok(), "{}", text);
        prop_assert_eq!(Format::Ipv6.accepts(&text), text.parse::<Ipv6Addr>().is_ok(), "{}", text);
    }

    #[test]
    fn durations(text in "P([0-9]{1,2}[YMWD]){0,3}(T([0-9]{1,2}[HMS]){0,3})?") {
        prop_assert_eq!(Format::Duration.accepts(&text), judge("duration").is_valid(&text.as_str().into()), "{}", text);
    }

    #[test]
    fn hosts(text in r"[a-zA-Z0-9]{0,2}(-?[a-z]{0,2}\.?[a-z_]?-?[0-9]){0,4}") {
        // To the judge, two hyphens there are the mark of another script (RFC 5891, section 4.2.3.1); to RFC 1123 they are none.
        prop_assume!(text.split('.').all(|label| label.get(2..4) != Some("--")));
        prop_assert_eq!(Format::Hostname.accepts(&text), judge("hostname").is_valid(&text.as_str().into()), "{}", text);
    }

    #[test]
    fn mailboxes(text in "[a-z+!]{1,3}(\\.{0,2}[a-z @]){0,2}@[a-z]{0,3}(\\.[a-z0-9-]{1,3}){0,3}") {
        prop_assert_eq!(Format::Email.accepts(&text), judge("email").is_valid(&text.as_str().into()), "{}", text);
    }

    #[test]
    fn bytes(bytes: Vec<u8>) {
        let text = Base64::encode(&bytes);
        prop_assert!(text.is_valid());
        prop_assert_eq!(text.to_bytes().unwrap(), bytes);
    }

    #[test]
    fn base64(text in "[A-Za-z0-9+/]{0,8}={0,3}") {
        prop_assert_eq!(Format::Base64.accepts(&text), STANDARD.decode(&text).is_ok(), "{}", text);
    }

    #[test]
    fn nothing_else_is_accepted(text: String) {
        let judge = time::OffsetDateTime::parse(&text, &Rfc3339).is_ok();
        prop_assert!(judge || !Format::DateTime.accepts(&text));
        prop_assert!(uuid::Uuid::try_parse(&text).is_ok() || !Format::Uuid.accepts(&text));
        prop_assert_eq!(Format::Uri.accepts(&text), fluent_uri::Uri::parse(text.as_str()).is_ok());
    }
}
