//! The result: a table that the runtime walks byte by byte.

use std::collections::VecDeque;

use rustc_hash::FxHashMap as HashMap;

use super::{
    Flavour, PatternError,
    budget::{At, Budget, put},
    bytes::ByteTable,
};

/// A minimal deterministic automaton over the bytes of UTF-8 that decides whether a pattern matches somewhere in a text.
///
/// State 0 accepts nothing and is never left; the other states are numbered breadth-first from the start, so the same
/// pattern gives the same table everywhere. The table is meant for valid UTF-8, that is for `str`: what bytes do where
/// they cannot occur is chosen so that the table is small.
///
/// ```
/// # use oas_codegen::pattern::{self, Limits};
/// let automaton = pattern::compile("^[a-z]+$", &Limits::default())?;
/// assert!(automaton.is_match("abc") && !automaton.is_match("abc1"));
/// # Ok::<(), pattern::PatternError>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Automaton {
    /// The class of each byte.
    pub classes: [u8; 256],
    /// How many classes there are, at most 256.
    pub class_count: usize,
    /// `transitions[state * class_count + class]`.
    pub transitions: Vec<u16>,
    /// Whether a text that ends in the state matches, by state.
    pub accepting: Vec<bool>,
    /// Where each text begins.
    pub start: u16,
    /// By which grammar the pattern was read.
    pub flavour: Flavour,
}

impl Automaton {
    /// Whether the pattern matches somewhere in `text`, as `new RegExp(pattern).test(text)` says.
    pub fn is_match(&self, text: &str) -> bool {
        let end = text
            .bytes()
            .fold(self.start, |state, byte| self.step(state, byte));
        self.accepts(end)
    }

    /// Where a byte leads from a state.
    pub(crate) fn step(&self, state: u16, byte: u8) -> u16 {
        let class = self.classes.at(usize::from(byte));
        self.transitions
            .at(usize::from(state) * self.class_count + usize::from(class))
    }

    /// Whether a text that ends in a state matches.
    pub(crate) fn accepts(&self, state: u16) -> bool {
        self.accepting.at(usize::from(state))
    }

    /// Whether there is no text at all that the pattern matches.
    pub fn matches_nothing(&self) -> bool {
        !self.accepting.contains(&true)
    }

    /// How many states there are, the dead one counted.
    pub fn state_count(&self) -> usize {
        self.accepting.len()
    }

    /// Whether every state fits a byte, so that a byte is enough for a transition.
    pub fn fits_bytes(&self) -> bool {
        self.state_count() <= 256
    }

    /// The size in bytes of the table that it becomes: a byte a transition, two where there are more states than that.
    pub fn table_size(&self) -> usize {
        let width = if self.fits_bytes() { 1 } else { 2 };
        self.classes.len() + width * self.transitions.len() + self.accepting.len()
    }

    pub(super) fn new(
        table: &ByteTable,
        dead: Option<u32>,
        flavour: Flavour,
        budget: &mut Budget,
    ) -> Result<Self, PatternError> {
        let columns = Columns::new(table, budget)?;
        let (order, numbers) = breadth_first(&columns, dead, table.rows());
        let count = order.len() + 1;
        budget.check_states(count)?;
        let number = |row: u32| numbers.at(row as usize).unwrap_or_default();
        let mut transitions = vec![0; columns.merged.len()];
        for &row in &order {
            let targets = columns
                .merged
                .iter()
                .map(|column| column.at(row as usize).map_or(0, number));
            transitions.extend(targets);
        }
        let accepting = order.iter().map(|&row| table.accepting.at(row as usize));
        Ok(Self {
            classes: columns.classes,
            class_count: columns.merged.len(),
            transitions,
            accepting: std::iter::once(false).chain(accepting).collect(),
            start: number(0),
            flavour,
        })
    }
}

/// The bytes' columns of the table, those merged that agree wherever both are defined.
struct Columns {
    classes: [u8; 256],
    merged: Vec<Vec<Option<u32>>>,
}

impl Columns {
    fn new(table: &ByteTable, budget: &mut Budget) -> Result<Self, PatternError> {
        let mut columns = Self {
            classes: [0; 256],
            merged: Vec::new(),
        };
        let mut known: HashMap<Vec<Option<u32>>, u8> = HashMap::default();
        let mut group_classes = Vec::with_capacity(table.group_count);
        for group in 0..table.group_count {
            budget.spend(table.rows())?;
            let cells =
                (0..table.rows()).map(|row| table.targets.at(row * table.group_count + group));
            let column: Vec<_> = cells.collect();
            let class = match known.get(&column) {
                Some(&class) => class,
                None => {
                    let class = columns.class_for(&column, budget)?;
                    known.insert(column, class);
                    class
                }
            };
            group_classes.push(class);
        }
        columns.classes = table
            .groups
            .map(|group| group_classes.at(usize::from(group)));
        Ok(columns)
    }

    /// The first class that the column does not contradict, or a new one.
    fn class_for(
        &mut self,
        column: &[Option<u32>],
        budget: &mut Budget,
    ) -> Result<u8, PatternError> {
        for (class, merged) in self.merged.iter_mut().enumerate() {
            budget.spend(1)?;
            if agree(merged, column) {
                budget.spend(column.len() / 4)?;
                for (cell, &target) in merged.iter_mut().zip(column) {
                    *cell = cell.or(target);
                }
                return Ok(class as u8);
            }
        }
        self.merged.push(column.to_vec());
        Ok((self.merged.len() - 1) as u8)
    }
}

fn agree(one: &[Option<u32>], other: &[Option<u32>]) -> bool {
    one.iter().zip(other).all(|pair| match pair {
        (Some(a), Some(b)) => a == b,
        _ => true,
    })
}

/// The rows in the order in which they are met from row 0, without the dead one, and the number of each, from 1.
fn breadth_first(
    columns: &Columns,
    dead: Option<u32>,
    rows: usize,
) -> (Vec<u32>, Vec<Option<u16>>) {
    let mut numbers: Vec<Option<u16>> = vec![None; rows];
    let mut order = Vec::new();
    let mut pending = VecDeque::from([0]);
    if let Some(dead) = dead {
        put(&mut numbers, dead as usize, Some(0));
    }
    while let Some(row) = pending.pop_front() {
        if numbers.at(row as usize).is_some() {
            continue;
        }
        order.push(row);
        put(
            &mut numbers,
            row as usize,
            Some(u16::try_from(order.len()).unwrap_or(u16::MAX)),
        );
        pending.extend(
            columns
                .merged
                .iter()
                .filter_map(|column| column.at(row as usize)),
        );
    }
    (order, numbers)
}
