//! Records that hold themselves in a member that must be there: no value of them ever ends.

use crate::ir::{Arena, Ty, TypeDef, TypeId, TypeKind};
use crate::pointer::Pointer;

/// Makes one member of each endless record optional, as few as will do, and says which.
pub(super) fn make_finite(types: &mut Arena<TypeDef>) -> Vec<(Pointer, String)> {
    let ids: Vec<TypeId> = types.ids().collect();
    let mut users: Vec<Vec<TypeId>> = vec![Vec::new(); ids.len()];
    for &id in &ids {
        for part in types[id].parts() {
            if let Some(users) = users.get_mut(part.index()) {
                users.push(id);
            }
        }
    }
    let mut finite = vec![false; ids.len()];
    let mut broken = Vec::new();
    spread(types, &users, &mut finite, ids.clone());
    for &id in &ids {
        if is(&finite, id) {
            continue;
        }
        let TypeKind::Record(record) = &mut types[id].kind else {
            continue;
        };
        for field in &mut record.fields {
            if field.required && !field.nullable && !ends(&field.ty, &finite) {
                field.required = false;
                broken.push((field.origin.clone(), field.wire.clone()));
            }
        }
        spread(types, &users, &mut finite, vec![id]);
    }
    broken
}

/// Marks what has finite values, and what that makes finite in turn.
fn spread(
    types: &Arena<TypeDef>,
    users: &[Vec<TypeId>],
    finite: &mut [bool],
    mut open: Vec<TypeId>,
) {
    while let Some(id) = open.pop() {
        if is(finite, id) || !has_end(&types[id].kind, finite) {
            continue;
        }
        if let Some(entry) = finite.get_mut(id.index()) {
            *entry = true;
        }
        open.extend(users.get(id.index()).into_iter().flatten());
    }
}

fn has_end(kind: &TypeKind, finite: &[bool]) -> bool {
    match kind {
        TypeKind::Record(record) => record
            .fields
            .iter()
            .all(|field| !field.required || field.nullable || ends(&field.ty, finite)),
        TypeKind::Union(union) => {
            let mut variants = union.variants.iter();
            variants.any(|variant| ends(&variant.ty, finite))
        }
        TypeKind::KeyedMap(_)
        | TypeKind::StringEnum(_)
        | TypeKind::LiteralEnum(_)
        | TypeKind::Constrained(_) => true,
    }
}

/// Does a type have a value that ends? Lists and maps may be empty.
fn ends(ty: &Ty, finite: &[bool]) -> bool {
    match ty {
        Ty::Named(id) => is(finite, *id),
        _ => true,
    }
}

fn is(finite: &[bool], id: TypeId) -> bool {
    finite.get(id.index()).copied().unwrap_or_default()
}
