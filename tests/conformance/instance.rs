//! Instances of schemas, made of a list of choices: the shorter the list and the smaller its numbers, the simpler the instance.
//! So proptest shrinks the list, and with it the instance.
//!
//! An instance need not be valid, the judge decides; most are.

use std::cell::RefCell;
use std::collections::HashMap;

use serde_json::{Map, Number, Value, json};

use super::dialect::target;
use super::walk::Walk;

/// How deep instances nest where the schema leaves it open.
const DEEP: usize = 5;
/// How deep they nest at most.
const DEEPEST: usize = 40;

/// Numbers that decide, one after the other; zeros when they are used up.
pub(crate) struct Choices<'a> {
    numbers: &'a [u32],
    at: usize,
}

impl<'a> Choices<'a> {
    pub(crate) fn new(numbers: &'a [u32]) -> Self {
        Self { numbers, at: 0 }
    }

    /// A number below `count`.
    pub(crate) fn below(&mut self, count: usize) -> usize {
        let number = self.numbers.get(self.at).copied().unwrap_or(0);
        self.at += 1;
        number as usize % count.max(1)
    }

    /// One of the items.
    pub(crate) fn one<'i, T>(&mut self, items: &'i [T]) -> Option<&'i T> {
        items.get(self.below(items.len()))
    }

    /// True once in `times`; never when the choices are used up.
    pub(crate) fn rarely(&mut self, times: usize) -> bool {
        self.below(times) + 1 == times
    }
}

/// Makes instances of the schemas of one document.
pub(crate) struct Maker<'d> {
    root: &'d Value,
    automata: RefCell<HashMap<String, Option<Walk>>>,
}

impl<'d> Maker<'d> {
    pub(crate) fn new(root: &'d Value) -> Self {
        Self {
            root,
            automata: RefCell::default(),
        }
    }

    pub(crate) fn instance(&self, schema: &'d Value, choices: &mut Choices<'_>) -> Value {
        self.of(&[schema], 0, choices)
    }

