//! Named types that belong together: what each is, and what it is called.

use super::context::{Context, Draft, Spot, first};
use super::pair::{Reach, component};
use super::rules::Rule;
use super::{attributes, constraints, enums, fields, items, unions, values};
use crate::ir::{Constrained, Role, TypeDef, TypeId, TypeKind};

/// Compares every pair of types, and reports those that nothing reaches and that have no partner.
pub(super) fn compare(context: &mut Context<'_>) {
    let pairing = context.pairing;
    for (&(base, head), reach) in &pairing.types {
        pair(context, base, head, reach);
    }
    for (&(base, head), reach) in &pairing.keys {
        if !pairing.types.contains_key(&(base, head)) {
            keys(context, base, head, reach);
        }
    }
    unreached(context);
}

fn pair(context: &mut Context<'_>, base: TypeId, head: TypeId, reach: &Reach) {
    let spot = context.type_spot(base, head, reach);
    let (base_def, head_def) = (context.base_type(base), context.head_type(head));
    match (&base_def.kind, &head_def.kind) {
        (TypeKind::Record(_), TypeKind::Record(_))
        | (TypeKind::KeyedMap(_), TypeKind::KeyedMap(_)) => {
            fields::compare(context, base, head, &spot);
        }
        (TypeKind::Record(_), TypeKind::KeyedMap(_)) => {
            context.change(
                Rule::StructBecameMap,
                &spot,
                format!("{} is a map now", spot.what),
            );
            fields::compare(context, base, head, &spot);
        }
        (TypeKind::KeyedMap(_), TypeKind::Record(_)) => {
            context.change(
                Rule::MapBecameStruct,
                &spot,
                format!("{} is a struct now", spot.what),
            );
            fields::compare(context, base, head, &spot);
        }
        (TypeKind::StringEnum(a), TypeKind::StringEnum(b)) => {
            if a.secret != b.secret {
                secrecy(context, &spot, b.secret);
            }
            enums::compare(context, (base, a), (head, b), &spot);
        }
        (TypeKind::LiteralEnum(a), TypeKind::LiteralEnum(b)) => {
            if a.secret != b.secret {
                secrecy(context, &spot, b.secret);
            }
            unions::literals(context, (base, a), (head, b), &spot);
        }
        (TypeKind::Union(a), TypeKind::Union(b)) => {
            unions::compare(context, (base, a), (head, b), &spot);
        }
        (TypeKind::Constrained(a), TypeKind::Constrained(b)) => constrained(context, a, b, &spot),
        _ => {
            let what = values::sentence(Rule::TypeChanged, &spot.what, &spot.before, &spot.after);
            context.change(Rule::TypeChanged, &spot, what);
        }
    }
    if context.pairing.is_mutual(base, head) {
        called(context, base, head, &spot);
        setters(context, (base_def, head_def), &spot);
        if has_own_texts(base_def) && has_own_texts(head_def) {
            attributes::compare(context, &spot, base_def, head_def);
        }
    }
}

fn constrained(context: &mut Context<'_>, base: &Constrained, head: &Constrained, spot: &Spot) {
    if base.secret != head.secret {
        secrecy(context, spot, head.secret);
    }
    let inner = Spot {
        what: format!("what {} holds", spot.what),
        ..spot.clone()
    };
    values::compare(context, &inner, &base.inner, &head.inner);
    constraints::compare(context, spot, base, head);
}

/// Something became a secret, or is one no more.
pub(super) fn secrecy(context: &mut Context<'_>, spot: &Spot, is_secret: bool) {
    let now = if is_secret {
        "is a secret now"
    } else {
        "is a secret no more"
    };
    context.change(Rule::SecrecyChanged, spot, format!("{} {now}", spot.what));
}

/// A struct has setters unless only responses carry it.
fn setters(context: &mut Context<'_>, (base, head): (&TypeDef, &TypeDef), spot: &Spot) {
    let has = |def: &TypeDef| match &def.kind {
        TypeKind::Record(_) => Some(def.directions.request || !def.directions.response),
        _ => None,
    };
    match (has(base), has(head)) {
        (Some(false), Some(true)) => {
            let what = format!("{} has setters now", spot.what);
            context.change(Rule::SettersAdded, spot, what);
        }
        (Some(true), Some(false)) => {
            let what = format!("{} has no setters any more", spot.what);
            context.change(Rule::SettersRemoved, spot, what);
        }
        _ => {}
    }
}

/// The Rust name of a type.
fn called(context: &mut Context<'_>, base: TypeId, head: TypeId, spot: &Spot) {
    let (before, after) = (context.base_ident(base), context.head_ident(head));
    if before != after {
        let what = format!("type `{before}` is called `{after}` now");
        context.change(Rule::TypeRenamed, spot, what);
    }
}

/// The enum of a map's keys: which keys there are is reported with the map.
fn keys(context: &mut Context<'_>, base: TypeId, head: TypeId, reach: &Reach) {
    let spot = context.type_spot(base, head, reach);
    let kinds = (&context.base_type(base).kind, &context.head_type(head).kind);
    if let (TypeKind::StringEnum(a), TypeKind::StringEnum(b)) = kinds {
        enums::called(context, (base, a), (head, b), &spot);
    }
    if context.pairing.is_mutual(base, head) {
        called(context, base, head, &spot);
    }
}

/// The texts of an inline type are those of the member or parameter that has it.
fn has_own_texts(def: &TypeDef) -> bool {
    !matches!(
        def.hint.path.last(),
        Some(Role::Member(_) | Role::Parameter(_) | Role::Header(_))
    )
}

/// What operations reach comes and goes with them; a component that none reaches is public all the same.
fn unreached(context: &mut Context<'_>) {
    let (base, head) = (context.base, context.head);
    let is_unreached = |def: &TypeDef| {
        component(def).is_some() && !def.directions.request && !def.directions.response
    };
    for (id, def) in base.api.types.iter() {
        if is_unreached(def) && !context.pairing.has_base(id) {
            let what = format!("type `{}` removed", context.base_ident(id));
            let draft = Draft::new(Rule::TypeRemoved, &Reach::default(), what);
            context.report(draft.before(items::type_item(base, id)).base(&first(def)));
        }
    }
    for (id, def) in head.api.types.iter() {
        if is_unreached(def) && !context.pairing.has_head(id) {
            let what = format!("type `{}` added", context.head_ident(id));
            let draft = Draft::new(Rule::TypeAdded, &Reach::default(), what);
            context.report(draft.after(items::type_item(head, id)).head(&first(def)));
        }
    }
}
