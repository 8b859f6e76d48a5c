//! Parameters and a body become an `http::Request`; what can't be sent as it is meant becomes a violation instead.

mod content;
mod file;
mod form;
mod header;
mod items;
mod multipart;
mod params;
mod path;
pub(crate) mod percent;
mod plain;
mod query;
mod query_string;

use std::fmt;

use bytes::Bytes;
use http::header::{ACCEPT, CONTENT_TYPE, COOKIE};
use http::{HeaderMap, HeaderName, HeaderValue};

pub use self::content::{Content, Encoding};
pub use self::file::{File, JsonText};
pub use self::header::CookieText;
pub use self::params::{Params, validate_params};
pub use self::path::PathStyle;
pub use self::query::{QueryStyle, Style};
use crate::check::{Checker, In, Rule, Violation, Violations};
use crate::codec::{ByRef, push_segment};
use crate::error::InvalidRequest;
use crate::operation::Meta;
use crate::response::REDACTED;
use crate::server::{BaseUrl, OwnServers, ServerTemplate};
use crate::{Peek, Writer};

/// Collects what an operation sends, and every rule that it breaks.
///
/// Each value is checked against the description first, then spelt for its place. An absent value is left out.
///
/// ```
/// use oas_runtime::{BaseUrl, Meta, RequestEncoder, http};
///
/// static META: Meta = Meta {
///     id: "listNames",
///     method: "GET",
///     path: "/groups/{group}/names",
///     accept: "application/json",
///     security: &[],
/// };
/// let mut request = RequestEncoder::new(&META);
/// request.path("group", "a b");
/// request.query("take", &5);
/// let request = request.finish(&BaseUrl::parse("https://api.example.com")?)?;
/// assert_eq!(request.uri(), "https://api.example.com/groups/a%20b/names?take=5");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub struct RequestEncoder {
    meta: &'static Meta,
    /// The template, in which each parameter is replaced as it comes.
    path: String,
    query: String,
    cookies: String,
    headers: HeaderMap,
    body: Bytes,
    /// Which of several media types the body is sent as.
    alternative: usize,
    boundary: Option<String>,
    server: Option<ServerTemplate>,
    /// Which of several servers of its own it goes to.
    on_server: usize,
    violations: Vec<Violation>,
    /// Whether path or query have a secret in them.
    secret: bool,
}

impl fmt::Debug for RequestEncoder {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let shown = |text: &str| {
            if self.secret {
                REDACTED.to_owned()
            } else {
                text.to_owned()
            }
        };
        f.debug_struct("RequestEncoder")
            .field("meta", self.meta)
            .field("path", &shown(&self.path))
            .field("query", &shown(&self.query))
            .field("headers", &self.headers)
            .field("violations", &self.violations)
            .finish_non_exhaustive()
    }
}

/// Why a value can't be spelt in its place.
#[derive(Debug, PartialEq, Eq)]
struct Refused {
    rule: Rule,
    message: String,
}

impl Refused {
    fn new(message: impl Into<String>) -> Self {
        Self {
            rule: Rule::Encodable,
            message: message.into(),
        }
    }

    fn null(place: &str) -> Self {
        Self {
            rule: Rule::Null,
            message: format!("null has no spelling in a {place}: leave it out"),
        }
    }
}

impl RequestEncoder {
    /// A request without parameters and body.
    #[must_use]
    pub fn new(meta: &'static Meta) -> Self {
        let mut headers = HeaderMap::new();
        if let Ok(accept) = HeaderValue::from_str(meta.accept)
            && !accept.is_empty()
        {
            headers.insert(ACCEPT, accept);
        }
        Self {
            meta,
            path: meta.path.to_owned(),
            query: String::new(),
            cookies: String::new(),
            headers,
            body: Bytes::new(),
            alternative: 0,
            boundary: None,
            server: None,
            on_server: 0,
            violations: Vec::new(),
            secret: false,
        }
    }

    /// A path parameter (style `simple`): always one segment, in which everything but letters, digits and `-._~` is
    /// percent-encoded. What a URL parser would drop or read as something else is a violation: an empty value, `.`,
    /// `..`, a control character.
    pub fn path(&mut self, name: &str, value: &(impl Peek + ?Sized)) {
        self.put_path((PathStyle::Simple, false, false), name, &ByRef(value));
    }

