//! What a newtype holds is private: there is no way round its rules.

use auth0_connection_profiles::models::ConnectionProfileName;

fn main() {
    let _ = ConnectionProfileName("".into());
}
