//! The files of a generated crate, in memory.

use std::collections::BTreeMap;

use crate::described::Described;
use crate::diagnostic::Diagnostics;

/// A crate's files by their path in it, with `/` between folders.
#[derive(Debug, Default)]
pub struct FileSet {
    files: BTreeMap<String, String>,
    /// What a generation made.
    pub summary: Summary,
    /// What was noticed and did not stop the generation.
    pub warnings: Diagnostics,
}

/// How much a generation made.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Summary {
    /// Operations that can be called.
    pub operations: usize,
    /// Types with a name.
    pub types: usize,
    /// What there was to make.
    pub described: Described,
    /// How much of it has no Rust item, or one that says less: what the warnings say, and operations that are missing.
    pub left_out: usize,
}

impl FileSet {
    /// Adds a file; a later one of the same path takes the place of an earlier one.
    pub fn insert(&mut self, path: impl Into<String>, contents: impl Into<String>) {
        self.files.insert(path.into(), contents.into());
    }

    /// Goes on with a file, or begins it.
    pub(crate) fn append(&mut self, path: String, text: &str) {
        self.files.entry(path).or_default().push_str(text);
    }

    /// The text of a file.
    pub fn get(&self, path: &str) -> Option<&str> {
        self.files.get(path).map(String::as_str)
    }

    /// The files, sorted by path.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &str)> {
        self.files
            .iter()
            .map(|(path, contents)| (path.as_str(), contents.as_str()))
    }

    /// How many files there are.
    pub fn len(&self) -> usize {
        self.files.len()
    }

    /// Is there no file?
    pub fn is_empty(&self) -> bool {
        self.files.is_empty()
    }
}
