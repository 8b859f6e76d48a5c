//! Unions that hold each other with no value between: reading one would never end.

use crate::ir::{Arena, Label, Ty, TypeDef, TypeId, TypeKind, Variant};
use crate::pointer::Pointer;

/// Takes variants that lead back to a union around them for the variants of that union, which is what they allow. Says where
/// such variants stood.
pub(super) fn open_circles(types: &mut Arena<TypeDef>) -> Vec<Pointer> {
    let mut done = vec![false; types.len()];
    let mut said = Vec::new();
    for root in types.ids() {
        let mut stack = vec![(root, 0)];
        while let Some((id, next)) = stack.pop() {
            let Some(inner) = union_at(types, id, next) else {
                if variants(types, id).is_none_or(|all| next >= all.len()) {
                    mark(&mut done, id);
                } else {
                    stack.push((id, next + 1));
                }
                continue;
            };
            if id == inner || stack.iter().any(|(open, _)| *open == inner) {
                let open: Vec<TypeId> = stack.iter().map(|(id, _)| *id).chain([id]).collect();
                said.extend(replace(types, (id, next), inner, &open));
                stack.push((id, next));
                continue;
            }
            stack.push((id, next + 1));
            if done.get(inner.index()) == Some(&false) {
                stack.push((inner, 0));
            }
        }
    }
    said
}

fn variants(types: &Arena<TypeDef>, id: TypeId) -> Option<&Vec<Variant>> {
    match &types[id].kind {
        TypeKind::Union(union) => Some(&union.variants),
        _ => None,
    }
}

/// The union that a variant of a union is.
fn union_at(types: &Arena<TypeDef>, id: TypeId, at: usize) -> Option<TypeId> {
    let inner = union_of(&variants(types, id)?.get(at)?.ty)?;
    variants(types, inner).map(|_| inner)
}

fn union_of(ty: &Ty) -> Option<TypeId> {
    match ty {
        Ty::Named(id) => Some(*id),
        Ty::Nullable(inner) | Ty::Hidden(inner) => union_of(inner),
        _ => None,
    }
}

/// Puts the variants of `inner` in the place of one of a union, those that the union has not, and that are no union around it.
fn replace(
    types: &mut Arena<TypeDef>,
    (id, at): (TypeId, usize),
    inner: TypeId,
    open: &[TypeId],
) -> Option<Pointer> {
    let others = variants(types, inner).cloned().unwrap_or_default();
    let TypeKind::Union(union) = &mut types[id].kind else {
        return None;
    };
    let removed = union.variants.remove(at);
    for mut other in others.into_iter().rev() {
        let is_open = union_of(&other.ty).is_some_and(|id| open.contains(&id));
        if is_open || union.variants.iter().any(|known| known.ty == other.ty) {
            continue;
        }
        other.secret |= removed.secret;
        other.label = free(&union.variants, other.label);
        union.variants.insert(at, other);
    }
    Some(removed.origin)
}

/// A label that none of the variants has.
fn free(known: &[Variant], label: Label) -> Label {
    let is_free = |label: &Label| known.iter().all(|known| known.label.text() != label.text());
    if is_free(&label) {
        return label;
    }
    let text = label.text().to_owned();
    let mut labels = (2..).map(|number: usize| Label::Member(format!("{text} {number}")));
    labels.find(is_free).unwrap_or(label)
}

fn mark(done: &mut [bool], id: TypeId) {
    if let Some(done) = done.get_mut(id.index()) {
        *done = true;
    }
}
