//! The requests of "Modify a Connection Profile" byte for byte: with nothing set, with all set, as JSON and as a form.

use auth0_connection_profiles::models::{
    ConnectionConfig, ConnectionNamePrefixTemplate, ConnectionProfile,
    ConnectionProfileOrganization, EnabledFeature, OrganizationRequirement, Strategy,
    StrategyOverride, UpdateConnectionProfile,
};
use tests::loopback::{Loopback, Reply};

use crate::common::{TOKEN, builder, client, headers, meaning, update};

/// The sample body of the API's documentation, its prefix one that the pattern allows.
const SAMPLE: &str = concat!(
    r#"{"name":"<string>","#,
    r#""organization":{"show_as_button":"none","assign_membership_on_login":"none"},"#,
    r#""connection_name_prefix_template":"con-{org_id}-","#,
    r#""enabled_features":["scim"],"#,
    r#""connection_config":{},"#,
    r#""strategy_overrides":{"#,
    r#""pingfederate":{"enabled_features":["scim"],"connection_config":{}},"#,
    r#""ad":{"enabled_features":["scim"],"connection_config":{}},"#,
    r#""adfs":{"enabled_features":["scim"],"connection_config":{}},"#,
    r#""waad":{"enabled_features":["scim"],"connection_config":{}},"#,
    r#""google-apps":{"enabled_features":["scim"],"connection_config":{}},"#,
    r#""okta":{"enabled_features":["scim"],"connection_config":{}},"#,
    r#""oidc":{"enabled_features":["scim"],"connection_config":{}},"#,
    r#""samlp":{"enabled_features":["scim"],"connection_config":{}}"#,
    r"}}",
);

const PREFIX: ConnectionNamePrefixTemplate =
    ConnectionNamePrefixTemplate::from_static("con-{org_id}-");

/// Every setting, set in an order that is not the description's.
fn all_set() -> UpdateConnectionProfile {
    let entry = || {
        StrategyOverride::new()
            .connection_config(ConnectionConfig::new())
            .enabled_features([EnabledFeature::Scim])
    };
    let strategies = [
        Strategy::Samlp,
        Strategy::GoogleApps,
        Strategy::Pingfederate,
        Strategy::Oidc,
        Strategy::Ad,
        Strategy::Okta,
        Strategy::Waad,
        Strategy::Adfs,
    ];
    assert_eq!(strategies.len(), Strategy::VARIANTS.len());
    UpdateConnectionProfile::new()
        .strategy_overrides(strategies.map(|strategy| (strategy, entry())))
        .connection_config(ConnectionConfig::new())
        .enabled_features([EnabledFeature::Scim])
        .connection_name_prefix_template(PREFIX)
        .organization(
            ConnectionProfileOrganization::new()
                .assign_membership_on_login(OrganizationRequirement::None)
                .show_as_button(OrganizationRequirement::None),
        )
        .name("<string>".parse().unwrap())
}

#[tokio::test]
async fn nothing_set() {
    let server = Loopback::start([Reply::json("200 OK", "{}")]);
    let profile = update(&client(&server)).await.unwrap();
    assert_eq!(profile, ConnectionProfile::new());

    let request = server.only();
    assert_eq!(
        request.line(),
        "PATCH /api/v2/connection-profiles/cop_123 HTTP/1.1"
    );
    assert_eq!(request.text(), "{}");
    let agent = request.header("user-agent");
    let version = agent.strip_prefix("auth0-connection-profiles/").unwrap();
    assert_eq!(version.split('.').count(), 3, "{agent}");
    let (url, bearer) = (server.url(), format!("Bearer {TOKEN}"));
    let expected = [
        ("accept", "application/json"),
        ("authorization", bearer.as_str()),
        ("content-length", "2"),
        ("content-type", "application/json"),
        ("host", url.trim_start_matches("http://")),
        ("user-agent", agent),
    ];
    assert_eq!(
        headers(&request),
        expected.map(|(name, value)| (name.to_owned(), value.to_owned()))
    );
}

