//! Whatever text is read is written back, and what is no text of its format is said before it is sent.

use oas_runtime::{
    Base64, ConstraintError, Date, DateTime, Field, Format, Rule, Uri, Uuid, Value, json, validate,
};
use proptest::prelude::*;

/// Reads a JSON string as a type, and writes it.
fn through<T: Value>(json: &str) -> String {
    let value: T = json::from_str(json).unwrap();
    json::to_string(&value)
}

proptest! {
    #[test]
    fn any_text_survives(text: String) {
        let json = json::to_string(&text);
        for written in [
            through::<DateTime>(&json),
            through::<Date>(&json),
            through::<Uuid>(&json),
            through::<Uri>(&json),
            through::<Base64>(&json),
            through::<Option<DateTime>>(&json),
            through::<Field<Uuid>>(&json),
        ] {
            prop_assert_eq!(&written, &json);
        }
    }

    #[test]
    fn what_is_made_is_what_is_accepted(text: String) {
        prop_assert_eq!(DateTime::new(text.clone()).is_ok(), Format::DateTime.accepts(&text));
        prop_assert_eq!(text.parse::<Uri>().is_ok(), Format::Uri.accepts(&text));
    }
}

#[test]
fn a_text_of_another_format_is_a_violation_with_its_place() {
    let values: Vec<Option<Date>> =
        json::from_str(r#"["2024-02-29", null, "2023-02-29", "soon"]"#).unwrap();
    let violations = validate(&values).unwrap_err();
    let said: Vec<_> = violations.iter().map(|it| it.to_string()).collect();
    assert_eq!(
        said,
        [
            "body/2: is not of format `date`, RFC 3339 section 5.6 (format)",
            "body/3: is not of format `date`, RFC 3339 section 5.6 (format)",
        ]
    );
    assert_eq!(violations[0].rule, Rule::Format);
}

#[test]
fn an_error_names_the_type_and_not_the_text() {
    let said = |error: Result<(), ConstraintError>| error.unwrap_err().to_string();
    assert_eq!(
        said(Uuid::new("secret").map(drop)),
        "Uuid: is not of format `uuid`, RFC 9562 section 4 (format)"
    );
    assert_eq!(
        said(Uri::new("secret").map(drop)),
        "Uri: is not of format `uri`, RFC 3986 section 3 (format)"
    );
    assert_eq!(
        said(Base64::new("secret").map(drop)),
        "Base64: is not of format `byte`, RFC 4648 section 4 (format)"
    );
}

#[test]
fn another_kind_is_no_text() {
    assert!(json::from_str::<DateTime>("1609459200").is_err());
    assert!(json::from_str::<Uuid>("null").is_err());
}

#[test]
fn values_go_through_other_formats() {
    let day: Date = serde_yaml::from_str("2024-02-29").unwrap();
    assert_eq!(serde_json::to_string(&day).unwrap(), "\"2024-02-29\"");
}
