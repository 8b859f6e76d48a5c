//! What is checked of a record before it is sent: its fields, what is kept beside them, and the record as a whole.

use std::any::Any;

use super::kept::{Digits, are_sent};
use super::map::{entries, not_an_entry};
use super::record::{is_left_out, unnamed, write_record};
use super::rest::check_rest;
use super::secrets::is_in_record;
use super::union::check_record_tag;
use super::{Kind, Members, Model, Peek, Record, RecordForm, Shape, Writer};
use crate::check::{Checker, MemberNames, Rule, check_object};

/// A record as the names of the members that it is written with.
struct Written<'r>(&'r dyn Record);

impl MemberNames for Written<'_> {
    fn each_name(&self, see: &mut dyn FnMut(&str)) {
        let shape = self.0.shape();
        let fields = shape.fields.iter().enumerate();
        fields
            .filter(|(index, _)| !is_left_out(self.0, *index))
            .for_each(|(_, field)| see(field.name));
        let rest = self.0.rest().into_iter().flat_map(entries);
        rest.filter(|(name, _)| shape.index(name).is_none())
            .for_each(|(name, _)| see(name));
        unnamed(self.0).for_each(|(name, _)| see(name));
    }
}

/// A record as it is written.
struct AsJson<'r>(&'r dyn Record);

impl Peek for AsJson<'_> {
    fn write(&self, writer: &mut Writer) {
        write_record(self.0, writer);
    }

    fn is_secret(&self) -> bool {
        is_in_record(self.0)
    }
}

/// Checks every field of a record, and that it holds nothing that the description does not allow.
pub(super) fn check_record(record: &dyn Record, checker: &mut Checker) {
    if let Some(rule) = checker.take_tag() {
        check_record_tag(record, rule, checker);
    }
    let shape = record.shape();
    if let Some(rules) = shape.rules {
        check_object(rules, &Written(record), checker);
        rules.check_conditions(&AsJson(record), checker);
    }
    check_fields(record, checker);
    if shape.typed {
        check_rest(record, checker);
    }
    if !record.unknown().is_empty() {
        check_unknown(record, checker);
    }
}

/// Whether [`check_record`] has nothing to report. The table is known when this is compiled, so that the loop is unrolled, and of
/// fields that can't break a rule nothing is left.
pub(super) fn keeps_rules<R: Model<Form = RecordForm>>(record: &R) -> bool {
    let shape = R::SHAPE;
    if shape.typed || shape.rules.is_some() {
        return Checker::glance(&mut |checker| check_record(record, checker));
    }
    let unnamed: &dyn Any = Model::peek(record, shape.fields.len());
    (0..shape.fields.len()).all(|index| Model::peek(record, index).keeps_rules())
        && (unnamed.downcast_ref().is_none_or(Members::is_empty)
            || Checker::glance(&mut |checker| check_unknown(record, checker)))
}

/// Checks every field of a record, each at its place.
fn check_fields(record: &dyn Record, checker: &mut Checker) {
    let shape = record.shape();
    for (index, field) in shape.fields.iter().enumerate() {
        check_member(shape, field.name, record.peek(index), checker);
    }
}

/// Checks what a record holds under the name of a field, at its place.
fn check_member(shape: &Shape, name: &str, value: &dyn Peek, checker: &mut Checker) {
    if shape.hides(name) {
        checker.inside_secret(name, value);
    } else {
        checker.inside(name, value);
    }
}

/// Checks numbers that are kept beside a field by all of their digits.
fn check_digits(record: &dyn Record, checker: &mut Checker) {
    let shape = record.shape();
    for (name, number) in record.unknown().iter() {
        let Some(index) = shape.index(name) else {
            continue;
        };
        let field = record.peek(index);
        let is_beyond = is_left_out(record, index) && number.kind() == Kind::Number;
        if are_sent(field, number).unwrap_or(is_beyond) {
            let check =
                |digits: &str, checker: &mut Checker| field.check_digits_of(digits, checker);
            check_member(shape, name, &Digits(number.as_str(), &check), checker);
        }
    }
}

#[cold]
fn check_unknown(record: &dyn Record, checker: &mut Checker) {
    let shape = record.shape();
    check_digits(record, checker);
    for (name, value) in unnamed(record) {
        if shape.index(name).is_some() {
            // A number that the field does not hold is one that the server knows, if it keeps the field's rules.
            if value.kind() == Kind::Number {
                continue;
            }
            let found = value.kind().describe();
            checker.report_inside(
                name,
                Rule::Null,
                format!("{found} stands for a member that may only be left out"),
            );
        } else if shape.closed {
            checker.report_inside(
                checker.entry(name),
                Rule::UnknownMember,
                "a member that the description does not allow".to_owned(),
            );
        } else if shape.typed {
            checker.report_inside(checker.entry(name), Rule::Type, not_an_entry(value));
        }
    }
}
