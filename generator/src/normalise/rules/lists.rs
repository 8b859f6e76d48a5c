//! The rule of lists whose `enum` says what their items may be.

use super::{Rules, Subject, root};
use crate::diagnostic::{Code, Diagnostic, Location, Severity};
use crate::load::{Node, Object, Value};

/// Whether an array's `enum` lists no array.
pub(super) fn lists_items(object: &Object) -> bool {
    let values = object.get("enum").and_then(Node::as_array);
    let has_none = |values: &[Node]| {
        !values.is_empty() && values.iter().all(|value| value.as_array().is_none())
    };
    values.is_some_and(has_none) && object.get("type").and_then(Node::as_str) == Some("array")
}

/// `type: array, enum: [a, b], items: {…}` → `items: {…, enum: [a, b]}`: no array is one of those, and so it is the items that
/// are meant.
pub(super) fn enum_of_items(rules: &mut Rules<'_>, subject: &mut Subject<'_, '_>) {
    if !lists_items(subject.object) {
        return;
    }
    let fits = |items: &Object| !items.contains_key("$ref") && !items.contains_key("enum");
    match subject.object.get("items").map(Node::as_object) {
        Some(Some(items)) if fits(items) => {}
        Some(_) => return,
        None => subject.set("items", Object::new()),
    }
    let Some(member) = subject.object.remove("enum") else {
        return;
    };
    let message = "`enum` lists no arrays, which `type` says all values are; it is taken for what the items may be";
    let at = rules.moves.origin(&subject.path.pointer().key("enum"));
    let diagnostic = Diagnostic::new(Code::WrongValue, message)
        .severity(Severity::Warning)
        .leaves_nothing_out()
        .at(Location::new(member.key_span, at))
        .help("move it into `items`");
    rules.diagnostics.push(diagnostic);
    if let Some(Value::Object(items)) = subject.object.get_mut("items").map(|node| &mut node.value)
    {
        items.insert(member);
    }
    let moved = (root().key("items").key("enum"), root().key("enum"));
    rules.moved(subject, &[moved]);
}
