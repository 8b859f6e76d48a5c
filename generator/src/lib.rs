//! Generates a typed Rust crate from an OpenAPI description.

pub mod diagnostic;
pub mod document;
pub mod load;
pub mod normalise;
pub mod pointer;
pub mod source;
