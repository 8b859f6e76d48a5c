//! What is wrong with a description's structure is reported with its code at its place, all of it in one run, and what
//! is left is read by `openapiv3` without a complaint.

mod reading;

use oas_codegen::diagnostic::Code;

/// The lines of all diagnostics of a YAML description; `openapiv3` must have none of its own.
fn found(text: &str) -> Vec<String> {
    let (_, diagnostics) = reading::document("spec.yaml", text.as_bytes());
    let of_openapiv3 = diagnostics
        .iter()
        .find(|found| found.code == Code::UnsupportedDocument);
    assert!(of_openapiv3.is_none(), "{of_openapiv3:?}");
    reading::lines(&diagnostics)
}

/// The diagnostics of a schema that stands alone in a description of 3.1.
#[track_caller]
fn schema(text: &str, expected: &[&str]) {
    let indented: String = text.lines().map(|line| format!("      {line}\n")).collect();
    let head = "openapi: 3.1.0\ninfo: {title: t, version: v}\npaths: {}\ncomponents:\n  schemas:\n    S:\n";
    let lines = found(&format!("{head}{indented}"));
    let place = "#/components/schemas/S";
    let short: Vec<String> = lines.iter().map(|line| line.replace(place, "S")).collect();
    assert_eq!(short, expected, "{text}");
}

#[test]
fn what_is_not_openapi_3() {
    let cases = [
        ("", "error not-openapi 1:1 # the file is empty"),
        (
            "[]",
            "error not-openapi 1:1 # an OpenAPI description is an object, this file is an array",
        ),
        (
            "just text",
            "error not-openapi 1:1 # an OpenAPI description is an object, this file is a string",
        ),
        (
            "a: 1",
            "error not-openapi 1:1 # `openapi`, which names the version, is missing",
        ),
        (
            "swagger: '2.0'",
            "error openapi-2 1:10 #/swagger this is Swagger 2.0, which OpenAPI 3 has replaced",
        ),
        (
            "openapi: 2.0.0",
            "error openapi-2 1:10 #/openapi OpenAPI 2.0.0 is not read",
        ),
        (
            "openapi: 4.0.0",
            "error not-openapi 1:10 #/openapi `4.0.0` is not a version of OpenAPI 3",
        ),
        (
            "openapi: [3]",
            "error not-openapi 1:10 #/openapi `openapi` must be a string such as `3.1.0`, found an array",
        ),
    ];
    for (text, expected) in cases {
        assert_eq!(found(text), [expected], "{text}");
    }
}

#[test]
fn wrong_types() {
    schema(
        "minLength: '3'",
        &[
            "warning wrong-type 7:18 S/minLength `minLength` must be a non-negative integer, found a string",
        ],
    );
    schema(
        "minLength: -1\nmaxItems: 1.5\nmultipleOf: 0",
        &[
            "warning wrong-value 7:18 S/minLength `minLength` must be a non-negative integer, found -1",
            "warning wrong-value 8:17 S/maxItems `maxItems` must be a non-negative integer, found 1.5",
            "warning wrong-value 9:19 S/multipleOf `multipleOf` must be a number greater than zero, found 0",
        ],
    );
    schema(
        "properties: [a]\nrequired: {a: b}\nallOf: {}\nnot: 1",
        &[
            "warning wrong-type 7:7 S/properties `properties` must be an object, found an array",
            "warning wrong-type 8:7 S/required `required` must be an array of strings, found an object",
            "warning wrong-type 9:7 S/allOf `allOf` must be an array of schemas, found an object",
            "warning wrong-type 10:12 S/not `not` must be a schema, which is an object, found an integer",
        ],
    );
    schema(
        "required: [a, 1]\nenum: []\nitems: [{}]",
        &[
            "warning wrong-type 7:21 S/required/1 element 1 of `required` must be a string, found an integer",
            "warning wrong-value 8:7 S/enum `enum` must list at least one value",
            "warning wrong-type 9:7 S/items `items` must be a schema, which is an object, found an array",
        ],
    );
    schema(
        "properties:\n  a:\n    required: true",
        &[
            "warning wrong-type 9:21 S/properties/a/required `required` of a schema is an array of property names, not a boolean",
        ],
    );
}

