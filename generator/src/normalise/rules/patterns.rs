//! The rule of `patternProperties`: members whose names are not listed, and all are of one schema.

use super::{Rules, Subject, root, same};
use crate::load::{Member, Node, Object};
use crate::normalise::{NAMES, ONLY_NAMES};
use crate::source::Span;

/// The keywords by which other schemas may name members that `unevaluatedProperties` lets pass.
pub(super) const APPLICATORS: [&str; 6] =
    ["allOf", "anyOf", "oneOf", "if", "dependentSchemas", "not"];

/// `patternProperties: {P: A}` → `additionalProperties: A`, where all that are not listed are of `A`: nothing else is allowed,
/// or `additionalProperties` says `A`, too.
///
/// Where nothing else is allowed and no member is listed, `P` is what `propertyNames` says. What says different things of
/// different names, or nothing of some, is carried over, and the type of the members is any JSON.
pub(super) fn pattern_properties(rules: &mut Rules<'_>, subject: &mut Subject<'_, '_>) {
    // Questions keep it, and of other kinds it says nothing.
    if rules.asks || !subject.may_be("object") {
        return;
    }
    let Some(patterns) = subject
        .object
        .get("patternProperties")
        .and_then(Node::as_object)
    else {
        return;
    };
    let Some(first) = patterns.iter().next().map(|member| &member.node) else {
        subject.object.remove("patternProperties");
        return;
    };
    let rest = Rest::of(subject.object, first);
    let is_one =
        first.as_object().is_some() && patterns.iter().all(|member| same(first, &member.node));
    if !is_one || matches!(rest, Rest::Other) {
        // It is for the names that no pattern fits, and nothing tells which these are.
        let additional = subject.object.get("additionalProperties");
        if additional.is_some_and(|node| node.as_object().is_some()) {
            rules.carry(subject, "additionalProperties");
        }
        return;
    }
    let names: Vec<Box<str>> = patterns.iter().map(|member| member.key.clone()).collect();
    let Some(member) = subject.object.remove("patternProperties") else {
        return;
    };
    let properties = subject.object.get("properties").and_then(Node::as_object);
    let lists_none = properties.is_none_or(Object::is_empty);
    match rest {
        Rest::Nothing if lists_none && !subject.object.contains_key("propertyNames") => {
            check_names(rules, subject, &names, member.key_span);
        }
        _ if lists_none && matches!(rest, Rest::Same) => {}
        _ => keep_names(rules, subject, &names, &rest, member.key_span),
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

/// What is allowed of members whose names are neither listed nor fit a pattern.
enum Rest {
    Nothing,
    /// What is allowed of those that fit.
    Same,
    Other,
}

impl Rest {
    fn of(object: &Object, schema: &Node) -> Self {
        let is_false = |key| object.get(key).and_then(Node::as_bool) == Some(false);
        match object.get("additionalProperties") {
            Some(_) if is_false("additionalProperties") => Self::Nothing,
            Some(other) if same(schema, other) => Self::Same,
            None if is_false("unevaluatedProperties")
                && !APPLICATORS.iter().any(|key| object.contains_key(key)) =>
            {
                Self::Nothing
            }
            _ => Self::Other,
        }
    }
}

/// Keeps the patterns for what no type says: which names there may be, and what those members are that are listed and fit one.
fn keep_names(
    rules: &mut Rules<'_>,
    subject: &mut Subject<'_, '_>,
    names: &[Box<str>],
    rest: &Rest,
    span: Span,
) {
    let here = subject.path.pointer();
    let patterns = names.iter().map(|name| Node::new(span, &**name));
    subject.set(NAMES, patterns.collect::<Vec<Node>>());
    if matches!(rest, Rest::Nothing) {
        subject.set(ONLY_NAMES, true);
    }
    let moved = (here.key(NAMES), here.key("patternProperties"));
    rules.moves.copied(&[moved]);
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
