//! Objects with named members: structs with setters, and the table that the codec reads.

use proc_macro2::{Ident, TokenStream};
use quote::quote;

use super::Emitter;
use super::docs::{DocLines, code};
use super::tys::{Argument, ident};
use crate::ir::{Additional, Docs, Field, Record, TypeDef};
use crate::name::TypeNames;

impl Emitter<'_> {
    pub(super) fn record(
        &self,
        def: &TypeDef,
        names: &TypeNames,
        record: &Record,
    ) -> Vec<TokenStream> {
        let members: Vec<Ident> = names.members.iter().map(|name| ident(name)).collect();
        let has_required = record.fields.iter().any(|field| field.required);
        let name = ident(&names.ident);
        let finish = if has_required {
            quote!(rt::record!(#name);)
        } else {
            quote!(rt::record!(#name, default);)
        };
        vec![
            self.record_struct(def, names, record, &members),
            self.record_methods(names, record, &members),
            record_table(names, record, &members),
            blank(names, &members),
            finish,
        ]
    }

    fn record_struct(
        &self,
        def: &TypeDef,
        names: &TypeNames,
        record: &Record,
        members: &[Ident],
    ) -> TokenStream {
        let docs = self.type_docs(def, "An object.").outer();
        let deprecated = deprecated(def.deprecated);
        let (name, unknown) = (ident(&names.ident), ident(&names.unknown));
        let fields = record.fields.iter().zip(members).map(|(field, member)| {
            let docs = field_docs(field).outer();
            let ty = self.field_ty(field);
            let deprecated = deprecated_of(field);
            quote!(#docs #deprecated pub #member: #ty)
        });
        let unknown_docs = unknown_docs(&record.additional).outer();
        quote! {
            #docs
            #deprecated
            #[derive(Debug, Clone, PartialEq)]
            #[non_exhaustive]
            pub struct #name {
                #(#fields,)*
                #unknown_docs
                pub #unknown: rt::Members,
            }
        }
    }

    fn record_methods(&self, names: &TypeNames, record: &Record, members: &[Ident]) -> TokenStream {
        let name = ident(&names.ident);
        let none = TokenStream::new();
        let required: Vec<_> = record
            .fields
            .iter()
            .zip(members)
            .filter(|(field, _)| field.required)
            .collect();
        let arguments = required.iter().map(|(field, member)| {
            let Argument { ty, .. } = self.field_argument(field, member, &none);
            quote!(#member: #ty)
        });
        let values = required.iter().map(|(field, member)| {
            let Argument { value, .. } = self.field_argument(field, member, &none);
            if value.to_string() == member.to_string() {
                quote!(#member)
            } else {
                quote!(#member: #value)
            }
        });
        let body = if required.is_empty() {
            quote!(rt::Value::blank())
        } else {
            quote!(Self { #(#values,)* ..rt::Value::blank() })
        };
        let setters = record
            .fields
            .iter()
            .zip(members)
            .zip(&names.setters)
            .filter(|((field, _), _)| !field.required);
        let setters =
            setters.map(|((field, member), setter)| self.setter(field, member, &ident(setter)));
        let docs = if required.is_empty() {
            " With no member set."
        } else {
            " With the members that must be there."
        };
        quote! {
            impl #name {
                #[doc = #docs]
                #[must_use]
                pub fn new(#(#arguments),*) -> Self {
                    #body
                }

                #(#setters)*
            }
        }
    }

    fn setter(&self, field: &Field, member: &Ident, setter: &Ident) -> TokenStream {
        let Argument { ty, value } = self.field_argument(field, member, &TokenStream::new());
        let value = if field.nullable {
            value
        } else {
            quote!(Some(#value))
        };
        let docs = format!(" Sets {}.", code(&field.wire));
        let deprecated = deprecated_of(field);
        quote! {
            #[doc = #docs]
            #deprecated
            #[must_use]
            pub fn #setter(mut self, #member: #ty) -> Self {
                self.#member = #value;
                self
            }
        }
    }

    /// How the value of a field is handed over, box and null included.
    fn field_argument(&self, field: &Field, member: &Ident, models: &TokenStream) -> Argument {
        if field.nullable {
            let ty = self.field_ty(field);
            return if field.required {
                Argument {
                    ty,
                    value: quote!(#member),
                }
            } else {
                Argument {
                    ty: quote!(impl Into<#ty>),
                    value: quote!(#member.into()),
                }
            };
        }
        let Argument { ty, value } = self.argument(member, &field.ty, models);
        Argument {
            ty,
            value: if field.boxed {
                quote!(Box::new(#value))
            } else {
                value
            },
        }
    }
}

fn record_table(names: &TypeNames, record: &Record, members: &[Ident]) -> TokenStream {
    let (name, unknown) = (ident(&names.ident), ident(&names.unknown));
    let kind = if record.additional == Additional::Closed {
        quote!(closed)
    } else {
        quote!(open)
    };
    let specs = record.fields.iter().map(|field| {
        let wire = &field.wire;
        match (field.required, field.nullable) {
            (true, false) => quote!(rt::required(#wire)),
            (true, true) => quote!(rt::required_nullable(#wire)),
            (false, true) => quote!(rt::nullable(#wire)),
            (false, false) => quote!(rt::optional(#wire)),
        }
    });
    let slots = arms(members, &quote!(&mut));
    let peeks = arms(members, &quote!(&));
    let places = (!members.is_empty()).then(|| {
        quote! {
            fn slot(&mut self, index: usize) -> &mut dyn rt::Slot {
                match index { #slots }
            }

            fn peek(&self, index: usize) -> &dyn rt::Peek {
                match index { #peeks }
            }
        }
    });
    quote! {
        impl rt::Record for #name {
            fn shape(&self) -> &'static rt::Shape {
                static FIELDS: &[rt::FieldSpec] = &[#(#specs),*];
                static SHAPE: rt::Shape = rt::Shape::#kind(FIELDS);
                &SHAPE
            }

            #places

            fn unknown(&self) -> &rt::Members {
                &self.#unknown
            }

            fn unknown_mut(&mut self) -> &mut rt::Members {
                &mut self.#unknown
            }
        }
    }
}

/// An arm a field; the last one takes the indices that the codec never asks for.
fn arms(members: &[Ident], borrow: &TokenStream) -> TokenStream {
    let Some((last, rest)) = members.split_last() else {
        return TokenStream::new();
    };
    let indices = (0..rest.len()).map(proc_macro2::Literal::usize_unsuffixed);
    quote!(#(#indices => #borrow self.#rest,)* _ => #borrow self.#last)
}

fn blank(names: &TypeNames, members: &[Ident]) -> TokenStream {
    let (name, unknown) = (ident(&names.ident), ident(&names.unknown));
    quote! {
        impl rt::Value for #name {
            fn blank() -> Self {
                Self { #(#members: rt::Value::blank(),)* #unknown: rt::Members::new() }
            }
        }
    }
}

fn field_docs(field: &Field) -> DocLines {
    let mut docs = DocLines::new(&field.docs, &format!("The member {}.", code(&field.wire)));
    if let Some(format) = &field.format {
        docs.paragraph(&format!("Format: {}.", code(format)));
    }
    if let Some(default) = &field.default {
        docs.paragraph(&format!("Default of the server: {}.", code(default)));
    }
    docs.paragraph(&code(&field.origin.to_string()));
    docs
}

fn unknown_docs(additional: &Additional) -> DocLines {
    let text = match additional {
        Additional::Closed => {
            "Members that the description does not name, as they were read. There may be none in a request."
        }
        Additional::Open | Additional::Typed(_) => "Members that the description does not name.",
    };
    DocLines::new(&Docs::default(), text)
}

pub(super) fn deprecated(deprecated: bool) -> Option<TokenStream> {
    deprecated.then(|| quote!(#[deprecated = "the API's description says so"]))
}

fn deprecated_of(field: &Field) -> Option<TokenStream> {
    deprecated(field.deprecated)
}
