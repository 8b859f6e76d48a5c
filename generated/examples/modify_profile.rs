//! Modifies a connection profile: a new name, SCIM for all strategies, universal logout for Okta.
//!
//! ```sh
//! TENANT=acme.eu.auth0.com TOKEN=… cargo run --example modify_profile -- cop_1234567890
//! ```

use auth0_connection_profiles::connection_profiles::UpdateError;
use auth0_connection_profiles::models::{
    ConnectionNamePrefixTemplate, ConnectionProfile, EnabledFeature, Strategy, StrategyOverride,
    UpdateConnectionProfile,
};
use auth0_connection_profiles::{Client, Error};

/// Checked when this program is compiled: one hyphen more, and it is an error.
const PREFIX: ConnectionNamePrefixTemplate =
    ConnectionNamePrefixTemplate::from_static("con-{org_id}-");

#[tokio::main]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    let id = std::env::args()
        .nth(1)
        .ok_or("usage: modify_profile <id of the profile>")?;
    let client = Client::builder()
        .tenant_domain(std::env::var("TENANT")?)
        .bearer_token(std::env::var("TOKEN")?)
        .build()?;

    let okta = StrategyOverride::new().enabled_features([EnabledFeature::UniversalLogout]);
    let body = UpdateConnectionProfile::new()
        .name("Acme enterprise".parse()?)
        .connection_name_prefix_template(PREFIX)
        .enabled_features([EnabledFeature::Scim])
        .strategy_overrides([(Strategy::Okta, okta)]);

    match client.connection_profiles().update(&id, &body).await {
        Ok(profile) => show(&profile),
        Err(error) => return Err(explain(&id, &error).into()),
    }
    Ok(())
}

fn show(profile: &ConnectionProfile) {
    println!("{profile:#?}");
    for (strategy, settings) in profile.strategy_overrides.iter().flatten() {
        println!("{strategy} differs in {:?}", settings.enabled_features);
    }
}

/// What the caller of a program can do about a failure. Statuses that the API documents are variants.
fn explain(id: &str, error: &Error<UpdateError>) -> String {
    let Error::Api(answer) = error else {
        return error.to_string();
    };
    match &answer.kind {
        UpdateError::NotFound(_) => format!("there is no profile {id}"),
        UpdateError::Forbidden(_) => "the token lacks the scope update:connection_profiles".into(),
        UpdateError::TooManyRequests(_) => {
            let reset = answer.headers.get("x-ratelimit-reset");
            format!("too many requests; the limit recovers at {reset:?} (Unix seconds)")
        }
        UpdateError::BadRequest(Some(body)) => format!("refused: {:?}", body.message),
        _ => error.to_string(),
    }
}
