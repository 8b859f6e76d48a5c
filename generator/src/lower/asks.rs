//! Which keywords of a schema no type keeps, and which of those are conditions.

use super::Lowering;
use super::conditions::{Reading, Schema, Unread};
use super::facets::{Facets, Kind};
use super::negation::{is_never, opposite};
use super::object_rules;
use crate::ir::{Condition, Conditions};
use crate::normalise::CARRIED;
use crate::pointer::Pointer;

/// What a schema asks beside its type, and the keywords that are not read, each with what in it is the reason.
#[derive(Default)]
pub(super) struct Asked {
    pub(super) conditions: Conditions,
    pub(super) unread: Vec<(&'static str, Unread)>,
}

/// Keywords of JSON Schema 2020-12 that restrict values in ways that no type of ours keeps.
const UNCHECKED: [&str; 17] = [
    "$dynamicRef",
    "additionalProperties",
    "contains",
    "contentSchema",
    "dependentSchemas",
    "else",
    "if",
    "maxContains",
    "maxLength",
    "minContains",
    "minLength",
    "patternProperties",
    "prefixItems",
    "then",
    "unevaluatedItems",
    "unevaluatedProperties",
    "$recursiveRef",
];

/// The keywords that are conditions, and those that go with each.
pub(super) const KEYWORDS: [(&str, &[&str]); 3] = [
    ("contains", &["minContains", "maxContains"]),
    ("if", &["then", "else"]),
    ("dependentSchemas", &[]),
];

impl<'a> Facets<'a> {
    /// The keywords that it has which its type does not keep.
    pub(super) fn unchecked(&self) -> impl Iterator<Item = &'a str> {
        let none_left = self.is_closed() || self.additional.is_some();
        let data = self.data;
        self.carried_unchecked().filter(move |name| {
            let is_idle = none_left && *name == "unevaluatedProperties";
            !is_idle && !object_rules::is_read(name, data)
        })
    }

    /// Is one of those keywords, by the name that it is carried over with, among what the type keeps?
    pub(super) fn reads(&self, carried: &str) -> bool {
        let keyword = carried.strip_prefix(CARRIED);
        keyword.is_some_and(|keyword| {
            UNCHECKED.contains(&keyword) && self.unchecked().all(|name| name != keyword)
        })
    }

    /// Does it have keywords of those that restrict values in ways of their own?
    pub(super) fn has_unchecked(&self) -> bool {
        self.carried_unchecked().next().is_some()
    }

    fn carried_unchecked(&self) -> impl Iterator<Item = &'a str> {
        let keys = self.data.extensions.keys();
        keys.filter_map(|name| name.strip_prefix(CARRIED))
            .filter(|name| UNCHECKED.contains(name))
    }

    /// Is there a keyword that is a condition, if it can be read?
    pub(super) fn has_condition(&self) -> bool {
        let is_there = |keyword: &str| {
            self.data
                .extensions
                .contains_key(&format!("{CARRIED}{keyword}"))
        };
        let mut keywords = KEYWORDS.iter().map(|(keyword, _)| *keyword);
        keywords.any(|keyword| is_there(keyword) && !object_rules::is_read(keyword, self.data))
    }

    fn has_general_not(&self) -> bool {
        let not = self.not.filter(|not| opposite(*not, self.kind).is_none());
        not.is_some() && !is_never(self)
    }
}

impl<'a> Lowering<'a> {
    /// What a schema asks beside its type.
    pub(super) fn asked(&mut self, facets: &Facets<'a>, at: &Pointer) -> Asked {
        let mut asked = Asked::default();
        if !facets.has_condition() && !facets.has_general_not() {
            return asked;
        }
        let Some(schema) = Schema::at(self, at) else {
            return asked;
        };
        let is_of = |kind: Kind| facets.kind == Kind::Any || facets.kind == kind;
        if facets.has_condition() {
            if is_of(Kind::Array) {
                asked.read("contains", self, |it| it.contains(&schema));
            }
            if !object_rules::is_read("if", facets.data) {
                asked.read("if", self, |it| it.conditional(&schema));
            }
            if is_of(Kind::Object) && !object_rules::is_read("dependentSchemas", facets.data) {
                asked.read("dependentSchemas", self, |it| it.dependent(&schema));
            }
        }
        if facets.has_general_not() {
            asked.read("not", self, |it| it.negated(&schema));
        }
        asked
    }
}

impl Asked {
    fn read<'a>(
        &mut self,
        keyword: &'static str,
        lowering: &mut Lowering<'a>,
        read: impl FnOnce(&mut Reading<'_, 'a>) -> Result<Option<Condition>, Unread>,
    ) {
        let mut reading = Reading::new(lowering);
        match read(&mut reading) {
            Ok(condition) => {
                let all = condition.into_iter().collect();
                self.conditions.extend(reading.conditions(all));
            }
            Err(reason) => self.unread.push((keyword, reason)),
        }
    }
}

impl Reading<'_, '_> {
    /// `not`.
    fn negated(&mut self, all: &Schema<'_>) -> Result<Option<Condition>, Unread> {
        let not = all.get("not").map(|not| self.schema(not));
        Ok(not.transpose()?.map(Condition::Not))
    }

    /// `dependentSchemas`, but for what is said of members being there.
    fn dependent(&mut self, all: &Schema<'_>) -> Result<Option<Condition>, Unread> {
        let Some(schemas) = all.get("dependentSchemas") else {
            return Ok(None);
        };
        let mut dependent = self.by_name(schemas)?;
        let is_object = Condition::Type(vec!["object"]);
        dependent.retain(|(_, asked)| {
            let mut asked = asked.iter().filter(|it| **it != is_object);
            let first = asked.next();
            !matches!(
                (first, asked.next()),
                (None | Some(Condition::Required(_)), None)
            )
        });
        Ok((!dependent.is_empty()).then_some(Condition::Dependent(dependent)))
    }
}

/// The keyword that is a condition to which one belongs, if there is one.
pub(super) fn condition(keyword: &str) -> Option<&'static str> {
    let mut all = KEYWORDS.iter();
    let is_of_it =
        |(name, with): &&(&'static str, &[&str])| *name == keyword || with.contains(&keyword);
    all.find(is_of_it).map(|(name, _)| *name)
}

/// Leaves out conditions that are about other kinds of values than one.
pub(super) fn of_kind(conditions: &mut Conditions, kind: Kind) {
    conditions.all.retain(|condition| match condition {
        Condition::Contains { .. } => kind == Kind::Array,
        Condition::Dependent(_) => kind == Kind::Object,
        _ => true,
    });
    if conditions.is_empty() {
        conditions.schemas.clear();
    }
}
