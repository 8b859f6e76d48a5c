//! Gives every thing of an API its Rust name, in one pass.
//!
//! **Invariant:** names are made here and nowhere else. A name that can't be made, or that another thing has already, is an
//! error that says which setting mends it.

mod case;
mod names;
mod operations;
mod scope;
#[cfg(test)]
mod tests;
mod types;

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use crate::config::{Config, Rename};
use crate::diagnostic::{Code, Diagnostic, Diagnostics, Location};
use crate::document::Document;
use crate::ir::Api;
use crate::pointer::Pointer;
use case::{Cased, Trouble};
pub use names::{Named, Names, OperationNames, ResourceNames, TypeNames};

/// Names everything. What is wrong is reported; the names are complete all the same.
pub(crate) fn name(
    api: Api,
    document: &Document,
    config: &Config,
    diagnostics: &mut Diagnostics,
) -> Named {
    let mut naming = Naming {
        document,
        config,
        diagnostics,
        used: BTreeSet::new(),
        unfit: BTreeMap::new(),
        nameless: BTreeSet::new(),
    };
    let mut names = Names::default();
    naming.types(&api, &mut names);
    naming.resources(&api, &mut names);
    naming.operations(&api, &mut names);
    naming.variables(&api, &mut names);
    naming.stale_renames();
    Named { api, names }
}

/// A name of the description in a message.
fn shown(wire: &str) -> String {
    if wire.contains('`') || wire.chars().any(char::is_control) {
        format!("{wire:?}")
    } else {
        format!("`{wire}`")
    }
}

struct Naming<'a> {
    document: &'a Document,
    config: &'a Config,
    diagnostics: &'a mut Diagnostics,
    /// Which renames were used, by their place in the settings.
    used: BTreeSet<usize>,
    /// Which renames stand at a thing whose names are written in another case.
    unfit: BTreeMap<usize, Case>,
    /// What no name could be made of, which has been said; what stands in for the name takes none from others.
    nameless: BTreeSet<Pointer>,
}

/// The case of a name.
#[derive(Clone, Copy)]
enum Case {
    /// Types and variants.
    Pascal,
    /// Everything else.
    Snake,
}

impl Case {
    fn of(self, wire: &str) -> Cased {
        match self {
            Self::Pascal => case::pascal(wire),
            Self::Snake => case::snake(wire),
        }
    }

    /// Is this a name of that case? A field and the type that is written inside it stand at one pointer, so the case of a
    /// rename says which of them it is for.
    fn fits(self, name: &str) -> bool {
        match self {
            Self::Pascal => !name.trim_start_matches('_').starts_with(char::is_lowercase),
            Self::Snake => !name.contains(char::is_uppercase),
        }
    }

    fn example(self) -> &'static str {
        match self {
            Self::Pascal => "`LikeThis`",
            Self::Snake => "`like_this`",
        }
    }
}

