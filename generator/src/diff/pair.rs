//! Which operations and types of the two sides belong together, and what reaches each pair.
//!
//! Operations pair by id, then by method and path. Types pair by standing in the same place of the same operation, walking
//! from there through members; what no operation reaches pairs by its component's name. So an inline type finds its
//! partner although its name changed, and a type that parted in two has two partners.

use std::collections::{BTreeMap, BTreeSet};

use super::effect::Direction;
use super::pairs::Pairs;
use super::{bodies, calls, members, params, responses};
use crate::ir::{
    Additional, Api, Call, HintBase, ObjectRules, Operation, OperationId, Ty, TypeDef, TypeId,
    TypeKind,
};
use crate::name::Named;

/// What reaches something: in which direction, and from which operations.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Reach {
    pub(super) request: bool,
    pub(super) response: bool,
    /// Indices of [`Pairing::labels`].
    pub(super) operations: BTreeSet<usize>,
}

impl Reach {
    /// Reached by one operation, in a direction.
    pub(super) fn of(direction: Direction, label: usize) -> Self {
        Self {
            request: direction.has_request(),
            response: direction.has_response(),
            operations: BTreeSet::from([label]),
        }
    }

    /// Reached by nothing, but in a direction: what is not of one operation.
    pub(super) fn general(direction: Direction) -> Self {
        Self {
            request: direction.has_request(),
            response: direction.has_response(),
            operations: BTreeSet::new(),
        }
    }

    /// The same operations, and texts only: nothing travels.
    pub(super) fn of_texts(&self) -> Self {
        Self {
            operations: self.operations.clone(),
            ..Self::default()
        }
    }

    /// Takes the other in; was there anything new?
    pub(super) fn merge(&mut self, other: &Self) -> bool {
        let before = (self.request, self.response, self.operations.len());
        self.request |= other.request;
        self.response |= other.response;
        self.operations.extend(&other.operations);
        before != (self.request, self.response, self.operations.len())
    }
}

/// An operation that both sides have.
#[derive(Debug, Clone, Copy)]
pub(super) struct OperationPair {
    pub(super) base: OperationId,
    pub(super) head: OperationId,
    /// Index of its label.
    pub(super) label: usize,
}

