//! Many texts of one pattern: ways through its automaton and texts at random, changed in some places, each judged by both
//! engines. A million take about a second.

use std::collections::VecDeque;
use std::time::{Duration, Instant};

use oas_codegen::pattern::Automaton;

use super::{Judge, next};

/// How long the first texts are, at most; see [`Sweep::longest`].
const SHORT: usize = 12;
/// How long any text is, at most.
const LONG: usize = 96;
/// An engine that backtracks takes time that doubles with each character, on some patterns: while it is quicker than this on
/// the average, texts get longer.
const QUICK: Duration = Duration::from_micros(8);
/// A text that takes longer says that no longer one is to be tried.
const SLOW: Duration = Duration::from_millis(3);
/// By how many characters texts get longer, or shorter.
const STEP: usize = 4;
/// How short the longest texts may become.
const LEAST: usize = 8;
/// How often texts get longer. A text that takes long is rare on some patterns: each length is tried often before the next.
const ROUNDS: u32 = 40;

/// Numbers without end, the same in every run (Marsaglia's xorshift).
pub(super) struct Random(u64);

impl Random {
    pub(super) fn of(seed: &str) -> Self {
        // FNV-1a, so that each pattern has numbers of its own.
        let hash = seed.bytes().fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| {
            (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
        });
        Self(hash | 1)
    }

    fn below(&mut self, count: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        ((self.0 >> 32) as usize * count) >> 32
    }

    fn one<T: Copy>(&mut self, items: &[T]) -> T {
        items[self.below(items.len())]
    }
}

/// The texts of one pattern, with the verdicts of both engines.
pub(super) struct Sweep<'p> {
    automaton: &'p Automaton,
    judge: &'p Judge,
    pool: &'p [char],
    /// By state: the characters of the pool after which a text can still match, and where they lead.
    ways: Vec<Vec<(char, u16)>>,
    /// By state: how many characters the nearest accepting state is away.
    distance: Vec<usize>,
    random: Random,
    longest: usize,
    /// What `longest` does not pass any more: with these, some text took long.
    ceiling: usize,
    slowest: Duration,
    /// What the engine took for the texts of a round.
    taken: Duration,
    text: String,
    characters: Vec<char>,
}

impl<'p> Sweep<'p> {
    pub(super) fn new(
        source: &str,
        automaton: &'p Automaton,
        judge: &'p Judge,
        pool: &'p [char],
    ) -> Self {
        let ways = (0..automaton.state_count() as u16).map(|state| {
            let all = pool.iter().map(|&way| (way, next(automaton, state, way)));
            all.filter(|(_, next)| *next != 0).collect()
        });
        let ways: Vec<Vec<(char, u16)>> = ways.collect();
        Self {
            distance: distances(automaton, &ways),
            automaton,
            judge,
            pool,
            ways,
            random: Random::of(source),
            longest: SHORT,
            ceiling: LONG,
            slowest: Duration::ZERO,
            taken: Duration::ZERO,
            text: String::new(),
            characters: Vec::new(),
        }
    }

    /// How many of `count` texts match, or a short text on which the engines disagree.
    pub(super) fn run(&mut self, count: u32) -> Result<u32, String> {
        let mut matched = 0;
        let round = (count / ROUNDS).max(1);
        for index in 1..=count {
            self.make();
            let started = Instant::now();
            let theirs = self.judge.is_match(&self.text);
            let taken = started.elapsed();
            self.taken += taken;
            self.slowest = self.slowest.max(taken);
            let ours = self.automaton.is_match(&self.text);
            if ours != theirs {
                return Err(self.shrunk());
            }
            matched += u32::from(ours);
            if self.slowest > SLOW {
                self.shorten();
            } else if index.is_multiple_of(round) {
                self.lengthen(round);
            }
        }
        Ok(matched)
    }

    /// Shorter texts from now on.
    fn shorten(&mut self) {
        self.ceiling = (self.longest - STEP).max(LEAST);
        self.longest = self.ceiling;
        self.slowest = Duration::ZERO;
    }

