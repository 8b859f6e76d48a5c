//! Named IR → items, with `quote`: one function an item kind.
//!
//! **Invariant:** nothing is decided here, and nothing of the description is looked at again.

mod aliases;
mod answers;
mod asked;
mod bodies;
mod client;
mod conditions;
mod crate_root;
mod docs;
mod example;
mod headers;
mod literals;
mod manifest;
mod markup;
mod models;
mod nesting;
mod object_rules;
mod operations;
mod params;
mod patterns;
mod records;
mod resources;
mod security;
mod types;
mod tys;
mod unions;

use proc_macro2::TokenStream;

use crate::config::Config;
use crate::ir::{ResourceId, Ty, TypeId};
use crate::name::{Home, Named};
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
pub(crate) enum Part<'a> {
    CrateRoot,
    Client,
    ModelsRoot,
    /// The first lines of the models' module.
    Home(&'a Home),
    /// Some of the types in that module.
    Types(&'a Home, &'a [TypeId]),
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
}

impl<'a> Emitter<'a> {
    /// Prepares the emission of a crate.
    pub(crate) fn new(
        named: &'a Named,
        patterns: &'a Patterns,
        config: &'a Config,
        description: &'a str,
    ) -> Self {
        Self {
            named,
            patterns,
            config,
            description,
        }
    }

    /// The parts of the crate; those of one file are in the order in which they stand in it.
    pub(crate) fn parts(&self) -> Vec<Part<'a>> {
        let mut parts = vec![Part::CrateRoot, Part::Client, Part::ModelsRoot];
        for home in &self.named.names.homes {
            parts.push(Part::Home(home));
            let stretches = home.types.chunks(AT_ONCE);
            parts.extend(stretches.map(|ids| Part::Types(home, ids)));
        }
        parts.extend(self.named.api.resources.ids().map(Part::Resource));
        parts
    }
}

impl Emitter<'_> {
    /// Emits one part.
    pub(crate) fn emit(&self, part: &Part<'_>) -> Emitted {
        Emitted::Unit(match part {
            Part::CrateRoot => self.crate_root(),
            Part::Client => self.client(),
            Part::ModelsRoot => self.models_root(),
            Part::Home(home) => self.home_module(home),
            Part::Types(home, ids) => {
                let items = ids.iter().flat_map(|&id| self.type_items(id));
                return Emitted::More(models::path(home), items.collect());
            }
            Part::Resource(id) => self.resource(*id),
        })
    }

    /// What the API is called; one without a title is called as the crate.
    fn title(&self) -> String {
        let title = docs::plain(&self.named.api.title);
        if title.is_empty() {
            self.config.package.name.clone()
        } else {
            title
        }
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

fn names_type(ty: &Ty) -> bool {
    match ty {
        Ty::Named(_) => true,
        Ty::Array(inner) | Ty::Map(inner) | Ty::Nullable(inner) | Ty::Hidden(inner) => {
            names_type(inner)
        }
        Ty::Any
        | Ty::Bool
        | Ty::Integer(_)
        | Ty::Number
        | Ty::String
        | Ty::Secret
        | Ty::Formatted(_)
        | Ty::Binary => false,
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
