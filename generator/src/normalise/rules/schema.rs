//! The rules of the Schema Object, in their order.

use super::nulls;
use super::{
    Rules, Subject, beyond, bounds, lists, patterns, root, same, tuples, types, unevaluated,
};
use crate::decimal::Decimal;
use crate::diagnostic::{Code, Diagnostic, Location};
use crate::load::{Member, Node, Object, Value};
use crate::normalise::CARRIED;
use crate::normalise::check::{ANNOTATIONS, MEANT};
use crate::normalise::version::V30;
use crate::normalise::vocabulary::Kind;

/// A rule: what it is for, the members that call for it, and what it does.
struct Rule {
    calls: fn(&str, &Node) -> bool,
    apply: fn(&mut Rules<'_>, &mut Subject<'_, '_>),
}

/// Each sees what those before it left.
const RULES: &[Rule] = &[
    Rule {
        calls: |key, _| key == "$ref",
        apply: reference_with_siblings,
    },
    Rule {
        calls: nulls::is_null_annotation,
        apply: nulls::null_annotations,
    },
    Rule {
        calls: |key, _| key == "const",
        apply: const_to_enum,
    },
    Rule {
        calls: nulls::is_enum_with_null,
        apply: nulls::null_in_enum,
    },
    Rule {
        calls: beyond::is_beyond,
        apply: beyond::beyond_doubles,
    },
    Rule {
        calls: is_endless,
        apply: endless_enum,
    },
    Rule {
        calls: nulls::is_type_with_null,
        apply: nulls::null_in_type,
    },
    Rule {
        calls: |key, _| key == "enum",
        apply: lists::enum_of_items,
    },
    Rule {
        calls: nulls::is_union_with_null,
        apply: nulls::null_in_union,
    },
    Rule {
        calls: bounds::is_exclusive,
        apply: bounds::exclusive_bounds,
    },
    Rule {
        calls: |key, _| key == "prefixItems",
        apply: tuples::prefix_items,
    },
    Rule {
        calls: unevaluated::is_of_others,
        apply: unevaluated::others,
    },
    Rule {
        calls: |key, _| key == "patternProperties",
        apply: patterns::pattern_properties,
    },
    Rule {
        calls: |key, node| key == "type" && node.as_array().is_some(),
        apply: types::several_types,
    },
    Rule {
        calls: |key, _| key == "examples",
        apply: examples,
    },
    Rule {
        calls: |key, _| key.starts_with("content"),
        apply: content,
    },
    Rule {
        calls: |_, node| node.as_number().is_some(),
        apply: bounds::exact_bounds,
    },
];

impl Rules<'_> {
    pub(super) fn schema_rules(&mut self, subject: &mut Subject<'_, '_>) {
        let mut members = subject.object.iter();
        let is_settled = members.all(|member| is_settled(&member.key, &member.node));
        if is_settled && !lists::lists_items(subject.object) {
            return;
        }
        for rule in RULES {
            if subject
                .object
                .iter()
                .any(|member| (rule.calls)(&member.key, &member.node))
            {
                (rule.apply)(self, subject);
            }
        }
        self.carry_all(subject, Kind::Schema);
    }
}

/// Whether no rule is for such a member and nothing is to be carried: so most members are, and so most schemas.
fn is_settled(key: &str, node: &Node) -> bool {
    match key {
        "type" => node.as_str().is_some_and(|name| name != "null"),
        "description" | "title" | "properties" | "required" | "items" | "format" | "pattern" => {
            true
        }
        "additionalProperties" => !unevaluated::is_of_others(key, node),
        "allOf" | "nullable" | "readOnly" | "deprecated" => true,
        "enum" => {
            !nulls::is_enum_with_null(key, node)
                && !is_endless(key, node)
                && !beyond::is_beyond(key, node)
        }
        "example" | "default" => {
            !node.is_null() && node.as_number().is_none() && !beyond::is_beyond(key, node)
        }
        _ => false,
    }
}

/// `{$ref, …}` → `{allOf: [{$ref}], …}` (JSON Schema core 2020-12 §8.2.3.1: siblings apply beside the reference).
///
/// In 3.0, where siblings are ignored, the check has left annotations, which do no harm, and what can only be meant.
fn reference_with_siblings(rules: &mut Rules<'_>, subject: &mut Subject<'_, '_>) {
    let is_alone =
        |member: &Member| &*member.key == "$ref" || is_dropped_beside_reference(rules, &member.key);
    if subject.object.iter().all(is_alone) {
        return;
    }
    let Some(reference) = subject.object.remove("$ref") else {
        return;
    };
    let wrapped = Node::new(reference.node.span, Object::from_iter([reference]));
    let place = root().key("allOf");
    let mut moved = Vec::new();
    match subject.object.get_mut("allOf").map(|node| &mut node.value) {
        Some(Value::Array(items)) => {
            moved
                .extend((0..items.len()).map(|index| (place.index(index + 1), place.index(index))));
            items.insert(0, wrapped);
        }
        _ => subject.set("allOf", vec![wrapped]),
    }
    moved.push((place.index(0).key("$ref"), root().key("$ref")));
    rules.moved(subject, &moved);
}

/// Whether a member beside a `$ref` says nothing that a 3.0 description could mean by it.
fn is_dropped_beside_reference(rules: &Rules<'_>, key: &str) -> bool {
    let is_left = ANNOTATIONS.contains(&key) || MEANT.contains(&key) || key.starts_with("x-");
    rules.version == V30 && !is_left
}

