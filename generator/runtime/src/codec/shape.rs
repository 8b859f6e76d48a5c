//! The table of a record's fields.

use super::scan::is_plain;
use crate::check::ObjectRules;

/// The table of a record's fields.
///
/// ```
/// use oas_runtime as rt;
/// static SHAPE: rt::Shape = rt::Shape::closed(&[rt::required("name"), rt::optional("id")]);
/// assert_eq!(SHAPE.fields()[1].name(), "id");
/// ```
#[derive(Debug)]
pub struct Shape {
    pub(super) fields: &'static [FieldSpec],
    pub(super) closed: bool,
    pub(super) typed: bool,
    /// The required ones among the first 64 fields, one bit each.
    pub(super) required: u64,
    /// The members that only responses carry.
    pub(super) received: &'static [&'static str],
    /// The members that nothing shows, though their types would.
    pub(super) hidden: &'static [&'static str],
    /// What holds for the object as a whole.
    pub(super) rules: Option<&'static ObjectRules>,
}

/// One line of a [`Shape`]: the member's name, and what its absence and `null` mean.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct FieldSpec {
    pub(super) name: &'static str,
    pub(super) plain: bool,
    pub(super) required: bool,
}

impl FieldSpec {
    /// The member's name in JSON.
    #[must_use]
    pub const fn name(&self) -> &'static str {
        self.name
    }

    /// Whether the member must be there.
    #[must_use]
    pub const fn is_required(&self) -> bool {
        self.required
    }

    const fn new(name: &'static str, required: bool) -> Self {
        Self {
            name,
            plain: is_plain(name),
            required,
        }
    }
}

/// A member that must be there: a field of type `T`.
#[must_use]
pub const fn required(name: &'static str) -> FieldSpec {
    FieldSpec::new(name, true)
}

/// A member that must be there and may be null: a field of type `Option<T>`, where `None` is null.
#[must_use]
pub const fn required_nullable(name: &'static str) -> FieldSpec {
    FieldSpec::new(name, true)
}

/// A member that may be left out: a field of type `Option<T>`.
#[must_use]
pub const fn optional(name: &'static str) -> FieldSpec {
    FieldSpec::new(name, false)
}

/// A member that may be left out or null: a field of type [`Field<T>`](super::Field).
#[must_use]
pub const fn nullable(name: &'static str) -> FieldSpec {
    FieldSpec::new(name, false)
}

impl Shape {
    /// The table of what is no record.
    pub(super) const NONE: &'static Self = &Self::open(&[]);

    /// The table of an object that allows no other members (`additionalProperties: false`).
    #[must_use]
    pub const fn closed(fields: &'static [FieldSpec]) -> Self {
        Self {
            closed: true,
            ..Self::open(fields)
        }
    }

    /// The table of an object that allows other members.
    #[must_use]
    pub const fn open(fields: &'static [FieldSpec]) -> Self {
        Self {
            fields,
            closed: false,
            typed: false,
            required: required_bits(fields),
            received: &[],
            hidden: &[],
            rules: None,
        }
    }

    /// The same table, with the names of the members that only responses carry (`readOnly`).
    #[must_use]
    pub const fn receiving(self, received: &'static [&'static str]) -> Self {
        Self { received, ..self }
    }

    /// The same table, with the names of the members that are secrets though their types are none.
    #[must_use]
    pub const fn hiding(self, hidden: &'static [&'static str]) -> Self {
        Self { hidden, ..self }
    }

    /// The same table, with what holds for the object as a whole.
    #[must_use]
    pub const fn keeping(self, rules: &'static ObjectRules) -> Self {
        Self {
            rules: Some(rules),
            ..self
        }
    }

    /// The table of an object that allows other members of one type, those of [`Model::rest`](super::Model::rest).
    #[must_use]
    pub const fn typed(fields: &'static [FieldSpec]) -> Self {
        Self {
            typed: true,
            ..Self::open(fields)
        }
    }

    /// The fields, in the description's order.
    #[must_use]
    pub const fn fields(&self) -> &'static [FieldSpec] {
        self.fields
    }

    /// Whether other members are not allowed.
    #[must_use]
    pub const fn is_closed(&self) -> bool {
        self.closed
    }

    /// The index of the field called `name`, looked for from the expected one on.
    pub(super) fn find(&self, expected: usize, name: &str) -> Option<usize> {
        if self.fields.get(expected).is_some_and(|f| f.name == name) {
            return Some(expected);
        }
        let (before, after) = self.fields.split_at_checked(expected)?;
        let later = after
            .iter()
            .position(|f| f.name == name)
            .map(|i| i + expected);
        later.or_else(|| before.iter().position(|f| f.name == name))
    }

    /// Whether the member called `name` is a secret though its type is none.
    pub(super) fn hides(&self, name: &str) -> bool {
        self.hidden.contains(&name)
    }

    pub(super) fn index(&self, name: &str) -> Option<usize> {
        self.find(0, name)
    }
}

const fn required_bits(fields: &[FieldSpec]) -> u64 {
    let (mut bits, mut i) = (0, 0);
    while i < fields.len() && i < 64 {
        if fields[i].required {
            bits |= 1 << i;
        }
        i += 1;
    }
    bits
}