    /// A path parameter in any style (OpenAPI 3.0 section 4.7.12.1), exploded or not.
    pub fn path_with(
        &mut self,
        style: PathStyle,
        explode: bool,
        name: &str,
        value: &(impl Peek + ?Sized),
    ) {
        self.put_path((style, explode, false), name, &ByRef(value));
    }

    /// The same with reserved characters and percent-encoded triples as they are: `allowReserved` of OpenAPI 3.2. `/`, `?` and
    /// `#` are encoded all the same, since they would end the segment, and so are `[` and `]`.
    pub fn path_reserved(
        &mut self,
        style: PathStyle,
        explode: bool,
        name: &str,
        value: &(impl Peek + ?Sized),
    ) {
        self.put_path((style, explode, true), name, &ByRef(value));
    }

    fn put_path(&mut self, spelling: path::Spelling, name: &str, value: &dyn Peek) {
        self.check(In::Path, name, value);
        self.secret |= value.is_secret();
        let plain = plain::Plain::of(value);
        let put = path::put(&mut self.path, spelling, name, plain.as_ref());
        self.note(In::Path, name, put);
    }

    /// A query parameter in the default style: `form`, exploded.
    pub fn query(&mut self, name: &str, value: &(impl Peek + ?Sized)) {
        self.query_with(QueryStyle::FORM, name, value);
    }

    /// A query parameter in any style (OpenAPI 3.0 section 4.7.12.1).
    pub fn query_with(&mut self, style: QueryStyle, name: &str, value: &(impl Peek + ?Sized)) {
        self.check(In::Query, name, &ByRef(value));
        self.secret |= value.is_secret();
        if let Some(plain) = plain::Plain::of(value) {
            let put = query::put(&mut self.query, style, name, &plain);
            self.note(In::Query, name, put);
        }
    }

    /// A header parameter (style `simple`). `accept` and `content-type` are not parameters, whatever a description says (OpenAPI
    /// 3.1 section 4.8.12.2.1), and are ignored here. `authorization` is none either, where credentials make it up: they replace it.
    pub fn header(&mut self, name: &str, value: &(impl Peek + ?Sized)) {
        self.put_header(name, false, &ByRef(value));
    }

    /// A header parameter of style `simple` whose members are spelt `name=value`: `explode: true`.
    pub fn header_exploded(&mut self, name: &str, value: &(impl Peek + ?Sized)) {
        self.put_header(name, true, &ByRef(value));
    }

    fn put_header(&mut self, name: &str, explode: bool, value: &dyn Peek) {
        self.check(In::Header, name, value);
        let Some(plain) = plain::Plain::of(value) else {
            return;
        };
        let is_secret = value.is_secret();
        let put = header::value(&plain, explode).and_then(|mut value| {
            value.set_sensitive(is_secret);
            let name = HeaderName::try_from(name)
                .map_err(|_| Refused::new("its name is no header name"))?;
            if ![ACCEPT, CONTENT_TYPE].contains(&name) {
                self.headers.append(name, value);
            }
            Ok(())
        });
        self.note(In::Header, name, put);
    }

    /// A cookie (style `form`), percent-encoded; the items of an array and the members of an object stand between commas.
    pub fn cookie(&mut self, name: &str, value: &(impl Peek + ?Sized)) {
        self.put_cookie(CookieText::Encoded, false, name, &ByRef(value));
    }

    /// A cookie an item of an array, or a member of an object: `explode: true`.
    pub fn cookie_exploded(&mut self, name: &str, value: &(impl Peek + ?Sized)) {
        self.put_cookie(CookieText::Encoded, true, name, &ByRef(value));
    }

    /// A cookie in any style, exploded or not.
    pub fn cookie_with(
        &mut self,
        text: CookieText,
        explode: bool,
        name: &str,
        value: &(impl Peek + ?Sized),
    ) {
        self.put_cookie(text, explode, name, &ByRef(value));
    }

    fn put_cookie(&mut self, text: CookieText, explode: bool, name: &str, value: &dyn Peek) {
        self.check(In::Cookie, name, value);
        if let Some(plain) = plain::Plain::of(value) {
            let put = header::put_cookie(&mut self.cookies, text, explode, name, &plain);
            self.note(In::Cookie, name, put);
        }
    }

