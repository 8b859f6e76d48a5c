//! Paths → operations, each in its resource.

use openapiv3::{Operation as Source, PathItem, ReferenceOr, SecurityRequirement};
use serde_json::Value as Json;

use super::Lowering;
use crate::diagnostic::{Code, Diagnostic};
use crate::ir::{Body, Docs, Operation, Requirement, Resource, ResourceId, Response};
use crate::pointer::Pointer;

/// The resource of operations that belong to none.
const UNTAGGED: &str = "api";

impl<'a> Lowering<'a> {
    pub(super) fn paths(&mut self) {
        let base = Pointer::root().key("paths");
        for (path, item) in &self.document.openapi.paths.paths {
            let at = base.key(path);
            let item = match item {
                ReferenceOr::Item(item) => item,
                ReferenceOr::Reference { reference } => {
                    let message = format!(
                        "the path item `{reference}` is not followed yet, so its operations are left out"
                    );
                    self.report(Code::MissingReference, &at.key("$ref"), message);
                    continue;
                }
            };
            for (method, operation) in item.iter() {
                self.operation(path, method, item, operation, &at.key(method));
            }
        }
    }

    /// Operations whose methods OpenAPI 3.0 does not have.
    pub(super) fn extra_operations(&mut self) {
        for extra in &self.document.extra_operations {
            let message = format!(
                "operations of the method `{}` are not generated yet",
                extra.method
            );
            self.report(Code::UnsupportedKeyword, &extra.pointer, message);
        }
    }

    fn operation(
        &mut self,
        path: &str,
        method: &str,
        item: &'a PathItem,
        source: &'a Source,
        at: &Pointer,
    ) {
        let (id, is_first) = self.operation_id(path, method, source, at);
        if !source.callbacks.is_empty() {
            let message = format!(
                "the callbacks of `{id}` are requests that the service makes; nothing is generated for them"
            );
            self.report(Code::UnsupportedKeyword, &at.key("callbacks"), message);
        }
        if self.has_server_of_its_own(&id, item, source, at) {
            return;
        }
        let params = self.params(path, &id, item, source, at);
        let body = self.body(&id, source, at);
        let responses = self.responses(&id, source, at);
        let (params, body) = match (params, body) {
            // It is refused already, and a second thing of one name would be said twice.
            (Some(_), Ok(_)) if !is_first => return,
            (Some(params), Ok(body)) => (params, body),
            (None, _) => {
                self.left_out(&id, Code::UnsupportedParameter, "a parameter", at);
                return;
            }
            (_, Err(())) => {
                self.left_out(&id, Code::UnsupportedMediaType, "its body", at);
                return;
            }
        };
        let resource = self.resource(source);
        let wire =
            extension(source, self.config.operations.name.as_deref()).unwrap_or_else(|| id.clone());
        let operation = Operation {
            id,
            method: method.to_ascii_uppercase(),
            path: path.to_owned(),
            wire,
            resource,
            docs: self.docs(source.summary.as_deref(), source.description.as_deref(), at),
            deprecated: source.deprecated,
            params,
            body,
            accept: accept(&responses),
            responses,
            security: self.security(source, at),
            origin: self.document.origin(at),
        };
        let operation = self.api.operations.push(operation);
        self.api.resources[resource].operations.push(operation);
    }

    /// An operation with servers of its own is left out: to send it, and the token, to the API's server would be wrong.
    fn has_server_of_its_own(
        &mut self,
        id: &str,
        item: &PathItem,
        source: &Source,
        at: &Pointer,
    ) -> bool {
        let place = match (source.servers.is_empty(), item.servers.is_empty()) {
            (false, _) => at.key("servers"),
            (true, false) => at.parent().unwrap_or_default().key("servers"),
            (true, true) => return false,
        };
        let message = format!("the operation `{id}` is left out, since it has servers of its own");
        self.report_with(
            Code::UnsupportedServer,
            &place,
            message,
            Code::UnsupportedServer.explain().help.to_owned(),
        );
        true
    }

    /// Says that an operation is not generated, because of what must be sent and can't be.
    fn left_out(&mut self, id: &str, code: Code, part: &str, at: &Pointer) {
        let message = format!("the operation `{id}` is left out, since {part} can't be sent");
        self.report_with(code, at, message, format!("mend what is said of {part}"));
    }

    /// The operation's id, its `operationId` or its method and path, and whether it is the first one of that id.
    fn operation_id(
        &mut self,
        path: &str,
        method: &str,
        source: &Source,
        at: &Pointer,
    ) -> (String, bool) {
        let Some(id) = source.operation_id.as_ref().filter(|id| !id.is_empty()) else {
            return (format!("{method} {path}"), true);
        };
        let place = at.key("operationId");
        if let Some(first) = self.operation_ids.get(id) {
            let diagnostic = Diagnostic::new(
                Code::DuplicateOperationId,
                format!("`{id}` is the id of another operation too"),
            )
            .at(self.document.locate(&place))
            .related("the other one", self.document.locate(first))
            .help(Code::DuplicateOperationId.explain().help);
            self.diagnostics.push(diagnostic);
            return (id.clone(), false);
        }
        self.operation_ids.insert(id.clone(), place);
        (id.clone(), true)
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
            let place = at.index(index);
            if let Some(name) = requirement
                .keys()
                .find(|name| !self.api.schemes.iter().any(|scheme| scheme.wire == **name))
            {
                let message = format!("`{name}` is not an entry of `components/securitySchemes`");
                self.report(Code::MissingReference, &place.key(name), message);
                continue;
            }
            let schemes = requirement
                .iter()
                .map(|(name, scopes)| (name.clone(), scopes.clone()))
                .collect();
            known.push(Requirement { schemes });
        }
        if !known.is_empty()
            && !known
                .iter()
                .any(|one| one.schemes.is_empty() || self.api.takes_bearer(one))
        {
            let message = "no bearer token meets what this operation needs, so nothing is put on; the transport has to";
            self.report(Code::UnsupportedSecurity, &at, message);
        }
        known
    }

    /// The request's body; an error when there must be one and no media type of it can be written.
    fn body(&mut self, id: &str, source: &'a Source, at: &Pointer) -> Result<Option<Body>, ()> {
        let Some(body) = &source.request_body else {
            return Ok(None);
        };
        let at = at.key("requestBody");
        let Some((body, at)) = self.resolve(body, &at, "requestBodies", |components| {
            &components.request_bodies
        }) else {
            return Err(());
        };
        let content = self.contents(&body.content, &at, &super::responses::Carrier::Request(id));
        if content.is_empty() {
            return if body.required { Err(()) } else { Ok(None) };
        }
        let docs = self.docs(None, body.description.as_deref(), &at);
        Ok(Some(Body {
            required: body.required,
            content,
            docs,
            origin: self.document.origin(&at),
        }))
    }
}

/// The media types that answers can be read from, those of success first.
fn accept(responses: &[Response]) -> Vec<String> {
    let (success, failure): (Vec<_>, Vec<_>) = responses
        .iter()
        .partition(|response| response.status.is_success());
    let mut accept: Vec<String> = Vec::new();
    for content in success
        .into_iter()
        .chain(failure)
        .filter_map(|response| response.content.as_ref())
    {
        if !accept.contains(&content.media_type) {
            accept.push(content.media_type.clone());
        }
    }
    accept
}

/// The text of an operation's extension.
fn extension(source: &Source, name: Option<&str>) -> Option<String> {
    let text = source.extensions.get(name?).and_then(Json::as_str)?;
    (!text.is_empty()).then(|| text.to_owned())
}
