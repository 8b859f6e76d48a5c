//! What the `i` modifier makes a set match: every symbol whose `Canonicalize` (ECMA-262, 22.2.2.7.3) equals that of a member.

use std::sync::LazyLock;

use regex_syntax::hir::{ClassUnicode, ClassUnicodeRange};

use super::{
    Flavour,
    budget::{At, put},
    set::SymbolSet,
};

/// The closure of `set` under case, by the rules of `flavour`.
pub(super) fn close_under_case(set: &SymbolSet, flavour: Flavour) -> SymbolSet {
    match flavour {
        Flavour::CodeUnits => by_upper_case(set),
        Flavour::CodePoints => by_simple_folding(set),
    }
}

/// Without `u`, two code units are alike when they have the same upper case.
fn by_upper_case(set: &SymbolSet) -> SymbolSet {
    static UPPER: LazyLock<Vec<u32>> = LazyLock::new(|| (0..=0xFFFF).map(upper).collect());
    let mut members = vec![false; UPPER.len()];
    for &(low, high) in set.ranges() {
        let uppers = UPPER
            .get(low as usize..=high.min(0xFFFF) as usize)
            .unwrap_or_default();
        uppers
            .iter()
            .for_each(|&upper| put(&mut members, upper as usize, true));
    }
    let alike = (0..)
        .zip(UPPER.iter())
        .filter(|(_, upper)| members.at(**upper as usize));
    SymbolSet::new(alike.map(|(unit, _)| (unit, unit)))
}

/// The upper case of a code unit, where it is one code unit and does not turn a non-ASCII unit into an ASCII one.
fn upper(unit: u32) -> u32 {
    let Some(character) = char::from_u32(unit) else {
        return unit;
    };
    let mut mapped = character.to_uppercase();
    match (mapped.next().map(u32::from), mapped.next()) {
        (Some(single), None) if single <= 0xFFFF && !(unit >= 128 && single < 128) => single,
        _ => unit,
    }
}

/// With `u`, two code points are alike when simple case folding maps them to the same.
fn by_simple_folding(set: &SymbolSet) -> SymbolSet {
    let mut class = ClassUnicode::new(set.ranges().iter().flat_map(|&range| scalar_ranges(range)));
    class.case_fold_simple();
    let folded = class
        .ranges()
        .iter()
        .map(|range| (u32::from(range.start()), u32::from(range.end())));
    SymbolSet::new(folded.chain(set.ranges().iter().copied()))
}

/// The parts of a range beside the surrogates, which have no case.
fn scalar_ranges((low, high): (u32, u32)) -> impl Iterator<Item = ClassUnicodeRange> {
    let parts = [(low, high.min(0xD7FF)), (low.max(0xE000), high)];
    parts
        .into_iter()
        .filter(|(low, high)| low <= high)
        .filter_map(|(low, high)| {
            Some(ClassUnicodeRange::new(
                char::from_u32(low)?,
                char::from_u32(high)?,
            ))
        })
}
