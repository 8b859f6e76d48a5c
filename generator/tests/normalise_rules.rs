//! Every rule of normalising schemas as a table: a schema before, and after.

mod reading;

use serde_json::{Value as Json, json};

/// Normalises a schema within a description of that version; gives it and the diagnostics.
fn schema(version: &str, schema: &Json) -> (Json, Vec<String>) {
    let description = json!({
        "openapi": version, "info": {"title": "t", "version": "1"}, "paths": {},
        "components": {"schemas": {"S": schema, "Other": {"type": "string"}}},
    });
    let text = description.to_string();
    let (tree, diagnostics) = reading::normalised("x.json", text.as_bytes());
    let root = tree.unwrap().root;
    let found = root
        .at(&reading::pointer("/components/schemas/S"))
        .map(reading::json);
    (found.unwrap_or(Json::Null), reading::lines(&diagnostics))
}

#[track_caller]
fn rule(before: &Json, after: &Json) {
    let (found, diagnostics) = schema("3.1.0", before);
    assert_eq!(&found, after, "{before}");
    assert!(diagnostics.is_empty(), "{diagnostics:?}");
}

#[test]
fn null_in_types() {
    rule(
        &json!({"type": ["string", "null"]}),
        &json!({"type": "string", "nullable": true}),
    );
    rule(
        &json!({"type": ["null", "string"]}),
        &json!({"type": "string", "nullable": true}),
    );
    rule(&json!({"type": ["integer"]}), &json!({"type": "integer"}));
    rule(
        &json!({"type": "null"}),
        &json!({"nullable": true, "x-oas-null": true}),
    );
    rule(
        &json!({"type": ["null"]}),
        &json!({"nullable": true, "x-oas-null": true}),
    );
}

#[test]
fn null_in_enums() {
    rule(
        &json!({"type": ["string", "null"], "enum": ["a", null, "b"]}),
        &json!({"type": "string", "enum": ["a", "b"], "nullable": true}),
    );
    rule(
        &json!({"enum": [null]}),
        &json!({"nullable": true, "x-oas-null": true}),
    );
    rule(
        &json!({"const": null}),
        &json!({"nullable": true, "x-oas-null": true}),
    );
}

#[test]
fn null_in_unions() {
    let reference = json!({"$ref": "#/components/schemas/Other"});
    for nothing in [
        json!({"type": "null"}),
        json!({"enum": [null]}),
        json!({"const": null, "title": "none"}),
    ] {
        for keyword in ["oneOf", "anyOf"] {
            rule(
                &json!({keyword: [nothing, reference]}),
                &json!({keyword: [reference], "nullable": true}),
            );
        }
    }
    rule(
        &json!({"oneOf": [{"type": "null"}, {"type": "string"}, {"type": "integer"}]}),
        &json!({"oneOf": [{"type": "string"}, {"type": "integer"}], "nullable": true}),
    );
    rule(
        &json!({"anyOf": [{"type": "null"}]}),
        &json!({"nullable": true, "x-oas-null": true}),
    );
}

#[test]
fn several_types_become_a_union() {
    rule(
        &json!({"type": ["string", "integer", "null"], "minLength": 2, "minimum": 3, "description": "d"}),
        &json!({
            "description": "d", "nullable": true,
            "anyOf": [{"type": "string", "minLength": 2}, {"type": "integer", "minimum": 3}],
        }),
    );
    rule(
        &json!({"type": ["string", "integer"], "enum": ["a", 1, "b"]}),
        &json!({"anyOf": [{"type": "string", "enum": ["a", "b"]}, {"type": "integer", "enum": [1]}]}),
    );
    rule(
        &json!({"type": ["array", "string"], "items": {"type": ["string", "null"]}, "format": "uuid"}),
        &json!({"anyOf": [
            {"type": "array", "items": {"type": "string", "nullable": true}}, {"type": "string", "format": "uuid"},
        ]}),
    );
    rule(
        &json!({"type": ["integer", "number"]}),
        &json!({"anyOf": [{"type": "number"}]}),
    );
    rule(
        &json!({"type": ["string", "number", "integer", "boolean", "array", "object"]}),
        &json!({}),
    );
    rule(
        &json!({"type": ["string", "boolean"], "minimum": 1, "anyOf": [{"title": "x"}]}),
        &json!({
            "x-oas-minimum": 1, "anyOf": [{"title": "x"}],
            "allOf": [{"anyOf": [{"type": "string"}, {"type": "boolean"}]}],
        }),
    );
}

#[test]
fn constants_and_examples() {
    rule(&json!({"const": "a"}), &json!({"enum": ["a"]}));
    rule(
        &json!({"type": "string", "examples": ["a", "b"]}),
        &json!({
            "type": "string", "example": "a", "x-oas-examples": ["a", "b"],
        }),
    );
    rule(
        &json!({"example": "z", "examples": ["a"]}),
        &json!({"example": "z", "x-oas-examples": ["a"]}),
    );
    rule(
        &json!({"default": null, "example": null}),
        &json!({"x-oas-default": null, "x-oas-example": null}),
    );
}

