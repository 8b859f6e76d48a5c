//! Security requirements of operations: alternatives of schemes with scopes.
//!
//! A description states them once for all operations or one by one; either way the same change of many operations is one
//! finding.

use std::collections::BTreeMap;

use super::context::{Context, Draft};
use super::effect::Direction;
use super::pair::Reach;
use super::pairs::Pairs;
use super::rules::Rule;
use crate::ir::{Operation, Requirement};
use crate::pointer::Pointer;

/// Compares the requirements of all operations.
pub(super) fn compare(context: &mut Context<'_>) {
    let mut grouped: BTreeMap<(Rule, String), (Reach, Pointer, Pointer)> = BTreeMap::new();
    for pair in &context.pairing.operations {
        let base = &context.base.api.operations[pair.base];
        let head = &context.head.api.operations[pair.head];
        let reach = Reach::of(Direction::Request, pair.label);
        for change in changes(base, head) {
            let places = (
                place(base, |at| context.base_has(at)),
                place(head, |at| context.head_has(at)),
            );
            let entry = grouped.entry(change);
            let (all, _, _) = entry.or_insert_with(|| (Reach::default(), places.0, places.1));
            all.merge(&reach);
        }
    }
    for ((rule, what), (reach, base, head)) in grouped {
        context.report(Draft::new(rule, &reach, what).base(&base).head(&head));
    }
}

/// An operation's own requirements, or those of the whole description.
fn place(operation: &Operation, has: impl Fn(&Pointer) -> bool) -> Pointer {
    let own = operation.origin.key("security");
    if has(&own) {
        own
    } else {
        Pointer::root().key("security")
    }
}

fn changes(base: &Operation, head: &Operation) -> Vec<(Rule, String)> {
    let (before, after) = (alternatives(base), alternatives(head));
    let open = |operation: &Operation| {
        let mut all = operation.security.iter();
        operation.security.is_empty() || all.any(|requirement| requirement.schemes.is_empty())
    };
    let mut changes = Vec::new();
    match (open(base), open(head)) {
        (true, false) => changes.push((
            Rule::SecurityRequired,
            format!("{} is required now", list(&after)),
        )),
        (false, true) => changes.push((
            Rule::SecurityLifted,
            format!("{} is required no more", list(&before)),
        )),
        _ => {}
    }
    let is_said = before.is_empty() || after.is_empty();
    if !is_said || changes.is_empty() {
        changes.extend(compare_alternatives(&before, &after));
    }
    changes
}

fn compare_alternatives(before: &[Requirement], after: &[Requirement]) -> Vec<(Rule, String)> {
    let mut pairs = Pairs::by_key(before, after, described);
    pairs.rescue(|a, b| names(a) == names(b));
    let mut changes = Vec::new();
    for requirement in &pairs.removed {
        let what = format!("{} is accepted no more", described(requirement));
        changes.push((Rule::SecurityAlternativeRemoved, what));
    }
    for requirement in &pairs.added {
        changes.push((
            Rule::SecurityAlternativeAdded,
            format!("{} is accepted, too", described(requirement)),
        ));
    }
    for (a, b) in &pairs.both {
        changes.extend(scopes(a, b));
    }
    changes
}

fn scopes(base: &Requirement, head: &Requirement) -> Vec<(Rule, String)> {
    let mut changes = Vec::new();
    for (a, b) in Pairs::by_key(&base.schemes, &head.schemes, |(scheme, _)| scheme).both {
        let (scheme, pairs) = (&b.0, Pairs::by_key(&a.1, &b.1, String::as_str));
        for scope in pairs.removed {
            changes.push((
                Rule::ScopeRemoved,
                format!("scope `{scope}` of `{scheme}` is needed no more"),
            ));
        }
        for scope in pairs.added {
            changes.push((
                Rule::ScopeAdded,
                format!("scope `{scope}` of `{scheme}` is needed now"),
            ));
        }
    }
    changes
}

/// The alternatives that ask for anything.
fn alternatives(operation: &Operation) -> Vec<Requirement> {
    let all = operation.security.iter();
    all.filter(|requirement| !requirement.schemes.is_empty())
        .cloned()
        .collect()
}

fn names(requirement: &Requirement) -> Vec<&str> {
    let mut names: Vec<_> = requirement
        .schemes
        .iter()
        .map(|(name, _)| name.as_str())
        .collect();
    names.sort_unstable();
    names
}

/// A requirement in a message; the order of schemes and scopes says nothing.
fn described(requirement: &Requirement) -> String {
    let mut parts: Vec<String> = requirement
        .schemes
        .iter()
        .map(|(scheme, scopes)| {
            let mut scopes = scopes.clone();
            scopes.sort();
            if scopes.is_empty() {
                format!("`{scheme}`")
            } else {
                format!("`{scheme}` ({})", scopes.join(", "))
            }
        })
        .collect();
    parts.sort();
    parts.join(" with ")
}

fn list(alternatives: &[Requirement]) -> String {
    let all: Vec<String> = alternatives.iter().map(described).collect();
    all.join(" or ")
}
