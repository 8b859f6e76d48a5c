//! What a string with rules holds: its text, and whether that was checked.

use std::ops::Deref;

use crate::Text;

/// A text and where it is from. It takes no more room than a `String`.
#[derive(Clone)]
pub(super) enum Held {
    /// A literal of the program, checked when it was compiled or when it was taken over.
    Literal(&'static str),
    /// One that was made at run time, checked when it was.
    Made(String),
    /// One that was read, as it came.
    Read(Box<str>),
}

impl Held {
    /// A text that was checked at run time.
    pub(super) fn checked(text: Text) -> Self {
        match text {
            Text::Borrowed(text) => Self::Literal(text),
            Text::Owned(text) => Self::Made(text),
        }
    }

    /// The text.
    pub(super) fn into_text(self) -> Text {
        match self {
            Self::Literal(text) => Text::Borrowed(text),
            Self::Made(text) => Text::Owned(text),
            Self::Read(text) => Text::Owned(text.into()),
        }
    }

    /// Whether the text was checked; `literals` says whether that was possible when the program was compiled.
    #[inline]
    pub(super) const fn is_checked(&self, literals: bool) -> bool {
        match self {
            Self::Literal(_) => literals,
            Self::Made(_) => true,
            Self::Read(_) => false,
        }
    }
}

impl Deref for Held {
    type Target = str;

    #[inline]
    fn deref(&self) -> &str {
        match self {
            Self::Literal(text) => text,
            Self::Made(text) => text,
            Self::Read(text) => text,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Held;

    #[test]
    fn knowing_it_takes_no_room() {
        assert_eq!(size_of::<Held>(), size_of::<String>());
        assert_eq!(size_of::<Option<Held>>(), size_of::<String>());
    }
}
