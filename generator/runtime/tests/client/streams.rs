//! Streams over a real socket: items as they come, however they are cut, and what ends them.

use std::collections::BTreeMap;
use std::time::Duration;

use oas_runtime::{self as rt, Error, EventStream, Framing, Secret, StreamError};

use crate::loopback::{Loopback, Reply};
use crate::sample::{Note, TOKEN, builder};

const HEAD: &str = "200 OK\r\ncontent-type: text/event-stream; charset=utf-8\r\nx-id: 7";
const QUICK: Duration = Duration::ZERO;

/// `GET /notes`, as events that carry notes.
#[derive(Debug)]
struct Watch;

/// `GET /notes`, as lines.
#[derive(Debug)]
struct Lines;

/// `GET /notes`, as lines of secrets by names that are some, too.
#[derive(Debug)]
struct Tokens;

#[derive(Debug, PartialEq)]
struct Refused(Option<String>);

static META: rt::Meta = rt::Meta {
    id: "watch",
    method: "GET",
    path: "/notes",
    accept: "application/json",
    security: &[&[("bearer", &[])]],
};

macro_rules! watches {
    ($name:ident $item:ty, $media_type:literal $framing:ident) => {
        impl rt::Operation for $name {
            type Output = Vec<$item>;
            type Error = Refused;

            fn meta(&self) -> &'static rt::Meta {
                &META
            }

            fn encode(&self, _: &mut rt::RequestEncoder) {}

            fn decode(response: &rt::Response) -> Result<Vec<$item>, rt::Failure<Refused>> {
                match response.status().as_u16() {
                    200 => response.items(Framing::$framing),
                    _ => response.error(Refused(response.parsed())),
                }
            }
        }

        impl rt::StreamOperation for $name {
            type Item = $item;
            const MEDIA_TYPE: &'static str = $media_type;
            const FRAMING: Framing = Framing::$framing;
        }
    };
}

watches!(Watch Note, "text/event-stream" EventData);
watches!(Lines Note, "application/x-ndjson" JsonLines);
watches!(Tokens BTreeMap<String, Secret>, "application/x-ndjson" JsonLines);

async fn watch(reply: Reply, limit: Option<Duration>) -> EventStream<Note> {
    let server = Loopback::start([reply]);
    let builder = builder(&server.url());
    let client = match limit {
        Some(limit) => builder.timeout(limit),
        None => builder,
    };
    let client = client.max_body(1 << 10).build().unwrap();
    let stream = client.stream(&Watch).await.unwrap();
    assert_eq!(server.only().header("accept"), "text/event-stream");
    assert_eq!(
        server.only().header("authorization"),
        format!("Bearer {TOKEN}")
    );
    stream
}

fn title(item: Option<Result<Note, StreamError>>) -> String {
    let title = item.unwrap().unwrap().title.unwrap();
    rt::ConstrainedString::text(&title).to_string()
}

#[tokio::test]
async fn items_as_they_come() {
    let pause = Duration::from_millis(50);
    let pieces: [&[u8]; 4] = [
        b"id: 1\nretry: 5\nda",
        b"ta: {\"title\":\"a\"}\n",
        b"\r",
        b"event: add\rid: 2\ndata: {\"title\":\ndata: \"b\"}\n\n: bye\nid: 3\n\ndata: {}",
    ];
    let mut stream = watch(Reply::pieces(HEAD, pause, &pieces), None).await;
    assert_eq!(
        (stream.status().as_u16(), &stream.headers()["x-id"]),
        (200, &"7".parse().unwrap())
    );
    assert_eq!(title(stream.next().await), "a");
    assert_eq!(
        (stream.event(), stream.last_event_id()),
        ("message", Some("1"))
    );
    assert_eq!(stream.retry(), Some(Duration::from_millis(5)));
    assert_eq!(title(stream.next().await), "b");
    assert_eq!((stream.event(), stream.last_event_id()), ("add", Some("2")));
    // What was not ended is none, and the end stays the end.
    assert!(stream.next().await.is_none() && stream.next().await.is_none());
    assert_eq!(stream.last_event_id(), Some("3"));
}

