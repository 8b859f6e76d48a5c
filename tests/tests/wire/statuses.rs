//! Failures that the server tells: the operation's own variant or the undeclared one, with status, headers and body,
//! whatever the body is.

use auth0_connection_profiles::Error;
use auth0_connection_profiles::connection_profiles::UpdateError;
use auth0_connection_profiles::models::ErrorBody;
use auth0_connection_profiles::rt::{ApiError, json};
use tests::loopback::{Loopback, Reply};

use crate::common::{builder, client, update};

/// How much of an error's body is kept when nothing else is set.
const KEPT: usize = 64 << 10;

/// The variant that a status is, holding what was parsed.
type Kind = fn(Option<ErrorBody>) -> UpdateError;

const STATUSES: &[(&str, Kind)] = &[
    ("400 Bad Request", UpdateError::BadRequest),
    ("401 Unauthorized", UpdateError::Unauthorized),
    ("403 Forbidden", UpdateError::Forbidden),
    ("404 Not Found", UpdateError::NotFound),
    ("429 Too Many Requests", UpdateError::TooManyRequests),
    ("409 Conflict", undeclared),
    ("500 Internal Server Error", undeclared),
    ("302 Found", undeclared),
];

fn undeclared(_: Option<ErrorBody>) -> UpdateError {
    UpdateError::Undeclared
}

/// A body that the server sends, and what is kept of it.
struct Sent {
    row: &'static str,
    kind: &'static str,
    body: Vec<u8>,
    /// How many bytes at its end never come.
    cut: usize,
    kept: usize,
    parsed: Option<ErrorBody>,
}

fn sent(row: &'static str, kind: &'static str, body: impl Into<Vec<u8>>) -> Sent {
    let body = body.into();
    Sent {
        row,
        kind,
        cut: 0,
        kept: body.len(),
        body,
        parsed: None,
    }
}

const JSON: &str = "application/json; charset=utf-8";

