//! Named IR → items, with `quote`: one function an item kind.
//!
//! **Invariant:** nothing is decided here, and nothing of the description is looked at again.

mod answers;
mod bodies;
mod client;
mod crate_root;
mod docs;
mod example;
mod headers;
mod literals;
mod manifest;
mod operations;
mod params;
mod records;
mod resources;
mod security;
mod types;
mod tys;
mod unions;

use std::collections::{BTreeMap, BTreeSet};

use proc_macro2::TokenStream;
use quote::quote;

use crate::config::Config;
use crate::ir::{Arena, ResourceId, Ty, TypeDef, TypeId};
use crate::name::Named;
use crate::patterns::Patterns;
pub(crate) use docs::is_directional;
pub(crate) use manifest::header;

/// A source file, or the beginning of one, before it is formatted.
pub(crate) struct Unit {
    pub(crate) path: String,
    /// What of the description it was made from, if it is one thing.
    pub(crate) pointer: Option<String>,
    pub(crate) inner: Vec<TokenStream>,
    pub(crate) items: Vec<TokenStream>,
}

/// What a part of a crate emits.
pub(crate) enum Emitted {
    Unit(Unit),
    /// Items that go on with the file of that path.
    More(String, Vec<TokenStream>),
}

/// A part of a crate that can be emitted by itself: a file, or a stretch of a long one.
pub(crate) enum Part {
    CrateRoot,
    Client,
    ModelsRoot,
    /// The first lines of the models' module of that name.
    Home(String),
    /// Some of the types in that module.
    Types(String, Vec<TypeId>),
    Resource(ResourceId),
}

/// How many types are emitted at once: few enough to keep all threads busy, and to hold little in memory.
const AT_ONCE: usize = 64;

/// Emits a crate, part by part.
pub(crate) struct Emitter<'a> {
    named: &'a Named,
    patterns: &'a Patterns,
    config: &'a Config,
    description: &'a str,
    /// Types that no operation reaches, and all that they name: no feature may take these away.
    ungated: BTreeSet<TypeId>,
    /// The modules of the models, one a resource and one for what several share or none reaches, and their types in the
    /// order of their names.
    homes: BTreeMap<String, Vec<TypeId>>,
}

impl<'a> Emitter<'a> {
    /// Prepares the emission of a crate.
    pub(crate) fn new(
        named: &'a Named,
        patterns: &'a Patterns,
        config: &'a Config,
        description: &'a str,
    ) -> Self {
        let mut emitter = Emitter {
            named,
            patterns,
            config,
            description,
            ungated: ungated(&named.api.types),
            homes: BTreeMap::new(),
        };
        emitter.homes = emitter.find_homes();
        emitter
    }
}