#[tokio::test]
async fn an_item_that_cannot_be_read_does_not_end_the_stream() {
    let text = format!(
        "event: e\ndata: {{\"{TOKEN}\":[tru]}}\n\ndata: DONE\n\ndata: {{\"title\":\"c\"}}\n\n"
    );
    let mut stream = watch(Reply::new(HEAD, text), None).await;
    let Some(Err(StreamError::Decode(error))) = stream.next().await else {
        panic!("an error was to come")
    };
    let shown = format!("{error} {error:?} {}", error.pointer);
    assert!(
        !shown.contains(TOKEN) && shown.contains("[redacted]"),
        "{shown}"
    );
    assert_eq!(
        (error.event.as_str(), error.data.as_str()),
        ("e", "{\"[redacted]\":[tru]}")
    );
    let Some(Err(StreamError::Decode(error))) = stream.next().await else {
        panic!("an error was to come")
    };
    assert_eq!(error.data, "DONE");
    assert_eq!(title(stream.next().await), "c");
    assert!(stream.next().await.is_none());
}

/// What OpenAI's API ends its streams with is no item, wherever data is JSON.
#[tokio::test]
async fn a_last_word_ends_a_stream() {
    let text = "data: {\"title\":\"a\"}\n\nid: 9\ndata: [DONE]\n\ndata: not read\n\n";
    let mut stream = watch(Reply::new(HEAD, text), None).await;
    assert_eq!(title(stream.next().await), "a");
    assert!(stream.next().await.is_none() && stream.next().await.is_none());
    assert_eq!(stream.last_event_id(), Some("9"));
    let server = Loopback::start([Reply::new(HEAD, text)]);
    let client = builder(&server.url()).build().unwrap();
    assert_eq!(client.send(&Watch).await.unwrap().len(), 1);
}

#[tokio::test]
async fn silence_has_a_limit_and_comments_are_none() {
    // Silence of one pause is well below the limit, however busy the machine; that of all of them is above it.
    let limit = Duration::from_millis(1500);
    let pause = Duration::from_millis(350);
    let pieces: [&[u8]; 6] = [
        b":\n",
        b":\n",
        b":\n",
        b"data: {\"title\":\"a\"}\n\n",
        b":\n",
        b":\n",
    ];
    let mut stream = watch(Reply::pieces(HEAD, pause, &pieces), Some(limit)).await;
    assert_eq!(title(stream.next().await), "a");
    assert!(stream.next().await.is_none());

    let head = format!("HTTP/1.1 {HEAD}\r\n\r\ndata: {{}}\n\ndata: half");
    let mut stream = watch(Reply::raw(head).stalled(), Some(limit)).await;
    assert!(stream.next().await.unwrap().is_ok());
    let error = stream.next().await.unwrap().unwrap_err();
    assert!(
        matches!(error, StreamError::Timeout { limit: Some(found) } if found == limit),
        "{error}"
    );
    assert!(stream.next().await.is_none());
}

#[tokio::test]
async fn an_item_has_a_bound_and_the_stream_has_none() {
    let long = Reply::repeated(HEAD, b"data: {\"title\":\"a\"}\n\n", 10_000, true);
    let mut stream = watch(
        Reply::repeated(HEAD, b"data: 01234567\n", 10_000, true),
        None,
    )
    .await;
    let error = stream.next().await.unwrap().unwrap_err();
    assert!(
        matches!(error, StreamError::TooLong { limit: 1024 }),
        "{error}"
    );
    assert!(error.to_string().contains("max_body"), "{error}");
    assert!(stream.next().await.is_none());

    // Chunked, and never ended: all items, then the break.
    let mut stream = watch(long, None).await;
    for _ in 0..10_000 {
        assert_eq!(title(stream.next().await), "a");
    }
    let error = stream.next().await.unwrap().unwrap_err();
    assert!(matches!(error, StreamError::Transport(_)), "{error}");
    assert!(stream.next().await.is_none());
}

