//! Paths → operations, each in its resource.

use std::collections::HashMap;

use openapiv3::{Operation as Source, PathItem, SecurityRequirement};
use serde_json::Value as Json;

use super::Lowering;
use super::params::{AUTHORIZATION, Lists};
use super::webhooks::operations;
use crate::config::Config;
use crate::diagnostic::{Code, Diagnostic};
use crate::document::{Document, PathEntry};
use crate::ir::{
    Docs, Operation, ParamLocation, Requirement, Resource, ResourceId, Response, SchemeKind,
    SecurityScheme,
};
use crate::pointer::Pointer;

/// The resource of operations that belong to none.
const UNTAGGED: &str = "api";

impl<'a> Lowering<'a> {
    pub(super) fn paths(&mut self) {
        for PathEntry {
            path,
            item,
            extra,
            pointer,
        } in &self.document.paths
        {
            let known = item
                .iter()
                .map(|(method, source)| (method.to_ascii_uppercase(), source, pointer.key(method)));
            let extra = extra.iter().map(|extra| {
                (
                    extra.method.clone(),
                    &extra.operation,
                    extra.pointer.clone(),
                )
            });
            let mut taken = false;
            for (method, source, at) in known.chain(extra) {
                if !self.takes(&method, path, source) {
                    self.passed.insert(at);
                    continue;
                }
                taken = true;
                if !is_method(&method) {
                    let message =
                        format!("`{method}` is no method of HTTP, so the operation is left out");
                    self.report(Code::UnsupportedKeyword, &at, message);
                    continue;
                }
                let place = Stands {
                    path,
                    method: &method,
                    item: (item, pointer),
                };
                self.operation(&place, source, &at);
            }
            if !taken {
                self.passed.insert(pointer.clone());
            }
        }
    }

    fn operation(&mut self, place: &Stands<'a, '_>, source: &'a Source, at: &Pointer) {
        let Stands { path, method, item } = *place;
        let id = self.operation_id(path, method, source, at);
        let path = self.path_template(path, item.1);
        let lists = Lists {
            id: &id,
            item,
            operation: (source, at),
            authorized: self.is_authorized(source),
        };
        let params = self.params(&path, &lists);
        let Ok(body) = self.body(&id, source, at) else {
            let message = format!("`{id}` can't be called without its body, so it is left out");
            self.report(Code::UnsupportedMediaType, &at.key("requestBody"), message);
            return;
        };
        let responses = self.responses(&id, source, at);
        let resource = self.resource(source);
        let wire =
            extension(source, self.config.operations.name.as_deref()).unwrap_or_else(|| id.clone());
        let operation = Operation {
            id,
            method: method.to_owned(),
            path,
            wire,
            resource,
            docs: self.docs(source.summary.as_deref(), source.description.as_deref(), at),
            deprecated: source.deprecated,
            params,
            body,
            accept: accept(&responses),
            responses,
            servers: self.own_servers(item, source, at),
            security: self.security(source, at),
            origin: self.document.origin(at),
        };
        let operation = self.api.operations.push(operation);
        self.api.resources[resource].operations.push(operation);
    }

    /// The operation's id: its `operationId`, or method and path where it has none or another has it already.
    fn operation_id(&mut self, path: &str, method: &str, source: &Source, at: &Pointer) -> String {
        let by_path = || format!("{} {path}", method.to_ascii_lowercase());
        let Some(id) = source.operation_id.as_ref().filter(|id| !id.is_empty()) else {
            return by_path();
        };
        let place = at.key("operationId");
        let before = self.had_before(id, at);
        if let Some(first) = before.as_ref().or_else(|| self.operation_ids.get(id)) {
            let message = format!(
                "`{id}` is the id of another operation, too; this one is named after its method and path"
            );
            let diagnostic = Diagnostic::new(Code::DuplicateOperationId, message)
                .at(self.document.locate(&place))
                .related("the other one", self.document.locate(first))
                .help(Code::DuplicateOperationId.explain().help);
            self.diagnostics.push(diagnostic);
            return by_path();
        }
        self.operation_ids.insert(id.clone(), place);
        id.clone()
    }

    /// Where another operation has the id that had it before, by the lock of names: it keeps it, whatever is put in front of it.
    fn had_before(&self, id: &str, at: &Pointer) -> Option<Pointer> {
        let kept = self.locked_ids.get(id)?;
        let is_other = self.document.origin(kept) != self.document.origin(at);
        is_other.then(|| kept.key("operationId"))
    }

    fn resource(&mut self, source: &Source) -> ResourceId {
        let tag = source.tags.first();
        let group = extension(source, self.config.operations.group.as_deref());
        let wire = group
            .or_else(|| tag.cloned())
            .unwrap_or_else(|| UNTAGGED.to_owned());
        if let Some((id, _)) = self
            .api
            .resources
            .iter()
            .find(|(_, resource)| resource.wire == wire)
        {
            return id;
        }
        let tags = self.document.openapi.tags.iter().enumerate();
        let described = tags.clone().find(|(_, known)| tag == Some(&known.name));
        let docs = described.map_or_else(Docs::default, |(index, known)| {
            self.docs(
                None,
                known.description.as_deref(),
                &Pointer::root().key("tags").index(index),
            )
        });
        self.api.resources.push(Resource {
            wire,
            docs,
            operations: Vec::new(),
        })
    }

