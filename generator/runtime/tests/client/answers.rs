//! What an operation of several answers makes of what comes: by status, by media type, by charset, with a body or without.

use oas_runtime::{self as rt, Error};

use crate::loopback::{Loopback, Reply};
use crate::sample::{Note, builder};

/// `GET /report`, of several statuses and media types.
#[derive(Debug)]
struct Report;

#[derive(Debug, PartialEq)]
enum Output {
    Ok(Note),
    OkText(String),
    OkPng(rt::Bytes),
    Success(Option<i64>),
    NoContent,
}

#[derive(Debug, PartialEq)]
enum Failed {
    NotFound(Option<Note>),
    NotFoundText(Option<String>),
    ServerError(Option<i64>),
    Default,
}

impl rt::Operation for Report {
    type Output = Output;
    type Error = Failed;

    fn meta(&self) -> &'static rt::Meta {
        static META: rt::Meta = rt::Meta {
            id: "report",
            method: "GET",
            path: "/report",
            accept: "application/json, text/csv;q=0.9, image/*;q=0.8",
            security: &[],
        };
        &META
    }

    fn encode(&self, _: &mut rt::RequestEncoder) {}

    fn decode(response: &rt::Response) -> Result<Output, rt::Failure<Failed>> {
        match response.status().as_u16() {
            200 => match response.media(&["application/json", "text/csv", "image/*"])? {
                0 => response.json().map(Output::Ok),
                1 => response.text("text/csv").map(Output::OkText),
                _ => response.bytes().map(Output::OkPng),
            },
            201 => response.text("text/plain").map(Output::OkText),
            202 => response.scalar("text/plain").map(Output::Success),
            203 => response.json().map(Output::Success),
            204 => Ok(Output::NoContent),
            404 => match response.error_media(&["application/json", "text/plain"]) {
                0 => response.error(Failed::NotFound(response.parsed())),
                _ => response.error(Failed::NotFoundText(response.parsed_text())),
            },
            500..=599 => response.error(Failed::ServerError(response.parsed_scalar())),
            _ => response.error(Failed::Default),
        }
    }
}

/// What comes of a reply: the output, the error's kind, or the text of a body that can't be used.
async fn outcome(head: &str, body: impl AsRef<[u8]>) -> Result<Output, Result<Failed, String>> {
    let server = Loopback::start([Reply::new(head, body)]);
    let client = builder(&server.url()).build().unwrap();
    let outcome = client.send(&Report).await;
    let accept = "application/json, text/csv;q=0.9, image/*;q=0.8";
    assert_eq!(server.only().header("accept"), accept);
    outcome.map_err(|error| match error {
        Error::Api(error) => Ok(error.kind),
        error => Err(error.to_string()),
    })
}

fn head(status: &str, kind: &str) -> String {
    format!("{status}\r\ncontent-type: {kind}")
}

#[tokio::test]
async fn successes_by_status_and_media_type() {
    let text = |text: &str| Output::OkText(text.to_owned());
    for (head, body, output) in [
        (
            head("200 OK", "application/json"),
            &b"{\"title\":\"a\"}"[..],
            Output::Ok(Note::titled("a")),
        ),
        (
            head("200 OK", "application/vnd.note+json; charset=utf-8"),
            b"{}",
            Output::Ok(Note::default()),
        ),
        // Without a media type it is the first.
        ("200 OK".to_owned(), b"{}", Output::Ok(Note::default())),
        (
            head("200 OK", "Text/CSV; header=present"),
            "é,b".as_bytes(),
            text("é,b"),
        ),
        (
            head("200 OK", "text/csv; charset=iso-8859-1"),
            b"\xe9,b",
            text("é,b"),
        ),
        (
            head("200 OK", "image/png"),
            b"\x89PNG",
            Output::OkPng(rt::Bytes::from_static(b"\x89PNG")),
        ),
        (head("201 Created", "text/html"), b"<p>", text("<p>")),
        (head("201 Created", "text/plain"), b"", text("")),
        (
            head("202 Accepted", "text/plain"),
            b" 7\n",
            Output::Success(Some(7)),
        ),
        // Nothing is null where that is a value.
        (
            head("203 Hearsay", "application/json"),
            b"",
            Output::Success(None),
        ),
        ("204 No Content".to_owned(), b"", Output::NoContent),
    ] {
        assert_eq!(outcome(&head, body).await, Ok(output), "{head}");
    }
}

#[tokio::test]
async fn successes_that_cannot_be_used_say_why() {
    for (head, body, parts) in [
        (
            head("200 OK", "text/html"),
            &b"<p>"[..],
            &["`text/html`", "application/json, text/csv, image/*"][..],
        ),
        (
            head("200 OK", "application/json"),
            b"",
            &["it is empty, where JSON is documented"],
        ),
        (
            head("201 Created", "image/png"),
            b"x",
            &["`image/png`", "`text/plain`"],
        ),
        (
            head("201 Created", "text/plain; charset=utf-16"),
            b"x",
            &["charset", "utf-16"],
        ),
        (
            head("201 Created", "text/plain"),
            b"ab\xff",
            &["no text of its charset", "byte 2"],
        ),
        (
            head("202 Accepted", "text/plain"),
            b"seven",
            &["expected", "at the root"],
        ),
        (head("203 Hearsay", "text/html"), b"<p>", &["text/html"]),
    ] {
        let Err(Err(error)) = outcome(&head, body).await else {
            panic!("{head}: an error was to come")
        };
        for part in parts {
            assert!(error.contains(part), "{head}: {part:?} is not in {error}");
        }
    }
}

#[tokio::test]
async fn failures_by_status_and_media_type() {
    let note = Failed::NotFound(Some(Note::titled("a")));
    let text = |text: &str| Failed::NotFoundText(Some(text.to_owned()));
    for (head, body, failed) in [
        (
            head("404 Not Found", "application/problem+json"),
            &b"{\"title\":\"a\"}"[..],
            note,
        ),
        (head("404 Not Found", "text/plain"), b"none", text("none")),
        // A text that is documented nowhere is read as the one that is.
        (
            head("404 Not Found", "text/html"),
            b"<p>",
            Failed::NotFoundText(Some("<p>".to_owned())),
        ),
        (
            head("404 Not Found", "text/plain; charset=utf-16"),
            b"x",
            Failed::NotFoundText(None),
        ),
        ("404 Not Found".to_owned(), b"", Failed::NotFound(None)),
        (
            head("503 Busy", "text/plain"),
            b"30",
            Failed::ServerError(Some(30)),
        ),
        (
            head("503 Busy", "text/plain"),
            b"soon",
            Failed::ServerError(None),
        ),
        (
            "302 Found\r\nlocation: /elsewhere".to_owned(),
            b"",
            Failed::Default,
        ),
        // A success that is not documented is what `default` says of it.
        ("206 Partial Content".to_owned(), b"", Failed::Default),
    ] {
        assert_eq!(outcome(&head, body).await, Err(Ok(failed)), "{head}");
    }
}
