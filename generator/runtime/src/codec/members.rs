//! Members of an object that no description names, in the order they came in.

use std::collections::HashMap;
use std::collections::hash_map::Entry;

use super::{Json, Peek, ReadError, Reader, Slot, Value, Writer};

/// So many members are compared with each other sooner than hashed.
pub(super) const FEW: usize = 16;

/// An ordered list of members, each name once.
///
/// ```
/// use oas_runtime::{Json, Members};
/// let mut members = Members::new();
/// members.insert("provisioning".to_owned(), "{}".parse()?);
/// assert_eq!(members.get("provisioning").map(Json::as_str), Some("{}"));
/// # Ok::<(), oas_runtime::ReadError>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Hash, Default)]
pub struct Members(Vec<(Box<str>, Json)>);

impl Members {
    /// No members.
    #[must_use]
    pub const fn new() -> Self {
        Self(Vec::new())
    }

    /// How many there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// Whether there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The value of the member called `name`.
    #[must_use]
    pub fn get(&self, name: &str) -> Option<&Json> {
        self.iter()
            .find(|(n, _)| *n == name)
            .map(|(_, value)| value)
    }

    /// Sets a member. One that is there keeps its place; its value is returned.
    pub fn insert(&mut self, name: impl Into<Box<str>>, value: Json) -> Option<Json> {
        let name = name.into();
        match self.0.iter_mut().find(|(n, _)| *n == name) {
            Some((_, old)) => Some(std::mem::replace(old, value)),
            None => {
                self.0.push((name, value));
                None
            }
        }
    }

    /// Removes a member.
    pub fn remove(&mut self, name: &str) -> Option<Json> {
        let index = self.iter().position(|(n, _)| n == name)?;
        Some(self.0.remove(index).1)
    }

    /// Removes all members.
    pub fn clear(&mut self) {
        self.0.clear();
    }

    /// Adds a member without looking for one of its name: [`Members::settle`] does that for all of them at once, as a
    /// document may hold a million.
    pub(crate) fn push(&mut self, name: impl Into<Box<str>>, value: Json) {
        self.0.push((name.into(), value));
    }

    /// Leaves each name once after [`Members::push`]: its last value, at its first place.
    pub(crate) fn settle(&mut self) {
        if self.0.len() <= FEW && !self.repeats() {
            return;
        }
        let mut named: HashMap<Box<str>, (usize, Json)> = HashMap::with_capacity(self.0.len());
        for (place, (name, value)) in self.0.drain(..).enumerate() {
            match named.entry(name) {
                Entry::Occupied(mut one) => one.get_mut().1 = value,
                Entry::Vacant(none) => {
                    none.insert((place, value));
                }
            }
        }
        let mut named: Vec<_> = named.into_iter().collect();
        named.sort_unstable_by_key(|(_, (place, _))| *place);
        let placed = named.into_iter().map(|(name, (_, value))| (name, value));
        self.0.extend(placed);
    }

    fn repeats(&self) -> bool {
        let before = |(index, (name, _)): (usize, &(Box<str>, Json))| {
            self.0.iter().take(index).any(|(other, _)| other == name)
        };
        self.0.iter().enumerate().any(before)
    }

    /// Keeps the members that `keep` says yes to.
    pub(crate) fn retain(&mut self, mut keep: impl FnMut(&str) -> bool) {
        self.0.retain(|(name, _)| keep(name));
    }

    /// The members in order.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &Json)> {
        self.0.iter().map(|(name, value)| (&**name, value))
    }
}

impl<N: Into<Box<str>>> FromIterator<(N, Json)> for Members {
    fn from_iter<I: IntoIterator<Item = (N, Json)>>(members: I) -> Self {
        let mut all = Self::new();
        for (name, value) in members {
            all.push(name, value);
        }
        all.settle();
        all
    }
}

impl Peek for Members {
    fn write(&self, writer: &mut Writer) {
        writer.begin_object();
        for (name, value) in self.iter() {
            writer.key(name);
            value.write(writer);
        }
        writer.end_object();
    }
}

impl Slot for Members {
    fn read(&mut self, reader: &mut Reader<'_>) -> Result<(), ReadError> {
        self.clear();
        let read = reader.object(&mut |reader, name| {
            self.push(name, Json::from_checked(reader.raw()?));
            Ok(())
        });
        self.settle();
        read
    }

    fn reset(&mut self) {
        self.clear();
    }
}

impl Value for Members {
    fn blank() -> Self {
        Self::new()
    }
}

crate::__serde!([] Members);
