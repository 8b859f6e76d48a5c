//! Values of the description held against its own types, once those are known: defaults and examples, each part of them.

use std::collections::HashSet;

use openapiv3::SchemaData;
use serde_json::{Map, Value as Json};

use super::Lowering;
use super::enums::{canonical, shown};
use super::exact;
use super::facets::Kind;
use super::formed::is_formed;
use super::schemas::Site;
use crate::diagnostic::{Code, Diagnostic, Severity};
use crate::ir::{
    Additional, Arena, Constrained, Demand, IntegerFormat, KeyedMap, LiteralEnum, Num, ObjectRules,
    Record, Rules, StringEnum, Ty, TypeDef, TypeId, TypeKind, Union,
};
use crate::pattern::{Automaton, Compiled};
use crate::pointer::Pointer;

/// How many types one value is held against before it is believed: choices in choices multiply.
const MOST: usize = 100_000;

/// A value and the type of what stands at its place.
pub(super) struct Held<'a> {
    /// The keyword that gives it.
    what: &'static str,
    json: &'a Json,
    ty: Ty,
    at: Pointer,
}

impl<'a> Lowering<'a> {
    /// Keeps what a schema gives as its default and as an example.
    pub(super) fn hold(&mut self, data: &'a SchemaData, site: &Site, at: &Pointer) {
        for (what, json) in [("default", &data.default), ("example", &data.example)] {
            // Null as a default says that there is none.
            if let Some(json) = json.as_ref().filter(|json| !json.is_null()) {
                let (ty, at) = (site.ty.clone(), at.key(what));
                self.held.push(Held { what, json, ty, at });
            }
        }
    }

    /// Says which of the values that were kept are none of their types: of a default it is a fault, for nobody may send it.
    pub(super) fn values_beside(&mut self) {
        for Held { what, json, ty, at } in std::mem::take(&mut self.held) {
            // A pattern takes long to compile, which an example is not worth.
            let patterns = (what == "default").then_some(&mut self.compiled);
            let mut judge = Judge::new(&self.api.types, patterns);
            let Some(broken) = judge.broken(&ty, json, &At::Top) else {
                continue;
            };
            let Broken {
                inside,
                value,
                rule,
                lacks,
            } = broken;
            let value = shown(&value);
            let subject = match inside.as_str() {
                "" => format!("the {what} `{value}`"),
                _ => format!("`{value}` in the {what}"),
            };
            let lacks = lacks.map_or_else(String::new, |name| format!(": it has no `{name}`"));
            let diagnostic = Diagnostic::new(
                Code::UnsatisfiableConstraint,
                format!("{subject} breaks `{rule}`{lacks}"),
            );
            let diagnostic = match what {
                "example" => diagnostic.severity(Severity::Note),
                _ => diagnostic,
            };
            let diagnostic = diagnostic.help(format!("correct the {what}, or `{rule}`"));
            self.say(&at.join(&inside), diagnostic);
        }
    }

    /// Is a text none of a type?
    pub(super) fn is_none_of(&mut self, text: &str, ty: &Ty) -> bool {
        let mut judge = Judge::new(&self.api.types, Some(&mut self.compiled));
        judge.broken(ty, &Json::from(text), &At::Top).is_some()
    }
}

/// A place inside of a value.
enum At<'p> {
    Top,
    Key(&'p At<'p>, &'p str),
    Index(&'p At<'p>, usize),
}

impl At<'_> {
    /// The pointer from the value on.
    fn pointer(&self) -> Pointer {
        match self {
            Self::Top => Pointer::root(),
            Self::Key(around, name) => around.pointer().key(name),
            Self::Index(around, index) => around.pointer().index(*index),
        }
    }
}

/// A part of a value that is none of its type.
struct Broken {
    /// The pointer from the value on.
    inside: Pointer,
    value: Json,
    /// The keyword that says so.
    rule: &'static str,
    /// The member that is not there.
    lacks: Option<String>,
}

fn broken(rule: &'static str, value: &Json, at: &At<'_>) -> Option<Broken> {
    Some(Broken {
        inside: at.pointer(),
        value: value.clone(),
        rule,
        lacks: None,
    })
}

/// Holds values against types.
struct Judge<'l> {
    types: &'l Arena<TypeDef>,
    patterns: Option<&'l mut Compiled>,
    steps: usize,
}

impl<'l> Judge<'l> {
    fn new(types: &'l Arena<TypeDef>, patterns: Option<&'l mut Compiled>) -> Self {
        Self {
            types,
            patterns,
            steps: 0,
        }
    }

