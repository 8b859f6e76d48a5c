//! Components: each is lowered at the first reference to it, and may lead back to itself.

use openapiv3::ReferenceOr;

use super::facets::{Facets, SchemaRef};
use super::resolve::component_name;
use super::schemas::{Place, Site};
use super::{Lowering, type_def};
use crate::diagnostic::Code;
use crate::ir::{Additional, Docs, Record, Ty, TypeId, TypeKind};
use crate::pointer::Pointer;

/// From this many schemas inside one another on, objects that are components are lowered by themselves: chains of
/// references may be as long as a description has components, and the stack is not.
const DEFERRED_FROM: usize = 140;

/// What has become of a component.
#[derive(Debug, Clone)]
pub(super) enum ComponentState {
    /// It is being lowered and has no type of its own, so that a reference to it inside itself says nothing.
    Open(Depth),
    /// It is being lowered to a type of its own, which what is inside may refer to.
    Reserved(TypeId, Box<Site>),
    /// It is lowered.
    Done(Box<Site>),
}

/// How deep inside others something is lowered.
#[derive(Debug, Clone, Copy)]
pub(super) struct Depth {
    /// Members, items and values of maps around it, in whatever component.
    structures: usize,
    /// Components around it that have a type already.
    reserved: usize,
}

impl<'a> Lowering<'a> {
    /// What a member, an item or a value of a map means.
    pub(super) fn inside(&mut self, schema: SchemaRef<'a>, place: &Place) -> Site {
        self.structures += 1;
        let site = self.site(schema, place);
        self.structures -= 1;
        site
    }

    pub(super) fn reference(&mut self, reference: &str, at: &Pointer) -> Site {
        let components = self.document.openapi.components.as_ref();
        let found = component_name(reference, "schemas").and_then(|name| {
            let (key, _) = components?.schemas.get_key_value(&name)?;
            Some(key.as_str())
        });
        let Some(name) = found else {
            self.missing(reference, at, "schemas");
            return Site::any();
        };
        if let Some(ComponentState::Open(outer)) = self.components.get(name).cloned()
            && !self.ends(name, outer)
        {
            if self.structures > outer.structures {
                self.endless(name, at);
            } else {
                self.cycle(name, at);
            }
            return Site::any();
        }
        // Its texts are the component's own; the place has none.
        Site {
            docs: Docs::default(),
            default: None,
            ..self.component(name)
        }
    }

    /// What a component means, lowered at the first call.
    pub(super) fn component(&mut self, name: &'a str) -> Site {
        match self.components.get(name) {
            Some(ComponentState::Done(site)) => return (**site).clone(),
            Some(ComponentState::Reserved(id, site)) => {
                return Site {
                    ty: Ty::Named(*id),
                    ..(**site).clone()
                };
            }
            Some(ComponentState::Open(_)) | None => {}
        }
        let Some(schema) = self
            .document
            .openapi
            .components
            .as_ref()
            .and_then(|components| components.schemas.get(name))
        else {
            return Site::any();
        };
        let place = Place::component(name);
        if let ReferenceOr::Item(schema) = schema
            && self.depth > DEFERRED_FROM
        {
            let facets = Facets::of(schema);
            if facets.is_plain_object() {
                return self.defer(name, &facets, &place);
            }
        }
        let depth = Depth {
            structures: self.structures,
            reserved: self.reserved(),
        };
        self.components.insert(name, ComponentState::Open(depth));
        let site = match SchemaRef::from(schema) {
            reference @ SchemaRef::Reference(_) => self.site(reference, &place),
            SchemaRef::Item(schema) => {
                let facets = Facets::of(schema);
                self.item(&facets, &place, Some(name))
            }
        };
        self.components
            .insert(name, ComponentState::Done(Box::new(site.clone())));
        site
    }

    /// Gives an object its type, which is all that a reference needs, and leaves its members for later.
    fn defer(&mut self, name: &'a str, facets: &Facets<'a>, place: &Place) -> Site {
        let site = self.head(facets, place);
        let id = self.reserve(name, place, &site);
        self.deferred.push(name);
        Site {
            ty: Ty::Named(id),
            ..site
        }
    }

