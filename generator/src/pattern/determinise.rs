//! The program as a deterministic automaton over characters, one pass from the start, look-arounds and all.
//!
//! A state says, for the prefix read so far, where the expression may be and under which condition on the rest of the
//! text. Conditions are Boolean functions of "look-ahead expression, from place `p` on, matches what follows", so a
//! look-ahead may stand anywhere, negated, nested or repeated. Each look-behind runs along from the beginning of the
//! text as an expression of its own; whether it holds at a place is a condition, too, since it may look ahead.

use std::rc::Rc;

use rustc_hash::FxHashMap as HashMap;

use super::{
    PatternError,
    bdd::{Bdd, Bdds},
    budget::{Budget, put},
    partition::{Alphabet, Partition},
    program::{Guard, Place, Program},
    step::{Expansion, State, Step},
    table::Table,
};

/// A number of no state.
const UNKNOWN: u32 = u32::MAX;

/// Runs the subset construction on whole characters.
pub(super) fn determinise(
    program: Program,
    partition: &Partition,
    alphabet: &Alphabet,
    word: &[u32],
    budget: &mut Budget,
) -> Result<Table, PatternError> {
    Determiniser::new(program, partition, word, budget)?.run(alphabet)
}

/// What stays the same over all steps.
pub(super) struct Fixed {
    /// The classes that each set of the program is made of.
    pub(super) set_classes: Vec<Vec<u32>>,
    /// Whether a class is of word characters.
    pub(super) word: Vec<bool>,
    pub(super) class_count: usize,
    /// Where the pattern itself begins, then where each look-behind does, by number of look-around.
    pub(super) origins: Vec<Origin>,
    pub(super) asserts_start: bool,
    pub(super) asserts_word: bool,
}

/// An expression that is tried from every place of the text on.
#[derive(Debug, Clone, Copy)]
pub(super) struct Origin {
    pub(super) place: Place,
    /// It is tried at the start of the text only: nothing else can come of it.
    pub(super) anchored: bool,
    /// The look-around that it is, none for the pattern itself.
    pub(super) look: Option<usize>,
}

struct Determiniser<'a> {
    program: Program,
    fixed: Fixed,
    bdds: Bdds,
    budget: &'a mut Budget,
    states: Vec<Rc<State>>,
    numbers: HashMap<Rc<State>, u32>,
    /// `state * class_count + class`, [`UNKNOWN`] until asked for.
    cells: Vec<u32>,
    /// What the state last asked for expands to.
    expanded: Option<(u32, Expansion)>,
}

impl<'a> Determiniser<'a> {
    fn new(
        mut program: Program,
        partition: &Partition,
        word: &[u32],
        budget: &'a mut Budget,
    ) -> Result<Self, PatternError> {
        let origins = origins(&mut program, budget)?;
        let mut word_classes = vec![false; partition.class_count()];
        for &class in word {
            put(&mut word_classes, class as usize, true);
        }
        let fixed = Fixed {
            set_classes: program
                .sets
                .iter()
                .map(|set| partition.classes_of(set))
                .collect(),
            word: word_classes,
            class_count: partition.class_count(),
            origins,
            asserts_start: program.asserts(|guard| *guard == Guard::Start),
            asserts_word: program.asserts(|guard| matches!(guard, Guard::WordBoundary { .. })),
        };
        let numbers = HashMap::default();
        let bdds = Bdds::new();
        Ok(Self {
            program,
            fixed,
            bdds,
            budget,
            states: Vec::new(),
            numbers,
            cells: Vec::new(),
            expanded: None,
        })
    }

    fn run(mut self, alphabet: &Alphabet) -> Result<Table, PatternError> {
        let first = State::first(&self.fixed);
        let start = self.number(first)?;
        let mut rows: Vec<u32> = vec![start];
        let mut row_numbers = HashMap::from_iter([(start, 0_u32)]);
        let mut table = Table::new(alphabet.readings.len());
        let mut next_row = 0;
        while let Some(&state) = rows.get(next_row) {
            next_row += 1;
            let accepting = self.accepts(state)?;
            let targets = self.targets(state, alphabet)?;
            let numbered = targets.into_iter().map(|target| {
                *row_numbers.entry(target).or_insert_with(|| {
                    rows.push(target);
                    rows.len() as u32 - 1
                })
            });
            table.push_row(numbered, accepting);
        }
        Ok(table)
    }

    /// Where each reading leads.
    fn targets(&mut self, state: u32, alphabet: &Alphabet) -> Result<Vec<u32>, PatternError> {
        self.budget.spend(alphabet.readings.len())?;
        let first_half: Result<Vec<u32>, _> = alphabet
            .readings
            .iter()
            .map(|reading| self.next(state, reading.first))
            .collect();
        let halves = alphabet.readings.iter().zip(first_half?);
        halves
            .map(|(reading, half)| match reading.second {
                Some(second) => self.next(half, second),
                None => Ok(half),
            })
            .collect()
    }

    fn next(&mut self, state: u32, class: u32) -> Result<u32, PatternError> {
        let cell = state as usize * self.fixed.class_count + class as usize;
        let known = self.cells.get(cell).copied().unwrap_or(UNKNOWN);
        if known != UNKNOWN {
            return Ok(known);
        }
        let next = self.step(state, Some(class))?;
        let number = self.number(next)?;
        put(&mut self.cells, cell, number);
        Ok(number)
    }

    fn accepts(&mut self, state: u32) -> Result<bool, PatternError> {
        Ok(self.step(state, None)?.matched == Bdd::TRUE)
    }

    fn step(&mut self, number: u32, class: Option<u32>) -> Result<State, PatternError> {
        let Some(state) = self.states.get(number as usize).map(Rc::clone) else {
            return Ok(State::default());
        };
        let expansion = match self.expanded.take() {
            Some((of, expansion)) if of == number => expansion,
            _ => Expansion::new(&state, &self.fixed, &mut self.program, self.budget)?,
        };
        let mut step = Step::new(
            &state,
            &expansion,
            class,
            &self.fixed,
            &mut self.program,
            &mut self.bdds,
            self.budget,
        );
        let next = step.take()?;
        self.expanded = Some((number, expansion));
        Ok(next)
    }

    fn number(&mut self, state: State) -> Result<u32, PatternError> {
        self.budget
            .spend(1 + state.threads.iter().map(Vec::len).sum::<usize>())?;
        if let Some(&number) = self.numbers.get(&state) {
            return Ok(number);
        }
        let number = self.states.len() as u32;
        self.budget.check_intermediate(self.states.len())?;
        self.budget.spend(self.fixed.class_count)?;
        let state = Rc::new(state);
        self.states.push(Rc::clone(&state));
        self.numbers.insert(state, number);
        self.cells
            .extend(std::iter::repeat_n(UNKNOWN, self.fixed.class_count));
        Ok(number)
    }
}

fn origins(program: &mut Program, budget: &mut Budget) -> Result<Vec<Origin>, PatternError> {
    let main = (program.start, None);
    let behinds = program.behinds();
    let places = std::iter::once(main).chain(behinds);
    places
        .map(|(place, look)| {
            Ok(Origin {
                place,
                anchored: program.is_anchored(place, budget)?,
                look,
            })
        })
        .collect()
}
