//! Errors that hold a response: a success that can't be read, and a status that is no success.

use std::fmt::{self, Write as _};

use bytes::Bytes;
use http::header::CONTENT_ENCODING;
use http::{HeaderMap, HeaderValue, StatusCode};

use crate::response::REDACTED;
use crate::response::media::{content_type, is_json};

/// How much of a body `{:?}` shows.
const DEBUG_BYTES: usize = 512;

/// How much of a body `{}` shows.
const DISPLAY_BYTES: usize = 200;

/// What [`Operation::decode`](crate::Operation::decode) makes of a response that gives no output.
#[derive(Debug, Clone, PartialEq)]
pub enum Failure<E> {
    /// A success whose body is not what the description says.
    Decode(Box<DecodeError>),
    /// A status that is no success of the operation.
    Api(Box<ApiError<E>>),
}

/// A success whose body is not what the description says.
///
/// `{}` says where; `{:?}` shows the beginning of the body, too. Where what is documented has secrets in it, the place is no more
/// than a byte and nothing is shown of the body.
#[derive(Clone, PartialEq)]
#[non_exhaustive]
pub struct DecodeError {
    /// The status.
    pub status: StatusCode,
    /// The headers.
    pub headers: HeaderMap,
    /// The body, or its beginning.
    pub body: Bytes,
    /// Whether the server's body is longer than `body`.
    pub truncated: bool,
    /// Where in the body: an RFC 6901 pointer, empty for the whole.
    pub pointer: String,
    /// Where in the body: a byte offset.
    pub offset: usize,
    /// What is wrong there.
    pub message: String,
    /// What the message speaks of.
    pub(crate) about: About,
    /// Whether there may be secrets in the body, the names of members among them.
    pub(crate) hides: bool,
}

/// What the message of a [`DecodeError`] speaks of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum About {
    /// A place in the body.
    Place,
    /// The body as a whole.
    Body,
    /// The media type, which it names.
    MediaType,
}

impl fmt::Display for DecodeError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self {
            status,
            pointer,
            offset,
            message,
            about,
            hides,
            ..
        } = self;
        write!(
            f,
            "the server answered {status} with a body that can't be used: {message}"
        )?;
        match pointer.as_str() {
            _ if *about != About::Place => {}
            _ if *hides => write!(f, " at byte {offset}")?,
            "" => write!(f, " at the root, byte {offset}")?,
            pointer => write!(f, " at {pointer}, byte {offset}")?,
        }
        match content_type(&self.headers) {
            Some(kind) if !is_json(kind) && *about != About::MediaType => {
                write!(f, "; its content type is {}", kind.escape_debug())?;
            }
            _ => {}
        }
        // None is asked for, so that none is undone.
        match self.headers.get(CONTENT_ENCODING).map(HeaderValue::to_str) {
            Some(Ok(coding)) if !coding.eq_ignore_ascii_case("identity") => {
                write!(f, "; its content encoding is {}", coding.escape_debug())
            }
            _ => Ok(()),
        }
    }
}

impl fmt::Debug for DecodeError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("DecodeError")
            .field("status", &self.status)
            .field("headers", &self.headers)
            .field("body", &Shown(&self.body, self.hides))
            .field("truncated", &self.truncated)
            .field("pointer", &ShownPointer(&self.pointer, self.hides))
            .field("offset", &self.offset)
            .field("message", &self.message)
            .finish()
    }
}

impl std::error::Error for DecodeError {}

/// An answer whose status is no success of the operation.
///
/// `{}` shows the status and the beginning of the body where that is text; of one that is documented to have secrets in it,
/// neither it nor `{:?}` shows anything.
#[derive(Clone, PartialEq)]
#[non_exhaustive]
pub struct ApiError<E> {
    /// The status.
    pub status: StatusCode,
    /// The headers.
    pub headers: HeaderMap,
    /// The body, or its beginning.
    pub body: Bytes,
    /// Whether the server's body is longer than `body`.
    pub truncated: bool,
    /// Which of the operation's documented errors it is.
    pub kind: E,
    /// Whether there may be secrets in the body.
    pub(crate) hides: bool,
}

impl ApiError<()> {
    /// The same answer, which to its operation is a `kind`.
    pub(crate) fn of<E>(self, kind: E) -> ApiError<E> {
        let Self {
            status,
            headers,
            body,
            truncated,
            kind: (),
            hides,
        } = self;
        ApiError {
            status,
            headers,
            body,
            truncated,
            kind,
            hides,
        }
    }
}

