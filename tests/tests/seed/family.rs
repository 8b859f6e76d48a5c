//! The seven operations on connection profiles and their templates: one row each, and nothing beside them.

use serde_yaml::{Mapping, Value};

use crate::description::{Description, names};
use crate::facts::{Fact, Is, SETTINGS_KEYS, fact};

struct Row {
    method: &'static str,
    path: &'static str,
    id: &'static str,
    name: &'static str,
    scope: &'static str,
    success: (&'static str, Option<&'static str>),
    errors: &'static [&'static str],
}

const OPERATIONS: &[Row] = &[
    Row {
        method: "get",
        path: "/connection-profiles",
        id: "get_connection-profiles",
        name: "list",
        scope: "read:connection_profiles",
        success: ("200", Some("ConnectionProfilePage")),
        errors: &["400", "401", "403", "429"],
    },
    Row {
        method: "post",
        path: "/connection-profiles",
        id: "post_connection-profiles",
        name: "create",
        scope: "create:connection_profiles",
        success: ("201", Some("ConnectionProfile")),
        errors: &["400", "401", "403", "409", "429"],
    },
    Row {
        method: "get",
        path: "/connection-profiles/templates",
        id: "get_connection_profile_templates",
        name: "listTemplates",
        scope: "read:connection_profiles",
        success: ("200", Some("ConnectionProfileTemplateList")),
        errors: &["401", "403", "429"],
    },
    Row {
        method: "get",
        path: "/connection-profiles/templates/{id}",
        id: "get_connection_profile_template",
        name: "getTemplate",
        scope: "read:connection_profiles",
        success: ("200", Some("ConnectionProfileTemplateItem")),
        errors: &["401", "403", "404", "429"],
    },
    Row {
        method: "get",
        path: "/connection-profiles/{id}",
        id: "get_connection-profiles_by_id",
        name: "get",
        scope: "read:connection_profiles",
        success: ("200", Some("ConnectionProfile")),
        errors: &["401", "403", "404", "429"],
    },
    Row {
        method: "delete",
        path: "/connection-profiles/{id}",
        id: "delete_connection-profiles_by_id",
        name: "delete",
        scope: "delete:connection_profiles",
        success: ("204", None),
        errors: &["401", "403", "429"],
    },
    Row {
        method: "patch",
        path: "/connection-profiles/{id}",
        id: "patch_connection-profiles_by_id",
        name: "update",
        scope: "update:connection_profiles",
        success: ("200", Some("ConnectionProfile")),
        errors: &["400", "401", "403", "404", "429"],
    },
];

/// What the rows leave out: parameters of the list, shapes of pages, templates and errors.
pub(crate) const FACTS: &[Fact] = &[
    fact(
        "from: query",
        "paths/~1connection-profiles/get/parameters/0/in",
        Is::Value("query"),
    ),
    fact(
        "from: name",
        "paths/~1connection-profiles/get/parameters/0/name",
        Is::Value("from"),
    ),
    fact(
        "from: string",
        "paths/~1connection-profiles/get/parameters/0/schema/type",
        Is::Value("string"),
    ),
    fact(
        "from: optional",
        "paths/~1connection-profiles/get/parameters/0/required",
        Is::Absent,
    ),
    fact(
        "take: query",
        "paths/~1connection-profiles/get/parameters/1/in",
        Is::Value("query"),
    ),
    fact(
        "take: name",
        "paths/~1connection-profiles/get/parameters/1/name",
        Is::Value("take"),
    ),
    fact(
        "take: integer",
        "paths/~1connection-profiles/get/parameters/1/schema/type",
        Is::Value("integer"),
    ),
    fact(
        "take: from 1",
        "paths/~1connection-profiles/get/parameters/1/schema/minimum",
        Is::Value("1"),
    ),
    fact(
        "take: to 10",
        "paths/~1connection-profiles/get/parameters/1/schema/maximum",
        Is::Value("10"),
    ),
    fact(
        "take: 5 unless given",
        "paths/~1connection-profiles/get/parameters/1/schema/default",
        Is::Value("5"),
    ),
    fact(
        "take: optional",
        "paths/~1connection-profiles/get/parameters/1/required",
        Is::Absent,
    ),
    fact(
        "no other parameter",
        "paths/~1connection-profiles/get/parameters/2",
        Is::Absent,
    ),
    fact(
        "a page's fields",
        "components/schemas/ConnectionProfilePage/properties",
        Is::Keys(&["next", "connection_profiles"]),
    ),
    fact(
        "the last has no next",
        "components/schemas/ConnectionProfilePage/required",
        Is::Absent,
    ),
    fact(
        "next: string",
        "components/schemas/ConnectionProfilePage/properties/next/type",
        Is::Value("string"),
    ),
    fact(
        "create requires",
        "components/schemas/CreateConnectionProfile/required",
        Is::Value("[name]"),
    ),
    fact(
        "create's fields",
        "components/schemas/CreateConnectionProfile/properties",
        Is::Keys(&SETTINGS_KEYS),
    ),
    fact(
        "create is closed",
        "components/schemas/CreateConnectionProfile/additionalProperties",
        Is::Value("false"),
    ),
    fact(
        "a template's fields",
        "components/schemas/ConnectionProfileTemplate/properties",
        Is::Keys(&SETTINGS_KEYS),
    ),
    fact(
        "all optional",
        "components/schemas/ConnectionProfileTemplate/required",
        Is::Absent,
    ),
    fact(
        "an item's fields",
        "components/schemas/ConnectionProfileTemplateItem/properties",
        Is::Keys(&["id", "display_name", "template"]),
    ),
    fact(
        "all optional",
        "components/schemas/ConnectionProfileTemplateItem/required",
        Is::Absent,
    ),
    fact(
        "the list of templates",
        "components/schemas/ConnectionProfileTemplateList/properties",
        Is::Keys(&["connection_profile_templates"]),
    ),
    fact(
        "an error's fields",
        "components/schemas/ErrorBody/properties",
        Is::Keys(&["statusCode", "error", "message", "errorCode"]),
    ),
    fact(
        "statusCode: integer",
        "components/schemas/ErrorBody/properties/statusCode/type",
        Is::Value("integer"),
    ),
    fact(
        "error: string",
        "components/schemas/ErrorBody/properties/error/type",
        Is::Value("string"),
    ),
    fact(
        "message: string",
        "components/schemas/ErrorBody/properties/message/type",
        Is::Value("string"),
    ),
    fact(
        "errorCode: string",
        "components/schemas/ErrorBody/properties/errorCode/type",
        Is::Value("string"),
    ),
    fact(
        "an error may hold more",
        "components/schemas/ErrorBody/additionalProperties",
        Is::Absent,
    ),
    fact(
        "seconds",
        "components/responses/TooManyRequests/headers/X-RateLimit-Reset/schema/type",
        Is::Value("integer"),
    ),
];

