//! What is added to a description, wherever it is put, renames nothing that has its name in the lock.

mod locked;

use locked::{assert_stays, yaml};

#[test]
fn a_name_for_a_list_stays_when_a_schema_wants_it() {
    let before = yaml(
        "components:\n  schemas:\n    pet-list: {type: array, items: {type: string}}\n    Other: {type: array, items: {}}\n",
    );
    let after = yaml(
        "components:\n  schemas:\n    PetList: {type: object, properties: {a: {type: string}}}\n    other: {type: object, properties: {a: {type: integer}}}\n\
         \x20   pet-list: {type: array, items: {type: string}}\n    Other: {type: array, items: {}}\n",
    );
    assert_stays(&before, &after);
}

#[test]
fn webhooks_are_called_by_what_they_are_and_not_by_their_place() {
    let call = |member: &str| {
        format!(
            "{{requestBody: {{content: {{application/json: {{schema: {{type: object, properties: {{{member}: {{type: string}}}}}}}}}}}}, responses: {{}}}}"
        )
    };
    let before = yaml(&format!("webhooks:\n  changed:\n    post: {}\n", call("a")));
    let after = yaml(&format!(
        "webhooks:\n  changed:\n    get: {}\n    post: {}\n",
        call("b"),
        call("a")
    ));
    assert_stays(&before, &after);
    // Even with no lock at all.
    let names = locked::names(&locked::named(&after, ""));
    assert!(
        names.values().any(|name| name == "ChangedWebhook"),
        "{names:?}"
    );
    assert!(
        names.values().any(|name| name == "GetChangedWebhook"),
        "{names:?}"
    );
}

#[test]
fn a_key_keeps_its_setter_when_a_variable_wants_it() {
    let spec = |url: &str| {
        yaml(&format!(
            "servers: [{{url: '{url}', variables: {{region: {{default: eu}}}}}}]\n\
             components: {{securitySchemes: {{region: {{type: apiKey, in: query, name: k}}}}}}\n"
        ))
    };
    let before = spec("https://example.org").replace(", variables: {region: {default: eu}}", "");
    assert_stays(&before, &spec("https://{region}.example.org"));
}

#[test]
fn a_method_for_a_further_media_type_stays_when_an_operation_wants_it() {
    let post = |id: &str, more: &str| {
        format!(
            "post: {{operationId: {id}, requestBody: {{content: {{application/json: {{schema: {{type: object, properties: {{a: {{type: string}}}}}}}}{more}}}}}, responses: {{}}}}"
        )
    };
    let first = post("create", ", text/plain: {schema: {type: string}}");
    let before = yaml(&format!("paths:\n  /a:\n    {first}\n"));
    let after = yaml(&format!(
        "paths:\n  /0:\n    {}\n  /a:\n    {first}\n",
        post("create_text", "")
    ));
    assert_stays(&before, &after);
}

#[test]
fn of_two_places_that_part_the_one_that_gave_the_name_keeps_it() {
    let spec = |more: &str| {
        let record = |more: &str| {
            format!("{{type: object, properties: {{q: {{}}, r: {{}}, s: {{}}, t: {{}}{more}}}}}")
        };
        yaml(&format!(
            "components:\n  schemas:\n    A: {{type: object, properties: {{x: {}}}}}\n    Z: {{type: object, properties: {{y: {}}}}}\n",
            record(more),
            record("")
        ))
    };
    let lock = locked::lock(&spec(""));
    assert!(
        lock.contains("\"#/components/schemas/Z/properties/y\" = \"AX\""),
        "{lock}"
    );
    let after = locked::names(&locked::named(&spec(", u: {}"), &lock));
    assert_eq!(after["type #/components/schemas/A/properties/x"], "AX");
    assert_eq!(after["type #/components/schemas/Z/properties/y"], "ZY");
}

/// A schema with a choice, and what stands around it.
fn choice(parts: &[&str]) -> String {
    let list = parts.join(", ");
    yaml(&format!(
        "components:\n  schemas:\n    A: {{type: object, properties: {{x: {{type: string}}}}}}\n    U: {{oneOf: [{list}]}}\n    N: {{type: object, properties: {{u: {{anyOf: [{list}]}}}}}}\n"
    ))
}

