//! A response whose body has been read, and what an operation makes of it.

use std::fmt;

use bytes::Bytes;
use http::header::{COOKIE, PROXY_AUTHORIZATION, SET_COOKIE};
use http::{HeaderMap, HeaderValue, StatusCode, header::AUTHORIZATION};

use crate::Value;
use crate::error::{ApiError, DecodeError, Excerpt, Failure};

/// What stands in place of a token that a server sent back.
const REDACTED: &str = "[redacted]";

/// Tokens shorter than this are no secret that could be told from text.
const SHORTEST_SECRET: usize = 8;

/// A response with its body read, or as much of it as the client keeps.
#[derive(Clone, PartialEq)]
pub struct Response {
    status: StatusCode,
    headers: HeaderMap,
    body: Bytes,
    end: End,
}

/// Where the body that is held ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum End {
    /// Where the server ended it.
    Whole,
    /// At the client's own bound.
    Bound(usize),
    /// Where the connection broke off.
    Broken,
}

impl Response {
    /// A response with its whole body.
    ///
    /// ```
    /// use oas_runtime::{Response, http};
    /// let response = Response::new(http::StatusCode::OK, http::HeaderMap::new(), "\"Ada\"");
    /// assert_eq!(response.parsed::<String>().as_deref(), Some("Ada"));
    /// ```
    pub fn new(status: StatusCode, headers: HeaderMap, body: impl Into<Bytes>) -> Self {
        Self::ended(status, headers, body.into(), End::Whole)
    }

    pub(crate) fn ended(status: StatusCode, mut headers: HeaderMap, body: Bytes, end: End) -> Self {
        for (name, value) in &mut headers {
            if [SET_COOKIE, COOKIE, AUTHORIZATION, PROXY_AUTHORIZATION].contains(name) {
                value.set_sensitive(true);
            }
        }
        Self {
            status,
            headers,
            body,
            end,
        }
    }

    /// The status.
    #[must_use]
    pub fn status(&self) -> StatusCode {
        self.status
    }

    /// The headers.
    #[must_use]
    pub fn headers(&self) -> &HeaderMap {
        &self.headers
    }

    /// The body, or its beginning when [`is_truncated`](Self::is_truncated).
    #[must_use]
    pub fn body(&self) -> &Bytes {
        &self.body
    }

    /// Whether the body that the server sent, or meant to send, is longer.
    #[must_use]
    pub fn is_truncated(&self) -> bool {
        self.end != End::Whole
    }

    /// The JSON body of a success.
    ///
    /// # Errors
    /// [`Failure::Decode`] with the place in the body where it can't be read.
    pub fn json<T: Value, E>(&self) -> Result<T, Failure<E>> {
        self.read().map_err(Failure::Decode)
    }

    /// A success without a body; one that comes all the same is ignored.
    ///
    /// # Errors
    /// None.
    pub fn empty<E>(&self) -> Result<(), Failure<E>> {
        Ok(())
    }

    /// The operation's own error.
    ///
    /// # Errors
    /// Always [`Failure::Api`], holding `kind` and what the server sent.
    pub fn error<T, E>(&self, kind: E) -> Result<T, Failure<E>> {
        Err(Failure::Api(Box::new(ApiError {
            status: self.status,
            headers: self.headers.clone(),
            body: self.body.clone(),
            truncated: self.is_truncated(),
            kind,
        })))
    }

    /// The body as JSON, if it is that: the body of an error often is something else.
    #[must_use]
    pub fn parsed<T: Value>(&self) -> Option<T> {
        crate::json::from_slice(&self.body).ok()
    }

    fn read<T: Value>(&self) -> Result<T, Box<DecodeError>> {
        if let End::Bound(limit) = self.end {
            let message = format!(
                "it is longer than the {limit} bytes that the client reads: raise `max_body`"
            );
            return Err(self.unreadable(String::new(), limit, message));
        }
        crate::json::from_slice(&self.body).map_err(|error| {
            self.unreadable(
                error.pointer().to_owned(),
                error.offset(),
                error.message().to_owned(),
            )
        })
    }

    fn unreadable(&self, pointer: String, offset: usize, message: String) -> Box<DecodeError> {
        Box::new(DecodeError {
            status: self.status,
            headers: self.headers.clone(),
            body: self.body.clone(),
            truncated: self.is_truncated(),
            pointer,
            offset,
            message,
        })
    }

