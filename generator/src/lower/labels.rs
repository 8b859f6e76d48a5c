//! What the variants of a union are called after, each by what sets it apart from the others; and what types are called after
//! that several operations share.

use std::collections::{HashMap, HashSet};

use serde_json::Value as Json;

use super::facets::{Facets, Kind, SchemaRef};
use super::resolve::component_name;
use crate::ir::{HintBase, Label};
use crate::pointer::Pointer;

/// What the types of a part of an operation are called after: the component that it is, else the operation.
pub(super) fn base(id: &str, at: &Pointer, section: &str) -> HintBase {
    let all = Pointer::root().key("components").key(section);
    match (at.parent(), at.last()) {
        (Some(parent), Some(name)) if parent == all => HintBase::Component(name.into_owned()),
        _ => HintBase::Operation(id.to_owned()),
    }
}

/// A label for each schema of a choice, no two of one text.
pub(super) fn labels(members: &[SchemaRef<'_>], kind: Kind) -> Vec<Label> {
    let facets: Vec<Option<Facets<'_>>> = members
        .iter()
        .map(|member| match member {
            SchemaRef::Item(schema) => Some(Facets::of(schema)),
            SchemaRef::Reference(_) => None,
        })
        .collect();
    let shared = Shared::of(&facets, kind);
    let found = members.iter().zip(&facets);
    let mut labels: Vec<Label> = found
        .map(|(member, facets)| match (member, facets) {
            (SchemaRef::Reference(reference), _) => Label::Component(component(reference)),
            (SchemaRef::Item(_), Some(facets)) => shared.label(facets),
            (SchemaRef::Item(_), None) => Label::Kind(word(kind).to_owned()),
        })
        .collect();
    number(&mut labels);
    labels
}

/// How many schemas of a choice require or have a member.
struct Shared<'a> {
    required: HashMap<&'a str, usize>,
    properties: HashMap<&'a str, usize>,
    /// The components that they extend.
    parents: HashMap<&'a str, usize>,
    /// The kind that all of them are of.
    kind: Kind,
}

impl<'a> Shared<'a> {
    fn of(all: &[Option<Facets<'a>>], kind: Kind) -> Self {
        let mut shared = Self {
            required: HashMap::new(),
            properties: HashMap::new(),
            parents: HashMap::new(),
            kind,
        };
        for facets in all.iter().flatten() {
            for name in facets.required {
                *shared.required.entry(name).or_default() += 1;
            }
            for name in facets.properties.iter().flat_map(|all| all.keys()) {
                *shared.properties.entry(name).or_default() += 1;
            }
            for reference in parents(facets) {
                *shared.parents.entry(reference).or_default() += 1;
            }
        }
        shared
    }

    fn label(&self, facets: &Facets<'a>) -> Label {
        if let Some(title) = facets
            .data
            .title
            .as_deref()
            .filter(|title| !title.is_empty())
        {
            return Label::Tag(title.to_owned());
        }
        let own = parents(facets).find(|parent| self.parents.get(parent) == Some(&1));
        if let Some(parent) = own {
            return Label::Member(component(parent));
        }
        let set_apart = self.member(facets).or_else(|| constant(facets));
        set_apart.map_or_else(|| Label::Kind(words(facets, self.kind, 0)), Label::Member)
    }

    /// The value of a constant member, else a member that this one alone requires, else one that it alone has.
    fn member(&self, facets: &Facets<'a>) -> Option<String> {
        let properties = || facets.properties.iter().flat_map(|all| all.iter());
        let constant = properties().find_map(|(_, schema)| match SchemaRef::from(schema) {
            SchemaRef::Item(schema) => match Facets::of(schema).enumeration.as_slice() {
                [only] => only.as_str().map(str::to_owned),
                _ => None,
            },
            SchemaRef::Reference(_) => None,
        });
        let alone = |all: &HashMap<&str, usize>, name: &str| all.get(name) == Some(&1);
        constant
            .filter(|value| !value.is_empty())
            .or_else(|| {
                let mut required = facets.required.iter();
                required.find(|name| alone(&self.required, name)).cloned()
            })
            .or_else(|| {
                let mut names = properties().map(|(name, _)| name);
                names.find(|name| alone(&self.properties, name)).cloned()
            })
    }
}

/// The one value that a schema allows, where that is a number or a word.
fn constant(facets: &Facets<'_>) -> Option<String> {
    match facets.enumeration.as_slice() {
        [Json::Bool(value)] => Some(value.to_string()),
        [Json::Number(value)] => Some(value.to_string().replace('.', " point ")),
        [Json::String(value)] => {
            let has_letters = value.chars().any(char::is_alphabetic);
            has_letters.then(|| value.clone())
        }
        _ => None,
    }
}

/// The components that a schema extends.
fn parents<'a>(facets: &Facets<'a>) -> impl Iterator<Item = &'a str> + use<'a> {
    facets.all_of.iter().filter_map(|part| match part.into() {
        SchemaRef::Reference(reference) => Some(reference),
        SchemaRef::Item(_) => None,
    })
}

/// The kind of a schema's values, in words.
fn words(facets: &Facets<'_>, outer: Kind, depth: usize) -> String {
    let kind = match facets.kind {
        Kind::Any => outer,
        kind => kind,
    };
    match (kind, facets.items) {
        (Kind::String, _)
            if facets
                .format
                .as_deref()
                .is_some_and(|format| !format.is_empty()) =>
        {
            facets.format.clone().unwrap_or_default()
        }
        (Kind::Array, Some(items)) if depth < 3 => {
            let item = match items {
                SchemaRef::Reference(reference) => component(reference),
                SchemaRef::Item(schema) => words(&Facets::of(schema), Kind::Any, depth + 1),
            };
            format!("array of {item}")
        }
        (kind, _) => word(kind).to_owned(),
    }
}

fn word(kind: Kind) -> &'static str {
    match kind {
        Kind::String => "string",
        Kind::Number => "number",
        Kind::Integer => "integer",
        Kind::Boolean => "boolean",
        Kind::Array => "array",
        Kind::Object => "object",
        Kind::Any => "value",
    }
}

fn component(reference: &str) -> String {
    component_name(reference, "schemas").unwrap_or_else(|| reference.to_owned())
}

/// Numbers those whose text is taken, from 2 on.
fn number(labels: &mut [Label]) {
    let mut taken: HashSet<String> = HashSet::new();
    for label in labels {
        if taken.insert(label.text().to_lowercase()) {
            continue;
        }
        let (Label::Component(text) | Label::Tag(text) | Label::Member(text) | Label::Kind(text)) =
            label;
        let free = (2..).map(|count: usize| format!("{text} {count}"));
        if let Some(free) = free
            .into_iter()
            .find(|free| taken.insert(free.to_lowercase()))
        {
            *text = free;
        }
    }
}
