//! The values of strings out of a list.

use super::attributes;
use super::context::{Context, Draft, Spot};
use super::items;
use super::members::name;
use super::pairs::{Pairs, reordered, respelled};
use super::rules::Rule;
use crate::ir::{EnumValue, StringEnum, TypeId};

/// An enum of one side.
type Enum<'a> = (TypeId, &'a StringEnum);

/// Compares the values of two enums and what Rust calls them.
pub(super) fn compare(context: &mut Context<'_>, base: Enum<'_>, head: Enum<'_>, spot: &Spot) {
    let pairs = pair(base.1, head.1);
    for value in &pairs.removed {
        let what = format!("value `{}` of {} removed", value.wire, spot.what);
        let item = items::variant(context.base, base.0, index(base.1, value));
        let draft = Draft::new(Rule::EnumValueRemoved, &spot.reach, what);
        context.report(draft.before(item).base(&value.origin).near_head(&spot.head));
    }
    for value in &pairs.added {
        let what = format!("value `{}` of {} added", value.wire, spot.what);
        let item = items::variant(context.head, head.0, index(head.1, value));
        let draft = Draft::new(Rule::EnumValueAdded, &spot.reach, what);
        context.report(draft.after(item).near_base(&spot.base).head(&value.origin));
    }
    for (a, b) in &pairs.both {
        if a.wire != b.wire {
            let spot = value_spot(context, (base, a), (head, b), spot);
            let idents = idents(context, (base, a), (head, b));
            let (rule, how) = if idents.0 == idents.1 {
                (Rule::EnumValueRespelled, "is spelt")
            } else {
                (Rule::EnumValueRenamed, "is")
            };
            context.change(rule, &spot, format!("{} {how} `{}` now", spot.what, b.wire));
        }
    }
    if base.1.open != head.1.open {
        let (rule, now) = if head.1.open {
            (Rule::TypeWidened, "takes any other string, too, now")
        } else {
            (Rule::TypeNarrowed, "takes no other string any more")
        };
        context.change(rule, spot, format!("{} {now}", spot.what));
    }
    choice(context, base.0, head.0, spot);
    called(context, base, head, spot);
}

/// Compares whether there is a choice at all.
pub(super) fn choice(context: &mut Context<'_>, base: TypeId, head: TypeId, spot: &Spot) {
    let kinds = (&context.base_type(base).kind, &context.head_type(head).kind);
    let (rule, now) = match (kinds.0.is_one_value(), kinds.1.is_one_value()) {
        (true, false) => (Rule::ConstantBecameEnum, "can be one of several values now"),
        (false, true) => (Rule::EnumBecameConstant, "can only be one value now"),
        _ => return,
    };
    context.change(rule, spot, format!("{} {now}", spot.what));
}

/// Compares what Rust calls the values, their texts and their order.
pub(super) fn called(context: &mut Context<'_>, base: Enum<'_>, head: Enum<'_>, spot: &Spot) {
    let kinds = (
        &context.base_type(base.0).kind,
        &context.head_type(head.0).kind,
    );
    let have_variants = kinds.0.constant().is_none() && kinds.1.constant().is_none();
    for (a, b) in pair(base.1, head.1).both {
        let value = value_spot(context, (base, a), (head, b), spot);
        let (before, after) = idents(context, (base, a), (head, b));
        if have_variants && before != after && a.wire == b.wire {
            let what = format!(
                "variant `{before}` of {} is called `{after}` now",
                spot.what
            );
            context.change(Rule::MemberRenamed, &value, what);
        }
        attributes::compare(context, &value, a, b);
    }
    let wires = |side: Enum<'_>| -> Vec<String> {
        side.1
            .values
            .iter()
            .map(|value| value.wire.clone())
            .collect()
    };
    if reordered(wires(base), wires(head)) {
        context.change(
            Rule::EnumReordered,
            spot,
            format!("the values of {} come in another order", spot.what),
        );
    }
    let unknown = (
        &context.base.names.of_type(base.0).unknown,
        &context.head.names.of_type(head.0).unknown,
    );
    if have_variants && unknown.0 != unknown.1 {
        let what = format!(
            "variant `{}` of {} for other values is called `{}` now",
            unknown.0, spot.what, unknown.1
        );
        context.change(Rule::MemberRenamed, spot, what);
    }
}

/// By value, else by spelling or text where only one can be meant; the only new value may stand where the only lost one
/// stood.
fn pair<'a>(base: &'a StringEnum, head: &'a StringEnum) -> Pairs<'a, EnumValue> {
    let mut pairs = Pairs::by_key(&base.values, &head.values, |value| value.wire.as_str());
    pairs.rescue(|a, b| respelled(&a.wire, &b.wire));
    pairs.rescue(|a, b| a.docs.description.is_some() && a.docs == b.docs);
    if pairs.removed.len() == 1 && base.values.len() == head.values.len() {
        pairs.rescue(|a, b| index(base, a) == index(head, b));
    }
    pairs
}

fn value_spot(
    context: &Context<'_>,
    base: (Enum<'_>, &EnumValue),
    head: (Enum<'_>, &EnumValue),
    of: &Spot,
) -> Spot {
    Spot {
        what: format!("value `{}` of {}", base.1.wire, of.what),
        reach: of.reach.clone(),
        base: base.1.origin.clone(),
        head: head.1.origin.clone(),
        before: items::variant(context.base, base.0.0, index(base.0.1, base.1)),
        after: items::variant(context.head, head.0.0, index(head.0.1, head.1)),
    }
}

fn idents<'a>(
    context: &Context<'a>,
    base: (Enum<'_>, &EnumValue),
    head: (Enum<'_>, &EnumValue),
) -> (&'a str, &'a str) {
    (
        name(
            &context.base.names.of_type(base.0.0).members,
            index(base.0.1, base.1),
        ),
        name(
            &context.head.names.of_type(head.0.0).members,
            index(head.0.1, head.1),
        ),
    )
}

fn index(of: &StringEnum, value: &EnumValue) -> usize {
    let place = of.values.iter().position(|other| other.wire == value.wire);
    place.unwrap_or(usize::MAX)
}
