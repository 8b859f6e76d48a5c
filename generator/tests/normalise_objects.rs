//! The rules of normalising objects other than schemas, and of references: a description before, and after.

mod reading;

use oas_codegen::pointer::Pointer;
use serde_json::{Value as Json, json};

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

/// A description with what objects other than schemas have from 3.1 on.
fn newer_objects() -> serde_json::Value {
    json!({
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
    })
}

#[test]
fn objects_other_than_schemas() {
    let (tree, diagnostics) = description("3.2.0", &newer_objects());
    let path = "/paths/~1a~1{id}";
    let encoding = format!("{path}/post/requestBody/content/multipart~1form-data/encoding/f");
    let expected = [
        (
            "/tags/0".to_owned(),
            json!({"name": "a", "x-oas-parent": "b", "x-oas-kind": "nav", "x-oas-summary": "s"}),
        ),
        (
            format!("{path}/parameters"),
            json!([
                {"name": "id", "in": "path", "required": true, "schema": {}, "x-oas-allowReserved": true},
                {"name": "c", "in": "cookie", "schema": {"type": "string", "nullable": true}, "x-oas-style": "cookie"},
            ]),
        ),
        (format!("{path}/x-oas-parameters/0/name"), json!("q")),
        (
            format!("{path}/x-oas-operations/QUERY/operationId"),
            json!("q"),
        ),
        (
            format!("{path}/x-oas-operations/COPY/operationId"),
            json!("c"),
        ),
        (
            format!("{path}/post/x-oas-callbacks/x/$ref"),
            json!("#/components/callbacks/C"),
        ),
        (
            encoding,
            json!({"explode": true, "style": "form", "x-oas-explode": true}),
        ),
        (
            "/components/x-oas-securitySchemes/m".to_owned(),
            json!({"type": "mutualTLS"}),
        ),
    ];
    for (pointer, value) in expected {
        assert_eq!(at(&tree, &pointer), Some(value), "{pointer}");
    }
    assert!(at(&tree, "/x-oas-jsonSchemaDialect").is_some());
    assert!(at(&tree, "/x-oas-webhooks/w/post/responses").is_some());
    assert_eq!(
        tree.moves
            .origin(&reading::pointer(&format!("{path}/parameters/1/schema")))
            .as_str(),
        format!("{path}/parameters/2/schema")
    );
    let mut codes: Vec<&str> = diagnostics
        .iter()
        .filter_map(|line| line.split(' ').nth(1))
        .collect();
    codes.sort_unstable();
    assert_eq!(
        codes,
        ["unsupported-keyword", "unsupported-parameter"],
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
                "E": {"oneOf": [{"type": "string"}], "discriminator": {"propertyName": "t", "mapping": {"x": "#/components/schemas/A/properties/b"}}},
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

#[test]
fn operations_of_other_methods_are_normalised_too() {
    let text = "openapi: 3.2.0\ninfo: {title: t, version: v}\npaths:\n  /a:\n    additionalOperations:\n      COPY:\n        responses:\n          '200': {content: {a/b: {schema: {type: [string, 'null']}}}}\n";
    let (document, diagnostics) = reading::document("x.yaml", text.as_bytes());
    assert!(diagnostics.is_empty(), "{diagnostics}");
    let document = document.unwrap();
    let schema = "/paths/~1a/x-oas-operations/COPY/responses/200/content/a~1b/schema";
    let schema = document.node(&reading::pointer(schema)).unwrap();
    let expected = json!({"type": "string", "nullable": true});
    assert_eq!(reading::json(schema), expected);
}
