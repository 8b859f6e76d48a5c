//! `pattern` holds when the program is compiled: no hyphen at the front.

use auth0_connection_profiles::models::ConnectionNamePrefixTemplate;

const PREFIX: ConnectionNamePrefixTemplate = ConnectionNamePrefixTemplate::from_static("-con");

fn main() {
    let _ = PREFIX;
}