    /// The first part of a value that breaks its type.
    fn broken(&mut self, ty: &Ty, value: &Json, at: &At<'_>) -> Option<Broken> {
        self.steps += 1;
        if self.steps > MOST {
            return None;
        }
        let rule = match ty {
            Ty::Any | Ty::Binary => None,
            Ty::Nullable(_) if value.is_null() => None,
            Ty::Nullable(inner) => return self.broken(inner, value, at),
            Ty::Bool => of_kind(value, Kind::Boolean),
            Ty::Integer(width) => of_kind(value, Kind::Integer).or_else(|| beyond(value, *width)),
            Ty::Number => of_kind(value, Kind::Number),
            Ty::String | Ty::Secret => of_kind(value, Kind::String),
            Ty::Formatted(format) => match value.as_str() {
                Some(text) => (!is_formed(text, *format)).then_some("format"),
                None => Some("type"),
            },
            Ty::Array(item) => match value.as_array() {
                Some(items) => {
                    let mut items = items.iter().enumerate();
                    return items.find_map(|(index, value)| {
                        self.broken(item, value, &At::Index(at, index))
                    });
                }
                None => Some("type"),
            },
            Ty::Map(inner) => match value.as_object() {
                Some(members) => {
                    let mut members = members.iter();
                    return members
                        .find_map(|(name, value)| self.broken(inner, value, &At::Key(at, name)));
                }
                None => Some("type"),
            },
            Ty::Named(id) => return self.named(*id, value, at),
        };
        broken(rule?, value, at)
    }

    fn named(&mut self, id: TypeId, value: &Json, at: &At<'_>) -> Option<Broken> {
        let types = self.types;
        match &types[id].kind {
            TypeKind::Record(record) => self.record(record, value, at),
            TypeKind::KeyedMap(map) => self.keyed_map(map, value, at),
            TypeKind::StringEnum(listed) => broken(of_texts(listed, value)?, value, at),
            TypeKind::LiteralEnum(listed) => broken(of_literals(listed, value)?, value, at),
            TypeKind::Union(union) => self.union(union, value, at),
            TypeKind::Constrained(constrained) => self.constrained(constrained, value, at),
        }
    }

    fn record(&mut self, record: &Record, value: &Json, at: &At<'_>) -> Option<Broken> {
        let Some(members) = value.as_object() else {
            return broken("type", value, at);
        };
        // What one direction does not carry may be left out of a value that is of neither.
        let mut needed = (record.fields.iter()).filter(|it| it.required && it.one_way.is_none());
        if let Some(lacking) = needed.find(|it| !members.contains_key(&it.wire)) {
            return broken("required", value, at).map(|broken| Broken {
                lacks: Some(lacking.wire.clone()),
                ..broken
            });
        }
        let inside = members.iter().find_map(|(name, member)| {
            let at = At::Key(at, name);
            let field = record.fields.iter().find(|field| field.wire == *name);
            match (field, &record.additional) {
                (Some(field), _) if field.nullable && member.is_null() => None,
                (Some(field), _) => self.broken(&field.ty, member, &at),
                (None, Additional::Open) => None,
                (None, Additional::Typed(ty)) => self.broken(ty, member, &at),
                (None, Additional::Closed) => broken("additionalProperties", member, &at),
            }
        });
        inside.or_else(|| self.object(&record.rules, members, value, at))
    }

    fn keyed_map(&mut self, map: &KeyedMap, value: &Json, at: &At<'_>) -> Option<Broken> {
        let Some(members) = value.as_object() else {
            return broken("type", value, at);
        };
        let inside = members.iter().find_map(|(name, member)| {
            let at = At::Key(at, name);
            match self.named(map.keys, &Json::from(name.as_str()), &at) {
                Some(_) => broken("additionalProperties", member, &at),
                None => self.named(map.value, member, &at),
            }
        });
        inside.or_else(|| self.object(&map.rules, members, value, at))
    }

    fn union(&mut self, union: &Union, value: &Json, at: &At<'_>) -> Option<Broken> {
        if let Some(tag) = &union.tag {
            // Other values of the tag may be those of types that are no part of the description.
            let tag = value.get(tag)?.as_str()?;
            let mut variants = union.variants.iter();
            let variant = variants.find(|it| it.tags.iter().any(|known| known == tag))?;
            return self.broken(&variant.ty, value, at);
        }
        let mut variants = union.variants.iter();
        let is_one = variants.any(|variant| self.broken(&variant.ty, value, at).is_none());
        let rule = if union.exclusive { "oneOf" } else { "anyOf" };
        broken((!is_one).then_some(rule)?, value, at)
    }

