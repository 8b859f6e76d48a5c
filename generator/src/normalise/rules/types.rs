//! The rule of several types: a union with one member a type.

use super::{Rules, Subject, root};
use crate::load::{Member, Node, Object, Value};
use crate::pointer::Pointer;

/// `type: [A, B], …` → `anyOf: [{type: A, …}, {type: B, …}]`.
///
/// Each keyword goes with the type that it is about (JSON Schema validation 2020-12 §6: it says nothing of others);
/// what is about all types stays. If there is an `anyOf` already, the new one goes into `allOf`.
pub(super) fn several_types(rules: &mut Rules<'_>, subject: &mut Subject<'_, '_>) {
    let Some(types) = subject.object.remove("type") else {
        return;
    };
    let names = distinct(&types.node);
    if is_everything(&names)
        && subject
            .object
            .iter()
            .all(|member| about(&member.key).is_empty())
    {
        return;
    }
    let place = union_place(subject);
    let mut branches: Vec<Branch> = names
        .into_iter()
        .map(|(name, index, node)| Branch::new(name, index, node))
        .collect();
    let mut moved = share_enum(subject, &mut branches, &place);
    moved.extend(share_keywords(rules, subject, &mut branches, &place));
    for (index, branch) in branches.iter().enumerate() {
        let from = root().key("type").index(branch.index);
        moved.push((place.index(index), from.clone()));
        moved.push((place.index(index).key("type"), from));
    }
    let union = Node::new(
        types.node.span,
        branches
            .into_iter()
            .map(Branch::into_node)
            .collect::<Vec<_>>(),
    );
    put(subject, union);
    rules.moved(subject, &moved);
}

/// One type of the array, and the schema that it becomes.
struct Branch {
    name: Box<str>,
    /// Where the type stands in the array.
    index: usize,
    node: Node,
    object: Object,
}

impl Branch {
    fn new(name: Box<str>, index: usize, node: Node) -> Self {
        let object = Object::from_iter([Member::new("type", node.clone())]);
        Self {
            name,
            index,
            node,
            object,
        }
    }

    fn into_node(self) -> Node {
        Node::new(self.node.span, self.object)
    }
}

/// The types of the array, each once; `integer` is nothing beside `number`.
fn distinct(types: &Node) -> Vec<(Box<str>, usize, Node)> {
    let items = types.as_array().unwrap_or_default();
    let has_number = items.iter().any(|item| item.as_str() == Some("number"));
    let mut names: Vec<(Box<str>, usize, Node)> = Vec::new();
    for (index, item) in items.iter().enumerate() {
        let Some(name) = item.as_str() else {
            continue;
        };
        let is_known = names.iter().any(|(known, _, _)| &**known == name);
        let is_implied = has_number && name == "integer";
        if !is_known && !is_implied {
            names.push((name.into(), index, item.clone()));
        }
    }
    names
}

fn is_everything(names: &[(Box<str>, usize, Node)]) -> bool {
    let has = |name: &str| names.iter().any(|(known, _, _)| &**known == name);
    ["string", "number", "boolean", "array", "object"]
        .into_iter()
        .all(has)
}

/// Where the union will be.
fn union_place(subject: &Subject<'_, '_>) -> Pointer {
    if !subject.object.contains_key("anyOf") {
        return root().key("anyOf");
    }
    let parts = subject
        .object
        .get("allOf")
        .and_then(Node::as_array)
        .map_or(0, <[Node]>::len);
    root().key("allOf").index(parts).key("anyOf")
}

fn put(subject: &mut Subject<'_, '_>, union: Node) {
    if !subject.object.contains_key("anyOf") {
        subject.object.insert(Member::new("anyOf", union));
        return;
    }
    let part = Node::new(union.span, Object::from_iter([Member::new("anyOf", union)]));
    match subject.object.get_mut("allOf").map(|node| &mut node.value) {
        Some(Value::Array(parts)) => parts.push(part),
        _ => subject.set("allOf", vec![part]),
    }
}