    /// A value of what all of the schemas allow.
    fn of(&self, schemas: &[&'d Value], depth: usize, choices: &mut Choices<'_>) -> Value {
        let mut parts = Parts::default();
        for schema in schemas {
            self.gather(schema, 0, &mut parts, choices);
        }
        if depth > DEEPEST {
            return Value::Null;
        }
        if let Some(listed) = parts.listed() {
            return choices.one(&listed).cloned().unwrap_or(Value::Null);
        }
        let kinds = parts.kinds();
        match choices.one(&kinds).copied() {
            Some("null") => Value::Null,
            Some("boolean") => json!(choices.below(2) == 1),
            Some("integer") => number(&parts, true, choices),
            Some("number") => number(&parts, false, choices),
            Some("array") => self.array(&parts, depth, choices),
            Some("object") => self.object(&parts, depth, choices),
            _ => Value::String(self.string(&parts, choices)),
        }
    }

    /// The schemas that a schema is made of, its choices made.
    fn gather(
        &self,
        schema: &'d Value,
        depth: usize,
        parts: &mut Parts<'d>,
        choices: &mut Choices<'_>,
    ) {
        if depth > DEEPEST {
            return;
        }
        parts.0.push(schema);
        if let Some(target) = target(schema, self.root) {
            self.gather(target, depth + 1, parts, choices);
        }
        for member in array(schema, "allOf") {
            self.gather(member, depth + 1, parts, choices);
        }
        for keyword in ["if", "then", "else", "not"] {
            if let Some(member) = schema.get(keyword)
                && choices.below(2) == 1
            {
                self.gather(member, depth + 1, parts, choices);
            }
        }
        let dependent = schema.get("dependentSchemas").and_then(Value::as_object);
        for member in dependent.into_iter().flatten().map(|(_, member)| member) {
            if choices.below(2) == 1 {
                self.gather(member, depth + 1, parts, choices);
            }
        }
        for keyword in ["anyOf", "oneOf"] {
            let members: Vec<&Value> = array(schema, keyword).collect();
            if let Some(member) = choices.one(&members) {
                self.gather(member, depth + 1, parts, choices);
            }
        }
    }

    fn array(&self, parts: &Parts<'d>, depth: usize, choices: &mut Choices<'_>) -> Value {
        let least = parts.most("minItems").unwrap_or(0);
        let most = parts.least("maxItems").unwrap_or(least + 3).max(least);
        let more = if depth > DEEP {
            0
        } else {
            (most - least).min(3)
        };
        let count = least + choices.below(more + 1);
        let items: Vec<&Value> = parts.members("items").collect();
        let unique = parts
            .members("uniqueItems")
            .any(|unique| *unique == Value::Bool(true));
        let mut made: Vec<Value> = Vec::new();
        let contained: Vec<&Value> = parts.members("contains").collect();
        for _ in 0..count.min(300) {
            let mut asked = items.clone();
            if !contained.is_empty() && choices.below(2) == 1 {
                asked.extend(&contained);
            }
            let mut item = self.of(&asked, depth + 1, choices);
            for _ in 0..5 {
                if !unique || !made.contains(&item) {
                    break;
                }
                item = self.of(&items, depth + 1, choices);
            }
            made.push(item);
        }
        Value::Array(made)
    }

    fn object(&self, parts: &Parts<'d>, depth: usize, choices: &mut Choices<'_>) -> Value {
        let mut made = Map::new();
        let required = parts.required();
        let least = parts.most("minProperties").unwrap_or(0);
        let most = parts.least("maxProperties").unwrap_or(usize::MAX);
        for name in parts.names() {
            let wanted = required.contains(&name) || made.len() < least;
            let may = depth < DEEP && made.len() < most && choices.below(2) == 1;
            if wanted || may {
                made.insert(
                    name.to_owned(),
                    self.of(&parts.property(name), depth + 1, choices),
                );
            }
        }
        for name in required {
            if !made.contains_key(name) {
                made.insert(name.to_owned(), any(choices));
            }
        }
        self.others(parts, depth, (least, most), &mut made, choices);
        Value::Object(made)
    }

    /// Members that no property names.
    fn others(
        &self,
        parts: &Parts<'d>,
        depth: usize,
        (least, most): (usize, usize),
        made: &mut Map<String, Value>,
        choices: &mut Choices<'_>,
    ) {
        let additional: Vec<&Value> = parts.members("additionalProperties").collect();
        let mut closes = parts.members("unevaluatedProperties");
        if additional.contains(&&Value::Bool(false)) || closes.any(|it| *it == Value::Bool(false)) {
            return;
        }
        let typed = !additional.is_empty() && depth < DEEP;
        let wanted = if typed {
            choices.below(3)
        } else {
            usize::from(choices.rarely(4))
        };
        let names: Vec<&Value> = parts.members("propertyNames").collect();
        for index in 0..wanted.max(least.saturating_sub(made.len())) {
            if made.len() >= most {
                return;
            }
            let name = match names.is_empty() {
                true => format!("x-{index}"),
                false => match self.of(&names, depth + 1, choices) {
                    Value::String(name) => name,
                    _ => continue,
                },
            };
            if !made.contains_key(&name) {
                let value = if additional.is_empty() {
                    any(choices)
                } else {
                    self.of(&additional, depth + 1, choices)
                };
                made.insert(name, value);
            }
        }
    }

    fn string(&self, parts: &Parts<'d>, choices: &mut Choices<'_>) -> String {
        let least = parts.most("minLength").unwrap_or(0);
        let most = parts.least("maxLength").unwrap_or(least + 8).max(least);
        let fits = |text: &String| (least..=most).contains(&text.chars().count());
        if let Some(pattern) = parts.members("pattern").find_map(Value::as_str) {
            let mut automata = self.automata.borrow_mut();
            let walk = automata
                .entry(pattern.to_owned())
                .or_insert_with(|| Walk::of(pattern));
            let Some(walk) = walk else {
                return String::new();
            };
            let tried = (0..8).map(|_| walk.text(least, most, choices)).find(fits);
            return tried.unwrap_or_else(|| walk.text(least, most, choices));
        }
        if let Some(text) = parts
            .members("format")
            .find_map(Value::as_str)
            .and_then(|format| sample(format, choices))
            && fits(&text)
        {
            return text;
        }
        let length = least + choices.below((most - least).min(8) + 1);
        (0..length.min(5000)).map(|_| letter(choices)).collect()
    }
}

/// A text of a format that types may ask for.
fn sample(format: &str, choices: &mut Choices<'_>) -> Option<String> {
    let samples: &[&str] = match format {
        "date-time" => &["2024-02-29T12:30:00Z", "1999-12-31T23:59:59.5+02:00"],
        "date" => &["2024-02-29", "1999-12-31"],
        "time" => &["12:30:00Z", "23:59:59.25+01:00"],
        "duration" => &["P1D", "PT36H"],
        "uuid" => &[
            "3f2504e0-4f89-11d3-9a0c-0305e82c3301",
            "00000000-0000-0000-0000-000000000000",
        ],
        "uri" | "url" | "iri" => &["https://example.com/", "urn:isbn:0451450523"],
        "uri-reference" => &["/a?b#c", "https://example.com/"],
        "email" | "idn-email" => &["a@example.com", "b.c@example.org"],
        "hostname" | "idn-hostname" => &["example.com", "localhost"],
        "ipv4" => &["192.0.2.1", "127.0.0.1"],
        "ipv6" => &["::1", "2001:db8::1"],
        "byte" | "base64" => &["", "aGVsbG8="],
        _ => return None,
    };
    choices.one(samples).map(|text| (*text).to_owned())
}

fn letter(choices: &mut Choices<'_>) -> char {
    const LETTERS: &[char] = &[
        'a', 'b', 'Z', '0', '9', '-', '_', ' ', '.', '/', '"', '\\', '\n', 'é', 'ß', '漢', '😀',
    ];
    choices.one(LETTERS).copied().unwrap_or('a')
}

/// Any JSON, of few members.
pub(crate) fn any(choices: &mut Choices<'_>) -> Value {
    let values = [
        json!("x"),
        json!(0),
        json!(true),
        Value::Null,
        json!(-1.5),
        json!([]),
        json!({}),
        json!({"a": [1, null]}),
        json!("é😀"),
        json!(9_007_199_254_740_993_i64),
    ];
    choices.one(&values).cloned().unwrap_or(Value::Null)
}

/// A number that the bounds allow, as far as there are some.
fn number(parts: &Parts<'_>, whole: bool, choices: &mut Choices<'_>) -> Value {
    let exact = |key: &str| {
        parts
            .members(key)
            .find_map(|value| value.as_number().map(Number::to_string))
    };
    if let Some(unit) = exact("multipleOf") {
        return multiple(&unit, parts, choices);
    }
    let (low, high) = parts.range();
    let span = [
        0.0, 1.0, -1.0, 2.0, 7.0, 100.0, -100.0, 0.5, 1e6, 0.1, 1e15, -0.25,
    ];
    let mut candidates: Vec<f64> = span.to_vec();
    candidates.extend([low, low + 1.0, high, high - 1.0, low + (high - low) / 2.0]);
    let fits = |value: &f64| {
        *value >= low && *value <= high && (!whole || value.fract() == 0.0) && value.abs() < 9e15
    };
    candidates.retain(fits);
    match choices.one(&candidates) {
        Some(value) if value.fract() == 0.0 && choices.below(8) < 7 => json!(*value as i64),
        Some(value) => json!(value),
        None => json!(low.max(-9e15).ceil() as i64),
    }
}

/// A multiple of a decimal, digit by digit.
fn multiple(unit: &str, parts: &Parts<'_>, choices: &mut Choices<'_>) -> Value {
    let (low, high) = parts.range();
    let size: f64 = unit.parse().unwrap_or(1.0);
    let first = if low.is_finite() && low > -1e9 {
        (low / size).ceil()
    } else {
        0.0
    };
    let mut factor = first as i128 + choices.below(50) as i128;
    if factor as f64 * size > high {
        factor = (high / size).floor() as i128;
    }
    let (whole, fraction) = unit.split_once('.').unwrap_or((unit, ""));
    let Ok(digits) = format!("{whole}{fraction}").parse::<i128>() else {
        return json!(0);
    };
    let product = digits * factor;
    let text = format!("{:0width$}", product.abs(), width = fraction.len() + 1);
    let (whole, rest) = text.split_at(text.len() - fraction.len());
    let sign = if product < 0 { "-" } else { "" };
    let text = if rest.is_empty() {
        format!("{sign}{whole}")
    } else {
        format!("{sign}{whole}.{rest}")
    };
    text.parse::<Number>().map_or(json!(0), Value::Number)
}

/// Schemas that must all hold.
#[derive(Default)]
struct Parts<'d>(Vec<&'d Value>);

