//! What types of one array, map, text or constant say of themselves as a whole.

use oas_runtime as rt;

rt::rules! { Name, Names, Labels, Kind, }

rt::constrained_string! {
    /// A name.
    pub type Name,
    max_length 3,
}

rt::constrained_array! {
    /// Names.
    pub type Names Name,
    max_items 2,
}

rt::constrained_map! {
    /// Labels.
    pub type Labels = rt::Map<Name>,
    max_properties 2,
}

rt::constant! {
    /// What kind it is.
    pub type Kind = "invoice"
}

#[test]
fn they_are_valid_if_what_is_in_them_is() {
    let (names, labels): (Names, Labels) = (
        super::read(r#"["ok","too long"]"#),
        super::read(r#"{"a":"too long"}"#),
    );
    assert!(!names.is_valid() && !labels.is_valid());
    assert_eq!(names.validate().unwrap_err()[0].pointer, "/1");
    assert_eq!(labels.validate().unwrap_err()[0].pointer, "/a");
    let (names, labels): (Names, Labels) = (super::read(r#"["ok"]"#), super::read(r#"{"a":"ok"}"#));
    assert!(names.is_valid() && labels.is_valid());
    assert!(names.validate().is_ok() && labels.validate().is_ok());
}

#[test]
fn texts_and_constants_say_what_is_wrong_with_them() {
    let (name, kind): (Name, Kind) = (super::read(r#""too long""#), super::read(r#""receipt""#));
    assert_eq!(name.validate().unwrap_err()[0].rule, rt::Rule::MaxLength);
    assert_eq!(
        kind.validate().unwrap_err()[0].message,
        r#"must be "invoice", "receipt" found"#
    );
    assert_eq!(
        "receipt".parse::<Kind>().unwrap_err().to_string(),
        r#"Kind: must be "invoice", "receipt" found"#
    );
    assert_eq!(Kind::VARIANTS, [Kind::VALUE]);
}
