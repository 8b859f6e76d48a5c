//! The body as what the description says it is: JSON, text, bytes, a stream's items, or nothing.

use bytes::Bytes;

use super::media::{self, Charset};
use super::{End, Response};
use crate::error::{About, ApiError, DecodeError, Failure};
use crate::headers::{HeaderForm, read_text};
use crate::stream::{Framing, read_all};
use crate::{File, ReadError, SecretSearch, Slot, Value, json};

impl Response {
    /// The JSON body of a success. An empty one is null where that is a value of `T`.
    ///
    /// # Errors
    /// [`Failure::Decode`] with the place in the body where it can't be read.
    pub fn json<T: Value, E>(&self) -> Result<T, Failure<E>> {
        let mut value = T::blank();
        self.read_json(&mut value).map_err(Failure::Decode)?;
        Ok(value)
    }

    fn read_json(&self, value: &mut dyn Slot) -> Result<(), Box<DecodeError>> {
        let read = self.whole().and_then(|body| match body.is_empty() {
            true => json::read(b"null", value).map_err(|_| {
                let message = "it is empty, where JSON is documented".to_owned();
                self.unreadable(About::Body, 0, message)
            }),
            false => self.document(json::read(body, value)),
        });
        read.map_err(|error| hiding(error, value.holds_secret_of(&mut SecretSearch::default())))
    }

    /// The text of a success, by the charset that came with it: UTF-8 where none did.
    ///
    /// # Errors
    /// [`Failure::Decode`] where the media type is none of text although `documented` is, or the bytes are no text.
    pub fn text<E>(&self, documented: &'static str) -> Result<String, Failure<E>> {
        self.whole()
            .and_then(|body| self.decoded(body, documented))
            .map_err(Failure::Decode)
    }

    /// The text of a success as a number, a boolean or another type that is written as plain text.
    ///
    /// # Errors
    /// As [`text`](Self::text), and where the text is not of this type.
    pub fn scalar<T: Value, E>(&self, documented: &'static str) -> Result<T, Failure<E>> {
        self.whole()
            .and_then(|body| self.decoded(body, documented))
            .and_then(|text| self.document(read_text(text.trim(), HeaderForm::Simple)))
            .map_err(failed_to_read::<T, E>)
    }

    /// The bytes of a success, whatever its media type is.
    ///
    /// # Errors
    /// [`Failure::Decode`] where there are more than the client reads.
    pub fn bytes<E>(&self) -> Result<Bytes, Failure<E>> {
        self.whole().cloned().map_err(Failure::Decode)
    }

    /// The bytes of a success with the media type that they came with: one of several, so that it says what they are.
    ///
    /// ```
    /// use oas_runtime::{Failure, File, Response, http};
    /// let response = http::Response::builder().header("content-type", "image/png");
    /// let response = Response::from(response.body("PNG".into())?);
    /// let file: Result<File, Failure<()>> = response.file();
    /// assert!(matches!(file, Ok(file) if file.content_type() == Some("image/png") && file.bytes() == "PNG"));
    /// # Ok::<(), http::Error>(())
    /// ```
    ///
    /// # Errors
    /// As [`bytes`](Self::bytes).
    pub fn file<E>(&self) -> Result<File, Failure<E>> {
        let file = File::new(self.bytes()?);
        Ok(match media::content_type(&self.headers) {
            Some(kind) => file.of_type(kind),
            None => file,
        })
    }

    /// The items of a stream that has come whole.
    ///
    /// # Errors
    /// [`Failure::Decode`] with the first item that can't be read.
    pub fn items<T: Value, E>(&self, framing: Framing) -> Result<Vec<T>, Failure<E>> {
        self.whole()
            .and_then(|body| self.document(read_all(body, framing)))
            .map_err(failed_to_read::<T, E>)
    }

    /// A success without a body; one that comes all the same is ignored.
    ///
    /// # Errors
    /// None.
    pub fn empty<E>(&self) -> Result<(), Failure<E>> {
        Ok(())
    }

    /// Which of the documented media types a success has, by its place; the first where it names none.
    ///
    /// ```
    /// use oas_runtime::{Failure, Response, http};
    /// let response = http::Response::builder().header("content-type", "text/csv; header=present");
    /// let response = Response::from(response.body("a,b".into())?);
    /// let media: Result<usize, Failure<()>> = response.media(&["application/json", "text/csv"]);
    /// assert_eq!(media.ok(), Some(1));
    /// # Ok::<(), http::Error>(())
    /// ```
    ///
    /// # Errors
    /// [`Failure::Decode`] naming all of them, where it is none.
    pub fn media<E>(&self, documented: &[&str]) -> Result<usize, Failure<E>> {
        media::choose(&self.headers, documented).ok_or_else(|| {
            let message = media::other(&self.headers, &documented.join(", "));
            Failure::Decode(self.unreadable(About::MediaType, 0, message))
        })
    }

