//! A vector that is indexed by ids of its own.

use std::fmt;
use std::hash::{Hash, Hasher};
use std::marker::PhantomData;
use std::ops::{Index, IndexMut};

/// Identifies an item of an [`Arena`]. Only [`Arena::push`] makes one.
pub struct Id<T>(u32, PhantomData<fn() -> T>);

impl<T> Id<T> {
    /// The place of the item in its arena.
    pub fn index(self) -> usize {
        self.0 as usize
    }
}

impl<T> Clone for Id<T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T> Copy for Id<T> {}

impl<T> PartialEq for Id<T> {
    fn eq(&self, other: &Self) -> bool {
        self.0 == other.0
    }
}

impl<T> Eq for Id<T> {}

impl<T> PartialOrd for Id<T> {
    fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}

impl<T> Ord for Id<T> {
    fn cmp(&self, other: &Self) -> std::cmp::Ordering {
        self.0.cmp(&other.0)
    }
}

impl<T> Hash for Id<T> {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.0.hash(state);
    }
}

impl<T> fmt::Debug for Id<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "#{}", self.0)
    }
}

/// Items that refer to one another by [`Id`]. An id stays good until [`Arena::retain`], which says what it is then.
#[derive(Debug, Clone)]
pub struct Arena<T>(Vec<T>);

impl<T> Default for Arena<T> {
    fn default() -> Self {
        Self(Vec::new())
    }
}

impl<T> Arena<T> {
    /// Adds an item.
    pub fn push(&mut self, item: T) -> Id<T> {
        // More than 2³² items would need more memory than the loader lets a description have.
        let id = u32::try_from(self.0.len()).unwrap_or(u32::MAX);
        self.0.push(item);
        Id(id, PhantomData)
    }

    /// How many items there are.
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// Is there no item?
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The items with their ids, in the order of arrival.
    pub fn iter(&self) -> impl Iterator<Item = (Id<T>, &T)> {
        self.ids().zip(&self.0)
    }

    /// Takes out all items that are not to be kept, and says which id each has now.
    pub fn retain(&mut self, keep: impl Fn(Id<T>) -> bool) -> Vec<Option<Id<T>>> {
        let ids: Vec<_> = self.ids().collect();
        let mut kept = 0;
        let moved = ids.iter().map(|&id| {
            keep(id).then(|| {
                kept += 1;
                Id(kept - 1, PhantomData)
            })
        });
        let moved: Vec<_> = moved.collect();
        let mut is_kept = moved.iter().map(Option::is_some);
        self.0.retain(|_| is_kept.next().unwrap_or_default());
        moved
    }

    /// The items, to be changed.
    pub fn values_mut(&mut self) -> impl Iterator<Item = &mut T> {
        self.0.iter_mut()
    }

    /// The ids, in the order of arrival.
    pub fn ids(&self) -> impl Iterator<Item = Id<T>> + use<T> {
        (0..u32::try_from(self.0.len()).unwrap_or(u32::MAX)).map(|index| Id(index, PhantomData))
    }
}

impl<T> Index<Id<T>> for Arena<T> {
    type Output = T;

    // An id comes from `push`, or from `retain` for what is left, so the item is there.
    #[allow(clippy::indexing_slicing)]
    fn index(&self, id: Id<T>) -> &T {
        &self.0[id.index()]
    }
}

impl<T> IndexMut<Id<T>> for Arena<T> {
    #[allow(clippy::indexing_slicing)]
    fn index_mut(&mut self, id: Id<T>) -> &mut T {
        &mut self.0[id.index()]
    }
}