    fn constrained(&mut self, of: &Constrained, value: &Json, at: &At<'_>) -> Option<Broken> {
        let inner = self.broken(&of.inner, value, at);
        if inner.is_some() {
            return inner;
        }
        let pattern = (of.rules.pattern.as_ref()).filter(|_| value.is_string());
        let patterns = self.patterns.as_deref_mut();
        let compiled = pattern.and_then(|source| Some(patterns?.get(source)));
        let automaton = compiled.as_deref().and_then(|it| it.as_ref().ok());
        // Nothing is checked by a pattern that matches nothing.
        let automaton = automaton.filter(|it| !it.matches_nothing());
        if let Some(rule) = breaks(value, &of.rules, automaton) {
            return broken(rule, value, at);
        }
        self.names(&of.rules.object, value.as_object()?, at)
    }

    fn object(
        &mut self,
        rules: &ObjectRules,
        members: &Map<String, Json>,
        value: &Json,
        at: &At<'_>,
    ) -> Option<Broken> {
        match breaks_as_object(members, rules) {
            Some(rule) => broken(rule, value, at),
            None => self.names(rules, members, at),
        }
    }

    fn names(
        &mut self,
        rules: &ObjectRules,
        members: &Map<String, Json>,
        at: &At<'_>,
    ) -> Option<Broken> {
        let names = rules.names.as_ref()?;
        members.keys().find_map(|name| {
            let (name, at) = (Json::from(name.as_str()), At::Key(at, name));
            self.broken(names, &name, &at)?;
            broken("propertyNames", &name, &at)
        })
    }
}

fn of_kind(value: &Json, kind: Kind) -> Option<&'static str> {
    (!exact::is_of(value, kind)).then_some("type")
}

/// A number out of a width that a format says; `int64` is what has none.
fn beyond(value: &Json, width: IntegerFormat) -> Option<&'static str> {
    let (low, high) = width.range();
    let is_out = matches!(exact::number(value), Some(Num::Int(it)) if it < low || it > high);
    (is_out && width != IntegerFormat::I64).then_some("format")
}

fn of_texts(listed: &StringEnum, value: &Json) -> Option<&'static str> {
    let Some(text) = value.as_str() else {
        return Some("type");
    };
    let is_listed = listed.open || listed.values.iter().any(|it| it.wire == text);
    (!is_listed).then_some("enum")
}

fn of_literals(listed: &LiteralEnum, value: &Json) -> Option<&'static str> {
    let value = canonical(value);
    let is_it = |json: &str| serde_json::from_str(json).is_ok_and(|it| canonical(&it) == value);
    let is_listed = listed.values.iter().any(|it| is_it(&it.json));
    (!is_listed).then_some("enum")
}

/// The rule that a value breaks.
pub(super) fn breaks(
    value: &Json,
    rules: &Rules,
    automaton: Option<&Automaton>,
) -> Option<&'static str> {
    match value {
        Json::String(text) => {
            let length = text.chars().count();
            match of_count(length, (rules.min_length, rules.max_length)) {
                Some(true) => Some("minLength"),
                Some(false) => Some("maxLength"),
                None => {
                    let is_found = automaton.is_none_or(|automaton| automaton.is_match(text));
                    (!is_found).then_some("pattern")
                }
            }
        }
        Json::Number(_) => exact::broken(exact::number(value)?, rules),
        Json::Array(items) => match of_count(items.len(), (rules.min_items, rules.max_items)) {
            Some(true) => Some("minItems"),
            Some(false) => Some("maxItems"),
            None => {
                let mut seen = HashSet::new();
                let mut has_twins = || !items.iter().all(|item| seen.insert(canonical(item)));
                (rules.unique_items && has_twins()).then_some("uniqueItems")
            }
        },
        Json::Object(members) => breaks_as_object(members, &rules.object),
        Json::Null | Json::Bool(_) => None,
    }
}

/// Are there too few, or else too many?
fn of_count(found: usize, (least, most): (Option<u64>, Option<u64>)) -> Option<bool> {
    let found = found as u64;
    if least.is_some_and(|least| found < least) {
        return Some(true);
    }
    most.is_some_and(|most| found > most).then_some(false)
}

/// The rule of objects that members break, their names aside.
fn breaks_as_object(members: &Map<String, Json>, rules: &ObjectRules) -> Option<&'static str> {
    match of_count(members.len(), (rules.min_properties, rules.max_properties)) {
        Some(true) => return Some("minProperties"),
        Some(false) => return Some("maxProperties"),
        None => {}
    }
    let has = |name: &String| members.contains_key(name);
    let has_all = |set: &Vec<String>| set.iter().all(has);
    let keeps = |demand: &&Demand| match demand {
        Demand::Present(member) => has(member),
        Demand::Dependent { member, needs } => !has(member) || has_all(needs),
        Demand::AnyOf(sets) => sets.iter().any(has_all),
        Demand::OneOf(sets) => sets.iter().filter(|set| has_all(set)).count() == 1,
        Demand::NotAll(set) => !has_all(set),
    };
    let broken = rules.demands.iter().find(|demand| !keeps(demand))?;
    Some(broken.keyword())
}
