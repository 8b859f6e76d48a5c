//! Maps with free keys, in the order of the document. What is no value of the map's type is kept as it came.

use std::collections::HashMap;
use std::fmt;
use std::ops::{Deref, DerefMut};

use indexmap::IndexMap;

use super::kept::{Digits, are_sent, is_read_from, write_kept};
use super::secrets::Shown;
use super::{Json, Members, Peek, ReadError, Reader, SecretSearch, Slot, Value, Writer};
use crate::check::{Checker, MemberNames, Rule};

/// An object whose members all are a `T`, in the order they came in.
///
/// It is an [`IndexMap`] for all that it holds. Members that cannot be a `T` (null, or a value of another type) do not make
/// reading fail: see [`Map::raw`].
///
/// ```
/// use oas_runtime::{Map, json};
/// let mut scores: Map<i64> = json::from_str(r#"{"b":2,"a":1,"c":null}"#)?;
/// scores.insert("d".to_owned(), 4);
/// assert_eq!(scores["a"], 1);
/// assert_eq!(json::to_string(&scores), r#"{"b":2,"a":1,"d":4,"c":null}"#);
/// # Ok::<(), oas_runtime::ReadError>(())
/// ```
#[derive(Clone, PartialEq)]
pub struct Map<T> {
    entries: IndexMap<String, T>,
    raw: Members,
}

impl<T> Map<T> {
    /// An empty map.
    #[must_use]
    pub fn new() -> Self {
        Self {
            entries: IndexMap::new(),
            raw: Members::new(),
        }
    }

    /// Members that cannot be entries, as they were read. They are written back, unless there is an entry of their name: then it
    /// is what the entry was read from, with digits that it does not hold, and is written back as long as the entry is the same.
    #[must_use]
    pub fn raw(&self) -> &Members {
        &self.raw
    }

    /// Removes the entry under `name`, and what [`Map::raw`] holds under it. The others keep their order.
    pub fn remove(&mut self, name: &str) -> Option<T> {
        self.raw.remove(name);
        self.entries.shift_remove(name)
    }

    /// Removes all entries, and what [`Map::raw`] holds.
    pub fn clear(&mut self) {
        self.entries.clear();
        self.raw.clear();
    }
}

impl<T> Deref for Map<T> {
    type Target = IndexMap<String, T>;

    fn deref(&self) -> &Self::Target {
        &self.entries
    }
}

impl<T> DerefMut for Map<T> {
    fn deref_mut(&mut self) -> &mut Self::Target {
        &mut self.entries
    }
}

impl<T> Default for Map<T> {
    fn default() -> Self {
        Self::new()
    }
}

impl<N: Into<String>, T> FromIterator<(N, T)> for Map<T> {
    fn from_iter<I: IntoIterator<Item = (N, T)>>(entries: I) -> Self {
        let mut map = Self::new();
        map.extend(entries);
        map
    }
}

impl<N: Into<String>, T> Extend<(N, T)> for Map<T> {
    fn extend<I: IntoIterator<Item = (N, T)>>(&mut self, entries: I) {
        let entries = entries
            .into_iter()
            .map(|(name, value)| (name.into(), value));
        self.entries.extend(entries);
    }
}

impl<N: Into<String>, T, const LEN: usize> From<[(N, T); LEN]> for Map<T> {
    fn from(entries: [(N, T); LEN]) -> Self {
        entries.into_iter().collect()
    }
}

impl<T> IntoIterator for Map<T> {
    type Item = (String, T);
    type IntoIter = indexmap::map::IntoIter<String, T>;

    fn into_iter(self) -> Self::IntoIter {
        self.entries.into_iter()
    }
}

impl<'m, T> IntoIterator for &'m Map<T> {
    type Item = (&'m String, &'m T);
    type IntoIter = indexmap::map::Iter<'m, String, T>;

    fn into_iter(self) -> Self::IntoIter {
        self.entries.iter()
    }
}

impl<'m, T> IntoIterator for &'m mut Map<T> {
    type Item = (&'m String, &'m mut T);
    type IntoIter = indexmap::map::IterMut<'m, String, T>;

    fn into_iter(self) -> Self::IntoIter {
        self.entries.iter_mut()
    }
}

