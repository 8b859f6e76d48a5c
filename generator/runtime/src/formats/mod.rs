//! Strings that have a `format`: types that keep the text as it came, and turn it into what programs reckon with.
//!
//! The text is the value: what a server sends as `2021-01-01T00:00:00.000Z` is written back so, and what is no date at all is
//! read all the same. Only what is made here is checked, and all that is sent. The crates that programs reckon with (`time`,
//! `jiff`, `chrono`, `uuid`, `url`) are features, each a method to its type and a `From` back; none is on by default.
//!
//! From `time` on, the formats are those whose texts people write more freely than their grammar: descriptions have these
//! types only where the settings of the generator ask for them.

mod address;
mod base64;
#[cfg(feature = "chrono")]
mod chrono;
mod date;
mod duration;
mod grammar;
mod ip;
#[cfg(feature = "jiff")]
mod jiff;
#[cfg(feature = "time")]
mod time;
mod uri;
#[cfg(feature = "url")]
mod url;
#[cfg(feature = "uuid")]
mod uuid;

use crate::Text;

pub use base64::Base64Error;
pub use grammar::Format;

/// A type of a format: what a string with rules is, with the format as its one rule.
macro_rules! formatted {
    ($($(#[$docs:meta])* $name:ident)*) => {$(
        $(#[$docs])*
        #[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub struct $name(Text);

        crate::constrained_string! { $name, format Format::$name, }

        impl PartialEq<String> for $name {
            fn eq(&self, other: &String) -> bool {
                self.as_str() == other
            }
        }
    )*};
}

formatted! {
    /// A moment: the text of `format: date-time` (RFC 3339, section 5.6).
    ///
    /// Values are compared and sorted as texts; turn them into moments to compare those. With the features `time`, `jiff` and
    /// `chrono` there are `to_time`, `to_jiff` and `to_chrono`, and a `From` for each of their types.
    ///
    /// ```
    /// use oas_runtime::{DateTime, json};
    ///
    /// const EPOCH: DateTime = DateTime::from_static("1970-01-01T00:00:00Z");
    /// let later: DateTime = "2021-01-01T00:00:00.000+01:00".parse()?;
    /// assert_eq!(json::to_string(&later), r#""2021-01-01T00:00:00.000+01:00""#);
    ///
    /// let error = DateTime::new("yesterday").unwrap_err();
    /// assert_eq!(error.to_string(), "DateTime: is not of format `date-time`, RFC 3339 section 5.6 (format)");
    /// // What comes from a server is read whatever it is.
    /// let odd: DateTime = json::from_str(r#""yesterday""#).unwrap();
    /// assert!(odd == "yesterday" && odd == "yesterday".to_owned() && !odd.is_valid() && EPOCH.is_valid());
    /// # Ok::<(), oas_runtime::ConstraintError>(())
    /// ```
    ///
    /// A literal that is none does not compile:
    ///
    /// ```compile_fail,E0080
    /// # use oas_runtime::DateTime;
    /// const NEVER: DateTime = DateTime::from_static("2021-02-29T00:00:00Z"); // DateTime: format date-time, RFC 3339 section 5.6, does not match
    /// ```
    DateTime
    /// A day: the text of `format: date` (RFC 3339, section 5.6, `full-date`). Its features are those of [`DateTime`].
    ///
    /// ```
    /// use oas_runtime::Date;
    /// assert!(Date::new("2024-02-29").is_ok() && Date::new("2023-02-29").is_err());
    /// ```
    Date
    /// The text of `format: uuid` (RFC 9562, section 4). With the feature `uuid` there is `to_uuid`, and a `From` back.
    ///
    /// ```
    /// use oas_runtime::Uuid;
    /// const NIL: Uuid = Uuid::from_static("00000000-0000-0000-0000-000000000000");
    /// assert_eq!(NIL, "00000000-0000-0000-0000-000000000000");
    /// ```
    Uuid
    /// The text of `format: uri`: a scheme and what follows it (RFC 3986). With the feature `url` there is `to_url`, and a `From` back.
    ///
    /// ```
    /// use oas_runtime::Uri;
    /// assert!(Uri::new("https://example.com/a?b#c").is_ok() && Uri::new("urn:isbn:0451450523").is_ok());
    /// assert!(Uri::new("/only/a/path").is_err());
    /// ```
    Uri
    /// Bytes: the text of `format: byte` (RFC 4648, section 4).
    ///
    /// ```
    /// use oas_runtime::Base64;
    /// let bytes = Base64::encode("hello");
    /// assert_eq!(bytes, "aGVsbG8=");
    /// assert_eq!(bytes.to_bytes()?, b"hello");
    /// assert_eq!(Base64::from(vec![0xff]).as_str(), "/w==");
    /// # Ok::<(), oas_runtime::Base64Error>(())
    /// ```
    Base64
    /// Bytes as they may stand in an address: the text of `format: base64url`, with padding or without (RFC 4648, section 5).
    ///
    /// ```
    /// use oas_runtime::Base64Url;
    /// let bytes = Base64Url::encode([0xfb, 0xff]);
    /// assert_eq!(bytes, "-_8");
    /// assert_eq!(bytes.to_bytes()?, [0xfb, 0xff]);
    /// assert!(Base64Url::new("-_8=").is_ok() && Base64Url::new("+/8=").is_err());
    /// # Ok::<(), oas_runtime::Base64Error>(())
    /// ```
    Base64Url
    /// A time of the day with its offset: the text of `format: time` (RFC 3339, section 5.6, `full-time`).
    ///
    /// ```
    /// use oas_runtime::Time;
    /// assert!(Time::new("08:30:00Z").is_ok() && Time::new("08:30:00.5+01:00").is_ok());
    /// assert!(Time::new("08:30").is_err());
    /// ```
    Time
    /// A span of time: the text of `format: duration` (RFC 3339, appendix A).
    ///
    /// ```
    /// use oas_runtime::Duration;
    /// const DAY_AND_A_HALF: Duration = Duration::from_static("P1DT12H");
    /// assert!(DAY_AND_A_HALF.is_valid() && Duration::new("1.5d").is_err());
    /// ```
    Duration
    /// A mailbox: the text of `format: email` (RFC 5321, section 4.1.2). Characters beyond ASCII are none of it.
    ///
    /// ```
    /// use oas_runtime::Email;
    /// assert!(Email::new("ada+math@example.com").is_ok() && Email::new("ada at example.com").is_err());
    /// ```
    Email
    /// The name of a host: the text of `format: hostname` (RFC 1123, section 2.1).
    ///
    /// ```
    /// use oas_runtime::Hostname;
    /// assert!(Hostname::new("api.example.com").is_ok() && Hostname::new("api_1.example.com").is_err());
    /// ```
    Hostname
    /// An address: the text of `format: ipv4`, four numbers (RFC 2673, section 3.2).
    ///
    /// ```
    /// use oas_runtime::Ipv4;
    /// use std::net::Ipv4Addr;
    /// let address = Ipv4::from(Ipv4Addr::LOCALHOST);
    /// assert_eq!(address, "127.0.0.1");
    /// assert_eq!(address.to_addr()?, Ipv4Addr::LOCALHOST);
    /// assert!(Ipv4::new("10.0.0.0/8").is_err());
    /// # Ok::<(), std::net::AddrParseError>(())
    /// ```
    Ipv4
    /// An address: the text of `format: ipv6` (RFC 4291, section 2.2).
    ///
    /// ```
    /// use oas_runtime::Ipv6;
    /// use std::net::Ipv6Addr;
    /// let address: Ipv6 = "0:0:0:0:0:0:0:1".parse()?;
    /// assert_eq!(address.as_str(), "0:0:0:0:0:0:0:1");
    /// assert_eq!(address.to_addr()?, Ipv6Addr::LOCALHOST);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    Ipv6
    /// A URI, or one without its first parts: the text of `format: uri-reference` (RFC 3986, section 4.1).
    ///
    /// ```
    /// use oas_runtime::UriReference;
    /// assert!(UriReference::new("../a?b#c").is_ok() && UriReference::new("a b").is_err());
    /// ```
    UriReference
}
