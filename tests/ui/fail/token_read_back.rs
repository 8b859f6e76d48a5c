//! The token that a builder was given is not to be had from it again.

use auth0_connection_profiles::Client;

fn main() {
    let builder = Client::builder().bearer_token("token");
    println!("{}", builder.core.credentials);
}
