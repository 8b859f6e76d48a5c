//! Conditions: the static tables that a type's rules name, a table a component that they refer to.

use std::collections::BTreeMap;

use proc_macro2::{Ident, Literal, TokenStream};
use quote::quote;

use super::patterns::{engine, pattern_table};
use super::tys::ident;
use super::{Emitter, screaming};
use crate::ir::{Condition, Conditions, Limit};

/// The row of a type's rules that names its conditions.
pub(super) fn row(type_name: &str, conditions: &Conditions) -> Option<TokenStream> {
    let table = table(type_name);
    (!conditions.is_empty()).then(|| quote!(conditions &#table))
}

fn table(type_name: &str) -> Ident {
    ident(&format!("{}_CONDITIONS", screaming(type_name)))
}

/// The conditions in words, an item of a list each.
pub(super) fn docs(conditions: &Conditions) -> Vec<String> {
    conditions.all.iter().map(super::asked::item).collect()
}

/// The tables of one type, and what they are called.
struct Tables<'t> {
    /// The components' tables.
    schemas: BTreeMap<&'t str, Ident>,
    /// The patterns' tables, and whether an engine is in it.
    patterns: BTreeMap<&'t str, (Ident, bool)>,
}

impl Emitter<'_> {
    /// The tables of a type's conditions.
    pub(super) fn condition_tables(
        &self,
        type_name: &str,
        conditions: &Conditions,
    ) -> Vec<TokenStream> {
        if conditions.is_empty() {
            return Vec::new();
        }
        let table = table(type_name);
        let mut items = Vec::new();
        let mut tables = Tables {
            schemas: BTreeMap::new(),
            patterns: BTreeMap::new(),
        };
        for (number, name) in (1..).zip(conditions.schemas.keys()) {
            let known = ident(&format!("{table}_{number}"));
            tables.schemas.insert(name, known);
        }
        for pattern in conditions.patterns() {
            let name = ident(&format!("{table}_PATTERN_{}", tables.patterns.len() + 1));
            if tables.patterns.contains_key(pattern) {
                continue;
            }
            if let Some(automaton) = self.patterns.get(pattern) {
                items.push(pattern_table(&name, type_name, pattern, automaton));
                tables.patterns.insert(pattern, (name, false));
            } else if let Some(flavour) = self.patterns.backtracks(pattern) {
                items.push(engine(&name, type_name, pattern, flavour));
                tables.patterns.insert(pattern, (name, true));
            }
        }
        let docs = format!(" What `{type_name}` is asked beside what its type says.");
        let all = tables.all(&conditions.all);
        let mut all_tables = vec![quote! {
            #[doc = #docs]
            static #table: rt::Conditions = rt::Conditions::new(#all);
        }];
        for (name, asked) in &conditions.schemas {
            let table = tables.schemas.get(name.as_str());
            let docs = format!(" The schema {} there.", super::docs::code(name));
            let asked = tables.all(asked);
            all_tables.push(quote! {
                #[doc = #docs]
                static #table: rt::Conditions = rt::Conditions::new(#asked);
            });
        }
        all_tables.extend(items);
        all_tables
    }
}

