//! Whatever bytes come, reading answers; and what it accepts is what other parsers accept.

use oas_runtime::{Json, Members, json};
use proptest::prelude::*;
use serde_json::Value;

use crate::sample::{ChannelOverrides, Notice, Profile, full_profile};

const NAMES: [&str; 14] = [
    "title",
    "parent",
    "note",
    "anything",
    "take",
    "ratio",
    "tags",
    "child",
    "name",
    "organisation",
    "channel_overrides",
    "tv",
    "active_features",
    "later",
];

/// Any JSON value, with the names that the samples know.
fn any_json() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        any::<f64>()
            .prop_filter("finite", |f| f.is_finite())
            .prop_map(Value::from),
        any::<String>().prop_map(Value::from),
        Just(Value::from("sync")),
    ];
    leaf.prop_recursive(5, 64, 8, |inner| {
        let name = prop_oneof![
            (0..NAMES.len()).prop_map(|i| NAMES[i].to_owned()),
            any::<String>(),
        ];
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..6).prop_map(Value::from),
            prop::collection::vec((name, inner), 0..8)
                .prop_map(|members| Value::Object(members.into_iter().collect())),
        ]
    })
}

/// Reads `text` as everything there is; whatever was read must come back with the same meaning.
fn read_as_everything(text: &[u8]) {
    if str::from_utf8(text).is_ok() {
        assert_eq!(
            json::from_slice::<Json>(text).is_ok(),
            serde_json::from_slice::<serde::de::IgnoredAny>(text).is_ok(),
        );
    }
    if let Ok(json) = json::from_slice::<Json>(text) {
        assert_eq!(json.to_value().ok(), serde_json::from_slice(text).ok());
    }
    same_meaning::<Profile>(text);
    same_meaning::<Notice>(text);
    same_meaning::<ChannelOverrides>(text);
    let _ = json::from_slice::<Vec<String>>(text);
    let _ = json::from_slice::<Vec<f64>>(text);
    let _ = json::from_slice::<Vec<u64>>(text);
}

fn same_meaning<T: oas_runtime::Value>(text: &[u8]) {
    let Ok(value) = json::from_slice::<T>(text) else {
        return;
    };
    let written = json::to_vec(&value);
    let again: T = json::from_slice(&written).expect("what was written can be read");
    assert_eq!(json::to_vec(&again), written);
    if let Ok(meaning) = serde_json::from_slice::<Value>(text) {
        let back: Value = serde_json::from_slice(&written).expect("what was written is JSON");
        assert_eq!(numbers_as_f64(back), numbers_as_f64(meaning));
    }
}

/// `1.0` and `1` mean the same, and typed numbers are written in their own spelling.
fn numbers_as_f64(value: Value) -> Value {
    match value {
        Value::Number(n) => Value::from(n.as_f64().map(|f| f.to_string())),
        Value::Array(items) => items.into_iter().map(numbers_as_f64).collect(),
        Value::Object(members) => members
            .into_iter()
            .map(|(k, v)| (k, numbers_as_f64(v)))
            .collect(),
        other => other,
    }
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(512) })]

    #[test]
    fn any_json_is_read_or_refused(value in any_json()) {
        let text = value.to_string();
        let json: Json = json::from_str(&text).expect("JSON is JSON");
        prop_assert_eq!(json.to_value().unwrap(), value);
        read_as_everything(text.as_bytes());
    }

    #[test]
    fn any_object_is_a_profile_or_refused(members in prop::collection::vec(any_json(), NAMES.len())) {
        let text = Value::Object(NAMES.iter().map(ToString::to_string).zip(members).collect()).to_string();
        read_as_everything(text.as_bytes());
    }

    #[test]
    fn any_bytes_are_refused_or_read(text in prop::collection::vec(any::<u8>(), 0..64)) {
        read_as_everything(&text);
    }

    #[test]
    fn any_tokens_are_refused_or_read(tokens in prop::collection::vec(0..TOKENS.len(), 0..40)) {
        let text: String = tokens.into_iter().map(|i| TOKENS[i]).collect();
        read_as_everything(text.as_bytes());
    }

    #[test]
    fn a_document_with_bytes_changed_is_refused_or_read(changes in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..4)) {
        let mut text = full_profile().into_bytes();
        for (at, byte) in changes {
            let at = at.index(text.len());
            text[at] = byte;
        }
        read_as_everything(&text);
    }

    #[test]
    fn a_document_cut_off_is_refused(at in any::<prop::sample::Index>()) {
        let text = full_profile();
        let cut = &text.as_bytes()[..at.index(text.len())];
        prop_assert!(json::from_slice::<Profile>(cut).is_err());
    }

    #[test]
    fn strings_are_written_as_serde_json_writes_them(text in any::<String>()) {
        let written = json::to_string(&text);
        prop_assert_eq!(&written, &serde_json::to_string(&text).unwrap());
        prop_assert_eq!(json::from_str::<String>(&written).unwrap(), text);
    }

    #[test]
    fn floats_come_back_bit_for_bit(value in any::<f64>().prop_filter("finite", |f| f.is_finite())) {
        prop_assert_eq!(json::from_str::<f64>(&json::to_string(&value)).unwrap().to_bits(), value.to_bits());
    }

    #[test]
    fn integers_are_read_as_rust_reads_them(value in any::<i128>()) {
        let text = value.to_string();
        prop_assert_eq!(json::from_str::<i64>(&text).ok(), text.parse().ok());
        prop_assert_eq!(json::from_str::<u64>(&text).ok(), text.parse().ok());
        prop_assert_eq!(json::from_str::<i128>(&text).ok(), Some(value));
    }
}