#[test]
fn a_variant_put_in_front_renames_no_other() {
    const REFERENCE: &str = "{$ref: '#/components/schemas/A'}";
    const TITLED: &str = "{title: A, type: object, properties: {t: {type: string}}}";
    const LIST: &str = "{type: array, items: {type: string, maxLength: 4}}";
    const FIRST: &str = "{type: object, required: [a], properties: {a: {type: integer}}}";
    const SECOND: &str = "{type: object, properties: {c: {type: integer}}}";
    const RULED: &str = "{type: string, minLength: 3}";
    let all = [REFERENCE, TITLED, LIST, FIRST, SECOND, RULED];
    let more = [
        "{type: object, required: [a], properties: {a: {type: boolean}, b: {type: boolean}}}",
        "{title: A, type: object, properties: {s: {type: string}}}",
        "{type: array, items: {type: integer}}",
        "{type: object, properties: {c: {type: string}, d: {type: string}}}",
        "{type: integer, maximum: 7}",
    ];
    for new in more {
        for at in 0..=all.len() {
            let mut after = all.to_vec();
            after.insert(at, new);
            assert_keeps_variants(&choice(&all), &choice(&after));
        }
    }
    let mut turned = all.to_vec();
    turned.reverse();
    assert_keeps_variants(&choice(&all), &choice(&turned));
}

/// What was there is told by what it holds: variants have no name.
fn assert_keeps_variants(before: &str, after: &str) {
    let lock = locked::lock(before);
    let (old, new) = (locked::named(before, &lock), locked::named(after, &lock));
    let (old, new) = (locked::looks(&old), locked::looks(&new));
    let moved: Vec<_> = old.difference(&new).collect();
    assert!(moved.is_empty(), "{moved:#?}\n{new:#?}\n{lock}\n{after}");
}

#[test]
fn a_part_of_all_of_put_in_front_renames_no_type_inside() {
    const OLD: &str =
        "{type: object, properties: {old: {type: object, properties: {a: {type: integer}}}}}";
    const NEW: &str =
        "{type: object, properties: {new: {type: object, properties: {b: {type: integer}}}}}";
    let spec = |parts: &[&str]| {
        yaml(&format!(
            "components:\n  schemas:\n    A: {{type: object, properties: {{x: {{type: string}}}}}}\n    Whole: {{allOf: [{}]}}\n",
            parts.join(", ")
        ))
    };
    const BASE: &str = "{$ref: '#/components/schemas/A'}";
    assert_keeps_variants(&spec(&[BASE, OLD]), &spec(&[NEW, BASE, OLD]));
    // Its name is taken by then.
    let taken = |text: &str| {
        format!("{text}    WholeOld: {{type: object, properties: {{z: {{type: integer}}}}}}\n")
    };
    assert_keeps_variants(&spec(&[BASE, OLD]), &taken(&spec(&[NEW, BASE, OLD])));
}

#[test]
fn a_parameter_put_in_front_renames_no_type_of_another() {
    let spec = |parts: &[&str]| {
        yaml(&format!(
            "paths:\n  /a:\n    get: {{operationId: list, parameters: [{}], responses: {{}}}}\n",
            parts.join(", ")
        ))
    };
    const OLD: &str = "{name: sort, in: query, schema: {type: string, enum: [a, b]}}";
    const NEW: &str = "{name: Sort, in: header, schema: {type: string, enum: [c, d]}}";
    assert_keeps_variants(&spec(&[OLD]), &spec(&[NEW, OLD]));
    assert_keeps_variants(&spec(&[NEW]), &spec(&[OLD, NEW]));
}

#[test]
fn a_value_of_another_kind_renames_none() {
    let spec = |values: &str| {
        yaml(&format!(
            "components:\n  schemas:\n    L: {{enum: [{values}]}}\n"
        ))
    };
    assert_stays(&spec("'true', 3"), &spec("true, 'true', 3"));
    assert_stays(&spec("1, x"), &spec("'1', 1, x"));
}

