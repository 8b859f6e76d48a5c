//! A map keyed by an enum of member names, in the description's order.

use super::string_enum::from_wire;
use super::{Json, Members, Peek, ReadError, Reader, Slot, StringEnum, Value, Writer};
use crate::check::{Checker, Rule};

/// A map from the names of a closed object's members to their values.
///
/// It iterates in the order of the description, names that the description does not list last. Members that cannot
/// be a `V` (null, or a value of another shape under a name not listed) are kept as they came: see [`KeyedMap::raw`].
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct KeyedMap<K, V> {
    entries: Vec<(K, V)>,
    raw: Members,
}

impl<K, V> KeyedMap<K, V> {
    /// An empty map.
    #[must_use]
    pub const fn new() -> Self {
        Self {
            entries: Vec::new(),
            raw: Members::new(),
        }
    }

    /// How many entries there are, without those of [`KeyedMap::raw`].
    #[must_use]
    pub fn len(&self) -> usize {
        self.entries.len()
    }

    /// Whether there are no entries.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }

    /// The entries in order.
    pub fn iter(&self) -> impl DoubleEndedIterator<Item = (&K, &V)> + ExactSizeIterator {
        self.entries.iter().map(|(key, value)| (key, value))
    }

    /// The entries in order.
    pub fn iter_mut(
        &mut self,
    ) -> impl DoubleEndedIterator<Item = (&K, &mut V)> + ExactSizeIterator {
        self.entries.iter_mut().map(|(key, value)| (&*key, value))
    }

    /// The keys in order.
    pub fn keys(&self) -> impl DoubleEndedIterator<Item = &K> + ExactSizeIterator {
        self.entries.iter().map(|(key, _)| key)
    }

    /// The values in the order of their keys.
    pub fn values(&self) -> impl DoubleEndedIterator<Item = &V> + ExactSizeIterator {
        self.entries.iter().map(|(_, value)| value)
    }

    /// Members that cannot be entries, as they were read. They are written back.
    #[must_use]
    pub fn raw(&self) -> &Members {
        &self.raw
    }

    /// Members that cannot be entries, as they were read. They are written back.
    pub fn raw_mut(&mut self) -> &mut Members {
        &mut self.raw
    }

    /// Removes all entries, and what [`KeyedMap::raw`] holds.
    pub fn clear(&mut self) {
        self.entries.clear();
        self.raw.clear();
    }
}

impl<K: StringEnum, V> KeyedMap<K, V> {
    /// The value under `key`.
    #[must_use]
    pub fn get(&self, key: &K) -> Option<&V> {
        let index = self.find(key).ok()?;
        self.entries.get(index).map(|(_, value)| value)
    }

    /// The value under `key`.
    pub fn get_mut(&mut self, key: &K) -> Option<&mut V> {
        let index = self.find(key).ok()?;
        self.entries.get_mut(index).map(|(_, value)| value)
    }

    /// Whether there is an entry under `key`.
    #[must_use]
    pub fn contains_key(&self, key: &K) -> bool {
        self.find(key).is_ok()
    }

    /// Sets the entry under `key`; the value that was there is returned.
    pub fn insert(&mut self, key: K, value: V) -> Option<V> {
        self.raw.remove(key.wire());
        match self.find(&key) {
            Ok(index) => self
                .entries
                .get_mut(index)
                .map(|(_, old)| std::mem::replace(old, value)),
            Err(index) => {
                self.entries.insert(index, (key, value));
                None
            }
        }
    }

    /// Removes the entry under `key`.
    pub fn remove(&mut self, key: &K) -> Option<V> {
        let index = self.find(key).ok()?;
        Some(self.entries.remove(index).1)
    }

    /// The raw members that no entry stands for: no member is written twice.
    fn raw_only(&self) -> impl Iterator<Item = (&str, &Json)> {
        self.raw
            .iter()
            .filter(|(name, _)| self.entries.iter().all(|(key, _)| key.wire() != *name))
    }

    /// Where the entry under `key` stands, or where it would: mostly at the end, as maps are filled in order.
    fn find(&self, key: &K) -> Result<usize, usize> {
        let follows = |rank| move |(last, _): &(K, V)| last.index().is_some_and(|last| last < rank);
        if key
            .index()
            .is_some_and(|rank| self.entries.last().is_none_or(follows(rank)))
        {
            return Err(self.entries.len());
        }
        match key.index() {
            Some(rank) => self
                .entries
                .binary_search_by_key(&rank, |(k, _)| k.index().unwrap_or(usize::MAX)),
            None => self
                .entries
                .iter()
                .position(|(k, _)| k.wire() == key.wire())
                .ok_or(self.entries.len()),
        }
    }
}

impl<K, V> Default for KeyedMap<K, V> {
    fn default() -> Self {
        Self::new()
    }
}

