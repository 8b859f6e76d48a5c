//! All of an answer: its status and its headers, typed where the description names them.

use auth0_connection_profiles::connection_profiles::{Get, RateLimitAndMoreHeaders as Headers};
use auth0_connection_profiles::{Error, rt};
use tests::loopback::{Loopback, Reply};

use crate::common::client;

#[tokio::test]
async fn status_and_headers_of_a_success() {
    let head = "200 OK\r\ncontent-type: application/json\r\nx-id: 7\r\nX-RateLimit-Limit: 10";
    let server = Loopback::start([Reply::new(head, r#"{"id":"cop_1"}"#)]);
    let answer = client(&server)
        .send_full(&Get { id: "cop_1" })
        .await
        .unwrap();
    assert_eq!(
        (answer.status.as_u16(), &answer.headers["x-id"]),
        (200, &"7".parse().unwrap())
    );
    assert_eq!(answer.body.id.as_deref(), Some("cop_1"));
    // The same types read headers wherever they come.
    assert_eq!(
        Headers::of(&answer.headers).x_rate_limit_limit(),
        Ok(Some(10))
    );
}

#[tokio::test]
async fn typed_headers_of_a_failure() {
    let head = "429 Too Many Requests\r\nX-RateLimit-Limit: 50\r\nx-ratelimit-remaining: none";
    let server = Loopback::start([Reply::new(head, "")]);
    let outcome = client(&server).send_full(&Get { id: "cop_1" }).await;
    let Err(Error::Api(error)) = outcome else {
        panic!("a failure was to come")
    };
    let headers = Headers::of(&error.headers);
    assert_eq!(headers.x_rate_limit_limit(), Ok(Some(50)));
    assert_eq!(headers.x_rate_limit_reset(), Ok(None));
    let broken: rt::HeaderError = headers.x_rate_limit_remaining().unwrap_err();
    assert!(
        broken.to_string().contains("X-RateLimit-Remaining"),
        "{broken}"
    );
}
