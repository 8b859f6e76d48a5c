//! Values of other crates become texts that are sent, and come back as they were.

use oas_runtime::{Date, DateTime, Uri, Uuid, json};
use proptest::prelude::*;

/// Seconds from the year 0 to the year 9999.
fn seconds() -> std::ops::Range<i64> {
    -62_167_219_200..253_402_300_800
}

proptest! {
    #[test]
    fn moments_of_time(second in seconds(), nano in 0..1_000_000_000_i128, offset in -1439..1440_i32) {
        let utc = time::OffsetDateTime::from_unix_timestamp_nanos(i128::from(second) * 1_000_000_000 + nano);
        let offset = time::UtcOffset::from_whole_seconds(offset * 60).unwrap();
        let Some(moment) = utc.unwrap().checked_to_offset(offset).filter(|it| it.year() >= 0) else {
            return Ok(());
        };
        let text = DateTime::from(moment);
        prop_assert!(text.is_valid(), "{text}");
        prop_assert_eq!(text.to_time().unwrap(), moment);
        prop_assert_eq!(text.to_jiff().unwrap().as_nanosecond(), moment.unix_timestamp_nanos());
        prop_assert_eq!(text.to_chrono().unwrap().timestamp(), second);
        let day = Date::from(moment.date());
        prop_assert!(day.is_valid());
        prop_assert_eq!(day.to_time().unwrap(), moment.date());
    }

    #[test]
    fn moments_of_jiff(second in seconds(), nano in 0..1_000_000_000_i32) {
        let moment = jiff::Timestamp::new(second, nano).unwrap();
        let text = DateTime::from(moment);
        prop_assert!(text.is_valid(), "{text}");
        prop_assert_eq!(text.to_jiff().unwrap(), moment);
        let day = jiff::tz::TimeZone::UTC.to_datetime(moment).date();
        prop_assert!(Date::from(day).is_valid());
        prop_assert_eq!(Date::from(day).to_jiff().unwrap(), day);
    }

    #[test]
    fn moments_of_chrono(second in seconds(), nano in 0..1_000_000_000_u32) {
        let moment = chrono::DateTime::from_timestamp(second, nano).unwrap();
        let text = DateTime::from(moment);
        prop_assert!(text.is_valid(), "{text}");
        prop_assert_eq!(text.to_chrono().unwrap(), moment);
        let day = moment.date_naive();
        prop_assert!(Date::from(day).is_valid());
        prop_assert_eq!(Date::from(day).to_chrono().unwrap(), day);
    }

    #[test]
    fn ids(bits: u128) {
        let id = uuid::Uuid::from_u128(bits);
        let text = Uuid::from(id);
        prop_assert!(text.is_valid());
        prop_assert_eq!(text.to_uuid().unwrap(), id);
    }
}

#[test]
fn what_has_no_text_is_refused() {
    let far = time::OffsetDateTime::from_unix_timestamp(-62_200_000_000).unwrap();
    assert!(!DateTime::from(far).is_valid());
    let far = chrono::NaiveDate::from_ymd_opt(12_000, 1, 1).unwrap();
    assert!(!Date::from(far).is_valid());
    let far = jiff::civil::date(-1, 1, 1);
    assert!(!Date::from(far).is_valid());
}

#[test]
fn a_leap_second_is_a_moment_to_each_crate() {
    let leap = DateTime::from_static("1990-12-31T23:59:60Z");
    assert_eq!(leap.to_time().unwrap().unix_timestamp(), 662_687_999);
    assert_eq!(leap.to_jiff().unwrap().as_second(), 662_687_999);
    assert_eq!(leap.to_chrono().unwrap().timestamp(), 662_687_999);
    let small = DateTime::from_static("1990-12-31t23:59:59.5z");
    assert_eq!(small.to_time().unwrap().unix_timestamp(), 662_687_999);
    assert_eq!(small.to_jiff().unwrap().as_second(), 662_687_999);
    assert_eq!(small.to_chrono().unwrap().timestamp(), 662_687_999);
}

#[test]
fn urls() {
    let page = url::Url::parse("https://example.com/a b?c=ä").unwrap();
    let text = Uri::from(page.clone());
    assert_eq!(text, "https://example.com/a%20b?c=%C3%A4");
    assert!(text.is_valid());
    assert_eq!(text.to_url().unwrap(), page);
}

#[test]
fn what_is_read_may_be_nothing_of_its_kind() {
    let odd: DateTime = json::from_str("\"yesterday\"").unwrap();
    assert!(odd.to_time().is_err() && odd.to_jiff().is_err() && odd.to_chrono().is_err());
    let odd: Date = json::from_str("\"yesterday\"").unwrap();
    assert!(odd.to_time().is_err() && odd.to_jiff().is_err() && odd.to_chrono().is_err());
    let odd: Uuid = json::from_str("\"me\"").unwrap();
    assert!(odd.to_uuid().is_err());
    let odd: Uri = json::from_str("\"here\"").unwrap();
    assert!(odd.to_url().is_err());
}
