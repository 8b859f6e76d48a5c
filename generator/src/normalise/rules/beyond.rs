//! Values that no double holds: `openapiv3` would make null of them.

use super::{Rules, Subject, root};
use crate::diagnostic::Code;
use crate::load::{Node, Value};

/// Is it a value, or a list with one, that can't be gone on with?
pub(super) fn is_beyond(key: &str, node: &Node) -> bool {
    match key {
        "enum" => holds_beyond(node),
        "default" | "example" => is_infinite(node),
        _ => false,
    }
}

fn is_infinite(node: &Node) -> bool {
    node.as_number()
        .is_some_and(|number| number.as_f64().is_infinite())
}

fn holds_beyond(node: &Node) -> bool {
    match &node.value {
        Value::Array(items) => items.iter().any(holds_beyond),
        Value::Object(object) => object.iter().any(|member| holds_beyond(&member.node)),
        _ => is_infinite(node),
    }
}

/// `enum: [1, 1e400]` → `enum: [1]`; a `default` or an `example` goes. Each is named.
pub(super) fn beyond_doubles(rules: &mut Rules<'_>, subject: &mut Subject<'_, '_>) {
    for key in ["default", "example"] {
        let found = subject.object.get(key).filter(|node| is_infinite(node));
        let Some((number, span)) = found.and_then(|node| Some((node.as_number()?, node.span)))
        else {
            continue;
        };
        let message = format!(
            "`{key}` {} is beyond the numbers that are compared; it is left out",
            number.as_str()
        );
        let at = subject.path.pointer().key(key);
        rules.left_out(Code::UnsupportedKeyword, message, span, &at);
        subject.object.remove(key);
    }
    of_enum(rules, subject);
}

fn of_enum(rules: &mut Rules<'_>, subject: &mut Subject<'_, '_>) {
    let listed = subject.object.get("enum").and_then(Node::as_array);
    let listed = listed.unwrap_or_default();
    let beyond = (0..).zip(listed).filter(|(_, value)| holds_beyond(value));
    let spans: Vec<_> = beyond.map(|(index, value)| (index, value.span)).collect();
    let message = match spans.len() == listed.len() {
        true => {
            "this holds a number too large for a double; it is left out, and since nothing that can be compared is listed, any value of the type is taken"
        }
        false => "this holds a number too large for a double; it is left out of the list",
    };
    for (index, span) in spans {
        let at = subject
            .path
            .pointer()
            .join(&root().key("enum").index(index));
        rules.left_out(Code::UnsupportedSchema, message.to_owned(), span, &at);
    }
    rules.take_elements(subject, "enum", holds_beyond);
    let left = subject.object.get("enum").and_then(Node::as_array);
    if left.is_some_and(<[Node]>::is_empty) {
        subject.object.remove("enum");
    }
}
