//! What can only be known once all types are there: places, boxes, directions, and which resources reach a type.

use std::collections::HashSet;

use crate::ir::{Api, Arena, TypeDef};

pub(super) fn finish(api: &mut Api) {
    list_places_once(&mut api.types);
    super::apart::tell_apart(&mut api.types);
    super::boxes::box_cycles(&mut api.types);
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