impl<E> fmt::Display for ApiError<E> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "the server answered {}", self.status)?;
        let kind = content_type(&self.headers);
        match kind {
            _ if self.body.is_empty() => Ok(()),
            Some(kind) if !self.hides && (is_json(kind) || kind.starts_with("text/plain")) => {
                write!(f, ": {}", Text(&self.body))
            }
            Some(kind) => write!(
                f,
                " and {} bytes of {}",
                self.body.len(),
                kind.escape_debug()
            ),
            None => write!(f, " and {} bytes of unnamed type", self.body.len()),
        }
    }
}

impl<E: fmt::Debug> fmt::Debug for ApiError<E> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ApiError")
            .field("status", &self.status)
            .field("headers", &self.headers)
            .field("body", &Shown(&self.body, self.hides))
            .field("truncated", &self.truncated)
            .field("kind", &self.kind)
            .finish()
    }
}

impl<E: fmt::Debug> std::error::Error for ApiError<E> {}

/// The beginning of a body on one line.
struct Text<'a>(&'a [u8]);

impl fmt::Display for Text<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (text, cut) = begin(self.0, DISPLAY_BYTES);
        for c in text.chars() {
            f.write_char(if c.is_control() { ' ' } else { c })?;
        }
        f.write_str(if cut { "…" } else { "" })
    }
}

/// The beginning of a body as a string literal, and its length.
pub(crate) struct Excerpt<'a>(pub(crate) &'a [u8]);

impl fmt::Debug for Excerpt<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (text, cut) = begin(self.0, DEBUG_BYTES);
        write!(f, "{text:?}")?;
        if cut {
            write!(f, "… ({} bytes)", self.0.len())
        } else {
            Ok(())
        }
    }
}

/// A body as it is shown: nothing of it where it may have secrets.
pub(crate) struct Shown<'a>(pub(crate) &'a [u8], pub(crate) bool);

impl fmt::Debug for Shown<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.1 {
            true => write!(f, "{REDACTED} ({} bytes)", self.0.len()),
            false => Excerpt(self.0).fmt(f),
        }
    }
}

/// A pointer as it is shown: not where there may be secrets, for the names of a map may be some, too.
pub(crate) struct ShownPointer<'a>(pub(crate) &'a str, pub(crate) bool);

impl fmt::Debug for ShownPointer<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.1 {
            true => f.write_str(REDACTED),
            false => self.0.fmt(f),
        }
    }
}

/// At most `limit` bytes as text, and whether there are more.
fn begin(body: &[u8], limit: usize) -> (String, bool) {
    match body.split_at_checked(limit) {
        Some((head, rest)) if !rest.is_empty() => {
            (String::from_utf8_lossy(head).into_owned(), true)
        }
        _ => (String::from_utf8_lossy(body).into_owned(), false),
    }
}

#[cfg(test)]
mod tests {
    use http::header::CONTENT_TYPE;

    use super::*;

    fn api(kind: &str, body: &str) -> ApiError<()> {
        let mut headers = HeaderMap::new();
        headers.insert(CONTENT_TYPE, kind.parse().unwrap());
        ApiError {
            status: StatusCode::NOT_FOUND,
            headers,
            body: Bytes::from(body.to_owned()),
            truncated: false,
            kind: (),
            hides: false,
        }
    }

    #[test]
    fn display_shows_text_and_names_the_rest() {
        for (kind, body, text) in [
            (
                "application/json",
                r#"{"message":"no"}"#,
                r#"the server answered 404 Not Found: {"message":"no"}"#,
            ),
            (
                "application/problem+json; charset=utf-8",
                "{}",
                "the server answered 404 Not Found: {}",
            ),
            (
                "text/plain",
                "a\r\nb",
                "the server answered 404 Not Found: a  b",
            ),
            (
                "text/html",
                "<html>",
                "the server answered 404 Not Found and 6 bytes of text/html",
            ),
            ("text/html", "", "the server answered 404 Not Found"),
        ] {
            assert_eq!(api(kind, body).to_string(), text);
        }
    }

    #[test]
    fn secrets_are_in_neither() {
        let error = ApiError {
            hides: true,
            ..api("application/json", r#"{"password":"x"}"#)
        };
        assert_eq!(
            error.to_string(),
            "the server answered 404 Not Found and 16 bytes of application/json"
        );
        let text = format!("{error:?}");
        assert!(text.contains("body: [redacted] (16 bytes)"), "{text}");
    }

    #[test]
    fn long_bodies_are_cut() {
        let error = api("application/json", &"x".repeat(100_000));
        assert!(error.to_string().ends_with("x…"));
        assert!(error.to_string().len() < 300);
        assert!(format!("{error:?}").contains("… (100000 bytes)"));
        assert!(format!("{error:?}").len() < 1_000);
    }

    #[test]
    fn text_that_is_cut_inside_a_character_stays_text() {
        let (text, cut) = begin("aé".as_bytes(), 2);
        assert_eq!((text.as_str(), cut), ("a\u{fffd}", true));
    }
}