#[tokio::test]
async fn what_is_no_stream() {
    let server = Loopback::start([
        Reply::json("403 Forbidden", format!("\"no {TOKEN}\"")),
        Reply::json("200 OK", "[]"),
    ]);
    let client = builder(&server.url()).build().unwrap();
    let Err(Error::Api(error)) = client.stream(&Watch).await else {
        panic!("a refusal was to come")
    };
    assert_eq!(error.kind, Refused(Some("no [redacted]".to_owned())));
    let Err(Error::Decode(error)) = client.stream(&Watch).await else {
        panic!("an error was to come")
    };
    let text = error.to_string();
    assert!(
        text.contains("application/json") && text.contains("text/event-stream"),
        "{text}"
    );
}

#[tokio::test]
async fn lines_and_buffered_answers() {
    let text = "{\"title\":\"a\"}\r\n\n{\"title\":\"b\"}";
    let head = "200 OK\r\ncontent-type: application/x-ndjson";
    let server = Loopback::start([
        Reply::new(head, text),
        Reply::new(head, text),
        Reply::new(HEAD, "data: {}\n\ndata: 1\n\n"),
    ]);
    let client = builder(&server.url()).build().unwrap();
    let mut stream = client.stream(&Lines).await.unwrap();
    assert_eq!(title(stream.next().await), "a");
    assert_eq!(title(stream.next().await), "b");
    assert!(stream.next().await.is_none());
    let answer = client.send_full(&Lines).await.unwrap();
    assert_eq!((answer.body.len(), answer.status.as_u16()), (2, 200));
    assert_eq!(
        answer.headers["content-length"],
        text.len().to_string().as_str()
    );
    let Err(Error::Decode(error)) = client.send(&Watch).await else {
        panic!("an error was to come")
    };
    assert_eq!(error.pointer, "/1");
}

/// Neither what can't be read as an item with secrets nor what is no stream of them is shown, the names of members included.
#[tokio::test]
async fn what_has_secrets_is_not_shown() {
    let lines = "200 OK\r\ncontent-type: application/x-ndjson";
    let server = Loopback::start([
        Reply::new(lines, "{\"sesame\":7}\n"),
        Reply::new(lines, "{\"sesame\":7}\n"),
        Reply::json("200 OK", "{\"sesame\":\"open\"}"),
        Reply::json("200 OK", "{\"sesame\":7}"),
    ]);
    let client = builder(&server.url()).build().unwrap();
    let mut stream = client.stream(&Tokens).await.unwrap();
    let Some(Err(StreamError::Decode(error))) = stream.next().await else {
        panic!("an error was to come")
    };
    assert_eq!(error.pointer, "/sesame");
    let mut shown = vec![format!("{error} {error:?}")];
    let Err(Error::Decode(error)) = client.send(&Tokens).await else {
        panic!("an error was to come")
    };
    assert_eq!(error.pointer, "/0/sesame");
    assert!(error.to_string().contains(" at byte "), "{error}");
    shown.push(format!("{error} {error:?}"));
    for _ in 0..2 {
        let Err(Error::Decode(error)) = client.stream(&Tokens).await else {
            panic!("an error was to come")
        };
        shown.push(format!("{error} {error:?}"));
    }
    for text in shown {
        assert!(
            !text.contains("sesame") && text.contains("[redacted]"),
            "{text}"
        );
    }
}

