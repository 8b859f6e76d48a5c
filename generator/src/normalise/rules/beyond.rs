//! Values that no double holds: `openapiv3` would make null of them.

use super::{Rules, Subject, root};
use crate::diagnostic::Code;
use crate::load::{Node, Value};

/// Is it a value, or a list with one, that can't be gone on with?
pub(super) fn is_beyond(key: &str, node: &Node) -> bool {
    matches!(key, "enum" | "default" | "example" | "examples") && holds_beyond(node)
}

fn holds_beyond(node: &Node) -> bool {
    first_beyond(node).is_some()
}

/// The first number of a value that no double holds, as it is written.
fn first_beyond(node: &Node) -> Option<&str> {
    match &node.value {
        Value::Array(items) => items.iter().find_map(first_beyond),
        Value::Object(object) => object.iter().find_map(|member| first_beyond(&member.node)),
        Value::Number(number) if number.as_f64().is_infinite() => Some(number.as_str()),
        _ => None,
    }
}

/// `enum: [1, 1e400]` → `enum: [1]`, and `examples` likewise; a `default` or an `example` goes. Each is named.
pub(super) fn beyond_doubles(rules: &mut Rules<'_>, subject: &mut Subject<'_, '_>) {
    for key in ["default", "example"] {
        let Some(node) = subject.object.get(key) else {
            continue;
        };
        let Some(number) = first_beyond(node) else {
            continue;
        };
        let message = match node.value {
            Value::Number(_) => {
                format!("`{key}` {number} is beyond the numbers that are compared; it is left out")
            }
            _ => format!(
                "`{key}` holds {number}, which is beyond the numbers that are compared; it is left out"
            ),
        };
        let span = node.span;
        let at = subject.path.pointer().key(key);
        rules.left_out(Code::UnsupportedKeyword, message, span, &at);
        subject.object.remove(key);
    }
    of_list(rules, subject, "enum", Code::UnsupportedSchema);
    of_list(rules, subject, "examples", Code::UnsupportedKeyword);
}

fn of_list(rules: &mut Rules<'_>, subject: &mut Subject<'_, '_>, key: &str, code: Code) {
    let listed = subject.object.get(key).and_then(Node::as_array);
    let listed = listed.unwrap_or_default();
    let beyond = (0..).zip(listed).filter(|(_, value)| holds_beyond(value));
    let spans: Vec<_> = beyond.map(|(index, value)| (index, value.span)).collect();
    let message = match key == "enum" && spans.len() == listed.len() {
        true => {
            "this holds a number too large for a double; it is left out, and since nothing that can be compared is listed, any value of the type is taken"
        }
        false => "this holds a number too large for a double; it is left out of the list",
    };
    for (index, span) in spans {
        let at = subject.path.pointer().join(&root().key(key).index(index));
        rules.left_out(code, message.to_owned(), span, &at);
    }
    rules.take_elements(subject, key, holds_beyond);
    let left = subject.object.get(key).and_then(Node::as_array);
    if left.is_some_and(<[Node]>::is_empty) {
        subject.object.remove(key);
    }
}
