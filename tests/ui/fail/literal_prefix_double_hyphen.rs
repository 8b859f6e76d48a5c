//! `pattern` holds when the program is compiled: no two hyphens in a row.

use auth0_connection_profiles::models::ConnectionNamePrefixTemplate;

const PREFIX: ConnectionNamePrefixTemplate = ConnectionNamePrefixTemplate::from_static("con--x");

fn main() {
    let _ = PREFIX;
}
