//! Rules of arrays: how many items, and whether two may be equal.

use std::collections::HashMap;

use super::refuse::refuse;
use super::{Broken, Checker, Conditions, ConstraintError};
use crate::codec::{ByRef, Peek, canonical, json};

/// What an array must be.
///
/// ```
/// use oas_runtime::ArrayRules;
/// const RULES: ArrayRules = ArrayRules::new("Tags").min_items(1).unique_items();
/// assert_eq!(RULES.check(&["a", "b", "a"]).unwrap_err().to_string(), "Tags: items 0 and 2 are equal (uniqueItems)");
/// ```
#[derive(Debug, Clone, Copy)]
pub struct ArrayRules {
    type_name: &'static str,
    min_items: usize,
    max_items: usize,
    pub(super) unique_items: bool,
    pub(super) conditions: Option<&'static Conditions>,
}

impl ArrayRules {
    /// No rules yet, for the type called `type_name`.
    #[must_use]
    pub const fn new(type_name: &'static str) -> Self {
        Self {
            type_name,
            min_items: 0,
            max_items: usize::MAX,
            unique_items: false,
            conditions: None,
        }
    }

    /// At least this many items.
    #[must_use]
    pub const fn min_items(self, min_items: usize) -> Self {
        Self { min_items, ..self }
    }

    /// At most this many items.
    #[must_use]
    pub const fn max_items(self, max_items: usize) -> Self {
        Self { max_items, ..self }
    }

    /// No two items that are the same JSON value.
    #[must_use]
    pub const fn unique_items(self) -> Self {
        Self {
            unique_items: true,
            ..self
        }
    }

    /// What is asked of the array besides.
    #[must_use]
    pub const fn conditions(self, conditions: &'static Conditions) -> Self {
        Self {
            conditions: Some(conditions),
            ..self
        }
    }

    /// Checks the array itself, not what its items must be.
    ///
    /// # Errors
    /// The first rule broken.
    pub fn check<T: Peek>(&self, items: &[T]) -> Result<(), ConstraintError> {
        let unmet = || self.conditions?.broken(&ByRef(items));
        let first = self.all_broken(items).next().or_else(unmet);
        first.map_or(Ok(()), |broken| {
            Err(ConstraintError::new(self.type_name, broken))
        })
    }

    /// Checks how many items a literal has.
    ///
    /// # Panics
    /// When they are too few or too many; in a constant that is a compile error.
    #[track_caller]
    pub const fn assert_count(&self, count: usize) {
        if let Some(broken) = self.broken_count(count) {
            refuse(self.type_name, &broken)
        }
    }

    /// Every rule that `items` breaks.
    pub(crate) fn all_broken<T: Peek>(&self, items: &[T]) -> impl Iterator<Item = Broken> {
        self.broken_among(items, false)
    }

    /// The same, where it may be known already that no two items are equal.
    pub(super) fn broken_among<T: Peek>(
        &self,
        items: &[T],
        are_distinct: bool,
    ) -> impl Iterator<Item = Broken> {
        let twins = if self.unique_items && !are_distinct {
            twins(items)
        } else {
            None
        };
        [self.broken_count(items.len()), twins]
            .into_iter()
            .flatten()
    }

    /// Reports what is asked of an array and not done.
    pub(super) fn check_conditions(&self, array: &dyn Peek, checker: &mut Checker) {
        if let Some(conditions) = self.conditions {
            conditions.check(array, checker);
        }
    }

    /// Whether that has nothing to report.
    pub(super) fn keeps_conditions(&self, array: &dyn Peek) -> bool {
        let unmet = |it: &Conditions| it.broken(array);
        self.conditions.and_then(unmet).is_none()
    }

    /// Whether two items are equal that may not be.
    pub(crate) fn has_twins<T: Peek>(&self, items: &[T]) -> bool {
        twins(items).is_some()
    }

    const fn broken_count(&self, found: usize) -> Option<Broken> {
        if found < self.min_items {
            return Some(Broken::MinItems {
                limit: self.min_items,
                found,
            });
        }
        if found > self.max_items {
            return Some(Broken::MaxItems {
                limit: self.max_items,
                found,
            });
        }
        None
    }
}

/// The first two items that are the same JSON value.
fn twins<T: Peek>(items: &[T]) -> Option<Broken> {
    let mut seen = HashMap::with_capacity(items.len());
    items.iter().enumerate().find_map(|(second, item)| {
        let first = seen.insert(canonical(json::to_string(item)), second)?;
        Some(Broken::UniqueItems { first, second })
    })
}
