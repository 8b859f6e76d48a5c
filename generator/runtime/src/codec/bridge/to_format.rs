//! JSON text as something that serde can serialize.

use std::fmt;

use serde::ser::{Error as _, Serialize, SerializeMap, Serializer};

use crate::codec::{Kind, ReadError, Reader};

/// A parsed JSON text. Lengths are known, as some formats ask for them.
pub(super) enum Tree<'j> {
    Null,
    Bool(bool),
    Number(&'j str),
    String(String),
    Array(Vec<Tree<'j>>),
    Object(Vec<(String, Tree<'j>)>),
}

impl<'j> Tree<'j> {
    pub(super) fn parse(text: &'j str) -> Result<Self, ReadError> {
        let mut reader = Reader::new(text);
        let tree = Self::read(&mut reader)?;
        reader.finish()?;
        Ok(tree)
    }

    fn read(reader: &mut Reader<'j>) -> Result<Self, ReadError> {
        Ok(match reader.kind()? {
            Kind::Null => {
                reader.null()?;
                Self::Null
            }
            Kind::Bool => Self::Bool(reader.bool()?),
            Kind::Number => Self::Number(reader.number()?),
            Kind::String => Self::String(reader.string()?.into_owned()),
            Kind::Array => Self::read_array(reader)?,
            Kind::Object => Self::read_object(reader)?,
        })
    }

    fn read_array(reader: &mut Reader<'j>) -> Result<Self, ReadError> {
        let mut items = Vec::new();
        reader.array(&mut |reader| {
            items.push(Self::read(reader)?);
            Ok(())
        })?;
        Ok(Self::Array(items))
    }

    fn read_object(reader: &mut Reader<'j>) -> Result<Self, ReadError> {
        let mut members = Vec::new();
        reader.object(&mut |reader, name| {
            members.push((name.to_owned(), Self::read(reader)?));
            Ok(())
        })?;
        Ok(Self::Object(members))
    }
}

impl Serialize for Tree<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Null => serializer.serialize_none(),
            Self::Bool(value) => serializer.serialize_bool(*value),
            Self::Number(text) => serialize_number(text, serializer),
            Self::String(text) => serializer.serialize_str(text),
            Self::Array(items) => serializer.collect_seq(items),
            Self::Object(members) => serialize_object(members, serializer),
        }
    }
}

fn serialize_object<S: Serializer>(
    members: &[(String, Tree<'_>)],
    serializer: S,
) -> Result<S::Ok, S::Error> {
    let mut map = serializer.serialize_map(Some(members.len()))?;
    for (name, value) in members {
        map.serialize_entry(name, value)?;
    }
    map.end()
}

/// As the smallest integer type that formats know, else as `f64`.
fn serialize_number<S: Serializer>(text: &str, serializer: S) -> Result<S::Ok, S::Error> {
    if let Ok(value) = text.parse() {
        return serializer.serialize_i64(value);
    }
    if let Ok(value) = text.parse() {
        return serializer.serialize_u64(value);
    }
    if let Ok(value) = text.parse() {
        return serializer.serialize_i128(value);
    }
    match text.parse::<f64>() {
        Ok(value) if value.is_finite() => serializer.serialize_f64(value),
        _ => Err(S::Error::custom(TooLarge)),
    }
}

struct TooLarge;

impl fmt::Display for TooLarge {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a number is out of the range of f64")
    }
}
