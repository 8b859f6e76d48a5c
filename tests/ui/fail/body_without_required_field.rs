//! A body cannot be made without the fields that its schema requires.

use auth0_connection_profiles::models::CreateConnectionProfile;

fn main() {
    let _ = CreateConnectionProfile::new();
}
