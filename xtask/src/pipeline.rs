//! The generator as the commands call it; the one module that changes when the library's interface does.

use oas_codegen::config::ConfigError;
use oas_codegen::diagnostic::{Code, Diagnostic, Diagnostics, Location};
use oas_codegen::pointer::Pointer;
use oas_codegen::source::Span;
use oas_codegen::{Config, FileSet};

pub(crate) use oas_codegen::source::Source;

use crate::cli::{FailOn, Format};
use crate::failure::Failure;

/// The files of the crate that a description describes.
///
/// # Errors
/// What is wrong with the description or its settings.
pub(crate) fn generate(source: &Source<'_>, config: &Config) -> Result<FileSet, Failure> {
    Ok(stub::generate(source, config)?)
}

/// The intermediate representation of a description as text, and what was noticed.
///
/// # Errors
/// As [`generate`].
pub(crate) fn dump(source: &Source<'_>, config: &Config) -> Result<(String, Diagnostics), Failure> {
    let files = stub::generate(source, config)?;
    Ok((String::from("api\n"), files.warnings))
}

/// Reads settings.
///
/// # Errors
/// What is wrong with them, with the lines in question.
pub(crate) fn settings(path: &str, text: &str, command: &str) -> Result<Config, Failure> {
    Config::parse(path, text, command).map_err(|error| bad_config(path, text, error).into())
}

fn bad_config(path: &str, text: &str, error: ConfigError) -> Diagnostics {
    let mut diagnostics = Diagnostics::new();
    let file = diagnostics.sources_mut().add(path, text.to_owned());
    let offset = |offset: usize| u32::try_from(offset).unwrap_or(u32::MAX);
    let span = Span {
        file,
        start: offset(error.span.start),
        end: offset(error.span.end),
    };
    let at = Location::new(span, Pointer::root());
    let help = Code::BadConfig.explain().help;
    diagnostics.push(
        Diagnostic::new(Code::BadConfig, error.message)
            .at(at)
            .help(help),
    );
    diagnostics
}

/// Settings for a description that has none: names are mechanical.
pub(crate) fn no_settings() -> Config {
    Config::new("api", "")
}

/// One side of a comparison.
pub(crate) struct Inspected(FileSet);

/// Reads one side of a comparison.
///
/// # Errors
/// As [`generate`].
pub(crate) fn inspect(source: &Source<'_>, config: &Config) -> Result<Inspected, Failure> {
    Ok(Inspected(stub::generate(source, config)?))
}

/// What a comparison found.
pub(crate) struct Review;

/// Compares two sides; the waivers are a file's name and text.
///
/// # Errors
/// The waivers can't be read.
pub(crate) fn review(
    _base: &Inspected,
    _head: &Inspected,
    _waivers: Option<(&str, &str)>,
) -> Result<Review, Failure> {
    Ok(Review)
}

impl Review {
    pub(crate) fn render(&self, _format: Format, _all: bool) -> String {
        String::new()
    }

    pub(crate) fn fails(&self, _level: FailOn) -> bool {
        false
    }
}

mod stub {
    use super::*;
    pub(super) fn generate(source: &Source<'_>, config: &Config) -> Result<FileSet, Diagnostics> {
        let mut diagnostics = Diagnostics::new();
        let _ = oas_codegen::load::load(source, &mut diagnostics);
        if diagnostics.has_errors() {
            return Err(diagnostics);
        }
        let mut files = FileSet::default();
        files.insert("codegen.lock", "lock\n");
        let name = &config.package.name;
        files.insert(
            "Cargo.toml",
            format!(
                "[package]\nname = \"{name}\"\n# {}\n# {:?}\n",
                config.command, config.runtime
            ),
        );
        files.insert("src/lib.rs", "//! lib\n\npub struct A;\n");
        Ok(files)
    }
}
