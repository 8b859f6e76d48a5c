//! Events as they come over a socket, one by one, and what ends them.

use std::time::Duration;

use event_stream::Client;
use event_stream::changes::{WatchChangesError, SessionHeaders};
use event_stream::rt::{Error, StreamError};
use tests::loopback::{Loopback, Reply};

const HEAD: &str = "200 OK\r\ncontent-type: text/event-stream\r\nx-session: s1";

fn client(server: &Loopback) -> Client {
    let builder = Client::builder().base_url(server.url()).allow_http();
    builder.build().unwrap()
}

#[tokio::test]
async fn events_come_as_they_are_sent() {
    let pieces: &[&[u8]] = &[
        b": hello\n\nid: 1\nda",
        b"ta: {\"id\":\"a\",\"new\":1}\n\ndata: {\"id\":\ndata: \"b\"}\n\n",
        b"data: not json\n\ndata: {\"id\":\"c\"}\n\ndata: {\"id\":\"never ended\"}\n",
    ];
    let server = Loopback::start([Reply::pieces(HEAD, Duration::from_millis(5), pieces)]);
    let client = client(&server);
    // The call borrows the client alone: the handle is gone before it is sent.
    let call = client.changes().watch_changes();
    let mut changes = call.await.unwrap();
    let session = SessionHeaders::of(changes.headers()).x_session().unwrap();
    assert_eq!(session.as_deref(), Some("s1"));

    let first = changes.next().await.unwrap().unwrap();
    assert_eq!((first.id.as_str(), first.unknown.len()), ("a", 1));
    assert_eq!(changes.last_event_id(), Some("1"));
    assert_eq!(changes.next().await.unwrap().unwrap().id, "b");
    let odd = changes.next().await.unwrap();
    assert!(matches!(odd, Err(StreamError::Decode(_))), "{odd:?}");
    assert_eq!(changes.next().await.unwrap().unwrap().id, "c");
    assert!(changes.next().await.is_none());
    assert_eq!(server.only().header("accept"), "text/event-stream");
}

#[tokio::test]
async fn a_refusal_is_the_operations_own_error() {
    let server = Loopback::start([Reply::json("403 Forbidden", "\"not yours\"")]);
    let client = client(&server);
    let error = client.changes().watch_changes().await.unwrap_err();
    let Error::Api(refused) = error else {
        panic!("{error:?}")
    };
    assert_eq!(
        refused.kind,
        WatchChangesError::Forbidden(Some("not yours".into()))
    );
}
