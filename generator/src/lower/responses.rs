//! Responses: their statuses, bodies and headers.

use std::collections::HashSet;

use indexmap::IndexMap;
use openapiv3::{
    Header as SourceHeader, MediaType, Operation as Source, ParameterSchemaOrContent, ReferenceOr,
    Response as SourceResponse, StatusCode,
};

use super::Lowering;
use super::schemas::Place;
use crate::diagnostic::{Code, Diagnostic, Severity};
use crate::ir::media::{essence, is_json};
use crate::ir::{Codec, Header, HeaderForm, Hint, HintBase, OneWay, Response, Role, Status, Ty};
use crate::load::Node;
use crate::normalise::CARRIED;
use crate::pointer::Pointer;

impl<'a> Lowering<'a> {
    /// The documented answers: statuses in order, then ranges, then `default`.
    pub(super) fn responses(
        &mut self,
        id: &str,
        source: &'a Source,
        at: &Pointer,
    ) -> Vec<Response> {
        let source_is_head = at.last().is_some_and(|method| method == "head");
        let base = at.key("responses");
        let mut all: Vec<(Status, &'a ReferenceOr<SourceResponse>)> = Vec::new();
        for (code, response) in &source.responses.responses {
            let status = match code {
                StatusCode::Code(code) => Status::Code(*code),
                StatusCode::Range(class) => Status::Range(u8::try_from(*class).unwrap_or_default()),
            };
            all.push((status, response));
        }
        all.extend(
            source
                .responses
                .default
                .as_ref()
                .map(|response| (Status::Default, response)),
        );
        all.sort_by_key(|(status, _)| *status);
        let mut responses: Vec<Response> = all
            .into_iter()
            .filter_map(|(status, response)| {
                let at = base.key(&status.to_string());
                let bodiless = source_is_head || status.is_bodiless();
                self.response(id, (status, bodiless), response, &at)
            })
            .collect();
        as_files(&mut responses);
        responses
    }

    fn response(
        &mut self,
        id: &str,
        (status, bodiless): (Status, bool),
        response: &'a ReferenceOr<SourceResponse>,
        at: &Pointer,
    ) -> Option<Response> {
        let (response, at) = self.resolve(response, at, "responses", |components| {
            &components.responses
        })?;
        let place = Place {
            pointer: at.clone(),
            hint: Hint {
                base: super::labels::base(id, &at, "responses"),
                path: vec![Role::Response(status)],
            },
        };
        let contents = if bodiless {
            self.no_body(status, response, &at);
            Vec::new()
        } else {
            self.answer_contents(&response.content, &at, &place)
        };
        let headers = response
            .headers
            .iter()
            // It is said by the media types, and a header of that name is to be ignored.
            .filter(|(name, _)| !name.eq_ignore_ascii_case("content-type"))
            .filter_map(|(name, header)| self.header(name, header, &place))
            .collect();
        if !response.links.is_empty() {
            let message =
                "links between operations are for people to follow; nothing is generated for them";
            self.report(Code::UnsupportedKeyword, &at.key("links"), message);
        }
        let summary = at.key(&format!("{CARRIED}summary"));
        let summary = self.document.node(&summary).and_then(Node::as_str);
        let docs = self.docs(summary, Some(&response.description), &at);
        Some(Response {
            status,
            contents,
            headers,
            docs,
            origin: self.document.origin(&at),
        })
    }

    /// Says so when a body is documented where HTTP has none (RFC 9110 sections 6.4.1 and 9.3.2).
    fn no_body(&mut self, status: Status, response: &SourceResponse, at: &Pointer) {
        let mut media = response.content.values();
        if media.any(|media| media.schema.is_some()) {
            let message =
                format!("an answer `{status}` to this method never has a body, so none is read");
            // Nothing is lost: no server can send it.
            let note = Diagnostic::new(Code::UnsupportedResponse, message)
                .severity(Severity::Note)
                .help("remove the body from the description");
            self.say(&at.key("content"), note);
        }
    }

    fn header(
        &mut self,
        name: &str,
        header: &'a ReferenceOr<SourceHeader>,
        of: &Place,
    ) -> Option<Header> {
        let at = of.pointer.key("headers").key(name);
        if !super::params::is_token(name) {
            let message = format!("no header can be called `{name}`, so it is left out");
            let help = "use letters, digits and `!#$%&'*+-.^_|~` only";
            self.report_with(Code::UnsupportedResponse, &at, message, help);
            return None;
        }
        let (header, at) =
            self.resolve(header, &at, "headers", |components| &components.headers)?;
        let mut place = of.inner(at.clone());
        if let base @ HintBase::Component(_) = super::labels::base(name, &at, "headers") {
            place.hint = Hint {
                base,
                path: Vec::new(),
            };
        }
        let role = Role::Header(name.to_owned());
        let (form, ty) = match &header.format {
            ParameterSchemaOrContent::Schema(schema) => {
                let place = place.part(at.key("schema"), role);
                let site = self.site(schema.into(), &place);
                self.against(OneWay::Sent, &site, &place.pointer, "a header of responses");
                let ty = site.ty;
                let exploded = self.document.node(&at).is_some_and(explodes);
                let form = if exploded {
                    HeaderForm::Exploded
                } else {
                    HeaderForm::Simple
                };
                (form, ty)
            }
            ParameterSchemaOrContent::Content(content) => {
                self.header_content(content, &at, &place.part(at.clone(), role))
            }
        };
        let docs = self.docs(None, header.description.as_deref(), &at);
        Some(Header {
            wire: name.to_owned(),
            ty,
            form,
            required: header.required,
            docs,
            origin: self.document.origin(&at),
        })
    }

    /// A header that has a media type of its own: JSON is read, anything else is text.
    fn header_content(
        &mut self,
        content: &'a IndexMap<String, MediaType>,
        at: &Pointer,
        place: &Place,
    ) -> (HeaderForm, Ty) {
        let Some((media_type, media)) = content.first() else {
            return (HeaderForm::Simple, Ty::String);
        };
        let at = at.key("content").key(media_type).key("schema");
        match (&media.schema, is_json(media_type)) {
            (Some(schema), true) => (
                HeaderForm::Json,
                self.site(schema.into(), &place.inner(at)).ty,
            ),
            _ => (HeaderForm::Simple, Ty::String),
        }
    }
}

/// Where bytes are not of one media type alone, they are handed over with the one that came, as it is with bytes to be sent.
fn as_files(responses: &mut [Response]) {
    let is_read = |response: &&mut Response| {
        response.status.is_success() || response.status == Status::Default
    };
    let contents = responses.iter_mut().filter(is_read);
    let contents = contents.flat_map(|response| &mut response.contents);
    let mut bytes: Vec<_> = contents
        .filter(|content| content.codec == Codec::Bytes)
        .collect();
    let kinds: HashSet<String> = bytes
        .iter()
        .map(|content| essence(&content.media_type))
        .collect();
    if kinds.len() > 1 || kinds.iter().any(|kind| kind.contains('*')) {
        for content in &mut bytes {
            content.ty = Ty::Binary;
        }
    }
}

fn explodes(header: &Node) -> bool {
    let keys = ["explode", &format!("{CARRIED}explode")].map(|key| header.get(key));
    keys.into_iter()
        .flatten()
        .any(|node| node.as_bool() == Some(true))
}
