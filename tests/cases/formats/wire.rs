//! A record with members of every format: read, checked, written.

use formats::models::{Event, EventWhen};
use formats::rt::{self, Base64, DateTime, Rule, Uuid};

const EVENT: &str = r#"{"id":"me","at":"2021-01-01T00:00:00.000Z","ended":null,"day":"2024-02-30","moved":null,"page":"/a","seal":"Zg","days":["2024-02-29","x"],"visits":{"a":"b"},"short":"nowhere","when":"2024-02-29","mail":"?"}"#;

#[test]
fn what_is_read_is_written_back_and_what_breaks_a_format_is_named() {
    let event: Event = rt::json::from_str(EVENT).unwrap();
    assert_eq!(rt::json::to_string(&event), EVENT);
    assert!(matches!(&event.when, Some(EventWhen::Date(day)) if *day == "2024-02-29"));
    let violations = event.validate().unwrap_err();
    let said: Vec<_> = violations
        .iter()
        .map(|it| (it.pointer.as_str(), it.rule))
        .collect();
    assert_eq!(
        said,
        [
            ("/id", Rule::Format),
            ("/day", Rule::Format),
            ("/page", Rule::Format),
            ("/seal", Rule::Format),
            ("/days/1", Rule::Format),
            ("/visits/a", Rule::Format),
            ("/short", Rule::Pattern),
            ("/short", Rule::Format),
        ]
    );
}

#[test]
fn what_is_made_is_of_its_format() {
    let id: Uuid = "f81d4fae-7dec-11d0-a765-00a0c91e6bf6".parse().unwrap();
    let event = Event::new(id, DateTime::from_static("2021-01-01T00:00:00Z"), None)
        .seal(Base64::encode("hello"))
        .moved(rt::Field::Null)
        .when(rt::Date::from_static("2024-02-29"));
    assert!(event.is_valid());
    assert_eq!(
        rt::json::to_string(&event),
        r#"{"id":"f81d4fae-7dec-11d0-a765-00a0c91e6bf6","at":"2021-01-01T00:00:00Z","ended":null,"moved":null,"seal":"aGVsbG8=","when":"2024-02-29"}"#
    );
}
