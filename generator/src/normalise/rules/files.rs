//! The rule of parts that say nothing (OpenAPI 3.1.1 section 4.8.15.1, `contentType`): without type and encoding they are bytes.

use std::collections::{BTreeMap, BTreeSet};

use super::ANNOTATIONS;
use crate::ir::media::{essence, is_json};
use crate::load::{Member, Node, Object, Value};
use crate::pointer::Pointer;

/// `{}` → `type: string, format: binary`, for the members of what is sent in parts: where it is written there, or in a component
/// that nothing else refers to, whose members would be any JSON.
pub(super) fn parts_are_bytes(root: &mut Node) {
    let mut found = Found::default();
    found.node(root);
    for (reference, forms) in found.forms {
        if found.references.get(&reference) == Some(&forms.count)
            && let Some(place) = Pointer::from_fragment(&reference)
            && let Some(schema) = root.at_mut(&place)
        {
            members(schema, &forms.said);
        }
    }
}

/// The schemas of what is sent in parts.
#[derive(Default)]
struct Found {
    /// Those that are referred to.
    forms: BTreeMap<String, Form>,
    /// How often something is referred to.
    references: BTreeMap<String, usize>,
}

/// A schema that bodies of parts refer to.
#[derive(Default)]
struct Form {
    count: usize,
    /// The parts of which a media type or a style says what they are.
    said: BTreeSet<Box<str>>,
}

impl Found {
    fn node(&mut self, node: &mut Node) {
        match &mut node.value {
            Value::Array(items) => items.iter_mut().for_each(|item| self.node(item)),
            Value::Object(object) => {
                for Member { key, node, .. } in object.iter_mut() {
                    match (&**key, node.as_str()) {
                        ("$ref", Some(reference)) => self.refer(reference),
                        ("content", None) => self.content(node),
                        _ => {}
                    }
                    self.node(node);
                }
            }
            _ => {}
        }
    }

    fn refer(&mut self, reference: &str) {
        *self.references.entry(reference.to_owned()).or_default() += 1;
    }

    fn content(&mut self, content: &mut Node) {
        let media_types = content
            .as_object_mut()
            .into_iter()
            .flat_map(Object::iter_mut);
        for Member { key, node, .. } in media_types {
            if !essence(key).starts_with("multipart/") {
                continue;
            }
            let said = said(node);
            let Some(schema) = node
                .as_object_mut()
                .and_then(|media| media.get_mut("schema"))
            else {
                continue;
            };
            match schema.get("$ref").and_then(Node::as_str) {
                Some(reference) => {
                    let form = self.forms.entry(reference.to_owned()).or_default();
                    form.count += 1;
                    form.said.extend(said);
                }
                None => members(schema, &said),
            }
        }
    }
}

/// The parts of which `encoding` says that they are JSON, or how they are written.
fn said(media: &Node) -> BTreeSet<Box<str>> {
    let says = |encoding: &Node| {
        let media_type = encoding.get("contentType").and_then(Node::as_str);
        media_type.is_some_and(|media_type| is_json(&essence(media_type)))
            || ["style", "explode", "allowReserved"]
                .iter()
                .any(|keyword| encoding.get(keyword).is_some())
    };
    let encodings = media.get("encoding").and_then(Node::as_object);
    let encodings = encodings.into_iter().flatten();
    let encodings = encodings.filter(|member| says(&member.node));
    encodings.map(|member| member.key.clone()).collect()
}

/// Makes bytes of the members of a schema that say nothing, and of the items of a list, which are a part each.
fn members(schema: &mut Node, said: &BTreeSet<Box<str>>) {
    let Some(schema) = schema.as_object_mut() else {
        return;
    };
    if let Some(items) = schema.get_mut("items") {
        part(items);
    }
    let properties = schema.get_mut("properties").and_then(Node::as_object_mut);
    for Member { key, node, .. } in properties.into_iter().flat_map(Object::iter_mut) {
        if said.contains(key) {
            continue;
        }
        match node.as_object_mut().and_then(|list| list.get_mut("items")) {
            Some(items) => part(items),
            None => part(node),
        }
    }
}

fn part(schema: &mut Node) {
    let span = schema.span;
    let says_nothing = |key: &str| {
        key.starts_with("x-")
            || ["readOnly", "writeOnly"].contains(&key)
            || ANNOTATIONS.contains(&key) && !key.starts_with("example")
    };
    let is_silent = match &schema.value {
        Value::Bool(allows) => *allows,
        Value::Object(object) => object.iter().all(|member| says_nothing(&member.key)),
        _ => false,
    };
    if !is_silent {
        return;
    }
    if schema.as_bool().is_some() {
        schema.value = Value::from(Object::new());
    }
    for (key, value) in [("type", "string"), ("format", "binary")] {
        if let Some(object) = schema.as_object_mut() {
            object.insert(Member::new(key, Node::new(span, value)));
        }
    }
}
