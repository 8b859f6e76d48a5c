//! The modules of the models: one for each set of resources whose operations reach the same types.

use proc_macro2::TokenStream;
use quote::quote;

use super::{Emitter, Unit, tys};
use crate::ir::{Ty, TypeId};
use crate::name::Home;

impl Emitter<'_> {
    pub(super) fn models_root(&self) -> Unit {
        let homes = &self.named.names.homes;
        let mut items = Vec::new();
        for home in homes {
            let module = tys::ident(&home.module);
            let gate = self.gate(home);
            items.push(quote!(#gate mod #module;));
        }
        for home in homes {
            let module = tys::ident(&home.module);
            let gate = self.gate(home);
            items.push(quote!(#gate pub use #module::*;));
        }
        items.extend(self.aliases());
        let docs = quote!(#![doc = " The types that requests and responses carry."]);
        Unit {
            path: "src/models/mod.rs".to_owned(),
            pointer: Some("#/components/schemas".to_owned()),
            inner: vec![docs],
            items,
        }
    }

    /// The condition under which a module is there.
    fn gate(&self, home: &Home) -> TokenStream {
        match home.features(&self.named.names).as_slice() {
            [feature] => quote!(#[cfg(feature = #feature)]),
            features => quote!(#[cfg(any(#(feature = #features),*))]),
        }
    }

    /// The first lines of a module.
    pub(super) fn home_module(&self, home: &Home) -> Unit {
        let mut items = vec![quote!(
            use oas_runtime as rt;
        )];
        let foreign = self.foreign(home);
        if !foreign.is_empty() {
            items.push(quote!(use super::{#(#foreign),*};));
        }
        let ruled: Vec<_> = home.types.iter().filter(|&&id| self.is_ruled(id)).collect();
        if !ruled.is_empty() {
            let ruled = ruled.into_iter().map(|&id| self.type_ident(id));
            items.push(quote!(rt::rules! { #(#ruled,)* }));
        }
        let docs = self.home_docs(home);
        Unit {
            path: path(home),
            pointer: Some("#/components/schemas".to_owned()),
            inner: vec![quote!(#![doc = #docs])],
            items,
        }
    }

    /// Is it a type that differs from others of its kind by its rules alone?
    fn is_ruled(&self, id: TypeId) -> bool {
        let kind = &self.named.api.types[id].kind;
        let shares = |inner: &Ty| inner.is_string() || matches!(inner, Ty::Array(_) | Ty::Map(_));
        kind.inner().is_some_and(shares) || kind.constant().is_some() || self.is_ruled_map(id)
    }

    fn home_docs(&self, home: &Home) -> String {
        let resources = home.resources.iter();
        let mut modules: Vec<_> = resources
            .map(|&id| format!("`{}`", self.named.names.of_resource(id).module))
            .collect();
        modules.sort();
        let only = if home.resources.len() == 1 && !home.unreferenced {
            "only "
        } else {
            ""
        };
        let others = if home.unreferenced {
            ", and types that no operation reaches"
        } else {
            ""
        };
        match modules.as_slice() {
            [] => " Types that no operation reaches.".to_owned(),
            modules => format!(
                " Types of {only}the operations of {}{others}.",
                modules.join(", ")
            ),
        }
    }

    /// The types of other modules that those of one name.
    fn foreign(&self, home: &Home) -> Vec<proc_macro2::Ident> {
        let names = &self.named.names;
        let mut foreign: Vec<_> = home
            .types
            .iter()
            .map(|&id| &self.named.api.types[id])
            .flat_map(|def| def.parts().into_iter().chain(self.entry_types(def)))
            .filter(|&part| names.home_of(part).module != home.module)
            .map(|part| names.of_type(part).ident.as_str())
            .collect();
        foreign.sort_unstable();
        foreign.dedup();
        foreign.into_iter().map(tys::ident).collect()
    }
}

/// Where a module is.
pub(super) fn path(home: &Home) -> String {
    format!("src/models/{}.rs", home.module)
}
