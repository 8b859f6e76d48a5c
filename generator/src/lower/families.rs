//! Families: a schema with a discriminator, and the schemas that extend it.

use std::collections::{HashMap, HashSet};

use openapiv3::{Discriminator, ReferenceOr, Schema, SchemaKind};

use super::Lowering;
use super::conjunction::{Item, Request, component_pointer};
use super::discriminators::Mapping;
use super::facets::{Facets, Kind, SchemaRef};
use super::resolve::component_name;
use super::schemas::{Place, Site};
use crate::document::Document;
use crate::ir::{Docs, Label, Role, Ty, TypeKind, Union, Variant};

impl<'a> Lowering<'a> {
    /// A schema with a discriminator and no choice: what refers to it may be any of those that extend it
    /// (OAS 3.0.3, Discriminator Object). None when nothing extends it.
    pub(super) fn family(
        &mut self,
        facets: &Facets<'a>,
        item: Item<'a>,
        name: &'a str,
        place: &Place,
        site: &Site,
    ) -> Option<Ty> {
        let discriminator = discriminator_of(facets)?;
        if !self.is_family(facets, name) {
            return None;
        }
        for (index, part) in facets.all_of.iter().enumerate() {
            if let ReferenceOr::Item(part) = part {
                self.unmapped(&Facets::of(part), &item.1.key("allOf").index(index));
            }
        }
        let heirs = self.heirs(name, discriminator);
        let id = self.type_of(Some(name), &[], place, site, |this| {
            let mut variants: Vec<Variant> = Vec::new();
            // Where a mapping leaves it out, it is one all the same: by its name, which is what a value without a mapping is by.
            let mapping = Mapping::of(discriminator);
            variants.extend(this.base(item, name, &mapping, place));
            for heir in heirs {
                let site = this.refer(heir, &place.pointer.key("discriminator"));
                if variants.iter().any(|known| known.ty == site.ty) {
                    continue;
                }
                variants.push(Variant {
                    label: Label::Component(heir.to_owned()),
                    secret: this.shows(&site, &site.ty),
                    ty: site.ty,
                    boxed: false,
                    tags: mapping.tags(&[heir]),
                    otherwise: mapping.is_otherwise(&[heir]),
                    fixed: Vec::new(),
                    required: Vec::new(),
                    one_way: site.one_way,
                    docs: Docs::default(),
                    origin: this.document.origin(&component_pointer(heir)),
                });
            }
            Ok(TypeKind::Union(Union {
                variants,
                tag: Some(discriminator.property_name.clone()),
                exclusive: true,
            }))
        });
        Some(Ty::Named(id))
    }

    /// Is there a discriminator, no choice, and something that extends the schema?
    pub(super) fn is_family(&self, facets: &Facets<'a>, name: &'a str) -> bool {
        let discriminator = discriminator_of(facets);
        !facets.is_union() && discriminator.is_some_and(|by| !self.heirs(name, by).is_empty())
    }

    /// Does a schema refer to the base of a family?
    pub(super) fn is_base(&self, schema: SchemaRef<'a>) -> bool {
        let SchemaRef::Reference(reference) = schema else {
            return false;
        };
        match self.schema_component(reference) {
            Some((name, SchemaRef::Item(schema))) => self.is_family(&Facets::of(schema), name),
            _ => false,
        }
    }

    /// The variant of a family that is the base itself.
    fn base(
        &mut self,
        item: Item<'a>,
        name: &'a str,
        mapping: &Mapping<'_>,
        place: &Place,
    ) -> Option<Variant> {
        let origin = self.document.origin(&item.1);
        let place = place.part(item.1.clone(), Role::Variant("base".to_owned()));
        let request = Request {
            taken: vec![item.1.key("discriminator")],
            items: vec![item],
        };
        let joined = self.join(request, Some(name));
        if joined.kind != Kind::Object || !joined.choices.is_empty() {
            return None;
        }
        let ty = self.object(&joined, &place, &Site::any(), None);
        let mut tags = mapping.tags(&[name]);
        if tags.is_empty() {
            tags.push(name.to_owned());
        }
        Some(Variant {
            label: Label::Kind("base".to_owned()),
            ty,
            boxed: false,
            secret: false,
            tags,
            otherwise: mapping.is_otherwise(&[name]),
            fixed: Vec::new(),
            required: Vec::new(),
            one_way: None,
            docs: Docs::default(),
            origin,
        })
    }

