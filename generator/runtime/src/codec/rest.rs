//! The members of a record that have a type but no name: what of them is written and checked.

use super::map::entries;
use super::{Peek, Record, Writer};
use crate::check::{Checker, Rule};

/// Writes the members that have a type but no name. One of a field's name is not written; it is a violation.
pub(super) fn write_rest(record: &dyn Record, writer: &mut Writer) {
    let shape = record.shape();
    for (name, value) in rest(record).filter(|(name, _)| shape.index(name).is_none()) {
        writer.key(name);
        value.write(writer);
    }
}

fn rest(record: &dyn Record) -> impl Iterator<Item = (&str, &dyn Peek)> {
    record.rest().into_iter().flat_map(entries)
}

/// Checks them, and that none has the name of a field.
pub(super) fn check_rest(record: &dyn Record, checker: &mut Checker) {
    let shape = record.shape();
    for (name, value) in rest(record) {
        checker.inside(name, value);
        if shape.index(name).is_some() {
            checker.report_inside(
                name,
                Rule::UnknownMember,
                "a member that has a field of its own",
            );
        }
    }
}
