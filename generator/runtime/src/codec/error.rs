//! What is said when a document cannot be read: where (JSON pointer and byte offset) and why.

use std::borrow::Cow;
use std::fmt;

use jiter::{JiterError, JiterErrorType, JsonErrorType};

/// A document that is not JSON, or not of the type asked for.
///
/// The text names types and members, never the values that were read.
///
/// ```
/// let error = oas_runtime::json::from_str::<Vec<bool>>("[true, 1]").unwrap_err();
/// assert_eq!((error.pointer(), error.offset()), ("/1", 7));
/// assert_eq!(error.to_string(), "expected a boolean, found a number at /1, byte 7");
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReadError(Box<Inner>);

#[derive(Debug, Clone, PartialEq, Eq)]
struct Inner {
    pointer: String,
    offset: usize,
    message: Cow<'static, str>,
    /// Whether it is a number that the type at hand does not hold.
    beyond: bool,
}

impl ReadError {
    /// An error at `offset` of the text, in the value that is being read.
    #[cold]
    pub fn new(offset: usize, message: impl Into<Cow<'static, str>>) -> Self {
        Self(Box::new(Inner {
            pointer: String::new(),
            offset,
            message: message.into(),
            beyond: false,
        }))
    }

    /// An error at `offset`: a number that is of the right kind, but beyond what its type holds.
    #[cold]
    pub(super) fn beyond(offset: usize, message: impl Into<Cow<'static, str>>) -> Self {
        let mut error = Self::new(offset, message);
        error.0.beyond = true;
        error
    }

    /// What `jiter` found in the value that starts at `start`.
    #[cold]
    pub(super) fn malformed(error: &JiterError, start: usize) -> Self {
        let message = match &error.error_type {
            JiterErrorType::JsonError(JsonErrorType::ExpectedSomeIdent) => {
                Cow::Borrowed("this is no JSON: `true`, `false` and `null` are its only words")
            }
            other => Cow::Owned(other.to_string()),
        };
        Self::new(start + error.index, message)
    }

    /// Whether it is a number beyond what its type holds.
    pub(super) fn is_beyond(&self) -> bool {
        self.0.beyond
    }

    /// Where it happened: an RFC 6901 pointer, empty for the whole document.
    #[must_use]
    pub fn pointer(&self) -> &str {
        &self.0.pointer
    }

    /// Where it happened: a byte offset into the text.
    #[must_use]
    pub fn offset(&self) -> usize {
        self.0.offset
    }

    /// What happened, without the place.
    #[must_use]
    pub fn message(&self) -> &str {
        &self.0.message
    }

    /// Another error at the same pointer.
    #[cold]
    #[must_use]
    pub(crate) fn replaced(mut self, offset: usize, message: &'static str) -> Self {
        self.0.offset = offset;
        self.0.message = Cow::Borrowed(message);
        self
    }

    /// The same error in a text that has so many bytes before this one.
    #[cold]
    pub(super) fn behind(mut self, bytes: usize) -> Self {
        self.0.offset += bytes;
        self
    }

    /// The same error seen from the value that holds this one under `name`.
    #[cold]
    #[must_use]
    pub fn inside(mut self, name: &str) -> Self {
        let mut pointer = String::with_capacity(self.0.pointer.len() + name.len() + 1);
        push_segment(&mut pointer, name);
        pointer.push_str(&self.0.pointer);
        self.0.pointer = pointer;
        self
    }

    /// The same error seen from the array that holds this one at `index`.
    #[cold]
    #[must_use]
    pub fn inside_index(self, index: usize) -> Self {
        self.inside(&index.to_string())
    }
}

/// Appends one segment to a JSON pointer, escaped as RFC 6901, section 3 asks.
pub(crate) fn push_segment(pointer: &mut String, name: &str) {
    pointer.push('/');
    if !name.bytes().any(|b| matches!(b, b'~' | b'/')) {
        return pointer.push_str(name);
    }
    for c in name.chars() {
        match c {
            '~' => pointer.push_str("~0"),
            '/' => pointer.push_str("~1"),
            c => pointer.push(c),
        }
    }
}

impl fmt::Display for ReadError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Inner {
            pointer,
            offset,
            message,
            beyond: _,
        } = &*self.0;
        let pointer = if pointer.is_empty() {
            "the root"
        } else {
            pointer
        };
        write!(f, "{message} at {pointer}, byte {offset}")
    }
}

impl std::error::Error for ReadError {}
