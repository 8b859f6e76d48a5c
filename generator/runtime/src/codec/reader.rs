//! The pull reader that every slot reads from: `jiter` with a depth limit and this crate's errors.

use std::borrow::Cow;

use jiter::{Jiter, JiterError};

use super::ReadError;

/// What a JSON value is, seen from its first byte.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// `null`
    Null,
    /// `true` or `false`
    Bool,
    /// A number
    Number,
    /// A string
    String,
    /// An array
    Array,
    /// An object
    Object,
}

impl Kind {
    /// The kind with its article, as error messages name it.
    #[must_use]
    pub fn describe(self) -> &'static str {
        match self {
            Self::Null => "null",
            Self::Bool => "a boolean",
            Self::Number => "a number",
            Self::String => "a string",
            Self::Array => "an array",
            Self::Object => "an object",
        }
    }
}

/// Reads JSON text value by value. Strings are borrowed from the text unless they hold escapes.
///
/// ```
/// use oas_runtime::{Kind, Reader};
/// let mut reader = Reader::new(br#" "scim" "#);
/// assert_eq!(reader.kind()?, Kind::String);
/// assert_eq!(reader.string()?, "scim");
/// reader.finish()?;
/// # Ok::<(), oas_runtime::ReadError>(())
/// ```
#[derive(Debug)]
pub struct Reader<'j> {
    jiter: Jiter<'j>,
    text: &'j [u8],
    depth: usize,
}

impl<'j> Reader<'j> {
    /// How many arrays and objects may stand inside each other; deeper documents are refused, so that a hostile one
    /// cannot exhaust the stack.
    pub const MAX_DEPTH: usize = 128;

    /// A reader at the start of `text`.
    #[must_use]
    pub fn new(text: &'j [u8]) -> Self {
        Self {
            jiter: Jiter::new(text),
            text,
            depth: 0,
        }
    }

    /// The offset of the next value's first byte (of the next token, outside of values).
    #[must_use]
    pub fn offset(&mut self) -> usize {
        let _ = self.jiter.peek();
        self.jiter.current_index()
    }

    /// What the next value is.
    ///
    /// # Errors
    /// When there is no value.
    pub fn kind(&mut self) -> Result<Kind, ReadError> {
        match self.byte()? {
            b'n' => Ok(Kind::Null),
            b't' | b'f' => Ok(Kind::Bool),
            b'"' => Ok(Kind::String),
            b'[' => Ok(Kind::Array),
            b'{' => Ok(Kind::Object),
            b'-' | b'0'..=b'9' => Ok(Kind::Number),
            _ => Err(ReadError::new(
                self.jiter.current_index(),
                "expected a value",
            )),
        }
    }

    /// Whether the next value is `null`.
    pub(crate) fn at_null(&mut self) -> Result<bool, ReadError> {
        Ok(self.byte()? == b'n')
    }

    /// Reads a `null`.
    ///
    /// # Errors
    /// When the next value is anything else.
    pub fn null(&mut self) -> Result<(), ReadError> {
        self.expect(b'n', Kind::Null.describe())?;
        self.jiter.known_null().map_err(convert)
    }

    /// Reads `true` or `false`.
    ///
    /// # Errors
    /// When the next value is anything else.
    pub fn bool(&mut self) -> Result<bool, ReadError> {
        match self.jiter.peek().map_err(convert)? {
            peek @ (jiter::Peek::True | jiter::Peek::False) => {
                self.jiter.known_bool(peek).map_err(convert)
            }
            _ => Err(self.mismatch(Kind::Bool.describe())),
        }
    }

    /// Reads a string, its escapes resolved.
    ///
    /// # Errors
    /// When the next value is not a string, or one that is no Unicode text (a lone surrogate, broken UTF-8).
    pub fn string(&mut self) -> Result<&str, ReadError> {
        self.expect(b'"', Kind::String.describe())?;
        self.jiter.known_str().map_err(convert)
    }

