//! Names are total and stay: whatever things are called, each gets a name of its own, and none that is added, taken away or
//! moved renames another, once the names are locked.

#[allow(dead_code, reason = "other tests use the rest")]
mod locked;

use std::collections::BTreeSet;

use locked::{lock, named, names};
use oas_codegen::name::Named;
use proptest::prelude::*;
use proptest::sample::{select, subsequence};

/// Names that are the same, or nearly, in Rust, and such as are hard to name at all.
const WORDS: [&str; 24] = [
    "",
    "user",
    "User",
    "USER",
    "user name",
    "user_name",
    "userName",
    "user-name",
    "UserName",
    "user.name",
    "+1",
    "-1",
    "1",
    "type",
    "Self",
    "clone",
    "new",
    "unknown",
    "Vec",
    "???",
    "名前",
    "имя",
    "e\u{301}",
    "é",
];

/// A description: its schemas, each with members; the values of its enum; its operations.
#[derive(Debug, Clone)]
struct Description {
    schemas: Vec<(&'static str, Vec<&'static str>)>,
    values: Vec<&'static str>,
    operations: Vec<(&'static str, &'static str)>,
}

impl Description {
    fn text(&self) -> String {
        let schemas = self.schemas.iter().map(|(name, members)| {
            let members = members.iter().map(|member| {
                let inner = serde_json::json!({"type": "object", "properties": {*member: {"type": "string"}}});
                ((*member).to_owned(), inner)
            });
            let members: serde_json::Map<_, _> = members.collect();
            ((*name).to_owned(), serde_json::json!({"type": "object", "properties": members}))
        });
        let values: Vec<_> = self.values.iter().chain([&"of its own"]).collect();
        let mut schemas: serde_json::Map<_, _> = schemas.collect();
        schemas.insert(
            "Kind".to_owned(),
            serde_json::json!({"type": "string", "enum": values}),
        );
        let paths = self.operations.iter().map(|(id, tag)| {
            let path = format!("/{}", id.replace(['{', '}', '?'], "x"));
            let schema = serde_json::json!({"type": "object", "properties": {"of": {"const": id}}});
            let content = serde_json::json!({"application/json": {"schema": schema}});
            let operation = serde_json::json!({
                "operationId": format!("{id}!"), "tags": [tag],
                "responses": {"200": {"description": "d", "content": content}},
            });
            (path, serde_json::json!({"get": operation}))
        });
        let paths: serde_json::Map<_, _> = paths.collect();
        let whole = serde_json::json!({
            "openapi": "3.1.0", "info": {"title": "t", "version": "1"}, "paths": paths, "components": {"schemas": schemas},
        });
        whole.to_string()
    }
}

fn words() -> impl Strategy<Value = Vec<&'static str>> {
    subsequence(&WORDS[..], 0..=8).prop_shuffle()
}

fn description() -> impl Strategy<Value = Description> {
    let schemas = words().prop_flat_map(|names| {
        let members = proptest::collection::vec(words(), names.len());
        members.prop_map(move |members| names.clone().into_iter().zip(members).collect())
    });
    let operations = words().prop_flat_map(|ids| {
        let tags = proptest::collection::vec(select(&WORDS[..]), ids.len());
        tags.prop_map(move |tags| ids.clone().into_iter().zip(tags).collect())
    });
    (schemas, words(), operations).prop_map(|(schemas, values, operations)| Description {
        schemas,
        values,
        operations,
    })
}

/// The later one of two descriptions: things of the first go, come and change places.
fn merged(first: &Description, second: &Description) -> Description {
    let mut all = second.clone();
    let known: BTreeSet<_> = all.schemas.iter().map(|(name, _)| *name).collect();
    let more = first
        .schemas
        .iter()
        .filter(|(name, _)| !known.contains(name))
        .skip(1);
    all.schemas.extend(more.cloned());
    let known: BTreeSet<_> = all.values.iter().copied().collect();
    all.values.extend(
        first
            .values
            .iter()
            .filter(|value| !known.contains(*value))
            .skip(1),
    );
    let known: BTreeSet<_> = first.operations.iter().map(|(id, _)| *id).collect();
    all.operations.retain(|(id, _)| !known.contains(id));
    all.operations.extend(first.operations.iter().skip(1));
    all
}

/// No two things of one place have one name.
fn assert_distinct(named: &Named) {
    let mut types = BTreeSet::new();
    for (id, _) in named.api.types.iter() {
        let names = named.names.of_type(id);
        assert!(types.insert(names.ident.clone()), "{}", names.ident);
        let members: BTreeSet<_> = names.members.iter().chain([&names.unknown]).collect();
        assert_eq!(members.len(), names.members.len() + 1, "{names:?}");
    }
    for (id, resource) in named.api.resources.iter() {
        let mut methods = BTreeSet::new();
        let mut seen = BTreeSet::from([named.names.of_resource(id).handle.clone()]);
        for &operation in &resource.operations {
            let names = named.names.of_operation(operation);
            for name in [&names.value, &names.error] {
                assert!(seen.insert(name.clone()), "{name}");
            }
            assert!(methods.insert(names.method.clone()), "{}", names.method);
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn what_comes_and_goes_renames_nothing_else(first in description(), second in description()) {
        let before = first.text();
        let lock = lock(&before);
        let named_before = named(&before, &lock);
        assert_distinct(&named_before);
        let after = named(&merged(&first, &second).text(), &lock);
        assert_distinct(&after);
        let (before, after) = (names(&named_before), names(&after));
        for (what, name) in &before {
            if let Some(now) = after.get(what) {
                prop_assert_eq!(now, name, "{}\n{}", what, lock);
            }
        }
    }
}
