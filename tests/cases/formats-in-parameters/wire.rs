//! Texts of a format over a socket: sent checked, read as they come.

use formats_in_parameters::events::{
    LastEventHeaders, ListEventsOutput as Output, ListEventsParams,
};
use formats_in_parameters::{Client, Error, rt};
use tests::loopback::{Loopback, Reply};

const ID: rt::Uuid = rt::Uuid::from_static("F81D4FAE-7dec-11d0-a765-00a0c91e6bf6");
const DAY: rt::Date = rt::Date::from_static("2024-02-29");
const SINCE: rt::DateTime = rt::DateTime::from_static("2021-01-01T00:00:00.000+01:00");

fn client(server: &Loopback) -> Client {
    let builder = Client::builder().base_url(server.url()).allow_http();
    builder.build().unwrap()
}

#[tokio::test]
async fn texts_are_sent_as_they_are_spelt() {
    let server = Loopback::start([
        Reply::json("200 OK", "[]"),
        Reply::new("204 No Content", ""),
    ]);
    let client = client(&server);
    let params = ListEventsParams::new(SINCE)
        .ids([ID])
        .x_callback(rt::Uri::from_static("https://example.com/a?b#c"));
    client
        .events()
        .list_events(&ID, &DAY, &params)
        .await
        .unwrap();
    client.events().move_event(&ID, &DAY, &SINCE).await.unwrap();
    let requests = server.requests();
    assert_eq!(
        requests[0].target(),
        "/events/F81D4FAE-7dec-11d0-a765-00a0c91e6bf6/2024-02-29?since=2021-01-01T00%3A00%3A00.000%2B01%3A00\
         &ids=F81D4FAE-7dec-11d0-a765-00a0c91e6bf6"
    );
    assert_eq!(
        requests[0].header("x-callback"),
        "https://example.com/a?b#c"
    );
    assert_eq!(requests[1].text(), "2021-01-01T00:00:00.000+01:00");
}

#[tokio::test]
async fn what_breaks_its_format_is_read_and_not_sent() {
    let head = "200 OK\r\ncontent-type: application/json\r\nlast-event: yesterday";
    let server = Loopback::start([
        Reply::new(head, r#"["aGVsbG8=", "Zg", "?"]"#),
        Reply::new("200 OK\r\ncontent-type: text/plain", "soon"),
    ]);
    let client = client(&server);
    let params = ListEventsParams::new(SINCE);
    let operation = formats_in_parameters::events::ListEvents {
        id: &ID,
        day: &DAY,
        params: &params,
    };
    let answer = client.send_full(&operation).await.unwrap();
    let odd = LastEventHeaders::of(&answer.headers)
        .last_event()
        .unwrap()
        .unwrap();
    assert_eq!(odd, "yesterday");
    let Output::Ok(seals) = answer.body else {
        panic!("{:?}", answer.body);
    };
    assert_eq!(rt::json::to_string(&seals), r#"["aGVsbG8=","Zg","?"]"#);
    assert_eq!(seals[1].to_bytes().unwrap(), b"f");
    let soon = client.send(&operation).await.unwrap();
    let Output::OkText(day) = soon else {
        panic!("{soon:?}");
    };
    assert_eq!(day, "soon");

    let error = client
        .events()
        .move_event(&ID, &day, &odd)
        .await
        .unwrap_err();
    let Error::InvalidRequest(refused) = error else {
        panic!("{error}");
    };
    let said: Vec<_> = refused.violations.iter().map(ToString::to_string).collect();
    assert_eq!(
        said,
        [
            "path/day: is not of format `date`, RFC 3339 section 5.6 (format)",
            "body: is not of format `date-time`, RFC 3339 section 5.6 (format)",
        ]
    );
    assert_eq!(server.requests().len(), 2);
}
