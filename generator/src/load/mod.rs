//! Reads a description, JSON or YAML, into one tree, and refuses what would cost too much to read.

mod node;

pub use node::{Member, Node, Number, Object, Value};

use std::collections::BTreeMap;

use crate::diagnostic::Diagnostics;
use crate::pointer::Pointer;
pub use crate::source::{FileId, ReadFile, Source, SourceFile, SourceMap, Span};

/// A description as a tree, and where its nodes stood before they were moved.
#[derive(Debug, Clone)]
pub struct Tree {
    /// The whole document.
    pub root: Node,
    /// Pointers after normalising to pointers before it, for the nodes that were moved.
    pub moves: BTreeMap<Pointer, Pointer>,
}

/// Reads the description.
///
/// # Errors
/// None is returned, and errors are reported, when there is no tree to go on with.
pub fn load(_source: &Source<'_>, _diagnostics: &mut Diagnostics) -> Option<Tree> {
    None
}
