//! Redirects: none is followed, so that the token goes where the program sent it and nowhere else.

use auth0_connection_profiles::Error;
use auth0_connection_profiles::connection_profiles::{GetError, UpdateError};
use tests::loopback::{Loopback, Reply};

use crate::common::{TOKEN, client, update};

const STATUSES: &[&str] = &[
    "301 Moved Permanently",
    "302 Found",
    "303 See Other",
    "307 Temporary Redirect",
    "308 Permanent Redirect",
];

fn redirect(status: &str, location: &str) -> Reply {
    Reply::new(&format!("{status}\r\nlocation: {location}"), "")
}

#[tokio::test]
async fn the_token_does_not_follow_to_another_host() {
    let elsewhere = Loopback::answering(|_| Reply::json("200 OK", "{}"));
    let host = elsewhere.url().trim_start_matches("http://").to_owned();
    for status in STATUSES {
        for location in [
            format!("http://{host}/api/v2/connection-profiles/cop_123"),
            format!("http://{host}/"),
            format!("//{host}/evil"),
        ] {
            let server = Loopback::start([redirect(status, &location)]);
            let outcome = update(&client(&server)).await;
            let Err(Error::Api(error)) = &outcome else {
                panic!("{status} to {location}: {outcome:?}")
            };
            assert_eq!(error.kind, UpdateError::Undeclared, "{status}");
            assert_eq!(error.status.to_string(), *status);
            assert_eq!(error.headers["location"], location.as_str(), "{status}");
            assert_eq!(
                server.only().header("authorization"),
                format!("Bearer {TOKEN}"),
                "{status}"
            );
        }
    }
    assert_eq!(elsewhere.connections(), 0);
}

/// A read would be harmless to repeat, and is not repeated either.
#[tokio::test]
async fn a_read_does_not_follow_either() {
    let elsewhere = Loopback::answering(|_| Reply::json("200 OK", "{}"));
    for status in STATUSES {
        let server = Loopback::start([redirect(status, &elsewhere.url())]);
        let client = client(&server);
        let outcome = client.connection_profiles().get("cop_1").await;
        assert!(
            matches!(&outcome, Err(Error::Api(error)) if error.kind == GetError::Undeclared),
            "{status}: {outcome:?}"
        );
        assert_eq!(server.requests().len(), 1, "{status}");
    }
    assert_eq!(elsewhere.connections(), 0);
}

#[tokio::test]
async fn not_on_the_same_host_either() {
    for status in STATUSES {
        let server = Loopback::start([redirect(status, "/login"), Reply::json("200 OK", "{}")]);
        assert!(update(&client(&server)).await.is_err(), "{status}");
        assert_eq!(server.requests().len(), 1, "{status}");
    }
}
