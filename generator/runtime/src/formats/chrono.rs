//! To and from the crate `chrono`.

use std::fmt;

use chrono::{FixedOffset, NaiveDate, ParseError, SecondsFormat, TimeZone};

use super::{Date, DateTime};
use crate::Text;

impl DateTime {
    /// The moment, with the offset that it was written with.
    ///
    /// ```
    /// let moment = oas_runtime::DateTime::from_static("2021-01-01T00:00:00.250+01:00");
    /// assert_eq!(moment.to_chrono()?.timestamp_millis(), 1_609_455_600_250);
    /// # Ok::<(), chrono::ParseError>(())
    /// ```
    ///
    /// # Errors
    /// When the text is no moment.
    pub fn to_chrono(&self) -> Result<chrono::DateTime<FixedOffset>, ParseError> {
        chrono::DateTime::parse_from_rfc3339(self.as_str())
    }
}

/// What RFC 3339 has no text for, a year beyond 9999, becomes a text that is refused before it is sent.
impl<Z: TimeZone<Offset: fmt::Display>> From<chrono::DateTime<Z>> for DateTime {
    fn from(moment: chrono::DateTime<Z>) -> Self {
        let text = moment.to_rfc3339_opts(SecondsFormat::AutoSi, true);
        Self(Text::Owned(text))
    }
}

impl Date {
    /// The day.
    ///
    /// ```
    /// use chrono::Datelike;
    /// let day = oas_runtime::Date::from_static("2024-02-29");
    /// assert_eq!(day.to_chrono()?.ordinal(), 60);
    /// # Ok::<(), chrono::ParseError>(())
    /// ```
    ///
    /// # Errors
    /// When the text is no day.
    pub fn to_chrono(&self) -> Result<NaiveDate, ParseError> {
        self.as_str().parse()
    }
}

/// What RFC 3339 has no text for, a year beyond 9999, becomes a text that is refused before it is sent.
impl From<NaiveDate> for Date {
    fn from(day: NaiveDate) -> Self {
        Self(Text::Owned(day.to_string()))
    }
}
