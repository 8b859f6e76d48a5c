//! Patterns that have been compiled, each once, and what is said of one that no text matches.

use std::collections::HashMap;
use std::rc::Rc;

use super::{Automaton, Limits, PatternError, compile};
use crate::diagnostic::{Code, Diagnostic};

/// What has become of patterns, by their sources: many schemas share one, and compiling takes long.
#[derive(Debug, Default)]
pub(crate) struct Compiled(HashMap<String, Rc<Result<Automaton, PatternError>>>);

impl Compiled {
    /// The automaton of a pattern, compiled where it is not yet.
    pub(crate) fn get(&mut self, source: &str) -> Rc<Result<Automaton, PatternError>> {
        if let Some(known) = self.0.get(source) {
            return Rc::clone(known);
        }
        let compiled = Rc::new(compile(source, &Limits::default()));
        self.0.insert(source.to_owned(), Rc::clone(&compiled));
        compiled
    }
}

/// Says of a pattern that it is found in no text.
pub(crate) fn never(source: &str) -> Diagnostic {
    let is_literal = source.len() > 1
        && source.starts_with('/')
        && source
            .trim_end_matches(|it: char| it.is_ascii_alphabetic())
            .ends_with('/');
    let help = if is_literal {
        "this looks like a literal of JavaScript: take away the slashes, and the flags behind them"
    } else {
        "correct the pattern"
    };
    let message = "this pattern is not checked: no text matches it";
    Diagnostic::new(Code::UnsatisfiableConstraint, message).help(help)
}
