//! Conditions: each that came, went or became another, by the keyword that says it.

use std::cmp::Ordering;
use std::collections::BTreeSet;

use super::constraints::Change;
use crate::ir::{Condition, Conditions};

/// What has changed of them. Of two that differ, nobody says which is the tighter one.
pub(super) fn changes(base: &Conditions, head: &Conditions) -> Vec<Change> {
    let keywords = [base, head].into_iter().flat_map(|it| &it.all);
    let keywords: BTreeSet<&str> = keywords.map(Condition::keyword).collect();
    let of = |conditions: &Conditions, keyword: &str| {
        let all = conditions.all.iter();
        let all = all.filter(|condition| condition.keyword() == keyword);
        let said = Conditions {
            all: all.cloned().collect(),
            schemas: conditions.schemas.clone(),
        };
        (!said.is_empty()).then_some(said)
    };
    let changes = keywords.into_iter().filter_map(|keyword| {
        let (before, after) = (of(base, keyword), of(head, keyword));
        let order = match (&before, &after) {
            (Some(before), Some(after)) if before == after => return None,
            (None, _) => Some(Ordering::Greater),
            (_, None) => Some(Ordering::Less),
            (Some(_), Some(_)) => None,
        };
        let first = after.as_ref().or(before.as_ref());
        Some(Change {
            keyword: first
                .and_then(|it| it.all.first())
                .map(Condition::keyword)?,
            before: before.map(|it| it.to_string()),
            after: after.map(|it| it.to_string()),
            order,
        })
    });
    changes.collect()
}

/// The same in words.
pub(super) fn described(conditions: &Conditions) -> Option<String> {
    (!conditions.is_empty()).then(|| conditions.to_string())
}