    /// As [`media`](Self::media) for an answer of failure: what is none of them counts as the first.
    #[must_use]
    pub fn error_media(&self, documented: &[&str]) -> usize {
        media::choose(&self.headers, documented).unwrap_or_default()
    }

    /// The operation's own error.
    ///
    /// # Errors
    /// Always [`Failure::Api`], holding `kind` and what the server sent.
    pub fn error<T, E>(&self, kind: E) -> Result<T, Failure<E>> {
        self.failed(kind, false)
    }

    /// As [`error`](Self::error), of a body that has secrets in it, which the error shows nothing of.
    ///
    /// # Errors
    /// As there.
    pub fn secret_error<T, E>(&self, kind: E) -> Result<T, Failure<E>> {
        self.failed(kind, true)
    }

    fn failed<T, E>(&self, kind: E, hides: bool) -> Result<T, Failure<E>> {
        Err(Failure::Api(Box::new(self.refusal(hides).of(kind))))
    }

    /// What the server sent, whatever it means to the operation.
    fn refusal(&self, hides: bool) -> ApiError<()> {
        ApiError {
            status: self.status,
            headers: self.headers.clone(),
            body: self.body.clone(),
            truncated: self.is_truncated(),
            kind: (),
            hides,
        }
    }

    /// The body as JSON, if it is that: the body of an error often is something else.
    #[must_use]
    pub fn parsed<T: Value>(&self) -> Option<T> {
        json::from_slice(&self.body).ok()
    }

    /// The body as text, if it is that.
    #[must_use]
    pub fn parsed_text(&self) -> Option<String> {
        Charset::of(&self.headers)?.decode(&self.body).ok()
    }

    /// The body as a number, a boolean or another type that is written as plain text, if it is that.
    #[must_use]
    pub fn parsed_scalar<T: Value>(&self) -> Option<T> {
        read_text(self.parsed_text()?.trim(), HeaderForm::Simple).ok()
    }

    /// An answer that came as something else than a stream; where any media type would be one, it is no success.
    pub(crate) fn no_stream(&self, documented: Option<&str>, hides: bool) -> Box<DecodeError> {
        let (about, message) = match documented {
            Some(documented) => (About::MediaType, media::other(&self.headers, documented)),
            None => (About::Body, "it is that of no success".to_owned()),
        };
        let mut error = self.unreadable(about, 0, message);
        error.hides = hides;
        error
    }

    fn whole(&self) -> Result<&Bytes, Box<DecodeError>> {
        if let End::Bound(limit) = self.end {
            let message = format!(
                "it is longer than the {limit} bytes that the client reads: raise `max_body`, or take it as it comes with `download`"
            );
            return Err(self.unreadable(About::Body, limit, message));
        }
        Ok(&self.body)
    }

    fn decoded(&self, body: &Bytes, documented: &'static str) -> Result<String, Box<DecodeError>> {
        let fail = |about, offset, message| Err(self.unreadable(about, offset, message));
        if !media::is_text_like(&self.headers, documented) {
            let message = media::other(&self.headers, documented);
            return fail(About::MediaType, 0, message);
        }
        let Some(charset) = Charset::of(&self.headers) else {
            let message = "its charset is none that can be read".to_owned();
            return fail(About::Body, 0, message);
        };
        charset.decode(body).or_else(|offset| {
            let message = "it is no text of its charset".to_owned();
            fail(About::Place, offset, message)
        })
    }

    fn document<T>(&self, outcome: Result<T, ReadError>) -> Result<T, Box<DecodeError>> {
        outcome.map_err(|error| {
            let message = error.message().to_owned();
            let mut unreadable = self.unreadable(About::Place, error.offset(), message);
            error.pointer().clone_into(&mut unreadable.pointer);
            unreadable
        })
    }

    fn unreadable(&self, about: About, offset: usize, message: String) -> Box<DecodeError> {
        Box::new(DecodeError {
            status: self.status,
            headers: self.headers.clone(),
            body: self.body.clone(),
            truncated: self.is_truncated(),
            pointer: String::new(),
            offset,
            message,
            about,
            hides: false,
        })
    }
}

/// A body that is no `T`. Where a `T` has secrets in it, so may this one.
#[cold]
fn failed_to_read<T: Value, E>(error: Box<DecodeError>) -> Failure<E> {
    Failure::Decode(hiding(error, T::holds_secret(&mut SecretSearch::default())))
}

fn hiding(mut error: Box<DecodeError>, hides: bool) -> Box<DecodeError> {
    error.hides = hides;
    error
}
