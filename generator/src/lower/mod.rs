//! Document → IR: resolves references, merges `allOf`, finds cycles, derives maps and enums, and says which way types travel.
//!
//! **Invariant:** no Rust name and no token is made here.

mod aliases;
mod apart;
mod asked;
mod asks;
mod bodies;
mod boxes;
mod breaks;
mod called;
mod circles;
mod components;
mod conditions;
mod conjunction;
mod contradictions;
mod directions;
mod discriminators;
mod enums;
mod exact;
mod facets;
mod families;
mod finish;
mod finite;
mod formats;
mod formed;
mod held;
mod idle;
mod joined;
mod keywords;
mod labels;
mod media;
mod negation;
mod object_rules;
mod objects;
mod one_way;
mod operations;
mod overlaps;
mod params;
mod parts;
mod possible;
mod prune;
mod reach;
mod resolve;
mod responses;
mod rests;
mod rules;
mod schemas;
mod secrets;
mod select;
mod server;
mod template;
#[cfg(test)]
mod tests;
mod texts;
mod unify;
mod unions;
mod webhooks;

use std::collections::{BTreeSet, HashMap, HashSet};

use indexmap::IndexMap;
use openapiv3::Schema;

use crate::config::{Config, Unify};
use crate::diagnostic::{Code, Diagnostic, Diagnostics, Severity};
use crate::document::Document;
use crate::ir::{Api, Hint, TypeDef, TypeId, TypeKind};
use crate::pattern::Compiled;
use crate::pointer::Pointer;
use components::{ComponentState, Made};
pub(crate) use enums::canonical;
use facets::Facets;
use held::Held;
use resolve::End;
use schemas::{Place, Site};

/// Is all that a keyword says of a schema, by the name that it is carried over with, among what the type of an object keeps?
pub(crate) fn is_read(carried: &str, schema: &Schema) -> bool {
    Facets::of(schema).reads(carried)
}

/// The keyword that is a condition to which one belongs, by the name that it is carried over with.
pub(crate) fn condition(carried: &str) -> Option<&'static str> {
    asks::condition(carried.strip_prefix(crate::normalise::CARRIED)?)
}

/// Lowers a whole document. What can't be expressed is reported and stood in for, or left out.
pub(crate) fn lower(document: &Document, config: &Config, diagnostics: &mut Diagnostics) -> Api {
    let mut lowering = Lowering::new(document, config, diagnostics);
    lowering.info();
    lowering.servers();
    lowering.security_schemes();
    if lowering.takes_all() {
        lowering.component_schemas();
    }
    lowering.paths();
    lowering.deferred_schemas();
    lowering.calls_of_the_service();
    lowering.deferred_schemas();
    lowering.unmatched_selectors();
    lowering.stale_formats();
    lowering.shared_servers();
    lowering.selected_schemes();
    lowering.forget_unasked();
    lowering.aliases();
    lowering.open_circles();
    lowering.values_beside();
    lowering.check_tags();
    lowering.split_by_direction();
    lowering.end_records();
    if config.types.unify == Unify::All {
        unify::unify(&mut lowering.api);
    }
    let components = lowering.takes_all();
    let mut api = lowering.api;
    prune::prune(&mut api, components);
    formats::bytes_are_text(&mut api);
    finish::finish(&mut api);
    for diagnostic in overlaps::overlaps(&api, document) {
        diagnostics.push(diagnostic);
    }
    api
}

/// Can a text be an expression of SPDX, which is names, operators and parentheses?
fn is_expression(text: &str) -> bool {
    let is_of_it = |c: char| c.is_ascii_alphanumeric() || " .-+:()".contains(c);
    text.starts_with(|c: char| c.is_ascii_alphanumeric() || c == '(') && text.chars().all(is_of_it)
}

/// The state of one lowering.
struct Lowering<'a> {
    document: &'a Document,
    config: &'a Config,
    diagnostics: &'a mut Diagnostics,
    api: Api,
    /// What has become of each key under `components/schemas`.
    components: IndexMap<&'a str, ComponentState>,
    /// Inline types by what they are, so that identical ones are one.
    inline: HashMap<TypeKind, TypeId>,
    /// Members, items and values of maps around what is being lowered.
    structures: usize,
    /// Where components lead that are nothing but a reference.
    ends: HashMap<&'a str, &'a str>,
    /// Where components lead that references were followed to, by their section and name.
    followed: HashMap<&'static str, HashMap<&'a str, End<'a>>>,
    /// Components by the component that they extend.
    extended_by: HashMap<&'a str, Vec<&'a str>>,
    /// Types around it that have been begun.
    begun: usize,
    /// Types by the schemas that make them, where those are no component.
    made: HashMap<Vec<Pointer>, Made>,
    /// Types that have an id and are not known yet.
    pending: HashSet<TypeId>,
    /// Schemas around it, references followed.
    depth: usize,
    /// Components that have their types already, but are lowered later: the way to them was long.
    deferred: Vec<&'a str>,
    /// How many members variants of choices have taken over from what stands beside the choice.
    copied: usize,
    /// How many members have been taken over from what an `allOf` refers to.
    merged: usize,
    /// How many schemas, members and values were gone through to see whether variants are possible.
    tried: usize,
    /// Values of the description that wait to be held against their types.
    held: Vec<Held<'a>>,
    /// Components that stand for any JSON where an `allOf` leads to them from afar.
    cut: HashSet<&'a str>,
    /// The patterns that values of the description were held against.
    compiled: Compiled,
    /// What schemas ask beside their types, as it was read.
    asked: HashMap<Pointer, asks::Asked>,
    /// How many conditions have been read.
    conditions: usize,
    /// Operations that have their ids by the lock of names, whatever stands before them now.
    locked_ids: HashMap<&'a str, Pointer>,
    /// Operation ids and where they were given.
    operation_ids: HashMap<String, Pointer>,
    /// Which selectors have taken an operation, by their place in the settings.
    selected: BTreeSet<usize>,
    /// Operations that no selector takes, and paths without one that is taken.
    passed: HashSet<Pointer>,
    /// Which settings of formats are for one that a schema has, by their place.
    formats_met: BTreeSet<usize>,
}

