//! Bytes of several media types are told apart by what they came as.

use response_bytes::Client;
use tests::loopback::{Loopback, Reply};

fn client(server: &Loopback) -> Client {
    let builder = Client::builder().base_url(server.url()).allow_http();
    builder.build().unwrap()
}

#[tokio::test]
async fn the_media_type_comes_with_the_bytes() {
    let kinds = ["image/png", "image/jpeg", "image/webp"];
    let replies = kinds.map(|kind| Reply::new(&format!("200 OK\r\ncontent-type: {kind}"), "\u{89}"));
    let server = Loopback::start(replies);
    for kind in kinds {
        let image = client(&server).things().get_image().await.unwrap();
        assert_eq!(image.content_type(), Some(kind));
        assert_eq!(image.bytes(), "\u{89}");
    }
}

#[tokio::test]
async fn one_media_type_says_it_all() {
    let server = Loopback::start([Reply::new("200 OK\r\ncontent-type: image/png", "PNG")]);
    let image = client(&server).things().get_thumbnail().await.unwrap();
    assert_eq!(image, "PNG");
}

#[tokio::test]
async fn bytes_as_they_come_have_no_limit() {
    let reply = Reply::new("200 OK\r\ncontent-type: image/png", "a longer image");
    let server = Loopback::start([reply]);
    let builder = Client::builder().base_url(server.url()).allow_http();
    let client = builder.max_body(4).build().unwrap();
    let mut bytes = client.core().download(&response_bytes::things::GetThumbnail).await.unwrap();
    let mut length = 0;
    while let Some(piece) = bytes.next().await {
        length += piece.unwrap().len();
    }
    assert_eq!(length, "a longer image".len());
}
