//! The first program of a new user: one profile, modified.

use auth0_connection_profiles::Client;
use auth0_connection_profiles::models::{
    ConnectionProfile, EnabledFeature, Strategy, StrategyOverride, UpdateConnectionProfile,
};

async fn modify(token: String) -> Result<ConnectionProfile, Box<dyn std::error::Error>> {
    let client = Client::builder()
        .tenant_domain("acme.eu.auth0.com")
        .bearer_token(token)
        .build()?;
    let body = UpdateConnectionProfile::new()
        .name("Acme enterprise".parse()?)
        .enabled_features([EnabledFeature::Scim])
        .strategy_overrides([(
            Strategy::Okta,
            StrategyOverride::new().enabled_features([EnabledFeature::UniversalLogout]),
        )]);
    let profile = client
        .connection_profiles()
        .update("cop_123", &body)
        .await?;
    Ok(profile)
}

/// A runtime with threads moves futures between them, and a task outlives the function that starts it.
fn spawnable<T: Send + 'static>(_: T) {}

pub fn main() {
    spawnable(modify("token".to_owned()));
}