#[test]
fn exclusive_bounds() {
    rule(
        &json!({"exclusiveMinimum": 1}),
        &json!({"minimum": 1, "exclusiveMinimum": true}),
    );
    rule(
        &json!({"exclusiveMaximum": 1.5}),
        &json!({"maximum": 1.5, "exclusiveMaximum": true}),
    );
    rule(
        &json!({"minimum": 1, "exclusiveMinimum": 0}),
        &json!({"minimum": 1}),
    );
    rule(
        &json!({"minimum": 0, "exclusiveMinimum": 0}),
        &json!({"minimum": 0, "exclusiveMinimum": true}),
    );
    rule(
        &json!({"maximum": 9, "exclusiveMaximum": 8}),
        &json!({"maximum": 8, "exclusiveMaximum": true}),
    );
    rule(
        &json!({"maximum": 7, "exclusiveMaximum": 8}),
        &json!({"maximum": 7}),
    );
    let (found, diagnostics) = schema("3.0.3", &json!({"minimum": 1, "exclusiveMinimum": true}));
    assert_eq!(
        (found, diagnostics.len()),
        (json!({"minimum": 1, "exclusiveMinimum": true}), 0)
    );
}

#[test]
fn bounds_keep_their_digits() {
    let text = |bound: &str| serde_json::from_str::<Json>(bound).unwrap();
    rule(&json!({"minLength": 3.0}), &json!({"minLength": 3}));
    rule(
        &json!({"type": "integer", "minimum": 1e3}),
        &json!({"type": "integer", "minimum": 1000}),
    );
    rule(
        &json!({"type": "integer", "maximum": 18_446_744_073_709_551_615_u64, "exclusiveMinimum": 0.5}),
        &json!({
            "type": "integer", "x-oas-maximum": "18446744073709551615",
            "x-oas-minimum": "0.5", "x-oas-exclusiveMinimum": true,
        }),
    );
    rule(
        &json!({"minimum": text("9007199254740993")}),
        &json!({"minimum": text("9007199254740993"), "x-oas-minimum": "9007199254740993"}),
    );
    // No double is it, so it moves outwards, and that is said.
    let limit = json!({"type": "number", "minimum": text("9007199254740993")});
    let (found, diagnostics) = schema("3.1.0", &limit);
    let rounded = json!({"type": "number", "minimum": text("9007199254740992")});
    assert_eq!(found, rounded);
    assert_eq!(diagnostics.len(), 1);
    assert!(
        diagnostics[0].contains("unsupported-keyword"),
        "{diagnostics:?}"
    );
    rule(
        &json!({"type": "number", "multipleOf": 0.01}),
        &json!({"type": "number", "multipleOf": 0.01}),
    );
}

#[test]
fn references_with_siblings() {
    let reference = json!({"$ref": "#/components/schemas/Other"});
    rule(&reference, &reference);
    rule(
        &json!({"$ref": "#/components/schemas/Other", "description": "d"}),
        &json!({"description": "d", "allOf": [reference]}),
    );
    rule(
        &json!({"$ref": "#/components/schemas/Other", "allOf": [{"minLength": 1}], "maxLength": 9}),
        &json!({"allOf": [reference, {"minLength": 1}], "maxLength": 9}),
    );
    let (found, diagnostics) = schema(
        "3.0.3",
        &json!({"$ref": "#/components/schemas/Other", "nullable": true, "description": "d"}),
    );
    // It is ignored by the specification, and meant by whoever wrote it.
    assert_eq!(
        found,
        json!({"description": "d", "nullable": true, "allOf": [reference]})
    );
    assert_eq!(diagnostics.len(), 1);
    assert!(
        diagnostics[0].starts_with("warning ignored-sibling"),
        "{diagnostics:?}"
    );
}

#[test]
fn content_and_boolean_schemas() {
    rule(
        &json!({"type": "string", "contentEncoding": "base64", "contentMediaType": "image/png"}),
        &json!({
            "type": "string", "format": "byte",
            "x-oas-contentEncoding": "base64", "x-oas-contentMediaType": "image/png",
        }),
    );
    rule(
        &json!({"contentMediaType": "application/octet-stream"}),
        &json!({"type": "string", "format": "binary", "x-oas-contentMediaType": "application/octet-stream"}),
    );
    rule(
        &json!({"type": "string", "contentMediaType": "application/json"}),
        &json!({"type": "string", "x-oas-contentMediaType": "application/json"}),
    );
    rule(
        &json!({"properties": {"a": true, "b": false}, "additionalProperties": false, "items": true}),
        &json!({"properties": {"a": {}, "b": {"not": {}}}, "additionalProperties": false, "items": {}}),
    );
    rule(
        &json!({"not": {"const": 1, "not": {"const": 2}}}),
        &json!({"not": {"enum": [1], "not": {"enum": [2]}}, "x-oas-not": {"const": 1, "not": {"const": 2}}}),
    );
}

