//! Unions, typed further members and maps over a real socket: what a server sends comes back to it as it was.

use oas_runtime::{self as rt, Error, Json, Map, Operation, Rule};

use crate::loopback::{Loopback, Reply};
use crate::sample::builder;

#[derive(Debug, Clone, PartialEq)]
pub struct Card {
    pub kind: String,
    pub digits: i64,
    pub limit: Option<f64>,
    pub additional: Map<i64>,
}

rt::record! {
    typed Card additional,
    0 kind "kind" required,
    1 digits "digits" required,
    2 limit "limit" optional,
}

#[derive(Debug, Clone, PartialEq)]
pub struct Bill {
    pub kind: Option<String>,
    pub due: Option<i64>,
    pub unknown: rt::Members,
}

rt::record! {
    open Bill default unknown,
    0 kind "kind" optional,
    1 due "due" optional,
}

#[derive(Clone, PartialEq)]
#[non_exhaustive]
pub enum Method {
    Card(Card),
    Bill(Box<Bill>),
    Unknown(Json),
}

rt::union! {
    Method Unknown by "kind",
    0 Card(Card) record tags ["card"],
    1 Bill(Bill) record tags ["bill"],
}

/// `PUT /methods`
struct Replace<'a> {
    body: &'a Map<Method>,
}

impl Operation for Replace<'_> {
    type Output = Map<Method>;
    type Error = ();

    fn meta(&self) -> &'static rt::Meta {
        static META: rt::Meta = rt::Meta {
            id: "replaceMethods",
            method: "PUT",
            path: "/methods",
            accept: "application/json",
            security: &[],
        };
        &META
    }

    fn encode(&self, request: &mut rt::RequestEncoder) {
        request.json(self.body);
    }

    fn decode(response: &rt::Response) -> Result<Self::Output, rt::Failure<()>> {
        match response.status().as_u16() {
            200 => response.json(),
            _ => response.error(()),
        }
    }
}

const SENT: &str = r#"{"b":{"kind":"bill","due":9223372036854775808,"later":[1.50]},"a":{"kind":"card","digits":1234,"limit":0.1000000000000000055511151231257827021181583404541015625,"left":3,"right":4}}"#;

#[tokio::test]
async fn what_came_is_sent_as_it_was() {
    let server = Loopback::start([Reply::json("200 OK", SENT), Reply::json("200 OK", "{}")]);
    let client = builder(&server.url()).build().unwrap();
    let methods = client.send(&Replace { body: &Map::new() }).await.unwrap();
    assert!(
        matches!(&methods["a"], Method::Card(card) if card.additional["right"] == 4 && card.limit == Some(0.1))
    );
    assert!(matches!(&methods["b"], Method::Bill(bill) if bill.due.is_none()));
    client.send(&Replace { body: &methods }).await.unwrap();
    let [first, second] = &server.requests()[..] else {
        panic!("two requests are sent");
    };
    assert_eq!((first.text(), second.text()), ("{}", SENT));
}

#[tokio::test]
async fn what_is_of_no_type_is_read_and_not_sent() {
    let text = r#"{"a":{"kind":"cash"},"b":null,"c":{"kind":"card","digits":1,"left":"x"}}"#;
    let server = Loopback::start([Reply::json("200 OK", text)]);
    let client = builder(&server.url()).build().unwrap();
    let methods = client.send(&Replace { body: &Map::new() }).await.unwrap();
    let Err(Error::InvalidRequest(invalid)) = client.send(&Replace { body: &methods }).await else {
        panic!("nothing is sent");
    };
    let all: Vec<_> = invalid
        .violations
        .iter()
        .map(|v| (v.pointer.as_str(), v.rule))
        .collect();
    assert_eq!(
        all,
        [
            ("/a", Rule::OneOf),
            ("/c/left", Rule::Type),
            ("/b", Rule::Type)
        ]
    );
    assert_eq!(server.requests().len(), 1);
}
