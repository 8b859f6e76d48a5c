//! What several schemas say that must all hold: `allOf`, a schema beside its own `allOf`, a member that is declared more
//! than once. One schema is the simplest of cases.
//!
//! The meaning of several is the specification's: what each of them allows. Kinds, rules and lists of values are cut down to
//! what all have in common; members, requirements and choices add up, and a member that several declare has to be what each
//! of them says.

use std::collections::HashSet;

use indexmap::IndexMap;
use openapiv3::{AdditionalProperties, Discriminator};
use serde_json::Value as Json;

use super::Lowering;
use super::enums::canonical;
use super::facets::{Facets, Kind, SchemaRef};
use super::resolve::component_name;
use super::rules::{Unjoined, tighten};
use super::schemas::{Place, Site};
use crate::diagnostic::{Code, Diagnostic, Severity};
use crate::ir::{Docs, Rules};
use crate::pointer::Pointer;

/// How deep what an `allOf` refers to may have an `allOf` itself.
const DEEPEST: usize = 100;

/// How many members all that is joined may take over.
const MOST_MERGED: usize = 200_000;

/// The format of strings that are bytes.
pub(super) const BINARY: &str = "binary";

/// A schema and where it stands.
pub(super) type Item<'a> = (SchemaRef<'a>, Pointer);

/// Schemas that must all hold.
#[derive(Clone, Default)]
pub(super) struct Request<'a> {
    pub(super) items: Vec<Item<'a>>,
    /// Choices that are made already: what was chosen is among the items.
    pub(super) taken: Vec<Pointer>,
}

/// `oneOf` or `anyOf`.
#[derive(Clone)]
pub(super) struct Choice<'a> {
    /// The keyword's place.
    pub(super) at: Pointer,
    pub(super) members: Vec<Item<'a>>,
    pub(super) exclusive: bool,
}

/// What schemas say together.
pub(super) struct Joined<'a> {
    pub(super) request: Request<'a>,
    pub(super) kind: Kind,
    pub(super) narrow: bool,
    pub(super) format: Option<String>,
    pub(super) rules: Rules,
    /// The values that all lists have in common.
    pub(super) listed: Option<Vec<(Json, Pointer)>>,
    pub(super) properties: IndexMap<&'a str, Vec<Item<'a>>>,
    pub(super) required: Vec<(&'a str, Pointer)>,
    pub(super) closed: bool,
    pub(super) additional: Vec<Item<'a>>,
    pub(super) items: Vec<Item<'a>>,
    pub(super) choices: Vec<Choice<'a>>,
    pub(super) discriminator: Option<&'a Discriminator>,
    /// Components that were joined.
    pub(super) components: Vec<&'a str>,
    /// The schemas that were joined, in order: what tells one conjunction from another.
    pub(super) key: Vec<Pointer>,
    /// Two places that allow nothing in common.
    pub(super) clash: Option<Clash>,
    nullable: Option<bool>,
    secret: bool,
    one_way: Option<&'static str>,
    /// Where the kind is said by `type`, and where the values were listed.
    kind_at: Option<(Kind, Pointer)>,
}

/// Two schemas that nothing meets.
pub(super) struct Clash {
    pub(super) what: String,
    pub(super) at: Pointer,
    pub(super) other: Pointer,
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
}

