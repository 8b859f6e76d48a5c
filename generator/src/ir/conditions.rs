//! Conditions: schemas that ask whether a value is one of theirs, where no type can say so.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

use super::TextFormat;

/// Behind the name of a component that is read as descriptions mean types: it asks something else than the component by itself.
pub const AS_A_TYPE: &str = " as a type";

/// What is asked of a value beside what its type says.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash)]
pub struct Conditions {
    /// All of these.
    pub all: Vec<Condition>,
    /// The components that they refer to, by name; one may refer to itself.
    pub schemas: BTreeMap<String, Vec<Condition>>,
}

impl Conditions {
    /// Is nothing asked?
    pub fn is_empty(&self) -> bool {
        self.all.is_empty()
    }

    /// Every pattern that occurs in them.
    pub fn patterns(&self) -> Vec<&str> {
        let mut found = Vec::new();
        let schemas = self.schemas.values();
        schemas
            .chain([&self.all])
            .for_each(|all| patterns(all, &mut found));
        found
    }

    /// Leaves out the components that nothing refers to.
    pub fn prune(&mut self) {
        let mut open: Vec<&[Condition]> = vec![&self.all];
        let mut known: BTreeSet<&str> = BTreeSet::new();
        while let Some(all) = open.pop() {
            for condition in all {
                open.extend(condition.parts());
                if let Condition::Schema(name) = condition
                    && known.insert(name)
                {
                    open.extend(self.schemas.get(name).map(Vec::as_slice));
                }
            }
        }
        let known: BTreeSet<String> = known.into_iter().map(str::to_owned).collect();
        self.schemas.retain(|name, _| known.contains(name));
    }

    /// Leaves out those that ask about a member of the value itself, and gives the keyword of each.
    pub fn forget(&mut self, member: &str) -> Vec<&'static str> {
        let all = std::mem::take(&mut self.all);
        let (gone, kept): (Vec<_>, _) = all.into_iter().partition(|it| self.asks(it, member));
        self.all = kept;
        self.prune();
        gone.iter().map(Condition::keyword).collect()
    }

    fn asks(&self, condition: &Condition, member: &str) -> bool {
        let mut open: Vec<&[Condition]> = vec![std::slice::from_ref(condition)];
        let mut known: BTreeSet<&str> = BTreeSet::new();
        while let Some(all) = open.pop() {
            for condition in all {
                match condition {
                    Condition::Required(names) if names.iter().any(|it| it == member) => {
                        return true;
                    }
                    Condition::Members { named, .. } if has(named, member) => return true,
                    Condition::Dependent(pairs) if has(pairs, member) => return true,
                    // Of parts of the value, not of itself.
                    Condition::Items { .. }
                    | Condition::Contains { .. }
                    | Condition::Members { .. }
                    | Condition::Names(_) => {}
                    Condition::Schema(name) if known.insert(name) => {
                        open.extend(self.schemas.get(name).map(Vec::as_slice));
                    }
                    other => open.extend(other.parts()),
                }
            }
        }
        false
    }

    /// Takes over what others ask, too.
    pub fn extend(&mut self, others: Self) {
        for condition in others.all {
            if !self.all.contains(&condition) {
                self.all.push(condition);
            }
        }
        self.schemas.extend(others.schemas);
    }
}

