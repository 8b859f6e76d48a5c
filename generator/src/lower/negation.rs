//! `not` of one simple rule: the rule that says the opposite.

use super::facets::{Facets, Kind, SchemaRef};
use super::joined::common;
use crate::ir::{Bound, Demand, Rules};
use serde_json::Value as Json;

/// Is it the opposite of what allows all: `false`, among others?
pub(super) fn is_never(facets: &Facets<'_>) -> bool {
    let Some(SchemaRef::Item(not)) = facets.not else {
        return false;
    };
    let not = Facets::of(not);
    not.is_empty() && !not.is_null() && !not.has_unchecked()
}

/// The rules that hold of values of a kind where a schema does not; none where no rule says so.
pub(super) fn opposite(not: SchemaRef<'_>, of: Kind) -> Option<Rules> {
    opposite_of(not, Kind::Any, of)
}

/// The same of a schema that stands in one of some kind.
fn opposite_of(not: SchemaRef<'_>, within: Kind, of: Kind) -> Option<Rules> {
    let SchemaRef::Item(schema) = not else {
        return None;
    };
    let facets = Facets::of(schema);
    let kind = common(within, facets.kind)?;
    let is_bare = facets.properties.is_none_or(indexmap::IndexMap::is_empty)
        && facets.additional.is_none()
        && facets.items.is_none()
        && facets.not.is_none()
        && facets.names.is_none()
        && facets.all_of.is_empty()
        && facets.one_of.is_empty()
        && !facets.has_unchecked();
    if !is_bare || facets.format.is_some() {
        return None;
    }
    if !facets.any_of.is_empty() {
        let is_alone =
            facets.required.is_empty() && facets.rules.is_empty() && facets.enumeration.is_empty();
        return is_alone.then(|| of_all(&facets, kind, of)).flatten();
    }
    match (facets.required, facets.enumeration.as_slice()) {
        ([], []) => of_rule(&facets.rules, kind, of),
        ([], values) if facets.rules.is_empty() => of_values(values, kind),
        (required, []) if facets.rules.is_empty() && is_of(kind, &[Kind::Object]) => {
            let mut rules = Rules::default();
            rules.object.demands.push(Demand::NotAll(required.to_vec()));
            Some(rules)
        }
        _ => None,
    }
}

/// Not one of several is none of them.
fn of_all(facets: &Facets<'_>, within: Kind, of: Kind) -> Option<Rules> {
    let mut all = Rules::default();
    for member in facets.any_of {
        let one = opposite_of(member.into(), within, of)?;
        super::rules::tighten(&mut all, one)
            .is_empty()
            .then_some(())?;
    }
    Some(all)
}

fn is_of(kind: Kind, kinds: &[Kind]) -> bool {
    kind == Kind::Any || kinds.contains(&kind)
}

/// The opposite of a rule that stands alone.
fn of_rule(rules: &Rules, kind: Kind, of: Kind) -> Option<Rules> {
    let flipped = |bound: Bound| Bound {
        exclusive: !bound.exclusive,
        ..bound
    };
    let below = |least: Option<u64>| least.and_then(|least| least.checked_sub(1));
    let above = |most: Option<u64>| most.and_then(|most| most.checked_add(1));
    let mut opposite = Rules::default();
    let kinds: &[Kind] = if let Some(pattern) = &rules.pattern {
        opposite.pattern = Some(format!("^(?![^]*(?:{pattern}))"));
        &[Kind::String]
    } else if rules.min_length.or(rules.max_length).is_some() {
        opposite.max_length = below(rules.min_length);
        opposite.min_length = above(rules.max_length);
        &[Kind::String]
    } else if rules.minimum.or(rules.maximum).is_some() {
        opposite.maximum = rules.minimum.map(flipped);
        opposite.minimum = rules.maximum.map(flipped);
        // Numbers that are no integers meet `not: {type: integer}`, whatever its bounds are.
        match of {
            Kind::Integer => &[Kind::Number, Kind::Integer],
            _ => &[Kind::Number],
        }
    } else if rules.min_items.or(rules.max_items).is_some() {
        opposite.max_items = below(rules.min_items);
        opposite.min_items = above(rules.max_items);
        &[Kind::Array]
    } else {
        opposite.object.max_properties = below(rules.object.min_properties);
        opposite.object.min_properties = above(rules.object.max_properties);
        &[Kind::Object]
    };
    (count(rules) == 1 && count(&opposite) == 1 && is_of(kind, kinds)).then_some(opposite)
}

/// How many rules there are.
fn count(rules: &Rules) -> usize {
    super::rules::keywords(rules).len()
}

/// None of some strings.
fn of_values(values: &[Json], kind: Kind) -> Option<Rules> {
    let texts: Option<Vec<String>> = values
        .iter()
        .map(|value| Some(escaped(value.as_str()?)))
        .collect();
    let texts = texts?.join("|");
    is_of(kind, &[Kind::String]).then(|| Rules {
        pattern: Some(format!("^(?!(?:{texts})$)")),
        ..Rules::default()
    })
}

/// A text as the pattern that matches it alone.
fn escaped(text: &str) -> String {
    let mut out = String::new();
    for c in text.chars() {
        if "^$\\.*+?()[]{}|/".contains(c) {
            out.push('\\');
        }
        match c {
            '\n' => out.push_str("\\n"),
            '\r' => out.push_str("\\r"),
            c => out.push(c),
        }
    }
    out
}
