//! What the documentation says of "Modify a Connection Profile": one statement a row.

/// One statement of the documentation and where the description says the same.
pub(crate) struct Fact {
    /// The documentation, as short as can be.
    pub(crate) says: &'static str,
    /// A JSON pointer, relative to the root that its table is checked at; `*` is each member, `$ref`s are followed.
    pub(crate) at: &'static str,
    pub(crate) is: Is,
}

pub(crate) enum Is {
    /// This value, as YAML.
    Value(&'static str),
    /// A mapping with these keys in this order.
    Keys(&'static [&'static str]),
    /// Not there.
    Absent,
}

pub(crate) const fn fact(says: &'static str, at: &'static str, is: Is) -> Fact {
    Fact { says, at, is }
}

/// Server and authorization.
pub(crate) const DOCUMENT: &[Fact] = &[
    fact("OpenAPI 3.1.0", "openapi", Is::Value("3.1.0")),
    fact(
        "https://{tenantDomain}/api/v2",
        "servers/0/url",
        Is::Value("https://{tenantDomain}/api/v2"),
    ),
    fact("one server", "servers/1", Is::Absent),
    fact(
        "one server variable",
        "servers/0/variables",
        Is::Keys(&["tenantDomain"]),
    ),
    fact(
        "Authorization: Bearer <token>",
        "components/securitySchemes/bearerAuth/type",
        Is::Value("http"),
    ),
    fact(
        "Authorization: Bearer <token>",
        "components/securitySchemes/bearerAuth/scheme",
        Is::Value("bearer"),
    ),
    fact(
        "a JWT",
        "components/securitySchemes/bearerAuth/bearerFormat",
        Is::Value("JWT"),
    ),
    fact(
        "or OAuth 2",
        "components/securitySchemes/oAuth2ClientCredentials/type",
        Is::Value("oauth2"),
    ),
    fact(
        "client credentials",
        "components/securitySchemes/oAuth2ClientCredentials/flows",
        Is::Keys(&["clientCredentials"]),
    ),
    fact(
        "token endpoint on the tenant",
        "components/securitySchemes/oAuth2ClientCredentials/flows/clientCredentials/tokenUrl",
        Is::Value("/oauth/token"),
    ),
];

/// The operation around its bodies.
pub(crate) const OPERATION: &[Fact] = &[
    fact(
        "Authorization is required",
        "security/0",
        Is::Value("{bearerAuth: []}"),
    ),
    fact(
        "ID of the connection profile to update",
        "parameters/0/name",
        Is::Value("id"),
    ),
    fact("Path Parameters", "parameters/0/in", Is::Value("path")),
    fact(
        "id: string",
        "parameters/0/schema/type",
        Is::Value("string"),
    ),
    fact("id: required", "parameters/0/required", Is::Value("true")),
    fact("no other parameter", "parameters/1", Is::Absent),
    fact(
        "two request media types",
        "requestBody/content",
        Is::Keys(&["application/json", "application/x-www-form-urlencoded"]),
    ),
    fact(
        "a JSON response",
        "responses/200/content",
        Is::Keys(&["application/json"]),
    ),
];

/// The body alone.
pub(crate) const REQUEST: &[Fact] = &[
    fact("Body", "type", Is::Value("object")),
    fact("nothing is required", "required", Is::Absent),
    fact(
        "a closed object",
        "additionalProperties",
        Is::Value("false"),
    ),
    fact("the body's fields", "properties", Is::Keys(&SETTINGS_KEYS)),
];

/// The response alone.
pub(crate) const PROFILE: &[Fact] = &[
    fact("Response", "type", Is::Value("object")),
    fact("nothing is required", "required", Is::Absent),
    fact(
        "the response's fields: the body's after the identifier",
        "properties",
        Is::Keys(&[
            "id",
            "name",
            "organization",
            "connection_name_prefix_template",
            "enabled_features",
            "connection_config",
            "strategy_overrides",
        ]),
    ),
    fact("id: string", "properties/id/type", Is::Value("string")),
    fact(
        "id: string<connection-profile-id>",
        "properties/id/format",
        Is::Value("connection-profile-id"),
    ),
];

pub(crate) const SETTINGS_KEYS: [&str; 6] = [
    "name",
    "organization",
    "connection_name_prefix_template",
    "enabled_features",
    "connection_config",
    "strategy_overrides",
];

