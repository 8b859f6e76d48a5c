//! The grammars against well-kept crates, on texts that are almost right.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use oas_runtime::{Base64, Format};
use proptest::prelude::*;
use time::format_description::well_known::Rfc3339;

/// Seconds of 60 are left out: which of them there were is another question to each crate.
const MOMENTS: &str = r"[0-9]{4}-[01][0-9]-[0-3][0-9][Tt][0-2][0-9]:[0-6][0-9]:[0-5][0-9](\.[0-9]{0,9})?([Zz]|[+-][0-2][0-9]:[0-6][0-9])";
const DAYS: &str = "[0-9]{4}-[01][0-9]-[0-3][0-9]";
const IDS: &str = "[0-9a-fA-F]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{3}[0-9a-g-]-[0-9a-f]{11,12}";
const URIS: &str = r"[a-z0-9+]{1,2}:(//)?([a-z]\.[a-z])?[a-z@:/?#%0-9. ~|{'ä]{0,12}";
const ADDRESSES: &str =
    r"a://(u@)?\[(v[0-9a]\.)?([0-9a-f]{0,5}:|:|[12][0-9]?\.){0,9}[0-9a-f]{0,4}\](:[0-9]{0,2})?";

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
