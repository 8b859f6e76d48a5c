//! The type of a place that both sides have: a field, a parameter, a body, the items of a list.

use super::context::{Context, Draft, Spot, first};
use super::pair::component;
use super::rules::Rule;
use super::{constraints, items};
use crate::ir::{Ty, TypeId, TypeKind};

/// How the type of a place changed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Change {
    /// Not at all, here: a named type's own changes are findings of its own.
    Same,
    /// Another named type of the same kind stands there.
    Replaced,
    Widened,
    Narrowed,
    Changed,
    BecameConstrained,
    NoLongerConstrained,
}

/// A change and the innermost types that differ.
#[derive(Debug, Clone, Copy)]
struct Difference<'t> {
    change: Change,
    base: &'t Ty,
    head: &'t Ty,
}

/// Compares the types of a place.
pub(super) fn compare(context: &mut Context<'_>, spot: &Spot, base: &Ty, head: &Ty) {
    let difference = classify(context, base, head);
    let rule = match difference.change {
        Change::Same => return,
        Change::Replaced => Rule::TypeReplaced,
        Change::Widened => Rule::TypeWidened,
        Change::Narrowed => Rule::TypeNarrowed,
        Change::Changed => Rule::TypeChanged,
        Change::BecameConstrained => Rule::BecameConstrained,
        Change::NoLongerConstrained => Rule::NoLongerConstrained,
    };
    let rules = rules_of(context, difference);
    if let Some(draft) = component_change(context, spot, rule, difference, &rules) {
        context.report(draft);
        return;
    }
    let before = items::ty(context.base, base);
    let after = items::ty(context.head, head);
    let what = told(rule, &spot.what, (&before, &after), &rules);
    context.change(rule, spot, what);
}

/// The rules that came or went with a newtype.
fn rules_of(context: &Context<'_>, difference: Difference<'_>) -> String {
    let def = match (difference.change, difference.base, difference.head) {
        (Change::BecameConstrained, _, Ty::Named(id)) => context.head_type(*id),
        (Change::NoLongerConstrained, Ty::Named(id), _) => context.base_type(*id),
        _ => return String::new(),
    };
    match &def.kind {
        TypeKind::Constrained(constrained) => constraints::described(&constrained.rules),
        _ => String::new(),
    }
}

fn told(rule: Rule, what: &str, (before, after): (&str, &str), rules: &str) -> String {
    match rule {
        Rule::BecameConstrained => format!("{what} has rules now: {rules}"),
        Rule::NoLongerConstrained => format!("{what} has no rules any more, and had: {rules}"),
        _ => sentence(rule, what, before, after),
    }
}

/// Is the type another one, be it only by name?
pub(super) fn differ(context: &Context<'_>, base: &Ty, head: &Ty) -> bool {
    classify(context, base, head).change != Change::Same
}

/// What stands in a message.
pub(super) fn sentence(rule: Rule, what: &str, before: &str, after: &str) -> String {
    match rule {
        Rule::TypeReplaced => format!("{what} has the type `{after}`, which was `{before}`"),
        _ if before == after => format!("{what} is of another type"),
        _ => format!("{what} changed from `{before}` to `{after}`"),
    }
}

/// A component that became a plain type, or the other way round, is one change, not one for each place that refers to it.
fn component_change(
    context: &Context<'_>,
    spot: &Spot,
    rule: Rule,
    difference: Difference<'_>,
    rules: &str,
) -> Option<Draft> {
    let (before, after) = (
        items::ty(context.base, difference.base),
        items::ty(context.head, difference.head),
    );
    let what = |ident: &str| told(rule, &format!("`{ident}`"), (&before, &after), rules);
    match (difference.base, difference.head) {
        (Ty::Named(_), Ty::Named(_)) => None,
        (Ty::Named(id), _) if component(context.base_type(*id)).is_some() => {
            let at = first(context.base_type(*id));
            if context.pairing.has_base(*id) || !context.head_has(&at) {
                return None;
            }
            let draft = Draft::new(rule, &spot.reach, what(context.base_ident(*id)));
            Some(
                draft
                    .before(items::type_item(context.base, *id))
                    .after(after)
                    .base(&at)
                    .head(&at),
            )
        }
        (_, Ty::Named(id)) if component(context.head_type(*id)).is_some() => {
            let at = first(context.head_type(*id));
            if context.pairing.has_head(*id) || !context.base_has(&at) {
                return None;
            }
            let draft = Draft::new(rule, &spot.reach, what(context.head_ident(*id)));
            Some(
                draft
                    .before(before)
                    .after(items::type_item(context.head, *id))
                    .base(&at)
                    .head(&at),
            )
        }
        _ => None,
    }
}

