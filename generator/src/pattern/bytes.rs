//! From characters to the bytes of UTF-8.
//!
//! A text is valid UTF-8, so what a byte does where it cannot occur is free, and that freedom is spent on size: a
//! character whose bytes after the first make no difference moves at its first byte, and the state that it reaches
//! stays where it is over continuation bytes. Only where later bytes do matter are there states within a character.

use std::collections::HashMap;

use super::{
    PatternError,
    budget::{At, Budget},
    partition::Alphabet,
    table::Table,
};

/// What a byte does in a state, `None` where it cannot occur.
pub(super) type Row = [Option<u32>; 256];

/// The automaton over bytes: the rows of the table first, with their numbers, then those within characters.
#[derive(Debug)]
pub(super) struct ByteTable {
    pub(super) rows: Vec<Row>,
    pub(super) accepting: Vec<bool>,
}

/// What the bytes after some first bytes of a character decide.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Node {
    /// No character begins so.
    Impossible,
    /// All of them have this reading.
    Reading(u32),
    /// It depends on the next byte.
    Inner(u32),
}

/// By the low six bits of the continuation byte.
type Children = [Node; 64];

/// How characters are told apart byte by byte; what is equal is shared.
struct Trie {
    inner: Vec<Children>,
    /// First byte, how many bits of the character follow it, and what they decide.
    first: Vec<(u8, u32, Node)>,
}

impl Trie {
    fn new(alphabet: &Alphabet) -> Self {
        let mut trie = Self {
            inner: Vec::new(),
            first: Vec::new(),
        };
        let mut numbers = HashMap::new();
        for byte in 0..=0xF4_u8 {
            let (low, bits) = match byte {
                0..=0x7F => (u32::from(byte), 0),
                0xC2..=0xDF => (u32::from(byte & 0x1F) << 6, 6),
                0xE0..=0xEF => (u32::from(byte & 0x0F) << 12, 12),
                0xF0..=0xF4 => (u32::from(byte & 0x07) << 18, 18),
                _ => continue,
            };
            let node = trie.node(low, bits, smallest(bits), alphabet, &mut numbers);
            trie.first.push((byte, bits, node));
        }
        trie
    }

    /// The node for the characters `low..low + 2^bits` not below `least`, which would be overlong.
    fn node(
        &mut self,
        low: u32,
        bits: u32,
        least: u32,
        alphabet: &Alphabet,
        numbers: &mut HashMap<(u32, Vec<u32>), u32>,
    ) -> Node {
        let last = low + (1 << bits) - 1;
        let first = alphabet
            .ranges
            .partition_point(|range| range.1 < low.max(least));
        let mut within = alphabet
            .ranges
            .iter()
            .skip(first)
            .take_while(|range| range.0 <= last)
            .map(|range| range.2);
        let Some(reading) = within.next() else {
            return Node::Impossible;
        };
        if within.all(|other| other == reading) {
            return Node::Reading(reading);
        }
        let child_bits = bits.saturating_sub(6);
        let children: Children = std::array::from_fn(|index| {
            self.node(
                low + ((index as u32) << child_bits),
                child_bits,
                least,
                alphabet,
                numbers,
            )
        });
        let key = (bits, children.iter().map(|node| node.key()).collect());
        let next = self.inner.len() as u32;
        let number = *numbers.entry(key).or_insert(next);
        if number == next {
            self.inner.push(children);
        }
        Node::Inner(number)
    }
}

/// The least character that is encoded in as many bytes.
fn smallest(bits: u32) -> u32 {
    match bits {
        0 => 0,
        6 => 0x80,
        12 => 0x800,
        _ => 0x1_0000,
    }
}

impl Node {
    fn key(self) -> u32 {
        match self {
            Self::Impossible => 0,
            Self::Reading(reading) => 1 + 2 * reading,
            Self::Inner(number) => 2 + 2 * number,
        }
    }
}

