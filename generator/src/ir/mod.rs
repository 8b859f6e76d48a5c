//! The intermediate representation: what a description says, as plain data.
//!
//! **Invariant:** nothing here knows Rust names, tokens or the reader of the description. Things refer to one another by ids
//! into arenas, carry their wire names, and say by a JSON pointer where in the description they come from.

mod aliases;
mod answers;
mod arena;
mod calls;
mod conditions;
mod dump;
mod formats;
mod kinds;
pub(crate) mod media;
mod objects;
mod operations;
mod rules;
mod secrets;
mod types;
mod unions;

use std::collections::{BTreeMap, BTreeSet};

pub use aliases::Alias;
pub use answers::{Form, HeaderSets, Output};
pub use arena::{Arena, Id};
pub use calls::{Call, CallBody};
pub use conditions::{AS_A_TYPE, Condition, Conditions, Limit};
pub use dump::{TypeLabels, dump};
pub use formats::{IntegerFormat, TextFormat};
pub use kinds::{JsonKind, is_free, json_kinds, looseness};
pub use objects::{Demand, ObjectRules};
pub use operations::*;
pub use rules::*;
pub use types::*;
pub use unions::*;

use crate::pointer::Pointer;

/// Identifies a [`TypeDef`] of an [`Api`].
pub type TypeId = Id<TypeDef>;
/// Identifies an [`Operation`] of an [`Api`].
pub type OperationId = Id<Operation>;
/// Identifies a [`Resource`] of an [`Api`].
pub type ResourceId = Id<Resource>;

/// One API: everything that a crate is generated from.
#[derive(Debug, Clone, Default)]
pub struct Api {
    /// `info.title`.
    pub title: String,
    /// `info.version`.
    pub version: String,
    /// `info.license.identifier`, an expression of SPDX.
    pub license: Option<String>,
    /// `info.summary` and `info.description`.
    pub docs: Docs,
    /// The servers, the first of which is the default.
    pub servers: Vec<Server>,
    /// The security schemes, in the order of the description.
    pub schemes: Vec<SecurityScheme>,
    /// Every type that gets a name.
    pub types: Arena<TypeDef>,
    /// Components that are no type of their own, in the order of the description.
    pub aliases: Vec<Alias>,
    /// The groups that operations belong to, by order of appearance.
    pub resources: Arena<Resource>,
    /// Every operation that can be called.
    pub operations: Arena<Operation>,
    /// Every request that the service makes: its webhooks, then callbacks.
    pub calls: Vec<Call>,
}

impl Api {
    /// Can a client meet a requirement by its settings, or by its connection?
    pub fn is_met(&self, requirement: &Requirement) -> bool {
        requirement.schemes.iter().all(|(name, _)| {
            let scheme = self.schemes.iter().find(|scheme| scheme.wire == *name);
            scheme.is_some_and(|scheme| match &scheme.kind {
                SchemeKind::Other(kind) => {
                    scheme.kind.is_bearer() || kind == SchemeKind::MUTUAL_TLS
                }
                _ => true,
            })
        })
    }

    /// The schemes that have a credential of their own: a key always has; a bearer token where it is not the same as another's.
    pub fn own_credentials(&self) -> BTreeSet<&str> {
        let is_key = |scheme: &&SecurityScheme| matches!(scheme.kind, SchemeKind::ApiKey { .. });
        let keys = self.schemes.iter().filter(is_key);
        let mut own: BTreeSet<_> = keys.map(|scheme| scheme.wire.as_str()).collect();
        let tokens = self.tokens();
        if !self.is_one_token(&tokens) {
            own.extend(tokens);
        }
        own
    }

    /// The schemes with bearer tokens that operations name.
    fn tokens(&self) -> BTreeSet<&str> {
        let operations = self.operations.iter();
        let named: BTreeSet<_> = operations
            .flat_map(|(_, operation)| &operation.security)
            .flat_map(|requirement| &requirement.schemes)
            .map(|(name, _)| name.as_str())
            .collect();
        let bearers = self.schemes.iter().filter(|it| it.kind.is_bearer());
        let bearers = bearers.map(|scheme| scheme.wire.as_str());
        bearers.filter(|name| named.contains(name)).collect()
    }

