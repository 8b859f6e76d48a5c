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

use oas_runtime::{Peek, ReadError, Value, json};

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

#[track_caller]
fn fail<T: Value>(text: &str) -> ReadError {
    match json::from_str::<T>(text) {
        Ok(_) => panic!("{text} was read"),
        Err(error) => error,
    }
}
