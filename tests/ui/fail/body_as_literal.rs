//! A model gains fields when its description does, so no literal can list them all.

use auth0_connection_profiles::{models::UpdateConnectionProfile, rt::Members};

fn main() {
    let _ = UpdateConnectionProfile {
        name: None,
        organization: None,
        connection_name_prefix_template: None,
        enabled_features: None,
        connection_config: None,
        strategy_overrides: None,
        unknown: Members::new(),
    };
}
