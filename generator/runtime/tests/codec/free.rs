//! Unions of which a variant is any object: what breaks the rules of another one is allowed all the same.

use oas_runtime as rt;
use oas_runtime::{Json, Map, Rule};

use crate::read;
use crate::sample::Name;

rt::record! {
    pub struct Thing open unknown,
    new(id: Name),
    0 id "id" required(Name),
    1 inner "inner" optional(Box<One>),
    2 exact "exact" optional(Box<Exact>),
}

#[derive(Clone, PartialEq)]
pub(crate) enum One {
    Thing(Thing),
    Things(Vec<Thing>),
    Objects(Vec<Map<Json>>),
    Object(Map<Json>),
    Unknown(Json),
}

rt::union! {
    One Unknown,
    0 Thing(Thing) record required ["id"],
    1 Things(Vec<Thing>) array,
    2 Objects(Vec<Map<Json>>) array | free,
    3 Object(Map<Json>) object | free,
}

#[derive(Clone, PartialEq)]
pub(crate) enum Exact {
    Thing(Thing),
    Object(Map<Json>),
    Unknown(Json),
}

rt::union! {
    Exact Unknown,
    0 Thing(Thing) record required ["id"],
    1 Object(Map<Json>) object,
}

/// Longer than a name may be.
fn long() -> String {
    "a".repeat(51)
}

#[test]
fn what_any_object_may_be_breaks_no_rule() {
    let thing = Thing::new(read(&format!("{:?}", long())));
    assert!(!thing.is_valid());
    assert!(One::Thing(thing.clone()).is_valid());
    assert!(One::Thing(thing.clone()).validate().is_ok());
    assert!(One::Things(vec![thing.clone()]).validate().is_ok());
    // The value may have been meant to be what it is not: with `oneOf` it is of one type.
    assert!(Exact::Thing(thing).validate().is_err());
}

#[test]
fn however_deep_it_is_told() {
    let mut text = format!("{{\"id\":{:?}}}", long());
    for _ in 0..60 {
        text = format!("{{\"id\":\"a\",\"inner\":{text}}}");
    }
    assert!(read::<One>(&text).validate().is_ok());
    let inner = Thing::new(read(&format!("{:?}", long())));
    let thing = Thing::new(read("\"a\"")).exact(Box::new(Exact::Thing(inner)));
    let violations = thing.validate().unwrap_err();
    assert_eq!(violations[0].pointer, "/exact/id");
    assert_eq!(violations[0].rule, Rule::MaxLength);
    assert!(One::Thing(thing).validate().is_ok());
}
