//! Texts that a pattern matches, whatever it looks around for.

use oas_codegen::pattern::{self, Automaton, Limits};

use super::instance::Choices;

/// Texts of a pattern: ways through its automaton.
pub(super) struct Walk {
    automaton: Automaton,
    /// How many bytes the nearest accepting state is away, by state.
    distance: Vec<usize>,
    /// The bytes worth taking, those of plain text first.
    bytes: Vec<u8>,
}

impl Walk {
    pub(super) fn of(pattern: &str) -> Option<Self> {
        let automaton = pattern::compile(pattern, &Limits::default()).ok()?;
        let states = automaton.state_count();
        let mut distance: Vec<usize> = automaton
            .accepting
            .iter()
            .map(|accepts| if *accepts { 0 } else { usize::MAX })
            .collect();
        for _ in 0..states {
            let mut moved = false;
            for state in 0..states {
                let row = &automaton.transitions[state * automaton.class_count..]
                    [..automaton.class_count];
                let near = row
                    .iter()
                    .map(|next| distance[usize::from(*next)])
                    .min()
                    .unwrap_or(usize::MAX);
                if near < usize::MAX && near + 1 < distance[state] {
                    distance[state] = near + 1;
                    moved = true;
                }
            }
            if !moved {
                break;
            }
        }
        let bytes = (b' '..=b'~')
            .chain([b'\n', 0xc3, 0xa9, 0xe6, 0xbc, 0xa2])
            .collect();
        Some(Self {
            automaton,
            distance,
            bytes,
        })
    }

    fn next(&self, state: usize, byte: u8) -> usize {
        let class = usize::from(self.automaton.classes[usize::from(byte)]);
        usize::from(self.automaton.transitions[state * self.automaton.class_count + class])
    }

    /// A text that matches: on from the shortest way by chance, and back to it.
    pub(super) fn text(&self, least: usize, most: usize, choices: &mut Choices<'_>) -> String {
        let mut state = usize::from(self.automaton.start);
        let mut text = Vec::new();
        let wanted = least + choices.below(most.saturating_sub(least).min(12) + 1);
        while text.len() < 4096 {
            let there = self.distance[state] == 0;
            if there && text.len() >= wanted {
                break;
            }
            let strict = text.len() + self.distance[state].min(4096) >= wanted.max(1);
            let goes = |byte: &&u8| {
                let next = self.next(state, **byte);
                let left = self.distance[next];
                left < usize::MAX && (!strict || there || left < self.distance[state])
            };
            let ways: Vec<&u8> = self.bytes.iter().filter(goes).collect();
            let Some(byte) = choices.one(&ways) else {
                break;
            };
            state = self.next(state, **byte);
            text.push(**byte);
        }
        String::from_utf8(text).unwrap_or_default()
    }
}
