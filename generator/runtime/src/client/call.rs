//! A call under way: the part that has one type for each output and error, whatever the operation.

use std::fmt;
use std::marker::PhantomData;

use http::HeaderValue;
use http::header::ACCEPT;

use super::{Client, Settings};
use crate::error::{Error, Failure};
use crate::response::{Answer, Response};
use crate::stream::{ByteStream, EventStream, Framing};
use crate::transport::{Opened, Transport, exchange, open};
use crate::{SecretSearch, Value};

/// How an operation reads a response.
pub(super) type Decode<T, E> = fn(&Response) -> Result<T, Failure<E>>;

/// A call of an operation whose request is ready, or could not be made. It borrows the client alone.
#[must_use = "nothing is sent until `send` is called"]
pub struct Call<'c, S, T, E> {
    pub(super) client: &'c Client<S>,
    pub(super) prepared: Result<http::Request<bytes::Bytes>, Error<E>>,
    pub(super) decode: Decode<T, E>,
}

/// What a method of a resource gives: a future of `T`, or of an [`Error`] whose documented answers are an `E`.
///
/// ```
/// use oas_runtime as rt;
///
/// # #[cfg(feature = "reqwest")] {
/// fn name(client: &rt::Client) -> impl rt::Reply<String, ()> {
///     # let _ = client;
///     async { Ok("Acme".to_owned()) }
/// }
/// # }
/// ```
pub trait Reply<T, E>: Future<Output = Result<T, Error<E>>> {}

impl<T, E, F: Future<Output = Result<T, Error<E>>>> Reply<T, E> for F {}

impl<S: Transport, T, E> Call<'_, S, T, E> {
    /// Sends it and reads what comes back.
    ///
    /// # Errors
    /// As [`Client::send`].
    pub async fn send(self) -> Result<T, Error<E>> {
        self.send_full().await.map(|answer| answer.body)
    }

    /// Sends it and gives all of a success: its output, its status and its headers.
    ///
    /// # Errors
    /// As [`Client::send`].
    pub async fn send_full(self) -> Result<Answer<T>, Error<E>> {
        let request = self.prepared?;
        let client = self.client;
        let bounds = client.settings.bounds;
        let response = client
            .pass(request, |transport, request| {
                exchange(transport, request, bounds)
            })
            .await?;
        client.settings.read(response, self.decode)
    }

    /// Sends it and gives the bytes of a success as they come.
    ///
    /// # Errors
    /// As [`Client::download`].
    pub async fn download(self) -> Result<ByteStream<S::Body>, Error<E>> {
        let request = self.prepared?;
        let Client {
            settings: Settings {
                bounds, timeout, ..
            },
            ..
        } = self.client;
        let opened = self
            .client
            .pass(request, |transport, request| {
                open(transport, request, *bounds, None)
            })
            .await?;
        match opened {
            Opened::Stream(response) => Ok(ByteStream::new(response, *timeout)),
            Opened::Whole(response) => {
                let decode = self.decode;
                let settings = &self.client.settings;
                // What a success would be is not known here, so it may be one with secrets.
                Err(settings.no_stream(response, |response| decode(response).map(drop), None, true))
            }
        }
    }
}

/// A [`Call`] whose answer is taken an item `I` at a time.
#[must_use = "nothing is sent until `open` is called"]
#[derive(Debug)]
pub struct Opening<'c, S, I, E> {
    pub(super) call: Call<'c, S, (), E>,
    pub(super) media_type: &'static str,
    pub(super) framing: Framing,
    pub(super) item: PhantomData<fn() -> I>,
}

impl<S: Transport, I: Value, E> Opening<'_, S, I, E> {
    /// Sends it and gives the items of its answer as they come.
    ///
    /// # Errors
    /// As [`Client::stream`].
    pub async fn open(self) -> Result<EventStream<I, S::Body>, Error<E>> {
        let Call {
            client,
            prepared,
            decode,
        } = self.call;
        let (mut request, media_type) = (prepared?, self.media_type);
        if let Ok(accept) = HeaderValue::from_str(media_type) {
            request.headers_mut().insert(ACCEPT, accept);
        }
        let bounds = client.settings.bounds;
        let opened = client
            .pass(request, |transport, request| {
                open(transport, request, bounds, Some(media_type))
            })
            .await?;
        let settings = &client.settings;
        match opened {
            Opened::Stream(response) => {
                Ok(EventStream::new(response, settings.terms(self.framing)))
            }
            Opened::Whole(response) => {
                let hides = I::holds_secret(&mut SecretSearch::default());
                Err(settings.no_stream(response, decode, Some(media_type), hides))
            }
        }
    }
}

impl Settings {
    /// What is wrong with an answer that is no stream, and whether there may be secrets in it: where its items have some, or
    /// where it can't be read as what has some.
    fn no_stream<E>(
        &self,
        mut response: Response,
        decode: impl Fn(&Response) -> Result<(), Failure<E>>,
        media_type: Option<&str>,
        hides: bool,
    ) -> Error<E> {
        self.redact(&mut response);
        let hides = match decode(&response) {
            Err(Failure::Api(error)) => return Error::Api(error),
            Err(Failure::Decode(error)) => hides || error.hides,
            Ok(()) => hides,
        };
        Error::Decode(response.no_stream(media_type, hides))
    }
}

impl<S, T, E: fmt::Debug> fmt::Debug for Call<'_, S, T, E> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Call")
            .field("error", &self.prepared.as_ref().err())
            .finish_non_exhaustive()
    }
}