    /// Takes the client's own token out of a response that echoes it, before any of it gets into an error; whether it was
    /// in there. A body that ends inside the token loses that part of it, too.
    pub(crate) fn redact(&mut self, token: &str) -> bool {
        if token.len() < SHORTEST_SECRET {
            return false;
        }
        let token = token.as_bytes();
        let mut found = false;
        for value in self.headers.values_mut() {
            if find(value.as_bytes(), token).is_some() {
                *value = HeaderValue::from_static(REDACTED);
                found = true;
            }
        }
        let tail = if self.is_truncated() {
            tail(&self.body, token)
        } else {
            0
        };
        if tail > 0 || find(&self.body, token).is_some() {
            self.body = Bytes::from(replace(&self.body, token, tail));
            found = true;
        }
        found
    }
}

impl fmt::Debug for Response {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Response")
            .field("status", &self.status)
            .field("headers", &self.headers)
            .field("body", &Excerpt(&self.body))
            .field("end", &self.end)
            .finish()
    }
}

fn find(text: &[u8], token: &[u8]) -> Option<usize> {
    text.windows(token.len()).position(|window| window == token)
}

/// How many bytes at the end of `body` are the beginning of `token`, where they are enough to be told from text.
fn tail(body: &[u8], token: &[u8]) -> usize {
    (SHORTEST_SECRET..token.len())
        .rev()
        .find(|length| body.ends_with(token.split_at(*length).0))
        .unwrap_or(0)
}

/// `body` without `token` and without its last `tail` bytes.
fn replace(body: &[u8], token: &[u8], tail: usize) -> Vec<u8> {
    let mut out = Vec::with_capacity(body.len());
    let (mut rest, cut) = body.split_at(body.len() - tail);
    while let Some(at) = find(rest, token) {
        let (before, from_token) = rest.split_at(at);
        out.extend_from_slice(before);
        out.extend_from_slice(REDACTED.as_bytes());
        rest = from_token.split_at(token.len()).1;
    }
    out.extend_from_slice(rest);
    if !cut.is_empty() {
        out.extend_from_slice(REDACTED.as_bytes());
    }
    out
}

impl From<http::Response<Bytes>> for Response {
    fn from(response: http::Response<Bytes>) -> Self {
        let (head, body) = response.into_parts();
        Self::new(head.status, head.headers, body)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const TOKEN: &str = "secret-token-1";

    fn redacted(body: &str, end: End) -> Option<String> {
        let body = Bytes::from(body.to_owned());
        let mut response = Response::ended(StatusCode::OK, HeaderMap::new(), body, end);
        let found = response.redact(TOKEN);
        found.then(|| String::from_utf8_lossy(response.body()).into_owned())
    }

    #[test]
    fn a_token_is_taken_out_wherever_it_stands() {
        for (body, expected) in [
            ("", None),
            ("secret-token-2", None),
            ("secret-token-1", Some("[redacted]")),
            (
                "a secret-token-1secret-token-1 b",
                Some("a [redacted][redacted] b"),
            ),
            // The whole body was sent: these are no part of the token.
            ("secret-token-", None),
        ] {
            assert_eq!(redacted(body, End::Whole).as_deref(), expected, "{body}");
        }
    }

    #[test]
    fn a_body_that_ends_inside_the_token_loses_that_part() {
        for end in [End::Broken, End::Bound(9)] {
            for (body, expected) in [
                ("a secret-token-", Some("a [redacted]")),
                ("secret-t", Some("[redacted]")),
                ("a secret", None),
                ("secret-token-1, secret-tok", Some("[redacted], [redacted]")),
                ("secret-token-1", Some("[redacted]")),
            ] {
                assert_eq!(redacted(body, end).as_deref(), expected, "{body}");
            }
        }
    }

    #[test]
    fn a_header_with_the_token_is_replaced() {
        let mut headers = HeaderMap::new();
        headers.insert("x-echo", HeaderValue::from_static("Bearer secret-token-1"));
        headers.insert("x-other", HeaderValue::from_static("secret"));
        let mut response = Response::new(StatusCode::OK, headers, "");
        assert!(response.redact(TOKEN));
        assert_eq!(response.headers()["x-echo"], REDACTED);
        assert_eq!(response.headers()["x-other"], "secret");
        assert!(!response.redact(TOKEN));
        assert!(!response.redact("secret"), "a short text is no secret");
    }
}