    /// Lowers the members of an object that has its type already.
    pub(super) fn lower_deferred(&mut self, name: &'a str) {
        let components = self.document.openapi.components.as_ref();
        let schema = components.and_then(|components| components.schemas.get(name));
        let (Some(ReferenceOr::Item(schema)), Some(ComponentState::Reserved(_, site))) =
            (schema, self.components.get(name))
        else {
            return;
        };
        let (facets, mut site) = (Facets::of(schema), site.clone());
        site.ty = self.object(&facets, &Place::component(name), &site, Some(name));
        self.components.insert(name, ComponentState::Done(site));
    }

    /// Reserves the type of a component, so that what is inside it can refer to it; the one that it has if it has one.
    pub(super) fn reserve(&mut self, component: &'a str, place: &Place, site: &Site) -> TypeId {
        if let Some(ComponentState::Reserved(id, _)) = self.components.get(component) {
            return *id;
        }
        let empty = TypeKind::Record(Record {
            fields: Vec::new(),
            additional: Additional::Open,
        });
        let origin = self.document.origin(&place.pointer);
        let id = self
            .api
            .types
            .push(type_def(place.hint.clone(), origin, site, empty));
        self.components.insert(
            component,
            ComponentState::Reserved(id, Box::new(site.clone())),
        );
        id
    }

    /// Is it the type of a component that is being lowered, so that what it will be is not known yet?
    pub(super) fn is_reserved(&self, id: TypeId) -> bool {
        self.components
            .values()
            .any(|state| matches!(state, ComponentState::Reserved(reserved, _) if *reserved == id))
    }

    fn reserved(&self) -> usize {
        let reserved = |state: &&ComponentState| matches!(state, ComponentState::Reserved(..));
        self.components.values().filter(reserved).count()
    }

    /// Can a component that is being lowered be lowered once more inside itself? An array of a record that holds that
    /// array comes to an end at the record. A type of its own it may not have, for there would be two of them.
    fn ends(&self, name: &str, outer: Depth) -> bool {
        let components = self.document.openapi.components.as_ref();
        let schema = components.and_then(|components| components.schemas.get(name));
        let nameless = schema.is_none_or(|schema| is_nameless(schema.into()));
        nameless && self.reserved() > outer.reserved
    }

    /// Lowers an object unless that is being done already with no new type between: one that is written inside the
    /// component which it extends would inherit itself for ever.
    pub(super) fn once<T>(
        &mut self,
        place: &Place,
        lower: impl FnOnce(&mut Self) -> T,
    ) -> Option<T> {
        let object = (place.pointer.clone(), self.reserved());
        if self.objects.contains(&object) {
            self.report_with(
                Code::UnsupportedSchema,
                &place.pointer,
                "the object extends what it stands in, so it holds itself; any JSON stands in for it here",
                "move the object to `components/schemas` and refer to it",
            );
            return None;
        }
        self.objects.push(object);
        let lowered = lower(self);
        self.objects.pop();
        Some(lowered)
    }

    /// Reports a map or an array that holds itself: no type that is written out ends.
    fn endless(&mut self, name: &str, at: &Pointer) {
        self.report_with(
            Code::UnsupportedSchema,
            &at.key("$ref"),
            format!("`{name}` holds itself with no object of named members between; any JSON stands in for it here"),
            "put an object with a member between if the type matters",
        );
    }

    /// Reports a reference that leads back to its own component with no value between.
    pub(super) fn cycle(&mut self, name: &str, at: &Pointer) {
        let message = format!("`{name}` leads back to itself with no object or array between");
        self.report(Code::ReferenceCycle, &at.key("$ref"), message);
    }
}

/// Does a schema that is lowered to no record make no type of its own?
fn is_nameless(schema: SchemaRef<'_>) -> bool {
    let SchemaRef::Item(schema) = schema else {
        return true;
    };
    let facets = Facets::of(schema);
    let inner = facets.sole_member();
    facets.rules.is_empty() && inner.is_none_or(|(_, member)| is_nameless(member))
}
