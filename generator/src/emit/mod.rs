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
use crate::ir::{Arena, Ty, TypeDef, TypeId};
use crate::name::Named;
use crate::patterns::Patterns;
pub(crate) use docs::is_directional;
pub(crate) use manifest::header;

/// A source file before it is formatted.
pub(crate) struct Unit {
    pub(crate) path: String,
    /// What of the description it was made from, if it is one thing.
    pub(crate) pointer: Option<String>,
    pub(crate) inner: Vec<TokenStream>,
    pub(crate) items: Vec<TokenStream>,
}

/// Everything that a crate consists of.
pub(crate) struct Emitted {
    pub(crate) sources: Vec<Unit>,
    /// Files that are no Rust, by path.
    pub(crate) texts: BTreeMap<String, String>,
}

/// Emits a whole crate.
pub(crate) fn emit(
    named: &Named,
    patterns: &Patterns,
    config: &Config,
    description: &str,
) -> Emitted {
    let emitter = Emitter {
        named,
        patterns,
        config,
        description,
        ungated: ungated(&named.api.types),
    };
    let mut sources = vec![emitter.crate_root(), emitter.client()];
    sources.extend(emitter.models());
    sources.extend(named.api.resources.ids().map(|id| emitter.resource(id)));
    Emitted {
        sources,
        texts: emitter.texts(),
    }
}

struct Emitter<'a> {
    named: &'a Named,
    patterns: &'a Patterns,
    config: &'a Config,
    description: &'a str,
    /// Types that no operation reaches, and all that they name: no feature may take these away.
    ungated: BTreeSet<TypeId>,
}

impl Emitter<'_> {
    /// The modules of the models: one a resource, and one for what several share or none reaches.
    fn models(&self) -> Vec<Unit> {
        let mut homes: BTreeMap<String, Vec<TypeId>> = BTreeMap::new();
        for (id, _) in self.named.api.types.iter() {
            homes.entry(self.home(id)).or_default().push(id);
        }
        let mut units = vec![self.models_root(&homes)];
        for (home, mut ids) in homes {
            ids.sort_by(|a, b| {
                self.named
                    .names
                    .of_type(*a)
                    .ident
                    .cmp(&self.named.names.of_type(*b).ident)
            });
            units.push(self.home_module(&home, &ids));
        }
        units
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

    fn models_root(&self, homes: &BTreeMap<String, Vec<TypeId>>) -> Unit {
        let mut items = Vec::new();
        for home in homes.keys() {
            let module = tys::ident(home);
            let gate = self.gate(home);
            items.push(quote!(#gate mod #module;));
        }
        for home in homes.keys() {
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

    fn home_module(&self, home: &str, ids: &[TypeId]) -> Unit {
        let mut items = vec![quote!(
            use oas_runtime as rt;
        )];
        let foreign = self.foreign(home, ids);
        if !foreign.is_empty() {
            items.push(quote!(use super::{#(#foreign),*};));
        }
        items.extend(ids.iter().flat_map(|&id| self.type_items(id)));
        let docs = if home == "shared" {
            " Types that several resources share, or that no operation reaches.".to_owned()
        } else {
            format!(" Types that only the operations of `{home}` reach.")
        };
        let path = format!("src/models/{home}.rs");
        Unit {
            path,
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
