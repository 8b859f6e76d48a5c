//! Names of the components that are made of what is referred to.

use std::collections::{BTreeMap, BTreeSet};

use crate::ir::media::is_json;
use crate::load::{Member, Node};
use crate::pointer::Pointer;

/// The names of components, so that new ones collide with none.
pub(super) struct Names {
    taken: BTreeSet<(String, String)>,
    /// How often a name was asked for.
    asked: BTreeMap<String, usize>,
}

impl Names {
    pub(super) fn of(root: &Node) -> Self {
        let sections = root
            .get("components")
            .and_then(Node::as_object)
            .into_iter()
            .flatten();
        let of_section = |section: &Member| {
            let names = section.node.as_object().into_iter().flatten();
            names
                .map(|member| (section.key.to_string(), member.key.to_string()))
                .collect::<Vec<_>>()
        };
        Self {
            taken: sections.flat_map(of_section).collect(),
            asked: BTreeMap::new(),
        }
    }

    /// A new name from the segments that say something, of the characters that OpenAPI 3.0.4 §4.7.7 allows.
    pub(super) fn free(&mut self, target: &Pointer, section: &str) -> String {
        let bases = match target.split_file() {
            Some((file, inside)) => of_file(&file, inside),
            None => vec![words(target)],
        };
        for base in &bases {
            let is_new = self.taken.insert((section.to_owned(), base.clone()));
            if is_new {
                return base.clone();
            }
        }
        let base = bases.into_iter().next_back().unwrap_or_default();
        loop {
            let asked = self.asked.entry(base.clone()).or_default();
            *asked += 1;
            let name = format!("{base}.{}", *asked + 1);
            if self.taken.insert((section.to_owned(), name.clone())) {
                return name;
            }
        }
    }
}

/// The names to try for what is in another file: the last part of the fragment, or the name of the file where there is no
/// fragment; then with the file's name before it, and with the folders' names.
fn of_file(file: &str, inside: &str) -> Vec<String> {
    let stem = file.rsplit_once('.').map_or(file, |(stem, _)| stem);
    let path: Vec<String> = stem.split('/').filter_map(plain).collect();
    let fragment = Pointer::parse(inside).unwrap_or_default();
    let last = fragment.last().and_then(|last| word(&last));
    let is_number = |last: &String| last.bytes().all(|byte| byte.is_ascii_digit());
    let mut name: Vec<String> = match last.filter(|last| !is_number(last)) {
        Some(last) => vec![last],
        None => said(&fragment),
    };
    let mut names = Vec::new();
    if !name.is_empty() {
        names.push(name.join("."));
    }
    for part in path.into_iter().rev() {
        name.insert(0, part);
        names.push(name.join("."));
    }
    if names.is_empty() {
        names.push("part".to_owned());
    }
    names
}

/// The segments of a pointer that say something.
fn words(target: &Pointer) -> String {
    let words = said(target);
    if words.is_empty() {
        "part".to_owned()
    } else {
        words.join(".")
    }
}

/// What the segments say; that a body is JSON is not worth a word.
fn said(target: &Pointer) -> Vec<String> {
    let mut of_content = false;
    let says = |segment: std::borrow::Cow<'_, str>| {
        let is_json = std::mem::replace(&mut of_content, segment == "content") && is_json(&segment);
        word(&segment).filter(|_| !is_json)
    };
    target.segments().filter_map(says).collect()
}

/// Segments that say nothing but how descriptions are built.
const STRUCTURE: [&str; 14] = [
    "components",
    "schemas",
    "properties",
    "items",
    "paths",
    "content",
    "schema",
    "$defs",
    "definitions",
    "allOf",
    "responses",
    "parameters",
    "headers",
    "patternProperties",
];

/// A segment as a part of a name, if it says something.
fn word(segment: &str) -> Option<String> {
    if STRUCTURE.contains(&segment) {
        return None;
    }
    plain(segment)
}

/// The characters of a text that the name of a component may have.
fn plain(segment: &str) -> Option<String> {
    let is_other = |c: char| !c.is_ascii_alphanumeric() && c != '-' && c != '_';
    let parts: Vec<&str> = segment
        .split(is_other)
        .filter(|part| !part.is_empty())
        .collect();
    (!parts.is_empty()).then(|| parts.join("_"))
}
