//! Secrets that stand where their type does not hide them: kept as JSON beside it, or inside of a value that is sent as a
//! parameter.

use std::fmt::Debug;
use std::sync::Mutex;

use oas_runtime::{self as rt, Peek, json};

use crate::read;
use crate::secrets::{Digits, Pin};

/// Digits that no integer holds.
const BEYOND: &str = "123457123457123457123457123457";

rt::record! {
    /// What is kept whole, since a member deep in it is beyond its type.
    pub struct Holder closed unknown,
    new(),
    0 pins "pins" optional(Vec<Pin>),
    1 inner "inner" optional(Inner),
    2 again "again" optional(Box<Holder>),
    3 shown "shown" optional(i64),
    4 word "word" nullable(rt::Secret),
    5 either "either" optional(Either),
}

rt::record! {
    /// One that has a secret.
    pub struct Inner open unknown,
    new(pin: Pin),
    0 pin "pin" required(Pin),
}

/// A secret, or a list of what holds the type that this is in.
#[derive(Clone, PartialEq)]
#[non_exhaustive]
pub(crate) enum Either {
    Holders(Vec<Holder>),
    Pin(Pin),
    Unknown(rt::Json),
}

rt::union! {
    Either Unknown,
    0 Holders(Vec<Holder>) array,
    1 Pin(Pin) number,
}

rt::record! {
    /// Whose other members are secrets.
    pub struct Pins typed(Pin) rest,
    new(),
    0 shown "shown" optional(i64),
    1 own "own" optional(Pin),
}

rt::string_enum! {
    pub enum Key Unknown,
    0 Pin "pin",
}

#[track_caller]
fn shown<T: rt::Value + Debug>(document: &str) -> String {
    let value: T = read(document);
    assert_eq!(json::to_string(&value), document, "nothing is lost");
    format!("{value:?} {value:#?}")
}