impl<'a> Lowering<'a> {
    /// What schemas mean that must all hold, at a place that they share.
    pub(super) fn conjunction(&mut self, request: Request<'a>, place: &Place) -> Site {
        let texts = self.texts(&request);
        let Request { items, taken } = request;
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
                site
            }),
        };
        site.docs = texts;
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
            let is_empty =
                matches!(schema, SchemaRef::Item(schema) if Facets::of(schema).is_empty());
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
    pub(super) fn kind_of(&self, mut schema: SchemaRef<'a>) -> Kind {
        for _ in 0..DEEPEST {
            match schema {
                SchemaRef::Reference(reference) => match self.schema_component(reference) {
                    Some((_, found)) => schema = found,
                    None => return Kind::Any,
                },
                SchemaRef::Item(item) => {
                    let facets = Facets::of(item);
                    match (facets.kind, facets.all_of.first()) {
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
        for (facets, at) in gathered.parts {
            self.unread_keywords(&facets, &at);
            joined.kind_at(&facets, &at);
            for unjoined in joined.add(facets, &at) {
                self.unjoined(&unjoined, &at);
            }
        }
        joined.finish();
        joined
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
                if out.open.len() > DEEPEST || self.merged > MOST_MERGED {
                    self.too_much(at);
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

    /// Says that a reference of an `allOf` is not followed: whatever it leads to would be copied.
    fn too_much(&mut self, at: &Pointer) {
        let message = format!(
            "`allOf` nests more than {DEEPEST} deep, or takes over more than {MOST_MERGED} members in all"
        );
        let help = "refer to schemas by members in place of `allOf`";
        self.report_with(Code::AliasExpansion, at, message, help);
    }

    /// The component that a reference names.
    pub(super) fn schema_component(&self, reference: &str) -> Option<(&'a str, SchemaRef<'a>)> {
        let components = self.document.openapi.components.as_ref()?;
        let (name, schema) = components
            .schemas
            .get_key_value(&component_name(reference, "schemas")?)?;
        Some((name.as_str(), schema.into()))
    }

    /// Reports schemas that must both hold and have nothing in common.
    pub(super) fn clash(&mut self, clash: &Clash) {
        let message = format!(
            "no value meets both schemas: {}; any JSON stands in for it",
            clash.what
        );
        let diagnostic = Diagnostic::new(Code::UnsupportedSchema, message)
            .related("the other one", self.document.locate(&clash.other))
            .help("correct one of the two");
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

impl<'a> Joined<'a> {
    fn new(request: Request<'a>) -> Self {
        let key = request.taken.clone();
        Self {
            request,
            kind: Kind::Any,
            narrow: false,
            format: None,
            rules: Rules::default(),
            listed: None,
            properties: IndexMap::new(),
            required: Vec::new(),
            closed: false,
            additional: Vec::new(),
            items: Vec::new(),
            choices: Vec::new(),
            discriminator: None,
            components: Vec::new(),
            key,
            clash: None,
            nullable: None,
            secret: false,
            one_way: None,
            kind_at: None,
        }
    }

    /// Cuts the kind down; what `type` says outweighs what other keywords imply.
    fn kind_at(&mut self, facets: &Facets<'a>, at: &Pointer) {
        if facets.kind == Kind::Any {
            return;
        }
        let Some((kind, other)) = self.kind_at.clone().filter(|_| facets.stated) else {
            if facets.stated {
                self.kind = facets.kind;
                self.kind_at = Some((facets.kind, at.clone()));
            } else if self.kind == Kind::Any {
                self.kind = facets.kind;
            }
            return;
        };
        match common(kind, facets.kind) {
            Some(common) => {
                self.kind = common;
                self.kind_at = Some((common, other));
            }
            None => {
                self.clash.get_or_insert_with(|| Clash {
                    what: format!(
                        "this is {}, and the other {}",
                        article(facets.kind),
                        article(kind)
                    ),
                    at: at.clone(),
                    other,
                });
            }
        }
    }

    /// Adds what one schema says; what of its rules can't be joined is handed back.
    fn add(&mut self, facets: Facets<'a>, at: &Pointer) -> Vec<Unjoined> {
        self.key.push(at.clone());
        let restricts = facets.stated || !facets.enumeration.is_empty() || facets.is_null();
        if restricts {
            self.nullable = Some(self.nullable.unwrap_or(true) && facets.data.nullable);
        }
        self.narrow |= facets.narrow;
        self.secret |= facets.secret();
        self.one_way = self.one_way.or(facets.one_way());
        self.discriminator = self.discriminator.or(facets.data.discriminator.as_ref());
        self.closed |= facets.is_closed();
        self.list(&facets, at);
        for (name, schema) in facets.properties.into_iter().flatten() {
            let item = (schema.into(), at.key("properties").key(name));
            self.properties.entry(name).or_default().push(item);
        }
        for (index, name) in facets.required.iter().enumerate() {
            self.required.push((name, at.key("required").index(index)));
        }
        if let Some(AdditionalProperties::Schema(schema)) = facets.additional {
            self.additional
                .push(((&**schema).into(), at.key("additionalProperties")));
        }
        self.items
            .extend(facets.items.map(|items| (items, at.key("items"))));
        self.choose(&facets, at);
        if self.format.is_none() {
            self.format.clone_from(&facets.format);
        }
        tighten(&mut self.rules, facets.rules)
    }

    fn choose(&mut self, facets: &Facets<'a>, at: &Pointer) {
        for (keyword, members, exclusive) in [
            ("oneOf", facets.one_of, true),
            ("anyOf", facets.any_of, false),
        ] {
            let at = at.key(keyword);
            if members.is_empty() || self.request.taken.contains(&at) {
                continue;
            }
            let members = members.iter().enumerate();
            self.choices.push(Choice {
                members: members
                    .map(|(index, member)| (member.into(), at.index(index)))
                    .collect(),
                at,
                exclusive,
            });
        }
    }

    /// Cuts the list of values down to those that are in another one, too.
    fn list(&mut self, facets: &Facets<'a>, at: &Pointer) {
        if facets.enumeration.is_empty() {
            return;
        }
        let place = at.key("enum");
        let Some(before) = self.listed.take() else {
            let values = facets.enumeration.iter().enumerate();
            self.listed = Some(
                values
                    .map(|(index, value)| (value.clone(), place.index(index)))
                    .collect(),
            );
            return;
        };
        let here: HashSet<String> = facets.enumeration.iter().map(canonical).collect();
        let other = before.first().and_then(|(_, at)| at.parent());
        let both: Vec<_> = before
            .into_iter()
            .filter(|(value, _)| here.contains(&canonical(value)))
            .collect();
        if both.is_empty() {
            self.clash.get_or_insert_with(|| Clash {
                what: "their lists of values have none in common".to_owned(),
                at: place.clone(),
                other: other.unwrap_or(place),
            });
        }
        self.listed = Some(both);
    }

    /// What is about other kinds than the one that it is says nothing (JSON Schema 2020-12 validation, section 6).
    fn finish(&mut self) {
        let kind = self.kind;
        let rules = &mut self.rules;
        if kind != Kind::String {
            (rules.min_length, rules.max_length, rules.pattern) = (None, None, None);
        }
        if !matches!(kind, Kind::Number | Kind::Integer) {
            (rules.minimum, rules.maximum, rules.multiple_of) = (None, None, None);
        }
        if kind != Kind::Array {
            (rules.min_items, rules.max_items, rules.unique_items) = (None, None, false);
        }
    }

    /// What the schemas together say of their place, without the type.
    fn site(&self, docs: Docs) -> Site {
        Site {
            docs,
            nullable: self.nullable == Some(true),
            secret: self.secret,
            ..self.absorbed(Site::any())
        }
    }

    /// A site with what the schemas say that it is made of.
    pub(super) fn absorbed(&self, site: Site) -> Site {
        Site {
            format: site.format.or_else(|| self.format.clone()),
            one_way: site.one_way.or(self.one_way),
            nullable: site.nullable || self.nullable == Some(true),
            ..site
        }
    }

    /// Is it an object with members of its own?
    pub(super) fn is_record(&self) -> bool {
        let has_members = !self.properties.is_empty() || self.closed;
        self.kind == Kind::Object && self.listed.is_none() && has_members
    }

    /// Is it bytes?
    pub(super) fn is_binary(&self) -> bool {
        self.kind == Kind::String && self.format.as_deref() == Some(BINARY)
    }

    /// Does nothing beside the choices forbid null?
    pub(super) fn allows_null(&self) -> bool {
        self.nullable != Some(false)
    }

    /// Is there nothing that a value has to be, choices aside?
    pub(super) fn is_bare(&self) -> bool {
        self.properties.is_empty()
            && self.required.is_empty()
            && !self.closed
            && self.additional.is_empty()
            && self.items.is_empty()
            && self.listed.is_none()
            && self.rules.is_empty()
    }
}

/// The kind that two kinds have in common.
pub(super) fn common(one: Kind, other: Kind) -> Option<Kind> {
    match (one, other) {
        (Kind::Any, kind) | (kind, Kind::Any) => Some(kind),
        (Kind::Number | Kind::Integer, Kind::Integer) | (Kind::Integer, Kind::Number) => {
            Some(Kind::Integer)
        }
        _ => (one == other).then_some(one),
    }
}

/// A kind in a message.
pub(super) fn article(kind: Kind) -> &'static str {
    match kind {
        Kind::String => "a string",
        Kind::Number => "a number",
        Kind::Integer => "an integer",
        Kind::Boolean => "a boolean",
        Kind::Array => "an array",
        Kind::Object => "an object",
        Kind::Any => "anything",
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
        (SchemaRef::Item(one), SchemaRef::Item(other)) => one.schema_kind == other.schema_kind,
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
