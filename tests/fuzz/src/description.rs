//! Builds descriptions out of choices: valid in structure, odd in everything else.

use arbitrary::{Result, Unstructured};
use serde_json::{Map, Value, json};

/// Names of members, schemas, parameters, tags: plain, keywords, of other scripts, clashing once they are Rust's.
const NAMES: [&str; 32] = [
    "a", "b", "id", "name", "type", "self", "Self", "gen", "async", "fooBar", "foo_bar", "foo-bar", "FooBar", "FOO", "1st",
    "", "_", "-", "🦀", "имя", "名前", "اسم", "ﬁ", "a\u{202e}b", "x y", "$ref", "@odata.type", "a[]", "new", "String",
    "Option", "unknown",
];

const TEXTS: [&str; 16] = [
    "A text.", "", "*/ fn main() {}", "`code` [link](x) <b>", "line\nline", "\\", "\"#", "{}", "\u{202e}", "```\nunclosed",
    "a\r\nb", "\u{feff}", "#![x]", "| a | b |\n|--|", "http://x", "'a",
];

const FORMATS: [&str; 18] = [
    "int32", "int64", "uint8", "float", "double", "date-time", "date", "uuid", "uri", "byte", "binary", "password", "email",
    "decimal", "duration", "time", "unix-time", "odd format",
];

const PATTERNS: [&str; 10] = [
    "^a+$", "[", "(?=a)b", "\\d{1,3}", "^(a|b)*$", "\\p{L}", "(a*)*$", "^[^\\x00-\\x1F]*$", "a{1000}", "\\u{1F980}",
];

const SECTIONS: usize = 6;

/// A whole description.
///
/// # Errors
/// When the choices run out.
pub fn description(u: &mut Unstructured<'_>) -> Result<Value> {
    let version = *u.choose(&["3.0.0", "3.0.3", "3.1.0", "3.1.1", "3.2.0"])?;
    let mut schemas = Map::new();
    for index in 0..u.int_in_range(0..=SECTIONS)? {
        schemas.insert(component(index), schema(u, 0)?);
    }
    let mut paths = Map::new();
    for _ in 0..u.int_in_range(1..=4)? {
        let (path, item) = path_item(u)?;
        paths.insert(path, item);
    }
    let mut root = json!({
        "openapi": version,
        "info": {"title": text(u)?, "version": text(u)?, "description": text(u)?},
        "paths": paths,
        "components": {"schemas": schemas, "securitySchemes": {
            "k": {"type": "apiKey", "in": u.choose(&["query", "header", "cookie"])?, "name": name(u)?},
            "b": {"type": "http", "scheme": u.choose(&["bearer", "basic", "digest"])?},
            "o": {"type": "oauth2", "flows": {"clientCredentials": {"tokenUrl": "/t", "scopes": {}}}},
        }},
    });
    if u.arbitrary()? {
        root["servers"] = json!([{"url": u.choose(&["https://x.example", "/v1", "https://{h}/", "", "{h}"])?,
            "variables": {"h": {"default": text(u)?}}}]);
    }
    if u.arbitrary()? {
        root["security"] = security(u)?;
    }
    Ok(root)
}

/// Components are known by number; some have odd names.
fn component(index: usize) -> String {
    ["S0", "foo", "Foo", "1", "a.b", "Error"].get(index).map_or_else(|| format!("S{index}"), |name| (*name).to_owned())
}

