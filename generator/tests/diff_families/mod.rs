//! Rules in families: what they are about, and which way each goes.

use std::collections::BTreeMap;

use oas_codegen::diff::{Review, Rule};

/// What rules are about, those that allow more and those that allow less.
type Family = (&'static str, &'static [Rule], &'static [Rule]);

const FAMILIES: &[Family] = &[
    ("server", &[Rule::ServerAdded], &[Rule::ServerRemoved]),
    (
        "variable",
        &[Rule::ServerVariableAdded, Rule::RequiredServerVariableAdded],
        &[Rule::ServerVariableRemoved],
    ),
    (
        "variable default",
        &[Rule::ServerVariableBecameOptional],
        &[Rule::ServerVariableBecameRequired],
    ),
    (
        "variable value",
        &[Rule::ServerVariableValueAdded],
        &[Rule::ServerVariableValueRemoved],
    ),
    ("scheme", &[Rule::SchemeAdded], &[Rule::SchemeRemoved]),
    (
        "security",
        &[Rule::SecurityRequired],
        &[Rule::SecurityLifted],
    ),
    (
        "alternative",
        &[Rule::SecurityAlternativeAdded],
        &[Rule::SecurityAlternativeRemoved],
    ),
    ("scope", &[Rule::ScopeAdded], &[Rule::ScopeRemoved]),
    (
        "operation",
        &[Rule::OperationAdded],
        &[Rule::OperationRemoved],
    ),
    ("call", &[Rule::CallAdded], &[Rule::CallRemoved]),
    (
        "call body",
        &[Rule::CallBodyAdded],
        &[Rule::CallBodyRemoved],
    ),
    (
        "parameter",
        &[Rule::OptionalParameterAdded, Rule::RequiredParameterAdded],
        &[Rule::ParameterRemoved],
    ),
    (
        "parameter need",
        &[Rule::ParameterBecameOptional],
        &[Rule::ParameterBecameRequired],
    ),
    (
        "body",
        &[Rule::OptionalBodyAdded, Rule::RequiredBodyAdded],
        &[Rule::BodyRemoved],
    ),
    (
        "body need",
        &[Rule::BodyBecameOptional],
        &[Rule::BodyBecameRequired],
    ),
    (
        "response media type",
        &[Rule::ResponseMediaTypeAdded],
        &[Rule::ResponseMediaTypeRemoved],
    ),
    (
        "media type",
        &[Rule::RequestMediaTypeAdded],
        &[Rule::RequestMediaTypeRemoved],
    ),
    (
        "success",
        &[Rule::SuccessStatusAdded],
        &[Rule::SuccessStatusRemoved],
    ),
    (
        "error",
        &[Rule::ErrorStatusAdded],
        &[Rule::ErrorStatusRemoved],
    ),
    (
        "catch-all",
        &[Rule::CatchAllAdded],
        &[Rule::CatchAllRemoved],
    ),
    (
        "response body",
        &[Rule::ResponseBodyAdded],
        &[Rule::ResponseBodyRemoved],
    ),
    (
        "header",
        &[Rule::ResponseHeaderAdded],
        &[Rule::ResponseHeaderRemoved],
    ),
    ("type", &[Rule::TypeAdded], &[Rule::TypeRemoved]),
    ("width", &[Rule::TypeWidened], &[Rule::TypeNarrowed]),
    (
        "newtype",
        &[Rule::NoLongerConstrained],
        &[Rule::BecameConstrained],
    ),
    (
        "field",
        &[Rule::OptionalFieldAdded, Rule::RequiredFieldAdded],
        &[Rule::FieldRemoved],
    ),
    (
        "field need",
        &[Rule::FieldBecameOptional],
        &[Rule::FieldBecameRequired],
    ),
    (
        "null",
        &[Rule::FieldBecameNullable],
        &[Rule::FieldBecameNonNullable],
    ),
    ("closed", &[Rule::RecordOpened], &[Rule::RecordClosed]),
    ("key", &[Rule::KeyAdded], &[Rule::KeyRemoved]),
    ("map", &[Rule::StructBecameMap], &[Rule::MapBecameStruct]),
    ("value", &[Rule::EnumValueAdded], &[Rule::EnumValueRemoved]),
    (
        "choice",
        &[Rule::ConstantBecameEnum],
        &[Rule::EnumBecameConstant],
    ),
    ("variant", &[Rule::VariantAdded], &[Rule::VariantRemoved]),
    ("tag", &[Rule::TagAdded], &[Rule::TagRemoved]),
    (
        "constraint",
        &[Rule::ConstraintLoosened],
        &[Rule::ConstraintTightened, Rule::ListTightened],
    ),
    ("deprecated", &[Rule::Undeprecated], &[Rule::Deprecated]),
    ("setters", &[Rule::SettersAdded], &[Rule::SettersRemoved]),
];

/// What a rule is about, and which way it goes: a swap of the sides turns the way.
fn family(rule: Rule) -> (&'static str, i8) {
    for (name, more, less) in FAMILIES {
        if more.contains(&rule) {
            return (name, 1);
        }
        if less.contains(&rule) {
            return (name, -1);
        }
    }
    (rule.as_str(), 0)
}

/// How many findings of each family a review has, each with the way it goes, turned or not.
pub(super) fn families(review: &Review, turn: i8) -> BTreeMap<(&'static str, i8), usize> {
    let mut counts = BTreeMap::new();
    for finding in &review.findings {
        let (name, way) = family(finding.rule);
        *counts.entry((name, way * turn)).or_default() += 1;
    }
    counts
}
