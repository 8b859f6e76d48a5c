//! The parts of a description: read one by one, reported and left out where `openapiv3` cannot read them.

use std::collections::BTreeMap;

use indexmap::IndexMap;
use openapiv3::{Components, OpenAPI};
use serde::de::DeserializeOwned;

use super::{Document, ExtraOperation, PathEntry, bridge};
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::load::Node;
use crate::normalise::CARRIED;
use crate::pointer::Pointer;

/// Reads all parts of a document.
pub(super) fn read(
    document: &Document,
    diagnostics: &mut Diagnostics,
) -> Option<(OpenAPI, Vec<PathEntry>, Vec<PathEntry>, Extra)> {
    let mut parts = Parts {
        document,
        diagnostics,
        extra: Extra::new(),
    };
    let root = document.root.as_object()?;
    let mut openapi = OpenAPI::default();
    let (mut paths, mut webhooks) = (Vec::new(), Vec::new());
    let aside = format!("{CARRIED}webhooks");
    let here = Pointer::root();
    for member in root {
        let at = here.key(&member.key);
        let node = &member.node;
        match &*member.key {
            "openapi" => parts.set(&mut openapi.openapi, node, &at),
            "info" => parts.set(&mut openapi.info, node, &at),
            "servers" => openapi.servers = parts.list(node, &at),
            "paths" => paths = parts.paths(node, &at),
            "components" => openapi.components = Some(parts.components(node, &at)),
            "security" => parts.set(&mut openapi.security, node, &at),
            "tags" => openapi.tags = parts.list(node, &at),
            "externalDocs" => parts.set(&mut openapi.external_docs, node, &at),
            name if name == aside => webhooks = parts.paths(node, &at),
            name if name.starts_with("x-") => {
                parts.extension(&mut openapi.extensions, name, node, &at);
            }
            _ => {}
        }
    }
    Some((openapi, paths, webhooks, parts.extra))
}

pub(super) struct Parts<'a> {
    pub(super) document: &'a Document,
    pub(super) diagnostics: &'a mut Diagnostics,
    pub(super) extra: Extra,
}

/// Operations of methods that 3.0 does not have, by the path items of callbacks.
type Extra = BTreeMap<Pointer, Vec<ExtraOperation>>;

type Extensions = IndexMap<String, serde_json::Value>;

impl Parts<'_> {
    /// Reads one part; one that cannot be read is reported.
    pub(super) fn part<T: DeserializeOwned>(&mut self, node: &Node, at: &Pointer) -> Option<T> {
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
                "callbacks" => {
                    components.callbacks = self.map(node, &at);
                    self.callbacks(node, &at);
                }
                name if name.starts_with("x-") => {
                    self.extension(&mut components.extensions, name, node, &at);
                }
                _ => {}
            }
        }
        components
    }
}
