//! Any tower service carries requests: a function, a hyper client, a stack of layers.

use std::convert::Infallible;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use http_body_util::Full;
use hyper_util::client::legacy::Client as HyperClient;
use hyper_util::client::legacy::connect::HttpConnector;
use hyper_util::rt::TokioExecutor;
use oas_runtime::{Bytes, ClientBuilder, Error, Phase, TransportError, http};
use tower::{ServiceBuilder, ServiceExt};

use crate::loopback::{Loopback, Reply};
use crate::sample::{Note, SERVER, TOKEN, builder, update};

fn function_builder() -> ClientBuilder {
    ClientBuilder::new(SERVER, "x/1")
        .variable("tenant", "a.example")
        .bearer_token(TOKEN)
}

#[tokio::test]
async fn a_function() {
    let transport = tower::service_fn(|request: http::Request<Bytes>| async move {
        let answer = format!("{{\"title\":\"{}\"}}", request.uri());
        assert!(!format!("{request:?}").contains(TOKEN), "{request:?}");
        assert_eq!(
            request.headers()["authorization"],
            format!("Bearer {TOKEN}")
        );
        Ok::<_, Infallible>(http::Response::new(Full::<Bytes>::from(answer)))
    });
    let client = function_builder().build_with(transport).unwrap();
    let note = client.send(&update("a b", &Note::default())).await.unwrap();
    assert_eq!(note, Note::titled("https://a.example/api/v2/notes/a%20b"));
}

#[tokio::test]
async fn a_hyper_client() {
    let server = Loopback::start([Reply::json("200 OK", r#"{"title":"hi"}"#)]);
    let hyper: HyperClient<HttpConnector, Full<Bytes>> =
        HyperClient::builder(TokioExecutor::new()).build_http();
    let transport = hyper.map_request(|request: http::Request<Bytes>| request.map(Full::new));
    let client = builder(&server.url()).build_with(transport).unwrap();
    assert_eq!(
        client.send(&update("n1", &Note::default())).await.unwrap(),
        Note::titled("hi")
    );
    assert_eq!(
        server.only().header("authorization"),
        format!("Bearer {TOKEN}")
    );
}

#[tokio::test]
async fn a_transport_that_does_authentication_itself() {
    let transport = tower::service_fn(|request: http::Request<Bytes>| async move {
        assert!(request.headers().get("authorization").is_none());
        Ok::<_, Infallible>(http::Response::new(Full::<Bytes>::from("{}")))
    });
    let client = ClientBuilder::new(SERVER, "x/1")
        .variable("tenant", "a.example")
        .auth_by_transport();
    client
        .build_with(transport)
        .unwrap()
        .send(&update("n1", &Note::default()))
        .await
        .unwrap();
}

#[tokio::test]
async fn errors_of_a_transport_keep_their_kind() {
    use std::io::{Error as IoError, ErrorKind};
    for (kind, timeout, phase) in [
        (ErrorKind::ConnectionRefused, false, Some(Phase::Connect)),
        (ErrorKind::ConnectionReset, false, Some(Phase::Exchange)),
        (ErrorKind::TimedOut, true, None),
    ] {
        let transport = tower::service_fn(move |_: http::Request<Bytes>| async move {
            Err::<http::Response<Full<Bytes>>, _>(IoError::from(kind))
        });
        let client = function_builder().build_with(transport).unwrap();
        match client
            .send(&update("n1", &Note::default()))
            .await
            .unwrap_err()
        {
            Error::Timeout(error) => {
                assert!(timeout && error.limit().is_none(), "{kind:?}: {error}");
            }
            Error::Transport(error) => assert_eq!(Some(error.phase()), phase, "{kind:?}"),
            other => panic!("{kind:?}: {other:?}"),
        }
    }
    let transport = tower::service_fn(|_: http::Request<Bytes>| async {
        Err::<http::Response<Full<Bytes>>, _>(TransportError::new(
            Phase::Connect,
            "told by the transport",
        ))
    });
    let client = function_builder().build_with(transport).unwrap();
    let error = client
        .send(&update("n1", &Note::default()))
        .await
        .unwrap_err();
    assert!(
        matches!(&error, Error::Transport(inner) if inner.phase() == Phase::Connect),
        "{error:?}"
    );
}

/// A layer around the transport sees the whole request, and the client's limit holds for all its tries together.
#[tokio::test]
async fn layers_go_around_the_transport() {
    let calls = Arc::new(AtomicUsize::new(0));
    let count = Arc::clone(&calls);
    let transport = tower::service_fn(move |_: http::Request<Bytes>| {
        let first = count.fetch_add(1, Ordering::SeqCst) == 0;
        async move {
            if first {
                return Err(TransportError::new(Phase::Connect, "not yet"));
            }
            Ok(http::Response::new(Full::<Bytes>::from("{}")))
        }
    });
    let transport = ServiceBuilder::new()
        .layer(tower::retry::RetryLayer::new(Once))
        .service(transport);
    let client = function_builder().build_with(transport).unwrap();
    client.send(&update("n1", &Note::default())).await.unwrap();
    assert_eq!(calls.load(Ordering::SeqCst), 2);

    let slow = ServiceBuilder::new()
        .timeout(Duration::from_millis(20))
        .service_fn(|_: http::Request<Bytes>| async {
            std::future::pending::<()>().await;
            Ok::<_, Infallible>(http::Response::new(Full::<Bytes>::from("{}")))
        });
    let client = function_builder().build_with(slow).unwrap();
    let error = client
        .send(&update("n1", &Note::default()))
        .await
        .unwrap_err();
    assert!(
        matches!(&error, Error::Timeout(error) if error.limit().is_none()),
        "{error:?}"
    );
}

#[derive(Clone)]
struct Once;

impl<R> tower::retry::Policy<http::Request<Bytes>, R, TransportError> for Once {
    type Future = std::future::Ready<()>;

    fn retry(
        &mut self,
        _: &mut http::Request<Bytes>,
        outcome: &mut Result<R, TransportError>,
    ) -> Option<Self::Future> {
        outcome.is_err().then(|| std::future::ready(()))
    }

    fn clone_request(&mut self, request: &http::Request<Bytes>) -> Option<http::Request<Bytes>> {
        Some(request.clone())
    }
}

/// The future of a call can be moved to another thread, and does not hold the operation.
#[test]
fn a_call_is_send() {
    fn is_send<T: Send>(value: T) -> T {
        value
    }
    let client = function_builder().build().unwrap();
    let body = Note::default();
    let call = {
        let operation = update("n1", &body);
        client.send(&operation)
    };
    drop(is_send(call));
}
