//! What is said of the limit of a rule that a name breaks.

use std::fmt;

/// The limit of a rule that a name breaks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum NameLimit {
    /// `minLength` or `maxLength`
    Length(usize),
    /// `pattern` or `format`
    Text(&'static str),
    /// Of no other rule is it named.
    None,
}

impl fmt::Display for NameLimit {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Length(limit) => write!(f, " {limit}"),
            Self::Text(text) => write!(f, " {text}"),
            Self::None => Ok(()),
        }
    }
}
