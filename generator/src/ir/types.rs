//! Types: what values are, and what their names are made of.

use std::collections::BTreeSet;

use super::{
    Conditions, Constrained, Docs, IntegerFormat, LiteralEnum, ObjectRules, ResourceId, Status,
    TextFormat, TypeId, Union,
};
use crate::pointer::Pointer;

/// The type of a place where a value stands.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Ty {
    /// Any JSON value.
    Any,
    /// `true` or `false`.
    Bool,
    /// A whole number.
    Integer(IntegerFormat),
    /// A number.
    Number,
    /// A string without a rule that could be checked; its `format` is documentation.
    String,
    /// A string that is a secret, where no rule is checked and no field says so: an item, a value of a map, a parameter.
    Secret,
    /// A string of a format that is checked.
    Formatted(TextFormat),
    /// Bytes: the content of a file, as forms of several parts carry it.
    Binary,
    /// A list.
    Array(Box<Ty>),
    /// An object with free keys.
    Map(Box<Ty>),
    /// A type of its own.
    Named(TypeId),
    /// The type, or null.
    Nullable(Box<Ty>),
    /// The type, as a secret that the type itself does not know to be one, where no field says so: an item, a value of a map.
    Hidden(Box<Ty>),
}

impl Ty {
    /// Is it a string, as far as it has no name?
    pub fn is_string(&self) -> bool {
        matches!(self, Self::String | Self::Secret | Self::Formatted(_))
    }

    /// How many lists and maps hold one another in it.
    pub fn levels(&self) -> usize {
        let mut levels = 0;
        let mut ty = self;
        while let Self::Array(inner)
        | Self::Map(inner)
        | Self::Nullable(inner)
        | Self::Hidden(inner) = ty
        {
            levels += usize::from(matches!(ty, Self::Array(_) | Self::Map(_)));
            ty = inner;
        }
        levels
    }

    /// Does it say what a format says? That of an integer is a width, whichever it is.
    pub fn is_of(&self, format: Option<&str>) -> bool {
        match self {
            Self::Formatted(own) => format == Some(own.name()),
            Self::Integer(_) => format.is_some_and(|name| IntegerFormat::parse(name).is_some()),
            _ => false,
        }
    }

    /// What lists, maps and nullability are of in the end.
    pub fn leaf(&self) -> &Self {
        match self {
            Self::Array(inner) | Self::Map(inner) | Self::Nullable(inner) | Self::Hidden(inner) => {
                inner.leaf()
            }
            leaf => leaf,
        }
    }

    /// Puts another type in the place of the one that this one names.
    pub fn rename(&mut self, to: &impl Fn(TypeId) -> TypeId) {
        match self {
            Self::Named(id) => *id = to(*id),
            Self::Array(inner) | Self::Map(inner) | Self::Nullable(inner) | Self::Hidden(inner) => {
                inner.rename(to);
            }
            _ => {}
        }
    }

    /// The format of strings in it.
    pub(super) fn formats(&self, out: &mut BTreeSet<TextFormat>) {
        if let Self::Formatted(format) = self.leaf() {
            out.insert(*format);
        }
    }

    /// Adds the type that this one names.
    pub fn names(&self, out: &mut Vec<TypeId>) {
        if let Self::Named(id) = self.leaf() {
            out.push(*id);
        }
    }
}

/// A type that gets a name.
#[derive(Debug, Clone)]
pub struct TypeDef {
    /// What its name is made of.
    pub hint: Hint,
    /// Every place that has this type, the first one first.
    pub origins: Vec<Pointer>,
    /// Texts for people.
    pub docs: Docs,
    /// `format`, where it is documentation only.
    pub format: Option<String>,
    /// `deprecated`.
    pub deprecated: bool,
    /// Which way values of it travel.
    pub directions: Directions,
    /// The operations' resources that reach it, sorted.
    pub resources: Vec<ResourceId>,
    /// What it is.
    pub kind: TypeKind,
}

impl TypeDef {
    /// The types that this one names.
    pub fn parts(&self) -> Vec<TypeId> {
        let mut out = Vec::new();
        if let TypeKind::KeyedMap(map) = &self.kind {
            out.extend([map.keys, map.value]);
        }
        self.tys().iter().for_each(|ty| ty.names(&mut out));
        out
    }

