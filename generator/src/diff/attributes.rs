//! What anything can carry beside its meaning: texts, `deprecated`, `default`, `format`.

use super::context::{Context, Spot};
use super::rules::Rule;
use crate::ir::{Docs, EnumValue, Field, Operation, Param, TypeDef};

/// A format whose coming or going is told as secrecy.
const SECRET: &str = "password";

/// The attributes of something; what a kind of thing can't have is left empty.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Attributes<'a> {
    docs: Option<&'a Docs>,
    deprecated: bool,
    default: Option<&'a str>,
    format: Option<&'a str>,
}

impl<'a> From<&'a Docs> for Attributes<'a> {
    fn from(docs: &'a Docs) -> Self {
        Self {
            docs: Some(docs),
            ..Self::default()
        }
    }
}

impl<'a> From<&'a Field> for Attributes<'a> {
    fn from(field: &'a Field) -> Self {
        Self {
            docs: Some(&field.docs),
            deprecated: field.deprecated,
            default: field.default.as_deref(),
            format: field.format.as_deref(),
        }
    }
}

impl<'a> From<&'a Param> for Attributes<'a> {
    fn from(param: &'a Param) -> Self {
        Self {
            docs: Some(&param.docs),
            deprecated: param.deprecated,
            default: param.default.as_deref(),
            format: param.format.as_deref(),
        }
    }
}

impl<'a> From<&'a TypeDef> for Attributes<'a> {
    fn from(def: &'a TypeDef) -> Self {
        Self {
            docs: Some(&def.docs),
            deprecated: def.deprecated,
            default: None,
            format: def.format.as_deref(),
        }
    }
}

impl<'a> From<&'a Operation> for Attributes<'a> {
    fn from(operation: &'a Operation) -> Self {
        Self {
            docs: Some(&operation.docs),
            deprecated: operation.deprecated,
            ..Self::default()
        }
    }
}

impl<'a> From<&'a EnumValue> for Attributes<'a> {
    fn from(value: &'a EnumValue) -> Self {
        Self::from(&value.docs)
    }
}

/// Compares the attributes of what is on both sides.
pub(super) fn compare<'a>(
    context: &mut Context<'_>,
    spot: &Spot,
    base: impl Into<Attributes<'a>>,
    head: impl Into<Attributes<'a>>,
) {
    let (base, head) = (base.into(), head.into());
    let what = &spot.what;
    if base.docs != head.docs {
        let texts = Spot {
            reach: spot.reach.of_texts(),
            ..spot.clone()
        };
        context.change(Rule::DocsChanged, &texts, format!("text of {what} changed"));
    }
    match (base.deprecated, head.deprecated) {
        (false, true) => {
            context.change(Rule::Deprecated, spot, format!("{what} is deprecated now"));
        }
        (true, false) => {
            context.change(
                Rule::Undeprecated,
                spot,
                format!("{what} is deprecated no more"),
            );
        }
        _ => {}
    }
    for (rule, name, base, head) in [
        (Rule::DefaultChanged, "default", base.default, head.default),
        (
            Rule::FormatChanged,
            "format",
            base.format.filter(|&format| format != SECRET),
            head.format.filter(|&format| format != SECRET),
        ),
    ] {
        if base != head {
            let (base, head) = (shown(base), shown(head));
            context.change(
                rule,
                spot,
                format!("{name} of {what} changed from {base} to {head}"),
            );
        }
    }
}

/// A value in a message: in quotes, or `none`.
pub(super) fn shown(value: Option<&str>) -> String {
    value.map_or_else(|| "none".to_owned(), |value| format!("`{value}`"))
}
