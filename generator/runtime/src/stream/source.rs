//! The body of an answer as it comes, and the time limit for its silence.

use std::pin::Pin;
use std::task::{Context, Poll};
use std::time::Duration;

use bytes::{Buf, Bytes};
use http::{HeaderMap, StatusCode};
use http_body::Body;
use tokio::time::{Instant, Sleep};

use super::StreamError;
use crate::error::{BoxError, Phase, TransportError};
use crate::transport::{Broken, classify};

/// An answer whose body is read piece by piece.
pub(super) struct Source<B> {
    pub(super) status: StatusCode,
    pub(super) headers: HeaderMap,
    /// None when it is over.
    body: Option<Pin<Box<B>>>,
    patience: Option<Duration>,
    /// When silence has lasted too long. It is set when there is nothing to read, and taken away by a sign of life.
    alarm: Option<Pin<Box<Sleep>>>,
}

impl<B> Source<B> {
    /// An answer that may be silent for as long as `patience`.
    pub(super) fn new(response: http::Response<B>, patience: Option<Duration>) -> Self {
        let (head, body) = response.into_parts();
        Self {
            status: head.status,
            headers: head.headers,
            body: Some(Box::pin(body)),
            patience,
            alarm: None,
        }
    }

    pub(super) fn is_open(&self) -> bool {
        self.body.is_some()
    }

    /// Something came that is no silence.
    pub(super) fn is_alive(&mut self) {
        self.alarm = None;
    }

    /// Reads no further.
    pub(super) fn close(&mut self) {
        (self.body, self.alarm) = (None, None);
    }
}

impl<B: Body<Error: Into<BoxError>>> Source<B> {
    /// The next bytes; none at the end. An error is the last thing that comes.
    pub(super) fn poll_chunk(
        &mut self,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Bytes, StreamError>>> {
        loop {
            let Some(body) = &mut self.body else {
                return Poll::Ready(None);
            };
            match body.as_mut().poll_frame(context) {
                Poll::Ready(Some(Ok(frame))) => {
                    if let Ok(mut data) = frame.into_data() {
                        return Poll::Ready(Some(Ok(data.copy_to_bytes(data.remaining()))));
                    }
                }
                Poll::Ready(Some(Err(error))) => return self.over(broken(error.into())),
                Poll::Ready(None) => {
                    self.close();
                    return Poll::Ready(None);
                }
                Poll::Pending => return self.poll_alarm(context),
            }
        }
    }

    fn poll_alarm(
        &mut self,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Bytes, StreamError>>> {
        let Some(limit) = self.patience else {
            return Poll::Pending;
        };
        // A limit that is too long for a clock is none.
        let Some(due) = Instant::now().checked_add(limit) else {
            return Poll::Pending;
        };
        let alarm = self
            .alarm
            .get_or_insert_with(|| Box::pin(tokio::time::sleep_until(due)));
        match alarm.as_mut().poll(context) {
            Poll::Ready(()) => self.over(StreamError::Timeout { limit: Some(limit) }),
            Poll::Pending => Poll::Pending,
        }
    }

    fn over(&mut self, error: StreamError) -> Poll<Option<Result<Bytes, StreamError>>> {
        self.close();
        Poll::Ready(Some(Err(error)))
    }
}

fn broken(error: BoxError) -> StreamError {
    match classify(TransportError::new(Phase::Body, error).into(), None) {
        Broken::Transport(error) => StreamError::Transport(error),
        Broken::Timeout(_) => StreamError::Timeout { limit: None },
    }
}
