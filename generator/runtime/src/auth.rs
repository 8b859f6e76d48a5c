//! The bearer token: how it is held, and the tower layer that puts it on a request (RFC 6750 section 2.1).

use std::fmt;
use std::task::{Context, Poll};

use http::HeaderValue;
use http::header::AUTHORIZATION;
use secrecy::{ExposeSecret, SecretString};
use tower::{Layer, Service};

/// A tower layer that adds `authorization: Bearer …`, marked sensitive, so that `{:?}` of the request shows `Sensitive` instead.
///
/// The client puts its own token on; this type is for a stack of one's own, as when a token is renewed on the way.
///
/// ```
/// use oas_runtime::BearerLayer;
///
/// let layer = BearerLayer::new(&"a-token".into())?;
/// assert!(!format!("{layer:?}").contains("a-token"));
/// # Ok::<(), oas_runtime::InvalidToken>(())
/// ```
#[derive(Clone)]
pub struct BearerLayer(Option<HeaderValue>);

impl BearerLayer {
    /// A layer that adds `token` to each request.
    ///
    /// # Errors
    /// [`InvalidToken`] when no header can carry the token.
    pub fn new(token: &SecretString) -> Result<Self, InvalidToken> {
        let token = token.expose_secret();
        check_token(token)?;
        let mut value = HeaderValue::try_from(format!("Bearer {token}"))
            .map_err(|_| InvalidToken::Character)?;
        value.set_sensitive(true);
        Ok(Self(Some(value)))
    }

    /// Puts the token on one request.
    pub(crate) fn put_on<B>(&self, request: &mut http::Request<B>) {
        if let Some(value) = &self.0 {
            request.headers_mut().insert(AUTHORIZATION, value.clone());
        }
    }
}

impl fmt::Debug for BearerLayer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("BearerLayer")
    }
}

impl<S> Layer<S> for BearerLayer {
    type Service = Bearer<S>;

    fn layer(&self, inner: S) -> Self::Service {
        Bearer {
            inner,
            value: self.0.clone(),
        }
    }
}

/// The service that [`BearerLayer`] makes.
#[derive(Clone)]
pub struct Bearer<S> {
    inner: S,
    value: Option<HeaderValue>,
}

impl<S: fmt::Debug> fmt::Debug for Bearer<S> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Bearer")
            .field("inner", &self.inner)
            .finish_non_exhaustive()
    }
}

impl<S, B> Service<http::Request<B>> for Bearer<S>
where
    S: Service<http::Request<B>>,
{
    type Response = S::Response;
    type Error = S::Error;
    type Future = S::Future;

    fn poll_ready(&mut self, context: &mut Context<'_>) -> Poll<Result<(), Self::Error>> {
        self.inner.poll_ready(context)
    }

    fn call(&mut self, mut request: http::Request<B>) -> Self::Future {
        if let Some(value) = &self.value {
            request.headers_mut().insert(AUTHORIZATION, value.clone());
        }
        self.inner.call(request)
    }
}

/// What a header can carry, and nothing that would be cut off or read as two words.
fn check_token(token: &str) -> Result<(), InvalidToken> {
    if token.is_empty() {
        return Err(InvalidToken::Empty);
    }
    if token.chars().any(|c| c.is_whitespace() || c.is_control()) {
        return Err(InvalidToken::Whitespace);
    }
    if !token.bytes().all(|b| b.is_ascii_graphic()) {
        return Err(InvalidToken::Character);
    }
    Ok(())
}

/// Why a text is no bearer token. Never holds the text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum InvalidToken {
    /// Nothing was given.
    Empty,
    /// White space or a line break.
    Whitespace,
    /// A character outside of ASCII.
    Character,
}

impl fmt::Display for InvalidToken {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Empty => "the bearer token is empty: check where it is read from",
            Self::Whitespace => {
                "the bearer token has white space or a line break in it: trim it, and give it without the word `Bearer`"
            }
            Self::Character => "the bearer token has a character in it that no header can carry: check where it is read from",
        })
    }
}

impl std::error::Error for InvalidToken {}

/// Why an operation was not sent for want of credentials.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum AuthError {
    /// The operation needs credentials and the client has none.
    MissingToken {
        /// The operation's id.
        operation: &'static str,
        /// The scopes that the description asks for; empty when it names none.
        scopes: Vec<&'static str>,
        /// The settings of the client that would do, in words.
        settings: String,
    },
    /// The token can't be sent.
    InvalidToken(InvalidToken),
}

impl fmt::Display for AuthError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::MissingToken {
                operation,
                scopes,
                settings,
            } => {
                let needs = if settings == "`bearer_token`" {
                    "a token and the client has none"
                } else {
                    "credentials and the client has none that fit"
                };
                write!(
                    f,
                    "`{operation}` needs {needs}, so nothing was sent: set {settings}"
                )?;
                if !scopes.is_empty() {
                    write!(f, ", with the scope {}", scopes.join(" "))?;
                }
                Ok(())
            }
            Self::InvalidToken(problem) => problem.fmt(f),
        }
    }
}

impl std::error::Error for AuthError {}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn adds_a_sensitive_header() {
        let layer = BearerLayer::new(&"abc.def".into()).unwrap();
        let mut seen = None;
        let mut service = layer.layer(tower::service_fn(|request: http::Request<()>| {
            seen = Some(request);
            std::future::ready(Ok::<(), std::convert::Infallible>(()))
        }));
        drop(service.call(http::Request::new(())));
        drop(service);
        let request = seen.unwrap();
        assert_eq!(request.headers()[AUTHORIZATION], "Bearer abc.def");
        assert!(!format!("{request:?}").contains("abc.def"));
    }

    #[test]
    fn refuses_what_a_header_would_change() {
        for (token, problem) in [
            ("", InvalidToken::Empty),
            ("Bearer abc", InvalidToken::Whitespace),
            ("abc\n", InvalidToken::Whitespace),
            ("abc\r\nx-evil: 1", InvalidToken::Whitespace),
            ("ab\0c", InvalidToken::Whitespace),
            ("abcé", InvalidToken::Character),
        ] {
            let refused = BearerLayer::new(&token.into()).map(|_| ());
            assert_eq!(refused, Err(problem), "{token:?}");
            assert!(
                token.is_empty() || !format!("{problem} {problem:?}").contains(token.trim()),
                "{token:?}"
            );
        }
    }
}
