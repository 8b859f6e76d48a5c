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
    pub type Key secret,
    max_length 5,
}

/// A number that nothing shows.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Pin(i64);

rt::constrained_integer! { secret Pin i64, maximum 9999, multiple_of 2, }

/// A number that nothing shows, with a fraction.
#[derive(Clone, Copy, PartialEq, PartialOrd)]
pub struct Part(f64);

rt::constrained_number! { secret Part f64, maximum 1.0, }

rt::string_enum! {
    /// A word that nothing shows.
    pub enum Word secret Unknown,
    0 Mother "mother",
    1 Father "father",
}

/// A value that nothing shows.
#[derive(Clone, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub(crate) enum Grade {
    One,
    Best,
    Unknown(rt::Json),
}

rt::literal_enum! { secret Grade Unknown i64 &str, 0 One "1", 1 Best "\"best\"", }

mod only {
    use super::rt;

    rt::rules! { Only, }

    rt::constant! {
        /// One word, in whose place nothing is shown.
        pub type Only secret = "only"
    }
}

/// All that is said of values and of what is wrong with them.
fn said<T: rt::Value + std::fmt::Debug>(document: &str) -> String {
    let read: Vec<T> = super::read(&format!("[{document}]"));
    let map: rt::Map<T> = super::read(&format!(r#"{{"a":{document}}}"#));
    let violations = rt::validate(&read).unwrap_err();
    let inside = rt::validate(&map).unwrap_err();
    format!("{read:?} {map:?} {violations} {violations:?} {inside}")
}

#[test]
fn secrecy_is_of_the_type_wherever_it_stands() {
    for text in [
        said::<Pin>("123457"),
        said::<Part>("123457.5"),
        said::<Word>(r#""123457""#),
        said::<Grade>("123457"),
        said::<only::Only>(r#""123457""#),
        format!("{0} {0:?}", Pin::new(123_457).unwrap_err()),
        format!("{0} {0:?}", "123457".parse::<Pin>().unwrap_err()),
        format!("{0} {0:?}", Part::new(123_457.5).unwrap_err()),
        format!("{0} {0:?}", "123457".parse::<Word>().unwrap_err()),
        format!("{0} {0:?}", "123457".parse::<Grade>().unwrap_err()),
        format!("{0} {0:?}", Grade::try_from(123_457).unwrap_err()),
        format!("{0} {0:?}", "123457".parse::<only::Only>().unwrap_err()),
    ] {
        assert!(!text.contains("123457"), "{text}");
    }
    let shown = format!(
        "{:?} {:?} {:?} {:?}",
        Pin::from_static(2),
        Word::Mother,
        Grade::Best,
        only::Only::VALUE
    );
    assert_eq!(shown, "[redacted] [redacted] [redacted] [redacted]");
    let error = "123457".parse::<Word>().unwrap_err();
    assert_eq!(error.found(), "[redacted]");
    assert_eq!(
        error.to_string(),
        r#"Word: a secret that is none of "mother", "father""#
    );
}

rt::record! {
    /// Numbers that nothing shows, and one that is shown.
    pub struct Digits closed unknown,
    new(),
    hides ["code"],
    0 pin "pin" optional(Pin),
    1 part "part" optional(Part),
    2 code "code" optional(Code),
    3 shown "shown" optional(Code),
}

/// A number that is a secret where a record says so.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Code(i64);

rt::constrained_integer! { Code i64, maximum 9999, }

/// A number beyond every integer, whose digits tell it from all else.
const BEYOND: &str = "123457123457123457123457123457";

#[test]
fn digits_that_no_number_holds_are_not_said_either() {
    let read: Digits = super::read(&format!(
        r#"{{"pin":{BEYOND},"part":1.1234571234571234571234571,"code":{BEYOND}}}"#
    ));
    let violations = rt::validate(&read).unwrap_err();
    // The pin is too large and odd, the others are too large.
    assert_eq!(violations.len(), 4, "{violations}");
    let text = format!("{violations} {violations:?}");
    assert!(!text.contains("123457"), "{text}");
}

#[test]
fn digits_that_are_no_secret_are_said() {
    let read: Digits = super::read(&format!(r#"{{"shown":{BEYOND}}}"#));
    let violations = rt::validate(&read).unwrap_err();
    assert!(violations.to_string().contains(BEYOND), "{violations}");
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
