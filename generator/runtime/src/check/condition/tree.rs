//! A JSON value as a tree, for conditions to be asked of each part of it.

use std::borrow::Cow;
use std::collections::BTreeMap;

use crate::codec::{Kind, ReadError, Reader, json};

/// A value and its text.
#[derive(Debug)]
pub(super) struct Node<'j> {
    pub(super) text: Cow<'j, str>,
    pub(super) value: Value<'j>,
}

/// What a value is. Of members of one name the last counts.
#[derive(Debug)]
pub(super) enum Value<'j> {
    Null,
    Bool,
    Number,
    Text(Cow<'j, str>),
    Array(Vec<Node<'j>>),
    Object(BTreeMap<String, Node<'j>>),
}

impl<'j> Node<'j> {
    /// The tree of a JSON text; none of what is no JSON, or nests deeper than is read.
    pub(super) fn parse(text: &'j str) -> Option<Self> {
        Self::read(&mut Reader::new(text)).ok()
    }

    /// A text that is the name of a member.
    pub(super) fn name(name: &'j str) -> Self {
        Self {
            text: Cow::Owned(json::to_string(name)),
            value: Value::Text(Cow::Borrowed(name)),
        }
    }

    fn read(reader: &mut Reader<'j>) -> Result<Self, ReadError> {
        let kind = reader.kind()?;
        let start = reader.mark();
        let value = match kind {
            Kind::Null => reader.null().map(|()| Value::Null)?,
            Kind::Bool => reader.bool().map(|_| Value::Bool)?,
            Kind::Number => reader.number().map(|_| Value::Number)?,
            Kind::String => Value::Text(reader.string()?),
            Kind::Array => {
                let mut items = Vec::new();
                reader.array(&mut |reader| {
                    items.push(Self::read(reader)?);
                    Ok(())
                })?;
                Value::Array(items)
            }
            Kind::Object => {
                let mut members = BTreeMap::new();
                reader.object(&mut |reader, name| {
                    members.insert(name.to_owned(), Self::read(reader)?);
                    Ok(())
                })?;
                Value::Object(members)
            }
        };
        Ok(Self {
            text: Cow::Borrowed(reader.since_mark(start)),
            value,
        })
    }
}
