//! A literal of each format, one sign off.

use auth0_connection_profiles::rt;

const DAY: rt::Date = rt::Date::from_static("2023-02-29");
const MOMENT: rt::DateTime = rt::DateTime::from_static("2023-02-28T24:00:00Z");
const ID: rt::Uuid = rt::Uuid::from_static("3f2504e0-4f89-11d3-9a0c-0305e82c330");
const PLACE: rt::Uri = rt::Uri::from_static("example.com/a b");
const BYTES: rt::Base64 = rt::Base64::from_static("aGVsbG8");

fn main() {
    let _ = (DAY, MOMENT, ID, PLACE, BYTES);
}
