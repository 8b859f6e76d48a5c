//! What JSON values of a type look like, and which of two types says more about a value.

use std::collections::BTreeSet;

use super::{
    Additional, Arena, Constrained, LiteralEnum, ObjectRules, Ty, TypeDef, TypeId, TypeKind,
};

/// What a JSON value is, seen from outside.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum JsonKind {
    /// An object with named members.
    Record,
    /// Any other object.
    Object,
    /// An array.
    Array,
    /// A string.
    String,
    /// A number.
    Number,
    /// `true` or `false`.
    Boolean,
    /// `null`.
    Null,
    /// Any of these.
    Any,
}

/// The kinds of value that a type has, sorted.
pub fn json_kinds(types: &Arena<TypeDef>, ty: &Ty) -> Vec<JsonKind> {
    let mut kinds = BTreeSet::new();
    collect(types, ty, &mut BTreeSet::new(), &mut kinds);
    if kinds.contains(&JsonKind::Any) {
        return vec![JsonKind::Any];
    }
    if kinds.len() > 1 && kinds.remove(&JsonKind::Record) {
        kinds.insert(JsonKind::Object);
    }
    kinds.into_iter().collect()
}

fn collect(
    types: &Arena<TypeDef>,
    ty: &Ty,
    seen: &mut BTreeSet<TypeId>,
    kinds: &mut BTreeSet<JsonKind>,
) {
    match ty {
        Ty::Any => drop(kinds.insert(JsonKind::Any)),
        Ty::Bool => drop(kinds.insert(JsonKind::Boolean)),
        Ty::Integer(_) | Ty::Number => drop(kinds.insert(JsonKind::Number)),
        Ty::String | Ty::Secret | Ty::Formatted(_) | Ty::Binary => {
            kinds.insert(JsonKind::String);
        }
        Ty::Array(_) => drop(kinds.insert(JsonKind::Array)),
        Ty::Map(_) => drop(kinds.insert(JsonKind::Object)),
        Ty::Nullable(inner) => {
            kinds.insert(JsonKind::Null);
            collect(types, inner, seen, kinds);
        }
        Ty::Hidden(inner) => collect(types, inner, seen, kinds),
        Ty::Named(id) if seen.insert(*id) => match &types[*id].kind {
            TypeKind::Record(_) => drop(kinds.insert(JsonKind::Record)),
            TypeKind::KeyedMap(_) => drop(kinds.insert(JsonKind::Object)),
            TypeKind::StringEnum(_) => drop(kinds.insert(JsonKind::String)),
            TypeKind::LiteralEnum(LiteralEnum { values, secret: _ }) => {
                kinds.extend(values.iter().map(|value| literal(&value.json)));
            }
            TypeKind::Constrained(Constrained { inner, .. }) => collect(types, inner, seen, kinds),
            TypeKind::Union(union) => {
                // What a union of unions is, is no record, even where all that it holds are.
                kinds.extend(union.variants.iter().flat_map(|variant| {
                    let mut inner = BTreeSet::new();
                    collect(types, &variant.ty, seen, &mut inner);
                    if inner.remove(&JsonKind::Record) {
                        inner.insert(JsonKind::Object);
                    }
                    inner
                }));
            }
        },
        Ty::Named(_) => {}
    }
}

fn literal(json: &str) -> JsonKind {
    match json.as_bytes().first() {
        Some(b'"') => JsonKind::String,
        Some(b't' | b'f') => JsonKind::Boolean,
        Some(b'n') => JsonKind::Null,
        _ => JsonKind::Number,
    }
}

/// Is every object a value of a type, or every list of such, whatever rules it has as a whole?
pub fn is_free(types: &Arena<TypeDef>, ty: &Ty) -> bool {
    match ty {
        Ty::Map(value) => **value == Ty::Any,
        Ty::Array(item) => **item == Ty::Any || is_free(types, item),
        Ty::Named(id) => match &types[*id].kind {
            TypeKind::Constrained(it) => is_free(types, &it.inner),
            TypeKind::Record(record) => {
                record.fields.is_empty()
                    && record.additional == Additional::Open
                    && record.rules == ObjectRules::default()
            }
            _ => false,
        },
        _ => false,
    }
}

/// How little a type says of a value: of two that a value fits, the one with the lower number is meant.
pub fn looseness(types: &Arena<TypeDef>, ty: &Ty) -> u8 {
    match ty {
        Ty::Bool => 0,
        Ty::Integer(_) => 3,
        Ty::Formatted(_) => 4,
        Ty::Number | Ty::String | Ty::Secret | Ty::Binary => 5,
        Ty::Array(_) => 3,
        Ty::Map(_) => 6,
        Ty::Any => 9,
        Ty::Nullable(inner) | Ty::Hidden(inner) => looseness(types, inner),
        Ty::Named(id) => match &types[*id].kind {
            TypeKind::StringEnum(_) | TypeKind::LiteralEnum(_) => 0,
            TypeKind::Record(_) | TypeKind::KeyedMap(_) => 1,
            TypeKind::Union(_) => 3,
            TypeKind::Constrained(Constrained { inner, .. }) => {
                looseness(types, inner).saturating_sub(1)
            }
        },
    }
}
