//! Each of the seven operations once: its request line, its success, and which statuses it documents.

use std::fmt::Debug;

use auth0_connection_profiles::connection_profiles::{
    Create, CreateError, Delete, Get, GetTemplate, List, ListParams, ListTemplates, Update,
};
use auth0_connection_profiles::models::{
    CreateConnectionProfile, EnabledFeature, PageSize, UpdateConnectionProfile,
};
use auth0_connection_profiles::{Client, Error, rt};
use tests::loopback::{Loopback, Recorded, Reply};

use crate::common::{client, meaning};

/// What every request without a body looks like.
#[track_caller]
fn without_body(request: &Recorded, line: &str, accept: &str) {
    assert_eq!(request.line(), format!("{line} HTTP/1.1"));
    assert_eq!(request.headers("content-type"), [""; 0], "{line}");
    assert_eq!(request.header("accept"), accept, "{line}");
    assert_eq!(request.body, b"", "{line}");
    assert_eq!(request.headers("authorization").len(), 1, "{line}");
}

#[tokio::test]
async fn list() {
    let size = |n| PageSize::new(n).unwrap();
    for (params, query) in [
        (ListParams::new(), ""),
        (ListParams::new().take(size(5)), "?take=5"),
        (
            ListParams::new().from("a b&c=d/é+"),
            "?from=a%20b%26c%3Dd%2F%C3%A9%2B",
        ),
        (
            ListParams::new().take(size(10)).from("x"),
            "?from=x&take=10",
        ),
        (ListParams::new().from(""), "?from="),
    ] {
        let server = Loopback::start([Reply::json(
            "200 OK",
            r#"{"connection_profiles":[{"id":"cop_1"},{}]}"#,
        )]);
        let page = client(&server)
            .connection_profiles()
            .list(&params)
            .await
            .unwrap();
        let line = format!("GET /api/v2/connection-profiles{query}");
        without_body(&server.only(), &line, "application/json");
        assert_eq!(page.next, None, "{query}");
        let profiles = page.connection_profiles.unwrap();
        assert_eq!(profiles.len(), 2, "{query}");
        assert_eq!(profiles[0].id.as_deref(), Some("cop_1"), "{query}");
    }
}

