//! What tells the variants of a union apart, which is known when all types are.

use crate::ir::{Arena, Label, Ty, TypeDef, TypeId, TypeKind, Variant};

/// How many values a member may list to tell variants apart.
const FEW: usize = 8;

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
        let TypeKind::Union(union) = &mut types[id].kind else {
            continue;
        };
        let tag = union.tag.clone();
        for (variant, (fixed, required)) in union.variants.iter_mut().zip(marks) {
            variant.fixed = fixed;
            variant.required = required;
            if let Some(tag) = &tag
                && variant.tags.is_empty()
            {
                variant.tags = implied(variant, tag);
            }
        }
    }
}

/// The values of a tag that select a variant which no mapping names: those that its schema lists, else the name of the
/// component (OAS 3.0.3, Discriminator Object).
fn implied(variant: &Variant, tag: &str) -> Vec<String> {
    let listed = variant.fixed.iter().find(|(member, _)| member == tag);
    if let Some((_, values)) = listed {
        let texts = values
            .iter()
            .filter_map(|json| serde_json::from_str::<String>(json).ok());
        return texts.collect();
    }
    match &variant.label {
        Label::Component(name) => vec![name.clone()],
        Label::Tag(_) | Label::Member(_) | Label::Kind(_) => Vec::new(),
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
