//! Whatever is added to a description, and wherever: each name that was given and locked is there for the same thing afterwards.

mod grown;
#[allow(dead_code, reason = "others use the rest")]
mod locked;

use std::collections::{BTreeMap, BTreeSet};
use std::mem::{Discriminant, discriminant};

use grown::Dice;
use oas_codegen::ir::{Ty, TypeId, TypeKind};
use oas_codegen::name::Named;
use proptest::prelude::*;

/// Names with the marks of what has them: types, and variants, which have those of their types.
fn marked(named: &Named) -> Vec<(bool, BTreeSet<String>, String)> {
    let mut out = Vec::new();
    for (id, def) in named.api.types.iter() {
        let names = named.names.of_type(id);
        if let TypeKind::Union(union) = &def.kind {
            for (variant, name) in union.variants.iter().zip(&names.members) {
                if let Ty::Named(inner) = variant.ty {
                    let name = format!("{}::{name}", names.ident);
                    out.push((true, marks(named, inner), name));
                }
            }
        }
        out.push((false, marks(named, id), names.ident.clone()));
    }
    out.retain(|(_, marks, _)| !marks.is_empty());
    out
}

/// The marks of a type.
fn marks(named: &Named, id: TypeId) -> BTreeSet<String> {
    let is_mark = |text: &String, sign: char| {
        let rest = text.strip_prefix(sign);
        rest.is_some_and(|rest| !rest.is_empty() && rest.bytes().all(|byte| byte.is_ascii_digit()))
    };
    match &named.api.types[id].kind {
        TypeKind::Record(record) => {
            let wires = record.fields.iter().map(|field| field.wire.clone());
            wires.filter(|wire| is_mark(wire, 'm')).collect()
        }
        TypeKind::StringEnum(list) => {
            let wires = list.values.iter().map(|value| value.wire.clone());
            wires.filter(|wire| is_mark(wire, 'v')).collect()
        }
        TypeKind::Constrained(one) => {
            let longest = one.rules.max_length.iter();
            longest
                .map(|longest| format!("longest {longest}"))
                .collect()
        }
        _ => BTreeSet::new(),
    }
}

/// Names of what has a name in the description that stays: parts of types by the types' names, and all of operations.
fn told(named: &Named) -> BTreeMap<String, String> {
    let mut names = locked::names(named);
    names.retain(|what, _| !what.starts_with("type "));
    names
}

/// What each type is, by its name.
fn kinds(named: &Named) -> BTreeMap<String, Discriminant<TypeKind>> {
    let ident = |id| named.names.of_type(id).ident.clone();
    let types = named.api.types.iter();
    types
        .map(|(id, def)| (ident(id), discriminant(&def.kind)))
        .collect()
}

/// Some at each run; `PROPTEST_CASES` asks for more.
fn cases() -> u32 {
    let asked = std::env::var("PROPTEST_CASES");
    asked
        .ok()
        .and_then(|count| count.parse().ok())
        .unwrap_or(16)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: cases(), failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn what_is_added_renames_nothing(seed in any::<u64>()) {
        let mut dice = Dice::new(seed);
        let mut whole = dice.description();
        let mut lock = locked::lock(&whole.to_string());
        for _ in 0..6 {
            let before = locked::named(&whole.to_string(), &lock);
            let names = marked(&before);
            let told_before = told(&before);
            dice.wanted = names.iter().map(|(.., name)| name.clone()).chain(told_before.values().cloned()).collect();
            let was = whole.clone();
            let what = dice.grow(&mut whole);
            let after = locked::named(&whole.to_string(), &lock);
            let now = marked(&after);
            for (is_variant, marks, name) in &names {
                // What has become several things, or another one, is that no more.
                let same: Vec<_> = now.iter().filter(|now| now.0 == *is_variant && now.1.is_superset(marks)).collect();
                let is_there = same.is_empty() || same.iter().any(|now| now.2 == *name);
                prop_assert!(is_there, "{what}: {marks:?}: {name} became {same:?}\n{was}\n{whole}\n{lock}");
            }
            let now = told(&after);
            let (kinds_before, kinds_now) = (kinds(&before), kinds(&after));
            prop_assert!(!names.is_empty() && !told_before.is_empty(), "nothing to rename\n{was}");
            for (thing, name) in &told_before {
                // Answers that had one set of headers may have two of them.
                let is_set = |what: &str| what.starts_with("headers") && thing.starts_with("headers");
                // Enums that were one, until the choice of them got something else, have no values in common any more.
                let ty = thing.split(' ').next().unwrap_or_default();
                let (one, other) = (kinds_before.get(ty), kinds_now.get(ty));
                if one.is_some() && other.is_some() && one != other {
                    continue;
                }
                let is_there = now.get(thing) == Some(name) || now.iter().any(|(what, now)| is_set(what) && now == name);
                prop_assert!(is_there, "{what}: {thing}: {name} became {:?}\n{was}\n{whole}\n{lock}", now.get(thing));
            }
            lock = locked::lock_after(&whole.to_string(), &lock);
            prop_assert_eq!(&told(&locked::named(&whole.to_string(), &lock)), &told(&after), "the lock says the same");
        }
    }
}
