//! The parts of a description: read one by one, reported and left out where `openapiv3` cannot read them.

use indexmap::IndexMap;
use openapiv3::{Components, OpenAPI, Operation, PathItem, Paths, ReferenceOr};
use serde::de::DeserializeOwned;

use super::{Document, bridge};
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::load::Node;
use crate::normalise::OPERATIONS;
use crate::pointer::Pointer;

/// An operation with a method that OpenAPI 3.0 does not have, such as `QUERY`.
#[derive(Debug, Clone)]
pub struct ExtraOperation {
    /// The path that it belongs to.
    pub path: String,
    /// The method, as it is sent.
    pub method: String,
    /// The operation.
    pub operation: Operation,
    /// Where it is in the normalised description.
    pub pointer: Pointer,
}

/// Reads all parts of a document.
pub(super) fn read(
    document: &Document,
    diagnostics: &mut Diagnostics,
) -> Option<(OpenAPI, Vec<ExtraOperation>)> {
    let mut parts = Parts {
        document,
        diagnostics,
    };
    let root = document.root.as_object()?;
    let mut openapi = OpenAPI::default();
    let here = Pointer::root();
    for member in root {
        let at = here.key(&member.key);
        let node = &member.node;
        match &*member.key {
            "openapi" => parts.set(&mut openapi.openapi, node, &at),
            "info" => parts.set(&mut openapi.info, node, &at),
            "servers" => openapi.servers = parts.list(node, &at),
            "paths" => openapi.paths = parts.paths(node, &at),
            "components" => openapi.components = Some(parts.components(node, &at)),
            "security" => parts.set(&mut openapi.security, node, &at),
            "tags" => openapi.tags = parts.list(node, &at),
            "externalDocs" => parts.set(&mut openapi.external_docs, node, &at),
            name if name.starts_with("x-") => {
                parts.extension(&mut openapi.extensions, name, node, &at);
            }
            _ => {}
        }
    }
    let extra = parts.extra_operations(&openapi);
    Some((openapi, extra))
}

struct Parts<'a> {
    document: &'a Document,
    diagnostics: &'a mut Diagnostics,
}

type Extensions = IndexMap<String, serde_json::Value>;

impl Parts<'_> {
    /// Reads one part; one that cannot be read is reported.
    fn part<T: DeserializeOwned>(&mut self, node: &Node, at: &Pointer) -> Option<T> {
        match bridge::read(node) {
            Ok(part) => Some(part),
            Err(error) => {
                let message = format!("this part of the description cannot be read: {error}");
                let place = self.document.locate(at);
                self.diagnostics
                    .push(Diagnostic::new(Code::UnsupportedDocument, message).at(place));
                None
            }
        }
    }

    fn set<T: DeserializeOwned>(&mut self, slot: &mut T, node: &Node, at: &Pointer) {
        if let Some(part) = self.part(node, at) {
            *slot = part;
        }
    }

    fn list<T: DeserializeOwned>(&mut self, node: &Node, at: &Pointer) -> Vec<T> {
        let items = node.as_array().unwrap_or_default().iter().enumerate();
        items
            .filter_map(|(index, item)| self.part(item, &at.index(index)))
            .collect()
    }

    fn map<T: DeserializeOwned>(&mut self, node: &Node, at: &Pointer) -> IndexMap<String, T> {
        let mut parts = IndexMap::new();
        for member in node.as_object().into_iter().flatten() {
            if let Some(part) = self.part(&member.node, &at.key(&member.key)) {
                parts.insert(member.key.to_string(), part);
            }
        }
        parts
    }

    fn extension(&mut self, extensions: &mut Extensions, name: &str, node: &Node, at: &Pointer) {
        if let Some(value) = self.part(node, at) {
            extensions.insert(name.to_owned(), value);
        }
    }

    fn paths(&mut self, node: &Node, at: &Pointer) -> Paths {
        let mut paths = Paths::default();
        for member in node.as_object().into_iter().flatten() {
            let at = at.key(&member.key);
            if member.key.starts_with("x-") {
                self.extension(&mut paths.extensions, &member.key, &member.node, &at);
            } else if let Some(item) = self.path_item(&member.node, &at) {
                paths.paths.insert(member.key.to_string(), item);
            }
        }
        paths
    }

    /// Reads a path item; if it cannot be read whole, then without those of its members that cannot be read.
    fn path_item(&mut self, node: &Node, at: &Pointer) -> Option<ReferenceOr<PathItem>> {
        if let Ok(item) = bridge::read(node) {
            return Some(item);
        }
        let mut rest = node.clone();
        if let Some(object) = rest.as_object_mut() {
            object.retain(|member| match &*member.key {
                "get" | "put" | "post" | "delete" | "options" | "head" | "patch" | "trace" => {
                    let at = at.key(&member.key);
                    self.part::<Operation>(&member.node, &at).is_some()
                }
                _ => true,
            });
        }
        self.part(&rest, at)
    }

    fn components(&mut self, node: &Node, at: &Pointer) -> Components {
        let mut components = Components::default();
        for member in node.as_object().into_iter().flatten() {
            let at = at.key(&member.key);
            let node = &member.node;
            match &*member.key {
                "schemas" => components.schemas = self.map(node, &at),
                "responses" => components.responses = self.map(node, &at),
                "parameters" => components.parameters = self.map(node, &at),
                "examples" => components.examples = self.map(node, &at),
                "requestBodies" => components.request_bodies = self.map(node, &at),
                "headers" => components.headers = self.map(node, &at),
                "securitySchemes" => components.security_schemes = self.map(node, &at),
                "links" => components.links = self.map(node, &at),
                "callbacks" => components.callbacks = self.map(node, &at),
                name if name.starts_with("x-") => {
                    self.extension(&mut components.extensions, name, node, &at);
                }
                _ => {}
            }
        }
        components
    }

    /// The operations that normalising put aside because their methods are not members of a path item in 3.0.
    fn extra_operations(&mut self, openapi: &OpenAPI) -> Vec<ExtraOperation> {
        let mut extra = Vec::new();
        let paths = Pointer::root().key("paths");
        for path in openapi.paths.paths.keys() {
            let at = paths.key(path).key(OPERATIONS);
            let operations = self.document.node(&at).and_then(Node::as_object);
            for member in operations.into_iter().flatten() {
                let pointer = at.key(&member.key);
                if let Some(operation) = self.part(&member.node, &pointer) {
                    extra.push(ExtraOperation {
                        path: path.clone(),
                        method: member.key.to_string(),
                        operation,
                        pointer,
                    });
                }
            }
        }
        extra
    }
}
