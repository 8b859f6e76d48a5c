//! Objects with named members: a table each.

use proc_macro2::{Ident, Literal, TokenStream};
use quote::quote;

use super::Emitter;
use super::docs::{DocLines, code};
use super::tys::{Argument, How, ident, is_secret};
use crate::ir::{Additional, Docs, Field, KeyedMap, OneWay, Record, Ty, TypeDef, TypeId, TypeKind};
use crate::name::TypeNames;
use crate::pointer::Pointer;

impl Emitter<'_> {
    pub(super) fn record(
        &self,
        def: &TypeDef,
        names: &TypeNames,
        record: &Record,
    ) -> Vec<TokenStream> {
        let docs = self.type_docs(def).outer();
        let deprecated = deprecated(def.deprecated);
        let (name, unknown) = (ident(&names.ident), ident(&names.unknown));
        let kind = match &record.additional {
            Additional::Closed => quote!(closed),
            Additional::Open => quote!(open),
            Additional::Typed(ty) => {
                let ty = self.ty(ty, &TokenStream::new());
                quote!(typed(#ty))
            }
        };
        let is_answer = is_answer(def);
        let rows = (0..).zip(&record.fields).map(|(index, field)| {
            let docs = self.field_docs(def, field).outer();
            let row = self.row(index, field, names, is_answer);
            quote!(#docs #row)
        });
        let required = record.fields.iter().zip(&names.members);
        let required = required.filter(|(field, _)| self.is_asked_for(field));
        let arguments = required.map(|(field, member)| self.required(field, &ident(member)));
        let received: Vec<_> = record
            .fields
            .iter()
            .filter(|field| field.one_way == Some(OneWay::Received))
            .map(|field| &field.wire)
            .collect();
        let received = (!received.is_empty()).then(|| quote!(received [#(#received),*],));
        let hidden: Vec<_> = record
            .fields
            .iter()
            .filter(|field| self.is_hidden(field))
            .map(|field| &field.wire)
            .collect();
        let hidden = (!hidden.is_empty()).then(|| quote!(hides [#(#hidden),*],));
        let way = is_answer.then(|| quote!(answer));
        let keeps = self.object_rows(&names.ident, &record.rules);
        let keeps = (!keeps.is_empty()).then(|| quote!(keeps [#(#keeps),*],));
        let conditions = self.condition_tables(&names.ident, &record.rules.conditions);
        let record = quote! {
            rt::record! {
                #docs
                #deprecated
                pub struct #name #way #kind #unknown,
                new(#(#arguments),*),
                #received
                #keeps
                #hidden
                #(#rows)*
            }
        };
        std::iter::once(record).chain(conditions).collect()
    }

    /// Does `new` ask for it? What can only be one value is that from the start.
    pub(super) fn is_asked_for(&self, field: &Field) -> bool {
        let is_one_value = || match field.ty {
            Ty::Named(id) => self.named.api.types[id].kind.is_one_value(),
            _ => false,
        };
        field.required && (field.nullable || !is_one_value())
    }

    /// Is it a secret that its type does not know to be one?
    fn is_hidden(&self, field: &Field) -> bool {
        field.secret && !is_secret(field) && !self.named.api.knows_secret(&field.ty)
    }

    /// The line of a field.
    fn row(&self, index: usize, field: &Field, names: &TypeNames, is_answer: bool) -> TokenStream {
        let deprecated = deprecated(field.deprecated);
        let at = Literal::usize_unsuffixed(index);
        let member = names.members.get(index);
        let setter = names.setters.get(index).filter(|_| !is_answer);
        let setter = setter.filter(|setter| Some(*setter) != member);
        let setter = setter.map(|setter| {
            let setter = ident(setter);
            quote!(as #setter)
        });
        let member = member.map(|member| ident(member));
        let wire = &field.wire;
        let need = ident(match (field.required, field.nullable) {
            (true, false) => "required",
            (true, true) => "required_nullable",
            (false, true) => "nullable",
            (false, false) => "optional",
        });
        let ty = self.value_ty(field);
        let given = self.given(field).filter(|_| !is_answer);
        quote!(#deprecated #at #member #wire #need(#ty) #given #setter,)
    }

    /// What a setter takes, where it is not the value as it is.
    fn given(&self, field: &Field) -> Option<TokenStream> {
        if field.required || field.nullable {
            return None;
        }
        let none = TokenStream::new();
        match &field.ty {
            _ if field.boxed => Some(quote!([into])),
            Ty::String | Ty::Secret | Ty::Formatted(_) | Ty::Binary | Ty::Hidden(_) => {
                Some(quote!([into]))
            }
            Ty::Array(item) if **item == Ty::String => Some(quote!([texts])),
            Ty::Array(item) => {
                let item = self.ty(item, &none);
                Some(quote!([each #item]))
            }
            Ty::Map(value) => {
                let value = self.ty(value, &none);
                Some(quote!([each (String, #value)]))
            }
            Ty::Named(id) => match &self.named.api.types[*id].kind {
                TypeKind::KeyedMap(KeyedMap { keys, value, rules }) if rules.is_empty() => {
                    let (keys, value) = (self.type_ident(*keys), self.type_ident(*value));
                    Some(quote!([each (#keys, #value)]))
                }
                TypeKind::Union(_) => Some(quote!([into])),
                _ => None,
            },
            Ty::Any | Ty::Bool | Ty::Integer(_) | Ty::Number | Ty::Nullable(_) => None,
        }
    }

    /// The types that a record's table names beyond those of its fields: `new` and setters take the entries of a map by its
    /// keys and values.
    pub(super) fn entry_types(&self, def: &TypeDef) -> Vec<TypeId> {
        let TypeKind::Record(record) = &def.kind else {
            return Vec::new();
        };
        let takes = |field: &&Field| field.required || !is_answer(def);
        let fields = record.fields.iter().filter(takes);
        let maps = fields.filter_map(|field| match field.ty {
            Ty::Named(id) if !field.nullable && !field.boxed => {
                match &self.named.api.types[id].kind {
                    TypeKind::KeyedMap(map) if map.rules.is_empty() => Some([map.keys, map.value]),
                    _ => None,
                }
            }
            _ => None,
        });
        maps.flatten().collect()
    }

    /// What `new` takes for a field.
    fn required(&self, field: &Field, member: &Ident) -> TokenStream {
        let none = TokenStream::new();
        let ty = self.ty(&field.ty, &none);
        if field.nullable {
            let ty = self.value_ty(field);
            return quote!(#member: Option<#ty>);
        }
        if field.boxed {
            return quote!(#member: #ty);
        }
        if is_secret(field) {
            return quote!(#member: impl Into<rt::Secret>);
        }
        let Argument { ty, how, .. } = self.argument(member, &field.ty, &none);
        let how = match how {
            How::Whole => None,
            How::Each => Some(quote!(=> each)),
            How::Texts => Some(quote!(=> texts)),
        };
        quote!(#member: #ty #how)
    }

    /// The texts of a field, or the first paragraph of its type's.
    fn field_docs(&self, def: &TypeDef, field: &Field) -> DocLines {
        let mut docs = match (&field.ty, field.docs == Docs::default()) {
            (Ty::Named(id), true) => DocLines::new(&self.named.api.types[*id].docs.opening(), ""),
            _ => DocLines::new(&field.docs, ""),
        };
        let format = field
            .format
            .as_ref()
            .map(|format| format!("Format: {}.", code(format)));
        let default = field
            .default
            .as_ref()
            .map(|default| format!("Default of the server: {}.", code(default)));
        let one_way = field.one_way.map(|way| way.sentence().to_owned());
        let facts: Vec<_> = format.into_iter().chain(default).chain(one_way).collect();
        docs.remark(&facts.join(" "));
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
}

/// A value that only responses carry is never made by a program, so it needs no setters.
fn is_answer(def: &TypeDef) -> bool {
    def.directions.response && !def.directions.request
}

pub(super) fn deprecated(deprecated: bool) -> Option<TokenStream> {
    deprecated.then(|| quote!(#[deprecated = "the API's description says so"]))
}
