//! The client: settings become a stack of tower layers over a transport, and operations go through it.

mod call;
mod renewed;

use std::fmt;
use std::marker::PhantomData;
use std::time::Duration;

use http::HeaderValue;
use secrecy::{ExposeSecret, SecretString};

pub use self::call::{Call, Opening, Reply};
use self::call::{Decode, Prepared};
use crate::credentials::{Credentials, Scheme};
use crate::error::{BuildError, Error, Unanswered};
use crate::operation::{Meta, Operation, StreamOperation};
use crate::request::RequestEncoder;
use crate::response::{Answer, Response};
use crate::server::{BaseUrl, OwnServers, ServerError, ServerTemplate};
use crate::stream::{ByteStream, EventStream, Framing, Terms};
use crate::transport::{Bounds, DefaultTransport, Transport};

/// How long a call may take when nothing else is set.
const DEFAULT_TIMEOUT: Duration = Duration::from_secs(30);

/// How much is read of a body when nothing else is set.
const DEFAULT_BOUNDS: Bounds = Bounds {
    success: 16 << 20,
    error: 64 << 10,
};

/// The settings of a [`Client`].
///
/// ```
/// use std::time::Duration;
/// use oas_runtime::{ClientBuilder, ServerTemplate, ServerVariable};
///
/// const TENANT: ServerVariable = ServerVariable { name: "tenant", default: None, values: &[] };
/// let server = ServerTemplate { url: "https://{tenant}.example.com/v1", variables: &[TENANT] };
/// # #[cfg(feature = "reqwest")] {
/// let client = ClientBuilder::new(server, "my-crate/1.0")
///     .variable("tenant", "acme")
///     .bearer_token("a-token")
///     .timeout(Duration::from_secs(5))
///     .build()?;
/// assert_eq!(client.base_url().as_str(), "https://acme.example.com/v1");
/// assert!(!format!("{client:?}").contains("a-token"));
/// # }
/// # Ok::<(), oas_runtime::BuildError>(())
/// ```
#[derive(Debug, Clone)]
#[must_use = "a builder does nothing until `build` is called"]
pub struct ClientBuilder {
    /// None where one was asked for that the description does not have.
    server: Option<ServerTemplate>,
    variables: Vec<(&'static str, String)>,
    own_variables: Vec<(&'static str, String)>,
    base_url: Option<String>,
    allow_http: bool,
    credentials: Credentials,
    timeout: Option<Duration>,
    user_agent: String,
    bounds: Bounds,
}

impl ClientBuilder {
    /// The defaults: the description's server, 30 seconds a call, 16 MiB a body, `user_agent` as `<crate>/<version>`.
    pub fn new(server: ServerTemplate, user_agent: &'static str) -> Self {
        Self {
            server: Some(server),
            variables: Vec::new(),
            own_variables: Vec::new(),
            base_url: None,
            allow_http: false,
            credentials: Credentials::default(),
            timeout: Some(DEFAULT_TIMEOUT),
            user_agent: user_agent.to_owned(),
            bounds: DEFAULT_BOUNDS,
        }
    }

    /// The value of a variable of the server's URL. Where it stands for the host, `acme.example.com`,
    /// `https://acme.example.com/` and `acme.example.com:8443` are all understood. Where the description lists its values, no
    /// other is taken.
    pub fn variable(mut self, name: &'static str, value: impl Into<String>) -> Self {
        self.variables.push((name, value.into()));
        self
    }

    /// The value of a variable that only servers of single operations have.
    pub fn own_variable(mut self, name: &'static str, value: impl Into<String>) -> Self {
        self.own_variables.push((name, value.into()));
        self
    }

    /// Which of several servers requests go to; the first is 0.
    pub fn server(mut self, servers: &'static [ServerTemplate], index: usize) -> Self {
        self.server = servers.get(index).copied();
        self
    }

    /// Replaces the description's server, path included; the server's variables then count no more. Operations that have
    /// servers of their own go there, too.
    pub fn base_url(mut self, url: impl Into<String>) -> Self {
        self.base_url = Some(url.into());
        self
    }

    /// Lets the base URL be `http`, for a server on this machine: everyone on the way can read the token.
    pub fn allow_http(mut self) -> Self {
        self.allow_http = true;
        self
    }

    /// The bearer token that operations which need credentials are sent with (RFC 6750). It is given without the word
    /// `Bearer`, is wiped from memory with the client, and is in no `{:?}` and no error.
    pub fn bearer_token(mut self, token: impl Into<SecretString>) -> Self {
        self.credentials.bearer = Some(token.into());
        self
    }

    /// The security schemes of the description. Without them each is taken for one that the bearer token meets.
    pub fn schemes(mut self, schemes: &'static [Scheme]) -> Self {
        self.credentials.schemes = schemes;
        self
    }

    /// User and password of HTTP's Basic scheme (RFC 7617), for operations that ask for it. The password is in no `{:?}`
    /// and no error.
    pub fn basic_auth(
        mut self,
        user: impl Into<String>,
        password: impl Into<SecretString>,
    ) -> Self {
        self.credentials.basic = Some((user.into(), password.into()));
        self
    }

    /// The key of a security scheme, or the bearer token of one of several, for operations that ask for it. It is in no `{:?}` and no error.
    pub fn api_key(mut self, scheme: &'static str, key: impl Into<SecretString>) -> Self {
        self.credentials.keys.push((scheme, key.into()));
        self
    }

    /// Leaves credentials to the transport given to [`build_with`](Self::build_with), as when a layer renews the token.
    pub fn auth_by_transport(mut self) -> Self {
        self.credentials.by_transport = true;
        self
    }

    /// How long a call may take, from the connection to the end of the body; 30 seconds unless set.
    pub fn timeout(mut self, limit: Duration) -> Self {
        self.timeout = Some(limit);
        self
    }

    /// Calls may take forever. Needed where there is no Tokio runtime, whose timer the limit uses.
    pub fn no_timeout(mut self) -> Self {
        self.timeout = None;
        self
    }

    /// The `user-agent` header.
    pub fn user_agent(mut self, user_agent: impl Into<String>) -> Self {
        self.user_agent = user_agent.into();
        self
    }

    /// The longest body of a success, in bytes; 16 MiB unless set. A longer one is an error.
    pub fn max_body(mut self, bytes: usize) -> Self {
        self.bounds.success = bytes;
        self
    }

    /// How much is kept of the body of an error, in bytes; 64 KiB unless set. The rest is not read.
    pub fn max_error_body(mut self, bytes: usize) -> Self {
        self.bounds.error = bytes;
        self
    }

    /// A client over the default transport.
    ///
    /// # Errors
    /// [`BuildError`] names the setting to mend.
    #[cfg(feature = "reqwest")]
    pub fn build(self) -> Result<Client, BuildError> {
        let settings = self.settings()?;
        Ok(Client {
            transport: DefaultTransport::new()?,
            settings,
        })
    }

    /// A client over any transport; see [`Transport`] for what fits.
    ///
    /// Layers of one's own go around the transport. This one sends a request again, up to twice, when no connection could
    /// be made; all tries together have the client's time limit:
    ///
    /// ```
    /// # #[cfg(feature = "reqwest")] fn main() -> Result<(), oas_runtime::BuildError> {
    /// use oas_runtime::{Bytes, ClientBuilder, DefaultTransport, Phase, ServerTemplate, TransportError, http};
    /// use tower::ServiceBuilder;
    /// use tower::retry::{Policy, RetryLayer};
    ///
    /// #[derive(Clone)]
    /// struct Again(u8);
    ///
    /// impl<R> Policy<http::Request<Bytes>, R, TransportError> for Again {
    ///     type Future = std::future::Ready<()>;
    ///
    ///     fn retry(&mut self, _: &mut http::Request<Bytes>, outcome: &mut Result<R, TransportError>) -> Option<Self::Future> {
    ///         let unsent = matches!(outcome, Err(error) if error.phase() == Phase::Connect);
    ///         self.0 = self.0.checked_sub(1)?;
    ///         unsent.then(|| std::future::ready(()))
    ///     }
    ///
    ///     fn clone_request(&mut self, request: &http::Request<Bytes>) -> Option<http::Request<Bytes>> {
    ///         Some(request.clone())
    ///     }
    /// }
    ///
    /// let server = ServerTemplate { url: "https://api.example.com", variables: &[] };
    /// let transport = ServiceBuilder::new().layer(RetryLayer::new(Again(2))).service(DefaultTransport::new()?);
    /// let client = ClientBuilder::new(server, "my-crate/1.0").build_with(transport)?;
    /// # Ok(())
    /// # }
    /// # #[cfg(not(feature = "reqwest"))] fn main() {}
    /// ```
    ///
    /// # Errors
    /// [`BuildError`] names the setting to mend.
    pub fn build_with<T>(self, transport: T) -> Result<Client<T>, BuildError> {
        Ok(Client {
            transport,
            settings: self.settings()?,
        })
    }

    fn settings(self) -> Result<Settings, BuildError> {
        let base = self.resolve()?;
        if self.timeout == Some(Duration::ZERO) {
            return Err(BuildError::Timeout);
        }
        self.credentials.check()?;
        let user_agent =
            HeaderValue::from_str(&self.user_agent).map_err(|_| BuildError::UserAgent)?;
        if user_agent.is_empty() {
            return Err(BuildError::UserAgent);
        }
        let Self {
            credentials,
            timeout,
            bounds,
            variables,
            own_variables,
            base_url,
            allow_http,
            ..
        } = self;
        let own_servers = OwnServers {
            is_replaced: base_url.is_some(),
            variables: [variables, own_variables].concat(),
            allow_http,
        };
        Ok(Settings {
            base,
            own_servers,
            credentials,
            timeout,
            user_agent,
            bounds,
        })
    }

    fn resolve(&self) -> Result<BaseUrl, BuildError> {
        match &self.base_url {
            Some(url) if self.allow_http => {
                BaseUrl::parse_allowing_http(url).map_err(BuildError::BaseUrl)
            }
            Some(url) => BaseUrl::parse(url).map_err(BuildError::BaseUrl),
            None => {
                let values: Vec<_> = self
                    .variables
                    .iter()
                    .map(|(name, value)| (*name, value.as_str()))
                    .collect();
                let server = self.server.ok_or(ServerError::UnknownServer)?;
                Ok(server.resolve(&values, self.allow_http)?)
            }
        }
    }
}

/// Sends operations over a transport. Cloning it is cheap where cloning the transport is.
#[derive(Clone)]
pub struct Client<S = DefaultTransport> {
    transport: S,
    settings: Settings,
}

#[derive(Debug, Clone)]
struct Settings {
    base: BaseUrl,
    own_servers: OwnServers,
    credentials: Credentials,
    timeout: Option<Duration>,
    user_agent: HeaderValue,
    bounds: Bounds,
}

impl<S> Client<S> {
    /// The URL that operation paths are appended to.
    #[must_use]
    pub fn base_url(&self) -> &BaseUrl {
        &self.settings.base
    }
}

/// What opening a stream comes to.
type Streamed<O, S> = Result<
    EventStream<<O as StreamOperation>::Item, <S as Transport>::Body>,
    Error<<O as Operation>::Error>,
>;

impl<S: Transport> Client<S> {
    /// Sends `operation` and reads what comes back. The future borrows the client alone.
    ///
    /// # Errors
    /// [`Error`]: the request breaks a rule or lacks credentials, in which case nothing was sent; no whole response came;
    /// the response can't be read; or the server refused. A redirect is not followed and counts as the last.
    pub fn send<O: Operation>(
        &self,
        operation: &O,
    ) -> impl Future<Output = Result<O::Output, Error<O::Error>>> + use<'_, S, O> {
        let call = self.call(operation);
        async move { call.send().await }
    }

    /// Encodes and checks `operation`, which is sent by [`Call::send`]. Methods of generated code do it: their futures then have
    /// one type for each output and error, and are quick to compile.
    pub fn call<O: Operation>(&self, operation: &O) -> Call<'_, S, O::Output, O::Error> {
        Call {
            client: self,
            prepared: self.prepare(operation),
            decode: O::decode,
        }
    }

