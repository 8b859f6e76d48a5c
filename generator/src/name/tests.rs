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
