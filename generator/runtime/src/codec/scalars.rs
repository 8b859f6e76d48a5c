//! Text, booleans and numbers as slots.

use std::borrow::Cow;

use super::literal::{is_whole, same};
use super::{Peek, ReadError, Reader, Slot, Value, Writer};
use crate::check::{Checker, Rule};

impl Peek for str {
    fn write(&self, writer: &mut Writer) {
        writer.string(self);
    }
}

impl Peek for &str {
    fn write(&self, writer: &mut Writer) {
        writer.string(self);
    }
}

impl Peek for String {
    fn write(&self, writer: &mut Writer) {
        writer.string(self);
    }
}

impl Slot for String {
    fn read(&mut self, reader: &mut Reader<'_>) -> Result<(), ReadError> {
        *self = reader.string()?.into_owned();
        Ok(())
    }

    fn reset(&mut self) {
        self.clear();
    }
}

impl Value for String {
    const ROUNDS: bool = false;

    fn blank() -> Self {
        Self::new()
    }
}

impl Peek for Cow<'static, str> {
    fn write(&self, writer: &mut Writer) {
        writer.string(self);
    }
}

impl Slot for Cow<'static, str> {
    fn read(&mut self, reader: &mut Reader<'_>) -> Result<(), ReadError> {
        *self = Cow::Owned(reader.string()?.into_owned());
        Ok(())
    }

    fn reset(&mut self) {
        *self = Self::blank();
    }
}

impl Value for Cow<'static, str> {
    const ROUNDS: bool = false;

    fn blank() -> Self {
        Cow::Borrowed("")
    }
}

impl Peek for bool {
    fn write(&self, writer: &mut Writer) {
        writer.bool(*self);
    }
}

impl Slot for bool {
    fn read(&mut self, reader: &mut Reader<'_>) -> Result<(), ReadError> {
        *self = reader.bool()?;
        Ok(())
    }

    fn reset(&mut self) {
        *self = false;
    }
}

impl Value for bool {
    const ROUNDS: bool = false;

    fn blank() -> Self {
        false
    }
}

/// The impls of an integer type. `$expected` names it in errors.
macro_rules! integer {
    ($($type:ident $expected:literal),* $(,)?) => {$(
        impl Peek for $type {
            fn write(&self, writer: &mut Writer) {
                writer.integer(*self);
            }
        }

        impl Slot for $type {
            fn read(&mut self, reader: &mut Reader<'_>) -> Result<(), ReadError> {
                let start = reader.offset();
                let text = reader.number_as($expected)?;
                *self = match text.parse() {
                    Ok(value) => value,
                    Err(_) => integral(text)
                        .and_then(|value| value.try_into().ok())
                        .ok_or_else(|| not_integral(start, text, $expected))?,
                };
                Ok(())
            }

            fn reset(&mut self) {
                *self = 0;
            }
        }

        impl Value for $type {
            const ROUNDS: bool = false;

            fn blank() -> Self {
                0
            }
        }
    )*};
}

integer! {
    i8 "an 8-bit integer", i16 "a 16-bit integer", i32 "a 32-bit integer", i64 "a 64-bit integer",
    i128 "a 128-bit integer", u8 "an unsigned 8-bit integer", u16 "an unsigned 16-bit integer",
    u32 "an unsigned 32-bit integer", u64 "an unsigned 64-bit integer",
}

#[cold]
fn not_integral(offset: usize, text: &str, expected: &str) -> ReadError {
    let message = format!("expected {expected}, found a number with a fraction or out of range");
    if is_whole(text) {
        ReadError::beyond(offset, message)
    } else {
        ReadError::new(offset, message)
    }
}

/// The value of a number that is spelt with a fraction or an exponent but is a whole one: `1.0`, `12e2`, `-0`.
///
/// JSON Schema (draft 2020-12, 4.2.1) counts these as integers.
#[cold]
fn integral(text: &str) -> Option<i128> {
    let (negative, text) = text
        .strip_prefix('-')
        .map_or((false, text), |rest| (true, rest));
    let (mantissa, exponent) = text.split_once(['e', 'E']).unwrap_or((text, "0"));
    let (whole, fraction) = mantissa.split_once('.').unwrap_or((mantissa, ""));
    let fraction = fraction.trim_end_matches('0');
    let digits = format!("{whole}{fraction}");
    let digits = digits.trim_start_matches('0');
    if digits.is_empty() {
        return Some(0);
    }
    let scale = exponent
        .parse::<i64>()
        .ok()?
        .checked_sub(i64::try_from(fraction.len()).ok()?)?;
    let value = scaled(digits, scale)?;
    Some(if negative { -value } else { value })
}

/// `digits` × 10^`scale`, when that is whole and fits.
fn scaled(digits: &str, scale: i64) -> Option<i128> {
    let zeros = usize::try_from(scale.unsigned_abs()).ok()?;
    if scale < 0 {
        let (kept, cut) = digits.split_at_checked(digits.len().checked_sub(zeros)?)?;
        return if cut.bytes().all(|b| b == b'0') {
            kept.parse().ok()
        } else {
            None
        };
    }
    let power = 10_i128.checked_pow(u32::try_from(zeros).ok()?)?;
    digits.parse::<i128>().ok()?.checked_mul(power)
}

/// The impls of a floating point type.
macro_rules! float {
    ($($type:ident)*) => {$(
        impl Peek for $type {
            fn write(&self, writer: &mut Writer) {
                writer.float(*self);
            }

            fn check(&self, checker: &mut Checker) {
                if !self.is_finite() {
                    checker.report(Rule::Finite, format!("{self} is not a JSON number"));
                }
            }

            fn keeps_rules(&self) -> bool {
                self.is_finite()
            }
        }

        impl Slot for $type {
            fn read(&mut self, reader: &mut Reader<'_>) -> Result<(), ReadError> {
                let start = reader.offset();
                let text = reader.number()?;
                *self = match text.parse::<$type>() {
                    Ok(value) if value.is_finite() => value,
                    _ => return Err(ReadError::beyond(start, concat!("the number is out of the range of ", stringify!($type)))),
                };
                // So few digits are always held (IEEE 754 has 15.95 of them, 7.2 in 32 bits).
                if text.len() > <$type>::DIGITS as usize && !same(text, zmij::Buffer::new().format_finite(*self)) {
                    reader.note_rounded();
                }
                Ok(())
            }

            fn reset(&mut self) {
                *self = 0.0;
            }
        }

        impl Value for $type {
            fn blank() -> Self {
                0.0
            }
        }
    )*};
}

float!(f32 f64);

#[cfg(test)]
mod tests {
    use super::integral;

    #[test]
    fn whole_numbers_in_any_spelling() {
        for (text, value) in [
            ("1.0", Some(1)),
            ("-0", Some(0)),
            ("-0.0e9", Some(0)),
            ("12e2", Some(1200)),
            ("1.25E2", Some(125)),
            ("1200e-2", Some(12)),
            ("-1200e-2", Some(-12)),
            ("0e999999999999999999999", Some(0)),
            ("1.5", None),
            ("12e-3", None),
            ("1e39", None),
            ("1e999999999999999999999", None),
            ("1e-9223372036854775808", None),
        ] {
            assert_eq!(integral(text), value, "{text}");
        }
    }
}