    /// Sends `operation` and gives all of a success: its output, its status and its headers.
    ///
    /// # Errors
    /// As [`send`](Self::send).
    pub fn send_full<O: Operation>(
        &self,
        operation: &O,
    ) -> impl Future<Output = Result<Answer<O::Output>, Error<O::Error>>> + use<'_, S, O> {
        let call = self.call(operation);
        async move { call.send_full().await }
    }

    /// Sends `operation` and gives its items as they come. The time limit holds up to the answer's head, then for each
    /// silence; the limit of a body is one for each item.
    ///
    /// # Errors
    /// As [`send`](Self::send), up to the answer's head; what comes after it, [`EventStream`] tells.
    pub fn stream<O: StreamOperation>(
        &self,
        operation: &O,
    ) -> impl Future<Output = Streamed<O, S>> + use<'_, S, O> {
        self.opening(operation).open()
    }

    /// Sends `operation` and gives the bytes of a success as they come, whatever its media type is. The time limit holds up to
    /// the answer's head, then for each silence; there is no limit for the body.
    ///
    /// # Errors
    /// As [`send`](Self::send), up to the answer's head; what comes after it, [`ByteStream`] tells.
    pub fn download<O: Operation>(
        &self,
        operation: &O,
    ) -> impl Future<Output = Result<ByteStream<S::Body>, Error<O::Error>>> + use<'_, S, O> {
        self.call(operation).download()
    }

    /// Encodes and checks `operation`, as [`call`](Self::call) does; its stream is opened by [`Opening::open`].
    pub fn opening<O: StreamOperation>(&self, operation: &O) -> Opening<'_, S, O::Item, O::Error> {
        Opening {
            call: Call {
                client: self,
                prepared: self.prepare(operation),
                decode: |response| O::decode(response).map(drop),
            },
            media_type: O::MEDIA_TYPE,
            framing: O::FRAMING,
            item: PhantomData,
        }
    }

    fn prepare<O: Operation>(&self, operation: &O) -> Prepared {
        self.settings
            .prepare(operation.meta(), &|encoder| operation.encode(encoder))
    }
}