fn name(u: &mut Unstructured<'_>) -> Result<&'static str> {
    Ok(u.choose(&NAMES)?)
}

fn text(u: &mut Unstructured<'_>) -> Result<&'static str> {
    Ok(u.choose(&TEXTS)?)
}

fn security(u: &mut Unstructured<'_>) -> Result<Value> {
    Ok(u.choose(&[json!([]), json!([{}]), json!([{"k": []}]), json!([{"b": []}, {"k": []}]), json!([{"o": ["s"], "k": []}])])?.clone())
}

fn path_item(u: &mut Unstructured<'_>) -> Result<(String, Value)> {
    let path = u.choose(&["/", "/a", "/a/{id}", "/a/{id}/{name}", "/{id}.json", "/a/", "/б", "/a b"])?.to_string();
    let mut item = Map::new();
    for _ in 0..u.int_in_range(1..=3)? {
        let method = u.choose(&["get", "put", "post", "delete", "options", "head", "patch", "trace"])?;
        item.insert((*method).to_owned(), operation(u, &path)?);
    }
    Ok((path, Value::Object(item)))
}

fn operation(u: &mut Unstructured<'_>, path: &str) -> Result<Value> {
    let mut parameters = Vec::new();
    for hole in ["id", "name"].into_iter().filter(|hole| path.contains(&format!("{{{hole}}}"))) {
        parameters.push(json!({"name": hole, "in": "path", "required": true, "schema": schema(u, 2)?,
            "style": u.choose(&["simple", "label", "matrix"])?, "explode": u.arbitrary::<bool>()?}));
    }
    for _ in 0..u.int_in_range(0..=3)? {
        parameters.push(parameter(u)?);
    }
    let mut responses = Map::new();
    for _ in 0..u.int_in_range(0..=3)? {
        let status = u.choose(&["200", "201", "204", "2XX", "400", "404", "4XX", "5XX", "default"])?;
        responses.insert((*status).to_owned(), response(u)?);
    }
    let mut operation = json!({"parameters": parameters, "responses": responses, "description": text(u)?});
    if u.arbitrary()? {
        operation["operationId"] = json!(name(u)?);
    }
    if u.arbitrary()? {
        operation["tags"] = json!([name(u)?]);
    }
    if u.arbitrary()? {
        operation["requestBody"] = json!({"required": u.arbitrary::<bool>()?, "content": content(u)?});
    }
    if u.ratio(1, 4)? {
        operation["security"] = security(u)?;
    }
    if u.ratio(1, 8)? {
        operation["deprecated"] = json!(true);
    }
    Ok(operation)
}

fn parameter(u: &mut Unstructured<'_>) -> Result<Value> {
    let (place, style) = *u.choose(&[
        ("query", "form"), ("query", "spaceDelimited"), ("query", "pipeDelimited"), ("query", "deepObject"), ("header", "simple"),
        ("cookie", "form"),
    ])?;
    let mut parameter = json!({"name": name(u)?, "in": place, "required": u.arbitrary::<bool>()?, "description": text(u)?});
    if u.ratio(1, 6)? {
        parameter["content"] = json!({"application/json": {"schema": schema(u, 2)?}});
    } else {
        parameter["schema"] = schema(u, 2)?;
        parameter["style"] = json!(style);
        parameter["explode"] = json!(u.arbitrary::<bool>()?);
    }
    Ok(parameter)
}

fn content(u: &mut Unstructured<'_>) -> Result<Value> {
    let mut content = Map::new();
    for _ in 0..u.int_in_range(0..=2)? {
        let media = u.choose(&[
            "application/json", "application/x-www-form-urlencoded", "multipart/form-data", "text/plain", "application/octet-stream",
            "text/event-stream", "*/*", "application/problem+json", "application/xml", "image/png", "application/json; charset=utf-8",
            "nonsense",
        ])?;
        let mut media_type = json!({"schema": schema(u, 1)?});
        if u.ratio(1, 6)? {
            media_type["encoding"] = json!({name(u)?: {"contentType": "image/png, text/plain", "style": "form", "explode": u.arbitrary::<bool>()?}});
        }
        content.insert((*media).to_owned(), media_type);
    }
    Ok(Value::Object(content))
}

fn response(u: &mut Unstructured<'_>) -> Result<Value> {
    let mut response = json!({"description": text(u)?});
    if u.arbitrary()? {
        response["content"] = content(u)?;
    }
    if u.ratio(1, 4)? {
        response["headers"] = json!({name(u)?: {"schema": schema(u, 2)?}});
    }
    Ok(response)
}

/// How deep schemas are written; below that they are scalars.
const DEEPEST: usize = 4;

fn schema(u: &mut Unstructured<'_>, depth: usize) -> Result<Value> {
    let kinds = if depth >= DEEPEST { 6 } else { 12 };
    let mut schema = match u.int_in_range(0..=kinds)? {
        0 => json!({}),
        1 => json!({"$ref": format!("#/components/schemas/{}", component(u.int_in_range(0..=SECTIONS)?))}),
        2 => json!({"type": "string"}),
        3 => json!({"type": "integer"}),
        4 => json!({"type": u.choose(&["number", "boolean"])?}),
        5 => json!({"type": "string", "enum": [name(u)?, name(u)?]}),
        6 => json!({"enum": [1, "1", null, name(u)?, 1.5, true]}),
        7 => json!({"type": "array", "items": schema(u, depth + 1)?}),
        8 | 9 => object(u, depth)?,
        10 => json!({"oneOf": list(u, depth)?}),
        11 => json!({"anyOf": list(u, depth)?}),
        _ => json!({"allOf": list(u, depth)?, "description": text(u)?}),
    };
    for _ in 0..u.int_in_range(0..=2)? {
        keyword(u, &mut schema, depth)?;
    }
    Ok(schema)
}

fn list(u: &mut Unstructured<'_>, depth: usize) -> Result<Value> {
    (0..u.int_in_range(1..=3)?).map(|_| schema(u, depth + 1)).collect()
}

fn object(u: &mut Unstructured<'_>, depth: usize) -> Result<Value> {
    let mut properties = Map::new();
    for _ in 0..u.int_in_range(0..=4)? {
        properties.insert(name(u)?.to_owned(), schema(u, depth + 1)?);
    }
    let mut object = json!({"type": "object", "properties": properties});
    match u.int_in_range(0..=4)? {
        0 => object["additionalProperties"] = json!(false),
        1 => object["additionalProperties"] = schema(u, depth + 1)?,
        2 => object["required"] = json!([name(u)?, name(u)?]),
        3 => object["discriminator"] = json!({"propertyName": name(u)?, "mapping": {name(u)?: "#/components/schemas/S0"}}),
        _ => {}
    }
    Ok(object)
}

fn keyword(u: &mut Unstructured<'_>, schema: &mut Value, depth: usize) -> Result<()> {
    let (key, value) = match u.int_in_range(0..=19)? {
        0 => ("nullable", json!(true)),
        1 => ("format", json!(u.choose(&FORMATS)?)),
        2 => ("pattern", json!(u.choose(&PATTERNS)?)),
        3 => ("minLength", json!(u.arbitrary::<u32>()?)),
        4 => ("maxLength", json!(u.arbitrary::<u8>()?)),
        5 => ("minimum", json!(u.arbitrary::<i64>()?)),
        6 => ("maximum", json!(u.arbitrary::<i16>()?)),
        7 => ("multipleOf", json!(u.int_in_range(1..=1000)?)),
        8 => ("minItems", json!(u.arbitrary::<u64>()?)),
        9 => ("uniqueItems", json!(true)),
        10 => ("readOnly", json!(true)),
        11 => ("writeOnly", json!(true)),
        12 => ("deprecated", json!(true)),
        13 => ("default", u.choose(&[json!(1), json!("x"), json!([]), json!({}), json!(null)])?.clone()),
        14 => ("description", json!(text(u)?)),
        15 => ("type", u.choose(&[json!("object"), json!(["string", "null"]), json!(["integer", "string"]), json!("null")])?.clone()),
        16 => ("const", u.choose(&[json!(1), json!("x"), json!(null), json!({"a": 1})])?.clone()),
        17 => ("title", json!(text(u)?)),
        18 if depth < DEEPEST => ("not", self::schema(u, depth + 1)?),
        _ => ("maxProperties", json!(u.arbitrary::<u8>()?)),
    };
    if let Some(object) = schema.as_object_mut() {
        object.insert(key.to_owned(), value);
    }
    Ok(())
}
