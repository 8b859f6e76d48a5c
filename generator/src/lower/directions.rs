//! `readOnly` and `writeOnly`: a member, or a variant, that a direction cannot carry is not there (OAS 3.0.3, Schema Object).
//!
//! A type that one direction reaches loses the members and variants that this direction does not carry. Where both reach it, it becomes
//! two: responses keep the type and its name, requests get one beside it. What holds such a type is split with it, and
//! nothing else is.

use std::collections::HashSet;

use super::reach;
use crate::ir::{Additional, Api, Field, OneWay, Role, Ty, TypeDef, TypeId, TypeKind};
use crate::pointer::Pointer;

/// A member that is not as it is described, since its type does not travel the way that it does.
pub(super) struct OffCourse {
    pub(super) at: Pointer,
    pub(super) wire: String,
    pub(super) way: OneWay,
    /// Does its type travel the other way alone, so that it is nowhere? Else it travels in none, and the member is required.
    pub(super) is_gone: bool,
    /// Is it a variant, and no member?
    pub(super) is_variant: bool,
}

impl OffCourse {
    pub(super) fn message(&self) -> String {
        let (wire, keyword) = (&self.wire, self.way.keyword());
        if !self.is_gone {
            return format!(
                "`{wire}` is required and `{keyword}`, and no operation says which way its type travels; it is optional"
            );
        }
        let only = match self.way {
            OneWay::Received => "sent",
            OneWay::Sent => "received",
        };
        let what = if self.is_variant { "variant" } else { "field" };
        format!("`{wire}` is `{keyword}`, and its type is only {only}; it has no such {what}")
    }
}

/// Gives each direction its own types, and says which members are not as they are described.
pub(super) fn split(api: &mut Api) -> Vec<OffCourse> {
    keep_tags(api);
    keep_choices(api);
    let differs = differing(api);
    if differs.is_empty() {
        return Vec::new();
    }
    let (sent, received) = reach::roots(api);
    let sent = carried(api, sent, OneWay::Received);
    let received = carried(api, received, OneWay::Sent);
    let mut off_course = Vec::new();
    let mut twins: Vec<Option<TypeId>> = vec![None; api.types.len()];
    let mut of_requests = Vec::new();
    for id in api.types.ids().collect::<Vec<_>>() {
        if !differs.contains(&id) {
            continue;
        }
        match (sent.contains(&id), received.contains(&id)) {
            (true, true) => {
                let twin = api.types.push(sent_twin(&api.types[id]));
                if let Some(entry) = twins.get_mut(id.index()) {
                    *entry = Some(twin);
                }
                of_requests.push(twin);
                let _ = trim(&mut api.types[id], OneWay::Sent);
            }
            (true, false) => {
                of_requests.push(id);
                off_course.extend(trim(&mut api.types[id], OneWay::Received));
                unmark(&mut api.types[id]);
            }
            (false, true) => {
                off_course.extend(trim(&mut api.types[id], OneWay::Sent));
                unmark(&mut api.types[id]);
            }
            (false, false) => off_course.extend(soften(&mut api.types[id])),
        }
    }
    let to = |id: TypeId| twins.get(id.index()).copied().flatten().unwrap_or(id);
    for id in of_requests {
        api.types[id].rename(&to);
    }
    reach::rename_sent(api, &to);
    off_course
}

/// The member that says which variant a union's value is travels in both directions, whatever is said of it: without it
/// nobody could tell.
fn keep_tags(api: &mut Api) {
    let mut tagged: Vec<(TypeId, String)> = Vec::new();
    let mut seen = HashSet::new();
    let mut open: Vec<(TypeId, String)> = Vec::new();
    for (id, def) in api.types.iter() {
        if let TypeKind::Union(union) = &def.kind
            && let Some(tag) = &union.tag
        {
            open.push((id, tag.clone()));
        }
    }
    while let Some((id, tag)) = open.pop() {
        if !seen.insert((id, tag.clone())) {
            continue;
        }
        match &api.types[id].kind {
            TypeKind::Union(union) => {
                let inner = union
                    .variants
                    .iter()
                    .filter_map(|variant| match variant.ty {
                        Ty::Named(inner) => Some((inner, tag.clone())),
                        _ => None,
                    });
                open.extend(inner);
            }
            TypeKind::Record(_) => tagged.push((id, tag)),
            _ => {}
        }
    }
    for (id, tag) in tagged {
        for field in fields_mut(&mut api.types[id]) {
            if field.wire == tag {
                field.one_way = None;
            }
        }
    }
}

