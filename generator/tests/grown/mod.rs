//! Descriptions out of dice, and what is added to them. Each schema that makes a type is marked, so that it is known again
//! wherever it stands.

use serde_json::{Map, Value, json};

/// Dice, and the next mark.
pub(crate) struct Dice {
    state: u64,
    mark: usize,
    /// Names that something has in Rust, for what is added to want them, too.
    pub(crate) wanted: Vec<String>,
}

const METHODS: [&str; 4] = ["get", "post", "put", "delete"];
const MEDIA: [&str; 7] = [
    "application/json",
    "application/problem+json",
    "text/plain",
    "application/x-www-form-urlencoded",
    "image/png",
    "application/pdf",
    "application/vnd.a+json",
];

impl Dice {
    pub(crate) fn new(seed: u64) -> Self {
        Self {
            state: seed | 1,
            mark: 0,
            wanted: Vec::new(),
        }
    }

    fn roll(&mut self, sides: usize) -> usize {
        self.state ^= self.state << 13;
        self.state ^= self.state >> 7;
        self.state ^= self.state << 17;
        usize::try_from(self.state % u64::try_from(sides).unwrap()).unwrap()
    }

    fn one<'a>(&mut self, of: &[&'a str]) -> &'a str {
        of[self.roll(of.len())]
    }

    fn mark(&mut self) -> usize {
        self.mark += 1;
        self.mark
    }

    /// A name: one that something has, in some spelling, or a short one.
    fn name(&mut self) -> String {
        let base = match self.wanted.is_empty() || self.roll(3) == 0 {
            true => self
                .one(&[
                    "user", "pet list", "item", "type", "error", "value", "a", "kind of",
                ])
                .to_owned(),
            false => {
                let at = self.roll(self.wanted.len());
                self.wanted[at].clone()
            }
        };
        match self.roll(5) {
            0 => base,
            1 => heck::ToSnakeCase::to_snake_case(base.as_str()),
            2 => heck::ToUpperCamelCase::to_upper_camel_case(base.as_str()),
            3 => heck::ToKebabCase::to_kebab_case(base.as_str()),
            _ => heck::ToLowerCamelCase::to_lower_camel_case(base.as_str()),
        }
    }

    fn name_of_its_own(&mut self) -> String {
        format!("{} {}", self.name(), self.mark())
    }

    /// A whole description.
    pub(crate) fn description(&mut self) -> Value {
        let mut whole = json!({"openapi": "3.1.0", "info": {"title": "t", "version": "1"}, "paths": {}, "webhooks": {},
            "components": {"schemas": {}, "securitySchemes": {}}});
        for _ in 0..2 + self.roll(3) {
            self.add_schema(&mut whole);
        }
        for _ in 0..1 + self.roll(3) {
            self.add_operation(&mut whole);
        }
        whole
    }

    /// Adds something somewhere, and says what.
    pub(crate) fn grow(&mut self, whole: &mut Value) -> &'static str {
        match self.roll(10) {
            0 => self.add_schema(whole),
            1 => self.add_operation(whole),
            _ => {
                let mut places = Vec::new();
                places_in(whole, "", &mut places);
                if places.is_empty() {
                    return self.add_schema(whole);
                }
                let at = self.roll(places.len());
                let place = places.swap_remove(at);
                self.add_at(whole, &place)
            }
        }
    }

    fn add_schema(&mut self, whole: &mut Value) -> &'static str {
        let (name, schema) = (self.name(), self.schema(0));
        let schemas = whole["components"]["schemas"].as_object_mut().unwrap();
        insert(schemas, name, schema);
        "a schema"
    }

    fn add_operation(&mut self, whole: &mut Value) -> &'static str {
        let (id, mark) = (self.name(), self.mark());
        let mut operation = json!({"operationId": format!("{id}{}", ["", "!"][self.roll(2)]), "tags": [self.name()],
            "parameters": [], "responses": {}});
        let ids = whole.to_string();
        if ids.contains(&format!("\"operationId\":{}", operation["operationId"])) {
            operation["operationId"] = json!(format!("{id}{mark}"));
        }
        for _ in 0..self.roll(3) {
            let parameter = self.parameter();
            operation["parameters"]
                .as_array_mut()
                .unwrap()
                .push(parameter);
        }
        if self.roll(2) == 0 {
            operation["requestBody"] = json!({"content": self.content()});
        }
        for _ in 0..1 + self.roll(2) {
            let status = self.one(&["200", "201", "404", "4XX", "default"]);
            operation["responses"][status] = self.response();
        }
        let method = self.one(&METHODS);
        let call = self.roll(5) == 0;
        let (list, path) = match call {
            true => ("webhooks", format!("w{}", self.roll(3))),
            false => ("paths", format!("/p{}", self.roll(5))),
        };
        if whole[list][&path].is_null() {
            let paths = whole[list].as_object_mut().unwrap();
            insert(paths, path.clone(), json!({}));
        }
        let item = whole[list][&path].as_object_mut().unwrap();
        if !item.contains_key(method) {
            insert(item, method.to_owned(), operation);
        }
        "an operation"
    }

    fn parameter(&mut self) -> Value {
        json!({"name": self.name(), "in": self.one(&["query", "header", "cookie"]), "schema": self.schema(2)})
    }

    fn response(&mut self) -> Value {
        let mut response = json!({"description": "d", "content": self.content()});
        if self.roll(3) == 0 {
            response["headers"] = json!({self.name(): {"schema": {"type": "integer"}}});
        }
        response
    }

    fn content(&mut self) -> Value {
        let mut content = Map::new();
        for _ in 0..1 + self.roll(2) {
            let (media, schema) = self.media();
            content.insert(media, schema);
        }
        Value::Object(content)
    }

    fn media(&mut self) -> (String, Value) {
        let media = self.one(&MEDIA);
        let schema = match media.starts_with("image") || media.ends_with("pdf") {
            true => json!({"type": "string", "format": "binary"}),
            false => self.schema(1),
        };
        (media.to_owned(), json!({"schema": schema}))
    }

    /// A schema that is known again by its mark.
    fn schema(&mut self, depth: usize) -> Value {
        let mark = self.mark();
        let kind = self.roll(if depth < 3 { 8 } else { 3 });
        let mut schema = match kind {
            0 => json!({"type": "string", "maxLength": mark}),
            1 => json!({"type": "string", "enum": [format!("v{mark}"), self.name()]}),
            2 | 3 => {
                json!({"type": "object", "properties": {format!("m{mark}"): {"type": "string"}}})
            }
            4 => json!({"type": "array", "items": self.schema(depth + 1)}),
            5 => json!({"oneOf": [self.schema(depth + 1), self.schema(depth + 1)]}),
            6 => {
                json!({"anyOf": [self.schema(depth + 1), self.schema(depth + 1), self.schema(depth + 1)]})
            }
            _ => json!({"allOf": [self.object(depth), self.object(depth)]}),
        };
        if kind == 3 {
            for _ in 0..1 + self.roll(2) {
                let (name, inner) = (self.name(), self.schema(depth + 1));
                schema["properties"][name] = inner;
            }
        }
        if self.roll(4) == 0 {
            schema["title"] = json!(self.name());
        }
        schema
    }

    fn object(&mut self, depth: usize) -> Value {
        let mark = self.mark();
        json!({"type": "object", "properties": {format!("m{mark}"): {"type": "string"}, self.name_of_its_own(): self.schema(depth + 1)}})
    }

    /// Adds to a list or an object of the description.
    fn add_at(&mut self, whole: &mut Value, place: &str) -> &'static str {
        let keyword = place.rsplit('/').next().unwrap().to_owned();
        let (new, name) = match keyword.as_str() {
            "oneOf" | "anyOf" => (self.schema(2), String::new()),
            "allOf" => (self.object(2), String::new()),
            "parameters" => (self.parameter(), String::new()),
            "enum" => (json!(self.name()), String::new()),
            "content" => {
                let (media, schema) = self.media();
                (schema, media)
            }
            "responses" => (
                self.response(),
                self.one(&["200", "201", "404", "default"]).to_owned(),
            ),
            "headers" => (json!({"schema": {"type": "integer"}}), self.name()),
            // What two parts of an `allOf` both have is another thing than what one of them has.
            _ if place.contains("/allOf/") => (self.schema(2), self.name_of_its_own()),
            _ => (self.schema(2), self.name()),
        };
        match whole.pointer_mut(place).unwrap() {
            Value::Array(items) => {
                let at = self.roll(items.len() + 1);
                // Of two parameters of one name, one counts.
                let is_same = |item: &Value| {
                    item == &new
                        || keyword == "parameters"
                            && (&item["in"], &item["name"]) == (&new["in"], &new["name"])
                };
                if !items.iter().any(is_same) {
                    items.insert(at, new);
                }
            }
            Value::Object(members) => insert(members, name, new),
            _ => {}
        }
        match keyword.as_str() {
            "oneOf" | "anyOf" => "a variant",
            "allOf" => "a part of an `allOf`",
            "parameters" => "a parameter",
            "enum" => "a value",
            "content" => "a media type",
            "responses" => "a response",
            "headers" => "a header",
            _ => "a property",
        }
    }
}

