//! The keywords of every object of OpenAPI 3.0, 3.1 and 3.2, as tables: the shape of each, the versions that have it,
//! and whether `openapiv3` has a place for it. The checker and the rules both walk by these tables.

mod schema;
mod tables;

use super::version::{ALL, V30, V31, V32, Versions};

/// The objects of the specification (OpenAPI 3.2.0 §4), under its own names.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Kind {
    OpenApi,
    Info,
    Contact,
    License,
    Server,
    ServerVariable,
    Components,
    Paths,
    PathItem,
    Operation,
    ExternalDocumentation,
    Parameter,
    RequestBody,
    MediaType,
    Encoding,
    Responses,
    Response,
    Callback,
    Example,
    Link,
    Header,
    Tag,
    Schema,
    Discriminator,
    Xml,
    SecurityScheme,
    OAuthFlows,
    OAuthFlow,
}

/// What a value must be.
#[derive(Debug, Clone, Copy)]
pub(super) enum Shape {
    /// Any value.
    Any,
    /// A string; another scalar is taken for its text, with a warning, because YAML makes `version: 1.0` a number.
    Text,
    /// A string.
    Str,
    /// A boolean.
    Bool,
    /// A number.
    Number,
    /// A number greater than zero.
    Positive,
    /// An integer of at least zero.
    Count,
    /// One of these strings.
    Word(&'static [&'static str]),
    /// An array of such.
    List(&'static Shape),
    /// An object with members of any names, each of such a shape.
    Map(&'static Shape),
    /// An object of that kind.
    Object(Kind),
    /// An object of that kind, or a Reference Object.
    Ref(Kind),
    /// A schema, which may refer, and may be a boolean from 3.1 on.
    Schema,
    /// A schema or a boolean, in every version.
    SchemaOrBool,
    /// A boolean in 3.0, a number from 3.1 on: exclusive bounds.
    Exclusive,
    /// A type, or an array of types from 3.1 on.
    Type,
    /// An array of property names; a boolean, as JSON Schema had it long ago, is passed over.
    Required,
    /// The values of `enum`: an array with at least one element.
    Enum,
    /// A reference to resolve: a URI.
    Uri,
}

/// How grave it is when a keyword is missing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Need {
    /// It may be left out.
    Optional,
    /// It may not, but one can go on without it.
    Expected,
    /// Without it there is no use for the object.
    Required,
}

/// A keyword of an object.
#[derive(Debug, Clone, Copy)]
pub(super) struct Keyword {
    pub(super) name: &'static str,
    pub(super) shape: Shape,
    pub(super) versions: Versions,
    pub(super) need: Need,
    /// The versions in which the need holds.
    pub(super) needed_in: Versions,
    /// Whether it only documents: a wrong value is left out with a warning.
    pub(super) soft: bool,
    /// Whether `openapiv3` has no place for it, so that it is carried over as `x-oas-…`.
    pub(super) carried: bool,
}

/// Builds a keyword of every version; the methods narrow it.
const fn k(name: &'static str, shape: Shape) -> Keyword {
    Keyword {
        name,
        shape,
        versions: ALL,
        need: Need::Optional,
        needed_in: ALL,
        soft: false,
        carried: false,
    }
}

impl Keyword {
    const fn required(self) -> Self {
        Self {
            need: Need::Required,
            ..self
        }
    }

    const fn expected(self) -> Self {
        Self {
            need: Need::Expected,
            ..self
        }
    }

    const fn needed_in(self, versions: Versions) -> Self {
        Self {
            needed_in: versions,
            ..self
        }
    }

    const fn only(self, versions: Versions) -> Self {
        Self { versions, ..self }
    }

    const fn soft(self) -> Self {
        Self { soft: true, ..self }
    }

    const fn carried(self) -> Self {
        Self {
            carried: true,
            ..self
        }
    }
}

/// What the members of an object are besides its keywords.
#[derive(Debug, Clone, Copy)]
pub(super) enum Rest {
    /// Nothing.
    None,
    /// Paths, each beginning with a slash.
    Paths,
    /// Statuses.
    Statuses,
    /// Runtime expressions.
    Expressions,
}

/// The table of an object.
#[derive(Debug, Clone, Copy)]
pub(super) struct Table {
    /// How messages name the object.
    pub(super) noun: &'static str,
    pub(super) keywords: &'static [Keyword],
    pub(super) rest: Rest,
    /// Whether a `$ref` may stand among the keywords.
    pub(super) may_refer: bool,
}

impl Table {
    /// The keyword of that name.
    pub(super) fn keyword(&self, name: &str) -> Option<&'static Keyword> {
        self.keywords.iter().find(|keyword| keyword.name == name)
    }

    /// The shape of a member, also of one that was carried over.
    pub(super) fn shape_of(&self, name: &str) -> Option<Shape> {
        if name == super::OPERATIONS {
            return Some(Shape::Map(&Shape::Object(Kind::Operation)));
        }
        let plain = name.strip_prefix(super::CARRIED).unwrap_or(name);
        if let Some(keyword) = self.keyword(plain) {
            return Some(keyword.shape);
        }
        match self.rest {
            _ if name.starts_with("x-") => None,
            Rest::None => None,
            Rest::Paths | Rest::Expressions => Some(Shape::Ref(Kind::PathItem)),
            Rest::Statuses => Some(Shape::Ref(Kind::Response)),
        }
    }
}

/// The table of a kind.
pub(super) fn table(kind: Kind) -> Table {
    let (noun, keywords) = tables::of(kind);
    let rest = match kind {
        Kind::Paths => Rest::Paths,
        Kind::Responses => Rest::Statuses,
        Kind::Callback => Rest::Expressions,
        _ => Rest::None,
    };
    let may_refer = matches!(kind, Kind::PathItem | Kind::Schema);
    Table {
        noun,
        keywords,
        rest,
        may_refer,
    }
}

/// The section of `components` that holds objects of a kind.
pub(super) fn section(kind: Kind) -> Option<&'static str> {
    Some(match kind {
        Kind::Schema => "schemas",
        Kind::Response => "responses",
        Kind::Parameter => "parameters",
        Kind::Example => "examples",
        Kind::RequestBody => "requestBodies",
        Kind::Header => "headers",
        Kind::SecurityScheme => "securitySchemes",
        Kind::Link => "links",
        Kind::Callback => "callbacks",
        Kind::PathItem => "pathItems",
        Kind::MediaType => "mediaTypes",
        _ => return None,
    })
}

const SINCE_31: Versions = V31.and(V32);
const SINCE_32: Versions = V32;
const ONLY_30: Versions = V30;
