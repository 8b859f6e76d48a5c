//! Why a command did not do its work: diagnostics of a description, or a message that says what to do.

use std::fmt::Display;
use std::io;
use std::path::Path;

use oas_codegen::diagnostic::Diagnostics;

use crate::terminal;

/// What stops a command.
#[derive(Debug)]
pub(crate) enum Failure {
    /// The description or its settings have errors.
    Diagnostics(Box<Diagnostics>),
    /// Anything else: what happened, and what helps.
    Message { what: String, help: Option<String> },
}

impl Failure {
    /// A failure without advice.
    pub(crate) fn new(what: impl Into<String>) -> Self {
        let what = what.into();
        Self::Message { what, help: None }
    }

    /// A failure of the file system.
    pub(crate) fn io(doing: impl Display, path: &Path, error: &io::Error) -> Self {
        Self::new(format!("{doing} `{}`: {error}", path.display()))
    }

    /// Says what helps.
    pub(crate) fn help(self, advice: impl Into<String>) -> Self {
        match self {
            Self::Message { what, .. } => Self::Message {
                what,
                help: Some(advice.into()),
            },
            Self::Diagnostics(_) => self,
        }
    }

    /// Tells the user.
    pub(crate) fn report(&self) {
        match self {
            Self::Diagnostics(diagnostics) => {
                terminal::note(&diagnostics.render(terminal::color()));
            }
            Self::Message { what, help } => {
                terminal::note(&format!("error: {what}"));
                if let Some(help) = help {
                    terminal::note(&format!("  help: {help}"));
                }
            }
        }
    }
}

impl From<Diagnostics> for Failure {
    fn from(diagnostics: Diagnostics) -> Self {
        Self::Diagnostics(Box::new(diagnostics))
    }
}

impl From<io::Error> for Failure {
    /// Of the terminal; failures of files name their file by [`Failure::io`].
    fn from(error: io::Error) -> Self {
        Self::new(format!("the result cannot be written: {error}"))
    }
}
