//! What the description demands, at compile time, at run time and before sending.

use std::cmp::Ordering;
use std::collections::HashMap;
use std::hash::{BuildHasher, RandomState};

use oas_runtime::{self as rt, ArrayRules, Checker, In, Json, Peek, Record, Rule, Value, json};

use crate::sample::{ChannelOverrides, Feature, Name, Notice, Prefix, Profile, Ratio, Tags, Take};
use crate::{comes_back_and_breaks, read};

/// Constants are checked by the compiler; these must pass.
const NAME: Name = Name::from_static("Enterprise");
const PREFIX: Prefix = Prefix::from_static("acme-notice");
const TAKE: Take = Take::from_static(10);
const RATIO: Ratio = Ratio::from_static(19.99);

#[test]
fn literals_are_values() {
    assert_eq!(
        (NAME, PREFIX.as_str()),
        ("Enterprise".parse().unwrap(), "acme-notice")
    );
    assert_eq!((TAKE.get(), RATIO.get()), (10, 19.99));
}

/// What the compiler prints for a constant is the panic's message.
#[test]
fn a_literal_that_breaks_a_rule_is_refused_by_type_and_rule() {
    let refusal = |f: fn()| {
        *std::panic::catch_unwind(f)
            .unwrap_err()
            .downcast::<String>()
            .unwrap()
    };
    std::panic::set_hook(Box::new(|_| {}));
    let messages = [
        refusal(|| _ = Name::from_static("")),
        refusal(|| _ = Prefix::from_static("a-much-too-long-one")),
        refusal(|| _ = Prefix::from_static("a--b")),
        refusal(|| _ = Take::from_static(-12)),
        refusal(|| _ = Take::from_static(3)),
        refusal(|| _ = Ratio::from_static(0.0)),
    ];
    drop(std::panic::take_hook());
    assert_eq!(
        messages,
        [
            "Name: minLength is 1, found 0 characters",
            "Prefix: maxLength is 15, found 19 characters",
            "Prefix: pattern ^[a-z]+(-[a-z]+)*$ does not match",
            "Take: minimum is 2, found -12",
            "Take: multipleOf is 2, found 3",
            "Ratio: exclusiveMinimum is 0, found 0",
        ]
    );
}

#[test]
fn lengths_count_code_points() {
    assert!(Name::new("é".repeat(50)).is_ok());
    assert!(Name::new("😀".repeat(50)).is_ok());
    let error = Name::new("é".repeat(51)).unwrap_err();
    assert_eq!(
        error.to_string(),
        "Name: at most 50 characters are allowed, 51 found (maxLength)"
    );
    assert_eq!(error.rule(), Rule::MaxLength);
    // A base letter and a combining accent are two.
    assert!(Name::new("e\u{301}".repeat(26)).is_err());
}

#[test]
fn patterns_are_walked_to_the_end() {
    for (text, valid) in [
        ("a", true),
        ("a-b", true),
        ("", false),
        ("-a", false),
        ("a-", false),
        ("a--b", false),
        ("A", false),
        ("a\u{e9}", false),
        ("a\n", false),
    ] {
        assert_eq!(Prefix::new(text).is_ok(), valid, "{text:?}");
        assert_eq!(text.parse::<Prefix>().is_ok(), valid);
        assert_eq!(Prefix::try_from(text).is_ok(), valid);
        assert_eq!(Prefix::try_from(text.to_owned()).is_ok(), valid);
    }
    assert_eq!(
        Prefix::new("-a").unwrap_err().to_string(),
        "Prefix: does not match the pattern ^[a-z]+(-[a-z]+)*$ (pattern)"
    );
}

