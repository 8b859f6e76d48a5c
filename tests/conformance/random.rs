//! A description of schemas at random, each a type with conditions of all kinds.

use serde_json::{Map, Value, json};

use super::instance::Choices;

/// How many schemas there are.
const SCHEMAS: usize = 128;

/// How deep conditions stand inside one another.
const DEEPEST: usize = 3;

/// What items are.
const KINDS: [&str; 3] = ["integer", "string", "number"];

/// The description; the same each time for a seed.
pub(crate) fn description(seed: u64) -> Value {
    let mut schemas = Map::new();
    for index in 0..SCHEMAS {
        let numbers = numbers(seed * 1_000 + index as u64 + 1);
        let choices = &mut Choices::new(&numbers);
        schemas.insert(format!("S{index}"), typed(choices));
    }
    // What conditions refer to; the second asks itself.
    schemas.insert("Small".to_owned(), json!({"type": "integer", "maximum": 5}));
    schemas.insert(
        "Nest".to_owned(),
        json!({
            "type": "object",
            "properties": {"a": {"anyOf": [{"$ref": "#/components/schemas/Nest"}, {"type": "string"}]}},
            "required": ["a"],
        }),
    );
    json!({
        "openapi": "3.1.0",
        "info": {"title": "Conditions", "version": "1"},
        "components": {"schemas": schemas},
    })
}

/// Numbers that look random (xorshift64).
fn numbers(seed: u64) -> Vec<u32> {
    let mut state = seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1;
    let mut next = || {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        u32::try_from(state >> 33).unwrap()
    };
    (0..4_000).map(|_| next()).collect()
}

fn typed(choices: &mut Choices<'_>) -> Value {
    let mut schema = match choices.below(6) {
        0 => json!({"type": "string"}),
        1 => json!({"type": "integer"}),
        2 => json!({"type": "number", "minimum": -50, "maximum": 50}),
        3 => {
            json!({"type": "array", "items": {"type": (["integer", "string"][choices.below(2)])}})
        }
        _ => json!({"type": "object", "properties": {
            "a": {"type": "string"}, "b": {"type": "integer"}, "c": {"type": "array", "items": {"type": "integer"}},
        }}),
    };
    let kind = schema["type"].as_str().unwrap().to_owned();
    let members = schema.as_object_mut().unwrap();
    if kind == "object" && choices.below(3) == 0 {
        members.insert("additionalProperties".to_owned(), json!(false));
    }
    for _ in 0..=choices.below(2) {
        match choices.below(7) {
            0 | 1 => {
                members.insert("not".to_owned(), condition(&kind, 0, choices));
            }
            2 if kind == "array" => contains(members, 0, choices),
            2 if kind == "object" => {
                let schema = condition(&kind, 0, choices);
                members.insert("dependentSchemas".to_owned(), json!({"b": schema}));
            }
            3 | 4 if kind == "array" => places(members, 1, choices),
            3 if kind == "object" => patterns(members, 1, choices),
            4 if kind == "object" => {
                let schema = condition("string", 0, choices);
                members.insert("propertyNames".to_owned(), schema);
            }
            _ => conditional(&kind, members, 0, choices),
        }
    }
    schema
}

fn conditional(
    kind: &str,
    schema: &mut Map<String, Value>,
    depth: usize,
    choices: &mut Choices<'_>,
) {
    schema.insert("if".to_owned(), condition(kind, depth, choices));
    if choices.below(3) > 0 {
        schema.insert("then".to_owned(), condition(kind, depth, choices));
    }
    if choices.below(2) > 0 {
        schema.insert("else".to_owned(), condition(kind, depth, choices));
    }
}

/// `prefixItems`, beside `items` or none.
fn places(schema: &mut Map<String, Value>, depth: usize, choices: &mut Choices<'_>) {
    let mut place = || condition(KINDS[choices.below(3)], depth, choices);
    schema.insert("prefixItems".to_owned(), json!([place(), place()]));
    match choices.below(3) {
        0 => drop(schema.remove("items")),
        1 => drop(schema.insert("items".to_owned(), json!(false))),
        _ => {}
    }
}

/// `patternProperties`, one or two, beside `additionalProperties` or none.
fn patterns(schema: &mut Map<String, Value>, depth: usize, choices: &mut Choices<'_>) {
    let one = json!({"type": (KINDS[choices.below(3)])});
    let other = match choices.below(2) {
        0 => one.clone(),
        _ => condition("string", depth, choices),
    };
    schema.insert(
        "patternProperties".to_owned(),
        json!({"^[ax]": one, "[c-e]$": other}),
    );
    if choices.below(3) == 0 {
        schema.insert(
            "additionalProperties".to_owned(),
            json!({"type": (KINDS[choices.below(3)])}),
        );
    }
}

fn contains(schema: &mut Map<String, Value>, depth: usize, choices: &mut Choices<'_>) {
    let kind = KINDS[choices.below(3)];
    schema.insert("contains".to_owned(), condition(kind, depth, choices));
    if choices.below(2) > 0 {
        schema.insert("minContains".to_owned(), json!(choices.below(3)));
    }
    if choices.below(2) > 0 {
        schema.insert("maxContains".to_owned(), json!(choices.below(3)));
    }
}

