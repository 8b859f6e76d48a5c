//! Rules of numbers: bounds and multiples, for integers exactly.

use std::fmt;
use std::str::FromStr;

use super::digits::DigitRules;
use super::multiple::{is_multiple, is_multiple_const};
use super::refuse::refuse;
use super::{Broken, Checker, Conditions, ConstraintError, Rule};
use crate::codec::{Decimal, Form, Peek, ReadError, Reader, SecretSearch, Slot, Value, Writer};

/// What an integer must be.
///
/// ```
/// use oas_runtime::IntegerRules;
/// const RULES: IntegerRules = IntegerRules::new("Take").minimum(1).maximum(10);
/// assert_eq!(RULES.check(11).unwrap_err().to_string(), "Take: must be at most 10, 11 found (maximum)");
/// ```
#[derive(Debug, Clone, Copy)]
pub struct IntegerRules {
    type_name: &'static str,
    minimum: Option<(Rule, i128)>,
    maximum: Option<(Rule, i128)>,
    multiple_of: Option<i128>,
    conditions: Option<&'static Conditions>,
    secret: bool,
}

impl IntegerRules {
    /// No rules yet, for the type called `type_name`.
    #[must_use]
    pub const fn new(type_name: &'static str) -> Self {
        Self {
            type_name,
            minimum: None,
            maximum: None,
            multiple_of: None,
            conditions: None,
            secret: false,
        }
    }

    /// At least this.
    #[must_use]
    pub const fn minimum(self, limit: i128) -> Self {
        Self {
            minimum: Some((Rule::Minimum, limit)),
            ..self
        }
    }

    /// At most this.
    #[must_use]
    pub const fn maximum(self, limit: i128) -> Self {
        Self {
            maximum: Some((Rule::Maximum, limit)),
            ..self
        }
    }

    /// More than this.
    #[must_use]
    pub const fn exclusive_minimum(self, limit: i128) -> Self {
        Self {
            minimum: Some((Rule::ExclusiveMinimum, limit)),
            ..self
        }
    }

    /// Less than this.
    #[must_use]
    pub const fn exclusive_maximum(self, limit: i128) -> Self {
        Self {
            maximum: Some((Rule::ExclusiveMaximum, limit)),
            ..self
        }
    }

    /// A multiple of this.
    #[must_use]
    pub const fn multiple_of(self, limit: i128) -> Self {
        Self {
            multiple_of: Some(limit),
            ..self
        }
    }

    /// What is asked of values besides. Literals are not checked by it.
    #[must_use]
    pub const fn conditions(self, conditions: &'static Conditions) -> Self {
        Self {
            conditions: Some(conditions),
            ..self
        }
    }

    /// Whether values are secrets, of which neither `Debug` nor an error says anything.
    #[must_use]
    pub const fn secret(self, secret: bool) -> Self {
        Self { secret, ..self }
    }

    /// Checks `value`.
    ///
    /// # Errors
    /// The first rule broken.
    pub fn check(&self, value: i128) -> Result<(), ConstraintError> {
        let first = self.all_broken(value).next();
        first.map_or(Ok(()), |broken| {
            Err(ConstraintError::new(self.type_name, broken))
        })
    }

    /// Checks a literal.
    ///
    /// # Panics
    /// When it breaks a rule; in a constant that is a compile error.
    #[track_caller]
    pub const fn assert(&self, value: i128) {
        if let Some(broken) = self.broken(value) {
            refuse(self.type_name, &broken.of(self.secret))
        }
    }

    /// The same rules for numbers that no integer of ours holds.
    fn digits(&self) -> DigitRules {
        let of = |limit: i128| Decimal::parse(itoa::Buffer::new().format(limit));
        DigitRules {
            minimum: self.minimum.map(|(rule, limit)| (rule, of(limit))),
            maximum: self.maximum.map(|(rule, limit)| (rule, of(limit))),
            multiple_of: self.multiple_of.map(of),
            conditions: self.conditions,
            secret: self.secret,
        }
    }

    /// Every rule that `value` breaks.
    pub(crate) fn all_broken(&self, value: i128) -> impl Iterator<Item = Broken> {
        let unmet = self.conditions.and_then(|it| it.broken(&value));
        let broken = [self.broken_bound(value), self.broken_multiple(value), unmet];
        let broken = broken.into_iter().flatten();
        broken.map(|broken| broken.of(self.secret))
    }

    const fn broken(&self, value: i128) -> Option<Broken> {
        match self.broken_bound(value) {
            None => self.broken_multiple(value),
            broken => broken,
        }
    }