    /// Reads a number as it is spelt, whatever its size.
    ///
    /// # Errors
    /// When the next value is not a number.
    pub fn number(&mut self) -> Result<&'j str, ReadError> {
        self.number_as(Kind::Number.describe())
    }

    /// Reads a number, named `expected` in the error.
    pub(crate) fn number_as(&mut self, expected: &'static str) -> Result<&'j str, ReadError> {
        let peek = self.jiter.peek().map_err(convert)?;
        if !matches!(peek.into_inner(), b'-' | b'0'..=b'9') {
            return Err(self.mismatch(expected));
        }
        let start = self.jiter.current_index();
        self.jiter.known_number_bytes(peek).map_err(convert)?;
        self.since(start)
    }

    /// Reads any value, and hands out its text.
    ///
    /// # Errors
    /// When the value is malformed or nests too deep.
    pub fn raw(&mut self) -> Result<&'j str, ReadError> {
        let start = self.offset();
        self.jiter.next_skip().map_err(convert)?;
        let text = self.since(start)?;
        if self.depth + nesting(text) > Self::MAX_DEPTH {
            return Err(too_deep(start));
        }
        Ok(text)
    }

    /// Reads any value and forgets it.
    ///
    /// # Errors
    /// As [`Reader::raw`].
    pub fn skip(&mut self) -> Result<(), ReadError> {
        self.raw().map(drop)
    }

    /// Reads an array, calling `item` once an item, at its first byte.
    ///
    /// # Errors
    /// When the next value is not an array, is malformed, or `item` fails.
    pub fn array(
        &mut self,
        item: &mut dyn FnMut(&mut Self) -> Result<(), ReadError>,
    ) -> Result<(), ReadError> {
        self.expect(b'[', Kind::Array.describe())?;
        self.enter()?;
        let mut next = self.jiter.known_array().map_err(convert)?;
        let mut index = 0;
        while next.is_some() {
            item(self).map_err(|e| e.inside_index(index))?;
            index += 1;
            next = self.jiter.array_step().map_err(convert)?;
        }
        self.depth -= 1;
        Ok(())
    }

    /// Reads an object, calling `member` with each name, at the first byte of its value.
    ///
    /// # Errors
    /// When the next value is not an object, is malformed, or `member` fails.
    pub fn object(
        &mut self,
        member: &mut dyn FnMut(&mut Self, &str) -> Result<(), ReadError>,
    ) -> Result<(), ReadError> {
        self.open_object()?;
        let mut name = self.first_key()?.map(str::to_owned);
        while let Some(key) = name {
            member(self, &key).map_err(|e| e.inside(&key))?;
            name = self.next_key()?.map(str::to_owned);
        }
        Ok(())
    }

    /// Enters the object that is the next value; [`Reader::first_key`] must follow.
    pub(crate) fn open_object(&mut self) -> Result<(), ReadError> {
        self.expect(b'{', Kind::Object.describe())?;
        self.enter()
    }

    /// The first name of the object just entered; `None` leaves the object.
    pub(crate) fn first_key(&mut self) -> Result<Option<&str>, ReadError> {
        let key = self.jiter.known_object().map_err(convert)?;
        self.depth -= usize::from(key.is_none());
        Ok(key)
    }

    /// The next name of the object; `None` leaves the object.
    pub(crate) fn next_key(&mut self) -> Result<Option<&str>, ReadError> {
        let key = self.jiter.next_key().map_err(convert)?;
        self.depth -= usize::from(key.is_none());
        Ok(key)
    }

    /// A reader of a value that [`Reader::raw`] handed out, counting depth on from here.
    pub(crate) fn nested<'r>(&self, text: &'r str) -> Reader<'r> {
        Reader {
            depth: self.depth,
            ..Reader::new(text.as_bytes())
        }
    }

    /// Makes sure that nothing but whitespace follows.
    ///
    /// # Errors
    /// When something does.
    pub fn finish(&mut self) -> Result<(), ReadError> {
        self.jiter.finish().map_err(convert)
    }

    /// An error at the next value: `expected` was expected.
    #[cold]
    pub(crate) fn mismatch(&mut self, expected: &'static str) -> ReadError {
        match self.kind() {
            Ok(kind) => self.error(format!("expected {expected}, found {}", kind.describe())),
            Err(error) => error,
        }
    }

    /// An error at the next value.
    #[cold]
    pub(crate) fn error(&mut self, message: impl Into<Cow<'static, str>>) -> ReadError {
        ReadError::new(self.offset(), message)
    }

    fn byte(&mut self) -> Result<u8, ReadError> {
        Ok(self.jiter.peek().map_err(convert)?.into_inner())
    }

    fn expect(&mut self, first: u8, expected: &'static str) -> Result<(), ReadError> {
        if self.byte()? == first {
            Ok(())
        } else {
            Err(self.mismatch(expected))
        }
    }

    fn enter(&mut self) -> Result<(), ReadError> {
        if self.depth == Self::MAX_DEPTH {
            return Err(too_deep(self.jiter.current_index()));
        }
        self.depth += 1;
        Ok(())
    }

    /// The text from `start` to here. `jiter` skips without looking at UTF-8, so this is where it is looked at.
    fn since(&self, start: usize) -> Result<&'j str, ReadError> {
        let text = self
            .text
            .get(start..self.jiter.current_index())
            .unwrap_or_default();
        std::str::from_utf8(text)
            .map_err(|e| ReadError::new(start + e.valid_up_to(), "invalid UTF-8"))
    }
}

/// How many arrays and objects stand inside each other in a well-formed `text`.
fn nesting(text: &str) -> usize {
    let (mut depth, mut deepest, mut quoted, mut escaped) = (0_usize, 0, false, false);
    for byte in text.bytes() {
        match byte {
            _ if escaped => escaped = false,
            b'\\' => escaped = true,
            b'"' => quoted = !quoted,
            b'[' | b'{' if !quoted => depth += 1,
            b']' | b'}' if !quoted => depth = depth.saturating_sub(1),
            _ => {}
        }
        deepest = deepest.max(depth);
    }
    deepest
}

#[cold]
fn too_deep(offset: usize) -> ReadError {
    ReadError::new(offset, "more than 128 arrays and objects inside each other")
}

#[cold]
#[expect(
    clippy::needless_pass_by_value,
    reason = "the shape that map_err wants"
)]
fn convert(error: JiterError) -> ReadError {
    ReadError::new(error.index, error.error_type.to_string())
}
