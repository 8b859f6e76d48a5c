//! What several schemas say that must all hold: `allOf`, a schema beside its own `allOf`, a member that is declared more
//! than once. One schema is the simplest of cases.
//!
//! The meaning of several is the specification's: what each of them allows. Kinds, rules and lists of values are cut down to
//! what all have in common; members, requirements and choices add up, and a member that several declare has to be what each
//! of them says.

use std::collections::HashSet;

use indexmap::IndexMap;

use super::Lowering;
use super::facets::{Facets, Kind, SchemaRef};
use super::joined::{Clash, Joined};
use super::resolve::component_name;
use super::rests::Rest;
use super::rules::Unjoined;
use super::schemas::{Place, Site};
use crate::diagnostic::{Code, Diagnostic, Severity};
use crate::ir::{Docs, OneWay};
use crate::pointer::Pointer;

/// How deep what an `allOf` refers to may have an `allOf` itself.
const DEEPEST: usize = 100;

/// From this depth on, what is known to go on too deep is not gone into once more.
const FAR: usize = 32;

/// How many members all that is joined may take over.
const MOST_MERGED: usize = 200_000;

/// How many members of an object become fields; more of them nobody names, and they take a compiler minutes.
const MOST_MEMBERS: usize = 2_000;

/// How many members all variants of choices may take over from what stands beside the choice.
const MOST_COPIED: usize = 100_000;

/// A schema and where it stands.
pub(super) type Item<'a> = (SchemaRef<'a>, Pointer);

/// Schemas that must all hold.
#[derive(Clone, Default)]
pub(super) struct Request<'a> {
    pub(super) items: Vec<Item<'a>>,
    /// Choices that are made already: what was chosen is among the items.
    pub(super) taken: Vec<Pointer>,
}

/// What schemas say of their place and not of its values: it holds whichever of them says it, one that says nothing else, too.
#[derive(Default)]
struct Annotations {
    one_way: Option<OneWay>,
    secret: bool,
    deprecated: bool,
    /// That of the schema which is nearest to the place.
    default: Option<String>,
}

impl Annotations {
    fn of(lowering: &Lowering<'_>, items: &[Item<'_>]) -> Self {
        let mut all = Self::default();
        for (schema, _) in items {
            let SchemaRef::Item(schema) = schema else {
                continue;
            };
            let facets = Facets::of(schema);
            all.one_way = all.one_way.or(facets.one_way());
            all.secret |= facets.secret() || lowering.has_secret_names(&facets);
            all.deprecated |= facets.data.deprecated;
            let default = facets.data.default.as_ref().map(ToString::to_string);
            all.default = default.or(all.default);
        }
        all
    }

    fn add_to(self, site: &mut Site) {
        site.one_way = site.one_way.or(self.one_way);
        site.secret |= self.secret;
        site.deprecated |= self.deprecated;
        site.default = self.default.or(site.default.take());
    }
}

/// The schemas that others are made of, one after the other.
#[derive(Default)]
struct Gathered<'a> {
    parts: Vec<(Facets<'a>, Pointer)>,
    /// Components that are in already: several members of `allOf` may have one base.
    visited: HashSet<&'a str>,
    components: Vec<&'a str>,
    /// Components that are being taken in: a reference to one of them would never end.
    open: Vec<&'a str>,
    /// Is a component left out, so that nothing is known of what it allows?
    is_cut: bool,
}

impl<'a> Lowering<'a> {
    /// What schemas mean that must all hold, at a place that they share.
    pub(super) fn conjunction(&mut self, request: Request<'a>, place: &Place) -> Site {
        let texts = self.texts(&request);
        let annotations = Annotations::of(self, &request.items);
        let Request { items, taken } = request;
        let (said, chosen) = (items.clone(), taken.clone());
        let mut items = self.without_redundant(items);
        let mut site = match items.as_slice() {
            [] => Site::any(),
            [_] if taken.is_empty() || !self.is_choice_of(&items, &taken) => {
                let (schema, at) = items.remove(0);
                self.site(schema, &place.inner(at))
            }
            _ => self.deeper(place, |this| {
                let joined = this.join(Request { items, taken }, None);
                let mut site = joined.site(texts.clone());
                (site.ty, site.nullable) = this.meaning(joined, place, &site, None);
                this.settle_format(&mut site);
                site
            }),
        };
        // What stands beside a choice gives values of all of it, and this is one of its variants.
        let is_of_it = |at: &Pointer| chosen.iter().any(|it| at.strip_prefix(it).is_some());
        for (schema, at) in &said {
            if let SchemaRef::Item(schema) = schema
                && (chosen.is_empty() || is_of_it(at))
            {
                self.hold(schema, &site, at);
            }
        }
        site.docs = texts;
        annotations.add_to(&mut site);
        site
    }

