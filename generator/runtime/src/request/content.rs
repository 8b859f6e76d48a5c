//! The media types that a body can be sent as, and how the members of a form are written.

use super::{QueryStyle, RequestEncoder};
use crate::Peek;
use crate::response::media::is_json;

/// A media type of a body, and how a value becomes one.
///
/// ```
/// use oas_runtime::{Content, Encoding};
///
/// static PATCH: Content = Content::json("application/merge-patch+json");
/// static UPLOAD: Content = Content::MULTIPART.with(&[Encoding {
///     name: "meta",
///     content_type: "application/json",
///     ..Encoding::NONE
/// }]);
/// assert_eq!((PATCH.media_type(), UPLOAD.media_type()), ("application/merge-patch+json", "multipart/form-data"));
/// ```
#[derive(Debug, Clone, Copy)]
pub struct Content {
    pub(super) media_type: &'static str,
    /// Writes a body. A pointer, so that a program has the code of what it sends alone.
    pub(super) write: fn(&mut RequestEncoder, &Self, &dyn Peek),
    pub(super) encodings: &'static [Encoding],
}

impl Content {
    /// `application/json`
    pub const JSON: Self = Self::json("application/json");
    /// `application/x-www-form-urlencoded`
    pub const FORM: Self = Self::form("application/x-www-form-urlencoded");
    /// `multipart/form-data`
    pub const MULTIPART: Self = Self::multipart("multipart/form-data");

    /// JSON under another name.
    #[must_use]
    pub const fn json(media_type: &'static str) -> Self {
        Self::new(media_type, RequestEncoder::put_json)
    }

    /// A form under another name, such as one with a charset.
    #[must_use]
    pub const fn form(media_type: &'static str) -> Self {
        Self::new(media_type, RequestEncoder::put_form)
    }

    /// Parts, under another name than `multipart/form-data`.
    #[must_use]
    pub const fn multipart(media_type: &'static str) -> Self {
        Self::new(media_type, RequestEncoder::put_parts)
    }

    /// Text: a string as it is, JSON text of what is no scalar.
    #[must_use]
    pub const fn text(media_type: &'static str) -> Self {
        Self::new(media_type, RequestEncoder::put_text)
    }

    /// An array, whose items are a JSON document a line (`application/jsonl`, `application/x-ndjson`).
    #[must_use]
    pub const fn lines(media_type: &'static str) -> Self {
        Self::new(media_type, RequestEncoder::put_lines)
    }

    /// An array, whose items are a JSON document each behind a record separator (RFC 7464).
    #[must_use]
    pub const fn sequence(media_type: &'static str) -> Self {
        Self::new(media_type, RequestEncoder::put_sequence)
    }

    const fn new(
        media_type: &'static str,
        write: fn(&mut RequestEncoder, &Self, &dyn Peek),
    ) -> Self {
        Self {
            media_type,
            write,
            encodings: &[],
        }
    }

    /// The same with members of a form written as the description's `encoding` has it.
    #[must_use]
    pub const fn with(self, encodings: &'static [Encoding]) -> Self {
        Self { encodings, ..self }
    }

    /// The media type, as it is sent; what is `multipart` gets its boundary.
    #[must_use]
    pub const fn media_type(&self) -> &'static str {
        self.media_type
    }
}

/// How one member of a form is written (OpenAPI 3.0.4 section 4.7.15).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Encoding {
    /// The member; of an array the item's place, such as `0`, or `*` for items that have none of their own.
    pub name: &'static str,
    /// The media type of its part; empty for the one that its value has by itself.
    pub content_type: &'static str,
    /// How an array or object is spelt as pairs; in `multipart/form-data` each is a part. Other parts do not heed it.
    pub style: Option<QueryStyle>,
}

impl Encoding {
    /// Of no member, with nothing said.
    pub const NONE: Self = Self {
        name: "",
        content_type: "",
        style: None,
    };

    pub(super) fn is_json(&self) -> bool {
        is_json(self.content_type)
    }
}

pub(super) fn find<'e>(encodings: &'e [Encoding], name: &str) -> Option<&'e Encoding> {
    encodings.iter().find(|encoding| encoding.name == name)
}
