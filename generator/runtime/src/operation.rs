//! An operation as a value: what it needs to become a request, and what it makes of a response. No I/O.

use bytes::Bytes;

use crate::Value;
use crate::check::Violations;
use crate::error::{Failure, InvalidRequest};
use crate::request::RequestEncoder;
use crate::response::Response;
use crate::server::BaseUrl;
use crate::stream::Framing;

/// Alternatives of which one has to be met (OpenAPI 3.1 section 4.8.30), each a list of schemes that are needed together,
/// each scheme with its scopes. No alternative at all: the operation needs no credentials.
pub type Security = &'static [&'static [(&'static str, &'static [&'static str])]];

/// What is the same for every call of an operation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Meta {
    /// The operation's id in the description.
    pub id: &'static str,
    /// The method.
    pub method: &'static str,
    /// The path below the server's URL, with `{parameters}` in it.
    pub path: &'static str,
    /// The `accept` header; empty when the operation answers without a body.
    pub accept: &'static str,
    /// The credentials that it needs.
    pub security: Security,
}

impl Meta {
    /// Whether a call without credentials is refused.
    #[must_use]
    pub fn needs_credentials(&self) -> bool {
        !self.security.is_empty() && self.security.iter().all(|together| !together.is_empty())
    }

    /// The scopes of the first alternative that names any.
    pub(crate) fn scopes(&self) -> Vec<&'static str> {
        let scopes = self.security.iter().map(|together| {
            together
                .iter()
                .flat_map(|(_, scopes)| scopes.iter().copied())
        });
        scopes
            .map(Iterator::collect)
            .find(|scopes: &Vec<_>| !scopes.is_empty())
            .unwrap_or_default()
    }
}

/// A call of one operation, with all its parameters and its body.
///
/// Generated code implements it; [`Client::send`](crate::Client::send) sends it, and [`request`] and
/// [`Operation::decode`] are all that is needed to send it by other means:
///
/// ```
/// use oas_runtime::{self as rt, Operation, Response, http};
///
/// struct GetName<'a> {
///     id: &'a str,
/// }
///
/// impl Operation for GetName<'_> {
///     type Output = String;
///     type Error = GetNameError;
///
///     fn meta(&self) -> &'static rt::Meta {
///         static META: rt::Meta = rt::Meta {
///             id: "getName",
///             method: "GET",
///             path: "/names/{id}",
///             accept: "application/json",
///             security: &[],
///         };
///         &META
///     }
///
///     fn encode(&self, request: &mut rt::RequestEncoder) {
///         request.path("id", self.id);
///     }
///
///     fn decode(response: &Response) -> Result<String, rt::Failure<GetNameError>> {
///         match response.status().as_u16() {
///             200 => response.json(),
///             404 => response.error(GetNameError::NotFound),
///             _ => response.error(GetNameError::Undeclared),
///         }
///     }
/// }
///
/// #[derive(Debug, PartialEq)]
/// enum GetNameError {
///     NotFound,
///     Undeclared,
/// }
///
/// let base = rt::BaseUrl::parse("https://api.example.com/v1")?;
/// let request = rt::request(&GetName { id: "a/b" }, &base)?;
/// assert_eq!(request.uri(), "https://api.example.com/v1/names/a%2Fb");
///
/// let response = http::Response::new(rt::Bytes::from_static(b"\"Ada\""));
/// assert_eq!(GetName::decode(&response.into()).ok().as_deref(), Some("Ada"));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub trait Operation {
    /// What a successful response holds.
    type Output;
    /// The operation's own errors, one a documented status.
    type Error;

    /// What is the same for every call.
    fn meta(&self) -> &'static Meta;

    /// Hands parameters and body to `request`, which checks them.
    fn encode(&self, request: &mut RequestEncoder);

    /// Checks parameters and body, as sending does first.
    ///
    /// # Errors
    /// All rules that are broken, each with the part of the request and its JSON pointer there.
    fn validate(&self) -> Result<(), Violations> {
        let mut request = RequestEncoder::new(self.meta());
        self.encode(&mut request);
        request.violations()
    }

    /// Reads a response.
    ///
    /// # Errors
    /// [`Failure::Api`] for a status that is no success, [`Failure::Decode`] for a success that can't be read.
    fn decode(response: &Response) -> Result<Self::Output, Failure<Self::Error>>;
}

