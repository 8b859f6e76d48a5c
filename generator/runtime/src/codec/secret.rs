//! Text that is not shown: passwords, tokens, and what a description calls `writeOnly`.

use std::convert::Infallible;
use std::fmt;
use std::str::FromStr;

use super::{Peek, ReadError, Reader, SecretSearch, Slot, Value, Writer};
use crate::response::REDACTED;

/// A string that no log shows: its `Debug` says that there is one, and it has no `Display`. [`Secret::expose`] hands it out.
///
/// ```
/// use oas_runtime::Secret;
/// let password = Secret::from("correct horse");
/// assert_eq!(format!("{password:?}"), "Secret([redacted])");
/// assert_eq!(password.expose(), "correct horse");
/// assert_eq!(oas_runtime::json::to_string(&password), r#""correct horse""#);
/// ```
#[derive(Clone, PartialEq, Eq, Hash, Default)]
pub struct Secret(String);

impl Secret {
    /// The text.
    #[must_use]
    pub fn expose(&self) -> &str {
        &self.0
    }

    /// The text.
    #[must_use]
    pub fn into_exposed(self) -> String {
        self.0
    }
}

impl fmt::Debug for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Secret")
            .field(&format_args!("{REDACTED}"))
            .finish()
    }
}

impl From<String> for Secret {
    fn from(text: String) -> Self {
        Self(text)
    }
}

impl From<&str> for Secret {
    fn from(text: &str) -> Self {
        Self(text.to_owned())
    }
}

/// Any text is one: a text of an answer is read so.
impl FromStr for Secret {
    type Err = Infallible;

    fn from_str(text: &str) -> Result<Self, Infallible> {
        Ok(Self::from(text))
    }
}

impl Peek for Secret {
    fn write(&self, writer: &mut Writer) {
        writer.string(&self.0);
    }

    fn is_secret(&self) -> bool {
        true
    }
}

impl Slot for Secret {
    fn read(&mut self, reader: &mut Reader<'_>) -> Result<(), ReadError> {
        self.0.read(reader)
    }

    fn reset(&mut self) {
        self.0.clear();
    }

    fn holds_secret_of(&self, search: &mut SecretSearch) -> bool {
        Self::holds_secret(search)
    }
}

impl Value for Secret {
    const ROUNDS: bool = false;

    fn blank() -> Self {
        Self::default()
    }

    fn holds_secret(search: &mut SecretSearch) -> bool {
        let _ = search;
        true
    }
}

crate::__serde!([] Secret);
