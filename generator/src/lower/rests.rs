//! What one schema of a conjunction says of members that it does not list, and others do.

use indexmap::IndexMap;
use openapiv3::{AdditionalProperties, ReferenceOr, Schema};

use super::Lowering;
use super::conjunction::Item;
use super::facets::{Facets, Kind, SchemaRef};
use super::joined::Joined;
use crate::diagnostic::{Code, Diagnostic, Severity};
use crate::pointer::Pointer;

/// How many members are held against how many schemas, counted together: more say less than they cost.
const MOST_HELD: usize = 100_000;

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
        let schema: SchemaRef<'a> = (&**schema).into();
        let says_nothing = match schema {
            SchemaRef::Item(schema) => Facets::of(schema).is_empty(),
            SchemaRef::Reference(_) => false,
        };
        (!says_nothing).then(|| Self {
            listed: facets.properties,
            item: (schema, at.key("additionalProperties")),
        })
    }

    /// Does it say something of a member?
    fn holds_of(&self, name: &str) -> bool {
        self.listed.is_none_or(|listed| !listed.contains_key(name))
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
        let mut left = MOST_HELD;
        for (name, items) in &mut joined.properties {
            let is_bound = left < rests.len();
            left = left.saturating_sub(rests.len());
            let mut of_it = rests.iter().filter(|rest| rest.holds_of(name)).peekable();
            let first = of_it.peek().map(|rest| &rest.item.1);
            if !is_bound && items.iter().all(|(schema, _)| says_no_kind(*schema)) {
                items.splice(0..0, of_it.map(|rest| rest.item.clone()));
            } else if let (Some(other), Some((_, at))) = (first, items.first()) {
                self.is_of_the_rest(name, other, at);
            }
            if is_bound {
                break;
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