/// Where all variants travel one way, it is the union that does, and what holds it says so.
fn keep_choices(api: &mut Api) {
    for def in api.types.values_mut() {
        let TypeKind::Union(union) = &mut def.kind else {
            continue;
        };
        let first = union.variants.first().and_then(|variant| variant.one_way);
        if first.is_some() && union.variants.iter().all(|it| it.one_way == first) {
            let variants = union.variants.iter_mut();
            variants.for_each(|variant| variant.one_way = None);
        }
    }
}

/// The types that are not the same in both directions: those with a part that travels one way, and what holds them.
fn differing(api: &Api) -> HashSet<TypeId> {
    let mut users: Vec<Vec<TypeId>> = vec![Vec::new(); api.types.len()];
    let mut open = Vec::new();
    for (id, def) in api.types.iter() {
        for part in def.parts() {
            if let Some(users) = users.get_mut(part.index()) {
                users.push(id);
            }
        }
        let is_parted = match &def.kind {
            TypeKind::Record(record) => record.fields.iter().any(|field| field.one_way.is_some()),
            TypeKind::Union(union) => union.variants.iter().any(|it| it.one_way.is_some()),
            _ => false,
        };
        if is_parted {
            open.push(id);
        }
    }
    let mut found = HashSet::new();
    while let Some(id) = open.pop() {
        if found.insert(id) {
            open.extend(users.get(id.index()).into_iter().flatten());
        }
    }
    found
}

/// What a direction reaches from its roots, without the members and variants that go the other way.
fn carried(api: &Api, roots: Vec<TypeId>, other: OneWay) -> HashSet<TypeId> {
    let mut found = HashSet::new();
    let mut open = roots;
    while let Some(id) = open.pop() {
        if !found.insert(id) {
            continue;
        }
        let def = &api.types[id];
        match &def.kind {
            TypeKind::Record(record) => {
                let fields = record.fields.iter();
                let there = fields.filter(|field| field.one_way != Some(other));
                there.for_each(|field| field.ty.names(&mut open));
                if let Additional::Typed(ty) = &record.additional {
                    ty.names(&mut open);
                }
            }
            TypeKind::Union(union) => {
                let variants = union.variants.iter();
                let there = variants.filter(|variant| variant.one_way != Some(other));
                there.for_each(|variant| variant.ty.names(&mut open));
            }
            _ => open.extend(def.parts()),
        }
    }
    found
}

/// A type as requests carry it.
fn sent_twin(def: &TypeDef) -> TypeDef {
    let mut twin = def.clone();
    twin.hint.path.push(Role::Sent);
    let _ = trim(&mut twin, OneWay::Received);
    twin
}

/// Takes out the members and variants that travel one way, and says which.
fn trim(def: &mut TypeDef, way: OneWay) -> Vec<OffCourse> {
    let gone = |at, wire, is_variant| OffCourse {
        at,
        wire,
        way,
        is_gone: true,
        is_variant,
    };
    match &mut def.kind {
        TypeKind::Record(record) => {
            let fields = &mut record.fields;
            let trimmed: Vec<_> = fields
                .extract_if(.., |field| field.one_way == Some(way))
                .collect();
            for field in &trimmed {
                record.rules.forget(&field.wire);
            }
            let trimmed = trimmed.into_iter();
            trimmed
                .map(|field| gone(field.origin, field.wire, false))
                .collect()
        }
        TypeKind::Union(union) => {
            let variants = &mut union.variants;
            let trimmed = variants.extract_if(.., |variant| variant.one_way == Some(way));
            trimmed
                .map(|it| gone(it.origin, it.label.text().to_owned(), true))
                .collect()
        }
        _ => Vec::new(),
    }
}