/// Puts a member where its name says, if there is none of its name.
fn insert(members: &mut Map<String, Value>, name: String, value: Value) {
    members.entry(name).or_insert(value);
}

/// The places where something can be added.
fn places_in(node: &Value, at: &str, out: &mut Vec<String>) {
    const LISTS: [&str; 8] = [
        "oneOf",
        "anyOf",
        "allOf",
        "parameters",
        "enum",
        "content",
        "responses",
        "headers",
    ];
    match node {
        Value::Array(items) => {
            for (index, item) in items.iter().enumerate() {
                places_in(item, &format!("{at}/{index}"), out);
            }
        }
        Value::Object(members) => {
            let is_schema = members.get("type").is_some_and(|kind| kind == "object");
            for (key, inner) in members {
                let at = format!("{at}/{}", key.replace('~', "~0").replace('/', "~1"));
                let is_list = LISTS.contains(&key.as_str()) || is_schema && key == "properties";
                let is_there = inner.is_array() || inner.is_object();
                // A property may be called so, too.
                let is_one = key != "parameters" || inner.is_array();
                let is_property = at.ends_with(&format!("/properties/{key}"));
                out.extend((is_list && is_there && is_one && !is_property).then(|| at.clone()));
                places_in(inner, &at, out);
            }
        }
        _ => {}
    }
}
