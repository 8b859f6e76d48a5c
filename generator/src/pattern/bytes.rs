//! From characters to the bytes of UTF-8.
//!
//! A text is valid UTF-8, so what a byte does where it cannot occur is free, and that freedom is spent on size: a
//! character whose bytes after the first make no difference moves at its first byte, and the state that it reaches
//! stays where it is over continuation bytes. Only where later bytes do matter are there states within a character.

use rustc_hash::FxHashMap as HashMap;

use super::{
    PatternError,
    budget::{At, Budget, put},
    partition::Alphabet,
    table::Table,
};

/// The automaton over bytes: the rows of the table first, with their numbers, then those within characters.
#[derive(Debug)]
pub(super) struct ByteTable {
    /// The group of each byte, numbered by first appearance; bytes of a group do the same in every row.
    pub(super) groups: [u8; 256],
    pub(super) group_count: usize,
    /// `row * group_count + group`, `None` where the byte cannot occur.
    pub(super) targets: Vec<Option<u32>>,
    pub(super) accepting: Vec<bool>,
}

impl ByteTable {
    pub(super) fn rows(&self) -> usize {
        self.accepting.len()
    }
}

/// What the bytes after some first bytes of a character decide.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
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

/// Bytes that the trie does not tell apart.
struct Groups {
    of: [u8; 256],
    count: usize,
    /// For each group of first bytes what [`Trie::first`] says of them.
    first: Vec<(u8, u32, Node)>,
    /// For each group of continuation bytes, the low bits of one of them.
    continuation: Vec<(u8, usize)>,
}

impl Groups {
    fn new(trie: &Trie) -> Self {
        let mut groups = Self {
            of: [0; 256],
            count: 0,
            first: Vec::new(),
            continuation: Vec::new(),
        };
        let first: HashMap<u8, (u32, Node)> = trie
            .first
            .iter()
            .map(|&(byte, bits, node)| (byte, (bits, node)))
            .collect();
        let mut numbers = HashMap::default();
        for byte in 0..=0xFF_u8 {
            let begins = first.get(&byte).copied();
            let low_bits = usize::from(byte & 0x3F);
            let is_continuation = (0x80..=0xBF).contains(&byte);
            let goes_on: Vec<Option<Node>> = match is_continuation {
                true => trie
                    .inner
                    .iter()
                    .map(|children| children.get(low_bits).copied())
                    .collect(),
                false => Vec::new(),
            };
            let next = groups.count as u8;
            let group = *numbers
                .entry((begins, is_continuation, goes_on))
                .or_insert(next);
            put(&mut groups.of, usize::from(byte), group);
            if group == next {
                groups.count += 1;
                groups
                    .first
                    .extend(begins.map(|(bits, node)| (group, bits, node)));
                groups
                    .continuation
                    .extend(is_continuation.then_some((group, low_bits)));
            }
        }
        groups
    }
}

impl Trie {
    fn new(alphabet: &Alphabet) -> Self {
        let mut trie = Self {
            inner: Vec::new(),
            first: Vec::new(),
        };
        let mut numbers = HashMap::default();
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
        numbers: &mut HashMap<(u32, Children), u32>,
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
        let key = (bits, children);
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

/// Spells the table's characters in bytes.
pub(super) fn expand(
    table: &Table,
    alphabet: &Alphabet,
    budget: &mut Budget,
) -> Result<ByteTable, PatternError> {
    let trie = Trie::new(alphabet);
    let groups = Groups::new(&trie);
    let bytes = ByteTable {
        groups: groups.of,
        group_count: groups.count,
        targets: vec![None; table.rows() * groups.count],
        accepting: table.accepting.clone(),
    };
    let mut expansion = Expansion {
        table,
        trie: &trie,
        groups: &groups,
        bytes,
        numbers: HashMap::default(),
    };
    for row in 0..table.rows() as u32 {
        expansion.row(row, budget)?;
    }
    Ok(expansion.bytes)
}

struct Expansion<'a> {
    table: &'a Table,
    trie: &'a Trie,
    groups: &'a Groups,
    bytes: ByteTable,
    /// The rows within characters, by what the groups of continuation bytes do.
    numbers: HashMap<Vec<Option<u32>>, u32>,
}

impl Expansion<'_> {
    fn row(&mut self, row: u32, budget: &mut Budget) -> Result<(), PatternError> {
        let mut known = HashMap::default();
        let groups = self.groups;
        for &(group, bits, node) in &groups.first {
            let target = self.resolve(row, node, bits, &mut known, budget)?;
            self.set(row, group, target);
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
        let (trie, groups) = (self.trie, self.groups);
        let mut targets = Vec::with_capacity(groups.continuation.len());
        for &(_, low_bits) in &groups.continuation {
            let child = trie
                .inner
                .get(number as usize)
                .and_then(|children| children.get(low_bits));
            let child = child.copied().unwrap_or(Node::Impossible);
            targets.push(self.resolve(row, child, bits.saturating_sub(6), known, budget)?);
        }
        self.within(targets, budget)
    }

    /// The row that does `targets` over continuation bytes: that of the table which they all lead to, or one of its own.
    fn within(
        &mut self,
        mut targets: Vec<Option<u32>>,
        budget: &mut Budget,
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
        budget.check_states(self.bytes.rows())?;
        budget.spend(self.groups.count)?;
        let number = self.bytes.rows() as u32;
        self.bytes
            .targets
            .extend(std::iter::repeat_n(None, self.groups.count));
        self.bytes.accepting.push(false);
        let groups = self.groups;
        for (&(group, _), &target) in groups.continuation.iter().zip(&targets) {
            self.set(number, group, target);
        }
        self.numbers.insert(targets, number);
        Ok(number)
    }

    /// A row that is reached before the last byte of a character waits for the rest of it.
    fn stay_over_continuation(&mut self, row: u32) {
        if (row as usize) < self.table.rows() {
            let groups = self.groups;
            groups
                .continuation
                .iter()
                .for_each(|&(group, _)| self.set(row, group, Some(row)));
        }
    }

    fn set(&mut self, row: u32, group: u8, target: Option<u32>) {
        let cell = row as usize * self.groups.count + usize::from(group);
        put(&mut self.bytes.targets, cell, target);
    }
}