/// Forgets which members and variants travel one way, where no other type is without them.
fn unmark(def: &mut TypeDef) {
    fields_mut(def).for_each(|field| field.one_way = None);
    if let TypeKind::Union(union) = &mut def.kind {
        let variants = union.variants.iter_mut();
        variants.for_each(|variant| variant.one_way = None);
    }
}

/// Requires no member that one direction does not have, where no direction is known.
fn soften(def: &mut TypeDef) -> Vec<OffCourse> {
    let mut softened = Vec::new();
    for field in fields_mut(def) {
        if let Some(way) = field.one_way.take().filter(|_| field.required) {
            field.required = false;
            softened.push(OffCourse {
                at: field.origin.clone(),
                wire: field.wire.clone(),
                way,
                is_gone: false,
                is_variant: false,
            });
        }
    }
    unmark(def);
    softened
}

fn fields_mut(def: &mut TypeDef) -> impl Iterator<Item = &mut Field> {
    let fields = match &mut def.kind {
        TypeKind::Record(record) => Some(&mut record.fields),
        _ => None,
    };
    fields.into_iter().flatten()
}

#[cfg(test)]
mod tests {
    use crate::{Config, inspect, source::Source};

    /// The IR of schemas that a call sends and receives, as `T`.
    fn both_ways(schemas: &str) -> String {
        let content = "{application/json: {schema: {$ref: '#/components/schemas/T'}}}";
        let text = format!(
            "openapi: 3.1.0\ninfo: {{title: t, version: '1'}}\npaths:\n  /t:\n    put:\n      operationId: put\n      \
             requestBody: {{content: {content}}}\n      responses: {{'200': {{description: '', content: {content}}}}}\n\
             components:\n  schemas:\n{schemas}"
        );
        let reader = move |_: &str| Ok(text.clone().into_bytes());
        let inspected = inspect(&Source::new("t.yaml", &reader), &Config::new("t", ""));
        inspected.unwrap().named.dump()
    }

    #[test]
    fn unions_lists_maps_and_what_extends_are_split_with_what_they_hold() {
        let ir = both_ways(
            "    T: {oneOf: [{$ref: '#/components/schemas/List'}, {type: string}]}\n\
             \x20   List: {type: array, minItems: 1, items: {$ref: '#/components/schemas/Map'}}\n\
             \x20   Map: {type: object, properties: {n: {}}, additionalProperties: {$ref: '#/components/schemas/Heir'}}\n\
             \x20   Heir: {allOf: [{$ref: '#/components/schemas/Base'}, {properties: {t: {$ref: '#/components/schemas/T'}}}]}\n\
             \x20   Base: {type: object, properties: {id: {type: string, readOnly: true}}}\n\
             \x20   Same: {type: object, properties: {id: {type: string}}}\n",
        );
        for name in ["T", "List", "Map", "Heir"] {
            assert!(ir.contains(&format!("type {name} response at")), "{ir}");
            assert!(
                ir.contains(&format!("type {name}Request request at")),
                "{ir}"
            );
        }
        assert!(
            !ir.contains("SameRequest") && !ir.contains("BaseRequest"),
            "{ir}"
        );
    }

    #[test]
    fn what_tells_variants_apart_travels_both_ways() {
        let ir = both_ways(
            "    T: {oneOf: [{$ref: '#/components/schemas/A'}, {$ref: '#/components/schemas/B'}], discriminator: {propertyName: kind}}\n\
             \x20   A: {type: object, properties: {kind: {type: string, readOnly: true}, a: {type: string}}}\n\
             \x20   B: {type: object, properties: {kind: {type: string, readOnly: true}, b: {type: string}}}\n",
        );
        assert!(!ir.contains("Request"), "{ir}");
    }

    #[test]
    fn what_only_one_way_members_lead_to_is_not_split() {
        let ir = both_ways(
            "    T: {type: object, properties: {one: {readOnly: true, allOf: [{$ref: '#/components/schemas/A'}]}, two: {type: string}}}\n\
             \x20   A: {type: object, required: [id], properties: {id: {type: string, readOnly: true}}}\n",
        );
        assert!(
            ir.contains("type A response at") && !ir.contains("ARequest"),
            "{ir}"
        );
        assert!(ir.contains("\"id\": string required at"), "{ir}");
    }
}
