//! No whole answer: the server is silent, hangs up, breaks off, talks nonsense, or is not there.

use std::error::Error as _;
use std::time::{Duration, Instant};

use auth0_connection_profiles::Error;
use auth0_connection_profiles::rt::Phase;
use tests::loopback::{Loopback, Reply, closed_port};

use crate::common::{builder, client, update};

const LIMIT: Duration = Duration::from_millis(250);
const OK: &str = "HTTP/1.1 200 OK\r\ncontent-type: application/json\r\n";

#[tokio::test]
async fn a_server_that_never_ends_its_answer() {
    let half = |status| Reply::json(status, r#"{"name":"Acme"}"#).cut(5).stalled();
    for (row, reply) in [
        ("no answer", Reply::silence()),
        ("half a status line", Reply::raw("HTTP/1.1 20").stalled()),
        ("half a head", Reply::raw(OK).stalled()),
        ("half a success", half("200 OK")),
        ("half an error", half("404 Not Found")),
        (
            "an endless body",
            Reply::raw(format!("{OK}\r\n{{}}")).stalled(),
        ),
    ] {
        let server = Loopback::start([reply]);
        let client = builder(&server.url()).timeout(LIMIT).build().unwrap();
        let start = Instant::now();
        let outcome = update(&client).await;
        let Err(Error::Timeout(error)) = &outcome else {
            panic!("{row}: {outcome:?}")
        };
        assert_eq!(error.limit(), Some(LIMIT), "{row}");
        assert!(error.to_string().contains("250ms"), "{row}: {error}");
        let waited = start.elapsed();
        assert!(waited >= LIMIT && waited < LIMIT * 40, "{row}: {waited:?}");
        assert_eq!(server.requests().len(), 1, "{row}: it was sent once");
    }
}

#[tokio::test]
async fn a_connection_that_breaks() {
    for (row, reply, phase) in [
        ("no answer", Reply::hang_up(), Phase::Exchange),
        ("half a head", Reply::raw(OK).closed(), Phase::Exchange),
        (
            "no HTTP",
            Reply::raw("220 mail.example ESMTP\r\n\r\n").closed(),
            Phase::Exchange,
        ),
        (
            "a body cut off",
            Reply::json("200 OK", r#"{"name":"Acme"}"#).cut(5),
            Phase::Body,
        ),
        (
            "a body that never begins",
            Reply::json("200 OK", "{}").cut(2),
            Phase::Body,
        ),
        (
            "a chunk cut off",
            Reply::raw(format!(
                "{OK}transfer-encoding: chunked\r\n\r\n2\r\n{{}}\r\n"
            ))
            .closed(),
            Phase::Body,
        ),
    ] {
        let server = Loopback::start([reply]);
        let outcome = update(&client(&server)).await;
        let Err(Error::Transport(error)) = &outcome else {
            panic!("{row}: {outcome:?}")
        };
        assert_eq!(error.phase(), phase, "{row}: {error:?}");
        assert!(error.source().is_some(), "{row}");
        assert_eq!(server.requests().len(), 1, "{row}: it was sent once");
    }
}

#[tokio::test]
async fn nobody_listens() {
    let client = builder(&closed_port()).build().unwrap();
    let outcome = update(&client).await;
    let Err(Error::Transport(error)) = &outcome else {
        panic!("{outcome:?}")
    };
    assert_eq!(error.phase(), Phase::Connect);
    let causes = std::iter::successors(error.source(), |error| (*error).source());
    let kinds: Vec<_> = causes
        .filter_map(|error| error.downcast_ref::<std::io::Error>())
        .map(std::io::Error::kind)
        .collect();
    assert!(
        kinds.contains(&std::io::ErrorKind::ConnectionRefused),
        "{outcome:?}"
    );
    assert!(error.to_string().contains("nothing was sent"), "{error}");
}

/// The client is as good as new after a failure.
#[tokio::test]
async fn the_next_call_succeeds() {
    let server = Loopback::start([
        Reply::hang_up(),
        Reply::json("200 OK", "{").cut(1),
        Reply::new("500 Oops", "<html>"),
        Reply::json("200 OK", r#"{"id":"cop_123"}"#),
    ]);
    let client = client(&server);
    for row in ["hangs up", "cut off", "500"] {
        assert!(update(&client).await.is_err(), "{row}");
    }
    let profile = update(&client).await.unwrap();
    assert_eq!(profile.id.as_deref(), Some("cop_123"));
}
