//! Each style of a query parameter, as it goes over a socket.

use query_styles::Client;
use query_styles::search::SearchOperationParams;
use tests::loopback::{Loopback, Reply};

#[tokio::test]
async fn each_style_is_in_the_target() {
    let server = Loopback::start([
        Reply::new("204 No Content", ""),
        Reply::new("204 No Content", ""),
    ]);
    let client = Client::builder()
        .base_url(server.url())
        .allow_http()
        .build()
        .unwrap();
    let params = SearchOperationParams::new()
        .joined(["a/b".to_owned(), "c&d".to_owned()])
        .piped([1, 2])
        .deep([
            ("R&G".to_owned(), "1 0".to_owned()),
            ("B".to_owned(), "ü".to_owned()),
        ]);
    client.search().search(&params).await.unwrap();
    client
        .search()
        .search(&SearchOperationParams::new())
        .await
        .unwrap();
    let targets: Vec<_> = server
        .requests()
        .iter()
        .map(|request| request.target().to_owned())
        .collect();
    assert_eq!(
        targets,
        [
            "/search?joined=a/b,c%26d&piped=1%7C2&deep%5BR%26G%5D=1%200&deep%5BB%5D=%C3%BC",
            "/search"
        ]
    );
}
