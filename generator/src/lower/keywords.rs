//! The keywords of a schema as they stand in its text, in the spelling of 3.0 or in that of 3.1.

use super::Lowering;
use super::resolve::component_name;
use crate::decimal::Decimal;
use crate::document::Document;
use crate::ir::Condition;
use crate::load::{Node, Object, Value};
use crate::normalise::CARRIED;
use crate::pointer::Pointer;

/// How many references and parts of an `allOf` may lead to what says that a member travels one way.
pub(super) const HOPS: usize = 8;

/// The keyword by which a member travels one way, said of it or of what it refers to.
pub(super) fn one_way(document: &Document, node: &Node, hops: usize) -> Option<&'static str> {
    let is_true = |key: &&str| node.get(key).and_then(Node::as_bool) == Some(true);
    if let Some(keyword) = ["readOnly", "writeOnly"].into_iter().find(is_true) {
        return Some(keyword);
    }
    let hops = hops.checked_sub(1)?;
    let reference = node.get("$ref").and_then(Node::as_str);
    let component = reference.and_then(|it| component_name(it, "schemas"));
    let component = component.map(|it| super::conjunction::component_pointer(&it));
    let component = component.and_then(|at| document.node(&at));
    let parts = node.get("allOf").and_then(Node::as_array);
    let mut parts = component.into_iter().chain(parts.into_iter().flatten());
    parts.find_map(|part| one_way(document, part, hops))
}

/// The keywords of a schema, whichever names they are carried over with.
pub(super) struct Schema<'n>(pub(super) &'n Object);

impl<'n> Schema<'n> {
    pub(super) fn at(lowering: &Lowering<'n>, at: &Pointer) -> Option<Self> {
        Some(Self(lowering.document.node(at)?.as_object()?))
    }

    pub(super) fn object(&self) -> &'n Object {
        self.0
    }

    pub(super) fn get(&self, keyword: &str) -> Option<&'n Node> {
        let carried = || self.0.get(&format!("{CARRIED}{keyword}"));
        self.0.get(keyword).or_else(carried)
    }

    /// Those of its members that travel one way, with the keyword.
    pub(super) fn directed(&self, document: &Document) -> Vec<(String, &'static str)> {
        let members = self.get("properties").and_then(Node::as_object);
        let members = members.into_iter().flatten();
        members
            .filter_map(|it| Some((it.key.to_string(), one_way(document, &it.node, HOPS)?)))
            .collect()
    }

    /// The names of the members that a keyword has.
    pub(super) fn names(&self, keyword: &str) -> Vec<String> {
        let members = self.get(keyword).and_then(Node::as_object);
        let members = members.into_iter().flatten();
        members.map(|member| member.key.to_string()).collect()
    }

    pub(super) fn count(&self, keyword: &str) -> Option<u64> {
        let number = Decimal::parse(self.get(keyword)?.as_number()?.as_str())?;
        u64::try_from(number.whole()?).ok()
    }

    pub(super) fn is_true(&self, keyword: &str) -> bool {
        self.get(keyword).and_then(Node::as_bool) == Some(true)
    }

    /// Does a keyword say more than `true`?
    pub(super) fn restricts(&self, keyword: &str) -> bool {
        self.get(keyword).is_some() && !self.is_true(keyword)
    }

    /// The digits of a number, those that were carried over before those that were rounded.
    pub(super) fn digits(&self, keyword: &str) -> Option<String> {
        let carried = self.0.get(&format!("{CARRIED}{keyword}"));
        let node = carried.or(self.0.get(keyword))?;
        let digits = node.as_number().map(|it| it.as_str()).or(node.as_str());
        digits.map(str::to_owned)
    }
}

pub(super) fn names(node: &Node) -> Vec<String> {
    let names = node.as_array().unwrap_or_default().iter();
    names
        .filter_map(|it| Some(it.as_str()?.to_owned()))
        .collect()
}

/// The types of JSON Schema.
const TYPES: [&str; 7] = [
    "string", "number", "integer", "boolean", "array", "object", "null",
];

pub(super) fn types(all: &Schema<'_>) -> Option<Condition> {
    if all.0.contains_key("x-oas-null") {
        return Some(Condition::Type(vec!["null"]));
    }
    let stated = all.get("type")?;
    let several = stated.as_array().unwrap_or(std::slice::from_ref(stated));
    let is_said = |name: &&str| several.iter().any(|it| it.as_str() == Some(*name));
    let said: Vec<_> = TYPES.into_iter().filter(is_said).collect();
    (!said.is_empty()).then_some(Condition::Type(said))
}

/// The type that the keywords of a component imply, which descriptions mean it to have.
pub(super) fn implied(all: &Schema<'_>) -> Option<Condition> {
    let is_there = |keyword: &&str| all.get(keyword).is_some();
    let says_values = ["type", "$ref", "enum", "const", "x-oas-null"];
    let is_of = |keywords: &[&str]| keywords.iter().any(is_there);
    match () {
        () if is_of(&says_values) || all.is_true("nullable") => None,
        () if is_of(&["properties", "additionalProperties"]) => Some("object"),
        () if is_of(&["items"]) => Some("array"),
        () => None,
    }
    .map(|name| Condition::Type(vec![name]))
}

/// A value as JSON, with all of its digits.
pub(super) fn json(node: &Node) -> String {
    let text = |text: &str| serde_json::Value::from(text).to_string();
    match &node.value {
        Value::Null => "null".to_owned(),
        Value::Bool(value) => value.to_string(),
        Value::Number(number) => number.as_str().to_owned(),
        Value::String(value) => text(value),
        Value::Array(items) => {
            let items: Vec<_> = items.iter().map(json).collect();
            format!("[{}]", items.join(","))
        }
        Value::Object(members) => {
            let member = |it: &crate::load::Member| format!("{}:{}", text(&it.key), json(&it.node));
            let members: Vec<_> = members.iter().map(member).collect();
            format!("{{{}}}", members.join(","))
        }
    }
}
