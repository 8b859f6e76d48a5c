//! Patterns as automata over bytes: tables that the generator makes, walked by one loop.

/// An ECMA-262 pattern, compiled to a deterministic automaton over the bytes of UTF-8.
///
/// The table has a row for each class of bytes and a column for each state: where a row begins is known before the state
/// is, so that a step waits for one addition and one look into the table. State 0 is dead: no text that gets there matches
/// any more.
///
/// ```
/// use oas_runtime::Pattern;
/// // ^a*$: byte `a`, after 97 others, is class 1, everything else class 0; state 1 is the start.
/// static PATTERN: Pattern = Pattern::new("^a*$", &[97, 0, 1, 1, 158, 0], &[0, 0, 0, 1], &[0, 1], 1);
/// const { assert!(PATTERN.is_match("aaa")) };
/// assert!(!PATTERN.is_match("aab"));
/// ```
#[derive(Debug)]
pub struct Pattern {
    source: &'static str,
    classes: [u8; 256],
    transitions: &'static [u8],
    /// Does a transition take two bytes?
    wide: bool,
    accepting: &'static [u8],
    start: u16,
}

impl Pattern {
    /// An automaton by its tables: `runs` gives each byte from 0 to 255 its class, as how many bytes one after the other and of
    /// which class; `transitions[class * accepting.len() + state]` is the next state, `accepting[state]`
    /// says with 1 that a text may end there. Of more than 256 states, a transition is two bytes, the lower one first.
    ///
    /// The tables are bytes since they are cheap to compile: one literal, where a list of numbers is one each.
    ///
    /// # Panics
    /// When the tables do not fit together; in a static that is a compile error.
    #[must_use]
    pub const fn new(
        source: &'static str,
        runs: &[u8],
        transitions: &'static [u8],
        accepting: &'static [u8],
        start: u16,
    ) -> Self {
        let wide = accepting.len() > 256;
        let row = accepting.len() << wide as usize;
        assert!(
            row != 0 && transitions.len().is_multiple_of(row),
            "a column of the table for each state"
        );
        assert!((start as usize) < accepting.len(), "the start is a state");
        Self {
            source,
            classes: classes(runs),
            transitions,
            wide,
            accepting,
            start,
        }
    }

    /// The pattern as the description has it.
    #[must_use]
    pub const fn source(&self) -> &'static str {
        self.source
    }

    /// Whether the pattern matches `text`.
    #[must_use]
    pub const fn is_match(&self, text: &str) -> bool {
        let bytes = text.as_bytes();
        let states = self.accepting.len();
        let mut state = self.start as usize;
        let mut i = 0;
        while i < bytes.len() && state != 0 {
            let class = self.classes[bytes[i] as usize] as usize;
            state = self.next(class * states + state);
            i += 1;
        }
        state < states && self.accepting[state] == 1
    }

    /// What stands in a cell of the table. A table that leads out of itself leads nowhere.
    const fn next(&self, cell: usize) -> usize {
        if !self.wide {
            return if cell < self.transitions.len() {
                self.transitions[cell] as usize
            } else {
                0
            };
        }
        let at = cell * 2;
        if at + 1 < self.transitions.len() {
            u16::from_le_bytes([self.transitions[at], self.transitions[at + 1]]) as usize
        } else {
            0
        }
    }
}

/// The class of each byte, by runs of them.
const fn classes(runs: &[u8]) -> [u8; 256] {
    let mut classes = [0; 256];
    let (mut byte, mut run) = (0, 0);
    while run + 1 < runs.len() {
        let end = byte + runs[run] as usize;
        while byte < end {
            classes[byte] = runs[run + 1];
            byte += 1;
        }
        run += 2;
    }
    assert!(byte == 256, "a class for each byte");
    classes
}
