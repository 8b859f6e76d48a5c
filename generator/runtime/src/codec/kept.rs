//! What a record keeps of its fields beside them: null where a field may only be left out, and numbers that a field does not hold.

use super::literal::rounds_to;
use super::reader::Mark;
use super::record::Seen;
use super::{Json, Kind, Peek, ReadError, Reader, Record};

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

/// Keeps a number that has more digits than its field beside it, so that it is written as it came.
#[cold]
pub(super) fn keep_digits(
    record: &mut dyn Record,
    text: &str,
    index: usize,
    kept: &mut Kept,
) -> Result<(), ReadError> {
    let number = Json::from_checked(text);
    if number.kind() == Kind::Number {
        keep(record, index, number, kept);
    }
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

/// The number that a field was read from, where it has more digits than the field and the field is still that number.
#[cold]
pub(super) fn digits<'r>(record: &'r dyn Record, name: &str, value: &dyn Peek) -> Option<&'r Json> {
    let number = record.unknown().get(name)?;
    rounds_to(number.as_str(), value).then_some(number)
}