impl<'a> Lowering<'a> {
    fn new(document: &'a Document, config: &'a Config, diagnostics: &'a mut Diagnostics) -> Self {
        Self {
            document,
            config,
            diagnostics,
            api: Api::default(),
            components: IndexMap::new(),
            inline: HashMap::new(),
            structures: 0,
            ends: resolve::ends(document),
            followed: HashMap::new(),
            extended_by: families::extended_by(document),
            begun: 0,
            made: HashMap::new(),
            pending: HashSet::new(),
            depth: 0,
            deferred: Vec::new(),
            merged: 0,
            copied: 0,
            tried: 0,
            held: Vec::new(),
            cut: HashSet::new(),
            compiled: Compiled::default(),
            asked: HashMap::new(),
            conditions: 0,
            locked_ids: operations::locked_ids(document, config),
            operation_ids: HashMap::new(),
            selected: BTreeSet::new(),
            passed: HashSet::new(),
            formats_met: BTreeSet::new(),
        }
    }

    fn info(&mut self) {
        let info = &self.document.openapi.info;
        self.api.title.clone_from(&info.title);
        self.api.version.clone_from(&info.version);
        let license = Pointer::root().key("info").key("license");
        let identifier = self.document.node(&license).and_then(|license| {
            let carried = format!("{}identifier", crate::normalise::CARRIED);
            license.get(&carried)?.as_str()
        });
        self.api.license = identifier
            .filter(|text| is_expression(text))
            .map(str::to_owned);
        self.api.docs = self.docs(
            None,
            info.description.as_deref(),
            &Pointer::root().key("info"),
        );
    }

    /// Every schema component, used or not, gets its type: the crate's users may want it.
    fn component_schemas(&mut self) {
        let Some(components) = &self.document.openapi.components else {
            return;
        };
        for name in components.schemas.keys() {
            self.component(name);
            self.deferred_schemas();
        }
    }

    fn deferred_schemas(&mut self) {
        while let Some(name) = self.deferred.pop() {
            self.lower_deferred(name);
        }
    }

    /// Leaves out of each direction's types what the direction does not carry.
    fn split_by_direction(&mut self) {
        for member in directions::split(&mut self.api) {
            let diagnostic = Diagnostic::new(Code::UnsupportedKeyword, member.message())
                .severity(Severity::Note)
                .at(self.document.locate_origin(&member.at))
                .help("nothing needs doing unless the member should be there");
            self.diagnostics.push(diagnostic);
        }
    }

    /// Sees to it that every record has values that end.
    fn end_records(&mut self) {
        for (at, name) in finite::make_finite(&mut self.api.types) {
            let message = format!(
                "`{name}` is required, and its record holds itself in it with no end; it is optional here, since nothing could be sent otherwise"
            );
            let diagnostic = Diagnostic::new(Code::UnsatisfiableConstraint, message)
                .at(self.document.locate_origin(&at))
                .help("take it out of `required`, or let it be null");
            self.diagnostics.push(diagnostic);
        }
    }

    /// Sees to it that reading a union ends.
    fn open_circles(&mut self) {
        for at in circles::open_circles(&mut self.api.types) {
            let message = "this leads back to the choice that it is part of, with no object or array between; what that allows stands in its place";
            let diagnostic = Diagnostic::new(Code::ReferenceCycle, message)
                .leaves_nothing_out()
                .at(self.document.locate_origin(&at))
                .help(Code::ReferenceCycle.explain().help);
            self.diagnostics.push(diagnostic);
        }
    }

    /// Reports something about the node at a pointer.
    fn report(&mut self, code: Code, at: &Pointer, message: impl Into<String>) {
        self.report_with(code, at, message, code.explain().help);
    }

    /// Reports something about the node at a pointer, with a help of its own.
    fn report_with(
        &mut self,
        code: Code,
        at: &Pointer,
        message: impl Into<String>,
        help: impl Into<String>,
    ) {
        self.say(at, Diagnostic::new(code, message).help(help));
    }

    /// Reports something about the node at a pointer.
    fn say(&mut self, at: &Pointer, diagnostic: Diagnostic) {
        let at = self.document.locate(at);
        self.diagnostics.push(diagnostic.at(at));
    }

    /// The type of an inline schema: the one that is there already when one is the same.
    fn intern(&mut self, kind: TypeKind, place: &Place, site: &Site) -> TypeId {
        let origin = self.document.origin(&place.pointer);
        if let Some(&id) = self.inline.get(&kind) {
            // What is lowered twice is there twice, until the end.
            self.api.types[id].origins.push(origin);
            return id;
        }
        let id = self
            .api
            .types
            .push(type_def(place.hint.clone(), origin, site, kind.clone()));
        self.inline.insert(kind, id);
        id
    }
}

fn type_def(hint: Hint, origin: Pointer, site: &Site, kind: TypeKind) -> TypeDef {
    TypeDef {
        hint,
        origins: vec![origin],
        docs: site.docs.clone(),
        format: site.format.clone().filter(|name| !says_format(&kind, name)),
        deprecated: site.deprecated,
        directions: crate::ir::Directions::default(),
        resources: Vec::new(),
        kind,
    }
}

/// Does what a type is stand for a format?
fn says_format(kind: &TypeKind, format: &str) -> bool {
    kind.inner().is_some_and(|ty| ty.is_of(Some(format)))
}
