//! What can come of a call that did not succeed. No error of this crate ever holds or shows the client's token.

mod response;
mod transport;

use std::fmt;

use http::StatusCode;

pub(crate) use self::response::{About, Excerpt, Shown, ShownPointer};
pub use self::response::{ApiError, DecodeError, Failure};
pub use self::transport::{BoxError, Phase, TimeoutError, TransportError};
use crate::auth::{AuthError, InvalidToken};
use crate::check::Violation;
use crate::credentials::Scheme;
use crate::server::{ServerError, UrlProblem};
use crate::transport::Broken;

/// Why [`Client::send`](crate::Client::send) returned no output. `E` is the operation's own enum of documented errors.
///
/// The first two mean that nothing was sent.
///
/// ```
/// fn advice<E>(error: &oas_runtime::Error<E>) -> &'static str {
///     use oas_runtime::Error;
///     match error {
///         Error::InvalidRequest(_) | Error::Auth(_) => "mend the call",
///         Error::Api(error) if error.status.as_u16() == 429 => "wait, then call again",
///         Error::Api(_) | Error::Decode(_) => "look at the response",
///         _ => "call again, if calling twice does no harm",
///     }
/// }
/// ```
#[derive(Debug)]
#[non_exhaustive]
pub enum Error<E> {
    /// Parameters or body break the description's rules: nothing was sent.
    InvalidRequest(InvalidRequest),
    /// The operation needs a token that is not there: nothing was sent.
    Auth(AuthError),
    /// No whole response came back.
    Transport(TransportError),
    /// The time was over.
    Timeout(TimeoutError),
    /// A success whose body is not what the description says.
    Decode(Box<DecodeError>),
    /// The server answered with a status that is no success of this operation.
    Api(Box<ApiError<E>>),
}

impl<E> Error<E> {
    /// The response's status, if there was a response.
    #[must_use]
    pub fn status(&self) -> Option<StatusCode> {
        match self {
            Self::Decode(error) => Some(error.status),
            Self::Api(error) => Some(error.status),
            _ => None,
        }
    }

    /// The operation's own error, if the server answered with one.
    #[must_use]
    pub fn api(&self) -> Option<&ApiError<E>> {
        match self {
            Self::Api(error) => Some(error),
            _ => None,
        }
    }

    fn inner(&self) -> Inner<'_> {
        match self {
            Self::InvalidRequest(error) => Inner {
                text: error,
                source: None,
            },
            Self::Auth(error) => Inner {
                text: error,
                source: None,
            },
            Self::Transport(error) => Inner {
                text: error,
                source: std::error::Error::source(error),
            },
            Self::Timeout(error) => Inner {
                text: error,
                source: std::error::Error::source(error),
            },
            Self::Decode(error) => Inner {
                text: error,
                source: None,
            },
            Self::Api(error) => Inner {
                text: error,
                source: None,
            },
        }
    }
}

/// The two sides of the error inside, seen without its type.
struct Inner<'a> {
    text: &'a dyn fmt::Display,
    source: Option<&'a (dyn std::error::Error + 'static)>,
}

impl<E> fmt::Display for Error<E> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.inner().text.fmt(f)
    }
}

impl<E: fmt::Debug> std::error::Error for Error<E> {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        self.inner().source
    }
}

impl<E> From<InvalidRequest> for Error<E> {
    fn from(error: InvalidRequest) -> Self {
        Self::InvalidRequest(error)
    }
}

impl<E> From<AuthError> for Error<E> {
    fn from(error: AuthError) -> Self {
        Self::Auth(error)
    }
}

/// Why there is no response: what of an [`Error`] is the same for all operations.
#[derive(Debug)]
pub(crate) enum Unanswered {
    InvalidRequest(InvalidRequest),
    Auth(AuthError),
    Broken(Broken),
}

impl<E> From<Unanswered> for Error<E> {
    fn from(error: Unanswered) -> Self {
        match error {
            Unanswered::InvalidRequest(error) => Self::InvalidRequest(error),
            Unanswered::Auth(error) => Self::Auth(error),
            Unanswered::Broken(Broken::Transport(error)) => Self::Transport(error),
            Unanswered::Broken(Broken::Timeout(error)) => Self::Timeout(error),
        }
    }
}

