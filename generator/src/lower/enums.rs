//! Values of which the description lists all that there are.

use std::collections::HashSet;

use serde_json::Value as Json;

use super::Lowering;
use super::facets::Facets;
use super::schemas::{Place, Site};
use crate::diagnostic::{Code, Diagnostic, Severity};
use crate::ir::{Docs, EnumValue, Literal, LiteralEnum, StringEnum, Ty, TypeKind};
use crate::pointer::Pointer;

impl<'a> Lowering<'a> {
    pub(super) fn string(&mut self, facets: &Facets<'a>, place: &Place, site: &Site) -> Ty {
        if facets.format.as_deref() == Some("binary") {
            self.rules_of_bytes(facets, &place.pointer);
            return Ty::Binary;
        }
        let values = self.values(facets, &place.pointer.key("enum"));
        if values.is_empty() {
            return self.constrained(Ty::String, facets, place, site);
        }
        self.beside_enum(facets, &place.pointer);
        Ty::Named(self.named(TypeKind::StringEnum(StringEnum { values }), place, site))
    }

    /// Values that are not all strings; what `inner` is without the list where none is left.
    pub(super) fn literals(&mut self, facets: &Facets<'a>, place: &Place, site: &Site) -> Ty {
        let base = place.pointer.key("enum");
        let mut known = HashSet::new();
        let mut values = Vec::new();
        for (index, value) in facets.enumeration.iter().enumerate() {
            let at = base.index(index);
            let json = canonical(value);
            if !known.insert(json.clone()) {
                self.listed_twice(&json, &at);
                continue;
            }
            values.push(Literal {
                json,
                docs: Docs::default(),
                origin: self.document.origin(&at),
            });
        }
        let kind = TypeKind::LiteralEnum(LiteralEnum { values });
        Ty::Named(self.named(kind, place, site))
    }

    /// The values under `enum`. One that is no string can't be sent where a string belongs.
    fn values(&mut self, facets: &Facets<'a>, base: &Pointer) -> Vec<EnumValue> {
        let mut known = HashSet::new();
        let mut values: Vec<EnumValue> = Vec::new();
        for (index, value) in facets.enumeration.iter().enumerate() {
            let at = base.index(index);
            let Some(wire) = value.as_str() else {
                let message = format!(
                    "`{value}` is no string, which `type` says all values are; it is left out"
                );
                let diagnostic = Diagnostic::new(Code::WrongValue, message)
                    .severity(Severity::Warning)
                    .help("put the value in quotes, or correct `type`");
                self.say(&at, diagnostic);
                continue;
            };
            if !known.insert(wire) {
                self.listed_twice(wire, &at);
                continue;
            }
            values.push(EnumValue {
                wire: wire.to_owned(),
                docs: Docs::default(),
                origin: self.document.origin(&at),
            });
        }
        values
    }

    fn listed_twice(&mut self, value: &str, at: &Pointer) {
        self.report_with(
            Code::UnsatisfiableConstraint,
            at,
            format!("the value `{value}` is listed twice"),
            "remove one of the two",
        );
    }

    /// Says which rules bytes have: they are not checked.
    fn rules_of_bytes(&mut self, facets: &Facets<'a>, at: &Pointer) {
        let rules = [
            ("minLength", facets.rules.min_length.is_some()),
            ("maxLength", facets.rules.max_length.is_some()),
            ("pattern", facets.rules.pattern.is_some()),
            ("enum", !facets.enumeration.is_empty()),
        ];
        for (keyword, _) in rules.into_iter().filter(|(_, is_there)| *is_there) {
            self.report(
                Code::UnsupportedKeyword,
                &at.key(keyword),
                format!("`{keyword}` is not checked of bytes"),
            );
        }
    }

    /// Says which rules stand beside `enum`: the list alone is what is checked.
    fn beside_enum(&mut self, facets: &Facets<'a>, at: &Pointer) {
        let rules = [
            ("minLength", facets.rules.min_length.is_some()),
            ("maxLength", facets.rules.max_length.is_some()),
            ("pattern", facets.rules.pattern.is_some()),
        ];
        for (keyword, _) in rules.into_iter().filter(|(_, is_there)| *is_there) {
            self.report_with(
                Code::UnsupportedKeyword,
                &at.key(keyword),
                format!("`{keyword}` is not checked where `enum` lists the values"),
                "remove it, since the list says all",
            );
        }
    }
}

/// A value's JSON text, numbers that are whole without a fraction: JSON Schema does not tell `1.0` from `1`.
#[allow(clippy::cast_possible_truncation)]
pub(super) fn canonical(value: &Json) -> String {
    const EXACT: f64 = 9_007_199_254_740_992.0;
    match value.as_f64() {
        Some(number)
            if !(value.is_i64() || value.is_u64())
                && number.fract() == 0.0
                && number.abs() <= EXACT =>
        {
            (number as i64).to_string()
        }
        _ => value.to_string(),
    }
}
