//! The members of a record that have a type but no name: what of them is written and checked.

use super::map::{check_entry, kept_entries, write_entry};
use super::{Json, Record, Slot, Writer};
use crate::check::{Checker, Rule};

/// Writes the members that have a type but no name. One of a field's name is not written; it is a violation.
pub(super) fn write_rest(record: &dyn Record, writer: &mut Writer) {
    let shape = record.shape();
    let free = |(name, ..): &(&str, &dyn Slot, Option<&Json>)| shape.index(name).is_none();
    let entries = record.rest().into_iter().flat_map(kept_entries);
    entries
        .filter(free)
        .for_each(|entry| write_entry(entry, writer));
}

/// Checks them, and that none has the name of a field.
pub(super) fn check_rest(record: &dyn Record, checker: &mut Checker) {
    let shape = record.shape();
    for entry in record.rest().into_iter().flat_map(kept_entries) {
        let (name, ..) = entry;
        check_entry(entry, checker);
        if shape.index(name).is_some() {
            checker.report_inside(
                name,
                Rule::UnknownMember,
                "a member that has a field of its own",
            );
        }
    }
}
