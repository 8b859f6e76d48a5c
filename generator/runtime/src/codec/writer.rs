//! The writer that every value writes itself to: compact JSON in one growing string.

use super::scan::find_special;
use crate::File;

/// Writes compact JSON (RFC 8259). Commas are put where they are needed.
///
/// ```
/// use oas_runtime::Writer;
/// let mut writer = Writer::new();
/// writer.begin_object();
/// writer.key("take");
/// writer.integer(5);
/// writer.key("from");
/// writer.string("a\nb");
/// writer.end_object();
/// assert_eq!(writer.into_string(), r#"{"take":5,"from":"a\nb"}"#);
/// ```
#[derive(Debug, Default)]
pub struct Writer {
    text: String,
    /// Files, and where each stands; they are collected where they go beside the text.
    files: Vec<(usize, File)>,
    /// Are files collected?
    collects: bool,
    /// Was there one that no text can hold?
    lost: bool,
    /// Are members left out that only responses carry?
    for_requests: bool,
}

impl Writer {
    /// An empty writer.
    #[must_use]
    pub fn new() -> Self {
        Self {
            text: String::with_capacity(1024),
            ..Self::default()
        }
    }

    /// An empty writer that puts files beside its text, a null in their place.
    pub(crate) fn collecting() -> Self {
        Self {
            collects: true,
            ..Self::new()
        }
    }

    /// An empty writer that leaves out members that only responses carry.
    pub(crate) fn for_requests() -> Self {
        Self {
            for_requests: true,
            ..Self::new()
        }
    }

    /// Whether members are left out that only responses carry.
    pub(crate) fn is_for_requests(&self) -> bool {
        self.for_requests
    }

    /// Writes a file: as a string, unless files are collected.
    pub(crate) fn file(&mut self, file: &File) {
        if self.collects {
            self.files.push((self.text.len(), file.clone()));
        } else if let Ok(text) = std::str::from_utf8(file.bytes()) {
            return self.string(text);
        } else {
            self.lost = true;
        }
        self.null();
    }

    /// The files that were collected, in the order of the text.
    pub(crate) fn files(&self) -> &[(usize, File)] {
        &self.files
    }

    /// Whether a file was written that no text can hold.
    pub(crate) fn has_lost(&self) -> bool {
        self.lost
    }

    /// What was written.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.text
    }

    /// What was written.
    #[must_use]
    pub fn into_string(self) -> String {
        self.text
    }

    /// Writes `null`.
    #[inline]
    pub fn null(&mut self) {
        self.text.push_str("null");
    }

    /// Writes `true` or `false`.
    #[inline]
    pub fn bool(&mut self, value: bool) {
        self.text.push_str(if value { "true" } else { "false" });
    }

    /// Writes an integer.
    #[inline]
    pub fn integer(&mut self, value: impl itoa::Integer) {
        self.text.push_str(itoa::Buffer::new().format(value));
    }

    /// Writes a number in the fewest digits that read back as the same number; what JSON has no number for (an
    /// infinity, NaN) as `null`, which the check before sending refuses.
    pub fn float(&mut self, value: impl zmij::Float + Into<f64>) {
        if value.into().is_finite() {
            self.text.push_str(zmij::Buffer::new().format_finite(value));
        } else {
            self.null();
        }
    }

    /// Writes a string, escaped where RFC 8259, section 7 asks for it.
    #[inline]
    pub fn string(&mut self, value: &str) {
        let plain = find_special(value.as_bytes(), 0);
        if plain == value.len() {
            return self.plain_string(value);
        }
        self.text.push('"');
        escape(&mut self.text, value, plain);
        self.text.push('"');
    }

    /// Writes a string that needs no escape.
    #[inline]
    pub(crate) fn plain_string(&mut self, value: &str) {
        self.text.reserve(value.len() + 2);
        self.text.push('"');
        self.text.push_str(value);
        self.text.push('"');
    }

    /// Writes text that already is one JSON value.
    #[inline]
    pub fn raw(&mut self, json: &str) {
        self.text.push_str(json);
    }

    /// Begins an object.
    #[inline]
    pub fn begin_object(&mut self) {
        self.text.push('{');
    }

    /// Begins a member of the object: its value must follow.
    pub fn key(&mut self, name: &str) {
        self.separate(b'{');
        self.string(name);
        self.text.push(':');
    }

    /// Begins a member whose name needs no escape.
    #[inline]
    pub(crate) fn plain_key(&mut self, name: &str) {
        self.text.reserve(name.len() + 4);
        self.text
            .push_str(if self.is_first(b'{') { "\"" } else { ",\"" });
        self.text.push_str(name);
        self.text.push_str("\":");
    }

    /// Ends the object.
    #[inline]
    pub fn end_object(&mut self) {
        self.text.push('}');
    }

    /// Begins an array.
    #[inline]
    pub fn begin_array(&mut self) {
        self.text.push('[');
    }

    /// Begins an item of the array: its value must follow.
    #[inline]
    pub fn item(&mut self) {
        self.separate(b'[');
    }

    /// Ends the array.
    #[inline]
    pub fn end_array(&mut self) {
        self.text.push(']');
    }

    /// No value ends with an opening bracket, so the last byte tells whether this is the first member.
    #[inline]
    fn separate(&mut self, open: u8) {
        if !self.is_first(open) {
            self.text.push(',');
        }
    }

    #[inline]
    fn is_first(&self, open: u8) -> bool {
        self.text.as_bytes().last() == Some(&open)
    }
}

/// Appends `value`, escaped, of which `plain` bytes need no escape.
#[cold]
fn escape(out: &mut String, value: &str, plain: usize) {
    let (mut rest, mut plain) = (value, plain);
    while let Some((text, special)) = rest.split_at_checked(plain) {
        out.push_str(text);
        let mut chars = special.chars();
        let Some(c) = chars.next() else { return };
        escape_char(out, c);
        rest = chars.as_str();
        plain = find_special(rest.as_bytes(), 0);
    }
}

fn escape_char(out: &mut String, c: char) {
    const HEX: [char; 16] = [
        '0', '1', '2', '3', '4', '5', '6', '7', '8', '9', 'a', 'b', 'c', 'd', 'e', 'f',
    ];
    match c {
        '"' => out.push_str("\\\""),
        '\\' => out.push_str("\\\\"),
        '\u{8}' => out.push_str("\\b"),
        '\t' => out.push_str("\\t"),
        '\n' => out.push_str("\\n"),
        '\u{c}' => out.push_str("\\f"),
        '\r' => out.push_str("\\r"),
        c => {
            out.push_str("\\u00");
            out.extend([
                HEX[usize::from(c as u8 >> 4)],
                HEX[usize::from(c as u8 & 15)],
            ]);
        }
    }
}
