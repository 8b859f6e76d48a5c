//! A map keyed by an enum of member names, in the description's order.

mod entry;

use std::collections::hash_map::Entry;
use std::collections::{HashMap, HashSet};
use std::fmt;

use super::map::holds_secret;
use super::members::FEW;
use super::secrets::Shown;
use super::string_enum::from_wire;
use super::{
    Json, Members, Peek, ReadError, Reader, SecretSearch, Slot, StringEnum, Value, Writer,
};
use crate::check::{Checker, MemberNames, Rule};

pub use entry::KeyedEntry;

/// A map from the names of a closed object's members to their values.
///
/// It iterates in the order of the description, names that the description does not list last. Members that cannot
/// be a `V` (null, or a value of another shape under a name not listed) are kept as they came: see [`KeyedMap::raw`].
#[derive(Clone, PartialEq, Eq, Hash)]
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

    /// The values in the order of their keys.
    pub fn values_mut(&mut self) -> impl DoubleEndedIterator<Item = &mut V> + ExactSizeIterator {
        self.entries.iter_mut().map(|(_, value)| value)
    }

    /// Members that cannot be entries, as they were read. They are written back.
    #[must_use]
    pub fn raw(&self) -> &Members {
        &self.raw
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

    /// Removes the entry under `key`, and what [`KeyedMap::raw`] holds under that name.
    pub fn remove(&mut self, key: &K) -> Option<V> {
        self.raw.remove(key.wire());
        self.remove_entry(key)
    }

    fn remove_entry(&mut self, key: &K) -> Option<V> {
        let index = self.find(key).ok()?;
        Some(self.entries.remove(index).1)
    }

    /// The raw members that no entry stands for: no member is written twice.
    fn raw_only(&self) -> impl Iterator<Item = (&str, &Json)> {
        let entries = if self.raw.is_empty() {
            &[]
        } else {
            &*self.entries
        };
        let names: HashSet<&str> = entries.iter().map(|(key, _)| key.wire()).collect();
        self.raw
            .iter()
            .filter(move |(name, _)| !names.contains(name))
    }

    /// Whether the entry under `key` comes after all that are there, as mostly: maps are filled in order.
    fn is_next(&self, key: &K) -> bool {
        let follows = |rank| move |(last, _): &(K, V)| last.index().is_some_and(|last| last < rank);
        key.index()
            .is_some_and(|rank| self.entries.last().is_none_or(follows(rank)))
    }

    /// Where the entry under `key` stands, or where it would.
    fn find(&self, key: &K) -> Result<usize, usize> {
        if self.is_next(key) {
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

impl<K: StringEnum, V> MemberNames for KeyedMap<K, V> {
    fn each_name(&self, see: &mut dyn FnMut(&str)) {
        self.entries.iter().for_each(|(key, _)| see(key.wire()));
        self.raw_only().for_each(|(name, _)| see(name));
    }
}

impl<K: StringEnum, V: Value> fmt::Debug for KeyedMap<K, V> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let all = holds_secret::<V>(&self.raw);
        f.debug_struct("KeyedMap")
            .field("entries", &self.entries)
            .field("raw", &Shown(&self.raw, &|_| all))
            .finish()
    }
}

impl<K: StringEnum, V: Value> Peek for KeyedMap<K, V> {
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

    fn is_secret(&self) -> bool {
        self.values().any(Peek::is_secret) || holds_secret::<V>(&self.raw)
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
            checker.report_inside(checker.entry(name), rule, message);
        }
    }

    fn keeps_rules(&self) -> bool {
        let is_fine = |(key, value): &(K, V)| key.index().is_some() && value.keeps_rules();
        self.entries.iter().all(is_fine)
            && (self.raw.is_empty() || self.raw_only().next().is_none())
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
        let mut late = Vec::new();
        while reader.next_member(first)? {
            first = false;
            expected = self.read_member(reader, expected, &mut late)?;
        }
        if !late.is_empty() {
            self.settle(late);
        }
        Ok(())
    }

    fn reset(&mut self) {
        self.clear();
    }

    fn holds_secret_of(&self, search: &mut SecretSearch) -> bool {
        V::holds_secret(search)
    }
}