/// What belongs together.
#[derive(Debug, Default)]
pub(super) struct Pairing<'a> {
    pub(super) operations: Vec<OperationPair>,
    /// Operations of the base that the head does not have, with the indices of their labels.
    pub(super) removed: Vec<(OperationId, usize)>,
    /// Operations of the head that the base does not have.
    pub(super) added: Vec<(OperationId, usize)>,
    /// Requests of the service that both sides have, with the indices of their labels.
    pub(super) calls: Vec<(&'a Call, &'a Call, usize)>,
    /// Those of the base that the head does not have.
    pub(super) calls_removed: Vec<(&'a Call, usize)>,
    /// Those of the head that the base does not have.
    pub(super) calls_added: Vec<(&'a Call, usize)>,
    /// Pairs of types that stand in a place.
    pub(super) types: BTreeMap<(TypeId, TypeId), Reach>,
    /// Pairs of enums that are the keys of a map.
    pub(super) keys: BTreeMap<(TypeId, TypeId), Reach>,
    labels: Vec<String>,
    mutual: BTreeMap<TypeId, TypeId>,
    mutual_heads: BTreeSet<TypeId>,
}

impl<'a> Pairing<'a> {
    pub(super) fn new(base: &'a Named, head: &'a Named) -> Self {
        let mut pairing = Self::default();
        pairing.pair_operations(&base.api, &head.api);
        pairing.pair_calls(&base.api, &head.api);
        let mut walk = Walk {
            base,
            head,
            pairing: &mut pairing,
            todo: Vec::new(),
        };
        walk.operations();
        walk.calls();
        walk.components();
        pairing.find_mutual(base, head);
        pairing
    }

    /// The operations' labels, as `GET /things`.
    pub(super) fn labels(&self) -> &[String] {
        &self.labels
    }

    /// Is each the other's counterpart, and not only met in some place?
    pub(super) fn is_mutual(&self, base: TypeId, head: TypeId) -> bool {
        self.mutual.get(&base) == Some(&head)
    }

    /// Has the type of the base a counterpart?
    pub(super) fn has_base(&self, base: TypeId) -> bool {
        self.mutual.contains_key(&base)
    }

    /// Has the type of the head a counterpart?
    pub(super) fn has_head(&self, head: TypeId) -> bool {
        self.mutual_heads.contains(&head)
    }

    /// All pairs of types, those of keys too, each once.
    pub(super) fn all_types(&self) -> BTreeMap<(TypeId, TypeId), Reach> {
        let mut all = self.types.clone();
        for (&pair, reach) in &self.keys {
            all.entry(pair).or_default().merge(reach);
        }
        all
    }

    fn label(&mut self, operation: &Operation) -> usize {
        self.labels
            .push(format!("{} {}", operation.method, operation.path));
        self.labels.len() - 1
    }

    fn pair_operations(&mut self, base: &Api, head: &Api) {
        let list = |api: &Api| -> Vec<(OperationId, String, String)> {
            let operations = api.operations.iter();
            operations
                .map(|(id, operation)| {
                    let route = format!("{} {}", operation.method, path_shape(&operation.path));
                    (id, operation.id.clone(), route)
                })
                .collect()
        };
        let (base_list, head_list) = (list(base), list(head));
        let mut pairs = Pairs::by_key(&base_list, &head_list, |item| &item.1);
        pairs.rescue(|a, b| a.2 == b.2);
        pairs.both.sort_by_key(|(_, head)| head.0);
        for (a, b) in &pairs.both {
            let label = self.label(&head.operations[b.0]);
            self.operations.push(OperationPair {
                base: a.0,
                head: b.0,
                label,
            });
        }
        for item in &pairs.removed {
            let label = self.label(&base.operations[item.0]);
            self.removed.push((item.0, label));
        }
        for item in &pairs.added {
            let label = self.label(&head.operations[item.0]);
            self.added.push((item.0, label));
        }
    }

    fn pair_calls(&mut self, base: &'a Api, head: &'a Api) {
        let pairs = Pairs::by_key(&base.calls, &head.calls, |call| call.label.as_str());
        let mut label = |call: &Call| {
            self.labels.push(call.label.clone());
            self.labels.len() - 1
        };
        let both = pairs.both.into_iter();
        self.calls = both.map(|(a, b)| (a, b, label(b))).collect();
        let removed = pairs.removed.into_iter();
        self.calls_removed = removed.map(|call| (call, label(call))).collect();
        let added = pairs.added.into_iter();
        self.calls_added = added.map(|call| (call, label(call))).collect();
    }

    /// Of several partners, one with the same Rust name comes first, then the one that most operations reach.
    fn find_mutual(&mut self, base: &Named, head: &Named) {
        let mut heads: BTreeMap<TypeId, (Rank, TypeId)> = BTreeMap::new();
        let mut bases: BTreeMap<TypeId, (Rank, TypeId)> = BTreeMap::new();
        let all = self.all_types();
        for (&(a, b), reach) in &all {
            let same = base.names.of_type(a).ident == head.names.of_type(b).ident;
            let rank = (same, reach.operations.len());
            keep_best(&mut heads, a, rank, b);
            keep_best(&mut bases, b, rank, a);
        }
        let mutual = all.into_keys().filter(|(a, b)| {
            heads.get(a).is_some_and(|(_, head)| head == b)
                && bases.get(b).is_some_and(|(_, base)| base == a)
        });
        self.mutual = mutual.collect();
        self.mutual_heads = self.mutual.values().copied().collect();
    }
}

type Rank = (bool, usize);

fn keep_best(best: &mut BTreeMap<TypeId, (Rank, TypeId)>, of: TypeId, rank: Rank, partner: TypeId) {
    let entry = best.entry(of).or_insert((rank, partner));
    if rank > entry.0 {
        *entry = (rank, partner);
    }
}

/// A path without the names of its parameters: two paths of one shape are the same to a server.
pub(super) fn path_shape(path: &str) -> String {
    let mut shape = String::with_capacity(path.len());
    let mut rest = path;
    while let Some((before, after)) = rest.split_once('{') {
        shape.push_str(before);
        shape.push_str("{}");
        rest = after.split_once('}').map_or("", |(_, tail)| tail);
    }
    shape.push_str(rest);
    shape
}

/// The key of the component that a type is, when it is one.
pub(super) fn component(def: &TypeDef) -> Option<&str> {
    match &def.hint.base {
        HintBase::Component(name) if def.hint.path.is_empty() => Some(name),
        _ => None,
    }
}

struct Walk<'a, 'p> {
    base: &'a Named,
    head: &'a Named,
    pairing: &'p mut Pairing<'a>,
    todo: Vec<(TypeId, TypeId, Reach)>,
}

impl Walk<'_, '_> {
    fn operations(&mut self) {
        let (base, head) = (self.base, self.head);
        for pair in self.pairing.operations.clone() {
            let a = &base.api.operations[pair.base];
            let b = &head.api.operations[pair.head];
            let request = Reach::of(Direction::Request, pair.label);
            for (a, b) in params::pair(a, b).both {
                self.step(&a.ty, &b.ty, &request);
            }
            for (a, b) in bodies::content(a, b) {
                self.step(&a.ty, &b.ty, &request);
            }
            let response = Reach::of(Direction::Response, pair.label);
            for (a, b) in responses::types(a, b) {
                self.step(a, b, &response);
            }
            self.run();
        }
    }

    fn calls(&mut self) {
        for (base, head, label) in self.pairing.calls.clone() {
            for (a, b) in calls::bodies(base, head).both {
                self.step(&a.ty, &b.ty, &Reach::of(calls::direction(a), label));
            }
        }
        self.run();
    }

    /// Components of one name, which belong together even where other types took their places.
    fn components(&mut self) {
        let heads = self.head.api.types.iter();
        let named: BTreeMap<_, _> = heads
            .filter_map(|(id, def)| Some((component(def)?, id)))
            .collect();
        for (a, def) in self.base.api.types.iter() {
            if let Some(&b) = component(def).and_then(|name| named.get(name)) {
                self.todo.push((a, b, Reach::default()));
            }
        }
        self.run();
    }

    fn run(&mut self) {
        while let Some((a, b, reach)) = self.todo.pop() {
            let is_new = !self.pairing.types.contains_key(&(a, b));
            if self.pairing.types.entry((a, b)).or_default().merge(&reach) || is_new {
                self.enter(a, b, &reach);
            }
        }
    }

    /// Goes from a pair of types to those of its parts.
    fn enter(&mut self, a: TypeId, b: TypeId, reach: &Reach) {
        let (base, head) = (self.base, self.head);
        let (base_kind, head_kind) = (&base.api.types[a].kind, &head.api.types[b].kind);
        if let (Some(a), Some(b)) = (members::of_type(base, a), members::of_type(head, b)) {
            for (a, b) in members::pair(&a, &b).both {
                self.step(&a.ty, &b.ty, reach);
            }
        }
        match (base_kind, head_kind) {
            (TypeKind::KeyedMap(a), TypeKind::KeyedMap(b)) => {
                self.names(&a.rules, &b.rules, reach);
                self.pairing
                    .keys
                    .entry((a.keys, b.keys))
                    .or_default()
                    .merge(reach);
            }
            (TypeKind::Record(a), TypeKind::Record(b)) => {
                self.names(&a.rules, &b.rules, reach);
                if let (Additional::Typed(a), Additional::Typed(b)) = (&a.additional, &b.additional)
                {
                    self.step(a, b, reach);
                }
            }
            (TypeKind::Union(a), TypeKind::Union(b)) => {
                let pairs = Pairs::by_key(&a.variants, &b.variants, |variant| &variant.label);
                for (a, b) in pairs.both {
                    self.step(&a.ty, &b.ty, reach);
                }
            }
            (TypeKind::Constrained(a), TypeKind::Constrained(b)) => {
                self.step(&a.inner, &b.inner, reach);
                self.names(&a.rules.object, &b.rules.object, reach);
            }
            _ => {}
        }
    }

    /// Notes the types of the names of two objects' members.
    fn names(&mut self, a: &ObjectRules, b: &ObjectRules, reach: &Reach) {
        if let (Some(a), Some(b)) = (&a.names, &b.names) {
            self.step(a, b, reach);
        }
    }

    /// Notes the named types that stand in the same place of two types.
    fn step(&mut self, a: &Ty, b: &Ty, reach: &Reach) {
        match (a, b) {
            (Ty::Named(a), Ty::Named(b)) => self.todo.push((*a, *b, reach.clone())),
            (Ty::Array(a), Ty::Array(b))
            | (Ty::Map(a), Ty::Map(b))
            | (Ty::Nullable(a), Ty::Nullable(b))
            | (Ty::Hidden(a), Ty::Hidden(b)) => self.step(a, b, reach),
            (Ty::Nullable(a) | Ty::Hidden(a), b) => self.step(a, b, reach),
            (a, Ty::Nullable(b) | Ty::Hidden(b)) => self.step(a, b, reach),
            (Ty::Named(a), b) => {
                let base = self.base;
                if let TypeKind::Constrained(a) = &base.api.types[*a].kind {
                    self.step(&a.inner, b, reach);
                }
            }
            (a, Ty::Named(b)) => {
                let head = self.head;
                if let TypeKind::Constrained(b) = &head.api.types[*b].kind {
                    self.step(a, &b.inner, reach);
                }
            }
            _ => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::path_shape;

    #[test]
    fn names_of_path_parameters_are_no_part_of_the_shape() {
        assert_eq!(path_shape("/a/{id}/b/{other}"), "/a/{}/b/{}");
        assert_eq!(path_shape("/a/{id"), "/a/{}");
        assert_eq!(path_shape("/a"), "/a");
    }
}
