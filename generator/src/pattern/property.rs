//! The code points of `\p{…}`, from the Unicode tables of `regex-syntax`.

use regex_syntax::hir::{Class, HirKind};

use super::set::SymbolSet;

/// The code points that have the property, `None` when the tables do not know it.
///
/// The parser has already held the name against ECMA-262's tables 69 and 70, which are stricter in spelling.
pub(super) fn property(name: &str, value: Option<&str>) -> Option<SymbolSet> {
    let query = match value {
        Some(value) => format!(r"\p{{{name}={value}}}"),
        None => format!(r"\p{{{name}}}"),
    };
    if matches!(
        (name, value),
        ("gc" | "General_Category", Some("Cs" | "Surrogate")) | ("Cs" | "Surrogate", None)
    ) {
        return Some(SymbolSet::new([(0xD800, 0xDFFF)])); // not scalar values, so not in the tables
    }
    match regex_syntax::parse(&query).ok()?.into_kind() {
        HirKind::Class(Class::Unicode(class)) => {
            let ranges = class.ranges().iter();
            Some(SymbolSet::new(ranges.map(|range| {
                (u32::from(range.start()), u32::from(range.end()))
            })))
        }
        HirKind::Literal(literal) => {
            let text = std::str::from_utf8(&literal.0).ok()?;
            Some(SymbolSet::new(
                text.chars().map(|c| (u32::from(c), u32::from(c))),
            ))
        }
        _ => None,
    }
}
