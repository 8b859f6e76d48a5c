//! Enums whose values are any JSON scalars: known ones are variants, others are kept as they came.

use std::fmt;

use super::literal::{same, text};
use super::{EnumError, Form, Json, ReadError, Reader, SecretSearch, Writer};
use crate::check::{Checker, Rule, not_listed};

/// An enum whose values are JSON scalars. [`literal_enum!`](crate::literal_enum) makes the rest of it.
pub trait LiteralEnum: Clone + 'static {
    /// The values as JSON, in the description's order.
    const JSON: &'static [&'static str];
    /// The variants, in the same order.
    const KNOWN: &'static [Self];

    /// Whether values are secrets, of which neither `Debug` nor an error says anything.
    const SECRET: bool = false;

    /// The place of this value in [`LiteralEnum::JSON`].
    fn index(&self) -> Option<usize>;
    /// Keeps a value that is not listed.
    fn unknown(value: Json) -> Self;
    /// The value, if it is not listed.
    fn unknown_value(&self) -> Option<&Json>;

    /// The JSON that stands for this value.
    fn json(&self) -> &str {
        match self.index().and_then(|index| Self::JSON.get(index)) {
            Some(text) => text,
            None => self.unknown_value().map_or("null", Json::as_str),
        }
    }
}

/// Writes the JSON that stands for a value.
fn write_literal<E: LiteralEnum>(value: &E, writer: &mut Writer) {
    writer.raw(value.json());
}

/// Reads any value: a listed one as its variant, others as unknown.
///
/// # Errors
/// When the next value is malformed.
fn read_literal<E: LiteralEnum>(value: &mut E, reader: &mut Reader<'_>) -> Result<(), ReadError> {
    let json = reader.raw()?;
    *value = known(json).unwrap_or_else(|| E::unknown(Json::from_checked(json)));
    Ok(())
}

/// The listed value that equals `json`.
fn known<E: LiteralEnum>(json: &str) -> Option<E> {
    let index = position(E::JSON, |listed| same(listed, json))?;
    E::KNOWN.get(index).cloned()
}

fn position(listed: &[&str], is_it: impl FnMut(&&str) -> bool) -> Option<usize> {
    listed.iter().position(is_it)
}

/// Finds a listed value by its JSON.
///
/// # Errors
/// When no listed value equals it.
pub fn parse_literal<E: LiteralEnum>(type_name: &'static str, json: &Json) -> Result<E, EnumError> {
    known(json.as_str()).ok_or_else(|| {
        let found = (!E::SECRET).then_some(json.as_str());
        EnumError::new(type_name, E::JSON, false, found)
    })
}

/// Finds a listed value by its text without quotes, as parameters and command lines have it.
///
/// # Errors
/// When no listed value is spelt so.
pub fn parse_literal_text<E: LiteralEnum>(
    type_name: &'static str,
    found: &str,
) -> Result<E, EnumError> {
    let index = position(E::JSON, |listed| {
        text(listed) == found || same(listed, found)
    });
    index
        .and_then(|index| E::KNOWN.get(index).cloned())
        .ok_or_else(|| EnumError::new(type_name, E::JSON, false, (!E::SECRET).then_some(found)))
}

/// Writes a value's text without quotes.
///
/// # Errors
/// When the formatter fails.
pub fn fmt_literal<E: LiteralEnum>(value: &E, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    f.pad(&text(value.json()))
}

/// Reports a value that is not listed.
fn check_literal<E: LiteralEnum>(value: &E, checker: &mut Checker) {
    if let Some(value) = value.unknown_value() {
        let message = || {
            let found: String = value.as_str().chars().take(64).collect();
            not_listed(Some(&found), E::JSON, false)
        };
        checker.report_value(E::SECRET, Rule::Enum, message);
    }
}

/// The form of enums of any literals.
#[derive(Debug)]
pub struct LiteralForm;

impl<T: LiteralEnum> Form<T> for LiteralForm {
    fn blank() -> T {
        match T::KNOWN {
            [only] => only.clone(),
            _ => T::unknown(Json::null()),
        }
    }

    fn write(value: &T, writer: &mut Writer) {
        write_literal(value, writer);
    }

    fn check(value: &T, checker: &mut Checker) {
        check_literal(value, checker);
    }

    fn keeps_rules(value: &T) -> bool {
        value.unknown_value().is_none()
    }

    fn read(value: &mut T, reader: &mut Reader<'_>) -> Result<(), ReadError> {
        read_literal(value, reader)
    }

    fn holds_secret(_: &mut SecretSearch) -> bool {
        T::SECRET
    }
}
