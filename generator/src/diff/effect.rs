//! How grave a change is: for what goes over the wire, and for the public Rust API.

use std::fmt;

/// Which way the values travel that a finding is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Direction {
    /// From the client to the server.
    Request,
    /// From the server to the client.
    Response,
    /// Both ways.
    Both,
    /// Nowhere: no operation reaches it, or it is a text for people.
    Neither,
}

impl Direction {
    /// The direction of what travels in a request, in a response, or both.
    pub fn of(request: bool, response: bool) -> Self {
        match (request, response) {
            (true, true) => Self::Both,
            (true, false) => Self::Request,
            (false, true) => Self::Response,
            (false, false) => Self::Neither,
        }
    }

    /// Does it cover requests?
    pub fn has_request(self) -> bool {
        matches!(self, Self::Request | Self::Both)
    }

    /// Does it cover responses?
    pub fn has_response(self) -> bool {
        matches!(self, Self::Response | Self::Both)
    }

    /// Both directions taken together.
    #[must_use]
    pub fn and(self, other: Self) -> Self {
        Self::of(
            self.has_request() || other.has_request(),
            self.has_response() || other.has_response(),
        )
    }

    /// The name, in lower case.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Request => "request",
            Self::Response => "response",
            Self::Both => "both",
            Self::Neither => "neither",
        }
    }
}

/// What a change does to a program that was built from the base, once the server behaves as the head says.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Wire {
    /// Nothing.
    Safe,
    /// It may meet something that it was not written for.
    Risky,
    /// It stops working where it uses what has changed.
    Breaking,
}

impl Wire {
    /// The name, in lower case.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Safe => "safe",
            Self::Risky => "risky",
            Self::Breaking => "breaking",
        }
    }
}

/// What a change does to the version of the generated crate, by the rules of Cargo's SemVer reference.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Api {
    /// No public item changes.
    Patch,
    /// Items are added, or mean more than they did.
    Minor,
    /// A program that used the item may no longer compile.
    Major,
}

impl Api {
    /// The name, in lower case.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Patch => "patch",
            Self::Minor => "minor",
            Self::Major => "major",
        }
    }
}

/// The effect of a change on both.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Effect {
    /// On the wire.
    pub wire: Wire,
    /// On the Rust API.
    pub api: Api,
}

impl Effect {
    /// The graver of two effects, on each side.
    #[must_use]
    pub fn worse(self, other: Self) -> Self {
        Self {
            wire: self.wire.max(other.wire),
            api: self.api.max(other.api),
        }
    }

    /// Is there nothing that a reviewer has to see?
    pub fn is_quiet(self) -> bool {
        self.wire == Wire::Safe && self.api == Api::Patch
    }
}

macro_rules! display {
    ($($name:ident)*) => {
        $(impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(self.as_str())
            }
        })*
    };
}

display!(Direction Wire Api);
