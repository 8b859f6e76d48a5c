//! Responses, and the media types that bodies of both directions come in.

use indexmap::IndexMap;
use openapiv3::{
    Header as SourceHeader, MediaType, Operation as Source, ParameterSchemaOrContent, ReferenceOr,
    Response as SourceResponse, StatusCode,
};

use super::Lowering;
use super::schemas::Place;
use crate::diagnostic::Code;
use crate::ir::{Codec, Content, Header, Hint, HintBase, Response, Role, Status, Ty};
use crate::pointer::Pointer;

/// What a body belongs to.
pub(super) enum Carrier<'s> {
    Response(&'s str, Status),
}

impl Carrier<'_> {
    fn hint(&self) -> Hint {
        match self {
            Self::Response(id, status) => Hint {
                base: HintBase::Operation((*id).to_owned()),
                path: vec![Role::Response(*status)],
            },
        }
    }
}

impl<'a> Lowering<'a> {
    /// The documented answers: statuses in order, then ranges, then `default`.
    pub(super) fn responses(
        &mut self,
        id: &str,
        source: &'a Source,
        at: &Pointer,
    ) -> Vec<Response> {
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
        let responses: Vec<_> = all
            .into_iter()
            .filter_map(|(status, response)| {
                self.response(id, status, response, &base.key(&status.to_string()))
            })
            .collect();
        self.one_success(&responses, &base);
        responses
    }

    fn response(
        &mut self,
        id: &str,
        status: Status,
        response: &'a ReferenceOr<SourceResponse>,
        at: &Pointer,
    ) -> Option<Response> {
        let (response, at) = self.resolve(response, at, "responses", |components| {
            &components.responses
        })?;
        let content = self
            .contents(&response.content, &at, &Carrier::Response(id, status))
            .into_iter()
            .find(|content| content.codec == Codec::Json);
        if content.is_none() && !response.content.is_empty() {
            let message = format!(
                "no media type of the response `{status}` can be read, so its body is kept as bytes only"
            );
            self.report(Code::UnsupportedResponse, &at.key("content"), message);
        }
        let headers = response
            .headers
            .iter()
            .filter_map(|(name, header)| self.header(id, status, name, header, &at))
            .collect();
        let docs = self.docs(None, Some(&response.description), &at);
        Some(Response {
            status,
            content,
            headers,
            docs,
            origin: self.document.origin(&at),
        })
    }

    fn header(
        &mut self,
        id: &str,
        status: Status,
        name: &str,
        header: &'a ReferenceOr<SourceHeader>,
        at: &Pointer,
    ) -> Option<Header> {
        let at = at.key("headers").key(name);
        let (header, at) =
            self.resolve(header, &at, "headers", |components| &components.headers)?;
        let ParameterSchemaOrContent::Schema(schema) = &header.format else {
            self.report(
                Code::UnsupportedResponse,
                &at,
                format!("the header `{name}` has a media type of its own and is kept as text"),
            );
            return None;
        };
        let hint = Carrier::Response(id, status).hint();
        let place = Place {
            pointer: at.clone(),
            hint,
        }
        .part(at.key("schema"), Role::Parameter(name.to_owned()));
        let ty = self.site(schema.into(), &place).ty;
        let docs = self.docs(None, header.description.as_deref(), &at);
        Some(Header {
            wire: name.to_owned(),
            ty,
            required: header.required,
            docs,
            origin: self.document.origin(&at),
        })
    }

    /// Says so when answers of success carry different things: a method has one result.
    fn one_success(&mut self, responses: &[Response], base: &Pointer) {
        let mut types = responses
            .iter()
            .filter(|response| response.status.is_success())
            .map(|response| {
                (
                    response,
                    response.content.as_ref().map(|content| &content.ty),
                )
            });
        let Some((_, first)) = types.next() else {
            return;
        };
        if let Some((other, _)) = types.find(|(_, ty)| *ty != first) {
            let at = base.key(&other.status.to_string());
            let message = format!(
                "the response `{}` carries another type than the first success; it is read as an undeclared answer",
                other.status
            );
            self.report(Code::UnsupportedResponse, &at, message);
        }
    }

    /// The media types of a body that can be read.
    fn contents(
        &mut self,
        content: &'a IndexMap<String, MediaType>,
        at: &Pointer,
        carrier: &Carrier<'_>,
    ) -> Vec<Content> {
        let mut contents = Vec::new();
        for (media_type, media) in content {
            let place = at.key("content").key(media_type);
            // A response is fine as long as one of its media types can be read.
            let Some(codec) = codec(media_type) else {
                continue;
            };
            let ty = match &media.schema {
                Some(schema) => self
                    .site(
                        schema.into(),
                        &Place {
                            pointer: place.key("schema"),
                            hint: carrier.hint(),
                        },
                    )
                    .whole(),
                None => Ty::Any,
            };
            contents.push(Content {
                media_type: media_type.clone(),
                codec,
                ty,
                encoding: Vec::new(),
            });
        }
        contents.sort_by_key(|content| content.codec);
        contents
    }
}

/// How a media type is written, if it can be.
fn codec(media_type: &str) -> Option<Codec> {
    let essence = media_type
        .split(';')
        .next()
        .unwrap_or_default()
        .trim()
        .to_ascii_lowercase();
    match essence.as_str() {
        "application/json" => Some(Codec::Json),
        json if json.ends_with("+json") => Some(Codec::Json),
        "*/*" | "application/*" => Some(Codec::Json),
        _ => None,
    }
}
