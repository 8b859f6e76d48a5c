//! Components that are no type of their own: names for lists, scalars and other types.

use super::{Docs, Ty};
use crate::pointer::Pointer;

/// A component that is no type of its own, such as a list or another component by a second name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Alias {
    /// Its key under `components/schemas`.
    pub wire: String,
    /// What it stands for.
    pub ty: Ty,
    /// Texts for people.
    pub docs: Docs,
    /// Should it not be used any more?
    pub deprecated: bool,
    /// Where it stands.
    pub origin: Pointer,
}
