//! The members of objects, whether they are a struct or a keyed map in Rust, and which belong together.

use std::borrow::Cow;

use super::pairs::{Pairs, respelled};
use crate::ir::{Docs, Field, Ty, TypeId, TypeKind};
use crate::name::Named;
use crate::pointer::Pointer;

/// A member of an object.
#[derive(Debug, Clone)]
pub(super) struct Member<'a> {
    pub(super) wire: &'a str,
    pub(super) index: usize,
    pub(super) ty: Cow<'a, Ty>,
    pub(super) required: bool,
    pub(super) nullable: bool,
    pub(super) docs: &'a Docs,
    pub(super) origin: &'a Pointer,
    /// Its Rust name: a field or a variant.
    pub(super) ident: &'a str,
    /// Its setter; a key has none.
    pub(super) setter: &'a str,
    /// The field that it is in a struct; a key of a map is none.
    pub(super) field: Option<&'a Field>,
}

/// The members of a type that is an object.
pub(super) fn of_type(named: &Named, id: TypeId) -> Option<Vec<Member<'_>>> {
    let names = named.names.of_type(id);
    match &named.api.types[id].kind {
        TypeKind::Record(record) => {
            let fields = record.fields.iter().enumerate();
            Some(
                fields
                    .map(|(index, field)| Member {
                        wire: &field.wire,
                        index,
                        ty: Cow::Borrowed(&field.ty),
                        required: field.required,
                        nullable: field.nullable,
                        docs: &field.docs,
                        origin: &field.origin,
                        ident: name(&names.members, index),
                        setter: name(&names.setters, index),
                        field: Some(field),
                    })
                    .collect(),
            )
        }
        TypeKind::KeyedMap(map) => {
            let TypeKind::StringEnum(keys) = &named.api.types[map.keys].kind else {
                return None;
            };
            let variants = &named.names.of_type(map.keys).members;
            let values = keys.values.iter().enumerate();
            Some(
                values
                    .map(|(index, key)| Member {
                        wire: &key.wire,
                        index,
                        ty: Cow::Owned(Ty::Named(map.value)),
                        required: false,
                        nullable: false,
                        docs: &key.docs,
                        origin: &key.origin,
                        ident: name(variants, index),
                        setter: "",
                        field: None,
                    })
                    .collect(),
            )
        }
        TypeKind::StringEnum(_)
        | TypeKind::LiteralEnum(_)
        | TypeKind::Union(_)
        | TypeKind::Constrained(_) => None,
    }
}

/// The name at an index; the name pass makes one for each, so none is missing.
pub(super) fn name(names: &[String], index: usize) -> &str {
    names.get(index).map_or("", String::as_str)
}

/// Which members belong together: by name, else by spelling, text or place where only one can be meant.
pub(super) fn pair<'m, 'a>(
    base: &'m [Member<'a>],
    head: &'m [Member<'a>],
) -> Pairs<'m, Member<'a>> {
    let mut pairs = Pairs::by_key(base, head, |member| member.wire);
    pairs.rescue(|a, b| respelled(a.wire, b.wire) && alike(a, b));
    pairs.rescue(|a, b| a.docs.description.is_some() && a.docs == b.docs && alike(a, b));
    if let ([a], [b]) = (pairs.removed.as_slice(), pairs.added.as_slice())
        && a.index == b.index
        && base.len() == head.len()
    {
        pairs.rescue(alike);
    }
    pairs
}

/// Could one be the other under a new name?
fn alike(base: &Member<'_>, head: &Member<'_>) -> bool {
    base.required == head.required
        && base.nullable == head.nullable
        && alike_types(&base.ty, &head.ty)
}

fn alike_types(base: &Ty, head: &Ty) -> bool {
    match (base, head) {
        (Ty::Array(a), Ty::Array(b))
        | (Ty::Map(a), Ty::Map(b))
        | (Ty::Nullable(a), Ty::Nullable(b))
        | (Ty::Hidden(a), Ty::Hidden(b)) => alike_types(a, b),
        (Ty::Named(_), Ty::Named(_)) => true,
        _ => base == head,
    }
}
