//! An answer, changed and sent back: what the server alone may set is left out, what nobody describes is kept.

use read_modify_write::models::AccountRequest;
use read_modify_write::{Client, rt};
use tests::loopback::{Loopback, Reply};

const STORED: &str = r#"{"id":"a1","name":"Acme","plan":{"seats":3},"address":{"verified":true,"street":"1 Main St","floor":2}}"#;

#[tokio::test]
async fn an_answer_is_changed_and_sent_back() {
    let server = Loopback::start([
        Reply::json("200 OK", STORED),
        Reply::new("204 No Content", ""),
    ]);
    let builder = Client::builder().base_url(server.url()).allow_http();
    let client = builder.build().unwrap();
    let read = client.accounts().read("a1").await.unwrap();
    let mut account: AccountRequest = rt::to_request(&read).unwrap();
    account.name = "Acme Ltd".to_owned();
    client.accounts().replace("a1", &account).await.unwrap();
    assert_eq!(
        server.requests()[1].text(),
        r#"{"name":"Acme Ltd","address":{"street":"1 Main St","floor":2},"plan":{"seats":3}}"#
    );
}
