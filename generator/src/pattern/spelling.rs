//! A first look at the source: what would take the parser too deep, and what it is known to read wrongly
//! (`oxc_regular_expression` 0.146), respelt so that it reads it right.
//!
//! - `\cX` in a class is a control character (ECMA-262, B.1.2 ClassEscape); the parser takes it for `\`, `c` and `X`.
//! - `\400` is `\40` and `0`, as three digits are of no byte from 4 on (B.1.2 LegacyOctalEscapeSequence); the parser loses the last.
//! - `\` at the end is an error under `u`, too.

use super::{Flavour, PatternError};

/// The source as the parser is to see it.
#[derive(Debug)]
pub(super) struct Spelling {
    pub(super) text: String,
    /// Where in `text` there is one byte more than in the source, ascending.
    inserted: Vec<usize>,
}

impl Spelling {
    /// Fails when groups nest deeper than `nesting`, or as the parser should have.
    pub(super) fn new(
        source: &str,
        flavour: Flavour,
        nesting: usize,
    ) -> Result<Self, PatternError> {
        let mut spelling = Self {
            text: String::with_capacity(source.len()),
            inserted: Vec::new(),
        };
        let (mut depth, mut in_class) = (0_usize, false);
        let mut rest = source;
        while let Some(character) = rest.chars().next() {
            let mut length = character.len_utf8();
            match character {
                '\\' => {
                    length = escape_length(rest);
                    let control = in_class.then(|| control(rest, flavour)).flatten();
                    let is_group = |number| !in_class && source.matches('(').count() >= number;
                    if let Some(byte) = control.or_else(|| octal(rest, flavour, is_group)) {
                        spelling.inserted.push(spelling.text.len() + 1);
                        spelling.text.push_str(&format!("\\x{byte:02x}"));
                        rest = rest.get(3..).unwrap_or_default();
                        continue;
                    }
                    let offset = source.len() - rest.len();
                    check_escape(rest, offset, in_class, flavour)?;
                }
                '[' => in_class = true,
                ']' => in_class = false,
                '(' if !in_class => depth += 1,
                ')' if !in_class => depth = depth.saturating_sub(1),
                _ => {}
            }
            if depth > nesting {
                return Err(PatternError::TooDeep { limit: nesting });
            }
            spelling
                .text
                .push_str(rest.get(..length).unwrap_or_default());
            rest = rest.get(length..).unwrap_or_default();
        }
        Ok(spelling)
    }

    /// An offset in `text` as one in the source.
    pub(super) fn source_offset(&self, offset: usize) -> usize {
        offset - self.inserted.partition_point(|&place| place < offset)
    }
}

/// The bytes of the backslash and what it escapes.
fn escape_length(rest: &str) -> usize {
    rest.chars().take(2).map(char::len_utf8).sum()
}

/// What `\cX` at the start of `rest` stands for in a class.
fn control(rest: &str, flavour: Flavour) -> Option<u8> {
    let letter = rest.strip_prefix("\\c")?.bytes().next()?;
    let also = flavour == Flavour::CodeUnits && (letter.is_ascii_digit() || letter == b'_');
    (letter.is_ascii_alphabetic() || also).then_some(letter % 32)
}

/// What the first two of three octal digits at the start of `rest` stand for, where all three are beyond a byte. What may be a
/// reference to a group is none.
fn octal(rest: &str, flavour: Flavour, is_group: impl Fn(usize) -> bool) -> Option<u8> {
    let digits = rest.get(1..4)?;
    let value = usize::from_str_radix(digits, 8).ok()?;
    let is_beyond = value > 0o377 && flavour == Flavour::CodeUnits;
    (is_beyond && !is_group(digits.parse().ok()?))
        .then(|| u8::try_from(value / 8).ok())
        .flatten()
}

fn check_escape(
    rest: &str,
    offset: usize,
    in_class: bool,
    flavour: Flavour,
) -> Result<(), PatternError> {
    let message = match rest.get(1..) {
        None | Some("") => "Nothing follows the backslash",
        Some(escaped) if escaped.starts_with('c') && in_class && flavour == Flavour::CodePoints => {
            "Invalid control escape in a class"
        }
        _ => return Ok(()),
    };
    Err(PatternError::Syntax {
        message: message.to_owned(),
        offset,
    })
}
