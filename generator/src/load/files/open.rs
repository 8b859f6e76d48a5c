//! The files that belong to a description: each read once, all of them within one set of limits.

use std::collections::BTreeMap;

use crate::diagnostic::{Code, Diagnostic, Diagnostics, Location, Severity};
use crate::load::{self, Limits, Node, measure};
use crate::pointer::{FILES, Pointer};
use crate::source::Source;

/// The number of the description itself.
pub(super) const MAIN: usize = 0;

/// A node: the number of its file, and its pointer there.
pub(super) type Place = (usize, Pointer);

struct File {
    /// From the description's folder on.
    path: String,
    root: Node,
}

/// The description and the other files, by number.
pub(super) struct Files<'s> {
    source: &'s Source<'s>,
    /// What stands before a path from the description's folder on, so that the reader knows it.
    folder: String,
    main: File,
    others: Vec<File>,
    /// The numbers of files; none for one that could not be read, which has been said.
    numbers: BTreeMap<String, Option<usize>>,
    /// What may still be read.
    left: Limits,
    /// How many other files were read, those that cannot be used among them.
    read: usize,
    /// Has it been said that there is more than may be read? Once, since references beyond a limit may be many.
    is_full: bool,
}

impl<'s> Files<'s> {
    pub(super) fn new(source: &'s Source<'s>, main: Node, limits: Limits) -> Self {
        let (folder, name) = source
            .path
            .rfind(['/', '\\'])
            .map_or(("", source.path.as_str()), |at| {
                source.path.split_at(at + 1)
            });
        // `REF:PATH`, a file of a git revision.
        let name = name.rsplit(':').next().unwrap_or(name);
        Self {
            source,
            folder: folder.to_owned(),
            numbers: BTreeMap::from([(name.to_owned(), Some(MAIN))]),
            main: File {
                path: name.to_owned(),
                root: main,
            },
            others: Vec::new(),
            left: limits,
            read: 0,
            is_full: false,
        }
    }

    /// The number of the file at a path, which is read if that has not been done; `asked` is where it is referred to.
    pub(super) fn open(
        &mut self,
        path: &str,
        asked: &Location,
        diagnostics: &mut Diagnostics,
    ) -> Option<usize> {
        if let Some(known) = self.numbers.get(path) {
            return *known;
        }
        let opened = self.read(path, asked, diagnostics);
        self.numbers.insert(path.to_owned(), opened);
        opened
    }

    fn read(
        &mut self,
        path: &str,
        asked: &Location,
        diagnostics: &mut Diagnostics,
    ) -> Option<usize> {
        if self.is_full {
            return None;
        }
        if self.read >= self.left.files {
            self.is_full = true;
            let message = format!("more than {} files are referred to", self.left.files);
            diagnostics.push(Diagnostic::new(Code::TooLarge, message).at(asked.clone()));
            return None;
        }
        let known = format!("{}{path}", self.folder);
        let source = Source::new(known, self.source.reader);
        let mut aside = diagnostics.aside();
        let read = load::file(&source, &self.left, Some(asked), &mut aside);
        self.is_full |= aside.iter().any(|one| one.code == Code::TooLarge);
        let is_sound = take_back(aside, asked, diagnostics);
        let (root, bytes) = read;
        // One that cannot be used has cost as much.
        self.left.bytes = self.left.bytes.saturating_sub(bytes);
        self.read += usize::from(bytes > 0);
        let root = root.filter(|_| is_sound)?;
        self.left.nodes = self.left.nodes.saturating_sub(measure(&root).0);
        self.others.push(File {
            path: path.to_owned(),
            root,
        });
        Some(self.others.len())
    }

    /// The path of a file, from the description's folder on.
    pub(super) fn path(&self, file: usize) -> &str {
        self.file(file).map_or("", |file| &file.path)
    }

    /// The pointer to a file in the whole tree.
    pub(super) fn pointer(&self, file: usize) -> Pointer {
        match file {
            MAIN => Pointer::root(),
            _ => Pointer::root().key(FILES).key(self.path(file)),
        }
    }

    pub(super) fn root(&self, file: usize) -> Option<&Node> {
        self.file(file).map(|file| &file.root)
    }

    pub(super) fn node(&self, file: usize, pointer: &Pointer) -> Option<&Node> {
        self.root(file)?.at(pointer)
    }

    pub(super) fn node_mut(&mut self, file: usize, pointer: &Pointer) -> Option<&mut Node> {
        self.file_mut(file)?.root.at_mut(pointer)
    }

    /// The tree of the description, and those of the others with their paths.
    pub(super) fn into_trees(self) -> (Node, Vec<(String, Node)>) {
        let others = self.others.into_iter();
        let others = others.map(|file| (file.path, file.root)).collect();
        (self.main.root, others)
    }

    fn file(&self, number: usize) -> Option<&File> {
        match number.checked_sub(1) {
            None => Some(&self.main),
            Some(index) => self.others.get(index),
        }
    }

    fn file_mut(&mut self, number: usize) -> Option<&mut File> {
        match number.checked_sub(1) {
            None => Some(&mut self.main),
            Some(index) => self.others.get_mut(index),
        }
    }
}

/// Takes back what was said of a file, and whether it can be used. One with an error in it is not read, and the rest goes on
/// without it: the error becomes a warning where the file is referred to, and names its place in the file. That there is more
/// than may be read stays an error.
fn take_back(aside: Diagnostics, asked: &Location, diagnostics: &mut Diagnostics) -> bool {
    let errors = aside
        .iter()
        .filter(|one| one.severity == Severity::Error && one.code != Code::TooLarge);
    let faults: Vec<Diagnostic> = errors.map(|error| unread(error, &aside, asked)).collect();
    let is_sound = faults.is_empty();
    diagnostics.take_back(aside, is_sound);
    faults.into_iter().for_each(|fault| diagnostics.push(fault));
    is_sound
}

/// What to say of a reference to a file with an error in it.
fn unread(error: &Diagnostic, of_file: &Diagnostics, asked: &Location) -> Diagnostic {
    let place = error.at.as_ref().and_then(|at| of_file.position(at));
    let message = match place {
        Some((path, line, column)) => {
            format!(
                "`{path}` cannot be read: {line}:{column}: {}",
                error.message
            )
        }
        None => error.message.clone(),
    };
    let mut warning = Diagnostic::new(error.code, message)
        .severity(Severity::Warning)
        .at(asked.clone());
    warning.leaves_out = true;
    match error.at.clone() {
        Some(at) => warning.related("the place in the file", at),
        None => warning,
    }
}
