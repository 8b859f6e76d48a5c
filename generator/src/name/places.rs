//! Places that stay: a pointer in which what stands in a list is called by what it is, and not by how many stand before it.
//!
//! A component or a parameter is known by its name. A schema that is written in the list has none, so the lock of names says
//! what each looked like, and what is most like it is it.

use std::cmp::Reverse;
use std::collections::{BTreeSet, HashMap, HashSet};

use super::NameLock;
use super::case::hash;
use crate::document::Document;
use crate::load::{Back, Node, Value};
use crate::pointer::Pointer;

/// Lists whose order says nothing, or not what their items are.
const LISTS: [&str; 4] = ["allOf", "anyOf", "oneOf", "parameters"];

/// How many traits of a schema the lock keeps.
const MOST_TRAITS: usize = 24;
/// How many characters of each.
const LONGEST_TRAIT: usize = 40;
/// How many levels of parts and items are looked at.
const DEEPEST: usize = 3;
/// How many pairs of what was and what is are compared; beyond that, only what looks the same is known again.
const MOST_PAIRS: usize = 40_000;
/// How like what is called otherwise must be to be the same thing, in percent.
const ALIKE: usize = 50;

/// Members of a schema that say nothing of its values.
const TEXTS: [&str; 7] = [
    "default",
    "deprecated",
    "description",
    "example",
    "examples",
    "externalDocs",
    "nullable",
];

/// The places of one description.
pub(super) struct Places<'a> {
    document: &'a Document,
    lock: &'a NameLock,
    /// Where things are that were moved, once anything asked.
    back: Option<Back>,
    /// What the items of each list are called, by where it is now.
    lists: HashMap<Pointer, Vec<String>>,
    known: HashMap<Pointer, Pointer>,
    /// What has to be entered into the lock.
    pub(super) seen: Vec<(String, String)>,
}

impl<'a> Places<'a> {
    pub(super) fn new(document: &'a Document, lock: &'a NameLock) -> Self {
        Self {
            document,
            lock,
            back: None,
            lists: HashMap::new(),
            known: HashMap::new(),
            seen: Vec::new(),
        }
    }

    /// The place that stays of what stands at a pointer into the description as written.
    pub(super) fn of(&mut self, origin: &Pointer) -> Pointer {
        if let Some(choice) = self.of_several_types(origin) {
            return self.of(&choice);
        }
        if !has_list(origin) {
            return origin.clone();
        }
        if let Some(known) = self.known.get(origin) {
            return known.clone();
        }
        let stays = match (origin.parent(), origin.last()) {
            (Some(parent), Some(last)) => {
                let around = self.of(&parent);
                let label = self.label(&parent, origin, &around);
                around.key(label.as_deref().unwrap_or(&last))
            }
            _ => origin.clone(),
        };
        self.known.insert(origin.clone(), stays.clone());
        stays
    }

    /// The place in the choice that several types are, where a pointer is to one of them: that list's order says nothing.
    fn of_several_types(&mut self, origin: &Pointer) -> Option<Pointer> {
        if !origin.as_str().contains("/type/") {
            return None;
        }
        let types = origin.parent();
        let types = types.filter(|list| list.last().as_deref() == Some("type"))?;
        let schema = types.parent()?;
        let back = self.back.get_or_insert_with(|| self.document.back());
        let inside = back.now(origin).strip_prefix(&back.now(&schema))?;
        let is_choice = inside.parent()?.last()? == "anyOf";
        is_choice.then(|| schema.join(&inside))
    }

