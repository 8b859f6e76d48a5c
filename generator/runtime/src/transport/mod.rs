//! What carries requests: the bound on a transport, and how one exchange becomes a buffered response or an error.

mod collect;
#[cfg(feature = "reqwest")]
mod reqwest;

use std::time::Duration;

use bytes::Bytes;
use tower::{Service, ServiceExt};

use self::collect::collect;
#[cfg(feature = "reqwest")]
pub use self::reqwest::{DefaultBody, DefaultTransport};
use crate::error::{BoxError, Phase, TimeoutError, TransportError};
use crate::response::{End, Response, media};

/// The default transport, which the feature `reqwest` brings; without it there is none.
#[cfg(not(feature = "reqwest"))]
#[derive(Debug, Clone)]
pub enum DefaultTransport {}

/// The body of a response of [`DefaultTransport`].
#[cfg(not(feature = "reqwest"))]
#[derive(Debug)]
pub enum DefaultBody {}

/// Any `tower::Service` from `http::Request<Bytes>` to `http::Response<impl http_body::Body>` that can be cloned for each call.
///
/// It has all types that fit already; nobody implements it by hand. A hyper client, an axum router or
/// `tower::service_fn` fits, if need be after `ServiceExt::map_request(|request| request.map(Full::new))`.
/// A transport must not follow redirects: the token would go along.
pub trait Transport:
    Service<http::Request<Bytes>, Response = http::Response<Self::Body>, Error: Into<BoxError>> + Clone
{
    /// The body of its responses.
    type Body: http_body::Body<Error: Into<BoxError>>;
}

impl<S, B> Transport for S
where
    S: Service<http::Request<Bytes>, Response = http::Response<B>, Error: Into<BoxError>> + Clone,
    B: http_body::Body<Error: Into<BoxError>>,
{
    type Body = B;
}

/// How much of a body is read.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Bounds {
    /// The longest body of a success.
    pub(crate) success: usize,
    /// What is kept of the body of an error, or of a success that is too long.
    pub(crate) error: usize,
}

/// Sends one request and reads its response within `bounds`.
pub(crate) async fn exchange<S: Transport>(
    transport: S,
    request: http::Request<Bytes>,
    bounds: Bounds,
) -> Result<Response, BoxError> {
    let response = transport
        .oneshot(request)
        .await
        .map_err(|error| no_answer(error.into()))?;
    buffer(response, bounds).await
}

/// A response that is read as it comes, or one that is no stream and has been read.
pub(crate) enum Opened<B> {
    Stream(http::Response<B>),
    Whole(Response),
}

/// Sends one request, and leaves the body of a success of `media_type`, or of any, to be read as it comes.
pub(crate) async fn open<S: Transport>(
    transport: S,
    request: http::Request<Bytes>,
    bounds: Bounds,
    media_type: Option<&'static str>,
) -> Result<Opened<S::Body>, BoxError> {
    let response = transport
        .oneshot(request)
        .await
        .map_err(|error| no_answer(error.into()))?;
    let is_it = |media_type| media::is(response.headers(), media_type);
    if response.status().is_success() && media_type.is_none_or(is_it) {
        return Ok(Opened::Stream(response));
    }
    buffer(response, bounds).await.map(Opened::Whole)
}

async fn buffer<B: http_body::Body<Error: Into<BoxError>>>(
    response: http::Response<B>,
    bounds: Bounds,
) -> Result<Response, BoxError> {
    let (head, body) = response.into_parts();
    let read = if head.status.is_success() {
        bounds.success
    } else {
        bounds.error
    };
    let collected = collect(body, read, bounds.error).await;
    if head.status.is_success()
        && let Some(source) = collected.broken
    {
        return Err(TransportError::new(Phase::Body, source).into());
    }
    // The status of an error says more than the failure to read its body.
    let end = match (collected.broken, collected.bounded) {
        (Some(_), _) => End::Broken,
        (None, true) => End::Bound(read),
        (None, false) => End::Whole,
    };
    Ok(Response::ended(
        head.status,
        head.headers,
        collected.bytes,
        end,
    ))
}

fn no_answer(error: BoxError) -> TransportError {
    match error.downcast::<TransportError>() {
        Ok(error) => *error,
        Err(error) => {
            let refused =
                |error: &std::io::Error| error.kind() == std::io::ErrorKind::ConnectionRefused;
            let phase = if any_in_chain(error.as_ref(), refused) {
                Phase::Connect
            } else {
                Phase::Exchange
            };
            TransportError::new(phase, error)
        }
    }
}

/// What came of an exchange that brought no response.
#[derive(Debug)]
pub(crate) enum Broken {
    Transport(TransportError),
    Timeout(TimeoutError),
}

/// Tells the client's own time limit, a transport's time limit and everything else apart.
pub(crate) fn classify(error: BoxError, limit: Option<Duration>) -> Broken {
    let error = match error.downcast::<TransportError>() {
        Ok(error) => *error,
        Err(error) if error.is::<tower::timeout::error::Elapsed>() => {
            return Broken::Timeout(TimeoutError::new(limit, error));
        }
        Err(error) => TransportError::new(Phase::Exchange, error),
    };
    let timed_out = |error: &std::io::Error| error.kind() == std::io::ErrorKind::TimedOut;
    let elapsed = |_: &tower::timeout::error::Elapsed| true;
    if error.phase() != Phase::Connect
        && (any_in_chain(&error, timed_out) || any_in_chain(&error, elapsed))
    {
        return Broken::Timeout(TimeoutError::new(None, error.into()));
    }
    Broken::Transport(error)
}

/// Whether `test` holds for any error of type `T` in the chain of sources.
fn any_in_chain<T: std::error::Error + 'static>(
    error: &(dyn std::error::Error + 'static),
    test: impl Fn(&T) -> bool,
) -> bool {
    std::iter::successors(Some(error), |error| error.source())
        .filter_map(|error| error.downcast_ref())
        .any(test)
}