impl Emitter<'_> {
    /// The parts of the crate; those of one file are in the order in which they stand in it.
    pub(crate) fn parts(&self) -> Vec<Part> {
        let mut parts = vec![Part::CrateRoot, Part::Client, Part::ModelsRoot];
        for (home, ids) in &self.homes {
            parts.push(Part::Home(home.clone()));
            let stretches = ids.chunks(AT_ONCE);
            parts.extend(stretches.map(|ids| Part::Types(home.clone(), ids.to_vec())));
        }
        parts.extend(self.named.api.resources.ids().map(Part::Resource));
        parts
    }

    /// Emits one part.
    pub(crate) fn emit(&self, part: &Part) -> Emitted {
        Emitted::Unit(match part {
            Part::CrateRoot => self.crate_root(),
            Part::Client => self.client(),
            Part::ModelsRoot => self.models_root(),
            Part::Home(home) => self.home_module(home),
            Part::Types(home, ids) => {
                let items = ids.iter().flat_map(|&id| self.type_items(id));
                return Emitted::More(home_path(home), items.collect());
            }
            Part::Resource(id) => self.resource(*id),
        })
    }

    fn find_homes(&self) -> BTreeMap<String, Vec<TypeId>> {
        let mut homes: BTreeMap<String, Vec<TypeId>> = BTreeMap::new();
        for (id, _) in self.named.api.types.iter() {
            homes.entry(self.home(id)).or_default().push(id);
        }
        for ids in homes.values_mut() {
            ids.sort_by_key(|id| &self.named.names.of_type(*id).ident);
        }
        homes
    }

    /// The module that a type lives in.
    fn home(&self, id: TypeId) -> String {
        match self.named.api.types[id].resources.as_slice() {
            [only] if !self.ungated.contains(&id) => {
                self.named.names.of_resource(*only).module.clone()
            }
            _ => "shared".to_owned(),
        }
    }

    fn models_root(&self) -> Unit {
        let mut items = Vec::new();
        for home in self.homes.keys() {
            let module = tys::ident(home);
            let gate = self.gate(home);
            items.push(quote!(#gate mod #module;));
        }
        for home in self.homes.keys() {
            let module = tys::ident(home);
            let gate = self.gate(home);
            items.push(quote!(#gate pub use #module::*;));
        }
        let docs = quote!(#![doc = " The types that requests and responses carry."]);
        Unit {
            path: "src/models/mod.rs".to_owned(),
            pointer: Some("#/components/schemas".to_owned()),
            inner: vec![docs],
            items,
        }
    }

    /// The condition under which a resource's module is there.
    fn gate(&self, module: &str) -> Option<TokenStream> {
        let mut resources = self
            .named
            .api
            .resources
            .ids()
            .map(|id| self.named.names.of_resource(id));
        let feature = resources.find(|names| names.module == module)?.feature();
        Some(quote!(#[cfg(feature = #feature)]))
    }

    fn home_module(&self, home: &str) -> Unit {
        let ids = self.homes.get(home).map_or(&[][..], Vec::as_slice);
        let mut items = vec![quote!(
            use oas_runtime as rt;
        )];
        let foreign = self.foreign(home, ids);
        if !foreign.is_empty() {
            items.push(quote!(use super::{#(#foreign),*};));
        }
        let docs = if home == "shared" {
            " Types that several resources share, or that no operation reaches.".to_owned()
        } else {
            format!(" Types that only the operations of `{home}` reach.")
        };
        Unit {
            path: home_path(home),
            pointer: Some("#/components/schemas".to_owned()),
            inner: vec![quote!(#![doc = #docs])],
            items,
        }
    }

    /// The types of other modules that those of one name.
    fn foreign(&self, home: &str, ids: &[TypeId]) -> Vec<proc_macro2::Ident> {
        let mut names: Vec<_> = ids
            .iter()
            .flat_map(|&id| self.named.api.types[id].parts())
            .filter(|&part| self.home(part) != home)
            .map(|part| self.named.names.of_type(part).ident.clone())
            .collect();
        names.sort();
        names.dedup();
        names.iter().map(|name| tys::ident(name)).collect()
    }

    /// Does a resource's module name any model?
    fn uses_models(&self, id: crate::ir::ResourceId) -> bool {
        let operations = self.named.api.resources[id]
            .operations
            .iter()
            .map(|&id| &self.named.api.operations[id]);
        operations
            .flat_map(|operation| operation.tys())
            .any(names_type)
    }
}

fn home_path(home: &str) -> String {
    format!("src/models/{home}.rs")
}

/// The types that are there whatever features are chosen, though a resource may reach them.
fn ungated(types: &Arena<TypeDef>) -> BTreeSet<TypeId> {
    let unused = types.iter().filter(|(_, def)| def.resources.is_empty());
    let mut open: Vec<TypeId> = unused.map(|(id, _)| id).collect();
    let mut found = BTreeSet::new();
    while let Some(id) = open.pop() {
        if found.insert(id) {
            open.extend(types[id].parts());
        }
    }
    found
}

fn names_type(ty: &Ty) -> bool {
    match ty {
        Ty::Named(_) => true,
        Ty::Array(inner) | Ty::Map(inner) | Ty::Nullable(inner) => names_type(inner),
        Ty::Any | Ty::Bool | Ty::Integer(_) | Ty::Number | Ty::String | Ty::Binary => false,
    }
}

/// `PageSize` → `PAGE_SIZE`. Statics follow from their type's name, which is unique, so they need no pass of theirs. A letter
/// that others share their capital with stays as it is.
fn screaming(ident: &str) -> String {
    let mut out = String::with_capacity(ident.len() + 4);
    for (at, c) in ident.char_indices() {
        if at > 0 && c.is_uppercase() {
            out.push('_');
        }
        let mut upper = c.to_uppercase();
        let single = upper
            .next()
            .filter(|u| upper.next().is_none() && u.to_lowercase().eq([c]));
        out.push(single.unwrap_or(c));
    }
    out
}
