//! What one schema of a conjunction says of members that it does not list, and others do.

use indexmap::IndexMap;
use openapiv3::{AdditionalProperties, ReferenceOr, Schema};

use super::Lowering;
use super::conjunction::Item;
use super::facets::{Facets, Kind, SchemaRef};
use super::joined::Joined;
use crate::diagnostic::{Code, Diagnostic, Severity};
use crate::pointer::Pointer;

/// What one of several schemas says of the members that it does not list, which others may do.
pub(super) struct Rest<'a> {
    listed: Option<&'a IndexMap<String, ReferenceOr<Box<Schema>>>>,
    item: Item<'a>,
}

impl<'a> Rest<'a> {
    pub(super) fn of((facets, at): &(Facets<'a>, Pointer)) -> Option<Self> {
        let Some(AdditionalProperties::Schema(schema)) = facets.additional else {
            return None;
        };
        Some(Self {
            listed: facets.properties,
            item: ((&**schema).into(), at.key("additionalProperties")),
        })
    }

    /// Does it say something of a member?
    fn holds_of(&self, name: &str) -> bool {
        let is_listed = self.listed.is_some_and(|listed| listed.contains_key(name));
        let says_nothing = match self.item.0 {
            SchemaRef::Item(schema) => Facets::of(schema).is_empty(),
            SchemaRef::Reference(_) => false,
        };
        !is_listed && !says_nothing
    }
}

/// Does a schema leave to others what a value is? Where it does not, descriptions do not mean those that are for the rest.
fn says_no_kind(schema: SchemaRef<'_>) -> bool {
    match schema {
        SchemaRef::Reference(_) => false,
        SchemaRef::Item(schema) => {
            let facets = Facets::of(schema);
            facets.kind == Kind::Any && facets.all_of.is_empty() && !facets.is_union()
        }
    }
}

impl<'a> Lowering<'a> {
    /// Holds members against what schemas say that do not list them. One that is described is what its description says: there
    /// the others are not meant, whatever the letter is.
    pub(super) fn hold_rests(&mut self, rests: &[Rest<'a>], joined: &mut Joined<'a>) {
        for (name, items) in &mut joined.properties {
            let rests = rests.iter().filter(|rest| rest.holds_of(name));
            let rests: Vec<_> = rests.map(|rest| rest.item.clone()).collect();
            if items.iter().all(|(schema, _)| says_no_kind(*schema)) {
                items.splice(0..0, rests);
            } else if let (Some((_, other)), Some((_, at))) = (rests.first(), items.first()) {
                self.is_of_the_rest(name, other, at);
            }
        }
    }

    /// Says that a member is what it is described as, whatever another schema says of those that it does not list.
    fn is_of_the_rest(&mut self, name: &str, other: &Pointer, at: &Pointer) {
        let message = format!(
            "`{name}` is what is said here; that another schema of this conjunction says something of members that it does not list is not held against it"
        );
        let warning = Diagnostic::new(Code::UnsupportedSchema, message)
            .severity(Severity::Warning)
            .leaves_nothing_out()
            .related("the other one", self.document.locate(other))
            .help("list the member in the other schema, too, if it may be there");
        self.say(at, warning);
    }
}
