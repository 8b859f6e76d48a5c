//! Each operation is sent with the token of its own scheme.

use security_several_tokens::{Client, ClientBuilder};
use tests::loopback::{Loopback, Reply};

fn builder(server: &Loopback) -> ClientBuilder {
    Client::builder().base_url(server.url()).allow_http()
}

fn fine() -> Reply {
    Reply::new("204 No Content", "")
}

#[tokio::test]
async fn each_scheme_has_its_token() {
    let server = Loopback::start([fine(), fine(), fine()]);
    let client = builder(&server).user_token("user").admin_token("admin").build().unwrap();
    client.doors().get_mine().await.unwrap();
    client.doors().get_all().await.unwrap();
    let client = client.with_token_of("adminToken", "other").unwrap();
    client.doors().get_all().await.unwrap();
    let sent: Vec<_> = server.requests().iter().map(|request| request.header("authorization").to_owned()).collect();
    assert_eq!(sent, ["Bearer user", "Bearer admin", "Bearer other"]);
    // One header has no room for two.
    let error = client.doors().get_both().await.unwrap_err().to_string();
    assert!(error.contains("`user_token` with `admin_token`"), "{error}");
}

#[tokio::test]
async fn one_token_goes_nowhere_else() {
    let server = Loopback::start([fine()]);
    let client = builder(&server).admin_token("admin").build().unwrap();
    assert!(client.doors().get_mine().await.is_err());
    assert!(client.doors().get_both().await.is_err());
    let client = builder(&server).bearer_token("both").build().unwrap();
    client.doors().get_both().await.unwrap();
    assert_eq!(server.only().header("authorization"), "Bearer both");
}
