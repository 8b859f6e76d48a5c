//! What reserved characters become in a path and in cookies, as it goes over a socket.

use reserved_characters::Client;
use reserved_characters::files::GetFileParams;
use reserved_characters::rt::Error;
use tests::loopback::{Loopback, Reply};

fn client(server: &Loopback) -> Client {
    let builder = Client::builder().base_url(server.url()).allow_http();
    builder.build().unwrap()
}

#[tokio::test]
async fn they_stay_but_those_that_end_something() {
    let server = Loopback::start([Reply::new("204 No Content", "")]);
    let params = GetFileParams::new("c2Vj/cmV0==")
        .seen([1, 2])
        .last_at(["a", "b%2C"])
        .token("a/b=;")
        .plain("a/b=;");
    let parts = ["x,y".to_owned(), "z/ü".to_owned()];
    let client = client(&server);
    let files = client.files();
    let place = "a:b@c/d?e#f+g&h%2F%";
    files.get_file(place, &parts, "p;q", &params).await.unwrap();

    let request = server.only();
    assert_eq!(
        request.target(),
        "/files/a:b@c%2Fd%3Fe%23f+g&h%2F%25/.x,y.z%2F%C3%BC/;pair=p%3Bq"
    );
    assert_eq!(
        request.header("cookie"),
        "session=c2Vj/cmV0==; seen=1; seen=2; last$at=a,b%2C; token=a/b=%3B; plain=a%2Fb%3D%3B"
    );
}

#[tokio::test]
async fn what_a_cookie_cannot_carry_is_not_sent() {
    let server = Loopback::answering(|_| Reply::new("204 No Content", ""));
    let client = client(&server);
    for session in ["a;b", "a b", "ü", "a\r\nx: y"] {
        let params = GetFileParams::new(session);
        let sent = client.files().get_file("a", &[], "b", &params).await;
        let Err(Error::InvalidRequest(invalid)) = sent else {
            panic!("{session:?} was sent")
        };
        let places: Vec<_> = invalid.violations.iter().map(|it| &*it.pointer).collect();
        assert_eq!(places, ["/parts", "/session"], "{session:?}");
    }
    assert!(server.requests().is_empty());
}
