//! Keywords that no type keeps, so that nothing of the IR tells that they changed: the two normalised descriptions are compared,
//! place by place.

use std::collections::{BTreeMap, BTreeSet};

use super::Side;
use super::context::{Context, Spot};
use super::effect::Direction;
use super::pair::Reach;
use super::rules::Rule;
use crate::document::Document;
use crate::ir::{Condition, TypeKind};
use crate::load::{Node, Object, Value};
use crate::lower::{condition, is_read};
use crate::normalise::{ANNOTATIONS, CARRIED, NAMES, TUPLE};
use crate::pointer::Pointer;

/// The keywords; normalising has given them their prefix, so that no member of a description has such a name.
const KEYWORDS: [&str; 14] = [
    "$dynamicRef",
    "additionalProperties",
    "contains",
    "contentSchema",
    "dependentSchemas",
    "else",
    "if",
    "maxContains",
    "minContains",
    "patternProperties",
    "prefixItems",
    "then",
    "unevaluatedItems",
    "unevaluatedProperties",
];

/// Compares what both descriptions have in the same place.
pub(super) fn compare(context: &mut Context<'_>, base: &Side<'_>, head: &Side<'_>) {
    let mut found = Vec::new();
    let (base_root, head_root) = (base.document.root(), head.document.root());
    walk(base_root, head_root, &Pointer::root(), &mut found);
    let sides = [Objects::of(base), Objects::of(head)];
    found.retain(|(at, ..)| !sides.iter().all(|side| side.keep(at)));
    if found.is_empty() {
        return;
    }
    let reaches = reaches(context);
    for (at, keyword, what) in found {
        let near = ancestors(&at).find_map(|at| reaches.get(&at));
        let general = Reach::general(Direction::Both);
        let spot = Spot {
            what: format!("`{keyword}`"),
            reach: near.unwrap_or(&general).clone(),
            base: context.base_origin(&at),
            head: context.head_origin(&at),
            before: String::new(),
            after: String::new(),
        };
        let text = format!("`{keyword}`, which no type keeps, {what}");
        context.change(Rule::UnkeptKeywordChanged, &spot, text);
    }
}

/// The objects of one side that have a type, which keeps some of these keywords.
struct Objects<'a> {
    document: &'a Document,
    origins: BTreeSet<&'a Pointer>,
    /// The keywords of the conditions that a type has, with where it stands.
    asked: BTreeSet<(&'a Pointer, &'static str)>,
}

impl<'a> Objects<'a> {
    fn of(side: &Side<'a>) -> Self {
        let types = side.named.api.types.iter();
        let asked = types.flat_map(|(_, it)| {
            let asked = it.conditions().into_iter().flat_map(|asked| &asked.all);
            let keywords = asked.map(Condition::keyword);
            keywords.flat_map(|keyword| it.origins.iter().map(move |at| (at, keyword)))
        });
        let objects = side.named.api.types.iter().filter(|(_, it)| {
            matches!(
                it.kind,
                TypeKind::Record(_) | TypeKind::KeyedMap(_) | TypeKind::Constrained(_)
            )
        });
        Self {
            document: side.document,
            asked: asked.collect(),
            origins: objects.flat_map(|(_, it)| &it.origins).collect(),
        }
    }

    /// Is there a type that says what a keyword does, where it is there at all?
    fn keep(&self, at: &Pointer) -> bool {
        let Some(schema) = at.parent().filter(|_| self.document.node(at).is_some()) else {
            return true;
        };
        let name = at.last().unwrap_or_default();
        let read = self.document.node(&schema).and_then(Document::schema);
        let is_of = |at: &Pointer| self.origins.contains(&self.document.origin(at));
        let asks = condition(&name);
        let is_asked = |at: &Pointer| {
            asks.is_some_and(|keyword| self.asked.contains(&(&self.document.origin(at), keyword)))
        };
        let is_kept = read.is_some_and(|it| is_read(&name, &it));
        joined(schema).any(|at| is_asked(&at) || is_kept && is_of(&at))
    }
}

/// A schema and those that have it in their `allOf`.
fn joined(schema: Pointer) -> impl Iterator<Item = Pointer> {
    std::iter::successors(Some(schema), |at| {
        let list = at.parent()?;
        (list.last()? == "allOf").then(|| list.parent())?
    })
}

