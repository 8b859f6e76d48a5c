//! Which keywords of a schema no type keeps, and which of those are conditions.

use super::Lowering;
use super::conditions::{Reading, Unread, depends};
use super::facets::{Facets, Kind};
use super::keywords::Schema;
use super::negation::{is_never, opposite};
use super::object_rules;
use crate::ir::{Condition, Conditions};
use crate::load::Node;
use crate::normalise::{CARRIED, NAMES, NOT, ONLY_NAMES, TUPLE};
use crate::pointer::Pointer;

/// What a schema asks beside its type, and the keywords that are not read, each with what in it is the reason.
#[derive(Clone, Default)]
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

/// The keywords that are conditions, and those that go with each, as they are carried over.
const KEYWORDS: [(&str, &[&str]); 5] = [
    ("contains", &["minContains", "maxContains"]),
    ("if", &["then", "else"]),
    ("dependentSchemas", &[]),
    ("prefixItems", &["tuple"]),
    ("patternProperties", &["additionalProperties", "names"]),
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
        let keys = self.data.extensions.keys();
        let mut keywords = keys.filter_map(|key| condition(key.strip_prefix(CARRIED)?));
        keywords.any(|keyword| !object_rules::is_read(keyword, self.data)) || self.asks_of_names()
    }

    /// Does `propertyNames` say more than what strings they are?
    pub(super) fn asks_of_names(&self) -> bool {
        self.names.is_some_and(object_rules::asks)
    }

    fn has_general_not(&self) -> bool {
        let not = self.not.filter(|not| opposite(*not, self.kind).is_none());
        not.is_some() && (self.stated || !is_never(self))
    }
}

impl<'a> Lowering<'a> {
    /// What a schema asks beside its type.
    pub(super) fn asked(&mut self, facets: &Facets<'a>, at: &Pointer) -> Asked {
        if !facets.has_condition() && !facets.has_general_not() {
            return Asked::default();
        }
        if let Some(asked) = self.asked.get(at) {
            return asked.clone();
        }
        let Some(schema) = Schema::at(self, at) else {
            return Asked::default();
        };
        let mut asked = self.read(facets, &schema);
        // One direction has a type without them.
        for (member, way) in schema.directed(self.document) {
            for keyword in asked.conditions.forget(&member) {
                asked.unread.push((keyword, depends(way)));
            }
        }
        self.asked.insert(at.clone(), asked.clone());
        asked
    }

    fn read(&mut self, facets: &Facets<'a>, schema: &Schema<'_>) -> Asked {
        let mut asked = Asked::default();
        let is_of = |kind: Kind| facets.kind == Kind::Any || facets.kind == kind;
        if is_of(Kind::Array) {
            asked.read("contains", Reading::new(self), |it| it.contains(schema));
            // Where all items are of one type, that says it.
            let is_alike = facets.items.is_some();
            let reading = Reading::new(self).typed();
            asked.read("prefixItems", reading, |it| it.places(schema, is_alike));
        }
        if !object_rules::is_read("if", facets.data) {
            asked.read("if", Reading::new(self), |it| it.conditional(schema));
        }
        if is_of(Kind::Object) {
            if !object_rules::is_read("dependentSchemas", facets.data) {
                let reading = Reading::new(self);
                asked.read("dependentSchemas", reading, |it| it.dependent(schema));
            }
            let reading = Reading::new(self).typed();
            asked.read("patternProperties", reading, |it| it.by_pattern(schema));
            if facets.asks_of_names() {
                asked.read("propertyNames", Reading::new(self), |it| it.names(schema));
            }
        }
        if facets.has_general_not() {
            asked.read("not", Reading::new(self), |it| it.negated(schema));
        }
        asked
    }
}

impl Asked {
    fn read<'l, 'a, C: IntoIterator<Item = Condition>>(
        &mut self,
        keyword: &'static str,
        mut reading: Reading<'l, 'a>,
        read: impl FnOnce(&mut Reading<'l, 'a>) -> Result<C, Unread>,
    ) {
        match read(&mut reading) {
            Ok(conditions) => {
                let all = conditions.into_iter().collect();
                self.conditions.extend(reading.conditions(all));
            }
            Err(reason) => self.unread.push((keyword, reason)),
        }
    }
}

