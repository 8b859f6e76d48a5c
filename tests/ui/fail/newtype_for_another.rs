//! A name is no prefix, although both are strings.

use auth0_connection_profiles::models::{ConnectionProfileName, UpdateConnectionProfile};

fn main() {
    let name = ConnectionProfileName::from_static("Acme");
    let _ = UpdateConnectionProfile::new().connection_name_prefix_template(name);
}
