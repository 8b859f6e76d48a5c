//! A value as parameters and forms see it: text, a list of texts, or a list of named texts.
//!
//! It is read from the JSON that the value writes, so that numbers and members keep their spelling and order.

use jiter::{Jiter, Peek as Token};

use super::Refused;
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
    /// An object or array inside another, as its JSON text.
    Nested(String),
}

impl Item {
    /// The text of an item; what is nested is its JSON text, where a style has nothing better.
    pub(super) fn text(&self, place: &str) -> Result<&str, Refused> {
        match self {
            Self::Scalar(text) | Self::Nested(text) => Ok(text),
            Self::Null => Err(Refused::null(place)),
        }
    }
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

    /// A JSON text, one level deep.
    pub(super) fn read(json: &str) -> Option<Self> {
        let mut reader = Jiter::new(json.as_bytes());
        match reader.peek().ok()? {
            Token::Array => items(&mut reader).map(Self::Array),
            Token::Object => members(&mut reader).map(Self::Object),
            _ => match item(&mut reader)? {
                Item::Scalar(text) => Some(Self::Scalar(text)),
                _ => Some(Self::Null),
            },
        }
    }
}

/// A value inside a JSON text.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Raw<'j> {
    /// Where it begins in the whole text.
    pub(super) at: usize,
    /// It.
    pub(super) json: &'j str,
}

impl<'j> Raw<'j> {
    /// The members of an object; nothing where it is none.
    pub(super) fn members(&self) -> Option<Vec<(String, Raw<'j>)>> {
        let mut reader = Jiter::new(self.json.as_bytes());
        let mut members = Vec::new();
        let mut name = reader.next_object().ok()?.map(str::to_owned);
        while let Some(known) = name {
            members.push((known, self.next(&mut reader)?));
            name = reader.next_key().ok()?.map(str::to_owned);
        }
        Some(members)
    }

    /// The items of an array; nothing where it is none.
    pub(super) fn items(&self) -> Option<Vec<Raw<'j>>> {
        let mut reader = Jiter::new(self.json.as_bytes());
        let mut items = Vec::new();
        let mut more = reader.next_array().ok()?.is_some();
        while more {
            items.push(self.next(&mut reader)?);
            more = reader.array_step().ok()?.is_some();
        }
        Some(items)
    }

    /// The text of a scalar, and JSON text for anything else; nothing for null.
    pub(super) fn text(&self) -> Option<String> {
        match Plain::read(self.json)? {
            Plain::Null => None,
            Plain::Scalar(text) => Some(text),
            Plain::Array(_) | Plain::Object(_) => Some(self.json.to_owned()),
        }
    }

    fn next(&self, reader: &mut Jiter<'_>) -> Option<Raw<'j>> {
        reader.peek().ok()?;
        let start = reader.current_index();
        reader.next_skip().ok()?;
        Some(Raw {
            at: self.at + start,
            json: self.json.get(start..reader.current_index())?,
        })
    }
}

fn members(reader: &mut Jiter<'_>) -> Option<Vec<(String, Item)>> {
    let mut members = Vec::new();
    let mut name = reader.next_object().ok()?.map(str::to_owned);
    while let Some(known) = name {
        members.push((known, item(reader)?));
        name = reader.next_key().ok()?.map(str::to_owned);
    }
    Some(members)
}

fn items(reader: &mut Jiter<'_>) -> Option<Vec<Item>> {
    let mut items = Vec::new();
    let mut more = reader.next_array().ok()?.is_some();
    while more {
        items.push(item(reader)?);
        more = reader.array_step().ok()?.is_some();
    }
    Some(items)
}

fn item(reader: &mut Jiter<'_>) -> Option<Item> {
    Some(match reader.peek().ok()? {
        Token::Null => {
            reader.next_null().ok()?;
            Item::Null
        }
        Token::True | Token::False => Item::Scalar(reader.next_bool().ok()?.to_string()),
        Token::String => Item::Scalar(reader.next_str().ok()?.to_owned()),
        Token::Array | Token::Object => {
            let start = reader.current_index();
            reader.next_skip().ok()?;
            Item::Nested(text(reader.slice_to_current(start))?)
        }
        _ => {
            // A whole double has a fraction in JSON, which many who take an integer in a parameter refuse.
            let number = reader.next_number_bytes().ok()?;
            Item::Scalar(text(number.strip_suffix(b".0").unwrap_or(number))?)
        }
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
            ("-2.0", "-2"),
            ("2.00", "2.00"),
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
    fn raw_values_know_where_they_stand() {
        let whole = Raw {
            at: 10,
            json: r#"{"a": [1,"x"],"b":null}"#,
        };
        let members = whole.members().unwrap();
        assert_eq!((members[0].1.at, members[0].1.json), (16, r#"[1,"x"]"#));
        assert_eq!(members[1].1.text(), None);
        let items = members[0].1.items().unwrap();
        assert_eq!((items[1].at, items[1].text().as_deref()), (19, Some("x")));
        assert_eq!(whole.items(), None);
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
                    Item::Nested("[\"x\",{\"y\":[]}]".to_owned())
                ),
                ("o".to_owned(), Item::Nested("{\"k\": [1]}".to_owned())),
            ]))
        );
        assert_eq!(Plain::read("[]"), Some(Plain::Array(vec![])));
        assert_eq!(Plain::read("{}"), Some(Plain::Object(vec![])));
    }
}
