//! What can go wrong with a stream that has begun.

use std::fmt;
use std::time::Duration;

use crate::error::{Shown, ShownPointer, TransportError};

/// Why a stream gave no item. After [`Decode`](Self::Decode) it goes on with the next one; after all others it is over.
#[derive(Debug)]
#[non_exhaustive]
pub enum StreamError {
    /// An item is not what the description says.
    Decode(Box<ItemError>),
    /// An item is longer than the client reads.
    TooLong {
        /// The client's limit, in bytes.
        limit: usize,
    },
    /// The connection broke off.
    Transport(TransportError),
    /// Nothing came for too long.
    Timeout {
        /// The client's limit; none when it was the transport that gave up.
        limit: Option<Duration>,
    },
}

impl fmt::Display for StreamError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Decode(error) => error.fmt(f),
            Self::TooLong { limit } => write!(
                f,
                "an item of the stream is longer than the {limit} bytes that the client reads: raise `max_body`"
            ),
            Self::Transport(error) => write!(f, "the stream broke off: {error}"),
            Self::Timeout { limit: Some(limit) } => write!(
                f,
                "the stream was silent for {limit:?}: set a longer `timeout` where items are further apart"
            ),
            Self::Timeout { limit: None } => {
                f.write_str("the stream was silent for longer than the transport waits")
            }
        }
    }
}

impl From<StreamError> for std::io::Error {
    fn from(error: StreamError) -> Self {
        let kind = match error {
            StreamError::Decode(_) | StreamError::TooLong { .. } => std::io::ErrorKind::InvalidData,
            StreamError::Transport(_) => std::io::ErrorKind::Other,
            StreamError::Timeout { .. } => std::io::ErrorKind::TimedOut,
        };
        Self::new(kind, error)
    }
}

impl std::error::Error for StreamError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            Self::Transport(error) => std::error::Error::source(error),
            _ => None,
        }
    }
}

/// An item of a stream that is not what the description says. The client's own credentials are taken out of it.
///
/// `{}` says where; `{:?}` shows the beginning of the data, too. Where items have secrets in them, neither does.
#[derive(Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct ItemError {
    /// The event's type; empty where it has none.
    pub event: String,
    /// The event's id.
    pub id: Option<String>,
    /// The data, as it came.
    pub data: String,
    /// Where in the item: an RFC 6901 pointer, empty for the whole.
    pub pointer: String,
    /// What is wrong there.
    pub message: String,
    /// Whether there may be secrets in the data, the names of members among them.
    pub(crate) hides: bool,
}

impl fmt::Display for ItemError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an item of the stream can't be used: ")?;
        f.write_str(&self.message)?;
        match self.pointer.as_str() {
            _ if self.hides => Ok(()),
            "" => f.write_str(" at the root"),
            pointer => write!(f, " at {pointer}"),
        }
    }
}

impl fmt::Debug for ItemError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ItemError")
            .field("event", &self.event)
            .field("id", &self.id)
            .field("data", &Shown(self.data.as_bytes(), self.hides))
            .field("pointer", &ShownPointer(&self.pointer, self.hides))
            .field("message", &self.message)
            .finish()
    }
}

impl std::error::Error for ItemError {}
