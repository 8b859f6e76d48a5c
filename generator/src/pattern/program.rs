//! The tree as a non-deterministic automaton whose empty edges carry assertions, and the edges that are left when the
//! empty ones are followed.

use std::rc::Rc;

use rustc_hash::FxHashMap as HashMap;

use super::{
    PatternError,
    budget::Budget,
    copies::Copies,
    set::SymbolSet,
    tree::{Assertion, Direction, Node},
};

/// A place in the program.
pub(super) type Place = u32;

/// Every expression, the look-arounds' too, ends here.
pub(super) const MATCH: Place = 0;

#[derive(Debug)]
enum Instruction {
    Match,
    Read { set: u32, next: Place },
    Fork(Vec<Place>),
    Assert { guard: u32, next: Place },
}

/// An assertion with its look-around by number.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) enum Guard {
    Start,
    End,
    WordBoundary { negated: bool },
    Look { look: usize, negated: bool },
}

/// A look-around: an expression of its own.
#[derive(Debug, Clone, Copy)]
pub(super) struct Look {
    pub(super) direction: Direction,
    pub(super) start: Place,
}

/// What can be reached from a place without reading, and when.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Edge {
    /// Numbers of the guards that must all hold, ascending.
    pub(super) guards: Vec<u32>,
    pub(super) target: Target,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) enum Target {
    Match,
    /// Reads one symbol of the set.
    Read {
        set: u32,
        next: Place,
    },
}

/// The program of a pattern.
#[derive(Debug)]
pub(super) struct Program {
    instructions: Vec<Instruction>,
    pub(super) sets: Vec<SymbolSet>,
    pub(super) guards: Vec<Guard>,
    pub(super) looks: Vec<Look>,
    pub(super) start: Place,
    pub(super) copies: Copies,
    edges: HashMap<Place, Rc<[Edge]>>,
}

impl Program {
    pub(super) fn new(tree: &Node, budget: &mut Budget) -> Result<Self, PatternError> {
        let mut builder = Builder {
            program: Self {
                instructions: vec![Instruction::Match],
                sets: Vec::new(),
                guards: Vec::new(),
                looks: Vec::new(),
                start: MATCH,
                copies: Copies::default(),
                edges: HashMap::default(),
            },
            set_numbers: HashMap::default(),
            guard_numbers: HashMap::default(),
            look_numbers: HashMap::default(),
        };
        builder.program.start = builder.node(tree, MATCH, budget)?;
        Ok(builder.program)
    }

    pub(super) fn asserts(&self, wanted: impl Fn(&Guard) -> bool) -> bool {
        self.guards.iter().any(wanted)
    }

    pub(super) fn guard(&self, number: u32) -> Option<Guard> {
        self.guards.get(number as usize).copied()
    }

    pub(super) fn look(&self, number: usize) -> Option<Look> {
        self.looks.get(number).copied()
    }

    /// The look-behinds: where each begins, and its number.
    pub(super) fn behinds(&self) -> Vec<(Place, Option<usize>)> {
        let looks = self.looks.iter().enumerate();
        let behinds = looks.filter(|(_, look)| look.direction == Direction::Behind);
        behinds
            .map(|(number, look)| (look.start, Some(number)))
            .collect()
    }

    /// Whether a match can only begin at the start of the text.
    pub(super) fn is_anchored(
        &mut self,
        start: Place,
        budget: &mut Budget,
    ) -> Result<bool, PatternError> {
        let edges = self.edges(start, budget)?;
        let start_guard = self.guards.iter().position(|guard| *guard == Guard::Start);
        let Some(number) = start_guard else {
            return Ok(edges.is_empty());
        };
        Ok(edges
            .iter()
            .all(|edge| edge.guards.contains(&(number as u32))))
    }

    /// The edges from `place`, in the order of their first way there.
    pub(super) fn edges(
        &mut self,
        place: Place,
        budget: &mut Budget,
    ) -> Result<Rc<[Edge]>, PatternError> {
        if let Some(edges) = self.edges.get(&place) {
            return Ok(Rc::clone(edges));
        }
        let edges: Rc<[Edge]> = self.follow(place, budget)?.into();
        self.edges.insert(place, Rc::clone(&edges));
        Ok(edges)
    }

    /// Follows the empty edges. A way to a place is dropped when another way there asks for no more than it does,
    /// which also ends the walk around empty loops.
    fn follow(&self, from: Place, budget: &mut Budget) -> Result<Vec<Edge>, PatternError> {
        let mut edges = Vec::new();
        let mut ways: HashMap<Place, Vec<Vec<u32>>> = HashMap::default();
        let mut pending = vec![(from, Vec::new())];
        while let Some((place, guards)) = pending.pop() {
            let known = ways.entry(place).or_default();
            budget.spend(1 + known.len())?;
            if known.iter().any(|way| is_subset(way, &guards)) {
                continue;
            }
            known.push(guards.clone());
            match self.instructions.get(place as usize) {
                Some(Instruction::Match) => edges.push(Edge {
                    guards,
                    target: Target::Match,
                }),
                Some(&Instruction::Read { set, next }) => {
                    edges.push(Edge {
                        guards,
                        target: Target::Read { set, next },
                    });
                }
                Some(Instruction::Fork(places)) => {
                    budget.spend(places.len())?;
                    pending.extend(places.iter().rev().map(|&next| (next, guards.clone())));
                }
                Some(&Instruction::Assert { guard, next }) => {
                    pending.push((next, with(guards, guard)));
                }
                None => {}
            }
        }
        Ok(edges)
    }
}

