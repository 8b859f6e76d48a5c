//! The rule of `prefixItems`: an array whose items each have a schema is one whose items are of one of these.

use super::{Rules, Subject, root, same};
use crate::diagnostic::Code;
use crate::load::{Member, Node, Number, Object, Value};
use crate::normalise::{TUPLE, TUPLE_REST};
use crate::pointer::Pointer;

/// A schema, and where it stands below the subject.
type Placed = (Node, Pointer);

/// What may stand behind the items that are listed.
enum Rest {
    Nothing,
    Anything,
    Of(Node),
}

/// `prefixItems: [A, B], items: C` → `items: {anyOf: [A, B, C]}`; where all are the same schema, that one. Without `items`
/// there may be anything behind what is listed, with `false` nothing (JSON Schema core 2020-12 §10.3.1.1); where all that is
/// listed is the same, nobody means that.
pub(super) fn prefix_items(rules: &mut Rules<'_>, subject: &mut Subject<'_, '_>) {
    // Questions keep it, and of other kinds it says nothing.
    if rules.asks || !subject.may_be("array") {
        return;
    }
    let Some(prefix) = subject.object.remove("prefixItems") else {
        return;
    };
    let place = root().key("prefixItems");
    let listed = prefix.node.as_array().unwrap_or_default();
    let mut all: Vec<Placed> = Vec::new();
    let add = |all: &mut Vec<Placed>, node: Node, from: Pointer| {
        if !all.iter().any(|(known, _)| same(known, &node)) {
            all.push((node, from));
        }
    };
    for (index, node) in listed.iter().enumerate() {
        add(&mut all, node.clone(), place.index(index));
    }
    let rest = rest(subject, listed.len());
    let message = match &rest {
        Rest::Anything if all.is_empty() => return,
        Rest::Anything if all.len() == 1 && listed.len() > 1 => {
            put(rules, subject, all);
            "anything may follow the items that are listed, which are all alike; what does is taken to be like them, too"
        }
        Rest::Anything => {
            "anything may follow the items that are listed, so their type is any JSON; `items: false` says that nothing does"
        }
        Rest::Nothing | Rest::Of(_) => {
            if let Rest::Of(node) = &rest {
                add(&mut all, node.clone(), root().key("items"));
            }
            let is_one = all.len() < 2;
            put(rules, subject, all);
            if is_one {
                return;
            }
            ""
        }
    };
    // References in it are those of the items, which stand in the tree themselves.
    subject.set(TUPLE, prefix.node.value);
    if let Rest::Of(node) = rest {
        subject.set(TUPLE_REST, node.value);
    }
    let here = subject.path.pointer();
    let moved = (here.key(TUPLE), here.join(&place));
    rules.moves.copied(&[moved]);
    if !message.is_empty() {
        let at = here.join(&place);
        let code = Code::UnsupportedKeyword;
        rules.left_out(code, message.to_owned(), prefix.key_span, &at);
    }
}

/// Takes what is said of the items behind those that are listed.
fn rest(subject: &mut Subject<'_, '_>, count: usize) -> Rest {
    let most = subject.object.get("maxItems").and_then(Node::as_number);
    let most = most.and_then(|most| usize::try_from(most.as_u64()?).ok());
    let items = subject.object.remove("items");
    let nothing = match &items {
        Some(items) => items.node.as_bool() == Some(false),
        None => {
            let rest = subject.object.get("unevaluatedItems");
            rest.and_then(Node::as_bool) == Some(false)
        }
    };
    if nothing {
        subject.object.remove("unevaluatedItems");
        if most.is_none_or(|most| most > count) {
            let count = Number::from_json(&count.to_string());
            subject.set("maxItems", Value::Number(count));
        }
    }
    match items {
        _ if nothing || most.is_some_and(|most| most <= count) => Rest::Nothing,
        Some(items) if items.node.as_bool().is_none() => Rest::Of(items.node),
        _ => Rest::Anything,
    }
}

fn put(rules: &mut Rules<'_>, subject: &mut Subject<'_, '_>, all: Vec<Placed>) {
    let items = root().key("items");
    let (mut nodes, from): (Vec<Node>, Vec<Pointer>) = all.into_iter().unzip();
    if nodes.len() > 1 {
        let list = items.key("anyOf");
        let moved = (0..).zip(from).map(|(at, from)| (list.index(at), from));
        let whole = std::iter::once((items, root().key("prefixItems")));
        let moved: Vec<_> = whole.chain(moved).collect();
        let union = Member::new("anyOf", Node::new(subject.span, nodes));
        subject.set("items", Object::from_iter([union]));
        rules.moved(subject, &moved);
    } else if let (Some(node), Some(from)) = (nodes.pop(), from.into_iter().next()) {
        subject.object.insert(Member::new("items", node));
        if from != items {
            rules.moved(subject, &[(items, from)]);
        }
    }
}