impl<K: StringEnum, V: Value> KeyedMap<K, V> {
    /// Sets a member as reading does: an entry, if the JSON is one, else one of [`KeyedMap::raw`]. Either takes the place of what was
    /// there under its name.
    pub fn insert_json(&mut self, name: &str, json: Json) {
        let key: K = from_wire(name);
        let read = if json.is_null() && !V::ACCEPTS_NULL {
            Ok(Err(Json::null()))
        } else {
            read_unknown(&mut Reader::new(json.as_str()))
        };
        // It is JSON, but may nest too deep to be an entry.
        match read.unwrap_or(Err(json)) {
            Ok(value) => drop(self.insert(key, value)),
            Err(raw) => {
                self.remove_entry(&key);
                self.raw.insert(name, raw);
            }
        }
    }
}

/// Members of one document in the order they came in: entries, and what cannot be one.
type Arrived<K, V> = Vec<(K, Result<V, Json>)>;

impl<K: StringEnum, V: Value> KeyedMap<K, V> {
    /// Reads one member; the index of the key that is expected after it. The expected key costs one comparison.
    fn read_member(
        &mut self,
        reader: &mut Reader<'_>,
        expected: usize,
        late: &mut Arrived<K, V>,
    ) -> Result<usize, ReadError> {
        if let (Some(name), Some(key)) = (K::WIRE.get(expected), K::KNOWN.get(expected))
            && K::PLAIN
            && reader.name_is(name)
        {
            let value = read_known(reader).map_err(|e| e.inside(name))?;
            self.arrive(key.clone(), value, late);
            return Ok(expected + 1);
        }
        let name = reader.name()?;
        let key: K = from_wire(&name);
        let index = key.index();
        let value = match index {
            Some(_) => read_known(reader),
            None => read_unknown(reader),
        }
        .map_err(|e| e.inside(&name))?;
        self.arrive(key, value, late);
        Ok(index.map_or(expected, |index| index + 1))
    }

    /// Takes in what was read. Beyond a few members those whose place must be searched for wait for
    /// [`KeyedMap::settle`], as a document may hold a million.
    fn arrive(&mut self, key: K, value: Result<V, Json>, late: &mut Arrived<K, V>) {
        let few = self.entries.len() + self.raw.len() < FEW;
        if !late.is_empty() || !(few || self.raw.is_empty() && self.is_next(&key)) {
            late.push((key, value));
            return;
        }
        match value {
            Ok(value) => drop(self.insert(key, value)),
            Err(text) => {
                self.remove_entry(&key);
                self.raw.insert(key.wire(), text);
            }
        }
    }

    /// Takes in what came late, all at once: the last of one name wins, at the place of the first.
    #[cold]
    fn settle(&mut self, late: Arrived<K, V>) {
        let entries = self.entries.drain(..).map(|(key, value)| (key, Ok(value)));
        let raw = std::mem::take(&mut self.raw);
        let raw = raw
            .iter()
            .map(|(name, text)| (from_wire(name), Err(text.clone())));
        let mut named: HashMap<Box<str>, (usize, K, Result<V, Json>)> = HashMap::new();
        for (place, (key, value)) in entries.chain(raw).chain(late).enumerate() {
            match named.entry(key.wire().into()) {
                Entry::Occupied(mut one) => one.get_mut().2 = value,
                Entry::Vacant(none) => {
                    none.insert((place, key, value));
                }
            }
        }
        let mut placed: Vec<_> = named.into_values().collect();
        placed.sort_unstable_by_key(|(place, ..)| *place);
        for (_, key, value) in placed {
            match value {
                Ok(value) => self.entries.push((key, value)),
                Err(text) => self.raw.push(key.wire(), text),
            }
        }
        self.entries
            .sort_by_key(|(key, _)| key.index().unwrap_or(usize::MAX));
    }
}

/// Reads the value of a listed key; null where there is no such value is kept raw.
fn read_known<V: Value>(reader: &mut Reader<'_>) -> Result<Result<V, Json>, ReadError> {
    if !V::ACCEPTS_NULL && reader.at_null()? {
        reader.null()?;
        return Ok(Err(Json::null()));
    }
    let mut value = V::blank();
    value.read(reader)?;
    Ok(Ok(value))
}

/// Reads the value of a key that is not listed; one of another shape is kept raw.
#[cold]
fn read_unknown<V: Value>(reader: &mut Reader<'_>) -> Result<Result<V, Json>, ReadError> {
    let mut value = V::blank();
    Ok(match reader.attempt(&mut value)? {
        None => Ok(value),
        Some(raw) => Err(raw),
    })
}

impl<K: StringEnum, V: Value> Value for KeyedMap<K, V> {
    fn blank() -> Self {
        Self::new()
    }

    fn holds_secret(search: &mut SecretSearch) -> bool {
        V::holds_secret(search)
    }
}

crate::__serde!([K: StringEnum, V: Value] KeyedMap<K, V>);
