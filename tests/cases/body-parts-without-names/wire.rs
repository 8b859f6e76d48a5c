//! Parts that have a place and no name, as they go over a socket.

use body_parts_without_names::Client;
use body_parts_without_names::models::{Call, SendReportRequest, SendReportRequestItem};
use body_parts_without_names::rt::File;
use tests::loopback::{Loopback, Reply};

/// The parts of the one request that came, without what separates them.
fn parts(server: &Loopback, media_type: &str) -> Vec<String> {
    let request = server.only();
    let kind = request.header("content-type");
    let boundary = kind.strip_prefix(&format!("{media_type}; boundary=")).unwrap();
    let body = request.text();
    let whole = body.strip_suffix(&format!("--{boundary}--\r\n")).unwrap();
    let start = format!("--{boundary}\r\n");
    let parts = whole.split(&start).skip(1);
    parts.map(|part| part.replace("\r\n", "|")).collect()
}

fn client(server: &Loopback) -> Client {
    let builder = Client::builder().base_url(server.url()).allow_http();
    builder.build().unwrap()
}

#[tokio::test]
async fn each_item_is_a_part() {
    let server = Loopback::start([Reply::new("204 No Content", "")]);
    let calls = [Call::new("/a"), Call::new("/b")];
    client(&server).batches().send_batch(&calls).await.unwrap();
    assert_eq!(
        parts(&server, "multipart/mixed"),
        [
            r#"Content-Type: application/vnd.example.call+json||{"path":"/a"}|"#,
            r#"Content-Type: application/vnd.example.call+json||{"path":"/b"}|"#,
        ]
    );
}

#[tokio::test]
async fn each_place_has_its_media_type() {
    let server = Loopback::start([Reply::new("204 No Content", "")]);
    let file = File::new("PNG").header("Content-Location", "a.png");
    let report = SendReportRequest::new([
        SendReportRequestItem::from(Call::new("/a")),
        SendReportRequestItem::from(file),
    ]);
    let report = report.unwrap();
    let client = client(&server);
    client.batches().send_report(&report).await.unwrap();
    assert_eq!(
        parts(&server, "multipart/related"),
        [
            r#"Content-Type: application/json||{"path":"/a"}|"#,
            "Content-Type: image/png|Content-Location: a.png||PNG|",
        ]
    );
}
