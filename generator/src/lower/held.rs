//! Values of the description held against its own types, once those are known: defaults and examples, each part of them.

use std::borrow::Cow;
use std::collections::{HashMap, HashSet};
use std::rc::Rc;

use openapiv3::{ReferenceOr, Schema, SchemaKind};
use serde_json::{Map, Value as Json};

use super::Lowering;
use super::breaks::{breaks, breaks_as_object};
use super::enums::{canonical, shown, shown_as_json};
use super::exact;
use super::facets::Kind;
use super::formed::is_formed;
use super::schemas::Site;
use crate::diagnostic::{Code, Diagnostic, Severity};
use crate::ir::{
    Additional, Arena, Constrained, Field, IntegerFormat, KeyedMap, LiteralEnum, Num, ObjectRules,
    Record, StringEnum, Ty, TypeDef, TypeId, TypeKind, Union, Variant,
};
use crate::pattern::Compiled;
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
    /// Keeps what a schema, and what it is made of where it stands, gives as its default and as an example.
    pub(super) fn hold(&mut self, schema: &'a Schema, site: &Site, at: &Pointer) {
        let data = &schema.schema_data;
        for (what, json) in [("default", &data.default), ("example", &data.example)] {
            // Null as a default says that there is none.
            if let Some(json) = json.as_ref().filter(|json| !json.is_null()) {
                let (ty, at) = (site.ty.clone(), at.key(what));
                self.held.push(Held { what, json, ty, at });
            }
        }
        let parts = match &schema.schema_kind {
            SchemaKind::AllOf { all_of } => all_of,
            SchemaKind::Any(any) => &any.all_of,
            _ => return,
        };
        for (index, part) in parts.iter().enumerate() {
            if let ReferenceOr::Item(part) = part {
                self.hold(part, site, &at.key("allOf").index(index));
            }
        }
    }

    /// Says which of the values that were kept are none of their types: of a default it is a fault, for nobody may send it.
    pub(super) fn values_beside(&mut self) {
        let mut judge = Judge::new(&self.api.types, &mut self.compiled);
        let mut said = Vec::new();
        for Held { what, json, ty, at } in std::mem::take(&mut self.held) {
            // A pattern takes long to compile, which an example is not worth.
            judge.begin(what == "default");
            if let Some(broken) = judge.broken(&ty, json) {
                said.push((at.join(&broken.inside()), broken.diagnostic(what)));
            }
        }
        for (at, diagnostic) in said {
            self.say(&at, diagnostic);
        }
    }

    /// Those of some texts that are none of a type.
    pub(super) fn none_of<'t>(
        &mut self,
        texts: impl Iterator<Item = &'t str>,
        ty: &Ty,
    ) -> HashSet<&'t str> {
        let mut judge = Judge::new(&self.api.types, &mut self.compiled);
        let is_none = |text: &&str| {
            judge.begin(true);
            judge.broken(ty, &Json::from(*text)).is_some()
        };
        texts.filter(is_none).collect()
    }
}

/// A step from a value to a part of it.
enum Step<'v> {
    Member(&'v str),
    Item(usize),
}

/// A part of a value that is none of its type. Of a choice there are many, of which none is told; so it holds no copies.
struct Broken<'v, 'l> {
    /// The way to the part, from its end on.
    way: Vec<Step<'v>>,
    value: Cow<'v, Json>,
    /// The keyword that says so.
    rule: &'static str,
    /// The member that is not there.
    lacks: Option<&'l str>,
}

