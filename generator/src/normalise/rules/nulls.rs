//! The rules of null: every spelling of it becomes `nullable`.

use super::{Rules, Subject, root};
use crate::load::{Node, Object, Value};
use crate::normalise::CARRIED;

/// The keyword that says of a schema that null is all it allows.
const ONLY_NULL: &str = "x-oas-null";

pub(super) fn is_null_annotation(key: &str, node: &Node) -> bool {
    node.is_null() && matches!(key, "default" | "example")
}

/// `default: null` is not the same as no default, but `openapiv3` makes no difference.
pub(super) fn null_annotations(rules: &mut Rules<'_>, subject: &mut Subject<'_, '_>) {
    for key in ["default", "example"] {
        if subject.object.get(key).is_some_and(Node::is_null) {
            rules.carry(subject, key);
        }
    }
}

pub(super) fn is_enum_with_null(key: &str, node: &Node) -> bool {
    key == "enum"
        && node
            .as_array()
            .is_some_and(|values| values.iter().any(Node::is_null))
}

/// `enum: [a, null]` → `enum: [a]`, `nullable: true`.
pub(super) fn null_in_enum(rules: &mut Rules<'_>, subject: &mut Subject<'_, '_>) {
    rules.take_elements(subject, "enum", Node::is_null);
    subject.set("nullable", true);
    if subject
        .object
        .get("enum")
        .and_then(Node::as_array)
        .is_some_and(<[Node]>::is_empty)
    {
        subject.object.remove("enum");
        subject.set(ONLY_NULL, true);
        subject.object.remove("type");
    }
}

pub(super) fn is_type_with_null(key: &str, node: &Node) -> bool {
    key == "type" && (is_null_name(node) || node.as_array().is_some())
}

fn is_null_name(node: &Node) -> bool {
    node.as_str() == Some("null")
}

/// `type: [T, "null"]` → `type: T`, `nullable: true`; several types that are left are another rule's.
pub(super) fn null_in_type(rules: &mut Rules<'_>, subject: &mut Subject<'_, '_>) {
    let is_only_null = subject.object.get("type").is_some_and(is_null_name);
    let taken = rules.take_elements(subject, "type", is_null_name);
    let left = subject
        .object
        .get("type")
        .and_then(Node::as_array)
        .map(<[Node]>::len);
    if is_only_null || taken > 0 {
        subject.set("nullable", true);
    }
    if is_only_null || left == Some(0) {
        only_null(subject);
    } else if left == Some(1) {
        unwrap_type(rules, subject);
    }
}

/// `type: [T]` → `type: T`
fn unwrap_type(rules: &mut Rules<'_>, subject: &mut Subject<'_, '_>) {
    if let Some(node) = subject.object.get_mut("type")
        && let Value::Array(items) = &mut node.value
        && let Some(item) = items.pop()
    {
        *node = item;
        rules.moved(
            subject,
            &[(root().key("type"), root().key("type").index(0))],
        );
    }
}

fn only_null(subject: &mut Subject<'_, '_>) {
    subject.object.remove("type");
    subject.set(ONLY_NULL, true);
}

pub(super) fn is_union_with_null(key: &str, node: &Node) -> bool {
    matches!(key, "oneOf" | "anyOf")
        && node
            .as_array()
            .is_some_and(|members| members.iter().any(is_null_schema))
}

/// `oneOf: [A, {type: "null"}]` → `oneOf: [A]`, `nullable: true`.
pub(super) fn null_in_union(rules: &mut Rules<'_>, subject: &mut Subject<'_, '_>) {
    for key in ["oneOf", "anyOf"] {
        if rules.take_elements(subject, key, is_null_schema) == 0 {
            continue;
        }
        subject.set("nullable", true);
        if subject
            .object
            .get(key)
            .and_then(Node::as_array)
            .is_some_and(<[Node]>::is_empty)
        {
            subject.object.remove(key);
            subject.set(ONLY_NULL, true);
        }
    }
}

/// Whether a schema allows null and nothing else.
fn is_null_schema(node: &Node) -> bool {
    let Some(object) = node.as_object() else {
        return false;
    };
    let is_null_type = object.get("type").is_some_and(|types| match &types.value {
        Value::Array(items) => items.iter().all(is_null_name) && !items.is_empty(),
        _ => is_null_name(types),
    });
    let is_null_const = object.get("const").is_some_and(Node::is_null);
    let is_null_enum = object
        .get("enum")
        .and_then(Node::as_array)
        .is_some_and(|values| !values.is_empty() && values.iter().all(Node::is_null));
    is_null_type || is_null_const || is_null_enum || is_carried_null(object)
}

/// Whether a schema was found to allow nothing but null before.
fn is_carried_null(object: &Object) -> bool {
    object.get(ONLY_NULL).and_then(Node::as_bool) == Some(true) && ONLY_NULL.starts_with(CARRIED)
}
