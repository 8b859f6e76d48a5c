//! A number becomes a page size by being checked.

use auth0_connection_profiles::connection_profiles::ListParams;

fn main() {
    let _ = ListParams::new().take(10);
}
