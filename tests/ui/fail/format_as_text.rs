//! A text becomes one of a format by being checked, in a constant by the compiler.

use auth0_connection_profiles::rt;

const NEVER: rt::DateTime = rt::DateTime::from_static("2021-02-29T00:00:00Z");

fn main() {
    let _ = NEVER;
}
