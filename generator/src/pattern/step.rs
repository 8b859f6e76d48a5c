//! One step of the determinisation: from a state over one symbol, or over the end of the text.

use rustc_hash::FxHashMap as HashMap;

use super::{
    PatternError,
    bdd::{Bdd, Bdds},
    budget::{At, Budget},
    determinise::Fixed,
    program::{Edge, Guard, Place, Program, Target},
    tree::Direction,
};

/// What lies before a place, as far as assertions ask.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub(super) enum Before {
    Start,
    Word,
    #[default]
    Other,
}

/// Places that an expression may be at, ascending, each with the condition on the rest of the text.
pub(super) type Threads = Vec<(Place, Bdd)>;

/// What is known after a prefix of the text.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Default)]
pub(super) struct State {
    pub(super) before: Before,
    /// The condition under which a match has been completed already.
    pub(super) matched: Bdd,
    /// By origin: the pattern itself, then the look-behinds.
    pub(super) threads: Vec<Threads>,
}

impl State {
    /// The state before the text; what is not asserted is not told apart.
    pub(super) fn first(fixed: &Fixed) -> Self {
        let before = if fixed.asserts_start {
            Before::Start
        } else {
            Before::Other
        };
        Self {
            before,
            matched: Bdd::FALSE,
            threads: vec![Threads::new(); fixed.origins.len()],
        }
    }

    /// The states that no text can leave any more have one form each.
    fn settled(self, fixed: &Fixed) -> Self {
        let anchored = fixed.origins.first().is_some_and(|origin| origin.anchored);
        let idle = self.threads.first().is_none_or(Vec::is_empty);
        let is_dead =
            anchored && idle && self.matched == Bdd::FALSE && self.before != Before::Start;
        if is_dead || self.matched == Bdd::TRUE {
            return Self {
                before: Before::Other,
                matched: self.matched,
                threads: Vec::new(),
            };
        }
        self
    }

    /// No text leads out of it.
    fn is_settled(&self) -> bool {
        self.threads.is_empty()
    }
}

/// What a state leads to, as far as that does not depend on the symbol, for each origin.
#[derive(Debug, Default)]
pub(super) struct Expansion {
    origins: Vec<OriginExpansion>,
}

#[derive(Debug, Default)]
struct OriginExpansion {
    /// A match without a condition.
    matched: bool,
    /// By class: places that are reached without a condition, ascending.
    plain: Vec<Vec<Place>>,
    /// What has conditions or guards.
    guarded: Vec<(Bdd, Edge)>,
}

impl Expansion {
    pub(super) fn new(
        state: &State,
        fixed: &Fixed,
        program: &mut Program,
        budget: &mut Budget,
    ) -> Result<Self, PatternError> {
        let mut origins = Vec::with_capacity(state.threads.len());
        for (threads, origin) in state.threads.iter().zip(&fixed.origins) {
            budget.spend(fixed.class_count)?;
            let mut expansion = OriginExpansion {
                plain: vec![Vec::new(); fixed.class_count],
                ..Default::default()
            };
            for &(place, condition) in threads {
                expansion.add(place, condition, fixed, program, budget)?;
            }
            if !origin.anchored || state.before == Before::Start {
                expansion.add(origin.place, Bdd::TRUE, fixed, program, budget)?;
            }
            for places in &mut expansion.plain {
                places.sort_unstable();
                places.dedup();
            }
            origins.push(expansion);
        }
        Ok(Self { origins })
    }
}

impl OriginExpansion {
    fn add(
        &mut self,
        place: Place,
        condition: Bdd,
        fixed: &Fixed,
        program: &mut Program,
        budget: &mut Budget,
    ) -> Result<(), PatternError> {
        let edges = program.edges(place, budget)?;
        budget.spend(edges.len())?;
        for edge in edges.iter() {
            match edge.target {
                _ if condition != Bdd::TRUE || !edge.guards.is_empty() => {
                    self.guarded.push((condition, edge.clone()));
                }
                Target::Match => self.matched = true,
                Target::Read { set, next } => {
                    let classes = fixed
                        .set_classes
                        .get(set as usize)
                        .map_or(&[][..], Vec::as_slice);
                    budget.spend(classes.len())?;
                    for &class in classes {
                        if let Some(places) = self.plain.get_mut(class as usize) {
                            places.push(next);
                        }
                    }
                }
            }
        }
        Ok(())
    }
}

