//! One change to a document, at a place of its own.

use serde_json::{Value, json};

use super::instance::{Choices, any};

/// Spoils one place of a document: what comes out may still be valid.
pub(crate) fn spoil(document: &mut Value, choices: &mut Choices<'_>) {
    let mut count = 0;
    walk(document, &mut |_| {
        count += 1;
        false
    });
    // The whole is the simplest place but the least telling: what it is not is plain.
    let chosen = (choices.below(count) + 1) % count.max(1);
    let mut at = 0;
    walk(document, &mut |value| {
        let here = at == chosen;
        at += 1;
        if here {
            change(value, choices);
        }
        here
    });
}

/// Visits values, the whole first, until one says that this was it.
fn walk(value: &mut Value, visit: &mut dyn FnMut(&mut Value) -> bool) -> bool {
    if visit(value) {
        return true;
    }
    match value {
        Value::Array(items) => items.iter_mut().any(|item| walk(item, visit)),
        Value::Object(members) => members.iter_mut().any(|(_, member)| walk(member, visit)),
        _ => false,
    }
}

fn change(value: &mut Value, choices: &mut Choices<'_>) {
    if choices.below(4) == 3 {
        *value = any(choices);
        return;
    }
    match value {
        Value::String(text) => string(text, choices),
        Value::Number(_) => *value = number(value, choices),
        Value::Array(items) => match choices.below(4) {
            0 => drop(items.pop()),
            1 => items.clear(),
            2 if !items.is_empty() => items.push(items[0].clone()),
            _ => items.push(any(choices)),
        },
        Value::Object(members) => match choices.below(3) {
            0 if !members.is_empty() => {
                let names: Vec<String> = members.keys().cloned().collect();
                if let Some(name) = choices.one(&names) {
                    members.remove(name);
                }
            }
            1 => members.clear(),
            _ => drop(members.insert("x-spoilt".to_owned(), any(choices))),
        },
        _ => *value = any(choices),
    }
}

fn string(text: &mut String, choices: &mut Choices<'_>) {
    match choices.below(5) {
        0 => drop(text.pop()),
        1 => text.clear(),
        2 => text.push(' '),
        3 => text.push('é'),
        _ => *text = text.repeat(9) + "~",
    }
}

fn number(value: &Value, choices: &mut Choices<'_>) -> Value {
    let number = value.as_f64().unwrap_or(0.0);
    let changed = match choices.below(6) {
        0 => number + 1.0,
        1 => number - 1.0,
        2 => number + 0.5,
        3 => -number,
        4 => number * 1000.0,
        _ => f64::from(i32::MAX),
    };
    // What an integer of 32 bits does not hold is not compared.
    let most = f64::from(i32::MAX);
    let changed = if number.abs() <= most {
        changed.clamp(-most, most)
    } else {
        changed
    };
    if changed.fract() == 0.0 && changed.abs() < 9e15 && choices.below(4) < 3 {
        return json!(changed as i64);
    }
    json!(changed)
}

/// Gives every object a member that no schema names.
pub(crate) fn add_everywhere(value: &mut Value) {
    match value {
        Value::Array(items) => items.iter_mut().for_each(add_everywhere),
        Value::Object(members) => {
            members.values_mut().for_each(add_everywhere);
            members.insert("x-newer".to_owned(), json!({"a": [1, null, "é"]}));
        }
        _ => {}
    }
}
