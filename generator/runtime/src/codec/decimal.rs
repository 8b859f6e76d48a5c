//! JSON numbers by their digits: no number is too large or too fine to be compared or divided.

use std::cmp::Ordering;
use std::fmt;

/// A number with an exponent where it would be a row of zeros (ECMA-262, Number::toString).
pub(crate) struct Short(pub(crate) f64);

impl fmt::Display for Short {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.0.abs() {
            0.0 | 1e-7..1e21 => self.0.fmt(f),
            _ => fmt::LowerExp::fmt(&self.0, f),
        }
    }
}

/// A decimal number by value: its sign, its digits without zeros at either end, and the power of ten of the last one.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Decimal {
    negative: bool,
    digits: String,
    power: i64,
}

/// So many zeros are put after digits to divide them; a number of more is beyond all use.
const MOST_ZEROS: i64 = 4096;

/// The powers that stand for all beyond them: half of what there is, so that two can be subtracted.
const LEAST: i64 = i64::MIN / 2;
const MOST: i64 = i64::MAX / 2;

/// The number that an exponent is; one of more digits than can be counted with is as far as can be.
fn power(exponent: &str) -> i64 {
    let beyond = if exponent.starts_with('-') {
        LEAST
    } else {
        MOST
    };
    exponent.parse().unwrap_or(beyond)
}

/// How many digits there are, as what a power is moved by.
fn as_power(digits: usize) -> i64 {
    i64::try_from(digits).map_or(MOST, |digits| digits.min(MOST))
}

impl Decimal {
    /// The value of a JSON number. One whose exponent is beyond all measure has one that is as far as can be, so that it is ordered
    /// as it should be; see [`Decimal::is_exact`].
    pub(crate) fn parse(text: &str) -> Self {
        let (negative, text) = text
            .strip_prefix('-')
            .map_or((false, text), |rest| (true, rest));
        let (mantissa, exponent) = text.split_once(['e', 'E']).unwrap_or((text, "0"));
        let (whole, fraction) = mantissa.split_once('.').unwrap_or((mantissa, ""));
        let digits = format!("{whole}{fraction}");
        let digits = digits.trim_start_matches('0');
        let kept = digits.trim_end_matches('0');
        if kept.is_empty() {
            return Self {
                negative: false,
                digits: String::new(),
                power: 0,
            };
        }
        let moved = as_power(digits.len() - kept.len()) - as_power(fraction.len());
        Self {
            negative,
            digits: kept.to_owned(),
            power: power(exponent).saturating_add(moved).clamp(LEAST, MOST),
        }
    }

    /// The value of a finite double, as its shortest decimal says.
    pub(crate) fn of(value: f64) -> Self {
        Self::parse(zmij::Buffer::new().format_finite(value))
    }

    /// Whether its exponent is the one that was written; else it is further than can be told.
    pub(crate) fn is_exact(&self) -> bool {
        LEAST < self.power && self.power < MOST
    }

    /// Whether it has no fraction.
    pub(crate) fn is_whole(&self) -> bool {
        self.power >= 0
    }

    /// The integer that it is.
    pub(crate) fn to_whole(&self) -> Option<i128> {
        if self.digits.is_empty() {
            return Some(0);
        }
        let tens = 10_i128.checked_pow(u32::try_from(self.power).ok()?)?;
        let whole = self.digits.parse::<i128>().ok()?.checked_mul(tens)?;
        Some(if self.negative { -whole } else { whole })
    }

    /// Whether it is a multiple of another; nothing where neither can be told.
    pub(crate) fn is_multiple_of(&self, unit: &Self) -> Option<bool> {
        if self.digits.is_empty() || unit.digits.is_empty() {
            return Some(true);
        }
        let zeros = self.power.checked_sub(unit.power)?;
        // The last digit is not zero, and every multiple of the unit ends in at least one.
        if zeros < 0 {
            return Some(false);
        }
        let by = unit.digits.parse::<u128>().ok()?;
        let digits = self.digits.bytes().map(|digit| u128::from(digit - b'0'));
        let append = |rest: u128, digit: u128| Some(rest.checked_mul(10)?.checked_add(digit)? % by);
        let rest = digits.into_iter().try_fold(0, append)?;
        if zeros > MOST_ZEROS {
            return (rest == 0).then_some(true);
        }
        Some((0..zeros).try_fold(rest, |rest, _| append(rest, 0))? == 0)
    }

    /// Where the first digit stands.
    fn size(&self) -> i64 {
        let digits = i64::try_from(self.digits.len()).unwrap_or(i64::MAX);
        self.power.saturating_add(digits)
    }

    fn cmp_sizes(&self, other: &Self) -> Ordering {
        match (self.digits.is_empty(), other.digits.is_empty()) {
            (true, true) => Ordering::Equal,
            (true, false) => Ordering::Less,
            (false, true) => Ordering::Greater,
            // Without zeros at either end, texts of one size are ordered as numbers are.
            (false, false) => (self.size(), &self.digits).cmp(&(other.size(), &other.digits)),
        }
    }
}

impl PartialOrd for Decimal {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Decimal {
    fn cmp(&self, other: &Self) -> Ordering {
        match (self.negative, other.negative) {
            (false, false) => self.cmp_sizes(other),
            (true, true) => other.cmp_sizes(self),
            (false, true) => Ordering::Greater,
            (true, false) => Ordering::Less,
        }
    }
}

impl fmt::Display for Decimal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let sign = if self.negative { "-" } else { "" };
        write!(f, "{sign}{}e{}", self.digits, self.power)
    }
}

#[cfg(test)]
mod tests {
    use super::Decimal;

    fn number(text: &str) -> Decimal {
        Decimal::parse(text)
    }

    #[test]
    fn numbers_are_ordered_by_value() {
        let ascending = [
            "-1e99999999999999999999",
            "-1e400",
            "-12",
            "-1.5",
            "-1",
            "-0.001",
            "0",
            "1e-99999999999999999999",
            "1e-400",
            "0.1",
            "0.11",
            "0.9",
            "1",
            "1.05",
            "2",
            "10",
            "9007199254740992",
            "9007199254740993",
            "1e400",
            "1.1e400",
            "1e+99999999999999999999",
        ];
        for (i, a) in ascending.iter().enumerate() {
            for (j, b) in ascending.iter().enumerate() {
                assert_eq!(number(a).cmp(&number(b)), i.cmp(&j), "{a} {b}");
            }
        }
    }

    #[test]
    fn numbers_are_divided_by_their_digits() {
        for (value, unit, expected) in [
            (
                "100000000000000000000000000000000000000000",
                "7",
                Some(false),
            ),
            (
                "700000000000000000000000000000000000000000",
                "7",
                Some(true),
            ),
            ("99999999999999999999", "3", Some(true)),
            ("1.00000000000000000001", "0.01", Some(false)),
            ("19.99", "0.01", Some(true)),
            ("1e300", "1e290", Some(true)),
            ("0", "7", Some(true)),
            ("1e99999", "3", None),
            ("1e99999999999999999999", "3", None),
            (
                "1e99999999999999999999",
                "1e-99999999999999999999",
                Some(true),
            ),
            ("1e-99999999999999999999", "0.01", Some(false)),
        ] {
            assert_eq!(
                number(value).is_multiple_of(&number(unit)),
                expected,
                "{value} {unit}"
            );
        }
    }
}
