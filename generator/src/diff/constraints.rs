//! Rules of values: whether each allows more than it did, less, or something else.

use std::cmp::Ordering;
use std::fmt::Display;

use super::attributes::shown;
use super::context::{Context, Spot};
use super::rules::Rule;
use super::{conditions, inclusion, objects};
use crate::ir::{Bound, Constrained, Num, Rules, Ty};

/// Compares the rules of two values of one type.
pub(super) fn compare(
    context: &mut Context<'_>,
    spot: &Spot,
    base: &Constrained,
    head: &Constrained,
) {
    let is_list = matches!(head.inner, Ty::Array(_));
    let (a, b) = (&base.rules, &head.rules);
    objects::compare(context, spot, &a.object, &b.object);
    let changes = counts(a, b).into_iter().chain(bounds(a, b)).chain([
        divisor(a, b),
        pattern(a, b),
        unique(a, b),
    ]);
    let tightened = if is_list {
        Rule::ListTightened
    } else {
        Rule::ConstraintTightened
    };
    let asked = conditions::changes(&a.conditions, &b.conditions);
    for change in changes.flatten().chain(asked) {
        change.report(context, spot, tightened);
    }
}

impl Change {
    /// Reports a change of a rule of a value, where one that is tighter now is `tightened`.
    pub(super) fn report(self, context: &mut Context<'_>, spot: &Spot, tightened: Rule) {
        let rule = match self.order {
            None => Rule::ConstraintChanged,
            Some(Ordering::Equal) => Rule::PatternRespelled,
            Some(Ordering::Less) => Rule::ConstraintLoosened,
            Some(_) => tightened,
        };
        let at = context.keyword(spot, self.keyword);
        let what = format!(
            "{} of {} changed from {} to {}",
            self.keyword,
            spot.what,
            shown(self.before.as_deref()),
            shown(self.after.as_deref())
        );
        context.change(rule, &at, what);
    }
}

/// The rules of a value in a message, as `maxLength 50, pattern ^a$`.
pub(super) fn described(rules: &Rules) -> String {
    // Every rule is named, so that a new one of the IR does not go unseen here.
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
    fn text(keyword: &str, value: Option<impl Display>) -> Option<String> {
        value.map(|value| format!("{keyword} {value}"))
    }
    let rules = [
        text("minLength", *min_length),
        text("maxLength", *max_length),
        text(
            "pattern",
            pattern.as_deref().map(|pattern| shown(Some(pattern))),
        ),
        text("minimum", minimum.map(Limit)),
        text("maximum", maximum.map(Limit)),
        text("multipleOf", *multiple_of),
        text("minItems", *min_items),
        text("maxItems", *max_items),
        unique_items.then(|| "uniqueItems".to_owned()),
    ];
    let rules = rules.into_iter().flatten();
    rules
        .chain(conditions::described(conditions))
        .chain(objects::described(object))
        .collect::<Vec<_>>()
        .join(", ")
}

/// A rule that changed.
pub(super) struct Change {
    pub(super) keyword: &'static str,
    pub(super) before: Option<String>,
    pub(super) after: Option<String>,
    /// How strict the head is beside the base; `None` where neither includes the other for certain.
    pub(super) order: Option<Ordering>,
}

pub(super) fn change<T: Display>(
    keyword: &'static str,
    before: Option<T>,
    after: Option<T>,
    stricter: impl Fn(&T, &T) -> Option<Ordering>,
) -> Option<Change> {
    let order = match (&before, &after) {
        (None, None) => return None,
        (None, Some(_)) => Some(Ordering::Greater),
        (Some(_), None) => Some(Ordering::Less),
        (Some(a), Some(b)) => stricter(a, b),
    };
    let text = |value: Option<T>| value.map(|value| value.to_string());
    (order != Some(Ordering::Equal)).then(|| Change {
        keyword,
        before: text(before),
        after: text(after),
        order,
    })
}

fn counts(base: &Rules, head: &Rules) -> [Option<Change>; 4] {
    // At least none is no rule.
    let least = |count: Option<u64>| count.filter(|&count| count > 0);
    let more = |a: &u64, b: &u64| Some(b.cmp(a));
    let less = |a: &u64, b: &u64| Some(a.cmp(b));
    [
        change(
            "minLength",
            least(base.min_length),
            least(head.min_length),
            more,
        ),
        change("maxLength", base.max_length, head.max_length, less),
        change(
            "minItems",
            least(base.min_items),
            least(head.min_items),
            more,
        ),
        change("maxItems", base.max_items, head.max_items, less),
    ]
}

