//! How much of a body is read, and what is said of the rest.

use oas_runtime::Error;

use crate::loopback::{Loopback, Reply};
use crate::sample::{Note, UpdateError, builder, failed, send, update};

const MIB: usize = 1 << 20;
const PIECE: [u8; 1024] = [b'x'; 1024];

#[tokio::test]
async fn a_huge_error_is_kept_in_part_and_not_read_whole() {
    for chunked in [false, true] {
        let head = "400 Bad Request\r\ncontent-type: text/plain";
        let server = Loopback::start([Reply::repeated(head, &PIECE, 64 * 1024, chunked)]);
        let Error::Api(error) = failed(send(&server.url()).await) else {
            panic!()
        };
        assert_eq!(error.kind, UpdateError::BadRequest(None));
        assert_eq!((error.body.len(), error.truncated), (64 << 10, true));
        assert!(error.body.iter().all(|byte| *byte == b'x'));
        assert!(error.to_string().len() < 400 && format!("{error:?}").len() < 2_000);
        // What the two sockets hold counts as taken.
        assert!(
            server.written() < 32 * MIB,
            "{} bytes were taken",
            server.written()
        );
    }
}

#[tokio::test]
async fn ten_megabytes_of_error() {
    let server = Loopback::start([Reply::json("400 Bad Request", vec![b'y'; 10 * MIB])]);
    let client = builder(&server.url()).max_error_body(1000).build().unwrap();
    let Error::Api(error) = failed(client.send(&update("n1", &Note::default())).await) else {
        panic!()
    };
    assert_eq!((error.body.len(), error.truncated), (1000, true));
}

#[tokio::test]
async fn an_error_that_just_fits() {
    let body = vec![b'z'; 64 << 10];
    let server = Loopback::start([Reply::json("400 Bad Request", &body)]);
    let Error::Api(error) = failed(send(&server.url()).await) else {
        panic!()
    };
    assert_eq!((error.body.len(), error.truncated), (body.len(), false));
}

#[tokio::test]
async fn a_success_that_is_too_long_says_so() {
    for chunked in [false, true] {
        let head = "200 OK\r\ncontent-type: application/json";
        let server = Loopback::start([Reply::repeated(head, b"[1],", 1024, chunked)]);
        let client = builder(&server.url()).max_body(1000).build().unwrap();
        let Error::Decode(error) = failed(client.send(&update("n1", &Note::default())).await)
        else {
            panic!()
        };
        assert!(error.truncated && error.body.len() <= 1000);
        let text = error.to_string();
        assert!(
            text.contains("longer than the 1000 bytes") && text.contains("max_body"),
            "{text}"
        );
    }
}

#[tokio::test]
async fn the_default_bound_of_a_success() {
    let server = Loopback::start([Reply::repeated("200 OK", &PIECE, 64 * 1024, false)]);
    let Error::Decode(error) = failed(send(&server.url()).await) else {
        panic!()
    };
    assert!(
        error.to_string().contains("longer than the 16777216 bytes"),
        "{error}"
    );
    assert_eq!(error.body.len(), 64 << 10);

    let title = "t".repeat(10 * MIB);
    let server = Loopback::start([Reply::json("200 OK", format!("{{\"title\":\"{title}\"}}"))]);
    assert_eq!(
        send(&server.url()).await.unwrap().title.unwrap().len(),
        10 * MIB
    );
}

/// What is kept is there, so that the rest, which never comes, is not waited for.
#[tokio::test]
async fn an_announced_body_is_not_waited_for_past_the_bound() {
    let mut bytes = format!(
        "HTTP/1.1 400 Bad Request\r\ncontent-length: {}\r\n\r\n",
        10 * MIB
    )
    .into_bytes();
    bytes.resize(bytes.len() + (64 << 10), b'x');
    let server = Loopback::start([Reply::raw(bytes).stalled()]);
    let Error::Api(error) = failed(send(&server.url()).await) else {
        panic!()
    };
    assert_eq!((error.body.len(), error.truncated), (64 << 10, true));
}