/// What a line has of it when an error ends the stream is no item.
#[tokio::test]
async fn nothing_comes_after_the_error_that_ends_a_stream() {
    let head = "200 OK\r\ncontent-type: application/x-ndjson";
    let lines = "{}\n{}";
    let long = format!("{{}}\n{{}}{}", " ".repeat(2 << 10));
    let server = Loopback::start([
        Reply::new(head, format!("{lines} ")).cut(1),
        Reply::raw(format!("HTTP/1.1 {head}\r\n\r\n{lines}")).stalled(),
        Reply::pieces(head, QUICK, &[lines.as_bytes(), &long.as_bytes()[5..]]),
    ]);
    let limit = Duration::from_millis(500);
    let builder = builder(&server.url()).max_body(1 << 10).timeout(limit);
    let client = builder.build().unwrap();
    for _ in 0..3 {
        let mut stream = client.stream(&Lines).await.unwrap();
        assert!(stream.next().await.unwrap().is_ok());
        let error = stream.next().await.unwrap().unwrap_err();
        assert!(!matches!(error, StreamError::Decode(_)), "{error}");
        for _ in 0..2 {
            assert!(stream.next().await.is_none(), "after {error}");
        }
    }
}

/// The bytes of an answer, more of them than the client holds.
#[tokio::test]
async fn bytes_as_they_come() {
    let head = "200 OK\r\ncontent-type: application/octet-stream\r\nx-id: 7";
    let stalled = Reply::raw(format!("HTTP/1.1 {head}\r\n\r\nabc")).stalled();
    let server = Loopback::start([
        Reply::repeated(head, b"0123456789", 10_000, false),
        Reply::repeated(head, b"0123456789", 10_000, true),
        Reply::json("403 Forbidden", format!("\"no {TOKEN}\"")),
        stalled,
    ]);
    let limit = Duration::from_millis(1500);
    let client = builder(&server.url()).max_body(1 << 10).timeout(limit);
    let client = client.build().unwrap();
    let mut bytes = client.download(&Watch).await.unwrap();
    assert_eq!(
        (bytes.status().as_u16(), &bytes.headers()["x-id"]),
        (200, &"7".parse().unwrap())
    );
    let mut length = 0;
    while let Some(piece) = bytes.next().await {
        length += piece.unwrap().len();
    }
    assert_eq!(length, 100_000);
    assert!(bytes.next().await.is_none());

    // It ends before its end.
    let mut bytes = client.download(&Watch).await.unwrap();
    let error = loop {
        if let Err(error) = bytes.next().await.unwrap() {
            break error;
        }
    };
    assert!(matches!(error, StreamError::Transport(_)), "{error}");
    assert!(bytes.next().await.is_none());

    let Err(Error::Api(error)) = client.download(&Watch).await else {
        panic!("a refusal was to come")
    };
    assert_eq!(error.kind, Refused(Some("no [redacted]".to_owned())));

    let mut bytes = client.download(&Watch).await.unwrap();
    assert_eq!(bytes.next().await.unwrap().unwrap(), "abc");
    let error = std::io::Error::from(bytes.next().await.unwrap().unwrap_err());
    assert_eq!(error.kind(), std::io::ErrorKind::TimedOut);
}

/// Any place where a connection cuts a stream into two gives the same items.
#[tokio::test]
async fn every_cut_on_the_wire() {
    let text = "\u{feff}data: {\"title\":\r\ndata:\"é\"}\r\n\r\n: c\ndata: {}\n\n".as_bytes();
    let replies = (1..text.len()).map(|at| {
        let (head, tail) = text.split_at(at);
        Reply::pieces(HEAD, QUICK, &[head, tail])
    });
    let server = Loopback::start(replies);
    let client = builder(&server.url()).build().unwrap();
    for at in 1..text.len() {
        let mut stream = client.stream(&Watch).await.unwrap();
        assert_eq!(title(stream.next().await), "é", "cut at {at}");
        assert!(stream.next().await.unwrap().is_ok(), "cut at {at}");
        assert!(stream.next().await.is_none(), "cut at {at}");
    }
}

/// The stream crosses threads, and it can be moved after it began.
#[test]
fn is_send_and_unpin() {
    fn is<T: Send + Unpin + rt::futures_core::Stream>() {}
    is::<EventStream<Note>>();
    is::<rt::ByteStream>();
}
