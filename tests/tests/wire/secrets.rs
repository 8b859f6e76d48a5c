//! The token is in the `authorization` header and nowhere else: no `{:?}` and no `{}` of anything shows it.

use std::convert::Infallible;
use std::time::Duration;

use auth0_connection_profiles::connection_profiles::{Create, Delete, List, ListParams, Update};
use auth0_connection_profiles::models::{CreateConnectionProfile, UpdateConnectionProfile};
use auth0_connection_profiles::rt::{self, AuthError, BaseUrl, BuildError};
use auth0_connection_profiles::{Client, Error};
use tests::loopback::{Loopback, Reply, closed_port};

use crate::common::{TOKEN, body, builder, client, update, update_with};

#[track_caller]
fn clean(row: &str, text: &str) {
    assert!(!text.contains(TOKEN), "{row} shows the token: {text}");
    // Nor a part of it that is worth something.
    assert!(!text.contains("5up3r-53cr3t"), "{row}: {text}");
}

/// An error and every error behind it.
#[track_caller]
fn clean_error(row: &str, error: &dyn std::error::Error) {
    let mut next = Some(error);
    while let Some(error) = next {
        clean(row, &format!("{error} {error:?} {error:#?}"));
        next = error.source();
    }
}

#[test]
fn settings_client_and_handles() {
    let builder = builder("http://127.0.0.1:1");
    clean("builder", &format!("{builder:?} {builder:#?}"));
    let client = builder.clone().build().unwrap();
    clean("client", &format!("{client:?} {client:#?}"));
    clean("core", &format!("{:?} {:#?}", client.core(), client.core()));
    let profiles = client.connection_profiles();
    clean("handle", &format!("{profiles:?} {profiles:#?}"));
    let other = builder.build_with(()).unwrap();
    clean("client of another transport", &format!("{other:?}"));
    // What is shown is worth showing.
    assert!(format!("{client:?}").contains("http://127.0.0.1:1/api/v2"));
}

#[tokio::test]
async fn request_values() {
    let base = BaseUrl::parse("https://acme.example/api/v2").unwrap();
    let change = UpdateConnectionProfile::new();
    let new = CreateConnectionProfile::new("Acme".parse().unwrap());
    let params = ListParams::new();
    let update_value = Update {
        id: "x",
        body: &change,
    };
    clean(
        "Update",
        &format!("{update_value:?} {:?}", rt::request(&update_value, &base)),
    );
    let create = Create { body: &new };
    clean(
        "Create",
        &format!("{create:?} {:?}", rt::request(&create, &base)),
    );
    let list = List { params: &params };
    clean("List", &format!("{list:?} {:?}", rt::request(&list, &base)));
    let delete = Delete { id: "x" };
    clean(
        "Delete",
        &format!("{delete:?} {:?}", rt::request(&delete, &base)),
    );

    // The request with its header, as a transport or a layer that logs is handed it.
    let transport = rt::tower::service_fn(|request: rt::http::Request<rt::Bytes>| async move {
        clean("the request sent", &format!("{request:?} {request:#?}"));
        assert_eq!(
            request.headers()["authorization"],
            format!("Bearer {TOKEN}")
        );
        Ok::<_, Infallible>(rt::http::Response::new("{}".to_owned()))
    });
    let client = builder("acme.example").build_with(transport).unwrap();
    update(&client).await.unwrap();
}

/// An answer of a server that sends back what it was sent, and which error comes of it.
struct Echo {
    row: String,
    reply: Reply,
    error: &'static str,
}

fn echo(error: &'static str, row: impl Into<String>, reply: Reply) -> Echo {
    let row = row.into();
    Echo { row, reply, error }
}

/// A head that repeats the token in every field that servers are known to repeat it in.
fn echoing(status: &str) -> String {
    format!(
        "{status}\r\ncontent-type: application/json\r\nwww-authenticate: Bearer {TOKEN}\
         \r\nset-cookie: session=opensesame\r\nlocation: https://b.example/?t={TOKEN}"
    )
}

