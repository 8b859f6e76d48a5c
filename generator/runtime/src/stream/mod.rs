//! Bodies that come an item at a time: server-sent events, JSON lines, JSON text sequences.

mod chunks;
mod error;
mod events;
mod frame;
mod lines;
mod source;

use std::fmt;
use std::marker::PhantomData;
use std::pin::Pin;
use std::task::{Context, Poll};
use std::time::Duration;

use bytes::Bytes;
use futures_core::Stream;
use http::{HeaderMap, StatusCode};
use http_body::Body;
use secrecy::{ExposeSecret, SecretString};

pub use self::chunks::ByteStream;
pub use self::error::{ItemError, StreamError};
pub use self::frame::Framing;
use self::frame::{Frame, Splitter, Step};
use self::source::Source;
use crate::error::BoxError;
use crate::response::REDACTED;
use crate::transport::DefaultBody;
use crate::{ReadError, SecretSearch, Value, json};

/// The items of an answer as they come, each read as `T`.
///
/// It holds one item at a time and as much of the next as has come. The client's time limit is one for the silence between
/// items, comments being no silence, and its limit of a body one for each item. An item that can't be read is an error and
/// the next one comes all the same; any other error is the last thing that comes. Where data is JSON, an event whose data is
/// exactly `[DONE]` is the end.
///
/// Server-sent events follow the grammar of the WHATWG. [`event`](Self::event), [`last_event_id`](Self::last_event_id) and
/// [`retry`](Self::retry) tell about the item that came last. It does not connect again by itself.
///
/// ```
/// # #[cfg(feature = "reqwest")] {
/// # async fn f(mut stream: oas_runtime::EventStream<String>) -> Result<(), oas_runtime::StreamError> {
/// while let Some(text) = stream.next().await {
///     let text = text?;
///     println!("{}: {text}", stream.event());
/// }
/// # Ok(())
/// # }
/// # }
/// ```
pub struct EventStream<T, B = DefaultBody> {
    frames: Frames<B>,
    framing: Framing,
    secrets: Vec<SecretString>,
    item: PhantomData<fn() -> T>,
}

/// What a stream is opened with.
#[derive(Debug, Clone)]
pub(crate) struct Terms {
    pub(crate) framing: Framing,
    /// How long it may be silent.
    pub(crate) patience: Option<Duration>,
    /// The longest item.
    pub(crate) limit: usize,
    /// What no error may show.
    pub(crate) secrets: Vec<SecretString>,
}

impl<T, B> EventStream<T, B> {
    pub(crate) fn new(response: http::Response<B>, terms: Terms) -> Self {
        Self {
            frames: Frames {
                source: Source::new(response, terms.patience),
                pending: Bytes::new(),
                splitter: Splitter::new(terms.framing, terms.limit),
                event: String::new(),
                last_event_id: None,
                retry: None,
            },
            framing: terms.framing,
            secrets: terms.secrets,
            item: PhantomData,
        }
    }

    /// The status of the answer.
    #[must_use]
    pub fn status(&self) -> StatusCode {
        self.frames.source.status
    }

    /// The headers of the answer.
    #[must_use]
    pub fn headers(&self) -> &HeaderMap {
        &self.frames.source.headers
    }

    /// The type of the event that came last; `message` where it has none.
    #[must_use]
    pub fn event(&self) -> &str {
        match self.frames.event.as_str() {
            "" => "message",
            event => event,
        }
    }

    /// The last id that the server gave, to go on after it: the header `last-event-id` of the next connection.
    #[must_use]
    pub fn last_event_id(&self) -> Option<&str> {
        self.frames.last_event_id.as_deref()
    }

    /// How long the server asks one to wait before one connects again.
    #[must_use]
    pub fn retry(&self) -> Option<Duration> {
        self.frames.retry
    }
}

impl<T: Value, B: Body<Error: Into<BoxError>>> EventStream<T, B> {
    /// The next item; none at the end. The future may be dropped and nothing is lost.
    pub async fn next(&mut self) -> Option<Result<T, StreamError>> {
        std::future::poll_fn(|context| Pin::new(&mut *self).poll_next(context)).await
    }
}

impl<T: Value, B: Body<Error: Into<BoxError>>> Stream for EventStream<T, B> {
    type Item = Result<T, StreamError>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        let frame = match self.frames.poll_frame(context) {
            Poll::Ready(Some(Ok(frame))) => frame,
            Poll::Ready(Some(Err(error))) => return Poll::Ready(Some(Err(error))),
            Poll::Ready(None) => return Poll::Ready(None),
            Poll::Pending => return Poll::Pending,
        };
        if frame.is_end(self.framing) {
            self.frames.close();
            return Poll::Ready(None);
        }
        let item = read(&frame, self.framing);
        Poll::Ready(Some(item.map_err(|error| {
            let again = redacted(&frame, &self.secrets).map(|frame| {
                let error = read::<T>(&frame, self.framing).err();
                (frame, error)
            });
            StreamError::Decode(Box::new(match again {
                None => item_error::<T>(frame, &error),
                Some((frame, Some(error))) => item_error::<T>(frame, &error),
                Some((frame, None)) => item_error::<T>(frame, &ReadError::new(0, REDACTED)),
            }))
        })))
    }
}

