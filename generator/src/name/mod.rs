//! Gives every thing of an API its Rust name, in one pass.

mod case;
mod names;

pub use names::{Named, Names, OperationNames, ResourceNames, TypeNames};
