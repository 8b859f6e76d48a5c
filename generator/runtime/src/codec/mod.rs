//! The table codec: the three traits every value implements, and the one reader and one writer behind them.
//!
//! A record names its fields in a [`Shape`] and hands out its fields as `&mut dyn Slot` and `&dyn Peek`, so the
//! loops that read and write JSON exist once for all records ([`record`]), not once a type.

mod attempt;
mod bridge;
mod canonical;
mod checked;
mod constant;
mod containers;
mod decimal;
mod error;
mod field;
mod hidden;
pub mod json;
mod kept;
mod keyed_map;
mod literal;
mod literal_enum;
mod map;
mod members;
mod model;
mod raw;
mod reader;
mod record;
mod rest;
mod scalars;
mod scan;
mod secret;
mod secrets;
mod shape;
mod string_enum;
mod to_request;
mod union;
mod writer;

pub use bridge::{deserialize, serialize};
pub(crate) use canonical::canonical;
pub use constant::{Constant, ConstantRule};
pub use containers::ByRef;
pub(crate) use decimal::{Decimal, Short};
pub use error::ReadError;
pub(crate) use error::push_segment;
pub use field::Field;
pub use hidden::Hidden;
pub use keyed_map::{KeyedEntry, KeyedMap};
pub use literal_enum::{LiteralEnum, LiteralForm, fmt_literal, parse_literal, parse_literal_text};
pub use map::{Map, Rest};
pub use members::Members;
pub use model::{Form, Model, Stored};
pub use raw::Json;
pub use reader::{Kind, Reader};
pub use record::{Record, RecordForm, clone_record, debug_record, same_record};
pub use secret::Secret;
pub use secrets::{SecretSearch, debug_unknown, debug_variant};
pub use shape::{FieldSpec, Shape, nullable, optional, required, required_nullable};
pub use string_enum::{EnumError, EnumForm, StringEnum, UnknownValue, parse_enum};
pub use to_request::to_request;
pub(crate) use union::TagRule;
pub use union::{Union, UnionForm, UnionTable, VariantSpec};
pub use writer::Writer;

use crate::check::Checker;

/// A value that can be written as JSON and checked before it is sent.
///
/// ```
/// use oas_runtime::{Peek, Writer};
/// let mut writer = Writer::new();
/// ["sync", "delta_feed"].map(String::from).to_vec().write(&mut writer);
/// assert_eq!(writer.as_str(), r#"["sync","delta_feed"]"#);
/// ```
pub trait Peek {
    /// Writes the value as JSON (RFC 8259).
    fn write(&self, writer: &mut Writer);

    /// Whether the value stands for "not there", so that an optional member is left out.
    fn is_absent(&self) -> bool {
        false
    }

    /// Whether it is a secret, or has one in it, which nothing shows.
    fn is_secret(&self) -> bool {
        false
    }

    /// Reports every rule of the description that the value breaks.
    fn check(&self, checker: &mut Checker) {
        let _ = checker;
    }

    /// Whether [`Peek::check`] has nothing to report. This is what every value is asked before it is sent, so the types that
    /// most values are made of answer it without a walk over tables.
    fn keeps_rules(&self) -> bool {
        Checker::glance(&mut |checker| self.check(checker))
    }
}

/// A place that a JSON value can be read into.
///
/// Reading replaces what was there, unless it fails: then the place holds something between the two.
pub trait Slot: Peek + Stored {
    /// Reads the next value of `reader` into this place.
    ///
    /// # Errors
    /// [`ReadError`] when the next value is not JSON, or not of this type. Constraints are not checked.
    fn read(&mut self, reader: &mut Reader<'_>) -> Result<(), ReadError>;

    /// Empties the place, as [`Value::blank`] makes it.
    fn reset(&mut self);

    /// Whether a JSON `null` is a value of this type rather than the lack of one.
    fn accepts_null(&self) -> bool {
        false
    }

    /// [`Value::check_digits`].
    fn check_digits_of(&self, number: &str, checker: &mut Checker) {
        let _ = (number, checker);
    }

    /// [`Value::holds_secret`].
    fn holds_secret_of(&self, search: &mut SecretSearch) -> bool {
        let _ = search;
        false
    }
}

/// A [`Slot`] that can be made from nothing, to be read into.
///
/// ```
/// use oas_runtime::Value;
/// assert_eq!(<Option<String>>::blank(), None);
/// assert_eq!(String::blank(), "");
/// ```
pub trait Value: Slot + Clone + PartialEq + Sized {
    /// Whether a JSON `null` is a value of this type; see [`Slot::accepts_null`].
    const ACCEPTS_NULL: bool = false;

    /// Whether there can be numbers in it of which reading keeps some digits only.
    const ROUNDS: bool = true;

    /// The value before anything is read into it. It may break the type's constraints.
    fn blank() -> Self;

    /// Reports every rule that a number breaks which the type does not hold: one with more digits, or beyond its width. For a list,
    /// that its numbers break.
    fn check_digits(number: &str, checker: &mut Checker) {
        let _ = (number, checker);
    }

    /// Whether values of the type are secrets, or may have one in them.
    fn holds_secret(search: &mut SecretSearch) -> bool {
        let _ = search;
        false
    }
}
