//! Generates a typed Rust crate from an OpenAPI description.

#![forbid(unsafe_code)]
#![cfg_attr(
    not(test),
    deny(
        clippy::unwrap_used,
        clippy::expect_used,
        clippy::panic,
        clippy::todo,
        clippy::unimplemented,
        clippy::indexing_slicing
    )
)]

pub mod config;
pub mod diagnostic;
pub mod document;
mod emit;
mod fileset;
mod format;
pub mod ir;
pub mod load;
mod lower;
pub mod name;
pub mod normalise;
pub mod pointer;
pub mod source;

pub use config::Config;
pub use fileset::{FileSet, Summary};

/// The version of `oas-runtime` that generated crates depend on.
pub const RUNTIME_VERSION: &str = env!("CARGO_PKG_VERSION");
