//! What can only be known once all types are there: places, boxes, directions, and which resources reach a type.

use std::collections::HashSet;

use crate::ir::{Api, Arena, Ty, TypeDef, TypeId, TypeKind};

pub(super) fn finish(api: &mut Api) {
    list_places_once(&mut api.types);
    super::apart::tell_apart(&mut api.types);
    box_cycles(&mut api.types);
    super::reach::mark(api);
}

/// A schema that was lowered twice is one place of its type. A type may have tens of thousands of them.
fn list_places_once(types: &mut Arena<TypeDef>) {
    for def in types.values_mut() {
        if def.origins.len() > 1 {
            let mut listed = HashSet::new();
            def.origins.retain(|place| listed.insert(place.clone()));
        }
    }
}

/// Boxes each field through which a record would hold itself: the edges of a depth-first walk that lead back to a record
/// which is still open. Lists and maps hold their items apart, so no edge leads through them.
fn box_cycles(types: &mut Arena<TypeDef>) {
    let mut state = vec![Visit::New; types.len()];
    for root in types.ids() {
        let mut stack = vec![(root, 0)];
        while let Some((id, next)) = stack.pop() {
            set(&mut state, id, Visit::Open);
            let Some((at, target, boxed)) = edge(&mut types[id].kind, next) else {
                set(&mut state, id, Visit::Done);
                continue;
            };
            stack.push((id, at + 1));
            match state.get(target.index()) {
                Some(Visit::Open) => *boxed = true,
                Some(Visit::New) => stack.push((target, 0)),
                _ => {}
            }
        }
    }
}

/// The next member or variant, from one on, that holds a named type within itself, and the box that it may need.
fn edge(kind: &mut TypeKind, from: usize) -> Option<(usize, TypeId, &mut bool)> {
    fn next<'t>(
        parts: impl Iterator<Item = (&'t Ty, &'t mut bool)>,
        from: usize,
    ) -> Option<(usize, TypeId, &'t mut bool)> {
        let mut parts = parts.enumerate().skip(from);
        parts.find_map(|(at, (ty, boxed))| Some((at, held(ty)?, boxed)))
    }
    match kind {
        TypeKind::Record(record) => next(
            record.fields.iter_mut().map(|f| (&f.ty, &mut f.boxed)),
            from,
        ),
        TypeKind::Union(union) => next(
            union.variants.iter_mut().map(|v| (&v.ty, &mut v.boxed)),
            from,
        ),
        TypeKind::KeyedMap(_)
        | TypeKind::StringEnum(_)
        | TypeKind::LiteralEnum(_)
        | TypeKind::Constrained(_) => None,
    }
}

/// The named type that a value holds within itself.
fn held(ty: &Ty) -> Option<TypeId> {
    match ty {
        Ty::Named(id) => Some(*id),
        Ty::Nullable(inner) => held(inner),
        _ => None,
    }
}

#[derive(Clone, Copy, PartialEq)]
enum Visit {
    New,
    Open,
    Done,
}

fn set(state: &mut [Visit], id: TypeId, visit: Visit) {
    if let Some(entry) = state.get_mut(id.index()) {
        *entry = visit;
    }
}
