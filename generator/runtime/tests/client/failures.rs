//! What the caller is told when things go wrong: by the server's word, by its silence, or by what it sends.

use std::error::Error as _;
use std::io::{Read, Write};
use std::net::TcpListener;
use std::thread;
use std::time::{Duration, Instant};

use oas_runtime::{Error, Phase};

use crate::loopback::{Loopback, Reply, closed_port};
use crate::sample::{Clear, Note, Outcome, TOKEN, UpdateError, builder, failed, send, update};

async fn answered(reply: Reply) -> Outcome {
    let server = Loopback::start([reply]);
    send(&server.url()).await
}

#[tokio::test]
async fn declared_and_undeclared_statuses() {
    let parsed = Some(Note::titled("gone"));
    let json = r#"{"title":"gone"}"#;
    for (status, body, kind) in [
        (
            "400 Bad Request",
            json,
            UpdateError::BadRequest(parsed.clone()),
        ),
        ("404 Not Found", json, UpdateError::NotFound(parsed)),
        ("404 Not Found", "", UpdateError::NotFound(None)),
        (
            "404 Not Found",
            r#"{"title":"go"#,
            UpdateError::NotFound(None),
        ),
        (
            "404 Not Found",
            "<html>no</html>",
            UpdateError::NotFound(None),
        ),
        ("404 Not Found", "[]", UpdateError::NotFound(None)),
        ("409 Conflict", json, UpdateError::Undeclared),
        ("500 Internal Server Error", "", UpdateError::Undeclared),
        ("201 Created", json, UpdateError::Undeclared),
    ] {
        let reply = Reply::new(
            &format!("{status}\r\nx-ratelimit-remaining: 0\r\ncontent-type: application/json"),
            body,
        );
        let Error::Api(error) = failed(answered(reply).await) else {
            panic!("{status} {body}")
        };
        assert_eq!(error.kind, kind, "{status} {body}");
        assert_eq!(error.status.to_string(), status);
        assert_eq!(error.headers["x-ratelimit-remaining"], "0");
        assert_eq!(error.body, body);
        assert!(!error.truncated);
        assert!(
            error
                .to_string()
                .starts_with(&format!("the server answered {status}")),
            "{error}"
        );
    }
}

#[tokio::test]
async fn an_error_whose_body_breaks_off_is_still_that_error() {
    let whole = r#"{"title":"gone"}"#;
    let Error::Api(error) = failed(answered(Reply::json("404 Not Found", whole).cut(6)).await)
    else {
        panic!()
    };
    assert_eq!(error.kind, UpdateError::NotFound(None));
    assert_eq!(
        (&error.body[..], error.truncated),
        (&whole.as_bytes()[..whole.len() - 6], true)
    );
}