#[test]
fn a_selection_keeps_the_names_of_what_it_leaves_out() {
    let spec = |more: &str| {
        yaml(&format!(
            "paths:\n  /a:\n    get: {{operationId: a, tags: [pets-of], parameters: [{{name: q, in: query, schema: {{$ref: '#/components/schemas/new-{more}'}}}}], responses: {{}}}}\n\
             \x20 /b:\n    get: {{operationId: b, tags: [petsOf], parameters: [{{name: q, in: query, schema: {{type: string, enum: [x, y]}}}}], responses: {{'200': {{description: d, content: {{application/json: {{schema: {{$ref: '#/components/schemas/pet-list'}}}}}}}}}}}}\n\
             components:\n  schemas:\n    pet-list: {{type: object, properties: {{a: {{type: string}}}}}}\n    PlainOne: {{type: object, properties: {{b: {{type: string}}}}}}\n    Plain: {{type: object, properties: {{b: {{type: string}}}}}}\n    new-{more}: {{type: string, maxLength: 3}}\n"
        ))
    };
    let full = locked::lock(&spec("x"));
    assert_eq!(locked::lock_of_selected(&spec("x"), &full, "a"), full);
    for more in ["PetList", "plain_one", "bQ"] {
        // What is new is generated by itself first, and wants a name that something has which is not there.
        let renamed = spec(more).replace("new-", "");
        let part = locked::lock_of_selected(&renamed, &full, "a");
        let (before, after) = (
            locked::named(&spec("x"), &full),
            locked::named(&renamed, &part),
        );
        let (before, after) = (locked::names(&before), locked::names(&after));
        for (what, name) in before.iter().filter(|(what, _)| !what.contains("new-x")) {
            assert_eq!(after.get(what), Some(name), "{what}\n{part}");
        }
    }
}

/// An operation that is answered by these media types, each with a schema of its own.
fn answered(status: &str, media: &[(&str, &str)]) -> String {
    let content: Vec<_> = media
        .iter()
        .map(|(name, schema)| format!("{name}: {{schema: {schema}}}"))
        .collect();
    yaml(&format!(
        "paths:\n  /a:\n    get: {{operationId: a, responses: {{'{status}': {{description: d, content: {{{}}}}}}}}}\n",
        content.join(", ")
    ))
}

#[test]
fn a_media_type_put_in_front_renames_no_answer() {
    const JSON: (&str, &str) = ("application/json", "{type: object, properties: {a: {}}}");
    const PROBLEM: (&str, &str) = (
        "application/problem+json",
        "{type: object, properties: {b: {}}}",
    );
    const TEXT: (&str, &str) = ("text/plain", "{type: string}");
    const PNG: (&str, &str) = ("image/png", "{type: string, format: binary}");
    const PDF: (&str, &str) = ("application/pdf", "{type: string, format: binary}");
    let all = [JSON, PROBLEM, TEXT, PNG, PDF];
    for status in ["200", "404", "default"] {
        for first in all {
            for second in all.into_iter().filter(|other| *other != first) {
                for more in all
                    .into_iter()
                    .filter(|other| *other != first && *other != second)
                {
                    let before = answered(status, &[first, second]);
                    assert_stays(&before, &answered(status, &[more, first, second]));
                    assert_stays(
                        &answered(status, &[first]),
                        &answered(status, &[more, first]),
                    );
                }
            }
        }
    }
}

#[test]
fn what_several_media_types_are_read_as_claims_none_of_them() {
    let last = |media: &[(&str, &str)]| {
        let names = locked::names(&locked::named(&answered("200", media), ""));
        let (name, _) = media.last().unwrap();
        names[&format!("a 200 {name}")].clone()
    };
    const JSON: (&str, &str) = ("application/json", "{type: object}");
    const BYTES: &str = "{type: string, format: binary}";
    assert_eq!(last(&[JSON, ("image/png", BYTES)]), "OkPng");
    assert_eq!(
        last(&[JSON, ("image/png", BYTES), ("image/jpeg", BYTES)]),
        "OkImage"
    );
    assert_eq!(
        last(&[JSON, ("image/png", BYTES), ("application/pdf", BYTES)]),
        "OkBytes"
    );
}