    /// The body as `application/json`; `None` is null.
    pub fn json(&mut self, body: &(impl Peek + ?Sized)) {
        self.put_body(&Content::JSON, &ByRef(body));
    }

    /// The body as one of the media types that the operation has: the first, unless an [`Alternative`](crate::Alternative) is
    /// sent. `None` is null in JSON; any other media type has none, and then there is no body.
    pub fn body(&mut self, contents: &[Content], body: &(impl Peek + ?Sized)) {
        let first = contents.first().copied().unwrap_or(Content::JSON);
        let content = contents.get(self.alternative).copied().unwrap_or(first);
        self.put_body(&content, &ByRef(body));
    }

    /// The body as `application/x-www-form-urlencoded`: a pair a scalar, a pair for each item of an array, objects as JSON
    /// text. What the form can't hold, null and the empty array, is a violation.
    pub fn form(&mut self, body: &(impl Peek + ?Sized)) {
        self.put_body(&Content::FORM, &ByRef(body));
    }

    fn put_body(&mut self, content: &Content, body: &dyn Peek) {
        (content.write)(self, content, body);
    }

    fn put_json(&mut self, content: &Content, body: &dyn Peek) {
        self.check_body(body);
        let json = self.json_of(body);
        self.bytes(content.media_type, json);
    }

    // Nothing but JSON has a null; an optional body that is left out never comes here.

    fn put_text(&mut self, content: &Content, body: &dyn Peek) {
        if !body.is_absent() {
            self.check_body(body);
            let json = self.json_of(body);
            let text = plain::Raw { at: 0, json: &json }.text();
            self.bytes(content.media_type, text.unwrap_or_default());
        }
    }

    fn put_form(&mut self, content: &Content, body: &dyn Peek) {
        if !body.is_absent() {
            self.check_body(body);
            let (text, refused) = form::text(&self.json_of(body), content.encodings);
            self.refuse_members(refused);
            self.bytes(content.media_type, text);
        }
    }

    fn put_parts(&mut self, content: &Content, body: &dyn Peek) {
        if !body.is_absent() {
            self.check_body(body);
            let mut writer = Writer::collecting();
            body.write(&mut writer);
            let boundary = self.boundary.as_deref();
            let parts = multipart::write(writer.as_str(), writer.files(), content, boundary);
            self.refuse_members(parts.refused);
            self.bytes(&parts.media_type, parts.body);
        }
    }

    /// A body in which no file can be other than text.
    fn json_of(&mut self, body: &dyn Peek) -> String {
        let mut writer = Writer::new();
        body.write(&mut writer);
        if writer.has_lost() {
            let refused = "a file in it is no UTF-8, and only a multipart form holds other bytes";
            self.note(In::Body, "", Err(Refused::new(refused)));
        }
        writer.into_string()
    }

    fn refuse_members(&mut self, refused: Vec<(String, Refused)>) {
        for (member, refused) in refused {
            self.note(In::Body, &member, Err(refused));
        }
    }

    /// The body as it is.
    pub fn bytes(&mut self, content_type: &str, body: impl Into<Bytes>) {
        match HeaderValue::from_str(content_type) {
            Ok(value) => drop(self.headers.insert(CONTENT_TYPE, value)),
            Err(_) => {
                let refused = Refused::new("its media type is no header value");
                self.note(In::Body, "", Err(refused));
            }
        }
        self.body = body.into();
    }

    /// The bytes of a file under the file's own media type, where the description allows any that `range` takes in, such as
    /// `image/*`; a file without one is `application/octet-stream`.
    pub fn file(&mut self, range: &str, file: &File) {
        let media_type = file.content_type().unwrap_or("application/octet-stream");
        let kind = range.split('*').next().unwrap_or_default();
        if !media_type
            .to_ascii_lowercase()
            .starts_with(&kind.to_ascii_lowercase())
        {
            let refused = Refused::new(format!("its media type must be one of `{range}`"));
            self.note(In::Body, "", Err(refused));
        }
        self.bytes(media_type, file.bytes().clone());
    }

    /// Sends the body as another of the media types that the operation has.
    pub(crate) fn alternative(&mut self, index: usize) {
        self.alternative = index;
    }

