//! Tests that see several crates at once, and the tools that they share.

#![forbid(unsafe_code)]

pub mod loopback;
