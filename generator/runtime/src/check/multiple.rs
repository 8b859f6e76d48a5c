//! `multipleOf` for numbers: decided on their decimal digits, since `0.01` is no double.

use crate::codec::Decimal;

/// Up to here a count of decimal units is told from its neighbours by every double that it rounds to.
const TOLD_APART: f64 = (1_u64 << 50) as f64;

/// The powers of ten that are doubles.
const POWERS: [f64; 23] = [
    1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16,
    1e17, 1e18, 1e19, 1e20, 1e21, 1e22,
];

/// Whether the shortest decimal that stands for `value` is a multiple of the one that stands for `unit`.
pub(super) fn is_multiple(value: f64, unit: f64) -> bool {
    match by_doubles(value, unit) {
        Some(verdict) => verdict,
        None => by_digits(value, unit),
    }
}

/// As [`is_multiple`], but what is no [`ShortDecimal`] is refused: its digits are not known in constant evaluation, and a
/// constant that [`is_multiple`] refuses must not compile.
pub(super) const fn is_multiple_const(value: f64, unit: f64) -> bool {
    match by_doubles(value, unit) {
        Some(verdict) => verdict,
        None => match (ShortDecimal::of(value), ShortDecimal::of(unit)) {
            (Some(value), Some(unit)) => {
                divides((value.digits, value.power), (unit.digits, unit.power))
            }
            _ => false,
        },
    }
}

/// The shortest decimal that stands for a number, where two roundings tell it: digits times a power of ten.
pub(super) struct ShortDecimal {
    pub(super) negative: bool,
    pub(super) digits: u128,
    pub(super) power: i32,
}

impl ShortDecimal {
    /// Whole numbers up to 2^53 are their own decimal. No two decimals of fifteen digits are the same double, so one
    /// that gives `number` when a double is divided or multiplied by another, which is rounded once, is the shortest.
    pub(super) const fn of(number: f64) -> Option<Self> {
        const WHOLE: f64 = (1_u64 << 53) as f64;
        const FIFTEEN_DIGITS: f64 = 1e15;
        let (negative, size) = (number < 0.0, number.abs());
        let mut power = 0;
        while power < POWERS.len() {
            let limit = if power == 0 { WHOLE } else { FIFTEEN_DIGITS };
            let (ten, exponent) = (POWERS[power], power as i32);
            let parts = (size * ten).round_ties_even();
            let tens = (size / ten).round_ties_even();
            let (digits, power_of_last) = if parts <= limit && parts / ten == size {
                (parts, -exponent)
            } else if tens <= limit && tens * ten == size {
                (tens, exponent)
            } else {
                power += 1;
                continue;
            };
            return Some(Self {
                negative,
                digits: digits as u128,
                power: power_of_last,
            });
        }
        None
    }
}

/// The verdict where doubles are enough: a quotient of two whole doubles is the nearest double to it (IEEE 754), and of so few
/// units no two have the same one.
const fn by_doubles(value: f64, unit: f64) -> Option<bool> {
    let Some((whole, power)) = as_fraction(unit) else {
        return None;
    };
    let count = (value / unit).round_ties_even();
    let product = count * whole;
    if product.abs() > TOLD_APART || count.abs() > TOLD_APART {
        return None;
    }
    Some(product / POWERS[power] == value)
}

/// A decimal fraction as a whole number and the power of ten that it is divided by.
const fn as_fraction(unit: f64) -> Option<(f64, usize)> {
    let mut power = 0;
    while power < POWERS.len() {
        let whole = (unit * POWERS[power]).round_ties_even();
        if whole.abs() > TOLD_APART {
            return None;
        }
        if whole != 0.0 && whole / POWERS[power] == unit {
            return Some((whole, power));
        }
        power += 1;
    }
    None
}

#[cold]
fn by_digits(value: f64, unit: f64) -> bool {
    // Neither the digits nor the powers of doubles are beyond what is told.
    Decimal::of(value).is_multiple_of(&Decimal::of(unit)) == Some(true)
}

const fn divides((digits, power): (u128, i32), (unit, unit_power): (u128, i32)) -> bool {
    if digits == 0 || unit == 0 {
        return true;
    }
    let zeros = power - unit_power;
    if zeros < 0 {
        let Some(scale) = 10_u128.checked_pow(zeros.unsigned_abs()) else {
            return false;
        };
        return match scale.checked_mul(unit) {
            Some(unit) => digits % unit == 0,
            None => false,
        };
    }
    // Both have at most seventeen digits, so no product is too large.
    let (mut rest, mut left) = (digits % unit, zeros);
    while left > 0 {
        rest = rest * 10 % unit;
        left -= 1;
    }
    rest == 0
}

#[cfg(test)]
mod tests {
    use super::{by_digits, is_multiple, is_multiple_const};

    #[test]
    fn decimals_are_multiples_of_decimals() {
        for (value, unit) in [
            (19.99, 0.01),
            (1.1, 0.1),
            (0.3, 0.1),
            (-4.35, 0.01),
            (0.0, 0.01),
            (1e20, 0.01),
            (123_456_789.123, 0.001),
            (7.5, 2.5),
            (9_007_199_254_740_993.0, 1.0),
            (1e-7, 1e-8),
        ] {
            assert!(is_multiple(value, unit), "{value} {unit}");
            assert!(by_digits(value, unit), "{value} {unit}");
            assert!(is_multiple_const(value, unit), "{value} {unit}");
        }
    }

    #[test]
    fn a_constant_is_never_accepted_that_is_none_at_run_time() {
        let mut accepted = 0;
        for unit in [0.01, 0.1, 0.003, 2.5, 7.0, 1e-7, 1e20, 1e290] {
            for start in [1e15, 11_258_999_068_427.25, 1e13, 1e20, 1e22, 1e35, 1e300] {
                let mut value: f64 = start;
                for _ in 0..200 {
                    let constant = is_multiple_const(value, unit);
                    accepted += usize::from(constant);
                    assert!(!constant || is_multiple(value, unit), "{value} {unit}");
                    value = value.next_up();
                }
            }
        }
        assert!(accepted > 100, "{accepted}");
        assert!(!is_multiple_const(11_258_999_068_427.255, 0.01));
        // Beyond what is known in constants.
        assert!(is_multiple(1e300, 1e290) && !is_multiple_const(1e300, 1e290));
    }

    #[test]
    fn neighbours_of_multiples_are_none() {
        for (value, unit) in [
            (1.819_999_999_999_999_8, 0.01),
            (0.1 + 0.2, 0.1),
            (19.990_000_000_000_002, 0.01),
            (0.005, 0.01),
            (1e-300, 0.01),
            (7.0, 2.5),
            (1e290, 1e300),
            (3.0, 7.0),
        ] {
            assert!(!is_multiple(value, unit), "{value} {unit}");
            assert!(!by_digits(value, unit), "{value} {unit}");
            assert!(!is_multiple_const(value, unit), "{value} {unit}");
        }
    }
}
