//! What is said of parts that a selection does not reach is taken back: the description is checked whole, and nobody asked for
//! those.

use std::collections::HashSet;

use super::Lowering;
use crate::load::{Node, Value};
use crate::pointer::Pointer;

impl Lowering<'_> {
    /// Takes back what was said of operations that are not asked for, and of components that those which are do not reach.
    pub(super) fn forget_unasked(&mut self) {
        if self.takes_all() {
            return;
        }
        let passed = std::mem::take(&mut self.passed);
        let reached = self.reached(&passed);
        let back = self.document.back();
        self.diagnostics.forget(|at| {
            let now = back.now(at);
            match component_of(&now) {
                Some(component) => !reached.contains(&component),
                None => [2, 3]
                    .iter()
                    .any(|length| head(&now, *length).is_some_and(|head| passed.contains(&head))),
            }
        });
    }

    /// The components that references lead to from all that is no component, but for what is passed over.
    fn reached(&self, passed: &HashSet<Pointer>) -> HashSet<Pointer> {
        let mut open = Vec::new();
        for (key, node) in members(self.document.root()) {
            let place = Pointer::root().key(key);
            if key == "components" {
                continue;
            }
            for (name, item) in members(node) {
                let place = place.key(name);
                if passed.contains(&place) {
                    continue;
                }
                for (name, part) in members(item) {
                    if !passed.contains(&place.key(name)) {
                        references(name, part, &mut open);
                    }
                }
            }
        }
        let mut seen = HashSet::new();
        let mut reached = HashSet::new();
        while let Some(target) = open.pop() {
            if !seen.insert(target.clone()) {
                continue;
            }
            let component = component_of(&target);
            if let Some(node) = self.document.node(component.as_ref().unwrap_or(&target)) {
                references("", node, &mut open);
            }
            let Some(component) = component else {
                continue;
            };
            // Who is named as the base of a family may stand for each of its members.
            let name = component.last().unwrap_or_default();
            let family = self.extended_by.get(&*name).into_iter().flatten();
            open.extend(family.map(|name| schema(name)));
            reached.insert(component);
        }
        reached
    }
}

/// Where the references lead that stand in a node, those of a discriminator's mapping too.
fn references(key: &str, node: &Node, out: &mut Vec<Pointer>) {
    match &node.value {
        Value::String(text) if key == "$ref" => out.extend(Pointer::from_fragment(text)),
        Value::Object(_) if key == "mapping" => {
            let texts = members(node).filter_map(|(_, target)| target.as_str());
            out.extend(
                texts.map(|text| Pointer::from_fragment(text).unwrap_or_else(|| schema(text))),
            );
        }
        Value::Object(_) => {
            for (name, part) in members(node) {
                references(name, part, out);
            }
        }
        Value::Array(items) => items.iter().for_each(|item| references("", item, out)),
        _ => {}
    }
}

fn schema(name: &str) -> Pointer {
    Pointer::root().key("components").key("schemas").key(name)
}

/// The component that a place is in.
fn component_of(at: &Pointer) -> Option<Pointer> {
    head(at, 3).filter(|head| head.segments().next().as_deref() == Some("components"))
}

/// The first segments of a pointer that has so many.
fn head(at: &Pointer, length: usize) -> Option<Pointer> {
    let head: Vec<_> = at.segments().take(length).collect();
    (head.len() == length).then(|| head.iter().fold(Pointer::root(), |at, name| at.key(name)))
}

fn members(node: &Node) -> impl Iterator<Item = (&str, &Node)> {
    let object = node.as_object();
    let all = object.into_iter().flat_map(|object| object.iter());
    all.map(|member| (&*member.key, &member.node))
}
