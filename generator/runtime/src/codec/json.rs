//! Values to JSON text and back, without a detour through serde.

use super::{Peek, ReadError, Reader, Slot, Value, Writer};

/// Reads one JSON document (RFC 8259, UTF-8, with or without a byte order mark).
///
/// ```
/// let names: Vec<String> = oas_runtime::json::from_slice(br#"["a", "b"]"#)?;
/// assert_eq!(names, ["a", "b"]);
/// # Ok::<(), oas_runtime::ReadError>(())
/// ```
///
/// # Errors
/// [`ReadError`] when the text is not one JSON document or not of type `T`, or nests deeper than
/// [`Reader::MAX_DEPTH`] levels.
pub fn from_slice<T: Value>(text: &[u8]) -> Result<T, ReadError> {
    let mut value = T::blank();
    read(text, &mut value)?;
    Ok(value)
}

/// Reads one JSON document; see [`from_slice`].
///
/// ```
/// assert_eq!(oas_runtime::json::from_str::<Option<i64>>(" 7 ")?, Some(7));
/// # Ok::<(), oas_runtime::ReadError>(())
/// ```
///
/// # Errors
/// As [`from_slice`].
pub fn from_str<T: Value>(text: &str) -> Result<T, ReadError> {
    let mut value = T::blank();
    read_document(text, &mut value)?;
    Ok(value)
}

/// Writes a value as JSON text, without insignificant whitespace.
///
/// ```
/// assert_eq!(oas_runtime::json::to_vec(&Some(true)), b"true");
/// ```
#[must_use]
pub fn to_vec<T: Peek + ?Sized>(value: &T) -> Vec<u8> {
    to_string(value).into_bytes()
}

/// Writes a value as JSON text, without insignificant whitespace.
///
/// ```
/// assert_eq!(oas_runtime::json::to_string("a\"b"), r#""a\"b""#);
/// ```
#[must_use]
pub fn to_string<T: Peek + ?Sized>(value: &T) -> String {
    let mut writer = Writer::new();
    value.write(&mut writer);
    writer.into_string()
}

/// What some servers put before UTF-8.
pub(crate) const MARK: &[u8] = "\u{feff}".as_bytes();

/// Reads the whole of `text` into `slot`, as [`from_slice`] does. A byte order mark is passed over (RFC 8259 section 8.1).
pub(crate) fn read(text: &[u8], slot: &mut dyn Slot) -> Result<(), ReadError> {
    if let Some(rest) = text.strip_prefix(MARK) {
        return read_unmarked(rest, slot).map_err(|error| error.behind(MARK.len()));
    }
    read_unmarked(text, slot)
}

fn read_unmarked(text: &[u8], slot: &mut dyn Slot) -> Result<(), ReadError> {
    match std::str::from_utf8(text) {
        Ok(text) => read_document(text, slot),
        Err(error) => Err(not_unicode(text, error.valid_up_to(), slot)),
    }
}

/// Reads the whole of `text` into `slot`: a value, and nothing but whitespace after it.
pub(crate) fn read_document(text: &str, slot: &mut dyn Slot) -> Result<(), ReadError> {
    let mut reader = Reader::new(text);
    slot.read(&mut reader)?;
    reader.finish()
}

/// The error of a text that is UTF-8 only up to `end`: what breaks first, with its place in the document.
#[cold]
fn not_unicode(text: &[u8], end: usize, slot: &mut dyn Slot) -> ReadError {
    let valid = text
        .get(..end)
        .and_then(|text| std::str::from_utf8(text).ok())
        .unwrap_or_default();
    match read_document(valid, slot) {
        Err(error) if error.offset() < end => error,
        Err(error) => error.replaced(end, "invalid UTF-8"),
        Ok(()) => ReadError::new(end, "invalid UTF-8"),
    }
}