/// Something to ask of values that are mostly of a kind.
fn condition(kind: &str, depth: usize, choices: &mut Choices<'_>) -> Value {
    if depth > DEEPEST {
        return match choices.below(3) {
            0 => json!(true),
            1 => json!({"$ref": "#/components/schemas/Small"}),
            _ => json!({}),
        };
    }
    let mut schema = Map::new();
    if choices.below(4) == 0 {
        schema.insert("type".to_owned(), types(kind, choices));
    }
    for _ in 0..=choices.below(2) {
        if choices.below(5) < 2 {
            composed(kind, &mut schema, depth + 1, choices);
            continue;
        }
        match kind {
            "string" => text(&mut schema, choices),
            "integer" | "number" => number(&mut schema, choices),
            "array" => array(&mut schema, depth + 1, choices),
            _ => object(&mut schema, depth + 1, choices),
        }
    }
    Value::Object(schema)
}

fn types(kind: &str, choices: &mut Choices<'_>) -> Value {
    match choices.below(3) {
        0 => json!([kind, "null"]),
        1 => json!(["integer", "string", "object"]),
        _ => json!(kind),
    }
}

fn composed(kind: &str, schema: &mut Map<String, Value>, depth: usize, choices: &mut Choices<'_>) {
    let keyword = ["anyOf", "oneOf", "allOf", "not", "if", "$ref"][choices.below(6)];
    let value = match keyword {
        "not" => condition(kind, depth, choices),
        "if" => return conditional(kind, schema, depth, choices),
        "$ref" => {
            let name = ["Small", "Nest"][choices.below(2)];
            json!(format!("#/components/schemas/{name}"))
        }
        _ => (0..2).map(|_| condition(kind, depth, choices)).collect(),
    };
    schema.insert(keyword.to_owned(), value);
}

fn text(schema: &mut Map<String, Value>, choices: &mut Choices<'_>) {
    let (keyword, value) = match choices.below(5) {
        0 => ("minLength", json!(choices.below(4))),
        1 => ("maxLength", json!(choices.below(6))),
        2 => (
            "pattern",
            json!(["a", "^[a-m]*$", "[0-9]", "^[a-z]{2}"][choices.below(4)]),
        ),
        3 => ("const", json!(["", "a", "x"][choices.below(3)])),
        _ => ("enum", json!(["a", "ab", 1, null])),
    };
    schema.insert(keyword.to_owned(), value);
}

fn number(schema: &mut Map<String, Value>, choices: &mut Choices<'_>) {
    let (keyword, value) = match choices.below(7) {
        0 => ("minimum", json!(choices.below(6))),
        1 => ("maximum", json!(choices.below(9))),
        2 => ("exclusiveMinimum", json!(1.5)),
        3 => ("exclusiveMaximum", json!(choices.below(20))),
        4 => ("multipleOf", json!([2, 3][choices.below(2)])),
        5 => ("const", json!(choices.below(3))),
        _ => ("enum", json!([0, 1, 2.0, "a"])),
    };
    schema.insert(keyword.to_owned(), value);
}

fn array(schema: &mut Map<String, Value>, depth: usize, choices: &mut Choices<'_>) {
    match choices.below(7) {
        6 => places(schema, depth, choices),
        0 => drop(schema.insert("minItems".to_owned(), json!(choices.below(3)))),
        1 => drop(schema.insert("maxItems".to_owned(), json!(choices.below(4)))),
        2 => drop(schema.insert("uniqueItems".to_owned(), json!(true))),
        3 => {
            let items = condition("integer", depth, choices);
            schema.insert("items".to_owned(), items);
        }
        _ => contains(schema, depth, choices),
    }
}

fn object(schema: &mut Map<String, Value>, depth: usize, choices: &mut Choices<'_>) {
    let names = ["a", "b", "c", "d"];
    let (keyword, value) = match choices.below(10) {
        9 => return patterns(schema, depth, choices),
        0 => ("minProperties", json!(choices.below(4))),
        1 => ("maxProperties", json!(choices.below(4))),
        2 => ("required", json!([names[choices.below(4)]])),
        3 => (
            "propertyNames",
            json!({"pattern": (["^[ab]", "c", "^x"][choices.below(3)])}),
        ),
        4 => (
            "dependentRequired",
            json!({names[choices.below(4)]: [names[choices.below(4)]]}),
        ),
        5 => {
            let schema = condition("object", depth, choices);
            ("dependentSchemas", json!({names[choices.below(4)]: schema}))
        }
        6 => ("additionalProperties", condition("integer", depth, choices)),
        _ => {
            let a = condition("string", depth, choices);
            let b = condition("integer", depth, choices);
            let c = condition("array", depth, choices);
            ("properties", json!({"a": a, "b": b, "c": c}))
        }
    };
    schema.insert(keyword.to_owned(), value);
}
