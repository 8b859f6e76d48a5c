//! Conditions: schemas that are asked whether a value is one of theirs, and are no types.

mod judge;
mod tree;
mod words;

pub(super) use words::broken;

use super::{Backtracking, Broken, Checker, Pattern, Rule};
use crate::codec::{Peek, Writer};
use crate::formats::Format;

/// A question to a JSON value. A list of them is a schema: a value is one of its values where it does what each asks.
///
/// What a condition asks of other kinds of values than the one at hand, that one does, as JSON Schema has it.
#[derive(Debug)]
#[non_exhaustive]
pub enum Condition {
    /// `type`: one of these, called as the description does
    Type(&'static [&'static str]),
    /// `enum`, `const`: one of these, each as JSON
    Enum(&'static [&'static str]),
    /// `minLength`, in code points
    MinLength(usize),
    /// `maxLength`, in code points
    MaxLength(usize),
    /// `pattern`
    Pattern(&'static Pattern),
    /// `pattern`, where no automaton decides it
    Backtracking(&'static Backtracking),
    /// `format`
    Format(Format),
    /// `minimum`, by its digits
    Minimum(&'static str),
    /// `maximum`, by its digits
    Maximum(&'static str),
    /// `exclusiveMinimum`, by its digits
    ExclusiveMinimum(&'static str),
    /// `exclusiveMaximum`, by its digits
    ExclusiveMaximum(&'static str),
    /// `multipleOf`, by its digits
    MultipleOf(&'static str),
    /// `minItems`
    MinItems(usize),
    /// `maxItems`
    MaxItems(usize),
    /// `uniqueItems`
    UniqueItems,
    /// `prefixItems` and `items`
    Items {
        /// What the first items are, one by one
        listed: &'static [&'static [Condition]],
        /// What the items after those are
        others: &'static [Condition],
    },
    /// `contains`
    Contains {
        /// What the items are that count
        item: &'static [Condition],
        /// How many of them there are at least
        least: usize,
        /// How many of them there are at most
        most: usize,
    },
    /// `minProperties`
    MinProperties(usize),
    /// `maxProperties`
    MaxProperties(usize),
    /// `required`
    Required(&'static [&'static str]),
    /// `properties`: what the members of a name are
    Properties(&'static [(&'static str, &'static [Condition])]),
    /// `properties`, `patternProperties` and `additionalProperties`
    Members {
        /// What the members of a name are
        named: &'static [(&'static str, &'static [Condition])],
        /// What the members are whose names do what the first asks
        called: &'static [(&'static [Condition], &'static [Condition])],
        /// What all the others are
        others: &'static [Condition],
    },
    /// `propertyNames`
    Names(&'static [Condition]),
    /// `dependentSchemas`, `dependentRequired`: where a member is, the object does what is asked beside it
    Dependent(&'static [(&'static str, &'static [Condition])]),
    /// `anyOf`
    AnyOf(&'static [&'static [Condition]]),
    /// `oneOf`
    OneOf(&'static [&'static [Condition]]),
    /// `not`. `Not(&[])` is what no value does.
    Not(&'static [Condition]),
    /// `if`
    If {
        /// What decides
        test: &'static [Condition],
        /// What those values do that do what `test` asks
        then: &'static [Condition],
        /// What the others do
        otherwise: &'static [Condition],
    },
    /// `$ref`
    Schema(&'static Conditions),
}

/// What is asked of the values of a type beside what the type says.
///
/// ```
/// use oas_runtime as rt;
/// use rt::{ArrayRules, Condition, Conditions};
///
/// static SOME_ADMIN: Conditions = Conditions::new(&[Condition::Contains {
///     item: &[Condition::Enum(&["\"admin\""])],
///     least: 1,
///     most: usize::MAX,
/// }]);
/// const RULES: ArrayRules = ArrayRules::new("Roles").conditions(&SOME_ADMIN);
/// assert!(RULES.check(&["guest", "admin"]).is_ok());
/// assert_eq!(
///     RULES.check(&["guest"]).unwrap_err().to_string(),
///     "Roles: at least 1 item must be as `contains` says, 0 found (contains)"
/// );
/// ```
#[derive(Debug)]
pub struct Conditions {
    all: &'static [Condition],
    /// What judges them: behind a pointer it is in no program that has no conditions.
    judge: fn(&'static [Condition], &str) -> Vec<Found>,
}

/// What a value breaks.
#[derive(Debug)]
struct Found {
    broken: Broken,
    /// The same with the place inside of the value, which of a secret says too much.
    detail: Option<String>,
}

impl Conditions {
    /// All of these.
    #[must_use]
    pub const fn new(all: &'static [Condition]) -> Self {
        Self {
            all,
            judge: judge::judge,
        }
    }

    /// Reports which of them a value does not do.
    #[cold]
    pub(crate) fn check(&self, value: &dyn Peek, checker: &mut Checker) {
        if let Some(json) = json(value) {
            self.check_json(&json, value.is_secret(), checker);
        }
    }

    /// The same of a value's JSON.
    #[cold]
    pub(crate) fn check_json(&self, json: &str, is_secret: bool, checker: &mut Checker) {
        for found in (self.judge)(self.all, json) {
            let detail = found.detail.filter(|_| !is_secret);
            let message = detail.unwrap_or_else(|| found.broken.to_string());
            checker.report(found.broken.rule(), message);
        }
    }

    /// The first of them that a value does not do.
    #[cold]
    pub(crate) fn broken(&self, value: &dyn Peek) -> Option<Broken> {
        let first = (self.judge)(self.all, &json(value)?).into_iter().next();
        first.map(|found| found.broken)
    }
}

/// A value as it is written. One with a file in it that no text holds is no JSON, and nothing is asked of it.
fn json(value: &dyn Peek) -> Option<String> {
    let mut writer = Writer::new();
    value.write(&mut writer);
    (!writer.has_lost()).then(|| writer.into_string())
}

impl Condition {
    /// The rule that it is.
    const fn rule(&self) -> Rule {
        match self {
            Self::Type(_) => Rule::Type,
            Self::Enum(_) => Rule::Enum,
            Self::MinLength(_) => Rule::MinLength,
            Self::MaxLength(_) => Rule::MaxLength,
            Self::Pattern(_) | Self::Backtracking(_) => Rule::Pattern,
            Self::Format(_) => Rule::Format,
            Self::Minimum(_) => Rule::Minimum,
            Self::Maximum(_) => Rule::Maximum,
            Self::ExclusiveMinimum(_) => Rule::ExclusiveMinimum,
            Self::ExclusiveMaximum(_) => Rule::ExclusiveMaximum,
            Self::MultipleOf(_) => Rule::MultipleOf,
            Self::MinItems(_) => Rule::MinItems,
            Self::MaxItems(_) => Rule::MaxItems,
            Self::UniqueItems => Rule::UniqueItems,
            Self::Items { listed: [], .. } => Rule::Items,
            Self::Items { .. } => Rule::PrefixItems,
            Self::Contains { .. } => Rule::Contains,
            Self::MinProperties(_) => Rule::MinProperties,
            Self::MaxProperties(_) => Rule::MaxProperties,
            Self::Required(_) => Rule::Required,
            Self::Properties(_) => Rule::Properties,
            Self::Members { called: [], .. } => Rule::UnknownMember,
            Self::Members { .. } => Rule::PatternProperties,
            Self::Names(_) => Rule::PropertyNames,
            Self::Dependent(_) => Rule::DependentSchemas,
            Self::AnyOf(_) | Self::OneOf(_) => Rule::OneOf,
            Self::Not(_) => Rule::Not,
            Self::If { .. } => Rule::Then,
            Self::Schema(_) => Rule::Reference,
        }
    }
}
