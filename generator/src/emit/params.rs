//! Parameters: the struct of those that are not in the path, and how each is handed to the request.

use proc_macro2::{Ident, TokenStream};
use quote::quote;

use super::Emitter;
use super::docs::{DocLines, code};
use super::operations::Call;
use super::tys::{Argument, ident};
use crate::ir::{Param, ParamLocation, Style};

impl Emitter<'_> {
    /// The struct of the parameters that are not in the path, with a setter an optional one.
    pub(super) fn params(&self, call: &Call<'_>) -> Vec<TokenStream> {
        let name = ident(&call.names.params);
        let models = quote!(models::);
        let title = format!(
            " The parameters of [`{}`] that are not in its path.",
            call.names.value
        );
        let fields = call.others().map(|(param, field, _)| {
            let docs = param_docs(param).outer();
            let ty = self.ty(&param.ty, &models);
            let ty = if param.required {
                ty
            } else {
                quote!(Option<#ty>)
            };
            quote!(#docs pub #field: #ty)
        });
        let required: Vec<_> = call.others().filter(|(param, ..)| param.required).collect();
        let arguments = required.iter().map(|(param, field, _)| {
            let Argument { ty, .. } = self.argument(field, &param.ty, &models);
            quote!(#field: #ty)
        });
        let values = call.others().map(|(param, field, _)| {
            if !param.required {
                return quote!(#field: None);
            }
            let Argument { value, .. } = self.argument(&field, &param.ty, &models);
            if field == value.to_string() {
                quote!(#field)
            } else {
                quote!(#field: #value)
            }
        });
        let setters =
            call.others()
                .filter(|(param, ..)| !param.required)
                .map(|(param, field, setter)| {
                    let Argument { ty, value } = self.argument(&field, &param.ty, &models);
                    let docs = format!(" Sets {}.", code(&param.wire));
                    let setter = ident(setter);
                    quote! {
                        #[doc = #docs]
                        #[must_use]
                        pub fn #setter(mut self, #field: #ty) -> Self {
                            self.#field = Some(#value);
                            self
                        }
                    }
                });
        let derives = if required.is_empty() {
            quote!(#[derive(Debug, Clone, PartialEq, Default)])
        } else {
            quote!(#[derive(Debug, Clone, PartialEq)])
        };
        let docs = if required.is_empty() {
            " With no parameter set."
        } else {
            " With the parameters that must be there."
        };
        let item = quote! {
            #[doc = #title]
            #derives
            #[non_exhaustive]
            pub struct #name { #(#fields,)* }
        };
        let body = if required.is_empty() {
            quote!(Self::default())
        } else {
            quote!(Self { #(#values,)* })
        };
        let methods = quote! {
            impl #name {
                #[doc = #docs]
                pub fn new(#(#arguments),*) -> Self {
                    #body
                }

                #(#setters)*
            }
        };
        vec![item, methods]
    }
}

/// The statement that hands a parameter to the request.
pub(super) fn encode_param(param: &Param, value: &TokenStream) -> TokenStream {
    let Param {
        wire,
        location,
        style,
        explode,
        allow_reserved,
        ..
    } = param;
    match (location, style, explode, allow_reserved) {
        (ParamLocation::Path, ..) => quote!(request.path(#wire, #value);),
        (ParamLocation::Query, Style::Form, true, false) => quote!(request.query(#wire, #value);),
        (ParamLocation::Query, ..) => {
            let style = query_style(*style);
            quote! {
                request.query_with(
                    rt::QueryStyle { style: rt::Style::#style, explode: #explode, allow_reserved: #allow_reserved },
                    #wire,
                    #value,
                );
            }
        }
        (ParamLocation::Header, _, false, _) => quote!(request.header(#wire, #value);),
        (ParamLocation::Header, _, true, _) => quote!(request.header_exploded(#wire, #value);),
        (ParamLocation::Cookie, ..) => quote!(request.cookie(#wire, #value);),
    }
}

fn query_style(style: Style) -> Ident {
    ident(match style {
        Style::Simple | Style::Form => "Form",
        Style::SpaceDelimited => "SpaceDelimited",
        Style::PipeDelimited => "PipeDelimited",
        Style::DeepObject => "DeepObject",
    })
}

/// The texts of a parameter.
pub(super) fn param_docs(param: &Param) -> DocLines {
    let mut docs = DocLines::new(
        &param.docs,
        &format!("The parameter {}.", code(&param.wire)),
    );
    if let Some(format) = &param.format {
        docs.paragraph(&format!("Format: {}.", code(format)));
    }
    if let Some(default) = &param.default {
        docs.paragraph(&format!("Default of the server: {}.", code(default)));
    }
    docs.paragraph(&code(&param.origin.to_string()));
    docs
}
