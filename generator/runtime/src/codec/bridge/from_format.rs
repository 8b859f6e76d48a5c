//! What a serde deserializer holds, written as JSON text.

use std::fmt;

use serde::de::{DeserializeSeed, Deserializer, Error, MapAccess, SeqAccess, Visitor};

use crate::codec::{Json, Kind, Reader, Writer};

/// Maps of one member by which serde_json (with its feature `arbitrary_precision`) and toml pass on what serde has no
/// type for: a number, a date. The member's value is their text.
const WRAPPERS: [&str; 2] = ["$serde_json::private::Number", "$__toml_private_datetime"];

/// Writes the next value of a deserializer.
pub(super) struct JsonText<'w> {
    writer: &'w mut Writer,
    depth: usize,
}

impl<'w> JsonText<'w> {
    pub(super) fn new(writer: &'w mut Writer) -> Self {
        Self { writer, depth: 0 }
    }

    fn deeper<E: Error>(&mut self) -> Result<JsonText<'_>, E> {
        if self.depth == Reader::MAX_DEPTH {
            return Err(E::custom(
                "more than 128 arrays and objects inside each other",
            ));
        }
        Ok(JsonText {
            writer: self.writer,
            depth: self.depth + 1,
        })
    }
}

impl<'de> DeserializeSeed<'de> for JsonText<'_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for JsonText<'_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a value that JSON can hold")
    }

    fn visit_unit<E>(self) -> Result<(), E> {
        self.writer.null();
        Ok(())
    }

    fn visit_none<E>(self) -> Result<(), E> {
        self.writer.null();
        Ok(())
    }

    fn visit_some<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        self.deserialize(deserializer)
    }

    fn visit_newtype_struct<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        self.deserialize(deserializer)
    }

    fn visit_bool<E>(self, value: bool) -> Result<(), E> {
        self.writer.bool(value);
        Ok(())
    }

    fn visit_i64<E>(self, value: i64) -> Result<(), E> {
        self.writer.integer(value);
        Ok(())
    }

    fn visit_i128<E>(self, value: i128) -> Result<(), E> {
        self.writer.integer(value);
        Ok(())
    }

    fn visit_u64<E>(self, value: u64) -> Result<(), E> {
        self.writer.integer(value);
        Ok(())
    }

    fn visit_u128<E>(self, value: u128) -> Result<(), E> {
        self.writer.integer(value);
        Ok(())
    }

    fn visit_f64<E: Error>(self, value: f64) -> Result<(), E> {
        if !value.is_finite() {
            return Err(E::custom("an infinity or NaN is not a JSON number"));
        }
        self.writer.float(value);
        Ok(())
    }

    fn visit_str<E>(self, value: &str) -> Result<(), E> {
        self.writer.string(value);
        Ok(())
    }

    fn visit_seq<A: SeqAccess<'de>>(mut self, mut items: A) -> Result<(), A::Error> {
        self.writer.begin_array();
        while items.next_element_seed(Item(self.deeper()?))?.is_some() {}
        self.writer.end_array();
        Ok(())
    }

    fn visit_map<A: MapAccess<'de>>(mut self, mut members: A) -> Result<(), A::Error> {
        let mut name: Option<Name> = members.next_key()?;
        if let Some(wrapper) = &name
            && WRAPPERS.contains(&wrapper.0.as_str())
        {
            unwrap(self.writer, &members.next_value::<String>()?);
            return Ok(());
        }
        self.writer.begin_object();
        while let Some(key) = name {
            self.writer.key(&key.0);
            members.next_value_seed(self.deeper()?)?;
            name = members.next_key()?;
        }
        self.writer.end_object();
        Ok(())
    }
}

/// Writes a wrapped number as a number, anything else as a string.
fn unwrap(writer: &mut Writer, text: &str) {
    match text.parse::<Json>() {
        Ok(json) if json.kind() == Kind::Number => writer.raw(json.as_str()),
        _ => writer.string(text),
    }
}

/// An item of an array: the comma is written only when there is an item.
struct Item<'w>(JsonText<'w>);

impl<'de> DeserializeSeed<'de> for Item<'_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        self.0.writer.item();
        self.0.deserialize(deserializer)
    }
}

/// A member's name. Formats such as YAML know other keys than strings; they are spelt as their text.
struct Name(String);

impl<'de> serde::Deserialize<'de> for Name {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(NameVisitor)
    }
}

struct NameVisitor;

impl<'de> Visitor<'de> for NameVisitor {
    type Value = Name;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a member's name")
    }

    fn visit_bool<E>(self, value: bool) -> Result<Name, E> {
        Ok(Name(value.to_string()))
    }

    fn visit_i64<E>(self, value: i64) -> Result<Name, E> {
        Ok(Name(value.to_string()))
    }

    fn visit_u64<E>(self, value: u64) -> Result<Name, E> {
        Ok(Name(value.to_string()))
    }

    fn visit_str<E>(self, value: &str) -> Result<Name, E> {
        Ok(Name(value.to_owned()))
    }

    fn visit_string<E>(self, value: String) -> Result<Name, E> {
        Ok(Name(value))
    }
}
