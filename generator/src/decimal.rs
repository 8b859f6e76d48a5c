//! Decimal numbers by their digits, however many there are: what a description writes is compared and rounded as it is written.

use std::cmp::Ordering;

/// A double in few characters: with an exponent where it would be a row of zeros (ECMA-262, Number::toString).
pub(crate) fn short(value: f64) -> String {
    match value.abs() {
        0.0 | 1e-7..1e21 => value.to_string(),
        _ => format!("{value:e}"),
    }
}

/// A number: digits and the power of ten of the last of them.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(crate) struct Decimal {
    is_negative: bool,
    /// Without zeros at either end; none for zero.
    digits: String,
    power: i64,
}

impl Decimal {
    /// A number as JSON writes it. Nothing where it is none, or its exponent is beyond all reason.
    pub(crate) fn parse(text: &str) -> Option<Self> {
        let unsigned = text.strip_prefix('-');
        let (mantissa, exponent) = match unsigned.unwrap_or(text).split_once(['e', 'E']) {
            Some((mantissa, exponent)) => (mantissa, i64::from(exponent.parse::<i32>().ok()?)),
            None => (unsigned.unwrap_or(text), 0),
        };
        let (whole, fraction) = mantissa.split_once('.').unwrap_or((mantissa, ""));
        let all = format!("{whole}{fraction}");
        if all.is_empty() || !all.bytes().all(|byte| byte.is_ascii_digit()) {
            return None;
        }
        let digits = all.trim_end_matches('0');
        let zeros = i64::try_from(all.len() - digits.len()).ok()?;
        let digits = digits.trim_start_matches('0');
        let is_zero = digits.is_empty();
        let power = exponent + zeros - i64::try_from(fraction.len()).ok()?;
        Some(Self {
            is_negative: unsigned.is_some() && !is_zero,
            digits: digits.to_owned(),
            power: if is_zero { 0 } else { power },
        })
    }

    /// The decimal that stands for a double: the shortest one that is nearest to it.
    pub(crate) fn of_double(value: f64) -> Option<Self> {
        Self::parse(&value.to_string())
    }

    /// Is there no fraction?
    pub(crate) const fn is_whole(&self) -> bool {
        self.power >= 0
    }

    /// The number where it is whole, and an `i128`.
    pub(crate) fn whole(&self) -> Option<i128> {
        self.is_whole().then(|| self.towards_zero())?
    }

    /// The next whole number from here on up, itself where it is one. Nothing beyond `i128`.
    pub(crate) fn ceil(&self) -> Option<i128> {
        let cut = self.towards_zero()?;
        if self.is_whole() || self.is_negative {
            return Some(cut);
        }
        cut.checked_add(1)
    }

    /// The next whole number from here on down, itself where it is one. Nothing beyond `i128`.
    pub(crate) fn floor(&self) -> Option<i128> {
        let cut = self.towards_zero()?;
        if self.is_whole() || !self.is_negative {
            return Some(cut);
        }
        cut.checked_sub(1)
    }

    fn towards_zero(&self) -> Option<i128> {
        const MOST: i64 = 39;
        if self.top() > MOST {
            return None;
        }
        let Ok(length) = usize::try_from(self.top()) else {
            return Some(0);
        };
        let sign = if self.is_negative { "-" } else { "" };
        let digits = self.digits.get(..length).unwrap_or(&self.digits);
        // A zero ahead, for what has no digit of its own.
        format!("{sign}0{digits:0<length$}").parse().ok()
    }

    /// How many digits there are ahead of the point.
    fn top(&self) -> i64 {
        i64::try_from(self.digits.len()).map_or(i64::MAX, |length| length + self.power)
    }

    fn size(&self, other: &Self) -> Ordering {
        let is_zero = |it: &Self| it.digits.is_empty();
        match (is_zero(self), is_zero(other)) {
            (false, false) => {
                let order = self.top().cmp(&other.top());
                order.then_with(|| self.digits.cmp(&other.digits))
            }
            (one, other) => other.cmp(&one),
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
        match (self.is_negative, other.is_negative) {
            (false, false) => self.size(other),
            (true, true) => other.size(self),
            (one, other) => other.cmp(&one),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Decimal;

    fn of(text: &str) -> Decimal {
        Decimal::parse(text).unwrap()
    }

    #[test]
    fn spellings_of_a_number_are_equal() {
        for (one, other) in [
            ("1", "1.0"),
            ("300", "3e2"),
            ("0.5", "5E-1"),
            ("-0.0", "0"),
            ("1e+2", "100.00"),
        ] {
            assert_eq!(of(one), of(other));
        }
        assert_eq!(Decimal::parse("abc"), None);
        assert_eq!(Decimal::parse("-"), None);
    }

    #[test]
    fn numbers_are_in_order() {
        let sorted = [
            "-1e40",
            "-2",
            "-1.5",
            "0",
            "1e-9",
            "0.1",
            "0.1000000000000000001",
            "9",
            "10",
            "18446744073709551616",
            "18446744073709551617",
        ];
        for (at, one) in sorted.iter().enumerate() {
            for (other_at, other) in sorted.iter().enumerate() {
                assert_eq!(of(one).cmp(&of(other)), at.cmp(&other_at), "{one} {other}");
            }
        }
    }

    #[test]
    fn whole_numbers_are_exact() {
        assert_eq!(
            of("9007199254740993e0").whole(),
            Some(9_007_199_254_740_993)
        );
        assert_eq!(of("12e2").whole(), Some(1200));
        assert_eq!(of("0").whole(), Some(0));
        assert_eq!(of(&i128::MIN.to_string()).whole(), Some(i128::MIN));
        assert_eq!(of("1e39").whole(), None);
        assert_eq!(of("1.5").whole(), None);
    }

    #[test]
    fn rounding_is_exact() {
        let big = of("9007199254740993.5");
        assert_eq!(big.floor(), Some(9_007_199_254_740_993));
        assert_eq!(big.ceil(), Some(9_007_199_254_740_994));
        assert_eq!((of("-0.5").floor(), of("-0.5").ceil()), (Some(-1), Some(0)));
        assert_eq!((of("1e-9").floor(), of("1e-9").ceil()), (Some(0), Some(1)));
    }
}
