//! Brings descriptions of OpenAPI 3.1 and 3.2 into the shape of 3.0, which `openapiv3` reads.

mod check;
mod path;
mod version;
mod vocabulary;

use crate::diagnostic::Diagnostics;
use crate::load::Tree;

/// What the names of keywords begin with that OpenAPI 3.0, as `openapiv3` has it, has no place for.
pub const CARRIED: &str = "x-oas-";

/// Normalises the tree.
pub fn normalise(mut tree: Tree, diagnostics: &mut Diagnostics) -> Option<Tree> {
    let version = version::detect(&tree.root, diagnostics)?;
    let _deep = check::check(&mut tree.root, version, diagnostics);
    Some(tree)
}
