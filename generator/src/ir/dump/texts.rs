//! The texts of rules, docs, flags and options in a dump.

use std::fmt::{self, Write};

use crate::ir::{Bound, Conditions, Docs, ObjectRules, Rules, Ty};

pub(super) fn rules_text(rules: &Rules, ty: impl Fn(&Ty) -> String) -> String {
    let Rules {
        min_length,
        max_length,
        pattern,
        minimum,
        maximum,
        multiple_of,
        min_items,
        max_items,
        unique_items,
        conditions,
        object,
    } = rules;
    let bound = |name: &str, bound: Option<Bound>| {
        bound.map_or_else(String::new, |bound| {
            format!(
                " {name} {}{}",
                bound.value,
                flag(bound.exclusive, " exclusive")
            )
        })
    };
    [
        option(" min-length", min_length.as_ref()),
        option(" max-length", max_length.as_ref()),
        pattern
            .as_ref()
            .map_or_else(String::new, |pattern| format!(" pattern {pattern:?}")),
        bound("minimum", *minimum),
        bound("maximum", *maximum),
        option(" multiple-of", multiple_of.as_ref()),
        option(" min-items", min_items.as_ref()),
        option(" max-items", max_items.as_ref()),
        flag(*unique_items, " unique-items").to_owned(),
        asked(conditions),
        object_text(object, ty),
    ]
    .concat()
}

pub(super) fn object_text(rules: &ObjectRules, ty: impl Fn(&Ty) -> String) -> String {
    let ObjectRules {
        min_properties,
        max_properties,
        names,
        demands,
        conditions,
    } = rules;
    [
        option(" min-properties", min_properties.as_ref()),
        option(" max-properties", max_properties.as_ref()),
        option(" names", names.as_ref().map(ty).as_ref()),
        demands.iter().map(|demand| format!(" {demand}")).collect(),
        asked(conditions),
    ]
    .concat()
}

fn asked(conditions: &Conditions) -> String {
    match conditions.is_empty() {
        true => String::new(),
        false => format!(" asked {conditions}"),
    }
}

pub(super) fn docs(out: &mut String, depth: usize, docs: &Docs) -> fmt::Result {
    for (name, text) in [
        ("summary", &docs.summary),
        ("description", &docs.description),
    ] {
        if let Some(text) = text {
            writeln!(out, "{:indent$}{name} {text:?}", "", indent = depth * 2)?;
        }
    }
    Ok(())
}

pub(super) fn need(required: bool) -> &'static str {
    if required { "required" } else { "optional" }
}

pub(super) fn flag(set: bool, text: &'static str) -> &'static str {
    if set { text } else { "" }
}

pub(super) fn option<T: fmt::Display>(name: &str, value: Option<&T>) -> String {
    value.map_or_else(String::new, |value| format!("{name} {value}"))
}
