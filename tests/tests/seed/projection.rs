//! Writes the IR down in the shape of a description, every type in its place, so that the same facts can be asked of both.

use oas_codegen::ir::{
    Additional, Api, Content, Field, KeyedMap, Num, Operation, Param, ParamLocation, Record,
    Response, Rules, SchemeKind, Server, Ty, TypeDef, TypeId, TypeKind,
};
use serde_yaml::{Mapping, Value};

/// What the IR says of the API.
pub(crate) fn project(api: &Api) -> Value {
    let schemas = components(api).map(|(name, id)| (name, named(api, id)));
    let schemes = api
        .schemes
        .iter()
        .map(|it| (it.wire.clone(), scheme(&it.kind)));
    let mut paths = Mapping::new();
    for (_, operation) in api.operations.iter() {
        let methods = paths
            .entry(operation.path.as_str().into())
            .or_insert_with(empty);
        methods[operation.method.to_lowercase()] = self::operation(api, operation);
    }
    object([
        ("servers", list(api.servers.iter().map(server))),
        (
            "components",
            object([
                ("securitySchemes", object(schemes)),
                ("schemas", object(schemas)),
            ]),
        ),
        ("paths", Value::Mapping(paths)),
    ])
}

/// Each component that is a type of its own.
fn components(api: &Api) -> impl Iterator<Item = (String, TypeId)> {
    api.types.iter().flat_map(|(id, def)| {
        let names = def.origins.iter().filter_map(|origin| {
            let name = origin.as_str().strip_prefix("/components/schemas/")?;
            (!name.contains('/')).then(|| (name.to_owned(), id))
        });
        names.collect::<Vec<_>>()
    })
}

fn server(server: &Server) -> Value {
    let variables = server.variables.iter().map(|it| (it.wire.clone(), empty()));
    object([
        ("url", server.url.as_str().into()),
        ("variables", object(variables)),
    ])
}

fn scheme(kind: &SchemeKind) -> Value {
    match kind {
        SchemeKind::Bearer => object([("type", "http".into()), ("scheme", "bearer".into())]),
        SchemeKind::OAuth2 {
            client_credentials: Some(url),
        } => {
            let flow = object([("tokenUrl", url.as_str().into())]);
            object([
                ("type", "oauth2".into()),
                ("flows", object([("clientCredentials", flow)])),
            ])
        }
        other => format!("{other:?}").into(),
    }
}

fn operation(api: &Api, operation: &Operation) -> Value {
    let security = operation.security.iter().map(|needed| {
        let scopes = |scopes: &[String]| list(scopes.iter().map(|scope| scope.as_str().into()));
        object(
            needed
                .schemes
                .iter()
                .map(|(name, granted)| (name.clone(), scopes(granted))),
        )
    });
    let responses = operation
        .responses
        .iter()
        .map(|it| (it.status.to_string(), response(api, it)));
    let mut value = object([
        ("operationId", operation.id.as_str().into()),
        ("x-operation-name", operation.wire.as_str().into()),
        (
            "x-operation-group",
            api.resources[operation.resource].wire.as_str().into(),
        ),
        ("security", list(security)),
        (
            "parameters",
            list(operation.params.iter().map(|it| parameter(api, it))),
        ),
        ("responses", object(responses)),
    ]);
    if let Some(body) = &operation.body {
        value["requestBody"] = object([
            ("required", body.required.into()),
            ("content", content(api, &body.content)),
        ]);
    }
    value
}

fn parameter(api: &Api, param: &Param) -> Value {
    let location = match param.location {
        ParamLocation::Path => "path",
        ParamLocation::Query => "query",
        ParamLocation::QueryString => "querystring",
        ParamLocation::Header => "header",
        ParamLocation::Cookie => "cookie",
    };
    let mut schema = ty(api, &param.ty);
    if let Some(default) = &param.default {
        schema["default"] = serde_yaml::from_str(default).unwrap();
    }
    let mut value = object([
        ("name", param.wire.as_str().into()),
        ("in", location.into()),
        ("schema", schema),
    ]);
    if param.required {
        value["required"] = true.into();
    }
    value
}

fn response(api: &Api, response: &Response) -> Value {
    let headers = response
        .headers
        .iter()
        .map(|it| (it.wire.clone(), object([("schema", ty(api, &it.ty))])));
    let mut value = object([("headers", object(headers))]);
    if let Some(one) = response.contents.first() {
        value["content"] = content(api, std::slice::from_ref(one));
    }
    value
}

