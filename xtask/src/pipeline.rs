//! The generator as the commands call it; the one module that changes when the library's interface does.

use oas_codegen::config::Select;
use oas_codegen::diagnostic::Diagnostics;
use oas_codegen::diff::{self, FailOn, Layout, Review, Side, Waivers};
use oas_codegen::name::NameLock;
use oas_codegen::{Config, FileSet};

pub(crate) use oas_codegen::Inspected;
pub(crate) use oas_codegen::source::Source;

use crate::cli::{self, Format};
use crate::failure::Failure;

/// The files of the crate that a description describes.
///
/// # Errors
/// What is wrong with the description or its settings.
pub(crate) fn generate(source: &Source<'_>, config: &Config) -> Result<FileSet, Failure> {
    Ok(oas_codegen::generate(source, config)?)
}

/// The intermediate representation of a description as text, and what was noticed.
///
/// # Errors
/// As [`generate`].
pub(crate) fn dump(source: &Source<'_>, config: &Config) -> Result<(String, Diagnostics), Failure> {
    let inspected = oas_codegen::inspect(source, config)?;
    Ok((inspected.named.dump(), inspected.warnings))
}

/// Reads settings.
///
/// # Errors
/// What is wrong with them, with the lines in question.
pub(crate) fn settings(path: &str, text: &str, command: &str) -> Result<Config, Failure> {
    Ok(Config::read(path, text, command)?)
}

/// What the lock of names is called, wherever it stands.
pub(crate) const NAMES: &str = NameLock::FILE;

/// Takes names over that were given before.
///
/// # Errors
/// What is wrong with the lock of names.
pub(crate) fn names(path: &str, text: &str, config: &mut Config) -> Result<(), Failure> {
    Ok(config.read_names(path, text)?)
}

/// Asks for operations beside those that the settings ask for.
pub(crate) fn select(config: &mut Config, selectors: &[String]) {
    let selectors = selectors.iter().cloned();
    config
        .select
        .extend(selectors.map(|text| Select { text, span: None }));
}

/// Settings for a description that has none: names are mechanical.
pub(crate) fn no_settings() -> Config {
    Config::new("api", "")
}

/// Reads a description up to the intermediate representation, for one side of a comparison.
///
/// # Errors
/// As [`generate`].
pub(crate) fn inspect(source: &Source<'_>, config: &Config) -> Result<Inspected, Failure> {
    Ok(oas_codegen::inspect(source, config)?)
}

/// Compares two sides; the waivers are the name and the text of a file.
///
/// # Errors
/// What is wrong with the waivers.
pub(crate) fn review(
    base: &Inspected,
    head: &Inspected,
    waivers: Option<(&str, &str)>,
) -> Result<Review, Failure> {
    let base = Side::new(&base.named, &base.document);
    let head = Side::new(&head.named, &head.document);
    let mut review = diff::review(&base, &head);
    if let Some((name, text)) = waivers {
        let waivers =
            Waivers::parse(name, text).map_err(|error| Failure::new(error.to_string()))?;
        review.waive(&waivers);
    }
    Ok(review)
}

impl From<Format> for Layout {
    fn from(format: Format) -> Self {
        match format {
            Format::Text => Self::Text,
            Format::Markdown => Self::Markdown,
            Format::Json => Self::Json,
        }
    }
}

impl From<cli::FailOn> for FailOn {
    fn from(level: cli::FailOn) -> Self {
        match level {
            cli::FailOn::Breaking => Self::Breaking,
            cli::FailOn::Major => Self::Major,
            cli::FailOn::Minor => Self::Minor,
            cli::FailOn::None => Self::None,
        }
    }
}
