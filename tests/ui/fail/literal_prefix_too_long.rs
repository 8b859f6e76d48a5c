//! `maxLength` holds when the program is compiled.

use auth0_connection_profiles::models::ConnectionNamePrefixTemplate;

const PREFIX: ConnectionNamePrefixTemplate =
    ConnectionNamePrefixTemplate::from_static("acme-{org_name}x");

fn main() {
    let _ = PREFIX;
}
