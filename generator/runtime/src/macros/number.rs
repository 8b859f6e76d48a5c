//! `constrained_integer!` and `constrained_number!`: numbers with rules.

/// Makes a [`ConstrainedInteger`](crate::ConstrainedInteger), a tuple struct of one integer, a value, and gives it `new`,
/// `from_static`, `get`, `is_valid`, `FromStr`, `TryFrom`, `Display` and what goes with them. With `secret` before its name it has a
/// `Debug` that shows nothing, and no `Display`.
///
/// ```
/// use oas_runtime as rt;
///
/// #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
/// pub struct Take(i64);
///
/// rt::constrained_integer! {
///     Take i64,
///     minimum 1,
///     maximum 10,
/// }
///
/// const TEN: Take = Take::from_static(10);
/// assert_eq!(TEN.get(), 10);
/// assert_eq!(Take::new(11).unwrap_err().to_string(), "Take: must be at most 10, 11 found (maximum)");
/// ```
#[macro_export]
macro_rules! constrained_integer {
    (secret $name:ident $inner:ident, $($rule:ident $value:expr,)*) => {
        $crate::constrained_integer!(@table $name $inner, $($rule $value,)* secret true,);
        $crate::redacted!($name);
    };
    ($name:ident $inner:ident, $($rule:ident $value:expr,)*) => {
        $crate::constrained_integer!(@table $name $inner, $($rule $value,)*);
        $crate::__number_text!($name);
    };
    (@table $name:ident $inner:ident, $($rule:ident $value:expr,)*) => {
        impl $crate::ConstrainedInteger for $name {
            type Inner = $inner;

            const RULES: $crate::IntegerRules = $crate::IntegerRules::new(stringify!($name))$(.$rule($value))*;

            #[inline]
            fn from_inner(value: $inner) -> Self {
                Self(value)
            }

            #[inline]
            fn inner(&self) -> $inner {
                self.0
            }
        }

        $crate::__constrained_number!($name, $inner, ConstrainedInteger, i128, IntegerForm);
    };
}

/// Makes a [`ConstrainedNumber`](crate::ConstrainedNumber) a value; as [`constrained_integer!`](crate::constrained_integer).
///
/// ```
/// use oas_runtime as rt;
///
/// #[derive(Debug, Clone, Copy, PartialEq, PartialOrd)]
/// pub struct Ratio(f64);
///
/// rt::constrained_number! {
///     Ratio f64,
///     exclusive_minimum 0.0,
///     maximum 1.0,
/// }
///
/// assert!(Ratio::new(1.0).is_ok());
/// assert_eq!(Ratio::new(0.0).unwrap_err().to_string(), "Ratio: must be more than 0, 0 found (exclusiveMinimum)");
/// ```
#[macro_export]
macro_rules! constrained_number {
    (secret $name:ident $inner:ident, $($rule:ident $value:expr,)*) => {
        $crate::constrained_number!(@table $name $inner, $($rule $value,)* secret true,);
        $crate::redacted!($name);
    };
    ($name:ident $inner:ident, $($rule:ident $value:expr,)*) => {
        $crate::constrained_number!(@table $name $inner, $($rule $value,)*);
        $crate::__number_text!($name);
    };
    (@table $name:ident $inner:ident, $($rule:ident $value:expr,)*) => {
        impl $crate::ConstrainedNumber for $name {
            type Inner = $inner;

            const RULES: $crate::NumberRules = $crate::NumberRules::new(stringify!($name))$(.$rule($value))*;

            #[inline]
            fn from_inner(value: $inner) -> Self {
                Self(value)
            }

            #[inline]
            fn inner(&self) -> $inner {
                self.0
            }
        }

        $crate::__constrained_number!($name, $inner, ConstrainedNumber, f64, NumberForm);
    };
}

/// The common part of [`constrained_integer!`] and [`constrained_number!`]; `$wide` is the type that rules are in.
#[doc(hidden)]
#[macro_export]
macro_rules! __constrained_number {
    ($name:ident, $inner:ident, $constrained:ident, $wide:ident, $form:ident) => {
        impl $name {
            /// Checks and takes over a value.
            ///
            /// # Errors
            /// When the value breaks a rule.
            #[inline]
            pub fn new(value: $inner) -> ::core::result::Result<Self, $crate::ConstraintError> {
                <Self as $crate::$constrained>::RULES.check(<$wide as ::core::convert::From<$inner>>::from(value))?;
                ::core::result::Result::Ok(Self(value))
            }

            /// Takes over a literal. In a constant it is checked when the program is compiled.
            ///
            /// # Panics
            /// When the value breaks a rule.
            #[must_use]
            #[track_caller]
            #[inline]
            pub const fn from_static(value: $inner) -> Self {
                <Self as $crate::$constrained>::RULES.assert(value as $wide);
                Self(value)
            }

            /// The value.
            #[must_use]
            #[inline]
            pub const fn get(&self) -> $inner {
                self.0
            }

            /// Whether no rule is broken; what was read may break them.
            #[must_use]
            #[inline]
            pub fn is_valid(&self) -> bool {
                <Self as $crate::$constrained>::RULES.check(<$wide as ::core::convert::From<$inner>>::from(self.0)).is_ok()
            }
        }

        impl $crate::Model for $name {
            type Form = $crate::$form;
        }

        impl ::std::str::FromStr for $name {
            type Err = $crate::ParseNumberError;

            #[inline]
            fn from_str(text: &str) -> ::core::result::Result<Self, Self::Err> {
                $crate::parse_number(stringify!($name), text, Self::new)
            }
        }

        impl ::core::convert::TryFrom<$inner> for $name {
            type Error = $crate::ConstraintError;

            #[inline]
            fn try_from(value: $inner) -> ::core::result::Result<Self, Self::Error> {
                Self::new(value)
            }
        }

        impl ::core::convert::From<$name> for $inner {
            #[inline]
            fn from(value: $name) -> Self {
                value.0
            }
        }

        impl ::core::cmp::PartialEq<$inner> for $name {
            #[inline]
            fn eq(&self, other: &$inner) -> bool {
                self.0 == *other
            }
        }

        $crate::__serde!([] $name);
    };
}

/// `Display` of a number that is no secret.
#[doc(hidden)]
#[macro_export]
macro_rules! __number_text {
    ($name:ident) => {
        impl ::core::fmt::Display for $name {
            #[inline]
            fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                ::core::fmt::Display::fmt(&self.0, f)
            }
        }
    };
}
