//! OpenAPI's schemas as JSON Schema 2020-12, for the judge: written from the specifications, without a look at the generator's
//! own reading of them.
//!
//! What is changed beyond the dialects' differences is what a typed value cannot be asked, and stands in [`UNDECIDED`].

use serde_json::{Map, Value, json};

use super::closed;

/// What the two sides are not compared in, and why. Each is a change that the functions here make to the judge's schema.
pub(crate) const UNDECIDED: &[(&str, &str)] = &[
    (
        "oneOf",
        "read as anyOf: a value of a union is of one variant, and is not held against the others; sets of required members alone \
         are no union, and exactly one of them is to be there",
    ),
    (
        "discriminator",
        "JSON Schema has no such keyword; the tag of each choice is asked for as OpenAPI says",
    ),
    (
        "nullable beside enum, allOf, oneOf, anyOf or nothing",
        "allows null: OpenAPI 3.0.3 leaves it without effect, descriptions mean it",
    ),
    (
        "a type beside a choice that has another",
        "left out: servers answer with what the choice says, and a type of the choice alone reads it",
    ),
    (
        "readOnly, writeOnly",
        "such schemas are left out: a type has the members of one direction, its schema those of both",
    ),
    (
        "properties, additionalProperties or items without type",
        "read as the type that they imply: descriptions mean it, and no Rust type is an object or anything else",
    ),
    (
        "discriminator without a choice",
        "such schemas are left out: a reference to the base means one of its heirs, which the base alone does not say",
    ),
    (
        "additionalProperties: false with allOf",
        "read as unevaluatedProperties: false around the whole: closed with the members of all, as descriptions mean it",
    ),
    (
        "format",
        "asked for where types do: date-time, date, uuid, uri, byte; elsewhere an annotation, as 2020-12 has it. An integer beyond \
         the width of its format is not sent: what reads keeps it, or refuses it",
    ),
    (
        "prefixItems that are all of one type, and no word of what follows",
        "read as a list of that type: a pair of numbers is what people mean",
    ),
    (
        "unevaluatedItems",
        "such schemas are left out: the generator names each as not checked",
    ),
    (
        "format: binary",
        "such schemas are left out: files are no JSON",
    ),
    (
        "format: int8, int16, uint8, uint16, uint32, uint64",
        "such schemas are left out: no width is asked of instances but that of int32",
    ),
    (
        "null for a whole type",
        "not sent: whether null is allowed is a matter of the place",
    ),
];

/// Keywords whose schemas the generator itself says that it does not check.
const UNCHECKED: &[&str] = &[
    "unevaluatedItems",
    "$dynamicRef",
    "$recursiveRef",
    "contentSchema",
];

/// Keywords whose values are data, not schemas.
pub(super) const DATA: &[&str] = &["example", "examples", "default", "enum", "const"];

/// What marks the schema that asks for a tag.
const TAG: &str = "tag";

/// What marks the base of a family.
const FAMILY: &str = "x-family";

/// A description with its schemas in JSON Schema's own dialect, each where it was.
pub(crate) struct Converted<'d> {
    pub(crate) document: Value,
    /// The description as it was.
    root: &'d Value,
    /// Is it OpenAPI 3.0?
    pub(super) old: bool,
}

impl<'d> Converted<'d> {
    pub(crate) fn of(document: &'d Value) -> Self {
        let version = document.get("openapi").and_then(Value::as_str);
        let old = version.is_some_and(|version| version.starts_with("3.0"));
        let mut converted = Self {
            document: Value::Null,
            root: document,
            old,
        };
        converted.document = closed::as_a_whole(&converted.part(document));
        converted
    }

    /// Any object of the description: schemas stand under `schema`, `itemSchema`, and in the map `components/schemas`.
    fn part(&self, part: &Value) -> Value {
        match part {
            Value::Object(members) => {
                let member = |(key, value): (&String, &Value)| {
                    let value = match key.as_str() {
                        "schema" | "itemSchema" => self.schema(value),
                        "schemas" => self.each(value),
                        _ if DATA.contains(&key.as_str()) || key.starts_with("x-") => value.clone(),
                        _ => self.part(value),
                    };
                    (key.clone(), value)
                };
                Value::Object(members.iter().map(member).collect())
            }
            Value::Array(items) => items.iter().map(|item| self.part(item)).collect(),
            scalar => scalar.clone(),
        }
    }