#[test]
fn unknown_types_and_keywords() {
    schema(
        "type: strnig",
        &[
            "warning unknown-type 7:13 S/type there is no type `strnig`; the schema is read without it",
        ],
    );
    schema(
        "type: [string, file]",
        &[
            "warning unknown-type 7:22 S/type/1 there is no type `file`; the schema is read without it",
        ],
    );
    schema(
        "type: []",
        &["warning wrong-value 7:7 S/type `type` must name at least one type"],
    );
    schema(
        "minlength: 3\nx-fine: 1",
        &["warning unknown-keyword 7:7 S/minlength `minlength` is not a keyword of a schema"],
    );
    schema(
        "nullable: true",
        &[
            "warning misplaced-keyword 7:7 S/nullable `nullable` is a keyword of OpenAPI 3.0, not of OpenAPI 3.1",
        ],
    );
    schema(
        "discriminator: {mapping: {}}",
        &["warning missing-keyword 7:7 S/discriminator a discriminator must have `propertyName`"],
    );
}

#[test]
fn a_misspelt_word_is_guessed() {
    let text = "openapi: 3.0.0\ninfo: {title: t, version: v}\npaths: {}\ncomponents:\n  schemas: {S: {minlength: 3, type: strin}}\n";
    let (_, diagnostics) = reading::normalised("x.yaml", text.as_bytes());
    let help: Vec<_> = diagnostics
        .iter()
        .filter_map(|found| found.help.as_deref())
        .collect();
    assert_eq!(
        help,
        ["did you mean `minLength`?", "did you mean `string`?"]
    );
}

#[test]
fn references() {
    schema(
        "$ref: other.yaml#/a",
        &["warning missing-reference 7:13 S/$ref `other.yaml#/a` points to nothing"],
    );
    schema(
        "$ref: '../../etc/passwd'",
        &[
            "warning external-reference 7:13 S/$ref `../../etc/passwd` leads out of the description's folder, which is all that is read",
        ],
    );
    schema(
        "$ref: 12",
        &["warning wrong-type 7:13 S/$ref `$ref` must be a string, found an integer"],
    );
    schema(
        "$ref: '#anchor'",
        &["warning bad-reference 7:13 S/$ref `#anchor` is not a reference with a JSON pointer"],
    );
    schema(
        "properties: {a: {$ref: '#/info'}}",
        &["warning bad-reference 2:7 #/info a reference to `#/info` does not lead to a schema"],
    );
    schema(
        "$ref: '#/components/schemas/S'\nminLength: x",
        &[
            "warning wrong-type 8:18 S/minLength `minLength` must be a non-negative integer, found a string",
        ],
    );
    assert_eq!(
        found(
            "openapi: 3.1.0\ninfo: {title: t, version: v}\nx-schemas: {A: {type: 1}}\ncomponents: {schemas: {S: {$ref: '#/x-schemas/A'}}}\n"
        ),
        ["warning wrong-type 3:23 #/x-schemas/A/type `type` must be a string, found an integer"],
        "what is referred to is checked wherever it is"
    );
}

const PATHS: &str = "\
openapi: 3.0.3
info:
  title: 12
paths:
  pets: {}
  /a:
    get:
      parameters: {}
    fetch: {}
    post:
      operationId: 1
      parameters:
        - name: p
          in: body
          schema: {}
        - name: q
          in: query
          style: simple
        - in: query
          schema: {}
        - name: r
          in: query
          schema: {}
          content: {}
        - $ref: '#/components/parameters/P'
          required: true
      requestBody:
        required: 'yes'
      responses:
        2xx: {description: fine}
        '20': {description: no}
        ok: {description: no}
        200: {}
        default: []
  /a/{id}:
    get:
      parameters: [{name: id, in: path, schema: {}}]
      responses: {}
components:
  securitySchemes:
    a: {type: basic}
    b: {type: apiKey, name: k}
    c: {type: oauth2, flows: {password: {scopes: {}}}}
  parameters:
    P: {name: p, in: header, schema: {}}
servers: {url: /}
security: [{a: read}]
";

