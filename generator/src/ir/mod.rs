//! The intermediate representation: what a description says, as plain data.
//!
//! **Invariant:** nothing here knows Rust names, tokens or the reader of the description. Things refer to one another by ids
//! into arenas, carry their wire names, and say by a JSON pointer where in the description they come from.

mod arena;
mod dump;

pub use arena::{Arena, Id};
pub use dump::{TypeLabels, dump};

use crate::pointer::Pointer;

/// Identifies a [`TypeDef`] of an [`Api`].
pub type TypeId = Id<TypeDef>;
/// Identifies an [`Operation`] of an [`Api`].
pub type OperationId = Id<Operation>;
/// Identifies a [`Resource`] of an [`Api`].
pub type ResourceId = Id<Resource>;

/// One API: everything that a crate is generated from.
#[derive(Debug, Clone, Default)]
pub struct Api {
    /// `info.title`.
    pub title: String,
    /// `info.version`.
    pub version: String,
    /// `info.summary` and `info.description`.
    pub docs: Docs,
    /// The servers, the first of which is the default.
    pub servers: Vec<Server>,
    /// The security schemes, in the order of the description.
    pub schemes: Vec<SecurityScheme>,
    /// Every type that gets a name.
    pub types: Arena<TypeDef>,
    /// The groups that operations belong to, by order of appearance.
    pub resources: Arena<Resource>,
    /// Every operation that can be called.
    pub operations: Arena<Operation>,
}

/// Texts for people.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash)]
pub struct Docs {
    /// One line.
    pub summary: Option<String>,
    /// CommonMark.
    pub description: Option<String>,
}

impl Docs {
    /// The first paragraph alone.
    #[must_use]
    pub fn opening(&self) -> Self {
        let first = |text: &String| {
            text.trim()
                .split("\n\n")
                .next()
                .unwrap_or_default()
                .to_owned()
        };
        match &self.summary {
            Some(summary) => Self {
                summary: Some(summary.clone()),
                description: None,
            },
            None => Self {
                summary: None,
                description: self.description.as_ref().map(first),
            },
        }
    }
}

/// A base URL with variables.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Server {
    /// The template, as `https://{tenant}/api`.
    pub url: String,
    /// The variables that occur in it.
    pub variables: Vec<ServerVariable>,
    /// Where it stands.
    pub origin: Pointer,
}

/// A variable of a [`Server`]'s URL.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ServerVariable {
    /// Its name in the template.
    pub wire: String,
    /// What holds when it is not given; `None` where the default is a placeholder that can't be a value.
    pub default: Option<String>,
    /// The values that are allowed; empty means any.
    pub values: Vec<String>,
    /// Texts for people.
    pub docs: Docs,
    /// Where it stands.
    pub origin: Pointer,
}

/// How a request proves who sends it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SecurityScheme {
    /// The name that requirements use.
    pub wire: String,
    /// What kind it is.
    pub kind: SchemeKind,
    /// Texts for people.
    pub docs: Docs,
    /// Where it stands.
    pub origin: Pointer,
}

/// The kinds of [`SecurityScheme`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum SchemeKind {
    /// `Authorization: Bearer …`.
    Bearer,
    /// `Authorization: Basic …`.
    Basic,
    /// A key in a header, query or cookie.
    ApiKey {
        /// Where the key goes.
        location: ParamLocation,
        /// Its name there.
        name: String,
    },
    /// OAuth 2: a bearer token that a token endpoint hands out.
    OAuth2 {
        /// Token URL of the client credentials flow, when there is one.
        client_credentials: Option<String>,
    },
    /// Something that can only be named.
    Other(String),
}

/// A group of operations: a module, a client handle and a Cargo feature.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Resource {
    /// The group's name in the description.
    pub wire: String,
    /// Texts for people.
    pub docs: Docs,
    /// Its operations, in the order of the description.
    pub operations: Vec<OperationId>,
}

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
    /// A list.
    Array(Box<Ty>),
    /// An object with free keys.
    Map(Box<Ty>),
    /// A type of its own.
    Named(TypeId),
    /// The type, or null.
    Nullable(Box<Ty>),
}

impl Ty {
    /// Adds the types that this one names.
    pub fn names(&self, out: &mut Vec<TypeId>) {
        match self {
            Self::Named(id) => out.push(*id),
            Self::Array(inner) | Self::Map(inner) | Self::Nullable(inner) => inner.names(out),
            Self::Any | Self::Bool | Self::Integer(_) | Self::Number | Self::String => {}
        }
    }
}

