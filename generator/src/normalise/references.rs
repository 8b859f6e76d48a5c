//! Gives whatever is referred to a place that OpenAPI 3.0 can name: a component, or a copy where 3.0 has no components.

mod names;

use std::collections::{BTreeMap, BTreeSet};

use super::LEFT_OUT;
use super::check::{References, Target, is_component};
use super::vocabulary::section;
use crate::diagnostic::{Code, Diagnostic, Diagnostics, Location};
use crate::load::{Member, Node, Object, Tree, Value, measure};
use crate::pointer::{FILES, Pointer};
use names::Names;

/// How many values may be copied in all.
const COPIES: usize = 200_000;

/// How many references may follow each other.
const HOPS: usize = 256;

/// How many copies may stand inside one another.
const NESTED: usize = 32;

/// Settles all references that 3.0 cannot hold.
pub(super) fn settle(tree: &mut Tree, found: &References, diagnostics: &mut Diagnostics) {
    make_components(tree, &found.deep);
    make_copies(tree, &found.to_copy, diagnostics);
    let span = tree.root.span;
    if let Some(root) = tree.root.as_object_mut() {
        // Whatever is referred to has left its file by now.
        root.remove(FILES);
        let dropped = found
            .dropped
            .iter()
            .map(|place| Node::new(span, place.as_str()));
        let dropped: Vec<Node> = dropped.collect();
        if !dropped.is_empty() {
            root.insert(Member::new(LEFT_OUT, Node::new(span, dropped)));
        }
    }
}

/// Makes components of what is referred to deep inside, the deepest first, and rewrites the references.
fn make_components(tree: &mut Tree, deep: &BTreeMap<Pointer, Target>) {
    let mut names = Names::of(&tree.root);
    let aliases = aliases(&tree.root, deep);
    let mut renamed = BTreeMap::new();
    let mut made = Vec::new();
    let mut targets: Vec<_> = deep.iter().collect();
    targets.sort_by_key(|(target, _)| std::cmp::Reverse(target.segments().count()));
    for (target, found) in targets {
        let Some(section) = section(found.kind).filter(|_| !is_any_component(target)) else {
            continue;
        };
        let Some(node) = tree.root.at_mut(target).filter(|node| !node.is_null()) else {
            continue;
        };
        let alias = aliases.get(target).cloned();
        let name = alias.unwrap_or_else(|| names.free(target, section));
        let place = Pointer::root().key("components").key(section).key(&name);
        made.push((
            section,
            Member::new(&name, take_or_copy(node, found.may_move, &place)),
        ));
        tree.moves.copied(&[(place.clone(), target.clone())]);
        renamed.insert(target.clone(), place);
    }
    if !renamed.is_empty() {
        add_components(&mut tree.root, made);
        rewrite(&mut tree.root, &renamed);
    }
}

/// Components that are nothing but a reference into another file: what is there gets their names, the first if there are
/// several, and takes their places.
fn aliases(root: &Node, deep: &BTreeMap<Pointer, Target>) -> BTreeMap<Pointer, String> {
    let mut aliases = BTreeMap::new();
    let sections = root.get("components").and_then(Node::as_object);
    let members = sections.into_iter().flatten().flat_map(|section| {
        let place = Pointer::root().key("components").key(&section.key);
        let members = section.node.as_object().into_iter().flatten();
        members.map(move |member| (member, place.key(&member.key)))
    });
    for (member, place) in members {
        let reference = member.node.as_object().filter(|object| object.len() == 1);
        let reference = reference.and_then(|object| object.get("$ref")?.as_str());
        let target = reference.and_then(Pointer::from_fragment);
        let Some(target) = target.filter(Pointer::is_in_other_file) else {
            continue;
        };
        let fits = |found: &Target| is_component(&place, found.kind);
        if deep.get(&target).is_some_and(fits) {
            aliases
                .entry(target)
                .or_insert_with(|| member.key.to_string());
        }
    }
    aliases
}

/// What becomes a component; where it may refer instead, it does from now on.
fn take_or_copy(node: &mut Node, may_move: bool, place: &Pointer) -> Node {
    if !may_move {
        return node.clone();
    }
    let span = node.span;
    let reference = Member::new("$ref", Node::new(span, &*place.to_reference()));
    std::mem::replace(node, Node::new(span, Object::from_iter([reference])))
}

/// Adds components, whose names are new or those of references that they take the place of.
fn add_components(root: &mut Node, made: Vec<(&str, Member)>) {
    let span = root.span;
    for (section, member) in made {
        let components = root
            .as_object_mut()
            .and_then(|root| member_object(root, "components", span));
        let section = components.and_then(|components| member_object(components, section, span));
        if let Some(section) = section {
            section.insert(member);
        }
    }
}

/// Whether a pointer leads to a component, if of another kind than it should be.
fn is_any_component(target: &Pointer) -> bool {
    let mut segments = target.segments();
    let starts = segments.next().as_deref() == Some("components");
    starts && segments.count() <= 2 || target.is_root()
}