#[test]
fn a_description_with_many_faults_is_told_all_of_them() {
    let expected = [
        "warning missing-keyword 2:1 #/info `info` must have `version`",
        "warning wrong-type 3:10 #/info/title `title` must be a string, found an integer; it is read as its text",
        "warning bad-path 5:3 #/paths/pets the path `pets` does not begin with a slash",
        "warning missing-keyword 7:5 #/paths/~1a/get an operation must have `responses`",
        "warning wrong-type 8:7 #/paths/~1a/get/parameters `parameters` must be an array of objects, found an object",
        "warning unknown-keyword 9:5 #/paths/~1a/fetch `fetch` is not a keyword of a path item",
        "warning wrong-type 11:20 #/paths/~1a/post/operationId `operationId` must be a string, found an integer; it is read as its text",
        "warning wrong-value 14:15 #/paths/~1a/post/parameters/0/in `in` must be `query`, `querystring`, `header`, `path` or `cookie`, found `body`",
        "warning missing-keyword 16:11 #/paths/~1a/post/parameters/1 neither `schema` nor `content` says what the value is",
        "warning wrong-value 18:18 #/paths/~1a/post/parameters/1/style a parameter in `query` cannot have this style",
        "warning missing-keyword 19:11 #/paths/~1a/post/parameters/2 a parameter must have `name`",
        "warning conflicting-keywords 24:11 #/paths/~1a/post/parameters/3/content `content` excludes `schema`",
        "warning ignored-sibling 26:11 #/paths/~1a/post/parameters/4/required `required` has no meaning beside `$ref`",
        "warning missing-keyword 27:7 #/paths/~1a/post/requestBody a request body must have `content`",
        "warning wrong-type 28:19 #/paths/~1a/post/requestBody/required `required` must be a boolean, found a string",
        "warning bad-status 31:9 #/paths/~1a/post/responses/20 `20` is not a status",
        "warning bad-status 32:9 #/paths/~1a/post/responses/ok `ok` is not a status",
        "warning missing-keyword 33:9 #/paths/~1a/post/responses/200 a response must have `description`",
        "warning wrong-type 34:9 #/paths/~1a/post/responses/default `default` must be an object, found an array",
        "warning missing-keyword 37:20 #/paths/~1a~1{id}/get/parameters/0 a path parameter must have `required: true`",
        "warning wrong-value 41:15 #/components/securitySchemes/a/type `type` must be `apiKey`, `http`, `mutualTLS`, `oauth2` or `openIdConnect`, found `basic`",
        "warning missing-keyword 42:5 #/components/securitySchemes/b an API key must have `in`",
        "warning missing-keyword 43:31 #/components/securitySchemes/c/flows/password this flow must have `tokenUrl`",
        "warning wrong-type 46:1 #/servers `servers` must be an array of objects, found an object",
        "warning wrong-type 47:16 #/security/0/a `a` must be an array of strings, found a string",
    ];
    let lines = found(PATHS);
    for (line, expected) in lines.iter().zip(expected) {
        assert_eq!(line, expected);
    }
    assert_eq!(lines.len(), expected.len(), "{lines:#?}");
}

#[test]
fn what_is_left_is_read() {
    let (document, _) = reading::document("spec.yaml", PATHS.as_bytes());
    let document = document.unwrap();
    let paths: Vec<&String> = document.paths.iter().map(|entry| &entry.path).collect();
    assert_eq!(paths, ["/a", "/a/{id}"]);
    let item = &document.paths[0].item;
    assert_eq!(item.post.as_ref().unwrap().parameters.len(), 3);
    assert_eq!(item.post.as_ref().unwrap().responses.responses.len(), 2);
    assert_eq!(document.openapi.info.title, "12");
}

#[test]
fn places_are_those_of_the_description_as_written() {
    let text = "openapi: 3.1.0\ninfo: {title: t, version: v}\ncomponents:\n  schemas:\n    S:\n      type: [string, integer]\n      minLength: 1\n";
    let (document, diagnostics) = reading::document("x.yaml", text.as_bytes());
    let document = document.unwrap();
    let pointer = reading::pointer("/components/schemas/S/anyOf/0/minLength");
    assert_eq!(
        document.origin(&pointer).to_string(),
        "#/components/schemas/S/minLength"
    );
    let place = |text: &str| {
        let at = document.locate(&reading::pointer(text));
        let (_, line, column) = diagnostics.position(&at).unwrap();
        format!("{line}:{column} {}", at.pointer)
    };
    assert_eq!(
        place(pointer.as_str()),
        "7:18 #/components/schemas/S/minLength"
    );
    assert_eq!(
        place("/components/schemas/S/anyOf/1/type"),
        "6:22 #/components/schemas/S/type/1"
    );
    assert_eq!(place("/components/schemas/S"), "5:5 #/components/schemas/S");
    assert_eq!(
        place("/components/schemas/S/not/there"),
        "5:5 #/components/schemas/S"
    );
    assert_eq!(place(""), "1:1 #");
    assert!(document.node(&pointer).is_some());
}