    /// The alternatives of what an operation needs. `{}` among them means that nothing is needed.
    fn security(&mut self, source: &'a Source, at: &Pointer) -> Vec<Requirement> {
        let (requirements, at): (&[SecurityRequirement], _) =
            match (&source.security, &self.document.openapi.security) {
                (Some(own), _) => (own, at.key("security")),
                (None, Some(global)) => (global, Pointer::root().key("security")),
                (None, None) => return Vec::new(),
            };
        let mut known = Vec::new();
        for (index, requirement) in requirements.iter().enumerate() {
            for name in requirement.keys() {
                self.needed_scheme(name, &at.index(index).key(name));
            }
            let schemes = requirement
                .iter()
                .map(|(name, scopes)| (name.clone(), scopes.clone()))
                .collect();
            known.push(Requirement { schemes });
        }
        if !known.is_empty() && !known.iter().any(|one| self.api.is_met(one)) {
            let message = "no setting of the client meets what this operation needs; the transport has to put it on, after `auth_by_transport`";
            self.report(Code::UnsupportedSecurity, &at, message);
        }
        known
    }

    /// Does one of the schemes that an operation takes make up its `Authorization`, as far as anybody can tell?
    fn is_authorized(&self, source: &Source) -> bool {
        let needed = source.security.as_ref();
        let needed = needed.or(self.document.openapi.security.as_ref());
        let mut names = needed.into_iter().flatten().flat_map(|one| one.keys());
        names.any(|name| {
            let mut schemes = self.api.schemes.iter();
            let scheme = schemes.find(|scheme| scheme.wire == *name);
            scheme.is_none_or(|scheme| match &scheme.kind {
                SchemeKind::Bearer | SchemeKind::Basic | SchemeKind::OAuth2 { .. } => true,
                SchemeKind::ApiKey { location, name } => {
                    *location == ParamLocation::Header && name.eq_ignore_ascii_case(AUTHORIZATION)
                }
                SchemeKind::Other(kind) => kind != SchemeKind::MUTUAL_TLS,
            })
        })
    }

    /// Sees to it that what an operation needs is a scheme: one that is not described is a matter of the transport, so that
    /// nothing is sent without credentials unasked.
    fn needed_scheme(&mut self, name: &str, at: &Pointer) {
        let mut schemes = self.api.schemes.iter();
        if schemes.any(|scheme| scheme.wire == name) {
            return;
        }
        let message = format!("`{name}` is not an entry of `components/securitySchemes`");
        self.report(Code::MissingReference, at, message);
        self.api.schemes.push(SecurityScheme {
            wire: name.to_owned(),
            kind: SchemeKind::Other("undescribed".to_owned()),
            docs: Docs::default(),
            origin: self.document.origin(at),
        });
    }
}

/// The operations that stand where the lock of names has their ids, by these.
pub(super) fn locked_ids<'a>(document: &'a Document, config: &Config) -> HashMap<&'a str, Pointer> {
    let mut locked = HashMap::new();
    let all = document.paths.iter();
    for (_, source, at) in
        all.flat_map(|entry| operations(&entry.item, &entry.extra, &entry.pointer))
    {
        let Some(id) = source.operation_id.as_deref() else {
            continue;
        };
        let place = config.names.place_of_id(id);
        if place.is_some_and(|place| document.origin(&at).to_string() == place) {
            locked.entry(id).or_insert(at);
        }
    }
    locked
}

/// Where an operation stands.
#[derive(Clone, Copy)]
struct Stands<'a, 'p> {
    path: &'p str,
    method: &'p str,
    item: (&'a PathItem, &'p Pointer),
}

/// Can it be sent as a method (RFC 9110 section 9.1)?
fn is_method(method: &str) -> bool {
    !method.is_empty()
        && method
            .bytes()
            .all(|byte| byte.is_ascii_alphanumeric() || b"!#$%&'*+-.^_`|~".contains(&byte))
}

/// The media types that answers can be read from, those of success first, each less wanted than the one before (RFC 9110
/// section 12.5.1). A stream is asked for by itself where there is something else.
fn accept(responses: &[Response]) -> Vec<String> {
    let (success, failure): (Vec<_>, Vec<_>) = responses
        .iter()
        .partition(|response| response.status.is_success());
    let mut accept: Vec<&str> = Vec::new();
    for response in success.into_iter().chain(failure) {
        for form in response.forms() {
            let media_types = form.contents.iter().map(|one| one.media_type.as_str());
            for media_type in media_types {
                if !accept.contains(&media_type) {
                    accept.push(media_type);
                }
            }
        }
    }
    let weighted = accept.iter().enumerate().map(|(place, media_type)| {
        match 10_usize.saturating_sub(place).max(1) {
            10 => (*media_type).to_owned(),
            weight => format!("{media_type};q=0.{weight}"),
        }
    });
    weighted.collect()
}

/// The text of an operation's extension; that of a list is its parts.
pub(super) fn extension(source: &Source, name: Option<&str>) -> Option<String> {
    let text = match source.extensions.get(name?)? {
        Json::String(text) => text.clone(),
        Json::Array(parts) => {
            let parts: Vec<_> = parts.iter().filter_map(Json::as_str).collect();
            parts.join(" ")
        }
        _ => return None,
    };
    (!text.is_empty()).then_some(text)
}
