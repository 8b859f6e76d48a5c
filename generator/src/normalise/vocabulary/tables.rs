//! The keywords of every object but the Schema Object.

use super::Shape::{Any, Bool, List, Map, Object, Ref, Schema, Str, Text, Uri, Word};
use super::{Keyword, Kind, ONLY_30, SINCE_31, SINCE_32, k, schema};

/// How messages name an object of that kind, and its keywords.
pub(super) fn of(kind: Kind) -> (&'static str, &'static [Keyword]) {
    match kind {
        Kind::OpenApi => ("the description", OPENAPI),
        Kind::Info => ("`info`", INFO),
        Kind::Contact => ("a contact", CONTACT),
        Kind::License => ("a license", LICENSE),
        Kind::Server => ("a server", SERVER),
        Kind::ServerVariable => ("a server variable", SERVER_VARIABLE),
        Kind::Components => ("`components`", COMPONENTS),
        Kind::Paths => ("`paths`", &[]),
        Kind::PathItem => ("a path item", PATH_ITEM),
        Kind::Operation => ("an operation", OPERATION),
        Kind::ExternalDocumentation => ("an external documentation", EXTERNAL_DOCS),
        Kind::Parameter => ("a parameter", PARAMETER),
        Kind::RequestBody => ("a request body", REQUEST_BODY),
        Kind::MediaType => ("a media type", MEDIA_TYPE),
        Kind::Encoding => ("an encoding", ENCODING),
        Kind::Responses => ("`responses`", RESPONSES),
        Kind::Response => ("a response", RESPONSE),
        Kind::Callback => ("a callback", &[]),
        Kind::Example => ("an example", EXAMPLE),
        Kind::Link => ("a link", LINK),
        Kind::Header => ("a header", HEADER),
        Kind::Tag => ("a tag", TAG),
        Kind::Schema => ("a schema", schema::SCHEMA),
        Kind::Discriminator => ("a discriminator", schema::DISCRIMINATOR),
        Kind::Xml => ("an XML object", schema::XML),
        Kind::SecurityScheme => ("a security scheme", SECURITY_SCHEME),
        Kind::OAuthFlows => ("`flows`", OAUTH_FLOWS),
        Kind::OAuthFlow => ("an OAuth flow", OAUTH_FLOW),
    }
}

const DOCS: Keyword = k("externalDocs", Object(Kind::ExternalDocumentation)).soft();
const DESCRIPTION: Keyword = k("description", Text).soft();
const SUMMARY: Keyword = k("summary", Text).soft();
const SECURITY: Keyword = k("security", List(&Map(&List(&Str))));
const SERVERS: Keyword = k("servers", List(&Object(Kind::Server)));
const EXAMPLE_VALUE: Keyword = k("example", Any).soft();
const EXAMPLES: Keyword = k("examples", Map(&Ref(Kind::Example))).soft();
const CONTENT: Keyword = k("content", Map(&Ref(Kind::MediaType)));
const HEADERS: Keyword = k("headers", Map(&Ref(Kind::Header)));
const PARAMETERS: Keyword = k("parameters", List(&Ref(Kind::Parameter)));

const OPENAPI: &[Keyword] = &[
    k("openapi", Str).required(),
    k("info", Object(Kind::Info)).required(),
    SERVERS,
    k("paths", Object(Kind::Paths))
        .required()
        .needed_in(ONLY_30),
    k("components", Object(Kind::Components)),
    SECURITY,
    k("tags", List(&Object(Kind::Tag))).soft(),
    DOCS,
    k("webhooks", Map(&Ref(Kind::PathItem)))
        .only(SINCE_31)
        .carried(),
    k("jsonSchemaDialect", Str).only(SINCE_31).carried(),
    k("$self", Str).only(SINCE_32).carried(),
];

const INFO: &[Keyword] = &[
    k("title", Text).required(),
    SUMMARY.only(SINCE_31).carried(),
    DESCRIPTION,
    k("termsOfService", Text).soft(),
    k("contact", Object(Kind::Contact)).soft(),
    k("license", Object(Kind::License)).soft(),
    k("version", Text).required(),
];

