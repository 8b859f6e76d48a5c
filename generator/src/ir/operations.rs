//! Operations: requests and the answers that they can get.

use super::{Docs, ResourceId, Server, Ty};
use crate::pointer::Pointer;

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
    /// The media types that its answers can be read from, those of success first.
    pub accept: Vec<String>,
    /// Servers of its own, or of its path, which it goes to in place of the API's; none means the API's.
    pub servers: Vec<Server>,
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
            .flat_map(|response| &response.contents)
            .map(|content| &content.ty);
        let headers = self
            .responses
            .iter()
            .flat_map(|response| &response.headers)
            .map(|header| &header.ty);
        params.chain(sent).chain(received).chain(headers)
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
    /// All of the query string, as its media type spells it (`in: querystring`).
    QueryString,
    /// A header.
    Header,
    /// A cookie.
    Cookie,
}

impl ParamLocation {
    /// The name of the location, as `in` has it.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Path => "path",
            Self::Query => "query",
            Self::QueryString => "querystring",
            Self::Header => "header",
            Self::Cookie => "cookie",
        }
    }

    /// Is it a header, or in one?
    pub fn is_in_head(self) -> bool {
        matches!(self, Self::Header | Self::Cookie)
    }
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
    /// The media type of its text, where `content` gives it one; then the style says nothing.
    pub content: Option<String>,
    /// Texts for people.
    pub docs: Docs,
    /// `format`, where it is documentation only.
    pub format: Option<String>,
    /// `deprecated`.
    pub deprecated: bool,
    /// Does it hold a secret (`format: password` or `writeOnly`) that is no [`Ty::Secret`]?
    pub secret: bool,
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
    /// `label`.
    Label,
    /// `matrix`.
    Matrix,
    /// `form`.
    Form,
    /// `spaceDelimited`.
    SpaceDelimited,
    /// `pipeDelimited`.
    PipeDelimited,
    /// `deepObject`.
    DeepObject,
    /// `cookie`: as `form`, with nothing encoded.
    Cookie,
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
    /// Is what is sent a secret that its type does not know to be one?
    pub secret: bool,
    /// How members of a form are written, where the description says it.
    pub encoding: Vec<Encoding>,
}

impl Content {
    /// Is it one value's media type beside another's, so that one operation can be sent as either?
    pub fn goes_with(&self, other: &Self) -> bool {
        self.ty == other.ty && self.codec != Codec::Bytes && other.codec != Codec::Bytes
    }

    /// The media type that it is sent as: of a range, one that fits.
    pub fn sent_as(&self) -> &str {
        match self.codec {
            Codec::Json if self.is_range() => "application/json",
            Codec::Text if self.is_range() => "text/plain",
            Codec::Multipart if self.is_range() => "multipart/form-data",
            _ => &self.media_type,
        }
    }

    /// Does it stand for several media types, of which whoever sends it names one?
    pub fn is_range(&self) -> bool {
        self.media_type.contains('*')
    }
}

/// How one member of a form is written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Encoding {
    /// The member; of an array the item's place, such as `0`, or `*` for items that have none of their own.
    pub wire: String,
    /// The media type of its part.
    pub content_type: Option<String>,
    /// `style`, `explode` and `allowReserved`, where one of them is given.
    pub style: Option<(Style, bool, bool)>,
    /// Names of the headers that its part may have.
    pub headers: Vec<String>,
}

/// How a body is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Codec {
    /// `application/json` and `…+json`.
    Json,
    /// `application/x-www-form-urlencoded`.
    Form,
    /// `multipart/form-data` and other `multipart/…`.
    Multipart,
    /// `text/…` and XML: text as it is.
    Text,
    /// Anything else: bytes as they are.
    Bytes,
    /// An item at a time.
    Stream(Framing),
}

/// How a stream is taken apart, and what of each part the item is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Framing {
    /// Server-sent events; the item is their data, which is JSON.
    EventData,
    /// Server-sent events; the item is their data, which is text.
    EventText,
    /// Server-sent events; the item is an object of their fields, the data being text.
    EventFields,
    /// Server-sent events; the item is an object of their fields, the data being JSON.
    EventFieldsData,
    /// A JSON document a line.
    JsonLines,
    /// A JSON document after each record separator (RFC 7464).
    JsonSequence,
}

/// A documented answer.
#[derive(Debug, Clone)]
pub struct Response {
    /// Which statuses it is for.
    pub status: Status,
    /// The media types that it can come as, the preferred one first; none where no body is documented.
    pub contents: Vec<Content>,
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

    /// Does an answer with it never have a body (RFC 9110 section 6.4.1)?
    pub fn is_bodiless(self) -> bool {
        matches!(
            self,
            Self::Code(100..=199 | 204 | 205 | 304) | Self::Range(1)
        )
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
    /// How its text stands for the value.
    pub form: HeaderForm,
    /// Must it be there?
    pub required: bool,
    /// Texts for people.
    pub docs: Docs,
    /// Where it stands.
    pub origin: Pointer,
}

/// How the text of a [`Header`] stands for its value.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum HeaderForm {
    /// `simple`.
    Simple,
    /// `simple` with `explode`.
    Exploded,
    /// A media type of its own, which is JSON.
    Json,
}