#[tokio::test]
async fn all_set_in_the_order_of_the_description() {
    let server = Loopback::start([Reply::json("200 OK", SAMPLE)]);
    let connection_profiles = client(&server);
    let connection_profiles = connection_profiles.connection_profiles();
    let profile = connection_profiles
        .update("cop_123", &all_set())
        .await
        .unwrap();

    let request = server.only();
    assert_eq!(request.text(), SAMPLE);
    assert_eq!(
        request.header("content-length"),
        SAMPLE.len().to_string(),
        "the length announced"
    );
    // The same document came back, and every part of it is where a program looks for it.
    let sent = all_set();
    assert_eq!(
        (profile.name, profile.organization, profile.enabled_features),
        (sent.name, sent.organization, sent.enabled_features)
    );
    assert_eq!(profile.strategy_overrides, sent.strategy_overrides);
    assert!(profile.unknown.is_empty());
}

#[tokio::test]
async fn texts_are_escaped_as_json_asks() {
    let name = "\"\\/\u{8}\n\u{1f}é\u{2028}😀";
    let server = Loopback::start([Reply::json("200 OK", "{}")]);
    let body = UpdateConnectionProfile::new().name(name.parse().unwrap());
    crate::common::update_with(&client(&server), &body)
        .await
        .unwrap();
    assert_eq!(meaning(server.only().text())["name"], name);
}

#[tokio::test]
async fn a_form_with_all_set() {
    let server = Loopback::start([Reply::json("200 OK", "{}")]);
    let features = [EnabledFeature::Scim, EnabledFeature::UniversalLogout];
    let okta = StrategyOverride::new().enabled_features([EnabledFeature::Scim]);
    let body = UpdateConnectionProfile::new()
        .name("Acme & Söhne + 1%".parse().unwrap())
        .organization(
            ConnectionProfileOrganization::new().show_as_button(OrganizationRequirement::Optional),
        )
        .connection_name_prefix_template(PREFIX)
        .enabled_features(features)
        .connection_config(ConnectionConfig::new())
        .strategy_overrides([
            (Strategy::Okta, okta),
            (Strategy::GoogleApps, StrategyOverride::new()),
        ]);
    let client = client(&server);
    let profiles = client.connection_profiles();
    profiles.update_form("cop_123", &body).await.unwrap();

    let request = server.only();
    assert_eq!(
        request.line(),
        "PATCH /api/v2/connection-profiles/cop_123 HTTP/1.1"
    );
    assert_eq!(
        request.header("content-type"),
        "application/x-www-form-urlencoded"
    );
    assert_eq!(request.header("accept"), "application/json");
    assert_eq!(
        request.text(),
        concat!(
            "name=Acme+%26+S%C3%B6hne+%2B+1%25",
            "&organization=%7B%22show_as_button%22%3A%22optional%22%7D",
            "&connection_name_prefix_template=con-%7Borg_id%7D-",
            "&enabled_features=scim&enabled_features=universal_logout",
            "&connection_config=%7B%7D",
            "&strategy_overrides=%7B%22google-apps%22%3A%7B%7D%2C",
            "%22okta%22%3A%7B%22enabled_features%22%3A%5B%22scim%22%5D%7D%7D",
        )
    );
}

#[tokio::test]
async fn a_form_with_nothing_set() {
    let server = Loopback::start([Reply::json("200 OK", "{}")]);
    let client = client(&server);
    let profiles = client.connection_profiles();
    profiles
        .update_form("cop_123", &UpdateConnectionProfile::new())
        .await
        .unwrap();
    let request = server.only();
    assert_eq!(request.text(), "");
    assert_eq!(
        request.header("content-type"),
        "application/x-www-form-urlencoded"
    );
}

#[tokio::test]
async fn the_empty_list_is_sent_and_is_not_nothing() {
    let server = Loopback::start([Reply::json("200 OK", "{}")]);
    let body = UpdateConnectionProfile::new()
        .enabled_features([])
        .strategy_overrides([]);
    crate::common::update_with(&client(&server), &body)
        .await
        .unwrap();
    assert_eq!(
        server.only().text(),
        r#"{"enabled_features":[],"strategy_overrides":{}}"#
    );
}

#[tokio::test]
async fn a_user_agent_of_ones_own() {
    let server = Loopback::start([Reply::json("200 OK", "{}")]);
    let client = builder(&server.url()).user_agent("acme/9").build().unwrap();
    update(&client).await.unwrap();
    assert_eq!(server.only().header("user-agent"), "acme/9");
}
