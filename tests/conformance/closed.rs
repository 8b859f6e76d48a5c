//! Closed schemas beside others. JSON Schema has nothing meet `additionalProperties: false` but what that one schema names;
//! descriptions mean the members of all, and `unevaluatedProperties: false` around the whole says so.

use serde_json::{Map, Value, json};

use super::dialect::{DATA, add, target};

/// How far references are followed.
const DEEPEST: usize = 20;

/// The document with every schema closed that has a closed one beside another.
pub(super) fn as_a_whole(root: &Value) -> Value {
    rewritten(root, root)
}

fn rewritten(value: &Value, root: &Value) -> Value {
    match value {
        Value::Object(members) => {
            let member = |(key, value): (&String, &Value)| {
                let value = match DATA.contains(&key.as_str()) {
                    true => value.clone(),
                    false => rewritten(value, root),
                };
                (key.clone(), value)
            };
            if !closes_beside(value, root) {
                return Value::Object(members.iter().map(member).collect());
            }
            // What lies further inside is rewritten, too; what is beside lies open.
            let mut whole: Map<String, Value> = opened(value, root, 0).iter().map(member).collect();
            whole.insert("unevaluatedProperties".to_owned(), json!(false));
            Value::Object(whole)
        }
        Value::Array(items) => items.iter().map(|item| rewritten(item, root)).collect(),
        scalar => scalar.clone(),
    }
}

/// A schema, with what it refers to in its place, that allows any members beside those of itself and its parts.
fn opened(schema: &Value, root: &Value, depth: usize) -> Map<String, Value> {
    let Value::Object(members) = schema else {
        return Map::new();
    };
    let mut out = members.clone();
    if depth > DEEPEST {
        return out;
    }
    // One that says it is open does not open what another closes.
    if schema
        .get("additionalProperties")
        .is_some_and(Value::is_boolean)
    {
        out.remove("additionalProperties");
    }
    for keyword in ["allOf", "anyOf"] {
        if let Some(Value::Array(parts)) = out.get_mut(keyword) {
            for part in parts {
                *part = Value::Object(opened(part, root, depth + 1));
            }
        }
    }
    if let Some(target) = target(schema, root) {
        out.remove("$ref");
        add(&mut out, Value::Object(opened(target, root, depth + 1)));
    }
    out
}

/// Is a schema closed beside others that have members?
fn closes_beside(schema: &Value, root: &Value) -> bool {
    let Some(Value::Array(members)) = schema.get("allOf") else {
        return false;
    };
    let is_part = |schema: &&Value| schema.get("$comment").is_none();
    let own = usize::from(schema.get("properties").is_some() || is_closed(schema));
    let parts: Vec<&Value> = members.iter().filter(is_part).collect();
    own + parts.len() > 1
        && (is_closed(schema) || parts.iter().any(|part| closed_parts(part, root, 0)))
}

fn is_closed(schema: &Value) -> bool {
    schema.get("additionalProperties") == Some(&Value::Bool(false))
}

fn closed_parts(schema: &Value, root: &Value, depth: usize) -> bool {
    if depth > DEEPEST {
        return false;
    }
    let inner = ["allOf", "anyOf"];
    is_closed(schema)
        || target(schema, root).is_some_and(|target| closed_parts(target, root, depth + 1))
        || inner.iter().any(|keyword| {
            let members = schema.get(keyword).and_then(Value::as_array);
            members
                .into_iter()
                .flatten()
                .any(|member| closed_parts(member, root, depth + 1))
        })
}