/// The fields that body and response share, by the same rules in both.
pub(crate) const SETTINGS: &[Fact] = &[
    fact("name: string", "properties/name/type", Is::Value("string")),
    fact(
        "Required string length: 1 - 50",
        "properties/name/minLength",
        Is::Value("1"),
    ),
    fact(
        "Required string length: 1 - 50",
        "properties/name/maxLength",
        Is::Value("50"),
    ),
    fact(
        "organization: object",
        "properties/organization/type",
        Is::Value("object"),
    ),
    fact(
        "organization is closed",
        "properties/organization/additionalProperties",
        Is::Value("false"),
    ),
    fact(
        "organization's fields",
        "properties/organization/properties",
        Is::Keys(&["show_as_button", "assign_membership_on_login"]),
    ),
    fact(
        "both optional",
        "properties/organization/required",
        Is::Absent,
    ),
    fact(
        "both strings",
        "properties/organization/properties/*/type",
        Is::Value("string"),
    ),
    fact(
        "both with",
        "properties/organization/properties/*/enum",
        Is::Value("[none, optional, required]"),
    ),
    fact(
        "template: string",
        "properties/connection_name_prefix_template/type",
        Is::Value("string"),
    ),
    fact(
        "no minimum",
        "properties/connection_name_prefix_template/minLength",
        Is::Value("0"),
    ),
    fact(
        "Maximum string length: 15",
        "properties/connection_name_prefix_template/maxLength",
        Is::Value("15"),
    ),
    fact(
        "Pattern",
        "properties/connection_name_prefix_template/pattern",
        Is::Value("'^(?!-)(?!.*--)(?:[a-zA-Z0-9-]|{org_id}|{org_name})*$'"),
    ),
    fact(
        "enum<string>[]",
        "properties/enabled_features/type",
        Is::Value("array"),
    ),
    fact(
        "enum<string>[]",
        "properties/enabled_features/items/type",
        Is::Value("string"),
    ),
    fact(
        "Available options",
        "properties/enabled_features/items/enum",
        Is::Value("[scim, universal_logout]"),
    ),
    fact(
        "connection_config: object",
        "properties/connection_config/type",
        Is::Value("object"),
    ),
    fact(
        "no fields",
        "properties/connection_config/properties",
        Is::Keys(&[]),
    ),
    fact(
        "and closed",
        "properties/connection_config/additionalProperties",
        Is::Value("false"),
    ),
    fact(
        "strategy_overrides: object",
        "properties/strategy_overrides/type",
        Is::Value("object"),
    ),
    fact(
        "the strategies, in this order",
        "properties/strategy_overrides/properties",
        Is::Keys(&[
            "pingfederate",
            "ad",
            "adfs",
            "waad",
            "google-apps",
            "okta",
            "oidc",
            "samlp",
        ]),
    ),
    fact(
        "each optional",
        "properties/strategy_overrides/required",
        Is::Absent,
    ),
    fact(
        "no other strategy",
        "properties/strategy_overrides/additionalProperties",
        Is::Value("false"),
    ),
    fact(
        "each an object",
        "properties/strategy_overrides/properties/*/type",
        Is::Value("object"),
    ),
    fact(
        "each closed",
        "properties/strategy_overrides/properties/*/additionalProperties",
        Is::Value("false"),
    ),
    fact(
        "each with",
        "properties/strategy_overrides/properties/*/properties",
        Is::Keys(&["enabled_features", "connection_config"]),
    ),
    fact(
        "both optional",
        "properties/strategy_overrides/properties/*/required",
        Is::Absent,
    ),
    fact(
        "enabled_features: enum<string>[]",
        "properties/strategy_overrides/properties/*/properties/enabled_features/type",
        Is::Value("array"),
    ),
    fact(
        "Available options",
        "properties/strategy_overrides/properties/*/properties/enabled_features/items/enum",
        Is::Value("[scim, universal_logout]"),
    ),
    fact(
        "connection_config: object",
        "properties/strategy_overrides/properties/*/properties/connection_config/properties",
        Is::Keys(&[]),
    ),
    fact(
        "and closed",
        "properties/strategy_overrides/properties/*/properties/connection_config/additionalProperties",
        Is::Value("false"),
    ),
];
