//! Which type an answer becomes, by its status and its media type.

use response_media_types::Client;
use response_media_types::reports::GetReportOutput as Output;
use tests::loopback::{Loopback, Reply};

async fn read(head: &str, body: &[u8]) -> Result<Output, String> {
    let server = Loopback::start([Reply::new(head, body)]);
    let client = Client::builder()
        .base_url(server.url())
        .allow_http()
        .build()
        .unwrap();
    let read = client.reports().get_report().await;
    read.map_err(|error| error.to_string())
}

#[tokio::test]
async fn each_media_type_is_a_variant() {
    let json = read(
        "200 OK\r\ncontent-type: Application/JSON; charset=utf-8",
        b"{\"lines\":2}",
    )
    .await;
    assert!(matches!(json, Ok(Output::Ok(report)) if report.lines == Some(2)));
    let totals = read(
        "200 OK\r\ncontent-type: application/vnd.example.totals+json",
        b"7",
    )
    .await;
    assert_eq!(totals, Ok(Output::OkExampleTotals(7)));
    let csv = read("200 OK\r\ncontent-type: text/csv", b"a,b\n").await;
    assert_eq!(csv, Ok(Output::OkCsv("a,b\n".into())));
    let tsv = read("200 OK\r\ncontent-type: text/tab-separated-values", b"a\tb\n").await;
    assert_eq!(tsv, Ok(Output::OkTabSeparatedValues("a\tb\n".into())));
    let pdf = read("200 OK\r\ncontent-type: application/pdf", b"%PDF\xff").await;
    assert!(matches!(pdf, Ok(Output::OkPdf(bytes)) if bytes[..] == b"%PDF\xff"[..]));
    assert_eq!(read("202 Accepted", b"").await, Ok(Output::Accepted));
}

#[tokio::test]
async fn an_answer_that_is_none_of_them_is_an_error_that_says_so() {
    let other = read("200 OK\r\ncontent-type: image/png", b"\x89PNG").await;
    assert!(
        other
            .as_ref()
            .is_err_and(|error| error.contains("image/png")),
        "{other:?}"
    );
}
