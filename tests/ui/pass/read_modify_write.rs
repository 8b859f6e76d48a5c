//! A profile is read, changed and written back; a template becomes a profile.

use auth0_connection_profiles::models::{
    ConnectionProfile, ConnectionProfileTemplateItem, CreateConnectionProfile, EnabledFeature,
    UpdateConnectionProfile,
};
use auth0_connection_profiles::rt;

/// The settings of a profile as a body, with one feature more. The identifier is no setting.
fn with_scim(profile: ConnectionProfile) -> UpdateConnectionProfile {
    let mut body = UpdateConnectionProfile::new();
    body.name = profile.name;
    body.organization = profile.organization;
    body.connection_name_prefix_template = profile.connection_name_prefix_template;
    body.connection_config = profile.connection_config;
    body.strategy_overrides = profile.strategy_overrides;
    let features = profile.enabled_features.into_iter().flatten();
    body.enabled_features([EnabledFeature::Scim].into_iter().chain(features))
}

fn from_template(item: ConnectionProfileTemplateItem) -> Option<CreateConnectionProfile> {
    let template = item.template?;
    let mut body = CreateConnectionProfile::new(template.name?);
    body.enabled_features = template.enabled_features;
    Some(body)
}

pub fn main() {
    let profile: ConnectionProfile = rt::json::from_str(
        r#"{"id":"cop_1","name":"Acme","enabled_features":["universal_logout"],"strategy_overrides":{"okta":{}}}"#,
    )
    .unwrap();
    assert_eq!(
        rt::json::to_string(&with_scim(profile)),
        r#"{"name":"Acme","enabled_features":["scim","universal_logout"],"strategy_overrides":{"okta":{}}}"#
    );

    let item: ConnectionProfileTemplateItem =
        rt::json::from_str(r#"{"id":"workforce","template":{"name":"Workforce"}}"#).unwrap();
    let body = from_template(item).unwrap();
    assert_eq!(
        body,
        CreateConnectionProfile::new("Workforce".parse().unwrap())
    );
}
