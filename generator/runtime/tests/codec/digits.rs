//! Numbers of more digits than a float holds come back from wherever they stand, and go with what they were read as.

use oas_runtime as rt;
use oas_runtime::{Json, Map, Rule, json};

use crate::sample::Ratio;
use crate::{comes_back_and_breaks, read, round};

rt::record! {
    pub struct Track open unknown,
    new(),
    0 at "at" optional(f64),
    1 points "points" optional(Vec<Vec<f64>>),
    2 weights "weights" optional(Map<f64>),
    3 legs "legs" optional(Vec<Leg>),
    4 count "count" optional(i64),
}

rt::record! {
    pub struct Leg typed(f64) rest,
    new(),
    0 name "name" optional(String),
}

rt::rules! { Distinct, }

rt::constrained_array! { pub type Distinct f64, unique_items, }

rt::record! {
    pub struct Shares open unknown,
    new(),
    0 all "all" optional(Vec<Ratio>),
    1 by_name "by_name" optional(Map<Ratio>),
    2 distinct "distinct" optional(Distinct),
}

/// What C prints with `%.17g`, and what no float holds.
const LONG: [&str; 3] = [
    "0.10000000000000001",
    "9007199254740993",
    "-1.00000000000000000001e-3",
];

#[test]
fn digits_come_back_from_wherever_they_stand() {
    for long in LONG {
        for text in [
            format!(r#"{{"at":{long}}}"#),
            format!(r#"{{"points":[[1.5,{long}],[],[{long},{long}]],"count":1}}"#),
            format!(r#"{{"weights":{{"a":{long},"b":0.5,"c":{long}}}}}"#),
            format!(r#"{{"legs":[{{"name":"n","a":{long}}},{{"b":2.5}}]}}"#),
            format!(r#"{{"points":[[{long}]],"weights":{{"a":{long}}},"legs":[{{"a":{long}}}]}}"#),
        ] {
            assert_eq!(round::<Track>(&text), text);
            assert_eq!(json::to_string(&read::<Track>(&text).clone()), text);
            assert!(read::<Track>(&text).is_valid());
        }
    }
}

#[test]
fn each_value_keeps_its_own() {
    let [long, ..] = LONG;
    let text = format!(r#"{{"points":[[{long}]],"legs":[{{"a":{long}}}],"count":1,"at":0.5}}"#);
    let track: Track = read(&text);
    let kept: Vec<_> = track.unknown.iter().map(|(name, _)| name).collect();
    assert_eq!(kept, ["points"]);
    let legs = track.legs.unwrap();
    assert_eq!(legs[0].rest.raw().get("a").map(Json::as_str), Some(long));
}

#[test]
fn what_was_changed_is_written_as_it_is() {
    let [long, ..] = LONG;
    let text =
        format!(r#"{{"at":{long},"points":[[{long}]],"weights":{{"a":{long},"b":{long}}}}}"#);
    let mut track: Track = read(&text);
    track.points.as_mut().unwrap()[0].push(2.0);
    track.weights.as_mut().unwrap().insert("a".to_owned(), 3.5);
    let changed =
        format!(r#"{{"at":{long},"points":[[0.1,2.0]],"weights":{{"a":3.5,"b":{long}}}}}"#);
    assert_eq!(json::to_string(&track), changed);
}

#[test]
fn nothing_is_left_of_what_was_taken_out() {
    let [long, ..] = LONG;
    let text =
        format!(r#"{{"at":{long},"points":[[{long}]],"weights":{{"a":{long},"b":{long}}}}}"#);
    let mut track: Track = read(&text);
    (track.at, track.points) = (None, None);
    track.weights.as_mut().unwrap().swap_remove("a");
    assert_eq!(
        json::to_string(&track),
        format!(r#"{{"weights":{{"b":{long}}}}}"#)
    );
    assert!(track.is_valid());
    let mut leg: Leg = read(&format!(r#"{{"a":{long}}}"#));
    leg.rest.retain(|_, _| false);
    assert_eq!(json::to_string(&leg), "{}");
}

#[test]
fn the_last_of_one_name_is_the_one_that_counts() {
    let [long, ..] = LONG;
    for (text, last) in [
        (
            format!(r#"{{"points":[[{long}]],"points":[]}}"#),
            r#"{"points":[]}"#,
        ),
        (
            format!(r#"{{"weights":{{"a":{long},"a":0.1}}}}"#),
            r#"{"weights":{"a":0.10000000000000001}}"#,
        ),
        (
            format!(r#"{{"weights":{{"a":{long},"a":2.5}}}}"#),
            r#"{"weights":{"a":2.5}}"#,
        ),
        (
            format!(r#"{{"weights":{{"a":{long},"a":null}}}}"#),
            r#"{"weights":{"a":null}}"#,
        ),
    ] {
        assert_eq!(round::<Track>(&text), last);
    }
}

#[test]
fn rules_hold_for_all_digits() {
    for (text, expected) in [
        (r#"{"all":[1.5,0.01]}"#, &[][..]),
        (
            r#"{"all":[0.5,100.00000000000000000001]}"#,
            &[("/all/1", Rule::Maximum), ("/all/1", Rule::MultipleOf)],
        ),
        (
            r#"{"by_name":{"a":0.5,"b":0.50000000000000000001}}"#,
            &[("/by_name/b", Rule::MultipleOf)],
        ),
        // A rule that is broken anyway is said once.
        (
            r#"{"by_name":{"a":200.00000000000000000001}}"#,
            &[("/by_name/a", Rule::Maximum)],
        ),
        // Equal to a float, and to nobody else.
        (r#"{"distinct":[9007199254740993,9007199254740992]}"#, &[]),
        (
            r#"{"distinct":[9007199254740993,9007199254740993.0]}"#,
            &[("/distinct", Rule::UniqueItems)],
        ),
    ] {
        comes_back_and_breaks::<Shares>(text, expected);
    }
}

#[test]
fn a_list_that_digits_tell_apart_has_them_wherever_it_goes() {
    const DISTINCT: &str = "[9007199254740993,9007199254740992]";
    let text = format!(r#"{{"distinct":{DISTINCT}}}"#);
    let mut from = read::<Shares>(&text);
    let list = from.distinct.take().unwrap();
    let to = Shares::new().distinct(list.clone());
    for (written, is_valid) in [
        (
            json::to_string(&read::<Distinct>(DISTINCT)),
            read::<Distinct>(DISTINCT).is_valid(),
        ),
        (json::to_string(&list), list.is_valid()),
    ] {
        assert_eq!((written.as_str(), is_valid), (DISTINCT, true));
    }
    assert_eq!((json::to_string(&to), to.is_valid()), (text, true));
    let other = read::<Distinct>("[9007199254740993,9007199254740994]");
    assert_ne!(other, read::<Distinct>(DISTINCT));
    // The numbers alone are twins.
    assert!(Distinct::new(list.into_vec()).is_err());
    let mut twins = read::<Shares>(r#"{"distinct":[9007199254740993,9007199254740993.0]}"#);
    let twins = Shares::new().distinct(twins.distinct.take().unwrap());
    assert!(!twins.is_valid());
}