/// `const: v` → `enum: [v]` (JSON Schema validation 2020-12 §6.1.3); an `enum` beside it can only agree.
fn const_to_enum(rules: &mut Rules<'_>, subject: &mut Subject<'_, '_>) {
    let Some(member) = subject.object.remove("const") else {
        return;
    };
    let listed = subject.object.get("enum").and_then(Node::as_array);
    if listed.is_some_and(|listed| !listed.iter().any(|value| same_value(value, &member.node))) {
        let message = "`const` is none of the values of `enum` beside it, so no value keeps both; \
                       `const` is what counts";
        let at = subject.path.pointer().key("const");
        let location = Location::new(member.node.span, rules.moves.origin(&at));
        let diagnostic = Diagnostic::new(Code::UnsatisfiableConstraint, message).at(location);
        let diagnostic = diagnostic.help("correct `const` or `enum`");
        rules.diagnostics.push(diagnostic);
    }
    let values = Node::new(member.node.span, vec![member.node]);
    subject.object.insert(Member {
        key: "enum".into(),
        key_span: member.key_span,
        node: values,
    });
    let moved = (root().key("enum").index(0), root().key("const"));
    rules.moved(subject, &[moved]);
}

/// Are two values equal, numbers by what they are worth?
fn same_value(one: &Node, other: &Node) -> bool {
    match (&one.value, &other.value) {
        (Value::Object(one), Value::Object(other)) => {
            let is_in = |member: &Member| {
                let found = other.get(&member.key);
                found.is_some_and(|node| same_value(&member.node, node))
            };
            one.len() == other.len() && one.iter().all(is_in)
        }
        (Value::Array(one), Value::Array(other)) => {
            let mut pairs = one.iter().zip(other);
            one.len() == other.len() && pairs.all(|(one, other)| same_value(one, other))
        }
        (Value::Number(one), Value::Number(other)) => {
            Decimal::parse(one.as_str()) == Decimal::parse(other.as_str())
        }
        _ => same(one, other),
    }
}

/// How many values become an enum; more of them nobody names, and they take a compiler minutes.
const MOST_VALUES: usize = 5_000;

fn is_endless(key: &str, node: &Node) -> bool {
    key == "enum"
        && node
            .as_array()
            .is_some_and(|values| values.len() > MOST_VALUES)
}

/// A list of too many values is left out; what type they all are stays.
fn endless_enum(rules: &mut Rules<'_>, subject: &mut Subject<'_, '_>) {
    let Some(member) = subject.object.remove("enum") else {
        return;
    };
    let values = member.node.as_array().unwrap_or_default();
    let message = format!(
        "an enum of {} values is more than the {MOST_VALUES} that are generated; values are not checked against it",
        values.len()
    );
    let at = subject.path.pointer().key("enum");
    rules.left_out(Code::UnsupportedSchema, message, member.key_span, &at);
    let are_strings = values.iter().all(|value| value.as_str().is_some());
    if are_strings && !subject.object.contains_key("type") {
        subject.set("type", "string");
    }
}

/// `examples: [a, b]` → `example: a`, and all of them carried over.
fn examples(rules: &mut Rules<'_>, subject: &mut Subject<'_, '_>) {
    let first = subject
        .object
        .get("examples")
        .and_then(Node::as_array)
        .and_then(|items| items.first().cloned());
    rules.carry(subject, "examples");
    if let Some(first) =
        first.filter(|first| !first.is_null() && !subject.object.contains_key("example"))
    {
        subject.object.insert(Member::new("example", first));
        let carried = subject
            .path
            .pointer()
            .key(&format!("{CARRIED}examples"))
            .index(0);
        rules
            .moves
            .copied(&[(subject.path.pointer().key("example"), carried)]);
    }
}

/// `contentEncoding: base64` is what 3.0 calls `format: byte`, `base64url` a format of that name, a media type without encoding `binary`
/// (OpenAPI 3.1.1 §4.8.24.4, "Binary Data").
fn content(rules: &mut Rules<'_>, subject: &mut Subject<'_, '_>) {
    let encoding = subject.str("contentEncoding").map(str::to_ascii_lowercase);
    let format = match encoding.as_deref() {
        Some("base64") => Some("byte"),
        Some("base64url") => Some("base64url"),
        Some(_) => None,
        None => subject
            .str("contentMediaType")
            .filter(|media| is_binary(media))
            .map(|_| "binary"),
    };
    let is_text = subject
        .object
        .get("type")
        .is_none_or(|node| node.as_str() == Some("string"));
    if let Some(format) = format.filter(|_| is_text && !subject.object.contains_key("format")) {
        if !subject.object.contains_key("type") {
            subject.set("type", "string");
        }
        subject.set("format", format);
        let origin = if format == "binary" {
            "contentMediaType"
        } else {
            "contentEncoding"
        };
        let here = subject.path.pointer();
        rules
            .moves
            .copied(&[(here.key("format"), here.key(origin))]);
    }
}

/// Whether a media type is one of bytes, not of text that stands in a JSON string.
fn is_binary(media: &str) -> bool {
    let (kind, rest) = media.split_once('/').unwrap_or((media, ""));
    let is_text = rest.contains("json") || rest.contains("xml") || rest.contains("urlencoded");
    matches!(kind, "image" | "audio" | "video" | "font" | "application") && !is_text
}
