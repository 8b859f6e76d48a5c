//! What the API's documentation says of "Modify a Connection Profile" and of the operations around it, fact by fact,
//! against the description in `spec/`, the generator's understanding of it and the Rust types made from it.

#[path = "seed/description.rs"]
mod description;
#[path = "seed/examples.rs"]
mod examples;
#[path = "seed/facts.rs"]
mod facts;
#[path = "seed/family.rs"]
mod family;
#[path = "seed/ir.rs"]
mod ir;
#[path = "seed/projection.rs"]
mod projection;
#[path = "seed/types.rs"]
mod types;

use description::{Description, names};
use facts::{DOCUMENT, Fact, Is, OPERATION, PROFILE, REQUEST, SETTINGS};
use serde_yaml::Value;

const PATCH: &str = "/paths/~1connection-profiles~1{id}/patch";
const BODY: &str =
    "/paths/~1connection-profiles~1{id}/patch/requestBody/content/application~1json/schema";
const FORM: &str = "/paths/~1connection-profiles~1{id}/patch/requestBody/content/application~1x-www-form-urlencoded/schema";
const RESPONSE: &str =
    "/paths/~1connection-profiles~1{id}/patch/responses/200/content/application~1json/schema";

/// Every table with the roots that it holds at.
const TABLES: &[(&str, &[Fact])] = &[
    ("", DOCUMENT),
    (PATCH, OPERATION),
    (BODY, REQUEST),
    (FORM, REQUEST),
    (RESPONSE, PROFILE),
    (BODY, SETTINGS),
    (FORM, SETTINGS),
    (RESPONSE, SETTINGS),
    ("", family::FACTS),
    ("/components/schemas/CreateConnectionProfile", SETTINGS),
    ("/components/schemas/ConnectionProfileTemplate", SETTINGS),
];

#[test]
fn the_description_states_every_fact() {
    let description = Description::read();
    let broken: Vec<String> = all()
        .filter_map(|(root, fact)| check(&description, root, fact).err())
        .collect();
    assert!(broken.is_empty(), "\n{}", broken.join("\n"));
}

/// A table whose pointers lead nowhere would prove nothing: with another value at its place, each fact has to be refused.
#[test]
fn every_fact_can_be_refused() {
    let description = Description::read();
    for (root, fact) in all() {
        for place in description.places(&format!("{root}/{}", fact.at)) {
            if matches!(fact.is, Is::Absent)
                && place.last().is_some_and(|key| key.parse::<usize>().is_ok())
            {
                continue; // nothing can be put after the end of a list; the facts on its items cover the rest
            }
            let changed = description.with(&place, "another value");
            assert!(
                check(&changed, root, fact).is_err(),
                "{} at {root}/{} cannot fail",
                fact.says,
                fact.at
            );
        }
    }
}

fn all() -> impl Iterator<Item = (&'static str, &'static Fact)> {
    TABLES
        .iter()
        .flat_map(|(root, facts)| facts.iter().map(move |fact| (*root, fact)))
}

fn check(description: &Description, root: &str, fact: &Fact) -> Result<(), String> {
    let pointer = format!("{root}/{}", fact.at);
    let places = description.places(&pointer);
    if places.is_empty() {
        return Err(format!("{}: {pointer} leads nowhere", fact.says));
    }
    for place in places {
        let found = description.at(&place);
        if !holds(&fact.is, found) {
            return Err(format!("{}: {pointer} is {found:?}", fact.says));
        }
    }
    Ok(())
}

fn holds(is: &Is, found: Option<&Value>) -> bool {
    match (is, found) {
        (Is::Value(text), Some(found)) => {
            serde_yaml::from_str::<Value>(text).is_ok_and(|value| value == *found)
        }
        (Is::Keys(keys), Some(Value::Mapping(members))) => names(members) == *keys,
        (Is::Absent, None) => true,
        _ => false,
    }
}
