//! `minLength` holds when the program is compiled.

use auth0_connection_profiles::models::ConnectionProfileName;

const NAME: ConnectionProfileName = ConnectionProfileName::from_static("");

fn main() {
    let _ = NAME;
}