/// A question to a value. Those in a list must all be met; of a value of another kind than a question is about, it is.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Condition {
    /// `type`: one of these, called as JSON Schema does.
    Type(Vec<&'static str>),
    /// `enum`, `const`: one of these, as JSON.
    Listed(Vec<String>),
    /// `minLength`.
    MinLength(u64),
    /// `maxLength`.
    MaxLength(u64),
    /// `pattern`.
    Pattern(String),
    /// `format`.
    Format(TextFormat),
    /// `minimum`, `exclusiveMinimum`.
    Least(Limit),
    /// `maximum`, `exclusiveMaximum`.
    Most(Limit),
    /// `multipleOf`, by its digits.
    MultipleOf(String),
    /// `minItems`.
    MinItems(u64),
    /// `maxItems`.
    MaxItems(u64),
    /// `uniqueItems`.
    UniqueItems,
    /// `prefixItems` and `items`.
    Items {
        /// What the first items are, one by one.
        listed: Vec<Vec<Condition>>,
        /// What the others are.
        others: Vec<Condition>,
    },
    /// `contains`, `minContains`, `maxContains`.
    Contains {
        /// What the items are that count.
        item: Vec<Condition>,
        /// How many of them there are at least.
        least: u64,
        /// How many of them there are at most.
        most: Option<u64>,
    },
    /// `minProperties`.
    MinProperties(u64),
    /// `maxProperties`.
    MaxProperties(u64),
    /// `required`.
    Required(Vec<String>),
    /// `properties`, `patternProperties`, `additionalProperties`.
    Members {
        /// What members of a name are.
        named: Vec<(String, Vec<Condition>)>,
        /// What members are whose names match a pattern.
        called: Vec<(String, Vec<Condition>)>,
        /// What the others are.
        others: Vec<Condition>,
    },
    /// `propertyNames`.
    Names(Vec<Condition>),
    /// `dependentSchemas`, `dependentRequired`: where a member is, what is asked of the object.
    Dependent(Vec<(String, Vec<Condition>)>),
    /// `anyOf`.
    AnyOf(Vec<Vec<Condition>>),
    /// `oneOf`.
    OneOf(Vec<Vec<Condition>>),
    /// `not`; of nothing, what no value meets.
    Not(Vec<Condition>),
    /// `if`, `then`, `else`.
    If {
        /// What decides.
        test: Vec<Condition>,
        /// What is asked where that is met.
        then: Vec<Condition>,
        /// What is asked where it is not.
        otherwise: Vec<Condition>,
    },
    /// `$ref`, by the component's name.
    Schema(String),
}

/// An end of a range, by its digits.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Limit {
    /// The digits.
    pub digits: String,
    /// Is it outside of the range itself?
    pub exclusive: bool,
}

impl Condition {
    /// The keyword that says it, the first where several do.
    pub fn keyword(&self) -> &'static str {
        match self {
            Self::Type(_) => "type",
            Self::Listed(_) => "enum",
            Self::MinLength(_) => "minLength",
            Self::MaxLength(_) => "maxLength",
            Self::Pattern(_) => "pattern",
            Self::Format(_) => "format",
            Self::Least(limit) if limit.exclusive => "exclusiveMinimum",
            Self::Least(_) => "minimum",
            Self::Most(limit) if limit.exclusive => "exclusiveMaximum",
            Self::Most(_) => "maximum",
            Self::MultipleOf(_) => "multipleOf",
            Self::MinItems(_) => "minItems",
            Self::MaxItems(_) => "maxItems",
            Self::UniqueItems => "uniqueItems",
            Self::Items { listed, .. } if listed.is_empty() => "items",
            Self::Items { .. } => "prefixItems",
            Self::Contains { .. } => "contains",
            Self::MinProperties(_) => "minProperties",
            Self::MaxProperties(_) => "maxProperties",
            Self::Required(_) => "required",
            Self::Members { called, .. } if !called.is_empty() => "patternProperties",
            Self::Members { others, .. } if !others.is_empty() => "additionalProperties",
            Self::Members { .. } => "properties",
            Self::Names(_) => "propertyNames",
            Self::Dependent(_) => "dependentSchemas",
            Self::AnyOf(_) => "anyOf",
            Self::OneOf(_) => "oneOf",
            Self::Not(_) => "not",
            Self::If { .. } => "if",
            Self::Schema(_) => "$ref",
        }
    }

    /// The lists of conditions that it is made of.
    pub fn parts(&self) -> Vec<&[Condition]> {
        fn second(pairs: &[(String, Vec<Condition>)]) -> impl Iterator<Item = &[Condition]> {
            pairs.iter().map(|(_, asked)| asked.as_slice())
        }
        match self {
            Self::Items { listed, others } => {
                let listed = listed.iter().map(Vec::as_slice);
                listed.chain([others.as_slice()]).collect()
            }
            Self::Contains { item: asked, .. } | Self::Names(asked) | Self::Not(asked) => {
                vec![asked]
            }
            Self::Members {
                named,
                called,
                others,
            } => second(named)
                .chain(second(called))
                .chain([others.as_slice()])
                .collect(),
            Self::Dependent(pairs) => second(pairs).collect(),
            Self::AnyOf(all) | Self::OneOf(all) => all.iter().map(Vec::as_slice).collect(),
            Self::If {
                test,
                then,
                otherwise,
            } => vec![test, then, otherwise],
            _ => Vec::new(),
        }
    }
}

