//! Objects: records, free maps, and closed objects that are maps keyed by an enum.

use std::collections::HashSet;

use indexmap::IndexSet;

use super::Lowering;
use super::conjunction::Item;
use super::joined::Joined;
use super::schemas::{Place, Site};
use crate::diagnostic::Code;
use crate::ir::{
    Additional, Demand, EnumValue, Field, KeyedMap, Record, Role, Rules, StringEnum, Ty, TypeId,
    TypeKind,
};

/// From this many members of one type on, a closed object is a map (DESIGN: what the types look like).
const MAP_FROM: usize = 3;

impl<'a> Lowering<'a> {
    pub(super) fn object(
        &mut self,
        joined: &Joined<'a>,
        place: &Place,
        site: &Site,
        component: Option<&'a str>,
    ) -> Ty {
        if joined.properties.is_empty() && !joined.closed {
            self.undeclared(joined);
            return self.map(joined, place, site);
        }
        let id = self.type_of(component, &joined.key, place, site, |this| {
            let kind = this.members(joined, place, site);
            match this.component_that_is(joined, &kind, place) {
                Some(id) => Err(id),
                None => Ok(kind),
            }
        });
        Ty::Named(id)
    }

    /// A map with free keys. What must be there among them is checked, as far as there are names to say.
    fn map(&mut self, joined: &Joined<'a>, place: &Place, site: &Site) -> Ty {
        let map = Ty::Map(Box::new(self.map_value(joined, place)));
        let mut object = self.object_rules(joined, place);
        self.members_contradict(joined, &object, &place.pointer);
        object.demands.splice(0..0, present(joined));
        let rules = Rules {
            object,
            ..Rules::default()
        };
        self.constrained(map, rules, place, site)
    }

    /// The component that says all that several schemas say together, if one does.
    fn component_that_is(
        &mut self,
        joined: &Joined<'a>,
        kind: &TypeKind,
        place: &Place,
    ) -> Option<TypeId> {
        if place.is_component() || joined.key.len() < 2 {
            return None;
        }
        joined.components.iter().find_map(|name| {
            let id = self.lowered(name)?;
            (self.api.types[id].kind == *kind).then_some(id)
        })
    }

    /// The type of the values of members that are not named.
    fn map_value(&mut self, joined: &Joined<'a>, place: &Place) -> Ty {
        match joined.additional.last() {
            Some((_, at)) => {
                let place = place.part(at.clone(), Role::Value);
                let site = self.inside(&joined.additional, &place);
                self.both_ways(&site, at, "members without names of their own");
                self.item_ty(site, &place)
            }
            None => Ty::Any,
        }
    }

    /// The fields of an object, or the map that they make.
    fn members(&mut self, joined: &Joined<'a>, place: &Place, site: &Site) -> TypeKind {
        self.undeclared(joined);
        let required: HashSet<&str> = joined.required.iter().map(|(name, _)| *name).collect();
        let additional = match joined.additional.as_slice() {
            _ if joined.closed => Additional::Closed,
            [] => Additional::Open,
            _ => Additional::Typed(self.map_value(joined, place)),
        };
        let mut rules = self.object_rules(joined, place);
        if !joined.closed {
            rules.demands.splice(0..0, present(joined));
        }
        self.contradictions(&Ty::Any, &joined.rules, &place.pointer);
        self.members_contradict(joined, &rules, &place.pointer);
        let fields: Vec<Field> = joined
            .properties
            .iter()
            .map(|(name, items)| self.field(name, items, required.contains(name), place))
            .collect();
        // A map of what is still being lowered would be an alias of itself.
        let is_record =
            |id| matches!(self.api.types[id].kind, TypeKind::Record(_)) && !self.is_reserved(id);
        match map_value(&fields, &additional, is_record) {
            Some(value) => TypeKind::KeyedMap(KeyedMap {
                keys: self.keys(&fields, place, site),
                value,
                rules,
            }),
            None => TypeKind::Record(Record {
                fields,
                additional,
                rules,
            }),
        }
    }

    fn field(&mut self, name: &str, items: &[Item<'a>], required: bool, place: &Place) -> Field {
        let at = items.last().map_or(&place.pointer, |(_, at)| at);
        let role = Role::Member(name.to_owned());
        let mut site = self.inside(items, &place.part(at.clone(), role));
        // The field says so itself.
        if site.ty == Ty::Secret {
            site.ty = Ty::String;
            site.secret = true;
        }
        Field {
            wire: name.to_owned(),
            ty: site.ty,
            required,
            nullable: site.nullable,
            boxed: false,
            docs: site.docs,
            format: site.format,
            deprecated: site.deprecated,
            secret: site.secret,
            one_way: site.one_way,
            default: site.default,
            origin: self.document.origin(at),
        }
    }

    /// The enum of a map's keys.
    fn keys(&mut self, fields: &[Field], place: &Place, site: &Site) -> TypeId {
        let value = |field: &Field| EnumValue {
            wire: field.wire.clone(),
            label: None,
            deprecated: field.deprecated,
            docs: field.docs.clone(),
            origin: field.origin.clone(),
        };
        let kind = TypeKind::StringEnum(StringEnum {
            values: fields.iter().map(value).collect(),
            open: false,
            secret: false,
        });
        let keys = place.part(place.pointer.key("properties"), Role::Key);
        self.intern(
            kind,
            &keys,
            &Site {
                docs: crate::ir::Docs::default(),
                format: None,
                ..site.clone()
            },
        )
    }

    /// Reports names under `required` that are no property.
    fn undeclared(&mut self, joined: &Joined<'a>) {
        for (name, at) in &joined.required {
            if !joined.properties.contains_key(name) {
                let message = if joined.closed {
                    format!(
                        "`{name}` is required but not declared, and no other members may be there: no value keeps both"
                    )
                } else {
                    format!(
                        "`{name}` is required but not declared, so no field stands for it; what is sent without it is refused"
                    )
                };
                self.report(Code::RequiredUndeclared, at, message);
            }
        }
    }
}

/// The members that must be there and have no field.
fn present(joined: &Joined<'_>) -> Vec<Demand> {
    let names = joined.required.iter().map(|(name, _)| *name);
    let names: IndexSet<&str> = names
        .filter(|name| !joined.properties.contains_key(name))
        .collect();
    let demands = names
        .into_iter()
        .map(|name| Demand::Present(name.to_owned()));
    demands.collect()
}

/// The type that all members of a closed object have, when it is one of objects and there are enough of them.
fn map_value(
    fields: &[Field],
    additional: &Additional,
    is_record: impl Fn(TypeId) -> bool,
) -> Option<TypeId> {
    let (Additional::Closed, [first, ..]) = (additional, fields) else {
        return None;
    };
    let Ty::Named(value) = first.ty else {
        return None;
    };
    let alike = |field: &Field| {
        !field.required
            && !field.nullable
            && !field.deprecated
            && !field.secret
            && field.one_way.is_none()
            && field.ty == first.ty
            && field.default.is_none()
    };
    (fields.len() >= MAP_FROM && is_record(value) && fields.iter().all(alike)).then_some(value)
}
