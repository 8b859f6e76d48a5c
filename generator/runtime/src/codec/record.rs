//! Records: the one loop each that reads, writes and checks a record by the table of its fields.

use std::any::Any;
use std::borrow::Cow;
use std::fmt;

use super::checked::{self, check_record};
use super::kept::{Kept, is_read_from, keep, keep_digits, keep_number, settle, write_kept};
use super::rest::write_rest;
use super::secrets::{self, Redacted, Unknown};
use super::shape::{FieldSpec, Shape};
use super::{Form, Json, Members, Model, ReadError, Reader, Rest, SecretSearch, Slot, Writer};
use crate::check::Checker;

/// An object of known fields, seen through its table. Every [`Model`] of the form [`RecordForm`] is one.
///
/// `slot(i)` and `peek(i)` hand out the field of `shape().fields()[i]`.
pub trait Record: Any {
    /// The table of the fields, in the description's order.
    fn shape(&self) -> &'static Shape;

    /// The place of field `index`; beyond the shape, that of the members that it does not name.
    fn slot(&mut self, index: usize) -> &mut dyn Slot;

    /// The value of field `index`; beyond the shape, the members that it does not name.
    fn peek(&self, index: usize) -> &dyn Slot;

    /// Members that the description does not name but gives a type.
    fn rest(&self) -> Option<&dyn Rest>;

    /// Members that the description does not name but gives a type.
    fn rest_mut(&mut self) -> Option<&mut dyn Rest>;
}

impl<R: Model<Form = RecordForm>> Record for R {
    fn shape(&self) -> &'static Shape {
        R::SHAPE
    }

    fn slot(&mut self, index: usize) -> &mut dyn Slot {
        Model::slot(self, index)
    }

    fn peek(&self, index: usize) -> &dyn Slot {
        Model::peek(self, index)
    }

    fn rest(&self) -> Option<&dyn Rest> {
        Model::rest(self)
    }

    fn rest_mut(&mut self) -> Option<&mut dyn Rest> {
        Model::rest_mut(self)
    }
}

static NO_MEMBERS: Members = Members::new();

impl dyn Record {
    /// Members that the description does not name, as JSON.
    pub(super) fn unknown(&self) -> &Members {
        let shape = self.shape();
        if shape.typed {
            return self.rest().map_or(&NO_MEMBERS, Rest::raw);
        }
        let last: &dyn Any = self.peek(shape.fields.len());
        last.downcast_ref().unwrap_or(&NO_MEMBERS)
    }

    /// The same, to be changed.
    pub(super) fn unknown_mut(&mut self) -> Option<&mut Members> {
        let shape = self.shape();
        if shape.typed {
            return self.rest_mut().map(Rest::raw_mut);
        }
        let last: &mut dyn Any = self.slot(shape.fields.len());
        last.downcast_mut()
    }
}

/// Which fields a document has named so far: a bit a field, the first 64 without an allocation.
#[derive(Default)]
pub(super) struct Seen {
    low: u64,
    high: Vec<u64>,
}

impl Seen {
    /// Notes field `index`; whether it had been noted before.
    pub(super) fn insert(&mut self, index: usize) -> bool {
        let bit = 1 << (index % 64);
        let Some(word) = self.word(index / 64) else {
            return false;
        };
        let before = *word & bit != 0;
        *word |= bit;
        before
    }

    /// Forgets field `index`; whether it had been noted.
    pub(super) fn remove(&mut self, index: usize) -> bool {
        let noted = self.contains(index);
        if noted && let Some(word) = self.word(index / 64) {
            *word &= !(1 << (index % 64));
        }
        noted
    }

    fn word(&mut self, word: usize) -> Option<&mut u64> {
        let Some(high) = word.checked_sub(1) else {
            return Some(&mut self.low);
        };
        if self.high.len() <= high {
            self.high.resize(high + 1, 0);
        }
        self.high.get_mut(high)
    }

    pub(super) fn contains(&self, index: usize) -> bool {
        let word = match (index / 64).checked_sub(1) {
            None => self.low,
            Some(high) => self.high.get(high).copied().unwrap_or(0),
        };
        word & (1 << (index % 64)) != 0
    }