fn array<'d>(schema: &'d Value, key: &str) -> impl Iterator<Item = &'d Value> + use<'d> {
    schema
        .get(key)
        .and_then(Value::as_array)
        .into_iter()
        .flatten()
}

impl<'d> Parts<'d> {
    fn members<'s>(&'s self, key: &'s str) -> impl Iterator<Item = &'d Value> + use<'s, 'd> {
        self.0.iter().filter_map(move |schema| schema.get(key))
    }

    /// The values that all lists have in common.
    fn listed(&self) -> Option<Vec<Value>> {
        let lists = self.members("enum").filter_map(Value::as_array).cloned();
        let fixed = self.members("const").map(|value| vec![value.clone()]);
        lists.chain(fixed).reduce(|one, other| {
            one.into_iter()
                .filter(|value| other.contains(value))
                .collect()
        })
    }

    /// The types that are allowed, the likeliest first.
    fn kinds(&self) -> Vec<&'static str> {
        const ALL: [&str; 7] = [
            "object", "string", "integer", "number", "array", "boolean", "null",
        ];
        let implied = |kind: &str| {
            let keyword = match kind {
                "object" => ["properties", "additionalProperties"],
                "array" => ["items", "minItems"],
                "string" => ["pattern", "minLength"],
                _ => return false,
            };
            keyword
                .iter()
                .any(|keyword| self.members(keyword).next().is_some())
        };
        let allows = |kind: &str| {
            self.members("type").all(|stated| {
                let is = |name: &Value| name == kind || (name == "number" && kind == "integer");
                stated
                    .as_array()
                    .map_or_else(|| is(stated), |all| all.iter().any(is))
            })
        };
        let mut kinds: Vec<_> = ALL.into_iter().filter(|kind| allows(kind)).collect();
        if kinds.len() == ALL.len() {
            let meant: Vec<_> = ALL.into_iter().filter(|kind| implied(kind)).collect();
            if !meant.is_empty() {
                kinds = meant;
            }
        }
        kinds
    }

    fn names(&self) -> Vec<&'d str> {
        let mut names: Vec<&str> = Vec::new();
        for properties in self.members("properties").filter_map(Value::as_object) {
            for name in properties.keys() {
                if !names.contains(&name.as_str()) {
                    names.push(name);
                }
            }
        }
        names
    }

    fn property(&self, name: &str) -> Vec<&'d Value> {
        self.members("properties")
            .filter_map(|all| all.get(name))
            .collect()
    }

    fn required(&self) -> Vec<&'d str> {
        let all = self.members("required").filter_map(Value::as_array);
        all.flatten().filter_map(Value::as_str).collect()
    }

    fn most(&self, key: &str) -> Option<usize> {
        self.members(key).filter_map(count).max()
    }

    fn least(&self, key: &str) -> Option<usize> {
        self.members(key).filter_map(count).min()
    }

    fn range(&self) -> (f64, f64) {
        let of = |key| self.members(key).filter_map(Value::as_f64);
        let low = of("minimum").chain(of("exclusiveMinimum").map(|bound| bound + 0.5));
        let high = of("maximum").chain(of("exclusiveMaximum").map(|bound| bound - 0.5));
        let narrow = self.members("format").any(|format| format == "int32");
        let most = if narrow {
            f64::from(i32::MAX)
        } else {
            f64::MAX
        };
        (low.fold(-most, f64::max), high.fold(most, f64::min))
    }
}

#[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
fn count(value: &Value) -> Option<usize> {
    value.as_f64().map(|count| count as usize)
}
