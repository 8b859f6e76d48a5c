//! A broken rule in words, at run time and in constant evaluation alike.

use std::fmt;

use super::name_limit::NameLimit;
use super::{Rule, condition};
use crate::codec::Short;
use crate::formats::Format;

/// A rule that a value breaks, with its limit and what was found.
#[derive(Debug, Clone, Copy, PartialEq)]
#[non_exhaustive]
pub enum Broken {
    /// Fewer code points than `minLength`
    MinLength {
        /// The limit
        limit: usize,
        /// How many there are
        found: usize,
    },
    /// More code points than `maxLength`
    MaxLength {
        /// The limit
        limit: usize,
        /// How many there are
        found: usize,
    },
    /// Not what `pattern` describes
    Pattern {
        /// The pattern as the description has it
        source: &'static str,
    },
    /// Not what `format` names
    Format {
        /// The format
        format: Format,
    },
    /// An integer beyond one of its bounds, or not a multiple
    Integer {
        /// `Minimum`, `Maximum`, `ExclusiveMinimum`, `ExclusiveMaximum` or `MultipleOf`
        rule: Rule,
        /// The limit
        limit: i128,
        /// The integer
        found: i128,
    },
    /// A number beyond one of its bounds, or not a multiple
    Number {
        /// `Minimum`, `Maximum`, `ExclusiveMinimum`, `ExclusiveMaximum`, `MultipleOf` or `Finite`
        rule: Rule,
        /// The limit
        limit: f64,
        /// The number
        found: f64,
    },
    /// An integer that is a secret, of which nothing is said but its limit
    SecretInteger {
        /// As of [`Integer`](Self::Integer)
        rule: Rule,
        /// The limit
        limit: i128,
    },
    /// A number that is a secret, of which nothing is said but its limit
    SecretNumber {
        /// As of [`Number`](Self::Number)
        rule: Rule,
        /// The limit
        limit: f64,
    },
    /// Fewer items than `minItems`
    MinItems {
        /// The limit
        limit: usize,
        /// How many there are
        found: usize,
    },
    /// More items than `maxItems`
    MaxItems {
        /// The limit
        limit: usize,
        /// How many there are
        found: usize,
    },
    /// Fewer members than `minProperties`
    MinProperties {
        /// The limit
        limit: usize,
        /// How many there are
        found: usize,
    },
    /// More members than `maxProperties`
    MaxProperties {
        /// The limit
        limit: usize,
        /// How many there are
        found: usize,
    },
    /// A name that `propertyNames` does not allow
    PropertyNames {
        /// The index of the member
        index: usize,
        /// The rule of names that it breaks
        rule: Rule,
        /// The limit of that rule
        limit: NameLimit,
    },
    /// Members that must or must not be there
    Demand {
        /// What is demanded
        demand: super::Demand,
    },
    /// Fewer items that are as `contains` says than `minContains`, or than one
    Contains {
        /// The limit
        limit: usize,
        /// How many there are
        found: usize,
    },
    /// More items that are as `contains` says than `maxContains`
    MaxContains {
        /// The limit
        limit: usize,
        /// How many there are
        found: usize,
    },
    /// A condition that the value does not meet
    Condition {
        /// `Then`, `Not`, `DependentSchemas` and so on
        rule: Rule,
    },
    /// Two equal items where `uniqueItems` forbids them
    UniqueItems {
        /// The index of the first of the two
        first: usize,
        /// The index of the second
        second: usize,
    },
}

/// How many there must be at least, or may be at most, and how many there are.
fn counted(
    f: &mut fmt::Formatter<'_>,
    at_least: bool,
    (limit, what): (usize, &str),
    found: usize,
) -> fmt::Result {
    let (bound, verb) = if at_least {
        ("at least", "asked for")
    } else {
        ("at most", "allowed")
    };
    let (plural, are) = if limit == 1 { ("", "is") } else { ("s", "are") };
    write!(
        f,
        "{bound} {limit} {what}{plural} {are} {verb}, {found} found"
    )
}

/// How many items must or may be as `contains` says, and how many are.
fn contained(
    f: &mut fmt::Formatter<'_>,
    (bound, verb): (&str, &str),
    limit: usize,
    found: usize,
) -> fmt::Result {
    let plural = if limit == 1 { "" } else { "s" };
    write!(
        f,
        "{bound} {limit} item{plural} {verb} as `contains` says, {found} found"
    )
}

