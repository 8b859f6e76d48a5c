//! How long the texts are that a pattern matches.

use std::collections::{BTreeSet, HashMap};

use super::{Automaton, Utf8};

/// How many ways from state to state are followed before questions are left open, all that are asked of one automaton together.
const STEPS: usize = 1_000_000;

/// What is known of an automaton's way from character to character.
#[derive(Debug, Default)]
pub(crate) struct Lengths {
    /// By state: where one character leads, once it was asked for.
    ways: HashMap<u16, Vec<u16>>,
    steps: usize,
}

impl Lengths {
    /// Is there a text of so many characters, at least and at most, that the automaton matches? It has to be the same one at
    /// each question. None where it takes too long to say.
    pub(crate) fn has_text_within(
        &mut self,
        automaton: &Automaton,
        least: u64,
        most: Option<u64>,
    ) -> Option<bool> {
        let mut at = BTreeSet::from([automaton.start]);
        let mut length = 0;
        while length < least {
            let next = self.on(automaton, &at)?;
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
            if at.iter().any(|&state| automaton.accepts(state)) {
                return Some(true);
            }
            if at.is_empty() || left == Some(0) {
                return Some(false);
            }
            left = left.map(|left| left - 1);
            at = self.on(automaton, &at)?;
            at.retain(|&state| seen.insert(state));
        }
    }

    /// Where one more character leads from any of some states.
    fn on(&mut self, automaton: &Automaton, from: &BTreeSet<u16>) -> Option<BTreeSet<u16>> {
        let mut reached = BTreeSet::new();
        for &state in from {
            if !self.ways.contains_key(&state) {
                let ways = self.explored(automaton, state)?;
                self.ways.insert(state, ways);
            }
            let ways = self.ways.get(&state)?;
            self.steps += ways.len();
            reached.extend(ways);
        }
        (self.steps <= STEPS).then_some(reached)
    }

    /// Finds out where one character leads from a state; the state that nothing leads out of is no way.
    fn explored(&mut self, automaton: &Automaton, state: u16) -> Option<Vec<u16>> {
        let mut ways = BTreeSet::new();
        let mut seen = BTreeSet::new();
        let mut todo = vec![(state, Utf8::Start)];
        while let Some((at, utf8)) = todo.pop() {
            if self.steps > STEPS {
                return None;
            }
            for byte in 0..=u8::MAX {
                let Some(utf8) = utf8.next(byte) else {
                    continue;
                };
                self.steps += 1;
                let next = automaton.step(at, byte);
                if next == 0 {
                    continue;
                }
                if utf8 == Utf8::Start {
                    ways.insert(next);
                } else if seen.insert((next, utf8)) {
                    todo.push((next, utf8));
                }
            }
        }
        Some(ways.into_iter().collect())
    }
}

#[cfg(test)]
mod tests {
    use super::Lengths;
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
            let found = Lengths::default().has_text_within(&automaton, least, most);
            assert_eq!(found, expected, "{source} {least} {most:?}");
        }
    }

    #[test]
    fn questions_about_one_pattern_share_their_steps() {
        let automaton = compile("^(ab)*$", &Limits::default()).unwrap();
        let mut lengths = Lengths::default();
        assert_eq!(
            lengths.has_text_within(&automaton, 1_001, Some(1_001)),
            Some(false)
        );
        assert_eq!(
            lengths.has_text_within(&automaton, u64::MAX, Some(u64::MAX)),
            None
        );
        assert_eq!(
            lengths.has_text_within(&automaton, 1_001, Some(1_001)),
            None
        );
    }
}
