//! Compiles every pattern of an API, between naming and emitting: a pattern that has no automaton is reported and only documented.

use std::collections::BTreeMap;

use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::document::Document;
use crate::ir::{Api, Constrained, TypeKind};
use crate::pattern::{self, Automaton, Limits, PatternError};

/// The automata of an API's patterns, by the pattern's text.
#[derive(Debug, Default)]
pub(crate) struct Patterns(BTreeMap<String, Option<Automaton>>);

impl Patterns {
    /// Compiles the patterns of all types, each once.
    pub(crate) fn compile(api: &Api, document: &Document, diagnostics: &mut Diagnostics) -> Self {
        let limits = Limits::default();
        let mut patterns = BTreeMap::new();
        for (_, def) in api.types.iter() {
            let TypeKind::Constrained(Constrained { rules, .. }) = &def.kind else {
                continue;
            };
            let Some(source) = &rules.pattern else {
                continue;
            };
            if patterns.contains_key(source) {
                continue;
            }
            let automaton = match pattern::compile(source, &limits) {
                Ok(automaton) => Some(automaton),
                Err(error) => {
                    if let Some(origin) = def.origins.first() {
                        diagnostics.push(report(&error, document, &origin.key("pattern")));
                    }
                    None
                }
            };
            patterns.insert(source.clone(), automaton);
        }
        Self(patterns)
    }

    /// The automaton of a pattern, if it has one.
    pub(crate) fn get(&self, source: &str) -> Option<&Automaton> {
        self.0.get(source)?.as_ref()
    }
}

fn report(error: &PatternError, document: &Document, at: &crate::pointer::Pointer) -> Diagnostic {
    let help = match error {
        PatternError::Syntax { .. } => "correct the pattern",
        PatternError::NotRegular(_) => "write it without what the message names",
        PatternError::TooLarge { .. } | PatternError::TooDeep { .. } => "write a shorter pattern",
    };
    Diagnostic::new(
        Code::UnsupportedPattern,
        format!("this pattern is not checked: it {error}"),
    )
    .at(document.locate_origin(at))
    .help(help)
}
