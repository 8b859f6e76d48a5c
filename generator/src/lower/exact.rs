//! Numbers of the description, compared and divided by their digits: a bound beyond 53 bits is a bound all the same, and `0.01` is
//! no double.

use std::cmp::Ordering;

use openapiv3::SchemaData;
use serde_json::Value as Json;

use super::facets::Kind;
use crate::decimal::Decimal;
use crate::ir::{Bound, Num, Rules};
use crate::normalise::CARRIED;

/// Puts numbers in place that were carried over since a reader would have cut their digits.
pub(super) fn carried(data: &SchemaData, kind: Kind, rules: &mut Rules) {
    let text = |key: &str| data.extensions.get(&format!("{CARRIED}{key}"))?.as_str();
    let excludes =
        |key: &str| data.extensions.get(&format!("{CARRIED}{key}")) == Some(&Json::Bool(true));
    let bound = |known: Option<Bound>, key: &str, exclusive: &str| {
        let exclusive = excludes(exclusive) || known.is_some_and(|known| known.exclusive);
        let Some(text) = text(key) else {
            return known;
        };
        // Of integers it moves inwards, while its digits are known.
        if let Some(value) = whole_bound(key, text).filter(|_| kind == Kind::Integer) {
            let exclusive = exclusive && Decimal::parse(text).is_some_and(|it| it.is_whole());
            return Some(Bound { value, exclusive });
        }
        parse(text)
            .map(|value| Bound { value, exclusive })
            .or(known)
    };
    rules.minimum = bound(rules.minimum, "minimum", "exclusiveMinimum");
    rules.maximum = bound(rules.maximum, "maximum", "exclusiveMaximum");
    rules.multiple_of = text("multipleOf").and_then(parse).or(rules.multiple_of);
}

/// The bound that a bound is of whole numbers.
pub(super) fn whole_bound(key: &str, text: &str) -> Option<Num> {
    let exact = Decimal::parse(text)?;
    let whole = if key == "minimum" {
        exact.ceil()
    } else {
        exact.floor()
    };
    whole.map(Num::Int)
}

/// A number as it is written.
pub(super) fn parse(text: &str) -> Option<Num> {
    if let Some(value) = Decimal::parse(text).and_then(|it| it.whole()) {
        return Some(Num::Int(value));
    }
    let value: f64 = text.parse().ok()?;
    value.is_finite().then(|| real(value))
}

/// A whole number as such, where its digits are certain.
#[allow(clippy::cast_possible_truncation)]
fn real(value: f64) -> Num {
    const LARGEST: f64 = 1e37;
    if value.fract() == 0.0 && value.abs() < LARGEST {
        Num::Int(value as i128)
    } else {
        Num::Real(value)
    }
}

/// What rules say of whole numbers, in whole numbers.
pub(super) fn of_integers(rules: &mut Rules) {
    rules.minimum = rules.minimum.and_then(|bound| inwards(bound, f64::ceil));
    rules.maximum = rules.maximum.and_then(|bound| inwards(bound, f64::floor));
    rules.multiple_of = rules.multiple_of.and_then(whole_multiple);
}

fn inwards(bound: Bound, round: fn(f64) -> f64) -> Option<Bound> {
    match bound.value {
        Num::Real(value) if value.fract() != 0.0 => Some(Bound {
            value: real(round(value)),
            exclusive: false,
        }),
        // A bound that no `i128` holds parts none of the integers that there are from the others.
        Num::Real(_) => None,
        Num::Int(_) => Some(bound),
    }
}

/// Whole numbers are multiples of 0.5 always, of 1.5 where they are of 3.
fn whole_multiple(unit: Num) -> Option<Num> {
    let Num::Real(value) = unit else {
        return Some(unit);
    };
    let (digits, power) = decimal(Num::Real(value))?;
    let tens = 10_u128.checked_pow(power.unsigned_abs())?;
    let whole = digits / common_divisor(digits, tens);
    (whole > 1).then_some(Num::Int(i128::try_from(whole).ok()?))
}

/// The least number that both divide, where it can be written with all its digits.
pub(super) fn common_multiple(one: Num, other: Num) -> Option<Num> {
    let ((a, a_power), (b, b_power)) = (decimal(one)?, decimal(other)?);
    let power = a_power.min(b_power);
    let scaled = |digits: u128, from: i32| {
        let tens = 10_u128.checked_pow(from.abs_diff(power))?;
        tens.checked_mul(digits).filter(|digits| *digits > 0)
    };
    let (a, b) = (scaled(a, a_power)?, scaled(b, b_power)?);
    let digits = (a / common_divisor(a, b)).checked_mul(b)?;
    let text = format!("{digits}e{power}");
    let both = parse(&text)?;
    (Decimal::parse(&both.to_string()) == Decimal::parse(&text)).then_some(both)
}

