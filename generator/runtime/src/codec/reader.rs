//! The pull reader that every slot reads from: `jiter` with a depth limit and this crate's errors.

use std::borrow::Cow;

use jiter::{Jiter, JiterResult};

use super::ReadError;
use super::attempt::Trial;
use super::scan::find_special;

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
/// Objects, arrays, plain strings and names are walked here, since they are most of a document, and so are strings that are
/// kept raw; other escapes, numbers and literals are left to `jiter`, set up at the value's first byte.
///
/// ```
/// use oas_runtime::{Kind, Reader};
/// let mut reader = Reader::new(r#" "sync" "#);
/// assert_eq!(reader.kind()?, Kind::String);
/// assert_eq!(reader.string()?, "sync");
/// reader.finish()?;
/// # Ok::<(), oas_runtime::ReadError>(())
/// ```
#[derive(Debug)]
pub struct Reader<'j> {
    text: &'j str,
    at: usize,
    depth: usize,
    pub(super) trial: Trial,
}

/// A place in a text.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Mark {
    at: usize,
    depth: usize,
}

impl<'j> Reader<'j> {
    /// How many arrays and objects may stand inside each other; deeper documents are refused, so that a hostile one
    /// cannot exhaust the stack.
    pub const MAX_DEPTH: usize = 128;

    /// A reader at the start of `text`.
    #[must_use]
    pub const fn new(text: &'j str) -> Self {
        Self {
            text,
            at: 0,
            depth: 0,
            trial: Trial::NONE,
        }
    }

    /// The offset of the next value's first byte (of the next token, outside of values).
    #[must_use]
    pub fn offset(&mut self) -> usize {
        self.token();
        self.at
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
            _ => Err(self.fault("expected a value")),
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
        self.expect(b'n', Kind::Null)?;
        self.delegate(Jiter::next_null)
    }

    /// Reads `true` or `false`.
    ///
    /// # Errors
    /// When the next value is anything else.
    pub fn bool(&mut self) -> Result<bool, ReadError> {
        match self.byte()? {
            b't' | b'f' => self.delegate(Jiter::next_bool),
            _ => Err(self.mismatch(Kind::Bool.describe())),
        }
    }

