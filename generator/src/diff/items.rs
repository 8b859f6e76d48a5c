//! The public Rust items of a side as the text of their signatures, as a reviewer reads them.

use super::members::{Member, name};
use crate::ir::{
    Body, Codec, Constrained, Content, Field, Operation, OperationId, Output, Param, ParamLocation,
    Response, Ty, TypeId, TypeKind,
};
use crate::name::Named;

/// A type where it stands, as `Option<Vec<Feature>>`.
pub(super) fn ty(named: &Named, ty: &Ty) -> String {
    match ty {
        Ty::Any => "rt::Json".to_owned(),
        Ty::Bool => "bool".to_owned(),
        Ty::Integer(format) => format.type_name().to_owned(),
        Ty::Number => "f64".to_owned(),
        Ty::String => "String".to_owned(),
        Ty::Secret => "rt::Secret".to_owned(),
        Ty::Formatted(format) => format!("rt::{}", format.type_name()),
        Ty::Binary => "rt::File".to_owned(),
        Ty::Array(item) => format!("Vec<{}>", self::ty(named, item)),
        Ty::Map(value) => format!("rt::Map<{}>", self::ty(named, value)),
        Ty::Named(id) => named.names.of_type(*id).ident.clone(),
        Ty::Hidden(inner) => format!("rt::Hidden<{}>", self::ty(named, inner)),
        Ty::Nullable(inner) => format!("Option<{}>", self::ty(named, inner)),
    }
}

/// A named type, as `struct Profile` or `enum Feature { Sync }`.
pub(super) fn type_item(named: &Named, id: TypeId) -> String {
    let names = named.names.of_type(id);
    let ident = &names.ident;
    let kind = &named.api.types[id].kind;
    if let Some(value) = kind.constant() {
        return format!(
            "type {ident} = rt::Constant<rules::{ident}>; // {:?}",
            value.wire
        );
    }
    match kind {
        TypeKind::Record(_) => format!("struct {ident}"),
        TypeKind::KeyedMap(map) => {
            let of = |id: TypeId| &named.names.of_type(id).ident;
            format!(
                "type {ident} = rt::KeyedMap<{}, {}>",
                of(map.keys),
                of(map.value)
            )
        }
        TypeKind::StringEnum(_) | TypeKind::LiteralEnum(_) | TypeKind::Union(_) => {
            format!("enum {ident} {{ {} }}", shortened(&names.members))
        }
        TypeKind::Constrained(Constrained { inner, .. }) => {
            let shared = match inner {
                inner if inner.is_string() => "RuledText",
                Ty::Array(_) => "RuledList",
                Ty::Map(_) => "RuledMap",
                inner => return format!("struct {ident}({})", self::ty(named, inner)),
            };
            format!("type {ident} = rt::{shared}<rules::{ident}>")
        }
    }
}

/// The first names of a list, and that there are more.
fn shortened(names: &[String]) -> String {
    const SHOWN: usize = 8;
    let mut list: Vec<_> = names.iter().take(SHOWN).map(String::as_str).collect();
    if names.len() > SHOWN {
        list.push("…");
    }
    list.join(", ")
}

/// A field's type with what being optional, nullable or boxed makes of it.
fn field_ty(named: &Named, field: &Field) -> String {
    let mut text = if field.secret && field.ty == Ty::String {
        "rt::Secret".to_owned()
    } else {
        ty(named, &field.ty)
    };
    if field.boxed {
        text = format!("Box<{text}>");
    }
    wrapped(text, field.required, field.nullable)
}

fn wrapped(text: String, required: bool, nullable: bool) -> String {
    match (required, nullable) {
        (true, false) => text,
        (false, true) => format!("rt::Field<{text}>"),
        (true, true) | (false, false) => format!("Option<{text}>"),
    }
}

/// A member of an object: `Profile::name: Option<String>`, or `Channel::Voice` for a key of a map.
pub(super) fn member(named: &Named, of: TypeId, member: &Member<'_>) -> String {
    match (&member.field, &named.api.types[of].kind) {
        (None, TypeKind::KeyedMap(map)) => {
            format!("{}::{}", named.names.of_type(map.keys).ident, member.ident)
        }
        (Some(field), _) => {
            let owner = &named.names.of_type(of).ident;
            format!("{owner}::{}: {}", member.ident, field_ty(named, field))
        }
        (None, _) => member.ident.to_owned(),
    }
}

/// A variant, as `Feature::Sync`.
pub(super) fn variant(named: &Named, of: TypeId, index: usize) -> String {
    let names = named.names.of_type(of);
    if named.api.types[of].kind.constant().is_some() {
        return format!("{}::VALUE", names.ident);
    }
    format!("{}::{}", names.ident, name(&names.members, index))
}

