//! The description of a bench, as it is, mended for a peer, and repeated: read as the generator reads it, written as JSON.

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use oas_codegen::diagnostic::Diagnostics;
use oas_codegen::load::{Member, Node, Value, load};
use oas_codegen::source::Source;

use crate::failure::Failure;

/// Where references to schemas begin.
const SCHEMAS: &str = "#/components/schemas/";

/// Reads a description.
///
/// # Errors
/// It can't be read.
pub(super) fn read(file: &Path) -> Result<Node, Failure> {
    let reader = |path: &str| fs::read(path);
    let mut diagnostics = Diagnostics::new();
    let name = file.to_string_lossy();
    match load(&Source::new(name.as_ref(), &reader), &mut diagnostics) {
        Some(tree) => Ok(tree.root),
        None => Err(diagnostics.into()),
    }
}

/// Takes the names out of `required` that no property has; says how many schemas had one.
pub(super) fn mend(node: &mut Node) -> usize {
    let mut mended = 0;
    match &mut node.value {
        Value::Array(items) => mended += items.iter_mut().map(mend).sum::<usize>(),
        Value::Object(object) => {
            let declared = object.get("properties").and_then(Node::as_object);
            let declared: Option<BTreeSet<String>> = declared
                .map(|properties| properties.iter().map(|one| one.key.to_string()).collect());
            let required = object.get_mut("required").map(|node| &mut node.value);
            if let (Some(declared), Some(Value::Array(required))) = (declared, required) {
                let before = required.len();
                required.retain(|name| name.as_str().is_none_or(|name| declared.contains(name)));
                mended += usize::from(required.len() < before);
            }
            mended += object
                .iter_mut()
                .map(|member| mend(&mut member.node))
                .sum::<usize>();
        }
        _ => {}
    }
    mended
}

/// The description with all its paths and schemas, `times` times, each time under names of its own.
pub(super) fn repeat(root: &Node, times: usize) -> Node {
    let mut whole = root.clone();
    for copy in 2..=times {
        let suffix = format!("Copy{copy}");
        let paths = members(root, &["paths"]);
        let paths = paths.map(|member| (format!("/copy{copy}{}", member.key), &member.node));
        add(&mut whole, &["paths"], &suffix, paths);
        let schemas = members(root, &["components", "schemas"]);
        let schemas = schemas.map(|member| (format!("{}{suffix}", member.key), &member.node));
        add(&mut whole, &["components", "schemas"], &suffix, schemas);
    }
    whole
}

fn members<'a>(root: &'a Node, way: &[&str]) -> impl Iterator<Item = &'a Member> {
    let found = way
        .iter()
        .try_fold(root, |node, key| node.as_object()?.get(key));
    found.and_then(Node::as_object).into_iter().flatten()
}

fn add<'a>(
    whole: &mut Node,
    way: &[&str],
    suffix: &str,
    more: impl Iterator<Item = (String, &'a Node)>,
) {
    let found = way
        .iter()
        .try_fold(whole, |node, key| node.as_object_mut()?.get_mut(key));
    if let Some(object) = found.and_then(Node::as_object_mut) {
        for (key, node) in more {
            let mut node = node.clone();
            rename(&mut node, suffix);
            object.insert(Member::new(&key, node));
        }
    }
}

/// Gives what a copy refers to, and its operations, the copy's names.
fn rename(node: &mut Node, suffix: &str) {
    match &mut node.value {
        Value::String(text) if text.starts_with(SCHEMAS) => {
            *text = format!("{text}{suffix}").into();
        }
        Value::Array(items) => items.iter_mut().for_each(|item| rename(item, suffix)),
        Value::Object(object) => {
            for member in object.iter_mut() {
                match &mut member.node.value {
                    Value::String(id) if &*member.key == "operationId" => {
                        *id = format!("{id}{suffix}").into();
                    }
                    _ => rename(&mut member.node, suffix),
                }
            }
        }
        _ => {}
    }
}

/// Writes a description as JSON.
///
/// # Errors
/// The file can't be written.
pub(super) fn write(node: &Node, file: &Path) -> Result<(), Failure> {
    let mut text = String::new();
    json(node, &mut text);
    fs::write(file, text).map_err(|error| Failure::io("cannot write", file, &error))
}

fn json(node: &Node, out: &mut String) {
    match &node.value {
        Value::Null => out.push_str("null"),
        Value::Bool(value) => out.push_str(if *value { "true" } else { "false" }),
        Value::Number(number) => out.push_str(number.as_str()),
        Value::String(text) => string(text, out),
        Value::Array(items) => {
            out.push('[');
            for (index, item) in items.iter().enumerate() {
                out.push_str(if index > 0 { "," } else { "" });
                json(item, out);
            }
            out.push(']');
        }
        Value::Object(object) => {
            out.push('{');
            for (index, member) in object.iter().enumerate() {
                out.push_str(if index > 0 { "," } else { "" });
                string(&member.key, out);
                out.push(':');
                json(&member.node, out);
            }
            out.push('}');
        }
    }
}

fn string(text: &str, out: &mut String) {
    out.push('"');
    for c in text.chars() {
        match c {
            '"' | '\\' => out.extend(['\\', c]),
            c if c < ' ' => {
                let _ = write!(out, "\\u{:04x}", u32::from(c));
            }
            c => out.push(c),
        }
    }
    out.push('"');
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = r##"{"paths":{"/a":{"get":{"operationId":"a","x":{"$ref":"#/components/schemas/A"}}}},"components":{"schemas":{"A":{"required":["a","b"],"properties":{"a":{"const":"\u0001\""}}}}}}"##;

    fn tree() -> Node {
        let temp = tempfile::tempdir().unwrap();
        let file = temp.path().join("a.json");
        fs::write(&file, TEXT).unwrap();
        read(&file).unwrap()
    }

    fn text(node: &Node) -> String {
        let mut out = String::new();
        json(node, &mut out);
        out
    }

    #[test]
    fn what_was_read_is_written() {
        assert_eq!(text(&tree()), TEXT);
    }

    #[test]
    fn names_that_no_property_has_are_not_required() {
        let mut node = tree();
        assert_eq!(mend(&mut node), 1);
        assert_eq!(text(&node), TEXT.replace(r#"["a","b"]"#, r#"["a"]"#));
    }

    #[test]
    fn copies_refer_to_themselves() {
        let twice = text(&repeat(&tree(), 2));
        assert!(twice.contains(r##""/copy2/a":{"get":{"operationId":"aCopy2","x":{"$ref":"#/components/schemas/ACopy2"}}}"##), "{twice}");
        assert!(twice.contains(r#""ACopy2":{"required""#), "{twice}");
    }
}
