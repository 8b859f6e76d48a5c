//! What every stage reports: diagnostics with a code and a place, collected and rendered together.

mod code;
mod loss;
mod render;

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;
use std::ops::Range;

pub use code::{Code, Explanation};

use crate::pointer::Pointer;
use crate::source::{FileId, SourceMap, Span};

/// How many diagnostics of one code are kept; the rest is counted and summed up.
const KEPT_PER_CODE: usize = 200;

/// How grave a diagnostic is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Severity {
    /// Nothing is generated.
    Error,
    /// Something is left out or looks wrong; the rest is generated.
    Warning,
    /// For information.
    Note,
}

/// A place in a description.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Location {
    /// The file.
    pub file: FileId,
    /// The bytes in it.
    pub span: Range<u32>,
    /// The pointer in the description as it was written, before normalising.
    pub pointer: Pointer,
}

impl Location {
    /// The place of `span`, which is the node at `pointer`.
    pub fn new(span: Span, pointer: Pointer) -> Self {
        Self {
            file: span.file,
            span: span.start..span.end,
            pointer,
        }
    }
}

/// One thing to say about a description.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Diagnostic {
    /// How grave it is.
    pub severity: Severity,
    /// Its kind.
    pub code: Code,
    /// What was found, without a full stop.
    pub message: String,
    /// Where it was found.
    pub at: Option<Location>,
    /// Other places that have to do with it, and how.
    pub related: Vec<(String, Location)>,
    /// What would mend it; if none is given, the code's own help is shown.
    pub help: Option<String>,
    /// Whether something described is left out, or a more general type stands in for it.
    pub leaves_out: bool,
}

impl Diagnostic {
    /// A diagnostic with the code's own severity and no place yet.
    pub fn new(code: Code, message: impl Into<String>) -> Self {
        // What a message names may be empty, and two backticks say nothing.
        let message = message.into().replace("``", "`\"\"`");
        Self {
            severity: code.severity(),
            code,
            message,
            at: None,
            related: Vec::new(),
            help: None,
            leaves_out: code.leaves_out(),
        }
    }

    /// Sets where it was found.
    #[must_use]
    pub fn at(mut self, at: Location) -> Self {
        self.at = Some(at);
        self
    }

    /// Adds another place that has to do with it.
    #[must_use]
    pub fn related(mut self, how: impl Into<String>, at: Location) -> Self {
        self.related.push((how.into(), at));
        self
    }

    /// Says what would mend it.
    #[must_use]
    pub fn help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }

    /// Says that nothing is left out, whatever its code says.
    #[must_use]
    pub fn leaves_nothing_out(mut self) -> Self {
        self.leaves_out = false;
        self
    }

    /// Gives it another severity than its code has.
    #[must_use]
    pub fn severity(mut self, severity: Severity) -> Self {
        self.severity = severity;
        self
    }
}

/// The diagnostics of one run and the texts that they point into.
#[derive(Debug, Clone, Default)]
pub struct Diagnostics {
    items: Vec<Diagnostic>,
    counts: BTreeMap<(Severity, Code), usize>,
    /// What has been said of a place, kept or only counted: a type that is parted in two is not spoken of twice, nor is a
    /// schema that several others extend.
    said: BTreeSet<(Code, FileId, (u32, u32), String)>,
    /// How many say that something described is left out.
    leaving_out: usize,
    sources: SourceMap,
}

impl Diagnostics {
    /// None yet.
    pub fn new() -> Self {
        Self::default()
    }

    /// Takes a diagnostic in, unless the same has been said of the same place. Of one code the first two hundred are kept, the
    /// rest is only counted.
    pub fn push(&mut self, diagnostic: Diagnostic) {
        if self.has_said(&diagnostic) {
            return;
        }
        let count = self
            .counts
            .entry((diagnostic.severity, diagnostic.code))
            .or_default();
        *count += 1;
        let is_loss = diagnostic.leaves_out && diagnostic.severity != Severity::Note;
        self.leaving_out += usize::from(is_loss);
        if *count <= KEPT_PER_CODE {
            self.items.push(diagnostic);
        }
    }

    /// Whether this has been said of its place; if not, it has been from now on.
    fn has_said(&mut self, diagnostic: &Diagnostic) -> bool {
        let Some(at) = &diagnostic.at else {
            return false;
        };
        let message = diagnostic.message.clone();
        let span = (at.span.start, at.span.end);
        let said = (diagnostic.code, at.file, span, message);
        !self.said.insert(said)
    }

    /// Whether one like this would be kept, so that it is worth working out.
    pub(crate) fn keeps(&self, diagnostic: &Diagnostic) -> bool {
        let count = self.counts.get(&(diagnostic.severity, diagnostic.code));
        count.is_none_or(|count| *count < KEPT_PER_CODE)
    }

