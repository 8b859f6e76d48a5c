//! JSON pointers (RFC 6901): the address of a node in a description.

use std::borrow::Cow;
use std::fmt;
use std::sync::Arc;

/// The member of the one tree that holds the other files of a description, by their paths from its folder on.
pub(crate) const FILES: &str = "x-oas-files";

/// An RFC 6901 JSON pointer, shown in its fragment form (`#/paths/~1items/get`); one into another file than the
/// description begins with that file's path (`parts.yaml#/Item`).
///
/// Cloning shares the text. Pointers order as their text does.
///
/// ```
/// use oas_codegen::pointer::Pointer;
///
/// let get = Pointer::root().key("paths").key("/items").key("get");
/// assert_eq!(get.to_string(), "#/paths/~1items/get");
/// assert_eq!(Pointer::from_fragment("#/paths/~1items/get"), Some(get));
/// ```
#[derive(Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Pointer(Arc<str>);

impl Pointer {
    /// The pointer to the whole document.
    pub fn root() -> Self {
        Self(Arc::from(""))
    }

    /// Reads the text of a pointer as RFC 6901 §3 writes it: empty, or beginning with `/`.
    pub fn parse(text: &str) -> Option<Self> {
        let starts = text.is_empty() || text.starts_with('/');
        (starts && escapes_are_valid(text)).then(|| Self(Arc::from(text)))
    }

    /// Reads the fragment form (RFC 6901 §6): a `#`, then the pointer, percent-encoded where a URI wants it.
    pub fn from_fragment(fragment: &str) -> Option<Self> {
        let text = fragment.strip_prefix('#')?;
        Self::parse(&percent_decode(text)?)
    }

    /// The pointer to the member `name` of the object that this one points to.
    #[must_use]
    pub fn key(&self, name: &str) -> Self {
        let mut text = String::with_capacity(self.0.len() + name.len() + 1);
        text.push_str(&self.0);
        push_segment(&mut text, name);
        Self(text.into())
    }

    /// The pointer to the element `index` of the array that this one points to.
    #[must_use]
    pub fn index(&self, index: usize) -> Self {
        Self(format!("{}/{index}", self.0).into())
    }

    /// This pointer followed by all segments of `tail`.
    #[must_use]
    pub fn join(&self, tail: &Pointer) -> Self {
        if tail.is_root() {
            return self.clone();
        }
        Self(format!("{}{}", self.0, tail.0).into())
    }

    /// This pointer followed by segments that are escaped already, each with its slash.
    pub(crate) fn append(&self, tail: &str) -> Self {
        if tail.is_empty() {
            return self.clone();
        }
        Self(format!("{}{tail}", self.0).into())
    }

    /// The pointer without its last segment; none for the root.
    pub fn parent(&self) -> Option<Self> {
        let (head, _) = self.0.rsplit_once('/')?;
        Some(Self(Arc::from(head)))
    }

    /// The last segment, unescaped; none for the root.
    pub fn last(&self) -> Option<Cow<'_, str>> {
        let (_, last) = self.0.rsplit_once('/')?;
        Some(unescape(last))
    }

    /// The segments from the root on, unescaped.
    pub fn segments(&self) -> impl Iterator<Item = Cow<'_, str>> {
        self.0.split('/').skip(1).map(unescape)
    }

    /// Whether this is the pointer to the whole document.
    pub fn is_root(&self) -> bool {
        self.0.is_empty()
    }

    /// What follows `head`, when `head` is this pointer or an ancestor of it.
    pub fn strip_prefix(&self, head: &Pointer) -> Option<Self> {
        let tail = self.0.strip_prefix(&*head.0)?;
        (tail.is_empty() || tail.starts_with('/')).then(|| Self(Arc::from(tail)))
    }

    /// The pointer as the text of a `$ref` (RFC 6901 §6); [`Pointer::from_fragment`] reads it.
    pub(crate) fn to_reference(&self) -> String {
        format!("#{}", self.0.replace('%', "%25"))
    }

    /// Whether this leads into another file than the description.
    pub(crate) fn is_in_other_file(&self) -> bool {
        self.split_file().is_some()
    }

    /// The path of another file and the pointer's text within it.
    pub(crate) fn split_file(&self) -> Option<(Cow<'_, str>, &str)> {
        let rest = self
            .0
            .strip_prefix('/')?
            .strip_prefix(FILES)?
            .strip_prefix('/')?;
        let (file, inside) = rest.split_at(rest.find('/').unwrap_or(rest.len()));
        Some((unescape(file), inside))
    }

    /// The text without the `#`, segments escaped.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// Appends `/` and the segment, escaped.
