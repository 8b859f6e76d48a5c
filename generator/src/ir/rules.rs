//! Rules of values: what JSON Schema lets a description ask of them.

use super::{Conditions, ObjectRules, Ty};
use crate::decimal::short;

/// A value that keeps rules.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Constrained {
    /// What it is without them.
    pub inner: Ty,
    /// The rules.
    pub rules: Rules,
    /// Does it hold a secret (`format: password` or `writeOnly`)?
    pub secret: bool,
}

/// The rules of JSON Schema that a value can be checked by.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash)]
pub struct Rules {
    /// `minLength`, in Unicode code points.
    pub min_length: Option<u64>,
    /// `maxLength`, in Unicode code points.
    pub max_length: Option<u64>,
    /// `pattern`, ECMA-262.
    pub pattern: Option<String>,
    /// `minimum` or `exclusiveMinimum`.
    pub minimum: Option<Bound>,
    /// `maximum` or `exclusiveMaximum`.
    pub maximum: Option<Bound>,
    /// `multipleOf`, as the number is written.
    pub multiple_of: Option<Num>,
    /// `minItems`.
    pub min_items: Option<u64>,
    /// `maxItems`.
    pub max_items: Option<u64>,
    /// `uniqueItems`.
    pub unique_items: bool,
    /// What is asked besides; of objects it is among their rules.
    pub conditions: Conditions,
    /// The rules of objects.
    pub object: ObjectRules,
}

impl Rules {
    /// Is there no rule at all?
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }
}

/// An end of a range of numbers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Bound {
    /// The number.
    pub value: Num,
    /// Is it outside of the range itself?
    pub exclusive: bool,
}

/// A number of the description, exact where it is whole.
#[derive(Debug, Clone, Copy)]
pub enum Num {
    /// A whole number.
    Int(i128),
    /// Any other finite number.
    Real(f64),
}

impl PartialEq for Num {
    fn eq(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Int(a), Self::Int(b)) => a == b,
            (Self::Real(a), Self::Real(b)) => a.to_bits() == b.to_bits(),
            _ => false,
        }
    }
}

impl Eq for Num {}

impl std::hash::Hash for Num {
    fn hash<H: std::hash::Hasher>(&self, state: &mut H) {
        match self {
            Self::Int(value) => value.hash(state),
            Self::Real(value) => value.to_bits().hash(state),
        }
    }
}

impl Num {
    /// The number as a double, the nearest one where it is no double itself.
    #[allow(clippy::cast_precision_loss)]
    pub fn to_f64(self) -> f64 {
        match self {
            Self::Int(value) => value as f64,
            Self::Real(value) => value,
        }
    }
}

impl std::fmt::Display for Num {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Int(value) => value.fmt(f),
            Self::Real(value) => f.write_str(&short(*value)),
        }
    }
}