    /// What separates the parts of a multipart body, in place of one that nobody can foresee: for tests that compare
    /// bytes. It has to be a text that no part holds.
    pub fn boundary(&mut self, boundary: impl Into<String>) {
        self.boundary = Some(boundary.into());
    }

    /// The operation's own server, where it is not the API's. A client whose base URL was set goes there all the same.
    pub fn server(&mut self, server: ServerTemplate) {
        self.servers(&[server]);
    }

    /// The operation's own servers, of which it goes to the first, unless an [`OnServer`](crate::OnServer) takes another.
    pub fn servers(&mut self, servers: &[ServerTemplate]) {
        self.server = servers.get(self.on_server).copied();
    }

    /// Goes to another of the servers that the operation has.
    pub(crate) fn on_server(&mut self, index: usize) {
        self.on_server = index;
    }

    /// The request to the operation's own server, where it has one and no base URL was set, else to `api`.
    pub(crate) fn finish_at(
        mut self,
        own: &OwnServers,
        api: &BaseUrl,
    ) -> Result<http::Request<Bytes>, InvalidRequest> {
        match own.resolve(self.server, api) {
            Ok(base) => self.finish(base.as_ref().unwrap_or(api)),
            Err(error) => {
                let message = format!("the operation has a server of its own, and {error}");
                self.report(In::Path, String::new(), Refused::new(message));
                self.finish(api)
            }
        }
    }

    /// The request, if it breaks no rule. It carries no credentials.
    ///
    /// # Errors
    /// [`InvalidRequest`] with every rule broken.
    pub fn finish(mut self, base: &BaseUrl) -> Result<http::Request<Bytes>, InvalidRequest> {
        if !self.cookies.is_empty() {
            match HeaderValue::try_from(std::mem::take(&mut self.cookies)) {
                Ok(mut cookies) => {
                    cookies.set_sensitive(true);
                    self.headers.insert(COOKIE, cookies);
                }
                Err(_) => self.report(
                    In::Cookie,
                    String::new(),
                    Refused::new("no header can carry it"),
                ),
            }
        }
        if self.on_server > 0 && self.server.is_none() {
            let message = format!("the operation has no server {} of its own", self.on_server);
            self.report(In::Path, String::new(), Refused::new(message));
        }
        let uri = match path::uri(base, &self.path, &self.query) {
            Ok(uri) => uri,
            Err(refused) => {
                self.report(In::Path, String::new(), refused);
                http::Uri::default()
            }
        };
        let method = http::Method::from_bytes(self.meta.method.as_bytes()).unwrap_or_else(|_| {
            let refused = Refused::new("the operation's method is none of HTTP");
            self.report(In::Path, String::new(), refused);
            http::Method::GET
        });
        if !self.violations.is_empty() {
            return Err(InvalidRequest {
                violations: self.violations,
            });
        }
        let mut request = http::Request::new(self.body);
        *request.method_mut() = method;
        *request.uri_mut() = uri;
        *request.headers_mut() = self.headers;
        Ok(request)
    }

    /// What was collected, for those that send nothing.
    pub(crate) fn violations(self) -> Result<(), Violations> {
        Violations::none_of(self.violations)
    }

    fn check(&mut self, at: In, name: &str, value: &dyn Peek) {
        if value.keeps_rules() {
            return;
        }
        let mut checker = Checker::new(at);
        checker.inside(name, value);
        self.violations.append(&mut checker.finish());
    }

    fn check_body(&mut self, body: &dyn Peek) {
        if body.keeps_rules() {
            return;
        }
        let mut checker = Checker::new(In::Body);
        body.check(&mut checker);
        self.violations.append(&mut checker.finish());
    }

    fn note(&mut self, at: In, name: &str, outcome: Result<(), Refused>) {
        if let Err(refused) = outcome {
            let mut pointer = String::new();
            if !name.is_empty() {
                push_segment(&mut pointer, name);
            }
            self.report(at, pointer, refused);
        }
    }

    /// One complaint a place is enough: an empty value that the description forbids is not told twice.
    fn report(&mut self, at: In, pointer: String, refused: Refused) {
        if self
            .violations
            .iter()
            .all(|known| known.at != at || known.pointer != pointer)
        {
            self.violations.push(Violation {
                at,
                pointer,
                rule: refused.rule,
                message: refused.message,
            });
        }
    }
}
