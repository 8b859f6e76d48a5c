//! Strings with rules as one type, of which a description's types differ by their rules alone: what such a type has is built
//! once, not once for each of hundreds.

mod held;
mod secret;
mod texts;

use std::borrow::{Borrow, Cow};
use std::cmp::Ordering;
use std::fmt;
use std::hash::{Hash, Hasher};
use std::marker::PhantomData;
use std::ops::Deref;
use std::str::FromStr;

use held::Held;

use super::{
    ConstrainedString, ConstraintError, StringRules, Text, TextForm, Violations, validate,
};
use crate::codec::Model;

pub use secret::RuledSecret;

/// The rules of one type of string.
pub trait StringRule: 'static {
    /// The rules.
    const RULES: StringRules;
}

/// A string that keeps the rules of `R`. Descriptions' types are aliases of it:
///
/// ```
/// use oas_runtime as rt;
///
/// rt::rules! { Name, }
///
/// rt::constrained_string! {
///     /// What something is called.
///     pub type Name,
///     min_length 1,
///     max_length 5,
/// }
///
/// const ACME: Name = Name::from_static("acme");
/// assert_eq!(ACME.len(), 4);
/// let error = Name::new("toolong").unwrap_err();
/// assert_eq!(error.to_string(), "Name: at most 5 characters are allowed, 7 found (maxLength)");
/// ```
///
/// A literal that breaks a rule does not compile:
///
/// ```compile_fail,E0080
/// # use oas_runtime as rt;
/// # rt::rules! { Name, }
/// # rt::constrained_string! { pub type Name, min_length 1, max_length 5, }
/// const LONG: Name = Name::from_static("toolong"); // Name: maxLength is 5, found 7 characters
/// ```
///
/// It knows whether it was checked when it was made, so that only what was read is checked before it is sent.
pub struct RuledText<R>(Held, PhantomData<fn() -> R>);

impl<R: StringRule> RuledText<R> {
    /// Checks and takes over a text.
    ///
    /// # Errors
    /// When the text breaks a rule.
    pub fn new(text: impl Into<Text>) -> Result<Self, ConstraintError> {
        let text = text.into();
        R::RULES.check(&text)?;
        Ok(Self(Held::checked(text), PhantomData))
    }

    /// Takes over a literal. In a constant it is checked when the program is compiled.
    ///
    /// # Panics
    /// When the text breaks a rule.
    #[must_use]
    #[track_caller]
    pub const fn from_static(text: &'static str) -> Self {
        R::RULES.assert(text);
        Self(Held::Literal(text), PhantomData)
    }

    /// Whether no rule is broken; what was read may break them.
    #[must_use]
    pub fn is_valid(&self) -> bool {
        self.is_checked() || R::RULES.keeps(&self.0)
    }

    /// Checks it as it is sent.
    ///
    /// # Errors
    /// [`Violations`] with every rule broken.
    pub fn validate(&self) -> Result<(), Violations> {
        validate(self)
    }
}

impl<R> RuledText<R> {
    /// The text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl<R: StringRule> ConstrainedString for RuledText<R> {
    const RULES: StringRules = R::RULES;

    fn from_read(text: Cow<'_, str>) -> Self {
        Self(Held::Read(text.into()), PhantomData)
    }

    fn text(&self) -> &str {
        &self.0
    }

    fn is_checked(&self) -> bool {
        self.0.is_checked(R::RULES.decides_literals())
    }
}

impl<R: StringRule> Model for RuledText<R> {
    type Form = TextForm;
}

impl<R: StringRule> fmt::Debug for RuledText<R> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple(R::RULES.type_name())
            .field(&&*self.0)
            .finish()
    }
}

impl<R> fmt::Display for RuledText<R> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.0)
    }
}

impl<R> Clone for RuledText<R> {
    fn clone(&self) -> Self {
        Self(self.0.clone(), PhantomData)
    }
}

impl<R> PartialEq for RuledText<R> {
    fn eq(&self, other: &Self) -> bool {
        **self == **other
    }
}

impl<R> Eq for RuledText<R> {}

impl<R> PartialEq<str> for RuledText<R> {
    fn eq(&self, other: &str) -> bool {
        **self == *other
    }
}

impl<R> PartialEq<&str> for RuledText<R> {
    fn eq(&self, other: &&str) -> bool {
        **self == **other
    }
}

impl<R> PartialOrd for RuledText<R> {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl<R> Ord for RuledText<R> {
    fn cmp(&self, other: &Self) -> Ordering {
        (**self).cmp(&**other)
    }
}

// As a `str` does, whose `Borrow` it has.
impl<R> Hash for RuledText<R> {
    fn hash<H: Hasher>(&self, state: &mut H) {
        (**self).hash(state);
    }
}

impl<R: StringRule> FromStr for RuledText<R> {
    type Err = ConstraintError;

    fn from_str(text: &str) -> Result<Self, ConstraintError> {
        Self::new(text.to_owned())
    }
}

impl<R: StringRule> TryFrom<&str> for RuledText<R> {
    type Error = ConstraintError;

    fn try_from(text: &str) -> Result<Self, ConstraintError> {
        text.parse()
    }
}

impl<R: StringRule> TryFrom<String> for RuledText<R> {
    type Error = ConstraintError;

    fn try_from(text: String) -> Result<Self, ConstraintError> {
        Self::new(text)
    }
}

impl<R> From<RuledText<R>> for String {
    fn from(value: RuledText<R>) -> Self {
        value.0.into_text().into_owned()
    }
}

impl<R> Deref for RuledText<R> {
    type Target = str;

    fn deref(&self) -> &str {
        &self.0
    }
}

impl<R> AsRef<str> for RuledText<R> {
    fn as_ref(&self) -> &str {
        &self.0
    }
}

impl<R> Borrow<str> for RuledText<R> {
    fn borrow(&self) -> &str {
        &self.0
    }
}

crate::__serde!([R: StringRule] RuledText<R>);
