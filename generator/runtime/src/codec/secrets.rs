//! Secrets that stand beside what would hide them: a number beyond its type is kept as JSON, which hides nothing itself. Whether
//! such a value is one is told by the type that it is of no value of.

use std::any::{Any, TypeId};
use std::fmt;

use super::{Form, Json, Members, Model, Record, Slot, Union};
use crate::response::REDACTED;

/// A walk over types that looks for one whose values are secrets, each type once: one may hold itself.
#[derive(Debug, Default)]
pub struct SecretSearch(Vec<TypeId>);

impl SecretSearch {
    /// Whether `value` is of a type that was not looked at yet.
    fn enter(&mut self, value: &dyn Any) -> bool {
        let is_new = !self.0.contains(&value.type_id());
        if is_new {
            self.0.push(value.type_id());
        }
        is_new
    }
}

/// Whether records of the type of `record` have a member that is a secret.
pub(super) fn record_type(record: &dyn Record, search: &mut SecretSearch) -> bool {
    let shape = record.shape();
    search.enter(record)
        && (!shape.hidden.is_empty()
            || (0..=shape.fields.len()).any(|index| record.peek(index).holds_secret_of(search)))
}

/// Whether unions of the type of `union`, which is made each of its variants for this, are secrets in one of them.
pub(super) fn union_type(union: &mut dyn Union, search: &mut SecretSearch) -> bool {
    let variants = union.table().variants().len();
    search.enter(union)
        && (0..variants).any(|index| {
            union.table().is_secret(index) || union.slot(index).holds_secret_of(search)
        })
}

/// Whether there is a secret in a record, be it beside its field.
pub(super) fn is_in_record(record: &dyn Record) -> bool {
    let shape = record.shape();
    !shape.hidden.is_empty()
        || (0..=shape.fields.len()).any(|index| record.peek(index).is_secret())
        || record.unknown().iter().any(|(name, _)| hides(record, name))
}

/// Whether what is kept under the name of a field is a secret.
fn hides(record: &dyn Record, name: &str) -> bool {
    let shape = record.shape();
    shape.index(name).is_some_and(|index| {
        let field: &dyn Slot = record.peek(index);
        shape.hides(name) || field.holds_secret_of(&mut SecretSearch::default())
    })
}

/// Shows a value of none of the types of a union `T`: nothing of it where one of them has a secret, which it may be.
///
/// # Errors
/// When the formatter fails.
pub fn debug_unknown<T: Model>(
    name: &str,
    value: &Json,
    f: &mut fmt::Formatter<'_>,
) -> fmt::Result {
    let value: &dyn fmt::Debug = if T::Form::holds_secret(&mut SecretSearch::default()) {
        &Redacted
    } else {
        value
    };
    f.debug_tuple(name).field(value).finish()
}

/// Shows the variant of a union: nothing of its value, where that is a secret.
///
/// # Errors
/// When the formatter fails.
pub fn debug_variant(
    union: &dyn Union,
    name: &str,
    value: &dyn fmt::Debug,
    f: &mut fmt::Formatter<'_>,
) -> fmt::Result {
    let is_secret = union.table().is_secret(union.peek().0);
    let value = if is_secret { &Redacted } else { value };
    f.debug_tuple(name).field(value).finish()
}

/// What no log shows, as it is shown.
pub(super) struct Redacted;

impl fmt::Debug for Redacted {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(REDACTED)
    }
}

/// The members that a record does not name, without the secrets that are kept under the names of fields.
pub(super) struct Unknown<'r>(pub(super) &'r dyn Record);

impl fmt::Debug for Unknown<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let hides = |name: &str| hides(self.0, name);
        match self.0.rest() {
            Some(rest) => rest.show(&hides, f),
            None => fmt::Debug::fmt(&Shown(self.0.unknown(), &hides), f),
        }
    }
}

/// Members of which some are secrets.
pub(super) struct Shown<'m>(pub(super) &'m Members, pub(super) &'m dyn Fn(&str) -> bool);

impl fmt::Debug for Shown<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Members").field(&List(self)).finish()
    }
}

struct List<'s, 'm>(&'s Shown<'m>);

impl fmt::Debug for List<'_, '_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Shown(members, hides) = self.0;
        let mut list = f.debug_list();
        for (name, value) in members.iter() {
            let value: &dyn fmt::Debug = if hides(name) { &Redacted } else { value };
            list.entry(&(name, value));
        }
        list.finish()
    }
}
