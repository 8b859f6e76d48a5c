//! Which descriptions are tried: files as they are named, and those that a folder holds.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use crate::failure::Failure;
use crate::workspace;

/// What a description is called that stands in a folder of its own.
const ENTRIES: [&str; 6] = [
    "spec.yaml",
    "spec.json",
    "openapi.yaml",
    "openapi.yml",
    "openapi.json",
    "api.yaml",
];

/// A description to try.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Description {
    /// What it is called in the table; no two are called the same.
    pub(crate) name: String,
    pub(crate) file: PathBuf,
    /// The settings that stand beside it.
    pub(crate) settings: Option<PathBuf>,
}

/// The descriptions of the workspace itself: small, one a construct.
///
/// # Errors
/// They can't be read.
pub(super) fn own(root: &Path) -> Result<Vec<Description>, Failure> {
    named(&[root.join(workspace::CASES)])
}

/// The descriptions of these files and folders.
///
/// # Errors
/// One can't be read, or there are none.
pub(super) fn named(paths: &[PathBuf]) -> Result<Vec<Description>, Failure> {
    let mut files = Vec::new();
    for path in paths {
        if path.is_dir() {
            files.extend(held(path).map_err(|error| Failure::io("cannot read", path, &error))?);
        } else if path.is_file() {
            files.push(path.clone());
        } else {
            return Err(Failure::new(format!("there is no `{}`", path.display())));
        }
    }
    if files.is_empty() {
        return Err(Failure::new("there is no description in the folder"));
    }
    let mut taken = BTreeSet::new();
    Ok(files
        .into_iter()
        .map(|file| describe(file, &mut taken))
        .collect())
}

/// The descriptions in a folder, and those that have a folder of their own in it.
fn held(folder: &Path) -> std::io::Result<Vec<PathBuf>> {
    let mut files = Vec::new();
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() {
            let mut entries = ENTRIES.iter().map(|entry| path.join(entry));
            files.extend(entries.find(|entry| entry.is_file()));
        } else if is_description(&path)? {
            files.push(path);
        }
    }
    files.sort();
    Ok(files)
}

/// Whether a file has the name of one, and says that it is one: parts of descriptions stand beside them.
fn is_description(path: &Path) -> std::io::Result<bool> {
    let extension = path.extension().and_then(|extension| extension.to_str());
    if !extension.is_some_and(|extension| ["json", "yaml", "yml"].contains(&extension)) {
        return Ok(false);
    }
    let text = fs::read(path)?;
    Ok(text
        .windows(7)
        .any(|word| word == b"openapi" || word == b"swagger"))
}

/// A description that stands in a folder of its own is called like the folder.
fn describe(file: PathBuf, taken: &mut BTreeSet<String>) -> Description {
    let own = file
        .file_name()
        .is_some_and(|name| ENTRIES.iter().any(|entry| name == *entry));
    let named = if own {
        file.parent().and_then(Path::file_name)
    } else {
        file.file_stem()
    };
    let base = plain(&named.unwrap_or_default().to_string_lossy());
    let numbered = (2..).map(|number| format!("{base}-{number}"));
    let name = std::iter::once(base.clone())
        .chain(numbered)
        .find(|name| taken.insert(name.clone()))
        .unwrap_or(base);
    let settings = own.then(|| file.with_file_name(workspace::SETTINGS_NAME));
    Description {
        name,
        settings: settings.filter(|settings| settings.is_file()),
        file,
    }
}

/// A name that can be part of a package's and of a folder's.
fn plain(name: &str) -> String {
    let word = |c: char| {
        if c.is_ascii_alphanumeric() {
            c.to_ascii_lowercase()
        } else {
            '-'
        }
    };
    let name: String = name.chars().map(word).take(48).collect();
    if name.trim_matches('-').is_empty() {
        "description".to_owned()
    } else {
        name
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_folder_gives_its_descriptions_and_those_of_its_folders() {
        let temp = tempfile::tempdir().unwrap();
        let write = |name: &str, text: &str| {
            let file = temp.path().join(name);
            fs::create_dir_all(file.parent().unwrap()).unwrap();
            fs::write(file, text).unwrap();
        };
        write("B v1.2.yaml", "openapi: 3.0.0");
        write("b-v1.2.json", "{\"openapi\": \"3.0.0\"}");
        write("part.yaml", "type: object");
        write("README.md", "openapi");
        write("a/spec.yaml", "");
        write("a/codegen.toml", "");
        write("c/other.yaml", "openapi: 3.0.0");
        let found = named(&[temp.path().to_owned()]).unwrap();
        let names: Vec<_> = found.iter().map(|found| found.name.as_str()).collect();
        assert_eq!(names, ["b-v1-2", "a", "b-v1-2-2"]);
        assert!(found[1].settings.is_some() && found[0].settings.is_none());
        assert!(named(&[temp.path().join("none")]).is_err());
        assert!(named(&[temp.path().join("c/../README.md")]).is_ok());
    }
}
