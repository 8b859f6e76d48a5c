//! What is lowered to what, and what is said of it, seen from outside.

mod rules;

use crate::config::Config;
use crate::diagnostic::Diagnostics;
use crate::source::Source;
use crate::{Inspected, inspect};

/// The IR of some component schemas, and what is said of them.
fn lowered(schemas: &str) -> Result<(String, Vec<String>), Diagnostics> {
    let text = format!(
        "openapi: 3.1.0\ninfo: {{title: t, version: '1'}}\ncomponents:\n  schemas:\n{schemas}"
    );
    let reader = move |_: &str| Ok(text.clone().into_bytes());
    let Inspected {
        named, warnings, ..
    } = inspect(&Source::new("t.yaml", &reader), &Config::new("t", ""))?;
    let said = warnings.iter().map(|said| {
        let at = said.at.as_ref().map(|at| at.pointer.to_string());
        format!("{} {}: {}", said.code, at.unwrap_or_default(), said.message)
    });
    Ok((named.dump(), said.collect()))
}

#[test]
fn a_closed_object_of_itself_is_a_record() {
    let node = "    Node: {type: object, additionalProperties: false, properties: {left: {$ref: '#/components/schemas/Node'}, \
                mid: {$ref: '#/components/schemas/Node'}, right: {$ref: '#/components/schemas/Node'}}}\n";
    let (ir, said) = lowered(node).unwrap();
    assert!(said.is_empty(), "{said:?}");
    assert!(ir.contains("boxed") && !ir.contains("keyed"), "{ir}");
}

/// A date is of the alphabet of Base64 for URLs, and a URI is no date.
#[test]
fn formats_that_have_texts_in_common_overlap() {
    for (one, other, is_said) in [
        ("byte", "base64url", true),
        ("base64url", "uuid", true),
        ("date", "base64url", true),
        ("date", "uri", false),
    ] {
        let (_, said) = lowered(&format!(
            "    A: {{oneOf: [{{type: string, format: {one}}}, {{type: string, format: {other}}}]}}\n"
        ))
        .unwrap();
        let found = said.iter().any(|said| said.contains("as well as"));
        assert_eq!(found, is_said, "{one} {other}: {said:?}");
    }
}

