//! The client against a real HTTP/1.1 server on loopback: what goes over the wire, what comes back, what never shows.

#![allow(
    unreachable_pub,
    reason = "the shared modules are written to be used by other test crates, too"
)]

mod answers;
mod bounds;
mod build;
mod failures;
mod judges;
#[path = "../../../../tests/src/loopback.rs"]
mod loopback;
mod requests;
mod sample;
mod secrets;
mod sending;
mod streams;
mod transports;
mod unions;
