//! What a server may send beyond the description: it is read, and written back equal in meaning.

use auth0_connection_profiles::models::{
    ConnectionProfile, EnabledFeature, Strategy, UpdateConnectionProfile,
};
use auth0_connection_profiles::{Error, rt};
use serde_json::{Value, json};
use tests::loopback::{Loopback, Reply};

use crate::common::{client, meaning};

const SIXTY: &str = "A name of sixty characters, ten more than the rules allow, é";

/// A row's name and the profile that the server sends.
fn rows() -> Vec<(&'static str, Value)> {
    vec![
        (
            "an unknown field",
            json!({"id": "cop_1", "provisioning": {"scim": [1, null, {"a": "b"}]}}),
        ),
        (
            "an unknown field that is null",
            json!({"cross_app_access_resource_app": null}),
        ),
        (
            "an unknown field of an organization",
            json!({"organization": {"show_as_button": "none", "since": 1.5}}),
        ),
        (
            "an unknown field of a configuration",
            json!({"connection_config": {"later": true}}),
        ),
        (
            "an unknown feature",
            json!({"enabled_features": ["scim", "passkeys", "universal_logout"]}),
        ),
        (
            "an unknown requirement",
            json!({"organization": {"show_as_button": "forbidden"}}),
        ),
        (
            "an unknown strategy",
            json!({"strategy_overrides": {"okta": {}, "ping-one": {"enabled_features": ["scim"]}}}),
        ),
        (
            "an unknown strategy of another shape",
            json!({"strategy_overrides": {"ping-one": [7], "waad": {}}}),
        ),
        (
            "null for a text",
            json!({"id": null, "name": null, "connection_name_prefix_template": null}),
        ),
        (
            "null for an object",
            json!({"organization": null, "connection_config": null}),
        ),
        ("null for a list", json!({"enabled_features": null})),
        ("null for a map", json!({"strategy_overrides": null})),
        (
            "null for an entry",
            json!({"strategy_overrides": {"samlp": null, "ad": {"enabled_features": null}}}),
        ),
        ("a name of 60 characters", json!({"name": SIXTY})),
        ("an empty name", json!({"name": ""})),
        (
            "a prefix with `_`",
            json!({"connection_name_prefix_template": "my_prefix_"}),
        ),
        (
            "a prefix that is too long",
            json!({"connection_name_prefix_template": "--{org_id}{org_name}--"}),
        ),
    ]
}

/// All rows in one profile, as far as they go together.
fn strange() -> Value {
    json!({
        "id": "cop_1",
        "name": SIXTY,
        "organization": null,
        "connection_name_prefix_template": "my_prefix_",
        "enabled_features": ["scim", "passkeys"],
        "connection_config": {"later": 1.5},
        "strategy_overrides": {
            "okta": {"enabled_features": ["universal_logout"], "connection_config": {}, "new": [1, 2]},
            "samlp": null,
            "ping-one": {"enabled_features": ["scim"]},
        },
        "provisioning": {"enabled": true},
        "cross_app_access_resource_app": null,
    })
}

/// Sends `document` to a client that asks for a profile.
async fn received(document: &Value) -> ConnectionProfile {
    let server = Loopback::start([Reply::json("200 OK", document.to_string())]);
    let client = client(&server);
    client.connection_profiles().get("cop_1").await.unwrap()
}

#[tokio::test]
async fn what_is_read_is_written_back() {
    let all = rows()
        .into_iter()
        .chain([("everything at once", strange())]);
    for (row, document) in all {
        let profile = received(&document).await;
        let written = rt::json::to_string(&profile);
        assert_eq!(meaning(&written), document, "{row}: {written}");
        // By serde, as into a database, just the same.
        assert_eq!(serde_json::to_value(&profile).unwrap(), document, "{row}");
        let read: ConnectionProfile = serde_json::from_value(document.clone()).unwrap();
        assert_eq!(read, profile, "{row}");
        // And what was written is read as the same profile.
        assert_eq!(received(&meaning(&written)).await, profile, "{row}");
    }
}

/// Numbers keep their spelling and members their order, where nothing asks for another one.
#[tokio::test]
async fn what_is_not_known_keeps_its_text() {
    let text = r#"{"id":"cop_1","enabled_features":["scim"],"z":1.50,"a":[10000000000000000000001,1E2,-0.0],"é":"\u00e9"}"#;
    let server = Loopback::start([Reply::json("200 OK", text)]);
    let client = client(&server);
    let profile = client.connection_profiles().get("cop_1").await.unwrap();
    assert_eq!(rt::json::to_string(&profile), text);
}

