//! Bodies of requests: the media types that they can be sent as, and how the members of forms are written.

use openapiv3::{MediaType, Operation as Source};

use super::Lowering;
use super::media::framing;
use super::schemas::{Place, Site};
use crate::diagnostic::{Code, Diagnostic, Severity};
use crate::ir::media::{essence, is_json, is_text, is_xml, subtype};
use crate::ir::{
    Api, Body, Codec, Constrained, Content, Hint, JsonKind, OneWay, Role, Ty, TypeKind, json_kinds,
};
use crate::pointer::Pointer;

impl<'a> Lowering<'a> {
    /// The request's body, in each media type that it can be sent as; there is none where it has no media type.
    ///
    /// # Errors
    /// Where there has to be one, and it can be sent as none of its media types.
    pub(super) fn body(
        &mut self,
        id: &str,
        source: &'a Source,
        at: &Pointer,
    ) -> Result<Option<Body>, Unsendable> {
        let Some(body) = source.request_body.as_ref() else {
            return Ok(None);
        };
        let at = at.key("requestBody");
        let found = self.resolve(body, &at, "requestBodies", |components| {
            &components.request_bodies
        });
        let Some((body, at)) = found else {
            let message = "what is to be sent is not there, so the operation has no body";
            self.report(Code::MissingReference, &at, message);
            return Ok(None);
        };
        // The preferred one first: a type that several share is called after it.
        let mut media_types: Vec<_> = body.content.iter().collect();
        media_types.sort_by_key(|(media_type, _)| codec(media_type, None, false));
        let mut content: Vec<_> = media_types
            .into_iter()
            .enumerate()
            .filter_map(|(index, (media_type, media))| {
                let further = (index > 0).then(|| Role::Member(media_words(media_type)));
                let place = Place {
                    pointer: at.key("content").key(media_type),
                    hint: Hint {
                        base: super::labels::base(id, &at, "requestBodies"),
                        path: [Role::Body].into_iter().chain(further).collect(),
                    },
                };
                let has_same = |other: &(&String, &MediaType)| {
                    is_json(&essence(other.0)) && other.1.schema == media.schema
                };
                let beside = body.content.iter().find(has_same);
                self.sent(
                    media_type,
                    media,
                    &place,
                    beside.map(|(json, _)| json.as_str()),
                )
            })
            .collect();
        content.sort_by_key(|content| content.codec);
        without_ranges(&mut content);
        if content.is_empty() {
            if !body.content.is_empty() {
                return if body.required {
                    Err(Unsendable)
                } else {
                    Ok(None)
                };
            }
            self.no_content(&at);
            return Ok(None);
        }
        let docs = self.docs(None, body.description.as_deref(), &at);
        Ok(Some(Body {
            required: body.required,
            content,
            docs,
            origin: self.document.origin(&at),
        }))
    }

    /// Says that a body can't be sent, unless what it lacks has been told.
    fn no_content(&mut self, body: &Pointer) {
        let at = body.key("content");
        if self.document.node(&at).is_some() && !self.has_left_out(&at) {
            let message = "a body without a media type can't be sent";
            self.report(Code::UnsupportedMediaType, &at, message);
        }
    }

    /// What is sent as a media type; none where nothing of its schema can be. The same may be sent as a JSON one beside it.
    fn sent(
        &mut self,
        media_type: &str,
        media: &'a MediaType,
        place: &Place,
        beside: Option<&str>,
    ) -> Option<Content> {
        // A schema of XML describes what the caller writes.
        let schema = media.schema.as_ref().filter(|_| !is_xml(media_type));
        if media.schema.is_some() && schema.is_none() {
            self.as_text(media_type, &place.pointer);
        }
        let schema = schema.map(|schema| {
            let place = place.inner(place.pointer.key("schema"));
            let site = self.site(schema.into(), &place);
            self.against(
                OneWay::Received,
                &site,
                &place.pointer,
                "a body of requests",
            );
            site
        });
        let is_text = schema
            .as_ref()
            .is_some_and(|site| site.ty.is_string() || is_string(&self.api, &site.ty));
        let is_items = schema.as_ref().is_some_and(|site| site.ty != Ty::Binary) && !is_text;
        let codec = match framing(media_type).filter(|_| is_items) {
            Some(framing) => Codec::Stream(framing),
            None => codec(media_type, schema.as_ref(), is_text),
        };
        if codec == Codec::Bytes
            && !is_text
            && schema
                .as_ref()
                .is_some_and(|site| says_more_than_bytes(&site.ty))
        {
            self.by_hand(media_type, "bytes", &place.pointer);
        }
        let secret = codec != Codec::Bytes
            && (schema.as_ref()).is_some_and(|site| self.shows(site, &site.ty));
        let ty = match (codec, schema) {
            (Codec::Bytes, _) => Ty::Binary,
            (Codec::Text, Some(site)) if is_scalar(&self.api, &site.ty) => site.ty,
            (Codec::Text, site) => {
                if site.is_some() {
                    self.as_text(media_type, &place.pointer);
                }
                Ty::String
            }
            (Codec::Stream(_), Some(site)) => {
                let kinds = json_kinds(&self.api.types, &site.ty);
                match site.whole() {
                    whole if kinds == [JsonKind::Array] => whole,
                    item => Ty::Array(Box::new(item)),
                }
            }
            (_, Some(site)) => site.whole(),
            (_, None) => Ty::Any,
        };
        let mut content = Content {
            media_type: media_type.to_owned(),
            codec,
            ty,
            secret,
            encoding: Vec::new(),
        };
        if matches!(codec, Codec::Form | Codec::Multipart) {
            if !self.has_parts(&content, &place.pointer, beside) {
                return None;
            }
            content.encoding = self.encodings(&content, &place.pointer);
        }
        Some(content)
    }

