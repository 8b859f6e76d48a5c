//! What the readers of both syntaxes share: the budget, the diagnostics, and how an object is put together.

use super::{Limits, Member, Object};
use crate::diagnostic::{Code, Diagnostic, Diagnostics, Location, Severity};
use crate::pointer::Pointer;
use crate::source::{FileId, Span};

/// Says that reading ends here; why has been reported.
#[derive(Debug)]
pub(super) struct Stop;

/// The state of reading one file.
pub(super) struct Builder<'a> {
    pub(super) file: FileId,
    limits: &'a Limits,
    nodes: usize,
    copies: usize,
    depth: usize,
    /// The pointer to what is being read, kept as text because it changes at each step.
    path: Vec<Step>,
    diagnostics: &'a mut Diagnostics,
}

enum Step {
    Key(Box<str>),
    Index(usize),
}

impl<'a> Builder<'a> {
    pub(super) fn new(file: FileId, limits: &'a Limits, diagnostics: &'a mut Diagnostics) -> Self {
        Self {
            file,
            limits,
            nodes: 0,
            copies: 0,
            depth: 0,
            path: Vec::new(),
            diagnostics,
        }
    }

    /// A span of this file.
    pub(super) fn span(&self, start: usize, end: usize) -> Span {
        let offset = |at: usize| u32::try_from(at).unwrap_or(u32::MAX);
        Span {
            file: self.file,
            start: offset(start),
            end: offset(end),
        }
    }

    /// Reports something at a place, with the pointer of what is being read.
    pub(super) fn report(&mut self, code: Code, message: impl Into<String>, span: Span) {
        let at = Location::new(span, self.pointer());
        self.diagnostics.push(Diagnostic::new(code, message).at(at));
    }

    /// Reports something at a place that loses nothing.
    pub(super) fn warn(&mut self, code: Code, message: impl Into<String>, span: Span) {
        let at = Location::new(span, self.pointer());
        let diagnostic = Diagnostic::new(code, message).severity(Severity::Warning);
        self.diagnostics
            .push(diagnostic.leaves_nothing_out().at(at));
    }

    /// Reports something at a place that is left out, and that the rest does without.
    pub(super) fn lose(&mut self, code: Code, message: impl Into<String>, span: Span) {
        let at = Location::new(span, self.pointer());
        let mut diagnostic = Diagnostic::new(code, message).severity(Severity::Warning);
        diagnostic.leaves_out = true;
        self.diagnostics.push(diagnostic.at(at));
    }

    /// Reports something at a place after which reading cannot go on.
    pub(super) fn stop(&mut self, code: Code, message: impl Into<String>, span: Span) -> Stop {
        self.report(code, message, span);
        Stop
    }

    /// The same, with help of its own.
    pub(super) fn stop_with(&mut self, code: Code, message: &str, help: &str, span: Span) -> Stop {
        let at = Location::new(span, self.pointer());
        self.diagnostics
            .push(Diagnostic::new(code, message).help(help).at(at));
        Stop
    }

    /// Counts a value against the limit.
    pub(super) fn count_node(&mut self, span: Span) -> Result<(), Stop> {
        self.nodes += 1;
        if self.nodes <= self.limits.nodes {
            return Ok(());
        }
        let message = format!("the file has more than {} values", self.limits.nodes);
        Err(self.stop(Code::TooLarge, message, span))
    }

    /// Counts the values that an anchor or an alias copies against the limit.
    pub(super) fn count_copies(&mut self, size: usize, span: Span) -> Result<(), Stop> {
        self.copies = self.copies.saturating_add(size);
        if self.copies <= self.limits.copies {
            return Ok(());
        }
        let message = format!("aliases expand to more than {} values", self.limits.copies);
        Err(self.stop(Code::AliasExpansion, message, span))
    }

    /// Whether `levels` more may be nested here. If not, that is said, and what stands here is to be left out.
    pub(super) fn reaches(&mut self, levels: usize, span: Span) -> bool {
        let is_fine = self.depth.saturating_add(levels) <= self.limits.depth;
        if !is_fine {
            let message = format!(
                "values are nested more than {} levels deep; what stands here is left out, and a schema is any JSON",
                self.limits.depth
            );
            self.lose(Code::TooDeep, message, span);
        }
        is_fine
    }

    /// Goes into an array or an object, unless that would be too deep.
    pub(super) fn enter(&mut self, span: Span) -> bool {
        let is_fine = self.reaches(1, span);
        self.depth += usize::from(is_fine);
        is_fine
    }

    /// Comes out of the array or the object that was entered last.
    pub(super) fn leave(&mut self) {
        self.depth -= 1;
    }

    pub(super) fn at_key(&mut self, key: &str) {
        self.path.push(Step::Key(key.into()));
    }

    pub(super) fn at_index(&mut self, index: usize) {
        self.path.push(Step::Index(index));
    }

    pub(super) fn step_back(&mut self) {
        self.path.pop();
    }

    /// Takes duplicate keys out of the members read, keeping the first of each, and reports the others.
    pub(super) fn object(&mut self, members: Vec<Member>) -> Object {
        let (object, duplicates) = Object::from_members(members);
        for duplicate in duplicates {
            let first = object.member(&duplicate.key).map(|member| member.key_span);
            let pointer = self.pointer().key(&duplicate.key);
            let message = format!(
                "the key `{}` is given twice; the first counts",
                duplicate.key
            );
            let at = Location::new(duplicate.key_span, pointer.clone());
            let mut diagnostic = Diagnostic::new(Code::DuplicateKey, message).at(at);
            if let Some(span) = first {
                diagnostic = diagnostic.related("first given here", Location::new(span, pointer));
            }
            self.diagnostics.push(diagnostic);
        }
        object
    }

    fn pointer(&self) -> Pointer {
        self.path
            .iter()
            .fold(Pointer::root(), |pointer, step| match step {
                Step::Key(key) => pointer.key(key),
                Step::Index(index) => pointer.index(*index),
            })
    }
}
