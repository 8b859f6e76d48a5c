//! Headers of answers: a type for each set of them, with a method a header.

use proc_macro2::TokenStream;
use quote::quote;

use super::Emitter;
use super::docs::DocLines;
use super::tys::ident;
use crate::ir::{Header, HeaderForm, ResourceId};
use crate::name::HeaderNames;

impl Emitter<'_> {
    /// The types of all headers that answers of a resource have.
    pub(super) fn header_types(&self, id: ResourceId) -> Vec<TokenStream> {
        let names = &self.named.names.of_resource(id).headers;
        let sets = self.named.api.header_sets(id);
        let types = sets.sets.iter().zip(names);
        types
            .flat_map(|(set, names)| self.header_type(set, names))
            .collect()
    }

    fn header_type(&self, set: &[Header], names: &HeaderNames) -> [TokenStream; 2] {
        let name = ident(&names.ident);
        let methods = set.iter().zip(&names.methods).map(|(header, method)| {
            let docs = header_docs(header).outer();
            let (method, wire) = (ident(method), &header.wire);
            let ty = self.ty(&header.ty, &quote!(models::));
            let form = match header.form {
                HeaderForm::Simple => quote!(rt::HeaderForm::Simple),
                HeaderForm::Exploded => quote!(rt::HeaderForm::Exploded),
                HeaderForm::Json => quote!(rt::HeaderForm::Json),
            };
            quote! {
                #docs
                pub fn #method(self) -> Result<Option<#ty>, rt::HeaderError> {
                    rt::header(self.0, #wire, #form)
                }
            }
        });
        let item = quote! {
            /// Headers of an answer, each none where it is not there.
            #[derive(Debug, Clone, Copy)]
            pub struct #name<'a>(&'a rt::http::HeaderMap);
        };
        let methods = quote! {
            impl<'a> #name<'a> {
                /// The headers of [`rt::Answer`] or [`rt::ApiError`].
                pub fn of(headers: &'a rt::http::HeaderMap) -> Self {
                    Self(headers)
                }

                #(#methods)*
            }
        };
        [item, methods]
    }
}

fn header_docs(header: &Header) -> DocLines {
    let title = format!("The header {}.", super::docs::code(&header.wire));
    let mut docs = DocLines::new(&header.docs, &title);
    docs.paragraph("# Errors\n[`rt::HeaderError`] where it is not what the description says.");
    docs
}
