//! Boolean functions of "this look-ahead holds from here on", as reduced ordered binary decision diagrams:
//! equal functions are equal numbers, which is what makes the states of the determinisation comparable.

use rustc_hash::{FxHashMap as HashMap, FxHashSet as HashSet};

use super::{
    PatternError,
    budget::{At, Budget},
};

/// A function, by number.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Default)]
pub(super) struct Bdd(u32);

impl Bdd {
    pub(super) const FALSE: Self = Self(0);
    pub(super) const TRUE: Self = Self(1);

    pub(super) fn constant(value: bool) -> Self {
        if value { Self::TRUE } else { Self::FALSE }
    }
}

/// `if variable { high } else { low }`
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub(super) struct Branch {
    pub(super) variable: u32,
    low: Bdd,
    high: Bdd,
}

/// Owns the diagrams of one determinisation.
#[derive(Debug, Default)]
pub(super) struct Bdds {
    branches: Vec<Branch>,
    variables: HashSet<u32>,
    numbers: HashMap<Branch, Bdd>,
    decided: HashMap<(Bdd, Bdd, Bdd), Bdd>,
}

impl Bdds {
    pub(super) fn new() -> Self {
        let constant = Branch {
            variable: u32::MAX,
            low: Bdd::FALSE,
            high: Bdd::FALSE,
        };
        Self {
            branches: vec![constant; 2],
            ..Self::default()
        }
    }

    /// The function that is the variable.
    pub(super) fn variable(&mut self, variable: u32) -> Result<Bdd, PatternError> {
        self.variables.insert(variable);
        Budget::check_variables(self.variables.len())?;
        Ok(self.branch(variable, Bdd::FALSE, Bdd::TRUE))
    }

    pub(super) fn or(&mut self, a: Bdd, b: Bdd, budget: &mut Budget) -> Result<Bdd, PatternError> {
        self.if_then_else(a, Bdd::TRUE, b, budget)
    }

    pub(super) fn and(&mut self, a: Bdd, b: Bdd, budget: &mut Budget) -> Result<Bdd, PatternError> {
        self.if_then_else(a, b, Bdd::FALSE, budget)
    }

    pub(super) fn not(&mut self, a: Bdd, budget: &mut Budget) -> Result<Bdd, PatternError> {
        self.if_then_else(a, Bdd::FALSE, Bdd::TRUE, budget)
    }

    pub(super) fn if_then_else(
        &mut self,
        condition: Bdd,
        then: Bdd,
        otherwise: Bdd,
        budget: &mut Budget,
    ) -> Result<Bdd, PatternError> {
        match (condition, then, otherwise) {
            (Bdd::TRUE, _, _) => return Ok(then),
            (Bdd::FALSE, _, _) => return Ok(otherwise),
            (_, Bdd::TRUE, Bdd::FALSE) => return Ok(condition),
            _ if then == otherwise => return Ok(then),
            _ => {}
        }
        if let Some(&known) = self.decided.get(&(condition, then, otherwise)) {
            return Ok(known);
        }
        budget.spend(16)?; // dearer than an edge, in time and in memory
        let parts = [condition, then, otherwise].map(|part| self.split(part));
        let variable = parts
            .iter()
            .map(|part| part.variable)
            .min()
            .unwrap_or(u32::MAX);
        let [c, t, o] = [0, 1, 2].map(|index| parts.at(index));
        let side = |part: Branch, whole: Bdd, pick: fn(Branch) -> Bdd| {
            if part.variable == variable {
                pick(part)
            } else {
                whole
            }
        };
        let halves = |pick: fn(Branch) -> Bdd| {
            (
                side(c, condition, pick),
                side(t, then, pick),
                side(o, otherwise, pick),
            )
        };
        let (c0, t0, o0) = halves(|part| part.low);
        let (c1, t1, o1) = halves(|part| part.high);
        let low = self.if_then_else(c0, t0, o0, budget)?;
        let high = self.if_then_else(c1, t1, o1, budget)?;
        let result = self.branch(variable, low, high);
        self.decided.insert((condition, then, otherwise), result);
        Ok(result)
    }

    /// The topmost branch of `function`; that of a constant has the variable `u32::MAX`.
    pub(super) fn split(&self, function: Bdd) -> Branch {
        self.branches.at(function.0 as usize)
    }

    fn branch(&mut self, variable: u32, low: Bdd, high: Bdd) -> Bdd {
        if low == high {
            return low;
        }
        let branch = Branch {
            variable,
            low,
            high,
        };
        let next = Bdd(self.branches.len() as u32);
        let number = *self.numbers.entry(branch).or_insert(next);
        if number == next {
            self.branches.push(branch);
        }
        number
    }
}

impl Branch {
    pub(super) fn sides(self) -> (Bdd, Bdd) {
        (self.low, self.high)
    }
}
