//! Moments and days from an answer as those of `chrono`, and back into a request.

use formats_as_chrono::Client;
use formats_as_chrono::log::ReadLogParams;
use formats_as_chrono::rt::{Date, DateTime};
use tests::loopback::{Loopback, Reply};

const ENTRY: &str = r#"{"at":"2021-01-01T00:00:00.250+01:00","day":"2024-02-29"}"#;

#[tokio::test]
async fn what_is_read_is_reckoned_with_and_sent() {
    let server = Loopback::start([Reply::json("200 OK", ENTRY), Reply::json("200 OK", ENTRY)]);
    let builder = Client::builder().base_url(server.url()).allow_http();
    let client = builder.build().unwrap();
    let first = ReadLogParams::new(DateTime::from_static("2020-01-01T00:00:00Z"));
    let entry = client.log().read_log(&first).await.unwrap();
    let moment = entry.at.to_chrono().unwrap();
    let day = entry.day.as_ref().unwrap().to_chrono().unwrap();
    assert_eq!(Date::from(day), "2024-02-29");
    // The moment keeps its offset.
    let next = ReadLogParams::new(DateTime::from(moment));
    client.log().read_log(&next).await.unwrap();
    assert_eq!(
        server.requests()[1].target(),
        "/log?since=2021-01-01T00%3A00%3A00.250%2B01%3A00"
    );
}
