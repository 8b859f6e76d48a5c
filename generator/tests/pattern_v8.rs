//! Patterns against what V8 says of them, in both flavours and under the modifiers, syntax errors too:
//! `pattern_v8/record.mjs` recorded it.

use std::collections::BTreeMap;

use oas_codegen::pattern::{self, Flavour, Limits, PatternError};

#[derive(serde::Deserialize)]
struct Recording {
    texts: Vec<String>,
    patterns: Vec<Recorded>,
}

#[derive(serde::Deserialize)]
struct Recorded {
    pattern: String,
    /// By flags: a bit a text in hexadecimal, none where V8 finds a syntax error.
    verdicts: BTreeMap<String, Option<String>>,
}

/// Patterns that match the empty string within a surrogate pair in V8, even with `u`. ECMA-262 has no such place
/// (22.2.7.2, RegExpBuiltinExec: the input is a list of code points then), so only V8's "yes" is not believed, and only
/// on texts with such a pair.
const MATCH_WITHIN_A_CHARACTER: &[&str] = &[
    r"\B",
    r"(?!(?<=.))(?:\s\b|\B\B)",
    r"(?:(?<!(?<=.\w)))?(?!(?:.){0,2}a.)(?:(?:.)*?(?<!\b)|(?<!\W)[^😀]é)",
    r"(?<!(?:(?:[ab]|^)|b^)(?:\W)*(?:\s)*)(?!\w\B\s)",
    r"(?<!(?:(?:^|.)|[ab]))(?<=(?!^))",
    r"(?<!(?:\s[^😀]|(?<!\s)\b))(?<!(?:b|$))",
    r"(?<!(?<!(?:-|\B)))",
    r"(?<=(?<!(?:(?=😀\b)\s|(?<![^a]\n)(?:$|\b))))",
];

/// Patterns with more repetitions than there may be states.
const TOO_LARGE: &[&str] = &["x{99999999999}", r"\u{110000}"];

#[test]
fn verdicts_are_those_of_v8() {
    let recording: Recording =
        serde_json::from_str(include_str!("pattern_v8/verdicts.json")).unwrap();
    let (mut wrong, mut judged) = (Vec::new(), 0);
    for Recorded { pattern, verdicts } in &recording.patterns {
        for (flags, verdicts) in verdicts {
            judged += 1;
            if let Err(complaint) = judge(pattern, flags, verdicts.as_deref(), &recording.texts) {
                wrong.push(format!("/{pattern}/{flags}: {complaint}"));
            }
        }
    }
    assert!(judged > 2500, "only {judged} judged");
    assert!(
        wrong.is_empty(),
        "{} of {judged} wrong:\n{}",
        wrong.len(),
        wrong.join("\n")
    );
}

fn judge(
    pattern: &str,
    flags: &str,
    verdicts: Option<&str>,
    texts: &[String],
) -> Result<(), String> {
    let flavour = if flags.contains('u') {
        Flavour::CodePoints
    } else {
        Flavour::CodeUnits
    };
    let modifiers = flags.trim_end_matches('u');
    let source = if modifiers.is_empty() {
        pattern.to_owned()
    } else {
        format!("(?{modifiers}:{pattern})")
    };
    let (automaton, verdicts) = match (
        pattern::compile_as(&source, flavour, &Limits::default()),
        verdicts,
    ) {
        (Err(PatternError::Syntax { .. }), None) | (Err(PatternError::NotRegular(_)), Some(_)) => {
            return Ok(());
        }
        // The parser counts `(?i:` as a capturing group, so that `\1` has one to refer to: refused, if for another reason.
        (Err(PatternError::NotRegular(_)), None) if !modifiers.is_empty() => return Ok(()),
        (Err(PatternError::TooLarge { .. }), Some(_)) if TOO_LARGE.contains(&pattern) => {
            return Ok(());
        }
        (Ok(automaton), Some(verdicts)) => (automaton, verdicts),
        (Ok(_), None) => return Err("a syntax error".to_owned()),
        (Err(error), _) => return Err(format!("{error}; V8 says {verdicts:?}")),
    };
    let wrong: Vec<_> = texts
        .iter()
        .zip(bits(verdicts))
        .filter(|(text, verdict)| automaton.is_match(text) != *verdict)
        .filter(|(text, verdict)| {
            !(*verdict && within_a_character(pattern, text) && flavour == Flavour::CodePoints)
        })
        .collect();
    if wrong.is_empty() {
        Ok(())
    } else {
        Err(format!("V8 says {wrong:?}"))
    }
}

fn within_a_character(pattern: &str, text: &str) -> bool {
    MATCH_WITHIN_A_CHARACTER.contains(&pattern)
        && text.chars().any(|character| character > '\u{FFFF}')
}

fn bits(hexadecimal: &str) -> impl Iterator<Item = bool> {
    let digits = hexadecimal.chars().map(|digit| digit.to_digit(16).unwrap());
    digits.flat_map(|digit| [8, 4, 2, 1].map(|bit| digit & bit != 0))
}
