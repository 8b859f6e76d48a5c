//! The way from and to other formats: serde on one side, JSON text and the tables on the other.
//!
//! Generic over the format only: a new record adds two calls, no code of its own.

mod from_format;
mod to_format;

use serde::de::{DeserializeSeed, Deserializer, Error as _};
use serde::ser::{Error as _, Serialize, Serializer};

use self::from_format::JsonText;
use self::to_format::Tree;
use super::{Peek, ReadError, Slot, Value, Writer, json};

/// The body of every `serde::Serialize`: writes JSON, and tells the serializer what it says.
///
/// Integers up to 128 bits arrive exactly; other numbers as `f64`. Use [`json`](super::json) where
/// every digit counts.
///
/// # Errors
/// When the serializer fails, or a kept member holds what the format cannot: a number beyond `f64`, a lone surrogate.
pub fn serialize<S: Serializer>(value: &dyn Peek, serializer: S) -> Result<S::Ok, S::Error> {
    let text = json::to_string(value);
    Tree::parse(&text)
        .map_err(S::Error::custom)?
        .serialize(serializer)
}

/// The body of every `serde::Deserialize`: turns what the format holds into JSON text, and reads that.
///
/// # Errors
/// When the deserializer fails, or what it holds is not a `T`.
pub fn deserialize<'de, T: Value, D: Deserializer<'de>>(deserializer: D) -> Result<T, D::Error> {
    let mut writer = Writer::new();
    JsonText::new(&mut writer).deserialize(deserializer)?;
    let mut value = T::blank();
    read(writer.as_str(), &mut value).map_err(D::Error::custom)?;
    Ok(value)
}

/// Reads the text, with an error that names the pointer alone: the offset is one into a text nobody has seen.
fn read(text: &str, slot: &mut dyn Slot) -> Result<(), String> {
    json::read_document(text, slot).map_err(|e| place(&e))
}

fn place(error: &ReadError) -> String {
    match error.pointer() {
        "" => error.message().to_owned(),
        pointer => format!("{} at {pointer}", error.message()),
    }
}
