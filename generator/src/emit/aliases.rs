//! Components that are no type of their own, as `type` items beside the modules of the models.

use std::collections::BTreeSet;

use proc_macro2::TokenStream;
use quote::quote;

use super::docs::{DocLines, code};
use super::records::deprecated;
use super::{Emitter, tys};
use crate::ir::Alias;

impl Emitter<'_> {
    /// The aliases, sorted by name.
    pub(super) fn aliases(&self) -> Vec<TokenStream> {
        let names = &self.named.names.aliases;
        let mut all: Vec<_> = names.iter().zip(&self.named.api.aliases).collect();
        if all.is_empty() {
            return Vec::new();
        }
        all.sort_by_key(|(name, _)| *name);
        let import = quote!(
            #[allow(unused_imports, reason = "what needs it may be off")]
            use oas_runtime as rt;
        );
        let items = all.iter().map(|(name, alias)| self.alias(name, alias));
        std::iter::once(import).chain(items).collect()
    }

    fn alias(&self, name: &str, alias: &Alias) -> TokenStream {
        let mut docs = DocLines::new(&alias.docs, "");
        docs.paragraph(&code(&alias.origin.to_string()));
        let (docs, name) = (docs.outer(), tys::ident(name));
        let (gate, deprecated) = (self.alias_gate(alias), deprecated(alias.deprecated));
        let ty = self.ty(&alias.ty, &TokenStream::new());
        quote!(#docs #gate #deprecated pub type #name = #ty;)
    }

    /// The condition under which all that an alias names is there.
    fn alias_gate(&self, alias: &Alias) -> Option<TokenStream> {
        let mut parts = Vec::new();
        alias.ty.names(&mut parts);
        let names = &self.named.names;
        let homes = parts.into_iter().map(|id| names.home_of(id));
        let homes: BTreeSet<Vec<String>> = homes.map(|home| home.features(names)).collect();
        let any = |features: &Vec<String>| quote!(any(#(feature = #features),*));
        match homes.iter().collect::<Vec<_>>().as_slice() {
            [] => None,
            [features] => match features.as_slice() {
                [feature] => Some(quote!(#[cfg(feature = #feature)])),
                features => Some(quote!(#[cfg(any(#(feature = #features),*))])),
            },
            several => {
                let all = several.iter().map(|features| any(features));
                Some(quote!(#[cfg(all(#(#all),*))]))
            }
        }
    }
}