impl Reading<'_, '_> {
    /// `not`.
    fn negated(&mut self, all: &Schema<'_>) -> Result<Option<Condition>, Unread> {
        let not = all.object().get(NOT).or(all.get("not"));
        let not = not.map(|not| self.schema(not));
        Ok(not.transpose()?.map(Condition::Not))
    }

    /// `propertyNames`.
    fn names(&mut self, all: &Schema<'_>) -> Result<Option<Condition>, Unread> {
        let names = all.get("propertyNames").map(|names| self.schema(names));
        Ok(names.transpose()?.map(Condition::Names))
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

    /// Which item stands where, by `prefixItems`.
    fn places(&mut self, all: &Schema<'_>, is_alike: bool) -> Result<Option<Condition>, Unread> {
        if !all.object().contains_key(TUPLE) {
            return Ok(None);
        }
        let places = self.items(all)?;
        Ok(places.filter(|places| match places {
            Condition::Items { listed, others } => {
                let mut pairs = listed.iter().zip(listed.iter().skip(1));
                !(is_alike && others.is_empty() && pairs.all(|(one, other)| one == other))
            }
            _ => true,
        }))
    }

    /// What `patternProperties` says of names and values, where the type does not.
    fn by_pattern(&mut self, all: &Schema<'_>) -> Result<Vec<Condition>, Unread> {
        let Some(patterns) = all.object().get(NAMES).and_then(Node::as_array) else {
            return self.several_patterns(all);
        };
        let patterns = patterns.iter().filter_map(Node::as_str);
        let patterns: Vec<String> = patterns
            .map(|it| self.pattern(it))
            .collect::<Result<_, _>>()?;
        let listed = all.names("properties");
        let schema = all.get("additionalProperties");
        let schema = schema.map_or(Ok(Vec::new()), |it| self.schema(it))?;
        // What members are that are not listed the type says.
        let mut called: Vec<(String, Vec<Condition>)> = Vec::new();
        for pattern in patterns {
            let is_of_listed = listed.iter().any(|name| self.fits(&pattern, name));
            called.push((
                pattern,
                if is_of_listed {
                    schema.clone()
                } else {
                    Vec::new()
                },
            ));
        }
        let is_closed = all.object().contains_key(ONLY_NAMES);
        if !is_closed {
            called.retain(|(_, asked)| !asked.is_empty());
        }
        let (mut named, mut others) = (Vec::new(), Vec::new());
        if is_closed {
            named = listed.into_iter().map(|name| (name, Vec::new())).collect();
            others = vec![Condition::Not(Vec::new())];
        }
        let members = Condition::Members {
            named,
            called,
            others,
        };
        let says = members.parts().into_iter().any(|part| !part.is_empty());
        Ok(says.then_some(members).into_iter().collect())
    }

    /// The same, where patterns say different things.
    fn several_patterns(&mut self, all: &Schema<'_>) -> Result<Vec<Condition>, Unread> {
        let Some(called) = all.get("patternProperties") else {
            return Ok(Vec::new());
        };
        let called = self.by_name(called)?;
        for (pattern, _) in &called {
            self.pattern(pattern)?;
        }
        let others = all.get("additionalProperties");
        let others = others.map_or(Ok(Vec::new()), |it| self.schema(it))?;
        // Of those that are listed the type says what they are.
        let named = match others.is_empty() {
            true => Vec::new(),
            false => all.names("properties"),
        };
        let named = named.into_iter().map(|name| (name, Vec::new())).collect();
        Ok(vec![Condition::Members {
            named,
            called,
            others,
        }])
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
        Condition::Contains { .. } | Condition::Items { .. } => kind == Kind::Array,
        Condition::Dependent(_) | Condition::Members { .. } | Condition::Names(_) => {
            kind == Kind::Object
        }
        _ => true,
    });
    conditions.prune();
}