impl<T: Value> Map<T> {
    /// Sets a member as reading does: an entry, if the JSON is one, else one of [`Map::raw`]. Either takes the place of what was there
    /// under its name, and is written as the JSON is.
    ///
    /// ```
    /// use oas_runtime::{Map, json};
    /// let mut scores = Map::from([("a", 1), ("b", 2)]);
    /// scores.insert_json("a", "null".parse()?);
    /// scores.insert_json("b", "3".parse()?);
    /// assert_eq!((scores.get("a"), scores["b"]), (None, 3));
    /// assert_eq!(json::to_string(&scores), r#"{"b":3,"a":null}"#);
    /// # Ok::<(), oas_runtime::ReadError>(())
    /// ```
    pub fn insert_json(&mut self, name: impl Into<String>, json: Json) {
        let name = name.into();
        self.raw.remove(&name);
        let mut value = T::blank();
        let read = read_entry(&mut value, &mut Reader::new(json.as_str()), T::ACCEPTS_NULL);
        // It is JSON, but may nest too deep to be an entry.
        let (is_entry, raw) = read.unwrap_or((false, Some(json)));
        if is_entry {
            self.entries.insert(name.clone(), value);
        } else {
            self.entries.shift_remove(&name);
        }
        if let Some(raw) = raw {
            self.raw.insert(name, raw);
        }
    }
}

/// A [`Map`] whatever its type: members read and handed out one by one, so that the loops exist once.
pub trait Rest {
    /// Reads the value of a member. The last of one name wins.
    ///
    /// # Errors
    /// When the value is malformed or nests too deep.
    fn read_member(&mut self, name: &str, reader: &mut Reader<'_>) -> Result<(), ReadError>;

    /// The entry at `index`.
    fn member(&self, index: usize) -> Option<(&str, &dyn Slot)>;

    /// The entry called `name`.
    fn get(&self, name: &str) -> Option<&dyn Slot>;

    /// Whether what is kept as JSON is a member by itself: neither what an entry was read from nor what one was that is gone.
    fn keeps_alone(&self, name: &str, kept: &Json) -> bool;

    /// Members that are no entries, as JSON, and what entries were read from that do not hold all of its digits.
    fn raw(&self) -> &Members;

    /// The same, to be changed.
    fn raw_mut(&mut self) -> &mut Members;

    /// Shows it, without what is kept as JSON under the names that `hides` says are secrets.
    ///
    /// # Errors
    /// Those of the formatter.
    fn show(&self, hides: &dyn Fn(&str) -> bool, f: &mut fmt::Formatter<'_>) -> fmt::Result;
}

impl<T: Value> Rest for Map<T> {
    fn read_member(&mut self, name: &str, reader: &mut Reader<'_>) -> Result<(), ReadError> {
        let mut value = T::blank();
        let (is_entry, raw) = read_entry(&mut value, reader, T::ACCEPTS_NULL)?;
        if is_entry {
            self.entries.insert(name.to_owned(), value);
        } else {
            self.entries.swap_remove(name);
        }
        if let Some(raw) = raw {
            self.raw.push(name, raw);
        }
        Ok(())
    }

    fn member(&self, index: usize) -> Option<(&str, &dyn Slot)> {
        let (name, value) = self.entries.get_index(index)?;
        Some((name, value))
    }

    fn get(&self, name: &str) -> Option<&dyn Slot> {
        let value: &dyn Slot = self.entries.get(name)?;
        Some(value)
    }

    fn keeps_alone(&self, name: &str, kept: &Json) -> bool {
        !self.entries.contains_key(name) && is_read_from(&T::blank(), kept).is_none()
    }

    fn raw(&self) -> &Members {
        &self.raw
    }

    fn raw_mut(&mut self) -> &mut Members {
        &mut self.raw
    }

    fn show(&self, hides: &dyn Fn(&str) -> bool, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let all = holds_secret::<T>(&self.raw);
        f.debug_struct("Map")
            .field("entries", &self.entries)
            .field("raw", &Shown(&self.raw, &|name| all || hides(name)))
            .finish()
    }
}

impl<T: Value> fmt::Debug for Map<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.show(&|_| false, f)
    }
}

/// Whether what is kept instead of values of a type may be a secret as they are.
pub(super) fn holds_secret<T: Value>(raw: &Members) -> bool {
    !raw.is_empty() && T::holds_secret(&mut SecretSearch::default())
}

/// Reads a value: whether it is one of the map, and what is kept of it as it is.
fn read_entry(
    value: &mut dyn Slot,
    reader: &mut Reader<'_>,
    accepts_null: bool,
) -> Result<(bool, Option<Json>), ReadError> {
    if !accepts_null && reader.at_null()? {
        return Ok((false, Some(reader.keep()?)));
    }
    let outer = reader.take_rounded();
    let start = reader.mark();
    let raw = reader.attempt(value)?;
    let is_entry = raw.is_none();
    let is_rounded = reader.take_rounded() && is_entry;
    if outer {
        reader.note_rounded();
    }
    let digits = is_rounded.then(|| Json::from_checked(reader.since_mark(start)));
    Ok((is_entry, raw.or(digits)))
}

