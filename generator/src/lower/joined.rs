//! What schemas say together that must all hold: built up part by part, each cutting down or adding to what is there.

use std::collections::HashSet;

use indexmap::{IndexMap, IndexSet};
use openapiv3::{AdditionalProperties, Discriminator};
use serde_json::Value as Json;

use super::conjunction::{Item, Request};
use super::enums::canonical;
use super::facets::{Facets, Kind, SchemaRef};
use super::negation::{is_never, opposite};
use super::object_rules::{self, NAMES};
use super::rules::{Unjoined, tighten};
use super::schemas::Site;
use super::{asks, exact};
use crate::ir::{Demand, Docs, ObjectRules, OneWay, Rules};
use crate::pointer::Pointer;

/// The format of strings that are bytes.
pub(super) const BINARY: &str = "binary";

/// `oneOf` or `anyOf`.
#[derive(Clone)]
pub(super) struct Choice<'a> {
    /// The keyword's place.
    pub(super) at: Pointer,
    pub(super) members: Vec<Item<'a>>,
    /// Members that no value is of, for what stands beside the choice.
    pub(super) dropped: Vec<Item<'a>>,
    /// The kind that `type` beside the choice says.
    pub(super) beside: Kind,
    pub(super) exclusive: bool,
}

/// What schemas say together.
pub(super) struct Joined<'a> {
    pub(super) request: Request<'a>,
    /// How many schemas, members and values were gone through for it.
    pub(super) size: usize,
    pub(super) kind: Kind,
    pub(super) narrow: bool,
    pub(super) format: Option<String>,
    pub(super) rules: Rules,
    /// The values that all lists have in common.
    pub(super) listed: Option<Vec<(Json, Pointer)>>,
    pub(super) properties: IndexMap<&'a str, Vec<Item<'a>>>,
    pub(super) required: Vec<(&'a str, Pointer)>,
    pub(super) closed: bool,
    /// Is there nothing but what one of the schemas allows (`unevaluatedProperties: false`)?
    closes_rest: bool,
    pub(super) additional: Vec<Item<'a>>,
    pub(super) items: Vec<Item<'a>>,
    /// What `propertyNames` says.
    pub(super) names: Vec<(&'a Json, Pointer)>,
    pub(super) choices: Vec<Choice<'a>>,
    pub(super) discriminator: Option<&'a Discriminator>,
    /// Components that were joined.
    pub(super) components: Vec<&'a str>,
    /// The schemas that were joined, in order: what tells one conjunction from another.
    pub(super) key: Vec<Pointer>,
    /// Two places that allow nothing in common.
    pub(super) clash: Option<Clash>,
    nullable: Option<bool>,
    /// Does one of the schemas allow nothing but null?
    pub(super) only_null: bool,
    pub(super) secret: bool,
    one_way: Option<OneWay>,
    /// Where the kind is said by `type`, and where the values were listed.
    kind_at: Option<(Kind, Pointer)>,
}

/// Two schemas that nothing meets.
pub(super) struct Clash {
    pub(super) what: String,
    /// Is it lists of values that have none in common?
    pub(super) of_values: bool,
    pub(super) at: Pointer,
    pub(super) other: Pointer,
}

impl<'a> Joined<'a> {
    pub(super) fn new(request: Request<'a>) -> Self {
        let key = request.taken.clone();
        Self {
            request,
            size: 0,
            kind: Kind::Any,
            narrow: false,
            format: None,
            rules: Rules::default(),
            listed: None,
            properties: IndexMap::new(),
            required: Vec::new(),
            closed: false,
            closes_rest: false,
            additional: Vec::new(),
            items: Vec::new(),
            names: Vec::new(),
            choices: Vec::new(),
            discriminator: None,
            components: Vec::new(),
            key,
            clash: None,
            nullable: None,
            only_null: false,
            secret: false,
            one_way: None,
            kind_at: None,
        }
    }

    /// Cuts the kind down; what `type` says outweighs what other keywords imply.
    pub(super) fn kind_at(&mut self, facets: &Facets<'a>, at: &Pointer) {
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
                    of_values: false,
                    at: at.clone(),
                    other,
                });
            }
        }
    }

    /// Adds what one schema says; what of its rules can't be joined is handed back.
    pub(super) fn add(&mut self, facets: Facets<'a>, at: &Pointer) -> Vec<Unjoined> {
        self.key.push(at.clone());
        let members = facets.properties.map_or(0, IndexMap::len);
        self.size += 1 + members + facets.required.len() + facets.enumeration.len();
        let restricts = facets.stated || !facets.enumeration.is_empty() || facets.is_null();
        if restricts {
            self.nullable = Some(self.nullable.unwrap_or(true) && facets.data.nullable);
        }
        self.only_null |= facets.is_null();
        self.narrow |= facets.narrow;
        self.secret |= facets.secret();
        self.one_way = self.one_way.or(facets.one_way());
        self.discriminator = self.discriminator.or(facets.data.discriminator.as_ref());
        match facets.closes_rest() {
            true => self.closes_rest = true,
            false => self.closed |= facets.is_closed(),
        }
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
        let names = facets.names.filter(|_| !facets.asks_of_names());
        let names = names.map(|names| (names, at.key(NAMES)));
        self.names.extend(names);
        self.choose(&facets, at);
        if self.format.is_none() {
            self.format.clone_from(&facets.format);
        }
        let mut unjoined = tighten(&mut self.rules, facets.rules);
        if let Some(rules) = facets.not.and_then(|not| opposite(not, facets.kind)) {
            unjoined.extend(tighten(&mut self.rules, rules));
        }
        unjoined
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
                dropped: Vec::new(),
                beside: if facets.stated {
                    facets.kind
                } else {
                    Kind::Any
                },
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
                of_values: true,
                at: place.clone(),
                other: other.unwrap_or(place),
            });
        }
        self.listed = Some(both);
    }

    /// What is about other kinds than the one that it is says nothing (JSON Schema 2020-12 validation, section 6).
    pub(super) fn finish(&mut self) {
        let kind = self.kind;
        // Where one of them says what further members are, those are no rest.
        self.closed |= self.closes_rest && self.additional.is_empty();
        let rules = &mut self.rules;
        if kind == Kind::Any {
            return;
        }
        asks::of_kind(&mut rules.conditions, kind);
        if kind != Kind::String {
            (rules.min_length, rules.max_length, rules.pattern) = (None, None, None);
        }
        if !matches!(kind, Kind::Number | Kind::Integer) {
            (rules.minimum, rules.maximum, rules.multiple_of) = (None, None, None);
        }
        if kind == Kind::Integer {
            exact::of_integers(rules);
        }
        if kind != Kind::Array {
            (rules.min_items, rules.max_items, rules.unique_items) = (None, None, false);
        }
        if kind != Kind::Object {
            rules.object = ObjectRules::default();
            self.names.clear();
        }
    }

    /// Takes out members of which no value is allowed: that they are not there is a rule of the object.
    pub(super) fn forbid(&mut self) {
        let is_never = |(schema, _): &Item<'a>| match schema {
            SchemaRef::Item(schema) => is_never(&Facets::of(schema)),
            SchemaRef::Reference(_) => false,
        };
        let required: HashSet<&str> = self.required.iter().map(|(name, _)| *name).collect();
        let never = self
            .properties
            .iter()
            .filter(|(name, items)| items.iter().any(is_never) && !required.contains(*name));
        let never: IndexSet<&str> = never.map(|(name, _)| *name).collect();
        self.properties.retain(|name, _| !never.contains(*name));
        let demands = never
            .into_iter()
            .map(|name| Demand::NotAll(vec![name.to_owned()]));
        self.demand(demands.collect());
    }

    /// Allows members of any name, since there are some of which nothing is known.
    pub(super) fn reopen(&mut self) {
        self.closed = false;
        self.additional.clear();
    }

    /// Adds what a choice says of members being there, where it is of an object.
    pub(super) fn demand(&mut self, demands: Vec<Demand>) {
        if matches!(self.kind, Kind::Object | Kind::Any) {
            let others = ObjectRules {
                demands,
                ..ObjectRules::default()
            };
            object_rules::join(&mut self.rules.object, others);
        }
    }

    /// What the schemas together say of their place, without the type.
    pub(super) fn site(&self, docs: Docs) -> Site {
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

    /// The kind that `type` says, and where.
    pub(super) fn stated(&self) -> Option<(Kind, Pointer)> {
        self.kind_at.clone()
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
            && self.names.is_empty()
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