const TOKENS: [&str; 23] = [
    "{",
    "}",
    "[",
    "]",
    ",",
    ":",
    "\"",
    "\\",
    "\"title\":",
    "\"name\":\"n\"",
    "\"parent\":null",
    "null",
    "true",
    "-1",
    "0.5",
    "1e5",
    "\"tv\":{}",
    "\\u00",
    "\\ud83d",
    " ",
    "\"sync\"",
    "\"channel_overrides\":",
    "\u{e9}",
];

/// So many that a search among those read before, a member, would take minutes.
const MANY: usize = 400_000;

/// Many members: each name of `names` in turn, numbered where it ends in `#`.
fn many(members: &[(&str, &str)]) -> String {
    let mut text = String::from("{");
    for n in 0..MANY {
        let (name, value) = members[n % members.len()];
        let (name, n) = match name.strip_suffix('#') {
            Some(stem) => (stem, n.to_string()),
            None => (name, String::new()),
        };
        text.extend(["\"", name, &n, "\":", value, ","]);
    }
    text + r#""last":0}"#
}

#[test]
fn many_unknown_members_are_read_in_passing() {
    let text = many(&[("n#", "1")]);
    assert_eq!(
        json::to_string(&json::from_str::<Profile>(&text).unwrap()),
        text
    );
    let members: Members = json::from_str(&text).unwrap();
    assert_eq!((members.len(), json::to_string(&members)), (MANY + 1, text));
}

#[test]
fn many_members_of_declared_names_between_unknown_ones_are_read_in_passing() {
    let text = many(&[
        ("n#", "1"),
        ("name", "null"),
        ("n#", "2"),
        ("name", "\"x\""),
    ]);
    let profile: Profile = json::from_str(&text).unwrap();
    assert_eq!(profile.unknown.len(), MANY / 2 + 1);
    assert_eq!(profile.name.as_ref().map(AsRef::as_ref), Some("x"));
    let text = many(&[
        ("n#", "1"),
        ("name", "\"x\""),
        ("n#", "2"),
        ("name", "null"),
    ]);
    let profile: Profile = json::from_str(&text).unwrap();
    assert_eq!((profile.name, profile.unknown.len()), (None, MANY / 2 + 2));
    assert_eq!(profile.unknown.get("name"), Some(&Json::null()));
}

#[test]
fn many_members_of_a_map_are_read_in_passing() {
    let text = many(&[
        ("n#", "{}"),
        ("n#", "1"),
        ("tv", "{}"),
        ("n#", "null"),
        ("tv", "null"),
    ]);
    let map: ChannelOverrides = json::from_str(&text).unwrap();
    assert_eq!((map.len(), map.raw().len()), (MANY / 5, MANY / 5 * 2 + 2));
    assert_eq!(map.raw().get("tv"), Some(&Json::null()));
    let written = json::to_string(&map);
    assert_eq!(
        written.len(),
        text.len() - r#""tv":{},"#.len() * MANY / 5 - r#""tv":null,"#.len() * (MANY / 5 - 1)
    );
    assert_eq!(
        json::from_str::<ChannelOverrides>(&written).as_ref(),
        Ok(&map)
    );
}

/// The order of arrival and what wins do not depend on how many there are.
#[test]
fn few_and_many_members_are_read_alike() {
    for others in [0, 3, 15, 16, 17, 40] {
        let others: String = (0..others).map(|n| format!(r#","o{n}":{n}"#)).collect();
        let text =
            format!(r#"{{"a":1,"name":null,"a":2{others},"b":3,"name":"x","b":4,"id":null}}"#);
        assert_eq!(
            json::to_string(&json::from_str::<Profile>(&text).unwrap()),
            format!(r#"{{"name":"x","a":2{others},"b":4,"id":null}}"#)
        );
        let text = format!(
            r#"{{"zz":{{}},"voice":{{}},"mail":null{others},"tv":null,"zz":1,"tv":{{}},"aa":{{}},"o0":5}}"#
        );
        let map: ChannelOverrides = json::from_str(&text).unwrap();
        let keys: Vec<&str> = map.keys().map(AsRef::as_ref).collect();
        assert_eq!(keys, ["tv", "voice", "aa"]);
        assert_eq!(map.raw().get("zz").map(Json::as_str), Some("1"));
        assert_eq!(map.raw().get("o0").map(Json::as_str), Some("5"));
        assert_eq!(map.raw().get("mail"), Some(&Json::null()));
        assert_eq!(map.raw().get("tv"), None);
    }
}