/// Shares the values of `enum` out; a type without a value is left out, since it cannot be.
fn share_enum(
    subject: &mut Subject<'_, '_>,
    branches: &mut Vec<Branch>,
    place: &Pointer,
) -> Vec<(Pointer, Pointer)> {
    let Some(member) = subject.object.remove("enum") else {
        return Vec::new();
    };
    let values = member.node.as_array().unwrap_or_default();
    branches.retain(|branch| values.iter().any(|value| is_of(value, &branch.name)));
    let mut moved = Vec::new();
    for (branch, at) in branches.iter_mut().zip(0..) {
        let fitting = values
            .iter()
            .zip(0..)
            .filter(|(value, _)| is_of(value, &branch.name));
        let (mine, from): (Vec<Node>, Vec<usize>) =
            fitting.map(|(value, from)| (value.clone(), from)).unzip();
        let list = place.index(at).key("enum");
        moved.push((list.clone(), root().key("enum")));
        moved.extend(
            from.iter()
                .enumerate()
                .map(|(to, from)| (list.index(to), root().key("enum").index(*from))),
        );
        branch.object.insert(Member {
            node: Node::new(member.node.span, mine),
            ..member.clone()
        });
    }
    moved
}

/// Shares the keywords out that are about one type only; what is about none of these types is carried over.
fn share_keywords(
    rules: &mut Rules<'_>,
    subject: &mut Subject<'_, '_>,
    branches: &mut [Branch],
    place: &Pointer,
) -> Vec<(Pointer, Pointer)> {
    let mut moved = Vec::new();
    let keys: Vec<Box<str>> = subject
        .object
        .iter()
        .map(|member| member.key.clone())
        .collect();
    for key in keys {
        let types = if &*key == "format" {
            about_format(subject.str("format"))
        } else {
            about(&key)
        };
        if types.is_empty() {
            continue;
        }
        let place_of = |name: &&str| branches.iter().position(|branch| &*branch.name == *name);
        let found = types.iter().find_map(place_of);
        let found = found.and_then(|index| Some((index, branches.get_mut(index)?)));
        let Some((index, branch)) = found else {
            rules.carry(subject, &key);
            continue;
        };
        if let Some(member) = subject.object.remove(&key) {
            branch.object.insert(member);
            moved.push((place.index(index).key(&key), root().key(&key)));
        }
    }
    moved
}

/// The types that a keyword is about; none if it is about all.
fn about(key: &str) -> &'static [&'static str] {
    match key {
        "minLength" | "maxLength" | "pattern" | "contentEncoding" | "contentMediaType"
        | "contentSchema" => &["string"],
        "minimum" | "maximum" | "exclusiveMinimum" | "exclusiveMaximum" | "multipleOf" => {
            &["number", "integer"]
        }
        "items" | "minItems" | "maxItems" | "uniqueItems" | "prefixItems" | "contains"
        | "minContains" | "maxContains" | "unevaluatedItems" | "additionalItems" => &["array"],
        "properties"
        | "required"
        | "additionalProperties"
        | "minProperties"
        | "maxProperties"
        | "patternProperties"
        | "propertyNames"
        | "dependentRequired"
        | "dependentSchemas"
        | "dependencies"
        | "unevaluatedProperties" => &["object"],
        _ => &[],
    }
}

/// The types that a format is about, by OpenAPI's registry of formats.
fn about_format(format: Option<&str>) -> &'static [&'static str] {
    match format {
        Some(
            "int8" | "int16" | "int32" | "int64" | "uint8" | "uint16" | "uint32" | "uint64"
            | "float" | "double" | "double-int" | "decimal" | "decimal128" | "single" | "number"
            | "integer",
        ) => &["number", "integer", "string"],
        _ => &["string", "number", "integer", "boolean", "array", "object"],
    }
}

fn is_of(value: &Node, name: &str) -> bool {
    match &value.value {
        Value::Null => name == "null",
        Value::Bool(_) => name == "boolean",
        Value::Number(number) => {
            name == "number" || (name == "integer" && number.as_f64().fract() == 0.0)
        }
        Value::String(_) => name == "string",
        Value::Array(_) => name == "array",
        Value::Object(_) => name == "object",
    }
}
