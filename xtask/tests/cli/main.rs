//! The commands as a user runs them: the real program, in folders of its own.

mod check;
mod codegen;
#[cfg(unix)]
mod corpus;
mod folder;
#[cfg(unix)]
mod gate;
mod side;
mod spec_diff;