    /// The types that stand in this one.
    pub fn tys(&self) -> Vec<&Ty> {
        match &self.kind {
            TypeKind::Record(record) => {
                let fields = record.fields.iter().map(|field| &field.ty);
                let rest = match &record.additional {
                    Additional::Typed(ty) => Some(ty),
                    Additional::Closed | Additional::Open => None,
                };
                fields.chain(rest).chain(&record.rules.names).collect()
            }
            TypeKind::KeyedMap(map) => map.rules.names.iter().collect(),
            TypeKind::StringEnum(_) | TypeKind::LiteralEnum(_) => Vec::new(),
            TypeKind::Union(union) => union.variants.iter().map(|variant| &variant.ty).collect(),
            TypeKind::Constrained(Constrained { inner, rules, .. }) => {
                std::iter::once(inner).chain(&rules.object.names).collect()
            }
        }
    }

    /// What its values are asked beside what it says.
    pub fn conditions(&self) -> Option<&Conditions> {
        match &self.kind {
            TypeKind::Record(record) => Some(&record.rules.conditions),
            TypeKind::KeyedMap(map) => Some(&map.rules.conditions),
            TypeKind::Constrained(of) if !of.rules.object.conditions.is_empty() => {
                Some(&of.rules.object.conditions)
            }
            TypeKind::Constrained(of) => Some(&of.rules.conditions),
            TypeKind::StringEnum(_) | TypeKind::LiteralEnum(_) | TypeKind::Union(_) => None,
        }
    }

    /// Puts other types in the place of those that this one names.
    pub fn rename(&mut self, to: &impl Fn(TypeId) -> TypeId) {
        match &mut self.kind {
            TypeKind::Record(Record {
                fields,
                additional,
                rules,
            }) => {
                fields.iter_mut().for_each(|field| field.ty.rename(to));
                if let Additional::Typed(ty) = additional {
                    ty.rename(to);
                }
                rename(&mut rules.names, to);
            }
            TypeKind::KeyedMap(KeyedMap { keys, value, rules }) => {
                *keys = to(*keys);
                *value = to(*value);
                rename(&mut rules.names, to);
            }
            TypeKind::StringEnum(_) | TypeKind::LiteralEnum(_) => {}
            TypeKind::Union(union) => {
                let variants = union.variants.iter_mut();
                variants.for_each(|variant| variant.ty.rename(to));
            }
            TypeKind::Constrained(Constrained { inner, rules, .. }) => {
                inner.rename(to);
                rename(&mut rules.object.names, to);
            }
        }
    }
}

fn rename(names: &mut Option<Ty>, to: &impl Fn(TypeId) -> TypeId) {
    if let Some(names) = names {
        names.rename(to);
    }
}

/// What a name is made of: where the type stands, and the way there. No other inline type's name is part of it, so renaming
/// one never renames another.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Hint {
    /// What has a name already.
    pub base: HintBase,
    /// The way from there; empty for the thing itself.
    pub path: Vec<Role>,
}

impl Hint {
    /// Is it what requests have in the place of what the rest of it says?
    pub fn is_sent(&self) -> bool {
        matches!(self.path.last(), Some(Role::Sent))
    }

    /// Is it the name of a component itself?
    pub fn is_component(&self) -> bool {
        matches!(self.base, HintBase::Component(_)) && self.path.is_empty()
    }
}

/// What a [`Hint`] starts from.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum HintBase {
    /// The key of a component.
    Component(String),
    /// An operation, by its id.
    Operation(String),
}

/// What part of its parent a type is.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Role {
    /// The member of that name.
    Member(String),
    /// The items of an array.
    Item,
    /// The values of a map.
    Value,
    /// The keys of a map.
    Key,
    /// The body of a request.
    Body,
    /// The body of a response with that status.
    Response(Status),
    /// The parameter of that name.
    Parameter(String),
    /// The header of that name of a response.
    Header(String),
    /// The variant of a union with that label.
    Variant(String),
    /// The same thing as requests carry it, where responses carry more or other members.
    Sent,
}

/// Which way values of a type travel.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Directions {
    /// In a request.
    pub request: bool,
    /// In a response.
    pub response: bool,
}

/// The one direction that a member travels in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum OneWay {
    /// `readOnly`: responses have it.
    Received,
    /// `writeOnly`: requests have it.
    Sent,
}

impl OneWay {
    /// The keyword that says so.
    pub fn keyword(self) -> &'static str {
        match self {
            Self::Received => "readOnly",
            Self::Sent => "writeOnly",
        }
    }

    /// What it means, for people.
    pub fn sentence(self) -> &'static str {
        match self {
            Self::Received => "Only responses carry it.",
            Self::Sent => "Only requests carry it.",
        }
    }
}