impl<T, B> fmt::Debug for EventStream<T, B> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("EventStream")
            .field("status", &self.frames.source.status)
            .field("framing", &self.framing)
            .field("open", &self.frames.source.is_open())
            .finish_non_exhaustive()
    }
}

/// The items of a whole body.
pub(crate) fn read_all<T: Value>(body: &Bytes, framing: Framing) -> Result<Vec<T>, ReadError> {
    let mut splitter = Splitter::new(framing, usize::MAX);
    let mut rest = body.clone();
    let mut items: Vec<T> = Vec::new();
    // A body that is there already keeps every bound.
    while let Ok(Some(step)) = splitter.step(&mut rest) {
        if let Step::Frame(frame) = step {
            if frame.is_end(framing) {
                break;
            }
            items.push(read(&frame, framing).map_err(|error| error.inside_index(items.len()))?);
        }
    }
    if let Some(frame) = splitter.finish() {
        items.push(read(&frame, framing).map_err(|error| error.inside_index(items.len()))?);
    }
    Ok(items)
}

fn read<T: Value>(frame: &Frame, framing: Framing) -> Result<T, ReadError> {
    json::from_str(&frame.document(framing))
}

fn item_error<T: Value>(frame: Frame, error: &ReadError) -> ItemError {
    ItemError {
        event: frame.event,
        id: frame.id,
        data: frame.data,
        pointer: error.pointer().to_owned(),
        message: error.message().to_owned(),
        hides: T::holds_secret(&mut SecretSearch::default()),
    }
}

/// The frame without the client's credentials, if it has any.
fn redacted(frame: &Frame, secrets: &[SecretString]) -> Option<Frame> {
    let mut clean = frame.clone();
    for secret in secrets.iter().map(ExposeSecret::expose_secret) {
        if crate::response::is_secret(secret) {
            for text in [&mut clean.data, &mut clean.event]
                .into_iter()
                .chain(&mut clean.id)
            {
                *text = text.replace(secret, REDACTED);
            }
        }
    }
    (clean != *frame).then_some(clean)
}

/// The part of a stream that does not depend on what its items are.
struct Frames<B> {
    source: Source<B>,
    /// What came and was not taken apart yet.
    pending: Bytes,
    splitter: Splitter,
    event: String,
    last_event_id: Option<String>,
    retry: Option<Duration>,
}

impl<B: Body<Error: Into<BoxError>>> Frames<B> {
    fn poll_frame(
        &mut self,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame, StreamError>>> {
        loop {
            match self.splitter.step(&mut self.pending) {
                Ok(Some(step)) => {
                    self.source.is_alive();
                    if let Some(frame) = self.note(step) {
                        return Poll::Ready(Some(Ok(frame)));
                    }
                    continue;
                }
                Ok(None) => {}
                Err(error) => return self.over(StreamError::TooLong { limit: error.0 }),
            }
            // What an error or a last word closed has no end at which the rest would be an item.
            if !self.source.is_open() {
                return Poll::Ready(None);
            }
            match self.source.poll_chunk(context) {
                Poll::Ready(Some(Ok(chunk))) => self.pending = chunk,
                Poll::Ready(Some(Err(error))) => return self.over(error),
                Poll::Ready(None) => {
                    return Poll::Ready(self.splitter.finish().map(Ok));
                }
                Poll::Pending => return Poll::Pending,
            }
        }
    }

    /// Remembers what a step says beside its item.
    fn note(&mut self, step: Step) -> Option<Frame> {
        let (id, retry, frame) = match step {
            Step::Comment => return None,
            Step::Note { id, retry } => (id, retry, None),
            Step::Frame(frame) => {
                self.event.clone_from(&frame.event);
                (frame.id.clone(), frame.retry, Some(frame))
            }
        };
        self.last_event_id = id.or(self.last_event_id.take());
        self.retry = retry.map(Duration::from_millis).or(self.retry);
        frame
    }

    fn close(&mut self) {
        self.source.close();
        self.pending.clear();
    }

    fn over(&mut self, error: StreamError) -> Poll<Option<Result<Frame, StreamError>>> {
        self.close();
        Poll::Ready(Some(Err(error)))
    }
}
