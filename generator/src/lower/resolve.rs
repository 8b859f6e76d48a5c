//! Follows references between components.

use indexmap::IndexMap;
use openapiv3::{Components, ReferenceOr};

use super::Lowering;
use crate::diagnostic::Code;
use crate::pointer::Pointer;

/// References may lead to references; longer chains than this are taken for cycles.
const LONGEST_CHAIN: usize = 64;

impl<'a> Lowering<'a> {
    /// The item that a reference leads to, with the pointer where it stands. What leads nowhere is reported.
    pub(super) fn resolve<T>(
        &mut self,
        item: &'a ReferenceOr<T>,
        at: &Pointer,
        section: &str,
        of: impl Fn(&'a Components) -> &'a IndexMap<String, ReferenceOr<T>>,
    ) -> Option<(&'a T, Pointer)> {
        let mut item = item;
        let mut place = at.clone();
        for _ in 0..LONGEST_CHAIN {
            let reference = match item {
                ReferenceOr::Item(found) => return Some((found, place)),
                ReferenceOr::Reference { reference } => reference,
            };
            let components = self.document.openapi.components.as_ref();
            let name = component_name(reference, section);
            let found = name
                .as_deref()
                .and_then(|name| components.and_then(|components| of(components).get(name)));
            let (Some(name), Some(found)) = (name, found) else {
                self.missing(reference, &place, section);
                return None;
            };
            place = Pointer::root().key("components").key(section).key(&name);
            item = found;
        }
        self.report(
            Code::ReferenceCycle,
            at,
            "this reference leads back to itself",
        );
        None
    }

    /// Says that a reference leads nowhere, or to a thing that can't stand here.
    pub(super) fn missing(&mut self, reference: &str, at: &Pointer, section: &str) {
        let target = Pointer::from_fragment(reference);
        let there = target
            .as_ref()
            .is_some_and(|target| self.document.node(target).is_some());
        let elsewhere = target.as_ref().is_some_and(Pointer::is_in_other_file);
        if (there || elsewhere) && self.diagnostics.has_errors() {
            // What is there is no such thing, or it would be a component by now, and that has been said.
            return;
        }
        let message = if there {
            format!(
                "`{reference}` is not an entry of `components/{section}`, and other references are not followed yet"
            )
        } else {
            format!("`{reference}` points to nothing")
        };
        self.report(Code::MissingReference, &at.key("$ref"), message);
    }
}

/// The name of the component that a reference names in a section.
pub(super) fn component_name(reference: &str, section: &str) -> Option<String> {
    let pointer = Pointer::from_fragment(reference)?;
    let base = Pointer::root().key("components").key(section);
    let rest = pointer.strip_prefix(&base)?;
    let mut segments = rest.segments();
    let name = segments.next()?.into_owned();
    segments.next().is_none().then_some(name)
}
