//! Discriminators: which value of a member selects which component, and what they say that can't be.

use std::collections::{BTreeSet, HashMap, HashSet};

use openapiv3::Discriminator;

use super::Lowering;
use super::apart::listed_texts;
use super::conjunction::Item;
use super::facets::{Facets, SchemaRef};
use super::joined::Joined;
use super::resolve::component_name;
use crate::diagnostic::{Code, Diagnostic};
use crate::ir::{Label, Ty, TypeDef, TypeKind, Union};
use crate::normalise::CARRIED;
use crate::pointer::Pointer;

/// What a discriminator maps, by what it is mapped to.
pub(super) struct Mapping<'d> {
    values: Vec<&'d str>,
    /// The places among the values, by the name that is written and by the component that a reference leads to.
    by_target: HashMap<String, Vec<usize>>,
    default: Option<(&'d str, String)>,
}

impl<'d> Mapping<'d> {
    pub(super) fn of(discriminator: &'d Discriminator) -> Self {
        let mut by_target: HashMap<String, Vec<usize>> = HashMap::new();
        for (index, to) in discriminator.mapping.values().enumerate() {
            let target = target(to);
            if target != *to {
                by_target.entry(to.clone()).or_default().push(index);
            }
            by_target.entry(target).or_default().push(index);
        }
        Self {
            values: discriminator.mapping.keys().map(String::as_str).collect(),
            by_target,
            default: default_mapping(discriminator).map(|to| (to, target(to))),
        }
    }

    /// The values that are mapped to components, in the order of the mapping.
    pub(super) fn tags(&self, names: &[&str]) -> Vec<String> {
        let places = names.iter().filter_map(|name| self.by_target.get(*name));
        let places: BTreeSet<usize> = places.flatten().copied().collect();
        let values = places.into_iter().filter_map(|at| self.values.get(at));
        values.map(|value| (*value).to_owned()).collect()
    }

    /// Is one of these components what a value is whose tag is not there, or selects nothing (OAS 3.2.0, `defaultMapping`)?
    pub(super) fn is_otherwise(&self, names: &[&str]) -> bool {
        let default = self.default.as_ref();
        default.is_some_and(|(to, target)| names.contains(to) || names.contains(&target.as_str()))
    }
}

fn default_mapping(discriminator: &Discriminator) -> Option<&str> {
    let key = format!("{CARRIED}defaultMapping");
    discriminator.extensions.get(&key)?.as_str()
}

/// The component that a target of a mapping means, a name or a reference.
fn target(to: &str) -> String {
    component_name(to, "schemas").unwrap_or_else(|| to.to_owned())
}

/// Something that a discriminator maps.
struct Mapped<'d> {
    /// What is mapped, in words.
    what: String,
    /// What it is mapped to, as it is written.
    to: &'d str,
    /// The component that this means.
    target: String,
    /// Is there such a component?
    is_known: bool,
    at: Pointer,
}

impl<'a> Lowering<'a> {
    /// Says which values of a discriminator are mapped to schemas that are not there: they are read as unknown.
    pub(super) fn unmapped(&mut self, facets: &Facets<'a>, at: &Pointer) {
        let Some(discriminator) = &facets.data.discriminator else {
            return;
        };
        for mapped in self.mapped(discriminator, &at.key("discriminator")) {
            let Mapped { what, to, at, .. } = mapped;
            let elsewhere = || Pointer::from_fragment(to).is_some_and(|to| to.is_in_other_file());
            if mapped.is_known || elsewhere() {
                continue;
            }
            let message = format!("`{to}` is no schema, so {what} is mapped to nothing");
            self.report(Code::MissingReference, &at, message);
        }
    }

