//! Types that are no records: enums, maps keyed by an enum, and values that keep rules.

use proc_macro2::{Literal, TokenStream};
use quote::quote;

use super::docs::{DocLines, code};
use super::records::deprecated;
use super::tys::ident;
use super::{Emitter, screaming};
use crate::ir::{
    Bound, Constrained, Docs, KeyedMap, Num, Rules, StringEnum, Ty, TypeDef, TypeId, TypeKind,
};
use crate::name::TypeNames;
use crate::pattern::Automaton;

impl Emitter<'_> {
    /// The items of a type.
    pub(super) fn type_items(&self, id: TypeId) -> Vec<TokenStream> {
        let def = &self.named.api.types[id];
        let names = self.named.names.of_type(id);
        match &def.kind {
            TypeKind::Record(record) => self.record(def, names, record),
            TypeKind::StringEnum(string_enum) => self.string_enum(def, names, string_enum),
            TypeKind::KeyedMap(map) => vec![self.keyed_map(def, names, map)],
            TypeKind::Constrained(constrained) => self.constrained(def, names, constrained),
        }
    }

    /// The texts of a type, its format, and every place that it comes from.
    pub(super) fn type_docs(&self, def: &TypeDef, fallback: &str) -> DocLines {
        let mut docs = DocLines::new(&def.docs, fallback);
        if let TypeKind::Constrained(constrained) = &def.kind {
            docs.raw(rules_docs(&constrained.rules));
        }
        if let Some(format) = &def.format {
            docs.paragraph(&format!("Format: {}.", code(format)));
        }
        let places: Vec<_> = def
            .origins
            .iter()
            .map(|origin| code(&origin.to_string()))
            .collect();
        docs.paragraph(&places.join(", "));
        docs
    }

    fn string_enum(
        &self,
        def: &TypeDef,
        names: &TypeNames,
        string_enum: &StringEnum,
    ) -> Vec<TokenStream> {
        let docs = self.type_docs(def, "One of a list of strings.").outer();
        let deprecated = deprecated(def.deprecated);
        let (name, unknown) = (ident(&names.ident), ident(&names.unknown));
        let variants: Vec<_> = names.members.iter().map(|member| ident(member)).collect();
        let variant_docs = string_enum.values.iter().map(|value| {
            let wire = code(&value.wire);
            let mut docs = DocLines::new(&value.docs, &wire);
            if value.docs != Docs::default() {
                docs.paragraph(&wire);
            }
            docs.outer()
        });
        let wires = string_enum.values.iter().map(|value| &value.wire);
        let indices = (0..variants.len()).map(Literal::usize_unsuffixed);
        let item = quote! {
            #docs
            #deprecated
            #[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
            #[non_exhaustive]
            pub enum #name {
                #(#variant_docs #variants,)*
                /// A value that the description does not list, as it was read.
                #unknown(rt::UnknownValue),
            }
        };
        let table = quote! {
            impl rt::StringEnum for #name {
                const WIRE: &'static [&'static str] = &[#(#wires),*];
                const KNOWN: &'static [Self] = &[#(Self::#variants),*];

                fn index(&self) -> Option<usize> {
                    match self {
                        #(Self::#variants => Some(#indices),)*
                        Self::#unknown(_) => None,
                    }
                }

                fn unknown(value: rt::UnknownValue) -> Self {
                    Self::#unknown(value)
                }

                fn unknown_value(&self) -> Option<&rt::UnknownValue> {
                    match self {
                        Self::#unknown(value) => Some(value),
                        _ => None,
                    }
                }
            }
        };
        vec![item, table, quote!(rt::string_enum!(#name);)]
    }

    fn keyed_map(&self, def: &TypeDef, names: &TypeNames, map: &KeyedMap) -> TokenStream {
        let (keys, value) = (self.type_ident(map.keys), self.type_ident(map.value));
        let mut docs = self.type_docs(def, "A map with a fixed set of keys.");
        docs.paragraph(&format!(
            "Keys are [`{keys}`], values [`{value}`]; iterates in the order of the description."
        ));
        let docs = docs.outer();
        let name = ident(&names.ident);
        let deprecated = deprecated(def.deprecated);
        quote!(#docs #deprecated pub type #name = rt::KeyedMap<#keys, #value>;)
    }

    fn constrained(
        &self,
        def: &TypeDef,
        names: &TypeNames,
        constrained: &Constrained,
    ) -> Vec<TokenStream> {
        let Constrained {
            inner,
            rules,
            secret: _,
        } = constrained;
        let docs = self.type_docs(def, "A value that keeps rules.").outer();
        let deprecated = deprecated(def.deprecated);
        let name = ident(&names.ident);
        let none = TokenStream::new();
        let inner_ty = match inner {
            Ty::String => quote!(rt::Text),
            other => self.ty(other, &none),
        };
        let derives = derives(inner);
        let newtype = quote!(#docs #deprecated #derives pub struct #name(#inner_ty););
        let label = &names.ident;
        let mut items = vec![newtype];
        match inner {
            Ty::String => {
                let automaton = rules
                    .pattern
                    .as_ref()
                    .and_then(|pattern| self.patterns.get(pattern));
                let table = ident(&format!("{}_PATTERN", screaming(label)));
                items.push(string_rules(label, rules, automaton.map(|_| &table)));
                items.push(quote!(rt::constrained_string!(#name);));
                if let (Some(automaton), Some(pattern)) = (automaton, &rules.pattern) {
                    items.push(pattern_table(&table, label, pattern, automaton));
                }
            }
            Ty::Integer(_) => {
                items.push(number_rules(label, rules, &inner_ty, true));
                items.push(quote!(rt::constrained_integer!(#name, #inner_ty);));
            }
            Ty::Array(item) => {
                let item = self.ty(item, &none);
                items.push(array_rules(label, rules, &item));
                items.push(quote!(rt::constrained_array!(#name, #item);));
            }
            _ => {
                items.push(number_rules(label, rules, &inner_ty, false));
                items.push(quote!(rt::constrained_number!(#name, #inner_ty);));
            }
        }
        items
    }
}

fn derives(inner: &Ty) -> TokenStream {
    match inner {
        Ty::String => quote!(#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]),
        Ty::Integer(_) => {
            quote!(#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)])
        }
        Ty::Array(_) => quote!(#[derive(Debug, Clone, PartialEq)]),
        _ => quote!(#[derive(Debug, Clone, Copy, PartialEq, PartialOrd)]),
    }
}

fn string_rules(label: &str, rules: &Rules, table: Option<&proc_macro2::Ident>) -> TokenStream {
    let name = ident(label);
    let min = rules.min_length.map(|n| call("min_length", n));
    let max = rules.max_length.map(|n| call("max_length", n));
    let pattern = table.map(|table| quote!(.pattern(&#table)));
    quote! {
        impl rt::ConstrainedString for #name {
            const RULES: rt::StringRules = rt::StringRules::new(#label)#min #max #pattern;

            fn from_text(text: rt::Text) -> Self {
                Self(text)
            }

            fn text(&self) -> &rt::Text {
                &self.0
            }
        }
    }
}

fn number_rules(label: &str, rules: &Rules, inner: &TokenStream, whole: bool) -> TokenStream {
    let name = ident(label);
    let bound = |plain: &str, exclusive: &str, bound: Option<Bound>| {
        let bound = bound?;
        let method = ident(if bound.exclusive { exclusive } else { plain });
        let value = number(bound.value, whole)?;
        Some(quote!(.#method(#value)))
    };
    let min = bound("minimum", "exclusive_minimum", rules.minimum);
    let max = bound("maximum", "exclusive_maximum", rules.maximum);
    let multiple = rules
        .multiple_of
        .and_then(|value| number(value, whole))
        .map(|value| quote!(.multiple_of(#value)));
    let (kind, table) = if whole {
        (quote!(ConstrainedInteger), quote!(IntegerRules))
    } else {
        (quote!(ConstrainedNumber), quote!(NumberRules))
    };
    quote! {
        impl rt::#kind for #name {
            type Inner = #inner;

            const RULES: rt::#table = rt::#table::new(#label)#min #max #multiple;

            fn from_inner(value: #inner) -> Self {
                Self(value)
            }

            fn inner(&self) -> #inner {
                self.0
            }
        }
    }
}

fn array_rules(label: &str, rules: &Rules, item: &TokenStream) -> TokenStream {
    let name = ident(label);
    let min = rules.min_items.map(|n| call("min_items", n));
    let max = rules.max_items.map(|n| call("max_items", n));
    let unique = rules.unique_items.then(|| quote!(.unique_items()));
    quote! {
        impl rt::ConstrainedArray for #name {
            type Item = #item;

            const RULES: rt::ArrayRules = rt::ArrayRules::new(#label)#min #max #unique;

            fn from_items(items: Vec<#item>) -> Self {
                Self(items)
            }

            fn items(&self) -> &Vec<#item> {
                &self.0
            }
        }
    }
}

fn call(method: &str, n: u64) -> TokenStream {
    let method = ident(method);
    let n = Literal::u64_unsuffixed(n);
    quote!(.#method(#n))
}

/// A number as a literal of the rules' own type. A bound of an integer that is not whole moves inwards in `lower`'s facets.
fn number(value: Num, whole: bool) -> Option<TokenStream> {
    let literal = |negative: bool, literal: Literal| {
        if negative {
            quote!(-#literal)
        } else {
            quote!(#literal)
        }
    };
    match (value, whole) {
        (Num::Int(value), true) => Some(literal(
            value < 0,
            Literal::u128_unsuffixed(value.unsigned_abs()),
        )),
        (Num::Real(_), true) => None,
        (value, false) => {
            let value = value.to_f64();
            value
                .is_finite()
                .then(|| literal(value < 0.0, Literal::f64_unsuffixed(value.abs())))
        }
    }
}

fn rules_docs(rules: &Rules) -> Vec<String> {
    let count =
        |min: Option<u64>, max: Option<u64>, what: &str| match (min.filter(|&min| min > 0), max) {
            (Some(min), Some(max)) if min == max => Some(format!("- exactly {min} {what}")),
            (Some(min), Some(max)) => Some(format!("- {min} to {max} {what}")),
            (Some(min), None) => Some(format!("- at least {min} {what}")),
            (None, Some(max)) => Some(format!("- at most {max} {what}")),
            (None, None) => None,
        };
    let bound = |plain: &str, exclusive: &str, bound: Option<Bound>| {
        bound.map(|bound| {
            format!(
                "- {} {}",
                if bound.exclusive { exclusive } else { plain },
                bound.value
            )
        })
    };
    [
        count(rules.min_length, rules.max_length, "characters"),
        rules
            .pattern
            .as_ref()
            .map(|pattern| format!("- matches {}", code(pattern))),
        bound("at least", "more than", rules.minimum),
        bound("at most", "less than", rules.maximum),
        rules
            .multiple_of
            .map(|value| format!("- a multiple of {value}")),
        count(rules.min_items, rules.max_items, "items"),
        rules.unique_items.then(|| "- no item twice".to_owned()),
    ]
    .into_iter()
    .flatten()
    .collect()
}

/// The automaton of a pattern as a static table.
fn pattern_table(
    table: &proc_macro2::Ident,
    label: &str,
    pattern: &str,
    automaton: &Automaton,
) -> TokenStream {
    let docs = format!(
        " The automaton of `{label}`'s pattern: classes of bytes, transitions by state and class, accepting states."
    );
    let classes = Literal::byte_string(&automaton.classes);
    let class_count = Literal::usize_unsuffixed(automaton.class_count);
    let transitions = automaton
        .transitions
        .iter()
        .map(|&state| Literal::u16_unsuffixed(state));
    let accepting = &automaton.accepting;
    let start = Literal::u16_unsuffixed(automaton.start);
    quote! {
        #[doc = #docs]
        static #table: rt::Pattern = rt::Pattern::new(
            #pattern,
            #classes,
            #class_count,
            &[#(#transitions),*],
            &[#(#accepting),*],
            #start,
        );
    }
}
