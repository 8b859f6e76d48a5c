//! Types that are one of several things: unions of types, and values out of a list that are not all strings.

use super::{Docs, OneWay, Ty};
use crate::pointer::Pointer;

/// A value out of a list that holds more than strings.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct LiteralEnum {
    /// The values, in the order of the description. Null is none of them: it is nullability.
    pub values: Vec<Literal>,
    /// Is it a secret (`format: password` or `writeOnly`)?
    pub secret: bool,
}

/// A value of a [`LiteralEnum`].
#[derive(Debug, Clone)]
pub struct Literal {
    /// The value as JSON, numbers as they are written: it is what is sent.
    pub json: String,
    /// What the description would have it called (`x-enum-varnames`).
    pub label: Option<String>,
    /// Is it deprecated?
    pub deprecated: bool,
    /// Texts for people.
    pub docs: Docs,
    /// Where it stands.
    pub origin: Pointer,
}

impl PartialEq for Literal {
    fn eq(&self, other: &Self) -> bool {
        self.json == other.json
    }
}

impl Eq for Literal {}

impl std::hash::Hash for Literal {
    fn hash<H: std::hash::Hasher>(&self, state: &mut H) {
        self.json.hash(state);
    }
}

/// One of several types.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Union {
    /// The types, in the order of the description.
    pub variants: Vec<Variant>,
    /// The member whose value says which variant it is: `discriminator.propertyName`.
    pub tag: Option<String>,
    /// Is a value of exactly one variant (`oneOf`), not of one or more (`anyOf`)?
    pub exclusive: bool,
}

/// A type that a [`Union`] may be.
#[derive(Debug, Clone)]
pub struct Variant {
    /// What its name is made of.
    pub label: Label,
    /// Its type.
    pub ty: Ty,
    /// Does it need a box, to keep its union finite?
    pub boxed: bool,
    /// Is it a secret that its type does not know to be one?
    pub secret: bool,
    /// The values of the union's tag that select it; empty without a tag.
    pub tags: Vec<String>,
    /// Is it what a value is whose tag selects no variant, or is not there (`discriminator.defaultMapping`)?
    pub otherwise: bool,
    /// Members that hold only these values in it, as JSON.
    pub fixed: Vec<(String, Vec<String>)>,
    /// Members that it requires.
    pub required: Vec<String>,
    /// The one direction that carries it, where the same union of the other direction is without it.
    pub one_way: Option<OneWay>,
    /// Texts for people.
    pub docs: Docs,
    /// Where it stands.
    pub origin: Pointer,
}

/// What makes two variants of one shape: all but texts, place and box.
impl PartialEq for Variant {
    fn eq(&self, other: &Self) -> bool {
        self.shape() == other.shape()
    }
}

impl Eq for Variant {}

impl std::hash::Hash for Variant {
    fn hash<H: std::hash::Hasher>(&self, state: &mut H) {
        self.shape().hash(state);
    }
}

/// What [`Variant::shape`] compares.
type Shape<'a> = (
    &'a Label,
    &'a Ty,
    &'a [String],
    [bool; 2],
    &'a [(String, Vec<String>)],
    &'a [String],
    Option<OneWay>,
);

impl Variant {
    fn shape(&self) -> Shape<'_> {
        (
            &self.label,
            &self.ty,
            &self.tags,
            [self.otherwise, self.secret],
            &self.fixed,
            &self.required,
            self.one_way,
        )
    }
}

/// What a variant's name is made of.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Label {
    /// The component that it is.
    Component(String),
    /// The value of the tag that selects it, or the title of its schema.
    Tag(String),
    /// The member, or the value of a member, that sets it apart.
    Member(String),
    /// The kind of value that it is, in words: `string`, `array of integer`.
    Kind(String),
}

impl Label {
    /// The words.
    pub fn text(&self) -> &str {
        match self {
            Self::Component(text) | Self::Tag(text) | Self::Member(text) | Self::Kind(text) => text,
        }
    }
}