#[test]
fn a_media_type_put_in_front_of_a_body_does_not_take_its_method() {
    let spec = |content: &str| {
        yaml(&format!(
            "paths:\n  /a:\n    post: {{operationId: a, requestBody: {{content: {{{content}}}}}, responses: {{}}}}\n"
        ))
    };
    let form = "application/x-www-form-urlencoded: {schema: {type: object, properties: {a: {type: string}}}}";
    let json = "application/json: {schema: {type: object, properties: {a: {type: string}, b: {type: string}}}}";
    let vendor =
        "application/vnd.a+json: {schema: {type: object, properties: {c: {type: string}}}}";
    let text = "text/plain: {schema: {type: string}}";
    for one in [form, json, vendor, text] {
        for other in [form, json, vendor, text]
            .into_iter()
            .filter(|other| *other != one)
        {
            assert_stays(&spec(one), &spec(&format!("{other}, {one}")));
            assert_stays(&spec(one), &spec(&format!("{one}, {other}")));
        }
    }
}

#[test]
fn a_set_of_headers_more_renames_none() {
    let get = |id: &str, headers: &str| {
        format!(
            "  /{id}:\n    get: {{operationId: {id}, responses: {{'200': {{description: d, headers: {{{headers}}}}}}}}}\n"
        )
    };
    let one = "X-Rate-Limit: {schema: {type: integer}}, X-Rate-Left: {schema: {type: integer}}";
    let other = "X-Rate-Limit: {schema: {type: integer}}, X-Rate-Reset: {schema: {type: integer}}";
    let told = "X-Rate-Limit: {description: e, schema: {type: integer}}, X-Rate-Left: {schema: {type: integer}}";
    let before = yaml(&format!("paths:\n{}", get("m", one)));
    for more in [other, told] {
        assert_stays(
            &before,
            &yaml(&format!("paths:\n{}{}", get("a", more), get("m", one))),
        );
    }
    // Its text is another, and it is the same set all the same.
    assert_stays(&before, &yaml(&format!("paths:\n{}", get("m", told))));
}

#[test]
fn a_tag_in_other_letters_has_a_feature_that_can_be_read_and_keeps_it() {
    let get = |id: &str, tag: &str| {
        format!("  /{id}:\n    get: {{operationId: {id}, tags: ['{tag}'], responses: {{}}}}\n")
    };
    let before = yaml(&format!(
        "paths:\n{}{}",
        get("m", "Заказы"),
        get("n", "世界")
    ));
    let lock = locked::lock(&before);
    assert!(lock.contains("\"Заказы\" = \"zakazy\""), "{lock}");
    assert_stays(
        &before,
        &yaml(&format!(
            "paths:\n{}{}{}",
            get("a", "zakazy"),
            get("m", "Заказы"),
            get("n", "世界")
        )),
    );
}

#[test]
fn an_id_stays_with_its_operation_when_another_one_takes_it_too() {
    let operation = |path: &str, id: &str| {
        format!("  {path}:\n    get: {{operationId: {id}, tags: [t], responses: {{}}}}\n")
    };
    let (first, last) = (operation("/0", "read"), operation("/z", "read"));
    let own = operation("/m", "read");
    let before = yaml(&format!("paths:\n{own}"));
    let after = yaml(&format!("paths:\n{first}{own}{last}"));
    let method = |text: &str, lock: &str, path: &str| {
        let named = locked::named(text, lock);
        let mut all = named.api.operations.iter();
        let (id, _) = all.find(|(_, operation)| operation.path == path).unwrap();
        named.names.of_operation(id).method.clone()
    };
    let lock = locked::lock(&before);
    assert_eq!(method(&before, &lock, "/m"), "read");
    assert_eq!(method(&after, "", "/0"), "read");
    assert_eq!(method(&after, &lock, "/m"), "read");
    // Now that they are all there, another order changes nothing.
    let lock = locked::lock_after(&after, &lock);
    let turned = yaml(&format!("paths:\n{last}{first}{own}"));
    for path in ["/0", "/m", "/z"] {
        assert_eq!(method(&turned, &lock, path), method(&after, &lock, path));
    }
    // One that has moved takes its id along.
    let moved = yaml(&format!("paths:\n{first}"));
    assert_eq!(method(&moved, &lock, "/0"), "read");
}
