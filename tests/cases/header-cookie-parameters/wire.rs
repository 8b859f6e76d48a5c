//! Headers and cookies as they go over a socket.

use header_cookie_parameters::{Client, rt};
use header_cookie_parameters::headers::WithParams;
use tests::loopback::{Loopback, Reply};

#[tokio::test]
async fn headers_are_sent_once_and_as_they_are() {
    let server = Loopback::start([Reply::new("204 No Content", "")]);
    let client = Client::builder()
        .base_url(server.url())
        .allow_http()
        .build()
        .unwrap();
    let id = "0e8400e2-29b4-41d4-a716-446655440000";
    let params = WithParams::new(id.parse::<rt::Uuid>().unwrap(), "a;b", "Custom s3cret")
        .x_tags(["a", "b"])
        .x_scale(2.0);
    assert!(!format!("{params:?}").contains("s3cret"));
    client.headers().with(&params).await.unwrap();
    let requests = server.requests();
    let sent = |name: &str| requests[0].header(name).to_owned();
    assert_eq!(sent("x-request-id"), id);
    assert_eq!(sent("authorization"), "Custom s3cret");
    assert_eq!(sent("x-tags"), "a,b");
    assert_eq!(sent("x-scale"), "2");
    assert_eq!(sent("cookie"), "session=a%3Bb");
}
