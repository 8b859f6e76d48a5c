//! The body of one operation is no body for another.

use auth0_connection_profiles::{Client, models::CreateConnectionProfile};

async fn modify(client: Client, body: CreateConnectionProfile) {
    let _ = client.connection_profiles().update("cop_123", &body).await;
}

fn main() {
    let _ = modify;
}