type Found = Vec<(Pointer, &'static str, &'static str)>;

fn walk(base: &Node, head: &Node, at: &Pointer, found: &mut Found) {
    match (&base.value, &head.value) {
        (Value::Object(base), Value::Object(head)) => {
            keywords(base, head, at, found);
            for member in base.iter() {
                if let Some(other) = head.get(&member.key)
                    && !member.key.starts_with(CARRIED)
                {
                    walk(&member.node, other, &at.key(&member.key), found);
                }
            }
        }
        (Value::Array(base), Value::Array(head)) => {
            for (index, (base, head)) in base.iter().zip(head).enumerate() {
                walk(base, head, &at.index(index), found);
            }
        }
        _ => {}
    }
}

fn keywords(base: &Object, head: &Object, at: &Pointer, found: &mut Found) {
    let is_carrying = |object: &Object| object.iter().any(|it| it.key.starts_with(CARRIED));
    if !is_carrying(base) && !is_carrying(head) {
        return;
    }
    for keyword in KEYWORDS {
        let key = format!("{CARRIED}{keyword}");
        changed(base, head, (&key, keyword), at, differ, found);
    }
    changed(base, head, (NAMES, "patternProperties"), at, differ, found);
    changed(base, head, (TUPLE, "prefixItems"), at, other_places, found);
}

fn changed(
    base: &Object,
    head: &Object,
    (key, keyword): (&str, &'static str),
    at: &Pointer,
    differ: fn(&Node, &Node) -> bool,
    found: &mut Found,
) {
    let what = match (base.get(key), head.get(key)) {
        (Some(base), Some(head)) if differ(base, head) => "changed",
        (None, Some(_)) if !is_told(key) => "is there now",
        (Some(_), None) if !is_told(key) => "is gone",
        _ => return,
    };
    found.push((at.key(key), keyword, what));
}

/// Where these come or go, the type is another.
fn is_told(key: &str) -> bool {
    key == TUPLE
}

/// Do two values differ in more than texts?
fn differ(base: &Node, head: &Node) -> bool {
    match (&base.value, &head.value) {
        (Value::Object(base), Value::Object(head)) => {
            let says = |object: &Object| {
                let members = object.iter();
                members.filter(|it| !is_text(&it.key, &it.node)).count()
            };
            let other = |key: &str, node: &Node| head.get(key).is_none_or(|it| differ(node, it));
            says(base) != says(head)
                || base
                    .iter()
                    .any(|it| !is_text(&it.key, &it.node) && other(&it.key, &it.node))
        }
        (Value::Array(base), Value::Array(head)) => {
            base.len() != head.len() || base.iter().zip(head).any(|(a, b)| differ(a, b))
        }
        (Value::String(base), Value::String(head)) => base != head,
        (Value::Bool(base), Value::Bool(head)) => base != head,
        (Value::Number(base), Value::Number(head)) => base.as_str() != head.as_str(),
        (Value::Null, Value::Null) => false,
        _ => true,
    }
}

fn is_text(key: &str, node: &Node) -> bool {
    node.as_object().is_none() && ANNOTATIONS.contains(&key)
}

/// Are there more or fewer items, or has one that is in both another place? What an item is, its type tells.
fn other_places(base: &Node, head: &Node) -> bool {
    let (Some(base), Some(head)) = (base.as_array(), head.as_array()) else {
        return true;
    };
    let mut moved = base.iter().zip(head).filter(|(a, b)| differ(a, b));
    base.len() != head.len() || moved.any(|(a, _)| head.iter().any(|other| !differ(a, other)))
}

/// What reaches the types of the head, by the places where they stand.
fn reaches(context: &Context<'_>) -> BTreeMap<Pointer, Reach> {
    let mut reaches: BTreeMap<Pointer, Reach> = BTreeMap::new();
    for ((_, head), reach) in context.pairing.all_types() {
        for origin in &context.head_type(head).origins {
            reaches.entry(origin.clone()).or_default().merge(&reach);
        }
    }
    reaches
}

/// A place and those that it stands in.
fn ancestors(at: &Pointer) -> impl Iterator<Item = Pointer> {
    std::iter::successors(Some(at.clone()), Pointer::parent)
}
