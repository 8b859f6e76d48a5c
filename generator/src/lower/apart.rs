//! What tells the variants of a union apart, which is known when all types are.

use crate::ir::{Arena, Label, Ty, TypeDef, TypeId, TypeKind, Variant};

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
        for (variant, ((fixed, required), nested)) in
            union.variants.iter_mut().zip(marks.into_iter().zip(nested))
        {
            variant.fixed = fixed;
            variant.required = required;
            if let Some(tag) = &tag
                && variant.tags.is_empty()
            {
                variant.tags = implied(variant, tag, nested);
            }
        }
    }
}

/// The values of a tag that select a variant which no mapping names: those that its schema lists, else the name of the
/// component (OAS 3.0.3, Discriminator Object).
fn implied(variant: &Variant, tag: &str, nested: Vec<String>) -> Vec<String> {
    let listed = variant.fixed.iter().find(|(member, _)| member == tag);
    if let Some((_, values)) = listed {
        let texts = values
            .iter()
            .filter_map(|json| serde_json::from_str::<String>(json).ok());
        return texts.collect();
    }
    match &variant.label {
        // A union inside is selected by what selects its own variants.
        _ if !nested.is_empty() => nested,
        Label::Component(name) => vec![name.clone()],
        Label::Tag(_) | Label::Member(_) | Label::Kind(_) => Vec::new(),
    }
}

/// The values of a tag that select a type: those that its member lists, or that select a variant of it.
fn selecting(types: &Arena<TypeDef>, ty: &Ty, tag: &str, depth: usize) -> Vec<String> {
    let Some(union) = named(ty).and_then(|id| match &types[id].kind {
        TypeKind::Union(union) => Some(union),
        _ => None,
    }) else {
        let (fixed, _) = marks(types, ty);
        let listed = fixed.into_iter().find(|(member, _)| member == tag);
        let values = listed.into_iter().flat_map(|(_, values)| values);
        let texts = values.filter_map(|json| serde_json::from_str::<String>(&json).ok());
        return texts.collect();
    };
    let mut all = Vec::new();
    for variant in &union.variants {
        let by_tag = union.tag.as_deref() == Some(tag) && !variant.tags.is_empty();
        let values = match depth.checked_sub(1) {
            _ if by_tag => variant.tags.clone(),
            Some(depth) => selecting(types, &variant.ty, tag, depth),
            None => Vec::new(),
        };
        for value in values {
            if !all.contains(&value) {
                all.push(value);
            }
        }
    }
    all
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
fn listed(types: &Arena<TypeDef>, ty: &Ty) -> Option<Vec<String>> {
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
