//! What can only be known once all types are there: boxes, directions, and which resources reach a type.

use std::collections::BTreeSet;

use crate::ir::{Api, Arena, Directions, Operation, ResourceId, Ty, TypeDef, TypeId, TypeKind};

pub(super) fn finish(api: &mut Api) {
    box_cycles(&mut api.types);
    let uses: Vec<_> = api
        .operations
        .iter()
        .map(|(_, operation)| uses(operation))
        .collect();
    let mut directions = vec![Directions::default(); api.types.len()];
    let mut resources = vec![BTreeSet::new(); api.types.len()];
    for Use {
        resource,
        sent,
        received,
    } in uses
    {
        for id in reach(&api.types, &sent) {
            mark(
                &mut directions,
                &mut resources,
                id,
                resource,
                |directions| directions.request = true,
            );
        }
        for id in reach(&api.types, &received) {
            mark(
                &mut directions,
                &mut resources,
                id,
                resource,
                |directions| directions.response = true,
            );
        }
    }
    for ((def, directions), resources) in api.types.values_mut().zip(directions).zip(resources) {
        def.directions = directions;
        def.resources = resources.into_iter().collect();
    }
}

struct Use {
    resource: ResourceId,
    sent: Vec<TypeId>,
    received: Vec<TypeId>,
}

fn mark(
    directions: &mut [Directions],
    resources: &mut [BTreeSet<ResourceId>],
    id: TypeId,
    resource: ResourceId,
    set: impl Fn(&mut Directions),
) {
    if let (Some(directions), Some(resources)) = (
        directions.get_mut(id.index()),
        resources.get_mut(id.index()),
    ) {
        set(directions);
        resources.insert(resource);
    }
}

/// The types that an operation names itself.
fn uses(operation: &Operation) -> Use {
    let mut sent = Vec::new();
    let mut received = Vec::new();
    operation
        .params
        .iter()
        .for_each(|param| param.ty.names(&mut sent));
    operation
        .body
        .iter()
        .flat_map(|body| &body.content)
        .for_each(|content| content.ty.names(&mut sent));
    for response in &operation.responses {
        response
            .content
            .iter()
            .for_each(|content| content.ty.names(&mut received));
        response
            .headers
            .iter()
            .for_each(|header| header.ty.names(&mut received));
    }
    Use {
        resource: operation.resource,
        sent,
        received,
    }
}

/// All types that can be reached from some.
fn reach(types: &Arena<TypeDef>, from: &[TypeId]) -> BTreeSet<TypeId> {
    let mut seen = BTreeSet::new();
    let mut open: Vec<TypeId> = from.to_vec();
    while let Some(id) = open.pop() {
        if seen.insert(id) {
            open.extend(types[id].parts());
        }
    }
    seen
}

/// Boxes each field through which a record would hold itself: the edges of a depth-first walk that lead back to a record
/// which is still open. Lists and maps hold their items apart, so no edge leads through them.
fn box_cycles(types: &mut Arena<TypeDef>) {
    let mut state = vec![Visit::New; types.len()];
    for root in types.ids() {
        let mut stack = vec![(root, 0)];
        while let Some((id, next)) = stack.pop() {
            set(&mut state, id, Visit::Open);
            let TypeKind::Record(record) = &mut types[id].kind else {
                set(&mut state, id, Visit::Done);
                continue;
            };
            let edge = record
                .fields
                .iter_mut()
                .enumerate()
                .skip(next)
                .find_map(|(at, field)| match field.ty {
                    Ty::Named(target) => Some((at, target, field)),
                    _ => None,
                });
            let Some((at, target, field)) = edge else {
                set(&mut state, id, Visit::Done);
                continue;
            };
            stack.push((id, at + 1));
            match state.get(target.index()) {
                Some(Visit::Open) => field.boxed = true,
                Some(Visit::New) => stack.push((target, 0)),
                _ => {}
            }
        }
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