fn bounds(base: &Rules, head: &Rules) -> [Option<Change>; 2] {
    let more = |a: &Limit, b: &Limit| strictness(b.0, a.0, Ordering::Greater);
    let less = |a: &Limit, b: &Limit| strictness(b.0, a.0, Ordering::Less);
    let limit = |bound: Option<Bound>| bound.map(Limit);
    [
        change("minimum", limit(base.minimum), limit(head.minimum), more),
        change("maximum", limit(base.maximum), limit(head.maximum), less),
    ]
}

/// A bound as a message shows it.
struct Limit(Bound);

impl Display for Limit {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.0.value.fmt(f)?;
        f.write_str(if self.0.exclusive { " (exclusive)" } else { "" })
    }
}

/// How strict `bound` is beside `other`, for an end of the range that is stricter the more it goes `toward`.
fn strictness(bound: Bound, other: Bound, toward: Ordering) -> Option<Ordering> {
    let order = match number(bound.value, other.value)? {
        Ordering::Equal => bound.exclusive.cmp(&other.exclusive),
        order if order == toward => Ordering::Greater,
        _ => Ordering::Less,
    };
    Some(order)
}

fn number(a: Num, b: Num) -> Option<Ordering> {
    // Two numbers of which one is not whole are compared as JSON readers would.
    #[allow(clippy::cast_precision_loss)]
    let real = |number: Num| match number {
        Num::Int(value) => value as f64,
        Num::Real(value) => value,
    };
    match (a, b) {
        (Num::Int(a), Num::Int(b)) => Some(a.cmp(&b)),
        _ => real(a).partial_cmp(&real(b)),
    }
}

fn divisor(base: &Rules, head: &Rules) -> Option<Change> {
    let stricter = |a: &Num, b: &Num| match (a, b) {
        _ if a == b => Some(Ordering::Equal),
        (Num::Int(a), Num::Int(b)) if b.checked_rem(*a) == Some(0) => Some(Ordering::Greater),
        (Num::Int(a), Num::Int(b)) if a.checked_rem(*b) == Some(0) => Some(Ordering::Less),
        _ => None,
    };
    change("multipleOf", base.multiple_of, head.multiple_of, stricter)
}

/// A pattern that is written another way is a change, be it one without effect.
fn pattern(base: &Rules, head: &Rules) -> Option<Change> {
    let (before, after) = (base.pattern.clone(), head.pattern.clone());
    let order = match (&before, &after) {
        (Some(a), Some(b)) if a != b => inclusion::strictness(a, b),
        _ => return change("pattern", before, after, |_, _| Some(Ordering::Equal)),
    };
    Some(Change {
        keyword: "pattern",
        before,
        after,
        order,
    })
}

fn unique(base: &Rules, head: &Rules) -> Option<Change> {
    let rule = |unique: bool| unique.then_some(true);
    let same = |_: &bool, _: &bool| Some(Ordering::Equal);
    change(
        "uniqueItems",
        rule(base.unique_items),
        rule(head.unique_items),
        same,
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn minimum(value: Num, exclusive: bool) -> Rules {
        Rules {
            minimum: Some(Bound { value, exclusive }),
            ..Rules::default()
        }
    }

    #[test]
    fn bounds_are_compared_by_number_then_by_being_exclusive() {
        let order = |a: &Rules, b: &Rules| {
            bounds(a, b)
                .into_iter()
                .flatten()
                .next()
                .map(|change| change.order)
        };
        let one = minimum(Num::Int(1), false);
        assert_eq!(
            order(&one, &minimum(Num::Real(1.5), false)),
            Some(Some(Ordering::Greater))
        );
        assert_eq!(
            order(&one, &minimum(Num::Int(1), true)),
            Some(Some(Ordering::Greater))
        );
        assert_eq!(
            order(&one, &minimum(Num::Int(0), true)),
            Some(Some(Ordering::Less))
        );
        assert_eq!(order(&one, &minimum(Num::Real(1.0), false)), None);
        assert_eq!(order(&one, &Rules::default()), Some(Some(Ordering::Less)));
    }

    #[test]
    fn a_multiple_of_the_divisor_is_stricter() {
        let by = |value| Rules {
            multiple_of: Some(Num::Int(value)),
            ..Rules::default()
        };
        let order = |a, b| divisor(&by(a), &by(b)).map(|change| change.order);
        assert_eq!(order(2, 4), Some(Some(Ordering::Greater)));
        assert_eq!(order(4, 2), Some(Some(Ordering::Less)));
        assert_eq!(order(2, 3), Some(None));
        assert_eq!(order(2, 2), None);
        assert_eq!(order(0, 2), Some(Some(Ordering::Less)));
    }

    #[test]
    fn a_least_length_of_none_is_no_rule() {
        let zero = Rules {
            min_length: Some(0),
            ..Rules::default()
        };
        assert!(counts(&zero, &Rules::default()).iter().all(Option::is_none));
    }
}
