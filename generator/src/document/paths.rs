//! Paths with their operations.

use openapiv3::{Operation, PathItem};

use super::bridge;
use super::parts::Parts;
use crate::load::Node;
use crate::normalise::OPERATIONS;
use crate::pointer::Pointer;

/// The methods that a path item of OpenAPI 3.0 has.
const METHODS: [&str; 8] = [
    "get", "put", "post", "delete", "options", "head", "patch", "trace",
];

/// A path and its operations.
#[derive(Debug, Clone)]
pub struct PathEntry {
    /// The path, as the description's key has it.
    pub path: String,
    /// What is said of it.
    pub item: PathItem,
    /// Its operations of methods that 3.0 does not have (OpenAPI 3.2.0, "Path Item Object").
    pub extra: Vec<ExtraOperation>,
    /// Where the item is in the normalised description.
    pub pointer: Pointer,
}

/// An operation with a method that OpenAPI 3.0 does not have, such as `QUERY`.
#[derive(Debug, Clone)]
pub struct ExtraOperation {
    /// The method, as it is sent.
    pub method: String,
    /// The operation.
    pub operation: Operation,
    /// Where it is in the normalised description.
    pub pointer: Pointer,
}

impl Parts<'_> {
    /// Every path with its item; normalising has put a copy where an item refers to another.
    pub(super) fn paths(&mut self, node: &Node, at: &Pointer) -> Vec<PathEntry> {
        let mut entries = Vec::new();
        for member in node.as_object().into_iter().flatten() {
            if member.key.starts_with("x-") {
                continue;
            }
            let pointer = at.key(&member.key);
            self.callbacks_of_item(&member.node, &pointer);
            if let Some(item) = self.path_item(&member.node, &pointer) {
                entries.push(PathEntry {
                    path: member.key.to_string(),
                    item,
                    extra: self.extra_operations(&member.node, &pointer),
                    pointer,
                });
            }
        }
        entries
    }

    /// Reads a path item; if it cannot be read whole, then without those of its members that cannot be read.
    fn path_item(&mut self, node: &Node, at: &Pointer) -> Option<PathItem> {
        if let Ok(item) = bridge::read(node) {
            return Some(item);
        }
        let mut rest = node.clone();
        if let Some(object) = rest.as_object_mut() {
            object.retain(|member| {
                !METHODS.contains(&&*member.key)
                    || self
                        .part::<Operation>(&member.node, &at.key(&member.key))
                        .is_some()
            });
        }
        self.part(&rest, at)
    }

    /// Notes the operations of methods that 3.0 does not have of callbacks, whose reader has no place for them.
    pub(super) fn callbacks(&mut self, callbacks: &Node, at: &Pointer) {
        for callback in callbacks.as_object().into_iter().flatten() {
            let at = at.key(&callback.key);
            for item in callback.node.as_object().into_iter().flatten() {
                let at = at.key(&item.key);
                let extra = self.extra_operations(&item.node, &at);
                if !extra.is_empty() {
                    self.extra.insert(at, extra);
                }
            }
        }
    }

    /// The same of all callbacks of a path item's operations.
    fn callbacks_of_item(&mut self, item: &Node, at: &Pointer) {
        let known = METHODS.map(|method| at.key(method));
        let more = item.get(OPERATIONS).and_then(Node::as_object);
        let more = more.into_iter().flatten();
        let more = more.map(|member| at.key(OPERATIONS).key(&member.key));
        for operation in known.into_iter().chain(more) {
            let at = operation.key("callbacks");
            if let Some(callbacks) = self.document.node(&at) {
                self.callbacks(callbacks, &at);
            }
        }
    }

    /// The operations that normalising put aside because their methods are not members of a path item in 3.0.
    fn extra_operations(&mut self, item: &Node, at: &Pointer) -> Vec<ExtraOperation> {
        let mut extra = Vec::new();
        let at = at.key(OPERATIONS);
        let operations = item.get(OPERATIONS).and_then(Node::as_object);
        for member in operations.into_iter().flatten() {
            let pointer = at.key(&member.key);
            if let Some(operation) = self.part(&member.node, &pointer) {
                extra.push(ExtraOperation {
                    method: member.key.to_string(),
                    operation,
                    pointer,
                });
            }
        }
        extra
    }
}
