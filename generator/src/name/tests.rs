//! Reserved names are those that generated code has, and no name of a description takes one.

use std::collections::BTreeSet;
use std::path::Path;

use super::scope::{BUILDER_METHODS, CRATE_NAMES, RECORD_METHODS};
use crate::config::Config;
use crate::source::Source;
use crate::{FileSet, generate, inspect};

/// Traits' methods, which callers write as they do those of a type itself.
const OF_TRAITS: [&str; 2] = ["clone", "default"];

/// An API that takes every name which is reserved where it can.
fn greedy() -> String {
    let variables: String = BUILDER_METHODS
        .iter()
        .map(|name| format!("      {name}: {{default: a}}\n"))
        .collect();
    let url: String = BUILDER_METHODS
        .iter()
        .map(|name| format!("{{{name}}}."))
        .collect();
    let paths: String = CRATE_NAMES
        .iter()
        .chain(&["duration", "client_builder"])
        .map(|name| {
            format!("  /{name}: {{get: {{operationId: new, x-group: {name}, x-name: new, responses: {{'204': {{description: d}}}}}}}}\n")
        })
        .collect();
    format!(
        "openapi: 3.1.0\ninfo: {{title: t, version: '1'}}\nservers:\n  - url: 'https://{url}example.org'\n    variables:\n\
         {variables}  - url: 'https://other.example.org'\npaths:\n{paths}components:\n  securitySchemes: {{token: {{type: http, scheme: bearer}}, basic: {{type: http, scheme: basic}}}}\n"
    )
    .replace("operationId: new, ", "")
}

fn settings() -> Config {
    let text = "[package]\nname = 'greedy'\n[operations]\ngroup = 'x-group'\nname = 'x-name'\n";
    Config::parse("codegen.toml", text, "").unwrap()
}

fn files() -> FileSet {
    let reader = |_: &str| Ok(greedy().into_bytes());
    match generate(&Source::new("t.yaml", &reader), &settings()) {
        Ok(files) => files,
        Err(diagnostics) => panic!("{}", diagnostics.render(false)),
    }
}

/// The names of the public functions in a text, in order.
fn functions(text: &str) -> Vec<&str> {
    text.lines()
        .filter_map(|line| {
            let line = line.trim_start().strip_prefix("pub ")?;
            let line = line.strip_prefix("(crate) ").unwrap_or(line);
            line.strip_prefix("async ")
                .unwrap_or(line)
                .strip_prefix("fn ")
        })
        .map(|line| {
            line.split(|c: char| c != '_' && !c.is_alphanumeric())
                .next()
                .unwrap()
        })
        .collect()
}

#[test]
fn the_reserved_methods_of_the_builder_are_those_that_it_has() {
    let files = files();
    let client = files.get("src/client.rs").unwrap();
    let (_, builder) = client.split_once("impl ClientBuilder").unwrap();
    let found = functions(builder);
    let unique: BTreeSet<_> = found.iter().copied().collect();
    assert_eq!(unique.len(), found.len(), "{found:?}");
    let own: BTreeSet<_> = unique
        .into_iter()
        .filter(|name| !name.ends_with("_variable"))
        .chain(OF_TRAITS)
        .collect();
    assert_eq!(own, BUILDER_METHODS.into_iter().collect());
}

#[test]
fn no_resource_takes_a_method_of_the_client() {
    let files = files();
    let client = files.get("src/client.rs").unwrap();
    let (of_client, _) = client.split_once("impl ClientBuilder").unwrap();
    let found = functions(of_client);
    let unique: BTreeSet<_> = found.iter().copied().collect();
    assert_eq!(unique.len(), found.len(), "{found:?}");
    let own = unique.iter().filter(|name| !name.ends_with("_api"));
    let unreserved: Vec<_> = own
        .filter(|name| {
            !CRATE_NAMES.contains(name) && !["duration", "client_builder"].contains(name)
        })
        .collect();
    assert!(unreserved.is_empty(), "{unreserved:?}");
    assert!(
        client.contains("DurationApi") && client.contains("ClientBuilderApi"),
        "{client}"
    );
}

#[test]
fn no_operation_takes_a_function_of_the_handle() {
    let files = files();
    let module = files.get("src/send_api.rs").unwrap();
    assert!(module.contains("fn new_operation("), "{module}");
}

#[test]
fn the_reserved_methods_of_records_are_those_that_they_have() {
    let at = Path::new(env!("CARGO_MANIFEST_DIR")).join("runtime/src/macros/record.rs");
    let text = std::fs::read_to_string(at).unwrap();
    let (_, macros) = text.split_once("macro_rules!").unwrap();
    let own: BTreeSet<_> = functions(macros)
        .into_iter()
        .chain(OF_TRAITS)
        .chain(["new"])
        // The names of setters are the description's.
        .filter(|name| !name.is_empty())
        .collect();
    assert_eq!(own, RECORD_METHODS.into_iter().collect());
}

