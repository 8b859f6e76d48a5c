//! `oneOf` and `anyOf`: one of several types.

use std::collections::HashSet;

use indexmap::IndexMap;
use openapiv3::Discriminator;

use super::conjunction::{Item, component_pointer};
use super::discriminators::Mapping;
use super::enums::{Listed, canonical};
use super::facets::{Facets, Kind, SchemaRef};
use super::joined::{BINARY, Choice, Joined, common};
use super::labels::labels;
use super::schemas::{Place, Site};
use super::{Lowering, object_rules};
use crate::diagnostic::Code;
use crate::ir::{Demand, Docs, Label, Role, Ty, TypeKind, Union, Variant};
use crate::pointer::Pointer;

/// How many variants several choices may multiply to.
const MOST_COMBINED: usize = 64;

/// How many references and sole members a glance follows.
const FOLLOWED: usize = 32;

/// A variant as it is asked for: what is chosen, and what it is called after.
struct Chosen<'a> {
    members: Vec<Item<'a>>,
    label: Label,
}

impl<'a> Lowering<'a> {
    /// Makes the choices that leave no choice, and says whether null was among them.
    pub(super) fn settle(
        &mut self,
        mut joined: Box<Joined<'a>>,
        component: Option<&'a str>,
    ) -> (Box<Joined<'a>>, bool) {
        let mut null = false;
        // Each round takes one more choice, of which a description has finitely many.
        loop {
            let mut choices = std::mem::take(&mut joined.choices);
            for choice in &mut choices {
                null |= self.simplify(choice, component);
            }
            let mut demands = Vec::new();
            choices.retain(|choice| {
                !choice.members.is_empty()
                    && !self.is_settled(choice, &joined.components, &mut demands)
            });
            self.without_impossible(&joined, &mut choices);
            let sole = choices.iter().position(|choice| choice.members.len() == 1);
            let Some(sole) = sole else {
                joined.choices = choices;
                joined.demand(demands);
                return (joined, null);
            };
            let Choice { at, members, .. } = choices.swap_remove(sole);
            let mut request = std::mem::take(&mut joined.request);
            request.items.extend(members);
            request.taken.push(at);
            joined = self.join(request, component);
        }
    }

