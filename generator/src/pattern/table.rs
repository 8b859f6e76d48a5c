//! A deterministic automaton over the readings of characters, and its minimal form (Hopcroft 1971).

use super::{
    PatternError,
    budget::{At, Budget, put},
};

/// A complete automaton: a row a state, a column a reading; it starts in row 0.
#[derive(Debug)]
pub(super) struct Table {
    pub(super) columns: usize,
    pub(super) targets: Vec<u32>,
    pub(super) accepting: Vec<bool>,
}

impl Table {
    pub(super) fn new(columns: usize) -> Self {
        Self {
            columns,
            targets: Vec::new(),
            accepting: Vec::new(),
        }
    }

    pub(super) fn push_row(&mut self, targets: impl IntoIterator<Item = u32>, accepting: bool) {
        self.targets.extend(targets);
        self.accepting.push(accepting);
    }

    pub(super) fn rows(&self) -> usize {
        self.accepting.len()
    }

    pub(super) fn target(&self, row: u32, column: usize) -> u32 {
        self.targets.at(row as usize * self.columns + column)
    }

    /// The row that accepts nothing, if there is one in a minimal table.
    pub(super) fn dead_row(&self) -> Option<u32> {
        (0..self.rows() as u32).find(|&row| {
            !self.accepting.at(row as usize)
                && (0..self.columns).all(|column| self.target(row, column) == row)
        })
    }

    /// The smallest table that accepts the same texts; all rows of `self` are reachable from row 0.
    pub(super) fn minimised(&self, budget: &mut Budget) -> Result<Self, PatternError> {
        let mut blocks = Blocks::new(&self.accepting);
        let sources: Vec<Sources> = (0..self.columns)
            .map(|column| Sources::new(self, column))
            .collect();
        let mut pending: Vec<u32> = (0..blocks.count()).collect();
        let mut is_pending = vec![true; self.rows() + 1];
        while let Some(splitter) = pending.pop() {
            put(&mut is_pending, splitter as usize, false);
            let members = blocks.members(splitter).to_vec();
            for column in &sources {
                budget.spend(1 + members.len() / 4)?;
                for &member in &members {
                    let sources = column.of(member);
                    budget.spend(sources.len())?;
                    sources.iter().for_each(|&source| blocks.mark(source));
                }
                for (old, new) in blocks.split_marked() {
                    let smaller = if blocks.size(new) <= blocks.size(old) {
                        new
                    } else {
                        old
                    };
                    let chosen = if is_pending.at(old as usize) {
                        new
                    } else {
                        smaller
                    };
                    put(&mut is_pending, chosen as usize, true);
                    pending.push(chosen);
                }
            }
        }
        Ok(self.merged(&blocks))
    }

    /// A row a block, that of row 0 first, the rest by first appearance, which does not depend on the order of splitting.
    fn merged(&self, blocks: &Blocks) -> Self {
        let mut numbers = vec![None; blocks.count() as usize];
        let mut leaders = Vec::new();
        for row in 0..self.rows() as u32 {
            let block = blocks.of(row) as usize;
            if numbers.at(block).is_none() {
                put(&mut numbers, block, Some(leaders.len() as u32));
                leaders.push(row);
            }
        }
        let mut table = Self::new(self.columns);
        for row in leaders {
            let targets = (0..self.columns).map(|column| self.target(row, column));
            let targets =
                targets.map(|target| numbers.at(blocks.of(target) as usize).unwrap_or_default());
            table.push_row(targets, self.accepting.at(row as usize));
        }
        table
    }
}

/// For one column, the rows that lead to each row.
struct Sources {
    starts: Vec<u32>,
    rows: Vec<u32>,
}