#[test]
fn numbers_have_bounds_and_multiples() {
    let take = |value| Take::new(value).map_err(|e| e.to_string());
    assert_eq!(take(2), Ok(Take::from_static(2)));
    assert_eq!(
        take(0).unwrap_err(),
        "Take: must be at least 2, 0 found (minimum)"
    );
    assert_eq!(
        take(12).unwrap_err(),
        "Take: must be at most 10, 12 found (maximum)"
    );
    assert_eq!(
        take(5).unwrap_err(),
        "Take: must be a multiple of 2, 5 found (multipleOf)"
    );
    let far = rt::NumberRules::new("Far").multiple_of(1e300);
    assert_eq!(
        far.check(1e21).unwrap_err().to_string(),
        "Far: must be a multiple of 1e300, 1e21 found (multipleOf)"
    );
    assert!("x".parse::<Take>().is_err() && "11".parse::<Take>().is_err());
    assert_eq!("4".parse::<Take>().unwrap(), 4);
    for (value, valid) in [
        (0.01, true),
        (19.99, true),
        (0.07, true),
        (99.99, true),
        (0.015, false),
        (100.01, false),
        (0.0, false),
        (f64::NAN, false),
    ] {
        assert_eq!(Ratio::new(value).is_ok(), valid, "{value}");
    }
    assert_eq!(
        Ratio::new(f64::INFINITY).unwrap_err().to_string(),
        "Ratio: inf is not a JSON number (finite)"
    );
}

