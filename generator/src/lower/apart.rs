//! What tells the variants of a union apart, which is known when all types are.

use std::collections::HashSet;

use indexmap::IndexSet;

use crate::ir::{Arena, Label, Ty, TypeDef, TypeId, TypeKind, Union, Variant};

/// How many values a member may list to tell variants apart.
const FEW: usize = 8;

/// How deep unions inside unions are followed.
const DEEPEST: usize = 8;

/// Members and the values that they may hold, as JSON.
type Fixed = Vec<(String, Vec<String>)>;

/// Says of each variant that is an object which members it requires, which of them hold only certain values, and which
/// values of the union's tag select it.
pub(super) fn tell_apart(types: &mut Arena<TypeDef>) {
    let ids: Vec<TypeId> = types.ids().collect();
    for id in ids {
        let TypeKind::Union(union) = &types[id].kind else {
            continue;
        };
        let marks: Vec<_> = union
            .variants
            .iter()
            .map(|variant| marks(types, &variant.ty))
            .collect();
        let tag = union.tag.clone();
        let inside = |variant: &Variant| {
            let tag = tag.as_ref()?;
            let TypeKind::Union(_) = &types[named(&variant.ty)?].kind else {
                return None;
            };
            Some(selecting(types, &variant.ty, tag, DEEPEST))
        };
        let nested: Vec<_> = union
            .variants
            .iter()
            .map(|variant| inside(variant).unwrap_or_default())
            .collect();
        let TypeKind::Union(union) = &mut types[id].kind else {
            continue;
        };
        for (variant, ((fixed, required), nested)) in union
            .variants
            .iter_mut()
            .zip(marks.into_iter().zip(nested.clone()))
        {
            variant.fixed = fixed;
            variant.required = required;
            if let Some(tag) = &tag
                && variant.tags.is_empty()
            {
                variant.tags = implied(variant, tag, nested);
            }
        }
        if let Some(tag) = &tag {
            complete(union, tag, &nested);
        }
    }
}

/// The values of a tag that select a variant which no mapping names: those that its schema lists, else the name of the
/// component (OAS 3.0.3, Discriminator Object).
fn implied(variant: &Variant, tag: &str, nested: Vec<String>) -> Vec<String> {
    let listed = variant.fixed.iter().find(|(member, _)| member == tag);
    if let Some((_, values)) = listed {
        return texts(values);
    }
    match &variant.label {
        // A union inside is selected by what selects its own variants.
        _ if !nested.is_empty() => nested,
        Label::Component(name) => vec![name.clone()],
        Label::Tag(_) | Label::Member(_) | Label::Kind(_) => Vec::new(),
    }
}

/// Beside what is mapped to a variant, the values that its own schema lists select it, and those that select what is inside
/// it; where there are none of these, the name of its component does, for which nothing is mapped (OAS 3.1.1, section
/// 4.8.25.3). None of them selects another one.
fn complete(union: &mut Union, tag: &str, nested: &[Vec<String>]) {
    let tags = union.variants.iter().flat_map(|variant| &variant.tags);
    let mut taken: HashSet<String> = tags.cloned().collect();
    let mut unlisted = Vec::new();
    for (variant, nested) in union.variants.iter_mut().zip(nested) {
        let listed = variant.fixed.iter().find(|(member, _)| member == tag);
        let listed = texts(listed.into_iter().flat_map(|(_, values)| values));
        if let Label::Component(name) = &variant.label
            && listed.is_empty()
            && nested.is_empty()
        {
            let name = name.clone();
            unlisted.push((variant, name));
            continue;
        }
        for value in listed.into_iter().chain(nested.iter().cloned()) {
            if !variant.tags.is_empty() && taken.insert(value.clone()) {
                variant.tags.push(value);
            }
        }
    }
    for (variant, name) in unlisted {
        if !variant.tags.is_empty() && taken.insert(name.clone()) {
            variant.tags.push(name);
        }
    }
}

/// The texts that some values, as JSON, are told apart by: strings, and numbers and booleans as they are written.
fn texts<'v>(values: impl IntoIterator<Item = &'v String>) -> Vec<String> {
    let values = values.into_iter();
    values
        .filter_map(|json| match serde_json::from_str(json).ok()? {
            serde_json::Value::String(text) => Some(text),
            serde_json::Value::Number(_) | serde_json::Value::Bool(_) => Some(json.clone()),
            _ => None,
        })
        .collect()
}

/// The texts that a member of a type may hold, where they are listed.
pub(super) fn listed_texts(types: &Arena<TypeDef>, ty: &Ty, member: &str) -> Option<Vec<String>> {
    let (fixed, _) = marks(types, ty);
    let (_, values) = fixed.into_iter().find(|(name, _)| name == member)?;
    Some(texts(&values))
}

/// The values of a tag that select a type: those that its member lists, or that select a variant of it.
fn selecting(types: &Arena<TypeDef>, ty: &Ty, tag: &str, depth: usize) -> Vec<String> {
    let Some(union) = named(ty).and_then(|id| match &types[id].kind {
        TypeKind::Union(union) => Some(union),
        _ => None,
    }) else {
        return listed_texts(types, ty, tag).unwrap_or_default();
    };
    let mut all = IndexSet::new();
    for variant in &union.variants {
        let by_tag = union.tag.as_deref() == Some(tag) && !variant.tags.is_empty();
        let values = match depth.checked_sub(1) {
            _ if by_tag => variant.tags.clone(),
            Some(depth) => selecting(types, &variant.ty, tag, depth),
            None => Vec::new(),
        };
        all.extend(values);
    }
    all.into_iter().collect()
}

fn named(ty: &Ty) -> Option<TypeId> {
    match ty {
        Ty::Named(id) => Some(*id),
        _ => None,
    }
}

/// The members of a type that hold only certain values, and those that it requires.
fn marks(types: &Arena<TypeDef>, ty: &Ty) -> (Fixed, Vec<String>) {
    let Ty::Named(id) = ty else {
        return Default::default();
    };
    let TypeKind::Record(record) = &types[*id].kind else {
        return Default::default();
    };
    let fixed = record.fields.iter().filter_map(|field| {
        let values = listed(types, &field.ty)?;
        (!field.nullable && values.len() <= FEW).then(|| (field.wire.clone(), values))
    });
    let required = record.fields.iter().filter(|field| field.required);
    let required = required.map(|field| field.wire.clone());
    (fixed.collect(), required.collect())
}

/// The values that a type lists, as JSON.
pub(super) fn listed(types: &Arena<TypeDef>, ty: &Ty) -> Option<Vec<String>> {
    let Ty::Named(id) = ty else { return None };
    match &types[*id].kind {
        TypeKind::StringEnum(listed) if !listed.open => {
            let values = listed.values.iter();
            let quoted =
                values.map(|value| serde_json::Value::from(value.wire.as_str()).to_string());
            Some(quoted.collect())
        }
        TypeKind::LiteralEnum(listed) => {
            Some(listed.values.iter().map(|it| it.json.clone()).collect())
        }
        _ => None,
    }
}
