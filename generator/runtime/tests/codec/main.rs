//! The codec seen from outside: hand-written records as generated code has them.
#![allow(missing_docs, reason = "a test program")]

mod bridge;
mod constraints;
mod digits;
mod errors;
mod free;
mod hostile;
mod kept_secrets;
mod lossless;
mod maps;
mod names;
mod objects;
mod one_way;
mod sample;
mod scalars;
mod secrets;
mod unions;
mod whole;
mod wide;

use oas_runtime::{Checker, In, Peek, ReadError, Rule, Value, json};

/// Reads and writes back.
#[track_caller]
fn round<T: Value + Peek>(text: &str) -> String {
    json::to_string(&read::<T>(text))
}

#[track_caller]
fn read<T: Value>(text: &str) -> T {
    match json::from_str(text) {
        Ok(value) => value,
        Err(error) => panic!("{text}: {error}"),
    }
}

/// Reads and writes back the same text, whose value breaks these rules and no others.
#[track_caller]
fn comes_back_and_breaks<T: Value>(text: &str, expected: &[(&str, Rule)]) {
    let value = read::<T>(text);
    assert_eq!(json::to_string(&value), text);
    let mut checker = Checker::new(In::Body);
    value.check(&mut checker);
    let found = checker.finish();
    let found: Vec<_> = found
        .iter()
        .map(|it| (it.pointer.as_str(), it.rule))
        .collect();
    assert_eq!(found, expected, "{text}");
    assert_eq!(value.keeps_rules(), expected.is_empty());
}

#[track_caller]
fn fail<T: Value>(text: &str) -> ReadError {
    match json::from_str::<T>(text) {
        Ok(_) => panic!("{text} was read"),
        Err(error) => error,
    }
}