    fn each(&self, schemas: &Value) -> Value {
        match schemas {
            Value::Object(schemas) => {
                let schema =
                    |(name, schema): (&String, &Value)| (name.clone(), self.schema(schema));
                Value::Object(schemas.iter().map(schema).collect())
            }
            Value::Array(schemas) => schemas.iter().map(|schema| self.schema(schema)).collect(),
            other => other.clone(),
        }
    }

    fn schema(&self, schema: &Value) -> Value {
        self.part_of(schema, false)
    }

    /// A schema that holds together with others, one of which may state a type: then its own keywords imply none.
    fn part_of(&self, schema: &Value, is_stated: bool) -> Value {
        let Value::Object(schema) = schema else {
            return schema.clone();
        };
        let mut out = Map::new();
        let is_stated = is_stated || schema.contains_key("type");
        for (key, value) in schema {
            let value = match key.as_str() {
                "allOf" | "anyOf" | "oneOf" => {
                    let parts = value.as_array().into_iter().flatten();
                    parts.map(|part| self.part_of(part, is_stated)).collect()
                }
                "properties" | "patternProperties" | "prefixItems" => self.each(value),
                "items" | "additionalProperties" => self.schema(value),
                "propertyNames" | "not" | "if" | "then" | "else" | "contains" => {
                    self.condition(value)
                }
                "dependentSchemas" => self.conditions(value),
                "discriminator" | "example" | "examples" | "xml" | "externalDocs" => continue,
                "format" if !is_asked(value) => continue,
                key if key.starts_with("x-") => continue,
                _ => value.clone(),
            };
            out.insert(key.clone(), value);
        }
        if schema.get("contentEncoding") == Some(&json!("base64")) {
            out.insert("format".to_owned(), json!("byte"));
        }
        if self.old {
            exclusive(&mut out, "minimum", "exclusiveMinimum");
            exclusive(&mut out, "maximum", "exclusiveMaximum");
        }
        if !is_stated {
            implied(schema, &mut out);
        }
        if is_contradicted(schema, self.root) {
            out.remove("type");
        }
        let is_choice = schema.contains_key("oneOf") || schema.contains_key("anyOf");
        if schema
            .get("discriminator")
            .is_some_and(|it| it.get("propertyName").is_some())
            && !is_choice
        {
            out.insert(FAMILY.to_owned(), Value::Bool(true));
        }
        pairs(&mut out);
        choices(schema, &mut out);
        nullable(schema, out)
    }
}

/// Formats that types check, and those that say how wide a number is.
pub(super) fn is_asked(format: &Value) -> bool {
    const ASKED: [&str; 14] = [
        "date-time",
        "date",
        "uuid",
        "uri",
        "byte",
        "binary",
        "int32",
        "int64",
        "int8",
        "int16",
        "uint8",
        "uint16",
        "uint32",
        "uint64",
    ];
    format
        .as_str()
        .is_some_and(|format| ASKED.contains(&format))
}

/// Formats of strings that descriptions give without a type.
const TEXTS: [&str; 9] = [
    "date-time",
    "date",
    "time",
    "uuid",
    "uri",
    "byte",
    "binary",
    "email",
    "password",
];

/// A bound that a flag of 3.0 makes exclusive.
pub(super) fn exclusive(schema: &mut Map<String, Value>, inclusive: &str, exclusive: &str) {
    match schema.get(exclusive) {
        Some(Value::Bool(true)) => {
            schema.remove(exclusive);
            if let Some(bound) = schema.remove(inclusive) {
                schema.insert(exclusive.to_owned(), bound);
            }
        }
        Some(Value::Bool(false)) => {
            schema.remove(exclusive);
        }
        _ => {}
    }
}