/// The width of a [`Ty::Integer`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum IntegerFormat {
    /// `int32`.
    I32,
    /// `int64`, and what has no format.
    I64,
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
        match &self.kind {
            TypeKind::Record(record) => {
                record
                    .fields
                    .iter()
                    .for_each(|field| field.ty.names(&mut out));
                if let Additional::Typed(ty) = &record.additional {
                    ty.names(&mut out);
                }
            }
            TypeKind::KeyedMap(map) => out.extend([map.keys, map.value]),
            TypeKind::StringEnum(_) => {}
            TypeKind::Constrained(constrained) => constrained.inner.names(&mut out),
        }
        out
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
}

/// Which way values of a type travel.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Directions {
    /// In a request.
    pub request: bool,
    /// In a response.
    pub response: bool,
}

/// What a [`TypeDef`] is.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum TypeKind {
    /// An object with named members.
    Record(Record),
    /// A closed object whose members all have one type: a map keyed by an enum.
    KeyedMap(KeyedMap),
    /// A string out of a list.
    StringEnum(StringEnum),
    /// A value that keeps rules.
    Constrained(Constrained),
}

/// An object with named members.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Record {
    /// The members, in the order of the description.
    pub fields: Vec<Field>,
    /// What holds for members that are not named.
    pub additional: Additional,
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
    fn shape(&self) -> (&str, &Ty, [bool; 4], Option<&str>) {
        (
            &self.wire,
            &self.ty,
            [self.required, self.nullable, self.deprecated, self.secret],
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
}

/// A string out of a list.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct StringEnum {
    /// The values, in the order of the description.
    pub values: Vec<EnumValue>,
}

/// A value of a [`StringEnum`].
#[derive(Debug, Clone)]
pub struct EnumValue {
    /// The string on the wire.
    pub wire: String,
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

/// A value that keeps rules.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Constrained {
    /// What it is without them.
    pub inner: Ty,
    /// The rules.
    pub rules: Rules,
    /// Does it hold a secret (`format: password` or `writeOnly`)?
    pub secret: bool,
}

/// The rules of JSON Schema that a value can be checked by.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash)]
pub struct Rules {
    /// `minLength`, in Unicode code points.
    pub min_length: Option<u64>,
    /// `maxLength`, in Unicode code points.
    pub max_length: Option<u64>,
    /// `pattern`, ECMA-262.
    pub pattern: Option<String>,
    /// `minimum` or `exclusiveMinimum`.
    pub minimum: Option<Bound>,
    /// `maximum` or `exclusiveMaximum`.
    pub maximum: Option<Bound>,
    /// `multipleOf`, as the number is written.
    pub multiple_of: Option<Num>,
    /// `minItems`.
    pub min_items: Option<u64>,
    /// `maxItems`.
    pub max_items: Option<u64>,
    /// `uniqueItems`.
    pub unique_items: bool,
}

impl Rules {
    /// Is there no rule at all?
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }
}

/// An end of a range of numbers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Bound {
    /// The number.
    pub value: Num,
    /// Is it outside of the range itself?
    pub exclusive: bool,
}

/// A number of the description, exact where it is whole.
#[derive(Debug, Clone, Copy)]
pub enum Num {
    /// A whole number.
    Int(i128),
    /// Any other finite number.
    Real(f64),
}

impl PartialEq for Num {
    fn eq(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Int(a), Self::Int(b)) => a == b,
            (Self::Real(a), Self::Real(b)) => a.to_bits() == b.to_bits(),
            _ => false,
        }
    }
}

impl Eq for Num {}

impl std::hash::Hash for Num {
    fn hash<H: std::hash::Hasher>(&self, state: &mut H) {
        match self {
            Self::Int(value) => value.hash(state),
            Self::Real(value) => value.to_bits().hash(state),
        }
    }
}

impl Num {
    /// The number as a double, the nearest one where it is no double itself.
    #[allow(clippy::cast_precision_loss)]
    pub fn to_f64(self) -> f64 {
        match self {
            Self::Int(value) => value as f64,
            Self::Real(value) => value,
        }
    }
}

impl std::fmt::Display for Num {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Int(value) => value.fmt(f),
            Self::Real(value) => value.fmt(f),
        }
    }
}