/// Both ascending.
fn is_subset(small: &[u32], large: &[u32]) -> bool {
    small.iter().all(|guard| large.binary_search(guard).is_ok())
}

fn with(mut guards: Vec<u32>, guard: u32) -> Vec<u32> {
    if let Err(index) = guards.binary_search(&guard) {
        guards.insert(index, guard);
    }
    guards
}

/// Builds backwards: each node is given the place that follows it.
struct Builder {
    program: Program,
    set_numbers: HashMap<SymbolSet, u32>,
    guard_numbers: HashMap<Guard, u32>,
    /// By the tree's id: a look-around in each copy of `(?:(?!x).){1,50}` is one.
    look_numbers: HashMap<usize, usize>,
}

impl Builder {
    fn node(
        &mut self,
        node: &Node,
        next: Place,
        budget: &mut Budget,
    ) -> Result<Place, PatternError> {
        budget.spend(1)?;
        match node {
            Node::Set(set) => {
                budget.spend(set.ranges().len())?;
                let set = self.set(set);
                self.push(Instruction::Read { set, next }, budget)
            }
            Node::Sequence(nodes) => nodes
                .iter()
                .rev()
                .try_fold(next, |next, node| self.node(node, next, budget)),
            Node::Choice(nodes) => {
                let places: Result<Vec<_>, _> = nodes
                    .iter()
                    .map(|node| self.node(node, next, budget))
                    .collect();
                self.push(Instruction::Fork(places?), budget)
            }
            Node::Repeat { body, min, max } => self.repeat(body, *min, *max, next, budget),
            Node::Assertion(assertion) => {
                let guard = self.guard(assertion, budget)?;
                self.push(Instruction::Assert { guard, next }, budget)
            }
        }
    }

    /// `x{2,4}` as `xx(x(x)?)?`, `x{2,}` as `xxx*`.
    fn repeat(
        &mut self,
        body: &Node,
        min: u64,
        max: Option<u64>,
        next: Place,
        budget: &mut Budget,
    ) -> Result<Place, PatternError> {
        let mut place = match max {
            None => self.star(body, next, budget)?,
            Some(_) => next,
        };
        let (mut bodies, mut forks) = (Vec::new(), Vec::new());
        for _ in min..max.unwrap_or(min) {
            budget.spend(1)?;
            let begin = self.end();
            let body = self.node(body, place, budget)?;
            bodies.push(begin..self.end());
            place = self.push(Instruction::Fork(vec![body, next]), budget)?;
            forks.push(place..self.end());
        }
        for index in 0..min {
            budget.spend(1)?;
            let begin = self.end();
            place = self.node(body, place, budget)?;
            // What follows the last that must be there may all be left out, too.
            if index == 0 && max.is_some() {
                bodies.push(begin..self.end());
            }
        }
        self.program.copies.relate(&bodies);
        self.program.copies.relate(&forks);
        Ok(place)
    }

    /// Where the next instruction will stand.
    fn end(&self) -> Place {
        self.program.instructions.len() as Place
    }

    fn star(
        &mut self,
        body: &Node,
        next: Place,
        budget: &mut Budget,
    ) -> Result<Place, PatternError> {
        let head = self.push(Instruction::Fork(Vec::new()), budget)?;
        let body = self.node(body, head, budget)?;
        if let Some(Instruction::Fork(places)) = self.program.instructions.get_mut(head as usize) {
            places.extend([body, next]);
        }
        Ok(head)
    }

    fn push(&mut self, instruction: Instruction, budget: &Budget) -> Result<Place, PatternError> {
        let place = self.program.instructions.len();
        budget.check_instructions(place)?;
        self.program.instructions.push(instruction);
        Ok(place as Place)
    }

    fn set(&mut self, set: &SymbolSet) -> u32 {
        if let Some(&number) = self.set_numbers.get(set) {
            return number;
        }
        let number = self.program.sets.len() as u32;
        self.program.sets.push(set.clone());
        self.set_numbers.insert(set.clone(), number);
        number
    }

    fn guard(&mut self, assertion: &Assertion, budget: &mut Budget) -> Result<u32, PatternError> {
        let guard = match assertion {
            Assertion::Start => Guard::Start,
            Assertion::End => Guard::End,
            Assertion::WordBoundary { negated } => Guard::WordBoundary { negated: *negated },
            Assertion::Look {
                id,
                direction,
                negated,
                body,
            } => Guard::Look {
                look: self.look(*id, *direction, body, budget)?,
                negated: *negated,
            },
        };
        let next = self.program.guards.len() as u32;
        let number = *self.guard_numbers.entry(guard).or_insert(next);
        if number == next {
            self.program.guards.push(guard);
        }
        Ok(number)
    }

    fn look(
        &mut self,
        id: usize,
        direction: Direction,
        body: &Node,
        budget: &mut Budget,
    ) -> Result<usize, PatternError> {
        if let Some(&look) = self.look_numbers.get(&id) {
            return Ok(look);
        }
        let start = self.node(body, MATCH, budget)?;
        let look = self.program.looks.len();
        self.program.looks.push(Look { direction, start });
        self.look_numbers.insert(id, look);
        Ok(look)
    }
}
