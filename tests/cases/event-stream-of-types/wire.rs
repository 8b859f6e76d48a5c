//! Events whose type is the discriminator of their data, said once by the protocol.

use std::time::Duration;

use event_stream_of_types::Client;
use event_stream_of_types::models::Change;
use tests::loopback::{Loopback, Reply};

#[tokio::test]
async fn an_event_is_of_the_type_that_it_names() {
    let head = "200 OK\r\ncontent-type: text/event-stream";
    let pieces: &[&[u8]] = &[
        b"event: note.removed\ndata: {\"id\":\"1\"}\n\n",
        b"event: note.removed\ndata: {\"type\":\"note.added\",\"id\":\"2\"}\n\n",
        b"event: note.moved\ndata: {}\n\ndata: {\"id\":\"4\",\"type\":\"note.added\"}\n\n",
    ];
    let server = Loopback::start([Reply::pieces(head, Duration::ZERO, pieces)]);
    let builder = Client::builder().base_url(server.url()).allow_http();
    let client = builder.build().unwrap();
    let mut changes = client.changes().watch_changes().await.unwrap();

    let first = changes.next().await.unwrap().unwrap();
    assert!(
        matches!(first, Change::Removed(note) if note.id == "1" && note.type_ == "note.removed")
    );
    let second = changes.next().await.unwrap().unwrap();
    assert!(matches!(second, Change::Added(note) if note.id == "2"));
    assert!(matches!(
        changes.next().await.unwrap().unwrap(),
        Change::Unknown(_)
    ));
    let fourth = changes.next().await.unwrap().unwrap();
    assert!(matches!(fourth, Change::Added(note) if note.id == "4"));
    assert!(changes.next().await.is_none());
}
