//! Lists every connection profile of a tenant, page by page, with the features that are switched on.
//!
//! ```sh
//! TENANT=acme.eu.auth0.com TOKEN=… cargo run --example list_profiles
//! ```

use auth0_connection_profiles::connection_profiles::{ListError, ListParams};
use auth0_connection_profiles::models::{ConnectionProfile, EnabledFeature, PageSize};
use auth0_connection_profiles::{Client, Error};

/// As many as a page can hold, checked when this program is compiled.
const TAKE: PageSize = PageSize::from_static(10);

#[tokio::main]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    let client = Client::builder()
        .tenant_domain(std::env::var("TENANT")?)
        .bearer_token(std::env::var("TOKEN")?)
        .build()?;
    let profiles = all_profiles(&client).await?;
    for profile in &profiles {
        println!("{}", line(profile));
    }
    println!("{} profiles", profiles.len());
    Ok(())
}

/// A page may be empty and still name a next one, so only the absence of `next` ends the list.
async fn all_profiles(client: &Client) -> Result<Vec<ConnectionProfile>, Error<ListError>> {
    let mut profiles = Vec::new();
    let mut params = ListParams::new().take(TAKE);
    loop {
        let page = client.connection_profiles().list(&params).await?;
        profiles.extend(page.connection_profiles.into_iter().flatten());
        let Some(next) = page.next else {
            return Ok(profiles);
        };
        params = params.from(next);
    }
}

/// Every field of a response is optional, and what is newer than this program is there to be shown, too.
fn line(profile: &ConnectionProfile) -> String {
    let id = profile.id.as_deref().unwrap_or("(no id)");
    let name = profile.name.as_deref().unwrap_or("(no name)");
    let features: Vec<&str> = profile
        .enabled_features
        .iter()
        .flatten()
        .map(EnabledFeature::as_str)
        .collect();
    format!("{id}  {name}  [{}]", features.join(", "))
}
