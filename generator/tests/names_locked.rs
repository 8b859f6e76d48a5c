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
        yaml(&format!(
            "components:\n  schemas:\n    A: {{type: object, properties: {{x: {{type: object, properties: {{q: {{type: string}}{more}}}}}}}}}\n\
             \x20   Z: {{type: object, properties: {{x: {{type: object, properties: {{q: {{type: string}}}}}}}}}}\n"
        ))
    };
    let lock = locked::lock(&spec(""));
    assert!(
        lock.contains("\"#/components/schemas/Z/properties/x\" = \"AX\""),
        "{lock}"
    );
    let after = locked::names(&locked::named(&spec(", r: {type: string}"), &lock));
    assert_eq!(after["type #/components/schemas/A/properties/x"], "AX");
    assert_eq!(after["type #/components/schemas/Z/properties/x"], "ZX");
}
