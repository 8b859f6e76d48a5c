//! Enums as a user works with them: matched with an arm for what is not known, compared, parsed, printed, hashed.

use std::collections::HashMap;

use auth0_connection_profiles::models::{EnabledFeature, OrganizationRequirement, Strategy};
use auth0_connection_profiles::rt;

fn label(feature: &EnabledFeature) -> String {
    match feature {
        EnabledFeature::Scim => "provisioning".to_owned(),
        EnabledFeature::Unknown(value) => format!("new: {}", value.as_str()),
        other => other.to_string(),
    }
}

/// No `Unknown` arm is needed where it is nothing special.
fn shown(requirement: &OrganizationRequirement) -> bool {
    match requirement {
        OrganizationRequirement::None => false,
        OrganizationRequirement::Optional | OrganizationRequirement::Required => true,
        _ => false,
    }
}

pub fn main() {
    let read: Vec<EnabledFeature> =
        rt::json::from_str(r#"["scim", "universal_logout", "passkeys"]"#).unwrap();
    let labels: Vec<String> = read.iter().map(label).collect();
    assert_eq!(
        labels,
        ["provisioning", "universal_logout", "new: passkeys"]
    );
    assert_eq!(read[2], "passkeys");
    assert_eq!(
        rt::json::to_string(&read),
        r#"["scim","universal_logout","passkeys"]"#
    );

    assert!(shown(&OrganizationRequirement::Optional) && !shown(&OrganizationRequirement::None));
    assert_eq!("google-apps".parse(), Ok(Strategy::GoogleApps));
    let refused = "google_apps".parse::<Strategy>().unwrap_err().to_string();
    assert!(refused.contains(r#""google-apps", "okta""#), "{refused}");

    assert_eq!(Strategy::VARIANTS.first(), Some(&Strategy::Pingfederate));
    let counts: HashMap<Strategy, u32> = HashMap::from([(Strategy::Waad, 1)]);
    assert_eq!(counts.get(&Strategy::Waad), Some(&1));
}
