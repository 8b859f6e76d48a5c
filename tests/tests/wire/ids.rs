//! The path parameter `id`: one segment on the wire whatever is in it, or nothing on the wire at all.

use auth0_connection_profiles::Error;
use auth0_connection_profiles::models::UpdateConnectionProfile;
use auth0_connection_profiles::rt::{In, Rule};
use tests::loopback::{Loopback, Reply};

use crate::common::client;

/// Each id and its one segment, by the URL standard's encoding of everything but letters, digits and `-._~`.
const SEGMENTS: &[(&str, &str)] = &[
    ("cop_123", "cop_123"),
    ("a/b", "a%2Fb"),
    ("a?b", "a%3Fb"),
    ("a%2Fb", "a%252Fb"),
    ("%2e%2e", "%252e%252e"),
    ("a b", "a%20b"),
    ("a\\b", "a%5Cb"),
    ("é", "%C3%A9"),
    ("a;b", "a%3Bb"),
    ("a#b", "a%23b"),
    ("...", "..."),
    ("../..", "..%2F.."),
    ("/", "%2F"),
    ("templates/x", "templates%2Fx"),
    ("{id}", "%7Bid%7D"),
    ("😀", "%F0%9F%98%80"),
];

/// What a URL parser would drop or rewrite, and what would end the request line.
const REFUSED: &[&str] = &[
    "",
    ".",
    "..",
    "a\0b",
    "a\tb",
    "a\nb",
    "a\rb",
    "x HTTP/1.1\r\nhost: evil.example\r\n\r\n",
    "\u{7f}",
    "\u{85}",
];

#[tokio::test]
async fn an_id_is_one_segment_of_the_request_line() {
    for (id, segment) in SEGMENTS {
        let server = Loopback::start([Reply::json("200 OK", "{}")]);
        let client = client(&server);
        let outcome = client
            .connection_profiles()
            .update(id, &UpdateConnectionProfile::new())
            .await;
        assert!(outcome.is_ok(), "id {id:?}: {outcome:?}");
        assert_eq!(
            server.only().line(),
            format!("PATCH /api/v2/connection-profiles/{segment} HTTP/1.1"),
            "id {id:?}"
        );
    }
}

#[tokio::test]
async fn an_id_is_one_segment_for_every_operation_that_takes_one() {
    let server = Loopback::answering(|request| match request.line().split(' ').next() {
        Some("DELETE") => Reply::raw("HTTP/1.1 204 No Content\r\n\r\n"),
        _ => Reply::json("200 OK", "{}"),
    });
    let client = client(&server);
    let profiles = client.connection_profiles();
    profiles.get("a/../b").await.unwrap();
    profiles.delete("a/../b").await.unwrap();
    profiles.get_template("a/../b").await.unwrap();
    let nothing = UpdateConnectionProfile::new();
    profiles.update_form("a/../b", &nothing).await.unwrap();
    let lines: Vec<_> = server
        .requests()
        .iter()
        .map(|request| request.line().to_owned())
        .collect();
    assert_eq!(
        lines,
        [
            "GET /api/v2/connection-profiles/a%2F..%2Fb HTTP/1.1",
            "DELETE /api/v2/connection-profiles/a%2F..%2Fb HTTP/1.1",
            "GET /api/v2/connection-profiles/templates/a%2F..%2Fb HTTP/1.1",
            "PATCH /api/v2/connection-profiles/a%2F..%2Fb HTTP/1.1",
        ]
    );
}

#[tokio::test]
async fn an_id_that_would_be_lost_never_leaves() {
    let server = Loopback::start([]);
    let client = client(&server);
    let profiles = client.connection_profiles();
    for id in REFUSED {
        let nothing = UpdateConnectionProfile::new();
        let refusals = [
            refusal(profiles.update(id, &nothing).await),
            refusal(profiles.update_form(id, &nothing).await),
            refusal(profiles.get(id).await),
            refusal(profiles.delete(id).await),
            refusal(profiles.get_template(id).await),
        ];
        for (operation, found) in refusals.iter().enumerate() {
            let expected = Some((In::Path, "/id".to_owned(), Rule::Encodable));
            assert_eq!(found, &expected, "id {id:?}, operation {operation}");
        }
    }
    assert_eq!(server.connections(), 0);
}

/// The one violation of a call that was refused.
fn refusal<T, E>(outcome: Result<T, Error<E>>) -> Option<(In, String, Rule)> {
    match outcome {
        Err(Error::InvalidRequest(invalid)) => match invalid.violations.as_slice() {
            [only] => Some((only.at, only.pointer.clone(), only.rule)),
            _ => None,
        },
        _ => None,
    }
}
