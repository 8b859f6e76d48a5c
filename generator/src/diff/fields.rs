//! The members of objects that belong together, as fields of structs or keys of maps.

use super::context::{Context, Draft, Spot};
use super::members::{self, Member};
use super::pairs::reordered;
use super::rules::Rule;
use super::{attributes, items, objects, types, values};
use crate::ir::{Additional, Field, KeyedMap, OneWay, Record, Ty, TypeId, TypeKind};

/// Compares two objects, each a struct or a keyed map.
pub(super) fn compare(context: &mut Context<'_>, base: TypeId, head: TypeId, spot: &Spot) {
    let (base_named, head_named) = (context.base, context.head);
    let (Some(base_members), Some(head_members)) = (
        members::of_type(base_named, base),
        members::of_type(head_named, head),
    ) else {
        return;
    };
    let pairs = members::pair(&base_members, &head_members);
    for member in &pairs.removed {
        removed(context, base, member, spot);
    }
    for member in &pairs.added {
        added(context, head, member, spot);
    }
    for (a, b) in &pairs.both {
        let member = Spot {
            what: format!("{} `{}` of {}", noun(a, b), a.wire, spot.what),
            reach: spot.reach.clone(),
            base: a.origin.clone(),
            head: b.origin.clone(),
            before: items::member(base_named, base, a),
            after: items::member(head_named, head, b),
        };
        both(context, a, b, &member);
    }
    order(context, &base_members, &head_members, spot);
    match (&context.base_type(base).kind, &context.head_type(head).kind) {
        (TypeKind::KeyedMap(a), TypeKind::KeyedMap(b)) => {
            objects::compare(context, spot, &a.rules, &b.rules);
            let what = format!("the values of {}", spot.what);
            values::compare(
                context,
                &Spot {
                    what,
                    ..spot.clone()
                },
                &Ty::Named(a.value),
                &Ty::Named(b.value),
            );
        }
        (TypeKind::Record(a), TypeKind::Record(b)) => {
            additional(context, &a.additional, &b.additional, spot);
            objects::compare(context, spot, &a.rules, &b.rules);
            let unknown = (
                &base_named.names.of_type(base).unknown,
                &head_named.names.of_type(head).unknown,
            );
            if unknown.0 != unknown.1 {
                let what = format!(
                    "field `{}` of {} is called `{}` now",
                    unknown.0, spot.what, unknown.1
                );
                context.change(Rule::MemberRenamed, spot, what);
            }
        }
        (
            TypeKind::KeyedMap(KeyedMap { rules: a, .. }),
            TypeKind::Record(Record { rules: b, .. }),
        )
        | (
            TypeKind::Record(Record { rules: a, .. }),
            TypeKind::KeyedMap(KeyedMap { rules: b, .. }),
        ) => {
            objects::compare(context, spot, a, b);
        }
        _ => {}
    }
}

fn noun(base: &Member<'_>, head: &Member<'_>) -> &'static str {
    match (base.field, head.field) {
        (None, None) => "key",
        _ => "field",
    }
}

fn removed(context: &mut Context<'_>, of: TypeId, member: &Member<'_>, spot: &Spot) {
    let rule = if member.field.is_some() {
        Rule::FieldRemoved
    } else {
        Rule::KeyRemoved
    };
    let noun = noun(member, member);
    let what = format!("{noun} `{}` of {} removed", member.wire, spot.what);
    let item = items::member(context.base, of, member);
    let draft = Draft::new(rule, &spot.reach, what);
    context.report(draft.before(item).base(member.origin).near_head(&spot.head));
}

fn added(context: &mut Context<'_>, of: TypeId, member: &Member<'_>, spot: &Spot) {
    let (rule, how) = match (member.field, member.required) {
        (None, _) => (Rule::KeyAdded, ""),
        (Some(_), true) => (Rule::RequiredFieldAdded, "required "),
        (Some(_), false) => (Rule::OptionalFieldAdded, "optional "),
    };
    let noun = noun(member, member);
    let what = format!("{how}{noun} `{}` of {} added", member.wire, spot.what);
    let item = items::member(context.head, of, member);
    let draft = Draft::new(rule, &spot.reach, what);
    context.report(draft.after(item).near_base(&spot.base).head(member.origin));
}