    /// Reads a string, its escapes resolved.
    ///
    /// # Errors
    /// When the next value is not a string, or one that is no Unicode text (a lone surrogate).
    pub fn string(&mut self) -> Result<Cow<'j, str>, ReadError> {
        self.expect(b'"', Kind::String)?;
        self.quoted()
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
        if !matches!(self.byte()?, b'-' | b'0'..=b'9') {
            return Err(self.mismatch(expected));
        }
        let start = self.at;
        self.delegate(|jiter| jiter.next_number_bytes().map(drop))?;
        Ok(self.since(start))
    }

    /// Reads any value, and hands out its text.
    ///
    /// Strings in it need not be Unicode text: RFC 8259, section 8.2, allows lone surrogates as escapes.
    ///
    /// # Errors
    /// When the value is malformed or nests too deep.
    pub fn raw(&mut self) -> Result<&'j str, ReadError> {
        let start = self.offset();
        self.pass()?;
        Ok(self.since(start))
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
        self.expect(b'[', Kind::Array)?;
        self.enter()?;
        let mut index = 0;
        while self.next_item(index == 0)? {
            item(self).map_err(|e| e.inside_index(index))?;
            index += 1;
        }
        Ok(())
    }

    /// Reads an object, calling `member` with each name, before its value is read.
    ///
    /// # Errors
    /// When the next value is not an object, is malformed, or `member` fails.
    pub fn object(
        &mut self,
        member: &mut dyn FnMut(&mut Self, &str) -> Result<(), ReadError>,
    ) -> Result<(), ReadError> {
        self.open_object()?;
        let mut first = true;
        while self.next_member(first)? {
            let name = self.name()?;
            member(self, &name).map_err(|e| e.inside(&name))?;
            first = false;
        }
        Ok(())
    }

    /// Enters the object that is the next value.
    pub(crate) fn open_object(&mut self) -> Result<(), ReadError> {
        self.expect(b'{', Kind::Object)?;
        self.enter()
    }

    /// Goes to the name of the next member of the object; `false` when the object ended.
    pub(crate) fn next_member(&mut self, first: bool) -> Result<bool, ReadError> {
        match self.token() {
            Some(b'"') if first => Ok(true),
            Some(b'}') => Ok(self.leave()),
            Some(b',') if !first => self.after_comma(),
            Some(_) if first => Err(self.fault("key must be a string")),
            Some(_) => Err(self.fault("expected `,` or `}`")),
            None => Err(self.fault("EOF while parsing an object")),
        }
    }

    /// The member's name that stands here; goes to the value.
    pub(crate) fn name(&mut self) -> Result<Cow<'j, str>, ReadError> {
        let name = self.quoted()?;
        self.colon()?;
        Ok(name)
    }

    fn colon(&mut self) -> Result<(), ReadError> {
        match self.token() {
            Some(b':') => {
                self.at += 1;
                Ok(())
            }
            Some(_) => Err(self.fault("expected `:`")),
            None => Err(self.fault("EOF while parsing an object")),
        }
    }

    /// Whether the member's name that stands here is `name`, spelt without escapes and followed by its colon; goes to the
    /// value then.
    pub(crate) fn name_is(&mut self, name: &str) -> bool {
        let rest = self.text.as_bytes().get(self.at + 1..).unwrap_or_default();
        let found = rest
            .strip_prefix(name.as_bytes())
            .is_some_and(|rest| rest.starts_with(b"\":"));
        if found {
            self.at += name.len() + 3;
        }
        found
    }

    /// This place, to come back to.
    #[inline]
    pub(crate) fn mark(&self) -> Mark {
        Mark {
            at: self.at,
            depth: self.depth,
        }
    }

    /// Goes back to a place.
    pub(super) fn rewind(&mut self, mark: Mark) {
        (self.at, self.depth) = (mark.at, mark.depth);
    }

    /// The text from a place to here.
    pub(crate) fn since_mark(&self, mark: Mark) -> &'j str {
        self.since(mark.at)
    }

    /// The same reader at the same place.
    pub(super) const fn fork(&self) -> Self {
        Self { ..*self }
    }

    /// Makes sure that nothing but whitespace follows.
    ///
    /// # Errors
    /// When something does.
    pub fn finish(&mut self) -> Result<(), ReadError> {
        match self.token() {
            None => Ok(()),
            Some(_) => Err(self.fault("trailing characters")),
        }
    }

    /// An error at the next value: `expected` was expected.
    #[cold]
    pub(crate) fn mismatch(&mut self, expected: &'static str) -> ReadError {
        match self.kind() {
            Ok(kind) => self.fault(format!("expected {expected}, found {}", kind.describe())),
            Err(error) => error,
        }
    }

    /// An error at this place.
    #[cold]
    fn fault(&self, message: impl Into<Cow<'static, str>>) -> ReadError {
        ReadError::new(self.at, message)
    }

    /// Skips whitespace; the byte after it.
    #[inline]
    fn token(&mut self) -> Option<u8> {
        let bytes = self.text.as_bytes();
        while let Some(byte) = bytes.get(self.at) {
            match byte {
                b' ' | b'\n' | b'\r' | b'\t' => self.at += 1,
                byte => return Some(*byte),
            }
        }
        None
    }

    /// The first byte of the next value.
    #[inline]
    fn byte(&mut self) -> Result<u8, ReadError> {
        self.token()
            .ok_or_else(|| self.fault("EOF while parsing a value"))
    }

    #[inline]
    fn expect(&mut self, first: u8, expected: Kind) -> Result<(), ReadError> {
        if self.byte()? == first {
            Ok(())
        } else {
            Err(self.mismatch(expected.describe()))
        }
    }

    /// The string whose opening quote stands here.
    fn quoted(&mut self) -> Result<Cow<'j, str>, ReadError> {
        let bytes = self.text.as_bytes();
        let end = find_special(bytes, self.at + 1);
        if bytes.get(end) == Some(&b'"') {
            let text = self.text.get(self.at + 1..end).unwrap_or_default();
            self.at = end + 1;
            return Ok(Cow::Borrowed(text));
        }
        self.delegate(|jiter| jiter.next_str().map(str::to_owned))
            .map(Cow::Owned)
    }

    /// Goes past any value. The depth limit bounds the recursion.
    fn pass(&mut self) -> Result<(), ReadError> {
        match self.kind()? {
            Kind::Null => self.delegate(Jiter::next_null),
            Kind::Bool => self.delegate(Jiter::next_bool).map(drop),
            Kind::Number => self.number().map(drop),
            Kind::String => self.pass_quoted(),
            Kind::Array => self.pass_items(),
            Kind::Object => self.pass_members(),
        }
    }

    fn pass_items(&mut self) -> Result<(), ReadError> {
        self.enter()?;
        let mut first = true;
        while self.next_item(first)? {
            self.pass()?;
            first = false;
        }
        Ok(())
    }

    fn pass_members(&mut self) -> Result<(), ReadError> {
        self.enter()?;
        let mut first = true;
        while self.next_member(first)? {
            self.pass_quoted()?;
            self.colon()?;
            self.pass()?;
            first = false;
        }
        Ok(())
    }

    /// Goes past the string whose opening quote stands here, whatever code points its escapes stand for.
    fn pass_quoted(&mut self) -> Result<(), ReadError> {
        match end_of_string(self.text.as_bytes(), self.at + 1) {
            Some(end) => {
                self.at = end;
                Ok(())
            }
            None => self.malformed(),
        }
    }

    /// The error of a malformed string, as `jiter` words it.
    #[cold]
    fn malformed(&mut self) -> Result<(), ReadError> {
        let fault = self.fault("malformed string");
        self.delegate(|jiter| jiter.next_str().map(drop))?;
        Err(fault)
    }

    fn after_comma(&mut self) -> Result<bool, ReadError> {
        self.at += 1;
        match self.token() {
            Some(b'"') => Ok(true),
            Some(b'}') => Err(self.fault("trailing comma")),
            Some(_) => Err(self.fault("key must be a string")),
            None => Err(self.fault("EOF while parsing an object")),
        }
    }

    /// Goes to the next item of the array; `false` when the array ended.
    fn next_item(&mut self, first: bool) -> Result<bool, ReadError> {
        match self.token() {
            Some(b']') => Ok(self.leave()),
            Some(_) if first => Ok(true),
            Some(b',') => {
                self.at += 1;
                if self.token() == Some(b']') {
                    Err(self.fault("trailing comma"))
                } else {
                    Ok(true)
                }
            }
            Some(_) => Err(self.fault("expected `,` or `]`")),
            None => Err(self.fault("EOF while parsing a list")),
        }
    }

    /// Enters the array or object whose bracket stands here.
    fn enter(&mut self) -> Result<(), ReadError> {
        if self.depth == Self::MAX_DEPTH {
            return Err(too_deep(self.at));
        }
        self.depth += 1;
        self.at += 1;
        Ok(())
    }

    /// Leaves the array or object whose closing bracket stands here; `false`, as there is no next member.
    fn leave(&mut self) -> bool {
        self.depth -= 1;
        self.at += 1;
        false
    }

    /// Lets `jiter` read the value that stands here.
    fn delegate<T>(
        &mut self,
        read: impl FnOnce(&mut Jiter<'j>) -> JiterResult<T>,
    ) -> Result<T, ReadError> {
        let start = self.at;
        let mut jiter = Jiter::new(self.text.as_bytes().get(start..).unwrap_or_default());
        let value = read(&mut jiter).map_err(|e| ReadError::malformed(&e, start))?;
        self.at = start + jiter.current_index();
        Ok(value)
    }

    /// The text from `start` to here.
    fn since(&self, start: usize) -> &'j str {
        self.text.get(start..self.at).unwrap_or_default()
    }
}

/// The index after the closing quote of a string whose text starts at `at`; none when it is malformed.
fn end_of_string(bytes: &[u8], mut at: usize) -> Option<usize> {
    loop {
        at = find_special(bytes, at);
        at += match (bytes.get(at)?, bytes.get(at + 1)) {
            (b'"', _) => return Some(at + 1),
            (b'\\', Some(b'"' | b'\\' | b'/' | b'b' | b'f' | b'n' | b'r' | b't')) => 2,
            (b'\\', Some(b'u')) => {
                let digits = bytes.get(at + 2..at + 6)?;
                digits.iter().all(u8::is_ascii_hexdigit).then_some(6)?
            }
            _ => return None,
        };
    }
}

#[cold]
fn too_deep(offset: usize) -> ReadError {
    ReadError::new(offset, "more than 128 arrays and objects inside each other")
}
