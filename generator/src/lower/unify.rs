//! Types of equal shape and equal rules are one type, whatever they are called, where the settings ask for that.
//!
//! Equal is what cannot be told apart by any walk through it: all types are taken for one, and are parted until no two of a
//! class differ in what they are or in the classes of what they name.

use std::collections::{BTreeMap, HashMap, HashSet};

use crate::ir::{Alias, Api, HintBase, Ty, TypeDef, TypeId, TypeKind};

/// Makes one type of those that are equal; components that lose their own become second names for it.
pub(super) fn unify(api: &mut Api) {
    let classes = classes(api);
    let mut members: BTreeMap<TypeId, Vec<TypeId>> = BTreeMap::new();
    for (id, class) in api.types.ids().zip(classes) {
        members.entry(class).or_default().push(id);
    }
    let mut moved: HashMap<TypeId, TypeId> = HashMap::new();
    let mut second_names = Vec::new();
    for same in members.into_values().filter(|same| same.len() > 1) {
        let Some(kept) = same
            .iter()
            .copied()
            .min_by_key(|&id| rank(&api.types[id], id))
        else {
            continue;
        };
        for id in same.into_iter().filter(|&id| id != kept) {
            moved.insert(id, kept);
            match component(&api.types[id]) {
                Some(wire) => second_names.push(second_name(&api.types[id], wire, kept)),
                None => take_places(api, id, kept),
            }
        }
    }
    api.aliases.extend(second_names);
    super::reach::rename(api, &|id| moved.get(&id).copied().unwrap_or(id));
    super::prune::take_out(api, |id| moved.contains_key(&id));
}

/// The class of each type, as the first of its members.
fn classes(api: &Api) -> Vec<TypeId> {
    let mut apart = HashSet::new();
    loop {
        let classes = parted(api, &apart);
        let class_of = |id: TypeId| classes.get(id.index()).copied().unwrap_or(id);
        let before = apart.len();
        for (_, def) in api.types.iter() {
            apart.extend(twice(def, class_of));
        }
        if apart.len() == before {
            return classes;
        }
    }
}

/// The variants of a union that would be one type: they are alternatives, and stay so.
fn twice(def: &TypeDef, class_of: impl Fn(TypeId) -> TypeId) -> Vec<TypeId> {
    let TypeKind::Union(union) = &def.kind else {
        return Vec::new();
    };
    let variants = union.variants.iter();
    let named: Vec<TypeId> = variants
        .filter_map(|variant| match variant.ty {
            Ty::Named(id) => Some(id),
            _ => None,
        })
        .collect();
    let mut counts: HashMap<TypeId, usize> = HashMap::new();
    for &id in &named {
        *counts.entry(class_of(id)).or_default() += 1;
    }
    named
        .into_iter()
        .filter(|&id| counts.get(&class_of(id)).is_some_and(|count| *count > 1))
        .collect()
}

/// What makes types equal, but for the classes of what they name.
#[derive(PartialEq, Eq, Hash)]
struct Look {
    kind: TypeKind,
    format: Option<String>,
    deprecated: bool,
    /// The type itself, where it is kept apart from all others.
    apart: Option<TypeId>,
}

/// Parts the types into classes, each called by its first member.
fn parted(api: &Api, apart: &HashSet<TypeId>) -> Vec<TypeId> {
    let ids: Vec<TypeId> = api.types.ids().collect();
    let Some(&first) = ids.first() else {
        return Vec::new();
    };
    let mut classes = vec![first; ids.len()];
    let mut count = 1;
    // Each round but the last makes more classes, of which there are at most as many as types.
    loop {
        let mut known: HashMap<Look, TypeId> = HashMap::new();
        let next: Vec<TypeId> = ids
            .iter()
            .map(|&id| {
                let look = look(&api.types[id], &classes, apart.get(&id).copied());
                *known.entry(look).or_insert(id)
            })
            .collect();
        let more = known.len();
        classes = next;
        if more == count {
            return classes;
        }
        count = more;
    }
}

fn look(def: &TypeDef, classes: &[TypeId], apart: Option<TypeId>) -> Look {
    let mut def = def.clone();
    def.rename(&|id| classes.get(id.index()).copied().unwrap_or(id));
    Look {
        kind: def.kind,
        format: def.format,
        deprecated: def.deprecated,
        apart,
    }
}

/// Which of equal types gives them its name: a component, of those the shortest name, of those the first by the alphabet.
fn rank(def: &TypeDef, id: TypeId) -> (bool, usize, String, TypeId) {
    match component(def) {
        Some(name) => (false, name.chars().count(), name, id),
        None => (true, 0, String::new(), id),
    }
}

fn component(def: &TypeDef) -> Option<String> {
    match &def.hint.base {
        HintBase::Component(name) if def.hint.is_component() => Some(name.clone()),
        _ => None,
    }
}

fn second_name(def: &TypeDef, wire: String, kept: TypeId) -> Alias {
    Alias {
        wire,
        ty: Ty::Named(kept),
        docs: def.docs.clone(),
        deprecated: def.deprecated,
        origin: def.origins.first().cloned().unwrap_or_default(),
    }
}

/// The places of an inline type are those of the type that it is.
fn take_places(api: &mut Api, from: TypeId, kept: TypeId) {
    let places = api.types[from].origins.clone();
    api.types[kept].origins.extend(places);
}
