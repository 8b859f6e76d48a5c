//! Parameters: the struct of those that are not in the path, and how each is handed to the request.

use proc_macro2::{Ident, TokenStream};
use quote::quote;

use super::Emitter;
use super::docs::{DocLines, code};
use super::operations::Call;
use super::records::deprecated;
use super::tys::{Argument, ident};
use crate::ir::media::is_json;
use crate::ir::{Param, ParamLocation, Style, Ty};

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
            let deprecated = deprecated(param.deprecated);
            quote!(#docs #deprecated pub #field: #ty)
        });
        let is_asked_for =
            |param: &Param| param.required && self.only_value(&param.ty, &models).is_none();
        let required: Vec<_> = call
            .others()
            .filter(|(param, ..)| is_asked_for(param))
            .collect();
        let arguments = required.iter().map(|(param, field, _)| {
            let Argument { ty, .. } = self.argument(field, &param.ty, &models);
            quote!(#field: #ty)
        });
        let values = call.others().map(|(param, field, _)| {
            if !param.required {
                return quote!(#field: None);
            }
            if let Some(value) = self.only_value(&param.ty, &models) {
                return quote!(#field: #value);
            }
            let Argument { value, .. } = self.argument(&field, &param.ty, &models);
            if field == value.to_string() {
                quote!(#field)
            } else {
                quote!(#field: #value)
            }
        });
        let setters = self.param_setters(call, &models);
        let others = call.others().map(|(param, field, _)| (param, field));
        let shown = self.shown(&quote!(#name), others, std::iter::empty());
        let debug = shown.is_none().then(|| quote!(Debug,));
        let default = required.is_empty().then(|| quote!(, Default));
        let derives = quote!(#[derive(#debug Clone, PartialEq #default)]);
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
        let items = [item, methods, self.params_table(call, &name)];
        items.into_iter().chain(shown).collect()
    }

    /// How each of the parameters is handed to the request.
    fn params_table(&self, call: &Call<'_>, name: &Ident) -> TokenStream {
        let encode = call
            .others()
            .map(|(param, field, _)| self.encode_param(param, &quote!(&self.#field)));
        quote! {
            rt::params! {
                #name,
                encode(self, request) { #(#encode)* },
            }
        }
    }

    /// The `Debug` of a struct of parameters and other fields, where some are secrets though their types are none.
    pub(super) fn shown<'p>(
        &self,
        of: &TokenStream,
        params: impl Iterator<Item = (&'p Param, Ident)>,
        others: impl Iterator<Item = (Ident, bool)>,
    ) -> Option<TokenStream> {
        let params = params.map(|(param, field)| (field, self.is_hidden_param(param)));
        let rows: Vec<_> = params.chain(others).collect();
        rows.iter().any(|(_, hidden)| *hidden).then(|| {
            let rows = rows.into_iter().map(|(field, hidden)| {
                let hidden = hidden.then(|| quote!(hidden));
                quote!(#field #hidden,)
            });
            quote!(rt::redacted! { #of, #(#rows)* })
        })
    }

    /// Is it a secret that its type does not know to be one?
    fn is_hidden_param(&self, param: &Param) -> bool {
        param.secret && !self.named.api.knows_secret(&param.ty)
    }
}

impl Emitter<'_> {
    /// The setter of each parameter that may be left out.
    fn param_setters(&self, call: &Call<'_>, models: &TokenStream) -> Vec<TokenStream> {
        let optional = call.others().filter(|(param, ..)| !param.required);
        let setters = optional.map(|(param, field, setter)| {
            let Argument { ty, value, .. } = self.argument(&field, &param.ty, models);
            let docs = format!(" Sets {}.", code(&param.wire));
            let setter = ident(setter);
            let deprecated = deprecated(param.deprecated);
            quote! {
                #[doc = #docs]
                #deprecated
                #[must_use]
                pub fn #setter(mut self, #field: #ty) -> Self {
                    self.#field = Some(#value);
                    self
                }
            }
        });
        setters.collect()
    }
}

impl Emitter<'_> {
    /// The value of a string that can only be one.
    fn only_value(&self, ty: &Ty, models: &TokenStream) -> Option<TokenStream> {
        let Ty::Named(id) = ty else {
            return None;
        };
        self.named.api.types[*id].kind.constant()?;
        let name = self.type_ident(*id);
        Some(quote!(#models #name::VALUE))
    }
}

impl Emitter<'_> {
    /// The statement that hands a parameter to the request.
    pub(super) fn encode_param(&self, param: &Param, value: &TokenStream) -> TokenStream {
        if self.is_hidden_param(param) {
            encode_param(param, &quote!(&rt::Hidden(rt::ByRef(#value))))
        } else {
            encode_param(param, value)
        }
    }
}

fn encode_param(param: &Param, value: &TokenStream) -> TokenStream {
    let Param {
        wire,
        location,
        style,
        explode,
        allow_reserved,
        content,
        ..
    } = param;
    let as_json = content
        .as_ref()
        .is_some_and(|media_type| is_json(media_type));
    let value = &if as_json {
        quote!(&rt::JsonText(#value))
    } else {
        value.clone()
    };
    // A media type takes the place of a style, and a scalar looks the same exploded.
    let has_style = content.is_none();
    let explode = &(*explode && has_style && !is_scalar(&param.ty));
    match (location, style, explode, allow_reserved) {
        (ParamLocation::Path, Style::Label | Style::Matrix, ..)
        | (ParamLocation::Path, _, true, _)
        | (ParamLocation::Path, _, _, true)
            if has_style =>
        {
            let style = ident(match style {
                Style::Label => "Label",
                Style::Matrix => "Matrix",
                _ => "Simple",
            });
            let method = ident(if *allow_reserved {
                "path_reserved"
            } else {
                "path_with"
            });
            quote!(request.#method(rt::PathStyle::#style, #explode, #wire, #value);)
        }
        (ParamLocation::Path, ..) => quote!(request.path(#wire, #value);),
        (ParamLocation::Query, Style::Form, ..) if is_plain_query(param) => {
            quote!(request.query(#wire, #value);)
        }
        (ParamLocation::QueryString, ..) => quote!(request.query_string(#wire, #value);),
        (ParamLocation::Query, ..) => {
            let style = query_style((*style, param.explode, *allow_reserved));
            quote!(request.query_with(#style, #wire, #value);)
        }
        (ParamLocation::Header, _, false, _) => quote!(request.header(#wire, #value);),
        (ParamLocation::Header, _, true, _) => quote!(request.header_exploded(#wire, #value);),
        (ParamLocation::Cookie, Style::Cookie, ..) if has_style => {
            quote!(request.cookie_with(rt::CookieText::Plain, #explode, #wire, #value);)
        }
        (ParamLocation::Cookie, _, _, true) if has_style => {
            quote!(request.cookie_with(rt::CookieText::Reserved, #explode, #wire, #value);)
        }
        (ParamLocation::Cookie, _, false, _) => quote!(request.cookie(#wire, #value);),
        (ParamLocation::Cookie, _, true, _) => quote!(request.cookie_exploded(#wire, #value);),
    }
}

/// Is it written as `form`, exploded, as far as anybody can tell?
fn is_plain_query(param: &Param) -> bool {
    param.content.is_some() || (param.explode || is_scalar(&param.ty)) && !param.allow_reserved
}

fn is_scalar(ty: &Ty) -> bool {
    matches!(ty, Ty::Bool | Ty::Integer(_) | Ty::Number) || ty.is_string()
}

/// A cell of the specification's table of styles.
pub(super) fn query_style((style, explode, allow_reserved): (Style, bool, bool)) -> TokenStream {
    let style = ident(match style {
        Style::Simple | Style::Label | Style::Matrix | Style::Form | Style::Cookie => "Form",
        Style::SpaceDelimited => "SpaceDelimited",
        Style::PipeDelimited => "PipeDelimited",
        Style::DeepObject => "DeepObject",
    });
    quote!(rt::QueryStyle { style: rt::Style::#style, explode: #explode, allow_reserved: #allow_reserved })
}

/// The texts of a parameter.
pub(super) fn param_docs(param: &Param) -> DocLines {
    let mut docs = DocLines::new(&param.docs, "");
    if let Some(format) = &param.format {
        docs.paragraph(&format!("Format: {}.", code(format)));
    }
    if let Some(default) = &param.default {
        docs.remark(&format!("Default of the server: {}.", code(default)));
    }
    docs
}