impl Naming<'_> {
    /// The name of a thing: what the settings say, or what its wire name makes.
    fn base(&mut self, wire: &str, case: Case, origin: &Pointer) -> String {
        if let Some(name) = self.renamed(origin, case) {
            return name;
        }
        let Cased { ident, trouble } = case.of(wire);
        match trouble {
            None => {}
            Some(Trouble::NothingLeft) => {
                let message = if wire.is_empty() {
                    "no Rust name can be made of an empty name".to_owned()
                } else {
                    let wire = shown(wire);
                    format!("no Rust name can be made of {wire}: it has no letter and no digit")
                };
                self.report(Code::BadName, origin, message, &self.rename_help(origin));
                self.nameless.insert(origin.clone());
            }
            Some(Trouble::Keyword) => {
                let message = format!(
                    "{} is a keyword of Rust, so the name is `{ident}`",
                    shown(wire)
                );
                self.report(
                    Code::KeywordName,
                    origin,
                    message,
                    &self.rename_help(origin),
                );
            }
        }
        ident
    }

    /// The name that the settings have for what stands at a pointer.
    fn renamed(&mut self, origin: &Pointer, case: Case) -> Option<String> {
        if self.config.renames.is_empty() {
            return None;
        }
        let at = origin.to_string();
        let renames = self.config.renames.iter().enumerate();
        let (fitting, unfit): (Vec<_>, Vec<_>) = renames
            .filter(|(_, rename)| rename.at == at)
            .partition(|(_, rename)| case.fits(&rename.to));
        self.unfit
            .extend(unfit.iter().map(|(index, _)| (*index, case)));
        let (index, rename) = *fitting.first()?;
        let is_new = self.used.insert(index);
        if case::is_identifier(&rename.to) {
            return Some(rename.to.clone());
        }
        if !is_new {
            return None;
        }
        let message = format!("`{}` is no Rust identifier", rename.to);
        let place = self.setting(rename.to_span.clone());
        self.push(
            Code::BadConfig,
            message,
            place,
            "give a name of letters, digits and underscores that is no keyword",
        );
        None
    }

    /// Renames that name nothing are errors: the description has moved on, and the settings have not.
    fn stale_renames(&mut self) {
        if self.config.lent {
            return;
        }
        for (index, rename) in self.config.renames.iter().enumerate() {
            if self.used.contains(&index) {
                continue;
            }
            let Rename {
                at,
                to,
                reason: _,
                at_span,
                to_span,
            } = rename;
            let (message, help, span) = match self.unfit.get(&index) {
                Some(case) => (
                    format!("`{to}` is not written as the name of `{at}` has to be"),
                    format!("write it {}", case.example()),
                    to_span,
                ),
                None => (
                    format!("the rename of `{at}` to `{to}` names nothing that gets a name"),
                    Code::StaleRename.explain().help.to_owned(),
                    at_span,
                ),
            };
            let place = self.setting(span.clone());
            self.push(Code::StaleRename, message, place, &help);
        }
    }

    fn variables(&mut self, api: &Api, names: &mut Names) {
        let mut scope = scope::Scope::new(&scope::BUILDER_METHODS);
        for variable in api
            .servers
            .first()
            .into_iter()
            .flat_map(|server| &server.variables)
        {
            let base = self.base(&variable.wire, Case::Snake, &variable.origin);
            let base = scope.allowed(base, "_variable");
            names
                .variables
                .push(self.claim(&mut scope, base, &variable.wire, &variable.origin));
        }
    }

    /// Takes a name for itself; that another thing has it already is an error.
    fn claim(
        &mut self,
        scope: &mut scope::Scope,
        name: String,
        wire: &str,
        origin: &Pointer,
    ) -> String {
        if self.nameless.contains(origin) {
            return name;
        }
        if let Err(first) = scope.claim(&name, wire, origin) {
            let (one, other) = (shown(wire), shown(&first.wire));
            let message = if one == other {
                format!("two things are called {one}, so both would be `{name}` in Rust")
            } else {
                format!("{one} and {other} would both be `{name}` in Rust")
            };
            let diagnostic = Diagnostic::new(Code::NameCollision, message)
                .at(self.place(origin))
                .related("the other one", self.place(&first.origin))
                .help(self.rename_help(origin));
            self.diagnostics.push(diagnostic);
        }
        name
    }

    fn rename_help(&self, origin: &Pointer) -> String {
        // A pointer may hold quotes and backslashes.
        let at = toml::Value::from(origin.to_string());
        format!("name it in the settings:\n[[rename]]\nat = {at}\nto = \"…\"\nreason = \"…\"")
    }

    fn report(&mut self, code: Code, origin: &Pointer, message: String, help: &str) {
        let at = self.place(origin);
        self.push(code, message, Some(at), help);
    }

    fn push(&mut self, code: Code, message: String, at: Option<Location>, help: &str) {
        let mut diagnostic = Diagnostic::new(code, message).help(help);
        diagnostic.at = at;
        self.diagnostics.push(diagnostic);
    }

    /// Where the name of a thing stands: operations and parameters have it in a member, all else in its key or value.
    fn place(&self, origin: &Pointer) -> Location {
        let segments: Vec<_> = origin.segments().collect();
        let member = match segments.as_slice() {
            [paths, _, _] if paths == "paths" => "operationId",
            [.., list, _] if list == "parameters" => "name",
            _ => return self.document.locate_origin(origin),
        };
        self.document.locate_origin(&origin.key(member))
    }

    /// The place of something in the settings.
    fn setting(&mut self, span: Range<usize>) -> Option<Location> {
        let (path, text) = self.config.source.as_ref()?;
        let file = self.diagnostics.sources_mut().add_once(path, text);
        let end = |at: usize| u32::try_from(at).unwrap_or(u32::MAX);
        Some(Location {
            file,
            span: end(span.start)..end(span.end),
            pointer: Pointer::root(),
        })
    }
}