#[test]
fn an_exponent_beyond_all_measure_keeps_no_bound() {
    for (member, rules) in [
        (r#""ratio":1e99999999999999999999"#, &[Rule::Maximum][..]),
        (
            r#""ratio":-1e99999999999999999999"#,
            &[Rule::ExclusiveMinimum],
        ),
        (r#""take":1e99999999999999999999"#, &[Rule::Maximum]),
    ] {
        let notice: Notice = read(&format!(r#"{{"title":"a","parent":null,{member}}}"#));
        let violations = rt::validate(&notice).unwrap_err();
        let broken: Vec<Rule> = violations.iter().map(|v| v.rule).collect();
        assert_eq!(broken, rules, "{violations}");
    }
}

#[test]
fn arrays_have_bounds_and_may_forbid_equal_items() {
    let tags = |items: &[&str]| {
        Tags::new(items.iter().map(ToString::to_string))
            .map(drop)
            .map_err(|e| e.to_string())
    };
    assert_eq!(tags(&["a", "b"]), Ok(()));
    assert_eq!(
        tags(&[]).unwrap_err(),
        "Tags: at least 1 item is asked for, 0 found (minItems)"
    );
    assert_eq!(
        tags(&["a", "b", "c", "d"]).unwrap_err(),
        "Tags: at most 3 items are allowed, 4 found (maxItems)"
    );
    assert_eq!(
        tags(&["a", "b", "a"]).unwrap_err(),
        "Tags: items 0 and 2 are equal (uniqueItems)"
    );
}

#[test]
fn reading_checks_nothing_and_checking_reports_everything() {
    let profile: Profile = read(
        r#"{"name":"","subject_line_prefix_with_template":"a--------------------b","active_features":["sync","later"],
            "organisation":null,"delivery_settings":{"x":1},"channel_overrides":{"tv":{"y/z":1},"voice":null,"new":{},"odd":1}}"#,
    );
    assert!(!profile.is_valid());
    let violations = profile.validate().unwrap_err();
    let found: Vec<(&str, Rule)> = violations
        .iter()
        .map(|v| (v.pointer.as_str(), v.rule))
        .collect();
    assert_eq!(
        found,
        [
            ("/name", Rule::MinLength),
            ("/subject_line_prefix_with_template", Rule::MaxLength),
            ("/subject_line_prefix_with_template", Rule::Pattern),
            ("/active_features/1", Rule::Enum),
            ("/delivery_settings/x", Rule::UnknownMember),
            ("/channel_overrides/tv/y~1z", Rule::UnknownMember),
            ("/channel_overrides/new", Rule::UnknownMember),
            ("/channel_overrides/voice", Rule::Null),
            ("/channel_overrides/odd", Rule::UnknownMember),
            ("/organisation", Rule::Null),
        ]
    );
    assert!(violations.iter().all(|v| v.at == In::Body));
    assert!(violations.to_string().starts_with(
        "body/name: at least 1 character is asked for, 0 found (minLength); body/subject_line_prefix_with_template: at most 15"
    ));
}

#[test]
fn an_open_record_allows_members_but_not_null_for_its_own() {
    let notice: Notice = read(
        r#"{"title":"t","parent":null,"note":null,"new":1,"take":null,"child":{"title":"","parent":null}}"#,
    );
    let violations = notice.validate().unwrap_err();
    let found: Vec<(&str, Rule)> = violations
        .iter()
        .map(|v| (v.pointer.as_str(), v.rule))
        .collect();
    assert_eq!(
        found,
        [("/child/title", Rule::MinLength), ("/take", Rule::Null)]
    );
}

#[test]
fn a_null_that_is_not_sent_breaks_nothing() {
    let mut profile: Profile = read(r#"{"name":null}"#);
    profile.name = Some(NAME);
    assert!(profile.is_valid());
}

#[test]
fn other_rules_report_their_place_too() {
    let notice: Notice =
        read(r#"{"title":"t","parent":null,"take":11,"ratio":0.005,"tags":["a","a","b","c"]}"#);
    let violations = notice.validate().unwrap_err();
    let found: Vec<(&str, Rule)> = violations
        .iter()
        .map(|v| (v.pointer.as_str(), v.rule))
        .collect();
    assert_eq!(
        found,
        [
            ("/take", Rule::Maximum),
            ("/take", Rule::MultipleOf),
            ("/ratio", Rule::MultipleOf),
            ("/tags", Rule::MaxItems),
            ("/tags", Rule::UniqueItems),
        ]
    );
}

#[test]
fn a_checker_serves_every_part_of_a_request() {
    let mut checker = Checker::new(In::Path);
    checker.inside("id", &"");
    checker.turn_to(In::Query);
    checker.inside("take", &Take::blank());
    let violations = checker.finish();
    assert_eq!(
        violations[0].to_string(),
        "query/take: must be at least 2, 0 found (minimum)"
    );
}

#[test]
fn numbers_that_json_cannot_hold_are_reported() {
    let mut checker = Checker::new(In::Body);
    vec![1.0, f64::NAN].check(&mut checker);
    let violations = checker.finish();
    assert_eq!(
        (violations[0].pointer.as_str(), violations[0].rule),
        ("/1", Rule::Finite)
    );
}

#[test]
fn enums_are_strict_when_parsed_and_compare_with_text() {
    assert_eq!(Feature::VARIANTS, [Feature::Sync, Feature::GlobalLogout]);
    assert_eq!("global_logout".parse(), Ok(Feature::GlobalLogout));
    let error = "Sync".parse::<Feature>().unwrap_err();
    assert_eq!(
        error.to_string(),
        r#"Feature: "Sync" is none of "sync", "global_logout""#
    );
    assert_eq!(
        (error.found(), error.allowed()),
        ("Sync", &["sync", "global_logout"][..])
    );
    assert!(Feature::Sync == *"sync" && Feature::Sync == "sync");
    assert_eq!(format!("{:>6}|", Feature::Sync), "  sync|");
    assert_eq!(read::<Feature>(r#""sync""#), Feature::Sync);
}

#[test]
fn text_newtypes_are_text() {
    let mut map = HashMap::new();
    map.insert(NAME, 1);
    assert_eq!(map.get("Enterprise"), Some(&1));
    assert!(NAME.starts_with("Enter") && NAME == "Enterprise" && NAME == *"Enterprise");
    assert_eq!(
        (String::from(NAME), NAME.to_string()),
        ("Enterprise".to_owned(), "Enterprise".to_owned())
    );
    assert!(!read::<Name>(r#""""#).is_valid());
    assert_eq!(json::to_string(&NAME), r#""Enterprise""#);
}

#[test]
fn a_record_without_fields_has_no_fields() {
    let settings = crate::sample::Settings::default();
    assert!(settings.shape().fields().is_empty() && settings.shape().is_closed());
    assert!(settings.is_valid());
    assert!(ChannelOverrides::new().is_empty());
}

rt::record! {
    pub struct Numbers open unknown,
    new(),
    0 take "take" optional(Take),
    1 taken "taken" nullable(Take),
    2 ratio "ratio" optional(Ratio),
    3 plain "plain" optional(i64),
}

/// A number that no field holds is kept, and held against the field's rules by all of its digits.
#[test]
fn numbers_that_are_kept_keep_the_rules_too() {
    for (text, expected) in [
        (
            r#"{"take":99999999999999999999}"#,
            &[("/take", Rule::Maximum), ("/take", Rule::MultipleOf)][..],
        ),
        (r#"{"take":-1e40}"#, &[("/take", Rule::Minimum)]),
        (r#"{"taken":1e400}"#, &[("/taken", Rule::Maximum)]),
        (
            r#"{"ratio":100.00000000000000000001}"#,
            &[("/ratio", Rule::Maximum), ("/ratio", Rule::MultipleOf)],
        ),
        (
            r#"{"ratio":0.50000000000000000001}"#,
            &[("/ratio", Rule::MultipleOf)],
        ),
        (r#"{"plain":99999999999999999999}"#, &[]),
    ] {
        comes_back_and_breaks::<Numbers>(text, expected);
    }
}

#[test]
fn items_are_compared_by_value() {
    let rules = ArrayRules::new("Any").unique_items();
    let twins = |text: &str| rules.check(&read::<Vec<Json>>(text)).is_err();
    for text in [
        "[1,1.0]",
        r#"["a","\u0061"]"#,
        r#"[{"a":1,"b":2},{"b":2.0,"a":1}]"#,
        "[[],[ ]]",
        "[null,1,null]",
    ] {
        assert!(twins(text), "{text}");
    }
    for text in [
        r#"[1,"1"]"#,
        "[1,true]",
        "[0,false,null]",
        "[[1,2],[2,1]]",
        r#"[{"a":1},{"a":1,"b":1}]"#,
    ] {
        assert!(!twins(text), "{text}");
    }
}

/// What was made was checked then, what was read never was; nothing else tells the two apart.
#[test]
fn whether_a_string_was_checked_is_no_part_of_it() {
    let read: Name = read(r#""Enterprise""#);
    let state = RandomState::new();
    let hash = |name: &Name| state.hash_one(name);
    let made = [
        NAME,
        "Enterprise".parse().unwrap(),
        Name::new("Enterprise").unwrap(),
        Name::try_from("Enterprise".to_owned()).unwrap(),
    ];
    for made in made {
        assert_eq!(made, read);
        assert_eq!(made.cmp(&read), Ordering::Equal);
        assert_eq!(hash(&made), hash(&read));
        assert_eq!(format!("{made:?} {made}"), format!("{read:?} {read}"));
        assert_eq!(json::to_string(&made), json::to_string(&read));
        assert!(made.is_valid() && made.validate().is_ok());
        assert_eq!(String::from(made), "Enterprise");
    }
    assert!(read.is_valid() && read.validate().is_ok());
    assert_eq!(rt::Text::from(read), "Enterprise");
}

/// However it got there, what was not checked is.
#[test]
fn a_string_that_was_read_is_checked() {
    let long = format!("{:?}", "a".repeat(51));
    for broken in [read::<Name>(r#""""#), read(&long), Name::blank()] {
        assert!(!broken.is_valid() && !broken.clone().is_valid());
        assert!(broken.validate().is_err());
        assert!(String::from(broken.clone()).parse::<Name>().is_err());
        let profile = Profile {
            name: Some(broken),
            ..Profile::default()
        };
        assert!(!profile.is_valid() && profile.validate().is_err());
    }
}