impl<'v> Broken<'v, '_> {
    fn within(mut self, step: Step<'v>) -> Self {
        self.way.push(step);
        self
    }

    /// The pointer from the value on.
    fn inside(&self) -> Pointer {
        let steps = self.way.iter().rev();
        steps.fold(Pointer::root(), |at, step| match step {
            Step::Member(name) => at.key(name),
            Step::Item(index) => at.index(*index),
        })
    }

    fn diagnostic(&self, what: &str) -> Diagnostic {
        let rule = self.rule;
        let value = match rule {
            "type" => shown_as_json(&self.value),
            _ => shown(&self.value),
        };
        let subject = match self.way.as_slice() {
            [] => format!("the {what} `{value}`"),
            _ => format!("`{value}` in the {what}"),
        };
        let lacks = self.lacks;
        let lacks = lacks.map_or_else(String::new, |name| format!(": it has no `{name}`"));
        let diagnostic = Diagnostic::new(
            Code::UnsatisfiableConstraint,
            format!("{subject} breaks `{rule}`{lacks}"),
        );
        let diagnostic = match what {
            "example" => diagnostic.severity(Severity::Note),
            _ => diagnostic,
        };
        diagnostic.help(format!("correct the {what}, or `{rule}`"))
    }
}

fn broken<'v, 'l>(rule: &'static str, value: &'v Json) -> Option<Broken<'v, 'l>> {
    Some(Broken {
        way: Vec::new(),
        value: Cow::Borrowed(value),
        rule,
        lacks: None,
    })
}

fn lacking<'v, 'l>(name: &'l str, value: &'v Json) -> Option<Broken<'v, 'l>> {
    let lacks = Some(name);
    broken("required", value).map(|it| Broken { lacks, ..it })
}

/// The members of a record by their names, and those that have to be there.
struct Members<'l> {
    fields: HashMap<&'l str, &'l Field>,
    needed: Vec<&'l str>,
}

/// Holds values against types. What a type lists is put in order once, however many values there are.
struct Judge<'l> {
    types: &'l Arena<TypeDef>,
    patterns: &'l mut Compiled,
    /// Are values held against patterns, too?
    by_patterns: bool,
    steps: usize,
    members: HashMap<TypeId, Rc<Members<'l>>>,
    texts: HashMap<TypeId, HashSet<&'l str>>,
    literals: HashMap<TypeId, HashSet<String>>,
    /// The variants of unions by the values of the tag.
    tagged: HashMap<TypeId, HashMap<&'l str, &'l Ty>>,
}

impl<'l> Judge<'l> {
    fn new(types: &'l Arena<TypeDef>, patterns: &'l mut Compiled) -> Self {
        Self {
            types,
            patterns,
            by_patterns: false,
            steps: 0,
            members: HashMap::new(),
            texts: HashMap::new(),
            literals: HashMap::new(),
            tagged: HashMap::new(),
        }
    }

    /// Turns to another value.
    fn begin(&mut self, by_patterns: bool) {
        self.by_patterns = by_patterns;
        self.steps = 0;
    }

    fn goes_on(&mut self) -> bool {
        self.steps += 1;
        self.steps <= MOST
    }

