//! The moments of a member as those of the crate that a setting names, both ways.

use formats_settings::models::Log;
use formats_settings::rt::{self, DateTime};

const AT: DateTime = DateTime::from_static("2021-01-01T00:00:00.250+01:00");

#[test]
fn moments_are_those_of_jiff() {
    let moment = AT.to_jiff().unwrap();
    assert_eq!(moment.as_millisecond(), 1_609_455_600_250);
    let log = Log::new().at(AT).until(moment);
    assert!(log.is_valid());
    assert_eq!(
        rt::json::to_string(&log),
        r#"{"at":"2021-01-01T00:00:00.250+01:00","until":"2020-12-31T23:00:00.25Z"}"#
    );
    let odd: Log = rt::json::from_str(r#"{"at":"yesterday"}"#).unwrap();
    assert!(odd.at.is_some_and(|at| at.to_jiff().is_err()));
}