    /// What was written at a pointer.
    pub(super) fn node(&mut self, origin: &Pointer) -> Option<&'a Node> {
        let back = self.back.get_or_insert_with(|| self.document.back());
        self.document.node(&back.now(origin))
    }

    /// What an item of a list is called.
    fn label(&mut self, list: &Pointer, item: &Pointer, stays: &Pointer) -> Option<String> {
        let keyword = list.last()?;
        if !LISTS.contains(&keyword.as_ref()) {
            return None;
        }
        let back = self.back.get_or_insert_with(|| self.document.back());
        let now = back.now(item);
        let (list, index) = (now.parent()?, now.last()?.parse::<usize>().ok()?);
        if let Some(labels) = self.lists.get(&list) {
            return labels.get(index).cloned();
        }
        let document = self.document;
        let items = document.node(&list)?.as_array()?;
        let items: Vec<_> = items.iter().map(Item::of).collect();
        let labels = self.labels(&items, stays);
        let label = labels.get(index).cloned();
        self.lists.insert(list, labels);
        label
    }

    /// What the items of a list are called, no two alike: as the lock has it, else by what they are.
    fn labels(&mut self, items: &[Item], list: &Pointer) -> Vec<String> {
        let before: Vec<_> = self
            .lock
            .items(list)
            .map(|(label, traits)| (label.clone(), Item::read(&label, traits)))
            .collect();
        let mut taken: HashSet<String> = before.iter().map(|(label, _)| label.clone()).collect();
        let known: HashMap<usize, usize> = matched(items, &before).into_iter().collect();
        // What has a name has it before what has none.
        let mut order: Vec<_> = items.iter().enumerate().collect();
        order.sort_by_key(|(_, item)| !item.is_named);
        let mut labels = vec![String::new(); items.len()];
        for (at, item) in order {
            let known = known.get(&at).and_then(|&known| before.get(known));
            let label =
                known.map_or_else(|| free(&item.base, &mut taken), |(label, _)| label.clone());
            if !item.is_named {
                let traits: Vec<_> = item.traits.iter().map(String::as_str).collect();
                self.seen
                    .push((NameLock::item(list, &label), traits.join(" ")));
            }
            if let Some(slot) = labels.get_mut(at) {
                *slot = label;
            }
        }
        labels
    }
}

/// May a list be on the way to it?
fn has_list(origin: &Pointer) -> bool {
    let text = origin.as_str();
    LISTS.iter().any(|list| {
        let mut found = text.match_indices(list);
        found.any(|(at, _)| {
            text.get(..at).is_some_and(|head| head.ends_with('/'))
                && text
                    .get(at + list.len()..)
                    .is_some_and(|tail| tail.starts_with('/'))
        })
    })
}

/// The label, or with the first number behind it that makes it another one.
fn free(base: &str, taken: &mut HashSet<String>) -> String {
    let numbered = (2..).map(|number: usize| format!("{base} {number}"));
    let mut all = std::iter::once(base.to_owned()).chain(numbered);
    all.find(|label| taken.insert(label.clone()))
        .unwrap_or_default()
}

/// Which item is which of those that the lock knows: first what looks the same, then what is most alike.
fn matched(items: &[Item], before: &[(String, Item)]) -> Vec<(usize, usize)> {
    let mut same: HashMap<&Item, Vec<usize>> = HashMap::new();
    for (at, (_, item)) in before.iter().enumerate().rev() {
        same.entry(item).or_default().push(at);
    }
    let (mut found, mut open) = (Vec::new(), Vec::new());
    for (at, item) in items.iter().enumerate().filter(|(_, item)| !item.is_named) {
        match same.get_mut(item).and_then(Vec::pop) {
            Some(known) => found.push((at, known)),
            None => open.push((at, item)),
        }
    }
    let left: BTreeSet<usize> = same.into_values().flatten().collect();
    if open.len().saturating_mul(left.len()) > MOST_PAIRS {
        return found;
    }
    let mut pairs = Vec::new();
    for (at, item) in open {
        for &known in &left {
            let likeness = before.get(known).and_then(|(_, one)| item.likeness(one));
            pairs.extend(likeness.map(|likeness| (Reverse(likeness), at, known)));
        }
    }
    pairs.sort_unstable();
    let (mut done, mut given) = (HashSet::new(), HashSet::new());
    for (_, at, known) in pairs {
        if !done.contains(&at) && given.insert(known) {
            done.insert(at);
            found.push((at, known));
        }
    }
    found
}

/// An item of a list.
#[derive(Debug, PartialEq, Eq, Hash)]
struct Item {
    /// What it is called where no other is called so.
    base: String,
    /// What it looks like.
    traits: BTreeSet<String>,
    /// Does the name tell what it is, so that looks do not matter?
    is_named: bool,
}

impl Item {
    fn of(node: &Node) -> Self {
        let text = |key: &str| node.get(key).and_then(Node::as_str);
        let named = match (text("$ref"), text("in"), text("name")) {
            (Some(reference), ..) => {
                let last = reference.rsplit('/').next().unwrap_or_default();
                Some(last.to_owned())
            }
            (None, Some(location), Some(name)) => Some(format!("{location} {name}")),
            _ => None,
        };
        match named {
            Some(base) => Self {
                base,
                traits: BTreeSet::new(),
                is_named: true,
            },
            None => Self {
                base: base(node),
                traits: traits(node),
                is_named: false,
            },
        }
    }

    /// What the lock says of an item.
    fn read(label: &str, traits: &str) -> Self {
        let base = match label.rsplit_once(' ') {
            Some((base, number)) if number.bytes().all(|byte| byte.is_ascii_digit()) => base,
            _ => label,
        };
        let traits = traits.split(' ').filter(|one| !one.is_empty());
        Self {
            base: base.to_owned(),
            traits: traits.map(str::to_owned).collect(),
            is_named: false,
        }
    }

