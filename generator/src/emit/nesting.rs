//! How deep types hold one another: the compiler goes all the way down to see whether a value may be sent between threads.

use crate::ir::{Api, TypeId};

/// The types in a chain that the compiler follows without being asked to, with room to spare.
const SHALLOW: usize = 20;
/// What the compiler goes down by where it asks for no more.
const LIMIT: usize = 128;
/// How far it goes down from a type to the next at most: an option, a map, its list of entries, the entry, and what a list is
/// made of.
const STEPS: usize = 12;

/// The `recursion_limit` that the crate needs, where the compiler's own is too low.
pub(super) fn recursion_limit(api: &Api) -> Option<String> {
    let deepest = deepest(api);
    (deepest > SHALLOW).then(|| (LIMIT + STEPS * deepest).next_power_of_two().to_string())
}

/// The most types that stand inside one another, each in the next. A circle counts as far as it leads to a type that is open.
fn deepest(api: &Api) -> usize {
    let mut below: Vec<Option<usize>> = vec![None; api.types.len()];
    for root in api.types.ids() {
        let mut stack = vec![Open::new(api, root)];
        while let Some(top) = stack.last_mut() {
            let Some(part) = top.parts.next() else {
                let done = top.below + 1;
                set(&mut below, top.id, done);
                stack.pop();
                if let Some(holder) = stack.last_mut() {
                    holder.below = holder.below.max(done);
                }
                continue;
            };
            match below.get(part.index()) {
                Some(Some(known)) => top.below = top.below.max(*known),
                _ => {
                    // Whoever comes back here while it is open finds it no deeper than this.
                    set(&mut below, part, 0);
                    stack.push(Open::new(api, part));
                }
            }
        }
    }
    below.into_iter().flatten().max().unwrap_or(0)
}

/// A type whose parts are gone through.
struct Open {
    id: TypeId,
    parts: std::vec::IntoIter<TypeId>,
    /// The most types inside one another, of the parts so far.
    below: usize,
}

impl Open {
    fn new(api: &Api, id: TypeId) -> Self {
        Self {
            id,
            parts: api.types[id].parts().into_iter(),
            below: 0,
        }
    }
}

fn set(below: &mut [Option<usize>], id: TypeId, value: usize) {
    if let Some(entry) = below.get_mut(id.index()) {
        *entry = Some(value);
    }
}
