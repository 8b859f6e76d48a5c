//! The settings of a generation: what the description can't say.

use std::ops::Range;

use serde::Deserialize;
use toml::Spanned;

/// Everything that [`generate`](crate::generate) needs to know beside the description.
#[derive(Debug, Clone)]
pub struct Config {
    /// The crate to make.
    pub package: Package,
    /// How names of operations are found.
    pub operations: Operations,
    /// Names that take the place of mechanical ones.
    pub renames: Vec<Rename>,
    /// Where the crate gets its runtime from.
    pub runtime: Runtime,
    /// The command that makes the crate again, for the header of its files.
    pub command: String,
    /// Are these another description's settings, lent for a comparison? A rename that names nothing here is then no error.
    pub lent: bool,
    /// Do warnings stop the generation?
    pub deny_warnings: bool,
    /// The settings as they were read, for diagnostics: path and text.
    pub source: Option<(String, String)>,
}

/// `[package]`: what goes into the crate's `Cargo.toml`.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Package {
    /// The package's name.
    pub name: String,
    /// Its version.
    #[serde(default = "Package::first_version")]
    pub version: String,
    /// One line for a registry's page.
    #[serde(default)]
    pub description: Option<String>,
    /// An SPDX expression.
    #[serde(default)]
    pub license: Option<String>,
    /// Where its source is.
    #[serde(default)]
    pub repository: Option<String>,
    /// For a registry's search.
    #[serde(default)]
    pub keywords: Vec<String>,
    /// For a registry's lists.
    #[serde(default)]
    pub categories: Vec<String>,
}

impl Package {
    fn first_version() -> String {
        "0.1.0".to_owned()
    }
}

/// `[operations]`: extensions of the description that name operations.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Operations {
    /// The extension whose value is the name of an operation's resource; without it the first tag is.
    #[serde(default)]
    pub group: Option<String>,
    /// The extension whose value is the name of an operation within its resource; without it the operationId is.
    #[serde(default)]
    pub name: Option<String>,
}

/// `[[rename]]`: a name that takes the place of a mechanical one.
#[derive(Debug, Clone)]
pub struct Rename {
    /// The JSON pointer of what is named, as `#/components/schemas/A/properties/b`.
    pub at: String,
    /// The Rust name.
    pub to: String,
    /// Why the mechanical name won't do.
    pub reason: String,
    /// Where `at` stands in the settings, in bytes.
    pub at_span: Range<usize>,
    /// Where `to` stands there.
    pub to_span: Range<usize>,
}

/// Where the generated crate gets `oas-runtime` from.
#[derive(Debug, Clone, Default)]
pub struct Runtime {
    /// The version to depend on.
    pub version: String,
    /// The folder to depend on, as it is written into `Cargo.toml`.
    pub path: Option<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    package: Package,
    #[serde(default)]
    operations: Operations,
    #[serde(default)]
    rename: Vec<FileRename>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct FileRename {
    at: Spanned<String>,
    to: Spanned<String>,
    reason: Spanned<String>,
}

/// What is wrong with settings: a message and the bytes that it is about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ConfigError {
    /// What is wrong.
    pub message: String,
    /// Where.
    pub span: Range<usize>,
}

impl Config {
    /// Settings for a package that has none of its own.
    pub fn new(package: &str, command: &str) -> Self {
        Self {
            package: Package {
                name: package.to_owned(),
                version: Package::first_version(),
                description: None,
                license: None,
                repository: None,
                keywords: Vec::new(),
                categories: Vec::new(),
            },
            operations: Operations::default(),
            renames: Vec::new(),
            runtime: Runtime {
                version: crate::RUNTIME_VERSION.to_owned(),
                path: None,
            },
            command: command.to_owned(),
            lent: false,
            deny_warnings: false,
            source: None,
        }
    }

    /// Reads settings from TOML.
    ///
    /// # Errors
    /// What is no TOML, an unknown key, a missing one, or a rename without a reason.
    pub fn parse(path: &str, text: &str, command: &str) -> Result<Self, ConfigError> {
        let file: File = toml::from_str(text).map_err(|error| ConfigError {
            message: error.message().to_owned(),
            span: error.span().unwrap_or(0..0),
        })?;
        let mut config = Self::new(&file.package.name, command);
        config.package = file.package;
        config.operations = file.operations;
        config.source = Some((path.to_owned(), text.to_owned()));
        for entry in file.rename {
            let FileRename { at, to, reason } = entry;
            if reason.get_ref().trim().is_empty() {
                return Err(ConfigError {
                    message: format!("the rename of `{}` gives no reason", at.get_ref()),
                    span: reason.span(),
                });
            }
            config.renames.push(Rename {
                at_span: at.span(),
                to_span: to.span(),
                at: at.into_inner(),
                to: to.into_inner(),
                reason: reason.into_inner(),
            });
        }
        Ok(config)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_rename_needs_a_reason() {
        let text = "[package]\nname = 'a'\n[[rename]]\nat = '#/a'\nto = 'B'\nreason = ' '\n";
        let error = Config::parse("codegen.toml", text, "x").unwrap_err();
        assert!(
            error.message.contains("reason") && !error.span.is_empty(),
            "{error:?}"
        );
    }

    #[test]
    fn an_unknown_key_is_an_error_with_its_place() {
        let text = "[package]\nname = 'a'\nnmae = 'b'\n";
        let error = Config::parse("codegen.toml", text, "x").unwrap_err();
        assert!(error.message.contains("nmae"), "{error:?}");
        assert_eq!(&text[error.span], "nmae");
    }
}
