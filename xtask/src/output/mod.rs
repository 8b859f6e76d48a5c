//! The folder that a crate is generated into: what in it belongs to the generator, and what differs from what it makes.
//!
//! **Invariants:** the generator owns the whole folder but for [`kept`]; a folder that holds anything else and no
//! [`LOCK`] was not written by it and is refused; a link in the folder is replaced or removed, never followed.

pub(crate) use apply::Done;

mod apply;
mod report;

use std::collections::BTreeSet;
use std::fs;
use std::io::{self, ErrorKind};
use std::path::{Component, Path, PathBuf};

use oas_codegen::FileSet;

use crate::failure::Failure;

/// The file by which a folder is known to have been written by the generator; every crate that it makes has it.
const LOCK: &str = "codegen.lock";

/// How the names of files begin that are written before they get their real name. What an interrupted run leaves of
/// them is an orphan.
const TEMPORARY: &str = ".codegen.";

/// What differs between a folder and what should be in it.
#[derive(Debug)]
pub(crate) struct Plan {
    /// The folder, with links followed; it need not exist.
    folder: PathBuf,
    /// What differs, sorted by path.
    changes: Vec<Change>,
    /// How many files are as they should be.
    unchanged: usize,
}

/// One file that differs, by its path in the folder.
#[derive(Debug)]
struct Change {
    path: PathBuf,
    kind: Kind,
}

#[derive(Debug)]
enum Kind {
    /// The file is not there.
    Missing { text: String },
    /// The file holds something else, or is a link.
    Changed { found: Found, text: String },
    /// The generator does not make the file (any more).
    Orphaned,
}

/// What stands in a file's place.
#[derive(Debug, PartialEq, Eq)]
enum Found {
    Bytes(Vec<u8>),
    Link,
    Other,
}

impl Plan {
    /// Compares the folder with the files.
    ///
    /// # Errors
    /// The folder was not written by the generator, or can't be read.
    pub(crate) fn new(out: &Path, files: &FileSet) -> Result<Self, Failure> {
        let folder = resolve(out).map_err(|error| Failure::io("cannot find", out, &error))?;
        let mut owned = scan(&folder).map_err(|error| Failure::io("cannot read", out, &error))?;
        if !owned.is_empty()
            && !folder
                .join(LOCK)
                .symlink_metadata()
                .is_ok_and(|lock| lock.is_file())
        {
            return Err(foreign(out));
        }
        let mut changes = Vec::new();
        let mut unchanged = 0;
        for (name, text) in files.iter() {
            let path = checked(name)?;
            owned.remove(&path);
            let found = find(&folder, &path)
                .map_err(|error| Failure::io("cannot read", &folder.join(&path), &error))?;
            let text = text.to_owned();
            match found {
                Some(Found::Bytes(bytes)) if bytes == text.as_bytes() => unchanged += 1,
                Some(found) => changes.push(Change {
                    path,
                    kind: Kind::Changed { found, text },
                }),
                None => changes.push(Change {
                    path,
                    kind: Kind::Missing { text },
                }),
            }
        }
        let orphans = owned.into_iter().map(|path| Change {
            path,
            kind: Kind::Orphaned,
        });
        changes.extend(orphans);
        changes.sort_by(|a, b| a.path.cmp(&b.path));
        Ok(Self {
            folder,
            changes,
            unchanged,
        })
    }

    /// Whether the folder is as it should be.
    pub(crate) fn is_empty(&self) -> bool {
        self.changes.is_empty()
    }
}

fn foreign(out: &Path) -> Failure {
    let out = out.display();
    Failure::new(format!("`{out}` holds files and no {LOCK}, so it was not written by this command; nothing was changed"))
        .help("name an empty or a new folder: everything in it but examples/, target/, Cargo.lock and dot-files is taken over")
}

/// Whether the file belongs to the user, wherever it came from.
pub(crate) fn kept(path: &Path) -> bool {
    let mut names = path.components().map(Component::as_os_str);
    let top = names.next();
    let whole = path.as_os_str();
    if top.is_some_and(|top| top == "examples" || top == "target") || whole == "Cargo.lock" {
        return true;
    }
    let hidden = |name: &std::ffi::OsStr| name.as_encoded_bytes().starts_with(b".");
    let temporary = path
        .file_name()
        .is_some_and(|name| name.as_encoded_bytes().starts_with(TEMPORARY.as_bytes()));
    path.components()
        .any(|component| hidden(component.as_os_str()))
        && !temporary
}

/// The folder with links followed, as far as it exists.
pub(crate) fn resolve(path: &Path) -> io::Result<PathBuf> {
    let path = std::path::absolute(path)?;
    let missing = |error: &io::Error| error.kind() == ErrorKind::NotFound;
    match (path.canonicalize(), path.parent(), path.file_name()) {
        (Err(error), Some(parent), Some(name)) if missing(&error) => {
            Ok(resolve(parent)?.join(name))
        }
        (Err(error), Some(parent), None) if missing(&error) => {
            Ok(resolve(parent)?.parent().unwrap_or(parent).to_owned())
        }
        (resolved, ..) => resolved,
    }
}

/// What the generator owns in the folder: every file and link but those kept, by path.
fn scan(folder: &Path) -> io::Result<BTreeSet<PathBuf>> {
    let mut owned = BTreeSet::new();
    let mut folders = vec![PathBuf::new()];
    while let Some(inside) = folders.pop() {
        let entries = match fs::read_dir(folder.join(&inside)) {
            Err(error) if error.kind() == ErrorKind::NotFound && inside.as_os_str().is_empty() => {
                return Ok(owned);
            }
            entries => entries?,
        };
        for entry in entries {
            let entry = entry?;
            let path = inside.join(entry.file_name());
            if kept(&path) {
                continue;
            }
            if entry.file_type()?.is_dir() {
                folders.push(path);
            } else {
                owned.insert(path);
            }
        }
    }
    Ok(owned)
}

/// What stands at `path`; nothing if a folder on the way is missing, a file or a link.
fn find(folder: &Path, path: &Path) -> io::Result<Option<Found>> {
    let mut at = folder.to_owned();
    let mut components = path.components().peekable();
    while let Some(component) = components.next() {
        at.push(component);
        let kind = match at.symlink_metadata() {
            Err(error) if error.kind() == ErrorKind::NotFound => return Ok(None),
            metadata => metadata?.file_type(),
        };
        if components.peek().is_some() {
            if !kind.is_dir() {
                return Ok(None);
            }
        } else if kind.is_symlink() {
            return Ok(Some(Found::Link));
        } else if !kind.is_file() {
            return Ok(Some(Found::Other));
        }
    }
    fs::read(at).map(|bytes| Some(Found::Bytes(bytes)))
}

/// A file's path, if it stays within the folder.
fn checked(name: &str) -> Result<PathBuf, Failure> {
    let path = PathBuf::from(name);
    let normal = path
        .components()
        .all(|component| matches!(component, Component::Normal(_)));
    if normal && !name.is_empty() {
        Ok(path)
    } else {
        Err(Failure::new(format!(
            "the generator made a file named `{name}`, which is no path in a folder"
        )))
    }
}
