//! Tests that see several crates at once.
