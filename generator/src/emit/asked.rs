//! Conditions in words, for docs.

use super::docs::code;
use crate::ir::{AS_A_TYPE, Condition};

/// How long a condition in words may be; longer ones are called by their keyword.
const LONGEST: usize = 240;

/// A condition as an item of a list.
pub(super) fn item(condition: &Condition) -> String {
    let words = clause("it", condition);
    if words.len() <= LONGEST {
        return format!("- {}", words.strip_prefix("it ").unwrap_or(&words));
    }
    let said = match condition {
        Condition::If { .. } => "`if`, `then` and `else` say".to_owned(),
        other => format!("{} says", code(other.keyword())),
    };
    format!("- is as {said}")
}

/// What is asked, of something that is called `it`.
fn all(it: &str, asked: &[Condition]) -> String {
    match asked {
        [] => format!("{it} is anything"),
        [only] => clause(it, only),
        several => {
            let clauses: Vec<_> = several.iter().map(|one| part(it, one)).collect();
            clauses.join(" and ")
        }
    }
}

/// A condition beside others, in brackets where it is a choice.
fn part(it: &str, condition: &Condition) -> String {
    let words = clause(it, condition);
    match condition {
        Condition::AnyOf(_) | Condition::OneOf(_) | Condition::If { .. } => format!("({words})"),
        Condition::Not(asked) if !asked.is_empty() => format!("({words})"),
        _ => words,
    }
}

fn clause(it: &str, condition: &Condition) -> String {
    let either = |schemas: &[Vec<Condition>]| {
        let schemas: Vec<_> = schemas.iter().map(|asked| all(it, asked)).collect();
        schemas.join(", or ")
    };
    match condition {
        Condition::Contains { item, least, most } => {
            let (count, last) = match (least, most) {
                (least, None) => (format!("at least {least}"), least),
                (0, Some(most)) => (format!("at most {most}"), most),
                (least, Some(most)) if least == most => (format!("{least}"), most),
                (least, Some(most)) => (format!("{least} to {most}"), most),
            };
            let items = if *last == 1 { "item" } else { "items" };
            format!("{it} has {count} {items} like this: {}", all("it", item))
        }
        Condition::Items { listed, others } => {
            let listed = listed
                .iter()
                .enumerate()
                .filter(|(_, asked)| !asked.is_empty());
            let mut parts: Vec<_> = listed
                .map(|(index, asked)| all(&format!("item {index}"), asked))
                .collect();
            if !others.is_empty() {
                let which = if parts.is_empty() {
                    "each item"
                } else {
                    "each further item"
                };
                parts.push(all(which, others));
            }
            parts.join(" and ")
        }
        Condition::Names(asked) => all("the name of each member", asked),
        Condition::Dependent(pairs) => {
            let pairs: Vec<_> = pairs
                .iter()
                .map(|(name, asked)| match asked.as_slice() {
                    [Condition::Not(none)] if none.is_empty() => {
                        format!("{} is not there", code(name))
                    }
                    asked => format!("where there is {}, {}", code(name), all(it, asked)),
                })
                .collect();
            pairs.join("; ")
        }
        Condition::AnyOf(schemas) => either(schemas),
        Condition::OneOf(schemas) => format!("{}, and not two of these", either(schemas)),
        Condition::Not(asked) if asked.is_empty() => format!("{it} is not there"),
        Condition::Not(asked) => match asked.as_slice() {
            [only] => format!("not: {}", part(it, only)),
            several => format!("not: ({})", all(it, several)),
        },
        Condition::If { test, then, .. } if test.is_empty() => all(it, then),
        Condition::If {
            test,
            then,
            otherwise,
        } => {
            let mut words = format!("where {}", all(it, test));
            if !then.is_empty() {
                words.push_str(&format!(", {}", all(it, then)));
            }
            if !otherwise.is_empty() {
                words.push_str(&format!(", else {}", all(it, otherwise)));
            }
            words
        }
        Condition::Members { .. } => members(condition),
        _ => plain(it, condition),
    }
}

fn members(condition: &Condition) -> String {
    let Condition::Members {
        named,
        called,
        others,
    } = condition
    else {
        return String::new();
    };
    let has_names = !named.is_empty();
    let named = named.iter().filter(|(_, asked)| !asked.is_empty());
    let mut parts: Vec<_> = named.map(|(name, asked)| all(&code(name), asked)).collect();
    for (pattern, asked) in called {
        parts.push(all(
            &format!("each member that is called as {}", code(pattern)),
            asked,
        ));
    }
    if !others.is_empty() {
        let which = match parts.is_empty() && !has_names {
            true => "each member",
            false => "each other member",
        };
        parts.push(all(which, others));
    }
    parts.join(" and ")
}

fn plain(it: &str, condition: &Condition) -> String {
    let list = |names: &[String], word: &str| {
        let names: Vec<_> = names.iter().map(|name| code(name)).collect();
        names.join(word)
    };
    match condition {
        Condition::Type(names) => format!("{it} is of type {}", names.join(" or ")),
        Condition::Listed(values) => format!("{it} is {}", list(values, " or ")),
        Condition::MinLength(count) => format!("{it} has at least {count} characters"),
        Condition::MaxLength(count) => format!("{it} has at most {count} characters"),
        Condition::Pattern(pattern) => format!("{it} matches {}", code(pattern)),
        Condition::Format(format) => format!("{it} is of format {}", code(format.name())),
        Condition::Least(limit) if limit.exclusive => format!("{it} is more than {}", limit.digits),
        Condition::Least(limit) => format!("{it} is at least {}", limit.digits),
        Condition::Most(limit) if limit.exclusive => format!("{it} is less than {}", limit.digits),
        Condition::Most(limit) => format!("{it} is at most {}", limit.digits),
        Condition::MultipleOf(digits) => format!("{it} is a multiple of {digits}"),
        Condition::MinItems(count) => format!("{it} has at least {count} items"),
        Condition::MaxItems(count) => format!("{it} has at most {count} items"),
        Condition::UniqueItems => format!("{it} has no item twice"),
        Condition::MinProperties(count) => format!("{it} has at least {count} members"),
        Condition::MaxProperties(count) => format!("{it} has at most {count} members"),
        Condition::Required(names) => format!("{it} has {}", list(names, " and ")),
        Condition::Schema(name) => {
            let name = name.strip_suffix(AS_A_TYPE).unwrap_or(name);
            format!("{it} is as {} says", code(name))
        }
        other => format!("{it} is as {} says", code(other.keyword())),
    }
}
