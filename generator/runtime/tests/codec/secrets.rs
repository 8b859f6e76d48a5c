//! Secrets are in the bytes that are sent, and in no text that is shown.

use oas_runtime as rt;

const SECRET: &str = "correct-horse-battery";

rt::record! {
    /// What a client signs in with.
    pub struct Login closed unknown,
    new(name: impl Into<String>),
    0 name "name" required(String),
    1 password "password" optional(rt::Secret) [into],
    2 pin "pin" nullable(rt::Secret),
}

fn login() -> Login {
    let mut login = Login::new("alice");
    login.password = Some(SECRET.into());
    login.pin = rt::Field::Value(SECRET.into());
    login
}

rt::rules! {
    Key,
}

rt::constrained_string! {
    /// A key.
    pub type Key,
    max_length 5,
    secret true,
}

#[test]
fn rules_are_named_without_them() {
    let error = Key::new(SECRET).unwrap_err();
    let read: Key = super::read(&format!("{SECRET:?}"));
    let violations = rt::validate(&read).unwrap_err();
    let shown = format!("{error} {error:?} {read:?} {violations} {violations:?}");
    assert!(
        shown.contains("maxLength") && !shown.contains(SECRET),
        "{shown}"
    );
}

#[test]
fn what_is_sent_has_them() {
    let text = rt::json::to_string(&login());
    assert_eq!(text.matches(SECRET).count(), 2, "{text}");
    assert_eq!(super::read::<Login>(&text), login());
}

#[test]
fn what_is_shown_has_not() {
    let shown = format!("{:?} {:#?}", login(), login());
    assert!(
        shown.contains("[redacted]") && !shown.contains(SECRET),
        "{shown}"
    );
}

#[test]
fn errors_have_not() {
    for document in [
        format!(r#"{{"name":"a","password":["{SECRET}"]}}"#),
        format!(r#"{{"name":"a","password":{{"{SECRET}x":1}}}}"#),
        format!(r#"{{"name":"a","password":"{SECRET}"#),
        format!(r#"{{"password":"{SECRET}"}}"#),
    ] {
        let error = rt::json::from_str::<Login>(&document).unwrap_err();
        let shown = format!("{error} {error:?}");
        assert!(!shown.contains(SECRET), "{shown}");
    }
}

#[test]
fn a_bridge_to_another_format_has_them_too() {
    let text = serde_json::to_string(&login()).unwrap();
    assert_eq!(text.matches(SECRET).count(), 2, "{text}");
    assert_eq!(serde_json::from_str::<Login>(&text).unwrap(), login());
}
