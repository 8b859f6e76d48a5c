//! Null is a body; a body that is left out is none.

use body_nullable::Client;
use body_nullable::models::SetMoodRequest;
use body_nullable::rt::Field;
use tests::loopback::{Loopback, Reply};

#[tokio::test]
async fn null_is_sent_and_nothing_is_not() {
    let server = Loopback::answering(|_| Reply::new("204 No Content", ""));
    let builder = Client::builder().base_url(server.url()).allow_http();
    let client = builder.build().unwrap();
    client.moods().set_mood(None).await.unwrap();
    let calm = SetMoodRequest::new().word("calm");
    client.moods().set_mood(Some(&calm)).await.unwrap();
    client.moods().add_mood(None).await.unwrap();
    client.moods().add_mood(Some("glad")).await.unwrap();
    client.moods().drop_mood(None).await.unwrap();
    client.moods().drop_mood(Some(true)).await.unwrap();

    let requests = server.requests();
    let sent: Vec<_> = requests.iter().map(|request| request.text()).collect();
    assert_eq!(
        sent,
        ["null", r#"{"word":"calm"}"#, "", "\"glad\"", "null", "true"]
    );
    assert_eq!(requests[0].header("content-type"), "application/json");
    assert!(requests[2].headers("content-type").is_empty());
}

#[tokio::test]
async fn what_may_be_left_out_and_may_be_null_says_which() {
    let server = Loopback::answering(|_| Reply::new("204 No Content", ""));
    let builder = Client::builder().base_url(server.url()).allow_http();
    let client = builder.build().unwrap();
    let moods = client.moods();
    moods.change_mood(Field::Absent).await.unwrap();
    moods.change_mood(Field::Null).await.unwrap();
    let words = ["calm".to_owned()];
    moods.change_mood(Field::Value(&words)).await.unwrap();

    let requests = server.requests();
    let sent: Vec<_> = requests.iter().map(|request| request.text()).collect();
    assert_eq!(sent, ["", "null", r#"["calm"]"#]);
    assert!(requests[0].headers("content-type").is_empty());
    assert_eq!(requests[1].header("content-type"), "application/json");
}