/// A request with the answers that it can get.
#[derive(Debug, Clone)]
pub struct Operation {
    /// `operationId`.
    pub id: String,
    /// `get`, `post`, …, upper case.
    pub method: String,
    /// The path template.
    pub path: String,
    /// The name within its resource, as the description has it.
    pub wire: String,
    /// The group that it belongs to.
    pub resource: ResourceId,
    /// Texts for people.
    pub docs: Docs,
    /// `deprecated`.
    pub deprecated: bool,
    /// The parameters, path first, then in the order of the description.
    pub params: Vec<Param>,
    /// The request's body.
    pub body: Option<Body>,
    /// The documented answers, by status.
    pub responses: Vec<Response>,
    /// The alternatives of security requirements; none means that none is needed.
    pub security: Vec<Requirement>,
    /// Where it stands.
    pub origin: Pointer,
}

impl Operation {
    /// The types of all that it sends and receives.
    pub fn tys(&self) -> impl Iterator<Item = &Ty> {
        let params = self.params.iter().map(|param| &param.ty);
        let sent = self
            .body
            .iter()
            .flat_map(|body| &body.content)
            .map(|content| &content.ty);
        let received = self
            .responses
            .iter()
            .filter_map(|response| Some(&response.content.as_ref()?.ty));
        params.chain(sent).chain(received)
    }
}

/// Schemes that are all needed at once, each with its scopes.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Requirement {
    /// Name of the scheme and the scopes that it must grant.
    pub schemes: Vec<(String, Vec<String>)>,
}

/// Where a [`Param`] goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum ParamLocation {
    /// A segment of the path.
    Path,
    /// The query string.
    Query,
    /// A header.
    Header,
    /// A cookie.
    Cookie,
}

/// A parameter of an [`Operation`].
#[derive(Debug, Clone)]
pub struct Param {
    /// Its name on the wire.
    pub wire: String,
    /// Where it goes.
    pub location: ParamLocation,
    /// Its type.
    pub ty: Ty,
    /// Must it be there?
    pub required: bool,
    /// How an array or an object is written.
    pub style: Style,
    /// `explode`.
    pub explode: bool,
    /// `allowReserved`.
    pub allow_reserved: bool,
    /// Texts for people.
    pub docs: Docs,
    /// `format`, where it is documentation only.
    pub format: Option<String>,
    /// `deprecated`.
    pub deprecated: bool,
    /// `default`, as JSON text.
    pub default: Option<String>,
    /// Where it stands.
    pub origin: Pointer,
}

/// `style` of a [`Param`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Style {
    /// `simple`.
    Simple,
    /// `form`.
    Form,
    /// `spaceDelimited`.
    SpaceDelimited,
    /// `pipeDelimited`.
    PipeDelimited,
    /// `deepObject`.
    DeepObject,
}

/// The body of a request.
#[derive(Debug, Clone)]
pub struct Body {
    /// Must it be there?
    pub required: bool,
    /// The media types that it can be sent as, the preferred one first.
    pub content: Vec<Content>,
    /// Texts for people.
    pub docs: Docs,
    /// Where it stands.
    pub origin: Pointer,
}

/// A media type and what it carries.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Content {
    /// The media type, as `application/json`.
    pub media_type: String,
    /// How the value is written.
    pub codec: Codec,
    /// The value's type.
    pub ty: Ty,
}

/// How a body is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Codec {
    /// `application/json` and `…+json`.
    Json,
    /// `application/x-www-form-urlencoded`.
    Form,
}

/// A documented answer.
#[derive(Debug, Clone)]
pub struct Response {
    /// Which statuses it is for.
    pub status: Status,
    /// What it carries; `None` where no body is documented.
    pub content: Option<Content>,
    /// Its documented headers.
    pub headers: Vec<Header>,
    /// Texts for people.
    pub docs: Docs,
    /// Where it stands.
    pub origin: Pointer,
}

/// The statuses that a [`Response`] is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Status {
    /// One status.
    Code(u16),
    /// `1XX` to `5XX`.
    Range(u8),
    /// Every status that is not named.
    Default,
}

impl Status {
    /// Does it stand for success?
    pub fn is_success(self) -> bool {
        matches!(self, Self::Code(200..=299) | Self::Range(2))
    }
}

impl std::fmt::Display for Status {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Code(code) => write!(f, "{code}"),
            Self::Range(class) => write!(f, "{class}XX"),
            Self::Default => f.write_str("default"),
        }
    }
}

/// A documented header of a [`Response`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Header {
    /// Its name on the wire.
    pub wire: String,
    /// Its type.
    pub ty: Ty,
    /// Must it be there?
    pub required: bool,
    /// Texts for people.
    pub docs: Docs,
    /// Where it stands.
    pub origin: Pointer,
}