/// What is pasted from a message into the settings can be read there.
#[test]
fn the_rename_that_helps_is_toml() {
    let text = "openapi: 3.1.0\ninfo: {title: t, version: '1'}\ncomponents: {schemas: {A: {type: object, properties: \
                {'a\"\\': {type: string}, 'a\"\\ ': {type: string}}}}}\n";
    let reader = |_: &str| Ok(text.as_bytes().to_vec());
    let inspected = inspect(&Source::new("t.yaml", &reader), &Config::new("t", "")).unwrap();
    let helps: Vec<_> = inspected
        .warnings
        .iter()
        .filter_map(|fault| fault.help.as_deref())
        .collect();
    let [help] = helps.as_slice() else {
        panic!("{helps:?}");
    };
    let (_, pasted) = help.split_once('\n').unwrap();
    let read: toml::Table = pasted.parse().unwrap();
    assert_eq!(
        read["rename"][0]["at"].as_str(),
        Some("#/components/schemas/A/properties/a\"\\ ")
    );
}

/// The crate of paths and components.
fn generated(paths: &str, components: &str) -> FileSet {
    let text = format!(
        "openapi: 3.1.0\ninfo: {{title: t, version: '1'}}\npaths:\n{paths}components:\n{components}"
    );
    let reader = |_: &str| Ok(text.clone().into_bytes());
    let config = Config::parse("codegen.toml", "[package]\nname = 'odd'\n", "").unwrap();
    match generate(&Source::new("t.yaml", &reader), &config) {
        Ok(files) => files,
        Err(diagnostics) => panic!("{}", diagnostics.render(false)),
    }
}

const EMPTY: &str = "  schemas: {}\n";

#[test]
fn nothing_takes_the_name_of_the_transport() {
    let with = "parameters: [{name: id, in: path, required: true, schema: {type: string}}], responses: {'204': {description: d}}";
    for tag in ["S", "s", "ſ"] {
        let paths =
            format!("  /a/{{id}}: {{get: {{tags: [{tag}], operationId: {tag}, {with}}}}}\n");
        let files = generated(&paths, EMPTY);
        let module = files
            .iter()
            .find_map(|(_, text)| text.contains("pub struct SApi<'a, S").then_some(text))
            .unwrap();
        assert!(module.contains("pub struct SOperation<'a>"), "{module}");
        assert!(!module.contains("struct S<"), "{module}");
    }
}

#[test]
fn nothing_is_taken_for_a_constructor() {
    let paths = "  /a: {get: {tags: [new], operationId: new, parameters: [{name: a, in: query, schema: {type: string}}], \
                 responses: {'200': {description: d, content: {application/json: {schema: {$ref: '#/components/schemas/New'}}}}}}}\n";
    let files = generated(
        paths,
        "  schemas: {New: {type: object, properties: {a: {type: string}}}}\n",
    );
    let module = files.get("src/new_api.rs").unwrap();
    assert!(module.contains("pub struct NewApi<'a, S"), "{module}");
    assert!(module.contains("pub struct NewOperation<'a>"), "{module}");
    assert!(module.contains("models::NewModel"), "{module}");
}

#[test]
fn what_is_made_of_a_keyword_ends_in_no_underscore_before_its_end() {
    let paths = "  /a: {get: {tags: [self], operationId: self, parameters: [{name: a, in: query, schema: {type: string}}], \
                 responses: {'204': {description: d}}}}\n";
    let files = generated(paths, EMPTY);
    let module = files.get("src/self_.rs").unwrap();
    assert!(
        module.contains("pub struct SelfOperationParams"),
        "{module}"
    );
    assert!(module.contains("SelfOperationError"), "{module}");
}

#[test]
fn no_module_of_models_is_called_as_a_type() {
    let paths = "  /a: {get: {tags: [中文], responses: {'200': {description: d, content: {application/json: {schema: \
                 {$ref: '#/components/schemas/中文'}}}}}}}\n";
    let files = generated(
        paths,
        "  schemas: {中文: {type: object, properties: {a: {type: string}}}}\n",
    );
    let models = files.get("src/models/mod.rs").unwrap();
    assert!(models.contains("mod zhong_wen;"), "{models}");
    assert!(models.contains("pub use zhong_wen::*;"), "{models}");
}

#[test]
fn no_header_is_taken_for_a_method_of_a_standard_trait() {
    let names = ["not", "neg", "clone", "into_iter", "of"];
    let headers = names.map(|name| format!("{name}: {{schema: {{type: string, enum: [a, b]}}}}"));
    let paths = format!(
        "  /a: {{get: {{tags: [t], operationId: a, responses: {{'204': {{description: d, headers: {{{}}}}}}}}}}}\n",
        headers.join(", ")
    );
    let files = generated(&paths, EMPTY);
    let module = files.get("src/t.rs").unwrap();
    for name in names {
        let method = format!("pub fn {name}_header(");
        assert!(module.contains(&method), "{module}");
    }
    let models = files.get("src/models/t.rs").unwrap();
    assert!(models.contains("The header `not` of `a`."), "{models}");
}

#[test]
fn a_slash_at_the_end_of_a_path_is_all_that_is_spelled() {
    let paths: String = [
        "/users",
        "/users/",
        "/users/{id}",
        "/users/{id}/",
        "/a-b",
        "/a/b",
    ]
    .map(|path| {
        format!("  {path}: {{get: {{tags: [t], responses: {{'204': {{description: d}}}}}}}}\n")
    })
    .concat();
    let files = generated(&paths, EMPTY);
    let module = files.get("src/t.rs").unwrap();
    let found: BTreeSet<_> = functions(module).into_iter().collect();
    for name in [
        "get_users",
        "get_users_slash",
        "get_users_id",
        "get_users_id_slash",
        "get_a_b",
        "get_a_slash_b",
    ] {
        assert!(found.contains(name), "{found:?}");
    }
}