#[test]
fn what_is_kept_of_a_secret_is_not_shown() {
    for text in [
        shown::<Digits>(&format!(r#"{{"pin":{BEYOND}}}"#)),
        shown::<Digits>(r#"{"part":1.1234571234571234571234571}"#),
        shown::<Digits>(&format!(r#"{{"code":{BEYOND}}}"#)),
        shown::<Holder>(&format!(r#"{{"pins":[2,{BEYOND}]}}"#)),
        shown::<Holder>(&format!(r#"{{"inner":{{"pin":{BEYOND}}}}}"#)),
        shown::<Pins>(&format!(r#"{{"own":{BEYOND}}}"#)),
        shown::<Pins>(&format!(r#"{{"other":{BEYOND}}}"#)),
        shown::<rt::Map<Pin>>(&format!(r#"{{"a":{BEYOND}}}"#)),
        shown::<rt::KeyedMap<Key, Pin>>(&format!(r#"{{"other":{BEYOND}}}"#)),
    ] {
        assert!(
            text.contains("[redacted]") && !text.contains("123457"),
            "{text}"
        );
    }
}

#[test]
fn what_is_kept_of_another_is_shown() {
    for text in [
        shown::<Digits>(&format!(r#"{{"shown":{BEYOND}}}"#)),
        shown::<Holder>(&format!(r#"{{"shown":{BEYOND}}}"#)),
        shown::<rt::Map<i64>>(&format!(r#"{{"a":{BEYOND}}}"#)),
        shown::<rt::KeyedMap<Key, i64>>(&format!(r#"{{"other":{BEYOND}}}"#)),
    ] {
        assert!(text.contains(BEYOND), "{text}");
    }
    let map: rt::Map<i64> = read(r#"{"a":1,"b":null}"#);
    assert_eq!(
        format!("{map:?}"),
        r#"Map { entries: {"a": 1}, raw: Members([("b", Json("null"))]) }"#
    );
}

mod lists {
    use super::rt;

    rt::rules! { Keys, Named, }

    rt::constrained_array! {
        pub type Keys rt::Secret,
        max_items 3,
    }

    rt::constrained_map! {
        pub type Named = rt::Map<rt::Secret>,
        max_properties 3,
    }
}

#[test]
fn a_secret_is_one_wherever_it_stands() {
    let is_secret = |value: &dyn Peek| value.is_secret();
    for value in [
        &read::<lists::Keys>(r#"["a"]"#) as &dyn Peek,
        &read::<lists::Named>(r#"{"a":"b"}"#),
        &read::<Vec<Option<rt::Secret>>>(r#"[null,"a"]"#),
        &read::<rt::Field<rt::Secret>>(r#""a""#),
        &read::<rt::KeyedMap<Key, rt::Secret>>(r#"{"pin":"a"}"#),
        &read::<Holder>(r#"{"word":"a"}"#),
        &read::<Holder>(r#"{"again":{"again":{"inner":{"pin":2}}}}"#),
        &read::<Holder>(&format!(r#"{{"inner":{{"pin":{BEYOND}}}}}"#)),
        &read::<Either>("2"),
        &read::<Either>(BEYOND),
        &read::<Either>(r#"[{"pins":[2]}]"#),
        &read::<Pins>(&format!(r#"{{"other":{BEYOND}}}"#)),
        &read::<Digits>("{}"),
    ] {
        assert!(is_secret(value), "{}", rt::Json::of(&Shown(value)));
    }
    for value in [
        &read::<lists::Keys>("[]") as &dyn Peek,
        &read::<Holder>(&format!(r#"{{"shown":{BEYOND},"again":{{"shown":1}}}}"#)),
        &read::<Either>(r#"[{"shown":1}]"#),
        &read::<rt::Map<i64>>(r#"{"a":1,"b":null}"#),
    ] {
        assert!(!is_secret(value), "{}", rt::Json::of(&Shown(value)));
    }
}

/// A value, to be written.
struct Shown<'v>(&'v dyn Peek);

impl Peek for Shown<'_> {
    fn write(&self, writer: &mut rt::Writer) {
        self.0.write(writer);
    }
}

#[derive(Debug)]
struct Upload {
    keys: lists::Keys,
    filter: Holder,
    /// What the request looked like before it was sent.
    seen: Mutex<String>,
}

const DEEP: rt::QueryStyle = rt::QueryStyle {
    style: rt::Style::DeepObject,
    explode: true,
    allow_reserved: false,
};

rt::failures! { pub enum UploadError Undeclared, }

rt::operation! {
    Upload "GET" "/files" "upload",
    accept "" security [],
    result((), UploadError),
    encode(self, request) {
        request.header("x-keys", &self.keys);
        request.query_with(DEEP, "filter", &self.filter);
        *self.seen.lock().unwrap() = format!("{request:?}");
    },
    answers(response) { _ => response.error(UploadError::Undeclared), },
}

#[test]
fn parameters_that_hold_secrets_are_sent_and_not_shown() {
    let upload = Upload {
        keys: read(r#"["s3cret"]"#),
        filter: read(r#"{"word":"s3cret"}"#),
        seen: Mutex::default(),
    };
    let api = rt::BaseUrl::parse("https://api.example.com").unwrap();
    let request = rt::request(&upload, &api).unwrap();
    assert!(request.headers()["x-keys"].is_sensitive());
    assert_eq!(request.uri().query(), Some("filter%5Bword%5D=s3cret"));
    let seen = upload.seen.lock().unwrap();
    assert!(
        seen.contains("[redacted]") && !seen.contains("s3cret"),
        "{seen}"
    );
}

#[test]
fn what_is_of_no_type_of_a_union_with_a_secret_is_not_shown() {
    let read: Either = json::from_str(r#""s3cret""#).unwrap();
    assert_eq!(format!("{read:?}"), "Unknown([redacted])");
    let pin: Either = json::from_str("7").unwrap();
    assert_eq!(format!("{pin:?}"), "Pin([redacted])");
}
