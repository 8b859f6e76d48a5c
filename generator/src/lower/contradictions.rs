//! Rules that no value keeps, though each of them alone could be kept.

use std::collections::HashSet;

use super::joined::Joined;
use super::{Lowering, exact};
use crate::decimal::Decimal;
use crate::diagnostic::Code;
use crate::ir::{Num, ObjectRules, Rules, Ty, TypeKind};
use crate::pointer::Pointer;

impl Lowering<'_> {
    /// Reports rules of a type that no value of it keeps.
    pub(super) fn contradictions(&mut self, inner: &Ty, rules: &Rules, at: &Pointer) {
        let object = &rules.object;
        for (low, high, min, max) in [
            (
                "minProperties",
                "maxProperties",
                object.min_properties,
                object.max_properties,
            ),
            ("minLength", "maxLength", rules.min_length, rules.max_length),
            ("minItems", "maxItems", rules.min_items, rules.max_items),
        ] {
            if let (Some(min), Some(max)) = (min, max)
                && min > max
            {
                let message = format!("`{low}` {min} is more than `{high}` {max}");
                self.unsatisfiable(&at.key(low), message);
            }
        }
        self.bounds_contradict(inner, rules, at);
        if let Ty::Array(item) = inner {
            self.items_contradict(item, rules, at);
        }
    }

    fn unsatisfiable(&mut self, at: &Pointer, message: String) {
        self.report(Code::UnsatisfiableConstraint, at, message);
    }

    /// Reports bounds that no number is within, as they are written.
    fn bounds_contradict(&mut self, inner: &Ty, rules: &Rules, at: &Pointer) {
        let (Some(min), Some(max)) = (rules.minimum, rules.maximum) else {
            return;
        };
        let ((low, place), (high, _)) = (
            self.bound_as_written("minimum", min, at),
            self.bound_as_written("maximum", max, at),
        );
        let is_whole = matches!(inner, Ty::Integer(_));
        let message = if exact::compare(min.value, max.value).is_gt() {
            match Decimal::parse(&low) <= Decimal::parse(&high) {
                true => format!("no integer is between `minimum` {low} and `maximum` {high}"),
                false => format!("`minimum` {low} is more than `maximum` {high}"),
            }
        } else if min.value == max.value && (min.exclusive || max.exclusive) {
            format!("both bounds are {}, which one of them excludes", min.value)
        } else if is_whole && exact::has_no_multiple(min, max, Num::Int(1)) {
            format!("no integer is between {low} and {high}, which are both excluded")
        } else if let Some(unit) = rules.multiple_of
            && exact::has_no_multiple(min, max, unit)
        {
            let (_, place) = self.as_written("multipleOf", at);
            let excluded = match (min.exclusive, max.exclusive) {
                (true, true) => ", which are both excluded",
                (true, false) => ", the first of which is excluded",
                (false, true) => ", the second of which is excluded",
                (false, false) => "",
            };
            let message =
                format!("no multiple of {unit} is between the bounds {low} and {high}{excluded}");
            return self.unsatisfiable(&place, message);
        } else {
            return;
        };
        self.unsatisfiable(&place, message);
    }

    /// Reports lists whose items cannot all be different, since there are not enough values.
    fn items_contradict(&mut self, item: &Ty, rules: &Rules, at: &Pointer) {
        let Some(least) = rules.min_items.filter(|_| rules.unique_items) else {
            return;
        };
        if let Some(count) = self
            .count_of(item)
            .filter(|count| i128::from(least) > *count)
        {
            let message = format!(
                "items can have only {}, but `minItems` is {least} and `uniqueItems` is set",
                counted(count, "different value")
            );
            self.unsatisfiable(&at.key("minItems"), message);
        }
    }

    /// How many values a type has at most, where that is known and not beyond counting.
    fn count_of(&self, ty: &Ty) -> Option<i128> {
        let count = |values: usize| i128::try_from(values).ok();
        match ty {
            Ty::Bool => Some(2),
            Ty::Integer(width) => {
                let (low, high) = width.range();
                Some(high - low + 1)
            }
            Ty::Nullable(inner) => Some(self.count_of(inner)? + 1),
            Ty::Hidden(inner) => self.count_of(inner),
            Ty::Named(id) => match &self.api.types[*id].kind {
                TypeKind::StringEnum(listed) if !listed.open => count(listed.values.len()),
                TypeKind::LiteralEnum(listed) => count(listed.values.len()),
                TypeKind::Constrained(it) if matches!(it.inner, Ty::Integer(_)) => {
                    let (low, high) = (it.rules.minimum?, it.rules.maximum?);
                    let (Num::Int(low), Num::Int(high)) = (low.value, high.value) else {
                        return None;
                    };
                    let count = high.checked_sub(low)?.checked_add(1)?;
                    // Of bounds that contradict each other it is said where they stand.
                    (count > 0).then_some(count)
                }
                _ => None,
            },
            _ => None,
        }
    }

    /// Reports members that must be there, and may not for what is said of the object as a whole.
    pub(super) fn members_contradict(
        &mut self,
        joined: &Joined<'_>,
        rules: &ObjectRules,
        at: &Pointer,
    ) {
        let required: HashSet<&str> = joined.required.iter().map(|(name, _)| *name).collect();
        let (needed, known) = (required.len() as u64, joined.properties.len() as u64);
        if let Some(most) = rules.max_properties.filter(|most| needed > *most) {
            let are = if needed == 1 { "is" } else { "are" };
            let needed = counted(needed.into(), "member");
            let message = format!("{needed} {are} required, but `maxProperties` is {most}");
            self.unsatisfiable(&at.key("maxProperties"), message);
        }
        if let Some(least) = rules.min_properties.filter(|least| known < *least)
            && joined.closed
        {
            let message = format!(
                "`minProperties` is {least}, but only {} may be there",
                counted(known.into(), "member")
            );
            self.unsatisfiable(&at.key("minProperties"), message);
        }
        let Some(names) = &rules.names else {
            return;
        };
        let odd = self.none_of(required.into_iter(), names);
        for (name, at) in &joined.required {
            if odd.contains(name) {
                let message =
                    format!("`{name}` is required, and `propertyNames` does not allow it");
                self.unsatisfiable(at, message);
            }
        }
    }
}

/// So many of something.
fn counted(count: i128, what: &str) -> String {
    let plural = if count == 1 { "" } else { "s" };
    format!("{count} {what}{plural}")
}
