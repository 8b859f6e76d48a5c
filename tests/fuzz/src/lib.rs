//! What the fuzz targets share: a description goes in, and whatever comes out is Rust.

#![forbid(unsafe_code)]

pub mod description;

use oas_codegen::source::Source;
use oas_codegen::{Config, generate};

/// Generates a crate from what is called `name`; every other file is the same text, so that references lead somewhere.
///
/// # Panics
/// If the crate holds a source file that is no Rust, or a refusal has no reason.
pub fn survives(name: &str, bytes: &[u8]) {
    let reader = |_: &str| Ok(bytes.to_vec());
    let config = Config::new("fuzzed", "cargo xtask codegen");
    match generate(&Source::new(name, &reader), &config) {
        Ok(files) => {
            for (path, text) in files.iter().filter(|(path, _)| path.ends_with(".rs")) {
                if let Err(error) = syn::parse_file(text) {
                    panic!("{path} is no Rust: {error}\n{text}");
                }
            }
        }
        Err(diagnostics) => {
            assert!(diagnostics.has_errors(), "a refusal without a reason");
            let shown = diagnostics.render(false);
            assert!(!shown.contains("error[internal]"), "{shown}");
        }
    }
}
