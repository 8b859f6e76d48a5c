//! The bytes of an answer as they come: a download of any length.

use std::fmt;
use std::pin::Pin;
use std::task::{Context, Poll};

use bytes::Bytes;
use futures_core::Stream;
use http::{HeaderMap, StatusCode};
use http_body::Body;

use super::StreamError;
use super::source::Source;
use crate::error::BoxError;
use crate::transport::DefaultBody;

/// The bytes of an answer as they come, whatever their length and their media type; [`Client::download`](crate::Client::download)
/// gives it.
///
/// It holds one piece at a time. The client's time limit is one for the silence between pieces. An error is the last thing that
/// comes, and becomes a [`std::io::Error`] where a reader wants one.
///
/// ```
/// # #[cfg(feature = "reqwest")] {
/// # async fn f(mut bytes: oas_runtime::ByteStream, mut file: impl std::io::Write) -> std::io::Result<()> {
/// while let Some(piece) = bytes.next().await {
///     file.write_all(&piece?)?;
/// }
/// # Ok(())
/// # }
/// # }
/// ```
pub struct ByteStream<B = DefaultBody>(Source<B>);

impl<B> ByteStream<B> {
    pub(crate) fn new(response: http::Response<B>, patience: Option<std::time::Duration>) -> Self {
        Self(Source::new(response, patience))
    }

    /// The status of the answer.
    #[must_use]
    pub fn status(&self) -> StatusCode {
        self.0.status
    }

    /// The headers of the answer: `content-type`, `content-length`, where the server says so.
    #[must_use]
    pub fn headers(&self) -> &HeaderMap {
        &self.0.headers
    }
}

impl<B: Body<Error: Into<BoxError>>> ByteStream<B> {
    /// The next piece; none at the end. The future may be dropped and nothing is lost.
    pub async fn next(&mut self) -> Option<Result<Bytes, StreamError>> {
        std::future::poll_fn(|context| Pin::new(&mut *self).poll_next(context)).await
    }
}

impl<B: Body<Error: Into<BoxError>>> Stream for ByteStream<B> {
    type Item = Result<Bytes, StreamError>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        let chunk = self.0.poll_chunk(context);
        if let Poll::Ready(Some(Ok(_))) = chunk {
            self.0.is_alive();
        }
        chunk
    }
}

impl<B> fmt::Debug for ByteStream<B> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ByteStream")
            .field("status", &self.0.status)
            .field("open", &self.0.is_open())
            .finish_non_exhaustive()
    }
}