fn has(pairs: &[(String, Vec<Condition>)], member: &str) -> bool {
    pairs.iter().any(|(name, _)| name == member)
}

fn patterns<'c>(all: &'c [Condition], found: &mut Vec<&'c str>) {
    for condition in all {
        match condition {
            Condition::Pattern(pattern) => found.push(pattern),
            Condition::Members { called, .. } => {
                found.extend(called.iter().map(|(pattern, _)| pattern.as_str()));
            }
            _ => {}
        }
        for part in condition.parts() {
            patterns(part, found);
        }
    }
}

impl fmt::Display for Conditions {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", All(&self.all))?;
        for (name, all) in &self.schemas {
            write!(f, ", {name:?} = {}", All(all))?;
        }
        Ok(())
    }
}

/// Conditions as a schema, each keyword a word.
struct All<'c>(&'c [Condition]);

impl fmt::Display for All<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("{")?;
        for (index, condition) in self.0.iter().enumerate() {
            let separator = if index == 0 { "" } else { ", " };
            write!(f, "{separator}{condition}")?;
        }
        f.write_str("}")
    }
}

impl fmt::Display for Condition {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.keyword())?;
        match self {
            Self::Type(names) => write!(f, " {}", names.join(" or ")),
            Self::Listed(values) => write!(f, " {}", values.join(" or ")),
            Self::MinLength(count)
            | Self::MaxLength(count)
            | Self::MinItems(count)
            | Self::MaxItems(count)
            | Self::MinProperties(count)
            | Self::MaxProperties(count) => write!(f, " {count}"),
            Self::Pattern(text) | Self::Schema(text) => write!(f, " {text:?}"),
            Self::Format(format) => write!(f, " {}", format.name()),
            Self::Least(limit) | Self::Most(limit) => write!(f, " {}", limit.digits),
            Self::MultipleOf(digits) => write!(f, " {digits}"),
            Self::UniqueItems => Ok(()),
            Self::Items { listed, others } => {
                listed.iter().try_for_each(|it| write!(f, " {}", All(it)))?;
                write!(f, " others {}", All(others))
            }
            Self::Contains { item, least, most } => {
                write!(f, " {} at least {least}", All(item))?;
                most.map_or(Ok(()), |most| write!(f, " at most {most}"))
            }
            Self::Required(names) => write!(f, " {names:?}"),
            Self::Members {
                named,
                called,
                others,
            } => {
                pairs(named, "", f)?;
                pairs(called, " pattern", f)?;
                match others.is_empty() {
                    true => Ok(()),
                    false => write!(f, " others {}", All(others)),
                }
            }
            Self::Names(asked) | Self::Not(asked) => write!(f, " {}", All(asked)),
            Self::Dependent(all) => pairs(all, "", f),
            Self::AnyOf(all) | Self::OneOf(all) => {
                all.iter().try_for_each(|it| write!(f, " {}", All(it)))
            }
            Self::If {
                test,
                then,
                otherwise,
            } => write!(
                f,
                " {} then {} else {}",
                All(test),
                All(then),
                All(otherwise)
            ),
        }
    }
}

fn pairs(
    pairs: &[(String, Vec<Condition>)],
    what: &str,
    f: &mut fmt::Formatter<'_>,
) -> fmt::Result {
    let mut pairs = pairs.iter();
    pairs.try_for_each(|(name, asked)| write!(f, "{what} {name:?}: {}", All(asked)))
}
