//! Which of two patterns allows more: their automata walked side by side over every text at once.

use std::cmp::Ordering;
use std::collections::{BTreeMap, BTreeSet};

use crate::pattern::{self, Automaton, Limits, Utf8};

/// How many pairs of states are looked at before the question is left open.
const PAIRS: usize = 200_000;

/// How strict the head is beside the base: whether every text that one matches is matched by the other.
///
/// `None` where each matches a text that the other does not, and where it is not known: a pattern has no automaton, or
/// the two together are too large.
pub(super) fn strictness(base: &str, head: &str) -> Option<Ordering> {
    let limits = Limits::default();
    let base = pattern::compile(base, &limits).ok()?;
    let head = pattern::compile(head, &limits).ok()?;
    match differences(&base, &head)? {
        (false, false) => Some(Ordering::Equal),
        (true, false) => Some(Ordering::Greater),
        (false, true) => Some(Ordering::Less),
        (true, true) => None,
    }
}

/// Is there a text that only the base matches, and is there one that only the head matches?
fn differences(base: &Automaton, head: &Automaton) -> Option<(bool, bool)> {
    let bytes = representatives(base, head);
    let start = (base.start, head.start, Utf8::Start);
    let mut seen = BTreeSet::from([start]);
    let mut todo = vec![start];
    let (mut only_base, mut only_head) = (false, false);
    while let Some((a, b, utf8)) = todo.pop() {
        if utf8 == Utf8::Start {
            let (in_base, in_head) = (base.accepts(a), head.accepts(b));
            only_base |= in_base && !in_head;
            only_head |= in_head && !in_base;
        }
        if only_base && only_head {
            break;
        }
        for &byte in &bytes {
            let Some(utf8) = utf8.next(byte) else {
                continue;
            };
            let next = (base.step(a, byte), head.step(b, byte), utf8);
            if seen.insert(next) {
                todo.push(next);
            }
        }
        if seen.len() > PAIRS {
            return None;
        }
    }
    Some((only_base, only_head))
}

/// One byte of each set that neither automaton nor UTF-8 tells apart.
fn representatives(base: &Automaton, head: &Automaton) -> Vec<u8> {
    let mut found = BTreeMap::new();
    for byte in 0..=u8::MAX {
        let at = usize::from(byte);
        let key = (base.classes.get(at), head.classes.get(at), Utf8::kind(byte));
        found.entry(key).or_insert(byte);
    }
    found.into_values().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn patterns_are_compared_by_what_they_match() {
        let table = [
            ("^[a-z]+$", "^[a-z]*$", Some(Ordering::Less)),
            ("^[a-z]*$", "^[a-f]*$", Some(Ordering::Greater)),
            ("^[0-9]+$", "^\\d+$", Some(Ordering::Equal)),
            ("^(a|b)$", "^[ab]$", Some(Ordering::Equal)),
            ("^[a-z]+$", "^[A-Z]+$", None),
            ("^[a-z]+$", "^(?!-)(?!.*--)[a-z-]+$", Some(Ordering::Less)),
            ("a", "aa", Some(Ordering::Greater)),
            ("^.$", "^[^x]$", None),
            ("^é$", "^[èé]$", Some(Ordering::Less)),
            ("^😀$", "^😀$", Some(Ordering::Equal)),
            ("^(a)\\1$", "^aa$", None),
        ];
        for (base, head, expected) in table {
            assert_eq!(strictness(base, head), expected, "{base} {head}");
            let turned = expected.map(Ordering::reverse);
            assert_eq!(strictness(head, base), turned, "{head} {base}");
        }
    }
}