    /// Does a single schema hold the choice that is made already?
    fn is_choice_of(&self, items: &[Item<'a>], taken: &[Pointer]) -> bool {
        items.iter().any(|(_, at)| {
            taken
                .iter()
                .any(|taken| taken.parent().as_ref() == Some(at))
        })
    }

    /// The texts of the last schema that has any: the one that is nearest to the place.
    fn texts(&mut self, request: &Request<'a>) -> Docs {
        let said = request
            .items
            .iter()
            .rev()
            .find_map(|(schema, at)| match schema {
                SchemaRef::Item(schema) => {
                    let data = &schema.schema_data;
                    (data.title.is_some() || data.description.is_some()).then_some((data, at))
                }
                SchemaRef::Reference(_) => None,
            });
        match said {
            Some((data, at)) => self.docs(data.title.as_deref(), data.description.as_deref(), at),
            None => Docs::default(),
        }
    }

    /// Schemas without those that say nothing beside the others.
    pub(super) fn without_redundant(&mut self, items: Vec<Item<'a>>) -> Vec<Item<'a>> {
        let mut kept: Vec<Item<'a>> = Vec::new();
        for (schema, at) in items {
            // What no type keeps has to be named, which is done of each schema that counts.
            let is_empty = match schema {
                SchemaRef::Item(schema) => {
                    let facets = Facets::of(schema);
                    facets.is_empty() && !facets.has_unchecked()
                }
                SchemaRef::Reference(_) => false,
            };
            if is_empty || kept.iter().any(|(other, _)| say_the_same(*other, schema)) {
                continue;
            }
            kept.push((schema, at));
        }
        if kept.len() < 2 {
            return kept;
        }
        let closures: Vec<HashSet<Pointer>> = kept.iter().map(|item| self.closure(item)).collect();
        let kinds: Vec<Kind> = kept
            .iter()
            .map(|(schema, _)| self.kind_of(*schema))
            .collect();
        let is_covered = |index: usize, (schema, at): &Item<'a>| {
            let target = self.target(*schema).unwrap_or_else(|| at.clone());
            let mut others = (0..).zip(&closures).zip(&kinds);
            others.any(|((other, closure), kind)| {
                other != index
                    && (closure.contains(&target)
                        || matches!(schema, SchemaRef::Item(schema) if {
                            let facets = Facets::of(schema);
                            facets.is_kind() && facets.kind == *kind
                        }))
            })
        };
        let covered: Vec<bool> = kept
            .iter()
            .enumerate()
            .map(|(index, item)| is_covered(index, item))
            .collect();
        if covered.iter().all(|covered| *covered) {
            return kept;
        }
        let both = kept.into_iter().zip(covered);
        both.filter(|(_, covered)| !covered)
            .map(|(item, _)| item)
            .collect()
    }

    /// The place of the component that a reference names.
    fn target(&self, schema: SchemaRef<'a>) -> Option<Pointer> {
        match schema {
            SchemaRef::Reference(reference) => {
                let (name, _) = self.schema_component(reference)?;
                Some(component_pointer(name))
            }
            SchemaRef::Item(_) => None,
        }
    }

    /// The components that a schema is made of.
    fn closure(&mut self, (schema, at): &Item<'a>) -> HashSet<Pointer> {
        let own = self.target(*schema);
        let mut gathered = Gathered::default();
        self.gather(*schema, at, &mut gathered);
        let components = gathered.components.into_iter().map(component_pointer);
        components.filter(|at| Some(at) != own.as_ref()).collect()
    }

    /// The kind of a schema's values, as far as a glance says it.
    pub(super) fn kind_of(&self, schema: SchemaRef<'a>) -> Kind {
        self.kind_by(schema, |facets| facets.kind)
    }

    /// The kind that is told of a schema, or else of the first that it is made of.
    pub(super) fn kind_by(
        &self,
        mut schema: SchemaRef<'a>,
        told: impl Fn(&Facets<'a>) -> Kind,
    ) -> Kind {
        for _ in 0..DEEPEST {
            match schema {
                SchemaRef::Reference(reference) => match self.schema_component(reference) {
                    Some((name, found)) => (_, schema) = self.behind(name, found),
                    None => return Kind::Any,
                },
                SchemaRef::Item(item) => {
                    let facets = Facets::of(item);
                    match (told(&facets), facets.all_of.first()) {
                        (Kind::Any, Some(first)) => schema = first.into(),
                        (kind, _) => return kind,
                    }
                }
            }
        }
        Kind::Any
    }

    /// Joins schemas. The component that they are the schema of, if any, is not taken in once more.
    pub(super) fn join(
        &mut self,
        request: Request<'a>,
        component: Option<&'a str>,
    ) -> Box<Joined<'a>> {
        let mut gathered = Gathered {
            open: component.into_iter().collect(),
            components: component.into_iter().collect(),
            ..Gathered::default()
        };
        for (schema, at) in &request.items {
            self.gather(*schema, at, &mut gathered);
        }
        let mut joined = Box::new(Joined::new(request));
        joined.components = gathered.components;
        let rests: Vec<_> = gathered.parts.iter().filter_map(Rest::of).collect();
        for (facets, at) in gathered.parts {
            self.unread_keywords(&facets, &at);
            joined.kind_at(&facets, &at);
            joined.secret |= self.has_secret_names(&facets);
            let asked = self.asked(&facets, &at).conditions;
            joined.rules.conditions.extend(asked);
            for unjoined in joined.add(facets, &at) {
                self.unjoined(&unjoined, &at);
            }
        }
        joined.forbid();
        self.hold_rests(&rests, &mut joined);
        joined.finish();
        if gathered.is_cut {
            joined.reopen();
        }
        self.cap(&mut joined);
        joined
    }

    /// Leaves out the members of an object that has more of them than anybody names. They are read and written as those that
    /// the description does not have.
    fn cap(&mut self, joined: &mut Joined<'a>) {
        let count = joined.properties.len();
        let most = match joined.request.taken.is_empty() {
            true => MOST_MEMBERS,
            false => MOST_MEMBERS.min(MOST_COPIED.saturating_sub(self.copied)),
        };
        if !joined.request.taken.is_empty() {
            self.copied += count.min(most);
        }
        if count <= most {
            return;
        }
        let left_out = joined.properties.split_off(most);
        joined.reopen();
        joined
            .required
            .retain(|(name, _)| !left_out.contains_key(name));
        let first = left_out.first().and_then(|(_, items)| items.last());
        let Some((_, at)) = first else { return };
        let why = match most < MOST_MEMBERS {
            true => format!("the variants of choices have more than {MOST_COPIED} members in all"),
            false => format!(
                "an object of {count} members is more than the {MOST_MEMBERS} that are generated"
            ),
        };
        let message = format!(
            "{why}; those from here on are read and written as members that are not described; which of them are required, and what else may be there, is not checked"
        );
        self.report(Code::UnsupportedSchema, at, message);
    }

    fn unjoined(&mut self, unjoined: &Unjoined, at: &Pointer) {
        let message = format!(
            "two schemas that must both hold have a `{}`; the other one is checked, this one is not",
            unjoined.0
        );
        self.report(Code::UnsupportedKeyword, &at.key(unjoined.0), message);
    }

    fn gather(&mut self, schema: SchemaRef<'a>, at: &Pointer, out: &mut Gathered<'a>) {
        match schema {
            SchemaRef::Item(schema) => {
                let facets = Facets::of(schema);
                for (index, member) in facets.all_of.iter().enumerate() {
                    self.gather(member.into(), &at.key("allOf").index(index), out);
                }
                if out.open.len() > 1 {
                    self.merged += facets.properties.map_or(0, IndexMap::len);
                }
                out.parts.push((facets, at.clone()));
            }
            SchemaRef::Reference(reference) => {
                let Some((name, schema)) = self.schema_component(reference) else {
                    self.missing(reference, at, "schemas");
                    return;
                };
                if out.open.contains(&name) {
                    self.cycle(name, at);
                    return;
                }
                let is_far = out.open.len() > FAR;
                let (name, schema) = match is_far {
                    true => self.behind(name, schema),
                    false => (name, schema),
                };
                if self.is_cut(name, out.open.len(), at) {
                    out.is_cut = true;
                    return;
                }
                if out.visited.insert(name) {
                    out.open.push(name);
                    out.components.push(name);
                    self.gather(schema, &component_pointer(name), out);
                    out.open.pop();
                }
            }
        }
    }

    /// Is a component any JSON to an `allOf` that leads to it through so many others? What it leads to would be copied, so
    /// that there is an end to it.
    fn is_cut(&mut self, name: &'a str, depth: usize, at: &Pointer) -> bool {
        if depth > FAR && self.cut.contains(name) {
            return true;
        }
        let message = if depth > DEEPEST {
            format!(
                "`allOf` leads through more than {DEEPEST} schemas to this one; any JSON stands in for it"
            )
        } else if self.merged > MOST_MERGED {
            format!(
                "`allOf` takes over more than {MOST_MERGED} members in all; any JSON stands in for this one"
            )
        } else {
            return false;
        };
        self.cut.insert(name);
        let mut diagnostic = Diagnostic::new(Code::AliasExpansion, message)
            .severity(Severity::Warning)
            .help("refer to schemas by members in place of `allOf`");
        diagnostic.leaves_out = true;
        self.say(at, diagnostic);
        true
    }

    /// The component that a reference names.
    pub(super) fn schema_component(&self, reference: &str) -> Option<(&'a str, SchemaRef<'a>)> {
        let components = self.document.openapi.components.as_ref()?;
        let (name, schema) = components
            .schemas
            .get_key_value(&component_name(reference, "schemas")?)?;
        Some((name.as_str(), schema.into()))
    }

    /// Reports schemas that must both hold at a place and have nothing in common.
    pub(super) fn clash(&mut self, clash: &Clash, place: &Pointer) {
        let message = format!(
            "no value meets both schemas: {}; any JSON stands in for it",
            clash.what
        );
        let mut diagnostic = Diagnostic::new(Code::UnsupportedSchema, message)
            .related("the other one", self.document.locate(&clash.other))
            .help("correct one of the two");
        // What is referred to stands elsewhere.
        if clash.at.strip_prefix(place).is_none() && clash.other.strip_prefix(place).is_none() {
            diagnostic = diagnostic.related("both must hold here", self.document.locate(place));
        }
        self.say(&clash.at, diagnostic);
    }

    /// Says something that is no fault.
    pub(super) fn note(&mut self, at: &Pointer, message: &str) {
        let diagnostic = Diagnostic::new(Code::UnsupportedKeyword, message)
            .severity(Severity::Note)
            .help("nothing needs doing");
        self.say(at, diagnostic);
    }
}

/// Where a component stands.
pub(super) fn component_pointer(name: &str) -> Pointer {
    Pointer::root().key("components").key("schemas").key(name)
}

/// Do two schemas allow the same values, texts aside?
fn say_the_same(one: SchemaRef<'_>, other: SchemaRef<'_>) -> bool {
    let (one, one_nullable) = without_texts(one);
    let (other, other_nullable) = without_texts(other);
    let alike = match (one, other) {
        (SchemaRef::Reference(one), SchemaRef::Reference(other)) => one == other,
        (SchemaRef::Item(one), SchemaRef::Item(other)) => {
            one.schema_kind == other.schema_kind && !Facets::of(other).has_unchecked()
        }
        _ => false,
    };
    alike && one_nullable == other_nullable
}

/// The schema inside those that add nothing but texts to it, and whether one of them all allows null.
fn without_texts(mut schema: SchemaRef<'_>) -> (SchemaRef<'_>, bool) {
    let mut nullable = false;
    while let SchemaRef::Item(item) = schema {
        nullable |= item.schema_data.nullable;
        let Some((_, member)) = Facets::of(item).sole_member() else {
            break;
        };
        schema = member;
    }
    (schema, nullable)
}
