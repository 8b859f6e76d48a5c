//! Models in other formats, by way of serde: JSON by `serde_json`, a settings file in TOML, a fixture in YAML.

use auth0_connection_profiles::models::{
    ConnectionProfile, EnabledFeature, Strategy, StrategyOverride, UpdateConnectionProfile,
};
use serde_json::json;

/// A user's own type around a model.
#[derive(serde::Serialize, serde::Deserialize)]
struct Settings {
    dry_run: bool,
    profile: UpdateConnectionProfile,
}

pub fn main() {
    let okta = StrategyOverride::new().enabled_features([EnabledFeature::UniversalLogout]);
    let profile = UpdateConnectionProfile::new()
        .name("Acme".parse().unwrap())
        .strategy_overrides([(Strategy::Okta, okta)]);
    let value = json!({"name": "Acme", "strategy_overrides": {"okta": {"enabled_features": ["universal_logout"]}}});
    assert_eq!(serde_json::to_value(&profile).unwrap(), value);
    assert_eq!(
        serde_json::from_value::<UpdateConnectionProfile>(value).unwrap(),
        profile
    );

    let settings = Settings {
        dry_run: true,
        profile: profile.clone(),
    };
    let text = toml::to_string(&settings).unwrap();
    let read: Settings = toml::from_str(&text).unwrap();
    assert!(read.dry_run && read.profile == profile, "{text}");

    let text = serde_yaml::to_string(&profile).unwrap();
    assert_eq!(
        serde_yaml::from_str::<UpdateConnectionProfile>(&text).unwrap(),
        profile
    );

    // What a newer service adds is kept by every format.
    let newer =
        r#"{"id":"cop_1","provisioning":{"mode":[1,2.5,null]},"enabled_features":["passkeys"]}"#;
    let profile: ConnectionProfile = serde_json::from_str(newer).unwrap();
    assert_eq!(profile.unknown.len(), 1);
    let same: serde_json::Value = serde_json::from_str(newer).unwrap();
    assert_eq!(serde_json::to_value(&profile).unwrap(), same);
}
