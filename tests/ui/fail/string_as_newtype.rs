//! A text becomes a name by being checked, not by being one.

use auth0_connection_profiles::models::{CreateConnectionProfile, UpdateConnectionProfile};

fn main() {
    let _ = CreateConnectionProfile::new("Acme enterprise");
    let _ = UpdateConnectionProfile::new().name(String::from("Acme enterprise"));
}
