//! The keys of the overrides are strategies, not their strings.

use auth0_connection_profiles::models::{StrategyOverride, UpdateConnectionProfile};

fn main() {
    let _ = UpdateConnectionProfile::new().strategy_overrides([("okta", StrategyOverride::new())]);
}