/// An [`Operation`] whose answer comes an item at a time; [`Client::stream`](crate::Client::stream) sends it.
///
/// [`Operation::decode`] reads what is no stream: the answers of failure, and those of success that have another media type.
pub trait StreamOperation: Operation {
    /// What the stream consists of.
    type Item: Value;

    /// The media type of the stream.
    const MEDIA_TYPE: &'static str;

    /// How the stream is taken apart.
    const FRAMING: Framing;
}

impl<O: StreamOperation> StreamOperation for Alternative<'_, O> {
    type Item = O::Item;

    const MEDIA_TYPE: &'static str = O::MEDIA_TYPE;

    const FRAMING: Framing = O::FRAMING;
}

/// The request of an operation: checked, complete but for credentials, sent by nobody yet.
///
/// # Errors
/// [`InvalidRequest`] with every rule that parameters and body break.
pub fn request<O: Operation + ?Sized>(
    operation: &O,
    base: &BaseUrl,
) -> Result<http::Request<Bytes>, InvalidRequest> {
    let mut encoder = RequestEncoder::new(operation.meta());
    operation.encode(&mut encoder);
    encoder.finish(base)
}

/// An operation whose body is sent as another of its media types: the second is 1.
#[derive(Debug, Clone, Copy)]
pub struct Alternative<'a, O>(pub &'a O, pub usize);

impl<O: Operation> Operation for Alternative<'_, O> {
    type Output = O::Output;
    type Error = O::Error;

    fn meta(&self) -> &'static Meta {
        self.0.meta()
    }

    fn encode(&self, request: &mut RequestEncoder) {
        request.alternative(self.1);
        self.0.encode(request);
    }

    fn decode(response: &Response) -> Result<Self::Output, Failure<Self::Error>> {
        O::decode(response)
    }
}

/// An operation that goes to another of the servers that it has of its own: the second is 1. A client whose base URL was set
/// goes there all the same.
///
/// ```
/// use oas_runtime as rt;
///
/// #[derive(Debug)]
/// struct Upload;
/// rt::operation! {
///     Upload "POST" "/files" "upload",
///     accept "" security [],
///     result((), UploadError),
///     encode(self, request) {
///         request.servers(&[
///             rt::ServerTemplate { url: "https://eu.example.com", variables: &[] },
///             rt::ServerTemplate { url: "https://us.example.com", variables: &[] },
///         ]);
///     },
///     answers(response) { _ => response.error(UploadError::Undeclared), },
/// }
/// rt::failures! {
///     pub enum UploadError Undeclared,
/// }
///
/// let api = rt::BaseUrl::parse("https://api.example.com")?;
/// assert!(rt::request(&rt::OnServer(&Upload, 1), &api).is_ok());
/// assert!(rt::request(&rt::OnServer(&Upload, 2), &api).is_err());
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug, Clone, Copy)]
pub struct OnServer<'a, O>(pub &'a O, pub usize);

impl<O: Operation> Operation for OnServer<'_, O> {
    type Output = O::Output;
    type Error = O::Error;

    fn meta(&self) -> &'static Meta {
        self.0.meta()
    }

    fn encode(&self, request: &mut RequestEncoder) {
        request.on_server(self.1);
        self.0.encode(request);
    }

    fn decode(response: &Response) -> Result<Self::Output, Failure<Self::Error>> {
        O::decode(response)
    }
}

impl<O: StreamOperation> StreamOperation for OnServer<'_, O> {
    type Item = O::Item;

    const MEDIA_TYPE: &'static str = O::MEDIA_TYPE;

    const FRAMING: Framing = O::FRAMING;
}