fn classify<'t>(context: &Context<'_>, base: &'t Ty, head: &'t Ty) -> Difference<'t> {
    let here = |change| Difference { change, base, head };
    match (base, head) {
        (Ty::Array(a), Ty::Array(b))
        | (Ty::Map(a), Ty::Map(b))
        | (Ty::Nullable(a), Ty::Nullable(b)) => classify(context, a, b),
        (Ty::Nullable(a), _) => around(here(Change::Narrowed), classify(context, a, head).change),
        (_, Ty::Nullable(b)) => around(here(Change::Widened), classify(context, base, b).change),
        (Ty::Hidden(a), Ty::Hidden(b)) => classify(context, a, b),
        (Ty::Hidden(a), _) => around(here(Change::Changed), classify(context, a, head).change),
        (_, Ty::Hidden(b)) => around(here(Change::Changed), classify(context, base, b).change),
        (Ty::Named(a), Ty::Named(b)) => here(named(context, *a, *b)),
        (Ty::Any, Ty::Any) => here(Change::Same),
        (Ty::Any, _) => here(Change::Narrowed),
        (_, Ty::Any) => here(Change::Widened),
        (Ty::Named(a), _) => here(from_named(context, *a, head)),
        (_, Ty::Named(b)) => here(to_named(context, base, *b)),
        _ => here(plain(base, head)),
    }
}

/// A type that came to allow null, or lost it, and may have changed besides.
fn around(outer: Difference<'_>, inner: Change) -> Difference<'_> {
    let change = if matches!(inner, Change::Same | Change::Replaced) || inner == outer.change {
        outer.change
    } else {
        Change::Changed
    };
    Difference { change, ..outer }
}

fn named(context: &Context<'_>, base: TypeId, head: TypeId) -> Change {
    if context.pairing.is_mutual(base, head) {
        return Change::Same;
    }
    // Of two kinds that have nothing in common, the pair itself is reported.
    Change::Replaced
}

fn from_named(context: &Context<'_>, base: TypeId, head: &Ty) -> Change {
    match &context.base_type(base).kind {
        TypeKind::Constrained(constrained) => {
            match classify(context, &constrained.inner, head).change {
                Change::Same | Change::Replaced => Change::NoLongerConstrained,
                Change::Widened => Change::Widened,
                _ => Change::Changed,
            }
        }
        TypeKind::StringEnum(_) if *head == Ty::String => Change::Widened,
        _ => Change::Changed,
    }
}

fn to_named(context: &Context<'_>, base: &Ty, head: TypeId) -> Change {
    match &context.head_type(head).kind {
        TypeKind::Constrained(constrained) => {
            match classify(context, base, &constrained.inner).change {
                Change::Same | Change::Replaced => Change::BecameConstrained,
                Change::Narrowed => Change::Narrowed,
                _ => Change::Changed,
            }
        }
        TypeKind::StringEnum(_) if *base == Ty::String => Change::Narrowed,
        _ => Change::Changed,
    }
}

fn plain(base: &Ty, head: &Ty) -> Change {
    match (base, head) {
        _ if base == head => Change::Same,
        (Ty::Integer(_), Ty::Number) | (Ty::Formatted(_), Ty::String) => Change::Widened,
        (Ty::Number, Ty::Integer(_)) | (Ty::String, Ty::Formatted(_)) => Change::Narrowed,
        (Ty::Integer(a), Ty::Integer(b)) if b.holds(*a) => Change::Widened,
        (Ty::Integer(a), Ty::Integer(b)) if a.holds(*b) => Change::Narrowed,
        _ => Change::Changed,
    }
}
