//! Values made of values: references, boxes, options, arrays and maps.

use std::collections::BTreeMap;

use super::kept::check_items;
use super::{Peek, ReadError, Reader, SecretSearch, Slot, Value, Writer};
use crate::check::Checker;

/// A value of any size that is borrowed, as what can be written: `Option<&str>` and its like by `map(ByRef)`.
///
/// ```
/// use oas_runtime::{ByRef, json};
/// assert_eq!(json::to_string(&Some("a").map(ByRef)), "\"a\"");
/// assert_eq!(json::to_string(&None::<&[i64]>.map(ByRef)), "null");
/// ```
#[derive(Debug)]
pub struct ByRef<'a, T: ?Sized>(pub &'a T);

impl<T: Peek + ?Sized> Peek for ByRef<'_, T> {
    fn write(&self, writer: &mut Writer) {
        self.0.write(writer);
    }

    fn is_absent(&self) -> bool {
        self.0.is_absent()
    }

    fn is_secret(&self) -> bool {
        self.0.is_secret()
    }

    fn check(&self, checker: &mut Checker) {
        self.0.check(checker);
    }

    fn keeps_rules(&self) -> bool {
        self.0.keeps_rules()
    }
}

impl<T: Peek> Peek for Option<T> {
    fn write(&self, writer: &mut Writer) {
        match self {
            Some(value) => value.write(writer),
            None => writer.null(),
        }
    }

    fn is_absent(&self) -> bool {
        self.is_none()
    }

    fn is_secret(&self) -> bool {
        self.as_ref().is_some_and(Peek::is_secret)
    }

    fn check(&self, checker: &mut Checker) {
        if let Some(value) = self {
            value.check(checker);
        }
    }

    fn keeps_rules(&self) -> bool {
        self.as_ref().is_none_or(Peek::keeps_rules)
    }
}

impl<T: Value> Slot for Option<T> {
    fn read(&mut self, reader: &mut Reader<'_>) -> Result<(), ReadError> {
        if !T::ACCEPTS_NULL && reader.at_null()? {
            *self = None;
            return reader.null();
        }
        // What was there is dropped by one function, not once more here.
        self.reset();
        self.get_or_insert_with(T::blank).read(reader)
    }

    fn reset(&mut self) {
        *self = None;
    }

    fn accepts_null(&self) -> bool {
        T::ACCEPTS_NULL
    }

    fn check_digits_of(&self, number: &str, checker: &mut Checker) {
        T::check_digits(number, checker);
    }

    fn holds_secret_of(&self, search: &mut SecretSearch) -> bool {
        T::holds_secret(search)
    }
}

impl<T: Value> Value for Option<T> {
    const ACCEPTS_NULL: bool = true;
    const ROUNDS: bool = T::ROUNDS;

    fn blank() -> Self {
        None
    }

    fn check_digits(number: &str, checker: &mut Checker) {
        T::check_digits(number, checker);
    }

    fn holds_secret(search: &mut SecretSearch) -> bool {
        T::holds_secret(search)
    }
}

impl<T: Peek> Peek for [T] {
    fn write(&self, writer: &mut Writer) {
        writer.begin_array();
        for item in self {
            writer.item();
            item.write(writer);
        }
        writer.end_array();
    }

    fn is_secret(&self) -> bool {
        self.iter().any(Peek::is_secret)
    }

    fn check(&self, checker: &mut Checker) {
        for (index, item) in self.iter().enumerate() {
            checker.inside_index(index, item);
        }
    }

    fn keeps_rules(&self) -> bool {
        self.iter().all(Peek::keeps_rules)
    }
}

impl<T: Peek> Peek for Vec<T> {
    fn write(&self, writer: &mut Writer) {
        self.as_slice().write(writer);
    }

    fn is_secret(&self) -> bool {
        self.as_slice().is_secret()
    }

    fn check(&self, checker: &mut Checker) {
        self.as_slice().check(checker);
    }

    fn keeps_rules(&self) -> bool {
        self.as_slice().keeps_rules()
    }
}

impl<T: Value> Slot for Vec<T> {
    fn read(&mut self, reader: &mut Reader<'_>) -> Result<(), ReadError> {
        read_items(self, reader)
    }

    fn reset(&mut self) {
        self.clear();
    }

    fn check_digits_of(&self, numbers: &str, checker: &mut Checker) {
        check_items(numbers, T::check_digits, checker);
    }

    fn holds_secret_of(&self, search: &mut SecretSearch) -> bool {
        T::holds_secret(search)
    }
}

impl<T: Value> Value for Vec<T> {
    const ROUNDS: bool = T::ROUNDS;

    fn blank() -> Self {
        Self::new()
    }

    fn check_digits(numbers: &str, checker: &mut Checker) {
        check_items(numbers, T::check_digits, checker);
    }

    fn holds_secret(search: &mut SecretSearch) -> bool {
        T::holds_secret(search)
    }
}

/// Reads an array in place of `items`.
pub(crate) fn read_items<T: Value>(
    items: &mut Vec<T>,
    reader: &mut Reader<'_>,
) -> Result<(), ReadError> {
    items.clear();
    reader.array(&mut |reader| {
        let mut item = T::blank();
        item.read(reader)?;
        items.push(item);
        Ok(())
    })
}

impl<T: Peek> Peek for BTreeMap<String, T> {
    fn write(&self, writer: &mut Writer) {
        writer.begin_object();
        for (name, value) in self {
            writer.key(name);
            value.write(writer);
        }
        writer.end_object();
    }

    fn is_secret(&self) -> bool {
        self.values().any(Peek::is_secret)
    }

    fn check(&self, checker: &mut Checker) {
        for (name, value) in self {
            checker.inside(checker.entry(name), value);
        }
    }

    fn keeps_rules(&self) -> bool {
        self.values().all(Peek::keeps_rules)
    }
}

impl<T: Value> Slot for BTreeMap<String, T> {
    fn read(&mut self, reader: &mut Reader<'_>) -> Result<(), ReadError> {
        self.clear();
        reader.object(&mut |reader, name| {
            let mut value = T::blank();
            value.read(reader)?;
            self.insert(name.to_owned(), value);
            Ok(())
        })
    }

    fn reset(&mut self) {
        self.clear();
    }

    fn holds_secret_of(&self, search: &mut SecretSearch) -> bool {
        T::holds_secret(search)
    }
}

impl<T: Value> Value for BTreeMap<String, T> {
    const ROUNDS: bool = T::ROUNDS;

    fn blank() -> Self {
        Self::new()
    }

    fn holds_secret(search: &mut SecretSearch) -> bool {
        T::holds_secret(search)
    }
}