/// Spells the table's characters in bytes.
pub(super) fn expand(
    table: &Table,
    alphabet: &Alphabet,
    budget: &mut Budget,
) -> Result<ByteTable, PatternError> {
    let trie = Trie::new(alphabet);
    let mut expansion = Expansion {
        table,
        trie: &trie,
        bytes: ByteTable {
            rows: vec![[None; 256]; table.rows()],
            accepting: table.accepting.clone(),
        },
        numbers: HashMap::new(),
    };
    for row in 0..table.rows() as u32 {
        expansion.row(row, budget)?;
    }
    Ok(expansion.bytes)
}

struct Expansion<'a> {
    table: &'a Table,
    trie: &'a Trie,
    bytes: ByteTable,
    /// The rows within characters, by what continuation bytes do.
    numbers: HashMap<[Option<u32>; 64], u32>,
}

impl Expansion<'_> {
    fn row(&mut self, row: u32, budget: &mut Budget) -> Result<(), PatternError> {
        let mut known = HashMap::new();
        let trie = self.trie;
        for &(byte, bits, node) in &trie.first {
            let target = self.resolve(row, node, bits, &mut known, budget)?;
            self.set(row, byte, target);
        }
        Ok(())
    }

    /// Where `node`, with `bits` of the character still to come, leads from `row`: to a row of the table where that is
    /// settled, else to one within a character.
    fn resolve(
        &mut self,
        row: u32,
        node: Node,
        bits: u32,
        known: &mut HashMap<u32, u32>,
        budget: &mut Budget,
    ) -> Result<Option<u32>, PatternError> {
        budget.spend(1)?;
        let target = match node {
            Node::Impossible => return Ok(None),
            Node::Reading(reading) => self.table.target(row, reading as usize),
            Node::Inner(number) => match known.get(&number) {
                Some(&target) => target,
                None => {
                    let target = self.inner(row, number, bits, known, budget)?;
                    known.insert(number, target);
                    target
                }
            },
        };
        if bits > 0 {
            self.stay_over_continuation(target);
        }
        Ok(Some(target))
    }

    fn inner(
        &mut self,
        row: u32,
        number: u32,
        bits: u32,
        known: &mut HashMap<u32, u32>,
        budget: &mut Budget,
    ) -> Result<u32, PatternError> {
        let trie = self.trie;
        let children = trie.inner.get(number as usize).into_iter().flatten();
        let mut targets = [None; 64];
        for (target, &child) in targets.iter_mut().zip(children) {
            *target = self.resolve(row, child, bits.saturating_sub(6), known, budget)?;
        }
        self.within(targets, budget)
    }

    /// The row that does `targets` over continuation bytes: that of the table which they all lead to, or one of its own.
    fn within(
        &mut self,
        mut targets: [Option<u32>; 64],
        budget: &Budget,
    ) -> Result<u32, PatternError> {
        let mut last = targets.iter().flatten().next().copied();
        for target in &mut targets {
            last = target.or(last);
            *target = last; // what cannot occur does as its neighbour does
        }
        let common = targets
            .at(0)
            .filter(|&target| targets.iter().all(|other| *other == Some(target)));
        if let Some(row) = common.filter(|&row| (row as usize) < self.table.rows()) {
            return Ok(row);
        }
        if let Some(&row) = self.numbers.get(&targets) {
            return Ok(row);
        }
        budget.check_states(self.bytes.rows.len())?;
        let number = self.bytes.rows.len() as u32;
        self.bytes.rows.push([None; 256]);
        self.bytes.accepting.push(false);
        self.numbers.insert(targets, number);
        for (bits, &target) in (0..64_u8).zip(&targets) {
            self.set(number, 0x80 | bits, target);
        }
        Ok(number)
    }

    /// A row that is reached before the last byte of a character waits for the rest of it.
    fn stay_over_continuation(&mut self, row: u32) {
        if (row as usize) < self.table.rows() {
            (0x80..=0xBF).for_each(|byte| self.set(row, byte, Some(row)));
        }
    }

    fn set(&mut self, row: u32, byte: u8, target: Option<u32>) {
        if let Some(cell) = self
            .bytes
            .rows
            .get_mut(row as usize)
            .and_then(|row| row.get_mut(usize::from(byte)))
        {
            *cell = target;
        }
    }
}
