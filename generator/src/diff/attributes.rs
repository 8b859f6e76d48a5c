//! What anything can carry beside its meaning: texts, `deprecated`, `default`, `format`.

use super::context::{Context, Spot};
use super::rules::Rule;
use crate::ir::{Alias, Docs, EnumValue, Field, Literal, Operation, Param, TypeDef};

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

// The patterns name every member, so that a new one of the IR does not go unseen here: those with `_` are compared by the
// modules of their subjects.

impl<'a> From<&'a Field> for Attributes<'a> {
    fn from(field: &'a Field) -> Self {
        let Field {
            wire: _,
            ty: _,
            required: _,
            nullable: _,
            boxed: _,
            docs,
            format,
            deprecated,
            secret: _,
            one_way: _,
            default,
            origin: _,
        } = field;
        Self {
            docs: Some(docs),
            deprecated: *deprecated,
            default: default.as_deref(),
            format: format.as_deref(),
        }
    }
}

impl<'a> From<&'a Alias> for Attributes<'a> {
    fn from(alias: &'a Alias) -> Self {
        let Alias {
            wire: _,
            ty: _,
            docs,
            deprecated,
            origin: _,
        } = alias;
        Self {
            docs: Some(docs),
            deprecated: *deprecated,
            ..Self::default()
        }
    }
}

impl<'a> From<&'a Param> for Attributes<'a> {
    fn from(param: &'a Param) -> Self {
        let Param {
            wire: _,
            location: _,
            ty: _,
            required: _,
            style: _,
            explode: _,
            allow_reserved: _,
            content: _,
            docs,
            format,
            deprecated,
            secret: _,
            default,
            origin: _,
        } = param;
        Self {
            docs: Some(docs),
            deprecated: *deprecated,
            default: default.as_deref(),
            format: format.as_deref(),
        }
    }
}

impl<'a> From<&'a TypeDef> for Attributes<'a> {
    fn from(def: &'a TypeDef) -> Self {
        let TypeDef {
            hint: _,
            origins: _,
            docs,
            format,
            deprecated,
            directions: _,
            resources: _,
            kind: _,
        } = def;
        Self {
            docs: Some(docs),
            deprecated: *deprecated,
            default: None,
            format: format.as_deref(),
        }
    }
}

impl<'a> From<&'a Operation> for Attributes<'a> {
    fn from(operation: &'a Operation) -> Self {
        let Operation {
            id: _,
            method: _,
            path: _,
            wire: _,
            resource: _,
            docs,
            deprecated,
            params: _,
            body: _,
            responses: _,
            accept: _,
            servers: _,
            security: _,
            origin: _,
        } = operation;
        Self {
            docs: Some(docs),
            deprecated: *deprecated,
            ..Self::default()
        }
    }
}

impl<'a> From<&'a EnumValue> for Attributes<'a> {
    fn from(value: &'a EnumValue) -> Self {
        let EnumValue {
            wire: _,
            label: _,
            deprecated,
            docs,
            origin: _,
        } = value;
        Self {
            deprecated: *deprecated,
            ..Self::from(docs)
        }
    }
}

impl<'a> From<&'a Literal> for Attributes<'a> {
    fn from(value: &'a Literal) -> Self {
        let Literal {
            json: _,
            label: _,
            deprecated,
            docs,
            origin: _,
        } = value;
        Self {
            deprecated: *deprecated,
            ..Self::from(docs)
        }
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

/// A value in a message: in quotes and not too long, or `none`.
pub(super) fn shown(value: Option<&str>) -> String {
    const LONGEST: usize = 160;
    let Some(value) = value else {
        return "none".to_owned();
    };
    let mut chars = value.chars();
    let head: String = chars.by_ref().take(LONGEST).collect();
    let more = if chars.next().is_some() { "…" } else { "" };
    format!("`{head}{more}`")
}
