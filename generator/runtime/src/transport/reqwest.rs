//! The default transport: reqwest with rustls, behind types of this crate, so that its version is no part of the API.

use std::fmt;
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll};

use bytes::Bytes;
use http_body::{Body, Frame, SizeHint};
use rustls::ClientConfig;
use rustls::crypto::{CryptoProvider, ring};
use rustls_platform_verifier::BuilderVerifierExt as _;
use tower::Service;

use crate::error::{BoxError, BuildError, Phase, TransportError};

/// The default transport: HTTP/1.1 and HTTP/2 by reqwest, TLS by rustls, a pool of connections that clones share.
///
/// It never follows a redirect and keeps no cookies. It takes proxies from the environment. It needs a Tokio runtime.
///
/// Certificates are verified as the platform does it. The cryptography is that of rustls's provider which the program installed
/// before the transport is made, as in `rustls::crypto::aws_lc_rs::default_provider().install_default()` for certified code or a
/// key exchange that withstands quantum computers; where none is installed, it is *ring*'s.
#[derive(Clone)]
pub struct DefaultTransport(reqwest::Client);

impl DefaultTransport {
    /// A transport with a pool of its own. It is what [`ClientBuilder::build`](crate::ClientBuilder::build) uses; make one
    /// to put layers of your own around it, or to share it between clients.
    ///
    /// # Errors
    /// [`BuildError::Transport`] when TLS can't be set up.
    pub fn new() -> Result<Self, BuildError> {
        reqwest::Client::builder()
            .tls_backend_preconfigured(tls().map_err(|error| BuildError::Transport(error.into()))?)
            .redirect(reqwest::redirect::Policy::none())
            .referer(false)
            .build()
            .map(Self)
            .map_err(|error| BuildError::Transport(error.into()))
    }
}

/// TLS 1.2 and 1.3, with HTTP/2 where the server speaks it.
///
/// reqwest's own choice of a provider is five times as large in a program, and most of the time of its first build.
fn tls() -> Result<ClientConfig, rustls::Error> {
    let provider = CryptoProvider::get_default()
        .cloned()
        .unwrap_or_else(|| Arc::new(ring::default_provider()));
    let mut config = ClientConfig::builder_with_provider(provider)
        .with_safe_default_protocol_versions()?
        .with_platform_verifier()?
        .with_no_client_auth();
    config.alpn_protocols = vec![b"h2".to_vec(), b"http/1.1".to_vec()];
    Ok(config)
}

impl fmt::Debug for DefaultTransport {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("DefaultTransport")
    }
}

impl Service<http::Request<Bytes>> for DefaultTransport {
    type Response = http::Response<DefaultBody>;
    type Error = TransportError;
    type Future = Pin<Box<dyn Future<Output = Result<Self::Response, Self::Error>> + Send>>;

    fn poll_ready(&mut self, _: &mut Context<'_>) -> Poll<Result<(), Self::Error>> {
        Poll::Ready(Ok(()))
    }

    fn call(&mut self, request: http::Request<Bytes>) -> Self::Future {
        let client = self.0.clone();
        Box::pin(async move {
            let request = reqwest::Request::try_from(request).map_err(failed)?;
            let response = client.execute(request).await.map_err(failed)?;
            Ok(http::Response::from(response).map(DefaultBody))
        })
    }
}

/// The URL is left out: its query may hold what should not be in a log.
fn failed(error: reqwest::Error) -> TransportError {
    let phase = if error.is_connect() || error.is_builder() {
        Phase::Connect
    } else {
        Phase::Exchange
    };
    TransportError::new(phase, error.without_url())
}

/// The body of a response of [`DefaultTransport`].
pub struct DefaultBody(reqwest::Body);

impl fmt::Debug for DefaultBody {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("DefaultBody")
    }
}

impl Body for DefaultBody {
    type Data = Bytes;
    type Error = BoxError;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, BoxError>>> {
        let frame = Pin::new(&mut self.0).poll_frame(context);
        frame.map(|frame| frame.map(|frame| frame.map_err(|error| error.without_url().into())))
    }

    fn is_end_stream(&self) -> bool {
        self.0.is_end_stream()
    }

    fn size_hint(&self) -> SizeHint {
        self.0.size_hint()
    }
}
