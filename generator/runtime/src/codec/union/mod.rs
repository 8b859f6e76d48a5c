//! Unions: a value of one of several types, which a table chooses before the value is read.
//!
//! Reading never fails on JSON that is well-formed: what is of none of the types is kept as it came. Variants are told apart by
//! what stands at the surface of the value; only where that leaves several are they tried, each once, however deep unions nest.

mod check;
mod choose;

use std::any::Any;

use super::{Form, Kind, Peek, ReadError, Reader, SecretSearch, Slot, Writer, secrets};
use crate::check::Checker;

pub(crate) use check::{TagRule, check_record_tag};
use check::{check_beyond, check_union};

/// A value of one of several types, seen through its table. [`union!`](crate::union) makes the rest of it.
pub trait Union: Any {
    /// The union before anything is read into it: null, unknown.
    fn blank() -> Self
    where
        Self: Sized;

    /// The table of the variants.
    fn table(&self) -> &'static UnionTable;

    /// Becomes variant `index` of the table, blank, and hands out its value; beyond the table the variant for unknown values.
    fn slot(&mut self, index: usize) -> &mut dyn Slot;

    /// The index of the variant that this is, beyond the table for the unknown one, and its value.
    fn peek(&self) -> (usize, &dyn Peek);
}

/// The table of a union's variants, in the order in which they are tried.
///
/// ```
/// use oas_runtime as rt;
/// static TABLE: rt::UnionTable = rt::UnionTable::tagged("kind", &[
///     rt::VariantSpec::record().tags(&["cat"]),
///     rt::VariantSpec::record().tags(&["dog"]).required(&["bark"]),
/// ]);
/// assert_eq!(TABLE.tag(), Some("kind"));
/// ```
#[derive(Debug)]
pub struct UnionTable {
    tag: Option<&'static str>,
    variants: &'static [VariantSpec],
    /// The variant that an object is whose tag selects none.
    otherwise: Option<usize>,
}

impl UnionTable {
    /// The table of a union whose variants are told apart by what they are.
    #[must_use]
    pub const fn untagged(variants: &'static [VariantSpec]) -> Self {
        Self {
            tag: None,
            variants,
            otherwise: None,
        }
    }

    /// The table of a union in which the member `tag` says which variant a value is.
    #[must_use]
    pub const fn tagged(tag: &'static str, variants: &'static [VariantSpec]) -> Self {
        Self {
            tag: Some(tag),
            variants,
            otherwise: None,
        }
    }

    /// The same table, in which an object is the variant at this place where its tag selects none, or is not there.
    #[must_use]
    pub const fn otherwise(self, index: usize) -> Self {
        Self {
            otherwise: Some(index),
            ..self
        }
    }

    /// The member whose value says which variant a value is.
    #[must_use]
    pub const fn tag(&self) -> Option<&'static str> {
        self.tag
    }

    pub(super) const fn variants(&self) -> &'static [VariantSpec] {
        self.variants
    }

    /// Whether the variant at this place is a secret though its type is none.
    pub(super) fn is_secret(&self, index: usize) -> bool {
        self.variants.get(index).is_some_and(|spec| spec.secret)
    }

    /// The variant that a value of the tag selects.
    fn selected(&self, value: &str) -> Option<usize> {
        let is_it = |spec: &VariantSpec| spec.tags.contains(&value);
        self.variants.iter().position(is_it)
    }
}

/// One line of a [`UnionTable`]: what tells a variant from the others.
#[derive(Debug, Clone, Copy)]
pub struct VariantSpec {
    kinds: u8,
    record: bool,
    free: bool,
    secret: bool,
    tags: &'static [&'static str],
    fixed: &'static [(&'static str, &'static [&'static str])],
    required: &'static [&'static str],
}

impl VariantSpec {
    const fn of(kinds: u8) -> Self {
        Self {
            kinds,
            record: false,
            free: false,
            secret: false,
            tags: &[],
            fixed: &[],
            required: &[],
        }
    }

    /// A variant that is `true` or `false`.
    #[must_use]
    pub const fn boolean() -> Self {
        Self::of(bit(Kind::Bool))
    }

    /// A variant that is a number.
    #[must_use]
    pub const fn number() -> Self {
        Self::of(bit(Kind::Number))
    }

    /// A variant that is a string.
    #[must_use]
    pub const fn string() -> Self {
        Self::of(bit(Kind::String))
    }

    /// A variant that is an array.
    #[must_use]
    pub const fn array() -> Self {
        Self::of(bit(Kind::Array))
    }

