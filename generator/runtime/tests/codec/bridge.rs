//! The same types through serde: serde_json, YAML, TOML and a user's own derives.

use oas_runtime::{Json, Reader, json};
use serde::{Deserialize, Serialize};

use crate::read;
use crate::sample::{
    Channel, ChannelOverrides, Feature, Name, Notice, Profile, Ratio, Take, full_profile,
};

const RICH: &str = r#"{"id":"i","name":"n","organisation":null,"active_features":["sync","later"],"channel_overrides":{"tv":{"delivery_settings":{"new":[1,-2,2.5,true,null,"x"]}},"later":1},"new":{"b":18446744073709551615,"a":[]}}"#;

#[test]
fn serde_json_reads_and_writes_what_the_codec_does() {
    for text in [full_profile().as_str(), RICH] {
        let profile: Profile = serde_json::from_str(text).unwrap();
        assert_eq!(profile, read::<Profile>(text));
        assert_eq!(
            serde_json::to_string(&profile).unwrap(),
            json::to_string(&profile)
        );
        let value = serde_json::to_value(&profile).unwrap();
        let again: Profile = serde_json::from_value(value.clone()).unwrap();
        assert_eq!(serde_json::to_value(&again).unwrap(), value);
    }
}

#[test]
fn yaml_goes_there_and_back() {
    let profile: Profile = read(RICH);
    let yaml = serde_yaml::to_string(&profile).unwrap();
    assert_eq!(serde_yaml::from_str::<Profile>(&yaml).unwrap(), profile);
    let yaml = "name: Acme\nactive_features: [sync]\nchannel_overrides:\n  short-text: {}\nnew: {1: a, true: b}\n";
    let profile: Profile = serde_yaml::from_str(yaml).unwrap();
    assert_eq!(
        json::to_string(&profile),
        r#"{"name":"Acme","active_features":["sync"],"channel_overrides":{"short-text":{}},"new":{"1":"a","true":"b"}}"#
    );
}

#[test]
fn toml_goes_there_and_back() {
    let profile: Profile = read(&full_profile());
    let text = toml::to_string(&profile).unwrap();
    assert_eq!(toml::from_str::<Profile>(&text).unwrap(), profile);
    let profile: Profile = toml::from_str("id = 'i'\nsince = 2026-11-24T08:00:00Z").unwrap();
    assert_eq!(
        json::to_string(&profile),
        r#"{"id":"i","since":"2026-11-24T08:00:00Z"}"#
    );
}

#[test]
fn types_are_parts_of_a_users_own() {
    #[derive(Debug, PartialEq, Serialize, Deserialize)]
    struct Row {
        name: Name,
        take: Take,
        ratio: Option<Ratio>,
        features: Vec<Feature>,
        overrides: ChannelOverrides,
        anything: Json,
    }

    let text = r#"{"name":"n","take":4,"ratio":null,"features":["sync","x"],"overrides":{"tv":{}},"anything":{"b":1,"a":[null]}}"#;
    let row: Row = serde_json::from_str(text).unwrap();
    assert!(row.overrides.contains_key(&Channel::Tv));
    assert_eq!(serde_json::to_string(&row).unwrap(), text);
    assert_eq!(
        serde_yaml::from_str::<Row>(&serde_yaml::to_string(&row).unwrap()).unwrap(),
        row
    );
}

#[test]
fn numbers_cross_exactly() {
    for number in [
        "0",
        "-9223372036854775808",
        "18446744073709551615",
        "0.1",
        "1e300",
        "-170141183460469231731687303715884105728",
    ] {
        let text = format!(r#"{{"new":{number}}}"#);
        let profile: Profile = serde_json::from_str(&text).unwrap();
        let back = serde_json::to_string(&profile).unwrap();
        assert_eq!(back.replace("e+", "e"), text);
    }
    // serde_json hands the digits over when its feature for them is on, as in these tests.
    let text = r#"{"new":3.14159265358979323846264338327950288}"#;
    assert_eq!(
        json::to_string(&serde_json::from_str::<Profile>(text).unwrap()),
        text
    );
}

#[test]
fn errors_name_the_pointer_and_no_offset() {
    let error =
        serde_json::from_str::<Notice>(r#"{"title":"t","parent":null,"child":{"title":1}}"#)
            .unwrap_err();
    assert_eq!(
        error.to_string(),
        "expected a string, found a number at /child/title"
    );
    let error = serde_yaml::from_str::<Notice>("title: t").unwrap_err();
    assert_eq!(error.to_string(), "required member `parent` is missing");
    let error = serde_yaml::from_str::<Json>("a: .nan").unwrap_err();
    assert!(error.to_string().contains("not a JSON number"), "{error}");
}

#[test]
fn what_a_format_cannot_hold_is_an_error() {
    let huge: Json = "[1e400]".parse().unwrap();
    assert!(
        serde_json::to_string(&huge)
            .unwrap_err()
            .to_string()
            .contains("out of the range of f64")
    );
    let lone: Json = r#""\ud83d\ude00""#.parse().unwrap();
    assert_eq!(serde_json::to_string(&lone).unwrap(), "\"😀\"");
}

#[test]
fn deep_nesting_is_refused_whatever_the_format_allows() {
    let nested =
        |depth| (1..depth).fold(serde_json::json!([]), |inner, _| serde_json::json!([inner]));
    assert!(serde_json::from_value::<Json>(nested(Reader::MAX_DEPTH)).is_ok());
    let error = serde_json::from_value::<Json>(nested(Reader::MAX_DEPTH + 1)).unwrap_err();
    assert_eq!(
        error.to_string(),
        "more than 128 arrays and objects inside each other"
    );
}
