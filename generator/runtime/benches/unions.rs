//! Reading unions by their tag, against serde's internally tagged enum over the same structs.
//!
//! `cargo bench -p oas-runtime --bench unions`. A hundred events of four types, the tag first or last in each. "derive" is the
//! peer: closed, and what it does not know is lost.

#![allow(unreachable_pub, reason = "a program has no outside")]

use divan::{Bencher, black_box};

fn main() {
    divan::main();
}

/// The same struct with the derive and the further fields of each side.
macro_rules! event {
    ($name:ident ($($derive:ident),*) $($more:tt)*) => {
        #[derive($($derive),*)]
        #[allow(dead_code, reason = "read only")]
        pub struct $name {
            pub id: String,
            pub account: String,
            pub amount: Option<i64>,
            pub tags: Option<Vec<String>>,
            $($more)*
        }
    };
}

mod tables {
    use oas_runtime as rt;

    macro_rules! records {
        ($($name:ident)*) => {$(
            event!($name (Debug, Clone, PartialEq) pub kind: String, pub unknown: rt::Members,);

            rt::record! {
                open $name unknown,
                0 kind "kind" required,
                1 id "id" required,
                2 account "account" required,
                3 amount "amount" optional,
                4 tags "tags" optional,
            }
        )*};
    }

    records!(Created Settled Failed Refunded);

    #[derive(Clone, PartialEq)]
    #[allow(dead_code, reason = "read only")]
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
}

mod derived {
    use serde::Deserialize;

    event!(Created(Debug, Deserialize));
    event!(Settled(Debug, Deserialize));
    event!(Failed(Debug, Deserialize));
    event!(Refunded(Debug, Deserialize));

    #[derive(Debug, Deserialize)]
    #[serde(tag = "kind")]
    #[allow(dead_code, reason = "read only")]
    pub enum Event {
        #[serde(rename = "payment.created")]
        Created(Created),
        #[serde(rename = "payment.settled")]
        Settled(Settled),
        #[serde(rename = "payment.failed")]
        Failed(Failed),
        #[serde(rename = "payment.refunded")]
        Refunded(Refunded),
    }
}

fn events(tag_first: bool) -> String {
    let events: Vec<String> = (0..100)
        .map(|i| {
            let tag = ["created", "settled", "failed", "refunded"][i % 4];
            let tag = format!(r#""kind":"payment.{tag}""#);
            let rest = format!(
                r#""id":"evt_{i:020}","account":"acct_1032D82eZvKYlo2C","amount":1{i:02}00,"tags":["a","longer tag","b"]"#
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
    bencher.bench_local(|| {
        oas_runtime::json::from_str::<Vec<tables::Event>>(black_box(&text)).unwrap()
    });
}

#[divan::bench(args = [true, false], sample_count = 200, sample_size = 20)]
fn derive(bencher: Bencher<'_, '_>, tag_first: bool) {
    let text = events(tag_first);
    bencher.bench_local(|| serde_json::from_str::<Vec<derived::Event>>(black_box(&text)).unwrap());
}
