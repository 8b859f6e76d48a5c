//! The rule of parameters that stand for the whole query string (OpenAPI 3.2.0, "Parameter Locations").

use super::{Rules, Subject, root};
use crate::load::{Member, Node, Value};
use crate::pointer::Pointer;

/// The form of query strings.
const FORM: &str = "application/x-www-form-urlencoded";

/// `in: querystring, content: {application/x-www-form-urlencoded: {schema}}` → `in: query, style: form, explode: true, schema`,
/// for each of the parameters that are in a member: an object is written the same way. Others stay.
pub(super) fn whole_queries(rules: &mut Rules<'_>, subject: &mut Subject<'_, '_>, key: &str) {
    let Some(parameters) = subject.object.get_mut(key) else {
        return;
    };
    let place = root().key(key);
    let mut moved = Vec::new();
    match &mut parameters.value {
        Value::Array(items) => {
            for (index, item) in items.iter_mut().enumerate() {
                moved.extend(whole_query(item, &place.index(index)));
            }
        }
        Value::Object(members) => {
            for Member { key, node, .. } in members.iter_mut() {
                moved.extend(whole_query(node, &place.key(key)));
            }
        }
        _ => {}
    }
    if !moved.is_empty() {
        rules.moved(subject, &moved);
    }
}

pub(super) fn is_querystring(node: &Node) -> bool {
    node.get("in").and_then(Node::as_str) == Some("querystring")
}

/// Rewrites one parameter, and says where its schema is and was.
fn whole_query(node: &mut Node, place: &Pointer) -> Option<(Pointer, Pointer)> {
    if !is_querystring(node) {
        return None;
    }
    let span = node.span;
    let [only] = node.get("content")?.as_object()?.iter().as_slice() else {
        return None;
    };
    let media = only.node.as_object()?;
    if !only.key.eq_ignore_ascii_case(FORM) || media.contains_key("encoding") {
        return None;
    }
    let from = place.key("content").key(&only.key).key("schema");
    let schema = media
        .get("schema")
        .filter(|schema| is_object(schema))?
        .clone();
    let object = node.as_object_mut()?;
    object.remove("content");
    for (key, value) in [
        ("in", Value::from("query")),
        ("style", Value::from("form")),
        ("explode", Value::from(true)),
    ] {
        object.insert(Member::new(key, Node::new(span, value)));
    }
    object.insert(Member::new("schema", schema));
    Some((place.key("schema"), from))
}

/// Is it an object, written out? What is referred to may be anything.
fn is_object(schema: &Node) -> bool {
    schema.get("type").and_then(Node::as_str) == Some("object")
}
