//! Texts with rules that are secrets: what they hold is handed out by name alone.

use std::borrow::Cow;
use std::fmt;
use std::hash::{Hash, Hasher};
use std::str::FromStr;

use super::{RuledText, StringRule};
use crate::check::{ConstrainedString, ConstraintError, StringRules, Text, TextForm, Violations};
use crate::codec::Model;
use crate::response::REDACTED;

/// A text that keeps the rules of `R`, and that no log shows: its `Debug` says that there is one, and it has no `Display`.
/// [`RuledSecret::expose`] hands it out. Descriptions' types are aliases of it:
///
/// ```
/// use oas_runtime as rt;
///
/// rt::rules! { Pin, }
///
/// rt::constrained_string! {
///     /// What opens the door.
///     pub type Pin secret,
///     max_length 4,
/// }
///
/// let pin: Pin = "1234".parse()?;
/// assert_eq!((format!("{pin:?}").as_str(), pin.expose()), ("[redacted]", "1234"));
/// assert_eq!(Pin::new("12345").unwrap_err().to_string(), "Pin: at most 4 characters are allowed, 5 found (maxLength)");
/// # Ok::<(), rt::ConstraintError>(())
/// ```
///
/// It cannot be taken for a text by mistake:
///
/// ```compile_fail,E0277
/// # use oas_runtime as rt;
/// # rt::rules! { Pin, }
/// # rt::constrained_string! { pub type Pin secret, max_length 4, }
/// println!("{}", Pin::from_static("1234"));
/// ```
pub struct RuledSecret<R>(RuledText<R>);

impl<R: StringRule> RuledSecret<R> {
    /// Checks and takes over a text.
    ///
    /// # Errors
    /// When the text breaks a rule, which the error names with its limit; of the text it says its length alone.
    pub fn new(text: impl Into<Text>) -> Result<Self, ConstraintError> {
        RuledText::new(text).map(Self)
    }

    /// Takes over a literal. In a constant it is checked when the program is compiled.
    ///
    /// # Panics
    /// When the text breaks a rule.
    #[must_use]
    #[track_caller]
    pub const fn from_static(text: &'static str) -> Self {
        Self(RuledText::from_static(text))
    }

    /// Whether no rule is broken; what was read may break them.
    #[must_use]
    pub fn is_valid(&self) -> bool {
        self.0.is_valid()
    }

    /// Checks it as it is sent.
    ///
    /// # Errors
    /// [`Violations`] with every rule broken.
    pub fn validate(&self) -> Result<(), Violations> {
        self.0.validate()
    }
}

impl<R> RuledSecret<R> {
    /// The text.
    #[must_use]
    pub fn expose(&self) -> &str {
        self.0.as_str()
    }

    /// The text.
    #[must_use]
    pub fn into_exposed(self) -> String {
        self.0.into()
    }
}

impl<R: StringRule> ConstrainedString for RuledSecret<R> {
    const RULES: StringRules = R::RULES;

    fn from_read(text: Cow<'_, str>) -> Self {
        Self(RuledText::from_read(text))
    }

    fn text(&self) -> &str {
        self.0.text()
    }

    fn is_checked(&self) -> bool {
        self.0.is_checked()
    }
}

impl<R: StringRule> Model for RuledSecret<R> {
    type Form = TextForm;
}

impl<R> fmt::Debug for RuledSecret<R> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(REDACTED)
    }
}

impl<R> Clone for RuledSecret<R> {
    fn clone(&self) -> Self {
        Self(self.0.clone())
    }
}

impl<R> PartialEq for RuledSecret<R> {
    fn eq(&self, other: &Self) -> bool {
        self.0 == other.0
    }
}

impl<R> Eq for RuledSecret<R> {}

impl<R> Hash for RuledSecret<R> {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.0.hash(state);
    }
}

impl<R: StringRule> FromStr for RuledSecret<R> {
    type Err = ConstraintError;

    fn from_str(text: &str) -> Result<Self, ConstraintError> {
        text.parse().map(Self)
    }
}

impl<R: StringRule> TryFrom<&str> for RuledSecret<R> {
    type Error = ConstraintError;

    fn try_from(text: &str) -> Result<Self, ConstraintError> {
        text.parse()
    }
}

impl<R: StringRule> TryFrom<String> for RuledSecret<R> {
    type Error = ConstraintError;

    fn try_from(text: String) -> Result<Self, ConstraintError> {
        Self::new(text)
    }
}

crate::__serde!([R: StringRule] RuledSecret<R>);