impl Settings {
    fn prepare(&self, meta: &'static Meta, encode: &dyn Fn(&mut RequestEncoder)) -> Prepared {
        let mut encoder = RequestEncoder::new(meta);
        encode(&mut encoder);
        let mut request = encoder
            .finish_at(&self.own_servers, &self.base)
            .map_err(Unanswered::InvalidRequest)?;
        self.credentials
            .put_on(&mut request, meta)
            .map_err(Unanswered::Auth)?;
        Ok(request)
    }

    /// What the operation makes of `response`. A success is the caller's, as it came. Anything else is read anew without
    /// the token, where the server sent it back, so that no part of the error has it and an offset fits the body that is kept.
    fn read<T, E>(
        &self,
        mut response: Response,
        decode: Decode<T, E>,
    ) -> Result<(Response, T), Error<E>> {
        let outcome = match decode(&response) {
            Err(_) if self.redact(&mut response) => decode(&response),
            outcome => outcome,
        };
        match outcome {
            Ok(output) => Ok((response, output)),
            Err(failure) => Err(failure.into()),
        }
    }

    fn terms(&self, framing: Framing) -> Terms {
        Terms {
            framing,
            patience: self.timeout,
            limit: self.bounds.success,
            secrets: self.credentials.secrets(),
        }
    }

    /// Takes every secret out of a response; whether one was in there.
    fn redact(&self, response: &mut Response) -> bool {
        let mut found = false;
        for secret in self.credentials.secrets() {
            found |= response.redact(secret.expose_secret());
        }
        found
    }
}

impl<S: fmt::Debug> fmt::Debug for Client<S> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Client")
            .field("transport", &self.transport)
            .field("settings", &self.settings)
            .finish()
    }
}
