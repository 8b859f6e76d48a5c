//! Choices of exactly one (`oneOf`) whose variants one value may be two of: which of them it is, is known; that it is no other, is
//! not checked.

use super::apart::listed;
use super::exact;
use crate::diagnostic::{Code, Diagnostic, Severity};
use crate::document::Document;
use crate::ir::{
    Additional, Api, Arena, JsonKind, Record, Rules, TextFormat, Ty, TypeDef, TypeKind, Union,
    Variant, json_kinds,
};

/// How many variants of a choice are compared with each other.
const MOST: usize = 100;

/// What to say of the choices that overlap.
pub(super) fn overlaps(api: &Api, document: &Document) -> Vec<Diagnostic> {
    let unions = api.types.iter().filter_map(|(_, def)| match &def.kind {
        TypeKind::Union(union) if union.exclusive => Some((def, union)),
        _ => None,
    });
    let overlapping = unions.filter_map(|(def, union)| {
        let (one, other) = overlap(&api.types, union)?;
        Some((def.origins.first()?, one, other))
    });
    let said = overlapping.map(|(at, one, other)| {
        let message = format!(
            "a value may be `{}` as well as `{}`; that it is one alone, as `oneOf` says, is not checked",
            one.label.text(),
            other.label.text()
        );
        Diagnostic::new(Code::UnsupportedKeyword, message)
            .severity(Severity::Note)
            .at(document.locate_origin(at))
            .help("nothing needs doing; a `discriminator` or a member with a `const` would tell them apart")
    });
    said.collect()
}

/// The first two variants that a value may be both of.
fn overlap<'u>(types: &Arena<TypeDef>, union: &'u Union) -> Option<(&'u Variant, &'u Variant)> {
    let kinds = |variant: &'u Variant| (variant, json_kinds(types, &variant.ty));
    let all: Vec<_> = union.variants.iter().take(MOST).map(kinds).collect();
    all.iter().enumerate().find_map(|(index, (one, kinds))| {
        let mut others = all.iter().skip(index + 1);
        let other = others.find(|(other, others)| {
            are_common(kinds, others)
                && !(union.tag.is_some() && are_tagged(one) && are_tagged(other))
                && !are_apart(types, one, other)
        });
        other.map(|(other, _)| (*one, *other))
    })
}

fn are_tagged(variant: &Variant) -> bool {
    variant.otherwise || !variant.tags.is_empty()
}

/// Is there a kind of value that both have?
fn are_common(kinds: &[JsonKind], others: &[JsonKind]) -> bool {
    let plain = |kind: JsonKind| match kind {
        JsonKind::Record => JsonKind::Object,
        kind => kind,
    };
    kinds.iter().any(|one| {
        others
            .iter()
            .any(|other| [*one, *other].contains(&JsonKind::Any) || plain(*one) == plain(*other))
    })
}

/// Is no value of both, by what they list, by their formats or by members that one must have and the other may not?
fn are_apart(types: &Arena<TypeDef>, one: &Variant, other: &Variant) -> bool {
    let is_none_of =
        |values: &[String], others: &[String]| values.iter().all(|value| !others.contains(value));
    if let (Some(values), Some(others)) = (listed(types, &one.ty), listed(types, &other.ty)) {
        return is_none_of(&values, &others);
    }
    if let (Ty::Formatted(format), Ty::Formatted(other)) = (&one.ty, &other.ty) {
        return exclude_formats(*format, *other);
    }
    if let (Some(rules), Some(others)) = (rules(types, &one.ty), rules(types, &other.ty))
        && (exclude(rules, others) || exclude(others, rules))
    {
        return true;
    }
    let by_value = one.fixed.iter().any(|(name, values)| {
        let mut others = other.fixed.iter();
        others.any(|(other, others)| name == other && is_none_of(values, others))
    });
    by_value || lacks(types, one, other) || lacks(types, other, one)
}

/// Is no text of both? Dates and UUIDs are of the alphabet of Base64 for URLs, which has much in common with the other. Of the
/// formats that only settings make types, it is not asked.
fn exclude_formats(one: TextFormat, other: TextFormat) -> bool {
    use TextFormat::{Base64, Base64Url, Date, Uuid};
    let is_common = |one, other| matches!((one, other), (Base64Url, Base64 | Date | Uuid));
    let are_known = one.is_by_default() && other.is_by_default();
    are_known && one != other && !is_common(one, other) && !is_common(other, one)
}

/// Is all that one allows shorter or less than what the other does?
fn exclude(rules: &Rules, others: &Rules) -> bool {
    let is_less =
        |most: Option<u64>, least: Option<u64>| most.zip(least).is_some_and(|(a, b)| a < b);
    let bounds = rules.maximum.zip(others.minimum);
    is_less(rules.max_length, others.min_length)
        || is_less(rules.max_items, others.min_items)
        || bounds.is_some_and(|(most, least)| exact::compare(most.value, least.value).is_lt())
}

fn rules<'t>(types: &'t Arena<TypeDef>, ty: &Ty) -> Option<&'t Rules> {
    match ty {
        Ty::Named(id) => match &types[*id].kind {
            TypeKind::Constrained(it) => Some(&it.rules),
            _ => None,
        },
        _ => None,
    }
}

/// Does one require a member that the other does not allow?
fn lacks(types: &Arena<TypeDef>, one: &Variant, other: &Variant) -> bool {
    let Some(Record {
        fields,
        additional: Additional::Closed,
        ..
    }) = record(types, &other.ty)
    else {
        return false;
    };
    let is_field = |name: &String| fields.iter().any(|field| field.wire == *name);
    one.required.iter().any(|name| !is_field(name))
}

fn record<'t>(types: &'t Arena<TypeDef>, ty: &Ty) -> Option<&'t Record> {
    match ty {
        Ty::Named(id) => match &types[*id].kind {
            TypeKind::Record(record) => Some(record),
            _ => None,
        },
        _ => None,
    }
}
