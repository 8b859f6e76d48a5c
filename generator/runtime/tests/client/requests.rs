//! The bytes that go out, and the requests that must not.

use oas_runtime::{self as rt, BaseUrl, Error, In, QueryStyle, Rule, Style, http};

use crate::loopback::{Loopback, Reply};
use crate::sample::{Clear, Note, TOKEN, Take, Update, builder, update};

fn full() -> Note {
    Note {
        tags: Some(vec!["a b".to_owned(), "é&".to_owned()]),
        ..Note::titled("Acme")
    }
}

#[tokio::test]
async fn a_json_request() {
    let server = Loopback::start([Reply::json(
        "200 OK",
        r#"{"title":"a title too long to send","new":[1.50]}"#,
    )]);
    let client = builder(&server.url()).build().unwrap();
    let note = client
        .send(&Update {
            take: Some(Take::from_static(5)),
            ..update("n1", &full())
        })
        .await
        .unwrap();

    let request = server.only();
    assert_eq!(request.line(), "PATCH /api/v2/notes/n1?take=5 HTTP/1.1");
    assert_eq!(
        request.header("host"),
        server.url().trim_start_matches("http://")
    );
    assert_eq!(request.header("content-type"), "application/json");
    assert_eq!(request.header("accept"), "application/json");
    assert_eq!(request.header("authorization"), format!("Bearer {TOKEN}"));
    assert_eq!(request.header("user-agent"), "sample/1.2.3");
    assert_eq!(
        request.header("content-length"),
        request.body.len().to_string()
    );
    assert_eq!(request.text(), r#"{"title":"Acme","tags":["a b","é&"]}"#);
    assert_eq!(
        rt::json::to_string(&note),
        r#"{"title":"a title too long to send","new":[1.50]}"#
    );
}

#[tokio::test]
async fn nothing_set_is_an_empty_object() {
    let server = Loopback::start([Reply::json("200 OK", "{}")]);
    let client = builder(&server.url()).user_agent("mine/9").build().unwrap();
    client.send(&update("n1", &Note::default())).await.unwrap();
    assert_eq!(server.only().line(), "PATCH /api/v2/notes/n1 HTTP/1.1");
    assert_eq!(server.only().header("user-agent"), "mine/9");
    assert_eq!(server.only().text(), "{}");
}

#[tokio::test]
async fn a_form_request() {
    let server = Loopback::start([Reply::json("200 OK", "{}")]);
    let client = builder(&server.url()).build().unwrap();
    client
        .send(&Update {
            form: true,
            ..update("n1", &full())
        })
        .await
        .unwrap();
    assert_eq!(
        server.only().header("content-type"),
        "application/x-www-form-urlencoded"
    );
    assert_eq!(server.only().text(), "title=Acme&tags=a+b&tags=%C3%A9%26");
}

#[tokio::test]
async fn an_operation_without_body_and_security() {
    let server = Loopback::start([Reply::raw("HTTP/1.1 204 No Content\r\n\r\n")]);
    builder(&server.url())
        .build()
        .unwrap()
        .send(&Clear)
        .await
        .unwrap();
    let request = server.only();
    assert_eq!(request.line(), "DELETE /api/v2/notes HTTP/1.1");
    assert_eq!(
        (
            request.headers("authorization").len(),
            request.headers("content-type").len()
        ),
        (0, 0)
    );
    assert_eq!(request.body, b"");
}

#[tokio::test]
async fn an_id_is_one_segment_on_the_wire() {
    let ids = [
        "a/b",
        "a?b",
        "a%2Fb",
        "%2e%2e",
        "a b",
        "a\\b",
        "é",
        "a;b",
        "a#b",
        "...",
        "'",
        "|^`\"<>{}",
        "~a*",
    ];
    let server = Loopback::start(ids.map(|_| Reply::json("200 OK", "{}")));
    let client = builder(&server.url()).build().unwrap();
    for id in ids {
        client.send(&update(id, &Note::default())).await.unwrap();
    }
    let targets: Vec<_> = server
        .requests()
        .iter()
        .map(|request| request.target().to_owned())
        .collect();
    let segments = [
        "a%2Fb",
        "a%3Fb",
        "a%252Fb",
        "%252e%252e",
        "a%20b",
        "a%5Cb",
        "%C3%A9",
        "a%3Bb",
        "a%23b",
        "...",
        "%27",
        "%7C%5E%60%22%3C%3E%7B%7D",
        "~a%2A",
    ];
    assert_eq!(
        targets,
        segments.map(|segment| format!("/api/v2/notes/{segment}"))
    );
}

#[tokio::test]
async fn an_id_that_would_be_normalised_away_never_leaves() {
    let server = Loopback::start([]);
    let client = builder(&server.url()).build().unwrap();
    for id in [
        "",
        ".",
        "..",
        "a\0b",
        "a\r\nhost: evil",
        "\n",
        "\u{7f}",
        "\u{9d}",
    ] {
        let Err(Error::InvalidRequest(invalid)) = client.send(&update(id, &Note::default())).await
        else {
            panic!("{id:?} was sent");
        };
        let [violation] = &invalid.violations[..] else {
            panic!("{id:?}: {invalid}")
        };
        assert_eq!(
            (violation.at, violation.pointer.as_str(), violation.rule),
            (In::Path, "/id", Rule::Encodable)
        );
    }
    assert_eq!(server.connections(), 0);
}

#[tokio::test]
async fn every_violation_at_once_and_nothing_leaves() {
    let server = Loopback::start([]);
    let client = builder(&server.url()).build().unwrap();
    let mut body = Note::titled("too long");
    body.unknown.insert("extra", rt::Json::null());
    let take = rt::json::from_str("11").unwrap();
    let Err(Error::InvalidRequest(invalid)) = client
        .send(&Update {
            take: Some(take),
            ..update("..", &body)
        })
        .await
    else {
        panic!("it was sent");
    };
    let found: Vec<_> = invalid
        .violations
        .iter()
        .map(|v| (v.at, v.pointer.as_str(), v.rule))
        .collect();
    assert_eq!(
        found,
        [
            (In::Path, "/id", Rule::Encodable),
            (In::Query, "/take", Rule::Maximum),
            (In::Body, "/title", Rule::MaxLength),
            (In::Body, "/extra", Rule::UnknownMember),
        ]
    );
    let text = invalid.to_string();
    assert!(
        text.starts_with("the request was not sent, for 4 reasons:\n- path/id: "),
        "{text}"
    );
    assert_eq!(server.connections(), 0);
}

#[tokio::test]
async fn a_form_says_what_it_cannot_hold() {
    let server = Loopback::start([]);
    let client = builder(&server.url()).build().unwrap();
    let body = Note {
        tags: Some(vec![]),
        remark: rt::Field::Null,
        ..Note::default()
    };
    let Err(Error::InvalidRequest(invalid)) = client
        .send(&Update {
            form: true,
            ..update("n", &body)
        })
        .await
    else {
        panic!("it was sent");
    };
    let found: Vec<_> = invalid
        .violations
        .iter()
        .map(|v| (v.pointer.as_str(), v.rule))
        .collect();
    assert_eq!(found, [("/tags", Rule::Encodable), ("/remark", Rule::Null)]);
    assert_eq!(server.connections(), 0);
}

/// The same values without any client: what another HTTP library would be given.
#[test]
fn a_request_without_client() {
    let base = BaseUrl::parse("https://acme.example/api/v2").unwrap();
    let request = rt::request(
        &Update {
            take: Some(Take::from_static(1)),
            ..update("a/b", &full())
        },
        &base,
    )
    .unwrap();
    assert_eq!(request.method(), rt::http::Method::PATCH);
    assert_eq!(
        request.uri(),
        "https://acme.example/api/v2/notes/a%2Fb?take=1"
    );
    assert_eq!(request.headers().len(), 2);
    assert_eq!(request.body(), r#"{"title":"Acme","tags":["a b","é&"]}"#);
}

/// Headers in the order in which they are sent.
fn texts(headers: &http::HeaderMap) -> Vec<(&str, &str)> {
    let all = headers.iter();
    all.map(|(name, value)| (name.as_str(), value.to_str().unwrap()))
        .collect()
}

/// Every kind of parameter in one request, and one of each that can't be sent.
#[test]
fn parameters_of_every_kind() {
    static META: rt::Meta = rt::Meta {
        id: "all",
        method: "POST",
        path: "/x/{a}/{b}",
        accept: "",
        security: &[],
    };
    let base = BaseUrl::parse("https://acme.example").unwrap();
    let list = vec!["a".to_owned(), "b".to_owned()];
    let object: rt::Json = r#"{"R":1,"G":"x y"}"#.parse().unwrap();

    let mut request = rt::RequestEncoder::new(&META);
    request.path("b", "{a}");
    request.path("a", &list);
    request.query("q", &list);
    request.query("none", &None::<String>);
    request.query_with(
        QueryStyle {
            style: Style::DeepObject,
            ..QueryStyle::FORM
        },
        "o",
        &object,
    );
    request.query("j", &rt::JsonText(&object));
    request.header("X-List", &list);
    request.header_exploded("x-object", &object);
    request.header("Authorization", "Custom a");
    request.header("Accept", "not a parameter");
    request.header("x-none", &None::<String>);
    request.cookie("c", "1;2");
    request.cookie("d", &true);
    request.body(
        &[rt::Content::json("application/merge-patch+json")],
        &object,
    );
    let request = request.finish(&base).unwrap();
    let url = "https://acme.example/x/a,b/%7Ba%7D?q=a&q=b&o%5BR%5D=1&o%5BG%5D=x%20y&j=%7B%22R%22%3A1%2C%22G%22%3A%22x%20y%22%7D";
    assert_eq!(request.uri(), url);
    assert_eq!(
        texts(request.headers()),
        [
            ("x-list", "a,b"),
            ("x-object", "R=1,G=x y"),
            ("authorization", "Custom a"),
            ("content-type", "application/merge-patch+json"),
            ("cookie", "c=1%3B2; d=true"),
        ]
    );
    assert_eq!(request.body(), r#"{"R":1,"G":"x y"}"#);

    let mut request = rt::RequestEncoder::new(&META);
    request.path("a", "..");
    request.path("c", "x");
    request.query("q", &rt::Json::null());
    request.header("x", "a\nb");
    request.header("x y", "a");
    request.cookie("c", &rt::Json::null());
    request.bytes("text/\n", "x");
    let found: Vec<_> = request
        .finish(&base)
        .unwrap_err()
        .violations
        .into_iter()
        .map(|v| (v.at, v.pointer))
        .collect();
    assert_eq!(
        found,
        [
            (In::Path, "/a".to_owned()),
            (In::Path, "/c".to_owned()),
            (In::Query, "/q".to_owned()),
            (In::Header, "/x".to_owned()),
            (In::Header, "/x y".to_owned()),
            (In::Cookie, "/c".to_owned()),
            (In::Body, String::new()),
            // `{b}` was given no value.
            (In::Path, String::new()),
        ]
    );
}
