//! Gives every thing of an API its Rust name, in one pass.
//!
//! **Invariant:** names are made here and nowhere else, and everything gets one of its own, whatever the description says.

mod answers;
mod bodies;
mod case;
mod files;
mod homes;
mod lock;
mod names;
mod operations;
mod places;
mod scope;
mod selected;
mod settle;
mod short;
mod styles;
#[cfg(test)]
mod tests;
mod types;
mod variants;
mod within;

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::ops::Range;

use crate::config::{Config, Rename};
use crate::diagnostic::{Code, Diagnostic, Diagnostics, Location};
use crate::document::Document;
use crate::ir::{Api, SecurityScheme};
use crate::pointer::Pointer;
use crate::source::FileId;
use case::Case;
pub use homes::Home;
pub use lock::NameLock;
pub use names::{HeaderNames, Named, Names, OperationNames, ResourceNames, TypeNames};
use places::Places;
use settle::{Key, Kind};
use styles::{Role, Styles};

/// Names everything. What is wrong is reported; the names are complete all the same.
pub(crate) fn name(
    mut api: Api,
    document: &Document,
    config: &Config,
    diagnostics: &mut Diagnostics,
) -> Named {
    let mut naming = Naming::new(document, config, diagnostics);
    naming.styles.vote_all(&api);
    naming.bodies(&mut api);
    let mut names = Names::default();
    naming.types(&api, &mut names);
    naming.resources(&api, &mut names);
    naming.operations(&api, &mut names);
    naming.variables(&api, &mut names);
    (names.homes, names.home_of) = homes::homes(&api, &names);
    naming.stale_renames();
    for (key, traits) in std::mem::take(&mut naming.places.seen) {
        naming.settled.insert(styles::Role::Items, key, traits);
    }
    naming.keep_unselected();
    naming.stale_names();
    names.lock = naming.settled;
    names.lock.styles = naming.styles;
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
    /// The renames of the settings by their pointer, each with its place among them.
    renames: HashMap<&'a str, Vec<(usize, &'a Rename)>>,
    /// Which renames were used, by their place in the settings.
    used: BTreeSet<usize>,
    /// Which renames stand at a thing whose names are written in another case.
    unfit: BTreeMap<usize, Case>,
    /// The names that were given before.
    lock: &'a NameLock,
    /// The names that are given now and have to stay.
    settled: NameLock,
    /// How the API writes its names.
    styles: Styles,
    /// What things in lists are called.
    places: Places<'a>,
}

impl<'a> Naming<'a> {
    fn new(document: &'a Document, config: &'a Config, diagnostics: &'a mut Diagnostics) -> Self {
        let mut renames: HashMap<&str, Vec<_>> = HashMap::new();
        for (index, rename) in config.renames.iter().enumerate() {
            renames
                .entry(rename.at.as_str())
                .or_default()
                .push((index, rename));
        }
        Self {
            document,
            config,
            diagnostics,
            renames,
            used: BTreeSet::new(),
            unfit: BTreeMap::new(),
            lock: &config.names,
            settled: NameLock::default(),
            styles: config.names.styles.clone(),
            places: Places::new(document, &config.names),
        }
    }
}

impl Naming<'_> {
    /// The name that the settings have for what stands at a pointer.
    fn renamed(&mut self, origin: &Pointer, case: Case) -> Option<String> {
        if self.config.renames.is_empty() {
            return None;
        }
        let at = origin.to_string();
        let renames = self.renames.get(at.as_str())?;
        let (fitting, unfit): (Vec<_>, Vec<_>) = renames
            .iter()
            .copied()
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

    /// Says which names of the lock are dropped, since what they were given to is gone.
    fn stale_names(&mut self) {
        if self.config.lent {
            return;
        }
        let stale: Vec<_> = self.lock.missing_in(&self.settled).collect();
        let (Some((section, key)), count) = (stale.first(), stale.len()) else {
            return;
        };
        let more = match count {
            1 => String::new(),
            _ => format!(", and {} more", count - 1),
        };
        let message = format!(
            "the lock of names drops {} in `{section}`{more}",
            shown(key)
        );
        let help = Code::StaleName.explain().help;
        let place = self.lock.place(key).map(|(path, text, span)| {
            let file = self.diagnostics.sources_mut().add_once(path, text);
            in_file(file, span)
        });
        self.push(Code::StaleName, message, place, help);
    }

    fn variables(&mut self, api: &Api, names: &mut Names) {
        const KIND: Kind = Kind {
            case: Case::Snake,
            role: Role::Variables,
            suffix: "_variable",
            names_types: false,
        };
        const KEY: Kind = Kind {
            suffix: "_key",
            ..KIND
        };
        const TOKEN: Kind = Kind {
            suffix: "_token",
            ..KIND
        };
        let mut scope = scope::Scope::new(&scope::BUILDER_METHODS);
        let variables = api.variables();
        let mut wishes: Vec<_> = variables
            .iter()
            .map(|(variable, _)| {
                let key = Key::of(&variable.wire);
                self.wish(KIND, &scope, (&variable.wire, &variable.origin), key)
            })
            .collect();
        let own = api.own_credentials();
        let has_own = |scheme: &&SecurityScheme| own.contains(scheme.wire.as_str());
        let keys = api.schemes.iter().filter(has_own);
        wishes.extend(keys.map(|scheme| {
            let key = Key {
                prefix: "key",
                separator: " ",
                name: &scheme.wire,
            };
            // A variable may be called as it is.
            let kind = if scheme.kind.is_bearer() { TOKEN } else { KEY };
            let wish = self.wish(kind, &scope, (&scheme.wire, &scheme.origin), key);
            wish.by_no_right()
        }));
        let mut setters = self.settle(KIND, &mut scope, &wishes);
        let mut keys = setters.split_off(variables.len()).into_iter();
        names.variables = setters;
        let setters = api.schemes.iter().map(|scheme| {
            let key = has_own(&scheme).then(|| keys.next());
            key.flatten().unwrap_or_default()
        });
        names.schemes = setters.collect();
    }

    fn rename_help(&self, origin: &Pointer) -> String {
        // A pointer may hold quotes and backslashes.
        let at = toml::Value::from(origin.to_string());
        format!("name it in the settings:\n[[rename]]\nat = {at}\nto = \"…\"\nreason = \"…\"")
    }

    /// Reports something about a thing.
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
        Some(in_file(file, span))
    }
}

/// A place in a file that is no description.
fn in_file(file: FileId, span: Range<usize>) -> Location {
    let end = |at: usize| u32::try_from(at).unwrap_or(u32::MAX);
    Location {
        file,
        span: end(span.start)..end(span.end),
        pointer: Pointer::root(),
    }
}
