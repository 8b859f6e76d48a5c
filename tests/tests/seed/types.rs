//! The same facts against the Rust types: what the compiler holds by the annotations here, and what values do at run time.

use auth0_connection_profiles::connection_profiles::{Create, Get, List, ListParams, Update};
use auth0_connection_profiles::models::{
    ConnectionConfig, ConnectionNamePrefixTemplate, ConnectionProfile, ConnectionProfileName,
    ConnectionProfileOrganization, ConnectionProfilePage, ConnectionProfileTemplate,
    CreateConnectionProfile, EnabledFeature, ErrorBody, OrganizationRequirement, PageSize,
    Strategy, StrategyOverride, StrategyOverrides, UpdateConnectionProfile,
};
use auth0_connection_profiles::rt::{self, Operation, StringEnum};

use crate::facts::SETTINGS_KEYS;

const STRATEGIES: [&str; 8] = [
    "pingfederate",
    "ad",
    "adfs",
    "waad",
    "google-apps",
    "okta",
    "oidc",
    "samlp",
];

#[test]
fn enums_list_the_available_options_in_their_order() {
    fn listed<E: StringEnum>(variants: &[E]) -> Vec<&str> {
        variants.iter().map(E::wire).collect()
    }
    assert_eq!(listed(Strategy::VARIANTS), STRATEGIES);
    assert_eq!(
        listed(EnabledFeature::VARIANTS),
        ["scim", "universal_logout"]
    );
    assert_eq!(
        listed(OrganizationRequirement::VARIANTS),
        ["none", "optional", "required"]
    );
    assert_eq!(
        Strategy::VARIANTS,
        [
            Strategy::Pingfederate,
            Strategy::Ad,
            Strategy::Adfs,
            Strategy::Waad,
            Strategy::GoogleApps,
            Strategy::Okta,
            Strategy::Oidc,
            Strategy::Samlp,
        ]
    );
}

/// Nothing but `name` of a creation is required, and each field has the type that its description gives it.
#[test]
fn the_fields_have_these_types() {
    macro_rules! settings {
        ($body:expr) => {
            let _: Option<ConnectionProfileOrganization> = $body.organization;
            let _: Option<ConnectionNamePrefixTemplate> = $body.connection_name_prefix_template;
            let _: Option<Vec<EnabledFeature>> = $body.enabled_features;
            let _: Option<ConnectionConfig> = $body.connection_config;
            let _: Option<StrategyOverrides> = $body.strategy_overrides;
        };
    }
    let name = || ConnectionProfileName::from_static("n");
    let create = CreateConnectionProfile::new(name());
    let _: ConnectionProfileName = create.name;
    settings!(create);
    let update = UpdateConnectionProfile::new();
    let _: Option<ConnectionProfileName> = update.name;
    settings!(update);
    let profile = ConnectionProfile::new();
    let _: Option<String> = profile.id;
    let _: Option<ConnectionProfileName> = profile.name;
    settings!(profile);
    let template = ConnectionProfileTemplate::new();
    let _: Option<ConnectionProfileName> = template.name;
    settings!(template);

    let organization = ConnectionProfileOrganization::new();
    let _: Option<OrganizationRequirement> = organization.show_as_button;
    let _: Option<OrganizationRequirement> = organization.assign_membership_on_login;
    let one = StrategyOverride::new();
    let _: Option<Vec<EnabledFeature>> = one.enabled_features;
    let _: Option<ConnectionConfig> = one.connection_config;
    let _: rt::KeyedMap<Strategy, StrategyOverride> = StrategyOverrides::default();
    let _: Option<i64> = ErrorBody::new().status_code;
    let _: Option<PageSize> = ListParams::new().take;
}

/// Create, get, update and list return the same type; update takes its own body, by an `id` that is a text.
#[test]
fn a_profile_is_one_type() {
    fn returns<O: Operation<Output = T>, T>() {}
    returns::<Create<'_>, ConnectionProfile>();
    returns::<Get<'_>, ConnectionProfile>();
    returns::<Update<'_>, ConnectionProfile>();
    returns::<List<'_>, ConnectionProfilePage>();
    let _: Option<Vec<ConnectionProfile>> = ConnectionProfilePage::new().connection_profiles;
    let body = UpdateConnectionProfile::new();
    let Update { id, body: sent } = Update {
        id: "cop_1",
        body: &body,
    };
    let _: (&str, &UpdateConnectionProfile) = (id, sent);
}

