//! Every example of the description keeps the description's own rules. The linter can't check that: it compiles patterns
//! with a flag that the service does not use. `regress` is an ECMAScript engine and stands for the service here.

use serde_yaml::Value;

use crate::description::Description;

/// Keywords that explain and do not constrain.
const ANNOTATIONS: &[&str] = &["description", "examples", "format", "default"];

#[test]
fn every_example_keeps_the_rules() {
    let description = Description::read();
    let mut found = Vec::new();
    collect(description.root(), "#", &mut found);
    assert!(
        found
            .iter()
            .any(|(at, ..)| at.starts_with("#/components/schemas/")),
        "no schema with an example"
    );
    let broken: Vec<String> = found
        .iter()
        .flat_map(|(at, schema, example)| {
            violations(&description, schema, example)
                .into_iter()
                .map(move |rule| format!("{at}: {rule}"))
        })
        .collect();
    assert!(broken.is_empty(), "\n{}", broken.join("\n"));
}

#[test]
fn every_json_body_has_an_example() {
    let description = Description::read();
    let mut missing = Vec::new();
    without_example(description.root(), "#", &mut missing);
    assert!(missing.is_empty(), "\n{}", missing.join("\n"));
}

#[test]
fn the_rules_refuse_and_accept_as_documented() {
    let description = Description::read();
    let e50 = "é".repeat(50);
    let rows: &[(&str, &str, bool)] = &[
        ("ConnectionProfileName", "''", false),
        ("ConnectionProfileName", "a", true),
        ("ConnectionProfileName", &e50, true),
        ("ConnectionProfileName", &format!("{e50}é"), false),
        ("ConnectionNamePrefixTemplate", "''", true),
        ("ConnectionNamePrefixTemplate", "'{org_id}'", true),
        ("ConnectionNamePrefixTemplate", "'a{org_name}-b'", true),
        ("ConnectionNamePrefixTemplate", "a--b", false),
        ("ConnectionNamePrefixTemplate", "'-a'", false),
        ("ConnectionNamePrefixTemplate", "a_b", false),
        ("ConnectionNamePrefixTemplate", "'{org'", false),
        ("ConnectionNamePrefixTemplate", "abcdefghijklmno", true),
        ("ConnectionNamePrefixTemplate", "abcdefghijklmnop", false),
        ("EnabledFeature", "scim", true),
        ("EnabledFeature", "SCIM", false),
        ("ConnectionConfig", "{}", true),
        ("ConnectionConfig", "{a: 1}", false),
        (
            "StrategyOverrides",
            "{google-apps: {enabled_features: [scim]}}",
            true,
        ),
        ("StrategyOverrides", "{google_apps: {}}", false),
        ("UpdateConnectionProfile", "{}", true),
        ("UpdateConnectionProfile", "{id: cop_1}", false),
        ("CreateConnectionProfile", "{}", false),
        ("ErrorBody", "{more: 1}", true),
        ("ErrorBody", "{statusCode: '400'}", false),
    ];
    for (schema, value, accepted) in rows {
        let schema_at = description.get(&format!("/components/schemas/{schema}"));
        let broken = violations(
            &description,
            schema_at,
            &serde_yaml::from_str(value).unwrap(),
        );
        assert_eq!(
            broken.is_empty(),
            *accepted,
            "{schema} and {value}: {broken:?}"
        );
    }
}

/// Each example with its schema: next to a `schema` keyword, or within a schema.
fn collect<'a>(node: &'a Value, at: &str, found: &mut Vec<(String, &'a Value, &'a Value)>) {
    match node {
        Value::Mapping(members) => {
            match (
                members.get("schema"),
                members.get("example"),
                members.get("examples"),
            ) {
                (Some(schema), Some(example), _) => found.push((at.to_owned(), schema, example)),
                (Some(schema), None, Some(Value::Mapping(named))) => {
                    found.extend(
                        named
                            .values()
                            .map(|one| (at.to_owned(), schema, &one["value"])),
                    );
                }
                (None, _, Some(Value::Sequence(examples))) => {
                    found.extend(
                        examples
                            .iter()
                            .map(|example| (at.to_owned(), node, example)),
                    );
                }
                _ => {}
            }
            for (key, value) in members {
                collect(
                    value,
                    &format!("{at}/{}", key.as_str().unwrap_or("?").replace('/', "~1")),
                    found,
                );
            }
        }
        Value::Sequence(items) => items.iter().for_each(|item| collect(item, at, found)),
        _ => {}
    }
}

