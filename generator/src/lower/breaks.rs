//! Rules that a value of the description breaks, each by itself.

use std::collections::HashSet;

use serde_json::{Map, Value as Json};

use super::enums::canonical;
use super::exact;
use crate::ir::{Demand, ObjectRules, Rules};
use crate::pattern::Automaton;

/// The rule that a value breaks.
pub(super) fn breaks(
    value: &Json,
    rules: &Rules,
    automaton: Option<&Automaton>,
) -> Option<&'static str> {
    match value {
        Json::String(text) => {
            let length = text.chars().count();
            match of_count(length, (rules.min_length, rules.max_length)) {
                Some(true) => Some("minLength"),
                Some(false) => Some("maxLength"),
                None => {
                    let is_found = automaton.is_none_or(|automaton| automaton.is_match(text));
                    (!is_found).then_some("pattern")
                }
            }
        }
        Json::Number(_) => exact::broken(exact::number(value)?, rules),
        Json::Array(items) => match of_count(items.len(), (rules.min_items, rules.max_items)) {
            Some(true) => Some("minItems"),
            Some(false) => Some("maxItems"),
            None => {
                let mut seen = HashSet::new();
                let mut has_twins = || !items.iter().all(|item| seen.insert(canonical(item)));
                (rules.unique_items && has_twins()).then_some("uniqueItems")
            }
        },
        Json::Object(members) => breaks_as_object(members, &rules.object),
        Json::Null | Json::Bool(_) => None,
    }
}

/// Are there too few, or else too many?
fn of_count(found: usize, (least, most): (Option<u64>, Option<u64>)) -> Option<bool> {
    let found = found as u64;
    if least.is_some_and(|least| found < least) {
        return Some(true);
    }
    most.is_some_and(|most| found > most).then_some(false)
}

/// The rule of objects that members break, their names aside.
pub(super) fn breaks_as_object(
    members: &Map<String, Json>,
    rules: &ObjectRules,
) -> Option<&'static str> {
    match of_count(members.len(), (rules.min_properties, rules.max_properties)) {
        Some(true) => return Some("minProperties"),
        Some(false) => return Some("maxProperties"),
        None => {}
    }
    let has = |name: &String| members.contains_key(name);
    let has_all = |set: &Vec<String>| set.iter().all(has);
    let keeps = |demand: &&Demand| match demand {
        Demand::Present(member) => has(member),
        Demand::Dependent { member, needs } => !has(member) || has_all(needs),
        Demand::AnyOf(sets) => sets.iter().any(has_all),
        Demand::OneOf(sets) => sets.iter().filter(|set| has_all(set)).count() == 1,
        Demand::NotAll(set) => !has_all(set),
    };
    let broken = rules.demands.iter().find(|demand| !keeps(demand))?;
    Some(broken.keyword())
}
