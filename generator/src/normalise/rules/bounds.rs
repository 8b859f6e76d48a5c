//! The rules of bounds: exclusive ones as 3.0 has them, and none that loses digits.

use super::{Rules, Subject, root, rounding};
use crate::decimal::Decimal;
use crate::load::{Node, Number, Value};
use crate::normalise::CARRIED;

/// A bound and its exclusive counterpart.
pub(super) const BOUNDS: [(&str, &str); 2] = [
    ("minimum", "exclusiveMinimum"),
    ("maximum", "exclusiveMaximum"),
];

/// Keywords that count something.
const COUNTS: [&str; 6] = [
    "minLength",
    "maxLength",
    "minItems",
    "maxItems",
    "minProperties",
    "maxProperties",
];

pub(super) fn is_exclusive(key: &str, node: &Node) -> bool {
    matches!(key, "exclusiveMinimum" | "exclusiveMaximum") && node.as_number().is_some()
}

/// `exclusiveMinimum: n` → `minimum: n`, `exclusiveMinimum: true`; of two bounds the tighter one stays, which
/// implies the other.
pub(super) fn exclusive_bounds(rules: &mut Rules<'_>, subject: &mut Subject<'_, '_>) {
    for (inclusive, exclusive) in BOUNDS {
        let Some(bound) = subject.object.get(exclusive).and_then(Node::as_number) else {
            continue;
        };
        let other = subject.object.get(inclusive).and_then(Node::as_number);
        let is_tighter = other.is_none_or(|other| {
            let order = compare(bound, other);
            if inclusive == "minimum" {
                order.is_ge()
            } else {
                order.is_le()
            }
        });
        if !is_tighter {
            subject.object.remove(exclusive);
            continue;
        }
        rules.rename(subject, exclusive, inclusive);
        subject.set(exclusive, true);
    }
}

fn compare(left: &Number, right: &Number) -> std::cmp::Ordering {
    match (exact(left), exact(right)) {
        (Some(left), Some(right)) => left.cmp(&right),
        _ => left.as_f64().total_cmp(&right.as_f64()),
    }
}

/// Writes integers as integers, and carries bounds over whose digits `openapiv3` would lose.
pub(super) fn exact_bounds(rules: &mut Rules<'_>, subject: &mut Subject<'_, '_>) {
    for key in COUNTS {
        let Some(number) = number(subject, key) else {
            continue;
        };
        match whole(&number).and_then(|value| u64::try_from(value).ok()) {
            Some(value) => rewrite(subject, key, &number, &value.to_string()),
            None => carry_digits(rules, subject, key, &number),
        }
    }
    let kind = subject.str("type");
    let (is_integer, is_number) = (kind == Some("integer"), kind == Some("number"));
    for key in ["minimum", "maximum", "multipleOf"] {
        let Some(number) = number(subject, key) else {
            continue;
        };
        if is_integer {
            match whole(&number).and_then(|value| i64::try_from(value).ok()) {
                Some(value) => rewrite(subject, key, &number, &value.to_string()),
                None => integer_beyond(rules, subject, key, &number),
            }
        } else if is_double(&number) {
            // `openapiv3` has it as it is.
        } else if is_number {
            rounding::of_number(rules, subject, key, &number);
        } else {
            copy_digits(rules, subject, key, &number);
        }
    }
}

/// A rule of an integer that is a fraction, or beyond `i64`: beyond `i128` too it holds, or fails, for all integers that there are.
fn integer_beyond(
    rules: &mut Rules<'_>,
    subject: &mut Subject<'_, '_>,
    key: &str,
    number: &Number,
) {
    let is_compared = match key {
        "minimum" => exact(number).and_then(|it| it.ceil()).is_some(),
        "maximum" => exact(number).and_then(|it| it.floor()).is_some(),
        _ => whole(number).is_some() || is_double(number) && number.as_f64().fract() != 0.0,
    };
    if is_compared {
        carry_integer_bound(rules, subject, key, number);
    } else {
        rounding::unchecked(rules, subject, key, number);
    }
}

fn number(subject: &Subject<'_, '_>, key: &str) -> Option<Number> {
    subject.object.get(key)?.as_number().cloned()
}

fn exact(number: &Number) -> Option<Decimal> {
    Decimal::parse(number.as_str())
}

/// The integer that a number is, also when it is written as `3.0` or `3e2`.
fn whole(number: &Number) -> Option<i128> {
    exact(number)?.whole()
}

/// Whether an `f64` holds the number with all its digits.
fn is_double(number: &Number) -> bool {
    exact(number) == Decimal::of_double(number.as_f64())
}

pub(super) fn rewrite(subject: &mut Subject<'_, '_>, key: &str, old: &Number, text: &str) {
    if old.as_str() != text
        && let Some(node) = subject.object.get_mut(key)
    {
        node.value = Value::Number(Number::from_json(text));
    }
}

/// A bound of an integer that is a fraction or beyond `i64` is carried over with its exclusive counterpart.
fn carry_integer_bound(
    rules: &mut Rules<'_>,
    subject: &mut Subject<'_, '_>,
    key: &str,
    number: &Number,
) {
    carry_digits(rules, subject, key, number);
    for (inclusive, exclusive) in BOUNDS {
        if inclusive == key && subject.object.contains_key(exclusive) {
            rules.carry(subject, exclusive);
        }
    }
}

fn carry_digits(rules: &mut Rules<'_>, subject: &mut Subject<'_, '_>, key: &str, number: &Number) {
    copy_digits(rules, subject, key, number);
    subject.object.remove(key);
}

/// Adds the digits of a number as a string.
fn copy_digits(rules: &mut Rules<'_>, subject: &mut Subject<'_, '_>, key: &str, number: &Number) {
    let name = format!("{CARRIED}{key}");
    let span = subject
        .object
        .get(key)
        .map_or(subject.span, |node| node.span);
    subject.object.insert(crate::load::Member::new(
        &name,
        Node::new(span, number.as_str()),
    ));
    let here = subject.path.pointer();
    rules
        .moves
        .copied(&[(here.join(&root().key(&name)), here.key(key))]);
}
