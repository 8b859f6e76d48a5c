//! Secrets are in the bytes that are sent, and in no text that anything shows.

use secrets_everywhere::logins::{OpenVault, SignIn, SignInParams};
use secrets_everywhere::models::{Level, Login, LoginPin, Shade};
use secrets_everywhere::rt::{self, BaseUrl, Operation, Secret, json};
use secrets_everywhere::{Client, Error};
use tests::loopback::{Loopback, Reply, closed_port};

/// What no text may show, each in another place.
const SECRETS: [&str; 15] = [
    "s3cr3t-ticket",
    "s3cr3t-token",
    "s3cr3t-code",
    "s3cr3t-key",
    "s3cr3t-ruled",
    "s3cr3t-session",
    "s3cr3t-password",
    "s3cr3t-old",
    "s3cr3t-map",
    "s3cr3t-answer",
    "s3cr3t-either",
    "s3cr3t-card",
    "s3cr3t-word",
    "s3cr3t-cards",
    "s3cr3t-name",
];

#[track_caller]
fn clean(row: &str, text: &str) {
    assert!(!text.contains("s3cr3t"), "{row}: {text}");
    assert!(!text.contains("271828"), "{row}: {text}");
    assert!(!text.contains("31.4159"), "{row}: {text}");
    assert!(!text.contains("High"), "{row}: {text}");
}

#[track_caller]
fn clean_error(row: &str, error: &dyn std::error::Error) {
    let mut next = Some(error);
    while let Some(error) = next {
        clean(row, &format!("{error} {error:?} {error:#?}"));
        next = error.source();
    }
}

fn login() -> Login {
    let text = r#"{"password":"s3cr3t-password","old":["s3cr3t-old"],"keys":{"k":"s3cr3t-map"},"pin":271828,"amount":31.4159,
        "level":"high","answers":["s3cr3t-answer"],"either":"s3cr3t-either","plain":"shown",
        "shades":["Highest"],"grade":271828,"fixed":"Highest",
        "card":{"number":"s3cr3t-card","year":271828},"answer":"s3cr3t-word","cards":[{"number":"s3cr3t-cards"}],"by_word":{"s3cr3t-name":"n"}}"#;
    json::from_str(text).unwrap()
}

fn params() -> SignInParams {
    SignInParams::new()
        .token("s3cr3t-token")
        .codes(["s3cr3t-code".into()])
        .x_key("s3cr3t-key")
        .x_ruled("s3cr3t-ruled".parse().unwrap())
        .x_pin(LoginPin::from_static(271_828))
        .shade(Shade::Highest)
        .session("s3cr3t-session")
        .amount(31.4159)
        .answers(["s3cr3t-answer"])
        .level(Level::High)
        .page(7)
}

fn client(url: &str) -> Client {
    Client::builder()
        .base_url(url)
        .allow_http()
        .build()
        .unwrap()
}

#[tokio::test]
async fn what_is_sent_has_them() {
    let server = Loopback::start([Reply::new(
        "200 OK\r\ncontent-type: text/plain",
        "s3cr3t-answered",
    )]);
    let ticket = Secret::from("s3cr3t-ticket");
    let answer = client(&server.url())
        .logins()
        .sign_in(&ticket, &params(), &login())
        .await
        .unwrap();
    clean("the answer", &format!("{answer:?}"));
    assert_eq!(answer.expose(), "s3cr3t-answered");
    let request = server.only();
    let sent = format!(
        "{} {} {} {} {}",
        request.target(),
        request.header("x-key"),
        request.header("x-ruled"),
        request.header("cookie"),
        request.text()
    );
    for secret in SECRETS {
        assert!(sent.contains(secret), "{secret}: {sent}");
    }
    assert!(
        sent.contains("271828") && sent.contains("31.4159"),
        "{sent}"
    );
}

#[test]
fn what_is_shown_has_none() {
    let (login, params, ticket) = (login(), params(), Secret::from("s3cr3t-ticket"));
    clean("a body", &format!("{login:?} {login:#?}"));
    assert!(format!("{login:?}").contains("shown"));
    clean("parameters", &format!("{params:?} {params:#?}"));
    let call = SignIn {
        ticket: &ticket,
        params: &params,
        body: &login,
    };
    clean("a call", &format!("{call:?}"));
    assert!(
        format!("{params:?}").ends_with("answers: [redacted], level: [redacted], page: Some(7) }")
    );
    let vault = format!(
        "{:?}",
        OpenVault {
            pin: 271_828,
            shelf: 3
        }
    );
    assert_eq!(vault, "OpenVault { pin: [redacted], shelf: 3 }");
    let base = BaseUrl::parse("https://a.example").unwrap();
    let request = rt::request(&call, &base).unwrap();
    // Its address and its body are what is sent, and are the caller's to show.
    clean(
        "the headers of a request",
        &format!("{:?}", request.headers()),
    );
}