    /// How like another item it is, none where it is another thing for sure.
    fn likeness(&self, other: &Self) -> Option<usize> {
        let common = self.traits.intersection(&other.traits).count();
        let all = self.traits.len() + other.traits.len() - common;
        let percent = (common * 100).checked_div(all).unwrap_or(100);
        let is_called_so = self.base == other.base;
        (is_called_so || percent >= ALIKE).then(|| percent + if is_called_so { 100 } else { 0 })
    }
}

/// What a schema is called in a list: its kind, and its title.
fn base(node: &Node) -> String {
    let text = |key: &str| node.get(key).and_then(Node::as_str);
    let kind = text("type").unwrap_or_else(|| {
        let has = |key: &str| node.get(key).is_some();
        match () {
            () if has("properties") || has("required") => "object",
            () if has("items") => "array",
            () => "value",
        }
    });
    let title = text("title").unwrap_or_default().trim();
    match title.chars().count() {
        0 => kind.to_owned(),
        1..=LONGEST_TRAIT => format!("{kind} {title}"),
        _ => kind.to_owned(),
    }
}

/// What a schema looks like, one word a trait. Of very many, those that a hash chooses, so that one more changes few.
fn traits(node: &Node) -> BTreeSet<String> {
    let mut all: BTreeSet<String> = BTreeSet::new();
    look(node, DEEPEST, &mut all);
    let mut all: Vec<_> = all.into_iter().map(|one| (hash(&one), one)).collect();
    if all.len() > MOST_TRAITS {
        all.sort_unstable();
        all.truncate(MOST_TRAITS);
    }
    all.into_iter().map(|(_, one)| one).collect()
}

/// What a schema looks like, and what its parts and items do: often there is nothing else to tell two choices or two lists apart.
fn look(node: &Node, depth: usize, all: &mut BTreeSet<String>) {
    for member in node.as_object().into_iter().flatten() {
        let key = member.key.as_ref();
        if TEXTS.contains(&key) || key.starts_with("x-") {
            continue;
        }
        match (key, &member.node.value) {
            ("properties", Value::Object(properties)) => {
                for property in properties.iter() {
                    all.insert(word(&format!(".{}", property.key)));
                    all.extend(constant(&property.key, &property.node));
                }
            }
            ("required", Value::Array(names)) => {
                let names = names.iter().filter_map(Node::as_str);
                all.extend(names.map(|name| word(&format!("!{name}"))));
            }
            ("enum", Value::Array(values)) => {
                let values = values.iter().filter_map(scalar);
                all.extend(values.map(|value| word(&format!("={value}"))));
            }
            _ => {
                all.insert(word(&about(key, &member.node)));
            }
        }
        let parts = match (key, &member.node.value) {
            ("allOf" | "anyOf" | "oneOf", Value::Array(parts)) => parts.as_slice(),
            ("items", Value::Object(_)) => std::slice::from_ref(&member.node),
            _ => &[],
        };
        if let Some(depth) = depth.checked_sub(1) {
            for part in parts {
                look(part, depth, all);
            }
        }
    }
}

/// A member that has one value only.
fn constant(name: &str, node: &Node) -> Option<String> {
    match node.get("enum").and_then(Node::as_array) {
        Some([only]) => Some(word(&format!(".{name}={}", scalar(only)?))),
        _ => None,
    }
}

/// A keyword with what it says, if that is short.
fn about(key: &str, node: &Node) -> String {
    let named = match key {
        "$ref" => node.as_str(),
        _ => node.get("$ref").and_then(Node::as_str),
    };
    let kind = || node.get("type").and_then(Node::as_str).map(str::to_owned);
    let said = match named {
        Some(reference) => reference.rsplit('/').next().map(str::to_owned),
        None => scalar(node).or_else(kind),
    };
    match said {
        Some(said) => format!("{key}:{said}"),
        None => key.to_owned(),
    }
}

fn scalar(node: &Node) -> Option<String> {
    match &node.value {
        Value::Null => Some("null".to_owned()),
        Value::Bool(value) => Some(value.to_string()),
        Value::Number(number) => Some(number.as_str().to_owned()),
        Value::String(text) => Some(text.to_string()),
        Value::Array(_) | Value::Object(_) => None,
    }
}

/// A trait as one word.
fn word(text: &str) -> String {
    let signs = text.chars().take(LONGEST_TRAIT);
    signs
        .map(|c| if c.is_whitespace() { '_' } else { c })
        .collect()
}