    /// A variant that is an object, and no record: a map, or a union of records.
    #[must_use]
    pub const fn object() -> Self {
        Self::of(bit(Kind::Object))
    }

    /// A variant that is a record.
    #[must_use]
    pub const fn record() -> Self {
        Self {
            record: true,
            ..Self::object()
        }
    }

    /// A variant that is null.
    #[must_use]
    pub const fn null() -> Self {
        Self::of(bit(Kind::Null))
    }

    /// A variant that is any value. One that says more goes before it.
    #[must_use]
    pub const fn any() -> Self {
        Self::of(ANY)
    }

    /// The same variant, which may be what `other` is, too.
    #[must_use]
    pub const fn or(self, other: Self) -> Self {
        Self {
            kinds: self.kinds | other.kinds,
            record: self.record && other.kinds == 0,
            free: self.free || other.free,
            secret: self.secret || other.secret,
            ..self
        }
    }

    /// With [`or`](Self::or): a variant of any objects, or lists of such, beside which the rules of others are none: who allows one
    /// or the other allows this.
    #[must_use]
    pub const fn free() -> Self {
        Self {
            free: true,
            ..Self::of(0)
        }
    }

    /// With [`or`](Self::or): a variant that nothing shows, though its type would.
    #[must_use]
    pub const fn secret() -> Self {
        Self {
            secret: true,
            ..Self::of(0)
        }
    }

    /// The values of the union's tag that select this variant.
    #[must_use]
    pub const fn tags(self, tags: &'static [&'static str]) -> Self {
        Self { tags, ..self }
    }

    /// Members that hold only these values in this variant, as JSON.
    #[must_use]
    pub const fn fixed(self, fixed: &'static [(&'static str, &'static [&'static str])]) -> Self {
        Self { fixed, ..self }
    }

    /// Members that are always there in this variant.
    #[must_use]
    pub const fn required(self, required: &'static [&'static str]) -> Self {
        Self { required, ..self }
    }

    const fn is_any(&self) -> bool {
        self.kinds == ANY
    }

    const fn admits(&self, kind: Kind) -> bool {
        self.kinds & bit(kind) != 0
    }
}

const ANY: u8 = 0b11_1111;

const fn bit(kind: Kind) -> u8 {
    1 << kind as u8
}

/// The index of no variant.
const UNKNOWN: usize = usize::MAX;

/// Reads a value as the variant that the table chooses; one that is of no variant's type is kept as it came.
///
/// # Errors
/// When the value is malformed or nests too deep.
fn read_union(union: &mut dyn Union, reader: &mut Reader<'_>) -> Result<(), ReadError> {
    if reader.is_inside_trial() {
        return reader.skip();
    }
    // What is malformed is told with its place when the value is kept.
    match choose::variant(union, reader) {
        Ok(Some(index)) => read_as(union, index, reader),
        Ok(None) | Err(_) => keep(union, reader),
    }
}

fn read_as(union: &mut dyn Union, index: usize, reader: &mut Reader<'_>) -> Result<(), ReadError> {
    let start = reader.fork();
    if union.slot(index).read(reader).is_err() {
        *reader = start;
        return keep(union, reader);
    }
    Ok(())
}

/// Keeps the value that stands here as it is.
#[cold]
fn keep(union: &mut dyn Union, reader: &mut Reader<'_>) -> Result<(), ReadError> {
    reader.stray();
    union.slot(UNKNOWN).read(reader)
}

/// Writes a value as its variant does.
fn write_union(union: &dyn Union, writer: &mut Writer) {
    union.peek().1.write(writer);
}

/// The form of unions.
#[derive(Debug)]
pub struct UnionForm;

impl<T: Union> Form<T> for UnionForm {
    fn blank() -> T {
        T::blank()
    }

    fn write(value: &T, writer: &mut Writer) {
        write_union(value, writer);
    }

    fn check(value: &T, checker: &mut Checker) {
        if value.peek().0 != UNKNOWN || !check_beyond(value, &mut T::blank(), checker) {
            check_union(value, || Box::new(T::blank()), checker);
        }
    }

    fn read(value: &mut T, reader: &mut Reader<'_>) -> Result<(), ReadError> {
        read_union(value, reader)
    }

    fn holds_secret(search: &mut SecretSearch) -> bool {
        secrets::union_type(&mut T::blank(), search)
    }

    fn is_secret(value: &T) -> bool {
        let (index, inner) = value.peek();
        let is_known = index < value.table().variants.len();
        inner.is_secret()
            || value.table().is_secret(index)
            || (!is_known && <Self as Form<T>>::holds_secret(&mut SecretSearch::default()))
    }
}
