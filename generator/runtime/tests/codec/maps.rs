//! Maps, and records whose other members have a type: order and what does not read are kept.

use oas_runtime as rt;
use oas_runtime::{Json, Map, Rule, json};

use crate::{fail, read, round};

#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Scores {
    pub(crate) name: String,
    pub(crate) best: Option<i64>,
    pub(crate) additional: Map<i64>,
}

rt::record! {
    typed Scores additional,
    0 name "name" required,
    1 best "best" optional,
}

#[test]
fn members_of_no_name_are_typed_and_keep_their_order() {
    let text = r#"{"name":"n","zoe":3,"adam":1}"#;
    let mut scores: Scores = read(text);
    assert_eq!(scores.additional["zoe"], 3);
    assert_eq!(json::to_string(&scores), text);
    *scores.additional.entry("zoe".to_owned()).or_default() += 1;
    scores.additional.insert("eve".to_owned(), 9);
    scores.additional.remove("adam");
    assert_eq!(json::to_string(&scores), r#"{"name":"n","zoe":4,"eve":9}"#);
    assert!(scores.is_valid());
}

#[test]
fn what_is_of_another_type_is_kept_raw_and_not_sent() {
    let text = r#"{"name":"n","best":null,"a":1,"b":"two","c":null,"d":[1e999]}"#;
    let mut scores: Scores = read(text);
    assert_eq!(scores.additional.len(), 1);
    assert_eq!(
        scores.additional.raw().get("b").map(Json::as_str),
        Some(r#""two""#)
    );
    assert_eq!(
        json::to_string(&scores),
        r#"{"name":"n","a":1,"best":null,"b":"two","c":null,"d":[1e999]}"#
    );
    let violations = scores.validate().unwrap_err();
    let all: Vec<_> = violations
        .iter()
        .map(|v| (v.pointer.as_str(), v.rule))
        .collect();
    assert_eq!(
        all,
        [
            ("/best", Rule::Null),
            ("/b", Rule::Type),
            ("/c", Rule::Type),
            ("/d", Rule::Type)
        ]
    );
    scores.additional.insert("b".to_owned(), 2);
    scores.additional.remove("c");
    scores.best = Some(7);
    assert_eq!(
        json::to_string(&scores),
        r#"{"name":"n","best":7,"a":1,"b":2,"d":[1e999]}"#
    );
}

#[test]
fn a_member_that_has_a_field_is_not_written_twice() {
    let mut scores: Scores = read(r#"{"name":"n"}"#);
    scores.additional.insert("best".to_owned(), 1);
    assert_eq!(json::to_string(&scores), r#"{"name":"n"}"#);
    let violations = scores.validate().unwrap_err();
    assert_eq!(
        violations[0].to_string(),
        "body/best: a member that has a field of its own (additionalProperties)"
    );
}

#[test]
fn the_last_of_one_name_wins() {
    for (text, written) in [
        (r#"{"a":1,"a":2}"#, r#"{"a":2}"#),
        (r#"{"a":1,"a":null}"#, r#"{"a":null}"#),
        (r#"{"a":null,"a":1}"#, r#"{"a":1}"#),
        (r#"{"a":null,"a":1,"a":"x"}"#, r#"{"a":"x"}"#),
    ] {
        assert_eq!(round::<Map<i64>>(text), written);
    }
}

#[test]
fn maps_are_maps() {
    let mut map: Map<i64> = [("b", 2), ("a", 1)].into();
    map.extend([("c", 3)]);
    assert_eq!(map.keys().collect::<Vec<_>>(), ["b", "a", "c"]);
    assert_eq!((map.get("a"), map.len(), map["c"]), (Some(&1), 3, 3));
    for (_, value) in &mut map {
        *value *= 2;
    }
    let back: Map<i64> = map.clone().into_iter().rev().collect();
    assert_eq!(map, back);
    assert_eq!(json::to_string(&back), r#"{"c":6,"a":2,"b":4}"#);
    assert_eq!(
        fail::<Map<i64>>(r#"{"a":1"#).message(),
        "EOF while parsing an object"
    );
    assert_eq!(fail::<Map<i64>>(r#"{"a":tru}"#).pointer(), "/a");
    assert_eq!(round::<Map<Option<i64>>>(r#"{"a":null}"#), r#"{"a":null}"#);
}

#[test]
fn a_large_map_is_read_in_passing() {
    let members: Vec<String> = (0..200_000)
        .map(|i| {
            format!(
                "\"{}\":{}",
                i % 150_000,
                if i % 3 == 0 { "null" } else { "1" }
            )
        })
        .collect();
    let text = format!("{{{}}}", members.join(","));
    let map: Map<i64> = read(&text);
    assert_eq!(
        map.len()
            + map
                .raw()
                .iter()
                .filter(|(name, _)| !map.contains_key(*name))
                .count(),
        150_000
    );
}

#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Numbers {
    pub(crate) count: Option<i64>,
    pub(crate) share: Option<f64>,
    pub(crate) all: Option<Vec<i64>>,
    pub(crate) must: f64,
    pub(crate) unknown: rt::Members,
}

rt::record! {
    open Numbers unknown,
    0 count "count" optional,
    1 share "share" optional,
    2 all "all" optional,
    3 must "must" required,
}

#[test]
fn numbers_that_a_field_does_not_hold_lose_no_digit() {
    let text = r#"{"share":0.12345678901234567890,"must":3.00000000000000000001,"count":9223372036854775808,"all":[1,1e30]}"#;
    let mut numbers: Numbers = read(text);
    assert_eq!((numbers.count, numbers.all.as_ref()), (None, None));
    assert_eq!(numbers.must.to_bits(), 3.0_f64.to_bits());
    assert_eq!(json::to_string(&numbers), text);
    assert_eq!(rt::validate(&numbers).unwrap_err().len(), 1);
    numbers.count = Some(i64::MAX);
    numbers.share = Some(0.5);
    numbers.all = Some(vec![]);
    assert_eq!(
        json::to_string(&numbers),
        r#"{"count":9223372036854775807,"share":0.5,"all":[],"must":3.00000000000000000001}"#
    );
    assert!(numbers.is_valid());
    for text in [
        r#"{"count":1.5,"must":1}"#,
        r#"{"count":"1","must":1}"#,
        r#"{"must":1e999}"#,
    ] {
        fail::<Numbers>(text);
    }
    assert_eq!(
        round::<Numbers>(r#"{"count":1e99,"must":0.1,"count":7}"#),
        r#"{"count":7,"must":0.1}"#
    );
}