impl Broken {
    /// The rule that is broken.
    #[must_use]
    pub const fn rule(&self) -> Rule {
        match self {
            Self::MinLength { .. } => Rule::MinLength,
            Self::MaxLength { .. } => Rule::MaxLength,
            Self::Pattern { .. } => Rule::Pattern,
            Self::Format { .. } => Rule::Format,
            Self::Integer { rule, .. }
            | Self::Number { rule, .. }
            | Self::SecretInteger { rule, .. }
            | Self::SecretNumber { rule, .. }
            | Self::Condition { rule } => *rule,
            Self::MinItems { .. } => Rule::MinItems,
            Self::MaxItems { .. } => Rule::MaxItems,
            Self::UniqueItems { .. } => Rule::UniqueItems,
            Self::MinProperties { .. } => Rule::MinProperties,
            Self::MaxProperties { .. } => Rule::MaxProperties,
            Self::PropertyNames { .. } => Rule::PropertyNames,
            Self::Contains { .. } => Rule::Contains,
            Self::MaxContains { .. } => Rule::MaxContains,
            Self::Demand { demand } => demand.rule(),
        }
    }
}

impl Broken {
    /// The same, or without the number that was found where that is a secret. Of others it is how long or how many they are.
    pub(super) const fn of(self, secret: bool) -> Self {
        match self {
            Self::Integer { rule, limit, .. } if secret => Self::SecretInteger { rule, limit },
            Self::Number { rule, limit, .. } if secret => Self::SecretNumber { rule, limit },
            other => other,
        }
    }
}

impl fmt::Display for Broken {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match *self {
            Self::MinLength { limit, found } => counted(f, true, (limit, "character"), found),
            Self::MaxLength { limit, found } => counted(f, false, (limit, "character"), found),
            Self::Pattern { source } => write!(f, "does not match the pattern {source}"),
            Self::Format { format } => {
                write!(f, "is not of format `{format}`, {}", format.source())
            }
            Self::Integer { rule, limit, found } => {
                write!(f, "must be {} {limit}, {found} found", relation(rule))
            }
            Self::Number {
                rule: Rule::Finite,
                found,
                ..
            } => write!(f, "{found} is not a JSON number"),
            Self::Number { rule, limit, found } => {
                let (limit, found) = (Short(limit), Short(found));
                write!(f, "must be {} {limit}, {found} found", relation(rule))
            }
            Self::SecretInteger { rule, limit } => {
                write!(f, "a secret that must be {} {limit}", relation(rule))
            }
            Self::SecretNumber {
                rule: Rule::Finite, ..
            } => f.write_str("a secret that is not a JSON number"),
            Self::SecretNumber { rule, limit } => {
                let limit = Short(limit);
                write!(f, "a secret that must be {} {limit}", relation(rule))
            }
            Self::MinItems { limit, found } => counted(f, true, (limit, "item"), found),
            Self::MaxItems { limit, found } => counted(f, false, (limit, "item"), found),
            Self::UniqueItems { first, second } => {
                write!(f, "items {first} and {second} are equal")
            }
            Self::MinProperties { limit, found } => counted(f, true, (limit, "member"), found),
            Self::MaxProperties { limit, found } => counted(f, false, (limit, "member"), found),
            Self::PropertyNames { index, rule, limit } => {
                write!(f, "the name of member {index} breaks `{rule}`{limit}")
            }
            Self::Contains { limit, found } => contained(f, ("at least", "must be"), limit, found),
            Self::MaxContains { limit, found } => contained(f, ("at most", "may be"), limit, found),
            Self::Condition { rule } => f.write_str(condition::broken(rule)),
            Self::Demand { demand } => demand.fmt(f),
        }
    }
}

/// What is said of a secret that breaks a rule of no limit.
pub(super) const A_SECRET: &str = "a secret that breaks this rule";

pub(super) const fn relation(rule: Rule) -> &'static str {
    match rule {
        Rule::Minimum => "at least",
        Rule::Maximum => "at most",
        Rule::ExclusiveMinimum => "more than",
        Rule::ExclusiveMaximum => "less than",
        _ => "a multiple of",
    }
}

/// A value that breaks a rule of its type.
///
/// The text names the type, the rule, its limit and the length found, never the text that was given.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct ConstraintError {
    type_name: &'static str,
    broken: Broken,
}

impl ConstraintError {
    pub(crate) const fn new(type_name: &'static str, broken: Broken) -> Self {
        Self { type_name, broken }
    }

    /// The rule that is broken.
    #[must_use]
    pub const fn rule(&self) -> Rule {
        self.broken.rule()
    }

    /// The rule with its limit and what was found.
    #[must_use]
    pub const fn broken(&self) -> Broken {
        self.broken
    }
}

impl fmt::Display for ConstraintError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {} ({})", self.type_name, self.broken, self.rule())
    }
}

impl std::error::Error for ConstraintError {}
