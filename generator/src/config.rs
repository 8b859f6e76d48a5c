//! The settings of a generation: what the description can't say.

use std::collections::BTreeMap;
use std::ops::Range;

use serde::Deserialize;
use toml::Spanned;

use crate::name::NameLock;

mod formats;

pub use formats::{Conversion, FormatSetting, FormatType, Formats};

/// Everything that [`generate`](crate::generate) needs to know beside the description.
#[derive(Debug, Clone)]
pub struct Config {
    /// The crate to make.
    pub package: Package,
    /// How names of operations are found.
    pub operations: Operations,
    /// What types schemas become.
    pub types: Types,
    /// The operations that are asked for; all of them if there is none here.
    pub select: Vec<Select>,
    /// What formats become, where that is to be another type than by default.
    pub formats: Formats,
    /// Names that take the place of mechanical ones.
    pub renames: Vec<Rename>,
    /// The names that were given before, so that they stay.
    pub names: NameLock,
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
#[derive(Debug, Clone)]
pub struct Package {
    /// The package's name.
    pub name: String,
    /// Its version.
    pub version: String,
    /// One line for a registry's page.
    pub description: Option<String>,
    /// An SPDX expression.
    pub license: Option<String>,
    /// Where its source is.
    pub repository: Option<String>,
    /// For a registry's search.
    pub keywords: Vec<String>,
    /// For a registry's lists.
    pub categories: Vec<String>,
}

impl Package {
    fn first_version() -> String {
        "0.1.0".to_owned()
    }

