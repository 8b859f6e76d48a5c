//! Tests that see several crates at once.

#![forbid(unsafe_code)]