fn read_map(map: &mut dyn Rest, reader: &mut Reader<'_>) -> Result<(), ReadError> {
    reader.object(&mut |reader, name| map.read_member(name, reader))
}

/// The entries of a map in order.
pub(super) fn entries(map: &dyn Rest) -> impl Iterator<Item = (&str, &dyn Slot)> {
    (0..).map_while(|index| map.member(index))
}

/// The entries of a map in order, each with what is kept beside it.
pub(super) fn kept_entries(
    map: &dyn Rest,
) -> impl Iterator<Item = (&str, &dyn Slot, Option<&Json>)> {
    let kept: HashMap<&str, &Json> = map.raw().iter().collect();
    entries(map).map(move |(name, value)| (name, value, kept.get(name).copied()))
}

/// The raw members that no entry stands for: no member is written twice.
fn raw_only(map: &dyn Rest) -> impl Iterator<Item = (&str, &Json)> {
    let members = map.raw().iter();
    members.filter(|(name, kept)| map.keeps_alone(name, kept))
}

/// Writes an entry, whatever is kept beside it.
pub(super) fn write_entry(entry: (&str, &dyn Slot, Option<&Json>), writer: &mut Writer) {
    let (name, value, kept) = entry;
    writer.key(name);
    match kept {
        Some(kept) => write_kept(value, kept, writer),
        None => value.write(writer),
    }
}

/// Checks an entry, with the digits that are kept beside it.
pub(super) fn check_entry(entry: (&str, &dyn Slot, Option<&Json>), checker: &mut Checker) {
    let (name, value, kept) = entry;
    let name = checker.entry(name);
    checker.inside(name, value);
    if let Some(digits) = kept.filter(|digits| are_sent(value, digits) == Some(true)) {
        let check = |digits: &str, checker: &mut Checker| value.check_digits_of(digits, checker);
        checker.inside(name, &Digits(digits.as_str(), &check));
    }
}

fn write_map(map: &dyn Rest, writer: &mut Writer) {
    writer.begin_object();
    kept_entries(map).for_each(|entry| write_entry(entry, writer));
    for (name, value) in raw_only(map) {
        writer.key(name);
        value.write(writer);
    }
    writer.end_object();
}

fn check_map(map: &dyn Rest, checker: &mut Checker) {
    kept_entries(map).for_each(|entry| check_entry(entry, checker));
    for (name, value) in raw_only(map) {
        checker.report_inside(checker.entry(name), Rule::Type, not_an_entry(value));
    }
}

/// What is wrong with a member that is kept raw.
pub(super) fn not_an_entry(value: &Json) -> String {
    format!(
        "{} that is of another type than the description says",
        value.kind().describe()
    )
}

impl<T: Value> MemberNames for Map<T> {
    fn each_name(&self, see: &mut dyn FnMut(&str)) {
        entries(self).for_each(|(name, _)| see(name));
        raw_only(self).for_each(|(name, _)| see(name));
    }
}

impl<T: Value> Peek for Map<T> {
    fn write(&self, writer: &mut Writer) {
        write_map(self, writer);
    }

    fn is_secret(&self) -> bool {
        self.entries.values().any(Peek::is_secret) || holds_secret::<T>(&self.raw)
    }

    fn check(&self, checker: &mut Checker) {
        check_map(self, checker);
    }

    fn keeps_rules(&self) -> bool {
        self.entries.values().all(Peek::keeps_rules)
            && (self.raw.is_empty() || Checker::glance(&mut |checker| check_map(self, checker)))
    }
}

impl<T: Value> Slot for Map<T> {
    fn read(&mut self, reader: &mut Reader<'_>) -> Result<(), ReadError> {
        self.clear();
        let read = read_map(self, reader);
        self.raw.settle();
        read
    }

    fn reset(&mut self) {
        self.clear();
    }

    fn holds_secret_of(&self, search: &mut SecretSearch) -> bool {
        T::holds_secret(search)
    }
}

impl<T: Value> Value for Map<T> {
    fn blank() -> Self {
        Self::new()
    }

    fn holds_secret(search: &mut SecretSearch) -> bool {
        T::holds_secret(search)
    }
}

crate::__serde!([T: Value] Map<T>);