    /// Can Cargo read it? What was read by [`Config::parse`] has been checked.
    ///
    /// # Errors
    /// The first thing that is wrong.
    pub fn check(&self) -> Result<(), String> {
        check_package_name(&self.name)?;
        check_version(&self.version)?;
        let texts = [&self.description, &self.license, &self.repository];
        let mut texts = texts
            .into_iter()
            .flatten()
            .chain(&self.keywords)
            .chain(&self.categories);
        texts.try_for_each(|text| check_line(text))
    }
}

/// Is this the name of a package that Cargo takes, and not that of the runtime, which the package depends on?
///
/// # Errors
/// What is wrong with it.
pub fn check_package_name(name: &str) -> Result<(), String> {
    let starts = name.starts_with(|c: char| c.is_ascii_alphabetic());
    let fits = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_');
    if !starts || !name.chars().all(fits) || name.len() > 64 {
        return Err("a package's name begins with a letter and holds letters, digits, `-` and `_`, 64 at most".to_owned());
    }
    if name.replace('_', "-") == "oas-runtime" {
        return Err("the package can't be called as its runtime is".to_owned());
    }
    Ok(())
}

/// Semantic Versioning 2.0.0, section 2, 9 and 10: `major.minor.patch`, then `-` and `+` with identifiers between dots.
fn check_version(version: &str) -> Result<(), String> {
    let (rest, build) = match version.split_once('+') {
        Some((rest, build)) => (rest, Some(build)),
        None => (version, None),
    };
    let (core, pre) = match rest.split_once('-') {
        Some((core, pre)) => (core, Some(pre)),
        None => (rest, None),
    };
    let is_whole = |part: &str| {
        part.parse::<u64>().is_ok()
            && part.bytes().all(|c| c.is_ascii_digit())
            && (part == "0" || !part.starts_with('0'))
    };
    let is_word = |part: &str| {
        !part.is_empty() && part.bytes().all(|c| c.is_ascii_alphanumeric() || c == b'-')
    };
    // A number before `+` has no leading zeros.
    let is_pre = |part: &str| {
        let digits = part.bytes().all(|c| c.is_ascii_digit());
        is_word(part) && (!digits || part == "0" || !part.starts_with('0'))
    };
    let fits = core.split('.').count() == 3
        && core.split('.').all(is_whole)
        && pre.is_none_or(|pre| pre.split('.').all(is_pre))
        && build.is_none_or(|build| build.split('.').all(is_word));
    if fits {
        Ok(())
    } else {
        Err(format!("{version:?} is no version such as `0.1.0`"))
    }
}

fn check_line(text: &str) -> Result<(), String> {
    if text.chars().any(char::is_control) {
        return Err("the text must be a single line without control characters".to_owned());
    }
    Ok(())
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
struct FilePackage {
    name: Spanned<String>,
    version: Option<Spanned<String>>,
    description: Option<Spanned<String>>,
    license: Option<Spanned<String>>,
    repository: Option<Spanned<String>>,
    #[serde(default)]
    keywords: Vec<Spanned<String>>,
    #[serde(default)]
    categories: Vec<Spanned<String>>,
}

impl FilePackage {
    fn checked(self) -> Result<Package, ConfigError> {
        let line = |text| checked(text, check_line);
        let lines = |texts: Vec<_>| texts.into_iter().map(line).collect::<Result<Vec<_>, _>>();
        let version = self
            .version
            .map(|version| checked(version, check_version))
            .transpose()?;
        Ok(Package {
            name: checked(self.name, check_package_name)?,
            version: version.unwrap_or_else(Package::first_version),
            description: self.description.map(line).transpose()?,
            license: self.license.map(line).transpose()?,
            repository: self.repository.map(line).transpose()?,
            keywords: lines(self.keywords)?,
            categories: lines(self.categories)?,
        })
    }
}

fn checked(
    text: Spanned<String>,
    check: impl Fn(&str) -> Result<(), String>,
) -> Result<String, ConfigError> {
    match check(text.get_ref()) {
        Ok(()) => Ok(text.into_inner()),
        Err(message) => Err(ConfigError {
            message,
            span: text.span(),
        }),
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

/// `[types]`: what types schemas become.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Types {
    /// Which schemas that say the same share a type.
    #[serde(default)]
    pub unify: Unify,
}

/// Which schemas that say the same share a type.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Unify {
    /// Inline ones; each component has its own.
    #[default]
    Inline,
    /// All, components too, whatever they are called: those that lose their type become second names of it.
    All,
}

/// An entry of `[select]`: an operationId, a method and a path, a tag, or a webhook.
#[derive(Debug, Clone)]
pub struct Select {
    /// The operation or operations, as `listUsers`, `GET /users`, `tag:users`, `webhook:userAdded`.
    pub text: String,
    /// Where it stands in the settings, in bytes, if it stands there.
    pub span: Option<Range<usize>>,
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
    package: FilePackage,
    #[serde(default)]
    operations: Operations,
    #[serde(default)]
    types: Types,
    #[serde(default)]
    select: FileSelect,
    #[serde(default)]
    formats: BTreeMap<Spanned<String>, Spanned<String>>,
    #[serde(default)]
    rename: Vec<FileRename>,
}

#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct FileSelect {
    #[serde(default)]
    operations: Vec<Spanned<String>>,
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
            types: Types::default(),
            select: Vec::new(),
            formats: Formats::default(),
            renames: Vec::new(),
            names: NameLock::default(),
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
    /// What is no TOML, an unknown key, a missing one, a package that Cargo could not read, a format that can't be what
    /// it is to become, or a rename without a reason.
    pub fn parse(path: &str, text: &str, command: &str) -> Result<Self, ConfigError> {
        let file: File = toml::from_str(text).map_err(|error| ConfigError {
            message: error.message().to_owned(),
            span: error.span().unwrap_or(0..0),
        })?;
        let package = file.package.checked()?;
        let mut config = Self::new(&package.name, command);
        config.package = package;
        config.operations = file.operations;
        config.types = file.types;
        let select = file.select.operations.into_iter();
        config.select = select
            .map(|text| Select {
                span: Some(text.span()),
                text: text.into_inner(),
            })
            .collect();
        config.formats = Formats::read(file.formats)?;
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

    #[test]
    fn a_package_that_cargo_would_refuse_is_an_error_with_its_place() {
        for wrong in [
            "name = '1a'",
            "name = 'oas-runtime'",
            "name = 'a b'",
            "name = 'a'\nversion = '1.0'",
            "name = 'a'\nversion = '1.0.01'",
            "name = 'a'\nversion = '1.0.0-01'",
            "name = 'a'\nversion = '+1.0.0'",
            "name = 'a'\nversion = '1.0.0+'",
            "name = 'a'\ndescription = \"b\\nc\"",
            "name = 'a'\nkeywords = ['k', \"b\\u0000c\"]",
        ] {
            let text = format!("[package]\n{wrong}\n");
            let error = Config::parse("codegen.toml", &text, "x").unwrap_err();
            assert!(text[error.span].ends_with(['\'', '"']), "{wrong}");
        }
        for version in ["0.1.0", "1.2.3-rc.1+build.01", "1.0.0-x-y"] {
            let text = format!("[package]\nname = 'a_b-1'\nversion = '{version}'\n");
            let config = Config::parse("codegen.toml", &text, "x").unwrap();
            assert_eq!(config.package.check(), Ok(()));
        }
    }
}