const CONTACT: &[Keyword] = &[
    k("name", Text).soft(),
    k("url", Text).soft(),
    k("email", Text).soft(),
];

const LICENSE: &[Keyword] = &[
    k("name", Text).expected(),
    k("url", Text).soft(),
    k("identifier", Text).only(SINCE_31).soft().carried(),
];

const SERVER: &[Keyword] = &[
    k("url", Str).required(),
    DESCRIPTION,
    k("name", Text).only(SINCE_32).soft().carried(),
    k("variables", Map(&Object(Kind::ServerVariable))),
];

const SERVER_VARIABLE: &[Keyword] = &[
    k("enum", List(&Text)),
    k("default", Text).expected(),
    DESCRIPTION,
];

const COMPONENTS: &[Keyword] = &[
    k("schemas", Map(&Schema)),
    k("responses", Map(&Ref(Kind::Response))),
    k("parameters", Map(&Ref(Kind::Parameter))),
    k("examples", Map(&Ref(Kind::Example))).soft(),
    k("requestBodies", Map(&Ref(Kind::RequestBody))),
    k("headers", Map(&Ref(Kind::Header))),
    k("securitySchemes", Map(&Ref(Kind::SecurityScheme))),
    k("links", Map(&Ref(Kind::Link))),
    k("callbacks", Map(&Ref(Kind::Callback))),
    k("pathItems", Map(&Ref(Kind::PathItem)))
        .only(SINCE_31)
        .carried(),
    k("mediaTypes", Map(&Ref(Kind::MediaType)))
        .only(SINCE_32)
        .carried(),
];

const PATH_ITEM: &[Keyword] = &[
    SUMMARY,
    DESCRIPTION,
    k("get", Object(Kind::Operation)),
    k("put", Object(Kind::Operation)),
    k("post", Object(Kind::Operation)),
    k("delete", Object(Kind::Operation)),
    k("options", Object(Kind::Operation)),
    k("head", Object(Kind::Operation)),
    k("patch", Object(Kind::Operation)),
    k("trace", Object(Kind::Operation)),
    k("query", Object(Kind::Operation)).only(SINCE_32),
    k("additionalOperations", Map(&Object(Kind::Operation))).only(SINCE_32),
    SERVERS,
    PARAMETERS,
];

const OPERATION: &[Keyword] = &[
    k("tags", List(&Text)).soft(),
    SUMMARY,
    DESCRIPTION,
    DOCS,
    k("operationId", Text),
    PARAMETERS,
    k("requestBody", Ref(Kind::RequestBody)),
    k("responses", Object(Kind::Responses))
        .required()
        .needed_in(ONLY_30),
    k("callbacks", Map(&Ref(Kind::Callback))),
    k("deprecated", Bool),
    SECURITY,
    SERVERS,
];

const EXTERNAL_DOCS: &[Keyword] = &[DESCRIPTION, k("url", Text).expected()];

const PARAMETER: &[Keyword] = &[
    k("name", Text).required(),
    k(
        "in",
        Word(&["query", "querystring", "header", "path", "cookie"]),
    )
    .required(),
    DESCRIPTION,
    k("required", Bool),
    k("deprecated", Bool),
    k("allowEmptyValue", Bool),
    k(
        "style",
        Word(&[
            "matrix",
            "label",
            "simple",
            "form",
            "spaceDelimited",
            "pipeDelimited",
            "deepObject",
            "cookie",
        ]),
    ),
    k("explode", Bool),
    k("allowReserved", Bool),
    k("schema", Schema),
    EXAMPLE_VALUE,
    EXAMPLES,
    CONTENT,
];

const REQUEST_BODY: &[Keyword] = &[DESCRIPTION, CONTENT.expected(), k("required", Bool)];

