//! Parts as they go over a socket: in styles, with the names that files have, several of one name.

use body_multipart_styles::Client;
use body_multipart_styles::models::{
    AddReportRequest, AddReportRequestMeta as Meta, AddReportRequestMetaOwner as Owner,
    AddReportRequestNotesItem as Note,
};
use body_multipart_styles::rt::{Error, File};
use tests::loopback::{Loopback, Reply};

async fn sent(body: &AddReportRequest) -> Vec<String> {
    let server = Loopback::start([Reply::new("204 No Content", "")]);
    let builder = Client::builder().base_url(server.url()).allow_http();
    let client = builder.build().unwrap();
    client.reports().add_report(body).await.unwrap();
    let request = server.only();
    let media_type = request.header("content-type").to_owned();
    let boundary = media_type.split_once("boundary=").unwrap().1.to_owned();
    let body = String::from_utf8(request.body.clone()).unwrap();
    let boundary = format!("--{boundary}");
    let parts = body.split(&boundary);
    parts.map(|part| part.trim_start().to_owned()).collect()
}

#[tokio::test]
async fn each_pair_of_a_style_is_a_part() {
    let file = File::new("1")
        .named("Größe \"a\"\\\r\n.txt")
        .header("X-Digest", "abc");
    let owner = Owner::new().name("Ada & Söhne");
    let body = AddReportRequest::new(file)
        .pages([File::new("p1"), File::new("p2").named("2.png")])
        .meta(Meta::new().owner(owner))
        .labels(["a b".to_owned(), "c".to_owned()])
        .plain([("k".to_owned(), 1)])
        .notes([Note::new().text("x"), Note::new()]);
    let form = |name: &str| format!("Content-Disposition: form-data; name=\"{name}\"");
    let expected = [
        String::new(),
        format!(
            "{}; filename=\"Größe %22a%22\\%0D%0A.txt\"\r\nContent-Type: application/octet-stream\r\nX-Digest: abc\r\n\r\n1\r\n",
            form("file")
        ),
        format!(
            "{}; filename=\"pages\"\r\nContent-Type: image/png\r\n\r\np1\r\n",
            form("pages")
        ),
        format!(
            "{}; filename=\"2.png\"\r\nContent-Type: image/png\r\n\r\np2\r\n",
            form("pages")
        ),
        format!("{}\r\n\r\nAda & Söhne\r\n", form("meta[owner][name]")),
        format!("{}\r\n\r\na b,c\r\n", form("labels")),
        format!(
            "{}\r\nContent-Type: application/json\r\n\r\n{{\"k\":1}}\r\n",
            form("plain")
        ),
        format!(
            "{}\r\nContent-Type: application/json\r\n\r\n{{\"text\":\"x\"}}\r\n",
            form("notes")
        ),
        format!(
            "{}\r\nContent-Type: application/json\r\n\r\n{{}}\r\n",
            form("notes")
        ),
        "--\r\n".to_owned(),
    ];
    assert_eq!(sent(&body).await, expected);
}

#[tokio::test]
async fn what_is_left_out_is_no_part() {
    let parts = sent(&AddReportRequest::new(File::new(""))).await;
    assert_eq!(parts.len(), 3, "{parts:?}");
    assert!(
        parts[1].ends_with("application/octet-stream\r\n\r\n\r\n"),
        "{parts:?}"
    );
}

#[tokio::test]
async fn an_item_with_a_comma_is_not_joined_by_commas() {
    let server = Loopback::answering(|_| Reply::new("204 No Content", ""));
    let builder = Client::builder().base_url(server.url()).allow_http();
    let client = builder.build().unwrap();
    let body = AddReportRequest::new(File::new("")).labels(["a,b".to_owned()]);
    let Err(Error::InvalidRequest(invalid)) = client.reports().add_report(&body).await else {
        panic!("it was sent")
    };
    assert_eq!(invalid.violations[0].pointer, "/labels");
    assert!(server.requests().is_empty());
}
