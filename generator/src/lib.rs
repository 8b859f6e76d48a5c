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
mod decimal;
mod described;
pub mod diagnostic;
pub mod diff;
pub mod document;
mod emit;
mod fileset;
mod format;
pub mod ir;
pub mod load;
mod lower;
pub mod name;
pub mod normalise;
mod parallel;
pub mod pattern;
mod patterns;
pub mod pointer;
pub mod source;
mod stack;

pub use config::Config;
pub use described::Described;
pub use fileset::{FileSet, Summary};

use diagnostic::{Code, Diagnostic, Diagnostics, Location, Severity};
use document::Document;
use load::Tree;
use name::{NameLock, Named};
use patterns::Patterns;
use pointer::Pointer;
use source::Source;

/// The version of `oas-runtime` that generated crates depend on.
pub const RUNTIME_VERSION: &str = env!("CARGO_PKG_VERSION");

/// The Rust that generated crates need.
pub const RUST_VERSION: &str = env!("CARGO_PKG_RUST_VERSION");

/// A description as far as the generator understands it, before anything is emitted.
#[derive(Debug)]
pub struct Inspected {
    /// The IR with its Rust names.
    pub named: Named,
    /// Where everything stands.
    pub document: Document,
    /// How much there is to make.
    pub described: Described,
    /// What was noticed and stops nothing.
    pub warnings: Diagnostics,
}

/// Reads a description up to its named IR.
///
/// # Errors
/// Everything that is wrong with the description or the settings, all of it at once.
pub fn inspect(source: &Source<'_>, config: &Config) -> Result<Inspected, Diagnostics> {
    after_loading(source, config, inspect_tree)
}

/// Loads, then goes on where there is stack enough; the reader stays with the thread that called.
fn after_loading<T: Send>(
    source: &Source<'_>,
    config: &Config,
    rest: impl FnOnce(Tree, &Config, Diagnostics) -> Result<T, Diagnostics> + Send,
) -> Result<T, Diagnostics> {
    let mut diagnostics = Diagnostics::new();
    if let Err(message) = config.package.check() {
        diagnostics
            .push(Diagnostic::new(Code::BadConfig, message).help(Code::BadConfig.explain().help));
    }
    let Some(tree) = load::load(source, &mut diagnostics) else {
        return Err(diagnostics);
    };
    stack::with_room(|| rest(tree, config, diagnostics)).unwrap_or_else(|| {
        let mut diagnostics = Diagnostics::new();
        let message = "there is not enough memory for a thread";
        diagnostics.push(Diagnostic::new(Code::Internal, message));
        Err(diagnostics)
    })
}

fn inspect_tree(
    tree: Tree,
    config: &Config,
    mut diagnostics: Diagnostics,
) -> Result<Inspected, Diagnostics> {
    let Some((document, described)) = read(tree, config, &mut diagnostics) else {
        return Err(diagnostics);
    };
    let api = lower::lower(&document, config, &mut diagnostics);
    let named = name::name(api, &document, config, &mut diagnostics);
    finish(config, diagnostics).map(|warnings| Inspected {
        named,
        document,
        described,
        warnings,
    })
}

/// Generates a crate from a description.
///
/// ```
/// use oas_codegen::{Config, generate, source::Source};
///
/// let reader = |_: &str| Ok(b"openapi: 3.1.0\ninfo: {title: Empty, version: '1'}\npaths: {}\n".to_vec());
/// let files = generate(&Source::new("api.yaml", &reader), &Config::new("empty", "cargo xtask codegen")).unwrap();
/// assert!(files.get("Cargo.toml").is_some_and(|text| text.contains("name = \"empty\"")));
/// ```
///
/// # Errors
/// Everything that is wrong with the description or the settings, all of it at once. Then there is no file at all.
pub fn generate(source: &Source<'_>, config: &Config) -> Result<FileSet, Diagnostics> {
    let shown = shown_path(&source.path);
    after_loading(source, config, |tree, config, diagnostics| {
        generate_files(inspect_tree(tree, config, diagnostics)?, config, &shown)
    })
}

fn generate_files(
    inspected: Inspected,
    config: &Config,
    shown: &str,
) -> Result<FileSet, Diagnostics> {
    let Inspected {
        named,
        document,
        described,
        warnings,
    } = inspected;
    let mut diagnostics = warnings;
    let patterns = Patterns::compile(&named.api, &document, &mut diagnostics);
    // Emitting needs no more than the IR.
    drop(document);
    let mut files = match write(&named, &patterns, config, shown) {
        Ok(files) => files,
        Err(error) => {
            diagnostics.push(Diagnostic::new(
                Code::Internal,
                format!("the generator emitted what is no Rust: {error}"),
            ));
            return Err(diagnostics);
        }
    };
    files.warnings = finish(config, diagnostics)?;
    files.summary = summary(&named, described, &files.warnings);
    Ok(files)
}