    fn as_text(&mut self, media_type: &str, at: &Pointer) {
        self.by_hand(media_type, "text", at);
    }

    /// Says that no schema describes what is sent: the caller writes it.
    fn by_hand(&mut self, media_type: &str, what: &str, at: &Pointer) {
        let message =
            format!("bodies of type `{media_type}` are sent as the {what} that the caller writes");
        let diagnostic = Diagnostic::new(Code::UnsupportedMediaType, message)
            .severity(Severity::Note)
            .help("add `application/json` if the service takes it, too");
        self.say(at, diagnostic);
    }
}

/// Takes out ranges that are sent as another media type is, which is there, too.
fn without_ranges(content: &mut Vec<Content>) {
    let plain = content.iter().filter(|content| !content.is_range());
    let plain: Vec<Content> = plain.cloned().collect();
    content.retain(|content| {
        let is_there = |plain: &Content| {
            plain.media_type == content.sent_as()
                && plain.ty == content.ty
                && plain.encoding == content.encoding
        };
        !content.is_range() || !plain.iter().any(is_there)
    });
}

/// A body that can be sent as none of its media types.
pub(super) struct Unsendable;

/// What tells a media type from another in words: what stands behind the slash, or how a form is written.
pub(super) fn media_words(media_type: &str) -> String {
    let essence = essence(media_type);
    match subtype(&essence) {
        "x-www-form-urlencoded" => "form".to_owned(),
        "form-data" => "multipart".to_owned(),
        "*" => essence.replace("/*", ""),
        other => other.to_owned(),
    }
}

/// How a body is written: by its name, else by whether its schema is one of strings.
fn codec(media_type: &str, schema: Option<&Site>, of_text: bool) -> Codec {
    let essence = essence(media_type);
    let is_any = matches!(essence.as_str(), "*/*" | "application/*");
    let is_structured = schema.is_some_and(|site| site.ty != Ty::Binary) && !of_text;
    match essence.as_str() {
        essence if is_json(essence) || is_any && is_structured => Codec::Json,
        // The text of a form, which the caller writes.
        "application/x-www-form-urlencoded" if of_text => Codec::Text,
        "application/x-www-form-urlencoded" => Codec::Form,
        // Parts that the caller writes, between boundaries that the description gives.
        multipart
            if multipart.starts_with("multipart/") && !(of_text && has_boundary(media_type)) =>
        {
            Codec::Multipart
        }
        _ if schema.is_some_and(|site| site.ty == Ty::Binary) => Codec::Bytes,
        xml if is_xml(xml) => Codec::Text,
        text if is_text(text) => Codec::Text,
        range if range.contains('*') => Codec::Bytes,
        _ if of_text => Codec::Text,
        _ => Codec::Bytes,
    }
}

fn has_boundary(media_type: &str) -> bool {
    let parameters = media_type.split(';').skip(1);
    let mut names = parameters.filter_map(|parameter| parameter.split_once('='));
    names.any(|(name, _)| name.trim().eq_ignore_ascii_case("boundary"))
}

/// Does a schema say something of bytes that they do not show?
fn says_more_than_bytes(ty: &Ty) -> bool {
    match ty {
        Ty::Binary | Ty::Any => false,
        Ty::Nullable(inner) | Ty::Hidden(inner) => says_more_than_bytes(inner),
        _ => true,
    }
}

/// Is it a string with rules, or one of a list?
fn is_string(api: &Api, ty: &Ty) -> bool {
    let Ty::Named(id) = ty else { return false };
    match &api.types[*id].kind {
        TypeKind::StringEnum(_) => true,
        TypeKind::Constrained(Constrained { inner, .. }) => inner.is_string(),
        _ => false,
    }
}

/// Is it one text: a string, a number or a boolean, with rules or without?
pub(super) fn is_scalar(api: &Api, ty: &Ty) -> bool {
    match ty {
        Ty::Bool | Ty::Integer(_) | Ty::Number | Ty::String | Ty::Secret | Ty::Formatted(_) => true,
        Ty::Named(id) => match &api.types[*id].kind {
            TypeKind::StringEnum(_) | TypeKind::LiteralEnum(_) => true,
            TypeKind::Constrained(Constrained { inner, .. }) => is_scalar(api, inner),
            _ => false,
        },
        Ty::Hidden(inner) => is_scalar(api, inner),
        Ty::Any | Ty::Binary | Ty::Array(_) | Ty::Map(_) | Ty::Nullable(_) => false,
    }
}