    /// The first part of a value that breaks its type.
    fn broken<'v>(&mut self, ty: &Ty, value: &'v Json) -> Option<Broken<'v, 'l>> {
        if !self.goes_on() {
            return None;
        }
        let rule = match ty {
            Ty::Any | Ty::Binary => None,
            Ty::Nullable(_) if value.is_null() => None,
            Ty::Nullable(inner) | Ty::Hidden(inner) => return self.broken(inner, value),
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
                        Some(self.broken(item, value)?.within(Step::Item(index)))
                    });
                }
                None => Some("type"),
            },
            Ty::Map(inner) => match value.as_object() {
                Some(members) => {
                    let mut members = members.iter();
                    return members.find_map(|(name, value)| {
                        Some(self.broken(inner, value)?.within(Step::Member(name)))
                    });
                }
                None => Some("type"),
            },
            Ty::Named(id) => return self.named(*id, value),
        };
        broken(rule?, value)
    }

    fn named<'v>(&mut self, id: TypeId, value: &'v Json) -> Option<Broken<'v, 'l>> {
        let types = self.types;
        match &types[id].kind {
            TypeKind::Record(record) => self.record(id, record, value),
            TypeKind::KeyedMap(map) => self.keyed_map(map, value),
            TypeKind::StringEnum(listed) => broken(self.of_texts(id, listed, value)?, value),
            TypeKind::LiteralEnum(listed) => broken(self.of_literals(id, listed, value)?, value),
            TypeKind::Union(union) => match &union.tag {
                Some(tag) => self.tagged(id, union, tag, value),
                None => {
                    let rule = if union.exclusive { "oneOf" } else { "anyOf" };
                    self.one_of(union, value, rule)
                }
            },
            TypeKind::Constrained(constrained) => self.constrained(constrained, value),
        }
    }

    fn members(&mut self, id: TypeId, record: &'l Record) -> Rc<Members<'l>> {
        let known = self.members.entry(id).or_insert_with(|| {
            let fields = record.fields.iter();
            let needed = fields.clone().filter(|it| is_needed(it));
            Rc::new(Members {
                needed: needed.map(|it| it.wire.as_str()).collect(),
                fields: fields.map(|it| (it.wire.as_str(), it)).collect(),
            })
        });
        Rc::clone(known)
    }

    fn record<'v>(
        &mut self,
        id: TypeId,
        record: &'l Record,
        value: &'v Json,
    ) -> Option<Broken<'v, 'l>> {
        let Some(members) = value.as_object() else {
            return broken("type", value);
        };
        let known = self.members(id, record);
        let mut needed = known.needed.iter();
        if let Some(name) = needed.find(|name| !members.contains_key(**name)) {
            return lacking(name, value);
        }
        let inside = members.iter().find_map(|(name, member)| {
            if !self.goes_on() {
                return None;
            }
            let field = known.fields.get(name.as_str());
            let found = match (field, &record.additional) {
                (Some(field), _) if field.nullable && member.is_null() => None,
                (Some(field), _) => self.broken(&field.ty, member),
                (None, Additional::Open) => None,
                (None, Additional::Typed(ty)) => self.broken(ty, member),
                (None, Additional::Closed) => broken("additionalProperties", member),
            };
            Some(found?.within(Step::Member(name)))
        });
        inside.or_else(|| self.object(&record.rules, members, value))
    }

    fn keyed_map<'v>(&mut self, map: &'l KeyedMap, value: &'v Json) -> Option<Broken<'v, 'l>> {
        let Some(members) = value.as_object() else {
            return broken("type", value);
        };
        let inside = members.iter().find_map(|(name, member)| {
            if !self.goes_on() {
                return None;
            }
            let found = match self.named(map.keys, &Json::from(name.as_str())) {
                Some(_) => broken("additionalProperties", member),
                None => self.named(map.value, member),
            };
            Some(found?.within(Step::Member(name)))
        });
        inside.or_else(|| self.object(&map.rules, members, value))
    }

    fn of_texts(
        &mut self,
        id: TypeId,
        listed: &'l StringEnum,
        value: &Json,
    ) -> Option<&'static str> {
        let Some(text) = value.as_str() else {
            return Some("type");
        };
        let texts = || listed.values.iter().map(|it| it.wire.as_str()).collect();
        let is_listed = listed.open || self.texts.entry(id).or_insert_with(texts).contains(text);
        (!is_listed).then_some("enum")
    }

    fn of_literals(
        &mut self,
        id: TypeId,
        listed: &LiteralEnum,
        value: &Json,
    ) -> Option<&'static str> {
        let read = |json: &str| Some(canonical(&serde_json::from_str(json).ok()?));
        let literals = || {
            listed
                .values
                .iter()
                .filter_map(|it| read(&it.json))
                .collect()
        };
        let known = self.literals.entry(id).or_insert_with(literals);
        let value = canonical(value);
        // All of it is gone through once more for each list.
        self.steps += value.len() / 64;
        (!known.contains(&value)).then_some("enum")
    }

    /// Holds a value against each variant: it has to be one of them.
    fn one_of<'v>(
        &mut self,
        union: &'l Union,
        value: &'v Json,
        rule: &'static str,
    ) -> Option<Broken<'v, 'l>> {
        let mut variants = union.variants.iter();
        let is_one = variants.any(|variant| self.broken(&variant.ty, value).is_none());
        broken((!is_one).then_some(rule)?, value)
    }

    fn tagged<'v>(
        &mut self,
        id: TypeId,
        union: &'l Union,
        tag: &'l str,
        value: &'v Json,
    ) -> Option<Broken<'v, 'l>> {
        let Some(members) = value.as_object() else {
            return self.one_of(union, value, "type");
        };
        let variants = &union.variants;
        let of_tags = || {
            let tags = |of: &'l Variant| of.tags.iter().map(|tag| (tag.as_str(), &of.ty));
            // The first that has a tag is the one that it selects.
            variants.iter().rev().flat_map(tags).collect()
        };
        let known = self.tagged.entry(id).or_insert_with(of_tags);
        let found = members.get(tag);
        let selected = found.and_then(|it| known.get(it.as_str()?).copied());
        let otherwise = || variants.iter().find(|it| it.otherwise).map(|it| &it.ty);
        if let Some(ty) = selected.or_else(otherwise) {
            return self.broken(ty, value);
        }
        // Other values of the tag may be those of types that are no part of the description.
        let is_needed = found.is_none() && variants.iter().all(|it| self.needs(&it.ty, tag));
        lacking(is_needed.then_some(tag)?, value)
    }

    /// Is it a record that has to have a member?
    fn needs(&mut self, ty: &Ty, member: &str) -> bool {
        let types = self.types;
        self.steps += 1;
        let Ty::Named(id) = ty else { return false };
        let TypeKind::Record(record) = &types[*id].kind else {
            return false;
        };
        let known = self.members(*id, record);
        known.fields.get(member).is_some_and(|it| is_needed(it))
    }

    fn constrained<'v>(&mut self, of: &'l Constrained, value: &'v Json) -> Option<Broken<'v, 'l>> {
        let inner = self.broken(&of.inner, value);
        if inner.is_some() {
            return inner;
        }
        let pattern = of.rules.pattern.as_ref();
        let pattern = pattern.filter(|_| self.by_patterns && value.is_string());
        let compiled = pattern.map(|source| self.patterns.get(source));
        let automaton = compiled.as_deref().and_then(|it| it.as_ref().ok());
        // Nothing is checked by a pattern that matches nothing.
        let automaton = automaton.filter(|it| !it.matches_nothing());
        if let Some(rule) = breaks(value, &of.rules, automaton) {
            return broken(rule, value);
        }
        self.names(&of.rules.object, value.as_object()?)
    }

    fn object<'v>(
        &mut self,
        rules: &ObjectRules,
        members: &'v Map<String, Json>,
        value: &'v Json,
    ) -> Option<Broken<'v, 'l>> {
        self.steps += rules.demands.len();
        match breaks_as_object(members, rules) {
            Some(rule) => broken(rule, value),
            None => self.names(rules, members),
        }
    }

    fn names<'v>(
        &mut self,
        rules: &ObjectRules,
        members: &'v Map<String, Json>,
    ) -> Option<Broken<'v, 'l>> {
        let names = rules.names.as_ref()?;
        members.keys().find_map(|name| {
            let value = Json::from(name.as_str());
            self.broken(names, &value)?;
            Some(Broken {
                way: vec![Step::Member(name)],
                value: Cow::Owned(value),
                rule: "propertyNames",
                lacks: None,
            })
        })
    }
}

/// What one direction does not carry may be left out of a value that is of neither.
fn is_needed(field: &Field) -> bool {
    field.required && field.one_way.is_none()
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
