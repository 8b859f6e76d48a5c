//! Components that are no type of their own: public names, whatever reaches what they stand for.

use super::context::{Context, Draft};
use super::items;
use super::pair::Reach;
use super::rules::Rule;
use crate::ir::Alias;
use crate::name::Named;

/// An alias with its Rust name, and its item as a reviewer reads it.
struct Item<'a> {
    alias: &'a Alias,
    name: &'a str,
    text: String,
}

/// Compares the aliases of both sides by the components that they are.
pub(super) fn compare(context: &mut Context<'_>) {
    let (base, head) = (all(context.base), all(context.head));
    for one in &base {
        match head.iter().find(|other| other.alias.wire == one.alias.wire) {
            Some(other) => pair(context, one, other),
            None if has_type(context.head, one.name) => {}
            None => {
                let what = format!("type `{}` removed", one.name);
                let draft = Draft::new(Rule::TypeRemoved, &Reach::default(), what);
                context.report(draft.before(&one.text).base(&one.alias.origin));
            }
        }
    }
    for one in &head {
        let is_known = base.iter().any(|other| other.alias.wire == one.alias.wire);
        if !is_known && !has_type(context.base, one.name) {
            let what = format!("type `{}` added", one.name);
            let draft = Draft::new(Rule::TypeAdded, &Reach::default(), what);
            context.report(draft.after(&one.text).head(&one.alias.origin));
        }
    }
}

fn pair(context: &mut Context<'_>, base: &Item<'_>, head: &Item<'_>) {
    if base.text == head.text {
        return;
    }
    let (rule, what) = if base.name == head.name {
        let what = format!("type `{}` stands for another type now", base.name);
        (Rule::TypeReplaced, what)
    } else {
        let what = format!("type `{}` is called `{}` now", base.name, head.name);
        (Rule::TypeRenamed, what)
    };
    let draft = Draft::new(rule, &Reach::default(), what);
    let draft = draft.before(&base.text).after(&head.text);
    context.report(draft.base(&base.alias.origin).head(&head.alias.origin));
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

fn has_type(named: &Named, ident: &str) -> bool {
    let mut types = named.api.types.ids();
    types.any(|id| named.names.of_type(id).ident == ident)
}