/// What one origin comes to over one symbol.
#[derive(Debug, Clone, Default)]
struct Outcome {
    matched: Bdd,
    threads: Threads,
}

/// A step under way. All conditions in its results speak of the place after the symbol.
pub(super) struct Step<'a> {
    state: &'a State,
    expansion: &'a Expansion,
    class: Option<u32>,
    fixed: &'a Fixed,
    program: &'a mut Program,
    bdds: &'a mut Bdds,
    budget: &'a mut Budget,
    /// Look-aheads pending before the symbol, as conditions after it.
    pending: HashMap<Place, Bdd>,
    /// Conditions before the symbol, as conditions after it.
    carried: HashMap<Bdd, Bdd>,
    /// By origin, once known.
    outcomes: HashMap<usize, Outcome>,
}

impl<'a> Step<'a> {
    pub(super) fn new(
        state: &'a State,
        expansion: &'a Expansion,
        class: Option<u32>,
        fixed: &'a Fixed,
        program: &'a mut Program,
        bdds: &'a mut Bdds,
        budget: &'a mut Budget,
    ) -> Self {
        let (pending, carried, outcomes) = Default::default();
        Self {
            state,
            expansion,
            class,
            fixed,
            program,
            bdds,
            budget,
            pending,
            carried,
            outcomes,
        }
    }

    pub(super) fn take(&mut self) -> Result<State, PatternError> {
        if self.state.is_settled() {
            return Ok(self.state.clone());
        }
        let mut threads = Vec::with_capacity(self.expansion.origins.len());
        let mut matched = self.carry(self.state.matched)?;
        for origin in 0..self.expansion.origins.len() {
            let outcome = self.outcome(origin)?;
            if origin == 0 {
                matched = self.bdds.or(matched, outcome.matched, self.budget)?;
            }
            threads.push(outcome.threads);
        }
        Ok(State {
            before: self.before_next(),
            matched,
            threads,
        }
        .settled(self.fixed))
    }

    fn before_next(&self) -> Before {
        if self.fixed.asserts_word && self.next_is_word() {
            Before::Word
        } else {
            Before::Other
        }
    }

    fn next_is_word(&self) -> bool {
        self.class
            .is_some_and(|class| self.fixed.word.at(class as usize))
    }

    fn outcome(&mut self, origin: usize) -> Result<Outcome, PatternError> {
        if let Some(known) = self.outcomes.get(&origin) {
            return Ok(known.clone());
        }
        let Some(expanded) = self.expansion.origins.get(origin) else {
            return Ok(Outcome::default());
        };
        let plain = self
            .class
            .and_then(|class| expanded.plain.get(class as usize))
            .map_or(&[][..], Vec::as_slice);
        self.budget
            .spend(1 + plain.len() + expanded.guarded.len())?;
        let mut matched = Bdd::constant(expanded.matched);
        let mut threads: Threads = plain.iter().map(|&place| (place, Bdd::TRUE)).collect();
        for (condition, edge) in &expanded.guarded {
            if !self.takes(edge) {
                continue;
            }
            let carried = self.carry(*condition)?;
            let holds = self.guards(&edge.guards, carried)?;
            match edge.target {
                _ if holds == Bdd::FALSE => {}
                Target::Match => matched = self.bdds.or(matched, holds, self.budget)?,
                Target::Read { next, .. } => threads.push((next, holds)),
            }
        }
        let outcome = Outcome {
            matched,
            threads: self.merged(threads)?,
        };
        self.outcomes.insert(origin, outcome.clone());
        Ok(outcome)
    }

    /// Whether the edge needs no symbol or has this one in its set.
    fn takes(&self, edge: &Edge) -> bool {
        match (edge.target, self.class) {
            (Target::Match, _) => true,
            (Target::Read { .. }, None) => false,
            (Target::Read { set, .. }, Some(class)) => {
                let classes = self.fixed.set_classes.get(set as usize);
                classes.is_some_and(|classes| classes.binary_search(&class).is_ok())
            }
        }
    }

