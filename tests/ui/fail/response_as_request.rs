//! What an operation returns is no body for it, whatever fields the two have in common.

use auth0_connection_profiles::Client;

async fn rename(client: Client) {
    let profiles = client.connection_profiles();
    let profile = profiles.get("cop_123").await.unwrap();
    let _ = profiles.update("cop_123", &profile).await;
}

fn main() {
    let _ = rename;
}
