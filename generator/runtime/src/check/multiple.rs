//! `multipleOf` for numbers: decided on their decimal digits, since `0.01` is no double.

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

/// As [`is_multiple`], but for numbers of more than fifteen digits, whose last one is not looked at in constants.
pub(super) const fn is_multiple_const(value: f64, unit: f64) -> bool {
    match by_doubles(value, unit) {
        Some(verdict) => verdict,
        None => {
            let quotient = value / unit;
            let distance = (quotient - quotient.round_ties_even()).abs();
            distance <= quotient.abs() * (2.0 * f64::EPSILON)
        }
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
    let ((digits, power), (unit, unit_power)) = (decimal(value), decimal(unit));
    if digits == 0 || unit == 0 {
        return true;
    }
    let zeros = power - unit_power;
    if zeros < 0 {
        let scaled = 10_u128
            .checked_pow(zeros.unsigned_abs())
            .and_then(|power| power.checked_mul(unit));
        return scaled.is_some_and(|unit| digits % unit == 0);
    }
    // Both have at most seventeen digits, so no product is too large.
    (0..zeros).fold(digits % unit, |rest, _| rest * 10 % unit) == 0
}

/// The digits of the shortest decimal, without its sign, and the power of ten of the last one.
fn decimal(number: f64) -> (u128, i32) {
    let mut buffer = zmij::Buffer::new();
    let text = buffer.format_finite(number.abs());
    let (mantissa, exponent) = text.split_once(['e', 'E']).unwrap_or((text, "0"));
    let (whole, fraction) = mantissa.split_once('.').unwrap_or((mantissa, ""));
    let fraction = fraction.trim_end_matches('0');
    let digits = format!("{whole}{fraction}").parse().unwrap_or(0);
    let places = i32::try_from(fraction.len()).unwrap_or(0);
    (digits, exponent.parse::<i32>().unwrap_or(0) - places)
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
            (1e300, 1e290),
            (9_007_199_254_740_993.0, 1.0),
            (1e-7, 1e-8),
        ] {
            assert!(is_multiple(value, unit), "{value} {unit}");
            assert!(by_digits(value, unit), "{value} {unit}");
            assert!(is_multiple_const(value, unit), "{value} {unit}");
        }
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