/// The object that is a member of an object, made if there is none.
fn member_object<'o>(
    object: &'o mut Object,
    key: &str,
    span: crate::source::Span,
) -> Option<&'o mut Object> {
    if !object.contains_key(key) {
        object.insert(Member::new(key, Node::new(span, Object::new())));
    }
    object.get_mut(key)?.as_object_mut()
}

/// Rewrites references and the mappings of discriminators.
fn rewrite(node: &mut Node, renamed: &BTreeMap<Pointer, Pointer>) {
    match &mut node.value {
        Value::Array(items) => items.iter_mut().for_each(|item| rewrite(item, renamed)),
        Value::Object(object) => {
            for member in object.iter_mut() {
                match &*member.key {
                    "$ref" | "defaultMapping" => rewrite_text(&mut member.node, renamed),
                    "mapping" => {
                        let targets = member
                            .node
                            .as_object_mut()
                            .into_iter()
                            .flat_map(Object::iter_mut);
                        targets.for_each(|target| rewrite_text(&mut target.node, renamed));
                    }
                    _ => rewrite(&mut member.node, renamed),
                }
            }
        }
        _ => {}
    }
}

fn rewrite_text(node: &mut Node, renamed: &BTreeMap<Pointer, Pointer>) {
    let target = node.as_str().and_then(Pointer::from_fragment);
    if let Some(name) = target.and_then(|target| renamed.get(&target)) {
        node.value = Value::from(&*name.to_reference());
    }
}

/// Replaces references to path items and media types by copies of them, and such references in the copies too.
fn make_copies(tree: &mut Tree, places: &BTreeSet<Pointer>, diagnostics: &mut Diagnostics) {
    let mut copied = 0;
    let mut open: Vec<(Pointer, usize)> = places
        .iter()
        .rev()
        .map(|place| (place.clone(), 0))
        .collect();
    while let Some((place, nested)) = open.pop() {
        let Some((target, node)) = follow(&tree.root, &place, diagnostics) else {
            continue;
        };
        copied += measure(node).0;
        if copied > COPIES || nested > NESTED {
            let message = "copies of what is referred to grow without end".to_owned();
            let at = tree
                .root
                .at(&place)
                .map_or(tree.root.span, |node| node.span);
            diagnostics
                .push(Diagnostic::new(Code::AliasExpansion, message).at(Location::new(at, place)));
            break;
        }
        let copy = node.clone();
        put_copy(tree, &place, &target, copy);
        let near = places.range(target.clone()..);
        let near = near.take_while(|other| other.as_str().starts_with(target.as_str()));
        let inside = near
            .filter_map(|other| other.strip_prefix(&target))
            .filter(|tail| !tail.is_root());
        open.extend(inside.map(|tail| (place.join(&tail), nested + 1)));
    }
}

fn put_copy(tree: &mut Tree, place: &Pointer, target: &Pointer, copy: Node) {
    if let Some(node) = tree.root.at_mut(place) {
        let beside = std::mem::replace(node, copy);
        let added = add_missing(node, beside);
        let mut noted = vec![(place.clone(), target.clone())];
        noted.extend(added.iter().map(|key| (place.key(key), place.key(key))));
        tree.moves.copied(&noted);
    }
}

/// Adds what stood beside a reference where the copy has no member of that name, and says what was added.
fn add_missing(node: &mut Node, beside: Node) -> Vec<Box<str>> {
    let (Some(object), Value::Object(beside)) = (node.as_object_mut(), beside.value) else {
        return Vec::new();
    };
    let is_new = |member: &Member| &*member.key != "$ref" && !object.contains_key(&member.key);
    let added: Vec<Member> = beside.into_iter().filter(is_new).collect();
    let keys = added.iter().map(|member| member.key.clone()).collect();
    added.into_iter().for_each(|member| object.insert(member));
    keys
}

/// What a reference leads to in the end; a cycle or a target that is missing is reported.
fn follow<'n>(
    root: &'n Node,
    place: &Pointer,
    diagnostics: &mut Diagnostics,
) -> Option<(Pointer, &'n Node)> {
    let mut seen = BTreeSet::new();
    let mut at = place.clone();
    loop {
        let node = root.at(&at);
        let reference = node.and_then(|node| node.get("$ref"));
        let Some(reference) = reference else {
            return node.map(|node| (at, node));
        };
        let target = reference.as_str().and_then(Pointer::from_fragment)?;
        let here = Location::new(reference.span, at.key("$ref"));
        let is_known = !seen.insert(target.clone());
        if is_known || seen.len() > HOPS {
            let message = match is_known {
                true => format!("the reference to `{target}` leads back to itself"),
                false => format!("more than {HOPS} references lead from one to the next"),
            };
            diagnostics.push(Diagnostic::new(Code::ReferenceCycle, message).at(here));
            return None;
        }
        if root.at(&target).is_none() {
            // That there is no such file has been said.
            if !target.is_in_other_file() {
                let message = format!("there is no `{target}`");
                diagnostics.push(Diagnostic::new(Code::MissingReference, message).at(here));
            }
            return None;
        }
        at = target;
    }
}