impl Sources {
    fn new(table: &Table, column: usize) -> Self {
        let count = table.rows();
        let mut starts = vec![0_u32; count + 1];
        let targets: Vec<u32> = (0..count as u32)
            .map(|row| table.target(row, column))
            .collect();
        for &target in &targets {
            let cell = target as usize + 1;
            let sources = starts.at(cell) + 1;
            put(&mut starts, cell, sources);
        }
        let mut sum = 0;
        for start in &mut starts {
            sum += *start;
            *start = sum;
        }
        let mut next = starts.clone();
        let mut rows = vec![0; count];
        for (row, &target) in targets.iter().enumerate() {
            let slot = next.at(target as usize);
            put(&mut rows, slot as usize, row as u32);
            put(&mut next, target as usize, slot + 1);
        }
        Self { starts, rows }
    }

    fn of(&self, row: u32) -> &[u32] {
        let (from, to) = (
            self.starts.at(row as usize),
            self.starts.at(row as usize + 1),
        );
        self.rows
            .get(from as usize..to as usize)
            .unwrap_or_default()
    }
}

/// A partition of the rows that can be refined: each block is a run of `order`, its marked members first.
struct Blocks {
    order: Vec<u32>,
    /// Where each row stands in `order`.
    place: Vec<u32>,
    block: Vec<u32>,
    /// By block: begin and end in `order`, and how many are marked.
    bounds: Vec<(u32, u32, u32)>,
    /// Blocks with marked members.
    touched: Vec<u32>,
}

impl Blocks {
    /// The accepting rows and the others.
    fn new(accepting: &[bool]) -> Self {
        let count = accepting.len() as u32;
        let mut order: Vec<u32> = (0..count).collect();
        order.sort_by_key(|&row| accepting.at(row as usize));
        let mut place = vec![0; order.len()];
        for (index, &row) in order.iter().enumerate() {
            put(&mut place, row as usize, index as u32);
        }
        let rejecting = accepting.iter().filter(|accepts| !**accepts).count() as u32;
        let mut bounds = vec![(0, rejecting, 0), (rejecting, count, 0)];
        bounds.retain(|(from, to, _)| from < to);
        let second = u32::from(bounds.len() > 1);
        let block = accepting
            .iter()
            .map(|&accepts| if accepts { second } else { 0 })
            .collect();
        Self {
            order,
            place,
            block,
            bounds,
            touched: Vec::new(),
        }
    }

    fn count(&self) -> u32 {
        self.bounds.len() as u32
    }

    fn of(&self, row: u32) -> u32 {
        self.block.at(row as usize)
    }

    fn size(&self, block: u32) -> u32 {
        let (from, to, _) = self.bounds.at(block as usize);
        to - from
    }

    fn members(&self, block: u32) -> &[u32] {
        let (from, to, _) = self.bounds.at(block as usize);
        self.order
            .get(from as usize..to as usize)
            .unwrap_or_default()
    }

    fn mark(&mut self, row: u32) {
        let block = self.of(row);
        let (from, to, marked) = self.bounds.at(block as usize);
        let (place, border) = (self.place.at(row as usize), from + marked);
        if place < border {
            return;
        }
        if marked == 0 {
            self.touched.push(block);
        }
        let other = self.order.at(border as usize);
        self.order.swap(place as usize, border as usize);
        put(&mut self.place, row as usize, border);
        put(&mut self.place, other as usize, place);
        put(&mut self.bounds, block as usize, (from, to, marked + 1));
    }

    /// Splits each block with marked and unmarked members; returns the old number, kept by the unmarked, and the new.
    fn split_marked(&mut self) -> Vec<(u32, u32)> {
        let mut splits = Vec::new();
        for block in std::mem::take(&mut self.touched) {
            let (from, to, marked) = self.bounds.at(block as usize);
            let border = from + marked;
            if border == to {
                put(&mut self.bounds, block as usize, (from, to, 0));
                continue;
            }
            let new = self.count();
            put(&mut self.bounds, block as usize, (border, to, 0));
            self.bounds.push((from, border, 0));
            for &row in self
                .order
                .get(from as usize..border as usize)
                .unwrap_or_default()
            {
                put(&mut self.block, row as usize, new);
            }
            splits.push((block, new));
        }
        splits
    }
}
