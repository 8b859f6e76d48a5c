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
