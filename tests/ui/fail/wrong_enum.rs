//! A strategy is no feature.

use auth0_connection_profiles::models::{Strategy, UpdateConnectionProfile};

fn main() {
    let _ = UpdateConnectionProfile::new().enabled_features([Strategy::Okta]);
}