#[tokio::test]
async fn errors_have_none() {
    let ticket = Secret::from("s3cr3t-ticket");
    let refused = client(&closed_port())
        .logins()
        .sign_in(&ticket, &params(), &login())
        .await
        .unwrap_err();
    assert!(matches!(refused, Error::Transport(_)), "{refused:?}");
    clean_error("no server", &refused);

    let server = Loopback::start([Reply::new("500 Oops", "")]);
    let failed = client(&server.url())
        .logins()
        .sign_in(&ticket, &params(), &login())
        .await
        .unwrap_err();
    clean_error("a failure", &failed);

    let server = Loopback::start([Reply::new(
        "400 Bad Request\r\ncontent-type: application/json",
        r#"{"password":"s3cr3t-password"}"#,
    )]);
    let echoed = client(&server.url())
        .logins()
        .sign_in(&ticket, &params(), &login())
        .await
        .unwrap_err();
    clean_error("what was sent", &echoed);

    let mut broken = login();
    broken.pin = Some(json::from_str::<LoginPin>("2718281828").unwrap());
    broken.level = Some(json::from_str::<Level>(r#""s3cr3t-level""#).unwrap());
    broken.shades = json::from_str(r#"["s3cr3t-shade"]"#).unwrap();
    broken.grade = Some(json::from_str(r#""s3cr3t-grade""#).unwrap());
    broken.fixed = Some(json::from_str(r#""s3cr3t-fixed""#).unwrap());
    broken.keys = json::from_str(r#"{"k":"s3cr3t"}"#).unwrap();
    broken.card = Some(json::from_str(r#"{"number":"s3c","year":-271828}"#).unwrap());
    broken.answer = Some(json::from_str("-271828").unwrap());
    broken.by_word = Some(json::from_str(r#"{"s3":"n","s3cr3t-number":1}"#).unwrap());
    let mut wrong = params().amount(f64::NAN);
    wrong.x_ruled = Some(json::from_str(&format!("{:?}", "s3cr3t-ruled".repeat(9))).unwrap());
    let server = Loopback::start([]);
    let invalid = client(&server.url())
        .logins()
        .sign_in(&ticket, &wrong, &broken)
        .await
        .unwrap_err();
    clean_error("what breaks a rule", &invalid);
    let Error::InvalidRequest(invalid) = invalid else {
        panic!("{invalid:?}")
    };
    let places: Vec<_> = invalid
        .violations
        .iter()
        .map(|it| it.pointer.as_str())
        .collect();
    assert_eq!(
        places,
        [
            "/X-Ruled",
            "/amount",
            "/keys/k",
            "/pin",
            "/level",
            "/shades/0",
            "/grade",
            "/fixed",
            "/card/number",
            "/card/year",
            "/answer",
            "/by_word/*",
            "/by_word/*"
        ]
    );
    let said: Vec<_> = invalid
        .violations
        .iter()
        .rev()
        .skip(2)
        .map(|it| it.message.as_str())
        .collect();
    assert_eq!(
        said[..2],
        [
            "a secret that must be at least 2000",
            "a secret that must be at least 2000"
        ]
    );
}

#[test]
fn parameters_are_checked_without_a_call() {
    let wrong = params().amount(f64::NAN).page(8);
    let violations = wrong.validate().unwrap_err();
    clean(
        "a set of parameters",
        &format!("{violations} {violations:?}"),
    );
    assert_eq!(violations[0].pointer, "/amount");
    let ticket = Secret::from("");
    let (params, body) = (&wrong, &login());
    let call = SignIn {
        ticket: &ticket,
        params,
        body,
    };
    let places: Vec<_> = call
        .validate()
        .unwrap_err()
        .iter()
        .map(|it| (it.at, it.pointer.clone()))
        .collect();
    assert_eq!(
        places,
        [
            (rt::In::Path, "/ticket".to_owned()),
            (rt::In::Query, "/amount".to_owned())
        ]
    );
    assert!(params.clone().amount(1.0).is_valid());
}

#[test]
fn what_refuses_a_value_does_not_say_it() {
    clean_error("an integer", &LoginPin::new(2_718_281_828).unwrap_err());
    let error = "s3cr3t-shade".parse::<Shade>().unwrap_err();
    assert_eq!(error.found(), "[redacted]");
    // What is allowed stands in the description.
    let text = format!("{error} {error:?}");
    assert!(!text.contains("s3cr3t"), "{text}");
}
