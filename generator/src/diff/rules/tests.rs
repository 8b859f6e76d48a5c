//! What holds for the rules, and their table.

use super::*;

/// The head of `RULES.md`; the table follows.
const HEAD: &str = "\
# The rules of a review

A finding's rule and direction give its effect on the wire and on the Rust API; nothing else does. Where values travel both
ways, the graver effect holds. What no operation reaches is safe on the wire.

The columns `request` and `response` hold the effect on the wire, then on the API. Written by the test
`diff::rules::tests::the_table_is_up_to_date`; `BLESS=1 cargo test -p oas-codegen the_table_is_up_to_date` writes it again.

";

#[test]
fn the_table_is_up_to_date() {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/src/diff/RULES.md");
    let expected = format!("{HEAD}{}", Rule::table());
    if std::env::var_os("BLESS").is_some() {
        std::fs::write(path, &expected).unwrap();
    }
    let found = std::fs::read_to_string(path).unwrap_or_default();
    assert!(
        found == expected,
        "RULES.md is out of date; BLESS=1 writes it again"
    );
}

#[test]
fn names_are_kebab_case_and_unique() {
    let mut names: Vec<_> = Rule::ALL.iter().map(|rule| rule.as_str()).collect();
    for name in &names {
        assert!(
            name.chars().all(|c| c == '-' || c.is_ascii_lowercase()),
            "{name}"
        );
        assert_eq!(Rule::parse(name).map(Rule::as_str), Some(*name));
    }
    names.sort_unstable();
    names.dedup();
    assert_eq!(names.len(), Rule::ALL.len());
}

#[test]
fn both_directions_take_the_graver_effect_and_neither_is_safe_on_the_wire() {
    let rule = Rule::FieldBecameRequired;
    let effects = [
        Direction::Request,
        Direction::Response,
        Direction::Both,
        Direction::Neither,
    ]
    .map(|direction| rule.effect(direction).wire);
    assert_eq!(
        effects,
        [Wire::Breaking, Wire::Safe, Wire::Breaking, Wire::Safe]
    );
    assert_eq!(rule.effect(Direction::Neither).api, Api::Major);
}