/// Tree → OpenAPI 3.0 tree → document.
fn read(
    tree: Tree,
    config: &Config,
    diagnostics: &mut Diagnostics,
) -> Option<(Document, Described)> {
    let described = Described::count(&tree.root);
    let tree = normalise::normalise(tree, &config.formats, diagnostics)?;
    let document = Document::parse(tree, diagnostics)?;
    Some((document, described))
}

fn summary(named: &Named, described: Described, warnings: &Diagnostics) -> Summary {
    let operations = named.api.operations.len();
    let missing = described.operations.saturating_sub(operations);
    Summary {
        operations,
        types: named.api.types.len(),
        described,
        left_out: warnings.leaving_out() + missing,
    }
}

/// Named IR → items → formatted text, part by part and on all cores: the parts know nothing of each other.
fn write(
    named: &Named,
    patterns: &Patterns,
    config: &Config,
    description: &str,
) -> syn::Result<FileSet> {
    let emitter = emit::Emitter::new(named, patterns, config, description);
    let mut files = FileSet::default();
    let names = named.names.lock.text(&comment(config, description));
    files.insert(NameLock::FILE, names);
    for text in parallel::map(&emitter.parts(), |part| {
        text(emitter.emit(part), config, description)
    }) {
        let (path, text) = text?;
        files.append(path, &text);
    }
    for (path, text) in emitter.texts() {
        files.insert(path, text);
    }
    let lock = lock(&files, config, description);
    files.insert("codegen.lock", lock);
    Ok(files)
}

/// The path of a file, and its text or what follows in it.
fn text(
    emitted: emit::Emitted,
    config: &Config,
    description: &str,
) -> syn::Result<(String, String)> {
    match emitted {
        emit::Emitted::More(path, items) => Ok((path, format::items(items)?)),
        emit::Emitted::Unit(unit) => {
            let header = emit::header(&config.command, description, unit.pointer.as_deref());
            let mut text = format::head(&header, &unit.inner)?;
            text.push_str(&format::items(unit.items)?);
            Ok((unit.path, text))
        }
    }
}

/// The header of files whose comments begin with `#`.
fn comment(config: &Config, description: &str) -> String {
    emit::header(&config.command, description, None)
        .iter()
        .map(|line| format!("# {line}\n"))
        .collect()
}

/// What made the crate, and of which files it consists.
fn lock(files: &FileSet, config: &Config, description: &str) -> String {
    let header = comment(config, description);
    let paths: String = files
        .iter()
        .map(|(path, _)| format!("    {path:?},\n"))
        .collect();
    format!(
        "{header}\ngenerator = \"{}\"\nfiles = [\n{paths}]\n",
        env!("CARGO_PKG_VERSION")
    )
}

/// Nothing goes on after an error, nor after a warning where the settings say so.
fn finish(config: &Config, mut diagnostics: Diagnostics) -> Result<Diagnostics, Diagnostics> {
    if config.deny_warnings && diagnostics.count(Severity::Warning) > 0 && !diagnostics.has_errors()
    {
        let message = "there are warnings, and warnings are denied";
        diagnostics.push(
            Diagnostic::new(Code::WarningsDenied, message)
                .help(Code::WarningsDenied.explain().help),
        );
    }
    if diagnostics.has_errors() {
        Err(diagnostics)
    } else {
        Ok(diagnostics)
    }
}

/// The path of a description as generated files show it: the same on every machine.
fn shown_path(path: &str) -> String {
    let path = path.replace('\\', "/");
    let absolute = path.starts_with('/')
        || path.get(1..3) == Some(":/")
        || path.split('/').any(|segment| segment == "..");
    let shown = if absolute {
        path.rsplit('/').next().unwrap_or_default()
    } else {
        path.trim_start_matches("./")
    };
    shown.to_owned()
}

impl Config {
    /// Reads settings; what is wrong with them becomes diagnostics with their place.
    ///
    /// # Errors
    /// As [`Config::parse`].
    pub fn read(path: &str, text: &str, command: &str) -> Result<Self, Diagnostics> {
        Self::parse(path, text, command).map_err(|error| unreadable(path, text, error))
    }

    /// Takes over the names that were given before, as the crate's [`NameLock::FILE`] has them.
    ///
    /// # Errors
    /// What is wrong with the file, with its place.
    pub fn read_names(&mut self, path: &str, text: &str) -> Result<(), Diagnostics> {
        self.names = NameLock::parse(path, text).map_err(|error| unreadable(path, text, error))?;
        Ok(())
    }
}

/// What is wrong with a file of settings.
fn unreadable(path: &str, text: &str, error: config::ConfigError) -> Diagnostics {
    let mut diagnostics = Diagnostics::new();
    let file = diagnostics.sources_mut().add(path, text.to_owned());
    let offset = |at: usize| u32::try_from(at).unwrap_or(u32::MAX);
    let at = Location {
        file,
        span: offset(error.span.start)..offset(error.span.end),
        pointer: Pointer::root(),
    };
    diagnostics.push(
        Diagnostic::new(Code::BadConfig, error.message)
            .at(at)
            .help(Code::BadConfig.explain().help),
    );
    diagnostics
}