    const fn broken_bound(&self, found: i128) -> Option<Broken> {
        if let Some((rule, limit)) = self.minimum
            && (found < limit || (found == limit && matches!(rule, Rule::ExclusiveMinimum)))
        {
            return Some(Broken::Integer { rule, limit, found });
        }
        if let Some((rule, limit)) = self.maximum
            && (found > limit || (found == limit && matches!(rule, Rule::ExclusiveMaximum)))
        {
            return Some(Broken::Integer { rule, limit, found });
        }
        None
    }

    const fn broken_multiple(&self, found: i128) -> Option<Broken> {
        match self.multiple_of {
            Some(limit) if limit != 0 && found.wrapping_rem(limit) != 0 => Some(Broken::Integer {
                rule: Rule::MultipleOf,
                limit,
                found,
            }),
            _ => None,
        }
    }
}

/// What a number must be.
#[derive(Debug, Clone, Copy)]
pub struct NumberRules {
    type_name: &'static str,
    minimum: Option<(Rule, f64)>,
    maximum: Option<(Rule, f64)>,
    multiple_of: Option<f64>,
    conditions: Option<&'static Conditions>,
    secret: bool,
}

impl NumberRules {
    /// No rules yet but that it is one, for the type called `type_name`.
    #[must_use]
    pub const fn new(type_name: &'static str) -> Self {
        Self {
            type_name,
            minimum: None,
            maximum: None,
            multiple_of: None,
            conditions: None,
            secret: false,
        }
    }

    /// At least this.
    #[must_use]
    pub const fn minimum(self, limit: f64) -> Self {
        Self {
            minimum: Some((Rule::Minimum, limit)),
            ..self
        }
    }

    /// At most this.
    #[must_use]
    pub const fn maximum(self, limit: f64) -> Self {
        Self {
            maximum: Some((Rule::Maximum, limit)),
            ..self
        }
    }

    /// More than this.
    #[must_use]
    pub const fn exclusive_minimum(self, limit: f64) -> Self {
        Self {
            minimum: Some((Rule::ExclusiveMinimum, limit)),
            ..self
        }
    }

    /// Less than this.
    #[must_use]
    pub const fn exclusive_maximum(self, limit: f64) -> Self {
        Self {
            maximum: Some((Rule::ExclusiveMaximum, limit)),
            ..self
        }
    }

    /// A multiple of this, as decimals go: 19.99 is one of 0.01, the double next to it is none.
    #[must_use]
    pub const fn multiple_of(self, limit: f64) -> Self {
        Self {
            multiple_of: Some(limit),
            ..self
        }
    }

    /// What is asked of values besides. Literals are not checked by it.
    #[must_use]
    pub const fn conditions(self, conditions: &'static Conditions) -> Self {
        Self {
            conditions: Some(conditions),
            ..self
        }
    }

    /// Whether values are secrets, of which neither `Debug` nor an error says anything.
    #[must_use]
    pub const fn secret(self, secret: bool) -> Self {
        Self { secret, ..self }
    }

    /// Checks `value`.
    ///
    /// # Errors
    /// The first rule broken.
    pub fn check(&self, value: f64) -> Result<(), ConstraintError> {
        let first = self.all_broken(value).next();
        first.map_or(Ok(()), |broken| {
            Err(ConstraintError::new(self.type_name, broken))
        })
    }

    /// Checks a literal.
    ///
    /// # Panics
    /// When it breaks a rule; in a constant that is a compile error.
    #[track_caller]
    pub const fn assert(&self, value: f64) {
        if let Some(broken) = self.broken(value) {
            refuse(self.type_name, &broken.of(self.secret))
        }
    }

    /// The same rules for numbers of more digits than a double holds.
    fn digits(&self) -> DigitRules {
        DigitRules {
            minimum: self.minimum.map(|(rule, limit)| (rule, Decimal::of(limit))),
            maximum: self.maximum.map(|(rule, limit)| (rule, Decimal::of(limit))),
            multiple_of: self.multiple_of.map(Decimal::of),
            conditions: self.conditions,
            secret: self.secret,
        }
    }

    /// Every rule that `value` breaks.
    pub(crate) fn all_broken(&self, value: f64) -> impl Iterator<Item = Broken> {
        let multiple = self.multiple_of.and_then(|unit| {
            let kept = !value.is_finite() || is_multiple(value, unit);
            (!kept).then(|| no_multiple(value, unit))
        });
        let unmet = self.conditions.filter(|_| value.is_finite());
        let unmet = unmet.and_then(|it| it.broken(&value));
        let broken = [self.broken_bound(value), multiple, unmet];
        let broken = broken.into_iter().flatten();
        broken.map(|broken| broken.of(self.secret))
    }

    const fn broken(&self, value: f64) -> Option<Broken> {
        match (self.broken_bound(value), self.multiple_of) {
            (None, Some(unit)) if !is_multiple_const(value, unit) => Some(no_multiple(value, unit)),
            (broken, _) => broken,
        }
    }