/// Is there no multiple of a unit within both bounds? What is too large to say counts as there being one.
pub(super) fn has_no_multiple(min: Bound, max: Bound, unit: Num) -> bool {
    let least = || {
        let ((low, p), (high, q)) = (signed(min.value)?, signed(max.value)?);
        let (unit, r) = signed(unit)?;
        let power = p.min(q).min(r);
        let scaled = |digits: i128, from: i32| {
            let tens = 10_i128.checked_pow(from.abs_diff(power))?;
            tens.checked_mul(digits)
        };
        let (low, high, unit) = (scaled(low, p)?, scaled(high, q)?, scaled(unit, r)?);
        let floor = low.checked_div_euclid(unit)?.checked_mul(unit)?;
        let is_within = floor == low && !min.exclusive;
        let least = if is_within {
            floor
        } else {
            floor.checked_add(unit)?
        };
        Some(least > high || least == high && max.exclusive)
    };
    least().unwrap_or_default()
}

/// Digits with their sign, and the power of ten of the last one.
fn signed(number: Num) -> Option<(i128, i32)> {
    let (digits, power) = decimal(number)?;
    let digits = i128::try_from(digits).ok()?;
    let is_negative = number.to_string().starts_with('-');
    Some((if is_negative { -digits } else { digits }, power))
}

fn common_divisor(mut a: u128, mut b: u128) -> u128 {
    while b != 0 {
        (a, b) = (b, a % b);
    }
    a.max(1)
}

/// Which of two numbers is the larger one.
pub(super) fn compare(one: Num, other: Num) -> Ordering {
    match (one, other) {
        (Num::Int(one), Num::Int(other)) => one.cmp(&other),
        (Num::Int(one), Num::Real(other)) => beside(one, other),
        (Num::Real(one), Num::Int(other)) => beside(other, one).reverse(),
        (Num::Real(one), Num::Real(other)) => one.total_cmp(&other),
    }
}

#[allow(clippy::cast_possible_truncation)]
fn beside(whole: i128, real: f64) -> Ordering {
    // The largest of all integers is one below this; the least is its opposite.
    const BEYOND: f64 = 1.701_411_834_604_692_3e38;
    if real >= BEYOND {
        return Ordering::Less;
    }
    let floor = real.floor();
    whole.cmp(&(floor as i128)).then(if real > floor {
        Ordering::Less
    } else {
        Ordering::Equal
    })
}

/// The number that JSON is.
pub(super) fn number(json: &Json) -> Option<Num> {
    let whole = json
        .as_i64()
        .map(i128::from)
        .or(json.as_u64().map(i128::from));
    whole.map(Num::Int).or_else(|| json.as_f64().map(real))
}

/// Is one a multiple of the other, digit by digit?
pub(super) fn is_multiple(value: Num, unit: Num) -> bool {
    let (Some((digits, power)), Some((unit, unit_power))) = (decimal(value), decimal(unit)) else {
        return true;
    };
    if digits == 0 || unit == 0 {
        return true;
    }
    let zeros = power - unit_power;
    let tens = 10_u128.checked_pow(zeros.unsigned_abs());
    if zeros < 0 {
        let scaled = tens.and_then(|tens| tens.checked_mul(unit));
        return scaled.is_some_and(|unit| digits.is_multiple_of(unit));
    }
    let product = tens.and_then(|tens| tens.checked_mul(digits));
    product.is_none_or(|digits| digits.is_multiple_of(unit))
}

/// Digits without a sign, and the power of ten of the last one.
fn decimal(number: Num) -> Option<(u128, i32)> {
    let text = number.to_string();
    let (whole, fraction) = text.split_once('.').unwrap_or((&text, ""));
    let digits = format!("{}{fraction}", whole.trim_start_matches('-'));
    Some((digits.parse().ok()?, -i32::try_from(fraction.len()).ok()?))
}

