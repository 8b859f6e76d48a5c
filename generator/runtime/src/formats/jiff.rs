//! To and from the crate `jiff`.

use jiff::civil;

use super::{Date, DateTime};
use crate::Text;

impl DateTime {
    /// The moment; the offset that it was written with is in the text alone.
    ///
    /// ```
    /// let moment = oas_runtime::DateTime::from_static("2021-01-01T00:00:00.250+01:00");
    /// assert_eq!(moment.to_jiff()?.as_millisecond(), 1_609_455_600_250);
    /// # Ok::<(), jiff::Error>(())
    /// ```
    ///
    /// # Errors
    /// When the text is no moment.
    pub fn to_jiff(&self) -> Result<jiff::Timestamp, jiff::Error> {
        self.as_str().parse()
    }
}

/// What RFC 3339 has no text for, a year before 0, becomes a text that is refused before it is sent.
impl From<jiff::Timestamp> for DateTime {
    fn from(moment: jiff::Timestamp) -> Self {
        Self(Text::Owned(moment.to_string()))
    }
}

impl Date {
    /// The day.
    ///
    /// ```
    /// let day = oas_runtime::Date::from_static("2024-02-29");
    /// assert_eq!(day.to_jiff()?.day_of_year(), 60);
    /// # Ok::<(), jiff::Error>(())
    /// ```
    ///
    /// # Errors
    /// When the text is no day.
    pub fn to_jiff(&self) -> Result<civil::Date, jiff::Error> {
        self.as_str().parse()
    }
}

/// What RFC 3339 has no text for, a year before 0, becomes a text that is refused before it is sent.
impl From<civil::Date> for Date {
    fn from(day: civil::Date) -> Self {
        Self(Text::Owned(day.to_string()))
    }
}