fn bodies() -> Vec<Sent> {
    let text = r#"{"statusCode":4,"error":"E","message":"M","errorCode":"C","docs":[1]}"#;
    let mut parsed = ErrorBody::new();
    parsed.status_code = Some(4);
    parsed.error = Some("E".to_owned());
    parsed.message = Some("M".to_owned());
    parsed.error_code = Some("C".to_owned());
    let with_docs = || {
        let mut parsed = parsed.clone();
        parsed.unknown.insert("docs", "[1]".parse().unwrap());
        Some(parsed)
    };
    let huge = format!(r#"{{"message":"{}"}}"#, "m".repeat(10 << 20));
    vec![
        Sent {
            parsed: with_docs(),
            ..sent("JSON", JSON, text)
        },
        Sent {
            parsed: with_docs(),
            ..sent("JSON of no type", "", text)
        },
        Sent {
            parsed: Some(ErrorBody::new()),
            ..sent("JSON of no member", JSON, "{}")
        },
        sent("JSON of another shape", JSON, r#"{"message":{"en":"no"}}"#),
        sent("JSON that is a list", JSON, "[]"),
        sent("HTML", "text/html", "<html><body>Bad gateway</body></html>"),
        sent("HTML said to be JSON", JSON, "<html>"),
        sent("bytes", "application/octet-stream", [0, 159, 146, 150]),
        sent("empty", JSON, ""),
        Sent {
            cut: 20,
            kept: text.len() - 20,
            ..sent("cut off", JSON, text)
        },
        Sent {
            kept: KEPT,
            ..sent("10 MB of JSON", JSON, huge)
        },
        Sent {
            kept: KEPT,
            ..sent("10 MB of HTML", "text/html", vec![b'<'; 10 << 20])
        },
    ]
}

fn reply(status: &str, sent: &Sent) -> Reply {
    let kind = match sent.kind {
        "" => String::new(),
        kind => format!("\r\ncontent-type: {kind}"),
    };
    let head = format!("{status}\r\nx-request-id: r1{kind}\r\nlocation: /elsewhere");
    let reply = Reply::new(&head, &sent.body);
    match sent.cut {
        0 => reply,
        count => reply.cut(count),
    }
}

async fn answered(reply: Reply) -> Box<ApiError<UpdateError>> {
    let server = Loopback::start([reply]);
    match update(&client(&server)).await {
        Err(Error::Api(error)) => error,
        other => panic!("{other:?}"),
    }
}

#[tokio::test]
async fn every_status_with_every_body() {
    for sent in &bodies() {
        for (status, kind) in STATUSES {
            let row = format!("{status}, {}", sent.row);
            let error = answered(reply(status, sent)).await;
            assert_eq!(error.kind, kind(sent.parsed.clone()), "{row}");
            assert_eq!(error.status.to_string(), *status, "{row}");
            assert_eq!(error.headers["x-request-id"], "r1", "{row}");
            let whole = sent.kept == sent.body.len();
            assert_eq!(
                (error.body.len(), error.truncated),
                (sent.kept, !whole),
                "{row}"
            );
            assert!(error.body == sent.body[..sent.kept], "{row}: another body");
            let text = error.to_string();
            assert!(
                text.starts_with(&format!("the server answered {status}")),
                "{row}: {text}"
            );
            assert!(text.len() < 500, "{row}: {} bytes of text", text.len());
            assert!(
                format!("{error:?}").len() < 3000,
                "{row}: a long debug text"
            );
        }
    }
}

#[tokio::test]
async fn what_was_parsed_is_there_by_name() {
    let body = r#"{"statusCode":404,"error":"Not Found","message":"No such profile","errorCode":"inexistent_profile"}"#;
    let error = answered(Reply::json("404 Not Found", body)).await;
    let UpdateError::NotFound(Some(parsed)) = &error.kind else {
        panic!("{error:?}")
    };
    assert_eq!(parsed.status_code, Some(404));
    assert_eq!(parsed.error.as_deref(), Some("Not Found"));
    assert_eq!(parsed.message.as_deref(), Some("No such profile"));
    assert_eq!(parsed.error_code.as_deref(), Some("inexistent_profile"));
    assert!(error.to_string().contains("No such profile"), "{error}");
}

/// A status that no variant names still has its body, for the program that knows what it is.
#[tokio::test]
async fn an_undeclared_error_can_be_parsed_by_hand() {
    let error = answered(Reply::json("409 Conflict", r#"{"message":"taken"}"#)).await;
    assert_eq!(error.kind, UpdateError::Undeclared);
    let parsed: ErrorBody = json::from_slice(&error.body).unwrap();
    assert_eq!(parsed.message.as_deref(), Some("taken"));
}

#[tokio::test]
async fn a_rate_limit_can_be_read() {
    let head = concat!(
        "429 Too Many Requests\r\ncontent-type: application/json",
        "\r\nX-RateLimit-Limit: 50\r\nX-RateLimit-Remaining: 0",
        "\r\nX-RateLimit-Reset: 1700000060\r\nRetry-After: 30",
    );
    let error = answered(Reply::new(head, r#"{"statusCode":429}"#)).await;
    let mut expected = ErrorBody::new();
    expected.status_code = Some(429);
    assert_eq!(error.kind, UpdateError::TooManyRequests(Some(expected)));
    let number = |name: &str| error.headers[name].to_str().unwrap().parse::<u64>();
    assert_eq!(number("x-ratelimit-limit"), Ok(50));
    assert_eq!(number("x-ratelimit-remaining"), Ok(0));
    assert_eq!(number("x-ratelimit-reset"), Ok(1_700_000_060));
    assert_eq!(number("retry-after"), Ok(30));
}

/// 10 MB stay on the server's side for the most part, whether or not their length is announced.
#[tokio::test]
async fn a_huge_error_is_not_read_whole() {
    for chunked in [false, true] {
        let head = "500 Internal Server Error\r\ncontent-type: text/html";
        let server = Loopback::start([Reply::repeated(head, &[b'x'; 1024], 64 << 10, chunked)]);
        let Err(Error::Api(error)) = update(&client(&server)).await else {
            panic!("chunked: {chunked}")
        };
        assert_eq!(
            (error.body.len(), error.truncated),
            (KEPT, true),
            "{chunked}"
        );
        // 64 MB were on offer; what the two sockets hold counts as taken.
        assert!(server.written() < 32 << 20, "{} bytes", server.written());
    }
}

#[tokio::test]
async fn how_much_is_kept_can_be_set() {
    let server = Loopback::start([Reply::json("400 Bad Request", vec![b'x'; 10 << 20])]);
    let client = builder(&server.url()).max_error_body(10).build().unwrap();
    let Err(Error::Api(error)) = update(&client).await else {
        panic!()
    };
    assert_eq!(
        (&error.body[..], error.truncated),
        (&b"xxxxxxxxxx"[..], true)
    );
}

/// A success of another operation is no success of this one.
#[tokio::test]
async fn an_undeclared_success_is_an_error() {
    for status in ["201 Created", "202 Accepted", "206 Partial Content"] {
        let error = answered(Reply::json(status, "{}")).await;
        assert_eq!(error.kind, UpdateError::Undeclared, "{status}");
        assert_eq!(error.body, "{}", "{status}");
    }
    let error = answered(Reply::raw("HTTP/1.1 204 No Content\r\n\r\n")).await;
    assert_eq!(error.kind, UpdateError::Undeclared);
}