    /// Is any of these tokens as good as any other, whatever is called?
    fn is_one_token(&self, tokens: &BTreeSet<&str>) -> bool {
        self.operations.iter().all(|(_, operation)| {
            // By what is needed beside a token: the tokens that do.
            let mut taken: BTreeMap<Vec<&str>, BTreeSet<&str>> = BTreeMap::new();
            for requirement in &operation.security {
                let names = requirement.schemes.iter().map(|(name, _)| name.as_str());
                let (with, beside): (BTreeSet<_>, BTreeSet<_>) =
                    names.partition(|name| tokens.contains(name));
                if !with.is_empty() {
                    taken
                        .entry(beside.into_iter().collect())
                        .or_default()
                        .extend(with);
                }
            }
            taken.values().all(|taken| taken == tokens)
        })
    }

    /// The variables of all servers, one of each name, and whether the API's own servers have it. Those of the first server come
    /// first.
    pub fn variables(&self) -> Vec<(&ServerVariable, bool)> {
        let general = self.servers.iter().map(|server| (server, true));
        let own = self
            .operations
            .iter()
            .flat_map(|(_, operation)| operation.servers.iter().map(|server| (server, false)));
        let mut all: Vec<(&ServerVariable, bool)> = Vec::new();
        for (server, is_general) in general.chain(own) {
            for variable in &server.variables {
                if !all.iter().any(|(known, _)| known.wire == variable.wire) {
                    all.push((variable, is_general));
                }
            }
        }
        all
    }
}

/// Texts for people.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash)]
pub struct Docs {
    /// One line.
    pub summary: Option<String>,
    /// CommonMark.
    pub description: Option<String>,
}

impl Docs {
    /// The first paragraph alone, as a sentence: one that leads into a list ends there.
    #[must_use]
    pub fn opening(&self) -> Self {
        let first = |text: &String| {
            let paragraph = text.trim().split("\n\n").next().unwrap_or_default();
            paragraph
                .strip_suffix(':')
                .map_or_else(|| paragraph.to_owned(), |sentence| format!("{sentence}."))
        };
        match &self.summary {
            Some(summary) => Self {
                summary: Some(summary.clone()),
                description: None,
            },
            None => Self {
                summary: None,
                description: self.description.as_ref().map(first),
            },
        }
    }
}

/// A base URL with variables.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Server {
    /// The template, as `https://{tenant}/api`.
    pub url: String,
    /// The variables that occur in it.
    pub variables: Vec<ServerVariable>,
    /// Where it stands.
    pub origin: Pointer,
}

/// A variable of a [`Server`]'s URL.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ServerVariable {
    /// Its name in the template.
    pub wire: String,
    /// What holds when it is not given; `None` where the default is a placeholder that can't be a value.
    pub default: Option<String>,
    /// The values that are allowed; empty means any.
    pub values: Vec<String>,
    /// Texts for people.
    pub docs: Docs,
    /// Where it stands.
    pub origin: Pointer,
}

/// How a request proves who sends it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SecurityScheme {
    /// The name that requirements use.
    pub wire: String,
    /// What kind it is.
    pub kind: SchemeKind,
    /// Texts for people.
    pub docs: Docs,
    /// Where it stands.
    pub origin: Pointer,
}

/// The kinds of [`SecurityScheme`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum SchemeKind {
    /// `Authorization: Bearer …`.
    Bearer,
    /// `Authorization: Basic …`.
    Basic,
    /// A key in a header, query or cookie.
    ApiKey {
        /// Where the key goes.
        location: ParamLocation,
        /// Its name there.
        name: String,
    },
    /// OAuth 2: a bearer token that a token endpoint hands out.
    OAuth2 {
        /// Token URL of the client credentials flow, when there is one.
        client_credentials: Option<String>,
    },
    /// Something that can only be named.
    Other(String),
}

impl SchemeKind {
    /// Is it met by `Authorization: Bearer …`?
    pub fn is_bearer(&self) -> bool {
        match self {
            Self::Bearer | Self::OAuth2 { .. } => true,
            Self::Other(kind) => kind == Self::OPEN_ID_CONNECT,
            Self::Basic | Self::ApiKey { .. } => false,
        }
    }

    /// What [`SchemeKind::Other`] holds for OpenID Connect, whose tokens are bearer tokens.
    pub const OPEN_ID_CONNECT: &'static str = "openIdConnect";

    /// What it holds for a certificate of the client's, which is the connection's matter.
    pub const MUTUAL_TLS: &'static str = "mutualTLS";
}

/// A group of operations: a module, a client handle and a Cargo feature.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Resource {
    /// The group's name in the description.
    pub wire: String,
    /// Texts for people.
    pub docs: Docs,
    /// Its operations, in the order of the description.
    pub operations: Vec<OperationId>,
}
