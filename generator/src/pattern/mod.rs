//! ECMA-262 patterns, compiled into minimal automata over bytes.
//!
//! JSON Schema's `pattern` is a regular expression of ECMA-262 that has to match somewhere in the text. Look-arounds
//! keep a language regular, so such a pattern is a finite automaton, and that is what a generated crate holds: a table
//! that one loop walks, in time linear in the text whatever the pattern.
//!
//! | step | module | turns |
//! |---|---|---|
//! | parse | `syntax` | source → tree of sequences, choices, repetitions, assertions (`spelling`, `fold`, `property`, `set` help) |
//! | program | `program` | tree → non-deterministic automaton with guarded empty edges |
//! | partition | `partition` | its sets → classes of symbols, and how characters are made of symbols |
//! | determinise | `determinise`, `step`, `bdd` | program → table over characters |
//! | minimise | `table` | table → minimal table |
//! | bytes | `bytes` | characters → UTF-8, with nothing spent on what cannot occur |
//! | number | `automaton` | byte table → classes of bytes, states in breadth-first order |
//!
//! # Which flavour
//!
//! Without the `u` flag a pattern sees UTF-16 code units and has the grammar of Annex B, in which `{old_id}` stands for
//! itself; with it, code points and a strict grammar. JSON Schema says neither. Here a pattern is read without `u`,
//! and with `u` where it
//!
//! - parses only so: `[😀-😎]`, or
//! - has an escape that means what is written only so, `\p{…}`, `\P{…}` or `\u{…}`. Without `u` that is a `p` in front of
//!   braces, which nobody means; so what does not parse with it, such as `\p{L}\_`, is no pattern.
//!
//! [`Automaton::flavour`] says which it was, and [`compile_as`] leaves the choice to the caller. The flavours differ on
//! characters beyond U+FFFF: `^.$` matches `é` in both, `😀` only with `u`; without it that is two symbols, as in JavaScript.

mod automaton;
mod bdd;
mod budget;
mod bytes;
mod compiled;
mod copies;
mod determinise;
mod fold;
mod lengths;
mod partition;
mod program;
mod property;
mod set;
mod spelling;
mod step;
mod syntax;
mod table;
mod tree;
mod utf8;

use std::fmt;

pub use automaton::Automaton;
pub(crate) use compiled::{Compiled, never};
pub(crate) use lengths::Lengths;
pub(crate) use utf8::Utf8;

use budget::Budget;
use partition::{Alphabet, Partition};
use program::{Guard, Program};
use set::SymbolSet;

/// What the symbols of a pattern are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Flavour {
    /// UTF-16 code units, the grammar of ECMA-262's Annex B: no flag.
    CodeUnits,
    /// Code points, the strict grammar: the flag `u`.
    CodePoints,
}

/// What one pattern may cost.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub struct Limits {
    /// States of the automaton, at most 65 535.
    pub states: usize,
    /// Steps of all the work, each about that of following one edge: some ten million are a tenth of a second.
    pub work: u64,
    /// Groups within groups.
    pub nesting: usize,
}

impl Limits {
    /// The same limits with another number of states.
    #[must_use]
    pub fn states(self, states: usize) -> Self {
        Self {
            states: states.min(usize::from(u16::MAX)),
            ..self
        }
    }
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            states: 4096,
            work: 20_000_000,
            nesting: 200,
        }
    }
}

/// Why a pattern has no automaton.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum PatternError {
    /// It is no pattern of ECMA-262.
    Syntax {
        /// What is wrong.
        message: String,
        /// Where, in bytes of the source.
        offset: usize,
    },
    /// It has what no finite automaton decides, or what is not supported: names it.
    NotRegular(&'static str),
    /// Its automaton, or the work to make it, is beyond [`Limits`].
    TooLarge(Excess),
    /// Its groups are nested deeper than [`Limits`] allows.
    TooDeep {
        /// The limit of nesting.
        limit: usize,
    },
}

/// What there is too much of in a pattern, or in the work on it; each with its limit.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum Excess {
    /// States of the automaton.
    States(usize),
    /// States before those that are alike are merged.
    BeforeMerging(usize),
    /// Instructions, with its repetitions written out.
    Instructions(usize),
    /// Characters of look-arounds that are open at a time.
    LookAheads(usize),
    /// Steps of all the work.
    Work(u64),
}