/// One more schema that has to hold.
pub(super) fn add(schema: &mut Map<String, Value>, more: Value) {
    let all = schema.entry("allOf").or_insert_with(|| json!([]));
    if let Value::Array(all) = all {
        all.push(more);
    }
}

/// The type that other keywords imply.
fn implied(written: &Map<String, Value>, schema: &mut Map<String, Value>) {
    let has = |key: &str| written.contains_key(key);
    let is_composed = ["allOf", "anyOf", "oneOf"].into_iter().any(has);
    let format = written.get("format").and_then(Value::as_str);
    let is_text = format.is_some_and(|format| TEXTS.contains(&format));
    let implied = match () {
        () if has("type") || has("$ref") || has("enum") || has("const") => return,
        () if has("properties") || has("additionalProperties") => "object",
        () if has("items") => "array",
        () if is_text && !is_composed => "string",
        () => return,
    };
    schema.insert("type".to_owned(), json!(implied));
}

/// Items that are listed, are all alike, and say nothing of those after them.
fn pairs(schema: &mut Map<String, Value>) {
    let listed = schema.get("prefixItems").and_then(Value::as_array);
    let says_more = ["items", "unevaluatedItems", "maxItems"]
        .iter()
        .any(|key| schema.contains_key(*key));
    let Some([first, rest @ ..]) = listed.map(Vec::as_slice).filter(|_| !says_more) else {
        return;
    };
    let says = |schema: &Value| {
        schema.as_object().map(|it| {
            let mut it = it.clone();
            it.retain(|key, _| !matches!(key.as_str(), "title" | "description"));
            it
        })
    };
    if !rest.is_empty() && rest.iter().all(|one| says(one) == says(first)) {
        let item = first.clone();
        schema.insert("items".to_owned(), item);
    }
}

/// Does a schema allow no kind of value that one of its choices has?
fn is_contradicted(schema: &Map<String, Value>, root: &Value) -> bool {
    let Some(own) = schema.get("type").map(kinds) else {
        return false;
    };
    let choices = ["oneOf", "anyOf"].map(|keyword| schema.get(keyword).and_then(Value::as_array));
    let mut choices = choices.into_iter().flatten().flatten();
    choices.any(|choice| {
        let choice = target(choice, root).unwrap_or(choice);
        let other = choice.get("type").map(kinds);
        other.is_some_and(|other| !other.iter().any(|kind| own.contains(kind)))
    })
}

fn kinds(stated: &Value) -> Vec<&str> {
    let all = stated
        .as_array()
        .map_or_else(|| vec![stated], |all| all.iter().collect());
    let mut kinds: Vec<&str> = all.into_iter().filter_map(Value::as_str).collect();
    if kinds.contains(&"number") {
        kinds.push("integer");
    }
    kinds
}

/// What a reference stands for.
pub(crate) fn target<'a>(schema: &Value, root: &'a Value) -> Option<&'a Value> {
    root.pointer(schema.get("$ref")?.as_str()?.strip_prefix('#')?)
}

/// A choice by a tag asks each of its members for that tag; of a `oneOf` one is enough, unless it is of required members alone.
fn choices(schema: &Map<String, Value>, out: &mut Map<String, Value>) {
    for keyword in ["oneOf", "anyOf"] {
        let Some(Value::Array(members)) = out.remove(keyword) else {
            continue;
        };
        if keyword == "oneOf" && members.iter().all(is_demand) {
            add(out, json!({ "oneOf": members }));
            continue;
        }
        let tagged = members.into_iter().map(|member| tagged(schema, member));
        add(out, json!({ "anyOf": tagged.collect::<Vec<_>>() }));
    }
}

fn is_demand(schema: &Value) -> bool {
    let members = schema.as_object();
    members.is_some_and(|members| members.len() == 1 && members.contains_key("required"))
}

