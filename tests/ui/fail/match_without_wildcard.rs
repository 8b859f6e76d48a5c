//! Enums gain values when their description does, so a `match` needs an arm for what is not known today.

use auth0_connection_profiles::models::EnabledFeature;

fn label(feature: &EnabledFeature) -> &str {
    match feature {
        EnabledFeature::Scim => "provisioning",
        EnabledFeature::UniversalLogout => "logout",
        EnabledFeature::Unknown(other) => other.as_str(),
    }
}

fn main() {
    let _ = label;
}