fn echoes() -> Vec<Echo> {
    let json =
        format!(r#"{{"{TOKEN}":"{TOKEN}","errorCode":"Bearer {TOKEN}","message":"{TOKEN}"}}"#);
    let with_json = |status: &str| Reply::new(&echoing(status), &json);
    let with = |body: String| Reply::new(&echoing("200 OK"), body);
    let raw = |text: String| Reply::raw(text).closed();
    let statuses = [
        "400 Bad Request",
        "401 Unauthorized",
        "403 Forbidden",
        "404 Not Found",
        "429 Too Many Requests",
        "500 Oops",
        "302 Found",
        "201 Created",
    ];
    let mut rows: Vec<_> = statuses
        .into_iter()
        .map(|status| echo("Api", status, with_json(status)))
        .collect();
    rows.extend([
        echo(
            "Api",
            "400, cut off in the token",
            with_json("400 Bad Request").cut(6),
        ),
        echo(
            "Api",
            "HTML",
            Reply::new("500 Oops\r\ncontent-type: text/html", TOKEN),
        ),
        echo("Decode", "HTML", with(format!("<html>{TOKEN}"))),
        echo("Decode", "a name", with(format!(r#"{{"{TOKEN}":[tru]}}"#))),
        echo(
            "Decode",
            "a strategy",
            with(format!(r#"{{"strategy_overrides":{{"{TOKEN}":[tru]}}}}"#)),
        ),
        echo("Transport", "nothing", Reply::hang_up()),
        echo(
            "Transport",
            "a version",
            raw(format!("HTTP/1.1 {TOKEN}\r\n\r\n")),
        ),
        echo(
            "Transport",
            "a header",
            raw(format!("HTTP/1.1 200 OK\r\n{TOKEN}\r\n\r\n")),
        ),
        echo("Transport", "a body cut off", with_json("200 OK").cut(6)),
        echo("Timeout", "nothing", Reply::silence()),
        echo(
            "Timeout",
            "half a body",
            with_json("200 OK").cut(6).stalled(),
        ),
    ]);
    rows
}

/// The variant of an error.
fn kind<E>(error: &Error<E>) -> &'static str {
    match error {
        Error::InvalidRequest(_) => "InvalidRequest",
        Error::Auth(_) => "Auth",
        Error::Transport(_) => "Transport",
        Error::Timeout(_) => "Timeout",
        Error::Decode(_) => "Decode",
        Error::Api(_) => "Api",
        _ => "another",
    }
}

#[tokio::test]
async fn every_error_of_a_server_that_echoes() {
    for Echo { row, reply, error } in echoes() {
        let row = format!("{error}, {row}");
        let server = Loopback::start([reply]);
        let limit = match error {
            "Timeout" => Duration::from_millis(300),
            _ => Duration::from_secs(15),
        };
        let settings = builder(&server.url()).timeout(limit);
        let found = update(&settings.build().unwrap()).await.unwrap_err();
        clean_error(&row, &found);
        assert_eq!(kind(&found), error, "{row}: {found:?}");
        assert!(
            !format!("{found:?} {found}").contains("opensesame"),
            "{row}: {found:?}"
        );
        let sent = server.only();
        assert_eq!(
            sent.header("authorization"),
            format!("Bearer {TOKEN}"),
            "{row}"
        );
    }
}

#[tokio::test]
async fn errors_without_a_server() {
    let client = builder(&closed_port()).build().unwrap();
    let error = update(&client).await.unwrap_err();
    assert_eq!(kind(&error), "Transport");
    clean_error("refused", &error);
    let bad = body(r#"{"name":"","x":null,"enabled_features":["y"]}"#);
    let error = update_with(&client, &bad).await.unwrap_err();
    assert_eq!(kind(&error), "InvalidRequest");
    clean_error("invalid", &error);
}

/// A token that no header carries is refused when the client is built, and is not repeated.
#[test]
fn errors_of_building() {
    for token in [
        format!("{TOKEN}\r\nx-evil: 1"),
        format!("Bearer {TOKEN}"),
        format!("{TOKEN} "),
        format!("{TOKEN}é"),
    ] {
        let error = Client::builder()
            .tenant_domain("acme.example")
            .bearer_token(token)
            .build()
            .unwrap_err();
        assert!(matches!(error, BuildError::Token(_)), "{error:?}");
        clean_error("token", &error);
    }
    for builder in [
        builder(""),
        builder("acme.example").base_url("x"),
        builder("acme.example").user_agent("\n"),
        builder("acme.example").timeout(Duration::ZERO),
    ] {
        clean_error("settings", &builder.build().unwrap_err());
    }
}

/// Without a token nothing is sent, and the error says which scope the token would need.
#[tokio::test]
async fn without_a_token_nothing_is_sent() {
    let server = Loopback::start([]);
    let client = Client::builder().tenant_domain(server.url()).allow_http();
    let error = update(&client.build().unwrap()).await.unwrap_err();
    let Error::Auth(AuthError::MissingToken { operation, .. }) = &error else {
        panic!("{error:?}")
    };
    assert_eq!(*operation, "patch_connection-profiles_by_id");
    assert!(
        error.to_string().contains("update:connection_profiles"),
        "{error}"
    );
    assert_eq!(server.connections(), 0);
}

/// A token that expired is replaced without building another client.
#[tokio::test]
async fn a_token_can_be_replaced() {
    let server = Loopback::answering(|_| Reply::json("200 OK", "{}"));
    let core = client(&server).core().clone();
    let core = core.with_bearer_token("another-token").unwrap();
    let nothing = UpdateConnectionProfile::new();
    core.send(&Update {
        id: "x",
        body: &nothing,
    })
    .await
    .unwrap();
    assert_eq!(
        server.only().header("authorization"),
        "Bearer another-token"
    );
    let refused = core.with_bearer_token(format!("{TOKEN}\n")).unwrap_err();
    clean_error("replaced", &refused);
}