pub(crate) fn push_segment(text: &mut String, name: &str) {
    text.push('/');
    for character in name.chars() {
        match character {
            '~' => text.push_str("~0"),
            '/' => text.push_str("~1"),
            other => text.push(other),
        }
    }
}

/// A segment as the name that it stands for.
pub(crate) fn unescape(segment: &str) -> Cow<'_, str> {
    if segment.contains('~') {
        Cow::Owned(segment.replace("~1", "/").replace("~0", "~"))
    } else {
        Cow::Borrowed(segment)
    }
}

fn escapes_are_valid(text: &str) -> bool {
    text.split('~')
        .skip(1)
        .all(|tail| tail.starts_with(['0', '1']))
}

pub(crate) fn percent_decode(text: &str) -> Option<Cow<'_, str>> {
    if !text.contains('%') {
        return Some(Cow::Borrowed(text));
    }
    let mut bytes = text.bytes();
    let mut decoded = Vec::with_capacity(text.len());
    while let Some(byte) = bytes.next() {
        if byte == b'%' {
            let high = char::from(bytes.next()?).to_digit(16)?;
            let low = char::from(bytes.next()?).to_digit(16)?;
            decoded.push(u8::try_from(high * 16 + low).ok()?);
        } else {
            decoded.push(byte);
        }
    }
    String::from_utf8(decoded).ok().map(Cow::Owned)
}

/// Maps keyed by pointers can be asked by text, so that ancestors are looked up without being built.
impl std::borrow::Borrow<str> for Pointer {
    fn borrow(&self) -> &str {
        &self.0
    }
}

impl Default for Pointer {
    fn default() -> Self {
        Self::root()
    }
}

impl fmt::Display for Pointer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.split_file() {
            None => write!(f, "#{}", self.0),
            Some((file, inside)) => write!(f, "{file}#{inside}"),
        }
    }
}

impl fmt::Debug for Pointer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{self}")
    }
}

#[cfg(test)]
mod tests {
    use super::Pointer;

    #[test]
    fn segments_are_escaped_and_unescaped() {
        let pointer = Pointer::root()
            .key("a/b")
            .key("m~n")
            .key("~1")
            .index(3)
            .key("");
        assert_eq!(pointer.to_string(), "#/a~1b/m~0n/~01/3/");
        let segments: Vec<_> = pointer.segments().collect();
        assert_eq!(segments, ["a/b", "m~n", "~1", "3", ""]);
        assert_eq!(pointer.last().as_deref(), Some(""));
    }

    #[test]
    fn the_root_has_no_parent_and_no_segment() {
        assert_eq!(Pointer::root().parent(), None);
        assert_eq!(Pointer::root().last(), None);
        assert_eq!(Pointer::root().segments().count(), 0);
        assert_eq!(Pointer::root().key("a").parent(), Some(Pointer::root()));
    }

    #[test]
    fn fragments_are_percent_decoded() {
        let pointer = Pointer::from_fragment("#/paths/~1a~1%7Bid%7D").map(|p| p.to_string());
        assert_eq!(pointer.as_deref(), Some("#/paths/~1a~1{id}"));
        for bad in ["/a", "#a", "#/%7", "#/%zz", "#/%ff", "#/~2", "#/~"] {
            assert_eq!(Pointer::from_fragment(bad), None, "{bad}");
        }
    }

    #[test]
    fn a_prefix_ends_at_a_segment() {
        let long = Pointer::root().key("ab").key("c");
        assert_eq!(long.strip_prefix(&Pointer::root().key("a")), None);
        assert_eq!(
            long.strip_prefix(&Pointer::root().key("ab")),
            Some(Pointer::root().key("c"))
        );
        assert_eq!(
            Pointer::root().key("ab").join(&Pointer::root().key("c")),
            long
        );
    }
}
