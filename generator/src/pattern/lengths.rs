//! How long the texts are that a pattern matches.

use std::collections::BTreeSet;

use super::{Automaton, Utf8};

/// How many ways from state to state are followed before the question is left open.
const STEPS: usize = 1_000_000;

impl Automaton {
    /// Is there a text of so many characters, at least and at most, that matches? None where it takes too long to say.
    pub(crate) fn has_text_within(&self, least: u64, most: Option<u64>) -> Option<bool> {
        let mut walk = Walk {
            automaton: self,
            ways: vec![None; self.accepting.len()],
            steps: 0,
        };
        let mut at = BTreeSet::from([self.start]);
        let mut length = 0;
        while length < least {
            let next = walk.on(&at)?;
            // From here on it is the same after every further character.
            if next == at {
                break;
            }
            at = next;
            length += 1;
        }
        let mut left = most.map(|most| most.saturating_sub(least));
        let mut seen = at.clone();
        loop {
            if at.iter().any(|&state| walk.accepts(state)) {
                return Some(true);
            }
            if at.is_empty() || left == Some(0) {
                return Some(false);
            }
            left = left.map(|left| left - 1);
            at = walk.on(&at)?;
            at.retain(|&state| seen.insert(state));
        }
    }
}

/// A walk from character to character.
struct Walk<'a> {
    automaton: &'a Automaton,
    /// By state: where one character leads, once it was asked for.
    ways: Vec<Option<Vec<u16>>>,
    steps: usize,
}

impl Walk<'_> {
    fn accepts(&self, state: u16) -> bool {
        let accepting = self.automaton.accepting.get(usize::from(state));
        accepting.copied().unwrap_or_default()
    }

    /// Where one more character leads from any of some states.
    fn on(&mut self, from: &BTreeSet<u16>) -> Option<BTreeSet<u16>> {
        let mut reached = BTreeSet::new();
        for &state in from {
            self.explore(state)?;
            let ways = self.ways.get(usize::from(state))?.as_ref()?;
            self.steps += ways.len();
            reached.extend(ways);
        }
        (self.steps <= STEPS).then_some(reached)
    }

    /// Finds out where one character leads from a state; the state that nothing leads out of is no way.
    fn explore(&mut self, state: u16) -> Option<()> {
        if self.ways.get(usize::from(state))?.is_some() {
            return Some(());
        }
        let mut ways = BTreeSet::new();
        let mut seen = BTreeSet::new();
        let mut todo = vec![(state, Utf8::Start)];
        while let Some((at, utf8)) = todo.pop() {
            for byte in 0..=u8::MAX {
                let Some(utf8) = utf8.next(byte) else {
                    continue;
                };
                self.steps += 1;
                let next = self.step(at, byte)?;
                if next == 0 {
                    continue;
                }
                if utf8 == Utf8::Start {
                    ways.insert(next);
                } else if seen.insert((next, utf8)) {
                    todo.push((next, utf8));
                }
            }
            if self.steps > STEPS {
                return None;
            }
        }
        *self.ways.get_mut(usize::from(state))? = Some(ways.into_iter().collect());
        Some(())
    }

    fn step(&self, state: u16, byte: u8) -> Option<u16> {
        let class = usize::from(*self.automaton.classes.get(usize::from(byte))?);
        let at = usize::from(state) * self.automaton.class_count + class;
        self.automaton.transitions.get(at).copied()
    }
}

#[cfg(test)]
mod tests {
    use crate::pattern::{Limits, compile};

    #[test]
    fn lengths_are_those_of_texts_that_match() {
        for (source, least, most, expected) in [
            ("^[a-z]{3,5}$", 0, Some(2), Some(false)),
            ("^[a-z]{3,5}$", 0, Some(3), Some(true)),
            ("^[a-z]{3,5}$", 5, None, Some(true)),
            ("^[a-z]{3,5}$", 6, None, Some(false)),
            ("^é😀$", 2, Some(2), Some(true)),
            ("^é😀$", 3, None, Some(false)),
            ("abc", 0, Some(2), Some(false)),
            ("abc", 5000, Some(5000), Some(true)),
            ("^(ab)*$", 3, Some(3), Some(false)),
            ("^(ab)*$", 3, Some(4), Some(true)),
            ("^(?=.{7}$)a*$", 8, None, Some(false)),
            ("^$", 1, None, Some(false)),
            ("", 0, None, Some(true)),
        ] {
            let automaton = compile(source, &Limits::default()).unwrap();
            let found = automaton.has_text_within(least, most);
            assert_eq!(found, expected, "{source} {least} {most:?}");
        }
    }
}
