//! Compiles every pattern of an API, between naming and emitting: a pattern that has no automaton is left to an engine that
//! backtracks, and one that is no pattern is documented only; both are reported.

use std::collections::BTreeMap;

use crate::diagnostic::{Code, Diagnostic, Diagnostics, Severity};
use crate::document::Document;
use crate::ir::{Api, Conditions, Constrained, Rules, TypeDef, TypeKind};
use crate::pattern::{self, Automaton, Flavour, Lengths, Limits, PatternError, never};

/// The feature of generated crates, and of the runtime, that has the engine.
pub(crate) const REGRESS: &str = "regress";

/// What a pattern is checked by.
#[derive(Debug)]
enum Checked {
    Automaton(Box<Automaton>, Lengths),
    /// An engine that backtracks, since no automaton decides it.
    Backtracking(Flavour),
    /// Nothing: it is no pattern.
    Not,
}

/// What an API's patterns are checked by, by the pattern's text.
#[derive(Debug, Default)]
pub(crate) struct Patterns(BTreeMap<String, Checked>);

impl Patterns {
    /// Compiles the patterns of all types, each once.
    pub(crate) fn compile(api: &Api, document: &Document, diagnostics: &mut Diagnostics) -> Self {
        let limits = Limits::default();
        let mut patterns: BTreeMap<String, Checked> = BTreeMap::new();
        for (_, def) in api.types.iter() {
            let TypeKind::Constrained(Constrained { rules, .. }) = &def.kind else {
                continue;
            };
            let Some(source) = &rules.pattern else {
                continue;
            };
            if let Some(known) = patterns.get_mut(source) {
                lengths_contradict(known, rules, def, document, diagnostics);
                continue;
            }
            let mut checked = match pattern::compile(source, &limits) {
                Ok(automaton) if automaton.matches_nothing() => {
                    if let Some(origin) = def.origins.first() {
                        let at = document.locate_origin(&origin.key("pattern"));
                        diagnostics.push(never(source).at(at));
                    }
                    Checked::Not
                }
                Ok(automaton) => Checked::Automaton(Box::new(automaton), Lengths::default()),
                Err(error) => {
                    if let Some(origin) = def.origins.first() {
                        diagnostics.push(report(&error, document, &origin.key("pattern")));
                    }
                    match error {
                        PatternError::Syntax { .. } => Checked::Not,
                        _ => Checked::Backtracking(pattern::flavour(source, &limits)),
                    }
                }
            };
            lengths_contradict(&mut checked, rules, def, document, diagnostics);
            patterns.insert(source.clone(), checked);
        }
        for (_, def) in api.types.iter() {
            of_conditions(def, &limits, &mut patterns, document, diagnostics);
        }
        Self(patterns)
    }

    /// The automaton of a pattern, if it has one.
    pub(crate) fn get(&self, source: &str) -> Option<&Automaton> {
        match self.0.get(source)? {
            Checked::Automaton(automaton, _) => Some(automaton),
            Checked::Backtracking(_) | Checked::Not => None,
        }
    }

    /// The flavour of a pattern that is checked by an engine that backtracks.
    pub(crate) fn backtracks(&self, source: &str) -> Option<Flavour> {
        match self.0.get(source)? {
            Checked::Backtracking(flavour) => Some(*flavour),
            Checked::Automaton(..) | Checked::Not => None,
        }
    }

    /// Does any pattern need that engine?
    pub(crate) fn any_backtracks(&self) -> bool {
        let mut all = self.0.values();
        all.any(|checked| matches!(checked, Checked::Backtracking(_)))
    }
}

/// Compiles the patterns of a type's conditions. One that no text matches is nobody's fault there.
fn of_conditions(
    def: &TypeDef,
    limits: &Limits,
    patterns: &mut BTreeMap<String, Checked>,
    document: &Document,
    diagnostics: &mut Diagnostics,
) {
    for source in def.conditions().into_iter().flat_map(Conditions::patterns) {
        if patterns.contains_key(source) {
            continue;
        }
        let checked = match pattern::compile(source, limits) {
            Ok(automaton) => Checked::Automaton(Box::new(automaton), Lengths::default()),
            Err(error) => {
                if let Some(origin) = def.origins.first() {
                    diagnostics.push(report(&error, document, origin));
                }
                match error {
                    PatternError::Syntax { .. } => Checked::Not,
                    _ => Checked::Backtracking(pattern::flavour(source, limits)),
                }
            }
        };
        patterns.insert(source.to_owned(), checked);
    }
}

/// Reports lengths that none of the texts has which a pattern matches.
fn lengths_contradict(
    checked: &mut Checked,
    rules: &Rules,
    def: &TypeDef,
    document: &Document,
    diagnostics: &mut Diagnostics,
) {
    let Checked::Automaton(automaton, lengths) = checked else {
        return;
    };
    let (least, most) = (rules.min_length, rules.max_length);
    let is_said = least > most && most.is_some();
    if is_said || least.or(most).is_none() {
        return;
    }
    if lengths.has_text_within(automaton, least.unwrap_or_default(), most) != Some(false) {
        return;
    }
    let message = match (least, most) {
        (Some(least), Some(most)) => {
            format!(
                "no text that matches the pattern has a length between `minLength` {least} and `maxLength` {most}"
            )
        }
        (Some(least), None) => {
            format!("every text that matches the pattern is shorter than `minLength` {least}")
        }
        (None, most) => format!(
            "every text that matches the pattern is longer than `maxLength` {}",
            most.unwrap_or_default()
        ),
    };
    if let Some(origin) = def.origins.first() {
        let at = document.locate_origin(&origin.key("pattern"));
        let help = "correct the pattern, or the lengths";
        diagnostics.push(
            Diagnostic::new(Code::UnsatisfiableConstraint, message)
                .at(at)
                .help(help),
        );
    }
}

fn report(error: &PatternError, document: &Document, at: &crate::pointer::Pointer) -> Diagnostic {
    let help = match error {
        PatternError::Syntax { .. } => {
            let message = format!("this pattern is not checked: it {error}");
            return Diagnostic::new(Code::UnsupportedPattern, message)
                .at(document.locate_origin(at))
                .help("correct the pattern");
        }
        PatternError::NotRegular(_) => "write it without what the message names",
        PatternError::TooLarge { .. } | PatternError::TooDeep { .. } => "write a shorter pattern",
    };
    let message = format!(
        "this pattern is checked at run time alone, by the feature `{REGRESS}`, and a long text may take long: it {error}"
    );
    Diagnostic::new(Code::UnsupportedPattern, message)
        .severity(Severity::Note)
        .at(document.locate_origin(at))
        .help(help)
}
