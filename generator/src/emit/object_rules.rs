//! Rules of objects as a whole: the rows of a table, and the items of a list in the docs.

use proc_macro2::{Literal, TokenStream};
use quote::quote;

use super::docs::code;
use super::tys::ident;
use super::{Emitter, conditions};
use crate::ir::{Demand, ObjectRules, Ty, TypeId, TypeKind};

impl Emitter<'_> {
    /// The rows of the rules that there are: a name and a value each.
    pub(super) fn object_rows(&self, type_name: &str, rules: &ObjectRules) -> Vec<TokenStream> {
        let ObjectRules {
            min_properties,
            max_properties,
            names,
            demands,
            conditions,
        } = rules;
        let count = |name: &str, count: Option<u64>| {
            let (name, count) = (ident(name), Literal::u64_unsuffixed(count?));
            Some(quote!(#name #count))
        };
        let names = names.as_ref().and_then(|names| self.name_rules(names));
        let demands: Vec<_> = demands.iter().map(demand).collect();
        let rows = [
            count("min_properties", *min_properties),
            count("max_properties", *max_properties),
            names.map(|names| quote!(names #names)),
            (!demands.is_empty()).then(|| quote!(demands &[#(#demands),*])),
            conditions::row(type_name, conditions),
        ];
        rows.into_iter().flatten().collect()
    }

    /// What the names of members are held against.
    fn name_rules(&self, names: &Ty) -> Option<TokenStream> {
        match names {
            Ty::Formatted(format) => {
                let (name, format) = (format.type_name(), ident(format.type_name()));
                Some(
                    quote!(rt::NameRules::Text(rt::StringRules::new(#name).format(rt::Format::#format))),
                )
            }
            Ty::Named(id) => {
                let name = self.type_ident(*id);
                match &self.named.api.types[*id].kind {
                    TypeKind::StringEnum(_) => {
                        Some(quote!(rt::NameRules::Listed(<#name as rt::StringEnum>::WIRE)))
                    }
                    TypeKind::Constrained(_) => {
                        Some(quote!(rt::NameRules::Text(<#name as rt::ConstrainedString>::RULES)))
                    }
                    _ => None,
                }
            }
            _ => None,
        }
    }

    /// The rules in words, an item of a list each.
    pub(super) fn object_docs(&self, rules: &ObjectRules) -> Vec<String> {
        let ObjectRules {
            min_properties,
            max_properties,
            names,
            demands,
            conditions,
        } = rules;
        let names = names.as_ref().map(|names| match names {
            Ty::Named(id) => format!("- members are called as [`{}`] says", self.type_ident(*id)),
            Ty::Formatted(format) => format!("- members are called by a {}", code(format.name())),
            _ => "- members are called by any string".to_owned(),
        });
        let count = super::types::count_docs(*min_properties, *max_properties, "member");
        count
            .into_iter()
            .chain(names)
            .chain(demands.iter().map(demand_docs))
            .chain(conditions::docs(conditions))
            .collect()
    }

    /// Is it a map whose rules are those of a table?
    pub(super) fn is_ruled_map(&self, id: TypeId) -> bool {
        match &self.named.api.types[id].kind {
            TypeKind::KeyedMap(map) => !map.rules.is_empty(),
            TypeKind::Constrained(it) => matches!(it.inner, Ty::Map(_)),
            _ => false,
        }
    }
}

fn demand(demand: &Demand) -> TokenStream {
    let sets = |sets: &[Vec<String>]| {
        let sets = sets.iter().map(|set| quote!(&[#(#set),*]));
        quote!(&[#(#sets),*])
    };
    match demand {
        Demand::Present(member) => quote!(rt::Demand::Present(#member)),
        Demand::Dependent { member, needs } => {
            quote!(rt::Demand::Dependent(#member, &[#(#needs),*]))
        }
        Demand::AnyOf(all) => {
            let sets = sets(all);
            quote!(rt::Demand::AnyOf(#sets))
        }
        Demand::OneOf(all) => {
            let sets = sets(all);
            quote!(rt::Demand::OneOf(#sets))
        }
        Demand::NotAll(members) => quote!(rt::Demand::NotAll(&[#(#members),*])),
    }
}

fn demand_docs(demand: &Demand) -> String {
    let list = |set: &[String]| {
        let names: Vec<_> = set.iter().map(|name| code(name)).collect();
        names.join(" and ")
    };
    let sets = |sets: &[Vec<String>]| {
        let sets: Vec<_> = sets.iter().map(|set| list(set)).collect();
        sets.join(", or ")
    };
    match demand {
        Demand::Present(member) => format!("- has {}", code(member)),
        Demand::Dependent { member, needs } => {
            format!("- has {} where it has {}", list(needs), code(member))
        }
        Demand::AnyOf(all) => format!("- has {}", sets(all)),
        Demand::OneOf(all) => format!("- has {}, and not two of these", sets(all)),
        Demand::NotAll(members) => format!("- has not {}", list(members)),
    }
}