#[test]
fn the_operations_are_these_and_no_others() {
    let description = Description::read();
    let mut found = Vec::new();
    for (path, item) in mapping(description.get("/paths")) {
        found.extend(
            names(mapping(item))
                .into_iter()
                .map(|method| (method, path.as_str().unwrap().to_owned())),
        );
    }
    let listed: Vec<_> = OPERATIONS
        .iter()
        .map(|row| (row.method.to_owned(), row.path.to_owned()))
        .collect();
    found.sort();
    let mut sorted = listed;
    sorted.sort();
    assert_eq!(found, sorted);
}

#[test]
fn each_operation_is_as_its_row_says() {
    let description = Description::read();
    for row in OPERATIONS {
        let at = pointer(row);
        let said = |field: &str| description.get(&format!("{at}/{field}"));
        assert_eq!(said("operationId"), row.id);
        assert_eq!(
            said("x-operation-group"),
            "connectionProfiles",
            "{}",
            row.id
        );
        assert_eq!(said("x-operation-name"), row.name, "{}", row.id);
        assert_eq!(*said("tags"), yaml("[connection-profiles]"), "{}", row.id);
        let security = format!(
            "[{{bearerAuth: []}}, {{oAuth2ClientCredentials: ['{}']}}]",
            row.scope
        );
        assert_eq!(*said("security"), yaml(&security), "{}", row.id);

        let statuses: Vec<_> = [row.success.0].iter().chain(row.errors).copied().collect();
        assert_eq!(names(mapping(said("responses"))), statuses, "{}", row.id);
        let success = said(&format!("responses/{}", row.success.0));
        assert_eq!(schema_name(success), row.success.1, "{}", row.id);
        for status in row.errors {
            let error = said(&format!("responses/{status}"));
            assert_eq!(schema_name(error), Some("ErrorBody"), "{} {status}", row.id);
        }
        let limits = mapping(said("responses/429/headers"));
        let declared = [
            "X-RateLimit-Limit",
            "X-RateLimit-Remaining",
            "X-RateLimit-Reset",
            "Retry-After",
        ];
        assert_eq!(names(limits), declared, "{}", row.id);
    }
}

#[test]
fn the_scopes_are_those_of_the_operations() {
    let description = Description::read();
    let scopes = description
        .get("/components/securitySchemes/oAuth2ClientCredentials/flows/clientCredentials/scopes");
    let mut declared = names(mapping(scopes));
    let mut used: Vec<_> = OPERATIONS.iter().map(|row| row.scope.to_owned()).collect();
    declared.sort();
    used.sort();
    used.dedup();
    assert_eq!(declared, used);
}

#[test]
fn both_request_media_types_have_the_same_schema() {
    let description = Description::read();
    let with_body: Vec<_> = OPERATIONS
        .iter()
        .filter(|row| has_body(&description, row))
        .collect();
    assert_eq!(
        with_body.iter().map(|row| row.name).collect::<Vec<_>>(),
        ["create", "update"]
    );
    for row in with_body {
        let content = mapping(description.get(&format!("{}/requestBody/content", pointer(row))));
        assert_eq!(
            names(content),
            ["application/json", "application/x-www-form-urlencoded"]
        );
        assert_eq!(
            content["application/json"]["schema"],
            content["application/x-www-form-urlencoded"]["schema"]
        );
    }
}

/// The rows say it of create, get and update.
#[test]
fn the_list_holds_the_same_profiles() {
    let description = Description::read();
    let page = &description.root()["components"]["schemas"]["ConnectionProfilePage"]["properties"];
    assert_eq!(
        page["connection_profiles"]["items"],
        yaml("{$ref: '#/components/schemas/ConnectionProfile'}")
    );
}

fn has_body(description: &Description, row: &Row) -> bool {
    mapping(description.get(&pointer(row))).contains_key("requestBody")
}

fn pointer(row: &Row) -> String {
    format!("/paths/{}/{}", row.path.replace('/', "~1"), row.method)
}

/// The component that a response's only media type names.
fn schema_name(response: &Value) -> Option<&str> {
    let content = mapping(response.get("content")?);
    assert_eq!(names(content), ["application/json"]);
    content["application/json"]["schema"]["$ref"]
        .as_str()?
        .strip_prefix("#/components/schemas/")
}

fn mapping(value: &Value) -> &Mapping {
    value.as_mapping().expect("a mapping")
}

fn yaml(text: &str) -> Value {
    serde_yaml::from_str(text).unwrap()
}
