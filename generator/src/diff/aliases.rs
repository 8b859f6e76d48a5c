//! Components that are no type of their own: public names, whatever reaches what they stand for. So are the names of what
//! webhooks and callbacks carry.

use std::collections::{BTreeMap, BTreeSet};

use super::context::{Context, Draft, Spot};
use super::pair::Reach;
use super::pairs::Pairs;
use super::rules::Rule;
use super::{attributes, calls, items, values};
use crate::ir::{Alias, Call};
use crate::name::Named;
use crate::pointer::Pointer;

/// An alias with its Rust name, and its item as a reviewer reads it.
struct Item<'a> {
    alias: &'a Alias,
    name: &'a str,
    text: String,
}

/// Compares the aliases of both sides by the components that they are, or the bodies.
pub(super) fn compare(context: &mut Context<'_>) {
    let (base, head) = (all(context.base), all(context.head));
    let bodies = paired_bodies(context);
    let mut pairs = Pairs::by_key(&base, &head, |item| item.alias.wire.as_str());
    pairs.rescue(|a, b| bodies.get(&a.alias.origin) == Some(&&b.alias.origin));
    let told = calls_origins(&context.base.api.calls);
    let names = idents(context.head);
    for one in pairs.removed {
        // With what carries it, it is told there.
        if !told.contains(&one.alias.origin) && !names.contains(one.name) {
            let what = format!("type `{}` removed", one.name);
            let draft = Draft::new(Rule::TypeRemoved, &Reach::default(), what);
            context.report(draft.before(&one.text).base(&one.alias.origin));
        }
    }
    let told = calls_origins(&context.head.api.calls);
    let names = idents(context.base);
    for one in pairs.added {
        if !told.contains(&one.alias.origin) && !names.contains(one.name) {
            let what = format!("type `{}` added", one.name);
            let draft = Draft::new(Rule::TypeAdded, &Reach::default(), what);
            context.report(draft.after(&one.text).head(&one.alias.origin));
        }
    }
    for (one, other) in pairs.both {
        let is_told = bodies.contains_key(&one.alias.origin);
        pair(context, one, other, is_told);
    }
}

fn pair(context: &mut Context<'_>, base: &Item<'_>, head: &Item<'_>, is_told: bool) {
    let spot = Spot {
        what: format!("type `{}`", base.name),
        reach: Reach::default(),
        base: base.alias.origin.clone(),
        head: head.alias.origin.clone(),
        before: base.text.clone(),
        after: head.text.clone(),
    };
    if base.name != head.name {
        let what = format!("{} is called `{}` now", spot.what, head.name);
        context.change(Rule::TypeRenamed, &spot, what);
    }
    if !is_told && values::differ(context, &base.alias.ty, &head.alias.ty) {
        let what = format!("{} stands for another type now", spot.what);
        context.change(Rule::TypeReplaced, &spot, what);
    }
    attributes::compare(context, &spot, base.alias, head.alias);
}

fn all(named: &Named) -> Vec<Item<'_>> {
    let names = named.names.aliases.iter();
    let aliases = names.zip(&named.api.aliases);
    let item = |(name, alias): (&'_ String, &'_ Alias)| {
        format!("type {name} = {}", items::ty(named, &alias.ty))
    };
    aliases
        .map(|(name, alias)| Item {
            alias,
            name,
            text: item((name, alias)),
        })
        .collect()
}

/// Where the bodies stand that both sides have.
fn paired_bodies<'a>(context: &Context<'a>) -> BTreeMap<&'a Pointer, &'a Pointer> {
    let calls = context.pairing.calls.iter();
    let both = calls.flat_map(|(base, head, _)| calls::bodies(base, head).both);
    both.map(|(a, b)| (&a.origin, &b.origin)).collect()
}

fn calls_origins(calls: &[Call]) -> BTreeSet<&Pointer> {
    let bodies = calls.iter().flat_map(|call| &call.bodies);
    bodies.map(|body| &body.origin).collect()
}

fn idents(named: &Named) -> BTreeSet<&str> {
    let types = named.api.types.ids();
    types
        .map(|id| named.names.of_type(id).ident.as_str())
        .collect()
}