fn both(context: &mut Context<'_>, base: &Member<'_>, head: &Member<'_>, spot: &Spot) {
    called(context, base, head, spot);
    let what = &spot.what;
    match (base.required, head.required) {
        (false, true) => context.change(
            Rule::FieldBecameRequired,
            spot,
            format!("{what} is required now"),
        ),
        (true, false) => context.change(
            Rule::FieldBecameOptional,
            spot,
            format!("{what} is optional now"),
        ),
        _ => {}
    }
    match (base.nullable, head.nullable) {
        (false, true) => context.change(
            Rule::FieldBecameNullable,
            spot,
            format!("{what} may be null now"),
        ),
        (true, false) => {
            context.change(
                Rule::FieldBecameNonNullable,
                spot,
                format!("{what} may not be null any more"),
            );
        }
        _ => {}
    }
    match (base.field, head.field) {
        (Some(a), Some(b)) => {
            values::compare(context, spot, &base.ty, &head.ty);
            field(context, a, b, spot);
        }
        // Values of a map have one type, which is compared with the map; a key's texts are compared here.
        (None, None) => {}
        _ => values::compare(context, spot, &base.ty, &head.ty),
    }
}

fn field(context: &mut Context<'_>, base: &Field, head: &Field, spot: &Spot) {
    if base.boxed != head.boxed {
        let now = if head.boxed {
            "is in a box now"
        } else {
            "is in a box no more"
        };
        context.change(Rule::BoxingChanged, spot, format!("{} {now}", spot.what));
    }
    if base.secret != head.secret {
        types::secrecy(context, spot, head.secret);
    }
    if base.one_way != head.one_way {
        direction(context, spot, head.one_way);
    }
    attributes::compare(context, spot, base, head);
}

/// Something came to travel another way.
pub(super) fn direction(context: &mut Context<'_>, spot: &Spot, now: Option<OneWay>) {
    let now = match now {
        Some(OneWay::Received) => "is in responses only now",
        Some(OneWay::Sent) => "is in requests only now",
        None => "is not kept to one direction any more",
    };
    let what = format!("{} {now}", spot.what);
    context.change(Rule::MemberDirectionChanged, spot, what);
}

/// Names: on the wire, and in Rust.
fn called(context: &mut Context<'_>, base: &Member<'_>, head: &Member<'_>, spot: &Spot) {
    // The variants of a map's keys are compared with the enum that they are.
    let is_field = base.field.is_some() && head.field.is_some();
    if base.wire != head.wire {
        let (rule, how) = if base.ident == head.ident {
            (Rule::FieldRespelled, "is spelt")
        } else {
            (Rule::FieldRenamed, "is")
        };
        context.change(
            rule,
            spot,
            format!("{} {how} `{}` now", spot.what, head.wire),
        );
    } else if is_field && base.ident != head.ident {
        let what = format!(
            "{} is the Rust field `{}` now, and was `{}`",
            spot.what, head.ident, base.ident
        );
        context.change(Rule::MemberRenamed, spot, what);
    } else if is_field && base.setter != head.setter && !base.required && !head.required {
        let what = format!(
            "the setter `{}` of {} is called `{}` now",
            base.setter, spot.what, head.setter
        );
        context.change(Rule::MemberRenamed, spot, what);
    }
}

fn order(context: &mut Context<'_>, base: &[Member<'_>], head: &[Member<'_>], spot: &Spot) {
    fn wires<'m>(members: &'m [Member<'_>], required: bool) -> Vec<&'m str> {
        let chosen = members.iter().filter(|member| member.required || !required);
        chosen.map(|member| member.wire).collect()
    }
    let is_map = |members: &[Member<'_>]| members.iter().all(|member| member.field.is_none());
    if is_map(base) && is_map(head) {
        return;
    }
    if reordered(wires(base, true), wires(head, true)) {
        let what = format!("the required fields of {} come in another order", spot.what);
        context.change(Rule::RequiredReordered, spot, what);
    } else if reordered(wires(base, false), wires(head, false)) {
        let what = format!("the fields of {} come in another order", spot.what);
        context.change(Rule::OrderChanged, spot, what);
    }
}

/// What holds for members that are not named.
fn additional(context: &mut Context<'_>, base: &Additional, head: &Additional, spot: &Spot) {
    let at = context.keyword(spot, "additionalProperties");
    match (base, head) {
        (Additional::Closed, Additional::Open) => {
            context.change(
                Rule::RecordOpened,
                &at,
                format!("{} may have other members now", spot.what),
            );
        }
        (Additional::Open, Additional::Closed) => {
            context.change(
                Rule::RecordClosed,
                &at,
                format!("{} may have no other members any more", spot.what),
            );
        }
        (Additional::Typed(a), Additional::Typed(b)) if !values::differ(context, a, b) => {}
        (Additional::Typed(_), _) | (_, Additional::Typed(_)) => {
            let what = format!(
                "the members of {} that are not named are of another type",
                spot.what
            );
            context.change(Rule::AdditionalChanged, &at, what);
        }
        (Additional::Closed, Additional::Closed) | (Additional::Open, Additional::Open) => {}
    }
}
