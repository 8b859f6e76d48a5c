//! A client over a transport of the user's own, with a layer around it: no network, no HTTP library, no runtime, and
//! nothing but the generated crate to depend on. It builds without the crate's default features, too.

use std::convert::Infallible;
use std::pin::Pin;
use std::sync::{Arc, Mutex};
use std::task::{Context, Poll, Waker};

use auth0_connection_profiles::connection_profiles::{GetError, Update};
use auth0_connection_profiles::models::{EnabledFeature, UpdateConnectionProfile};
use auth0_connection_profiles::rt::http::{Request, Response, StatusCode, header};
use auth0_connection_profiles::rt::tower::{ServiceBuilder, service_fn};
use auth0_connection_profiles::rt::{Bytes, Transport, http_body};
use auth0_connection_profiles::{Client, Error};

/// A body of one piece, written by hand: nothing beside the crate's own re-exports is needed.
struct Whole(Option<Bytes>);

impl http_body::Body for Whole {
    type Data = Bytes;
    type Error = Infallible;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        _: &mut Context<'_>,
    ) -> Poll<Option<Result<http_body::Frame<Bytes>, Infallible>>> {
        Poll::Ready(self.0.take().map(|bytes| Ok(http_body::Frame::data(bytes))))
    }
}

/// Answers a PATCH with what it was sent and anything else with 404, and keeps each request.
async fn answer(
    seen: Arc<Mutex<Vec<Request<Bytes>>>>,
    request: Request<Bytes>,
) -> Result<Response<Whole>, Infallible> {
    let body = request.body().clone();
    let found = request.method() == "PATCH";
    seen.lock().unwrap().push(request);
    let mut response = Response::new(Whole(Some(body)));
    if !found {
        *response.status_mut() = StatusCode::NOT_FOUND;
        *response.body_mut() = Whole(Some(r#"{"statusCode":404,"message":"none"}"#.into()));
    }
    Ok(response)
}

/// Code of a user that works over any transport.
async fn has_scim<S: Transport>(client: &Client<S>, id: &str) -> Result<bool, Error<GetError>> {
    let profile = client.connection_profiles().get(id).await?;
    let features = profile.enabled_features.unwrap_or_default();
    Ok(features.contains(&EnabledFeature::Scim))
}

async fn run() {
    let seen = Arc::new(Mutex::new(Vec::new()));
    let kept = seen.clone();
    let transport = ServiceBuilder::new()
        .map_request(|mut request: Request<Bytes>| {
            let id = header::HeaderValue::from_static("r-1");
            request.headers_mut().insert("x-request-id", id);
            request
        })
        .service(service_fn(move |request| answer(kept.clone(), request)));
    let client = Client::builder()
        .tenant_domain("acme.eu.auth0.com")
        .bearer_token("token")
        .no_timeout()
        .build_with(transport)
        .unwrap();

    let body = UpdateConnectionProfile::new().enabled_features([EnabledFeature::Scim]);
    let profiles = client.connection_profiles();
    let profile = profiles.update("cop_123", &body).await.unwrap();
    assert_eq!(profile.enabled_features, body.enabled_features);
    // An operation is a value, too.
    let operation = Update {
        id: "cop_123",
        body: &body,
    };
    assert_eq!(client.core().send(&operation).await.unwrap(), profile);

    let error = has_scim(&client, "cop_9").await.unwrap_err();
    let kind = error.api().map(|api| &api.kind);
    let Some(GetError::NotFound(Some(body))) = kind else {
        panic!("{error}");
    };
    assert_eq!(body.message.as_deref(), Some("none"));

    let seen = seen.lock().unwrap();
    assert_eq!(seen.len(), 3);
    assert_eq!(
        seen[0].uri(),
        "https://acme.eu.auth0.com/api/v2/connection-profiles/cop_123"
    );
    assert_eq!(seen[0].headers()["x-request-id"], "r-1");
    assert_eq!(seen[0].headers()[header::AUTHORIZATION], "Bearer token");
}

/// All that a future needs which never waits.
fn finish<F: Future>(future: F) -> F::Output {
    let mut future = std::pin::pin!(future);
    let mut context = Context::from_waker(Waker::noop());
    loop {
        if let Poll::Ready(output) = future.as_mut().poll(&mut context) {
            return output;
        }
    }
}

pub fn main() {
    finish(run());
}
