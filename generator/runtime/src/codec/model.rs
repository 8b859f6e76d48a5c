//! Values that a macro makes of a table: each says which form it has, and what a form does is written once, here.

use std::any::Any;
use std::fmt::Debug;

use super::{Peek, ReadError, Reader, Rest, SecretSearch, Shape, Slot, Value, Writer};
use crate::check::Checker;

/// A type that is made by a table. Its [`Form`] makes it a [`Value`].
///
/// A type says this in one implementation instead of four, since a crate of thousands of types is built in the time that its
/// implementations take. What is below the form is for records, which have fields; see [`Record`](crate::Record).
pub trait Model: Clone + PartialEq + Debug + Any {
    /// What the table describes: [`RecordForm`](crate::RecordForm) and its like.
    type Form: Form<Self>;

    /// The table of the fields.
    const SHAPE: &'static Shape = Shape::NONE;

    /// [`Value::blank`].
    #[must_use]
    fn blank() -> Self {
        Self::Form::blank()
    }

    /// The place of field `index`; beyond the shape, that of the members that it does not name.
    fn slot(&mut self, index: usize) -> &mut dyn Slot {
        let _ = index;
        self
    }

    /// The value of field `index`; beyond the shape, the members that it does not name.
    fn peek(&self, index: usize) -> &dyn Slot {
        let _ = index;
        self
    }

    /// Members that the description does not name but gives a type: those of [`Shape::typed`].
    fn rest(&self) -> Option<&dyn Rest> {
        None
    }

    /// Members that the description does not name but gives a type.
    fn rest_mut(&mut self) -> Option<&mut dyn Rest> {
        None
    }
}

/// What values of one kind of table do; see [`Peek`], [`Slot`] and [`Value`] for what each is.
pub trait Form<T> {
    /// [`Value::ROUNDS`].
    const ROUNDS: bool = true;

    /// [`Value::blank`].
    fn blank() -> T;

    /// [`Peek::write`].
    fn write(value: &T, writer: &mut Writer);

    /// [`Peek::check`].
    fn check(value: &T, checker: &mut Checker);

    /// [`Peek::keeps_rules`].
    #[must_use]
    fn keeps_rules(value: &T) -> bool {
        Checker::glance(&mut |checker| Self::check(value, checker))
    }

    /// [`Slot::read`].
    ///
    /// # Errors
    /// As there.
    fn read(value: &mut T, reader: &mut Reader<'_>) -> Result<(), ReadError>;

    /// [`Value::check_digits`].
    fn check_digits(number: &str, checker: &mut Checker) {
        let _ = (number, checker);
    }

    /// [`Value::holds_secret`].
    fn holds_secret(search: &mut SecretSearch) -> bool {
        let _ = search;
        false
    }

    /// [`Peek::is_secret`]. Where the type alone says so, this is what it says.
    #[must_use]
    fn is_secret(value: &T) -> bool {
        let _ = value;
        Self::holds_secret(&mut SecretSearch::default())
    }
}

impl<T: Model> Peek for T {
    fn write(&self, writer: &mut Writer) {
        T::Form::write(self, writer);
    }

    fn check(&self, checker: &mut Checker) {
        T::Form::check(self, checker);
    }

    fn keeps_rules(&self) -> bool {
        T::Form::keeps_rules(self)
    }

    fn is_secret(&self) -> bool {
        T::Form::is_secret(self)
    }
}

impl<T: Model> Slot for T {
    fn read(&mut self, reader: &mut Reader<'_>) -> Result<(), ReadError> {
        T::Form::read(self, reader)
    }

    fn reset(&mut self) {
        *self = T::Form::blank();
    }

    fn check_digits_of(&self, number: &str, checker: &mut Checker) {
        T::Form::check_digits(number, checker);
    }

    fn holds_secret_of(&self, search: &mut SecretSearch) -> bool {
        T::Form::holds_secret(search)
    }
}

impl<T: Model> Value for T {
    const ROUNDS: bool = T::Form::ROUNDS;

    fn blank() -> Self {
        T::Form::blank()
    }

    fn check_digits(number: &str, checker: &mut Checker) {
        T::Form::check_digits(number, checker);
    }

    fn holds_secret(search: &mut SecretSearch) -> bool {
        T::Form::holds_secret(search)
    }
}

/// The form of a box: that of what is in it.
#[derive(Debug)]
pub struct BoxForm;

impl<T: Model> Model for Box<T> {
    type Form = BoxForm;
}

impl<T: Model> Form<Box<T>> for BoxForm {
    const ROUNDS: bool = T::Form::ROUNDS;

    fn blank() -> Box<T> {
        Box::new(T::Form::blank())
    }

    fn write(value: &Box<T>, writer: &mut Writer) {
        T::Form::write(value, writer);
    }

    fn check(value: &Box<T>, checker: &mut Checker) {
        T::Form::check(value, checker);
    }

    fn keeps_rules(value: &Box<T>) -> bool {
        T::Form::keeps_rules(value)
    }

    fn read(value: &mut Box<T>, reader: &mut Reader<'_>) -> Result<(), ReadError> {
        T::Form::read(value, reader)
    }

    fn check_digits(number: &str, checker: &mut Checker) {
        T::Form::check_digits(number, checker);
    }

    fn holds_secret(search: &mut SecretSearch) -> bool {
        T::Form::holds_secret(search)
    }

    fn is_secret(value: &Box<T>) -> bool {
        T::Form::is_secret(value)
    }
}

/// What every value can do besides, behind `dyn Slot`: be compared, be copied, be shown, be read again. It is there for all that can.
pub trait Stored: Any + Debug {
    /// Whether `other` is an equal value of the same type.
    fn same(&self, other: &dyn Any) -> bool;

    /// Becomes a copy of `other`, if that is of the same type.
    fn copy(&mut self, other: &dyn Any);

    /// Whether this equals what `reader` has next; nothing where that is no value of the type, or the type holds all digits.
    fn equals_next(&self, reader: &mut Reader<'_>) -> Option<bool>;
}

impl<T: Value> Stored for T {
    fn same(&self, other: &dyn Any) -> bool {
        other.downcast_ref().is_some_and(|other| self == other)
    }

    fn copy(&mut self, other: &dyn Any) {
        if let Some(other) = other.downcast_ref::<T>() {
            // `clone_from` of an `Option` has two ways to copy; a blank value needs one.
            *self = other.clone();
        }
    }

    #[cold]
    fn equals_next(&self, reader: &mut Reader<'_>) -> Option<bool> {
        if !T::ROUNDS {
            return None;
        }
        let mut next = T::blank();
        next.read(reader).ok()?;
        Some(*self == next)
    }
}