fn without_example(node: &Value, at: &str, missing: &mut Vec<String>) {
    let Value::Mapping(members) = node else {
        return;
    };
    for (key, value) in members {
        let at = format!("{at}/{}", key.as_str().unwrap_or("?").replace('/', "~1"));
        let has_one = value.get("example").is_some() || value.get("examples").is_some();
        if key == "application/json" && !has_one {
            missing.push(at.clone());
        }
        without_example(value, &at, missing);
    }
}

/// The rules of a schema that a value breaks. A keyword that is not known here fails the test, rather than go unchecked.
fn violations(description: &Description, schema: &Value, value: &Value) -> Vec<String> {
    let schema = description.resolve(schema);
    let mut broken = Vec::new();
    for (keyword, rule) in schema.as_mapping().expect("a schema") {
        let keyword = keyword.as_str().unwrap();
        let kept = match keyword {
            "type" => has_type(rule.as_str().unwrap(), value),
            "enum" => rule.as_sequence().unwrap().contains(value),
            "minLength" => value
                .as_str()
                .is_none_or(|text| text.chars().count() as u64 >= rule.as_u64().unwrap()),
            "maxLength" => value
                .as_str()
                .is_none_or(|text| text.chars().count() as u64 <= rule.as_u64().unwrap()),
            "minimum" => value
                .as_i64()
                .is_none_or(|number| number >= rule.as_i64().unwrap()),
            "maximum" => value
                .as_i64()
                .is_none_or(|number| number <= rule.as_i64().unwrap()),
            "pattern" => value
                .as_str()
                .is_none_or(|text| pattern(rule.as_str().unwrap()).find(text).is_some()),
            "required" => rule
                .as_sequence()
                .unwrap()
                .iter()
                .all(|name| value.get(name).is_some()),
            "additionalProperties" => {
                rule.as_bool() == Some(true) || undeclared(schema, value).is_empty()
            }
            "properties" | "items" => true, // below
            other if ANNOTATIONS.contains(&other) => true,
            other => panic!("unknown keyword {other}"),
        };
        if !kept {
            broken.push(format!("{keyword} {rule:?} is not kept by {value:?}"));
        }
    }
    for (schema, value) in parts(schema, value) {
        broken.extend(violations(description, schema, value));
    }
    broken
}

/// The members and items of a value that have a schema of their own.
fn parts<'a>(schema: &'a Value, value: &'a Value) -> Vec<(&'a Value, &'a Value)> {
    match value {
        Value::Mapping(members) => members
            .iter()
            .filter_map(|(key, value)| Some((schema.get("properties")?.get(key)?, value)))
            .collect(),
        Value::Sequence(items) => items
            .iter()
            .filter_map(|item| Some((schema.get("items")?, item)))
            .collect(),
        _ => Vec::new(),
    }
}

fn undeclared<'a>(schema: &Value, value: &'a Value) -> Vec<&'a Value> {
    let members = value
        .as_mapping()
        .into_iter()
        .flat_map(|members| members.keys());
    members
        .filter(|key| {
            schema
                .get("properties")
                .and_then(|known| known.get(*key))
                .is_none()
        })
        .collect()
}

fn has_type(name: &str, value: &Value) -> bool {
    match name {
        "string" => value.is_string(),
        "integer" => value.is_i64() || value.is_u64(),
        "array" => value.is_sequence(),
        "object" => value.is_mapping(),
        other => panic!("unknown type {other}"),
    }
}

fn pattern(source: &str) -> regress::Regex {
    regress::Regex::new(source).unwrap()
}
