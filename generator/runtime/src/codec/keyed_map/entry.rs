//! The place of one key in a [`KeyedMap`], found once and then read or filled; and indexing.

use std::fmt;
use std::ops::Index;

use super::{KeyedMap, StringEnum, Value};

/// The place of a key in a [`KeyedMap`], which [`KeyedMap::entry`] gives.
///
/// What [`KeyedMap::raw`] holds under the key goes when a value takes the place.
pub struct KeyedEntry<'m, K, V> {
    map: &'m mut KeyedMap<K, V>,
    key: K,
}

impl<K: StringEnum, V: Value> fmt::Debug for KeyedEntry<'_, K, V> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("KeyedEntry")
            .field("map", &self.map)
            .field("key", &self.key)
            .finish()
    }
}

impl<K: StringEnum, V> KeyedMap<K, V> {
    /// The place of `key`, whether there is a value or not.
    ///
    /// ```
    /// use oas_runtime as rt;
    ///
    /// rt::string_enum! {
    ///     pub enum Channel Unknown,
    ///     0 Mail "mail",
    ///     1 Chat "chat",
    /// }
    ///
    /// let mut sent: rt::KeyedMap<Channel, u32> = rt::KeyedMap::new();
    /// *sent.entry(Channel::Chat).or_default() += 1;
    /// sent.entry(Channel::Chat).and_modify(|count| *count += 1).or_insert(7);
    /// assert_eq!(sent[&Channel::Chat], 2);
    /// assert_eq!(sent.entry(Channel::Mail).or_insert_with(|| 3), &3);
    /// ```
    pub fn entry(&mut self, key: K) -> KeyedEntry<'_, K, V> {
        KeyedEntry { map: self, key }
    }
}

impl<'m, K: StringEnum, V> KeyedEntry<'m, K, V> {
    /// The key.
    #[must_use]
    pub fn key(&self) -> &K {
        &self.key
    }

    /// Changes the value, if there is one.
    #[must_use]
    pub fn and_modify(self, change: impl FnOnce(&mut V)) -> Self {
        if let Some(value) = self.map.get_mut(&self.key) {
            change(value);
        }
        self
    }

    /// The value; `value`, where there was none.
    pub fn or_insert(self, value: V) -> &'m mut V {
        self.or_insert_with(|| value)
    }

    /// The value; where there was none, that of the type's `Default`.
    pub fn or_default(self) -> &'m mut V
    where
        V: Default,
    {
        self.or_insert_with(V::default)
    }

    /// The value; where there was none, the one that is made.
    pub fn or_insert_with(self, make: impl FnOnce() -> V) -> &'m mut V {
        let Self { map, key } = self;
        let index = match map.find(&key) {
            Ok(index) => index,
            Err(index) => {
                map.raw.remove(key.wire());
                map.entries.insert(index, (key, make()));
                index
            }
        };
        &mut map.entries[index].1
    }
}

/// The value under a key.
///
/// # Panics
/// When there is none, as with other maps; [`KeyedMap::get`] does not.
impl<K: StringEnum, V> Index<&K> for KeyedMap<K, V> {
    type Output = V;

    fn index(&self, key: &K) -> &V {
        match self.get(key) {
            Some(value) => value,
            None => panic!("no entry under `{}`", key.wire()),
        }
    }
}
