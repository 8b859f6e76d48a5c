//! A success whose body can't be read: where in it, what was there, and no token in the text.

use auth0_connection_profiles::Error;
use auth0_connection_profiles::rt::DecodeError;
use tests::loopback::{Loopback, Reply};

use crate::common::{TOKEN, builder, client, update};

const JSON: &str = "application/json";

/// A row's name, the content type, the body before and from the place where it goes wrong, and that place's pointer;
/// none where it is wrong as a whole.
type Row = (
    &'static str,
    &'static str,
    &'static str,
    &'static str,
    Option<&'static str>,
);

const ROWS: &[Row] = &[
    ("HTML", "text/html", "", "<html>hello</html>", Some("")),
    ("HTML said to be JSON", JSON, "", "<html>", Some("")),
    ("nothing", JSON, "", "", None),
    ("half a text", JSON, r#"{"name":"Ac"#, "", Some("/name")),
    (
        "half a map",
        JSON,
        r#"{"strategy_overrides":{"okta":{}"#,
        "",
        Some("/strategy_overrides"),
    ),
    (
        "half a list",
        JSON,
        r#"{"enabled_features":["scim","#,
        "",
        Some("/enabled_features/1"),
    ),
    ("half a name", JSON, r#"{"id":"x","na"#, "", Some("")),
    (
        "a number for a name",
        JSON,
        r#"{"id":"x","name":"#,
        "7}",
        Some("/name"),
    ),
    (
        "a text for an object",
        JSON,
        r#"{"organization":"#,
        r#""none"}"#,
        Some("/organization"),
    ),
    (
        "an object for a list",
        JSON,
        r#"{"enabled_features":"#,
        "{}}",
        Some("/enabled_features"),
    ),
    (
        "a number for a feature",
        JSON,
        r#"{"enabled_features":["scim","#,
        "1]}",
        Some("/enabled_features/1"),
    ),
    (
        "null for a feature",
        JSON,
        r#"{"enabled_features":["#,
        "null]}",
        Some("/enabled_features/0"),
    ),
    (
        "deep down",
        JSON,
        r#"{"strategy_overrides":{"google-apps":{"enabled_features":["scim",true"#,
        "]}}}",
        Some("/strategy_overrides/google-apps/enabled_features/1"),
    ),
    ("a list", JSON, "", "[]", Some("")),
    ("null", JSON, "", "null", Some("")),
    ("two documents", JSON, "{} ", "{}", Some("")),
    (
        "a word that is none",
        JSON,
        // What is kept raw is one value to the reader.
        r#"{"later":[tru"#,
        "]}",
        Some("/later"),
    ),
];

async fn unreadable(row: &str, reply: Reply) -> Box<DecodeError> {
    let server = Loopback::start([reply]);
    match update(&client(&server)).await {
        Err(Error::Decode(error)) => error,
        other => panic!("{row}: {other:?}"),
    }
}

#[tokio::test]
async fn a_success_that_cannot_be_read() {
    for (row, kind, before, from, pointer) in ROWS {
        let body = format!("{before}{from}");
        // The second of two values of a list is where it goes wrong, not where the list does.
        let offset = match before.strip_suffix("true") {
            Some(start) => start.len(),
            None => before.len(),
        };
        let head = format!("200 OK\r\nx-request-id: r1\r\ncontent-type: {kind}");
        let error = unreadable(row, Reply::new(&head, &body)).await;
        let found = (error.pointer.as_str(), error.offset);
        assert_eq!(
            found,
            (pointer.unwrap_or_default(), offset),
            "{row}: {error}"
        );
        assert_eq!(error.status.as_u16(), 200, "{row}");
        assert_eq!(error.headers["x-request-id"], "r1", "{row}");
        assert_eq!(
            (&error.body[..], error.truncated),
            (body.as_bytes(), false),
            "{row}"
        );
        let text = error.to_string();
        let place = match pointer {
            None => "byte".to_owned(),
            Some("") => format!(" at the root, byte {offset}"),
            Some(pointer) => format!(" at {pointer}, byte {offset}"),
        };
        assert_eq!(text.contains(&place), pointer.is_some(), "{row}: {text}");
        assert_eq!(
            text.contains("text/html"),
            *kind == "text/html",
            "{row}: {text}"
        );
    }
}

#[tokio::test]
async fn bytes_that_are_no_text() {
    let body = [br#"{"name":"a"#, &[0xff, b'"', b'}'][..]].concat();
    let error = unreadable("bytes", Reply::json("200 OK", &body)).await;
    assert_eq!(
        (error.pointer.as_str(), error.offset),
        ("/name", 10),
        "{error}"
    );
    assert_eq!(error.body, body);
}

/// Hostile depth is an error like any other, not the end of the process.
#[tokio::test]
async fn nesting_without_end() {
    for (open, inside) in [("[", ""), (r#"{"a":"#, "")] {
        let body = format!(r#"{{"later":{}{inside}"#, open.repeat(200_000));
        let error = unreadable(open, Reply::json("200 OK", &body)).await;
        assert!(error.offset < body.len(), "{error}");
        assert!(
            error.to_string().len() < 100_000,
            "{} bytes",
            error.to_string().len()
        );
    }
}

/// A server that sends back what it was sent: in a value, in a member's name, in a header.
#[tokio::test]
async fn an_echoed_token_is_not_in_the_text() {
    for (row, body, rest) in [
        (
            "a value",
            format!(r#"{{"name":"Bearer {TOKEN}","organization":1}}"#),
            "1}",
        ),
        (
            "a name",
            format!(r#"{{"later":{{"{TOKEN}":[tru]}}}}"#),
            "]}}",
        ),
        (
            "a strategy",
            format!(r#"{{"strategy_overrides":{{"{TOKEN}":[tru]}}}}"#),
            "]}}",
        ),
        (
            "a text",
            format!("<html>{TOKEN} {TOKEN}</html>"),
            "<html>[redacted] [redacted]</html>",
        ),
    ] {
        let head = format!("200 OK\r\nx-echo: Bearer {TOKEN}\r\ncontent-type: application/json");
        let error = unreadable(row, Reply::new(&head, &body)).await;
        let text = format!("{error} {error:?} {error:#?} {}", error.pointer);
        assert!(!text.contains(TOKEN), "{row}: {text}");
        assert_eq!(error.body, body.replace(TOKEN, "[redacted]"), "{row}");
        assert_eq!(error.headers["x-echo"], "[redacted]", "{row}");
        // The offset is one into the body that is kept.
        assert_eq!(&error.body[error.offset..], rest.as_bytes(), "{row}");
    }
}

/// The longest success has a bound, and what comes of reaching it says which setting it is.
#[tokio::test]
async fn a_success_that_is_too_long() {
    let long = format!(r#"{{"name":"{}"}}"#, "n".repeat(10 << 20));
    let server = Loopback::answering(move |_| Reply::json("200 OK", &long));
    let profile = update(&client(&server)).await.unwrap();
    assert_eq!(profile.name.unwrap().len(), 10 << 20);

    let client = builder(&server.url()).max_body(1 << 20).build().unwrap();
    let outcome = update(&client).await;
    let Err(Error::Decode(error)) = outcome else {
        panic!("{:?}", outcome.map(drop))
    };
    assert!(error.truncated && error.body.len() <= 1 << 20);
    assert!(error.to_string().contains("max_body"), "{error}");
}
