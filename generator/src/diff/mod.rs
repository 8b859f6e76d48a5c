//! Two descriptions as IRs with names → findings: what a change does on the wire and to the Rust API.
//!
//! [`review`] pairs operations and types of the two sides, then one module a subject compares what belongs together. A
//! change is one finding with one [`Rule`], however many operations reach it. A rule and a [`Direction`] give the effect,
//! and nothing else does: the table is in `RULES.md` beside this file and is printed by [`Rule::table`].
//!
//! *On the wire* means: a program built from the base, once the server behaves as the head says. *On the Rust API* means
//! the version that the generated crate needs by Cargo's SemVer reference.
//!
//! **Invariant:** nothing here reads generated code. The descriptions themselves give the places that findings show, and the
//! keywords that no type keeps (`unkept`).

mod aliases;
mod attributes;
mod bodies;
mod calls;
mod conditions;
mod constraints;
mod context;
mod effect;
mod enums;
mod fields;
mod finding;
mod inclusion;
mod items;
mod members;
mod objects;
mod operations;
mod pair;
mod pairs;
mod params;
mod render;
mod responses;
mod rules;
mod schemes;
mod security;
mod servers;
mod types;
mod unions;
mod unkept;
mod values;
mod waivers;

pub use effect::{Api, Direction, Effect, Wire};
pub use finding::{FailOn, Finding, Gravity, Place, Review};
pub use render::Layout;
pub use rules::{Explanation, Rule};
pub use waivers::{Waiver, WaiverError, Waivers};

use crate::document::Document;
use crate::name::Named;
use crate::pointer::Pointer;
use context::Context;
use pair::Pairing;

/// One of the two descriptions.
#[derive(Debug, Clone, Copy)]
pub struct Side<'a> {
    /// What it says, with Rust names.
    pub named: &'a Named,
    /// Where it says so.
    pub document: &'a Document,
}

impl<'a> Side<'a> {
    /// A side of a review.
    pub fn new(named: &'a Named, document: &'a Document) -> Self {
        Self { named, document }
    }

    /// The description's file as it was given.
    fn path(&self) -> String {
        let root = self.document.locate_origin(&Pointer::root());
        let file = self.document.sources().get(root.file);
        file.map_or_else(String::new, |file| file.path().to_owned())
    }

    /// Where a pointer of the IR stands in the description as it was written.
    fn place(&self, at: &Pointer) -> Option<Place> {
        let location = self.document.locate_origin(at);
        let file = self.document.sources().get(location.file)?;
        let (line, column) = file.position(location.span.start);
        Some(Place {
            file: file.path().to_owned(),
            line,
            column,
            pointer: location.pointer.to_string(),
        })
    }
}

/// Compares two descriptions.
///
/// The findings come in an order of their own, by gravity and place: the same two sides give the same review.
pub fn review(base: &Side<'_>, head: &Side<'_>) -> Review {
    let pairing = Pairing::new(base.named, head.named);
    let mut context = Context::new(base, head, &pairing);
    servers::info(&mut context);
    servers::compare(&mut context);
    schemes::compare(&mut context);
    operations::compare(&mut context);
    security::compare(&mut context);
    calls::compare(&mut context);
    types::compare(&mut context);
    aliases::compare(&mut context);
    unkept::compare(&mut context, base, head);
    context.finish(base, head)
}
