//! Unions and lists of values that are not all strings.

use super::context::{Context, Draft, Spot};
use super::members::name;
use super::pairs::{Pairs, reordered};
use super::rules::Rule;
use super::{attributes, fields, items, types, values};
use crate::decimal::Decimal;
use crate::ir::{Literal, LiteralEnum, TypeId, Union, Variant};
use crate::lower::canonical;

/// Compares the values of two lists.
pub(super) fn literals(
    context: &mut Context<'_>,
    (base, a): (TypeId, &LiteralEnum),
    (head, b): (TypeId, &LiteralEnum),
    spot: &Spot,
) {
    let pairs = Pairs::by_key(&a.values, &b.values, by_value);
    for value in &pairs.removed {
        let what = format!("value `{}` of {} removed", value.json, spot.what);
        let item = items::variant(context.base, base, place(&a.values, value));
        let draft = Draft::new(Rule::EnumValueRemoved, &spot.reach, what);
        context.report(draft.before(item).base(&value.origin).near_head(&spot.head));
    }
    for value in &pairs.added {
        let what = format!("value `{}` of {} added", value.json, spot.what);
        let item = items::variant(context.head, head, place(&b.values, value));
        let draft = Draft::new(Rule::EnumValueAdded, &spot.reach, what);
        context.report(draft.after(item).near_base(&spot.base).head(&value.origin));
    }
    for (one, other) in &pairs.both {
        let Literal {
            json,
            origin: one_at,
            ..
        } = one;
        let at = Spot {
            what: format!("value `{json}` of {}", spot.what),
            base: one_at.clone(),
            head: other.origin.clone(),
            before: items::variant(context.base, base, place(&a.values, one)),
            after: items::variant(context.head, head, place(&b.values, other)),
            reach: spot.reach.clone(),
        };
        if *json != other.json {
            let what = format!("{} is written `{}` now", at.what, other.json);
            context.change(Rule::NumberRespelled, &at, what);
        }
        called(
            context,
            &at,
            (base, place(&a.values, one)),
            (head, place(&b.values, other)),
        );
        attributes::compare(context, &at, *one, *other);
    }
    super::enums::choice(context, base, head, spot);
    let order = |list: &LiteralEnum| -> Vec<String> { list.values.iter().map(by_value).collect() };
    if reordered(order(a), order(b)) {
        let what = format!("the values of {} come in another order", spot.what);
        context.change(Rule::EnumReordered, spot, what);
    }
}

/// What spellings of one value have in common. A number is compared by all of its digits; inside of lists and objects numbers
/// are compared as doubles, and the order of members does not count.
fn by_value(literal: &Literal) -> String {
    if let Some(number) = Decimal::parse(&literal.json) {
        return format!("{number:?}");
    }
    serde_json::from_str(&literal.json)
        .map_or_else(|_| literal.json.clone(), |json| canonical(&json))
}

/// Compares what two unions may be, and what tells that apart.
pub(super) fn compare(
    context: &mut Context<'_>,
    (base, a): (TypeId, &Union),
    (head, b): (TypeId, &Union),
    spot: &Spot,
) {
    let pairs = Pairs::by_key(&a.variants, &b.variants, |variant| &variant.label);
    for variant in &pairs.removed {
        let what = format!(
            "variant `{}` of {} removed",
            variant.label.text(),
            spot.what
        );
        let item = items::variant(context.base, base, place(&a.variants, variant));
        let draft = Draft::new(Rule::VariantRemoved, &spot.reach, what);
        context.report(
            draft
                .before(item)
                .base(&variant.origin)
                .near_head(&spot.head),
        );
    }
    for variant in &pairs.added {
        let what = format!("variant `{}` of {} added", variant.label.text(), spot.what);
        let item = items::variant(context.head, head, place(&b.variants, variant));
        let draft = Draft::new(Rule::VariantAdded, &spot.reach, what);
        context.report(
            draft
                .after(item)
                .near_base(&spot.base)
                .head(&variant.origin),
        );
    }
    for (one, other) in &pairs.both {
        let (before, after) = (place(&a.variants, one), place(&b.variants, other));
        let at = Spot {
            what: format!("variant `{}` of {}", one.label.text(), spot.what),
            base: one.origin.clone(),
            head: other.origin.clone(),
            before: items::variant(context.base, base, before),
            after: items::variant(context.head, head, after),
            reach: spot.reach.clone(),
        };
        called(context, &at, (base, before), (head, after));
        both(context, one, other, &at);
    }
    selection(context, a, b, spot);
}

