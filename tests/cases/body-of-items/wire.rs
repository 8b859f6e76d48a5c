//! An item a line, as it goes over a socket.

use body_of_items::models::{Event, EventAt};
use body_of_items::{Client, rt};
use tests::loopback::{Loopback, Reply};

#[tokio::test]
async fn each_item_is_a_line_of_its_own() {
    let server = Loopback::start([
        Reply::new("204 No Content", ""),
        Reply::new("204 No Content", ""),
        Reply::new("204 No Content", ""),
    ]);
    let client = Client::builder()
        .base_url(server.url())
        .allow_http()
        .build()
        .unwrap();
    let kept: Event = rt::json::from_str("{\"at\":1,\"more\":{\n  \"x\": [1,\r\n 2]}}").unwrap();
    let events = [kept, Event::new(EventAt::from_static(2)).text("a\nb\u{1e}")];
    let api = client.api();
    api.add_events(&events).await.unwrap();
    api.add_events_x_ndjson(&events).await.unwrap();
    api.log(Some(&events)).await.unwrap();
    // Nothing leaves the machine that breaks a rule.
    let wrong: Vec<Event> = rt::json::from_str("[{\"at\":1},{\"at\":-1}]").unwrap();
    let refused = api.add_events_x_ndjson(&wrong).await.unwrap_err();
    assert!(refused.to_string().contains("/1/at"), "{refused}");
    let requests = server.requests();
    let bodies: Vec<_> = requests
        .iter()
        .map(|request| (request.header("content-type"), request.text()))
        .collect();
    let lines = [
        "{\"at\":1,\"more\":{\"x\":[1,2]}}",
        "{\"at\":2,\"text\":\"a\\nb\\u001e\"}",
    ];
    assert_eq!(
        bodies[1],
        (
            "application/x-ndjson",
            format!("{}\n{}\n", lines[0], lines[1]).as_str()
        )
    );
    assert_eq!(
        bodies[2],
        (
            "application/json-seq",
            format!("\u{1e}{}\n\u{1e}{}\n", lines[0], lines[1]).as_str()
        )
    );
}
