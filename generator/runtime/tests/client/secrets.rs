//! The token is in the `authorization` header of a request and nowhere else: no `{:?}`, no `{}`, no error.

use std::fmt::{Debug, Display};
use std::time::Duration;

use oas_runtime::{self as rt, BaseUrl, BuildError, ClientBuilder, Error, InvalidToken};

use crate::loopback::{Loopback, Reply, closed_port};
use crate::sample::{Clear, Note, SERVER, TOKEN, UpdateError, builder, failed, send, update};

#[track_caller]
fn clean(text: &str) {
    assert!(!text.contains(TOKEN), "the token shows in {text}");
}

#[track_caller]
fn clean_error<E: Debug + Display + std::error::Error>(error: &E) {
    clean(&format!("{error} {error:?} {error:#?}"));
    let mut source = error.source();
    while let Some(error) = source {
        clean(&format!("{error} {error:?}"));
        source = error.source();
    }
}

#[test]
fn settings_and_client() {
    let builder = builder("http://127.0.0.1:1");
    clean(&format!("{builder:?} {builder:#?}"));
    let client = builder.build().unwrap();
    clean(&format!("{client:?} {client:#?}"));
    clean(&format!(
        "{:?}",
        client.with_bearer_token(format!("{TOKEN}x")).unwrap()
    ));
}

#[test]
fn a_request_value() {
    let base = BaseUrl::parse("https://a.example").unwrap();
    let request = rt::request(&update("n1", &Note::default()), &base).unwrap();
    clean(&format!("{request:?}"));
}

#[test]
fn a_token_that_no_header_carries() {
    for (token, problem) in [
        (format!("{TOKEN}\r\nx: y"), InvalidToken::Whitespace),
        (format!("Bearer {TOKEN}"), InvalidToken::Whitespace),
        (format!("{TOKEN}é"), InvalidToken::Character),
    ] {
        let error = builder("http://127.0.0.1:1")
            .bearer_token(token.clone())
            .build()
            .unwrap_err();
        clean_error(&error);
        assert!(
            matches!(error, BuildError::Token(found) if found == problem),
            "{error:?}"
        );
        let client = builder("http://127.0.0.1:1").build().unwrap();
        clean_error(&client.with_bearer_token(token).unwrap_err());
    }
}

/// One call for each kind of error, against servers that send back what they were sent.
#[tokio::test]
async fn every_error() {
    let echo = format!("{{\"title\":\"Bearer {TOKEN}\",\"tags\":1,\"remark\":\"{TOKEN}{TOKEN}\"}}");
    let echoing = format!(
        "content-type: application/json\r\nwww-authenticate: Bearer {TOKEN}\r\nset-cookie: session=opensesame"
    );
    let member = format!("{{\"tags\":{{\"{TOKEN}\":[]}},\"{TOKEN}\":[tru]}}");
    for reply in [
        Reply::json("200 OK", format!("{{\"{TOKEN}\":[tru]}}")),
        Reply::json("200 OK", &member),
        Reply::new(&format!("200 OK\r\n{echoing}"), &echo),
        Reply::new(&format!("200 OK\r\n{echoing}"), format!("<html>{TOKEN}")),
        Reply::new(
            &format!("400 Bad Request\r\n{echoing}"),
            echo.replace("\"tags\":1,", ""),
        ),
        Reply::new(&format!("500 Oops\r\n{echoing}"), TOKEN),
        Reply::new(
            &format!("302 Found\r\nlocation: https://b.example/?t={TOKEN}"),
            "",
        ),
        Reply::hang_up(),
        Reply::raw(format!("HTTP/1.1 {TOKEN}\r\n\r\n")).closed(),
        Reply::json("200 OK", &echo).cut(3),
        Reply::silence(),
    ] {
        let server = Loopback::start([reply.clone()]);
        let client = builder(&server.url())
            .timeout(Duration::from_millis(300))
            .build()
            .unwrap();
        let error = client
            .send(&update("n1", &Note::default()))
            .await
            .expect_err("no success");
        clean_error(&error);
        assert!(!format!("{error:?}").contains("opensesame"), "{error:?}");
        assert_eq!(
            server.only().header("authorization"),
            format!("Bearer {TOKEN}"),
            "{reply:?}"
        );
    }
    let client = builder(&closed_port()).build().unwrap();
    clean_error(
        &client
            .send(&update("n1", &Note::default()))
            .await
            .unwrap_err(),
    );
    clean_error(
        &client
            .send(&update("..", &Note::titled("too long")))
            .await
            .unwrap_err(),
    );
}

