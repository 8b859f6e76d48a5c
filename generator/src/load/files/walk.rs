//! The walk that finds references: it tells objects, whose members are keywords, from maps, whose members have names, and
//! passes over what is data, where `$ref` means nothing.

use crate::load::{Member, Node, Object, Value};
use crate::pointer::{Pointer, push_segment};
use crate::source::Span;

const DYNAMIC: &str = "$dynamicRef";
const RECURSIVE: &str = "$recursiveRef";

/// A reference as it was written.
#[derive(Debug)]
pub(super) struct Found {
    /// The number of the file.
    pub(super) file: usize,
    /// The object that refers.
    pub(super) at: Pointer,
    /// Which of its members does.
    pub(super) how: How,
    pub(super) text: Box<str>,
    pub(super) span: Span,
}

/// What refers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum How {
    /// `$ref`
    Reference,
    /// `$dynamicRef`, which becomes `$ref`.
    Dynamic,
    /// `$recursiveRef` of JSON Schema 2019-09, which becomes `$ref`.
    Recursive,
    /// A value of `mapping`, by its key.
    Mapping(Box<str>),
    /// `defaultMapping` of a discriminator.
    DefaultMapping,
}

impl Found {
    /// Whether it is written as the pointer that it means.
    pub(super) fn is_plain(&self, target: &Pointer) -> bool {
        let is_kept = !matches!(self.how, How::Dynamic | How::Recursive);
        is_kept && Pointer::from_fragment(&self.text).as_ref() == Some(target)
    }
}

impl How {
    /// The pointer to the text of a reference in the object at `holder`.
    pub(super) fn below(&self, holder: &Pointer) -> Pointer {
        match self {
            Self::Reference => holder.key("$ref"),
            Self::Dynamic => holder.key(DYNAMIC),
            Self::Recursive => holder.key(RECURSIVE),
            Self::Mapping(key) => holder.key("mapping").key(key),
            Self::DefaultMapping => holder.key("defaultMapping"),
        }
    }

    /// Gives a reference another text.
    pub(super) fn write(self, holder: &mut Node, text: &str) {
        let Some(object) = holder.as_object_mut() else {
            return;
        };
        let node = match self {
            Self::Reference => object.get_mut("$ref"),
            Self::Dynamic => renamed(object, DYNAMIC),
            Self::Recursive => renamed(object, RECURSIVE),
            Self::DefaultMapping => object.get_mut("defaultMapping"),
            Self::Mapping(key) => object
                .get_mut("mapping")
                .and_then(Node::as_object_mut)
                .and_then(|mapping| mapping.get_mut(&key)),
        };
        if let Some(node) = node {
            node.value = Value::from(text);
        }
    }
}

/// The value of a member that becomes `$ref`.
fn renamed<'a>(object: &'a mut Object, key: &str) -> Option<&'a mut Node> {
    if let Some(member) = object.remove(key) {
        object.insert(Member {
            key: "$ref".into(),
            ..member
        });
    }
    object.get_mut("$ref")
}

/// How many steps a pointer to a component has; one of more may lead through references.
const OF_COMPONENTS: usize = 3;

/// Whether a text may hold a reference that is no plain pointer within it: what such a reference would be written with is looked
/// for, so that most descriptions need no walk.
pub(super) fn may_refer(text: &str) -> bool {
    const OTHERS: [&str; 5] = [DYNAMIC, RECURSIVE, "$id", "$self", "\\u0024"];
    let leads_out = |(at, _): (usize, &str)| {
        let rest = text.get(at + "$ref".len()..).unwrap_or_default();
        let value = rest.trim_start_matches(|c: char| c.is_whitespace() || "\"':".contains(c));
        let end = value.find(['"', '\'', '\n']).unwrap_or(value.len());
        let steps = value
            .get(..end)
            .map_or(0, |value| value.matches('/').count());
        !value.starts_with("#/") || value.starts_with("#/x-") || steps > OF_COMPONENTS
    };
    text.match_indices("$ref").any(leads_out) || OTHERS.iter().any(|other| text.contains(other))
}

