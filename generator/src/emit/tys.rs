//! Types at the places where values stand, and how a value is handed over there.

use proc_macro2::{Ident, Span, TokenStream};
use quote::{ToTokens, quote};

use super::Emitter;
use crate::ir::{Field, KeyedMap, Ty, TypeId, TypeKind};

/// An identifier. The name pass has seen to it that it is one.
pub(super) fn ident(name: &str) -> Ident {
    Ident::new(name, Span::call_site())
}

/// How an argument is taken and made into the value that is kept.
pub(super) struct Argument {
    pub(super) ty: TokenStream,
    pub(super) value: TokenStream,
    pub(super) how: How,
}

/// What is done with an argument, as the lines of `record!` have it.
#[derive(Clone, Copy, PartialEq)]
pub(super) enum How {
    /// It is kept, or turned into what is.
    Whole,
    /// Its items are collected.
    Each,
    /// Its items are turned into texts and collected.
    Texts,
}

impl Argument {
    fn of(how: How, name: &Ident, ty: TokenStream) -> Self {
        let value = match how {
            How::Whole => quote!(#name),
            How::Each => quote!(#name.into_iter().collect()),
            How::Texts => quote!(#name.into_iter().map(Into::into).collect()),
        };
        Self { ty, value, how }
    }

    fn into(name: &Ident, ty: &TokenStream) -> Self {
        Self {
            ty: quote!(impl Into<#ty>),
            value: quote!(#name.into()),
            how: How::Whole,
        }
    }
}

/// Is it a text that nothing shows? One with rules says so itself.
pub(super) fn is_secret(field: &Field) -> bool {
    field.secret && field.ty == Ty::String
}

impl Emitter<'_> {
    pub(super) fn type_ident(&self, id: TypeId) -> Ident {
        ident(&self.named.names.of_type(id).ident)
    }

    /// The Rust type of a place, models being named as they are from where `models` is a prefix.
    pub(super) fn ty(&self, ty: &Ty, models: &TokenStream) -> TokenStream {
        match ty {
            Ty::Any => quote!(rt::Json),
            Ty::Bool => quote!(bool),
            Ty::Integer(format) => ident(format.type_name()).into_token_stream(),
            Ty::Number => quote!(f64),
            Ty::String => quote!(String),
            Ty::Secret => quote!(rt::Secret),
            Ty::Formatted(format) => {
                let name = ident(format.type_name());
                quote!(rt::#name)
            }
            Ty::Binary => quote!(rt::File),
            Ty::Array(item) => {
                let item = self.ty(item, models);
                quote!(Vec<#item>)
            }
            Ty::Map(value) => {
                let value = self.ty(value, models);
                quote!(rt::Map<#value>)
            }
            Ty::Named(id) => {
                let name = self.type_ident(*id);
                quote!(#models #name)
            }
            Ty::Nullable(inner) => {
                let inner = self.ty(inner, models);
                quote!(Option<#inner>)
            }
            Ty::Hidden(inner) => {
                let inner = self.ty(inner, models);
                quote!(rt::Hidden<#inner>)
            }
        }
    }

    /// The type of the value of a record's field, box included.
    pub(super) fn value_ty(&self, field: &Field) -> TokenStream {
        if is_secret(field) {
            return quote!(rt::Secret);
        }
        let ty = self.ty(&field.ty, &TokenStream::new());
        if field.boxed {
            return quote!(Box<#ty>);
        }
        ty
    }

    /// How a value of a type is handed over: what people have at hand is taken where it leaves no doubt.
    pub(super) fn argument(&self, name: &Ident, ty: &Ty, models: &TokenStream) -> Argument {
        let each = |item: TokenStream| {
            Argument::of(How::Each, name, quote!(impl IntoIterator<Item = #item>))
        };
        match ty {
            Ty::Array(item) if **item == Ty::String => {
                let ty = quote!(impl IntoIterator<Item = impl Into<String>>);
                Argument::of(How::Texts, name, ty)
            }
            Ty::Array(item) => each(self.ty(item, models)),
            Ty::Map(value) => {
                let value = self.ty(value, models);
                each(quote!((String, #value)))
            }
            Ty::Named(id) => match &self.named.api.types[*id].kind {
                TypeKind::KeyedMap(KeyedMap { keys, value, rules }) if rules.is_empty() => {
                    let (keys, value) = (self.type_ident(*keys), self.type_ident(*value));
                    each(quote!((#models #keys, #models #value)))
                }
                TypeKind::Union(_) => Argument::into(name, &self.ty(ty, models)),
                _ => Argument::of(How::Whole, name, self.ty(ty, models)),
            },
            Ty::String | Ty::Secret | Ty::Formatted(_) | Ty::Binary | Ty::Hidden(_) => {
                Argument::into(name, &self.ty(ty, models))
            }
            Ty::Any | Ty::Bool | Ty::Integer(_) | Ty::Number | Ty::Nullable(_) => {
                Argument::of(How::Whole, name, self.ty(ty, models))
            }
        }
    }
}
