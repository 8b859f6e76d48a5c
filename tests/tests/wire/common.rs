//! What the tests of this folder share: a token, a client of a server on loopback, and the plainest call of all.

use std::time::Duration;

use auth0_connection_profiles::connection_profiles::UpdateError;
use auth0_connection_profiles::models::{ConnectionProfile, UpdateConnectionProfile};
use auth0_connection_profiles::{Client, ClientBuilder, Error, rt};
use serde_json::Value;
use tests::loopback::{Loopback, Recorded};

/// What is in the `authorization` header of a request and nowhere else.
pub(crate) const TOKEN: &str = "eyJhbGciOi.5up3r-53cr3t.va1ue_123";

/// The path that every operation's path comes after.
pub(crate) const BASE: &str = "/api/v2/connection-profiles";

pub(crate) type Updated = Result<ConnectionProfile, Error<UpdateError>>;

/// The settings of a client of the server at `url`.
pub(crate) fn builder(url: &str) -> ClientBuilder {
    Client::builder()
        .tenant_domain(url)
        .allow_http()
        .bearer_token(TOKEN)
        .timeout(Duration::from_secs(15))
}

/// A client of `server`.
pub(crate) fn client(server: &Loopback) -> Client {
    builder(&server.url()).build().unwrap()
}

/// Modifies nothing of the profile `cop_123`.
pub(crate) async fn update<S: rt::Transport>(client: &Client<S>) -> Updated {
    update_with(client, &UpdateConnectionProfile::new()).await
}

/// Modifies the profile `cop_123`.
pub(crate) async fn update_with<S: rt::Transport>(
    client: &Client<S>,
    body: &UpdateConnectionProfile,
) -> Updated {
    client.connection_profiles().update("cop_123", body).await
}

/// Every header of a request, names in lower case, sorted.
pub(crate) fn headers(request: &Recorded) -> Vec<(String, String)> {
    let lines = request.head.lines().skip(1);
    let mut headers: Vec<_> = lines
        .filter_map(|line| line.split_once(": "))
        .map(|(name, value)| (name.to_ascii_lowercase(), value.to_owned()))
        .collect();
    headers.sort();
    headers
}

/// JSON text by its meaning.
#[track_caller]
pub(crate) fn meaning(text: &str) -> Value {
    serde_json::from_str(text).unwrap_or_else(|error| panic!("{error} in {text}"))
}

/// A body read from JSON, as a program reads a template or a file: its rules are not checked by that.
#[track_caller]
pub(crate) fn body(json: &str) -> UpdateConnectionProfile {
    rt::json::from_str(json).unwrap_or_else(|error| panic!("{error} in {json}"))
}
