//! Reads a description, JSON or YAML, into one tree, and refuses what would cost too much to read.

mod build;
mod files;
mod json;
mod merge;
mod moves;
mod node;
mod scalar;
mod surrogates;
mod yaml;

pub(crate) use moves::Back;
pub use moves::Moves;
pub(crate) use node::measure;
pub use node::{Member, Node, Number, Object, Value};

use crate::diagnostic::{Code, Diagnostic, Diagnostics, Location, Severity};
use crate::pointer::Pointer;
pub use crate::source::{FileId, ReadFile, Source, SourceFile, SourceMap, Span};

/// What a description may cost to read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limits {
    /// The bytes of all files together.
    pub bytes: usize,
    /// How deep values may be nested; `serde_json` and `serde_yaml` have the same limit.
    pub depth: usize,
    /// The values in all files together.
    pub nodes: usize,
    /// The values that YAML anchors and aliases may copy.
    pub copies: usize,
    /// The files beside the description.
    pub files: usize,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            bytes: 40 << 20,
            depth: 128,
            nodes: 4_000_000,
            copies: 200_000,
            files: 5_000,
        }
    }
}

/// A description as a tree, and where its nodes stood before they were moved.
#[derive(Debug, Clone)]
pub struct Tree {
    /// The whole document.
    pub root: Node,
    /// Which nodes were moved by normalising.
    pub moves: Moves,
}

/// Reads the description within the default [`Limits`].
///
/// A file whose name ends in `.json` is JSON. Any other is JSON if it begins with a brace or bracket and reads
/// as such, else YAML 1.2 with the core schema (OpenAPI 3.1.0, "Format").
///
/// What is wrong is reported; none is returned when there is no tree to go on with.
pub fn load(source: &Source<'_>, diagnostics: &mut Diagnostics) -> Option<Tree> {
    load_within(source, &Limits::default(), diagnostics)
}

/// Reads the description within limits of the caller's choice; otherwise as [`load`].
pub fn load_within(
    source: &Source<'_>,
    limits: &Limits,
    diagnostics: &mut Diagnostics,
) -> Option<Tree> {
    let (root, bytes) = file(source, limits, None, diagnostics);
    let root = root?;
    let left = Limits {
        bytes: limits.bytes.saturating_sub(bytes),
        ..*limits
    };
    Some(Tree {
        root: files::gather(root, source, left, diagnostics),
        moves: Moves::default(),
    })
}

/// Reads one file into a tree; with it comes how many bytes were read, be there a tree or not. `asked` is where the file is
/// referred to.
fn file(
    source: &Source<'_>,
    limits: &Limits,
    asked: Option<&Location>,
    diagnostics: &mut Diagnostics,
) -> (Option<Node>, usize) {
    let Some(bytes) = read(source, limits, asked, diagnostics) else {
        return (None, 0);
    };
    let size = bytes.len();
    (tree(&source.path, bytes, limits, diagnostics), size)
}

/// Reads what a file holds into a tree.
fn tree(
    path: &str,
    bytes: Vec<u8>,
    limits: &Limits,
    diagnostics: &mut Diagnostics,
) -> Option<Node> {
    let file = decode(path, bytes, diagnostics)?;
    let file_of = diagnostics.sources().get(file)?.clone();
    parse(file, &file_of, limits, diagnostics)
}

fn read(
    source: &Source<'_>,
    limits: &Limits,
    asked: Option<&Location>,
    diagnostics: &mut Diagnostics,
) -> Option<Vec<u8>> {
    let (code, message) = match source.reader.read(&source.path) {
        Ok(bytes) if bytes.len() <= limits.bytes => return Some(bytes),
        Ok(bytes) => {
            let (path, size) = (&source.path, bytes.len());
            let limit = limits.bytes;
            let what = match asked {
                None => format!("`{path}` has {size} bytes, more than the {limit} that are read"),
                Some(_) => {
                    format!("with `{path}`, more bytes would be read than all files may have")
                }
            };
            (Code::TooLarge, what)
        }
        Err(error) => {
            let message = format!("`{}` cannot be read: {error}", source.path);
            (Code::UnreadableFile, message)
        }
    };
    let mut diagnostic = Diagnostic::new(code, message);
    if let Some(asked) = asked {
        diagnostic = diagnostic.at(asked.clone());
        if code == Code::UnreadableFile {
            // The rest goes on without it.
            diagnostic = diagnostic.severity(Severity::Warning);
            diagnostic.leaves_out = true;
        }
    }
    diagnostics.push(diagnostic);
    None
}

/// Checks the encoding and takes the text into the source map.
fn decode(path: &str, mut bytes: Vec<u8>, diagnostics: &mut Diagnostics) -> Option<FileId> {
    if bytes.starts_with(b"\xEF\xBB\xBF") {
        bytes.drain(..3);
    }
    let text = match String::from_utf8(bytes) {
        Ok(text) => text,
        Err(error) => {
            let offset = error.utf8_error().valid_up_to();
            let message = if error.as_bytes().starts_with(b"\xFF\xFE")
                || error.as_bytes().starts_with(b"\xFE\xFF")
            {
                "the file is UTF-16, not UTF-8".to_owned()
            } else {
                format!("the byte at offset {offset} is not UTF-8")
            };
            let file = diagnostics
                .sources_mut()
                .add(path, String::from_utf8_lossy(error.as_bytes()).into_owned());
            report(file, offset, Code::InvalidEncoding, message, diagnostics);
            return None;
        }
    };
    let nul = text.find('\0');
    let file = diagnostics.sources_mut().add(path, text);
    match nul {
        None => Some(file),
        Some(offset) => {
            report(
                file,
                offset,
                Code::NulCharacter,
                "the file holds a NUL character".into(),
                diagnostics,
            );
            None
        }
    }
}

fn report(file: FileId, offset: usize, code: Code, message: String, diagnostics: &mut Diagnostics) {
    let at = u32::try_from(offset).unwrap_or(u32::MAX);
    let span = Span {
        file,
        start: at,
        end: at.saturating_add(1),
    };
    diagnostics.push(Diagnostic::new(code, message).at(Location::new(span, Pointer::root())));
}

/// Reads the text as what its name or its first character says that it is.
fn parse(
    file: FileId,
    source: &SourceFile,
    limits: &Limits,
    diagnostics: &mut Diagnostics,
) -> Option<Node> {
    let text = source.text();
    if has_extension(source.path(), &["json"]) {
        return json::parse(file, text, limits, diagnostics);
    }
    if !text.trim_start().starts_with(['{', '[']) {
        return yaml::parse(file, text, limits, diagnostics);
    }
    let mut of_json = Diagnostics::new();
    let root = json::parse(file, text, limits, &mut of_json);
    let syntax_is_wrong = of_json.iter().any(|one| one.code == Code::Syntax);
    if syntax_is_wrong && has_extension(source.path(), &["yaml", "yml"]) {
        return yaml::parse(file, text, limits, diagnostics);
    }
    if syntax_is_wrong {
        let mut of_yaml = Diagnostics::new();
        if let Some(root) = yaml::parse(file, text, limits, &mut of_yaml) {
            diagnostics.append(of_yaml);
            return Some(root);
        }
    }
    diagnostics.append(of_json);
    root
}

fn has_extension(path: &str, extensions: &[&str]) -> bool {
    let extension = path.rsplit_once('.').map(|(_, extension)| extension);
    extension.is_some_and(|found| {
        extensions
            .iter()
            .any(|wanted| found.eq_ignore_ascii_case(wanted))
    })
}
