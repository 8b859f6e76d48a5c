//! `build` gives a result: a client without its tenant is an error to handle, not a client.

use auth0_connection_profiles::Client;

fn main() {
    let _: Client = Client::builder().bearer_token("token").build();
}
