//! Rules of objects as a whole: each that came, went or changed.

use super::constraints::{Change, change};
use super::context::{Context, Spot};
use super::rules::Rule;
use super::{conditions, values};
use crate::ir::{Demand, ObjectRules};
use std::cmp::Ordering;

/// Compares the rules of two objects.
pub(super) fn compare(
    context: &mut Context<'_>,
    spot: &Spot,
    base: &ObjectRules,
    head: &ObjectRules,
) {
    // Every rule is named, so that a new one of the IR does not go unseen here.
    let ObjectRules {
        min_properties,
        max_properties,
        names,
        demands,
        conditions,
    } = base;
    let more = |a: &u64, b: &u64| Some(b.cmp(a));
    let less = |a: &u64, b: &u64| Some(a.cmp(b));
    let counts = [
        change("minProperties", *min_properties, head.min_properties, more),
        change("maxProperties", *max_properties, head.max_properties, less),
    ];
    let gone = demands
        .iter()
        .filter(|demand| !head.demands.contains(demand));
    let come = head
        .demands
        .iter()
        .filter(|demand| !demands.contains(demand));
    let demands = gone
        .map(|it| demanded(it, Ordering::Less))
        .chain(come.map(|it| demanded(it, Ordering::Greater)));
    let asked = conditions::changes(conditions, &head.conditions);
    let counts = counts.into_iter().flatten();
    for change in counts.chain(demands).chain(asked) {
        change.report(context, spot, Rule::ConstraintTightened);
    }
    match (names, &head.names) {
        (None, None) => {}
        (Some(a), Some(b)) => {
            let what = format!("the names in {}", spot.what);
            values::compare(
                context,
                &Spot {
                    what,
                    ..spot.clone()
                },
                a,
                b,
            );
        }
        (before, after) => {
            let order = if after.is_some() {
                Ordering::Greater
            } else {
                Ordering::Less
            };
            let change = Change {
                keyword: "propertyNames",
                before: before.as_ref().map(|_| "some".to_owned()),
                after: after.as_ref().map(|_| "some".to_owned()),
                order: Some(order),
            };
            change.report(context, spot, Rule::ConstraintTightened);
        }
    }
}

fn demanded(demand: &Demand, order: Ordering) -> Change {
    let text = Some(demand.to_string());
    let (before, after) = if order == Ordering::Less {
        (text, None)
    } else {
        (None, text)
    };
    Change {
        keyword: demand.keyword(),
        before,
        after,
        order: Some(order),
    }
}

/// The rules in words.
pub(super) fn described(rules: &ObjectRules) -> Vec<String> {
    let ObjectRules {
        min_properties,
        max_properties,
        names,
        demands,
        conditions,
    } = rules;
    let counts = [
        min_properties.map(|count| format!("minProperties {count}")),
        max_properties.map(|count| format!("maxProperties {count}")),
        names.as_ref().map(|_| "propertyNames".to_owned()),
    ];
    let demands = demands.iter().map(ToString::to_string);
    let asked = conditions::described(conditions);
    counts
        .into_iter()
        .flatten()
        .chain(demands)
        .chain(asked)
        .collect()
}