/// What says of a value which variant it is.
fn selection(context: &mut Context<'_>, base: &Union, head: &Union, spot: &Spot) {
    if base.tag != head.tag {
        let shown = |tag: &Option<String>| attributes::shown(tag.as_deref());
        let what = format!(
            "the member that tells the variants of {} apart changed from {} to {}",
            spot.what,
            shown(&base.tag),
            shown(&head.tag)
        );
        context.change(Rule::DiscriminatorChanged, spot, what);
    }
    let labels = |of: &Union| -> Vec<String> {
        let labels = of.variants.iter().map(|variant| variant.label.text());
        labels.map(str::to_owned).collect()
    };
    if base.exclusive != head.exclusive {
        let now = if head.exclusive { "one" } else { "one or more" };
        let what = format!("a value of {} is of {now} of its variants now", spot.what);
        context.change(Rule::SelectionChanged, spot, what);
    }
    if reordered(labels(base), labels(head)) {
        let what = format!("the variants of {} come in another order", spot.what);
        context.change(Rule::OrderChanged, spot, what);
    }
}

fn both(context: &mut Context<'_>, base: &Variant, head: &Variant, spot: &Spot) {
    let Variant {
        label: _,
        ty,
        boxed,
        secret,
        tags,
        otherwise,
        fixed,
        required,
        one_way,
        docs,
        origin: _,
    } = base;
    values::compare(context, spot, ty, &head.ty);
    if *boxed != head.boxed {
        let now = if head.boxed {
            "is in a box now"
        } else {
            "is in a box no more"
        };
        context.change(Rule::BoxingChanged, spot, format!("{} {now}", spot.what));
    }
    if *secret != head.secret {
        types::secrecy(context, spot, head.secret);
    }
    for tag in tags.iter().filter(|tag| !head.tags.contains(tag)) {
        let what = format!("{} is selected by `{tag}` no more", spot.what);
        context.change(Rule::TagRemoved, spot, what);
    }
    for tag in head.tags.iter().filter(|tag| !tags.contains(tag)) {
        let what = format!("{} is selected by `{tag}` now", spot.what);
        context.change(Rule::TagAdded, spot, what);
    }
    if *otherwise != head.otherwise {
        let now = if head.otherwise { "now" } else { "no more" };
        let what = format!("{} is what a value without a known tag is {now}", spot.what);
        context.change(Rule::DefaultMappingChanged, spot, what);
    }
    let is_reordered = tags != &head.tags && reordered(tags.clone(), head.tags.clone());
    if *fixed != head.fixed || *required != head.required || is_reordered {
        let what = format!("what tells {} apart from the others changed", spot.what);
        context.change(Rule::SelectionChanged, spot, what);
    }
    if *one_way != head.one_way {
        fields::direction(context, spot, head.one_way);
    }
    attributes::compare(context, spot, docs, &head.docs);
}

/// What Rust calls a variant.
fn called(context: &mut Context<'_>, spot: &Spot, base: (TypeId, usize), head: (TypeId, usize)) {
    let before = name(&context.base.names.of_type(base.0).members, base.1);
    let after = name(&context.head.names.of_type(head.0).members, head.1);
    if before != after {
        let what = format!(
            "{} is the Rust variant `{after}` now, and was `{before}`",
            spot.what
        );
        context.change(Rule::MemberRenamed, spot, what);
    }
}

fn place<T: PartialEq>(list: &[T], item: &T) -> usize {
    list.iter()
        .position(|other| other == item)
        .unwrap_or(usize::MAX)
}