#[test]
fn keywords_without_a_place_are_carried_and_conditions_stay_as_they_are() {
    rule(
        &json!({
            "type": "object", "patternProperties": {"^a": {"type": ["string", "null"]}, "^b": {}}, "propertyNames": {"const": "x"},
            "dependentRequired": {"a": ["b"]}, "prefixItems": [{"const": 1}, true], "contains": false,
            "if": {"const": 1}, "then": {}, "else": false, "unevaluatedProperties": false, "$comment": "c",
            "$defs": {"D": {"const": 2}}, "xml": {"name": "n"}, "x-mine": {"const": 1},
        }),
        &json!({
            "type": "object", "x-oas-patternProperties": {"^a": {"type": ["string", "null"]}, "^b": {}},
            "x-oas-propertyNames": {"enum": ["x"]}, "x-oas-dependentRequired": {"a": ["b"]},
            "x-oas-prefixItems": [{"const": 1}, true], "x-oas-contains": false, "x-oas-if": {"const": 1},
            "x-oas-then": {}, "x-oas-else": false, "x-oas-unevaluatedProperties": false, "x-oas-$comment": "c",
            "x-oas-$defs": {"D": {"enum": [2]}}, "x-oas-xml": {"name": "n"}, "x-mine": {"const": 1},
        }),
    );
}

/// What a schema becomes, whatever is said of it.
fn becomes(before: &Json, after: &Json) {
    assert_eq!(schema("3.1.0", before).0, *after, "{before}");
}

#[test]
fn listed_items_become_items_of_one_of_them() {
    let (string, integer) = (json!({"type": "string"}), json!({"type": "integer"}));
    let array = |mut rest: Json| {
        rest["type"] = "array".into();
        rest
    };
    for (before, after) in [
        (
            json!({"prefixItems": [string, integer], "items": false}),
            json!({"items": {"anyOf": [string, integer]}, "maxItems": 2, "x-oas-tuple": [string, integer]}),
        ),
        (
            json!({"prefixItems": [string, {"type": "string", "title": "b"}], "maxItems": 1}),
            json!({"items": string, "maxItems": 1}),
        ),
        (
            json!({"prefixItems": [string], "items": integer}),
            json!({"items": {"anyOf": [string, integer]}, "x-oas-tuple": [string], "x-oas-tuple-rest": integer}),
        ),
        (
            json!({"prefixItems": [string]}),
            json!({"x-oas-tuple": [string]}),
        ),
        (
            json!({"prefixItems": [], "items": string}),
            json!({"items": string}),
        ),
    ] {
        becomes(&array(before), &array(after));
    }
    // A member that is called as a text is none.
    let member = |name: &str| json!({"type": "object", "properties": {name: string}});
    becomes(
        &array(json!({"prefixItems": [member("title"), member("x")], "items": false})),
        &array(json!({
            "items": {"anyOf": [member("title"), member("x")]},
            "maxItems": 2,
            "x-oas-tuple": [member("title"), member("x")],
        })),
    );
}

#[test]
fn members_by_pattern_become_further_members() {
    let string = json!({"type": "string"});
    becomes(
        &json!({"patternProperties": {"^a": string, "b": string}, "additionalProperties": false}),
        &json!({"x-oas-propertyNames": {"pattern": "(?:^a)|(?:b)"}, "additionalProperties": string}),
    );
    becomes(
        &json!({"type": "object", "properties": {"c": {}}, "patternProperties": {"^a": string}, "additionalProperties": string}),
        &json!({"type": "object", "properties": {"c": {}}, "additionalProperties": string, "x-oas-names": ["^a"]}),
    );
    for kept in [
        json!({"^a": true}),
        json!({"^a": false}),
        json!({"^a": string, "^b": {}}),
    ] {
        becomes(
            &json!({"type": "object", "patternProperties": kept}),
            &json!({"type": "object", "x-oas-patternProperties": kept}),
        );
    }
}

#[test]
fn a_later_spelling_is_understood_in_3_0_with_a_warning() {
    let (found, diagnostics) = schema("3.0.3", &json!({"type": ["string", "null"], "const": "a"}));
    assert_eq!(
        found,
        json!({"type": "string", "enum": ["a"], "nullable": true})
    );
    let codes: Vec<&str> = diagnostics
        .iter()
        .filter_map(|line| line.split(' ').nth(1))
        .collect();
    assert_eq!(codes, ["misplaced-keyword"; 3]);
}