#[tokio::test]
async fn an_echo_is_redacted_and_the_rest_kept() {
    let body = format!("{{\"title\":\"no {TOKEN}!\"}}");
    let server = Loopback::start([
        Reply::json("400 Bad Request", &body),
        Reply::json("200 OK", &body),
    ]);
    let client = builder(&server.url()).build().unwrap();
    let Err(Error::Api(error)) = client.send(&update("n1", &Note::default())).await else {
        panic!()
    };
    assert_eq!(error.body, r#"{"title":"no [redacted]!"}"#);
    assert_eq!(
        error.kind,
        UpdateError::BadRequest(Some(Note::titled("no [redacted]!")))
    );
    // What succeeds is the caller's, as it came.
    let note = client.send(&update("n1", &Note::default())).await.unwrap();
    assert_eq!(note, Note::titled(&format!("no {TOKEN}!")));
}

/// A status of success that the operation does not know is an error, too.
#[tokio::test]
async fn an_echo_in_an_undeclared_success_is_redacted() {
    let reply = Reply::json("201 Created", format!("{{\"title\":\"{TOKEN}\"}}"));
    let server = Loopback::start([reply]);
    let error = failed(send(&server.url()).await);
    clean_error(&error);
    let Error::Api(error) = error else { panic!() };
    assert_eq!(error.body, r#"{"title":"[redacted]"}"#);
}

#[tokio::test]
async fn an_echo_that_breaks_off_is_redacted() {
    let server = Loopback::start([Reply::json("400 Bad Request", TOKEN).cut(1)]);
    let Error::Api(error) = failed(send(&server.url()).await) else {
        panic!()
    };
    assert_eq!(
        (&error.body[..], error.truncated),
        (&b"[redacted]"[..], true)
    );
}

/// The offset of what can't be read is one into the body that the error holds.
#[tokio::test]
async fn an_offset_fits_the_redacted_body() {
    let server = Loopback::start([Reply::json(
        "200 OK",
        format!("{{\"{TOKEN}\":1,\"tags\":7}}"),
    )]);
    let Error::Decode(error) = failed(send(&server.url()).await) else {
        panic!()
    };
    assert_eq!(&error.body[error.offset..], b"7}");
}

#[tokio::test]
async fn without_a_token_nothing_is_sent() {
    let server = Loopback::start([Reply::raw("HTTP/1.1 204 No Content\r\n\r\n")]);
    let client = ClientBuilder::new(SERVER, "x/1")
        .variable("tenant", server.url())
        .allow_http()
        .build()
        .unwrap();
    let error = client
        .send(&update("n1", &Note::default()))
        .await
        .unwrap_err();
    assert!(matches!(error, Error::Auth(_)), "{error:?}");
    let text = error.to_string();
    assert!(
        text.contains("updateNote")
            && text.contains("bearer_token")
            && text.contains("update:notes"),
        "{text}"
    );
    // Rules come first: they can be mended without a token.
    let error = client
        .send(&update("..", &Note::default()))
        .await
        .unwrap_err();
    assert!(matches!(error, Error::InvalidRequest(_)), "{error:?}");
    assert_eq!(server.connections(), 0);
    client.send(&Clear).await.unwrap();
}