#[test]
fn lengths_and_patterns_are_those_of_the_documentation() {
    let name = |text: &str| ConnectionProfileName::new(text.to_owned()).is_ok();
    let rows = [(0, false), (1, true), (50, true), (51, false)];
    for (length, accepted) in rows {
        assert_eq!(name(&"x".repeat(length)), accepted, "{length}");
        assert_eq!(name(&"é".repeat(length)), accepted, "{length} of two bytes");
    }
    let rows = [
        ("", true),
        ("abcdefghijklmno", true),
        ("abcdefghijklmnop", false),
        ("{org_id}", true),
        ("{org_name}", true),
        ("a{org_name}-b", true),
        ("Con-7-", true),
        ("-a", false),
        ("a--b", false),
        ("a_b", false),
        ("{org", false),
        ("{ORG_ID}", false),
        ("a b", false),
        ("é", false),
        ("a\n", false),
    ];
    for (text, accepted) in rows {
        let made = ConnectionNamePrefixTemplate::new(text);
        assert_eq!(made.is_ok(), accepted, "{text:?}: {made:?}");
    }
    let take = |number| PageSize::new(number).is_ok();
    assert_eq!([0, 1, 10, 11].map(take), [false, true, true, false]);
}

/// The sample of the documentation, with values that the rules allow, goes in and out as it is: names, order, spelling.
#[test]
fn the_sample_is_read_and_written_as_it_is() {
    let features = r#"{"enabled_features":["scim"],"connection_config":{}}"#;
    let overrides: Vec<String> = STRATEGIES
        .iter()
        .map(|strategy| format!(r#""{strategy}":{features}"#))
        .collect();
    let members = [
        r#""Acme""#,
        r#"{"show_as_button":"none","assign_membership_on_login":"none"}"#,
        r#""con-{org_id}""#,
        r#"["scim"]"#,
        "{}",
        &format!("{{{}}}", overrides.join(",")),
    ];
    let members: Vec<String> = SETTINGS_KEYS
        .iter()
        .zip(members)
        .map(|(key, value)| format!(r#""{key}":{value}"#))
        .collect();
    let body = format!("{{{}}}", members.join(","));
    let profile = format!(r#"{{"id":"cop_1",{}}}"#, members.join(","));

    let read: UpdateConnectionProfile = rt::json::from_str(&body).unwrap();
    assert_eq!(rt::json::to_string(&read), body);
    assert_eq!(read.validate(), Ok(()));
    assert!(read.unknown.is_empty());
    let read: ConnectionProfile = rt::json::from_str(&profile).unwrap();
    assert_eq!(rt::json::to_string(&read), profile);
    assert_eq!(read.validate(), Ok(()));
}

/// What is closed on the wire has no member of another name: each level says where.
#[test]
fn closed_objects_refuse_other_members() {
    let rows = [
        (r#"{"id":"cop_1"}"#, "/id"),
        (r#"{"organization":{"a":1}}"#, "/organization/a"),
        (r#"{"connection_config":{"a":1}}"#, "/connection_config/a"),
        (
            r#"{"strategy_overrides":{"google_apps":{}}}"#,
            "/strategy_overrides/google_apps",
        ),
        (
            r#"{"strategy_overrides":{"okta":{"name":"n"}}}"#,
            "/strategy_overrides/okta/name",
        ),
        (
            r#"{"strategy_overrides":{"okta":{"connection_config":{"a":1}}}}"#,
            "/strategy_overrides/okta/connection_config/a",
        ),
        (r#"{"enabled_features":["SCIM"]}"#, "/enabled_features/0"),
        (
            r#"{"organization":{"show_as_button":"yes"}}"#,
            "/organization/show_as_button",
        ),
    ];
    for (text, pointer) in rows {
        let body: UpdateConnectionProfile = rt::json::from_str(text).unwrap();
        let violations = body.validate().unwrap_err().into_vec();
        let pointers: Vec<&str> = violations.iter().map(|it| it.pointer.as_str()).collect();
        assert_eq!(pointers, [pointer], "{text}");
    }
    let open: ErrorBody = rt::json::from_str(r#"{"more":1}"#).unwrap();
    assert!(open.is_valid());
}