impl<K: StringEnum, V> FromIterator<(K, V)> for KeyedMap<K, V> {
    fn from_iter<I: IntoIterator<Item = (K, V)>>(entries: I) -> Self {
        let mut map = Self::new();
        map.extend(entries);
        map
    }
}

impl<K: StringEnum, V> Extend<(K, V)> for KeyedMap<K, V> {
    fn extend<I: IntoIterator<Item = (K, V)>>(&mut self, entries: I) {
        for (key, value) in entries {
            self.insert(key, value);
        }
    }
}

impl<K: StringEnum, V, const N: usize> From<[(K, V); N]> for KeyedMap<K, V> {
    fn from(entries: [(K, V); N]) -> Self {
        entries.into_iter().collect()
    }
}

impl<K, V> IntoIterator for KeyedMap<K, V> {
    type Item = (K, V);
    type IntoIter = std::vec::IntoIter<(K, V)>;

    fn into_iter(self) -> Self::IntoIter {
        self.entries.into_iter()
    }
}

impl<'m, K, V> IntoIterator for &'m KeyedMap<K, V> {
    type Item = &'m (K, V);
    type IntoIter = std::slice::Iter<'m, (K, V)>;

    fn into_iter(self) -> Self::IntoIter {
        self.entries.iter()
    }
}

impl<K: StringEnum, V: Peek> Peek for KeyedMap<K, V> {
    fn write(&self, writer: &mut Writer) {
        writer.begin_object();
        for (key, value) in &self.entries {
            match key.index() {
                Some(_) if K::PLAIN => writer.plain_key(key.wire()),
                _ => writer.key(key.wire()),
            }
            value.write(writer);
        }
        for (name, value) in self.raw_only() {
            writer.key(name);
            value.write(writer);
        }
        writer.end_object();
    }

    fn check(&self, checker: &mut Checker) {
        for (key, value) in &self.entries {
            if key.index().is_none() {
                checker.report_inside(key.wire(), Rule::UnknownMember, unknown_key());
            }
            checker.inside(key.wire(), value);
        }
        for (name, _) in self.raw_only() {
            let (rule, message) = match K::known(name) {
                Some(_) => (Rule::Null, "a value that cannot be an entry".to_owned()),
                None => (Rule::UnknownMember, unknown_key()),
            };
            checker.report_inside(name, rule, message);
        }
    }
}

fn unknown_key() -> String {
    "a member that the description does not allow".to_owned()
}

impl<K: StringEnum, V: Value> Slot for KeyedMap<K, V> {
    fn read(&mut self, reader: &mut Reader<'_>) -> Result<(), ReadError> {
        self.clear();
        reader.open_object()?;
        let (mut expected, mut first) = (0, true);
        while reader.next_member(first)? {
            first = false;
            expected = self.read_member(reader, expected)?;
        }
        Ok(())
    }

    fn reset(&mut self) {
        self.clear();
    }
}

impl<K: StringEnum, V: Value> KeyedMap<K, V> {
    /// Reads one member; the index of the key that is expected after it. The expected key costs one comparison.
    fn read_member(
        &mut self,
        reader: &mut Reader<'_>,
        expected: usize,
    ) -> Result<usize, ReadError> {
        if let (Some(name), Some(key)) = (K::WIRE.get(expected), K::KNOWN.get(expected))
            && K::PLAIN
            && reader.name_is(name)
        {
            self.read_known(reader, key.clone())
                .map_err(|e| e.inside(name))?;
            return Ok(expected + 1);
        }
        let name = reader.name()?;
        let key: K = from_wire(&name);
        match key.index() {
            Some(index) => self.read_known(reader, key).map(|()| index + 1),
            None => self.read_unknown(reader, key).map(|()| expected),
        }
        .map_err(|e| e.inside(&name))
    }

    fn read_known(&mut self, reader: &mut Reader<'_>, key: K) -> Result<(), ReadError> {
        if !V::ACCEPTS_NULL && reader.at_null()? {
            reader.null()?;
            self.keep(&key, Json::null());
            return Ok(());
        }
        let mut value = V::blank();
        value.read(reader)?;
        self.insert(key, value);
        Ok(())
    }

    #[cold]
    fn read_unknown(&mut self, reader: &mut Reader<'_>, key: K) -> Result<(), ReadError> {
        let text = reader.raw()?;
        let mut value = V::blank();
        match value.read(&mut reader.nested(text)) {
            Ok(()) => drop(self.insert(key, value)),
            Err(_) => self.keep(&key, Json::from_checked(text)),
        }
        Ok(())
    }

    /// Keeps a member that is no entry.
    fn keep(&mut self, key: &K, value: Json) {
        self.remove(key);
        self.raw.insert(key.wire(), value);
    }
}

impl<K: StringEnum, V: Value> Value for KeyedMap<K, V> {
    fn blank() -> Self {
        Self::new()
    }
}

crate::__serde!([K: StringEnum, V: Value] KeyedMap<K, V>);
