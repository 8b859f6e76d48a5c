//! Generates a typed Rust crate from an OpenAPI description.
