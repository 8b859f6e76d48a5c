//! The pattern as a regular expression with assertions: what is left of the syntax tree when groups have no names,
//! quantifiers no greed and characters no spelling. Only the verdict matters here, not where a match begins.

use super::set::SymbolSet;

/// A regular expression.
#[derive(Debug)]
pub(super) enum Node {
    /// One symbol of the set.
    Set(SymbolSet),
    /// One after the other; the empty list matches the empty string.
    Sequence(Vec<Node>),
    /// Any of them.
    Choice(Vec<Node>),
    /// `body{min,max}`, no maximum for `None`.
    Repeat {
        body: Box<Node>,
        min: u64,
        max: Option<u64>,
    },
    /// Holds or not, and reads nothing.
    Assertion(Assertion),
}

/// What can be asserted of a place in the text.
#[derive(Debug)]
pub(super) enum Assertion {
    /// `^`
    Start,
    /// `$`
    End,
    /// `\b`, negated `\B`
    WordBoundary { negated: bool },
    /// `(?=…)`, `(?!…)`, `(?<=…)`, `(?<!…)`; `id` tells the look-arounds of a tree apart.
    Look {
        id: usize,
        direction: Direction,
        negated: bool,
        body: Box<Node>,
    },
}

/// To which side of its place a look-around reads.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) enum Direction {
    Ahead,
    Behind,
}

impl Node {
    /// Matches the empty string.
    pub(super) fn empty() -> Self {
        Self::Sequence(Vec::new())
    }
}
