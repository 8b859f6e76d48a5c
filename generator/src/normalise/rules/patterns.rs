//! The rule of `patternProperties`: members whose names are not listed, and all are of one schema.

use super::{Rules, Subject, root, same};
use crate::diagnostic::Code;
use crate::load::{Member, Node, Object};
use crate::normalise::NAMES;
use crate::source::Span;

/// `patternProperties: {P: A}` → `additionalProperties: A`, where all patterns and `additionalProperties` itself say the same.
///
/// Names are checked where nothing else is allowed and no member is listed: then `P` is what `propertyNames` says. What says
/// different things of different names is carried over, and the members are any JSON.
pub(super) fn pattern_properties(rules: &mut Rules<'_>, subject: &mut Subject<'_, '_>) {
    // Of other kinds it says nothing.
    if !subject.may_be("object") {
        return;
    }
    let Some(patterns) = subject
        .object
        .get("patternProperties")
        .and_then(Node::as_object)
    else {
        return;
    };
    let additional = subject.object.get("additionalProperties");
    let is_closed = additional.and_then(Node::as_bool) == Some(false)
        || subject
            .object
            .get("unevaluatedProperties")
            .and_then(Node::as_bool)
            == Some(false);
    let other = additional.filter(|node| node.as_object().is_some_and(|object| !object.is_empty()));
    let mut schemas = patterns.iter().map(|member| &member.node).chain(other);
    let Some(first) = schemas.next() else {
        subject.object.remove("patternProperties");
        return;
    };
    if first.as_object().is_none() || !schemas.all(|schema| same(first, schema)) {
        return;
    }
    let names: Vec<Box<str>> = patterns.iter().map(|member| member.key.clone()).collect();
    let Some(member) = subject.object.remove("patternProperties") else {
        return;
    };
    let properties = subject.object.get("properties").and_then(Node::as_object);
    let lists_none = properties.is_none_or(Object::is_empty);
    if is_closed && lists_none && !subject.object.contains_key("propertyNames") {
        check_names(rules, subject, &names, member.key_span);
    } else {
        let span = member.key_span;
        let message = "which names the members of this type may have is not checked";
        let at = subject.path.pointer().key("patternProperties");
        rules.left_out(
            Code::UnsupportedKeyword,
            message.to_owned(),
            member.key_span,
            &at,
        );
        let patterns = names.iter().map(|name| Node::new(span, &**name));
        subject.set(NAMES, patterns.collect::<Vec<Node>>());
        let here = subject.path.pointer();
        let moved = (here.key(NAMES), here.key("patternProperties"));
        rules.moves.copied(&[moved]);
    }
    subject.object.remove("unevaluatedProperties");
    let schema = member
        .node
        .as_object()
        .and_then(|object| object.iter().next().cloned());
    if let Some(schema) = schema {
        let from = root().key("patternProperties").key(&schema.key);
        subject.object.remove("additionalProperties");
        subject
            .object
            .insert(Member::new("additionalProperties", schema.node));
        rules.moved(subject, &[(root().key("additionalProperties"), from)]);
    }
}

/// Each name has to fit one of the patterns.
fn check_names(
    rules: &mut Rules<'_>,
    subject: &mut Subject<'_, '_>,
    patterns: &[Box<str>],
    span: Span,
) {
    let any = match patterns {
        [only] => only.to_string(),
        several => several
            .iter()
            .map(|one| format!("(?:{one})"))
            .collect::<Vec<_>>()
            .join("|"),
    };
    let pattern = Member::new("pattern", Node::new(span, any.as_str()));
    subject.set("propertyNames", Object::from_iter([pattern]));
    let moved = (root().key("propertyNames"), root().key("patternProperties"));
    let here = subject.path.pointer();
    rules
        .moves
        .copied(&[(here.join(&moved.0), here.join(&moved.1))]);
}