fn tagged(schema: &Map<String, Value>, member: Value) -> Value {
    let Some(discriminator) = schema.get("discriminator") else {
        return member;
    };
    let Some(reference) = member.get("$ref").and_then(Value::as_str) else {
        return member;
    };
    let Some(name) = discriminator.get("propertyName").and_then(Value::as_str) else {
        return member;
    };
    let is_default = discriminator
        .get("defaultMapping")
        .is_some_and(|to| means(to, reference));
    let mut tag = if is_default {
        // No tag, its own, or one that is no other's (OpenAPI 3.2, "Discriminator Object").
        let others =
            ["oneOf", "anyOf"].map(|keyword| schema.get(keyword).and_then(Value::as_array));
        let others = others.into_iter().flatten().flatten();
        let others = others.filter_map(|other| other.get("$ref").and_then(Value::as_str));
        let others = others.filter(|other| *other != reference);
        let taken: Vec<Value> = others
            .flat_map(|other| labels(discriminator, other))
            .collect();
        json!({"not": {"required": [name], "properties": {name: {"enum": taken}}}})
    } else {
        json!({"required": [name], "properties": {name: {"enum": labels(discriminator, reference)}}})
    };
    tag["$comment"] = json!(TAG);
    json!({"allOf": [member, tag]})
}

/// The tags of a choice.
fn labels(discriminator: &Value, reference: &str) -> Vec<Value> {
    let mapping = discriminator.get("mapping").and_then(Value::as_object);
    let mapped = mapping
        .into_iter()
        .flatten()
        .filter(|(_, to)| means(to, reference));
    let mut labels: Vec<Value> = mapped.map(|(label, _)| json!(label)).collect();
    // The name of the component, unless that is mapped itself (OAS 3.1.1, section 4.8.25.3).
    let name = reference.rsplit('/').next().unwrap_or_default();
    let is_mapped = mapping.is_some_and(|mapping| mapping.contains_key(name));
    if labels.is_empty() || !is_mapped {
        labels.push(json!(name));
    }
    labels
}

/// Is it a reference, or the name of what it refers to?
fn means(to: &Value, reference: &str) -> bool {
    let to = to.as_str().unwrap_or_default();
    to == reference || reference.rsplit('/').next() == Some(to)
}

/// `nullable` of 3.0, and of 3.1 descriptions that still have it.
pub(super) fn nullable(schema: &Map<String, Value>, mut out: Map<String, Value>) -> Value {
    let is_nullable = out.remove("nullable") == Some(Value::Bool(true));
    if !is_nullable || schema.contains_key("$ref") {
        return Value::Object(out);
    }
    json!({"anyOf": [out, {"type": "null"}]})
}

/// Why a schema is left out, if it is: the keyword that stands in it, or in what it refers to.
pub(crate) fn undecided(
    schema: &Value,
    root: &Value,
    seen: &mut Vec<String>,
) -> Option<&'static str> {
    match schema {
        Value::Object(members) if members.get("$comment") == Some(&json!(TAG)) => None,
        Value::Object(members) => {
            if let Some(reference) = members.get("$ref").and_then(Value::as_str)
                && !seen.iter().any(|known| known == reference)
            {
                seen.push(reference.to_owned());
                let found = target(schema, root).and_then(|target| undecided(target, root, seen));
                if found.is_some() {
                    return found;
                }
            }
            if let Some(keyword) = UNCHECKED
                .iter()
                .find(|keyword| members.contains_key(**keyword))
            {
                return Some(keyword);
            }
            match members.get("format").and_then(Value::as_str) {
                Some("binary") => return Some("format: binary"),
                Some("int8" | "int16" | "uint8" | "uint16" | "uint32" | "uint64") => {
                    return Some("format: a width of integers");
                }
                _ => {}
            }
            for keyword in ["readOnly", "writeOnly"] {
                if members.get(keyword) == Some(&Value::Bool(true)) {
                    return Some(keyword);
                }
            }
            if members.contains_key(FAMILY) {
                return Some("discriminator without a choice");
            }
            let inner = members
                .iter()
                .filter(|(key, _)| !DATA.contains(&key.as_str()));
            inner
                .map(|(_, member)| member)
                .find_map(|member| undecided(member, root, seen))
        }
        Value::Array(items) => items.iter().find_map(|item| undecided(item, root, seen)),
        _ => None,
    }
}
