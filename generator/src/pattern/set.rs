//! Sets of symbols (UTF-16 code units, or code points under the `u` flag) as sorted ranges, and the sets that ECMA-262 names.

/// The greatest code point.
pub(super) const MAX_CODE_POINT: u32 = 0x10_FFFF;

/// A set of symbols: inclusive ranges, sorted, neither overlapping nor touching, so that equal sets are equal values.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash)]
pub(super) struct SymbolSet(Vec<(u32, u32)>);

impl SymbolSet {
    /// Brings ranges in any order into the canonical form.
    pub(super) fn new(ranges: impl IntoIterator<Item = (u32, u32)>) -> Self {
        let mut sorted: Vec<_> = ranges.into_iter().collect();
        sorted.sort_unstable();
        let mut merged: Vec<(u32, u32)> = Vec::with_capacity(sorted.len());
        for (low, high) in sorted {
            match merged.last_mut() {
                Some(last) if low <= last.1.saturating_add(1) => last.1 = last.1.max(high),
                _ => merged.push((low, high)),
            }
        }
        Self(merged)
    }

    /// The set of one symbol.
    pub(super) fn one(symbol: u32) -> Self {
        Self(vec![(symbol, symbol)])
    }

    pub(super) fn ranges(&self) -> &[(u32, u32)] {
        &self.0
    }

    /// Everything in `0..=0x10FFFF` that this set has not.
    pub(super) fn complement(&self) -> Self {
        let mut ranges = Vec::with_capacity(self.0.len() + 1);
        let mut next = 0;
        for &(low, high) in &self.0 {
            if next < low {
                ranges.push((next, low - 1));
            }
            next = high.saturating_add(1);
        }
        if next <= MAX_CODE_POINT {
            ranges.push((next, MAX_CODE_POINT));
        }
        Self(ranges)
    }

    /// `\d` (ECMA-262, 22.2.2.9).
    pub(super) fn digits() -> Self {
        Self::of(&[('0', '9')])
    }

    /// `\w`. With both `u` and `i` it also holds what folds to one of its letters: U+017F and U+212A.
    pub(super) fn word(folded: bool) -> Self {
        let basic = [('0', '9'), ('A', 'Z'), ('_', '_'), ('a', 'z')];
        let extra: &[(char, char)] = if folded {
            &[('\u{17F}', '\u{17F}'), ('\u{212A}', '\u{212A}')]
        } else {
            &[]
        };
        Self::of(&[&basic, extra].concat())
    }

    /// `\s`: WhiteSpace and LineTerminator (ECMA-262, 12.2 and 12.3).
    pub(super) fn space() -> Self {
        Self::of(&[
            ('\t', '\r'),
            (' ', ' '),
            ('\u{A0}', '\u{A0}'),
            ('\u{1680}', '\u{1680}'),
            ('\u{2000}', '\u{200A}'),
            ('\u{2028}', '\u{2029}'),
            ('\u{202F}', '\u{202F}'),
            ('\u{205F}', '\u{205F}'),
            ('\u{3000}', '\u{3000}'),
            ('\u{FEFF}', '\u{FEFF}'),
        ])
    }

    /// What `.` does not match without the `s` flag (ECMA-262, 12.3).
    pub(super) fn line_terminators() -> Self {
        Self::of(&[('\n', '\n'), ('\r', '\r'), ('\u{2028}', '\u{2029}')])
    }

    fn of(ranges: &[(char, char)]) -> Self {
        Self::new(
            ranges
                .iter()
                .map(|&(low, high)| (u32::from(low), u32::from(high))),
        )
    }
}

impl FromIterator<SymbolSet> for SymbolSet {
    fn from_iter<I: IntoIterator<Item = SymbolSet>>(sets: I) -> Self {
        Self::new(sets.into_iter().flat_map(|set| set.0))
    }
}
