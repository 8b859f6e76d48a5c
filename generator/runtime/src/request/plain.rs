//! A value as parameters and forms see it: text, a list of texts, or a list of named texts.
//!
//! It is read from the JSON that the value writes, so that numbers and members keep their spelling and order.

use jiter::{Jiter, Peek as Token};

use crate::{Peek, Writer};

/// A JSON value, one level deep.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Plain {
    Null,
    Scalar(String),
    Array(Vec<Item>),
    Object(Vec<(String, Item)>),
}

/// What an array or object holds.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Item {
    Null,
    Scalar(String),
    /// The items of an array; what is an array or object again as its JSON text.
    Array(Vec<Item>),
    /// An object or array too deep to be looked into, as its JSON text.
    Nested(String),
}

impl Plain {
    /// What `value` writes; nothing where it is absent or writes no JSON.
    pub(super) fn of(value: &(impl Peek + ?Sized)) -> Option<Self> {
        if value.is_absent() {
            return None;
        }
        let mut writer = Writer::new();
        value.write(&mut writer);
        Self::read(writer.as_str())
    }

    fn read(json: &str) -> Option<Self> {
        let mut reader = Jiter::new(json.as_bytes());
        match reader.peek().ok()? {
            Token::Array => items(&mut reader, 1).map(Self::Array),
            Token::Object => members(&mut reader).map(Self::Object),
            _ => match item(&mut reader, 0)? {
                Item::Scalar(text) => Some(Self::Scalar(text)),
                _ => Some(Self::Null),
            },
        }
    }
}

fn members(reader: &mut Jiter<'_>) -> Option<Vec<(String, Item)>> {
    let mut members = Vec::new();
    let mut name = reader.next_object().ok()?.map(str::to_owned);
    while let Some(known) = name {
        members.push((known, item(reader, 1)?));
        name = reader.next_key().ok()?.map(str::to_owned);
    }
    Some(members)
}

fn items(reader: &mut Jiter<'_>, depth: usize) -> Option<Vec<Item>> {
    let mut items = Vec::new();
    let mut more = reader.next_array().ok()?.is_some();
    while more {
        items.push(item(reader, depth + 1)?);
        more = reader.array_step().ok()?.is_some();
    }
    Some(items)
}

fn item(reader: &mut Jiter<'_>, depth: usize) -> Option<Item> {
    Some(match reader.peek().ok()? {
        Token::Null => {
            reader.next_null().ok()?;
            Item::Null
        }
        Token::True | Token::False => Item::Scalar(reader.next_bool().ok()?.to_string()),
        Token::String => Item::Scalar(reader.next_str().ok()?.to_owned()),
        Token::Array if depth < 2 => Item::Array(items(reader, depth)?),
        Token::Array | Token::Object => {
            let start = reader.current_index();
            reader.next_skip().ok()?;
            Item::Nested(text(reader.slice_to_current(start))?)
        }
        _ => Item::Scalar(text(reader.next_number_bytes().ok()?)?),
    })
}

fn text(bytes: &[u8]) -> Option<String> {
    str::from_utf8(bytes).ok().map(str::to_owned)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn scalar(text: &str) -> Item {
        Item::Scalar(text.to_owned())
    }

    #[test]
    fn scalars_keep_their_spelling() {
        for (json, text) in [
            ("\"a\\n\\u00e9\"", "a\né"),
            ("12345678901234567890", "12345678901234567890"),
            ("-1.50e+3", "-1.50e+3"),
            ("0", "0"),
            ("true", "true"),
            ("\"\"", ""),
        ] {
            assert_eq!(
                Plain::read(json),
                Some(Plain::Scalar(text.to_owned())),
                "{json}"
            );
        }
        assert_eq!(Plain::read("null"), Some(Plain::Null));
        assert_eq!(Plain::read(""), None);
    }

    #[test]
    fn arrays_and_objects_keep_their_order() {
        assert_eq!(
            Plain::read("[\"b\",1,null,[2],{\"x\":1}]"),
            Some(Plain::Array(vec![
                scalar("b"),
                scalar("1"),
                Item::Null,
                Item::Nested("[2]".to_owned()),
                Item::Nested("{\"x\":1}".to_owned()),
            ]))
        );
        assert_eq!(
            Plain::read("{\"z\":1,\"a\":[\"x\",{\"y\":[]}],\"o\":{\"k\": [1]}}"),
            Some(Plain::Object(vec![
                ("z".to_owned(), scalar("1")),
                (
                    "a".to_owned(),
                    Item::Array(vec![scalar("x"), Item::Nested("{\"y\":[]}".to_owned())])
                ),
                ("o".to_owned(), Item::Nested("{\"k\": [1]}".to_owned())),
            ]))
        );
        assert_eq!(Plain::read("[]"), Some(Plain::Array(vec![])));
        assert_eq!(Plain::read("{}"), Some(Plain::Object(vec![])));
    }
}