/// The references in a node, which is at `start` of its file.
pub(super) fn references(file: usize, node: &Node, start: &Pointer) -> Vec<Found> {
    let mut found = Vec::new();
    visit(node, start, &mut |object, path| {
        of_object(file, object, path, &mut found);
    });
    found
}

fn of_object(file: usize, object: &Object, path: &str, found: &mut Vec<Found>) {
    let mut push = |node: &Node, how: How| {
        if let (Some(text), Some(at)) = (node.as_str(), Pointer::parse(path)) {
            found.push(Found {
                file,
                at,
                how,
                text: text.into(),
                span: node.span,
            });
        }
    };
    let reference = object.get("$ref");
    if let Some(node) = reference {
        push(node, How::Reference);
    } else if let Some(node) = object.get(DYNAMIC) {
        push(node, How::Dynamic);
    } else if let Some(node) = object.get(RECURSIVE) {
        push(node, How::Recursive);
    }
    if !object.contains_key("propertyName") {
        return;
    }
    if let Some(node) = object.get("defaultMapping") {
        push(node, How::DefaultMapping);
    }
    if let Some(mapping) = object.get("mapping").and_then(Node::as_object) {
        for member in mapping {
            push(&member.node, How::Mapping(member.key.clone()));
        }
    }
}

/// Calls `each` for every object whose members are keywords, with its pointer's text, outer ones first.
pub(super) fn visit(node: &Node, start: &Pointer, each: &mut dyn FnMut(&Object, &str)) {
    let mut walk = Walk {
        path: start.as_str().to_owned(),
        each,
    };
    walk.node(node, Meaning::Keywords);
}

/// What the members of an object are.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Meaning {
    Keywords,
    Names,
}

struct Walk<'e> {
    path: String,
    each: &'e mut dyn FnMut(&Object, &str),
}

impl Walk<'_> {
    fn node(&mut self, node: &Node, meaning: Meaning) {
        match &node.value {
            Value::Array(items) => {
                for (index, item) in items.iter().enumerate() {
                    self.below(&index.to_string(), item, Meaning::Keywords);
                }
            }
            Value::Object(object) => self.object(object, meaning),
            _ => {}
        }
    }

    fn object(&mut self, object: &Object, meaning: Meaning) {
        if meaning == Meaning::Names {
            for member in object {
                self.below(&member.key, &member.node, Meaning::Keywords);
            }
            return;
        }
        (self.each)(object, &self.path);
        for member in object {
            let is_list = member.node.as_array().is_some();
            if is_passed_over(&member.key) || is_list && &*member.key == "examples" {
                continue;
            }
            let names = MAPS.contains(&&*member.key);
            let meaning = if names {
                Meaning::Names
            } else {
                Meaning::Keywords
            };
            self.below(&member.key, &member.node, meaning);
        }
    }

    fn below(&mut self, key: &str, node: &Node, meaning: Meaning) {
        if !matches!(node.value, Value::Array(_) | Value::Object(_)) {
            return;
        }
        let length = self.path.len();
        push_segment(&mut self.path, key);
        self.node(node, meaning);
        self.path.truncate(length);
    }
}

/// Whether a keyword's value is data or an extension.
pub(super) fn is_passed_over(key: &str) -> bool {
    key.starts_with("x-")
        || matches!(
            key,
            "example"
                | "default"
                | "const"
                | "enum"
                | "value"
                | "dataValue"
                | "description"
                | "summary"
                | "title"
        )
}

/// Keywords whose values have members of any names.
const MAPS: [&str; 27] = [
    "properties",
    "patternProperties",
    "dependentSchemas",
    "$defs",
    "definitions",
    "schemas",
    "responses",
    "parameters",
    "examples",
    "requestBodies",
    "headers",
    "securitySchemes",
    "links",
    "callbacks",
    "pathItems",
    "mediaTypes",
    "paths",
    "webhooks",
    "content",
    "encoding",
    "variables",
    "scopes",
    "mapping",
    "additionalOperations",
    "dependencies",
    "dependentRequired",
    "$vocabulary",
];
