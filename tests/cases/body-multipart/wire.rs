//! A form with a file, as its bytes go over a socket.

use body_multipart::Client;
use body_multipart::models::Upload;
use body_multipart::rt::File;
use tests::loopback::{Loopback, Reply};

fn client(server: &Loopback) -> Client {
    let builder = Client::builder().base_url(server.url()).allow_http();
    builder.build().unwrap()
}

#[tokio::test]
async fn each_member_is_a_part() {
    let server = Loopback::start([Reply::new("204 No Content", "")]);
    let photo = File::new(&b"\x89PNG\r\n--\xff"[..])
        .named("a \"b\".png")
        .of_type("image/png");
    let upload = Upload::new(photo)
        .meta("{}")
        .more([File::new("1"), File::new("2")])
        .tags(["x", "y"]);
    client(&server).photos().add_photo(&upload).await.unwrap();

    let request = server.only();
    assert_eq!(request.line(), "POST /photos HTTP/1.1");
    let boundary = request
        .header("content-type")
        .strip_prefix("multipart/form-data; boundary=");
    let boundary = boundary.unwrap().trim_matches('"').to_owned();
    let body = String::from_utf8_lossy(&request.body);
    let parts: Vec<_> = body.split(&format!("--{boundary}")).collect();
    assert_eq!(parts.len(), 1 + 6 + 1, "{body}");
    assert!(
        parts[1].contains("name=\"photo\"; filename=\"a %22b%22.png\""),
        "{}",
        parts[1]
    );
    assert!(
        parts[1]
            .to_lowercase()
            .contains("content-type: image/png\r\n"),
        "{}",
        parts[1]
    );
    let whole = b"\r\n\r\n\x89PNG\r\n--\xff\r\n--";
    assert!(
        request
            .body
            .windows(whole.len())
            .any(|window| window == whole),
        "{body}"
    );
    let meta = parts
        .iter()
        .find(|part| part.contains("name=\"meta\""))
        .unwrap();
    assert!(
        meta.to_lowercase()
            .contains("content-type: application/json; charset=utf-8"),
        "{meta}"
    );
    assert_eq!(
        parts
            .iter()
            .filter(|part| part.contains("name=\"tags\""))
            .count(),
        2
    );
    assert_eq!(parts[7], "--\r\n");
}
