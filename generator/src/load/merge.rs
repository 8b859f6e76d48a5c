//! Merge keys (`<<`), which YAML 1.2 has no longer and people still write: the members of other maps, those that are not given.

use std::collections::HashSet;

use super::{Member, Node, Value};

/// What stands behind a merge key was neither a map nor a list of maps.
pub(super) struct NoMap;

/// The members of a map that is merged, or of several, in order.
pub(super) fn merged(node: Node) -> Result<Vec<Member>, NoMap> {
    match node.value {
        Value::Object(object) => Ok(object.into_iter().collect()),
        Value::Array(items) => {
            let mut all = Vec::new();
            for item in items {
                let Value::Object(object) = item.value else {
                    return Err(NoMap);
                };
                all.extend(*object);
            }
            Ok(all)
        }
        _ => Err(NoMap),
    }
}

/// Adds members that are merged: a map's own win, and of several with one name the first.
pub(super) fn add(members: &mut Vec<Member>, merged: Vec<Member>) {
    if merged.is_empty() {
        return;
    }
    let mut known: HashSet<Box<str>> = members.iter().map(|it| it.key.clone()).collect();
    members.extend(merged.into_iter().filter(|it| known.insert(it.key.clone())));
}