/// An operation as it is called, as `profiles().update(id: &str, body: &T) -> U`.
pub(super) fn operation(named: &Named, id: OperationId) -> String {
    let operation = &named.api.operations[id];
    let names = named.names.of_operation(id);
    let mut arguments: Vec<String> = Vec::new();
    for (index, param) in operation.params.iter().enumerate() {
        if param.location == ParamLocation::Path {
            let ident = name(&names.fields, index);
            arguments.push(format!("{ident}: {}", borrowed(named, &param.ty)));
        }
    }
    if has_params(operation) {
        arguments.push(format!("{}: &{}", names.params_field, names.params));
    }
    if let Some(text) = operation
        .body
        .as_ref()
        .and_then(|body| body_ty(named, body))
    {
        arguments.push(format!("{}: {text}", names.body_field));
    }
    let module = &named.names.of_resource(operation.resource).module;
    let (method, arguments) = (&names.method, arguments.join(", "));
    format!("{module}().{method}({arguments}) -> {}", output(named, id))
}

/// An argument's type, borrowed where it pays.
fn borrowed(named: &Named, of: &Ty) -> String {
    match of {
        Ty::String => "&str".to_owned(),
        Ty::Bool | Ty::Integer(_) | Ty::Number => ty(named, of),
        Ty::Array(item) => format!("&[{}]", ty(named, item)),
        _ => format!("&{}", ty(named, of)),
    }
}

fn body_ty(named: &Named, body: &Body) -> Option<String> {
    let content = body.content.first()?;
    let text = match &content.ty {
        Ty::String => "&str".to_owned(),
        Ty::Binary if content.codec == Codec::Bytes && !content.is_range() => {
            "&rt::Bytes".to_owned()
        }
        Ty::Array(item) => format!("&[{}]", ty(named, item)),
        other => format!("&{}", ty(named, other)),
    };
    Some(if body.required {
        text
    } else {
        format!("Option<{text}>")
    })
}

/// Are there parameters outside of the path?
pub(super) fn has_params(operation: &Operation) -> bool {
    let mut params = operation.params.iter();
    params.any(|param| param.location != ParamLocation::Path)
}

/// What a successful call returns.
pub(super) fn output(named: &Named, id: OperationId) -> String {
    let operation = &named.api.operations[id];
    if operation.is_streamed()
        && let Some(content) = operation.stream()
    {
        return format!("rt::EventStream<{}>", ty(named, &content.ty));
    }
    match operation.output() {
        Output::Nothing => "()".to_owned(),
        Output::One(content) => answer_ty(named, content),
        Output::Several => named.names.of_operation(id).output.clone(),
    }
}

fn answer_ty(named: &Named, content: &Content) -> String {
    match content.codec {
        Codec::Bytes if content.ty != Ty::Binary => "rt::Bytes".to_owned(),
        Codec::Stream(_) => format!("Vec<{}>", ty(named, &content.ty)),
        _ => ty(named, &content.ty),
    }
}

/// What a response is in Rust: the call's output, or variants of its enums.
pub(super) fn response(
    named: &Named,
    id: OperationId,
    index: usize,
    response: &Response,
) -> String {
    let names = named.names.of_operation(id);
    let several = !names.output.is_empty();
    if response.status.is_success() && !several {
        return format!("{}::Output = {}", names.value, output(named, id));
    }
    let variants = names.responses.get(index).map_or(&[][..], Vec::as_slice);
    let forms = response.forms();
    let payloads = forms.iter().map(|form| {
        form.content()
            .map_or_else(String::new, |content| answer_ty(named, content))
    });
    let payloads: Vec<_> = match forms.len() {
        0 => vec![String::new()],
        _ => payloads.collect(),
    };
    let variants = variants.iter().zip(payloads).map(|(variant, payload)| {
        let (of, payload) = if response.status.is_success() {
            (&names.output, payload)
        } else if payload.is_empty() {
            (&names.error, payload)
        } else {
            (&names.error, format!("Option<{payload}>"))
        };
        if payload.is_empty() {
            format!("{of}::{variant}")
        } else {
            format!("{of}::{variant}({payload})")
        }
    });
    variants.collect::<Vec<_>>().join(", ")
}

/// A parameter's field: of the operation's value for those in the path, else of the struct of parameters.
pub(super) fn param(named: &Named, id: OperationId, index: usize, param: &Param) -> String {
    let names = named.names.of_operation(id);
    let ident = name(&names.fields, index);
    if param.location == ParamLocation::Path {
        return format!("{}::{ident}: {}", names.value, borrowed(named, &param.ty));
    }
    let text = wrapped(ty(named, &param.ty), param.required, false);
    format!("{}::{ident}: {text}", names.params)
}

/// A body's argument.
pub(super) fn body(named: &Named, id: OperationId) -> Option<String> {
    let text = body_ty(named, named.api.operations[id].body.as_ref()?)?;
    let names = named.names.of_operation(id);
    Some(format!("{}::{}: {text}", names.value, names.body_field))
}
