//! Rules of several schemas that must all hold: of two, the tighter one.

use std::cmp::Ordering;

use super::joined::Joined;
use super::{Lowering, exact, object_rules};
use crate::diagnostic::Code;
use crate::ir::{Bound, Condition, Demand, ObjectRules, Rules};
use crate::normalise::CARRIED;
use crate::pattern::{self, Limits};
use crate::pointer::Pointer;

/// A rule that two schemas have, and that no single rule says of both.
pub(super) struct Unjoined(pub(super) &'static str);

/// Cuts rules down to what others allow, too.
pub(super) fn tighten(rules: &mut Rules, others: Rules) -> Vec<Unjoined> {
    let Rules {
        min_length,
        max_length,
        pattern,
        minimum,
        maximum,
        multiple_of,
        min_items,
        max_items,
        unique_items,
        conditions,
        object,
    } = others;
    rules.min_length = rules.min_length.max(min_length);
    rules.max_length = least(rules.max_length, max_length);
    rules.min_items = rules.min_items.max(min_items);
    rules.max_items = least(rules.max_items, max_items);
    rules.unique_items |= unique_items;
    rules.conditions.extend(conditions);
    object_rules::join(&mut rules.object, object);
    rules.minimum = tighter(rules.minimum, minimum, Ordering::Greater);
    rules.maximum = tighter(rules.maximum, maximum, Ordering::Less);
    let mut unjoined = Vec::new();
    match (&rules.pattern, pattern) {
        (Some(known), Some(other)) if *known != other => match both(known, &other) {
            Some(joined) => rules.pattern = Some(joined),
            None => unjoined.push(Unjoined("pattern")),
        },
        (Some(_), _) | (None, None) => {}
        (None, other) => rules.pattern = other,
    }
    match (rules.multiple_of, multiple_of) {
        (Some(known), Some(other)) => match exact::common_multiple(known, other) {
            Some(both) => rules.multiple_of = Some(both),
            None => unjoined.push(Unjoined("multipleOf")),
        },
        (known, other) => rules.multiple_of = known.or(other),
    }
    unjoined
}

/// The pattern that matches where two do: from the start of the text, ahead of it each of them is found. Nothing where a text is
/// not the same to both, or where one is no pattern that can be compiled.
fn both(one: &str, other: &str) -> Option<String> {
    let joined = format!("^(?=[^]*(?:{one}))(?=[^]*(?:{other}))");
    let flavour = |source: &str| {
        pattern::compile(source, &Limits::default())
            .ok()
            .map(|it| it.flavour)
    };
    let (one, other, both) = (flavour(one)?, flavour(other)?, flavour(&joined)?);
    (one == other && other == both).then_some(joined)
}

fn least(one: Option<u64>, other: Option<u64>) -> Option<u64> {
    match (one, other) {
        (Some(one), Some(other)) => Some(one.min(other)),
        (one, other) => one.or(other),
    }
}

fn tighter(one: Option<Bound>, other: Option<Bound>, tighter: Ordering) -> Option<Bound> {
    let (Some(a), Some(b)) = (one, other) else {
        return one.or(other);
    };
    match exact::compare(a.value, b.value) {
        Ordering::Equal if b.exclusive => other,
        Ordering::Equal => one,
        order if order == tighter => one,
        _ => other,
    }
}

/// The rules that there are, each by a keyword of it and the kind of value that it is about.
pub(super) fn keywords(rules: &Rules) -> Vec<(&'static str, &'static str)> {
    let Rules {
        min_length,
        max_length,
        pattern,
        minimum,
        maximum,
        multiple_of,
        min_items,
        max_items,
        unique_items,
        conditions,
        object,
    } = rules;
    let ObjectRules {
        min_properties,
        max_properties,
        names: _,
        demands,
        // They are not among those of the object yet.
        conditions: _,
    } = object;
    let all = [
        (min_length.is_some(), "minLength", "a string"),
        (max_length.is_some(), "maxLength", "a string"),
        (pattern.is_some(), "pattern", "a string"),
        (minimum.is_some(), "minimum", "a number"),
        (maximum.is_some(), "maximum", "a number"),
        (multiple_of.is_some(), "multipleOf", "a number"),
        (min_items.is_some(), "minItems", "an array"),
        (max_items.is_some(), "maxItems", "an array"),
        (*unique_items, "uniqueItems", "an array"),
        (min_properties.is_some(), "minProperties", "an object"),
        (max_properties.is_some(), "maxProperties", "an object"),
    ];
    let there = all.into_iter().filter(|(is_there, ..)| *is_there);
    let mut there: Vec<_> = there.map(|(_, keyword, kind)| (keyword, kind)).collect();
    let demands = demands
        .iter()
        .filter(|demand| !matches!(demand, Demand::Present(_)));
    for demand in demands {
        let row = (demand.keyword(), "an object");
        if !there.contains(&row) {
            there.push(row);
        }
    }
    let asked = conditions.all.iter().map(Condition::keyword);
    there.extend(asked.map(|keyword| match keyword {
        "contains" | "prefixItems" | "items" => (keyword, "an array"),
        "dependentSchemas" | "propertyNames" | "patternProperties" | "additionalProperties" => {
            (keyword, "an object")
        }
        _ => (keyword, "anything at all"),
    }));
    there
}

/// What to say of a rule of a value that may be of any kind.
fn of_anything(keyword: &str, kind: &str) -> String {
    match kind {
        "anything at all" => {
            format!("`{keyword}` is not checked, since nothing says of what type this is")
        }
        _ => format!("`{keyword}` is not checked, since `type` does not say that this is {kind}"),
    }
}

impl Lowering<'_> {
    /// Says that the rules of a value are not checked which may be of any kind.
    pub(super) fn rules_of_anything(&mut self, rules: &Rules, at: &Pointer) {
        for (keyword, kind) in keywords(rules) {
            let (keyword, place) = self.as_written(keyword, at);
            self.report(Code::UnsupportedKeyword, &place, of_anything(keyword, kind));
        }
    }

    /// Says that conditions are not checked of values that are listed, as true and false are.
    pub(super) fn conditions_of_listed(&mut self, rules: &Rules, at: &Pointer) {
        for condition in &rules.conditions.all {
            let (keyword, place) = self.as_written(condition.keyword(), at);
            let message =
                format!("`{keyword}` is not checked, since the values are listed one by one");
            let help = "list those values alone that meet it";
            self.report_with(Code::UnsupportedKeyword, &place, message, help);
        }
    }

    /// The same of what their members are called.
    pub(super) fn names_of_anything(&mut self, joined: &Joined<'_>) {
        for (_, at) in &joined.names {
            let message = of_anything("propertyNames", "an object");
            self.report(Code::UnsupportedKeyword, at, message);
        }
    }

    /// The keyword that says a rule in a schema, and its place; that of the rule where another schema says it.
    pub(super) fn as_written(
        &self,
        keyword: &'static str,
        at: &Pointer,
    ) -> (&'static str, Pointer) {
        let others: &[&'static str] = match keyword {
            "dependentRequired" => &["dependentSchemas", "if", "not"],
            _ => &["not"],
        };
        let names = std::iter::once(&keyword).chain(others);
        let mut places = names.flat_map(|name| {
            [at.key(name), at.key(&format!("{CARRIED}{name}"))].map(|place| (*name, place))
        });
        places
            .find(|(_, place)| self.document.node(place).is_some())
            .unwrap_or_else(|| (keyword, at.key(keyword)))
    }

    /// The text of a bound and its place; another schema may have it, or another spelling.
    pub(super) fn bound_as_written(
        &self,
        key: &str,
        bound: Bound,
        at: &Pointer,
    ) -> (String, Pointer) {
        let places = [at.key(key), at.key(&format!("{CARRIED}{key}"))];
        let found = places.into_iter().find_map(|place| {
            let node = self.document.node(&place)?;
            let text = node.as_number().map(|it| it.as_str()).or(node.as_str())?;
            let is_it = exact::parse(text) == Some(bound.value)
                || exact::whole_bound(key, text) == Some(bound.value);
            Some((
                if is_it {
                    text.to_owned()
                } else {
                    bound.value.to_string()
                },
                place,
            ))
        });
        found.unwrap_or_else(|| (bound.value.to_string(), at.key(key)))
    }
}
