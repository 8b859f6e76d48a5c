//! Rules that exclude nothing: they are left out before a type is made for them.

use std::cmp::Ordering;

use super::exact;
use crate::ir::{Bound, Num, Rules, Ty};

/// Patterns that match any character, whatever ends its line.
const ANY: [&str; 6] = [
    r"[\s\S]*",
    r"[\S\s]*",
    r"[\d\D]*",
    r"[\w\W]*",
    "[^]*",
    r"(.|\n|\r|\u2028|\u2029)*",
];

/// Leaves out the rules that every value keeps.
pub(super) fn drop_idle(rules: &mut Rules) {
    let some = |least: &mut Option<u64>| *least = least.filter(|&least| least > 0);
    some(&mut rules.min_length);
    some(&mut rules.min_items);
    some(&mut rules.object.min_properties);
    if rules.pattern.as_deref().is_some_and(matches_all) {
        rules.pattern = None;
    }
}

/// Leaves out the rules that every number of a width keeps.
pub(super) fn drop_implied(rules: &mut Rules, inner: &Ty) {
    let Ty::Integer(width) = inner else { return };
    if rules.multiple_of == Some(Num::Int(1)) {
        rules.multiple_of = None;
    }
    let (least, most) = width.range();
    let beyond = |bound: &Bound, end: i128, side: Ordering| {
        let order = exact::compare(bound.value, Num::Int(end));
        order == side || order.is_eq() && !bound.exclusive
    };
    rules.minimum = (rules.minimum).filter(|it| !beyond(it, least, Ordering::Less));
    rules.maximum = (rules.maximum).filter(|it| !beyond(it, most, Ordering::Greater));
}

/// Is a pattern found in every text? Known of those that people write for it. `^.*$` is none: no line's end is matched by a dot.
fn matches_all(pattern: &str) -> bool {
    let unstarted = pattern.strip_prefix('^');
    let body = unstarted.unwrap_or(pattern);
    let unended = body.strip_suffix('$');
    let body = unended.unwrap_or(body);
    if ANY.contains(&body) {
        return true;
    }
    // An empty match at one of the ends is found in all texts.
    let is_empty_enough = matches!(body, "" | ".*" | "(.*)" | ".*?");
    is_empty_enough && (unstarted.is_none() || unended.is_none())
}

#[cfg(test)]
mod tests {
    use super::matches_all;
    use crate::pattern::{Limits, compile};

    /// Texts that a pattern which is not found in all of them gets wrong.
    const TEXTS: [&str; 6] = ["", "a", "a\n", "\n\r", "a\u{2028}b", "\u{1f600}"];

    #[test]
    fn what_is_left_out_matches_all() {
        for pattern in [
            "",
            "^",
            "$",
            ".*",
            "^.*",
            ".*$",
            "^(.*)",
            r"^[\s\S]*$",
            "^[^]*$",
        ] {
            assert!(matches_all(pattern), "{pattern}");
            let automaton = compile(pattern, &Limits::default()).unwrap();
            assert!(TEXTS.iter().all(|it| automaton.is_match(it)), "{pattern}");
        }
        for pattern in ["^$", "^.*$", ".+", "^(.*)$", r"[\s\S]+", r"\$"] {
            assert!(!matches_all(pattern), "{pattern}");
        }
    }
}
