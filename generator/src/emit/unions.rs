//! Unions: an enum of the types, and the table that chooses among them.

use std::collections::HashMap;

use proc_macro2::{Ident, Literal, TokenStream};
use quote::quote;

use super::Emitter;
use super::docs::{DocLines, code};
use super::records::deprecated;
use super::tys::ident;
use crate::ir::{
    Docs, JsonKind, Label, OneWay, Ty, TypeId, TypeKind, Union, Variant, is_free, json_kinds,
    looseness,
};
use crate::name::TypeNames;

impl Emitter<'_> {
    pub(super) fn union(&self, id: TypeId, names: &TypeNames, union: &Union) -> Vec<TokenStream> {
        let def = &self.named.api.types[id];
        let docs = self.type_docs(def).outer();
        let deprecated = deprecated(def.deprecated);
        let (name, unknown) = (ident(&names.ident), ident(&names.unknown));
        let idents: Vec<Ident> = names.members.iter().map(|member| ident(member)).collect();
        let variants = union.variants.iter().zip(&idents).map(|(variant, ident)| {
            let docs = self.variant_docs(variant, union.tag.as_deref()).outer();
            let ty = self.ty(&variant.ty, &TokenStream::new());
            if variant.boxed {
                quote!(#docs #ident(Box<#ty>))
            } else {
                quote!(#docs #ident(#ty))
            }
        });
        let item = quote! {
            #docs
            #deprecated
            #[derive(Clone, PartialEq)]
            #[non_exhaustive]
            pub enum #name {
                #(#variants,)*
                /// A value of none of these types, as it was read.
                #unknown(rt::Json),
            }
        };
        let (rows, otherwise) = self.rows(id, union, &idents);
        let otherwise = otherwise.map(|index| quote!(else #index));
        let tag = union.tag.as_ref().map(|tag| quote!(by #tag #otherwise));
        vec![item, quote!(rt::union! { #name #unknown #tag, #(#rows)* })]
    }

    /// The texts of a variant, or the opening of its type's, and what selects it.
    fn variant_docs(&self, variant: &Variant, tag: Option<&str>) -> DocLines {
        let fallback = match &variant.label {
            Label::Kind(words) => format!("As {}.", code(words)),
            // The name says it.
            Label::Component(_) | Label::Tag(_) | Label::Member(_) => String::new(),
        };
        let mut docs = match (&variant.ty, variant.docs == Docs::default()) {
            (Ty::Named(id), true) => {
                DocLines::new(&self.named.api.types[*id].docs.opening(), &fallback)
            }
            _ => DocLines::new(&variant.docs, &fallback),
        };
        if let Some(tag) = tag
            && (variant.otherwise || !variant.tags.is_empty())
        {
            let values: Vec<_> = variant.tags.iter().map(|tag| code(tag)).collect();
            let is = (!values.is_empty()).then(|| format!("is {}", values.join(" or ")));
            let otherwise = variant
                .otherwise
                .then_some("selects no other variant, or is not there");
            let says: Vec<_> = is.iter().map(String::as_str).chain(otherwise).collect();
            docs.paragraph(&format!("Where {} {}.", code(tag), says.join(", ")));
        }
        let way = variant.one_way.map_or("", OneWay::sentence);
        docs.remark(way);
        docs
    }

    /// A row a variant, those first that say more of a value: `integer` before `number`, a list of strings before any string.
    ///
    /// With the index of the one that a value is without a known tag.
    fn rows(
        &self,
        id: TypeId,
        union: &Union,
        idents: &[Ident],
    ) -> (Vec<TokenStream>, Option<Literal>) {
        let types = &self.named.api.types;
        let sources = self.sources(id, union);
        let shared = shared(union);
        let mut rows: Vec<_> = union.variants.iter().zip(idents).zip(sources).collect();
        rows.sort_by_key(|((variant, _), _)| looseness(types, &variant.ty));
        let row = |(index, ((variant, ident), source)): (usize, ((&Variant, _), _))| {
            let index = Literal::usize_unsuffixed(index);
            let kinds = json_kinds(types, &variant.ty).into_iter().map(kind);
            let free = self.free(union, variant).map(|free| quote!(| #free));
            let secret = variant.secret.then(|| quote!(| secret));
            let facts = facts(variant, &shared);
            quote!(#index #ident #source #(#kinds)|* #free #secret #facts,)
        };
        let otherwise = rows.iter().position(|((variant, _), _)| variant.otherwise);
        let rows = rows.into_iter().enumerate().map(row).collect();
        (rows, otherwise.map(Literal::usize_unsuffixed))
    }

    /// What says of a variant of `anyOf` that it allows what the rules of another one beside it do not.
    fn free(&self, union: &Union, variant: &Variant) -> Option<Ident> {
        let types = &self.named.api.types;
        let is_list = |ty: &Ty| json_kinds(types, ty).contains(&JsonKind::Array);
        let is_object = |ty: &Ty| {
            let kinds = json_kinds(types, ty);
            kinds.contains(&JsonKind::Record) || kinds.contains(&JsonKind::Object)
        };
        let beside = |is: &dyn Fn(&Ty) -> bool| {
            let mut others = union.variants.iter();
            others.any(|other| other != variant && is(&other.ty))
        };
        if union.exclusive || union.tag.is_some() {
            return None;
        }
        let ty = &variant.ty;
        let is_beside = is_list(ty) && beside(&is_list) || is_object(ty) && beside(&is_object);
        (is_beside && is_free(types, ty)).then(|| ident("free"))
    }

    /// The type that each variant is made from, in parentheses: none for one that several have, or that says nothing.
    fn sources(&self, id: TypeId, union: &Union) -> Vec<Option<TokenStream>> {
        let resolved = |ty: &Ty| match ty {
            Ty::Named(named) => match &self.named.api.types[*named].kind {
                TypeKind::KeyedMap(map) => format!("{:?}", (map.keys, map.value)),
                _ => format!("{named:?}"),
            },
            ty => self.ty(ty, &TokenStream::new()).to_string(),
        };
        let mut counts: HashMap<String, usize> = HashMap::new();
        for variant in &union.variants {
            *counts.entry(resolved(&variant.ty)).or_default() += 1;
        }
        let source = |variant: &Variant| {
            let plain = !matches!(variant.ty, Ty::Any | Ty::Nullable(_));
            let distinct = counts.get(&resolved(&variant.ty)) == Some(&1);
            let ty = self.ty(&variant.ty, &TokenStream::new());
            (plain && distinct && variant.ty != Ty::Named(id)).then(|| quote!((#ty)))
        };
        union.variants.iter().map(source).collect()
    }
}

fn kind(kind: JsonKind) -> Ident {
    ident(match kind {
        JsonKind::Record => "record",
        JsonKind::Object => "object",
        JsonKind::Array => "array",
        JsonKind::String => "string",
        JsonKind::Number => "number",
        JsonKind::Boolean => "boolean",
        JsonKind::Null => "null",
        JsonKind::Any => "any",
    })
}

/// Members that every variant which requires any requires: they tell nothing apart.
fn shared(union: &Union) -> Vec<&str> {
    let mut all = union
        .variants
        .iter()
        .filter(|variant| !variant.required.is_empty());
    let Some(first) = all.next() else {
        return Vec::new();
    };
    let others: Vec<_> = all.collect();
    let everywhere = |name: &&str| {
        others
            .iter()
            .all(|variant| variant.required.iter().any(|it| it == name))
    };
    let names = first.required.iter().map(String::as_str);
    if others.is_empty() {
        Vec::new()
    } else {
        names.filter(everywhere).collect()
    }
}

/// What tells a variant from others of its kind. Its tags do, where it has some.
fn facts(variant: &Variant, shared: &[&str]) -> TokenStream {
    let Variant {
        tags,
        fixed,
        required,
        ..
    } = variant;
    if !tags.is_empty() {
        return quote!(tags [#(#tags),*]);
    }
    let fixed = fixed
        .iter()
        .map(|(member, values)| quote!((#member, &[#(#values),*])));
    let fixed = (fixed.len() > 0).then(|| quote!(fixed [#(#fixed),*]));
    let required: Vec<_> = required
        .iter()
        .filter(|name| !shared.contains(&name.as_str()))
        .collect();
    let required = (!required.is_empty()).then(|| quote!(required [#(#required),*]));
    quote!(#fixed #required)
}