/// What a [`TypeDef`] is.
// There is one a type; a box would cost each of its many readers more than the room that it saves.
#[allow(clippy::large_enum_variant)]
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum TypeKind {
    /// An object with named members.
    Record(Record),
    /// A closed object whose members all have one type: a map keyed by an enum.
    KeyedMap(KeyedMap),
    /// A string out of a list.
    StringEnum(StringEnum),
    /// A value out of a list that holds more than strings.
    LiteralEnum(LiteralEnum),
    /// One of several types.
    Union(Union),
    /// A value that keeps rules.
    Constrained(Constrained),
}

impl TypeKind {
    /// The one string that it can be.
    pub fn constant(&self) -> Option<&EnumValue> {
        match self {
            Self::StringEnum(StringEnum {
                values,
                open: false,
                secret: _,
            }) => match values.as_slice() {
                [only] => Some(only),
                _ => None,
            },
            _ => None,
        }
    }

    /// Can it only be one value?
    pub fn is_one_value(&self) -> bool {
        match self {
            Self::LiteralEnum(literals) => literals.values.len() == 1,
            _ => self.constant().is_some(),
        }
    }

    /// What it is without its rules, if it is a value that keeps some.
    pub fn inner(&self) -> Option<&Ty> {
        match self {
            Self::Constrained(constrained) => Some(&constrained.inner),
            _ => None,
        }
    }
}

/// An object with named members.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Record {
    /// The members, in the order of the description.
    pub fields: Vec<Field>,
    /// What holds for members that are not named.
    pub additional: Additional,
    /// The rules of the object as a whole.
    pub rules: ObjectRules,
}

/// What holds for the members that an object does not name.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Additional {
    /// There may be none.
    Closed,
    /// There may be any.
    Open,
    /// There may be any of this type.
    Typed(Ty),
}

/// A member of a [`Record`].
#[derive(Debug, Clone)]
pub struct Field {
    /// Its name on the wire.
    pub wire: String,
    /// Its type.
    pub ty: Ty,
    /// Must it be there?
    pub required: bool,
    /// May it be null?
    pub nullable: bool,
    /// Does it need a box, to keep its record finite?
    pub boxed: bool,
    /// Texts for people.
    pub docs: Docs,
    /// `format`, where it is documentation only.
    pub format: Option<String>,
    /// `deprecated`.
    pub deprecated: bool,
    /// Does it hold a secret (`format: password` or `writeOnly`)?
    pub secret: bool,
    /// The one direction that carries it, where another type of the same schema is without it.
    pub one_way: Option<OneWay>,
    /// `default`, as JSON text.
    pub default: Option<String>,
    /// Where it stands.
    pub origin: Pointer,
}

/// What makes two fields of one shape: all but texts and place.
impl PartialEq for Field {
    fn eq(&self, other: &Self) -> bool {
        self.shape() == other.shape()
    }
}

impl Eq for Field {}

impl std::hash::Hash for Field {
    fn hash<H: std::hash::Hasher>(&self, state: &mut H) {
        self.shape().hash(state);
    }
}

impl Field {
    fn shape(&self) -> (&str, &Ty, [bool; 4], Option<OneWay>, Option<&str>) {
        (
            &self.wire,
            &self.ty,
            [self.required, self.nullable, self.deprecated, self.secret],
            self.one_way,
            self.default.as_deref(),
        )
    }
}

/// A closed object whose members all have one type.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct KeyedMap {
    /// The [`StringEnum`] of the members' names.
    pub keys: TypeId,
    /// The type of every member.
    pub value: TypeId,
    /// The rules of the object as a whole.
    pub rules: ObjectRules,
}

/// A string out of a list.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct StringEnum {
    /// The values, in the order of the description.
    pub values: Vec<EnumValue>,
    /// May it be any other string, too?
    pub open: bool,
    /// Is it a secret (`format: password` or `writeOnly`)?
    pub secret: bool,
}

/// A value of a [`StringEnum`].
#[derive(Debug, Clone)]
pub struct EnumValue {
    /// The string on the wire.
    pub wire: String,
    /// What the description would have it called (`x-enum-varnames`).
    pub label: Option<String>,
    /// Is it deprecated?
    pub deprecated: bool,
    /// Texts for people.
    pub docs: Docs,
    /// Where it stands.
    pub origin: Pointer,
}

impl PartialEq for EnumValue {
    fn eq(&self, other: &Self) -> bool {
        self.wire == other.wire
    }
}

impl Eq for EnumValue {}

impl std::hash::Hash for EnumValue {
    fn hash<H: std::hash::Hasher>(&self, state: &mut H) {
        self.wire.hash(state);
    }
}
