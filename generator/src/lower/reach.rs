//! Which types operations reach: the way that values of them travel, and the resources whose operations they belong to.

use std::collections::HashSet;

use crate::ir::{Api, OneWay, Operation, TypeId};
use crate::pointer::Pointer;

/// Marks every type with what reaches it. Each resource's types are walked once, which takes as long as the lists that come of it.
pub(super) fn mark(api: &mut Api) {
    let parts: Vec<_> = api.types.iter().map(|(_, def)| def.parts()).collect();
    let mut walk = Walk {
        parts: &parts,
        seen: vec![0; parts.len()],
        round: 0,
    };
    let (mut sent, mut received) = (Vec::new(), Vec::new());
    let mut by_resource = Vec::new();
    for (id, resource) in api.resources.iter() {
        let mut all = Vec::new();
        for &operation in &resource.operations {
            let (of_request, of_response) = uses(&api.operations[operation]);
            all.extend(of_request.iter().chain(&of_response).copied());
            sent.extend(of_request);
            received.extend(of_response);
        }
        let own = api.calls.iter().filter(|call| call.resources.contains(&id));
        let bodies = own.flat_map(|call| &call.bodies);
        bodies.for_each(|body| body.ty.names(&mut all));
        by_resource.push((id, walk.from(all)));
    }
    called(api, &mut sent, &mut received);
    for id in walk.from(sent) {
        api.types[id].directions.request = true;
    }
    for id in walk.from(received) {
        api.types[id].directions.response = true;
    }
    for (resource, ids) in by_resource {
        ids.into_iter()
            .for_each(|id| api.types[id].resources.push(resource));
    }
}

/// The types that operations name themselves: in their requests, in their answers.
pub(super) fn roots(api: &Api) -> (Vec<TypeId>, Vec<TypeId>) {
    let (mut sent, mut received) = (Vec::new(), Vec::new());
    for (_, operation) in api.operations.iter() {
        let (of_request, of_response) = uses(operation);
        sent.extend(of_request);
        received.extend(of_response);
    }
    called(api, &mut sent, &mut received);
    (sent, received)
}

/// The types that the service's own requests name: a program receives them, and sends what they are answered with.
fn called(api: &Api, sent: &mut Vec<TypeId>, received: &mut Vec<TypeId>) {
    for body in api.calls.iter().flat_map(|call| &call.bodies) {
        match body.way {
            OneWay::Sent => body.ty.names(sent),
            OneWay::Received => body.ty.names(received),
        }
    }
}

/// Puts other types in the place of those that a program sends: in its requests, and in what it answers the service with.
pub(super) fn rename_sent(api: &mut Api, to: &impl Fn(TypeId) -> TypeId) {
    let mut answers: HashSet<&Pointer> = HashSet::new();
    for body in api.calls.iter_mut().flat_map(|call| &mut call.bodies) {
        if body.way == OneWay::Sent {
            body.ty.rename(to);
            answers.insert(&body.origin);
        }
    }
    let aliases = api.aliases.iter_mut();
    let of_answers = aliases.filter(|alias| answers.contains(&alias.origin));
    of_answers.for_each(|alias| alias.ty.rename(to));
    rename_requests(api, to);
}

fn rename_requests(api: &mut Api, to: &impl Fn(TypeId) -> TypeId) {
    for operation in api.operations.values_mut() {
        for param in &mut operation.params {
            param.ty.rename(to);
        }
        for content in operation.body.iter_mut().flat_map(|body| &mut body.content) {
            content.ty.rename(to);
        }
    }
}

/// Puts other types in the place of those that anything names.
pub(super) fn rename(api: &mut Api, to: &impl Fn(TypeId) -> TypeId) {
    api.types.values_mut().for_each(|def| def.rename(to));
    let aliases = api.aliases.iter_mut();
    aliases.for_each(|alias| alias.ty.rename(to));
    let bodies = api.calls.iter_mut().flat_map(|call| &mut call.bodies);
    bodies.for_each(|body| body.ty.rename(to));
    rename_requests(api, to);
    for operation in api.operations.values_mut() {
        for response in &mut operation.responses {
            let contents = response.contents.iter_mut();
            contents.for_each(|content| content.ty.rename(to));
            let headers = response.headers.iter_mut();
            headers.for_each(|header| header.ty.rename(to));
        }
    }
}

/// The types that an operation names itself: in its request, in its answers.
fn uses(operation: &Operation) -> (Vec<TypeId>, Vec<TypeId>) {
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
            .contents
            .iter()
            .for_each(|content| content.ty.names(&mut received));
        response
            .headers
            .iter()
            .for_each(|header| header.ty.names(&mut received));
    }
    (sent, received)
}

/// A walk from types to those that they name.
struct Walk<'a> {
    parts: &'a [Vec<TypeId>],
    /// The last round in which each type was met.
    seen: Vec<u32>,
    round: u32,
}

impl Walk<'_> {
    /// All types that can be reached from some, each once.
    fn from(&mut self, mut open: Vec<TypeId>) -> Vec<TypeId> {
        self.round += 1;
        let mut found = Vec::new();
        while let Some(id) = open.pop() {
            let seen = self.seen.get_mut(id.index());
            if seen.is_none_or(|seen| std::mem::replace(seen, self.round) == self.round) {
                continue;
            }
            found.push(id);
            open.extend(self.parts.get(id.index()).into_iter().flatten().copied());
        }
        found
    }
}