impl Tables<'_> {
    fn all(&self, all: &[Condition]) -> TokenStream {
        let all = all.iter().map(|condition| self.condition(condition));
        quote!(&[#(#all),*])
    }

    fn each(&self, all: &[Vec<Condition>]) -> TokenStream {
        let all = all.iter().map(|asked| self.all(asked));
        quote!(&[#(#all),*])
    }

    fn named(&self, pairs: &[(String, Vec<Condition>)]) -> TokenStream {
        let pairs = pairs.iter().map(|(name, asked)| {
            let asked = self.all(asked);
            quote!((#name, #asked))
        });
        quote!(&[#(#pairs),*])
    }

    fn condition(&self, condition: &Condition) -> TokenStream {
        let count = |name: &str, count: u64| {
            let (name, count) = (ident(name), Literal::u64_unsuffixed(count));
            quote!(rt::Condition::#name(#count))
        };
        match condition {
            Condition::Type(names) => quote!(rt::Condition::Type(&[#(#names),*])),
            Condition::Listed(values) => quote!(rt::Condition::Enum(&[#(#values),*])),
            Condition::MinLength(least) => count("MinLength", *least),
            Condition::MaxLength(most) => count("MaxLength", *most),
            Condition::MinItems(least) => count("MinItems", *least),
            Condition::MaxItems(most) => count("MaxItems", *most),
            Condition::MinProperties(least) => count("MinProperties", *least),
            Condition::MaxProperties(most) => count("MaxProperties", *most),
            Condition::Pattern(pattern) => self.pattern(pattern),
            Condition::Format(format) => {
                let format = ident(format.type_name());
                quote!(rt::Condition::Format(rt::Format::#format))
            }
            Condition::Least(limit) => bound("Minimum", limit),
            Condition::Most(limit) => bound("Maximum", limit),
            Condition::MultipleOf(digits) => quote!(rt::Condition::MultipleOf(#digits)),
            Condition::UniqueItems => quote!(rt::Condition::UniqueItems),
            Condition::Required(names) => quote!(rt::Condition::Required(&[#(#names),*])),
            Condition::Schema(name) => {
                let table = self.schemas.get(name.as_str());
                quote!(rt::Condition::Schema(&#table))
            }
            _ => self.composed(condition),
        }
    }

    fn composed(&self, condition: &Condition) -> TokenStream {
        match condition {
            Condition::Items { listed, others } => {
                let (listed, others) = (self.each(listed), self.all(others));
                quote!(rt::Condition::Items { listed: #listed, others: #others })
            }
            Condition::Contains { item, least, most } => {
                let item = self.all(item);
                let least = Literal::u64_unsuffixed(*least);
                let most = most.map(Literal::u64_unsuffixed);
                let most = most.map_or_else(|| quote!(usize::MAX), |most| quote!(#most));
                quote!(rt::Condition::Contains { item: #item, least: #least, most: #most })
            }
            Condition::Members {
                named,
                called,
                others,
            } if called.is_empty() && others.is_empty() => {
                let named = self.named(named);
                quote!(rt::Condition::Properties(#named))
            }
            Condition::Members {
                named,
                called,
                others,
            } => {
                let (named, others) = (self.named(named), self.all(others));
                let called = called.iter().map(|(pattern, asked)| {
                    let (pattern, asked) = (self.pattern(pattern), self.all(asked));
                    quote!((&[#pattern], #asked))
                });
                quote!(rt::Condition::Members { named: #named, called: &[#(#called),*], others: #others })
            }
            Condition::Names(asked) => {
                let asked = self.all(asked);
                quote!(rt::Condition::Names(#asked))
            }
            Condition::Dependent(pairs) => {
                let pairs = self.named(pairs);
                quote!(rt::Condition::Dependent(#pairs))
            }
            Condition::AnyOf(all) => {
                let all = self.each(all);
                quote!(rt::Condition::AnyOf(#all))
            }
            Condition::OneOf(all) => {
                let all = self.each(all);
                quote!(rt::Condition::OneOf(#all))
            }
            Condition::If {
                test,
                then,
                otherwise,
            } => {
                let (test, then) = (self.all(test), self.all(then));
                let otherwise = self.all(otherwise);
                quote!(rt::Condition::If { test: #test, then: #then, otherwise: #otherwise })
            }
            Condition::Not(asked) => {
                let asked = self.all(asked);
                quote!(rt::Condition::Not(#asked))
            }
            // All others are plain.
            _ => quote!(rt::Condition::Not(&[])),
        }
    }

    /// What a text is held against; a pattern without a table is found in none.
    fn pattern(&self, pattern: &str) -> TokenStream {
        match self.patterns.get(pattern) {
            Some((table, false)) => quote!(rt::Condition::Pattern(&#table)),
            Some((table, true)) => quote!(rt::Condition::Backtracking(&#table)),
            None => quote!(rt::Condition::Not(&[rt::Condition::Type(&["string"])])),
        }
    }
}

fn bound(name: &str, limit: &Limit) -> TokenStream {
    let digits = &limit.digits;
    let name = match limit.exclusive {
        true => ident(&format!("Exclusive{name}")),
        false => ident(name),
    };
    quote!(rt::Condition::#name(#digits))
}
