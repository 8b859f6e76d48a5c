//! Objects with named members: structs with setters, and the table that the codec reads.

use proc_macro2::{Ident, Literal, TokenStream};
use quote::quote;

use super::Emitter;
use super::docs::{DocLines, code};
use super::tys::{Argument, ident};
use crate::ir::{Additional, Docs, Field, Record, Ty, TypeDef};
use crate::name::TypeNames;
use crate::pointer::Pointer;

impl Emitter<'_> {
    pub(super) fn record(
        &self,
        def: &TypeDef,
        names: &TypeNames,
        record: &Record,
    ) -> Vec<TokenStream> {
        let members: Vec<Ident> = names.members.iter().map(|name| ident(name)).collect();
        vec![
            self.record_struct(def, names, record, &members),
            self.record_methods(names, record, &members),
            record_table(names, record, &members),
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
            let docs = self.field_docs(def, field).outer();
            let ty = self.field_ty(field);
            let deprecated = deprecated_of(field);
            quote!(#docs #deprecated pub #member: #ty)
        });
        let unknown_docs = unknown_docs(&record.additional).outer();
        let rest = match &record.additional {
            Additional::Closed | Additional::Open => quote!(rt::Members),
            Additional::Typed(ty) => {
                let ty = self.ty(ty, &TokenStream::new());
                quote!(rt::Map<#ty>)
            }
        };
        quote! {
            #docs
            #deprecated
            #[derive(Debug, Clone, PartialEq)]
            #[non_exhaustive]
            pub struct #name {
                #(#fields,)*
                #unknown_docs
                pub #unknown: #rest,
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
            pub fn #setter(mut self, #member: #ty) -> Self {
                self.#member = #value;
                self
            }
        }
    }

    /// The texts of a field, or the first paragraph of its type's.
    fn field_docs(&self, def: &TypeDef, field: &Field) -> DocLines {
        let mut docs = match (&field.ty, field.docs == Docs::default()) {
            (Ty::Named(id), true) => {
                DocLines::new(&self.named.api.types[*id].docs.opening(), &named(field))
            }
            _ => DocLines::new(&field.docs, &named(field)),
        };
        let format = field
            .format
            .as_ref()
            .map(|format| format!("Format: {}.", code(format)));
        let default = field
            .default
            .as_ref()
            .map(|default| format!("Default of the server: {}.", code(default)));
        let facts: Vec<_> = format.into_iter().chain(default).collect();
        docs.paragraph(&facts.join(" "));
        // The place of most follows from the place of the type.
        let origin = field.origin.to_string();
        let stands_inside = |place: &Pointer| {
            origin
                .strip_prefix(&place.to_string())
                .and_then(|rest| rest.strip_prefix("/properties/"))
                .is_some_and(|name| !name.contains('/'))
        };
        if !def.origins.iter().any(stands_inside) {
            docs.paragraph(&code(&origin));
        }
        docs
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

/// The table that the codec reads.
fn record_table(names: &TypeNames, record: &Record, members: &[Ident]) -> TokenStream {
    let (name, unknown) = (ident(&names.ident), ident(&names.unknown));
    let kind = ident(match record.additional {
        Additional::Closed => "closed",
        Additional::Open => "open",
        Additional::Typed(_) => "typed",
    });
    let default = (!record.fields.iter().any(|field| field.required)).then(|| ident("default"));
    let rows = record
        .fields
        .iter()
        .zip(members)
        .enumerate()
        .map(|(index, (field, member))| {
            let index = Literal::usize_unsuffixed(index);
            let wire = &field.wire;
            let need = ident(match (field.required, field.nullable) {
                (true, false) => "required",
                (true, true) => "required_nullable",
                (false, true) => "nullable",
                (false, false) => "optional",
            });
            quote!(#index #member #wire #need,)
        });
    quote!(rt::record! { #kind #name #default #unknown, #(#rows)* })
}

fn named(field: &Field) -> String {
    format!("The member {}.", code(&field.wire))
}

fn unknown_docs(additional: &Additional) -> DocLines {
    let text = match additional {
        Additional::Closed => {
            "Members that the description does not name, as they were read. There may be none in a request."
        }
        Additional::Open => "Members that the description does not name.",
        Additional::Typed(_) => {
            "Members that the description does not name. Those of another type than it gives them are kept raw."
        }
    };
    DocLines::new(&Docs::default(), text)
}

pub(super) fn deprecated(deprecated: bool) -> Option<TokenStream> {
    deprecated.then(|| quote!(#[deprecated = "the API's description says so"]))
}

fn deprecated_of(field: &Field) -> Option<TokenStream> {
    deprecated(field.deprecated)
}
