//! Pairs the things of two lists: by a key, then those left over by what they look like.

use std::collections::BTreeMap;

/// How many comparisons of what is left over are worth while: where more is new, nothing is to be recognised again.
const COMPARISONS: usize = 250_000;

/// What of two lists belongs together, each part in the order of its list.
#[derive(Debug, Clone)]
pub(super) struct Pairs<'a, T> {
    pub(super) both: Vec<(&'a T, &'a T)>,
    pub(super) removed: Vec<&'a T>,
    pub(super) added: Vec<&'a T>,
}

impl<'a, T> Pairs<'a, T> {
    /// Pairs what has the same key. Of several with one key in a list, the first counts.
    pub(super) fn by_key<K: Ord>(base: &'a [T], head: &'a [T], key: impl Fn(&'a T) -> K) -> Self {
        let mut left: BTreeMap<K, &'a T> = BTreeMap::new();
        for item in head {
            left.entry(key(item)).or_insert(item);
        }
        let (mut both, mut removed) = (Vec::new(), Vec::new());
        for item in base {
            match left.remove(&key(item)) {
                Some(other) => both.push((item, other)),
                None => removed.push(item),
            }
        }
        let added = head
            .iter()
            .filter(|item| left.contains_key(&key(item)))
            .collect();
        Self {
            both,
            removed,
            added,
        }
    }

    /// Pairs those left over that `same` holds for. Where it holds for several, there is no telling, and they stay.
    pub(super) fn rescue(&mut self, same: impl Fn(&'a T, &'a T) -> bool) {
        if self.removed.len().saturating_mul(self.added.len()) > COMPARISONS {
            return;
        }
        let mut found = Vec::new();
        for &base in &self.removed {
            let mut partners = self.added.iter().filter(|head| same(base, head));
            let (Some(&head), None) = (partners.next(), partners.next()) else {
                continue;
            };
            if self
                .removed
                .iter()
                .filter(|other| same(other, head))
                .count()
                == 1
            {
                found.push((base, head));
            }
        }
        for &(base, head) in &found {
            self.removed.retain(|other| !std::ptr::eq(*other, base));
            self.added.retain(|other| !std::ptr::eq(*other, head));
        }
        self.both.extend(found);
    }
}

/// Do two names differ in case and separators only, as `shownOnStart` and `shown_on_start` do?
pub(super) fn respelled(base: &str, head: &str) -> bool {
    fn letters(name: &str) -> impl Iterator<Item = char> {
        let letters = name.chars().filter(|c| c.is_alphanumeric());
        letters.flat_map(char::to_lowercase)
    }
    base != head && letters(base).next().is_some() && letters(base).eq(letters(head))
}

/// Do those that are in both lists come in another order?
pub(super) fn reordered<K: Ord>(
    base: impl IntoIterator<Item = K>,
    head: impl IntoIterator<Item = K>,
) -> bool {
    let base: Vec<K> = base.into_iter().collect();
    let head: Vec<K> = head.into_iter().collect();
    let common = |list: &'_ [K], other: &'_ [K]| -> Vec<usize> {
        let places: BTreeMap<&K, usize> = other
            .iter()
            .enumerate()
            .map(|(at, key)| (key, at))
            .collect();
        list.iter()
            .filter_map(|key| places.get(key).copied())
            .collect()
    };
    !common(&base, &head).is_sorted()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_left_over_is_paired_only_where_there_is_one_choice() {
        let (base, head) = (["a", "fooBar", "x1", "x2"], ["foo_bar", "a", "y1", "z"]);
        let mut pairs = Pairs::by_key(&base, &head, |name| *name);
        assert_eq!(pairs.both, [(&"a", &"a")]);
        pairs.rescue(|base, head| respelled(base, head));
        assert_eq!(pairs.both, [(&"a", &"a"), (&"fooBar", &"foo_bar")]);
        pairs.rescue(|base, head| base.starts_with('x') && head.starts_with('y'));
        assert_eq!(pairs.removed, [&"x1", &"x2"]);
        assert_eq!(pairs.added, [&"y1", &"z"]);
    }

    #[test]
    fn order_is_of_what_both_have() {
        assert!(!reordered(["a", "b", "c"], ["x", "a", "c", "d"]));
        assert!(reordered(["a", "b", "c"], ["c", "x", "a"]));
    }

    #[test]
    fn names_without_letters_are_no_spelling_of_one_another() {
        assert!(!respelled("-", "_"));
        assert!(!respelled("a", "a"));
        assert!(respelled("delta-feed", "DeltaFeed"));
    }
}
