//! A call that nobody awaits sends nothing, and the compiler says so.

#![deny(unused_must_use)]

use auth0_connection_profiles::{Client, models::UpdateConnectionProfile};

async fn modify(client: Client, body: UpdateConnectionProfile) {
    client.connection_profiles().update("cop_123", &body);
}

fn main() {
    let _ = modify;
}
