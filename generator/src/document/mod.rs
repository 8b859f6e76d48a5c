//! The description as `openapiv3` types, beside the tree that says where each part was written.

mod bridge;
mod parts;
mod paths;

use std::collections::BTreeMap;

use openapiv3::{OpenAPI, Schema};

use crate::diagnostic::{Diagnostics, Location};
use crate::load::{Back, Moves, Node, Tree, Value};
use crate::pointer::Pointer;
use crate::source::SourceMap;

pub use paths::{ExtraOperation, PathEntry};

/// A description in the shape of OpenAPI 3.0.
#[derive(Debug, Clone)]
pub struct Document {
    /// The description, but for its paths.
    pub openapi: OpenAPI,
    /// Its paths.
    pub paths: Vec<PathEntry>,
    /// Requests that the service makes (OpenAPI 3.1.0, "webhooks"), by their names.
    pub webhooks: Vec<PathEntry>,
    /// The operations of callbacks' path items whose methods 3.0 does not have, by the items' places.
    extra: BTreeMap<Pointer, Vec<ExtraOperation>>,
    root: Node,
    moves: Moves,
    sources: SourceMap,
}

impl Document {
    /// Reads a normalised tree. A part that cannot be read is reported and left out.
    ///
    /// None is returned when there is nothing to go on with.
    pub fn parse(tree: Tree, diagnostics: &mut Diagnostics) -> Option<Self> {
        let Tree { root, moves } = tree;
        let mut document = Self {
            openapi: OpenAPI::default(),
            paths: Vec::new(),
            webhooks: Vec::new(),
            extra: BTreeMap::new(),
            root,
            moves,
            sources: diagnostics.sources().clone(),
        };
        let (openapi, paths, webhooks, extra) = parts::read(&document, diagnostics)?;
        document.openapi = openapi;
        document.paths = paths;
        document.webhooks = webhooks;
        document.extra = extra;
        Some(document)
    }

    /// The pointer in the description as it was written to what is at `pointer` in the normalised one.
    pub fn origin(&self, pointer: &Pointer) -> Pointer {
        self.moves.origin(pointer)
    }

    /// The place of the node at `pointer` of the normalised description, or of its nearest ancestor that there is.
    ///
    /// A scalar is pointed at itself; an object or an array, which may fill pages, by its key, or by its first
    /// character where it has none.
    pub fn locate(&self, pointer: &Pointer) -> Location {
        let mut node = &self.root;
        let mut found = Pointer::root();
        let mut span = first_character(node);
        for segment in pointer.segments() {
            let Some(child) = node.child(&segment) else {
                break;
            };
            let key = node
                .as_object()
                .and_then(|object| object.member(&segment))
                .map(|member| member.key_span);
            span = match child.value {
                Value::Array(_) | Value::Object(_) => key.unwrap_or_else(|| first_character(child)),
                _ => child.span,
            };
            found = found.key(&segment);
            node = child;
        }
        Location::new(span, self.origin(&found))
    }

    /// Where things that were written somewhere are now, for many questions.
    pub(crate) fn back(&self) -> Back {
        self.moves.back()
    }

    /// The place of what was written at `origin`, a pointer into the description as written.
    pub fn locate_origin(&self, origin: &Pointer) -> Location {
        self.locate(&self.moves.now(origin))
    }

    /// The node at `pointer` of the normalised description; it has what `openapiv3` drops, such as `description`
    /// beside the `$ref` of a response.
    pub fn node(&self, pointer: &Pointer) -> Option<&Node> {
        self.root.at(pointer)
    }

    /// The operations of a callback's path item whose methods 3.0 does not have.
    pub(crate) fn extra_of(&self, item: &Pointer) -> &[ExtraOperation] {
        self.extra.get(item).map_or(&[], Vec::as_slice)
    }

    /// A node as a schema, if it can be read as one.
    pub(crate) fn schema(node: &Node) -> Option<Schema> {
        bridge::read(node).ok()
    }

    /// The whole normalised description.
    pub fn root(&self) -> &Node {
        &self.root
    }

    /// The texts that were read.
    pub fn sources(&self) -> &SourceMap {
        &self.sources
    }
}

fn first_character(node: &Node) -> crate::source::Span {
    crate::source::Span {
        end: node.span.start.saturating_add(1).min(node.span.end),
        ..node.span
    }
}
