//! The rule of parameters that stand for the whole query string (OpenAPI 3.2.0, "Parameter Locations").

use super::{Rules, Subject, root};
use crate::load::{Member, Node, Value};
use crate::normalise::CARRIED;
use crate::pointer::Pointer;

/// The form of query strings.
const FORM: &str = "application/x-www-form-urlencoded";

/// `in: querystring, content: {application/x-www-form-urlencoded: {schema}}` → `in: query, style: form, explode: true, schema`,
/// for each of the parameters that are in a member: an object is written the same way. Those of another media type keep it and
/// are marked, as that of a form is, of which only later stages know whether it is an object. Others stay.
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
    let from = place.key("content").key(&only.key).key("schema");
    let media = only.node.as_object()?;
    let is_form = only.key.eq_ignore_ascii_case(FORM);
    let schema = media.get("schema").filter(|_| is_form).cloned();
    if is_form && (media.contains_key("encoding") || !schema.as_ref().is_some_and(may_be_object)) {
        return None;
    }
    let object = node.as_object_mut()?;
    let mut set = |key: &str, value| object.insert(Member::new(key, Node::new(span, value)));
    set("in", Value::from("query"));
    set(&format!("{CARRIED}querystring"), Value::from(true));
    let schema = schema?;
    set("style", Value::from("form"));
    set("explode", Value::from(true));
    object.remove("content");
    object.insert(Member::new("schema", schema));
    Some((place.key("schema"), from))
}

/// May it be an object? What is referred to may be anything.
fn may_be_object(schema: &Node) -> bool {
    let kind = schema.get("type").and_then(Node::as_str);
    kind.is_none_or(|kind| kind == "object")
}