    /// What a discriminator maps: its values, and the default.
    fn mapped<'d>(&self, discriminator: &'d Discriminator, at: &Pointer) -> Vec<Mapped<'d>> {
        let list = at.key("mapping");
        let values = discriminator.mapping.iter();
        let values = values
            .map(|(value, to)| (format!("the value `{value}`"), to.as_str(), list.key(value)));
        let default = default_mapping(discriminator).map(|to| {
            let at = at.key(&format!("{CARRIED}defaultMapping"));
            ("what has no known tag".to_owned(), to, at)
        });
        let components = self.document.openapi.components.as_ref();
        let mapped = values.chain(default).map(|(what, to, at)| {
            let target = target(to);
            let is_known = components.is_some_and(|all| all.schemas.contains_key(&target));
            Mapped {
                what,
                to,
                target,
                is_known,
                at,
            }
        });
        mapped.collect()
    }

    /// The components that are chosen, and those behind them that nothing else chosen is.
    pub(super) fn chosen_names(
        &self,
        members: &[Item<'a>],
        direct: &HashSet<&'a str>,
    ) -> Vec<&'a str> {
        let mut names = self.names(members, false);
        for name in self.names(members, true) {
            if !names.contains(&name) && !direct.contains(&name) {
                names.push(name);
            }
        }
        names
    }

    /// The components that schemas are: by reference, by what a component stands for, and where asked for by the choices in
    /// it.
    pub(super) fn names(&self, members: &[Item<'a>], inside: bool) -> Vec<&'a str> {
        let mut names = Vec::new();
        let mut open: Vec<SchemaRef<'a>> = members.iter().map(|(schema, _)| *schema).collect();
        while let Some(schema) = open.pop() {
            match schema {
                SchemaRef::Reference(reference) => {
                    let found = self.schema_component(reference);
                    if let Some((name, schema)) = found.filter(|(name, _)| !names.contains(name)) {
                        names.push(name);
                        open.push(schema);
                    }
                }
                SchemaRef::Item(schema) => {
                    let facets = Facets::of(schema);
                    open.extend(facets.sole_member().map(|(_, member)| member));
                    if inside {
                        let choices = facets.one_of.iter().chain(facets.any_of);
                        open.extend(choices.map(SchemaRef::from));
                    }
                }
            }
        }
        names
    }

    /// Says which values of a discriminator are mapped to components that can't be chosen.
    pub(super) fn mapped_elsewhere(&mut self, joined: &Joined<'a>, chosen: &HashSet<&'a str>) {
        let Some(discriminator) = joined.discriminator else {
            return;
        };
        let places = joined.key.iter().map(|at| at.key("discriminator"));
        let mut places = places.filter(|at| self.document.node(at).is_some());
        let Some(at) = places.next() else { return };
        for mapped in self.mapped(discriminator, &at) {
            let Mapped { what, to, at, .. } = mapped;
            let is_chosen = chosen.contains(to) || chosen.contains(mapped.target.as_str());
            if mapped.is_known && !is_chosen {
                let message = format!(
                    "`{to}` is none of the schemas that are chosen from, so {what} is mapped to nothing"
                );
                let help = "add it to `oneOf` or `anyOf`, or take it out of the mapping";
                self.report_with(Code::MissingReference, &at, message, help);
            }
        }
    }

    /// Says what discriminators say of types that can't be, now that all types are known.
    pub(super) fn check_tags(&mut self) {
        let mut said = Vec::new();
        for (_, def) in self.api.types.iter() {
            if let TypeKind::Union(union) = &def.kind
                && let Some(tag) = &union.tag
            {
                self.undeclared_tag(def, union, tag, &mut said);
                self.contradicted_tags(def, union, tag, &mut said);
            }
        }
        for (at, message, help) in said {
            let diagnostic = Diagnostic::new(Code::UnsupportedSchema, message)
                .leaves_nothing_out()
                .at(self.document.locate_origin(&at))
                .help(help);
            self.diagnostics.push(diagnostic);
        }
    }

    /// A member that no variant declares is in no type, so whoever makes a value has to put it there.
    fn undeclared_tag(&self, def: &TypeDef, union: &Union, tag: &str, said: &mut Vec<Said>) {
        let declares = |ty: &Ty| match ty {
            Ty::Named(id) => match &self.api.types[*id].kind {
                TypeKind::Record(record) => record.fields.iter().any(|field| field.wire == tag),
                _ => true,
            },
            _ => true,
        };
        let is_declared = union.variants.iter().any(|variant| declares(&variant.ty));
        if !is_declared && let Some(at) = def.origins.first() {
            let message = format!(
                "no schema that is chosen from declares `{tag}`, which tells them apart; it is one of the members that are not described"
            );
            let help = "declare the member in each of them";
            said.push((at.key("discriminator").key("propertyName"), message, help));
        }
    }

    /// A value that selects a variant in which the member never has it.
    fn contradicted_tags(&self, def: &TypeDef, union: &Union, tag: &str, said: &mut Vec<Said>) {
        // The base of a family has its name, which nobody wrote down.
        let mapped = union.variants.iter();
        for variant in mapped.filter(|variant| !matches!(variant.label, Label::Kind(_))) {
            let Some(values) = listed_texts(&self.api.types, &variant.ty, tag) else {
                continue;
            };
            for value in variant.tags.iter().filter(|tag| !values.contains(tag)) {
                let Some(at) = def.origins.first() else {
                    continue;
                };
                // Null and objects have no text that could select anything.
                if values.is_empty() {
                    continue;
                }
                let message = format!(
                    "`{value}` is mapped to `{}`, whose `{tag}` is {}; both select it",
                    variant.label.text(),
                    values.join(" or ")
                );
                let help = "correct the mapping, or what the member may be";
                let at = at.key("discriminator").key("mapping").key(value);
                said.push((at, message, help));
            }
        }
    }
}

/// A place, what is wrong there, and what helps.
type Said = (Pointer, String, &'static str);
