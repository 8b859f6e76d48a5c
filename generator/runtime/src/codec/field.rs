//! A member that may be left out and may be null: the three states that `Option` cannot tell apart.

use super::{Peek, ReadError, Reader, SecretSearch, Slot, Value, Writer};
use crate::check::Checker;

/// An optional and nullable member.
///
/// In a PATCH, leaving a member out keeps it as it is and null removes it (RFC 7396), so the two must not be mixed up.
///
/// ```
/// use oas_runtime::Field;
/// let note: Field<String> = "hello".to_owned().into();
/// assert_eq!(note.value().map(String::as_str), Some("hello"));
/// assert!(Field::<String>::default().is_absent());
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Default)]
pub enum Field<T> {
    /// The member is not there.
    #[default]
    Absent,
    /// The member is there, and null.
    Null,
    /// The member is there and has a value.
    Value(T),
}

impl<T> Field<T> {
    /// The value, when there is one.
    #[must_use]
    pub const fn value(&self) -> Option<&T> {
        match self {
            Self::Value(value) => Some(value),
            Self::Absent | Self::Null => None,
        }
    }

    /// The value, when there is one.
    #[must_use]
    pub fn into_value(self) -> Option<T> {
        match self {
            Self::Value(value) => Some(value),
            Self::Absent | Self::Null => None,
        }
    }

    /// Whether the member is left out.
    #[must_use]
    pub const fn is_absent(&self) -> bool {
        matches!(self, Self::Absent)
    }

    /// Whether the member is null.
    #[must_use]
    pub const fn is_null(&self) -> bool {
        matches!(self, Self::Null)
    }

    /// The same with a reference to the value.
    #[must_use]
    pub const fn as_ref(&self) -> Field<&T> {
        match self {
            Self::Absent => Field::Absent,
            Self::Null => Field::Null,
            Self::Value(value) => Field::Value(value),
        }
    }

    /// The same with another value.
    #[must_use]
    pub fn map<U>(self, f: impl FnOnce(T) -> U) -> Field<U> {
        match self {
            Self::Absent => Field::Absent,
            Self::Null => Field::Null,
            Self::Value(value) => Field::Value(f(value)),
        }
    }
}

impl<T> From<T> for Field<T> {
    fn from(value: T) -> Self {
        Self::Value(value)
    }
}

/// `None` is null: who leaves a member out says [`Field::Absent`].
impl<T> From<Option<T>> for Field<T> {
    fn from(value: Option<T>) -> Self {
        value.map_or(Self::Null, Self::Value)
    }
}

impl<T: Peek> Peek for Field<T> {
    fn write(&self, writer: &mut Writer) {
        match self {
            Self::Value(value) => value.write(writer),
            Self::Absent | Self::Null => writer.null(),
        }
    }

    fn is_absent(&self) -> bool {
        self.is_absent()
    }

    fn is_secret(&self) -> bool {
        self.value().is_some_and(Peek::is_secret)
    }

    fn check(&self, checker: &mut Checker) {
        if let Self::Value(value) = self {
            value.check(checker);
        }
    }

    fn keeps_rules(&self) -> bool {
        self.value().is_none_or(Peek::keeps_rules)
    }
}

impl<T: Value> Slot for Field<T> {
    fn read(&mut self, reader: &mut Reader<'_>) -> Result<(), ReadError> {
        if reader.at_null()? {
            *self = Self::Null;
            return reader.null();
        }
        let mut value = T::blank();
        value.read(reader)?;
        *self = Self::Value(value);
        Ok(())
    }

    fn reset(&mut self) {
        *self = Self::Absent;
    }

    fn accepts_null(&self) -> bool {
        true
    }

    fn check_digits_of(&self, number: &str, checker: &mut Checker) {
        T::check_digits(number, checker);
    }

    fn holds_secret_of(&self, search: &mut SecretSearch) -> bool {
        T::holds_secret(search)
    }
}

impl<T: Value> Value for Field<T> {
    const ACCEPTS_NULL: bool = true;
    const ROUNDS: bool = T::ROUNDS;

    fn blank() -> Self {
        Self::Absent
    }

    fn holds_secret(search: &mut SecretSearch) -> bool {
        T::holds_secret(search)
    }
}