fn content(api: &Api, content: &[Content]) -> Value {
    object(
        content
            .iter()
            .map(|it| (it.media_type.clone(), object([("schema", ty(api, &it.ty))]))),
    )
}

fn ty(api: &Api, of: &Ty) -> Value {
    match of {
        Ty::Any => empty(),
        Ty::Bool => object([("type", "boolean".into())]),
        Ty::Integer(_) => object([("type", "integer".into())]),
        Ty::Number => object([("type", "number".into())]),
        Ty::String | Ty::Secret | Ty::Formatted(_) | Ty::Binary => {
            object([("type", "string".into())])
        }
        Ty::Array(items) => object([("type", "array".into()), ("items", ty(api, items))]),
        Ty::Map(values) => object([
            ("type", "object".into()),
            ("additionalProperties", ty(api, values)),
        ]),
        Ty::Named(id) => named(api, *id),
        Ty::Hidden(inner) => ty(api, inner),
        Ty::Nullable(inner) => object([("nullable", ty(api, inner))]),
    }
}

fn named(api: &Api, id: TypeId) -> Value {
    let def = &api.types[id];
    match &def.kind {
        TypeKind::Record(it) => record(api, it),
        TypeKind::KeyedMap(it) => keyed_map(api, it),
        TypeKind::StringEnum(_) => {
            let values = variants(def).map(Value::from);
            object([("type", "string".into()), ("enum", list(values))])
        }
        TypeKind::LiteralEnum(_) | TypeKind::Union(_) => Value::Null,
        TypeKind::Constrained(it) => constrained(ty(api, &it.inner), &it.rules),
    }
}

fn record(api: &Api, record: &Record) -> Value {
    let properties = record
        .fields
        .iter()
        .map(|it| (it.wire.clone(), field(api, it)));
    let mut value = object([
        ("type", "object".into()),
        ("properties", object(properties)),
    ]);
    let required: Vec<&Field> = record.fields.iter().filter(|it| it.required).collect();
    if !required.is_empty() {
        value["required"] = list(required.iter().map(|it| it.wire.as_str().into()));
    }
    match &record.additional {
        Additional::Open => {}
        Additional::Closed => value["additionalProperties"] = false.into(),
        Additional::Typed(of) => value["additionalProperties"] = ty(api, of),
    }
    value
}

fn field(api: &Api, field: &Field) -> Value {
    let mut value = ty(api, &field.ty);
    if let Some(format) = &field.format {
        value["format"] = format.as_str().into();
    }
    if field.nullable {
        value["nullable"] = true.into();
    }
    value
}

/// A closed object again: one optional member a key.
fn keyed_map(api: &Api, map: &KeyedMap) -> Value {
    let properties =
        variants(&api.types[map.keys]).map(|key| (key.to_owned(), named(api, map.value)));
    object([
        ("type", "object".into()),
        ("additionalProperties", false.into()),
        ("properties", object(properties)),
    ])
}

fn variants(def: &TypeDef) -> impl Iterator<Item = &str> {
    let TypeKind::StringEnum(it) = &def.kind else {
        panic!("{def:?} is no enum")
    };
    it.values.iter().map(|value| value.wire.as_str())
}

fn constrained(mut value: Value, rules: &Rules) -> Value {
    if value["type"] == "string" {
        value["minLength"] = rules.min_length.unwrap_or(0).into(); // none and 0 are the same rule
    }
    if let Some(limit) = rules.max_length {
        value["maxLength"] = limit.into();
    }
    if let Some(pattern) = &rules.pattern {
        value["pattern"] = pattern.as_str().into();
    }
    for (keyword, bound) in [("minimum", rules.minimum), ("maximum", rules.maximum)] {
        if let Some(Num::Int(limit)) = bound.filter(|it| !it.exclusive).map(|it| it.value) {
            value[keyword] = i64::try_from(limit).unwrap().into();
        }
    }
    value
}

fn empty() -> Value {
    Value::Mapping(Mapping::new())
}

fn object<K: Into<String>>(members: impl IntoIterator<Item = (K, Value)>) -> Value {
    let members = members
        .into_iter()
        .map(|(key, value)| (Value::String(key.into()), value));
    Value::Mapping(members.collect())
}

fn list(items: impl IntoIterator<Item = Value>) -> Value {
    Value::Sequence(items.into_iter().collect())
}
