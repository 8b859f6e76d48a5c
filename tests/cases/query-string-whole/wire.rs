//! A parameter that is the whole query, as it goes over a socket.

use tests::loopback::{Loopback, Reply};
use query_string_whole::api::SearchParams;
use query_string_whole::models::SearchAll;
use query_string_whole::{Client, rt};

#[tokio::test]
async fn its_members_are_the_pairs() {
    let server = Loopback::start([Reply::new("204 No Content", "")]);
    let client = Client::builder()
        .base_url(server.url())
        .allow_http()
        .build()
        .unwrap();
    let all = r#"{"text":"a b","tags":["x","y&z"],"range":{"from":2}}"#;
    let all: SearchAll = rt::json::from_str(all).unwrap();
    client.api().search(&SearchParams::new(all)).await.unwrap();
    assert_eq!(
        server.requests()[0].target(),
        "/a?text=a%20b&tags=x&tags=y%26z&range=%7B%22from%22%3A2.0%7D"
    );
}
