//! A response whose body has been read, and what an operation makes of it.

mod body;
pub(crate) mod media;
mod redact;

use std::fmt;

use bytes::Bytes;
use http::header::{AUTHORIZATION, COOKIE, PROXY_AUTHORIZATION, SET_COOKIE};
use http::{HeaderMap, StatusCode};

pub(crate) use self::redact::{REDACTED, is_secret};
use crate::error::Excerpt;

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

impl From<http::Response<Bytes>> for Response {
    fn from(response: http::Response<Bytes>) -> Self {
        let (head, body) = response.into_parts();
        Self::new(head.status, head.headers, body)
    }
}

/// Everything of a success: what [`Client::send_full`](crate::Client::send_full) gives.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct Answer<T> {
    /// The status.
    pub status: StatusCode,
    /// The headers, as they came. The types of those that the description names are made of this by generated code.
    pub headers: HeaderMap,
    /// The operation's output.
    pub body: T,
}

impl<T> Answer<T> {
    pub(crate) fn new(response: Response, body: T) -> Self {
        let Response {
            status, headers, ..
        } = response;
        Self {
            status,
            headers,
            body,
        }
    }
}
