//! Texts and numbers with rules: made from literals, variables and arguments, used as what they hold.

use std::borrow::Cow;
use std::collections::{BTreeSet, HashMap};

use auth0_connection_profiles::connection_profiles::ListParams;
use auth0_connection_profiles::models::{
    ConnectionNamePrefixTemplate, ConnectionProfileName, CreateConnectionProfile, PageSize,
};

const NAME: ConnectionProfileName = ConnectionProfileName::from_static("Enterprise default");
const PREFIX: ConnectionNamePrefixTemplate =
    ConnectionNamePrefixTemplate::from_static("con-{org_id}");
const TAKE: PageSize = PageSize::from_static(10);

fn by_argument(argument: String) -> Result<CreateConnectionProfile, Box<dyn std::error::Error>> {
    let body = CreateConnectionProfile::new(argument.try_into()?)
        .connection_name_prefix_template("{org_name}-sso".parse()?);
    Ok(body)
}

pub fn main() {
    assert_eq!(NAME, "Enterprise default");
    assert_eq!(NAME.len(), 18);
    assert_eq!(format!("{PREFIX}x"), "con-{org_id}x");
    assert!(PREFIX.starts_with("con"));
    assert_eq!(ListParams::new().take(TAKE).take, Some(TAKE));
    assert_eq!(TAKE, PageSize::new(10).unwrap());

    let body = by_argument("Partners".to_owned()).unwrap();
    assert_eq!(body.name.as_str(), "Partners");
    assert_eq!(String::from(body.name), "Partners");
    let refused = by_argument(String::new()).unwrap_err().to_string();
    assert!(refused.starts_with("ConnectionProfileName: "), "{refused}");

    // What texts have: found by text in a map, sorted as texts, compared with them from either side.
    let known: HashMap<ConnectionProfileName, u8> = HashMap::from([(NAME, 1)]);
    assert_eq!(known.get("Enterprise default"), Some(&1));
    let sorted: BTreeSet<ConnectionProfileName> = [NAME, "Acme".parse().unwrap()].into();
    assert_eq!(sorted.first().map(AsRef::as_ref), Some("Acme"));
    let owned = String::from(NAME);
    assert_eq!("Enterprise default", NAME);
    assert_eq!(owned, NAME);
    assert_eq!(NAME, owned);
    assert!(matches!(
        Cow::from(NAME),
        Cow::Borrowed("Enterprise default")
    ));

    // The rules are for what is sent. What the service holds may break them, and is read all the same.
    let stored: ConnectionNamePrefixTemplate =
        auth0_connection_profiles::rt::json::from_str(r#""con_x""#).unwrap();
    assert!(!stored.is_valid() && PREFIX.is_valid());
}
