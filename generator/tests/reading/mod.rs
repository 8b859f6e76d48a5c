//! Helpers of the tests that read descriptions: texts in, trees as JSON and diagnostics as short lines out.
#![allow(dead_code, reason = "each test uses some of them")]

use oas_codegen::config::Formats;
use oas_codegen::diagnostic::{Diagnostics, Severity};
use oas_codegen::document::Document;
use oas_codegen::load::{Node, Source, Tree, Value, load};
use oas_codegen::normalise::normalise;
use oas_codegen::pointer::Pointer;
use serde_json::Value as Json;

/// Loads a text under a name that says its syntax.
pub(crate) fn tree(name: &str, text: &[u8]) -> (Option<Tree>, Diagnostics) {
    let mut diagnostics = Diagnostics::new();
    let reader = |_: &str| Ok(text.to_vec());
    let tree = load(&Source::new(name, &reader), &mut diagnostics);
    (tree, diagnostics)
}

/// Loads and normalises a text.
pub(crate) fn normalised(name: &str, text: &[u8]) -> (Option<Tree>, Diagnostics) {
    let (tree, mut diagnostics) = tree(name, text);
    let tree = tree.and_then(|tree| normalise(tree, &Formats::default(), &mut diagnostics));
    (tree, diagnostics)
}

/// Reads a text all the way to `openapiv3`.
pub(crate) fn document(name: &str, text: &[u8]) -> (Option<Document>, Diagnostics) {
    let (tree, mut diagnostics) = normalised(name, text);
    let document = tree.and_then(|tree| Document::parse(tree, &mut diagnostics));
    (document, diagnostics)
}

/// The JSON that a node stands for.
pub(crate) fn json(node: &Node) -> Json {
    match &node.value {
        Value::Null => Json::Null,
        Value::Bool(value) => Json::Bool(*value),
        Value::Number(number) => serde_json::from_str(number.as_str()).unwrap(),
        Value::String(text) => Json::String(text.to_string()),
        Value::Array(items) => items.iter().map(json).collect(),
        Value::Object(object) => Json::Object(
            object
                .iter()
                .map(|member| (member.key.to_string(), json(&member.node)))
                .collect(),
        ),
    }
}

/// One line a diagnostic: severity, code, line, column, pointer, message.
pub(crate) fn lines(diagnostics: &Diagnostics) -> Vec<String> {
    let line = |diagnostic: &&oas_codegen::diagnostic::Diagnostic| {
        let severity = match diagnostic.severity {
            Severity::Error => "error",
            Severity::Warning => "warning",
            Severity::Note => "note",
        };
        let place = diagnostic.at.as_ref().map(|at| {
            let (_, line, column) = diagnostics.position(at).unwrap();
            format!("{line}:{column} {} ", at.pointer)
        });
        format!(
            "{severity} {} {}{}",
            diagnostic.code,
            place.unwrap_or_default(),
            diagnostic.message
        )
    };
    diagnostics.sorted().iter().map(line).collect()
}

/// The pointer of that text.
pub(crate) fn pointer(text: &str) -> Pointer {
    Pointer::parse(text).unwrap()
}
