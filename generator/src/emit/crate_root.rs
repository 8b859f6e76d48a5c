//! `lib.rs`: what the crate is, an example, and its modules.

use proc_macro2::TokenStream;
use quote::quote;

use super::docs::{DocLines, code};
use super::tys::ident;
use super::{Emitter, Unit};

impl Emitter<'_> {
    pub(super) fn crate_root(&self) -> Unit {
        let api = &self.named.api;
        let mut docs = DocLines::new(&api.docs, "");
        let title = format!("# {}", self.title());
        let mut whole = DocLines::default();
        whole.paragraph(&title);
        whole.append(&mut docs);
        if let Some(example) = self.example() {
            whole.raw(example.doc_test(&self.crate_name()));
        }
        whole.raw(self.security_docs());
        let modules = self.modules();
        let items: Vec<TokenStream> = modules
            .into_iter()
            .chain([
                quote!(
                    pub use client::{Client, ClientBuilder};
                ),
                quote!(
                    /// What this crate's types are made of: codec, requests, transports, errors.
                    pub use oas_runtime as rt;
                ),
                quote!(
                    pub use oas_runtime::{ApiError, BuildError, DecodeError, Error, Field};
                ),
            ])
            .collect();
        let mut inner = vec![
            whole.inner(),
            quote!(#![forbid(unsafe_code)]),
            // A type named in a deprecated operation is deprecated to users, not to the code that makes it up. An error that is
            // large is boxed whole.
            quote!(#![allow(deprecated, clippy::approx_constant, clippy::disallowed_names, clippy::doc_lazy_continuation, clippy::large_enum_variant, clippy::too_many_arguments, clippy::type_complexity, reason = "deprecations, texts, names, numbers, sizes and nesting are the description's")]),
        ];
        if let Some(limit) = super::nesting::recursion_limit(api) {
            inner.push(quote!(#![recursion_limit = #limit]));
        }
        if !self.named.names.are_ascii() {
            inner.push(quote!(#![allow(confusable_idents, mixed_script_confusables, non_camel_case_types, non_snake_case, non_upper_case_globals, uncommon_codepoints, reason = "names are the description's, whatever script they are written in")]));
        }
        Unit {
            path: "src/lib.rs".to_owned(),
            pointer: None,
            inner,
            items,
        }
    }

    fn modules(&self) -> Vec<TokenStream> {
        let mut modules = vec![quote!(
            mod client;
        )];
        let mut names: Vec<_> = self
            .named
            .api
            .resources
            .ids()
            .map(|id| self.named.names.of_resource(id))
            .collect();
        names.sort_by(|a, b| a.module.cmp(&b.module));
        for names in names {
            let (module, feature) = (ident(&names.module), names.feature());
            let file = file_of(&names.module, &names.file);
            modules.push(quote!(#[cfg(feature = #feature)] #file pub mod #module;));
        }
        modules.push(quote!(
            pub mod models;
        ));
        modules
    }

    /// How requests prove who sends them.
    fn security_docs(&self) -> Vec<String> {
        let schemes = &self.named.api.schemes;
        let items = schemes.iter().flat_map(|scheme| {
            super::docs::list_item(&code(&scheme.wire), scheme.docs.description.as_deref())
        });
        let title = (!schemes.is_empty()).then(|| ["# Security".to_owned(), String::new()]);
        let tokens = self.takes_bearer().then(|| {
            [
                String::new(),
                "No token is fetched here: give the client one with `bearer_token`, or have a transport of your own put it on,".to_owned(),
                "after `auth_by_transport`.".to_owned(),
            ]
        });
        title
            .into_iter()
            .flatten()
            .chain(items)
            .chain(tokens.into_iter().flatten())
            .collect()
    }

    pub(super) fn crate_name(&self) -> String {
        self.config.package.name.replace('-', "_")
    }
}

/// Where the file of a module is, if its name does not say so: the compiler looks for none by a name beyond ASCII.
fn file_of(module: &str, file: &str) -> Option<TokenStream> {
    let path = format!("{file}.rs");
    (file != module).then(|| quote!(#[path = #path]))
}
