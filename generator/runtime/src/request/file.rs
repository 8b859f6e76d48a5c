//! Bytes with what a part of a form says of them.

use std::fmt;

use bytes::Bytes;

use crate::{Checker, Peek, ReadError, Reader, Slot, Value, Writer};

/// The content of a file: what `format: binary` stands for.
///
/// In a multipart form it is a part of its own, with its name and media type. JSON has no bytes: there it is a string,
/// and bytes that are no UTF-8 are refused before anything is sent.
///
/// ```
/// use oas_runtime::File;
///
/// let photo = File::new(vec![0xff, 0xd8]).named("me.jpg").of_type("image/jpeg");
/// assert_eq!(photo.name(), Some("me.jpg"));
/// let note: File = "plain text".into();
/// assert_eq!(note.content_type(), None);
/// ```
#[derive(Clone, Default, PartialEq, Eq, Hash)]
pub struct File {
    bytes: Bytes,
    about: Option<Box<About>>,
}

#[derive(Debug, Clone, Default, PartialEq, Eq, Hash)]
struct About {
    name: Option<String>,
    content_type: Option<String>,
    headers: Vec<(String, String)>,
}

impl File {
    /// Bytes without a name or media type.
    #[must_use]
    pub fn new(bytes: impl Into<Bytes>) -> Self {
        Self {
            bytes: bytes.into(),
            about: None,
        }
    }

    /// With a file name.
    #[must_use]
    pub fn named(mut self, name: impl Into<String>) -> Self {
        self.about_mut().name = Some(name.into());
        self
    }

    /// With a media type; without one it is the description's, or `application/octet-stream`.
    #[must_use]
    pub fn of_type(mut self, media_type: impl Into<String>) -> Self {
        self.about_mut().content_type = Some(media_type.into());
        self
    }

    /// With a header of the part, such as one that the description's `encoding` names.
    #[must_use]
    pub fn header(mut self, name: impl Into<String>, value: impl Into<String>) -> Self {
        self.about_mut().headers.push((name.into(), value.into()));
        self
    }

    /// The bytes.
    #[must_use]
    pub fn bytes(&self) -> &Bytes {
        &self.bytes
    }

    /// The file name.
    #[must_use]
    pub fn name(&self) -> Option<&str> {
        self.about.as_ref()?.name.as_deref()
    }

    /// The media type.
    #[must_use]
    pub fn content_type(&self) -> Option<&str> {
        self.about.as_ref()?.content_type.as_deref()
    }

    pub(super) fn headers(&self) -> &[(String, String)] {
        self.about.as_ref().map_or(&[], |about| &about.headers)
    }

    fn about_mut(&mut self) -> &mut About {
        self.about.get_or_insert_default()
    }
}

impl<B: Into<Bytes>> From<B> for File {
    fn from(bytes: B) -> Self {
        Self::new(bytes)
    }
}

impl fmt::Debug for File {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("File")
            .field("name", &self.name())
            .field("content_type", &self.content_type())
            .field("bytes", &self.bytes.len())
            .finish_non_exhaustive()
    }
}

impl Peek for File {
    fn write(&self, writer: &mut Writer) {
        writer.file(self);
    }
}

impl Slot for File {
    fn read(&mut self, reader: &mut Reader<'_>) -> Result<(), ReadError> {
        *self = Self::new(reader.string()?.into_owned());
        Ok(())
    }

    fn reset(&mut self) {
        *self = Self::default();
    }
}

impl Value for File {
    fn blank() -> Self {
        Self::default()
    }
}

/// JSON text as a string: the value of a parameter whose `content` is JSON.
///
/// ```
/// use oas_runtime::{JsonText, json};
/// assert_eq!(json::to_string(&JsonText(&vec![1_i64])), r#""[1]""#);
/// ```
#[derive(Debug, Clone, Copy)]
pub struct JsonText<'a, T: ?Sized>(pub &'a T);

impl<T: Peek + ?Sized> Peek for JsonText<'_, T> {
    fn write(&self, writer: &mut Writer) {
        writer.string(&crate::json::to_string(self.0));
    }

    fn is_absent(&self) -> bool {
        self.0.is_absent()
    }

    fn is_secret(&self) -> bool {
        self.0.is_secret()
    }

    fn check(&self, checker: &mut Checker) {
        self.0.check(checker);
    }

    fn keeps_rules(&self) -> bool {
        self.0.keeps_rules()
    }
}