    /// The discriminator of a schema that each of these components extends, the nearest to the first of them: it tells them
    /// apart wherever they are chosen from (OAS 3.0.3, Discriminator Object).
    pub(super) fn inherited(&self, heirs: &[Component<'a>]) -> Option<&'a Discriminator> {
        let (first, others) = heirs.split_first()?;
        let others: Vec<_> = others.iter().map(|heir| self.bases(*heir)).collect();
        let mut bases = self.bases(*first).into_iter();
        bases.find_map(|(base, discriminator)| {
            let is_base = |bases: &Vec<(&str, _)>| bases.iter().any(|(other, _)| *other == base);
            others.iter().all(is_base).then_some(discriminator)
        })
    }

    /// The components with a discriminator and no choice that a component extends, the nearest first.
    fn bases(&self, heir: Component<'a>) -> Vec<(&'a str, &'a Discriminator)> {
        let mut found = Vec::new();
        let mut seen = vec![heir];
        let mut at = 0;
        while let Some(&(name, schema)) = seen.get(at) {
            at += 1;
            let SchemaRef::Item(schema) = schema else {
                continue;
            };
            let facets = Facets::of(schema);
            if at > 1 && !facets.is_union() {
                found.extend(discriminator_of(&facets).map(|by| (name, by)));
            }
            for parent in facets.all_of {
                if let ReferenceOr::Reference { reference } = parent
                    && let Some(parent) = self.schema_component(reference)
                    && seen.iter().all(|(known, _)| *known != parent.0)
                {
                    seen.push(parent);
                }
            }
        }
        found
    }

    /// The components that a mapping names and those that extend a component, directly or not.
    fn heirs(&self, name: &'a str, discriminator: &'a Discriminator) -> Vec<&'a str> {
        let mut found: Vec<&'a str> = Vec::new();
        let mut seen = HashSet::from([name]);
        let components = self.document.openapi.components.as_ref();
        for to in discriminator.mapping.values() {
            let target = component_name(to, "schemas").unwrap_or_else(|| to.clone());
            let known = components.and_then(|all| all.schemas.get_key_value(&target));
            if let Some((key, _)) = known
                && seen.insert(key)
            {
                found.push(key);
            }
        }
        let mut walked = HashSet::from([name]);
        let mut open = vec![name];
        while let Some(parent) = open.pop() {
            for &child in self.extended_by.get(parent).into_iter().flatten() {
                if seen.insert(child) {
                    found.push(child);
                }
                if walked.insert(child) {
                    open.push(child);
                }
            }
        }
        found
    }
}

/// A component by its name.
type Component<'a> = (&'a str, SchemaRef<'a>);

/// The discriminator of a schema that is no choice: its own, or that of a part which is written out in its `allOf`.
fn discriminator_of<'a>(facets: &Facets<'a>) -> Option<&'a Discriminator> {
    let of_part = |part: &'a ReferenceOr<Schema>| match part {
        ReferenceOr::Item(part) if !Facets::of(part).is_union() => {
            part.schema_data.discriminator.as_ref()
        }
        _ => None,
    };
    let own = facets.data.discriminator.as_ref();
    own.or_else(|| facets.all_of.iter().find_map(of_part))
}

/// Which components extend a component by their `allOf`.
pub(super) fn extended_by(document: &Document) -> HashMap<&str, Vec<&str>> {
    let mut found: HashMap<&str, Vec<&str>> = HashMap::new();
    let Some(components) = &document.openapi.components else {
        return found;
    };
    for (child, schema) in &components.schemas {
        let ReferenceOr::Item(schema) = schema else {
            continue;
        };
        let members = match &schema.schema_kind {
            SchemaKind::AllOf { all_of } => all_of,
            SchemaKind::Any(any) => &any.all_of,
            _ => continue,
        };
        for member in members {
            let ReferenceOr::Reference { reference } = member else {
                continue;
            };
            let parent = component_name(reference, "schemas");
            let parent = parent.and_then(|name| components.schemas.get_key_value(&name));
            if let Some((parent, _)) = parent {
                found.entry(parent).or_default().push(child);
            }
        }
    }
    found
}
