//! An operation gains documented statuses, so a `match` on its error needs an arm for what is not known today.

use auth0_connection_profiles::connection_profiles::DeleteError;

fn label(error: &DeleteError) -> &str {
    match error {
        DeleteError::Unauthorized(_) => "401",
        DeleteError::Forbidden(_) => "403",
        DeleteError::TooManyRequests(_) => "429",
        DeleteError::Undeclared => "another",
    }
}

fn main() {
    let _ = label;
}
