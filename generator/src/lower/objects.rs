//! Objects: records, free maps, and closed objects that are maps keyed by an enum.

use std::collections::HashSet;

use indexmap::IndexMap;
use openapiv3::AdditionalProperties;

use super::Lowering;
use super::facets::{Facets, Kind, SchemaRef};
use super::resolve::component_name;
use super::schemas::{Place, Site};
use crate::diagnostic::{Code, Diagnostic};
use crate::ir::{
    Additional, EnumValue, Field, KeyedMap, Record, Role, StringEnum, Ty, TypeId, TypeKind,
};
use crate::pointer::Pointer;

/// From this many members of one type on, a closed object is a map (DESIGN: what the types look like).
const MAP_FROM: usize = 3;

/// How deep what an `allOf` refers to may have an `allOf` itself.
const DEEPEST_ALL_OF: usize = 100;

/// How many members all `allOf` together may take over.
const MOST_MERGED: usize = 200_000;

/// The members of an object, those of its `allOf` included.
#[derive(Default)]
struct Members<'a> {
    properties: IndexMap<&'a str, (SchemaRef<'a>, Pointer)>,
    required: Vec<(&'a str, Pointer)>,
    closed: bool,
    additional: Option<(SchemaRef<'a>, Pointer)>,
    /// Components whose members are in already: several members of `allOf` may have one base.
    visited: HashSet<&'a str>,
    /// Components whose members are being taken in: a reference to one of them would never end.
    open: Vec<&'a str>,
}

impl<'a> Lowering<'a> {
    pub(super) fn object(
        &mut self,
        facets: &Facets<'a>,
        place: &Place,
        site: &Site,
        component: Option<&'a str>,
    ) -> Ty {
        let mut members = Members {
            open: component.into_iter().collect(),
            ..Members::default()
        };
        if !self.gather(facets, &place.pointer, &mut members) {
            let message =
                "`allOf` joins schemas that are not all objects; any JSON stands in for it";
            self.report(Code::UnsupportedSchema, &place.pointer, message);
            return Ty::Any;
        }
        if members.properties.is_empty() && !members.closed {
            self.undeclared(&members);
            return Ty::Map(Box::new(self.map_value(&members, place)));
        }
        let reserved = component.map(|name| self.reserve(name, place, site));
        let Some(kind) = self.once(place, |this| this.members(&members, place, site)) else {
            return Ty::Any;
        };
        match reserved {
            Some(id) => {
                self.api.types[id].kind = kind;
                Ty::Named(id)
            }
            None => Ty::Named(self.named(kind, place, site)),
        }
    }

    /// Takes in the members of an object and of its `allOf`; false when one of them is no object.
    fn gather(&mut self, facets: &Facets<'a>, at: &Pointer, members: &mut Members<'a>) -> bool {
        if facets.is_union()
            || !matches!(facets.kind, Kind::Object | Kind::Any)
            || !facets.enumeration.is_empty()
        {
            return false;
        }
        for (index, schema) in facets.all_of.iter().enumerate() {
            if !self.gather_ref(schema.into(), &at.key("allOf").index(index), members) {
                return false;
            }
        }
        if members.open.len() > 1 {
            self.merged += facets.properties.map_or(0, IndexMap::len);
        }
        for (name, schema) in facets.properties.into_iter().flatten() {
            let declared = (schema.into(), at.key("properties").key(name));
            if let Some(other) = members.properties.insert(name, declared.clone()) {
                self.twice(name, &declared, &other);
            }
        }
        for (index, name) in facets.required.iter().enumerate() {
            members
                .required
                .push((name, at.key("required").index(index)));
        }
        match facets.additional {
            Some(AdditionalProperties::Any(false)) => members.closed = true,
            Some(AdditionalProperties::Schema(schema)) => {
                members.additional = Some(((&**schema).into(), at.key("additionalProperties")));
            }
            Some(AdditionalProperties::Any(true)) | None => {}
        }
        true
    }

    fn gather_ref(
        &mut self,
        schema: SchemaRef<'a>,
        at: &Pointer,
        members: &mut Members<'a>,
    ) -> bool {
        match schema {
            SchemaRef::Item(schema) => {
                let facets = Facets::of(schema);
                self.unread_keywords(&facets, at);
                self.gather(&facets, at, members)
            }
            SchemaRef::Reference(reference) => {
                let Some((name, schema)) = self.schema_component(reference) else {
                    self.missing(reference, at, "schemas");
                    return true;
                };
                if members.open.contains(&name) {
                    self.cycle(name, at);
                    return true;
                }
                if members.open.len() > DEEPEST_ALL_OF || self.merged > MOST_MERGED {
                    self.too_much(at);
                    return true;
                }
                if !members.visited.insert(name) {
                    return true;
                }
                members.open.push(name);
                let at = Pointer::root().key("components").key("schemas").key(name);
                let are_objects = self.gather_ref(schema, &at, members);
                members.open.pop();
                are_objects
            }
        }
    }

    /// Reports a member that `allOf` declares twice, unless both say the same of its value.
    fn twice(
        &mut self,
        name: &str,
        (last, at): &(SchemaRef<'a>, Pointer),
        (first, other): &(SchemaRef<'a>, Pointer),
    ) {
        if say_the_same(*first, *last) {
            return;
        }
        let message = format!(
            "`{name}` is declared twice with different schemas; the last of them alone says what its type is"
        );
        let diagnostic = Diagnostic::new(Code::UnsupportedSchema, message)
            .related("the other one", self.document.locate(other))
            .help("declare it once, with a schema that says all");
        self.say(at, diagnostic);
    }

    /// Says that a reference of an `allOf` is not followed: whatever it leads to would be copied.
    fn too_much(&mut self, at: &Pointer) {
        let message = format!(
            "`allOf` nests more than {DEEPEST_ALL_OF} deep, or takes over more than {MOST_MERGED} members in all"
        );
        let help = "refer to schemas by members in place of `allOf`";
        self.report_with(Code::AliasExpansion, at, message, help);
    }

    fn schema_component(&self, reference: &str) -> Option<(&'a str, SchemaRef<'a>)> {
        let components = self.document.openapi.components.as_ref()?;
        let (name, schema) = components
            .schemas
            .get_key_value(&component_name(reference, "schemas")?)?;
        Some((name.as_str(), schema.into()))
    }

    fn map_value(&mut self, members: &Members<'a>, place: &Place) -> Ty {
        match &members.additional {
            Some((schema, at)) => self
                .inside(*schema, &place.part(at.clone(), Role::Value))
                .whole(),
            None => Ty::Any,
        }
    }

    /// The fields of an object, or the map that they make.
    fn members(&mut self, members: &Members<'a>, place: &Place, site: &Site) -> TypeKind {
        let required = self.undeclared(members);
        let additional = match &members.additional {
            _ if members.closed => Additional::Closed,
            Some(_) => Additional::Typed(self.map_value(members, place)),
            None => Additional::Open,
        };
        let fields: Vec<Field> = members
            .properties
            .iter()
            .map(|(name, (schema, at))| {
                self.field(name, *schema, at, required.contains(name), place)
            })
            .collect();
        // A map of what is still being lowered would be an alias of itself.
        let is_record =
            |id| matches!(self.api.types[id].kind, TypeKind::Record(_)) && !self.is_reserved(id);
        match map_value(&fields, &additional, is_record) {
            Some(value) => TypeKind::KeyedMap(KeyedMap {
                keys: self.keys(&fields, place, site),
                value,
            }),
            None => TypeKind::Record(Record { fields, additional }),
        }
    }

    fn field(
        &mut self,
        name: &str,
        schema: SchemaRef<'a>,
        at: &Pointer,
        required: bool,
        place: &Place,
    ) -> Field {
        let site = self.inside(
            schema,
            &place.part(at.clone(), Role::Member(name.to_owned())),
        );
        // What a direction does not carry can't be required of it (OAS 3.0.3, Schema Object), and both have one type here.
        let required = match site.one_way.filter(|_| required) {
            Some(keyword) => {
                let message = format!(
                    "`{name}` is required and `{keyword}`; its type is one for both directions, so it is optional"
                );
                self.report(Code::UnsupportedKeyword, at, message);
                false
            }
            None => required,
        };
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
            default: site.default,
            origin: self.document.origin(at),
        }
    }

    /// The enum of a map's keys.
    fn keys(&mut self, fields: &[Field], place: &Place, site: &Site) -> TypeId {
        let value = |field: &Field| EnumValue {
            wire: field.wire.clone(),
            docs: field.docs.clone(),
            origin: field.origin.clone(),
        };
        let kind = TypeKind::StringEnum(StringEnum {
            values: fields.iter().map(value).collect(),
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

    /// The names under `required`; those that are no property are reported.
    fn undeclared(&mut self, members: &Members<'a>) -> Vec<&'a str> {
        for (name, at) in &members.required {
            if !members.properties.contains_key(name) {
                let message =
                    format!("`{name}` is required but not declared, so no field stands for it");
                self.report(Code::RequiredUndeclared, at, message);
            }
        }
        members.required.iter().map(|(name, _)| *name).collect()
    }
}

/// Do two schemas allow the same values, texts aside?
fn say_the_same(one: SchemaRef<'_>, other: SchemaRef<'_>) -> bool {
    let (one, one_nullable) = without_texts(one);
    let (other, other_nullable) = without_texts(other);
    let alike = match (one, other) {
        (SchemaRef::Reference(one), SchemaRef::Reference(other)) => one == other,
        (SchemaRef::Item(one), SchemaRef::Item(other)) => one.schema_kind == other.schema_kind,
        _ => false,
    };
    alike && one_nullable == other_nullable
}

/// The schema inside those that add nothing but texts to it, and whether one of them all allows null.
fn without_texts(mut schema: SchemaRef<'_>) -> (SchemaRef<'_>, bool) {
    let mut nullable = false;
    while let SchemaRef::Item(item) = schema {
        nullable |= item.schema_data.nullable;
        let Some((_, member)) = Facets::of(item).sole_member() else {
            break;
        };
        schema = member;
    }
    (schema, nullable)
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
            && field.ty == first.ty
            && field.default.is_none()
    };
    (fields.len() >= MAP_FROM && is_record(value) && fields.iter().all(alike)).then_some(value)
}
