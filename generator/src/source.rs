//! Where descriptions come from: the reader that is handed in, and the texts that were read.

use std::fmt;
use std::sync::{Arc, OnceLock};

/// Gives the bytes of a file; the only way by which this crate reaches anything outside itself.
pub trait ReadFile {
    /// Reads the file at `path` whole.
    ///
    /// # Errors
    /// Whatever the file system, or what stands in for it, says.
    fn read(&self, path: &str) -> std::io::Result<Vec<u8>>;
}

impl<F: Fn(&str) -> std::io::Result<Vec<u8>>> ReadFile for F {
    fn read(&self, path: &str) -> std::io::Result<Vec<u8>> {
        self(path)
    }
}

/// A description to read: its path as messages show it, and the reader that finds it.
#[derive(Clone)]
pub struct Source<'a> {
    /// The path of the description, as given by the user.
    pub path: String,
    /// The reader of that path and of the files that the description refers to.
    pub reader: &'a dyn ReadFile,
}

impl<'a> Source<'a> {
    /// The description at `path`, to be read by `reader`.
    pub fn new(path: impl Into<String>, reader: &'a dyn ReadFile) -> Self {
        Self {
            path: path.into(),
            reader,
        }
    }
}

impl fmt::Debug for Source<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Source")
            .field("path", &self.path)
            .finish_non_exhaustive()
    }
}

/// The number of a file that was read, in the order of reading.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct FileId(pub(crate) u16);

/// A stretch of bytes in a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Span {
    /// The file.
    pub file: FileId,
    /// The offset of the first byte.
    pub start: u32,
    /// The offset behind the last byte.
    pub end: u32,
}

/// One text that was read.
#[derive(Debug)]
pub struct SourceFile {
    path: String,
    text: String,
    lines: OnceLock<Vec<u32>>,
}

impl SourceFile {
    /// The path as it was given.
    pub fn path(&self) -> &str {
        &self.path
    }

    /// The whole text.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Line and column (in characters) of a byte offset, both from 1; an offset past the end is the end.
    pub fn position(&self, offset: u32) -> (usize, usize) {
        let (line, start) = self.line_at(offset);
        let end = self.boundary(offset as usize);
        let column = self
            .text
            .get(start..end)
            .map_or(0, |head| head.chars().count());
        (line + 1, column + 1)
    }

    /// The index of the line holding `offset`, from 0, and where that line starts.
    pub(crate) fn line_at(&self, offset: u32) -> (usize, usize) {
        let lines = self.lines();
        let line = lines
            .partition_point(|start| *start <= offset)
            .saturating_sub(1);
        (line, lines.get(line).map_or(0, |start| *start as usize))
    }

    /// Where the line after the one holding `offset` starts, or the end of the text.
    pub(crate) fn line_end(&self, offset: u32) -> usize {
        let (line, _) = self.line_at(offset);
        self.lines()
            .get(line + 1)
            .map_or(self.text.len(), |start| *start as usize)
    }

    /// The nearest character boundary at or before `offset`.
    pub(crate) fn boundary(&self, offset: usize) -> usize {
        self.text.floor_char_boundary(offset.min(self.text.len()))
    }

    fn lines(&self) -> &[u32] {
        self.lines.get_or_init(|| {
            let ends = self
                .text
                .bytes()
                .enumerate()
                .filter(|(_, byte)| *byte == b'\n');
            let starts = ends.map(|(index, _)| u32::try_from(index + 1).unwrap_or(u32::MAX));
            std::iter::once(0).chain(starts).collect()
        })
    }
}

/// The texts that were read, by [`FileId`]; cloning shares them.
#[derive(Debug, Clone, Default)]
pub struct SourceMap {
    files: Vec<Arc<SourceFile>>,
}

impl SourceMap {
    /// Takes a text in and numbers it.
    pub fn add(&mut self, path: impl Into<String>, text: String) -> FileId {
        let id = FileId(u16::try_from(self.files.len()).unwrap_or(u16::MAX));
        self.files.push(Arc::new(SourceFile {
            path: path.into(),
            text,
            lines: OnceLock::new(),
        }));
        id
    }

    /// Takes a text in unless it is there already.
    pub fn add_once(&mut self, path: &str, text: &str) -> FileId {
        let known = self
            .files
            .iter()
            .position(|file| file.path == path && file.text == text);
        match known {
            Some(index) => FileId(u16::try_from(index).unwrap_or(u16::MAX)),
            None => self.add(path, text.to_owned()),
        }
    }

    /// The paths of all files, in the order of reading.
    pub fn paths(&self) -> impl Iterator<Item = &str> {
        self.files.iter().map(|file| file.path())
    }

    /// The file of that number.
    pub fn get(&self, file: FileId) -> Option<&Arc<SourceFile>> {
        self.files.get(usize::from(file.0))
    }
}
