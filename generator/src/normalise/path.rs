//! The way from the root to the node that a walk is at; a pointer is made of it only when one is needed.

use std::fmt;

use crate::pointer::Pointer;

/// A place in a walk, linked to the place above.
#[derive(Clone, Copy)]
pub(super) struct Path<'p> {
    above: Option<&'p Path<'p>>,
    step: Step<'p>,
}

#[derive(Clone, Copy)]
enum Step<'p> {
    Root,
    Key(&'p str),
    Index(usize),
    Pointer(&'p Pointer),
}

impl<'p> Path<'p> {
    pub(super) const fn root() -> Self {
        Self {
            above: None,
            step: Step::Root,
        }
    }

    /// A walk that begins inside the document.
    pub(super) fn from(pointer: &'p Pointer) -> Self {
        Self {
            above: None,
            step: Step::Pointer(pointer),
        }
    }

    pub(super) fn key(&'p self, key: &'p str) -> Self {
        Self {
            above: Some(self),
            step: Step::Key(key),
        }
    }

    pub(super) fn index(&'p self, index: usize) -> Self {
        Self {
            above: Some(self),
            step: Step::Index(index),
        }
    }

    /// The key that the place stands under, if it is a member's.
    pub(super) fn last_key(&self) -> Option<&'p str> {
        match self.step {
            Step::Key(key) => Some(key),
            _ => None,
        }
    }

    pub(super) fn pointer(&self) -> Pointer {
        let above = || self.above.map_or_else(Pointer::root, Path::pointer);
        match self.step {
            Step::Root => Pointer::root(),
            Step::Pointer(pointer) => pointer.clone(),
            Step::Key(key) => above().key(key),
            Step::Index(index) => above().index(index),
        }
    }
}

/// How messages name the place: by its last key.
impl fmt::Display for Path<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match (self.step, self.above) {
            (Step::Key(key), _) => write!(f, "`{key}`"),
            (Step::Index(index), Some(above)) => write!(f, "element {index} of {above}"),
            (Step::Pointer(pointer), _) => write!(f, "`{pointer}`"),
            _ => f.write_str("the description"),
        }
    }
}
