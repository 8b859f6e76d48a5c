//! Enums whose values are not all strings.

use proc_macro2::{Ident, Literal, TokenStream};
use quote::quote;

use super::Emitter;
use super::docs::{DocLines, code};
use super::records::deprecated;
use super::tys::ident;
use crate::ir::{Docs, LiteralEnum, TypeDef};
use crate::name::TypeNames;

impl Emitter<'_> {
    pub(super) fn literal_enum(
        &self,
        def: &TypeDef,
        names: &TypeNames,
        literals: &LiteralEnum,
    ) -> Vec<TokenStream> {
        let docs = self.type_docs(def).outer();
        let deprecated = deprecated(def.deprecated);
        let (name, unknown) = (ident(&names.ident), ident(&names.unknown));
        let variants: Vec<Ident> = names.members.iter().map(|member| ident(member)).collect();
        let variant_docs = literals.values.iter().map(|value| {
            let json = code(&value.json);
            let mut docs = DocLines::new(&value.docs, &json);
            if value.docs != Docs::default() {
                docs.paragraph(&json);
            }
            let (docs, deprecated) = (docs.outer(), super::records::deprecated(value.deprecated));
            quote!(#docs #deprecated)
        });
        let rows = literals.values.iter().zip(&variants).enumerate();
        let rows = rows.map(|(index, (value, variant))| {
            let index = Literal::usize_unsuffixed(index);
            let json = &value.json;
            quote!(#index #variant #json,)
        });
        let sources = sources(literals);
        let hidden = literals.secret.then(|| quote!(secret));
        let debug = (!literals.secret).then(|| quote!(Debug,));
        let table = quote!(rt::literal_enum! { #hidden #name #unknown #(#sources)*, #(#rows)* });
        let item = quote! {
            #docs
            #deprecated
            #[derive(#debug Clone, PartialEq, Eq, Hash)]
            #[non_exhaustive]
            pub enum #name {
                #(#variant_docs #variants,)*
                /// A value that the description does not list, as it was read.
                #unknown(rt::Json),
            }
        };
        vec![item, table]
    }
}

/// The Rust types that values are made from.
fn sources(literals: &LiteralEnum) -> Vec<TokenStream> {
    let any = |is_it: fn(&str) -> bool| literals.values.iter().any(|value| is_it(&value.json));
    let mut sources = Vec::new();
    if any(|json| json == "true" || json == "false") {
        sources.push(quote!(bool));
    }
    if any(|json| json.parse::<i64>().is_ok()) {
        sources.push(quote!(i64));
    }
    if any(|json| json.starts_with('"')) {
        sources.push(quote!(&str));
    }
    sources
}
