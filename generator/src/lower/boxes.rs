//! Boxes: the members through which a type would hold itself, as few of them as a walk finds.

use std::collections::{HashMap, HashSet};

use crate::ir::{Arena, Ty, TypeDef, TypeId, TypeKind};

/// From how many types on in a circle the first walk through them has to do.
const MOST_WALKS: usize = 64;

/// Boxes members and variants so that no type holds itself. Lists and maps hold their items apart, so no way leads through them.
pub(super) fn box_cycles(types: &mut Arena<TypeDef>) {
    for circle in Circles::of(types) {
        for (holder, part) in fewest(types, &circle) {
            set_boxed(&mut types[holder].kind, part);
        }
    }
}

/// A member or variant: the type that it is in, and its place there.
type Part = (TypeId, usize);

/// Where to box, so that no type of a circle holds itself: what the best of the walks through it says that begin at its types.
/// Which is the fewest in all is too hard a question for large ones.
fn fewest(types: &Arena<TypeDef>, circle: &[TypeId]) -> Vec<Part> {
    let members: HashSet<TypeId> = circle.iter().copied().collect();
    let within: HashMap<TypeId, Vec<(usize, TypeId)>> = circle
        .iter()
        .map(|&id| {
            let mut parts = held_parts(&types[id].kind);
            parts.retain(|(_, part)| members.contains(part));
            (id, parts)
        })
        .collect();
    let most = if circle.len() > MOST_WALKS {
        1
    } else {
        circle.len()
    };
    let walks = circle
        .iter()
        .take(most)
        .map(|start| leading_back(&within, *start));
    walks.min_by_key(Vec::len).unwrap_or_default()
}

/// The parts that lead back to a type which is still open, on a walk through all that a type leads to.
fn leading_back(within: &HashMap<TypeId, Vec<(usize, TypeId)>>, start: TypeId) -> Vec<Part> {
    let parts_of = |id: TypeId| within.get(&id).map_or(&[][..], Vec::as_slice).iter();
    let mut is_open = HashMap::from([(start, true)]);
    let mut found = Vec::new();
    let mut stack = vec![(start, parts_of(start))];
    while let Some((id, parts)) = stack.last_mut() {
        let Some(&(place, part)) = parts.next() else {
            is_open.insert(*id, false);
            stack.pop();
            continue;
        };
        match is_open.get(&part) {
            Some(true) => found.push((*id, place)),
            Some(false) => {}
            None => {
                is_open.insert(part, true);
                stack.push((part, parts_of(part)));
            }
        }
    }
    found
}

/// Finds the types that hold one another in a circle: the strongly connected components, by Tarjan's walk.
#[derive(Default)]
struct Circles {
    /// When each type was met, and the earliest one that is open and that it leads to.
    met: HashMap<TypeId, (usize, usize)>,
    /// The types that are open.
    open: Vec<TypeId>,
    found: Vec<Vec<TypeId>>,
}

impl Circles {
    fn of(types: &Arena<TypeDef>) -> Vec<Vec<TypeId>> {
        let mut circles = Self::default();
        for root in types.ids() {
            if !circles.met.contains_key(&root) {
                circles.walk(types, root);
            }
        }
        circles.found
    }

    fn walk(&mut self, types: &Arena<TypeDef>, root: TypeId) {
        let mut stack = vec![self.enter(types, root)];
        while let Some((id, parts)) = stack.last_mut() {
            let id = *id;
            let Some((_, part)) = parts.next() else {
                stack.pop();
                self.leave(types, id);
                if let Some((holder, _)) = stack.last() {
                    self.leads_to(*holder, id);
                }
                continue;
            };
            if self.met.contains_key(&part) {
                self.leads_to(id, part);
            } else {
                let entered = self.enter(types, part);
                stack.push(entered);
            }
        }
    }

    fn enter(
        &mut self,
        types: &Arena<TypeDef>,
        id: TypeId,
    ) -> (TypeId, std::vec::IntoIter<(usize, TypeId)>) {
        let now = self.met.len();
        self.met.insert(id, (now, now));
        self.open.push(id);
        (id, held_parts(&types[id].kind).into_iter())
    }

    /// What is reached from `to` is reached from `from`. What is done counts as met after all.
    fn leads_to(&mut self, from: TypeId, to: TypeId) {
        let earliest = self
            .met
            .get(&to)
            .map_or(usize::MAX, |(_, earliest)| *earliest);
        if let Some((_, own)) = self.met.get_mut(&from) {
            *own = earliest.min(*own);
        }
    }

    /// Takes the types off that a circle consists of, if this is where it was entered.
    fn leave(&mut self, types: &Arena<TypeDef>, id: TypeId) {
        let met = self.met.get(&id);
        if met.is_none_or(|(now, earliest)| now != earliest) {
            return;
        }
        let Some(from) = self.open.iter().rposition(|open| *open == id) else {
            return;
        };
        let circle = self.open.split_off(from);
        for id in &circle {
            if let Some((_, earliest)) = self.met.get_mut(id) {
                *earliest = usize::MAX;
            }
        }
        let holds_itself = |id: TypeId| {
            held_parts(&types[id].kind)
                .iter()
                .any(|(_, part)| *part == id)
        };
        if circle.len() > 1 || holds_itself(id) {
            self.found.push(circle);
        }
    }
}

/// The members or variants of a type that hold a named type within them, by their places.
fn held_parts(kind: &TypeKind) -> Vec<(usize, TypeId)> {
    let held = |(place, ty): (usize, &Ty)| Some((place, held(ty)?));
    match kind {
        TypeKind::Record(record) => {
            let fields = record.fields.iter().map(|field| &field.ty);
            fields.enumerate().filter_map(held).collect()
        }
        TypeKind::Union(union) => {
            let variants = union.variants.iter().map(|variant| &variant.ty);
            variants.enumerate().filter_map(held).collect()
        }
        TypeKind::KeyedMap(_)
        | TypeKind::StringEnum(_)
        | TypeKind::LiteralEnum(_)
        | TypeKind::Constrained(_) => Vec::new(),
    }
}

/// The named type that a value holds within itself.
fn held(ty: &Ty) -> Option<TypeId> {
    match ty {
        Ty::Named(id) => Some(*id),
        Ty::Nullable(inner) | Ty::Hidden(inner) => held(inner),
        _ => None,
    }
}

fn set_boxed(kind: &mut TypeKind, place: usize) {
    let boxed = match kind {
        TypeKind::Record(record) => record.fields.get_mut(place).map(|field| &mut field.boxed),
        TypeKind::Union(union) => union
            .variants
            .get_mut(place)
            .map(|variant| &mut variant.boxed),
        _ => None,
    };
    if let Some(boxed) = boxed {
        *boxed = true;
    }
}
