//! Read, modify, write loses nothing that the description does not know.

use oas_runtime::{Field, Json, KeyedMap, Map, json};

use crate::sample::{
    Channel, ChannelOverride, ChannelOverrides, Feature, Notice, Profile, full_profile,
};
use crate::{fail, read, round};

#[test]
fn a_full_document_comes_back_byte_for_byte() {
    assert_eq!(round::<Profile>(&full_profile()), full_profile());
}

#[test]
fn members_come_back_in_the_tables_order_whatever_order_they_came_in() {
    assert_eq!(
        round::<Profile>(r#"{"delivery_settings":{},"name":"n","active_features":[],"id":"i"}"#),
        r#"{"id":"i","name":"n","active_features":[],"delivery_settings":{}}"#
    );
}

#[test]
fn unknown_members_come_back_last_in_arrival_order_at_every_level() {
    let text = r#"{"name":"n","channel_overrides":{"tv":{"delivery_settings":{"later":[1,{"x":null}]},"colour":"red"}},"zeta":1.50,"alpha":{"b":1,"a":2}}"#;
    assert_eq!(round::<Profile>(text), text);
}

#[test]
fn unknown_numbers_keep_every_digit() {
    for number in [
        "123456789012345678901234567890.123456789012345678901234567890",
        "1E400",
        "-0.0",
        "1e-9999",
        "0.10",
    ] {
        let text = format!(r#"{{"new":{number}}}"#);
        assert_eq!(round::<Profile>(&text), text);
    }
}

#[test]
fn unknown_text_keeps_its_escapes_and_whitespace() {
    let text = r#"{"new":["a\u0020\"b\\", "\ud83d\ude00", " { \" } "]}"#;
    assert_eq!(
        round::<Profile>(text),
        r#"{"new":["a\u0020\"b\\","\ud83d\ude00"," { \" } "]}"#
    );
}

#[test]
fn unknown_names_are_escaped_when_written() {
    let text = r#"{"\u0000\"\\é\n":1}"#;
    let profile: Profile = read(text);
    assert_eq!(
        profile.unknown.get("\0\"\\é\n").map(Json::as_str),
        Some("1")
    );
    assert_eq!(json::to_string(&profile), r#"{"\u0000\"\\é\n":1}"#);
}

#[test]
fn unknown_enum_values_are_kept() {
    let profile: Profile = read(r#"{"active_features":["sync","later","global_logout"]}"#);
    let features = profile.active_features.as_deref().unwrap();
    assert!(
        matches!(features, [Feature::Sync, Feature::Unknown(v), Feature::GlobalLogout] if v.as_str() == "later")
    );
    assert_eq!(
        json::to_string(&profile),
        r#"{"active_features":["sync","later","global_logout"]}"#
    );
}

#[test]
fn null_for_an_optional_member_is_kept_until_the_member_is_set() {
    let mut profile: Profile = read(r#"{"id":"i","name":null,"new":1}"#);
    assert_eq!(profile.name, None);
    assert_eq!(
        json::to_string(&profile),
        r#"{"id":"i","name":null,"new":1}"#
    );
    profile.name = Some("n".parse().unwrap());
    assert_eq!(
        json::to_string(&profile),
        r#"{"id":"i","name":"n","new":1}"#
    );
}

#[test]
fn no_member_is_written_twice() {
    let mut profile = Profile::default();
    profile
        .unknown
        .insert("name", r#""theirs""#.parse().unwrap());
    assert_eq!(json::to_string(&profile), r#"{"name":"theirs"}"#);
    profile.name = Some("ours".parse().unwrap());
    assert_eq!(json::to_string(&profile), r#"{"name":"ours"}"#);
}

#[test]
fn the_last_of_several_members_wins_and_nothing_is_left_of_the_others() {
    assert_eq!(round::<Profile>(r#"{"new":1,"new":2}"#), r#"{"new":2}"#);
    assert_eq!(
        round::<Profile>(r#"{"name":"a","name":null}"#),
        r#"{"name":null}"#
    );
    assert_eq!(
        round::<Profile>(r#"{"name":null,"name":"a"}"#),
        r#"{"name":"a"}"#
    );
    assert_eq!(
        read::<Profile>(r#"{"name":null,"name":"a"}"#).unknown.len(),
        0
    );
    assert_eq!(
        round::<Profile>(r#"{"organisation":{"shown_as_button":"none"},"organisation":{"new":1}}"#),
        r#"{"organisation":{"new":1}}"#
    );
    assert_eq!(
        round::<Profile>(r#"{"channel_overrides":{"tv":{"x":1},"beep":{},"tv":{"y":1}}}"#),
        r#"{"channel_overrides":{"tv":{"y":1},"beep":{}}}"#
    );
    assert_eq!(
        round::<Notice>(r#"{"title":"a","parent":"p","title":"b","parent":null}"#),
        r#"{"title":"b","parent":null}"#
    );
}

#[test]
fn absent_null_and_value_are_three_things() {
    for (member, note) in [
        ("", Field::Absent),
        (r#","note":null"#, Field::Null),
        (r#","note":"x""#, Field::Value("x".to_owned())),
    ] {
        let text = format!(r#"{{"title":"t","parent":null{member}}}"#);
        let notice: Notice = read(&text);
        assert_eq!(notice.note, note);
        assert!(notice.unknown.is_empty());
        assert_eq!(json::to_string(&notice), text);
    }
}

#[test]
fn a_member_of_any_type_may_be_null() {
    let text = r#"{"title":"t","parent":null,"anything":null}"#;
    let notice: Notice = read(text);
    assert_eq!(notice.anything, Some(Json::null()));
    assert!(notice.unknown.is_empty());
    assert!(notice.is_valid());
    assert_eq!(json::to_string(&notice), text);
}

#[test]
fn a_name_with_odd_characters_is_read_and_written() {
    let text = r#"{"title":"t","parent":null,"a/b~c\"":true}"#;
    assert_eq!(read::<Notice>(text).odd, Some(true));
    assert_eq!(round::<Notice>(text), text);
}

#[test]
fn maps_iterate_in_the_enums_order_and_unknown_keys_last_as_they_came() {
    let map: ChannelOverrides = read(r#"{"zz":{},"voice":{},"aa":{"active_features":[]},"tv":{}}"#);
    let keys: Vec<&str> = map.keys().map(Channel::as_str).collect();
    assert_eq!(keys, ["tv", "voice", "zz", "aa"]);
    assert_eq!(
        json::to_string(&map),
        r#"{"tv":{},"voice":{},"zz":{},"aa":{"active_features":[]}}"#
    );
}

#[test]
fn map_entries_that_are_no_values_are_kept_raw() {
    let text = r#"{"tv":{},"voice":null,"later":[1.10],"new":{"active_features":5}}"#;
    let mut map: ChannelOverrides = read(text);
    assert_eq!((map.len(), map.raw().len()), (1, 3));
    assert_eq!(json::to_string(&map), text);
    map.insert(Channel::Voice, ChannelOverride::default());
    assert_eq!(
        json::to_string(&map),
        r#"{"tv":{},"voice":{},"later":[1.10],"new":{"active_features":5}}"#
    );
}

#[test]
fn no_entry_is_written_twice_and_the_last_word_is() {
    let mut map = KeyedMap::from([(Channel::Tv, ChannelOverride::default())]);
    map.insert_json("tv", Json::null());
    assert_eq!(json::to_string(&map), r#"{"tv":null}"#);
    map.insert(Channel::Tv, ChannelOverride::default());
    assert_eq!(json::to_string(&map), r#"{"tv":{}}"#);
    map.insert_json("tv", "[1]".parse().unwrap());
    assert_eq!(json::to_string(&map), r#"{"tv":[1]}"#);
    let entry = r#"{"active_features":[]}"#;
    for name in ["voice", "tv", "later"] {
        map.insert_json(name, entry.parse().unwrap());
    }
    assert_eq!((map.len(), map.raw().len()), (3, 0));
    assert!(map.contains_key(&Channel::Tv));
}

#[test]
fn what_a_program_sets_in_a_map_is_written_beside_digits_that_were_read() {
    const LONG: &str = r#"{"a":1.00000000000000000001,"b":2.0}"#;
    let mut map: Map<f64> = read(LONG);
    assert_eq!(json::to_string(&map), LONG);
    map.insert_json("a", "1.50".parse().unwrap());
    assert_eq!(json::to_string(&map), r#"{"a":1.5,"b":2.0}"#);
    map.insert_json("a", "1e999".parse().unwrap());
    assert_eq!(json::to_string(&map), r#"{"b":2.0,"a":1e999}"#);
    map.insert_json("a", "1.00000000000000000001".parse().unwrap());
    assert_eq!(map["a"], 1.0);
    assert_eq!(
        json::to_string(&map),
        r#"{"b":2.0,"a":1.00000000000000000001}"#
    );
    map.insert_json("b", "\"two\"".parse().unwrap());
    assert_eq!(
        json::to_string(&map),
        r#"{"a":1.00000000000000000001,"b":"two"}"#
    );
}

#[test]
fn the_last_of_several_entries_wins_also_between_entries_and_raw_ones() {
    assert_eq!(
        round::<ChannelOverrides>(r#"{"tv":{},"tv":null}"#),
        r#"{"tv":null}"#
    );
    assert_eq!(
        round::<ChannelOverrides>(r#"{"tv":null,"tv":{}}"#),
        r#"{"tv":{}}"#
    );
    assert_eq!(
        round::<ChannelOverrides>(r#"{"new":{},"new":1}"#),
        r#"{"new":1}"#
    );
    assert_eq!(
        round::<ChannelOverrides>(r#"{"new":1,"new":{}}"#),
        r#"{"new":{}}"#
    );
}

#[test]
fn a_map_answers_as_maps_do() {
    let one = || ChannelOverride {
        active_features: Some(vec![]),
        ..ChannelOverride::default()
    };
    let mut map = KeyedMap::from([
        (Channel::Voice, ChannelOverride::default()),
        (Channel::Tv, one()),
    ]);
    assert_eq!(map.get(&Channel::Tv), Some(&one()));
    assert_eq!(map.get(&Channel::Mail), None);
    assert!(map.contains_key(&Channel::Voice));
    assert_eq!(
        map.insert(Channel::Voice, one()),
        Some(ChannelOverride::default())
    );
    map.get_mut(&Channel::Tv).unwrap().active_features = None;
    assert_eq!(map.remove(&Channel::Tv), Some(ChannelOverride::default()));
    assert_eq!(map.remove(&Channel::Tv), None);
    assert_eq!(
        map.into_iter().collect::<Vec<_>>(),
        [(Channel::Voice, one())]
    );
}

#[test]
fn what_is_removed_from_a_map_is_not_written_be_it_an_entry_or_raw() {
    let mut map: ChannelOverrides = read(r#"{"tv":null,"voice":{},"later":null}"#);
    assert_eq!(map.remove(&Channel::Tv), None);
    assert_eq!(
        map.remove(&Channel::Voice),
        Some(ChannelOverride::default())
    );
    assert_eq!(json::to_string(&map), r#"{"later":null}"#);
}

#[test]
fn text_that_is_no_unicode_is_kept_where_no_one_asks_for_it() {
    for kept in [
        r#""\ud800""#,
        r#"["\udc00\ud800","a\\\"\ud800\u0041\n",{"\uDBFF":null}]"#,
    ] {
        let text = format!(r#"{{"name":"n","new":{kept}}}"#);
        assert_eq!(round::<Profile>(&text), text);
        assert_eq!(round::<Json>(kept), kept);
        let text = format!(r#"{{"tv":{{}},"later":{kept}}}"#);
        assert_eq!(round::<ChannelOverrides>(&text), text);
    }
    fail::<Profile>(r#"{"name":"\ud800"}"#);
}

#[test]
fn what_is_kept_is_json_all_the_same() {
    for text in [
        r#""\ud80""#,
        r#""\ud80g""#,
        r#""\u""#,
        r#""\x""#,
        r#""\"#,
        r#"""#,
        "\"a\nb\"",
        r#"[1"#,
        r#"[1,]"#,
        r#"[,1]"#,
        r#"{"a":1,}"#,
        r#"{"a"}"#,
        r#"{"a":}"#,
        r#"{a:1}"#,
        r#"{"a":1]"#,
        r#"[01]"#,
        r#"[1.]"#,
        r#"[nul]"#,
        r#"[truefalse]"#,
        r#"[]]"#,
    ] {
        fail::<Json>(text);
        fail::<Profile>(&format!(r#"{{"new":{text}}}"#));
    }
}