    /// The first required field that was not noted.
    fn missing(&self, shape: &Shape) -> Option<&'static FieldSpec> {
        if self.low & shape.required == shape.required && shape.fields.len() <= 64 {
            return None;
        }
        let unseen = |(i, field): &(usize, &FieldSpec)| field.required && !self.contains(*i);
        shape
            .fields
            .iter()
            .enumerate()
            .find(unseen)
            .map(|(_, field)| field)
    }
}

/// The form of records.
#[derive(Debug)]
pub struct RecordForm;

impl<R: Model<Form = Self>> Form<R> for RecordForm {
    const ROUNDS: bool = false;

    fn blank() -> R {
        Model::blank()
    }

    fn write(value: &R, writer: &mut Writer) {
        write_record(value, writer);
    }

    fn check(value: &R, checker: &mut Checker) {
        check_record(value, checker);
    }

    fn keeps_rules(value: &R) -> bool {
        checked::keeps_rules(value)
    }

    fn read(value: &mut R, reader: &mut Reader<'_>) -> Result<(), ReadError> {
        read_record(value, reader)
    }

    fn holds_secret(search: &mut SecretSearch) -> bool {
        let blank: R = Model::blank();
        secrets::record_type(&blank, search)
    }

    fn is_secret(value: &R) -> bool {
        secrets::is_in_record(value)
    }
}

/// Clones a record, a field at a time.
#[must_use]
pub fn clone_record<R: Model<Form = RecordForm>>(record: &R) -> R {
    let mut clone: R = Model::blank();
    copy_fields(&mut clone, record);
    clone
}

fn copy_fields(copy: &mut dyn Record, record: &dyn Record) {
    // One beyond the shape: the members that it does not name.
    for index in 0..=record.shape().fields.len() {
        copy.slot(index).copy(record.peek(index));
    }
}

/// Whether two records of one type are equal.
#[must_use]
pub fn same_record(record: &dyn Record, other: &dyn Record) -> bool {
    (0..=record.shape().fields.len()).all(|index| record.peek(index).same(other.peek(index)))
}

/// Shows a record under the names that its members have on the wire.
///
/// # Errors
/// Those of the formatter.
pub fn debug_record(name: &str, record: &dyn Record, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    let shape = record.shape();
    let fields = shape.fields;
    let mut shown = f.debug_struct(name);
    for (index, field) in fields.iter().enumerate() {
        let value = record.peek(index);
        if shape.hides(field.name) && !value.is_absent() {
            shown.field(field.name, &Redacted);
        } else {
            shown.field(field.name, &value);
        }
    }
    shown.field("unknown", &Unknown(record)).finish()
}

/// Reads an object into a blank record by its table. Unknown members are kept, the last of several wins.
///
/// # Errors
/// When the next value is not an object, a required member is missing, or a member cannot be read.
fn read_record(record: &mut dyn Record, reader: &mut Reader<'_>) -> Result<(), ReadError> {
    let start = reader.offset();
    let mut seen = Seen::default();
    let mut kept = Kept::default();
    let outer = reader.take_rounded();
    let read = read_members(record, reader, &mut seen, &mut kept);
    if !record.unknown().is_empty() {
        settle(record, &kept);
    }
    read?;
    if outer {
        reader.note_rounded();
    }
    match seen.missing(record.shape()) {
        None => Ok(()),
        Some(field) => Err(missing(start, field)),
    }
}

fn read_members(
    record: &mut dyn Record,
    reader: &mut Reader<'_>,
    seen: &mut Seen,
    kept: &mut Kept,
) -> Result<(), ReadError> {
    let shape = record.shape();
    let mut expected = 0;
    let mut first = true;
    reader.open_object()?;
    while reader.next_member(first)? {
        first = false;
        match read_name(shape, expected, reader)? {
            Ok(index) => {
                expected = index + 1;
                if seen.insert(index) {
                    record.slot(index).reset();
                    kept.forget(index);
                }
                read_field(record, reader, index, kept).map_err(|e| inside(e, shape, index))?;
            }
            Err(name) => read_unknown(record, reader, &name)?,
        }
    }
    Ok(())
}