/// The rule of numbers that a number breaks.
pub(super) fn broken(value: Num, rules: &Rules) -> Option<&'static str> {
    let breaks = |bound: Bound, wrong: Ordering| match compare(value, bound.value) {
        Ordering::Equal => bound.exclusive,
        order => order == wrong,
    };
    if rules.minimum.is_some_and(|min| breaks(min, Ordering::Less)) {
        Some("minimum")
    } else if rules
        .maximum
        .is_some_and(|max| breaks(max, Ordering::Greater))
    {
        Some("maximum")
    } else if rules
        .multiple_of
        .is_some_and(|unit| !is_multiple(value, unit))
    {
        Some("multipleOf")
    } else {
        None
    }
}

/// Is a value of a kind?
pub(super) fn is_of(value: &Json, kind: Kind) -> bool {
    match kind {
        Kind::String => value.is_string(),
        Kind::Number => value.is_number(),
        Kind::Integer => value.as_f64().is_some_and(|number| number.fract() == 0.0),
        Kind::Boolean => value.is_boolean(),
        Kind::Array => value.is_array(),
        Kind::Object => value.is_object(),
        Kind::Any => true,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_compared_whatever_their_size() {
        let order = |a, b| compare(a, b);
        let big = Num::Int(9_007_199_254_740_993);
        assert_eq!(
            order(big, Num::Real(9_007_199_254_740_992.0)),
            Ordering::Greater
        );
        assert_eq!(order(Num::Int(1), Num::Real(1.5)), Ordering::Less);
        assert_eq!(order(Num::Real(-1.5), Num::Int(-1)), Ordering::Less);
        assert_eq!(
            order(Num::Real(1e300), Num::Int(i128::MAX)),
            Ordering::Greater
        );
    }

    #[test]
    fn rules_of_integers_are_whole() {
        let mut rules = Rules {
            minimum: Some(Bound {
                value: Num::Real(1.5),
                exclusive: true,
            }),
            maximum: Some(Bound {
                value: Num::Real(-0.5),
                exclusive: false,
            }),
            multiple_of: Some(Num::Real(1.5)),
            ..Rules::default()
        };
        of_integers(&mut rules);
        assert_eq!(
            rules.minimum,
            Some(Bound {
                value: Num::Int(2),
                exclusive: false
            })
        );
        assert_eq!(
            rules.maximum,
            Some(Bound {
                value: Num::Int(-1),
                exclusive: false
            })
        );
        assert_eq!(rules.multiple_of, Some(Num::Int(3)));
        rules.multiple_of = Some(Num::Real(0.01));
        of_integers(&mut rules);
        assert_eq!(rules.multiple_of, None);
    }

    #[test]
    fn multiples_in_common_are_exact() {
        for (one, other, both) in [
            ("0.01", "0.015", Some("0.03")),
            ("4", "6", Some("12")),
            ("0.25", "1", Some("1")),
            ("1.5", "0.1", Some("1.5")),
            ("0.12345678901234563", "0.98765432109876541", None),
            ("170141183460469231731687303715884105727", "2", None),
        ] {
            let number = |text| parse(text).unwrap();
            let expected = both.map(number);
            assert_eq!(
                common_multiple(number(one), number(other)),
                expected,
                "{one} {other}"
            );
            assert_eq!(
                common_multiple(number(other), number(one)),
                expected,
                "{one} {other}"
            );
        }
    }

    #[test]
    fn bounds_have_a_multiple_or_none() {
        let bound = |text: &str, exclusive| Bound {
            value: parse(text).unwrap(),
            exclusive,
        };
        for (min, max, unit, none) in [
            (("11", false), ("19", false), "10", true),
            (("10", false), ("19", false), "10", false),
            (("10", true), ("20", true), "10", true),
            (("10", true), ("20", false), "10", false),
            (("-19", false), ("-11", false), "10", true),
            (("-9", false), ("9", false), "10", false),
            (("0.011", false), ("0.019", false), "0.01", true),
            (("0.5", false), ("0.5", false), "0.25", false),
            (("1e300", false), ("1e301", false), "7", false),
        ] {
            let (min, max) = (bound(min.0, min.1), bound(max.0, max.1));
            assert_eq!(
                has_no_multiple(min, max, parse(unit).unwrap()),
                none,
                "{min:?} {max:?} {unit}"
            );
        }
    }

    #[test]
    fn decimals_divide_by_their_digits() {
        assert!(is_multiple(Num::Real(19.99), Num::Real(0.01)));
        assert!(is_multiple(Num::Int(3), Num::Real(1.5)));
        assert!(!is_multiple(Num::Real(0.1 + 0.2), Num::Real(0.1)));
        assert!(!is_multiple(Num::Real(0.005), Num::Real(0.01)));
    }
}
