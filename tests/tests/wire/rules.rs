//! Bodies that break rules: every violation is told with its pointer, and nothing leaves the machine.
//!
//! Newtypes check on construction, so that a bad value gets into a body by being read: from a template, from a file.

use auth0_connection_profiles::connection_profiles::ListParams;
use auth0_connection_profiles::models::{
    ConnectionNamePrefixTemplate, ConnectionProfileName, CreateConnectionProfile, PageSize,
    UpdateConnectionProfile,
};
use auth0_connection_profiles::rt::{self, In, InvalidRequest, Rule};
use auth0_connection_profiles::{Client, Error};
use tests::loopback::{Loopback, Reply};

use crate::common::{body, client, update_with};

/// A row's name, the body, and each place with the rule that it breaks.
type Row = (&'static str, String, &'static [(&'static str, Rule)]);

fn name(text: &str) -> String {
    format!(r#"{{"name":"{text}"}}"#)
}

fn prefix(text: &str) -> String {
    format!(r#"{{"connection_name_prefix_template":"{text}"}}"#)
}

const PREFIX: &str = "/connection_name_prefix_template";

fn texts() -> Vec<Row> {
    vec![
        (
            "51 characters",
            name(&"n".repeat(51)),
            &[("/name", Rule::MaxLength)],
        ),
        (
            "51 of two bytes",
            name(&"é".repeat(51)),
            &[("/name", Rule::MaxLength)],
        ),
        ("an empty name", name(""), &[("/name", Rule::MinLength)]),
        ("two hyphens", prefix("a--b"), &[(PREFIX, Rule::Pattern)]),
        ("a hyphen first", prefix("-a"), &[(PREFIX, Rule::Pattern)]),
        ("an underscore", prefix("a_b"), &[(PREFIX, Rule::Pattern)]),
        ("a line break", prefix("a\\n"), &[(PREFIX, Rule::Pattern)]),
        (
            "half a placeholder",
            prefix("{org_id"),
            &[(PREFIX, Rule::Pattern)],
        ),
        (
            "16 characters",
            prefix("abcdefghijklmnop"),
            &[(PREFIX, Rule::MaxLength)],
        ),
        (
            "16 characters and two hyphens",
            prefix("abcdefgh--klmnop"),
            &[(PREFIX, Rule::MaxLength), (PREFIX, Rule::Pattern)],
        ),
    ]
}

fn members() -> Vec<Row> {
    vec![
        (
            "an unknown member",
            r#"{"nmae":"Acme"}"#.to_owned(),
            &[("/nmae", Rule::UnknownMember)],
        ),
        (
            "an unknown member of a closed object",
            r#"{"connection_config":{"a/b":1},"organization":{"x":1}}"#.to_owned(),
            &[
                ("/organization/x", Rule::UnknownMember),
                ("/connection_config/a~1b", Rule::UnknownMember),
            ],
        ),
        (
            "unknown values",
            r#"{"organization":{"show_as_button":"yes"},"enabled_features":["scim","SCIM"]}"#
                .to_owned(),
            &[
                ("/organization/show_as_button", Rule::Enum),
                ("/enabled_features/1", Rule::Enum),
            ],
        ),
        (
            "an unknown strategy",
            r#"{"strategy_overrides":{"google_apps":{}}}"#.to_owned(),
            &[("/strategy_overrides/google_apps", Rule::UnknownMember)],
        ),
        (
            "null for what is optional only",
            r#"{"name":null,"strategy_overrides":{"okta":null}}"#.to_owned(),
            &[
                ("/strategy_overrides/okta", Rule::Null),
                ("/name", Rule::Null),
            ],
        ),
        (
            "all at once",
            format!(
                r#"{{"name":"{}","connection_name_prefix_template":"a--b","enabled_features":["x"],"strategy_overrides":{{"okta":{{"enabled_features":["scim","y"]}}}},"z":1}}"#,
                "n".repeat(51)
            ),
            &[
                ("/name", Rule::MaxLength),
                (PREFIX, Rule::Pattern),
                ("/enabled_features/0", Rule::Enum),
                ("/strategy_overrides/okta/enabled_features/1", Rule::Enum),
                ("/z", Rule::UnknownMember),
            ],
        ),
    ]
}

async fn refused(client: &Client, row: &str, body: &UpdateConnectionProfile) -> InvalidRequest {
    match update_with(client, body).await {
        Err(Error::InvalidRequest(invalid)) => invalid,
        other => panic!("{row}: {other:?}"),
    }
}

#[tokio::test]
async fn every_violation_is_told_and_nothing_leaves() {
    let server = Loopback::start([]);
    let client = client(&server);
    for (row, json, expected) in texts().into_iter().chain(members()) {
        let invalid = refused(&client, row, &body(&json)).await;
        let found: Vec<_> = invalid
            .violations
            .iter()
            .map(|violation| (violation.pointer.as_str(), violation.rule))
            .collect();
        assert_eq!(found, expected, "{row}");
        assert!(invalid.violations.iter().all(|v| v.at == In::Body), "{row}");
        let text = invalid.to_string();
        for (pointer, rule) in expected {
            assert!(text.contains(&format!("body{pointer}: ")), "{row}: {text}");
            assert!(text.contains(&format!("({rule})")), "{row}: {text}");
        }
    }
    assert_eq!(server.connections(), 0);
}

#[tokio::test]
async fn a_violation_names_the_limit_and_what_was_found() {
    let server = Loopback::start([]);
    let client = client(&server);
    for (json, told) in [
        (name(&"é".repeat(51)), ["50", "51"]),
        (prefix("abcdefghijklmnop"), ["15", "16"]),
        (prefix("-a"), ["pattern", "^(?!-)(?!.*--)"]),
    ] {
        let text = refused(&client, &json, &body(&json)).await.to_string();
        assert!(told.iter().all(|part| text.contains(part)), "{text}");
    }
}

#[tokio::test]
async fn what_the_rules_allow_is_sent_as_it_is() {
    for json in [
        name("n"),
        name(&"n".repeat(50)),
        name(&"é".repeat(50)),
        name(&"😀".repeat(50)),
        prefix(""),
        prefix("{org_id}"),
        prefix("{org_name}"),
        prefix("con-{org_id}-"),
        prefix("a-b-c-"),
        prefix("abcdefghijklmno"),
    ] {
        let server = Loopback::start([Reply::json("200 OK", "{}")]);
        let outcome = update_with(&client(&server), &body(&json)).await;
        assert!(outcome.is_ok(), "{json}: {outcome:?}");
        assert_eq!(server.only().text(), json);
    }
}

/// A body is checked by the same rules in its other spelling, and when it creates.
#[tokio::test]
async fn no_way_around_the_rules() {
    let server = Loopback::start([]);
    let client = client(&server);
    let profiles = client.connection_profiles();
    let bad = format!(r#"{{"name":"{}","x":1}}"#, "n".repeat(51));
    let (change, new) = (
        body(&bad),
        rt::json::from_str::<CreateConnectionProfile>(&bad).unwrap(),
    );
    for (row, outcome) in [
        ("create", profiles.create(&new).await.map_err(text)),
        (
            "create_form",
            profiles.create_form(&new).await.map_err(text),
        ),
        ("update", profiles.update("x", &change).await.map_err(text)),
        (
            "update_form",
            profiles.update_form("x", &change).await.map_err(text),
        ),
    ] {
        let told = outcome.expect_err(row);
        assert!(told.contains("for 2 reasons"), "{row}: {told}");
        assert!(
            told.contains("body/name") && told.contains("body/x"),
            "{row}: {told}"
        );
    }
    assert_eq!(server.connections(), 0);
}

fn text<E>(error: Error<E>) -> String {
    match error {
        Error::InvalidRequest(invalid) => invalid.to_string(),
        _ => String::new(),
    }
}

/// A form has no spelling for an empty list: it would be no change at all.
#[tokio::test]
async fn a_form_without_a_spelling_is_refused() {
    let server = Loopback::start([]);
    let client = client(&server);
    let body = UpdateConnectionProfile::new().enabled_features([]);
    let outcome = client.connection_profiles().update_form("x", &body).await;
    let Err(Error::InvalidRequest(invalid)) = outcome else {
        panic!("{outcome:?}")
    };
    let [violation] = invalid.violations.as_slice() else {
        panic!("{invalid}")
    };
    assert_eq!(
        (violation.pointer.as_str(), violation.rule),
        ("/enabled_features", Rule::Encodable)
    );
    assert_eq!(server.connections(), 0);
}

/// The road by which a bad value really comes: a template that the server sent is the body of a new profile.
#[tokio::test]
async fn a_template_that_breaks_the_rules_is_not_sent_on() {
    let template = r#"{"id":"t","template":{"connection_name_prefix_template":"my_org","enabled_features":["scim","new"]}}"#;
    let server = Loopback::start([Reply::json("200 OK", template)]);
    let client = client(&server);
    let profiles = client.connection_profiles();
    let template = profiles.get_template("t").await.unwrap().template.unwrap();
    let mut body = CreateConnectionProfile::new("Acme".parse().unwrap());
    body.connection_name_prefix_template = template.connection_name_prefix_template;
    body.enabled_features = template.enabled_features;
    let Err(Error::InvalidRequest(invalid)) = profiles.create(&body).await else {
        panic!("it was sent")
    };
    let pointers: Vec<_> = invalid.violations.iter().map(|v| &*v.pointer).collect();
    assert_eq!(pointers, [PREFIX, "/enabled_features/1"]);
    assert_eq!(server.requests().len(), 1);
}

#[test]
fn newtypes_check_when_they_are_made() {
    assert!(ConnectionProfileName::new("é".repeat(50)).is_ok());
    assert!(ConnectionNamePrefixTemplate::new("{org_id}").is_ok());
    let broken = |error: rt::ConstraintError| error.rule();
    for (row, found, rule) in [
        (
            "51",
            ConnectionProfileName::new("é".repeat(51)).map(drop),
            Rule::MaxLength,
        ),
        (
            "0",
            ConnectionProfileName::new("").map(drop),
            Rule::MinLength,
        ),
        (
            "a--b",
            ConnectionNamePrefixTemplate::new("a--b").map(drop),
            Rule::Pattern,
        ),
        (
            "-a",
            ConnectionNamePrefixTemplate::new("-a").map(drop),
            Rule::Pattern,
        ),
        (
            "16",
            ConnectionNamePrefixTemplate::new("a".repeat(16)).map(drop),
            Rule::MaxLength,
        ),
        ("a page of 0", PageSize::new(0).map(drop), Rule::Minimum),
        ("a page of 11", PageSize::new(11).map(drop), Rule::Maximum),
    ] {
        assert_eq!(found.map_err(broken), Err(rule), "{row}");
    }
}

#[tokio::test]
async fn a_parameter_is_checked_too() {
    let server = Loopback::start([]);
    let client = client(&server);
    let take = rt::json::from_str::<PageSize>("11").unwrap();
    let outcome = client
        .connection_profiles()
        .list(&ListParams::new().take(take))
        .await;
    let Err(Error::InvalidRequest(invalid)) = outcome else {
        panic!("{outcome:?}")
    };
    assert_eq!(
        invalid.to_string(),
        "the request was not sent: query/take: must be at most 10, 11 found (maximum)"
    );
    assert_eq!(server.connections(), 0);
}
