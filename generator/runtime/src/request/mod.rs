//! Parameters and a body become an `http::Request`; what can't be sent as it is meant becomes a violation instead.

mod form;
mod header;
mod path;
mod percent;
mod plain;
mod query;

use bytes::Bytes;
use http::header::{ACCEPT, AUTHORIZATION, CONTENT_TYPE, COOKIE};
use http::{HeaderMap, HeaderName, HeaderValue};

pub use self::query::{QueryStyle, Style};
use crate::check::{Checker, In, Rule, Violation, keeps_rules};
use crate::codec::push_segment;
use crate::error::InvalidRequest;
use crate::operation::Meta;
use crate::server::BaseUrl;
use crate::{Peek, json};

/// Collects what an operation sends, and every rule that it breaks.
///
/// Each value is checked against the description first, then spelt for its place. An absent value is left out.
///
/// ```
/// use oas_runtime::{BaseUrl, Meta, RequestEncoder, http};
///
/// static META: Meta = Meta {
///     id: "listNames",
///     method: http::Method::GET,
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
#[derive(Debug)]
pub struct RequestEncoder {
    meta: &'static Meta,
    /// The template, in which each parameter is replaced as it comes.
    path: String,
    query: String,
    cookies: String,
    headers: HeaderMap,
    body: Bytes,
    violations: Vec<Violation>,
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
            violations: Vec::new(),
        }
    }

    /// A path parameter (style `simple`): always one segment, in which everything but letters, digits and `-._~` is
    /// percent-encoded. What a URL parser would drop or read as something else is a violation: an empty value, `.`,
    /// `..`, a control character.
    pub fn path(&mut self, name: &str, value: &(impl Peek + ?Sized)) {
        self.check(In::Path, name, &value);
        let put = path::put(&mut self.path, name, plain::Plain::of(value).as_ref());
        self.note(In::Path, name, put);
    }

    /// A query parameter in the default style: `form`, exploded.
    pub fn query(&mut self, name: &str, value: &(impl Peek + ?Sized)) {
        self.query_with(QueryStyle::FORM, name, value);
    }

    /// A query parameter in any style (OpenAPI 3.0 section 4.7.12.1).
    pub fn query_with(&mut self, style: QueryStyle, name: &str, value: &(impl Peek + ?Sized)) {
        self.check(In::Query, name, &value);
        if let Some(plain) = plain::Plain::of(value) {
            let put = query::put(&mut self.query, style, name, &plain);
            self.note(In::Query, name, put);
        }
    }

    /// A query parameter whose value is JSON text: one that the description gives a `content` of `application/json`.
    pub fn query_json(&mut self, name: &str, value: &(impl Peek + ?Sized)) {
        self.check(In::Query, name, &value);
        if !value.is_absent() {
            query::put_text(&mut self.query, name, &json::to_string(value));
        }
    }

    /// A header parameter (style `simple`). `accept`, `content-type` and `authorization` are not parameters, whatever a
    /// description says (OpenAPI 3.1 section 4.8.12.2.1), and are ignored here.
    pub fn header(&mut self, name: &str, value: &(impl Peek + ?Sized)) {
        self.put_header(name, false, &value);
    }

    /// A header parameter of style `simple` whose members are spelt `name=value`: `explode: true`.
    pub fn header_exploded(&mut self, name: &str, value: &(impl Peek + ?Sized)) {
        self.put_header(name, true, &value);
    }

    fn put_header(&mut self, name: &str, explode: bool, value: &dyn Peek) {
        self.check(In::Header, name, value);
        let Some(plain) = plain::Plain::of(value) else {
            return;
        };
        let put = header::value(&plain, explode).and_then(|value| {
            let name = HeaderName::try_from(name)
                .map_err(|_| Refused::new("its name is no header name"))?;
            if ![ACCEPT, CONTENT_TYPE, AUTHORIZATION].contains(&name) {
                self.headers.append(name, value);
            }
            Ok(())
        });
        self.note(In::Header, name, put);
    }

    /// A cookie: one scalar, percent-encoded. The styles of arrays and objects have no defined spelling in a cookie.
    pub fn cookie(&mut self, name: &str, value: &(impl Peek + ?Sized)) {
        self.check(In::Cookie, name, &value);
        if let Some(plain) = plain::Plain::of(value) {
            let put = header::put_cookie(&mut self.cookies, name, &plain);
            self.note(In::Cookie, name, put);
        }
    }

    /// The body as `application/json`. One that is absent is left out.
    pub fn json(&mut self, body: &(impl Peek + ?Sized)) {
        self.json_as("application/json", body);
    }

    /// The body as JSON under another name, such as `application/merge-patch+json`.
    pub fn json_as(&mut self, content_type: &'static str, body: &(impl Peek + ?Sized)) {
        if !body.is_absent() {
            self.check_body(&body);
            self.bytes(content_type, json::to_vec(body));
        }
    }

    /// The body as `application/x-www-form-urlencoded`: a pair a scalar, a pair for each item of an array, objects as JSON
    /// text. What the form can't hold, null and the empty array, is a violation.
    pub fn form(&mut self, body: &(impl Peek + ?Sized)) {
        if let Some(plain) = plain::Plain::of(body) {
            self.check_body(&body);
            let (text, refused) = form::text(&plain);
            for (member, refused) in refused {
                self.note(In::Body, member, Err(refused));
            }
            self.bytes("application/x-www-form-urlencoded", text);
        }
    }

    /// The body as it is.
    pub fn bytes(&mut self, content_type: &'static str, body: impl Into<Bytes>) {
        match HeaderValue::from_str(content_type) {
            Ok(value) => drop(self.headers.insert(CONTENT_TYPE, value)),
            Err(_) => {
                let refused = Refused::new("its media type is no header value");
                self.note(In::Body, "", Err(refused));
            }
        }
        self.body = body.into();
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
        let uri = match path::uri(base, &self.path, &self.query) {
            Ok(uri) => uri,
            Err(refused) => {
                self.report(In::Path, String::new(), refused);
                http::Uri::default()
            }
        };
        if !self.violations.is_empty() {
            return Err(InvalidRequest {
                violations: self.violations,
            });
        }
        let mut request = http::Request::new(self.body);
        *request.method_mut() = self.meta.method.clone();
        *request.uri_mut() = uri;
        *request.headers_mut() = self.headers;
        Ok(request)
    }

    fn check(&mut self, at: In, name: &str, value: &dyn Peek) {
        if keeps_rules(value) {
            return;
        }
        let mut checker = Checker::new(at);
        checker.inside(name, value);
        self.violations.append(&mut checker.finish());
    }

    fn check_body(&mut self, body: &dyn Peek) {
        if keeps_rules(body) {
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