#[tokio::test]
async fn a_success_that_cannot_be_read() {
    for (kind, body, pointer, offset) in [
        ("text/html", "<html>hello</html>", "", 0),
        ("application/json", "", "", 0),
        ("application/json", r#"{"title":"a"#, "/title", 11),
        ("application/json", r#"{"tags":["a",1]}"#, "/tags/1", 13),
        ("application/json", r#"{"title":{}}"#, "/title", 9),
        ("application/json", "[]", "", 0),
        ("application/json", "{} {}", "", 3),
    ] {
        let reply = Reply::new(&format!("200 OK\r\ncontent-type: {kind}"), body);
        let outcome = failed(answered(reply).await);
        let Error::Decode(error) = &outcome else {
            panic!("{body}: {outcome:?}")
        };
        assert_eq!(
            (error.pointer.as_str(), error.offset),
            (pointer, offset),
            "{body}: {error}"
        );
        assert_eq!(
            (error.status.as_u16(), &error.body[..], error.truncated),
            (200, body.as_bytes(), false)
        );
        let text = outcome.to_string();
        // A body that is not there has no places.
        let has_place = text.contains(&format!("byte {offset}"));
        assert_eq!(has_place, !body.is_empty(), "{text}");
        assert_eq!(text.contains("text/html"), kind == "text/html", "{text}");
    }
}

#[tokio::test]
async fn no_body_is_asked_for_and_any_is_ignored() {
    let server = Loopback::start([Reply::new("204 No Content", "").closed()]);
    builder(&server.url())
        .build()
        .unwrap()
        .send(&Clear)
        .await
        .unwrap();
}

#[tokio::test]
async fn no_answer() {
    let server = Loopback::start([Reply::silence()]);
    let client = builder(&server.url())
        .timeout(Duration::from_millis(150))
        .build()
        .unwrap();
    let start = Instant::now();
    let error = failed(client.send(&update("n1", &Note::default())).await);
    assert!(
        matches!(&error, Error::Timeout(error) if error.limit() == Some(Duration::from_millis(150))),
        "{error:?}"
    );
    assert!(
        (150..5_000).contains(&start.elapsed().as_millis()),
        "{:?}",
        start.elapsed()
    );
    assert!(
        error
            .to_string()
            .starts_with("no whole answer within 150ms"),
        "{error}"
    );
    assert_eq!(server.requests().len(), 1);
}

#[tokio::test]
async fn the_time_limit_covers_the_body() {
    for status in ["200 OK", "404 Not Found"] {
        let server = Loopback::start([Reply::json(status, r#"{"title":"gone"}"#).cut(6).stalled()]);
        let client = builder(&server.url())
            .timeout(Duration::from_millis(150))
            .build()
            .unwrap();
        let error = failed(client.send(&update("n1", &Note::default())).await);
        assert!(matches!(error, Error::Timeout(_)), "{status}: {error:?}");
    }
}

#[tokio::test]
async fn closed_before_and_inside_the_answer() {
    for (reply, phase) in [
        (Reply::hang_up(), Phase::Exchange),
        (Reply::raw("HTTP/1.1 200 O").closed(), Phase::Exchange),
        (Reply::raw("not HTTP\r\n\r\n").closed(), Phase::Exchange),
        (Reply::json("200 OK", "{}").cut(1), Phase::Body),
        (
            Reply::raw("HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n1\r\n{\r\n").closed(),
            Phase::Body,
        ),
    ] {
        let error = failed(answered(reply.clone()).await);
        let Error::Transport(inner) = &error else {
            panic!("{reply:?}: {error:?}")
        };
        assert_eq!(inner.phase(), phase, "{reply:?}: {error:?}");
        assert!(error.source().is_some(), "{reply:?}");
    }
}

#[tokio::test]
async fn nobody_listens() {
    let error = failed(send(&closed_port()).await);
    let Error::Transport(inner) = &error else {
        panic!("{error:?}")
    };
    assert_eq!(inner.phase(), Phase::Connect);
    let causes = std::iter::successors(error.source(), |error| (*error).source());
    let refused = causes.filter_map(|error| error.downcast_ref::<std::io::Error>());
    assert!(
        refused
            .map(std::io::Error::kind)
            .any(|kind| kind == std::io::ErrorKind::ConnectionRefused),
        "{error:?}"
    );
    assert!(!format!("{error:?}").contains(TOKEN));
}

#[tokio::test]
async fn a_redirect_is_an_answer_and_the_token_stays() {
    let elsewhere = Loopback::start([Reply::json("200 OK", "{}")]);
    for status in [301, 302, 303, 307, 308] {
        let server = Loopback::start([Reply::new(
            &format!("{status} Moved\r\nlocation: {}/evil", elsewhere.url()),
            "",
        )]);
        let Error::Api(error) = failed(send(&server.url()).await) else {
            panic!("{status}")
        };
        assert_eq!(
            (error.status.as_u16(), &error.kind),
            (status, &UpdateError::Undeclared)
        );
        assert_eq!(
            error.headers["location"],
            format!("{}/evil", elsewhere.url())
        );
        assert_eq!(server.requests().len(), 1);
    }
    assert_eq!(elsewhere.connections(), 0);
}

#[tokio::test]
async fn one_connection_serves_many_calls() {
    let server = Loopback::start([
        Reply::json("200 OK", "{}"),
        Reply::json("404 Not Found", "{}"),
        Reply::json("200 OK", "{}"),
    ]);
    let client = builder(&server.url()).build().unwrap();
    for _ in 0..3 {
        let _ = client.clone().send(&update("n1", &Note::default())).await;
    }
    assert_eq!((server.requests().len(), server.connections()), (3, 1));
}

/// An `https` address is spoken to in TLS alone: what can't answer in TLS sees no request.
#[tokio::test]
async fn https_is_tls() {
    let listener = TcpListener::bind(("127.0.0.1", 0)).unwrap();
    let address = listener.local_addr().unwrap();
    let server = thread::spawn(move || {
        let (mut stream, _) = listener.accept().unwrap();
        let mut hello = [0; 64];
        let read = stream.read(&mut hello).unwrap();
        stream
            .write_all(b"HTTP/1.1 400 Bad Request\r\n\r\n")
            .unwrap();
        hello[..read].to_vec()
    });
    let error = failed(send(&format!("https://{address}")).await);
    assert!(
        matches!(&error, Error::Transport(inner) if inner.phase() == Phase::Connect),
        "{error:?}"
    );
    // RFC 8446 section 5.1: a handshake record.
    assert_eq!(server.join().unwrap().first(), Some(&22));
}
