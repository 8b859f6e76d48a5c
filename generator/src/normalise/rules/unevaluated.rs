//! The rule of members that no keyword names: what is said of those is said in one way.

use super::patterns::APPLICATORS;
use super::{Rules, Subject};
use crate::load::{Node, Object};
use crate::normalise::check::ANNOTATIONS;

const ADDITIONAL: &str = "additionalProperties";
const UNEVALUATED: &str = "unevaluatedProperties";

/// Does a member say something of those that are not named, in a way that has a plainer one?
pub(super) fn is_of_others(key: &str, node: &Node) -> bool {
    key == UNEVALUATED || key == ADDITIONAL && allows_nothing(node)
}

/// `additionalProperties: {not: {}}` → `false`, `unevaluatedProperties` likewise; with no other schemas beside it that may name
/// members, `unevaluatedProperties: A` → `additionalProperties: A`, unless that is there already and leaves nothing.
pub(super) fn others(rules: &mut Rules<'_>, subject: &mut Subject<'_, '_>) {
    for key in [ADDITIONAL, UNEVALUATED] {
        if subject.object.get(key).is_some_and(allows_nothing) {
            subject.set(key, false);
        }
    }
    let Some(unevaluated) = subject.object.get(UNEVALUATED) else {
        return;
    };
    let has = |key: &str| subject.object.contains_key(key);
    if unevaluated.as_object().is_some() && !APPLICATORS.iter().any(|key| has(key)) {
        if has(ADDITIONAL) {
            subject.object.remove(UNEVALUATED);
        } else {
            rules.rename(subject, UNEVALUATED, ADDITIONAL);
        }
    }
}

/// `{not: {}}`, which is `false`.
fn allows_nothing(schema: &Node) -> bool {
    let is_all = |node: &Node| {
        node.as_bool() == Some(true) || node.as_object().is_some_and(Object::is_empty)
    };
    let Some(object) = schema.as_object() else {
        return false;
    };
    let is_bare = |key: &str| key == "not" || ANNOTATIONS.contains(&key);
    object.get("not").is_some_and(is_all) && object.iter().all(|member| is_bare(&member.key))
}
