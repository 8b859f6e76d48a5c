//! Where requests go, by the variables of the server.

use server_variables::Client;
use server_variables::rt::{BuildError, ServerError};

fn built(version: &str) -> Result<String, BuildError> {
    let builder = Client::builder().tenant_domain("acme.example.com");
    let client = builder.version(version).build()?;
    Ok(client.core().base_url().to_string())
}

#[test]
fn a_value_is_one_of_the_list() {
    assert_eq!(built("v1").unwrap(), "https://acme.example.com:443/api/v1");
    let refused = built("v3").unwrap_err();
    assert!(matches!(
        refused,
        BuildError::Server(ServerError::UnlistedValue { .. })
    ));
    let said = refused.to_string();
    assert!(said.contains("`version` may be `v1`, `v2` only"), "{said}");
}
