//! What one pattern may cost, and reading tables without panics.

use super::{Excess, Limits, PatternError};

/// Bounds the depth of the recursion over a decision diagram.
const MAX_VARIABLES: usize = 2000;

/// Counts the work done for one pattern, so that every pattern is either compiled or refused in bounded time.
#[derive(Debug)]
pub(super) struct Budget {
    work: u64,
    work_limit: u64,
    states: usize,
}

impl Budget {
    pub(super) fn new(limits: &Limits) -> Self {
        Self {
            work: limits.work,
            work_limit: limits.work,
            states: limits.states,
        }
    }

    /// Takes `amount` steps, each about the work of following one edge.
    pub(super) fn spend(&mut self, amount: usize) -> Result<(), PatternError> {
        match self.work.checked_sub(amount as u64) {
            Some(left) => {
                self.work = left;
                Ok(())
            }
            None => Err(PatternError::TooLarge(Excess::Work(self.work_limit))),
        }
    }

    /// Whether so many states are still within the limit.
    pub(super) fn check_states(&self, count: usize) -> Result<(), PatternError> {
        within(count, self.states, Excess::States)
    }

    /// Whether so many states are worth having before the equal ones are merged.
    pub(super) fn check_intermediate(&self, count: usize) -> Result<(), PatternError> {
        within(count, self.states.saturating_mul(4), Excess::BeforeMerging)
    }

    /// Whether so many instructions are worth having: there are more of them than of states, by far.
    pub(super) fn check_instructions(&self, count: usize) -> Result<(), PatternError> {
        within(count, self.states.saturating_mul(8), Excess::Instructions)
    }

    /// Whether so many look-ahead variables are; the diagrams are walked recursively, one call a variable.
    pub(super) fn check_variables(count: usize) -> Result<(), PatternError> {
        within(count, MAX_VARIABLES, Excess::LookAheads)
    }
}

fn within(count: usize, limit: usize, excess: fn(usize) -> Excess) -> Result<(), PatternError> {
    if count > limit {
        Err(PatternError::TooLarge(excess(limit)))
    } else {
        Ok(())
    }
}

/// Reads of tables whose indices come from the code that filled them. A slip would read a default and fail a test;
/// it cannot panic in somebody's build.
pub(super) trait At<T> {
    fn at(&self, index: usize) -> T;
}

impl<T: Copy + Default> At<T> for [T] {
    fn at(&self, index: usize) -> T {
        self.get(index).copied().unwrap_or_default()
    }
}

/// The same for writing.
pub(super) fn put<T>(table: &mut [T], index: usize, value: T) {
    if let Some(cell) = table.get_mut(index) {
        *cell = value;
    }
}
