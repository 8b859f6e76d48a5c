//! To and from the crate `time`.

use time::error::Parse;
use time::format_description::well_known::{Iso8601, Rfc3339};

use super::{Date, DateTime};
use crate::Text;

impl DateTime {
    /// The moment, with the offset that it was written with.
    ///
    /// ```
    /// let moment = oas_runtime::DateTime::from_static("2021-01-01T00:00:00.250+01:00");
    /// assert_eq!(moment.to_time()?.unix_timestamp(), 1_609_455_600);
    /// # Ok::<(), time::error::Parse>(())
    /// ```
    ///
    /// # Errors
    /// When the text is no moment.
    pub fn to_time(&self) -> Result<time::OffsetDateTime, Parse> {
        time::OffsetDateTime::parse(self.as_str(), &Rfc3339)
    }
}

/// What RFC 3339 has no text for (a year beyond 9999, an offset with seconds) becomes a text that is refused before it is sent.
impl From<time::OffsetDateTime> for DateTime {
    fn from(moment: time::OffsetDateTime) -> Self {
        let text = moment.format(&Rfc3339);
        Self(Text::Owned(text.unwrap_or_else(|_| moment.to_string())))
    }
}

impl Date {
    /// The day.
    ///
    /// ```
    /// let day = oas_runtime::Date::from_static("2024-02-29");
    /// assert_eq!(day.to_time()?.ordinal(), 60);
    /// # Ok::<(), time::error::Parse>(())
    /// ```
    ///
    /// # Errors
    /// When the text is no day.
    pub fn to_time(&self) -> Result<time::Date, Parse> {
        time::Date::parse(self.as_str(), &Iso8601::DATE)
    }
}

/// What RFC 3339 has no text for, a year beyond 9999, becomes a text that is refused before it is sent.
impl From<time::Date> for Date {
    fn from(day: time::Date) -> Self {
        Self(Text::Owned(day.to_string()))
    }
}
