//! Overrides by strategy: set in any order, found by key, walked in the order of the description.

use auth0_connection_profiles::models::{
    EnabledFeature, Strategy, StrategyOverride, StrategyOverrides, UpdateConnectionProfile,
};

pub fn main() {
    let scim = || StrategyOverride::new().enabled_features([EnabledFeature::Scim]);
    let mut overrides: StrategyOverrides =
        [Strategy::Samlp, Strategy::Okta, Strategy::Pingfederate]
            .into_iter()
            .map(|strategy| (strategy, scim()))
            .collect();
    overrides.insert(Strategy::GoogleApps, StrategyOverride::new());

    let mut walked = Vec::new();
    for (strategy, settings) in &overrides {
        walked.push((strategy.as_str(), settings.enabled_features.is_some()));
    }
    assert_eq!(
        walked,
        [
            ("pingfederate", true),
            ("google-apps", false),
            ("okta", true),
            ("samlp", true)
        ]
    );

    let okta: Option<&StrategyOverride> = overrides.get(&Strategy::Okta);
    assert_eq!(okta, Some(&scim()));
    if let Some(settings) = overrides.get_mut(&Strategy::Okta) {
        settings.enabled_features = None;
    }
    assert!(overrides.contains_key(&Strategy::Okta) && !overrides.contains_key(&Strategy::Ad));
    assert_eq!(overrides.remove(&Strategy::Samlp), Some(scim()));

    // One place, looked up once; and a key that is there.
    overrides.entry(Strategy::Ad).or_default().enabled_features = Some(vec![EnabledFeature::Scim]);
    overrides
        .entry(Strategy::Ad)
        .and_modify(|settings| settings.enabled_features = None)
        .or_insert_with(scim);
    assert_eq!(overrides[&Strategy::Ad], StrategyOverride::new());
    overrides.extend([(Strategy::Ad, scim())]);
    for settings in overrides.values_mut() {
        settings.enabled_features = Some(vec![EnabledFeature::Scim]);
    }
    assert!(overrides.values().all(|settings| settings == &scim()));

    // A map that was built apart is handed over whole, and every strategy there is can be a key of it.
    let body = UpdateConnectionProfile::new().strategy_overrides(overrides);
    assert!(body.is_valid());
    let all = UpdateConnectionProfile::new().strategy_overrides(
        Strategy::VARIANTS
            .iter()
            .cloned()
            .map(|strategy| (strategy, scim())),
    );
    let keys = all.strategy_overrides.iter().flat_map(|map| map.keys());
    assert!(keys.eq(Strategy::VARIANTS));
}
