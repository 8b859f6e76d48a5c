//! Follows references between components.

use std::collections::HashMap;

use indexmap::IndexMap;
use openapiv3::{Components, ReferenceOr};

use super::Lowering;
use super::facets::SchemaRef;
use crate::diagnostic::Code;
use crate::document::Document;
use crate::load::Node;
use crate::normalise::LEFT_OUT;
use crate::pointer::Pointer;

/// Where a component leads that may be nothing but a reference.
#[derive(Debug, Clone, Copy)]
pub(super) enum End<'a> {
    /// To this one, which is more than that.
    At(&'a str),
    /// Nowhere, by the reference of the last one on the way.
    Nowhere { last: &'a str, reference: &'a str },
    /// Back to one on the way.
    Back,
}

impl<'a> Lowering<'a> {
    /// The item that a reference leads to, with the pointer where it stands. What leads nowhere is reported.
    pub(super) fn resolve<T>(
        &mut self,
        item: &'a ReferenceOr<T>,
        at: &Pointer,
        section: &'static str,
        of: impl Fn(&'a Components) -> &'a IndexMap<String, ReferenceOr<T>>,
    ) -> Option<(&'a T, Pointer)> {
        match item {
            ReferenceOr::Item(found) => Some((found, at.clone())),
            ReferenceOr::Reference { reference } => self.follow(reference, at, section, of),
        }
    }

    /// The same of a reference.
    pub(super) fn follow<T>(
        &mut self,
        reference: &str,
        at: &Pointer,
        section: &'static str,
        of: impl Fn(&'a Components) -> &'a IndexMap<String, ReferenceOr<T>>,
    ) -> Option<(&'a T, Pointer)> {
        let all = self.document.openapi.components.as_ref().map(of);
        let named = component_name(reference, section);
        let first = named.and_then(|name| all?.get_key_value(&name));
        let (Some(all), Some((name, _))) = (all, first) else {
            self.missing(reference, at, section);
            return None;
        };
        let place = |name: &str| Pointer::root().key("components").key(section).key(name);
        match self.end(name, section, all) {
            End::At(name) => Some((all.get(name)?.as_item()?, place(name))),
            End::Nowhere { last, reference } => {
                self.missing(reference, &place(last), section);
                None
            }
            End::Back => {
                let message = "this reference leads back to itself";
                self.report(Code::ReferenceCycle, at, message);
                None
            }
        }
    }

    /// Where a component leads. Each link of a chain is gone along once, however many references lead into it.
    fn end<T>(
        &mut self,
        name: &'a str,
        section: &'static str,
        all: &'a IndexMap<String, ReferenceOr<T>>,
    ) -> End<'a> {
        let ends = self.followed.entry(section).or_default();
        let mut passed = Vec::new();
        let mut last = name;
        let end = loop {
            if let Some(&known) = ends.get(last) {
                break known;
            }
            // What is met once more leads back.
            ends.insert(last, End::Back);
            passed.push(last);
            let Some(ReferenceOr::Reference { reference }) = all.get(last) else {
                break End::At(last);
            };
            let next = component_name(reference, section);
            match next.and_then(|next| all.get_key_value(&next)) {
                Some((next, _)) => last = next,
                None => break End::Nowhere { last, reference },
            }
        };
        ends.extend(passed.into_iter().map(|name| (name, end)));
        end
    }

    /// What stands behind a component and those that it leads through, where each is nothing but a reference. One whose
    /// reference leads nowhere, or back, stands for itself.
    pub(super) fn behind(&self, name: &'a str, schema: SchemaRef<'a>) -> (&'a str, SchemaRef<'a>) {
        let components = self.document.openapi.components.as_ref();
        let end = self.ends.get(name).copied();
        end.and_then(|end| Some((end, components?.schemas.get(end)?.into())))
            .unwrap_or((name, schema))
    }

    /// Whether something was wrong with what a reference leads to, which has been said.
    fn is_left_out(&self, target: Option<&Pointer>) -> bool {
        let left_out = self.document.root().get(LEFT_OUT).and_then(Node::as_array);
        let mut left_out = left_out.unwrap_or_default().iter();
        target.is_some_and(|target| left_out.any(|one| one.as_str() == Some(target.as_str())))
    }

    /// Whether anything was wrong with a member of an object, which has been said.
    pub(super) fn has_left_out(&self, of: &Pointer) -> bool {
        let of = self.document.origin(of);
        let left_out = self.document.root().get(LEFT_OUT).and_then(Node::as_array);
        let mut left_out = left_out.unwrap_or_default().iter();
        left_out.any(|one| {
            let rest = one.as_str().and_then(|one| one.strip_prefix(of.as_str()));
            rest.is_some_and(|rest| rest.starts_with('/'))
        })
    }

    /// Says that a reference leads nowhere, or to a thing that can't stand here.
    pub(super) fn missing(&mut self, reference: &str, at: &Pointer, section: &str) {
        let target = Pointer::from_fragment(reference);
        let there = target
            .as_ref()
            .is_some_and(|target| self.document.node(target).is_some());
        let elsewhere = target.as_ref().is_some_and(Pointer::is_in_other_file);
        let is_left_out = self.is_left_out(target.as_ref());
        if elsewhere || (there && !is_left_out && self.diagnostics.has(Code::BadReference)) {
            // It has been said: there is no such file, nothing of that name in it, or it is something else.
            return;
        }
        let message = if is_left_out {
            format!("`{reference}` is left out, and so is this")
        } else if there {
            format!("`{reference}` is no entry of `components/{section}`")
        } else {
            format!("`{reference}` points to nothing")
        };
        self.report(Code::MissingReference, &at.key("$ref"), message);
    }
}

/// Where components lead that are nothing but a reference, each by its name: through all that are the same.
pub(super) fn ends(document: &Document) -> HashMap<&str, &str> {
    let mut ends = HashMap::new();
    let Some(components) = &document.openapi.components else {
        return ends;
    };
    let next = |name: &str| match components.schemas.get(name)? {
        ReferenceOr::Reference { reference } => {
            let name = component_name(reference, "schemas")?;
            let (name, _) = components.schemas.get_key_value(&name)?;
            Some(name.as_str())
        }
        ReferenceOr::Item(_) => None,
    };
    for name in components.schemas.keys() {
        let mut passed: Vec<&str> = Vec::new();
        let mut end = name.as_str();
        while let Some(further) = next(end) {
            if let Some(&known) = ends.get(end) {
                end = known;
                break;
            }
            // What leads back ends where it began.
            ends.insert(end, end);
            passed.push(end);
            end = further;
        }
        for name in passed {
            ends.insert(name, end);
        }
    }
    ends
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
