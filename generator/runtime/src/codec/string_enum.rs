//! Enums of strings: known ones are variants, others are kept as they came.

use std::fmt;

use super::scan::is_plain;
use super::{Form, ReadError, Reader, SecretSearch, Writer};
use crate::check::{Checker, Rule, not_listed};

/// The text of an enum value that the description does not list. Only reading makes one.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct UnknownValue(Box<str>);

impl UnknownValue {
    /// The text as it was read.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for UnknownValue {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// An enum whose values are strings. [`string_enum!`](crate::string_enum) makes the rest of it.
pub trait StringEnum: Clone + PartialEq + fmt::Debug + 'static {
    /// The strings, in the description's order.
    const WIRE: &'static [&'static str];
    /// The variants, in the same order.
    const KNOWN: &'static [Self];

    /// Whether other strings are values, too.
    const OPEN: bool = false;

    /// Whether values are secrets, of which neither `Debug` nor an error says anything.
    const SECRET: bool = false;

    /// Whether all strings are written as they stand between quotes.
    #[doc(hidden)]
    const PLAIN: bool = all_plain(Self::WIRE);

    /// The place of this value in [`StringEnum::WIRE`].
    ///
    /// # Errors
    /// The value that is not listed.
    fn place(&self) -> Result<usize, &UnknownValue>;
    /// Keeps a value that is not listed.
    fn unknown(value: UnknownValue) -> Self;

    /// The place of this value in [`StringEnum::WIRE`], if it is listed.
    fn index(&self) -> Option<usize> {
        self.place().ok()
    }

    /// The string that stands for this value.
    fn wire(&self) -> &str {
        match self.place() {
            Ok(index) => Self::WIRE.get(index).copied().unwrap_or_default(),
            Err(value) => value.as_str(),
        }
    }

    /// The listed value that `text` stands for.
    #[must_use]
    fn known(text: &str) -> Option<Self> {
        let index = Self::WIRE.iter().position(|wire| *wire == text)?;
        Self::KNOWN.get(index).cloned()
    }
}

const fn all_plain(texts: &[&str]) -> bool {
    let mut i = 0;
    while i < texts.len() {
        if !is_plain(texts[i]) {
            return false;
        }
        i += 1;
    }
    true
}

/// Writes the string that stands for a value.
fn write_enum<E: StringEnum>(value: &E, writer: &mut Writer) {
    match value.place() {
        Ok(_) if E::PLAIN => writer.plain_string(value.wire()),
        _ => writer.string(value.wire()),
    }
}

/// A value that is not one of an enum's.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EnumError {
    type_name: &'static str,
    allowed: &'static [&'static str],
    /// Whether what is allowed is strings, not JSON.
    texts: bool,
    /// Where it is no secret.
    found: Option<String>,
}

impl EnumError {
    #[cold]
    pub(super) fn new(
        type_name: &'static str,
        allowed: &'static [&'static str],
        texts: bool,
        found: Option<&str>,
    ) -> Self {
        Self {
            type_name,
            allowed,
            texts,
            found: found.map(str::to_owned),
        }
    }

    /// The values that are allowed: strings, or JSON where not all are strings.
    #[must_use]
    pub fn allowed(&self) -> &'static [&'static str] {
        self.allowed
    }

    /// The value that was found; of a secret, `[redacted]`.
    #[must_use]
    pub fn found(&self) -> &str {
        self.found.as_deref().unwrap_or(crate::response::REDACTED)
    }
}

impl fmt::Display for EnumError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let found = self.found.as_ref().map(|found| format!("{found:?}"));
        let message = not_listed(found.as_deref(), self.allowed, self.texts);
        write!(f, "{}: {message}", self.type_name)
    }
}

impl std::error::Error for EnumError {}

/// Parses a listed value, or any text where the enum is open.
///
/// # Errors
/// When `text` is not listed and the enum is not open.
pub fn parse_enum<E: StringEnum>(type_name: &'static str, text: &str) -> Result<E, EnumError> {
    if E::OPEN {
        return Ok(from_wire(text));
    }
    E::known(text)
        .ok_or_else(|| EnumError::new(type_name, E::WIRE, true, (!E::SECRET).then_some(text)))
}

/// What a value is before it is read; where it can only be one, that.
#[must_use]
fn blank_enum<E: StringEnum>() -> E {
    match E::KNOWN {
        [only] => only.clone(),
        _ => E::unknown(UnknownValue(Box::default())),
    }
}

/// Reads any string: a listed value as its variant, others as unknown.
///
/// # Errors
/// When the next value is not a string.
fn read_enum<E: StringEnum>(value: &mut E, reader: &mut Reader<'_>) -> Result<(), ReadError> {
    *value = from_wire(&reader.string()?);
    Ok(())
}

pub(crate) fn from_wire<E: StringEnum>(text: &str) -> E {
    E::known(text).unwrap_or_else(|| E::unknown(UnknownValue(text.into())))
}

/// Reports a value that is not listed, unless the enum is open.
fn check_enum<E: StringEnum>(value: &E, checker: &mut Checker) {
    if !E::OPEN
        && let Err(value) = value.place()
    {
        let message = || {
            let found: String = value.0.chars().take(64).collect();
            not_listed(Some(&format!("{found:?}")), E::WIRE, true)
        };
        checker.report_value(E::SECRET, Rule::Enum, message);
    }
}

/// The form of enums of strings.
#[derive(Debug)]
pub struct EnumForm;

impl<T: StringEnum> Form<T> for EnumForm {
    const ROUNDS: bool = false;

    fn blank() -> T {
        blank_enum()
    }

    fn write(value: &T, writer: &mut Writer) {
        write_enum(value, writer);
    }

    fn check(value: &T, checker: &mut Checker) {
        check_enum(value, checker);
    }

    fn keeps_rules(value: &T) -> bool {
        T::OPEN || value.place().is_ok()
    }

    fn read(value: &mut T, reader: &mut Reader<'_>) -> Result<(), ReadError> {
        read_enum(value, reader)
    }

    fn holds_secret(_: &mut SecretSearch) -> bool {
        T::SECRET
    }
}
