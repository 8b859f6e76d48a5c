//! `maximum` holds when the program is compiled.

use auth0_connection_profiles::models::PageSize;

const TAKE: PageSize = PageSize::from_static(11);

fn main() {
    let _ = TAKE;
}
