//! What is kept of values beside them: null where a field may only be left out, and numbers of more digits than a type holds, be
//! they in a list.

use super::reader::Mark;
use super::record::Seen;
use super::{Json, Kind, Peek, ReadError, Reader, Record, Slot, Writer};
use crate::check::Checker;

/// Which fields a document has named last with a value that is kept among the unknown members: a null, a number that the
/// field does not hold.
#[derive(Default)]
pub(super) struct Kept {
    fields: Seen,
    /// Whether one was kept that a later member of its name took back.
    stale: bool,
}

impl Kept {
    pub(super) fn forget(&mut self, index: usize) {
        self.stale |= self.fields.remove(index);
    }
}

/// Leaves each unknown member once, and what is kept of fields that ended so.
#[cold]
pub(super) fn settle(record: &mut dyn Record, kept: &Kept) {
    let shape = record.shape();
    let Some(unknown) = record.unknown_mut() else {
        return;
    };
    unknown.settle();
    if kept.stale {
        let stays = |name: &str| {
            shape
                .index(name)
                .is_none_or(|index| kept.fields.contains(index))
        };
        unknown.retain(stays);
    }
}

/// Keeps what a field was read from beside it, a number that has more digits than its type or a list of such, so that it is written
/// as it came.
#[cold]
pub(super) fn keep_digits(
    record: &mut dyn Record,
    text: &str,
    index: usize,
    kept: &mut Kept,
) -> Result<(), ReadError> {
    keep(record, index, Json::from_checked(text), kept);
    Ok(())
}

/// Keeps a number that is beyond an optional field's type; the field stays empty. Any other error is one.
#[cold]
pub(super) fn keep_number(
    record: &mut dyn Record,
    reader: &mut Reader<'_>,
    start: Mark,
    index: usize,
    kept: &mut Kept,
    error: ReadError,
) -> Result<(), ReadError> {
    let optional = record
        .shape()
        .fields()
        .get(index)
        .is_some_and(|field| !field.is_required());
    if !(optional && error.is_beyond()) {
        return Err(error);
    }
    reader.rewind(start);
    reader.take_rounded();
    let value = reader.keep()?;
    record.slot(index).reset();
    keep(record, index, value, kept);
    Ok(())
}

pub(super) fn keep(record: &mut dyn Record, index: usize, value: Json, kept: &mut Kept) {
    if let Some(field) = record.shape().fields().get(index)
        && let Some(unknown) = record.unknown_mut()
    {
        kept.fields.insert(index);
        unknown.push(field.name(), value);
    }
}

/// Whether `value` is still the one that was read from `digits`, which are kept beside it since it does not hold all of them;
/// nothing where they are no such digits.
#[cold]
pub(super) fn is_read_from(value: &dyn Slot, digits: &Json) -> Option<bool> {
    let mut reader = Reader::new(digits.as_str());
    let is_equal = value.equals_next(&mut reader)?;
    reader.take_rounded().then_some(is_equal)
}

/// Writes a value beside which something is kept: as the digits that it was read from, if it still is what they say.
#[cold]
pub(super) fn write_kept(value: &dyn Slot, kept: &Json, writer: &mut Writer) {
    if is_read_from(value, kept) == Some(true) {
        writer.raw(kept.as_str());
    } else {
        value.write(writer);
    }
}

/// Whether digits are sent in place of a value that keeps its rules itself; nothing where they are no such digits.
pub(super) fn are_sent(value: &dyn Slot, digits: &Json) -> Option<bool> {
    Some(is_read_from(value, digits)? && value.keeps_rules())
}

/// Numbers of more digits than their type holds, and what the type says of them.
pub(super) struct Digits<'d>(
    pub(super) &'d str,
    pub(super) &'d dyn Fn(&str, &mut Checker),
);

impl Peek for Digits<'_> {
    fn write(&self, writer: &mut Writer) {
        writer.raw(self.0);
    }

    fn check(&self, checker: &mut Checker) {
        (self.1)(self.0, checker);
    }
}

/// Checks the numbers of a list, and of lists in it, by their digits.
#[cold]
pub(crate) fn check_items(list: &str, check: fn(&str, &mut Checker), checker: &mut Checker) {
    let mut index = 0;
    // It was read before, so there is no error.
    let _ = Reader::new(list).array(&mut |reader| {
        let item = Json::from_checked(reader.raw()?);
        if matches!(item.kind(), Kind::Number | Kind::Array) {
            checker.inside_index(index, &Digits(item.as_str(), &check));
        }
        index += 1;
        Ok(())
    });
}
