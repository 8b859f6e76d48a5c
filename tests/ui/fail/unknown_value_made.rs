//! Unknown values are read, never made: what is sent is in the description.

use auth0_connection_profiles::models::EnabledFeature;
use auth0_connection_profiles::rt::UnknownValue;

fn main() {
    let _ = EnabledFeature::Unknown("sso".to_owned());
    let _ = EnabledFeature::Unknown(UnknownValue::new("sso"));
    let _ = EnabledFeature::Unknown(UnknownValue("sso".into()));
}
