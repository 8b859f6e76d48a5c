//! Which of two patterns allows more: their automata walked side by side over every text at once.

use std::cmp::Ordering;
use std::collections::{BTreeMap, BTreeSet};

use crate::pattern::{self, Automaton, Limits};

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
            let (in_base, in_head) = (accepts(base, a)?, accepts(head, b)?);
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
            let next = (step(base, a, byte)?, step(head, b, byte)?, utf8);
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
        let key = (base.classes.get(at), head.classes.get(at), kind(byte));
        found.entry(key).or_insert(byte);
    }
    found.into_values().collect()
}

fn accepts(automaton: &Automaton, state: u16) -> Option<bool> {
    automaton.accepting.get(usize::from(state)).copied()
}

fn step(automaton: &Automaton, state: u16, byte: u8) -> Option<u16> {
    let class = usize::from(*automaton.classes.get(usize::from(byte))?);
    let at = usize::from(state) * automaton.class_count + class;
    automaton.transitions.get(at).copied()
}

/// Where in a character a text is (RFC 3629 §4): an automaton means nothing for bytes that are no UTF-8.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Utf8 {
    /// Between characters.
    Start,
    /// So many more bytes of 80 to BF.
    Tail(u8),
    /// Behind E0, ED, F0 or F4, after which not every byte may follow.
    After(u8),
}

impl Utf8 {
    fn next(self, byte: u8) -> Option<Self> {
        let tail = matches!(byte, 0x80..=0xbf);
        match (self, byte) {
            (Self::Start, 0x00..=0x7f) => Some(Self::Start),
            (Self::Start, 0xc2..=0xdf) => Some(Self::Tail(1)),
            (Self::Start, 0xe0 | 0xed | 0xf0 | 0xf4) => Some(Self::After(byte)),
            (Self::Start, 0xe1..=0xef) => Some(Self::Tail(2)),
            (Self::Start, 0xf1..=0xf3) => Some(Self::Tail(3)),
            (Self::Tail(1), _) if tail => Some(Self::Start),
            (Self::Tail(left), _) if tail => Some(Self::Tail(left - 1)),
            (Self::After(0xe0), 0xa0..=0xbf) | (Self::After(0xed), 0x80..=0x9f) => {
                Some(Self::Tail(1))
            }
            (Self::After(0xf0), 0x90..=0xbf) | (Self::After(0xf4), 0x80..=0x8f) => {
                Some(Self::Tail(2))
            }
            _ => None,
        }
    }
}

/// Bytes of one kind go the same way in every state of [`Utf8`].
fn kind(byte: u8) -> u8 {
    match byte {
        0x00..=0x7f => 0,
        0x80..=0x8f => 1,
        0x90..=0x9f => 2,
        0xa0..=0xbf => 3,
        0xc2..=0xdf => 4,
        0xe0 | 0xed | 0xf0 | 0xf4 => byte,
        0xe1..=0xef => 5,
        0xf1..=0xf3 => 6,
        _ => 7,
    }
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

    #[test]
    fn every_character_is_a_way_from_start_to_start() {
        for c in [
            '\0',
            '\u{7f}',
            '\u{80}',
            '\u{7ff}',
            '\u{800}',
            '\u{d7ff}',
            '\u{e000}',
            '\u{ffff}',
            '\u{10000}',
            '\u{10ffff}',
        ] {
            let mut buffer = [0; 4];
            let mut bytes = c.encode_utf8(&mut buffer).bytes();
            let end = bytes.try_fold(Utf8::Start, Utf8::next);
            assert_eq!(end, Some(Utf8::Start), "{c:?}");
        }
        for bytes in [
            &[0xc0, 0x80][..],
            &[0xed, 0xa0, 0x80],
            &[0xf4, 0x90, 0x80, 0x80],
            &[0xe0, 0x80, 0x80],
            &[0x80],
        ] {
            assert_eq!(
                bytes.iter().copied().try_fold(Utf8::Start, Utf8::next),
                None,
                "{bytes:?}"
            );
        }
    }
}
