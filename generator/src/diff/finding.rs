//! What a review is made of: findings with their places, in order of gravity.

use std::fmt;

use super::effect::{Api, Direction, Effect, Wire};
use super::rules::Rule;
use super::waivers::WaiverError;

/// A place in one of the two descriptions.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Place {
    /// The file as it was given.
    pub file: String,
    /// The line, from 1.
    pub line: usize,
    /// The column in characters, from 1.
    pub column: usize,
    /// The pointer in the description as it was written.
    pub pointer: String,
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}:{}", self.file, self.line, self.column)
    }
}

/// One change, however many operations it reaches.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    /// Its kind.
    pub rule: Rule,
    /// What has changed, without a full stop.
    pub what: String,
    /// The pointer of what has changed: in the head, or in the base where the head has not got it. Waivers name it.
    pub at: String,
    /// Which way the values travel.
    pub direction: Direction,
    /// The effect on programs built from the base.
    pub wire: Wire,
    /// The effect on the version of the generated crate.
    pub api: Api,
    /// The public Rust item before, as its signature reads; `None` where there was none.
    pub item_before: Option<String>,
    /// The public Rust item after.
    pub item_after: Option<String>,
    /// The operations that it reaches, as `PATCH /things/{id}`, sorted.
    pub operations: Vec<String>,
    /// Where it stands in the base; `None` where it does not.
    pub base: Option<Place>,
    /// Where it stands in the head.
    pub head: Option<Place>,
    /// Why it is accepted, when a waiver says so.
    pub waived: Option<String>,
}

impl Finding {
    /// Its effect on both sides.
    pub fn effect(&self) -> Effect {
        Effect {
            wire: self.wire,
            api: self.api,
        }
    }

    /// The group that a report shows it in.
    pub fn gravity(&self) -> Gravity {
        Gravity::of(self.effect())
    }
}

/// The groups of a report, the gravest first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Gravity {
    /// Breaks programs on the wire.
    Breaking,
    /// Breaks the build of programs, not their traffic.
    Major,
    /// May surprise programs on the wire.
    Risky,
    /// Adds items.
    Minor,
    /// Neither of all that.
    Quiet,
}

impl Gravity {
    /// All groups, the gravest first.
    pub const ALL: &'static [Self] = &[
        Self::Breaking,
        Self::Major,
        Self::Risky,
        Self::Minor,
        Self::Quiet,
    ];

    /// The group of an effect.
    pub fn of(effect: Effect) -> Self {
        match (effect.wire, effect.api) {
            (Wire::Breaking, _) => Self::Breaking,
            (_, Api::Major) => Self::Major,
            (Wire::Risky, _) => Self::Risky,
            (Wire::Safe, Api::Minor) => Self::Minor,
            (Wire::Safe, Api::Patch) => Self::Quiet,
        }
    }

    /// The name, in lower case.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Breaking => "breaking",
            Self::Major => "major",
            Self::Risky => "risky",
            Self::Minor => "minor",
            Self::Quiet => "quiet",
        }
    }

    /// The group's heading.
    pub fn title(self) -> &'static str {
        match self {
            Self::Breaking => "Breaking on the wire",
            Self::Major => "Major for the Rust API, not breaking on the wire",
            Self::Risky => "Risky on the wire",
            Self::Minor => "Minor for the Rust API",
            Self::Quiet => "Without effect on programs",
        }
    }
}

impl fmt::Display for Gravity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// From which effect on a review fails.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum FailOn {
    /// Breaking on the wire.
    Breaking,
    /// Breaking on the wire, or major for the API.
    Major,
    /// Whatever is not both safe and patch.
    Minor,
    /// Never.
    None,
}

impl FailOn {
    /// The names, in the order of the variants.
    pub const NAMES: &'static [&'static str] = &["breaking", "major", "minor", "none"];

    /// The level of that name.
    pub fn parse(name: &str) -> Option<Self> {
        match name {
            "breaking" => Some(Self::Breaking),
            "major" => Some(Self::Major),
            "minor" => Some(Self::Minor),
            "none" => Some(Self::None),
            _ => None,
        }
    }

    fn covers(self, effect: Effect) -> bool {
        match self {
            Self::Breaking => effect.wire == Wire::Breaking,
            Self::Major => effect.wire == Wire::Breaking || effect.api == Api::Major,
            Self::Minor => !effect.is_quiet(),
            Self::None => false,
        }
    }
}

/// All findings of a comparison.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Review {
    /// The base's file as it was given.
    pub base: String,
    /// The head's file as it was given.
    pub head: String,
    /// The findings: by gravity, then by place in the head, then by place in the base.
    pub findings: Vec<Finding>,
    /// Waivers that no finding needs.
    pub stale: Vec<WaiverError>,
}

impl Review {
    /// The findings that no waiver covers.
    pub fn open(&self) -> impl Iterator<Item = &Finding> {
        self.findings
            .iter()
            .filter(|finding| finding.waived.is_none())
    }

    /// The gravest effect on the wire that no waiver covers.
    pub fn worst_wire(&self) -> Wire {
        let wires = self.open().map(|finding| finding.wire);
        wires.max().unwrap_or(Wire::Safe)
    }

    /// The gravest effect on the Rust API that no waiver covers.
    pub fn worst_api(&self) -> Api {
        let apis = self.open().map(|finding| finding.api);
        apis.max().unwrap_or(Api::Patch)
    }

    /// Is there a finding of that gravity that no waiver covers, or a waiver that no finding needs?
    pub fn fails(&self, level: FailOn) -> bool {
        !self.stale.is_empty() || self.open().any(|finding| level.covers(finding.effect()))
    }

    /// How many findings of a gravity no waiver covers.
    pub fn count(&self, gravity: Gravity) -> usize {
        self.open()
            .filter(|finding| finding.gravity() == gravity)
            .count()
    }

    /// The findings that a report shows: all, or those with an effect on programs.
    pub fn shown(&self, all: bool) -> impl Iterator<Item = &Finding> {
        self.findings
            .iter()
            .filter(move |finding| all || !finding.effect().is_quiet())
    }
}
