//! A call under way: the part that has one type for each output and error, whatever the operation.

use std::fmt;
use std::marker::PhantomData;

use http::HeaderValue;
use http::header::{ACCEPT, USER_AGENT};
use tower::timeout::TimeoutLayer;
use tower::{ServiceBuilder, ServiceExt};

use super::{Client, Settings};
use crate::error::{BoxError, Error, Failure, Unanswered};
use crate::response::{Answer, Response};
use crate::stream::{ByteStream, EventStream, Framing};
use crate::transport::{Opened, Transport, classify, exchange, open};
use crate::{SecretSearch, Value};

/// How an operation reads a response.
pub(super) type Decode<T, E> = fn(&Response) -> Result<T, Failure<E>>;

/// A request that can be sent, or why it can't be.
pub(super) type Prepared = Result<http::Request<bytes::Bytes>, Unanswered>;

/// A call of an operation whose request is ready, or could not be made. It borrows the client alone.
#[must_use = "nothing is sent until `send` is called"]
pub struct Call<'c, S, T, E> {
    pub(super) client: &'c Client<S>,
    pub(super) prepared: Prepared,
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
        let response = self.client.fetch(self.prepared).await?;
        let (_, output) = self.client.settings.read(response, self.decode)?;
        Ok(output)
    }

    /// Sends it and gives all of a success: its output, its status and its headers.
    ///
    /// # Errors
    /// As [`Client::send`].
    pub async fn send_full(self) -> Result<Answer<T>, Error<E>> {
        let response = self.client.fetch(self.prepared).await?;
        let (response, output) = self.client.settings.read(response, self.decode)?;
        Ok(Answer::new(response, output))
    }

    /// Sends it and gives the bytes of a success as they come.
    ///
    /// # Errors
    /// As [`Client::download`].
    pub async fn download(self) -> Result<ByteStream<S::Body>, Error<E>> {
        let settings = &self.client.settings;
        match self.client.open(self.prepared, None).await? {
            Opened::Stream(response) => Ok(ByteStream::new(response, settings.timeout)),
            Opened::Whole(response) => {
                let decode = self.decode;
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
        let media_type = self.media_type;
        let settings = &client.settings;
        match client.open(prepared, Some(media_type)).await? {
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

impl<S: Transport> Client<S> {
    /// Sends `request` and reads all of what comes back. Here and below, nothing depends on an operation's types, so that a
    /// program has it once.
    async fn fetch(&self, prepared: Prepared) -> Result<Response, Unanswered> {
        let bounds = self.settings.bounds;
        self.pass(prepared?, |transport, request| {
            exchange(transport, request, bounds)
        })
        .await
    }

    /// Sends `request`, and leaves a success of `media_type`, or of any, to be read as it comes.
    async fn open(
        &self,
        prepared: Prepared,
        media_type: Option<&'static str>,
    ) -> Result<Opened<S::Body>, Unanswered> {
        let mut request = prepared?;
        if let Some(Ok(accept)) = media_type.map(HeaderValue::from_str) {
            request.headers_mut().insert(ACCEPT, accept);
        }
        let bounds = self.settings.bounds;
        self.pass(request, |transport, request| {
            open(transport, request, bounds, media_type)
        })
        .await
    }

    /// Through the layers, from the time limit inwards.
    async fn pass<R, F: Future<Output = Result<R, BoxError>>>(
        &self,
        mut request: http::Request<bytes::Bytes>,
        exchange: impl Fn(S, http::Request<bytes::Bytes>) -> F,
    ) -> Result<R, Unanswered> {
        let timeout = self.settings.timeout;
        request
            .headers_mut()
            .insert(USER_AGENT, self.settings.user_agent.clone());
        let transport = self.transport.clone();
        let stack = ServiceBuilder::new()
            .option_layer(timeout.map(TimeoutLayer::new))
            .service_fn(|request| exchange(transport.clone(), request));
        stack
            .oneshot(request)
            .await
            .map_err(|error| Unanswered::Broken(classify(error, timeout)))
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
