//! Objects that are not as their conditions say: refused before they are sent, and read as they came.

use conditional::models::{Labels, Odd, Order, Word};
use conditional::rt::{Error, Map, Rule};
use conditional::{Client, rt};
use tests::loopback::{Loopback, Reply};

/// What a server has stored before the rules were there.
const STORED: &str = r#"{"country":"US","zip":"1234","card":"x","note":"","parts":[{"country":"DE","zip":"12345678901"}]}"#;

fn said(order: &Order) -> Vec<String> {
    let violations = order.validate().err();
    let violations = violations.iter().flat_map(|all| all.iter());
    violations.map(ToString::to_string).collect()
}

#[test]
fn what_holds_depends_on_what_is_there() {
    assert!(Order::new("US").zip("12345").is_valid());
    assert!(Order::new("DE").is_valid());
    assert_eq!(
        said(&Order::new("US")),
        ["body: is as `if` says, and not as `then` does: `required` at /zip is broken (then)"]
    );
    assert_eq!(
        said(&Order::new("US").zip("x")),
        ["body: is as `if` says, and not as `then` does: `pattern` at /zip is broken (then)"]
    );
    assert!(Order::new("DE").card("x").total(1.0).is_valid());
    assert_eq!(
        said(&Order::new("DE").card("x").total(0.5)),
        [
            "body: has a member of `dependentSchemas`, and is not as that says beside it: `minimum` at /total is broken \
             (dependentSchemas)"
        ]
    );
}

#[test]
fn values_of_other_kinds_have_conditions_too() {
    assert!(Odd::new(3).is_ok());
    assert_eq!(Odd::new(4).unwrap_err().rule(), Rule::Not);
    assert!(Word::new("a").is_ok() && Word::new("word").is_ok());
    assert_eq!(Word::new("to").unwrap_err().rule(), Rule::Not);
    let labels = |names: &[&str]| {
        let entries = names.iter().map(|name| ((*name).to_owned(), String::new()));
        Labels::of(entries.collect::<Map<_>>())
    };
    assert!(labels(&["a", "b", "longer"]).is_ok());
    assert_eq!(labels(&["kind", "b", "c"]).unwrap_err().rule(), Rule::Then);
    assert_eq!(labels(&["kind", "longer"]).unwrap_err().rule(), Rule::Then);
}

#[tokio::test]
async fn what_was_read_is_refused_before_it_is_sent_back() {
    let server = Loopback::start([Reply::json("200 OK", STORED)]);
    let builder = Client::builder().base_url(server.url()).allow_http();
    let client = builder.build().unwrap();
    let order = Order::new("FR");
    let read = client.api().create_order(&order).await.unwrap();
    assert_eq!(rt::json::to_string(&read), STORED);
    let Err(Error::InvalidRequest(invalid)) = client.api().create_order(&read).await else {
        panic!("it is sent");
    };
    let places = invalid.violations.iter();
    let places: Vec<_> = places.map(|it| (&*it.pointer, it.rule)).collect();
    assert_eq!(
        places,
        [
            ("", Rule::Then),
            ("", Rule::DependentSchemas),
            ("", Rule::Not),
            ("/parts/0", Rule::Else),
        ]
    );
    assert_eq!(server.requests().len(), 1);
}
