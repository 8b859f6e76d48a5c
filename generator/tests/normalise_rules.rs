//! Every rule of normalising as a table: a schema or an object before, and after.

mod reading;

use oas_codegen::pointer::Pointer;
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
            {"type": "array", "items": {"type": "string", "nullable": true}, "format": "uuid"}, {"type": "string"},
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
        &json!({"type": "number", "minimum": text("9007199254740993")}),
        &json!({"type": "number", "minimum": text("9007199254740993"), "x-oas-minimum": "9007199254740993"}),
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
    assert_eq!(found, json!({"description": "d", "allOf": [reference]}));
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
}

#[test]
fn keywords_without_a_place_are_carried_and_normalised_inside() {
    rule(
        &json!({
            "type": "object", "patternProperties": {"^a": {"type": ["string", "null"]}}, "propertyNames": {"const": "x"},
            "dependentRequired": {"a": ["b"]}, "prefixItems": [{"const": 1}, true], "contains": false,
            "if": {"const": 1}, "then": {}, "else": false, "unevaluatedProperties": false, "$comment": "c",
            "$defs": {"D": {"const": 2}}, "xml": {"name": "n"}, "x-mine": {"const": 1},
        }),
        &json!({
            "type": "object", "x-oas-patternProperties": {"^a": {"type": "string", "nullable": true}},
            "x-oas-propertyNames": {"enum": ["x"]}, "x-oas-dependentRequired": {"a": ["b"]},
            "x-oas-prefixItems": [{"enum": [1]}, true], "x-oas-contains": false, "x-oas-if": {"enum": [1]},
            "x-oas-then": {}, "x-oas-else": false, "x-oas-unevaluatedProperties": false, "x-oas-$comment": "c",
            "x-oas-$defs": {"D": {"enum": [2]}}, "x-oas-xml": {"name": "n"}, "x-mine": {"const": 1},
        }),
    );
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

/// Normalises a description given as its members beside `openapi` and `info`.
fn description(version: &str, members: &Json) -> (oas_codegen::load::Tree, Vec<String>) {
    let mut description = json!({"openapi": version, "info": {"title": "t", "version": "1"}});
    let object = description.as_object_mut().unwrap();
    object.extend(members.as_object().unwrap().clone());
    let (tree, diagnostics) = reading::normalised("x.json", description.to_string().as_bytes());
    (tree.unwrap(), reading::lines(&diagnostics))
}

fn at(tree: &oas_codegen::load::Tree, pointer: &str) -> Option<Json> {
    tree.root.at(&reading::pointer(pointer)).map(reading::json)
}

#[test]
fn the_version_and_what_3_0_must_have() {
    let (tree, diagnostics) = description("3.1.1", &json!({}));
    assert!(diagnostics.is_empty(), "{diagnostics:?}");
    assert_eq!(
        reading::json(&tree.root),
        json!({"openapi": "3.0.3", "info": {"title": "t", "version": "1"}, "paths": {}})
    );
    let (tree, _) = description(
        "3.2.0",
        &json!({"paths": {"/a": {"get": {"responses": {"200": {}}}}}}),
    );
    assert_eq!(
        at(&tree, "/paths/~1a/get/responses"),
        Some(json!({"200": {"description": ""}}))
    );
}

#[test]
fn objects_other_than_schemas() {
    let (tree, diagnostics) = description(
        "3.2.0",
        &json!({
            "jsonSchemaDialect": "https://spec.openapis.org/oas/3.1/dialect/base",
            "tags": [{"name": "a", "parent": "b", "kind": "nav", "summary": "s"}],
            "webhooks": {"w": {"post": {"requestBody": {"content": {}}}}},
            "paths": {"/a/{id}": {
                "parameters": [
                    {"name": "id", "in": "path", "required": true, "schema": {}, "allowReserved": true},
                    {"name": "q", "in": "querystring", "content": {"application/x-www-form-urlencoded": {}}},
                    {"name": "c", "in": "cookie", "style": "cookie", "schema": {"type": ["string", "null"]}},
                ],
                "query": {"operationId": "q"},
                "additionalOperations": {"COPY": {"operationId": "c"}},
                "post": {
                    "requestBody": {"content": {"multipart/form-data": {
                        "schema": {}, "encoding": {"f": {"explode": true, "style": "form"}},
                    }}},
                    "callbacks": {"x": {"$ref": "#/components/callbacks/C"}},
                },
            }},
            "components": {
                "callbacks": {"C": {}},
                "securitySchemes": {"m": {"type": "mutualTLS"}, "b": {"type": "http", "scheme": "bearer"}},
            },
        }),
    );
    let path = "/paths/~1a~1{id}";
    assert_eq!(
        at(&tree, "/tags/0"),
        Some(json!({
            "name": "a", "x-oas-parent": "b", "x-oas-kind": "nav", "x-oas-summary": "s",
        }))
    );
    assert!(at(&tree, "/x-oas-jsonSchemaDialect").is_some());
    assert!(at(&tree, "/x-oas-webhooks/w/post/responses").is_some());
    assert_eq!(
        at(&tree, &format!("{path}/parameters")),
        Some(json!([
            {"name": "id", "in": "path", "required": true, "schema": {}, "x-oas-allowReserved": true},
            {"name": "c", "in": "cookie", "schema": {"type": "string", "nullable": true}, "x-oas-style": "cookie"},
        ]))
    );
    assert_eq!(
        at(&tree, &format!("{path}/x-oas-parameters/0/name")),
        Some(json!("q"))
    );
    assert_eq!(
        tree.moves
            .origin(&reading::pointer(&format!("{path}/parameters/1/schema")))
            .as_str(),
        format!("{path}/parameters/2/schema")
    );
    assert_eq!(
        at(&tree, &format!("{path}/x-oas-operations/QUERY/operationId")),
        Some(json!("q"))
    );
    assert_eq!(
        at(&tree, &format!("{path}/x-oas-operations/COPY/operationId")),
        Some(json!("c"))
    );
    assert_eq!(
        at(&tree, &format!("{path}/post/x-oas-callbacks/x/$ref")),
        Some(json!("#/components/callbacks/C"))
    );
    let encoding = format!("{path}/post/requestBody/content/multipart~1form-data/encoding/f");
    assert_eq!(
        at(&tree, &encoding),
        Some(json!({"explode": true, "style": "form", "x-oas-explode": true}))
    );
    assert_eq!(
        at(&tree, "/components/x-oas-securitySchemes/m"),
        Some(json!({"type": "mutualTLS"}))
    );
    let codes: Vec<&str> = diagnostics
        .iter()
        .filter_map(|line| line.split(' ').nth(1))
        .collect();
    let mut codes = codes;
    codes.sort_unstable();
    assert_eq!(
        codes,
        [
            "unsupported-keyword",
            "unsupported-keyword",
            "unsupported-parameter"
        ],
        "{diagnostics:#?}"
    );
}

#[test]
fn whatever_is_referred_to_becomes_a_component() {
    let (tree, diagnostics) = description(
        "3.1.0",
        &json!({
            "paths": {
                "/a": {"get": {"parameters": [{"name": "p", "in": "query", "schema": {"type": "string"}}], "responses": {}}},
                "/b": {"get": {"parameters": [{"$ref": "#/paths/~1a/get/parameters/0"}], "responses": {}}},
            },
            "components": {"schemas": {
                "A": {"type": "object", "properties": {"b": {"type": "object", "properties": {"c": {"const": 1}}}}},
                "B": {"$ref": "#/components/schemas/A/properties/b"},
                "C": {"$ref": "#/components/schemas/A/properties/b/properties/c"},
                "D": {"$defs": {"Inner": {"type": "string"}}, "$ref": "#/components/schemas/D/$defs/Inner"},
                "E": {"oneOf": [], "discriminator": {"propertyName": "t", "mapping": {"x": "#/components/schemas/A/properties/b"}}},
            }},
        }),
    );
    assert!(diagnostics.is_empty(), "{diagnostics:#?}");
    let reference = |name: &str| Some(json!({"$ref": format!("#/components/{name}")}));
    assert_eq!(at(&tree, "/components/schemas/B"), reference("schemas/A.b"));
    assert_eq!(
        at(&tree, "/components/schemas/C"),
        reference("schemas/A.b.c")
    );
    assert_eq!(
        at(&tree, "/components/schemas/A/properties/b"),
        reference("schemas/A.b")
    );
    assert_eq!(
        at(&tree, "/components/schemas/A.b/properties/c"),
        reference("schemas/A.b.c")
    );
    assert_eq!(
        at(&tree, "/components/schemas/A.b.c"),
        Some(json!({"enum": [1]}))
    );
    assert_eq!(
        at(&tree, "/components/schemas/D/allOf/0"),
        reference("schemas/D.Inner")
    );
    assert_eq!(
        at(&tree, "/components/schemas/E/discriminator/mapping/x"),
        Some(json!("#/components/schemas/A.b"))
    );
    assert_eq!(
        at(&tree, "/paths/~1b/get/parameters/0"),
        reference("parameters/a.get.0")
    );
    assert_eq!(
        at(&tree, "/paths/~1a/get/parameters/0"),
        reference("parameters/a.get.0")
    );
    let origin = |text: &str| tree.moves.origin(&reading::pointer(text)).to_string();
    assert_eq!(
        origin("/components/schemas/A.b"),
        "#/components/schemas/A/properties/b"
    );
    assert_eq!(
        origin("/components/schemas/A.b.c/enum/0"),
        "#/components/schemas/A/properties/b/properties/c/const"
    );
}

#[test]
fn path_items_and_media_types_are_copied() {
    let (tree, diagnostics) = description(
        "3.2.0",
        &json!({
            "paths": {
                "/a": {"$ref": "#/components/pathItems/P", "summary": "mine", "description": "beside"},
                "/b": {"$ref": "#/paths/~1a"},
                "/c": {"$ref": "#/paths/~1d"},
                "/d": {"$ref": "#/paths/~1c"},
                "/e": {"$ref": "#/components/pathItems/None"},
            },
            "components": {
                "pathItems": {"P": {"summary": "s", "get": {"responses": {"200": {"content": {
                    "application/json": {"$ref": "#/components/mediaTypes/M"},
                }}}}}},
                "mediaTypes": {"M": {"schema": {"const": 1}}},
            },
        }),
    );
    let schema = "get/responses/200/content/application~1json/schema";
    for path in ["/paths/~1a", "/paths/~1b"] {
        assert_eq!(at(&tree, &format!("{path}/summary")), Some(json!("s")));
        assert_eq!(
            at(&tree, &format!("{path}/{schema}")),
            Some(json!({"enum": [1]}))
        );
    }
    assert_eq!(at(&tree, "/paths/~1a/description"), Some(json!("beside")));
    let origin = |text: &str| {
        tree.moves
            .origin(&Pointer::parse(text).unwrap())
            .to_string()
    };
    assert_eq!(origin("/paths/~1a/get"), "#/components/pathItems/P/get");
    assert_eq!(origin("/paths/~1b/get"), "#/components/pathItems/P/get");
    assert_eq!(origin("/paths/~1a/description"), "#/paths/~1a/description");
    assert_eq!(
        origin(&format!("/paths/~1a/{schema}")),
        "#/components/mediaTypes/M/schema"
    );
    let codes: Vec<&str> = diagnostics
        .iter()
        .filter_map(|line| line.split(' ').nth(1))
        .collect();
    assert_eq!(
        codes,
        ["reference-cycle", "reference-cycle", "missing-reference"],
        "{diagnostics:#?}"
    );
}