#[tokio::test]
async fn what_is_read_is_there_to_be_used() {
    let profile = received(&strange()).await;
    assert_eq!(profile.name.as_deref(), Some(SIXTY));
    assert_eq!(profile.organization, None);
    let features = profile.enabled_features.as_deref().unwrap();
    assert_eq!(features[0], EnabledFeature::Scim);
    assert_eq!(features[1].as_str(), "passkeys");
    let overrides = profile.strategy_overrides.as_ref().unwrap();
    let strategies: Vec<_> = overrides.keys().map(Strategy::as_str).collect();
    assert_eq!(strategies, ["okta", "ping-one"]);
    assert!(overrides.raw().get("samlp").unwrap().is_null());
    let provisioning = profile.unknown.get("provisioning").unwrap();
    assert_eq!(provisioning.to_value().unwrap(), json!({"enabled": true}));
}

#[tokio::test]
async fn a_change_keeps_the_rest() {
    let mut profile = received(&strange()).await;
    profile.name = Some("Acme".parse().unwrap());
    profile.organization = Some(Default::default());
    profile.enabled_features.as_mut().unwrap().remove(0);
    let overrides = profile.strategy_overrides.as_mut().unwrap();
    overrides.insert(Strategy::Samlp, Default::default());

    let mut expected = strange();
    expected["name"] = json!("Acme");
    expected["organization"] = json!({});
    expected["enabled_features"] = json!(["passkeys"]);
    expected["strategy_overrides"]["samlp"] = json!({});
    let written = rt::json::to_string(&profile);
    assert_eq!(meaning(&written), expected);
    for member in ["\"organization\"", "\"samlp\""] {
        assert_eq!(written.matches(member).count(), 1, "{member} in {written}");
    }
}

/// Read, modify, write over the wire: what the rules allow goes back as it came, but for the change.
#[tokio::test]
async fn a_profile_is_read_modified_and_sent_back() {
    let stored = json!({
        "id": "cop_1",
        "name": "Acme",
        "organization": {"show_as_button": "optional"},
        "connection_name_prefix_template": "con-{org_name}",
        "enabled_features": ["universal_logout", "scim"],
        "connection_config": {},
        "strategy_overrides": {"google-apps": {"enabled_features": []}, "oidc": {"connection_config": {}}},
    });
    let server = Loopback::start([
        Reply::json("200 OK", stored.to_string()),
        Reply::json("200 OK", "{}"),
    ]);
    let client = client(&server);
    let profile = client.connection_profiles().get("cop_1").await.unwrap();
    let mut body: UpdateConnectionProfile =
        rt::json::from_str(&rt::json::to_string(&profile)).unwrap();
    body.unknown.remove("id");
    let oidc = body.strategy_overrides.as_mut().unwrap();
    oidc.get_mut(&Strategy::Oidc).unwrap().enabled_features = Some(vec![EnabledFeature::Scim]);
    let profiles = client.connection_profiles();
    profiles.update("cop_1", &body).await.unwrap();

    let mut expected = stored;
    expected.as_object_mut().unwrap().remove("id");
    expected["strategy_overrides"]["oidc"]["enabled_features"] = json!(["scim"]);
    assert_eq!(meaning(server.requests()[1].text()), expected);
}

/// What was read liberally is not sent blindly: each thing that the rules forbid is named, and nothing leaves.
#[tokio::test]
async fn what_the_rules_forbid_is_not_sent_back() {
    let server = Loopback::start([Reply::json("200 OK", strange().to_string())]);
    let client = client(&server);
    let profile = client.connection_profiles().get("cop_1").await.unwrap();
    let body: UpdateConnectionProfile = rt::json::from_str(&rt::json::to_string(&profile)).unwrap();
    let profiles = client.connection_profiles();
    let Err(Error::InvalidRequest(invalid)) = profiles.update("cop_1", &body).await else {
        panic!("it was sent");
    };
    let mut found: Vec<_> = invalid
        .violations
        .iter()
        .map(|violation| violation.pointer.as_str())
        .collect();
    found.sort_unstable();
    assert_eq!(
        found,
        [
            "/connection_config/later",
            "/connection_name_prefix_template",
            "/cross_app_access_resource_app",
            "/enabled_features/1",
            "/id",
            "/name",
            "/organization",
            "/provisioning",
            "/strategy_overrides/okta/new",
            "/strategy_overrides/ping-one",
            "/strategy_overrides/samlp",
        ]
    );
    assert_eq!(server.requests().len(), 1, "only the profile was asked for");
}