/// What is not null, or does not contain something, is not forbidden for that.
#[test]
fn the_opposite_of_something_is_not_the_opposite_of_all() {
    for not in ["{type: 'null'}", "{contains: {type: string}}"] {
        let (ir, _) = lowered(&format!(
            "    A: {{type: object, properties: {{x: {{not: {not}}}}}}}\n"
        ))
        .unwrap();
        assert!(ir.contains(r#""x": any optional"#), "{ir}");
    }
    let (ir, _) = lowered("    A: {type: object, properties: {x: {not: {}}}}\n").unwrap();
    assert!(!ir.contains(r#""x": "#), "{ir}");
}

/// One member that leads into a circle has the box, not the two that lead back out of it.
#[test]
fn what_holds_itself_has_the_fewest_boxes() {
    let reference = |name: &str| format!("{{$ref: '#/components/schemas/{name}'}}");
    let (outer, inner) = (reference("Outer"), reference("Inner"));
    let (ir, _) = lowered(&format!(
        "    Outer: {{properties: {{inner: {inner}, same: {outer}}}}}\n    \
         Inner: {{properties: {{up: {outer}, top: {outer}, same: {inner}}}}}\n    \
         Other: {{properties: {{outer: {outer}}}}}\n"
    ))
    .unwrap();
    let boxed: Vec<_> = ir.lines().filter(|line| line.contains(" boxed ")).collect();
    assert_eq!(boxed.len(), 3, "{boxed:#?}");
    assert!(ir.contains(r#""inner": Inner optional boxed"#), "{ir}");
}

#[test]
fn a_map_or_an_array_of_itself_ends_in_json() {
    for schema in [
        "{type: object, additionalProperties: {$ref: '#/components/schemas/Tree'}}",
        "{type: array, items: {$ref: '#/components/schemas/Tree'}}",
        "{type: array, minItems: 1, items: {$ref: '#/components/schemas/Tree'}}",
        "{type: array, items: {allOf: [{$ref: '#/components/schemas/Tree'}]}}",
    ] {
        let (_, said) = lowered(&format!("    Tree: {schema}\n")).unwrap();
        let [only] = said.as_slice() else {
            panic!("{schema}: {said:?}");
        };
        assert!(
            only.starts_with("unsupported-schema") && only.contains("holds itself"),
            "{only}"
        );
    }
}

/// Whichever of the two comes first in the description.
#[test]
fn an_array_of_a_record_that_holds_it_ends_at_the_record() {
    let all = "    All: {type: array, items: {$ref: '#/components/schemas/Part'}}\n";
    let part =
        "    Part: {type: object, properties: {parts: {$ref: '#/components/schemas/All'}}}\n";
    let (one, said) = lowered(&format!("{all}{part}")).unwrap();
    assert!(said.is_empty(), "{said:?}");
    let (other, _) = lowered(&format!("{part}{all}")).unwrap();
    assert_eq!(one, other);
}

#[test]
fn a_reference_to_itself_alone_is_any_value() {
    for schema in [
        "{$ref: '#/components/schemas/Tree'}",
        "{allOf: [{$ref: '#/components/schemas/Tree'}]}",
        "{anyOf: [{$ref: '#/components/schemas/Tree'}]}",
    ] {
        let (ir, said) = lowered(&format!("    Tree: {schema}\n")).unwrap();
        assert!(
            said.iter().any(|said| said.starts_with("reference-cycle")),
            "{schema}"
        );
        assert!(!ir.contains("type Tree"), "{ir}");
    }
}

/// An inline object that extends the component which it stands in holds itself, and has one type.
#[test]
fn an_extension_of_what_it_stands_in_ends() {
    let schema = "    Node: {type: object, properties: {child: {allOf: [{$ref: '#/components/schemas/Node'}, \
                  {properties: {extra: {type: string}}}]}}}\n";
    let (ir, said) = lowered(schema).unwrap();
    assert!(said.is_empty(), "{said:?}");
    assert!(ir.contains("\"child\": NodeChild optional boxed"), "{ir}");
}

#[test]
fn a_value_that_is_no_string_is_read_as_its_text_and_said() {
    let (ir, said) = lowered("    A: {type: string, enum: [a, 1.5, true]}\n    B: {type: string, minLength: 1, enum: [1]}\n").unwrap();
    assert_eq!(said.len(), 3, "{said:?}");
    assert!(
        said.iter().all(|said| said.starts_with("wrong-value")),
        "{said:?}"
    );
    assert!(said[0].contains("/A/enum/1: `1.5`"), "{said:?}");
    assert!(ir.contains("value \"1\" at"), "{ir}");
}

#[test]
fn values_that_break_a_rule_beside_their_list_are_left_out_and_said() {
    let (ir, said) = lowered(
        "    A: {type: string, enum: [a, bb, cc], minLength: 2, pattern: '^b'}\n    \
         B: {type: integer, enum: [1, 2, 3], maximum: 2, multipleOf: 2}\n",
    )
    .unwrap();
    let broken = [
        "A/enum/0: the value `a` breaks `minLength`",
        "A/enum/2: the value `cc` breaks `pattern`",
        "B/enum/0: the value `1` breaks `multipleOf`",
        "B/enum/2: the value `3` breaks `maximum`",
    ];
    assert_eq!(said.len(), broken.len(), "{said:?}");
    for (said, broken) in said.iter().zip(broken) {
        assert!(said.contains(broken), "{said}");
    }
    assert!(
        ir.contains("value \"bb\"") && ir.contains("literal 2 "),
        "{ir}"
    );
}

/// The type of a member that two schemas declare, and what is said of it.
fn twice(one: &str, other: &str) -> (String, Vec<String>) {
    let all = format!(
        "    A: {{allOf: [{{type: object, properties: {{a: {one}}}}}, {{type: object, properties: {{a: {other}}}}}]}}\n"
    );
    let (ir, said) = lowered(&format!(
        "{all}    B: {{type: string}}\n    C: {{type: object, properties: {{c: {{type: string}}}}}}\n    \
         D: {{allOf: [{{$ref: '#/components/schemas/C'}}, {{properties: {{d: {{type: string}}}}}}]}}\n"
    ))
    .unwrap();
    let line = ir.lines().find(|line| line.starts_with("  \"a\": "));
    let of = line.and_then(|line| line.strip_prefix("  \"a\": ")?.split(" at ").next());
    (of.unwrap_or_default().to_owned(), said)
}

#[test]
fn a_member_that_is_declared_twice_is_what_both_say() {
    let reference = "{$ref: '#/components/schemas/B'}";
    let (base, heir) = (
        "{$ref: '#/components/schemas/C'}",
        "{$ref: '#/components/schemas/D'}",
    );
    for (one, other, both) in [
        (
            "{type: string}",
            "{allOf: [{type: string}]}",
            "string optional",
        ),
        (
            "{type: string}",
            "{type: string, description: d}",
            "string optional",
        ),
        (
            reference,
            "{description: d, allOf: [{$ref: '#/components/schemas/B'}]}",
            "string optional",
        ),
        (reference, "{type: string}", "string optional"),
        (
            "{type: string}",
            "{type: [string, 'null']}",
            "string optional",
        ),
        (
            "{type: [string, 'null']}",
            "{type: [string, 'null']}",
            "string optional nullable",
        ),
        ("{type: number}", "{type: integer}", "integer i64 optional"),
        (
            "{type: string}",
            "{type: string, maxLength: 3}",
            "AA optional",
        ),
        ("{}", heir, "D optional"),
        (base, heir, "D optional"),
        (heir, base, "D optional"),
        (base, "{type: object}", "C optional"),
        (
            base,
            "{type: object, properties: {c: {type: string}}}",
            "C optional",
        ),
        (base, "{required: [c]}", "AA optional"),
    ] {
        let (found, said) = twice(one, other);
        assert_eq!(
            (found.as_str(), said.len()),
            (both, 0),
            "{one} {other} {said:?}"
        );
    }
    for (one, other) in [
        ("{type: string}", "{type: integer}"),
        (base, "{type: array}"),
        ("{enum: [a, b]}", "{enum: [c]}"),
    ] {
        let (found, said) = twice(one, other);
        assert_eq!(found, "any optional");
        let [only] = said.as_slice() else {
            panic!("{one} {other}: {said:?}");
        };
        assert!(
            only.starts_with("unsupported-schema") && only.contains("A/allOf/1/properties/a"),
            "{only}"
        );
    }
}

#[test]
fn what_a_member_of_all_of_does_not_keep_is_asked() {
    let (ir, said) = lowered("    A: {allOf: [{type: object, not: {properties: {b: {type: string}}}, properties: {a: {type: string}}}, {type: object, patternProperties: {a: {type: string}, b: {type: integer}}}]}\n").unwrap();
    assert!(said.is_empty(), "{said:?}");
    let asked = "asked {not {properties \"b\": {type string}}, patternProperties pattern \"a\"";
    assert!(ir.contains(asked), "{ir}");
}
