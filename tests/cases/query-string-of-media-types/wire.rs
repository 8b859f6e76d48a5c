//! The whole query string in each of its forms, as it goes over a socket.

use query_string_of_media_types::Client;
use query_string_of_media_types::api::{ByJsonParams, ByPathParams};
use query_string_of_media_types::models::{ByPathSelector, Filter};
use tests::loopback::{Loopback, Reply};

#[tokio::test]
async fn each_form_is_all_of_the_query() {
    let server = Loopback::start([
        Reply::new("204 No Content", ""),
        Reply::new("204 No Content", ""),
        Reply::new("204 No Content", ""),
    ]);
    let client = Client::builder()
        .base_url(server.url())
        .allow_http()
        .key("s e")
        .build()
        .unwrap();
    let filter = Filter::new("a&b").numbers([1, 2]);
    let api = client.api();
    api.by_json(&ByJsonParams::new(filter)).await.unwrap();
    let selector = ByPathSelector::from_static("$.a[?(@.b > 1)]");
    api.by_path(&ByPathParams::new().selector(selector))
        .await
        .unwrap();
    api.by_path(&ByPathParams::new()).await.unwrap();
    let requests = server.requests();
    let targets: Vec<_> = requests.iter().map(|request| request.target()).collect();
    assert_eq!(
        targets,
        [
            "/json?%7B%22text%22%3A%22a%26b%22%2C%22numbers%22%3A%5B1%2C2%5D%7D&key=s%20e",
            "/path?%24.a%5B%3F%28%40.b%20%3E%201%29%5D",
            "/path",
        ]
    );
}
