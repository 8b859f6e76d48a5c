//! Classes of symbols that no set of the pattern tells apart, and the sequences of classes that a character is.

use rustc_hash::FxHashMap as HashMap;

use super::{
    Flavour, PatternError,
    budget::{At, Budget, put},
    set::{MAX_CODE_POINT, SymbolSet},
};

/// `0..=0x10FFFF` cut so that each piece lies whole inside or outside of each set; alike pieces are one class.
#[derive(Debug)]
pub(super) struct Partition {
    /// Where each piece begins, ascending, from 0.
    starts: Vec<u32>,
    /// The class of each piece.
    classes: Vec<u32>,
    class_count: u32,
}

impl Partition {
    pub(super) fn new(sets: &[SymbolSet], budget: &mut Budget) -> Result<Self, PatternError> {
        let mut starts = vec![0];
        for &(low, high) in sets.iter().flat_map(SymbolSet::ranges) {
            starts.extend([low, high.saturating_add(1)]);
        }
        starts.retain(|&start| start <= MAX_CODE_POINT);
        starts.sort_unstable();
        starts.dedup();
        let mut partition = Self {
            classes: vec![0; starts.len()],
            starts,
            class_count: 1,
        };
        for set in sets {
            partition.refine(set, budget)?;
        }
        partition.renumber();
        Ok(partition)
    }

    /// Gives the pieces inside `set` classes of their own.
    fn refine(&mut self, set: &SymbolSet, budget: &mut Budget) -> Result<(), PatternError> {
        let mut inside = HashMap::default();
        for piece in self.pieces_of(set) {
            budget.spend(1)?;
            let old = self.classes.at(piece);
            let new = *inside.entry(old).or_insert_with(|| {
                self.class_count += 1;
                self.class_count - 1
            });
            put(&mut self.classes, piece, new);
        }
        Ok(())
    }

    /// Numbers the classes by where they first appear, without gaps.
    fn renumber(&mut self) {
        let mut numbers = HashMap::default();
        for class in &mut self.classes {
            let next = numbers.len() as u32;
            *class = *numbers.entry(*class).or_insert(next);
        }
        self.class_count = numbers.len() as u32;
    }

    pub(super) fn class_count(&self) -> usize {
        self.class_count as usize
    }

    /// The classes that make up `set`, ascending.
    pub(super) fn classes_of(&self, set: &SymbolSet) -> Vec<u32> {
        let mut classes: Vec<u32> = self
            .pieces_of(set)
            .into_iter()
            .map(|piece| self.classes.at(piece))
            .collect();
        classes.sort_unstable();
        classes.dedup();
        classes
    }

    fn pieces_of(&self, set: &SymbolSet) -> Vec<usize> {
        let pieces = set.ranges().iter().flat_map(|&(low, high)| {
            let first = self.starts.partition_point(|&start| start < low);
            let end = self.starts.partition_point(|&start| start <= high);
            first..end
        });
        pieces.collect()
    }

    /// `(first, last, class)` of the pieces that meet `low..=high`, cut to it.
    fn pieces_within(&self, low: u32, high: u32) -> impl Iterator<Item = (u32, u32, u32)> {
        let first = self
            .starts
            .partition_point(|&start| start <= low)
            .saturating_sub(1);
        let pieces = self
            .starts
            .iter()
            .zip(&self.classes)
            .enumerate()
            .skip(first);
        pieces
            .take_while(move |(_, (start, _))| **start <= high)
            .map(move |(index, (&start, &class))| {
                let end = self
                    .starts
                    .get(index + 1)
                    .map_or(MAX_CODE_POINT, |next| next - 1);
                (start.max(low), end.min(high), class)
            })
    }
}

/// The symbols that one character of the text is: one, or a surrogate pair where symbols are code units.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub(super) struct Reading {
    pub(super) first: u32,
    pub(super) second: Option<u32>,
}

/// The distinct readings of characters, and which characters have which.
#[derive(Debug, Default)]
pub(super) struct Alphabet {
    /// The readings, by number.
    pub(super) readings: Vec<Reading>,
    /// `(first, last, reading)`, ascending, over all scalar values.
    pub(super) ranges: Vec<(u32, u32, u32)>,
}

impl Alphabet {
    pub(super) fn new(partition: &Partition, flavour: Flavour) -> Self {
        let mut builder = AlphabetBuilder::default();
        for (low, high) in [(0, 0xD7FF), (0xE000, 0xFFFF)] {
            builder.singles(partition, low, high);
        }
        match flavour {
            Flavour::CodePoints => builder.singles(partition, 0x1_0000, MAX_CODE_POINT),
            Flavour::CodeUnits => builder.pairs(partition),
        }
        builder.alphabet
    }
}

#[derive(Debug, Default)]
struct AlphabetBuilder {
    alphabet: Alphabet,
    numbers: HashMap<Reading, u32>,
}

impl AlphabetBuilder {
    fn singles(&mut self, partition: &Partition, low: u32, high: u32) {
        for (start, end, class) in partition.pieces_within(low, high) {
            self.push(
                start,
                end,
                Reading {
                    first: class,
                    second: None,
                },
            );
        }
    }

    /// The characters beyond U+FFFF: 1024 for each leading surrogate.
    fn pairs(&mut self, partition: &Partition) {
        let trailing: Vec<_> = partition.pieces_within(0xDC00, 0xDFFF).collect();
        for (first_lead, last_lead, lead) in partition.pieces_within(0xD800, 0xDBFF) {
            for unit in first_lead..=last_lead {
                let base = 0x1_0000 + ((unit - 0xD800) << 10);
                for &(low, high, trail) in &trailing {
                    let reading = Reading {
                        first: lead,
                        second: Some(trail),
                    };
                    self.push(base + (low - 0xDC00), base + (high - 0xDC00), reading);
                }
            }
        }
    }

    fn push(&mut self, low: u32, high: u32, reading: Reading) {
        let next = self.numbers.len() as u32;
        let number = *self.numbers.entry(reading).or_insert(next);
        if number == next {
            self.alphabet.readings.push(reading);
        }
        match self.alphabet.ranges.last_mut() {
            Some(last) if last.2 == number && last.1 + 1 == low => last.1 = high,
            _ => self.alphabet.ranges.push((low, high, number)),
        }
    }
}
