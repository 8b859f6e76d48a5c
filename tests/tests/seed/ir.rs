//! The same facts against the IR: what the generator understood is what the documentation says. A change of the
//! description at the place of a fact shows that each is carried, rather than assumed.

use oas_codegen::diff::{Side, review};
use oas_codegen::ir::{Api, TypeId, TypeKind};
use oas_codegen::source::Source;
use oas_codegen::{Config, Inspected, inspect};
use serde_yaml::Value;

use crate::description::Description;
use crate::facts::{Fact, Is};
use crate::projection::project;

/// Facts that the IR does not hold, and why.
const NOT_IN_THE_IR: &[(&str, &str)] = &[
    ("openapi", "normalised away"),
    (
        "components/securitySchemes/bearerAuth/bearerFormat",
        "a hint for people",
    ),
    (
        "components/responses/TooManyRequests/headers/X-RateLimit-Reset/schema/type",
        "held where the response is used, below",
    ),
];

fn understood(description: &Description) -> Option<Inspected> {
    let text = serde_yaml::to_string(description.root()).unwrap();
    let settings = concat!(env!("CARGO_MANIFEST_DIR"), "/../spec/codegen.toml");
    let settings = std::fs::read_to_string(settings).unwrap();
    let config = Config::parse("codegen.toml", &settings, "").unwrap();
    let reader = move |_: &str| Ok(text.clone().into_bytes());
    inspect(&Source::new("api.yaml", &reader), &config).ok()
}

fn api() -> Api {
    understood(&Description::read()).unwrap().named.api
}

fn in_the_ir() -> impl Iterator<Item = (&'static str, &'static Fact)> {
    crate::all().filter(|(_, fact)| NOT_IN_THE_IR.iter().all(|(at, _)| fact.at != *at))
}

#[test]
fn the_ir_states_every_fact() {
    let description = Description::of(project(&api()));
    let broken: Vec<String> = in_the_ir()
        .filter_map(|(root, fact)| crate::check(&description, root, fact).err())
        .collect();
    assert!(broken.is_empty(), "\n{}", broken.join("\n"));
    let left_out = crate::all().count() - in_the_ir().count();
    assert_eq!(left_out, NOT_IN_THE_IR.len(), "a row that names nothing");
}

/// With the description changed at its place, the IR says something else, or the generator warns of it or refuses it.
#[test]
fn the_ir_follows_the_description() {
    let description = Description::read();
    let mut carried = 0;
    for (root, fact) in in_the_ir() {
        for place in description.places(&format!("{root}/{}", fact.at)) {
            let Some(other) = other_value(fact, &place, description.at(&place)) else {
                continue;
            };
            let changed = description.with(&place, other);
            if let Some(inspected) = understood(&changed) {
                let ir = Description::of(project(&inspected.named.api));
                let held = crate::check(&ir, root, fact);
                let noticed = held.is_err() || !inspected.warnings.is_empty();
                assert!(noticed, "{} at {root}/{} stays", fact.says, fact.at);
                carried += 1;
            }
        }
    }
    assert!(carried > 100, "only {carried} changes were understood");
}

/// A value that a description may have in place of this one; `None` where there is none.
fn other_value(fact: &Fact, place: &[String], found: Option<&Value>) -> Option<Value> {
    let key = place.last()?.as_str();
    Some(match (found?, key) {
        (Value::Number(number), _) => (number.as_i64()? + 1).into(),
        (Value::Bool(value), _) => (!value).into(),
        (Value::String(_), "type") => "boolean".into(),
        (Value::String(_), "in") => "header".into(),
        (Value::String(_), "pattern") => "^x*$".into(),
        (Value::String(text), _) => format!("{text}2").into(),
        (Value::Sequence(items), _) => Value::Sequence(items[1..].to_vec()),
        (Value::Mapping(members), _) if matches!(fact.is, Is::Keys(_)) => {
            let mut members = members.clone();
            match members.keys().next().cloned() {
                Some(first) => members.remove(first),
                None => members.insert("another".into(), serde_yaml::from_str("{}").unwrap()),
            };
            members.into()
        }
        _ => return None,
    })
}

#[test]
fn the_limits_of_too_many_requests_are_headers_of_every_operation() {
    let description = Description::of(project(&api()));
    let of_all =
        description.places("/paths/*/*/responses/429/headers/X-RateLimit-Reset/schema/type");
    assert_eq!(of_all.len(), 7);
    assert!(
        of_all
            .iter()
            .all(|it| description.at(it) == Some(&"integer".into()))
    );
}

/// The four places that return a profile hold one type, and it is none of the bodies.
#[test]
fn a_profile_is_one_type() {
    let api = api();
    let named = |text: &str| type_of(&api, text);
    let profile = named("/components/schemas/ConnectionProfile");
    let record = |id: TypeId| match &api.types[id].kind {
        TypeKind::Record(record) => record,
        other => panic!("{other:?}"),
    };
    let mut returned = Vec::new();
    for (_, operation) in api.operations.iter() {
        for response in operation
            .responses
            .iter()
            .filter(|it| it.status.is_success())
        {
            let mut names = Vec::new();
            if let Some(content) = response.contents.first() {
                content.ty.names(&mut names);
            }
            let page = named("/components/schemas/ConnectionProfilePage");
            if names == [page] {
                names.clear();
                record(page).fields[1].ty.names(&mut names);
            }
            returned.extend((names == [profile]).then_some(operation.wire.as_str()));
        }
    }
    assert_eq!(returned, ["list", "create", "get", "update"]);
    for body in ["CreateConnectionProfile", "UpdateConnectionProfile"] {
        assert_ne!(named(&format!("/components/schemas/{body}")), profile);
    }
}

/// The overrides are a map whose keys are a type of their own, made from the members' names alone.
#[test]
fn the_overrides_are_a_map_of_strategies() {
    let inspected = understood(&Description::read()).unwrap();
    let api = &inspected.named.api;
    let overrides = type_of(api, "/components/schemas/StrategyOverrides");
    let TypeKind::KeyedMap(map) = &api.types[overrides].kind else {
        panic!("{:?}", api.types[overrides]);
    };
    let name = |id| inspected.named.names.of_type(id).ident.as_str();
    assert_eq!(
        [name(map.keys), name(map.value)],
        ["Strategy", "StrategyOverride"]
    );
    let TypeKind::StringEnum(keys) = &api.types[map.keys].kind else {
        panic!("{:?}", api.types[map.keys]);
    };
    assert_eq!(keys.values.len(), 8);
}

#[test]
fn the_description_beside_itself_has_no_finding() {
    let read = || understood(&Description::read()).unwrap();
    let (base, head) = (read(), read());
    let base = Side::new(&base.named, &base.document);
    let head = Side::new(&head.named, &head.document);
    assert_eq!(review(&base, &head).findings, []);
}

fn type_of(api: &Api, origin: &str) -> TypeId {
    let mut found = api
        .types
        .iter()
        .filter(|(_, def)| def.origins.iter().any(|it| it.as_str() == origin));
    let (id, _) = found.next().unwrap_or_else(|| panic!("no {origin}"));
    id
}