impl<E> From<Failure<E>> for Error<E> {
    fn from(failure: Failure<E>) -> Self {
        match failure {
            Failure::Decode(error) => Self::Decode(error),
            Failure::Api(error) => Self::Api(error),
        }
    }
}

/// A request that breaks rules of the description: all of them, and nothing was sent.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct InvalidRequest {
    /// The rules broken, in the order of parameters, then body. Never empty.
    pub violations: Vec<Violation>,
}

impl fmt::Display for InvalidRequest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.violations.as_slice() {
            [only] => write!(f, "the request was not sent: {only}"),
            all => {
                write!(f, "the request was not sent, for {} reasons:", all.len())?;
                all.iter()
                    .try_for_each(|violation| write!(f, "\n- {violation}"))
            }
        }
    }
}

impl std::error::Error for InvalidRequest {}

/// Why a client could not be built. Names settings, never their values.
#[derive(Debug)]
#[non_exhaustive]
pub enum BuildError {
    /// The description's server with its variables gives no base URL.
    Server(ServerError),
    /// The base URL that was set can't be used.
    BaseUrl(UrlProblem),
    /// The bearer token can't be sent.
    Token(InvalidToken),
    /// What was given to this setting can't be sent.
    Credential(&'static str),
    /// A key was given for a security scheme that the description does not have, or that takes none.
    Scheme {
        /// What was given as its name.
        name: &'static str,
        /// The schemes of the description.
        known: &'static [Scheme],
    },
    /// The user agent can't be sent: it holds a character that no header can carry.
    UserAgent,
    /// A time limit of zero, which no call can keep.
    Timeout,
    /// The default transport could not be set up.
    Transport(BoxError),
}

impl fmt::Display for BuildError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Server(error) => error.fmt(f),
            Self::BaseUrl(problem) => write!(f, "the base URL can't be used: {problem}"),
            Self::Token(error) => error.fmt(f),
            Self::Credential(setting) => write!(
                f,
                "what was given to `{setting}` can't be sent: it is empty, or has white space around it or a character in it that has no place there"
            ),
            Self::Scheme { name, known } => no_scheme(name, known, f),
            Self::UserAgent => f.write_str("the user agent is empty or has a character in it that no header can carry: use visible ASCII"),
            Self::Timeout => f.write_str("a timeout of zero lets no call succeed: set a longer one, or call `no_timeout`"),
            Self::Transport(_) => f.write_str("the HTTP client could not be set up: see the source of this error"),
        }
    }
}

/// What to do instead of giving a key to a scheme that takes none, or that is none.
fn no_scheme(name: &str, known: &[Scheme], f: &mut fmt::Formatter<'_>) -> fmt::Result {
    if let Some(scheme) = known.iter().find(|scheme| scheme.name == name) {
        let setting = scheme.setting;
        return write!(
            f,
            "the security scheme `{name}` takes no key or token: call `{setting}`"
        );
    }
    write!(f, "there is no security scheme `{name}`")?;
    let (keys, others): (Vec<&Scheme>, Vec<&Scheme>) =
        known.iter().partition(|scheme| scheme.takes_key());
    let names: Vec<_> = keys
        .iter()
        .map(|scheme| format!("`{}`", scheme.name))
        .collect();
    let calls = others
        .iter()
        .map(|scheme| format!("call `{}` for `{}`", scheme.setting, scheme.name));
    let give =
        (!names.is_empty()).then(|| format!("give a key or token to {}", names.join(" or ")));
    match give.into_iter().chain(calls).collect::<Vec<_>>().as_slice() {
        [] => Ok(()),
        choices => write!(f, ": {}", choices.join(", or ")),
    }
}

impl std::error::Error for BuildError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            Self::Transport(error) => {
                let source: &(dyn std::error::Error + 'static) = error.as_ref();
                Some(source)
            }
            _ => None,
        }
    }
}

impl From<ServerError> for BuildError {
    fn from(error: ServerError) -> Self {
        Self::Server(error)
    }
}

impl From<InvalidToken> for BuildError {
    fn from(error: InvalidToken) -> Self {
        Self::Token(error)
    }
}
