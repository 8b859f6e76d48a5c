//! Components: each is lowered at the first reference to it, and may lead back to itself.

use openapiv3::ReferenceOr;

use super::conjunction::{Item, Request, component_pointer};
use super::facets::{Facets, SchemaRef};
use super::schemas::{Place, Site};
use super::{Lowering, type_def};
use crate::diagnostic::Code;
use crate::ir::{Additional, Docs, ObjectRules, Record, Ty, TypeId, TypeKind};
use crate::pointer::Pointer;

/// From this many schemas inside one another on, objects that are components are lowered by themselves: chains of
/// references may be as long as a description has components, and the stack is not.
const DEFERRED_FROM: usize = 60;

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

/// What has become of schemas that make a type which is no component.
#[derive(Debug, Clone, Copy)]
pub(super) enum Made {
    /// It is being lowered; it has a type already if something inside it asked for one.
    Open(Option<TypeId>),
    /// It is lowered.
    Done(TypeId),
}

/// How deep inside others something is lowered.
#[derive(Debug, Clone, Copy)]
pub(super) struct Depth {
    /// Members, items and values of maps around it, in whatever component.
    structures: usize,
    /// Types around it that have been begun.
    begun: usize,
}

impl<'a> Lowering<'a> {
    /// What a member, an item or a value of a map means, whose schemas must all hold.
    pub(super) fn inside(&mut self, items: &[Item<'a>], place: &Place) -> Site {
        self.structures += 1;
        let site = match items {
            [(schema, _)] => self.site(*schema, place),
            _ => {
                let request = Request {
                    items: items.to_vec(),
                    taken: Vec::new(),
                };
                self.conjunction(request, place)
            }
        };
        self.structures -= 1;
        site
    }

    pub(super) fn reference(&mut self, reference: &str, at: &Pointer) -> Site {
        let Some((name, _)) = self.schema_component(reference) else {
            self.missing(reference, at, "schemas");
            return Site::any();
        };
        self.refer(name, at)
    }

    /// What a component means where it is referred to.
    pub(super) fn refer(&mut self, name: &'a str, at: &Pointer) -> Site {
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
            && let Some(site) = self.outline(schema, name, &place)
        {
            return self.defer(name, site, &place);
        }
        let depth = Depth {
            structures: self.structures,
            begun: self.begun,
        };
        self.components.insert(name, ComponentState::Open(depth));
        let site = match SchemaRef::from(schema) {
            SchemaRef::Reference(reference) => self.chain(name, reference, depth),
            SchemaRef::Item(schema) => self.item(schema, &place, Some(name)),
        };
        self.done(name, site.clone());
        site
    }

    /// What a component means that is nothing but a reference. Such components may lead from one to the next for longer than a
    /// stack is deep, so they are gone through one by one.
    fn chain(&mut self, name: &'a str, mut reference: &'a str, depth: Depth) -> Site {
        let mut passed = Vec::new();
        let mut at = component_pointer(name);
        let site = loop {
            let Some((next, schema)) = self.schema_component(reference) else {
                self.missing(reference, &at, "schemas");
                break Site::any();
            };
            match schema {
                SchemaRef::Reference(further) if !self.components.contains_key(next) => {
                    let open = ComponentState::Open(depth);
                    self.components.insert(next, open);
                    passed.push(next);
                    (at, reference) = (component_pointer(next), further);
                }
                _ => {
                    let place = Place::component(name);
                    break self.deeper(&place, |this| this.refer(next, &at));
                }
            }
        };
        for name in passed {
            self.done(name, site.clone());
        }
        site
    }

    /// Gives a component its type, which is all that a reference needs, and leaves what it is for later.
    fn defer(&mut self, name: &'a str, site: Site, place: &Place) -> Site {
        let id = self.reserve(name, place, &site);
        self.deferred.push(name);
        Site {
            ty: Ty::Named(id),
            ..site
        }
    }

    /// Lowers a component that has its type already.
    pub(super) fn lower_deferred(&mut self, name: &'a str) {
        let components = self.document.openapi.components.as_ref();
        let schema = components.and_then(|components| components.schemas.get(name));
        if let Some(ReferenceOr::Item(schema)) = schema {
            let site = self.item(schema, &Place::component(name), Some(name));
            self.done(name, site);
        }
    }

    /// A component is lowered.
    fn done(&mut self, name: &'a str, site: Site) {
        let done = ComponentState::Done(Box::new(site));
        if let Some(ComponentState::Reserved(id, _)) = self.components.insert(name, done) {
            self.pending.remove(&id);
        }
    }

    /// The type of a component whose lowering is not under way.
    pub(super) fn lowered(&mut self, name: &'a str) -> Option<TypeId> {
        let is_open = matches!(
            self.components.get(name),
            Some(ComponentState::Open(_) | ComponentState::Reserved(..))
        );
        match self.component(name).ty {
            Ty::Named(id) if !is_open && !self.is_reserved(id) => Some(id),
            _ => None,
        }
    }

    /// Reserves the type of a component, so that what is inside it can refer to it; the one that it has if it has one.
    pub(super) fn reserve(&mut self, component: &'a str, place: &Place, site: &Site) -> TypeId {
        if let Some(ComponentState::Reserved(id, _)) = self.components.get(component) {
            return *id;
        }
        let id = self.blank_type(place, site);
        self.components.insert(
            component,
            ComponentState::Reserved(id, Box::new(site.clone())),
        );
        id
    }

    /// A type that is not known yet.
    fn blank_type(&mut self, place: &Place, site: &Site) -> TypeId {
        let empty = TypeKind::Record(Record {
            fields: Vec::new(),
            additional: Additional::Open,
            rules: ObjectRules::default(),
        });
        let origin = self.document.origin(&place.pointer);
        let def = type_def(place.hint.clone(), origin, site, empty);
        let id = self.api.types.push(def);
        self.pending.insert(id);
        id
    }

    /// Is it a type that is being lowered, so that what it will be is not known yet?
    pub(super) fn is_reserved(&self, id: TypeId) -> bool {
        self.pending.contains(&id)
    }

    /// The type that schemas make together, lowered at the first call; inside that call it is a type that is not known yet.
    /// `lower` may find that there is such a type.
    pub(super) fn type_of(
        &mut self,
        component: Option<&'a str>,
        key: &[Pointer],
        place: &Place,
        site: &Site,
        lower: impl FnOnce(&mut Self) -> Result<TypeKind, TypeId>,
    ) -> TypeId {
        if let Some(name) = component {
            let id = self.reserve(name, place, site);
            self.begun += 1;
            let kind = lower(self);
            self.begun -= 1;
            if let Ok(kind) = kind {
                self.api.types[id].kind = kind;
            }
            return id;
        }
        match self.made.get(key) {
            Some(Made::Done(id)) => return *id,
            Some(Made::Open(Some(id))) => return *id,
            Some(Made::Open(None)) => {
                let id = self.blank_type(place, site);
                self.made.insert(key.to_vec(), Made::Open(Some(id)));
                return id;
            }
            None => {}
        }
        self.made.insert(key.to_vec(), Made::Open(None));
        self.begun += 1;
        let kind = lower(self);
        self.begun -= 1;
        let reserved = match self.made.get(key) {
            Some(Made::Open(reserved)) => *reserved,
            _ => None,
        };
        let id = match (kind, reserved) {
            (Err(id), None) => id,
            (Ok(kind), None) => self.named(kind, place, site),
            (kind, Some(id)) => {
                self.pending.remove(&id);
                self.api.types[id].hint = place.hint.clone();
                let kind = kind.unwrap_or_else(|known| self.api.types[known].kind.clone());
                self.api.types[id].kind = kind.clone();
                self.inline.entry(kind).or_insert(id);
                id
            }
        };
        self.made.insert(key.to_vec(), Made::Done(id));
        id
    }

    /// Can a component that is being lowered be lowered once more inside itself? An array of a record that holds that
    /// array comes to an end at the record. A type of its own it may not have, for there would be two of them.
    fn ends(&self, name: &str, outer: Depth) -> bool {
        let components = self.document.openapi.components.as_ref();
        let schema = components.and_then(|components| components.schemas.get(name));
        let nameless = schema.is_none_or(|schema| is_nameless(schema.into()));
        nameless && self.begun > outer.begun
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
    let has_rules = facets.kind != super::facets::Kind::Object && !facets.rules.is_empty();
    !has_rules && inner.is_none_or(|(_, member)| is_nameless(member))
}