impl fmt::Display for Excess {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::States(limit) => write!(f, "needs an automaton of more than {limit} states"),
            Self::BeforeMerging(limit) => write!(
                f,
                "needs more than {limit} states before those that are alike are merged"
            ),
            Self::Instructions(limit) => write!(
                f,
                "has more than {limit} instructions when its repetitions are written out"
            ),
            Self::LookAheads(limit) => {
                write!(f, "has more than {limit} places to look ahead from at once")
            }
            Self::Work(limit) => write!(f, "takes more than {limit} steps to compile"),
        }
    }
}

/// Goes on after "the pattern": "needs an automaton of more than 4096 states".
impl fmt::Display for PatternError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Syntax { message, offset } => {
                write!(
                    f,
                    "is not a pattern of ECMA-262: {message}, at byte {offset}"
                )
            }
            Self::NotRegular(what) => write!(f, "cannot be compiled to an automaton: {what}"),
            Self::TooLarge(excess) => excess.fmt(f),
            Self::TooDeep { limit } => write!(f, "nests groups more than {limit} deep"),
        }
    }
}

impl std::error::Error for PatternError {}

/// Compiles a pattern, in the flavour that the [module](self) documents.
///
/// # Errors
///
/// [`PatternError::Syntax`] when neither flavour parses it, with what is wrong without `u`; the others as they say.
///
/// ```
/// # use oas_codegen::pattern::{self, Limits};
/// let automaton = pattern::compile("(?<!-)con_[a-z]{2}", &Limits::default())?;
/// assert!(automaton.is_match("my con_ab") && !automaton.is_match("-con_ab"));
/// # Ok::<(), pattern::PatternError>(())
/// ```
pub fn compile(source: &str, limits: &Limits) -> Result<Automaton, PatternError> {
    let (flavour, tree) = read(source, limits);
    assemble(&tree?, flavour, limits)
}

/// The flavour in which [`compile`] reads a pattern, also where there is no automaton of it.
///
/// ```
/// # use oas_codegen::pattern::{self, Flavour, Limits};
/// assert_eq!(pattern::flavour(r"^(\p{L})\1$", &Limits::default()), Flavour::CodePoints);
/// assert_eq!(pattern::flavour(r"^(\w)\1$", &Limits::default()), Flavour::CodeUnits);
/// ```
#[must_use]
pub fn flavour(source: &str, limits: &Limits) -> Flavour {
    read(source, limits).0
}

impl PatternError {
    /// The same of a pattern whose escapes ask for the flag.
    fn under_u(self) -> Self {
        match self {
            Self::Syntax { message, offset } => Self::Syntax {
                message: format!(
                    "{message} with the flag `u`, which `\\p{{…}}` and `\\u{{…}}` ask for"
                ),
                offset,
            },
            other => other,
        }
    }
}

type Parsed = Result<tree::Node, PatternError>;

/// A pattern in the flavour that suits it. What is well written and not regular is of its flavour all the same.
fn read(source: &str, limits: &Limits) -> (Flavour, Parsed) {
    let parse = |flavour| syntax::parse(source, flavour, limits);
    let is_written = |parsed: &Parsed| !matches!(parsed, Err(PatternError::Syntax { .. }));
    if syntax::means_unicode(source) {
        let strict = parse(Flavour::CodePoints).map_err(PatternError::under_u);
        return (Flavour::CodePoints, strict);
    }
    let lax = parse(Flavour::CodeUnits);
    if !is_written(&lax) {
        let strict = parse(Flavour::CodePoints);
        if is_written(&strict) {
            return (Flavour::CodePoints, strict);
        }
    }
    (Flavour::CodeUnits, lax)
}

/// Compiles a pattern in the flavour given.
///
/// # Errors
///
/// As [`compile`], of that flavour.
pub fn compile_as(
    source: &str,
    flavour: Flavour,
    limits: &Limits,
) -> Result<Automaton, PatternError> {
    assemble(&syntax::parse(source, flavour, limits)?, flavour, limits)
}

fn assemble(
    tree: &tree::Node,
    flavour: Flavour,
    limits: &Limits,
) -> Result<Automaton, PatternError> {
    let budget = &mut Budget::new(limits);
    let program = Program::new(tree, budget)?;
    let word = SymbolSet::word(false);
    let mut sets = program.sets.clone();
    if program.asserts(|guard| matches!(guard, Guard::WordBoundary { .. })) {
        sets.push(word.clone());
    }
    let partition = Partition::new(&sets, budget)?;
    let alphabet = Alphabet::new(&partition, flavour);
    let word = partition.classes_of(&word);
    let table = determinise::determinise(program, &partition, &alphabet, &word, budget)?
        .minimised(budget)?;
    let bytes = bytes::expand(&table, &alphabet, budget)?;
    Automaton::new(&bytes, table.dead_row(), flavour, budget)
}
