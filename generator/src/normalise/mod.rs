//! Brings descriptions of OpenAPI 3.1 and 3.2 into the shape of 3.0, which `openapiv3` reads.

use crate::diagnostic::Diagnostics;
use crate::load::Tree;

/// Normalises the tree.
pub fn normalise(tree: Tree, _diagnostics: &mut Diagnostics) -> Option<Tree> {
    Some(tree)
}
