//! Rules that no single type keeps, or that are not where they seem to be.

use super::lowered;

/// What is said of a component `A`, each by its place in it.
fn said_of(schema: &str) -> (String, Vec<String>) {
    let (ir, said) = lowered(&format!("    A: {schema}\n")).unwrap();
    let said = said.iter().map(|said| {
        let place = said.split_once("#/components/schemas/A");
        place.map_or(said.as_str(), |(_, rest)| rest).to_owned()
    });
    (ir, said.collect())
}

#[test]
fn the_opposite_of_more_than_one_rule_is_a_condition() {
    for schema in [
        "{type: number, not: {type: integer, minimum: 5}}",
        "{type: number, not: {type: integer, anyOf: [{maximum: 5}]}}",
        "{type: string, not: {type: integer, anyOf: [{minLength: 3}]}}",
        "{type: string, not: {anyOf: [{type: integer, minLength: 3}]}}",
        "{type: array, not: {minItems: 3, contains: {const: a}}}",
        "{type: object, not: {required: [a], patternProperties: {a: {type: string}}}}",
        "{type: object, not: {required: [a], if: {required: [b]}, then: {required: [c]}}}",
    ] {
        let (ir, said) = said_of(schema);
        assert!(said.is_empty(), "{schema}: {said:?}");
        assert!(ir.contains("asked {not {"), "{schema}: {ir}");
        for rule in [" where max", "not-all"] {
            assert!(!ir.contains(rule), "{schema}: {ir}");
        }
    }
}

#[test]
fn the_opposite_of_one_rule_of_the_kind_is_checked() {
    for (schema, rule) in [
        (
            "{type: integer, not: {type: integer, minimum: 5}}",
            "maximum 5",
        ),
        (
            "{type: integer, not: {type: number, minimum: 5}}",
            "maximum 5",
        ),
        (
            "{type: number, not: {type: number, minimum: 5}}",
            "maximum 5",
        ),
        (
            "{type: string, not: {type: string, anyOf: [{minLength: 3}]}}",
            "max-length 2",
        ),
    ] {
        let (ir, said) = said_of(schema);
        assert!(
            said.is_empty() && ir.contains(rule),
            "{schema}: {said:?} {ir}"
        );
    }
}

#[test]
fn rules_of_what_may_be_anything_are_said_where_they_stand() {
    for (schema, expected) in [
        (
            "{propertyNames: {maxLength: 3}}",
            "/propertyNames: `propertyNames`",
        ),
        ("{if: {required: [a]}, then: {required: [b]}}", "/if: `if`"),
        (
            "{dependentSchemas: {a: {required: [b]}}}",
            "/dependentSchemas: `dependentSchemas`",
        ),
        (
            "{dependentRequired: {a: [b]}}",
            "/dependentRequired: `dependentRequired`",
        ),
        ("{not: {minLength: 3}}", "/not: `not`"),
        ("{exclusiveMinimum: 3}", "/exclusiveMinimum: `minimum`"),
    ] {
        let (_, said) = said_of(schema);
        let [only] = said.as_slice() else {
            panic!("{schema}: {said:?}");
        };
        let is_it = only.starts_with(expected) && only.contains("is not checked, since");
        assert!(is_it, "{schema}: {only}");
    }
}

#[test]
fn a_bound_beyond_its_width_is_said_where_it_stands() {
    let schema = "{type: integer, format: int32, minimum: 9223372036854775808}";
    let (_, said) = said_of(schema);
    assert!(
        said.iter()
            .any(|said| said.starts_with("/minimum: `minimum`")),
        "{said:?}"
    );
}

#[test]
fn what_is_said_twice_of_names_is_said() {
    let names = "    B: {type: string, maxLength: 2}\n    C: {type: string, minLength: 1}\n";
    for (one, other) in [
        (
            "{$ref: '#/components/schemas/B'}",
            "{$ref: '#/components/schemas/C'}",
        ),
        ("{$ref: '#/components/schemas/B'}", "{format: date}"),
        ("{format: uuid}", "{format: date}"),
        ("{enum: [a]}", "{format: date}"),
    ] {
        let schema = format!(
            "    A: {{type: object, allOf: [{{propertyNames: {one}}}, {{propertyNames: {other}}}]}}\n"
        );
        let (_, said) = lowered(&format!("{schema}{names}")).unwrap();
        let [only] = said.as_slice() else {
            panic!("{one} {other}: {said:?}");
        };
        assert!(
            only.contains("/propertyNames: `propertyNames` says more"),
            "{only}"
        );
    }
    let twice = "{$ref: '#/components/schemas/B'}";
    let schema = format!(
        "    A: {{type: object, allOf: [{{propertyNames: {twice}}}, {{minProperties: 1, propertyNames: {twice}}}]}}\n"
    );
    let (_, said) = lowered(&format!("{schema}{names}")).unwrap();
    assert!(said.is_empty(), "{said:?}");
}

#[test]
fn names_that_break_a_rule_beside_their_list_are_left_out_and_said() {
    let (ir, said) = said_of("{type: object, propertyNames: {enum: [a, bbbb], minLength: 2}}");
    let [only] = said.as_slice() else {
        panic!("{said:?}");
    };
    assert!(
        only.starts_with("/propertyNames/enum/0: the value `a` breaks `minLength`"),
        "{only}"
    );
    assert!(
        !ir.contains("value \"a\"") && ir.contains("value \"bbbb\""),
        "{ir}"
    );
    let (ir, _) = said_of("{type: object, propertyNames: {enum: [a], minLength: 2}}");
    assert!(ir.contains("max-properties 0"), "{ir}");
}

#[test]
fn further_members_that_are_described_leave_none_unevaluated() {
    for (additional, record) in [
        ("{type: integer}", "open record of integer"),
        ("false", "closed record"),
    ] {
        let schema = format!(
            "{{type: object, properties: {{a: {{type: string}}}}, additionalProperties: {additional}, unevaluatedProperties: false}}"
        );
        let (ir, said) = said_of(&schema);
        assert!(said.is_empty(), "{said:?}");
        assert!(ir.contains(record), "{ir}");
    }
}
