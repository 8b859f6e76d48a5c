//! The tables that patterns become: small, well-formed, the same every time.

use std::collections::HashSet;

use super::{TEMPLATE, compile};

#[test]
fn tables_are_small() {
    for (source, states, classes, size) in [
        (TEMPLATE, 13, 15, 464),
        ("", 2, 1, 260),
        ("[]", 1, 1, 258),
        (r"^[^\x00]*$", 2, 2, 262),
        ("^[0-9]+$", 3, 2, 265),
        ("^.*$", 4, 5, 280),
        ("é", 4, 5, 280),
    ] {
        let automaton = compile(source);
        let found = (
            automaton.state_count(),
            automaton.class_count,
            automaton.table_size(),
        );
        assert!(
            found.0 <= states && found.1 <= classes && found.2 <= size,
            "{source:?}: {found:?}"
        );
    }
    assert!(compile(TEMPLATE).table_size() <= 1024);
}

/// The shape that the runtime relies on, and no two states that a text could not tell apart.
#[test]
fn tables_are_well_formed() {
    for source in [
        TEMPLATE,
        "",
        "[]",
        "a|é|😀",
        r"^\p{Lu}+$",
        "(?<=a.{3})b",
        "^.{1,40}$",
        r"\bfoo\b",
    ] {
        let automaton = compile(source);
        let row = |state: usize| {
            &automaton.transitions[state * automaton.class_count..][..automaton.class_count]
        };
        assert_eq!(
            automaton.transitions.len(),
            automaton.state_count() * automaton.class_count
        );
        assert!(
            row(0).iter().all(|target| *target == 0) && !automaton.accepting[0],
            "{source}: state 0 is dead"
        );
        assert!(
            automaton
                .classes
                .iter()
                .all(|class| usize::from(*class) < automaton.class_count)
        );
        assert!(
            automaton
                .transitions
                .iter()
                .all(|target| usize::from(*target) < automaton.state_count())
        );
        let distinct: HashSet<_> = (0..automaton.state_count())
            .map(|state| (row(state), automaton.accepting[state]))
            .collect();
        assert_eq!(
            distinct.len(),
            automaton.state_count(),
            "{source}: equal states"
        );
        let mut met = vec![automaton.start];
        let mut index = 0;
        while let Some(&state) = met.get(index) {
            index += 1;
            let fresh: Vec<u16> = row(state.into())
                .iter()
                .copied()
                .filter(|target| *target != 0)
                .collect();
            fresh.into_iter().for_each(|target| {
                if !met.contains(&target) {
                    met.push(target);
                }
            });
        }
        let expected: Vec<u16> = (automaton.start..automaton.state_count() as u16).collect();
        assert_eq!(
            met,
            if automaton.start == 0 {
                vec![0]
            } else {
                expected
            },
            "{source}: breadth-first from the start"
        );
    }
}

#[test]
fn the_same_pattern_gives_the_same_table() {
    for source in [
        TEMPLATE,
        r"(?=.*\p{L})(?=.*\d)^[^a-z]{3,}$",
        "(?<=a.{3})b|(?<!c)d",
    ] {
        assert_eq!(compile(source), compile(source));
    }
}
