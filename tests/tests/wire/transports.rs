//! The client over another transport than its own, and in many tasks at once.

use std::convert::Infallible;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use auth0_connection_profiles::models::{ConnectionProfile, UpdateConnectionProfile};
use auth0_connection_profiles::rt::tower::{ServiceExt, service_fn};
use auth0_connection_profiles::rt::{Bytes, DefaultTransport, Phase, TransportError, http};
use auth0_connection_profiles::{Client, Error};
use tests::loopback::{Loopback, Reply};
use tokio::sync::Barrier;

use crate::common::{TOKEN, builder, client, meaning, update, update_with};

const TASKS: usize = 32;

#[tokio::test]
async fn a_function_as_a_transport() {
    let transport = service_fn(|request: http::Request<Bytes>| async move {
        assert_eq!(request.method(), http::Method::PATCH);
        assert_eq!(
            request.headers()["authorization"],
            format!("Bearer {TOKEN}")
        );
        let body = String::from_utf8(request.body().to_vec()).unwrap();
        let answer = format!(r#"{{"id":"{}","sent":{body}}}"#, request.uri());
        Ok::<_, Infallible>(http::Response::new(answer))
    });
    let client = builder("acme.example").build_with(transport).unwrap();
    let body = UpdateConnectionProfile::new().name("Acme".parse().unwrap());
    let profile = update_with(&client, &body).await.unwrap();
    let url = "https://acme.example/api/v2/connection-profiles/cop_123";
    assert_eq!(profile.id.as_deref(), Some(url));
    let sent = profile.unknown.get("sent").unwrap();
    assert_eq!(sent.as_str(), r#"{"name":"Acme"}"#);
}

/// A layer of one's own around the default transport sees the request that then goes over the socket.
#[tokio::test]
async fn a_layer_around_the_default_transport() {
    let server = Loopback::start([Reply::json("200 OK", "{}")]);
    let transport =
        DefaultTransport::new()
            .unwrap()
            .map_request(|mut request: http::Request<Bytes>| {
                let trace = http::HeaderValue::from_static("trace-1");
                request.headers_mut().insert("x-trace", trace);
                request
            });
    let client = builder(&server.url()).build_with(transport).unwrap();
    update(&client).await.unwrap();
    assert_eq!(server.only().header("x-trace"), "trace-1");
    assert_eq!(
        server.only().header("authorization"),
        format!("Bearer {TOKEN}")
    );
}

#[tokio::test]
async fn a_transport_that_brings_its_own_credentials() {
    let server = Loopback::start([Reply::json("200 OK", "{}")]);
    let transport =
        DefaultTransport::new()
            .unwrap()
            .map_request(|mut request: http::Request<Bytes>| {
                assert!(!request.headers().contains_key("authorization"));
                let token = http::HeaderValue::from_static("Bearer renewed");
                request.headers_mut().insert("authorization", token);
                request
            });
    let client = Client::builder()
        .tenant_domain(server.url())
        .allow_http()
        .auth_by_transport()
        .build_with(transport)
        .unwrap();
    update(&client).await.unwrap();
    assert_eq!(server.only().header("authorization"), "Bearer renewed");
}

#[tokio::test]
async fn errors_of_a_transport_are_told_apart() {
    let refused = service_fn(|_: http::Request<Bytes>| async {
        Err::<http::Response<String>, _>(TransportError::new(Phase::Connect, "not today"))
    });
    let outcome = update(&builder("acme.example").build_with(refused).unwrap()).await;
    assert!(
        matches!(&outcome, Err(Error::Transport(error)) if error.phase() == Phase::Connect),
        "{outcome:?}"
    );
    let slow = service_fn(|_: http::Request<Bytes>| async {
        std::future::pending::<()>().await;
        Ok::<_, Infallible>(http::Response::new(String::new()))
    });
    let settings = builder("acme.example").timeout(Duration::from_millis(50));
    let outcome = update(&settings.build_with(slow).unwrap()).await;
    assert!(matches!(outcome, Err(Error::Timeout(_))), "{outcome:?}");
}

/// The answer to a request is what the request was: nobody gets another's.
#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn clones_in_many_tasks() {
    let server = Loopback::answering(|request| {
        let id = request.target().rsplit('/').next().unwrap_or_default();
        let name = &meaning(request.text())["name"];
        Reply::json("200 OK", format!(r#"{{"id":"{id}","name":{name}}}"#))
    });
    let client = client(&server);
    let tasks: Vec<_> = (0..TASKS)
        .map(|task| tokio::spawn(rename(client.clone(), task)))
        .collect();
    for (task, running) in tasks.into_iter().enumerate() {
        for (round, profile) in running.await.unwrap().into_iter().enumerate() {
            let expected = (
                Some(format!("cop_{task}_{round}")),
                Some(format!("Name {task}")),
            );
            assert_eq!((profile.id, profile.name.map(String::from)), expected);
        }
    }
    assert_eq!(server.requests().len(), TASKS * 4);
    // Connections are kept and shared, not made anew for each call.
    let connections = server.connections();
    assert!(connections < TASKS * 4, "{connections} connections");
}

async fn rename(client: Client, task: usize) -> Vec<ConnectionProfile> {
    let mut profiles = Vec::new();
    for round in 0..4 {
        let body = UpdateConnectionProfile::new().name(format!("Name {task}").parse().unwrap());
        let id = format!("cop_{task}_{round}");
        let outcome = client.connection_profiles().update(&id, &body).await;
        profiles.push(outcome.unwrap());
    }
    profiles
}

/// One client's calls do not wait for each other: each comes to an end only once all have begun.
#[tokio::test]
async fn calls_of_one_client_are_under_way_together() {
    let all_there = Arc::new(Barrier::new(TASKS));
    let calls = Arc::new(AtomicUsize::new(0));
    let counted = Arc::clone(&calls);
    let transport = service_fn(move |_: http::Request<Bytes>| {
        let all_there = Arc::clone(&all_there);
        counted.fetch_add(1, Ordering::SeqCst);
        async move {
            all_there.wait().await;
            Ok::<_, Infallible>(http::Response::new("{}".to_owned()))
        }
    });
    let client = builder("acme.example").build_with(transport).unwrap();
    let tasks: Vec<_> = (0..TASKS)
        .map(|_| {
            let client = client.clone();
            tokio::spawn(async move { update(&client).await })
        })
        .collect();
    for task in tasks {
        assert!(task.await.unwrap().is_ok());
    }
    assert_eq!(calls.load(Ordering::SeqCst), TASKS);
}