    /// One thread a place, holding when any of them does.
    fn merged(&mut self, mut threads: Threads) -> Result<Threads, PatternError> {
        threads.sort_unstable();
        let mut merged = Threads::with_capacity(threads.len());
        for (place, condition) in threads {
            match merged.last_mut() {
                Some(last) if last.0 == place => {
                    last.1 = self.bdds.or(last.1, condition, self.budget)?;
                }
                _ => merged.push((place, condition)),
            }
        }
        self.program.copies.prune(&mut merged, self.budget)?;
        Ok(merged)
    }

    /// `condition` and all of `guards` at the place before the symbol.
    fn guards(&mut self, guards: &[u32], condition: Bdd) -> Result<Bdd, PatternError> {
        let mut all = condition;
        for &number in guards {
            if all == Bdd::FALSE {
                break;
            }
            let holds = match self.program.guard(number) {
                Some(guard) => self.guard(guard)?,
                None => Bdd::FALSE,
            };
            all = self.bdds.and(all, holds, self.budget)?;
        }
        Ok(all)
    }

    fn guard(&mut self, guard: Guard) -> Result<Bdd, PatternError> {
        let (holds, negated) = match guard {
            Guard::Start => (Bdd::constant(self.state.before == Before::Start), false),
            Guard::End => (Bdd::constant(self.class.is_none()), false),
            Guard::WordBoundary { negated } => {
                let boundary = (self.state.before == Before::Word) != self.next_is_word();
                (Bdd::constant(boundary), negated)
            }
            Guard::Look { look, negated } => (self.look(look)?, negated),
        };
        if negated {
            self.bdds.not(holds, self.budget)
        } else {
            Ok(holds)
        }
    }

    fn look(&mut self, number: usize) -> Result<Bdd, PatternError> {
        let Some(look) = self.program.look(number) else {
            return Ok(Bdd::FALSE);
        };
        match look.direction {
            Direction::Ahead => self.ahead(look.start),
            Direction::Behind => {
                let origin = self
                    .fixed
                    .origins
                    .iter()
                    .position(|origin| origin.look == Some(number));
                match origin {
                    Some(origin) => Ok(self.outcome(origin)?.matched),
                    None => Ok(Bdd::FALSE),
                }
            }
        }
    }

    /// "What follows matches from `place` on", before the symbol, as a condition after it.
    fn ahead(&mut self, place: Place) -> Result<Bdd, PatternError> {
        if let Some(&known) = self.pending.get(&place) {
            return Ok(known);
        }
        let edges = self.program.edges(place, self.budget)?;
        self.budget.spend(edges.len())?;
        let mut any = Bdd::FALSE;
        for edge in edges.iter() {
            if !self.takes(edge) {
                continue;
            }
            let then = match edge.target {
                Target::Match => Bdd::TRUE,
                Target::Read { next, .. } => self.still_to_match(next)?,
            };
            let holds = self.guards(&edge.guards, then)?;
            any = self.bdds.or(any, holds, self.budget)?;
        }
        self.pending.insert(place, any);
        Ok(any)
    }

    /// "What follows the symbol matches from `place` on", which nothing may be needed for.
    fn still_to_match(&mut self, place: Place) -> Result<Bdd, PatternError> {
        let edges = self.program.edges(place, self.budget)?;
        let done = edges
            .iter()
            .any(|edge| edge.target == Target::Match && edge.guards.is_empty());
        if done {
            Ok(Bdd::TRUE)
        } else {
            self.bdds.variable(place)
        }
    }

    /// A condition from before the symbol as one after it.
    fn carry(&mut self, condition: Bdd) -> Result<Bdd, PatternError> {
        if condition == Bdd::TRUE || condition == Bdd::FALSE {
            return Ok(condition);
        }
        if let Some(&known) = self.carried.get(&condition) {
            return Ok(known);
        }
        self.budget.spend(8)?;
        let branch = self.bdds.split(condition);
        let (low, high) = branch.sides();
        let holds = self.ahead(branch.variable)?;
        let low = self.carry(low)?;
        let high = self.carry(high)?;
        let carried = self.bdds.if_then_else(holds, high, low, self.budget)?;
        self.carried.insert(condition, carried);
        Ok(carried)
    }
}
