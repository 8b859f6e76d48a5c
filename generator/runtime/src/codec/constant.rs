//! Strings that can only be one: what differs in a description's types is the string alone, so they share one type.

use std::fmt;
use std::hash::{Hash, Hasher};
use std::marker::PhantomData;
use std::str::FromStr;

use crate::check::{Violations, validate};

use super::{EnumError, EnumForm, Model, StringEnum, UnknownValue, parse_enum};

/// The one string of a [`Constant`].
pub trait ConstantRule: 'static {
    /// The name of the type.
    const NAME: &'static str;
    /// The string.
    const WIRE: &'static str;
    /// Whether what is read in its place is a secret, of which neither `Debug` nor an error says anything.
    const SECRET: bool = false;
}

/// A string that can only be one: a `const`, or an `enum` of one value. Descriptions' types are aliases of it; a record's `new`
/// does not ask for it.
///
/// What a server sends in its place is kept, and refused before it is sent.
///
/// ```
/// use oas_runtime as rt;
///
/// rt::rules! { Kind, }
///
/// rt::constant! {
///     /// What kind of document it is.
///     pub type Kind = "invoice"
/// }
///
/// assert_eq!(Kind::VALUE, "invoice");
/// assert_eq!("invoice".parse(), Ok(Kind::VALUE));
/// let other: Kind = rt::json::from_str(r#""receipt""#)?;
/// assert!(!other.is_valid());
/// assert_eq!(rt::json::to_string(&other), r#""receipt""#);
/// # Ok::<(), rt::ReadError>(())
/// ```
pub struct Constant<R>(Option<UnknownValue>, PhantomData<fn() -> R>);

impl<R: ConstantRule> Constant<R> {
    /// The value.
    pub const VALUE: Self = Self(None, PhantomData);

    /// The values that the description lists: this one.
    pub const VARIANTS: &'static [Self] = &[Self::VALUE];

    /// The string: that of the description, or the one that was read in its place.
    #[must_use]
    pub fn as_str(&self) -> &str {
        self.0.as_ref().map_or(R::WIRE, UnknownValue::as_str)
    }

    /// Whether it is the string of the description.
    #[must_use]
    pub fn is_valid(&self) -> bool {
        self.0.is_none()
    }

    /// Checks it as it is sent.
    ///
    /// # Errors
    /// [`Violations`] with every rule broken.
    pub fn validate(&self) -> Result<(), Violations> {
        validate(self)
    }
}

impl<R: ConstantRule> StringEnum for Constant<R> {
    const WIRE: &'static [&'static str] = &[R::WIRE];
    const KNOWN: &'static [Self] = &[Self::VALUE];
    const SECRET: bool = R::SECRET;

    fn place(&self) -> Result<usize, &UnknownValue> {
        self.0.as_ref().map_or(Ok(0), Err)
    }

    fn unknown(value: UnknownValue) -> Self {
        Self(Some(value), PhantomData)
    }
}

impl<R: ConstantRule> Model for Constant<R> {
    type Form = EnumForm;
}

impl<R: ConstantRule> Default for Constant<R> {
    fn default() -> Self {
        Self::VALUE
    }
}

impl<R: ConstantRule> fmt::Debug for Constant<R> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if R::SECRET {
            return f.write_str(crate::response::REDACTED);
        }
        fmt::Debug::fmt(self.as_str(), f)
    }
}

// What was read in place of one that is a secret is no text to be shown.
impl<R: ConstantRule> fmt::Display for Constant<R> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if R::SECRET {
            return f.pad(crate::response::REDACTED);
        }
        f.pad(self.as_str())
    }
}

impl<R> Clone for Constant<R> {
    fn clone(&self) -> Self {
        Self(self.0.clone(), PhantomData)
    }
}

impl<R> PartialEq for Constant<R> {
    fn eq(&self, other: &Self) -> bool {
        self.0 == other.0
    }
}

impl<R> Eq for Constant<R> {}

impl<R> Hash for Constant<R> {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.0.hash(state);
    }
}

impl<R: ConstantRule> PartialEq<str> for Constant<R> {
    fn eq(&self, other: &str) -> bool {
        self.as_str() == other
    }
}

impl<R: ConstantRule> PartialEq<&str> for Constant<R> {
    fn eq(&self, other: &&str) -> bool {
        self.as_str() == *other
    }
}

impl<R: ConstantRule> AsRef<str> for Constant<R> {
    fn as_ref(&self) -> &str {
        self.as_str()
    }
}

impl<R: ConstantRule> FromStr for Constant<R> {
    type Err = EnumError;

    fn from_str(text: &str) -> Result<Self, EnumError> {
        parse_enum(R::NAME, text)
    }
}

crate::__serde!([R: ConstantRule] Constant<R>);
