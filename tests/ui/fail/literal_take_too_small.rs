//! A page size below the minimum, given as a constant.

use auth0_connection_profiles::models::PageSize;

const NONE: PageSize = PageSize::from_static(0);

fn main() {
    let _ = NONE;
}
