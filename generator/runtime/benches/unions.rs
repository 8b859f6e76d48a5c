//! Reading unions by their tag, against serde's internally tagged enum over the same structs.
//!
//! `cargo bench -p oas-runtime --bench unions`. A hundred events of four types, the tag first or last in each. "derive" is the
//! peer: closed, and what it does not know is lost.

#![allow(unreachable_pub, reason = "a program has no outside")]

use divan::{Bencher, black_box};
use oas_runtime as rt;

fn main() {
    divan::main();
}

macro_rules! events {
    ($($variant:ident $tag:literal),*) => {
        $(
            #[derive(Debug, Clone, PartialEq)]
            pub struct $variant {
                pub kind: String,
                pub id: String,
                pub account: String,
                pub amount: Option<i64>,
                pub tags: Option<Vec<String>>,
                pub unknown: rt::Members,
            }

            rt::record! {
                open $variant unknown,
                0 kind "kind" required,
                1 id "id" required,
                2 account "account" required,
                3 amount "amount" optional,
                4 tags "tags" optional,
            }
        )*

        mod derive {
            use serde::Deserialize;

            $(
                #[derive(Debug, Deserialize)]
                #[expect(dead_code, reason = "read only")]
                pub struct $variant {
                    pub id: String,
                    pub account: String,
                    pub amount: Option<i64>,
                    pub tags: Option<Vec<String>>,
                }
            )*

            #[derive(Debug, Deserialize)]
            #[serde(tag = "kind")]
            #[expect(dead_code, reason = "read only")]
            pub enum Event {
                $(#[serde(rename = $tag)] $variant($variant)),*
            }
        }
    };
}

events!(Created "payment.created", Settled "payment.settled", Failed "payment.failed", Refunded "payment.refunded");

#[derive(Debug, Clone, PartialEq)]
pub enum Event {
    Created(Created),
    Settled(Settled),
    Failed(Failed),
    Refunded(Refunded),
    Unknown(rt::Json),
}

rt::union! {
    Event Unknown by "kind",
    0 Created(Created) record tags ["payment.created"],
    1 Settled(Settled) record tags ["payment.settled"],
    2 Failed(Failed) record tags ["payment.failed"],
    3 Refunded(Refunded) record tags ["payment.refunded"],
}

fn events(tag_first: bool) -> String {
    let events: Vec<String> = (0..100)
        .map(|i| {
            let tag = ["created", "settled", "failed", "refunded"][i % 4];
            let tag = format!(r#""kind":"payment.{tag}""#);
            let rest = format!(
                r#""id":"evt_{i:020}","account":"acct_1032D82eZvKYlo2C","amount":{i}00,"tags":["a","longer tag","b"]"#
            );
            if tag_first {
                format!("{{{tag},{rest}}}")
            } else {
                format!("{{{rest},{tag}}}")
            }
        })
        .collect();
    format!("[{}]", events.join(","))
}

#[divan::bench(args = [true, false], sample_count = 200, sample_size = 20)]
fn table(bencher: Bencher<'_, '_>, tag_first: bool) {
    let text = events(tag_first);
    bencher.bench_local(|| rt::json::from_str::<Vec<Event>>(black_box(&text)).unwrap());
}

#[divan::bench(args = [true, false], sample_count = 200, sample_size = 20)]
fn derive(bencher: Bencher<'_, '_>, tag_first: bool) {
    let text = events(tag_first);
    bencher.bench_local(|| serde_json::from_str::<Vec<derive::Event>>(black_box(&text)).unwrap());
}