    /// Takes a component out of its own choice: what it allows by itself, it allows anyway.
    fn without_itself(
        &mut self,
        members: Vec<Item<'a>>,
        choice: &Pointer,
        component: Option<&'a str>,
    ) -> Vec<Item<'a>> {
        let own = component.filter(|name| choice.strip_prefix(&component_pointer(name)).is_some());
        let Some(name) = own else { return members };
        let is_own = |(schema, _): &Item<'a>| {
            self.names(&[(*schema, Pointer::root())], false)
                .contains(&name)
        };
        let (own, others): (Vec<_>, _) = members.into_iter().partition(is_own);
        for (_, at) in own {
            self.cycle(name, &at);
        }
        others
    }

    /// Takes a choice of choices for one choice, null for nullability, and what is said twice once.
    fn simplify(&mut self, choice: &mut Choice<'a>, component: Option<&'a str>) -> bool {
        let mut members = Vec::new();
        let mut null = false;
        for member in std::mem::take(&mut choice.members) {
            self.spread(member, 0, &mut members);
        }
        let members = self.without_itself(members, &choice.at, component);
        let mut references = HashSet::new();
        let mut are_held = false;
        let mut kept: Vec<(Item<'a>, Option<Facets<'a>>)> = Vec::new();
        for (schema, at) in members {
            let resolved = self.resolved(schema, &at);
            null |= resolved.as_ref().is_some_and(|found| found.nullable);
            if matches!(&resolved, Some(found) if found.facets.is_null())
                || matches!(schema, SchemaRef::Reference(to) if !references.insert(to))
            {
                continue;
            }
            let scalar = resolved.map(|found| found.facets).filter(is_scalar);
            let known = scalar.as_ref().and_then(|scalar| self.alike(&kept, scalar));
            let index = match known {
                None => kept.len(),
                Some(Alike::Holds) => {
                    are_held = true;
                    continue;
                }
                // Of two integers the wider one holds the values of both, and so does any string beside one of a format.
                Some(Alike::IsHeld(index)) => {
                    are_held = true;
                    kept.retain(|(_, other)| !self.is_held(other.as_ref(), scalar.as_ref()));
                    index.min(kept.len())
                }
            };
            kept.insert(index, ((schema, at), scalar));
        }
        if are_held && choice.exclusive {
            let message = "all values of one of these are of another, too; that a value is of one alone, as `oneOf` says, is not checked";
            self.note(&choice.at, message);
        }
        choice.members = kept.into_iter().map(|(member, _)| member).collect();
        null
    }

    /// Which member of a choice has the type of another one for sure, or the other way round.
    fn alike(&self, kept: &[(Item<'a>, Option<Facets<'a>>)], scalar: &Facets<'a>) -> Option<Alike> {
        let known = kept.iter().map(|(_, known)| known.as_ref());
        known.enumerate().find_map(|(index, known)| {
            if self.is_held(Some(scalar), known) {
                return Some(Alike::Holds);
            }
            self.is_held(known, Some(scalar))
                .then_some(Alike::IsHeld(index))
        })
    }

    /// Is every value of a scalar one of another's type for sure?
    fn is_held(&self, one: Option<&Facets<'a>>, by: Option<&Facets<'a>>) -> bool {
        let (Some(one), Some(by)) = (one, by) else {
            return false;
        };
        let is_binary = |facets: &Facets<'_>| facets.format.as_deref() == Some(BINARY);
        one.kind == by.kind && is_binary(one) == is_binary(by) && self.holds(by, one)
    }

    /// The members of a choice that is a member of a choice and says nothing more.
    fn spread(&self, (schema, at): Item<'a>, depth: usize, out: &mut Vec<Item<'a>>) {
        if let SchemaRef::Item(item) = schema
            && depth < FOLLOWED
        {
            let facets = Facets::of(item);
            let nested = match (facets.one_of, facets.any_of) {
                (nested, []) if nested.len() > 1 => Some(("oneOf", nested)),
                ([], nested) if nested.len() > 1 => Some(("anyOf", nested)),
                _ => None,
            };
            if let Some((keyword, nested)) = nested
                && facets.is_bare()
                && facets.all_of.is_empty()
                && facets.data.discriminator.is_none()
            {
                for (index, member) in nested.iter().enumerate() {
                    let at = at.key(keyword).index(index);
                    self.spread((member.into(), at), depth + 1, out);
                }
                return;
            }
        }
        out.push((schema, at));
    }

    /// Does a choice leave nothing to choose?
    fn is_settled(
        &mut self,
        choice: &Choice<'a>,
        components: &[&'a str],
        demands: &mut Vec<Demand>,
    ) -> bool {
        let all = |holds: fn(&Facets<'a>) -> bool| {
            let mut members = choice.members.iter();
            members.all(|(schema, _)| {
                matches!(schema, SchemaRef::Item(schema) if holds(&Facets::of(schema)))
            })
        };
        if all(Facets::is_demand) {
            match object_rules::of_choice(choice) {
                Some(demand) => demands.push(demand),
                None => self.note(
                    &choice.at,
                    "which of these members must be there is not checked",
                ),
            }
            return true;
        }
        let is_chosen = |(schema, _): &Item<'a>| match schema {
            SchemaRef::Reference(reference) => self
                .schema_component(reference)
                .is_some_and(|(name, _)| components.contains(&name)),
            SchemaRef::Item(schema) => !choice.exclusive && Facets::of(schema).is_empty(),
        };
        choice.members.iter().any(is_chosen)
    }

    /// What a schema is behind references and schemas that add nothing, as far as a glance says it.
    pub(super) fn resolved(&self, schema: SchemaRef<'a>, at: &Pointer) -> Option<Resolved<'a>> {
        let (mut schema, mut at, mut nullable) = (schema, at.clone(), false);
        for _ in 0..FOLLOWED {
            match schema {
                SchemaRef::Reference(reference) => {
                    let (name, found) = self.schema_component(reference)?;
                    let (name, found) = self.behind(name, found);
                    (schema, at) = (found, component_pointer(name));
                }
                SchemaRef::Item(item) => {
                    let facets = Facets::of(item);
                    nullable |= facets.data.nullable;
                    let Some((keyword, member)) = facets.sole_member() else {
                        return Some(Resolved {
                            facets,
                            at,
                            nullable,
                        });
                    };
                    (schema, at) = (member, at.key(keyword).index(0));
                }
            }
        }
        None
    }

    /// A choice that is left: values out of a list, or a union.
    pub(super) fn choice(
        &mut self,
        joined: Box<Joined<'a>>,
        place: &Place,
        site: &Site,
        component: Option<&'a str>,
    ) -> Ty {
        if let Some((values, open)) = self.enumerated(&joined) {
            let mut joined = joined;
            joined.kind = Kind::Any;
            return self.one_of_values(values, open, joined, place, site);
        }
        let chosen = self.chosen(&joined);
        let key = joined.union_key();
        let id = self.type_of(component, &key, place, site, |this| {
            let union = this.union(&joined, chosen, place);
            match union.variants.as_slice() {
                [only] if component.is_none() && !only.secret => match only.ty {
                    Ty::Named(id) => Err(id),
                    _ => Ok(TypeKind::Union(union)),
                },
                _ => Ok(TypeKind::Union(union)),
            }
        });
        Ty::Named(id)
    }

    fn union(&mut self, joined: &Joined<'a>, chosen: Vec<Chosen<'a>>, place: &Place) -> Union {
        let mut variants: IndexMap<Ty, Variant> = IndexMap::new();
        let mut all_names = HashSet::new();
        let discriminator = joined.discriminator.or_else(|| self.common_base(&chosen));
        let mapping = discriminator.map(Mapping::of);
        let direct: HashSet<_> = chosen
            .iter()
            .flat_map(|one| self.names(&one.members, false))
            .collect();
        for Chosen { members, label } in chosen {
            let names = self.chosen_names(&members, &direct);
            let mut variant = self.variant(joined, members, label, place);
            if let Some(mapping) = &mapping {
                variant.tags = mapping.tags(&names);
                variant.otherwise = mapping.is_otherwise(&names);
            }
            all_names.extend(names);
            match variants.get_mut(&variant.ty) {
                Some(known) => {
                    known.tags.extend(variant.tags);
                    known.otherwise |= variant.otherwise;
                    known.secret |= variant.secret;
                }
                None => {
                    variants.insert(variant.ty.clone(), variant);
                }
            }
        }
        let dropped = joined.choices.iter().flat_map(|choice| &choice.dropped);
        let dropped: Vec<_> = dropped.cloned().collect();
        all_names.extend(self.names(&dropped, false));
        self.mapped_elsewhere(joined, &all_names);
        Union {
            variants: variants.into_values().collect(),
            tag: discriminator.map(|by| by.property_name.clone()),
            exclusive: joined.choices.iter().all(|choice| choice.exclusive),
        }
    }

    /// The discriminator of what all that is chosen extends.
    fn common_base(&self, chosen: &[Chosen<'a>]) -> Option<&'a Discriminator> {
        let components: Option<Vec<_>> = chosen
            .iter()
            .map(|one| match one.members.as_slice() {
                [(SchemaRef::Reference(reference), _)] => self.schema_component(reference),
                _ => None,
            })
            .collect();
        self.inherited(&components?)
    }

    fn variant(
        &mut self,
        joined: &Joined<'a>,
        members: Vec<Item<'a>>,
        label: Label,
        place: &Place,
    ) -> Variant {
        let at = members.first().map_or(&place.pointer, |(_, at)| at).clone();
        let place = place.part(at, Role::Variant(label.text().to_owned()));
        let inner = match members.as_slice() {
            [(schema, at)] if self.is_meant(joined, *schema, at) => self.site(*schema, &place),
            [(schema, at)] if joined.is_bare() && self.is_whole(joined.kind, *schema, at) => {
                self.site(*schema, &place)
            }
            _ => {
                let mut request = joined.request.clone();
                request.items.extend(members);
                let choices = joined.choices.iter();
                request
                    .taken
                    .extend(choices.map(|choice| choice.at.clone()));
                self.conjunction(request, &place)
            }
        };
        let ty = self.showing_nothing(&inner, &place);
        Variant {
            label,
            boxed: false,
            secret: self.shows(&inner, &ty),
            ty,
            tags: Vec::new(),
            otherwise: false,
            fixed: Vec::new(),
            required: Vec::new(),
            one_way: inner.one_way,
            docs: inner.docs,
            origin: self.document.origin(&place.pointer),
        }
    }

    /// Everything that can be chosen: of several choices, each with each.
    fn chosen(&mut self, joined: &Joined<'a>) -> Vec<Chosen<'a>> {
        let mut all: Vec<Chosen<'a>> = Vec::new();
        for (index, choice) in joined.choices.iter().enumerate() {
            let schemas: Vec<SchemaRef<'a>> =
                choice.members.iter().map(|(schema, _)| *schema).collect();
            let labelled = choice.members.iter().zip(labels(&schemas, joined.kind));
            if index == 0 {
                all.extend(labelled.map(|(member, label)| Chosen {
                    members: vec![member.clone()],
                    label,
                }));
                continue;
            }
            if all.len().saturating_mul(choice.members.len()) > MOST_COMBINED {
                let message = format!(
                    "several choices that must all be made are more than {MOST_COMBINED} together; this one is not told apart"
                );
                self.report(Code::UnsupportedSchema, &choice.at, message);
                continue;
            }
            let labelled: Vec<_> = labelled.collect();
            all = all
                .iter()
                .flat_map(|chosen| {
                    labelled
                        .iter()
                        .map(move |(member, label)| (chosen, member, label))
                })
                .filter(|(chosen, (schema, _), _)| {
                    // What is of two kinds is nothing.
                    let kind = self.only_kind(*schema);
                    let mut others = chosen.members.iter();
                    others.all(|(other, _)| common(self.only_kind(*other), kind).is_some())
                })
                .map(|(chosen, member, label)| Chosen {
                    members: [chosen.members.as_slice(), &[(*member).clone()]].concat(),
                    label: Label::Member(format!("{} {}", chosen.label.text(), label.text())),
                })
                .collect();
        }
        all
    }

    /// The values of a choice that is a list of values, and whether other strings are allowed, too.
    pub(super) fn enumerated(&mut self, joined: &Joined<'a>) -> Option<(Vec<Listed>, bool)> {
        let [choice] = joined.choices.as_slice() else {
            return None;
        };
        if !joined.properties.is_empty() || !matches!(joined.kind, Kind::Any | Kind::String) {
            return None;
        }
        let mut values = Vec::new();
        let mut open = false;
        for (schema, at) in &choice.members {
            let Resolved { facets, at, .. } = self.resolved(*schema, at)?;
            if !facets.rules.is_empty() || facets.is_union() || !facets.all_of.is_empty() {
                return None;
            }
            if facets.enumeration.is_empty() {
                if facets.kind != Kind::String {
                    return None;
                }
                open = true;
                continue;
            }
            values.extend(self.values_of(&facets, &at));
        }
        let all_strings = values.iter().all(|value| value.json.is_string());
        if values.is_empty() || (open && !all_strings) {
            return None;
        }
        if let Some(listed) = &joined.listed {
            let listed: HashSet<String> = listed.iter().map(|(json, _)| canonical(json)).collect();
            values.retain(|value| listed.contains(&canonical(&value.json)));
        }
        let mut seen = HashSet::new();
        values.retain(|value| seen.insert(canonical(&value.json)));
        Some((values, open))
    }

    /// The values that a schema lists; one that lists a single value says what it means.
    fn values_of(&mut self, facets: &Facets<'a>, at: &Pointer) -> Vec<Listed> {
        let docs = match facets.enumeration.as_slice() {
            [_] => self.docs(
                facets.data.title.as_deref(),
                facets.data.description.as_deref(),
                at,
            ),
            _ => Docs::default(),
        };
        let list = at.key("enum");
        let values = facets.enumeration.iter().enumerate();
        let values = values.map(|(index, json)| Listed {
            deprecated: facets.data.deprecated,
            docs: docs.clone(),
            ..Listed::new(json.clone(), list.index(index))
        });
        self.called(values.collect())
    }
}

/// What a member of a choice is to another one whose type is its own for sure.
enum Alike {
    /// The other one holds all of its values.
    Holds,
    /// The other one, at this place among those that are kept, holds some of them.
    IsHeld(usize),
}

/// Is it a value of one kind, with nothing said of it but a format?
fn is_scalar(facets: &Facets<'_>) -> bool {
    let kinds = [Kind::String, Kind::Integer, Kind::Number, Kind::Boolean];
    kinds.contains(&facets.kind) && facets.is_kind()
}

/// A schema behind references.
pub(super) struct Resolved<'a> {
    pub(super) facets: Facets<'a>,
    at: Pointer,
    nullable: bool,
}

impl<'a> Joined<'a> {
    /// What tells the union apart from what its schemas are without the choices.
    fn union_key(&self) -> Vec<Pointer> {
        let choices = self.choices.iter().map(|choice| choice.at.clone());
        self.key.iter().cloned().chain(choices).collect()
    }
}