/// A page may be empty and still name a next one: only the absence of `next` ends the list.
#[tokio::test]
async fn list_page_by_page() {
    let server = Loopback::start([
        Reply::json(
            "200 OK",
            r#"{"next":"p/2","connection_profiles":[{"id":"a"},{"id":"b"}]}"#,
        ),
        Reply::json("200 OK", r#"{"next":"p 3","connection_profiles":[]}"#),
        Reply::json("200 OK", r#"{"next":"p+4"}"#),
        Reply::json("200 OK", r#"{"connection_profiles":[{"id":"c"}]}"#),
    ]);
    let client = client(&server);
    let mut params = ListParams::new().take(PageSize::from_static(2));
    let mut ids = Vec::new();
    loop {
        let page = client.connection_profiles().list(&params).await.unwrap();
        let profiles = page.connection_profiles.into_iter().flatten();
        ids.extend(profiles.filter_map(|profile| profile.id));
        let Some(next) = page.next else { break };
        params = params.from(next);
    }
    assert_eq!(ids, ["a", "b", "c"]);
    let targets: Vec<_> = server
        .requests()
        .iter()
        .map(|request| request.target().to_owned())
        .collect();
    assert_eq!(
        targets,
        [
            "/api/v2/connection-profiles?take=2",
            "/api/v2/connection-profiles?from=p%2F2&take=2",
            "/api/v2/connection-profiles?from=p%203&take=2",
            "/api/v2/connection-profiles?from=p%2B4&take=2",
        ]
    );
}

#[tokio::test]
async fn create() {
    let server = Loopback::start([
        Reply::json("201 Created", r#"{"id":"cop_9","name":"Acme"}"#),
        Reply::json("201 Created", r#"{"id":"cop_9","name":"Acme"}"#),
    ]);
    let client = client(&server);
    let profiles = client.connection_profiles();
    let body = CreateConnectionProfile::new("Acme".parse().unwrap())
        .enabled_features([EnabledFeature::UniversalLogout]);
    let profile = profiles.create(&body).await.unwrap();
    assert_eq!(profile.id.as_deref(), Some("cop_9"));
    assert_eq!(profiles.create_form(&body).await.unwrap(), profile);

    let [json, form] = &server.requests()[..] else {
        panic!("two requests were to come")
    };
    for request in [json, form] {
        assert_eq!(request.line(), "POST /api/v2/connection-profiles HTTP/1.1");
        assert_eq!(request.header("accept"), "application/json");
    }
    assert_eq!(json.header("content-type"), "application/json");
    assert_eq!(
        json.text(),
        r#"{"name":"Acme","enabled_features":["universal_logout"]}"#
    );
    assert_eq!(
        form.header("content-type"),
        "application/x-www-form-urlencoded"
    );
    assert_eq!(form.text(), "name=Acme&enabled_features=universal_logout");
}

#[tokio::test]
async fn create_in_conflict() {
    let server = Loopback::start([Reply::json("409 Conflict", r#"{"message":"taken"}"#)]);
    let body = CreateConnectionProfile::new("Acme".parse().unwrap());
    let outcome = client(&server).connection_profiles().create(&body).await;
    let Err(Error::Api(error)) = &outcome else {
        panic!("{outcome:?}")
    };
    assert!(
        matches!(&error.kind, CreateError::Conflict(Some(body)) if body.message.as_deref() == Some("taken")),
        "{error:?}"
    );
}

#[tokio::test]
async fn get() {
    let text = r#"{"id":"cop_1","name":"Acme","strategy_overrides":{"google-apps":{}}}"#;
    let server = Loopback::start([Reply::json("200 OK", text)]);
    let profile = client(&server)
        .connection_profiles()
        .get("cop_1")
        .await
        .unwrap();
    without_body(
        &server.only(),
        "GET /api/v2/connection-profiles/cop_1",
        "application/json",
    );
    assert_eq!(meaning(&rt::json::to_string(&profile)), meaning(text));
}

/// 204 has no body; a server that sends one with it, or with a length of zero, is understood as well.
#[tokio::test]
async fn delete() {
    for reply in [
        Reply::raw("HTTP/1.1 204 No Content\r\n\r\n"),
        Reply::new("204 No Content", "").closed(),
        Reply::raw("HTTP/1.1 204 No Content\r\n\r\n<html>").closed(),
    ] {
        let row = format!("{reply:?}");
        let server = Loopback::start([reply]);
        let outcome = client(&server).connection_profiles().delete("cop_1").await;
        assert!(outcome.is_ok(), "{row}: {outcome:?}");
        without_body(
            &server.only(),
            "DELETE /api/v2/connection-profiles/cop_1",
            // What its errors come as.
            "application/json",
        );
    }
}

#[tokio::test]
async fn update() {
    let server = Loopback::start([Reply::json("200 OK", r#"{"id":"cop_1","name":"New"}"#)]);
    let body = UpdateConnectionProfile::new().name("New".parse().unwrap());
    let profile = client(&server)
        .connection_profiles()
        .update("cop_1", &body)
        .await
        .unwrap();
    assert_eq!(profile.name, body.name);
    assert_eq!(server.only().text(), r#"{"name":"New"}"#);
}

#[tokio::test]
async fn templates() {
    let item = r#"{"id":"t1","display_name":"One","template":{"name":"A","enabled_features":["scim"],"strategy_overrides":{"okta":{}}}}"#;
    let server = Loopback::start([
        Reply::json(
            "200 OK",
            format!(r#"{{"connection_profile_templates":[{item},{{}}]}}"#),
        ),
        Reply::json("200 OK", item),
    ]);
    let client = client(&server);
    let profiles = client.connection_profiles();
    let all = profiles
        .list_templates()
        .await
        .unwrap()
        .connection_profile_templates
        .unwrap();
    let one = profiles.get_template("t1").await.unwrap();
    assert_eq!((all.len(), &all[0]), (2, &one));
    assert_eq!(meaning(&rt::json::to_string(&one)), meaning(item));
    let [list, get] = &server.requests()[..] else {
        panic!("two requests were to come")
    };
    let path = "GET /api/v2/connection-profiles/templates";
    without_body(list, path, "application/json");
    without_body(get, &format!("{path}/t1"), "application/json");
}

/// The variant that comes of `status`, by its name.
async fn variant<O: rt::Operation<Error: Debug, Output: Debug>>(
    client: &Client,
    operation: O,
) -> String {
    match client.send(&operation).await {
        Err(Error::Api(error)) => {
            let kind = format!("{:?}", error.kind);
            kind.split('(').next().unwrap_or_default().to_owned()
        }
        other => panic!("{other:?}"),
    }
}

/// What comes of each operation at a server that has one answer, beside the statuses that the operation documents.
async fn variants(client: &Client) -> [(&'static str, String, &'static str); 9] {
    let (id, params) = ("x", ListParams::new());
    let change = UpdateConnectionProfile::new();
    let new = CreateConnectionProfile::new("Acme".parse().unwrap());
    let list = variant(client, List { params: &params }).await;
    let create = variant(client, Create { body: &new }).await;
    let create_form = variant(client, rt::Alternative(&Create { body: &new }, 1)).await;
    let list_templates = variant(client, ListTemplates).await;
    let get_template = variant(client, GetTemplate { id }).await;
    let get = variant(client, Get { id }).await;
    let delete = variant(client, Delete { id }).await;
    let update = variant(client, Update { id, body: &change }).await;
    let update_form = variant(client, rt::Alternative(&Update { id, body: &change }, 1)).await;
    [
        ("list", list, "400 401 403 429"),
        ("create", create, "400 401 403 409 429"),
        ("create_form", create_form, "400 401 403 409 429"),
        ("list_templates", list_templates, "401 403 429"),
        ("get_template", get_template, "401 403 404 429"),
        ("get", get, "401 403 404 429"),
        ("delete", delete, "401 403 429"),
        ("update", update, "400 401 403 404 429"),
        ("update_form", update_form, "400 401 403 404 429"),
    ]
}

/// Which statuses each operation documents, as the facts of the API have it.
#[tokio::test]
async fn every_operation_knows_its_own_errors() {
    for (status, name) in [
        ("400 Bad Request", "BadRequest"),
        ("401 Unauthorized", "Unauthorized"),
        ("403 Forbidden", "Forbidden"),
        ("404 Not Found", "NotFound"),
        ("409 Conflict", "Conflict"),
        ("429 Too Many Requests", "TooManyRequests"),
        ("503 Service Unavailable", "Undeclared"),
    ] {
        let server = Loopback::answering(move |_| Reply::json(status, "{}"));
        for (operation, found, documented) in variants(&client(&server)).await {
            let known = documented.split(' ').any(|code| status.starts_with(code));
            let expected = if known { name } else { "Undeclared" };
            assert_eq!(found, expected, "{operation}, {status}");
        }
    }
}

/// A call that was begun needs neither the handle nor what it was made of, so that several can be under way at once.
#[tokio::test]
async fn a_call_holds_on_to_the_client_alone() {
    fn can_move<T: Send>(_: &T) {}

    let server = Loopback::answering(|_| Reply::json("200 OK", "{}"));
    let client = client(&server);
    let (update, get) = {
        let body = UpdateConnectionProfile::new();
        let id = String::from("cop_1");
        let profiles = client.connection_profiles();
        (
            profiles.update(&id, &body),
            profiles.get(&id.replace('1', "2")),
        )
    };
    can_move(&update);
    let (update, get) = tokio::join!(update, get);
    assert!(update.is_ok() && get.is_ok());
    let mut lines: Vec<_> = server
        .requests()
        .iter()
        .map(|it| it.target().to_owned())
        .collect();
    lines.sort();
    let base = "/api/v2/connection-profiles";
    assert_eq!(lines, [format!("{base}/cop_1"), format!("{base}/cop_2")]);
}
