//! Any JSON value, kept as the text it was read from.

use std::fmt;
use std::str::FromStr;

use super::{Kind, Peek, ReadError, Reader, Slot, Value, Writer};

const NULL: &str = "null";

/// Any JSON value, as its text: no number loses a digit, no object its order.
///
/// Whitespace between tokens is not kept. Two values are equal when the rest of their text is.
///
/// ```
/// use oas_runtime::{Json, Kind};
/// let json: Json = r#"{ "pi": 3.14159265358979323846264338 }"#.parse()?;
/// assert_eq!(json.as_str(), r#"{"pi":3.14159265358979323846264338}"#);
/// assert_eq!(json.kind(), Kind::Object);
/// assert!("{".parse::<Json>().is_err());
/// # Ok::<(), oas_runtime::ReadError>(())
/// ```
#[derive(Clone, PartialEq, Eq, Hash, Default)]
pub struct Json(Box<str>);

impl fmt::Debug for Json {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Json").field(&self.as_str()).finish()
    }
}

impl Json {
    /// `null`, which is also the default. It is kept as the empty text, which takes no allocation.
    #[must_use]
    pub fn null() -> Self {
        Self::default()
    }

    /// The JSON text of any value that can be written.
    #[must_use]
    pub fn of<T: Peek + ?Sized>(value: &T) -> Self {
        Self::from_compact(super::json::to_string(value))
    }

    /// The JSON text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        if self.0.is_empty() { NULL } else { &self.0 }
    }

    /// What the value is.
    #[must_use]
    pub fn kind(&self) -> Kind {
        Reader::new(self.as_str()).kind().unwrap_or(Kind::Null)
    }

    /// Whether the value is `null`.
    #[must_use]
    pub fn is_null(&self) -> bool {
        self.0.is_empty()
    }

    /// Reads the value as another type.
    ///
    /// # Errors
    /// When it is not of that type.
    pub fn read<T: Value>(&self) -> Result<T, ReadError> {
        super::json::from_str(self.as_str())
    }

    /// The value as serde_json holds it: numbers as that crate's features make them.
    ///
    /// # Errors
    /// When serde_json refuses the text: a number beyond f64 in size, a string that is no Unicode text.
    pub fn to_value(&self) -> Result<serde_json::Value, serde_json::Error> {
        serde_json::from_str(self.as_str())
    }

    /// Takes over text that is known to be one JSON value.
    pub(crate) fn from_checked(text: &str) -> Self {
        Self::from_compact(compact(text.trim_ascii()))
    }

    fn from_compact(text: impl Into<Box<str>>) -> Self {
        match text.into() {
            text if &*text == NULL => Self::null(),
            text => Self(text),
        }
    }
}

/// Takes the whitespace between the tokens of a well-formed JSON text away.
fn compact(text: &str) -> Box<str> {
    if !text.bytes().any(|b| b.is_ascii_whitespace()) {
        return text.into();
    }
    let (mut quoted, mut escaped) = (false, false);
    let significant = |c: &char| {
        let keep = quoted || !c.is_ascii_whitespace();
        match c {
            _ if escaped => escaped = false,
            '\\' => escaped = true,
            '"' => quoted = !quoted,
            _ => {}
        }
        keep
    };
    text.chars().filter(significant).collect::<String>().into()
}

impl FromStr for Json {
    type Err = ReadError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        super::json::from_str(text)
    }
}

impl From<&serde_json::Value> for Json {
    fn from(value: &serde_json::Value) -> Self {
        Self::from_compact(value.to_string())
    }
}

impl From<serde_json::Value> for Json {
    fn from(value: serde_json::Value) -> Self {
        Self::from(&value)
    }
}

impl fmt::Display for Json {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl Peek for Json {
    fn write(&self, writer: &mut Writer) {
        writer.raw(self.as_str());
    }
}

impl Slot for Json {
    fn read(&mut self, reader: &mut Reader<'_>) -> Result<(), ReadError> {
        *self = Self::from_checked(reader.raw()?);
        Ok(())
    }

    fn reset(&mut self) {
        *self = Self::null();
    }

    fn accepts_null(&self) -> bool {
        true
    }
}

impl Value for Json {
    const ACCEPTS_NULL: bool = true;

    fn blank() -> Self {
        Self::null()
    }
}

crate::__serde!([] Json);
