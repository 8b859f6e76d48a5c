//! Types that are no records: enums, maps keyed by an enum, and values that keep rules.

use std::iter;

use proc_macro2::{Literal, TokenStream};
use quote::quote;

use super::docs::{DocLines, code};
use super::patterns::{engine, pattern_table};
use super::records::deprecated;
use super::tys::ident;
use super::{Emitter, conditions, screaming};
use crate::decimal::short;
use crate::ir::{
    Bound, Constrained, EnumValue, HintBase, KeyedMap, Num, Role, Rules, StringEnum, Ty, TypeDef,
    TypeId, TypeKind,
};
use crate::name::TypeNames;

impl Emitter<'_> {
    /// The items of a type.
    pub(super) fn type_items(&self, id: TypeId) -> Vec<TokenStream> {
        let def = &self.named.api.types[id];
        let names = self.named.names.of_type(id);
        match &def.kind {
            TypeKind::Record(record) => self.record(def, names, record),
            TypeKind::StringEnum(string_enum) => match def.kind.constant() {
                Some(value) => vec![self.constant(def, names, value, string_enum.secret)],
                None => self.string_enum(def, names, string_enum),
            },
            TypeKind::KeyedMap(map) => self.keyed_map(def, names, map),
            TypeKind::Constrained(constrained) => self.constrained(def, names, constrained),
            TypeKind::LiteralEnum(literals) => self.literal_enum(def, names, literals),
            TypeKind::Union(union) => self.union(id, names, union),
        }
    }

    /// The texts of a type, its format, and every place that it comes from.
    pub(super) fn type_docs(&self, def: &TypeDef) -> DocLines {
        let mut docs = DocLines::new(&def.docs, &standing(def).unwrap_or_default());
        if let Some(value) = def.kind.constant() {
            if value.docs != def.docs {
                docs.append(&mut DocLines::new(&value.docs, ""));
            }
            docs.remark(&format!("Always {}.", code(&value.wire)));
        }
        if let TypeKind::Constrained(constrained) = &def.kind {
            let mut rules = rules_docs(&constrained.rules, self.pattern_docs(&constrained.rules));
            rules.extend(self.object_docs(&constrained.rules.object));
            rules.extend(conditions::docs(&constrained.rules.conditions));
            if let Ty::Formatted(format) = constrained.inner {
                rules.push(format!("- of format {}", code(format.name())));
            }
            docs.raw(rules);
        }
        match &def.kind {
            TypeKind::Record(record) => docs.raw(self.object_docs(&record.rules)),
            TypeKind::KeyedMap(map) => docs.raw(self.object_docs(&map.rules)),
            _ => {}
        }
        if let Some(format) = &def.format {
            docs.paragraph(&format!("Format: {}.", code(format)));
        }
        if let Some(first) = def.origins.first() {
            // All of them stand in the lock of names.
            let more = match def.origins.len() {
                0 | 1 => String::new(),
                2 => " and one more place".to_owned(),
                n => format!(" and {} more places", n - 1),
            };
            docs.paragraph(&format!("{}{more}", code(&first.to_string())));
        }
        docs
    }

    fn string_enum(
        &self,
        def: &TypeDef,
        names: &TypeNames,
        string_enum: &StringEnum,
    ) -> Vec<TokenStream> {
        let docs = self.type_docs(def).outer();
        let deprecated = deprecated(def.deprecated);
        let (name, unknown) = (ident(&names.ident), ident(&names.unknown));
        let rows = string_enum.values.iter().zip(&names.members).enumerate();
        let rows = rows.map(|(index, (value, variant))| {
            let index = Literal::usize_unsuffixed(index);
            let (variant, wire) = (ident(variant), &value.wire);
            // Its string is in its docs by the table.
            let docs = DocLines::new(&value.docs, "").outer();
            let deprecated = super::records::deprecated(value.deprecated);
            quote!(#docs #deprecated #index #variant #wire,)
        });
        let open = string_enum.open.then(|| quote!(open));
        let hidden = string_enum.secret.then(|| quote!(secret));
        vec![quote! {
            rt::string_enum! {
                #docs
                #deprecated
                pub enum #name #open #hidden #unknown,
                #(#rows)*
            }
        }]
    }

    /// A string that can only be one.
    fn constant(
        &self,
        def: &TypeDef,
        names: &TypeNames,
        value: &EnumValue,
        secret: bool,
    ) -> TokenStream {
        let docs = self.type_docs(def).outer();
        let deprecated = deprecated(def.deprecated);
        let (name, wire) = (ident(&names.ident), &value.wire);
        let hidden = secret.then(|| quote!(secret));
        quote! {
            rt::constant! {
                #docs
                #deprecated
                pub type #name #hidden = #wire
            }
        }
    }

    fn keyed_map(&self, def: &TypeDef, names: &TypeNames, map: &KeyedMap) -> Vec<TokenStream> {
        let (keys, value) = (self.type_ident(map.keys), self.type_ident(map.value));
        let mut docs = self.type_docs(def);
        docs.paragraph(&format!(
            "Keys are [`{keys}`], values [`{value}`]; iterates in the order of the description."
        ));
        let docs = docs.outer();
        let name = ident(&names.ident);
        let deprecated = deprecated(def.deprecated);
        let map_ty = quote!(rt::KeyedMap<#keys, #value>);
        let rows = self.object_rows(&names.ident, &map.rules);
        if rows.is_empty() {
            return vec![quote!(#docs #deprecated pub type #name = #map_ty;)];
        }
        let map_of_rules =
            quote!(rt::constrained_map! { #docs #deprecated pub type #name = #map_ty, #(#rows,)* });
        let conditions = self.condition_tables(&names.ident, &map.rules.conditions);
        iter::once(map_of_rules).chain(conditions).collect()
    }

    /// The pattern in words, and how it is checked where that is not by a table.
    fn pattern_docs(&self, rules: &Rules) -> Option<String> {
        let pattern = rules.pattern.as_ref()?;
        let how = if self.patterns.backtracks(pattern).is_some() {
            " (checked at run time alone, by an engine that backtracks: a long text may take long)"
        } else if self.patterns.get(pattern).is_none() {
            " (not checked)"
        } else {
            ""
        };
        Some(format!("- matches {}{how}", code(pattern)))
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
            secret,
        } = constrained;
        let docs = self.type_docs(def).outer();
        let deprecated = deprecated(def.deprecated);
        let name = ident(&names.ident);
        let none = TokenStream::new();
        let rows = rules_rows(rules, *inner == Ty::Number);
        let asked = conditions::row(&names.ident, &rules.conditions).map(|row| quote!(#row,));
        let tables = self.condition_tables(&names.ident, &rules.conditions);
        if inner.is_string() {
            let automaton = rules
                .pattern
                .as_ref()
                .and_then(|pattern| Some((pattern, self.patterns.get(pattern)?)));
            let table = ident(&format!("{}_PATTERN", screaming(&names.ident)));
            let row = automaton.map(|_| quote!(pattern &#table,));
            let backtracks = rules
                .pattern
                .as_ref()
                .and_then(|pattern| Some((pattern, self.patterns.backtracks(pattern)?)));
            let other = backtracks.map(|_| quote!(backtracking &#table,));
            let format = format_row(inner);
            let hidden = secret.then(|| quote!(secret));
            let string = quote! {
                rt::constrained_string! {
                    #docs #deprecated pub type #name #hidden, #rows #row #other #format #asked
                }
            };
            let engine =
                backtracks.map(|(pattern, flavour)| engine(&table, &names.ident, pattern, flavour));
            let table = automaton.map(|(pattern, automaton)| {
                pattern_table(&table, &names.ident, pattern, automaton)
            });
            let tables = table.into_iter().chain(engine).chain(tables);
            return iter::once(string).chain(tables).collect();
        }
        if let Ty::Array(item) = inner {
            let item = self.ty(item, &none);
            let list = quote! {
                rt::constrained_array! { #docs #deprecated pub type #name #item, #rows #asked }
            };
            return iter::once(list).chain(tables).collect();
        }
        let inner_ty = self.ty(inner, &none);
        if let Ty::Map(_) = inner {
            let rows = self.object_rows(&names.ident, &rules.object);
            let map = quote! {
                rt::constrained_map! { #docs #deprecated pub type #name = #inner_ty, #(#rows,)* }
            };
            let conditions = self.condition_tables(&names.ident, &rules.object.conditions);
            return iter::once(map).chain(conditions).collect();
        }
        let derives = derives(inner, *secret);
        let hidden = secret.then(|| quote!(secret));
        let newtype = quote!(#docs #deprecated #derives pub struct #name(#inner_ty););
        let table = if matches!(inner, Ty::Integer(_)) {
            quote!(rt::constrained_integer! { #hidden #name #inner_ty, #rows #asked })
        } else {
            quote!(rt::constrained_number! { #hidden #name #inner_ty, #rows #asked })
        };
        [newtype, table].into_iter().chain(tables).collect()
    }
}

/// What a type is by where it stands, when no text says more.
fn standing(def: &TypeDef) -> Option<String> {
    let hint = &def.hint;
    let (HintBase::Component(base) | HintBase::Operation(base)) = &hint.base;
    let (last, rest) = hint.path.split_last()?;
    let is_shared = matches!(hint.base, HintBase::Component(_)) && rest.is_empty();
    match last {
        Role::Parameter(name) | Role::Header(name) => {
            let is_header = matches!(last, Role::Header(_));
            let what = if is_header { "header" } else { "parameter" };
            let of = (!is_shared).then(|| format!(" of {}", code(base)));
            let of = of.unwrap_or_default();
            Some(format!("The {what} {}{of}.", code(name)))
        }
        Role::Body if is_shared => Some(format!("The body {}.", code(base))),
        Role::Response(_) if is_shared => Some(format!("The body of the answer {}.", code(base))),
        Role::Key if rest.is_empty() => Some(format!("The keys of {}.", code(base))),
        Role::Key => Some("The keys of a map.".to_owned()),
        Role::Body => Some(format!("The body of {}.", code(base))),
        Role::Response(status) => Some(format!(
            "What {} is answered with, status {status}.",
            code(base)
        )),
        Role::Sent if rest.is_empty() => Some(format!("{} as requests carry it.", code(base))),
        // Where these stand, the pointer says as well.
        Role::Member(_) | Role::Variant(_) | Role::Sent | Role::Item | Role::Value => None,
    }
}

/// What a number has. Of a secret nothing is shown.
fn derives(inner: &Ty, secret: bool) -> TokenStream {
    let debug = (!secret).then(|| quote!(Debug,));
    match inner {
        Ty::Integer(_) => {
            quote!(#[derive(#debug Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)])
        }
        _ => quote!(#[derive(#debug Clone, Copy, PartialEq, PartialOrd)]),
    }
}

/// The row of a format that is checked.
fn format_row(inner: &Ty) -> Option<TokenStream> {
    let Ty::Formatted(format) = inner else {
        return None;
    };
    let format = ident(format.type_name());
    Some(quote!(format rt::Format::#format,))
}

/// A row a rule, but for a string's pattern, whose table has a name.
fn rules_rows(rules: &Rules, real: bool) -> TokenStream {
    let Rules {
        min_length,
        max_length,
        pattern: _,
        minimum,
        maximum,
        multiple_of,
        min_items,
        max_items,
        unique_items,
        conditions: _,
        object: _,
    } = rules;
    let count = |name: &str, count: Option<u64>| {
        let (name, count) = (ident(name), Literal::u64_unsuffixed(count?));
        Some(quote!(#name #count,))
    };
    let bound = |plain: &str, exclusive: &str, bound: Option<Bound>| {
        let bound = bound?;
        let name = ident(if bound.exclusive { exclusive } else { plain });
        let value = number(bound.value, !real)?;
        Some(quote!(#name #value,))
    };
    let rows = [
        count("min_length", min_length.filter(|&min| min > 0)),
        count("max_length", *max_length),
        bound("minimum", "exclusive_minimum", *minimum),
        bound("maximum", "exclusive_maximum", *maximum),
        multiple_of
            .and_then(|value| number(value, !real))
            .map(|value| quote!(multiple_of #value,)),
        count("min_items", min_items.filter(|&min| min > 0)),
        count("max_items", *max_items),
        unique_items.then(|| quote!(unique_items,)),
    ];
    rows.into_iter().flatten().collect()
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
            let mut text = short(value.abs());
            if !text.contains(['e', '.']) {
                text.push_str(".0");
            }
            let size = text.parse::<Literal>().ok();
            size.filter(|_| value.is_finite())
                .map(|size| literal(value < 0.0, size))
        }
    }
}

/// The rules in words, an item of a list each.
fn rules_docs(rules: &Rules, pattern: Option<String>) -> Vec<String> {
    [
        count_docs(rules.min_length, rules.max_length, "character"),
        pattern,
        range_docs(rules.minimum, rules.maximum),
        rules
            .multiple_of
            .map(|value| format!("- a multiple of {value}")),
        count_docs(rules.min_items, rules.max_items, "item"),
        rules.unique_items.then(|| "- no item twice".to_owned()),
    ]
    .into_iter()
    .flatten()
    .collect()
}

pub(super) fn count_docs(min: Option<u64>, max: Option<u64>, what: &str) -> Option<String> {
    let counted = |count: u64| {
        let plural = if count == 1 { "" } else { "s" };
        format!("{count} {what}{plural}")
    };
    match (min.filter(|&min| min > 0), max) {
        (Some(min), Some(max)) if min == max => Some(format!("- exactly {}", counted(min))),
        (Some(min), Some(max)) => Some(format!("- {min} to {}", counted(max))),
        (Some(min), None) => Some(format!("- at least {}", counted(min))),
        (None, Some(max)) => Some(format!("- at most {}", counted(max))),
        (None, None) => None,
    }
}

fn range_docs(min: Option<Bound>, max: Option<Bound>) -> Option<String> {
    let low = min.map(|min| {
        format!(
            "{} {}",
            if min.exclusive {
                "more than"
            } else {
                "at least"
            },
            min.value
        )
    });
    let high = max.map(|max| {
        format!(
            "{} {}",
            if max.exclusive {
                "less than"
            } else {
                "at most"
            },
            max.value
        )
    });
    match (low, high, min, max) {
        (
            _,
            _,
            Some(Bound {
                value: low,
                exclusive: false,
            }),
            Some(Bound {
                value: high,
                exclusive: false,
            }),
        ) => Some(format!("- {low} to {high}")),
        (Some(low), Some(high), ..) => Some(format!("- {low} and {high}")),
        (Some(one), None, ..) | (None, Some(one), ..) => Some(format!("- {one}")),
        (None, None, ..) => None,
    }
}
