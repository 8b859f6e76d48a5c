//! Modifies a connection profile: a new name, SCIM for all strategies, universal logout for Okta.
//!
//! ```sh
//! TENANT=acme.eu.auth0.com TOKEN=… cargo run --example modify_profile -- cop_1234567890
//! ```

use auth0_connection_profiles::connection_profiles::UpdateError;
use auth0_connection_profiles::models::{
    ConnectionNamePrefixTemplate, EnabledFeature, Strategy, StrategyOverride,
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
        Ok(profile) => println!("{profile:#?}"),
        Err(Error::Api(answer)) => match &answer.kind {
            UpdateError::NotFound(_) => eprintln!("there is no profile {id}"),
            UpdateError::TooManyRequests(_) => eprintln!(
                "too many requests: {:?}",
                answer.headers.get("x-ratelimit-reset")
            ),
            _ => return Err(Error::Api(answer).into()),
        },
        Err(error) => return Err(error.into()),
    }
    Ok(())
}
