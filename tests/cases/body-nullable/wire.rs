//! Null is a body; a body that is left out is none.

use body_nullable::Client;
use body_nullable::models::SetMoodRequest;
use tests::loopback::{Loopback, Reply};

#[tokio::test]
async fn null_is_sent_and_nothing_is_not() {
    let server = Loopback::answering(|_| Reply::new("204 No Content", ""));
    let builder = Client::builder().base_url(server.url()).allow_http();
    let client = builder.build().unwrap();
    client.moods().set_mood(&None).await.unwrap();
    let calm = Some(SetMoodRequest::new().word("calm"));
    client.moods().set_mood(&calm).await.unwrap();
    client.moods().add_mood(None).await.unwrap();
    client.moods().add_mood(Some("glad")).await.unwrap();

    let requests = server.requests();
    let sent: Vec<_> = requests.iter().map(|request| request.text()).collect();
    assert_eq!(sent, ["null", r#"{"word":"calm"}"#, "", "\"glad\""]);
    assert_eq!(requests[0].header("content-type"), "application/json");
    assert!(requests[2].headers("content-type").is_empty());
}
