//! Formats as types: any text survives, the grammars say what well-kept crates say, and values of those come back as they were.

mod conversions;
mod judged;
mod kept;