    const fn broken_bound(&self, found: f64) -> Option<Broken> {
        if !found.is_finite() {
            return Some(Broken::Number {
                rule: Rule::Finite,
                limit: f64::MAX,
                found,
            });
        }
        if let Some((rule, limit)) = self.minimum
            && (found < limit || (found == limit && matches!(rule, Rule::ExclusiveMinimum)))
        {
            return Some(Broken::Number { rule, limit, found });
        }
        if let Some((rule, limit)) = self.maximum
            && (found > limit || (found == limit && matches!(rule, Rule::ExclusiveMaximum)))
        {
            return Some(Broken::Number { rule, limit, found });
        }
        None
    }
}

const fn no_multiple(found: f64, limit: f64) -> Broken {
    Broken::Number {
        rule: Rule::MultipleOf,
        limit,
        found,
    }
}

/// A newtype of an integer with rules. [`constrained_integer!`](crate::constrained_integer) makes the rest of it.
pub trait ConstrainedInteger: Sized {
    /// The integer type inside.
    type Inner: Copy + Into<i128>;
    /// The rules.
    const RULES: IntegerRules;

    /// Takes over an integer, unchecked.
    fn from_inner(value: Self::Inner) -> Self;

    /// The integer.
    fn inner(&self) -> Self::Inner;
}

/// A newtype of a number with rules. [`constrained_number!`](crate::constrained_number) makes the rest of it.
pub trait ConstrainedNumber: Sized {
    /// The number type inside.
    type Inner: Copy + Into<f64>;
    /// The rules.
    const RULES: NumberRules;

    /// Takes over a number, unchecked.
    fn from_inner(value: Self::Inner) -> Self;

    /// The number.
    fn inner(&self) -> Self::Inner;
}

/// Checks an integer.
fn check_integer<N: ConstrainedInteger>(value: &N, checker: &mut Checker) {
    checker.report_broken(N::RULES.all_broken(value.inner().into()));
}

/// Checks a number.
fn check_number<N: ConstrainedNumber>(value: &N, checker: &mut Checker) {
    checker.report_broken(N::RULES.all_broken(value.inner().into()));
}

/// A text that is no number of a type, or one that breaks a rule.
#[derive(Debug, Clone, Copy, PartialEq)]
#[non_exhaustive]
pub enum ParseNumberError {
    /// The text is not a number of the type inside.
    NotANumber {
        /// The type that was asked for
        type_name: &'static str,
    },
    /// The number breaks a rule.
    Constraint(ConstraintError),
}

impl fmt::Display for ParseNumberError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NotANumber { type_name } => write!(f, "{type_name}: not a number of this type"),
            Self::Constraint(error) => error.fmt(f),
        }
    }
}

impl std::error::Error for ParseNumberError {}

/// Parses a number and checks it by `new`.
///
/// # Errors
/// When `text` is no number, or `new` refuses it.
pub fn parse_number<I: FromStr, N>(
    type_name: &'static str,
    text: &str,
    new: impl FnOnce(I) -> Result<N, ConstraintError>,
) -> Result<N, ParseNumberError> {
    let value = text
        .parse()
        .map_err(|_| ParseNumberError::NotANumber { type_name })?;
    new(value).map_err(ParseNumberError::Constraint)
}

/// The form of numbers with rules, which differ in what checks them.
macro_rules! number_form {
    ($(#[$docs:meta])* $form:ident $constrained:ident $check:ident) => {
        $(#[$docs])*
        #[derive(Debug)]
        pub struct $form;

        impl<T: $constrained<Inner: Value>> Form<T> for $form {
            fn blank() -> T {
                T::from_inner(Value::blank())
            }

            fn write(value: &T, writer: &mut Writer) {
                value.inner().write(writer);
            }

            fn check(value: &T, checker: &mut Checker) {
                $check(value, checker);
            }

            fn keeps_rules(value: &T) -> bool {
                T::RULES.check(value.inner().into()).is_ok()
            }

            fn read(value: &mut T, reader: &mut Reader<'_>) -> Result<(), ReadError> {
                let mut inner = T::Inner::blank();
                inner.read(reader)?;
                *value = T::from_inner(inner);
                Ok(())
            }

            fn check_digits(number: &str, checker: &mut Checker) {
                T::RULES.digits().check(number, checker);
            }

            fn holds_secret(_: &mut SecretSearch) -> bool {
                T::RULES.secret
            }
        }
    };
}

number_form! {
    /// The form of integers with rules.
    IntegerForm ConstrainedInteger check_integer
}

number_form! {
    /// The form of numbers with rules.
    NumberForm ConstrainedNumber check_number
}
