//! Secrets that have parts are shown by nothing that holds them, whatever it is.

use secrets_with_parts::Client;
use secrets_with_parts::models::{Card, Key, Safe, SafeEither, SafeOne};
use secrets_with_parts::rt::{self, Hidden, json};
use secrets_with_parts::safes::{MoveSafe, OpenSafe};
use tests::loopback::{Loopback, Reply};

const SAFE: &str = r#"{"cards":[{"digits":"s3cr3t-card","year":271828}],"distinct":[{"digits":"s3cr3t-one"}],"spare":{"top":{"teeth":[271828]}},"lists":[[271828],null],"switches":[true],"choices":["s3cr3t-choice",271828],"either":{"digits":"s3cr3t-either"},"one":[271828],"locks":{"front":{"digits":"s3cr3t-front"}},"by_word":{"s3cr3t-word":1},"by_rule":{"s3cr3t-rule":1},"note":"shown","more":{"s3cr3t-name":"s3cr3t-more"}}"#;

#[track_caller]
fn clean(text: &str) {
    for secret in ["s3cr3t", "271828", "true"] {
        assert!(!text.contains(secret), "{secret}: {text}");
    }
}

#[test]
fn nothing_shows_them() {
    let safe: Safe = json::from_str(SAFE).unwrap();
    assert_eq!(json::to_string(&safe), SAFE);
    assert!(safe.is_valid());
    let shown = format!("{safe:?} {safe:#?}");
    clean(&shown);
    assert!(shown.contains("shown") && shown.contains(r#""top": [redacted]"#), "{shown}");
    assert!(shown.contains("Some([Some([redacted]), None])"), "{shown}");
    // What is asked for by name is there.
    let card = &safe.cards.unwrap()[0];
    assert_eq!(card.digits.as_str(), "s3cr3t-card");
    let Some(SafeOne::ArrayOfInteger(digits)) = safe.one else { panic!("{:?}", safe.one) };
    assert_eq!(digits, [271_828]);
}

#[test]
fn no_error_says_them() {
    let text = r#"{"cards":[{"digits":"s3c"}],"distinct":[{"digits":"s3cr3t"},{"digits":"s3cr3t"}],"lists":[[271828]],"choices":["s3"],"either":{"digits":"s3","year":271828},"one":true,"by_rule":{"s3":1},"more":{"s3cr3t-name":271828}}"#;
    let safe: Safe = json::from_str(text).unwrap();
    clean(&format!("{safe:?}"));
    let violations = safe.validate().unwrap_err();
    clean(&format!("{violations} {violations:?}"));
    let places: Vec<_> = violations.iter().map(|it| it.pointer.as_str()).collect();
    assert_eq!(places, ["/cards/0/digits", "/distinct", "/choices/0", "/either/digits", "/one", "/by_rule/*", "/more/*"]);
    let wrong = json::from_str::<Vec<Hidden<Key>>>(r#"[{"teeth":["s3cr3t"]}]"#).unwrap_err();
    clean(&format!("{wrong} {wrong:?}"));
}

#[test]
fn they_are_made_from_what_they_are() {
    let card = Card::new("12345".parse().unwrap());
    let safe = Safe::new().cards([card.clone().into()]).either(card.clone()).choices([]);
    assert!(matches!(&safe.either, Some(SafeEither::Card(own)) if *own == card));
    assert_eq!(safe.cards, Some(vec![Hidden(card)]));
}

#[tokio::test]
async fn bodies_are_hidden() {
    let card = Card::new(json::from_str("\"s3c\"").unwrap());
    let call = OpenSafe { body: Some(&card) };
    assert_eq!(format!("{call:?}"), "OpenSafe { body: [redacted] }");
    let words = [json::from_str("\"s3cr3t-s3cr3t\"").unwrap()];
    let call = MoveSafe { body: &words };
    assert_eq!(format!("{call:?}"), "MoveSafe { body: [redacted] }");
    let base = rt::BaseUrl::parse("https://a.example").unwrap();
    clean(&format!("{:?}", rt::request(&call, &base).unwrap_err()));

    let server = Loopback::start([Reply::new("400 Bad Request\r\ncontent-type: application/json", "[271828]")]);
    let client = Client::builder().base_url(&server.url()).allow_http().build().unwrap();
    let refused = client.safes().add_safe(&Safe::new()).await.unwrap_err();
    clean(&format!("{refused} {refused:?}"));
}
