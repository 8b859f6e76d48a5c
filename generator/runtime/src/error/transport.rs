//! What can go wrong between a complete request and a complete response.

use std::fmt;
use std::time::Duration;

/// An error of any kind, as tower's middleware passes it on.
pub type BoxError = Box<dyn std::error::Error + Send + Sync>;

/// How far a request got before the exchange failed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum Phase {
    /// No connection was made: nothing was sent, so that the request can be repeated without risk.
    Connect,
    /// The request was on its way, or the answer was due: the server may have acted on it.
    Exchange,
    /// The answer's head was there and its body broke off: the server has acted on the request.
    Body,
}

/// No whole response came back. [`source`](std::error::Error::source) holds the transport's own error.
#[derive(Debug)]
pub struct TransportError {
    phase: Phase,
    source: BoxError,
}

impl TransportError {
    /// An error of a transport, to be told apart by `phase`.
    pub fn new(phase: Phase, source: impl Into<BoxError>) -> Self {
        Self {
            phase,
            source: source.into(),
        }
    }

    /// How far the request got.
    #[must_use]
    pub fn phase(&self) -> Phase {
        self.phase
    }
}

impl fmt::Display for TransportError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self.phase {
            Phase::Connect => "no connection to the server: nothing was sent; check the address, then try again",
            Phase::Exchange => "the connection failed before an answer came: the server may have acted on the request",
            Phase::Body => "the connection broke off inside the response body: the server has acted on the request",
        })
    }
}

impl std::error::Error for TransportError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        let source: &(dyn std::error::Error + 'static) = self.source.as_ref();
        Some(source)
    }
}

/// The time for the whole exchange, body included, was over.
#[derive(Debug)]
pub struct TimeoutError {
    limit: Option<Duration>,
    source: BoxError,
}

impl TimeoutError {
    pub(crate) fn new(limit: Option<Duration>, source: BoxError) -> Self {
        Self { limit, source }
    }

    /// The client's limit; none when it was the transport that gave up.
    #[must_use]
    pub fn limit(&self) -> Option<Duration> {
        self.limit
    }
}

impl fmt::Display for TimeoutError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.limit {
            Some(limit) => write!(f, "no whole answer within {limit:?}")?,
            None => f.write_str("no whole answer within the transport's time limit")?,
        }
        f.write_str(": the server may have acted on the request; set a longer `timeout` where answers take longer")
    }
}

impl std::error::Error for TimeoutError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        let source: &(dyn std::error::Error + 'static) = self.source.as_ref();
        Some(source)
    }
}
