//! Which places of a program are copies of one another, of which one allows all that the other does: those of the bodies that a
//! repetition may leave out. Where both are reached the other is of no use, and without it there are far fewer states.

use std::ops::Range;

use rustc_hash::FxHashMap as HashMap;

use super::{PatternError, bdd::Bdd, budget::Budget, program::Place, step::Threads};

/// What a place is a copy of.
#[derive(Debug, Clone)]
struct Copied {
    /// The place that all of them are known by.
    model: Place,
    /// How many more bodies may follow, a number a repetition around it, the innermost first: the more, the more is allowed.
    ranks: Vec<u32>,
}

/// The copies that a program has.
#[derive(Debug, Default)]
pub(super) struct Copies(HashMap<Place, Copied>);

impl Copies {
    /// Takes note of places that are the same in each of several parts, a part allowing all that those before it do.
    pub(super) fn relate(&mut self, parts: &[Range<Place>]) {
        let [_, .., last] = parts else {
            return;
        };
        for (rank, part) in (0..).zip(parts) {
            // The first may hold look-arounds that the others share.
            if part.len() != last.len() {
                continue;
            }
            for (place, like) in part.clone().zip(last.clone()) {
                let model = self.0.get(&like).map_or(like, |copied| copied.model);
                let copied = self.0.entry(place).or_insert_with(|| Copied {
                    model,
                    ranks: Vec::new(),
                });
                copied.model = model;
                copied.ranks.push(rank);
            }
        }
    }

    /// Leaves out the threads that another one without a condition makes useless.
    pub(super) fn prune(
        &self,
        threads: &mut Threads,
        budget: &mut Budget,
    ) -> Result<(), PatternError> {
        if self.0.is_empty() || threads.len() < 2 {
            return Ok(());
        }
        let mut certain: HashMap<Place, Vec<&[u32]>> = HashMap::default();
        for (place, condition) in threads.iter() {
            if let Some(copied) = self.0.get(place)
                && *condition == Bdd::TRUE
            {
                let known = certain.entry(copied.model).or_default();
                budget.spend(1 + known.len())?;
                if !known.iter().any(|other| allows(other, &copied.ranks)) {
                    known.retain(|other| !allows(&copied.ranks, other));
                    known.push(&copied.ranks);
                }
            }
        }
        let is_needed = |place: &Place| {
            let Some(copied) = self.0.get(place) else {
                return true;
            };
            let others = certain.get(&copied.model).into_iter().flatten();
            let mut others = others.filter(|other| **other != copied.ranks.as_slice());
            !others.any(|other| allows(other, &copied.ranks))
        };
        threads.retain(|(place, _)| is_needed(place));
        Ok(())
    }
}

/// Does one allow all that the other does?
fn allows(one: &[u32], other: &[u32]) -> bool {
    one.len() == other.len() && one.iter().zip(other).all(|(one, other)| one >= other)
}
