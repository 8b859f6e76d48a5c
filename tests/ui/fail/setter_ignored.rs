//! Setters return what they changed; a statement that drops it changes nothing, and the compiler says so.

#![deny(unused_must_use)]

use auth0_connection_profiles::connection_profiles::ListParams;

fn main() {
    ListParams::new().from("cop_123");
}
