//! A value that no log shows, though its type would.

use std::fmt;
use std::ops::{Deref, DerefMut};

use super::secrets::Redacted;
use super::{Peek, ReadError, Reader, SecretSearch, Slot, Value, Writer};
use crate::check::Checker;

/// A secret of a type that is none elsewhere: an object, a list, a choice. Its `Debug` and the errors of what holds it show nothing of
/// it; all else is that of the value, which it dereferences to, is made `From`, and hands out as its field.
///
/// ```
/// use oas_runtime::{Hidden, json};
/// let pins: Vec<Hidden<Vec<i64>>> = json::from_str("[[12,34],[56]]")?;
/// assert_eq!(format!("{pins:?}"), "[[redacted], [redacted]]");
/// assert_eq!((pins[0].len(), &*pins[1]), (2, &vec![56]));
/// assert_eq!(json::to_string(&pins), "[[12,34],[56]]");
/// # Ok::<(), oas_runtime::ReadError>(())
/// ```
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Default)]
pub struct Hidden<T>(pub T);

impl<T> fmt::Debug for Hidden<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        Redacted.fmt(f)
    }
}

impl<T> Deref for Hidden<T> {
    type Target = T;

    fn deref(&self) -> &T {
        &self.0
    }
}

impl<T> DerefMut for Hidden<T> {
    fn deref_mut(&mut self) -> &mut T {
        &mut self.0
    }
}

impl<T> From<T> for Hidden<T> {
    fn from(value: T) -> Self {
        Self(value)
    }
}

impl<T: Peek> Peek for Hidden<T> {
    fn write(&self, writer: &mut Writer) {
        self.0.write(writer);
    }

    fn is_absent(&self) -> bool {
        self.0.is_absent()
    }

    fn is_secret(&self) -> bool {
        !self.0.is_absent()
    }

    fn check(&self, checker: &mut Checker) {
        checker.secretly(|checker| self.0.check(checker));
    }

    fn keeps_rules(&self) -> bool {
        self.0.keeps_rules()
    }
}

impl<T: Value> Slot for Hidden<T> {
    fn read(&mut self, reader: &mut Reader<'_>) -> Result<(), ReadError> {
        self.0.read(reader)
    }

    fn reset(&mut self) {
        self.0.reset();
    }

    fn accepts_null(&self) -> bool {
        T::ACCEPTS_NULL
    }

    fn check_digits_of(&self, number: &str, checker: &mut Checker) {
        Self::check_digits(number, checker);
    }

    fn holds_secret_of(&self, search: &mut SecretSearch) -> bool {
        Self::holds_secret(search)
    }
}

impl<T: Value> Value for Hidden<T> {
    const ACCEPTS_NULL: bool = T::ACCEPTS_NULL;
    const ROUNDS: bool = T::ROUNDS;

    fn blank() -> Self {
        Self(T::blank())
    }

    fn check_digits(number: &str, checker: &mut Checker) {
        checker.secretly(|checker| T::check_digits(number, checker));
    }

    fn holds_secret(search: &mut SecretSearch) -> bool {
        let _ = search;
        true
    }
}

crate::__serde!([T: Value] Hidden<T>);
