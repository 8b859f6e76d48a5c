//! Patterns as automata over bytes: tables that the generator makes, walked by one loop.

/// An ECMA-262 pattern, compiled to a deterministic automaton over the bytes of UTF-8.
///
/// The table has a row for each state and a column for each class of bytes. State 0 is dead: no text that gets there
/// matches any more.
///
/// ```
/// use oas_runtime::Pattern;
/// // ^a*$: byte `a` is class 1, everything else class 0; state 1 is the start.
/// static CLASSES: [u8; 256] = { let mut c = [0; 256]; c[b'a' as usize] = 1; c };
/// static PATTERN: Pattern = Pattern::new("^a*$", &CLASSES, 2, &[0, 0, 0, 1], &[false, true], 1);
/// const { assert!(PATTERN.is_match("aaa")) };
/// assert!(!PATTERN.is_match("aab"));
/// ```
#[derive(Debug)]
pub struct Pattern {
    source: &'static str,
    classes: &'static [u8; 256],
    class_count: u16,
    transitions: &'static [u16],
    accepting: &'static [bool],
    start: u16,
}

impl Pattern {
    /// An automaton by its tables: `transitions[state * class_count + class]` is the next state, `accepting[state]`
    /// says whether a text may end there.
    ///
    /// # Panics
    /// When the tables do not fit together; in a static that is a compile error.
    #[must_use]
    pub const fn new(
        source: &'static str,
        classes: &'static [u8; 256],
        class_count: u16,
        transitions: &'static [u16],
        accepting: &'static [bool],
        start: u16,
    ) -> Self {
        assert!(
            transitions.len() == accepting.len() * class_count as usize,
            "a row of the table for each state"
        );
        assert!((start as usize) < accepting.len(), "the start is a state");
        Self {
            source,
            classes,
            class_count,
            transitions,
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
        let mut state = self.start as usize;
        let mut i = 0;
        while i < bytes.len() && state != 0 {
            let cell = state * self.class_count as usize + self.classes[bytes[i] as usize] as usize;
            // A table that leads out of itself leads nowhere.
            state = if cell < self.transitions.len() {
                self.transitions[cell] as usize
            } else {
                0
            };
            i += 1;
        }
        state != 0 && state < self.accepting.len() && self.accepting[state]
    }
}