    /// Takes those of another collection in, but not its texts: both must point into the same.
    pub(crate) fn append(&mut self, other: Diagnostics) {
        let left_out: Vec<_> = other.left_out().collect();
        let leaving_out = self.leaving_out + other.leaving_out;
        for diagnostic in other.items {
            self.push(diagnostic);
        }
        for (severity, code, count) in left_out {
            *self.counts.entry((severity, code)).or_default() += count;
        }
        self.leaving_out = leaving_out;
    }

    /// A collection for a part that may turn out to be of no use. It has the texts until it is taken back.
    pub(crate) fn aside(&mut self) -> Self {
        Self {
            sources: std::mem::take(&mut self.sources),
            ..Self::default()
        }
    }

    /// Takes back what [`Diagnostics::aside`] gave: the texts, and what was said, where that counts.
    pub(crate) fn take_back(&mut self, mut aside: Self, counts: bool) {
        self.sources = std::mem::take(&mut aside.sources);
        if counts {
            self.append(aside);
        }
    }

    /// Takes back what was said of places that are of no matter after all.
    pub(crate) fn forget(&mut self, is_no_matter: impl Fn(&Pointer) -> bool) {
        let Self {
            items,
            counts,
            leaving_out,
            ..
        } = self;
        items.retain(|diagnostic| {
            let at = diagnostic.at.as_ref();
            let kept = !at.is_some_and(|at| is_no_matter(&at.pointer));
            if !kept && diagnostic.severity != Severity::Error {
                let is_loss = diagnostic.leaves_out && diagnostic.severity != Severity::Note;
                *leaving_out = leaving_out.saturating_sub(usize::from(is_loss));
                if let Some(count) = counts.get_mut(&(diagnostic.severity, diagnostic.code)) {
                    *count = count.saturating_sub(1);
                }
            }
            kept || diagnostic.severity == Severity::Error
        });
        counts.retain(|_, count| *count > 0);
    }

    /// Whether any of that code was reported.
    pub(crate) fn has(&self, code: Code) -> bool {
        self.counts.keys().any(|(_, known)| *known == code)
    }

    /// Whether any is an error.
    pub fn has_errors(&self) -> bool {
        self.count(Severity::Error) > 0
    }

    /// How many of that severity were reported.
    pub fn count(&self, severity: Severity) -> usize {
        self.counts
            .iter()
            .filter(|((of, _), _)| *of == severity)
            .map(|(_, count)| count)
            .sum()
    }

    /// Whether nothing was reported.
    pub fn is_empty(&self) -> bool {
        self.items.is_empty()
    }

    /// Those kept, in the order of reporting.
    pub fn iter(&self) -> std::slice::Iter<'_, Diagnostic> {
        self.items.iter()
    }

    /// The texts that the places point into.
    pub fn sources(&self) -> &SourceMap {
        &self.sources
    }

    /// The texts that the places point into, to add one.
    pub fn sources_mut(&mut self) -> &mut SourceMap {
        &mut self.sources
    }

    /// Path, line and column (both from 1) of a place.
    pub fn position(&self, at: &Location) -> Option<(&str, usize, usize)> {
        let file = self.sources.get(at.file)?;
        let (line, column) = file.position(at.span.start);
        Some((file.path(), line, column))
    }

    /// Those kept, sorted by file and offset; those without a place come first.
    pub fn sorted(&self) -> Vec<&Diagnostic> {
        let mut sorted: Vec<_> = self.items.iter().collect();
        sorted.sort_by_key(|item| {
            item.at
                .as_ref()
                .map(|at| (at.file, at.span.start, at.span.end))
        });
        sorted
    }

    /// All of them as rustc would print them, with the lines that they point to, and a summary.
    pub fn render(&self, color: bool) -> String {
        render::render(self, color)
    }

    /// How many more than those kept were reported, by severity and code.
    fn left_out(&self) -> impl Iterator<Item = (Severity, Code, usize)> {
        let over = self
            .counts
            .iter()
            .filter(|(_, count)| **count > KEPT_PER_CODE);
        over.map(|((severity, code), count)| (*severity, *code, count - KEPT_PER_CODE))
    }
}

impl<'a> IntoIterator for &'a Diagnostics {
    type Item = &'a Diagnostic;
    type IntoIter = std::slice::Iter<'a, Diagnostic>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}

impl fmt::Display for Diagnostics {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.render(false))
    }
}

impl std::error::Error for Diagnostics {}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_said_twice_counts_once_however_much_has_been_said() {
        let file = SourceMap::default().add_once("t.yaml", "t");
        let mut diagnostics = Diagnostics::new();
        let count = KEPT_PER_CODE + 50;
        for index in (0..count).chain(0..count) {
            let at = Location {
                file,
                span: 0..1,
                pointer: Pointer::root(),
            };
            let message = format!("number {index}");
            diagnostics.push(Diagnostic::new(Code::StaleName, message).at(at));
        }
        let severity = Code::StaleName.severity();
        assert_eq!(diagnostics.count(severity), count);
        assert_eq!(diagnostics.iter().count(), KEPT_PER_CODE);
    }
}