const MEDIA_TYPE: &[Keyword] = &[
    k("schema", Schema),
    k("itemSchema", Schema).only(SINCE_32).carried(),
    EXAMPLE_VALUE,
    EXAMPLES,
    k("encoding", Map(&Object(Kind::Encoding))),
    k("prefixEncoding", List(&Object(Kind::Encoding)))
        .only(SINCE_32)
        .carried(),
    k("itemEncoding", Object(Kind::Encoding))
        .only(SINCE_32)
        .carried(),
];

const ENCODING: &[Keyword] = &[
    k("contentType", Str),
    HEADERS,
    k(
        "style",
        Word(&["form", "spaceDelimited", "pipeDelimited", "deepObject"]),
    ),
    k("explode", Bool),
    k("allowReserved", Bool),
    k("encoding", Map(&Object(Kind::Encoding)))
        .only(SINCE_32)
        .carried(),
    k("prefixEncoding", List(&Object(Kind::Encoding)))
        .only(SINCE_32)
        .carried(),
    k("itemEncoding", Object(Kind::Encoding))
        .only(SINCE_32)
        .carried(),
];

const RESPONSES: &[Keyword] = &[k("default", Ref(Kind::Response))];

const RESPONSE: &[Keyword] = &[
    SUMMARY.only(SINCE_32).carried(),
    DESCRIPTION.expected().needed_in(ONLY_30.and(super::V31)),
    HEADERS,
    CONTENT,
    k("links", Map(&Ref(Kind::Link))).soft(),
];

const EXAMPLE: &[Keyword] = &[
    SUMMARY,
    DESCRIPTION,
    k("value", Any),
    k("dataValue", Any).only(SINCE_32).carried(),
    k("serializedValue", Text).only(SINCE_32).soft().carried(),
    k("externalValue", Text).soft(),
];

const LINK: &[Keyword] = &[
    k("operationRef", Str),
    k("operationId", Str),
    k("parameters", Map(&Any)),
    k("requestBody", Any),
    DESCRIPTION,
    k("server", Object(Kind::Server)),
];

const HEADER: &[Keyword] = &[
    DESCRIPTION,
    k("required", Bool),
    k("deprecated", Bool),
    k("allowEmptyValue", Bool).carried(),
    k("style", Word(&["simple"])),
    k("explode", Bool).carried(),
    k("allowReserved", Bool).carried(),
    k("schema", Schema),
    EXAMPLE_VALUE,
    EXAMPLES,
    CONTENT,
];

const TAG: &[Keyword] = &[
    k("name", Text).required(),
    SUMMARY.only(SINCE_32).carried(),
    DESCRIPTION,
    DOCS,
    k("parent", Text).only(SINCE_32).soft().carried(),
    k("kind", Text).only(SINCE_32).soft().carried(),
];

const SECURITY_SCHEME: &[Keyword] = &[
    k(
        "type",
        Word(&["apiKey", "http", "mutualTLS", "oauth2", "openIdConnect"]),
    )
    .required(),
    DESCRIPTION,
    k("name", Str),
    k("in", Word(&["query", "header", "cookie"])),
    k("scheme", Str),
    k("bearerFormat", Text).soft(),
    k("flows", Object(Kind::OAuthFlows)),
    k("openIdConnectUrl", Str),
    k("oauth2MetadataUrl", Uri).only(SINCE_32).carried(),
    k("deprecated", Bool).only(SINCE_32).carried(),
];

const OAUTH_FLOWS: &[Keyword] = &[
    k("implicit", Object(Kind::OAuthFlow)),
    k("password", Object(Kind::OAuthFlow)),
    k("clientCredentials", Object(Kind::OAuthFlow)),
    k("authorizationCode", Object(Kind::OAuthFlow)),
    k("deviceAuthorization", Object(Kind::OAuthFlow))
        .only(SINCE_32)
        .carried(),
];

const OAUTH_FLOW: &[Keyword] = &[
    k("authorizationUrl", Str),
    k("deviceAuthorizationUrl", Str).only(SINCE_32).carried(),
    k("tokenUrl", Str),
    k("refreshUrl", Str),
    k("scopes", Map(&Text)).expected(),
];