    /// Longer texts, while the judge keeps up.
    fn lengthen(&mut self, round: u32) {
        if self.taken < QUICK * round {
            self.longest = (self.longest + STEP).min(self.ceiling);
        }
        self.taken = Duration::ZERO;
    }

    fn make(&mut self) {
        self.characters.clear();
        match self.random.below(8) {
            0 => self.at_random(),
            1..5 => self.walk(true),
            _ => self.walk(false),
        }
        for _ in 0..[0, 0, 0, 1, 1, 1, 2, 4][self.random.below(8)] {
            self.mutate();
        }
        self.text.clear();
        self.text.extend(&self.characters);
    }

    fn at_random(&mut self) {
        for _ in 0..self.random.below(SHORT) {
            let character = self.random.one(self.pool);
            self.characters.push(character);
        }
    }

    /// A way through the automaton, which may end where a text matches; one with a goal seldom goes astray.
    fn walk(&mut self, has_goal: bool) {
        let longest = match has_goal {
            true => self.longest,
            false => self.random.below(self.longest + 1),
        };
        let mut state = usize::from(self.automaton.start);
        while self.characters.len() < longest {
            if self.distance[state] == 0 && self.random.below(6) == 0 {
                return;
            }
            let ways = &self.ways[state];
            if ways.is_empty() {
                return;
            }
            let mut choice = self.random.below(ways.len());
            if has_goal && self.random.below(8) > 0 {
                let mut all = (choice..ways.len()).chain(0..choice);
                let nearer =
                    |way: &usize| self.distance[usize::from(ways[*way].1)] < self.distance[state];
                choice = all.find(nearer).unwrap_or(choice);
            }
            let (character, next) = ways[choice];
            self.characters.push(character);
            state = usize::from(next);
        }
    }

    /// One change: a character put in, taken out or replaced, two exchanged, a piece repeated, the end cut off.
    fn mutate(&mut self) {
        let length = self.characters.len();
        let place = self.random.below(length + 1);
        let character = self.random.one(self.pool);
        match self.random.below(6) {
            0 => self.characters.insert(place, character),
            1 if place < length => drop(self.characters.remove(place)),
            2 if place < length => self.characters[place] = character,
            3 if place + 1 < length => self.characters.swap(place, place + 1),
            4 if length < self.longest => {
                let end = length.min(place + 1 + self.random.below(3));
                self.characters.extend_from_within(place..end);
            }
            5 => self.characters.truncate(place),
            _ => self.characters.push(character),
        }
    }

    /// The text without all that the engines disagree without, and as plain as can be.
    fn shrunk(&self) -> String {
        let mut characters = self.characters.clone();
        let disagree = |characters: &[char]| {
            let text: String = characters.iter().collect();
            self.automaton.is_match(&text) != self.judge.is_match(&text)
        };
        let mut place = 0;
        while place < characters.len() {
            let gone = characters.remove(place);
            if !disagree(&characters) {
                characters.insert(place, 'a');
                if !disagree(&characters) {
                    characters[place] = gone;
                }
                place += 1;
            }
        }
        characters.into_iter().collect()
    }
}

/// By state: how many characters lead to the nearest accepting one, found from those backwards.
fn distances(automaton: &Automaton, ways: &[Vec<(char, u16)>]) -> Vec<usize> {
    let mut sources = vec![Vec::new(); ways.len()];
    for (state, ways) in ways.iter().enumerate() {
        for &(_, next) in ways {
            sources[usize::from(next)].push(state);
        }
    }
    let mut distance = vec![usize::MAX; ways.len()];
    let mut queue: VecDeque<usize> = (0..ways.len())
        .filter(|&state| automaton.accepting[state])
        .collect();
    queue.iter().for_each(|&state| distance[state] = 0);
    while let Some(state) = queue.pop_front() {
        for &source in &sources[state] {
            if distance[source] == usize::MAX {
                distance[source] = distance[state] + 1;
                queue.push_back(source);
            }
        }
    }
    distance
}
