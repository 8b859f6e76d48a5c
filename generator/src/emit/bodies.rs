//! Bodies: the type of the argument, and how it is handed to the request.

use proc_macro2::TokenStream;
use quote::quote;

use super::Emitter;
use super::operations::{Call, Way, handed_over, is_plain};
use super::params::query_style;
use super::tys::ident;
use crate::ir::{Body, Codec, Content, Encoding, Framing, Server, Ty};

impl Emitter<'_> {
    /// The type of a body's argument.
    pub(super) fn body_ty(
        &self,
        body: &Body,
        content: &Content,
        lifetime: Option<&TokenStream>,
    ) -> TokenStream {
        if let Ty::Nullable(inner) = &content.ty {
            let ty = self.borrowed(inner, lifetime);
            return if body.required {
                quote!(Option<#ty>)
            } else {
                quote!(rt::Field<#ty>)
            };
        }
        let ty = match content.codec {
            Codec::Bytes if content.is_range() => quote!(&#lifetime rt::File),
            Codec::Bytes => quote!(&#lifetime rt::Bytes),
            _ => {
                let ty = self.borrowed(&content.ty, lifetime);
                if is_plain(&content.ty) {
                    quote!(&#lifetime #ty)
                } else {
                    ty
                }
            }
        };
        if body.required {
            ty
        } else {
            quote!(Option<#ty>)
        }
    }
}

/// The statement that hands the body to the request.
pub(super) fn encode_body(call: &Call<'_>, way: &Way<'_>) -> Option<TokenStream> {
    let (body, content) = way.content?;
    let field = ident(&call.names.body_field);
    let write = |value: TokenStream| {
        let value = if content.secret {
            quote!(&rt::Hidden(rt::ByRef(#value)))
        } else {
            value
        };
        write_body(body, content, &value)
    };
    let is_nullable = matches!(content.ty, Ty::Nullable(_));
    Some(match (body.required, is_nullable) {
        (true, false) => write(quote!(self.#field)),
        (true, true) => write(handed_over(&content.ty, &quote!(self.#field))),
        (false, false) => {
            let write = write(quote!(#field));
            quote!(if let Some(#field) = self.#field { #write })
        }
        (false, true) => {
            let write = write(handed_over(&content.ty, &quote!(self.#field)));
            quote!(if !self.#field.is_absent() { #write })
        }
    })
}

fn write_body(body: &Body, content: &Content, value: &TokenStream) -> TokenStream {
    let media_type = content.sent_as();
    if content.codec == Codec::Bytes {
        return if content.is_range() {
            quote!(request.file(#media_type, #value);)
        } else {
            quote!(request.bytes(#media_type, #value.clone());)
        };
    }
    let first = body.content.first();
    let shares = first.is_some_and(|first| std::ptr::eq(first, content));
    let all: Vec<_> = body
        .content
        .iter()
        // Those that share the operation's value; each other has one of its own.
        .filter(|other| std::ptr::eq(*other, content) || shares && other.goes_with(content))
        .collect();
    match all.as_slice() {
        [_] if content.encoding.is_empty() && media_type == "application/json" => {
            quote!(request.json(#value);)
        }
        [_] if content.encoding.is_empty() && is_form(content) => quote!(request.form(#value);),
        _ => {
            let contents = all.iter().map(|content| content_value(content));
            if all.iter().any(|content| has_encodings(content)) {
                return quote! {
                    const CONTENTS: &[rt::Content] = &[#(#contents),*];
                    request.body(CONTENTS, #value);
                };
            }
            quote!(request.body(&[#(#contents),*], #value);)
        }
    }
}

fn is_form(content: &Content) -> bool {
    content.codec == Codec::Form && content.media_type == "application/x-www-form-urlencoded"
}

/// Where headers alone are said of a part, whoever makes the file sets them.
fn has_encodings(content: &Content) -> bool {
    content.encoding.iter().any(is_written)
}

fn is_written(encoding: &Encoding) -> bool {
    encoding.content_type.is_some() || encoding.style.is_some()
}

fn content_value(content: &Content) -> TokenStream {
    let media_type = content.sent_as();
    let value = match (content.codec, media_type) {
        (Codec::Form, "application/x-www-form-urlencoded") => quote!(rt::Content::FORM),
        (Codec::Form, other) => quote!(rt::Content::form(#other)),
        (Codec::Multipart, "multipart/form-data") => quote!(rt::Content::MULTIPART),
        (Codec::Multipart, other) => quote!(rt::Content::multipart(#other)),
        (Codec::Text, other) => quote!(rt::Content::text(#other)),
        (Codec::Stream(Framing::JsonSequence), other) => quote!(rt::Content::sequence(#other)),
        (Codec::Stream(_), other) => quote!(rt::Content::lines(#other)),
        (_, "application/json") => quote!(rt::Content::JSON),
        (_, other) => quote!(rt::Content::json(#other)),
    };
    if !has_encodings(content) {
        return value;
    }
    let encodings = content
        .encoding
        .iter()
        .filter(|encoding| is_written(encoding))
        .map(|encoding| {
            let name = &encoding.wire;
            let content_type = encoding.content_type.as_ref();
            let content_type = content_type.map(|text| quote!(content_type: #text,));
            let style = encoding.style.map(|style| {
                let style = query_style(style);
                quote!(style: Some(#style),)
            });
            let rest =
                (content_type.is_none() || style.is_none()).then(|| quote!(..rt::Encoding::NONE));
            quote!(rt::Encoding { name: #name, #content_type #style #rest })
        });
    quote!(#value.with(&[#(#encodings),*]))
}

/// A server as a value of the runtime.
pub(super) fn server_value(server: &Server) -> TokenStream {
    let url = &server.url;
    let variables = server.variables.iter().map(|variable| {
        let (wire, values) = (&variable.wire, &variable.values);
        let default = match &variable.default {
            Some(default) => quote!(Some(#default)),
            None => quote!(None),
        };
        quote!(rt::ServerVariable { name: #wire, default: #default, values: &[#(#values),*] })
    });
    quote!(rt::ServerTemplate { url: #url, variables: &[#(#variables),*] })
}
