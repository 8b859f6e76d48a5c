//! Answers: which status is read as what, and an operation's errors, one variant a documented status.

use proc_macro2::{Literal, TokenStream};
use quote::quote;

use super::Emitter;
use super::docs::{DocLines, code};
use super::operations::Call;
use super::tys::ident;
use crate::ir::{Header, Status};

impl Emitter<'_> {
    /// An arm a documented status; those of success first. What has another type than the success counts as undeclared.
    pub(super) fn decode(&self, call: &Call<'_>) -> TokenStream {
        let error = ident(&call.names.error);
        let success = call.success();
        let result = success
            .and_then(|response| response.content.as_ref())
            .map(|content| &content.ty);
        let read = if result.is_some() {
            quote!(response.json())
        } else {
            quote!(response.empty())
        };
        let mut arms = Vec::new();
        if success.is_some_and(|response| response.status == Status::Default) {
            arms.push(quote!(200..=299 => #read,));
        }
        let mut rest = None;
        for (response, variant) in call.operation.responses.iter().zip(&call.names.responses) {
            let pattern = status_pattern(response.status);
            if response.status.is_success() {
                if response.content.as_ref().map(|content| &content.ty) == result {
                    arms.push(quote!(#pattern => #read,));
                }
                continue;
            }
            let variant = ident(variant);
            let kind = match &response.content {
                Some(_) => quote!(#error::#variant(response.parsed())),
                None => quote!(#error::#variant),
            };
            if response.status == Status::Default {
                rest = Some(quote!(_ => response.error(#kind),));
            } else {
                arms.push(quote!(#pattern => response.error(#kind),));
            }
        }
        let undeclared = ident(&call.names.undeclared);
        let rest = rest.unwrap_or_else(|| quote!(_ => response.error(#error::#undeclared),));
        quote!(#(#arms)* #rest)
    }

    /// The error enum of an operation.
    pub(super) fn errors(&self, call: &Call<'_>) -> TokenStream {
        let name = ident(&call.names.error);
        let title = format!(
            " What [`{}`] is answered with when it fails.",
            call.names.value
        );
        let mut has_default = false;
        let mut variants = Vec::new();
        for (response, variant) in call.operation.responses.iter().zip(&call.names.responses) {
            if response.status.is_success() {
                continue;
            }
            has_default |= response.status == Status::Default;
            let mut docs = DocLines::new(&response.docs, "A failure.");
            docs.paragraph(&format!("Status {}.", response.status));
            docs.raw(header_docs(&response.headers));
            let docs = docs.outer();
            let variant = ident(variant);
            let payload = response.content.as_ref().map(|content| {
                let ty = self.ty(&content.ty, &quote!(models::));
                quote!((Option<#ty>))
            });
            variants.push(quote!(#docs #variant #payload));
        }
        if !has_default {
            let undeclared = ident(&call.names.undeclared);
            variants
                .push(quote!(#[doc = " A status that the description does not name."] #undeclared));
        }
        let payload_note = " A variant holds the parsed body where it could be parsed; the body itself is in [`rt::ApiError`].";
        quote! {
            #[doc = #title]
            #[doc = ""]
            #[doc = #payload_note]
            #[derive(Debug, Clone, PartialEq)]
            #[non_exhaustive]
            pub enum #name {
                #(#variants,)*
            }
        }
    }
}

/// The documented headers of an answer, an item of a list each.
fn header_docs(headers: &[Header]) -> Vec<String> {
    let items = headers.iter().flat_map(|header| {
        let text = header.docs.description.as_deref();
        super::docs::list_item(&code(&header.wire), text)
    });
    let title = (!headers.is_empty()).then(|| {
        [
            "Headers, in `headers` of [`rt::ApiError`]:".to_owned(),
            String::new(),
        ]
    });
    title.into_iter().flatten().chain(items).collect()
}

fn status_pattern(status: Status) -> TokenStream {
    match status {
        Status::Code(code) => {
            let code = Literal::u16_unsuffixed(code);
            quote!(#code)
        }
        Status::Range(class) => {
            let low = Literal::u16_unsuffixed(u16::from(class) * 100);
            let high = Literal::u16_unsuffixed(u16::from(class) * 100 + 99);
            quote!(#low..=#high)
        }
        Status::Default => quote!(_),
    }
}
