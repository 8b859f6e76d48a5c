//! `oneOf` and `anyOf`: one of several types.

use openapiv3::Discriminator;

use super::Lowering;
use super::facets::{Facets, SchemaRef};
use super::labels::labels;
use super::resolve::component_name;
use super::schemas::{Place, Site};
use crate::ir::{Arena, Label, Role, Ty, TypeDef, TypeId, TypeKind, Union, Variant};
use crate::pointer::Pointer;

/// How many values a member may list to tell variants apart.
const FEW: usize = 8;

impl<'a> Lowering<'a> {
    /// One of several types.
    pub(super) fn union(
        &mut self,
        facets: &Facets<'a>,
        place: &Place,
        site: &Site,
        component: Option<&'a str>,
    ) -> Ty {
        let reserved = component.map(|name| self.reserve(name, place, site));
        let (keyword, members, exclusive) = if facets.one_of.is_empty() {
            ("anyOf", facets.any_of, false)
        } else {
            ("oneOf", facets.one_of, true)
        };
        let members: Vec<SchemaRef<'a>> = members.iter().map(SchemaRef::from).collect();
        let labels = labels(&members);
        let variants = members
            .into_iter()
            .zip(labels)
            .enumerate()
            .map(|(index, (member, label))| {
                let at = place.pointer.key(keyword).index(index);
                self.variant(member, label, place, at)
            })
            .collect();
        let mut union = Union {
            variants,
            tag: None,
            exclusive,
        };
        if let Some(discriminator) = &facets.data.discriminator {
            tags(&mut union, discriminator);
        }
        match reserved {
            Some(id) => {
                self.api.types[id].kind = TypeKind::Union(union);
                Ty::Named(id)
            }
            None => Ty::Named(self.named(TypeKind::Union(union), place, site)),
        }
    }

    fn variant(
        &mut self,
        member: SchemaRef<'a>,
        label: Label,
        place: &Place,
        at: Pointer,
    ) -> Variant {
        let place = place.part(at, Role::Variant(label.text().to_owned()));
        let inner = self.site(member, &place);
        Variant {
            label,
            ty: inner.whole(),
            boxed: false,
            tags: Vec::new(),
            fixed: Vec::new(),
            required: Vec::new(),
            docs: inner.docs,
            origin: self.document.origin(&place.pointer),
        }
    }
}

/// Which values of a discriminator select which variant: those of its mapping, and the names of components.
fn tags(union: &mut Union, discriminator: &Discriminator) {
    union.tag = Some(discriminator.property_name.clone());
    for variant in &mut union.variants {
        let Label::Component(name) = &variant.label else {
            continue;
        };
        let mapped = discriminator.mapping.iter().filter(|(_, to)| {
            *to == name || component_name(to, "schemas").as_deref() == Some(name)
        });
        variant.tags = mapped.map(|(tag, _)| tag.clone()).collect();
        if variant.tags.is_empty() {
            variant.tags.push(name.clone());
        }
    }
}

/// Says of each variant that is an object which members it requires and which of them hold only certain values.
pub(super) fn tell_apart(types: &mut Arena<TypeDef>) {
    let unions: Vec<TypeId> = types
        .iter()
        .filter(|(_, def)| matches!(def.kind, TypeKind::Union(_)))
        .map(|(id, _)| id)
        .collect();
    for id in unions {
        let TypeKind::Union(union) = &types[id].kind else {
            continue;
        };
        let found: Vec<_> = union
            .variants
            .iter()
            .map(|variant| marks(types, &variant.ty))
            .collect();
        let TypeKind::Union(union) = &mut types[id].kind else {
            continue;
        };
        for (variant, (fixed, required)) in union.variants.iter_mut().zip(found) {
            variant.fixed = fixed;
            variant.required = required;
        }
    }
}

/// The members of a type that hold only certain values, and those that it requires.
fn marks(types: &Arena<TypeDef>, ty: &Ty) -> (Vec<(String, Vec<String>)>, Vec<String>) {
    let Ty::Named(id) = ty else {
        return Default::default();
    };
    let TypeKind::Record(record) = &types[*id].kind else {
        return Default::default();
    };
    let fixed = record.fields.iter().filter_map(|field| {
        let values = listed(types, &field.ty)?;
        (values.len() <= FEW).then(|| (field.wire.clone(), values))
    });
    let required = record.fields.iter().filter(|field| field.required);
    (
        fixed.collect(),
        required.map(|field| field.wire.clone()).collect(),
    )
}

/// The values that a type lists, as JSON.
fn listed(types: &Arena<TypeDef>, ty: &Ty) -> Option<Vec<String>> {
    let Ty::Named(id) = ty else { return None };
    match &types[*id].kind {
        TypeKind::StringEnum(listed) => Some(
            listed
                .values
                .iter()
                .map(|value| serde_json::Value::from(value.wire.as_str()).to_string())
                .collect(),
        ),
        TypeKind::LiteralEnum(listed) => {
            Some(listed.values.iter().map(|it| it.json.clone()).collect())
        }
        _ => None,
    }
}
