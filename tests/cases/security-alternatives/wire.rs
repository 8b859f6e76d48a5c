//! Which credentials go with a request, by what the client has and what the operation asks for.

use security_alternatives::rt::Error;
use security_alternatives::{Client, ClientBuilder};
use tests::loopback::{Loopback, Reply};

async fn sent(credentials: impl Fn(ClientBuilder) -> ClientBuilder) -> (Loopback, [bool; 2]) {
    let server = Loopback::answering(|_| Reply::new("204 No Content", ""));
    let builder = Client::builder().base_url(server.url()).allow_http();
    let client = credentials(builder).build().unwrap();
    let optional = client.doors().optional().await;
    let either = client.doors().either().await;
    for missing in [
        optional.as_ref().err().map(ToString::to_string),
        either.as_ref().err().map(ToString::to_string),
    ] {
        assert!(!missing.unwrap_or_default().contains("s3cret"));
    }
    if let Err(error) = &either {
        assert!(matches!(error, Error::Auth(_)), "{error:?}");
    }
    (server, [optional.is_ok(), either.is_ok()])
}

#[tokio::test]
async fn nothing_is_enough_where_it_is_an_alternative() {
    let (server, done) = sent(|builder| builder).await;
    assert_eq!(done, [true, false]);
    assert!(server.only().headers("authorization").is_empty());
}

#[tokio::test]
async fn a_token_goes_with_both() {
    let (server, done) = sent(|builder| builder.bearer_token("s3cret")).await;
    assert_eq!(done, [true, true]);
    for request in server.requests() {
        assert_eq!(request.header("authorization"), "Bearer s3cret");
    }
}

#[tokio::test]
async fn two_schemes_of_one_alternative_go_together() {
    let (server, done) = sent(|builder| builder.basic_auth("me", "s3cret").key("k")).await;
    assert_eq!(done, [true, true]);
    let requests = server.requests();
    let either = &requests[1];
    assert_eq!(either.header("authorization"), "Basic bWU6czNjcmV0");
    assert_eq!(either.header("x-api-key"), "k");
}

#[tokio::test]
async fn half_of_an_alternative_is_not_sent() {
    let (server, done) = sent(|builder| builder.key("k")).await;
    assert_eq!(done, [true, false]);
    assert_eq!(server.requests().len(), 1);
}