/// Reads a member's name: the field it is, or itself. The expected field costs one comparison.
#[inline]
fn read_name<'j>(
    shape: &Shape,
    expected: usize,
    reader: &mut Reader<'j>,
) -> Result<Result<usize, Cow<'j, str>>, ReadError> {
    if let Some(field) = shape.fields.get(expected)
        && field.plain
        && reader.name_is(field.name)
    {
        return Ok(Ok(expected));
    }
    let name = reader.name()?;
    Ok(shape.find(expected, &name).ok_or(name))
}

#[cold]
fn read_unknown(
    record: &mut dyn Record,
    reader: &mut Reader<'_>,
    name: &str,
) -> Result<(), ReadError> {
    if record.shape().typed
        && let Some(rest) = record.rest_mut()
    {
        return rest.read_member(name, reader).map_err(|e| e.inside(name));
    }
    let value = reader.raw().map_err(|e| e.inside(name))?;
    reader.stray();
    if let Some(unknown) = record.unknown_mut() {
        unknown.push(name, Json::from_checked(value));
    }
    Ok(())
}

#[cold]
fn missing(offset: usize, field: &FieldSpec) -> ReadError {
    ReadError::new(
        offset,
        format!("required member `{}` is missing", field.name),
    )
}

/// Reads one declared member. Null for a member that is optional only is kept among the unknown ones, and so is a number that
/// the field does not hold.
fn read_field(
    record: &mut dyn Record,
    reader: &mut Reader<'_>,
    index: usize,
    kept: &mut Kept,
) -> Result<(), ReadError> {
    match record.shape().fields.get(index) {
        Some(field)
            if !field.required && reader.at_null()? && !record.slot(index).accepts_null() =>
        {
            reader.null()?;
            keep(record, index, Json::null(), kept);
            Ok(())
        }
        _ => {
            let start = reader.mark();
            match record.slot(index).read(reader) {
                Ok(()) if !reader.take_rounded() => Ok(()),
                Ok(()) => keep_digits(record, reader.since_mark(start), index, kept),
                Err(error) => keep_number(record, reader, start, index, kept, error),
            }
        }
    }
}

#[cold]
fn inside(error: ReadError, shape: &Shape, index: usize) -> ReadError {
    error.inside(shape.fields.get(index).map_or("", FieldSpec::name))
}

/// Writes a record by its table: fields in the description's order, then the unknown members.
pub(super) fn write_record(record: &dyn Record, writer: &mut Writer) {
    let shape = record.shape();
    let whole = record.unknown().is_empty();
    let leaves_out = !shape.received.is_empty() && writer.is_for_requests();
    writer.begin_object();
    for (index, field) in shape.fields.iter().enumerate() {
        let value = record.peek(index);
        if !field.required && value.is_absent() {
            continue;
        }
        if leaves_out && shape.received.contains(&field.name) {
            continue;
        }
        if field.plain {
            writer.plain_key(field.name);
        } else {
            writer.key(field.name);
        }
        let kept = if whole {
            None
        } else {
            record.unknown().get(field.name)
        };
        match kept {
            Some(kept) => write_kept(value, kept, writer),
            None => value.write(writer),
        }
    }
    if shape.typed {
        write_rest(record, writer);
    }
    if !record.unknown().is_empty() {
        write_unknown(record, writer);
    }
    writer.end_object();
}

#[cold]
fn write_unknown(record: &dyn Record, writer: &mut Writer) {
    for (name, value) in unnamed(record) {
        writer.key(name);
        writer.raw(value.as_str());
    }
}

/// The unknown members that are written: those that no field or other member of the record stands for.
pub(super) fn unnamed(record: &dyn Record) -> impl Iterator<Item = (&str, &Json)> {
    let rest = record.rest();
    record
        .unknown()
        .iter()
        .filter(move |(name, value)| match record.shape().index(name) {
            Some(index) => is_left_out(record, index) && !is_stale(record, index, value),
            None => rest.is_none_or(|rest| rest.keeps_alone(name, value)),
        })
}

/// Whether what is kept under the name of a field that is left out are the digits of what it was before.
#[cold]
fn is_stale(record: &dyn Record, index: usize, kept: &Json) -> bool {
    is_read_from(record.peek(index), kept).is_some()
}

pub(super) fn is_left_out(record: &dyn Record, index: usize) -> bool {
    let optional = record
        .shape()
        .fields
        .get(index)
        .is_some_and(|field| !field.required);
    optional && record.peek(index).is_absent()
}
