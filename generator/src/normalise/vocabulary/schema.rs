//! The keywords of the Schema Object: JSON Schema 2020-12, OpenAPI's own, and what older versions had.

use super::Shape::{
    Any, Bool, Count, Enum, Exclusive, List, Map, Number, Object, Positive, Required, Schema,
    SchemaOrBool, Str, Text, Type, Uri, Word,
};
use super::{Keyword, Kind, ONLY_30, SINCE_31, SINCE_32, k};

/// OpenAPI 3.0.4 §4.7.24, OpenAPI 3.1.1 §4.8.24, JSON Schema 2020-12.
pub(super) const SCHEMA: &[Keyword] = &[
    k("type", Type),
    k("description", Text).soft(),
    k("properties", Map(&Schema)),
    k("required", Required),
    k("items", Schema),
    k("additionalProperties", SchemaOrBool),
    k("enum", Enum),
    k("format", Str),
    k("example", Any),
    k("default", Any),
    k("title", Text).soft(),
    k("nullable", Bool).only(ONLY_30),
    k("deprecated", Bool),
    k("readOnly", Bool),
    k("writeOnly", Bool),
    k("allOf", List(&Schema)),
    k("oneOf", List(&Schema)),
    k("anyOf", List(&Schema)),
    k("not", Schema),
    k("minLength", Count),
    k("maxLength", Count),
    k("pattern", Str),
    k("minimum", Number),
    k("maximum", Number),
    k("exclusiveMinimum", Exclusive),
    k("exclusiveMaximum", Exclusive),
    k("multipleOf", Positive),
    k("minItems", Count),
    k("maxItems", Count),
    k("uniqueItems", Bool),
    k("minProperties", Count),
    k("maxProperties", Count),
    k("discriminator", Object(Kind::Discriminator)),
    k("externalDocs", Object(Kind::ExternalDocumentation)).soft(),
    k("xml", Object(Kind::Xml)).soft().carried(),
    k("const", Any).only(SINCE_31),
    k("examples", List(&Any)).only(SINCE_31).soft(),
    k("contentEncoding", Str).only(SINCE_31).carried(),
    k("contentMediaType", Str).only(SINCE_31).carried(),
    k("contentSchema", Schema).only(SINCE_31).carried(),
    k("patternProperties", Map(&SchemaOrBool))
        .only(SINCE_31)
        .carried(),
    k("propertyNames", SchemaOrBool).only(SINCE_31).carried(),
    k("dependentRequired", Map(&List(&Str)))
        .only(SINCE_31)
        .carried(),
    k("dependentSchemas", Map(&SchemaOrBool))
        .only(SINCE_31)
        .carried(),
    k("unevaluatedProperties", SchemaOrBool)
        .only(SINCE_31)
        .carried(),
    k("unevaluatedItems", SchemaOrBool).only(SINCE_31).carried(),
    k("prefixItems", List(&SchemaOrBool))
        .only(SINCE_31)
        .carried(),
    k("contains", SchemaOrBool).only(SINCE_31).carried(),
    k("minContains", Count).only(SINCE_31).carried(),
    k("maxContains", Count).only(SINCE_31).carried(),
    k("if", SchemaOrBool).only(SINCE_31).carried(),
    k("then", SchemaOrBool).only(SINCE_31).carried(),
    k("else", SchemaOrBool).only(SINCE_31).carried(),
    k("$defs", Map(&SchemaOrBool)).only(SINCE_31).carried(),
    k("definitions", Map(&SchemaOrBool))
        .only(SINCE_31)
        .carried(),
    k("dependencies", Map(&Any)).only(SINCE_31).carried(),
    k("additionalItems", SchemaOrBool).only(SINCE_31).carried(),
    k("$id", Uri).only(SINCE_31).carried(),
    k("$schema", Uri).only(SINCE_31).carried(),
    k("$anchor", Str).only(SINCE_31).carried(),
    k("$dynamicAnchor", Str).only(SINCE_31).carried(),
    k("$dynamicRef", Str).only(SINCE_31).carried(),
    k("$recursiveAnchor", Bool).only(SINCE_31).carried(),
    k("$recursiveRef", Str).only(SINCE_31).carried(),
    k("$vocabulary", Map(&Bool)).only(SINCE_31).carried(),
    k("$comment", Text).only(SINCE_31).soft().carried(),
];

/// OpenAPI 3.2.0, "Discriminator Object".
pub(super) const DISCRIMINATOR: &[Keyword] = &[
    k("propertyName", Str).required(),
    k("mapping", Map(&Str)),
    k("defaultMapping", Str).only(SINCE_32).carried(),
];

/// OpenAPI 3.2.0, "XML Object".
pub(super) const XML: &[Keyword] = &[
    k(
        "nodeType",
        Word(&["element", "attribute", "text", "cdata", "none"]),
    )
    .only(SINCE_32),
    k("name", Text),
    k("namespace", Text),
    k("prefix", Text),
    k("attribute", Bool),
    k("wrapped", Bool),
];
