//! What a string's pattern is checked by: the static table of an automaton, or an engine.

use std::fmt::Write;

use proc_macro2::{Ident, Literal, TokenStream};
use quote::quote;

use crate::pattern::{Automaton, Flavour};

/// How long a line of a table is.
const LONG: usize = 106;

/// A pattern that is left to an engine.
pub(super) fn engine(table: &Ident, label: &str, pattern: &str, flavour: Flavour) -> TokenStream {
    let new = match flavour {
        Flavour::CodeUnits => quote!(new),
        Flavour::CodePoints => quote!(unicode),
    };
    let docs = format!(" The pattern of `{label}`, which no table decides.");
    quote! {
        #[doc = #docs]
        static #table: rt::Backtracking = rt::Backtracking::#new(#pattern);
    }
}

/// The automaton of a pattern as a static table. It consists of bytes, since each number of a list is an expression to the
/// compiler, and large descriptions have a hundred thousand of them.
pub(super) fn pattern_table(
    table: &Ident,
    label: &str,
    pattern: &str,
    automaton: &Automaton,
) -> TokenStream {
    let docs = format!(
        " The automaton of `{label}`'s pattern: runs of bytes by class, transitions by class and state, accepting states."
    );
    let classes = bytes(&runs(&automaton.classes));
    let transitions = bytes(&transitions(automaton));
    let accepting: Vec<u8> = automaton.accepting.iter().map(|it| u8::from(*it)).collect();
    let accepting = bytes(&accepting);
    let start = Literal::u16_unsuffixed(automaton.start);
    quote! {
        #[doc = #docs]
        static #table: rt::Pattern = rt::Pattern::new(
            #pattern,
            #classes,
            #transitions,
            #accepting,
            #start,
        );
    }
}

/// The classes as runs of bytes: how many, and of which class.
fn runs(classes: &[u8]) -> Vec<u8> {
    let mut runs: Vec<(u8, u8)> = Vec::new();
    for &class in classes {
        match runs.last_mut() {
            Some((count, last)) if *last == class && *count < u8::MAX => *count += 1,
            _ => runs.push((1, class)),
        }
    }
    runs.into_iter().flat_map(<[u8; 2]>::from).collect()
}

/// The transitions by class and state, as the runtime walks them: a byte each, or two where there are more states than that.
fn transitions(automaton: &Automaton) -> Vec<u8> {
    let by_class = (0..automaton.class_count).flat_map(|class| {
        let column = automaton.transitions.iter().skip(class);
        column.step_by(automaton.class_count)
    });
    let all = by_class.map(|state| state.to_le_bytes());
    if automaton.fits_bytes() {
        return all.map(|[low, _]| low).collect();
    }
    all.flatten().collect()
}

/// A literal of bytes, in lines that can be looked at.
fn bytes(bytes: &[u8]) -> Literal {
    let mut text = String::from("b\"");
    let mut length = 0;
    let mut rest = bytes.iter().copied().peekable();
    while let Some(byte) = rest.next() {
        if length >= LONG {
            text.push_str("\\\n        ");
            length = 0;
        }
        let before = text.len();
        match byte {
            // At the beginning of a line, one as it is would be none.
            b' ' => text.push_str("\\x20"),
            // With a digit behind it, it looks as if it were octal.
            0 if rest.peek().is_some_and(u8::is_ascii_digit) => text.push_str("\\x00"),
            0 => text.push_str("\\0"),
            b'"' | b'\\' => text.extend(['\\', char::from(byte)]),
            b'!'..=b'~' => text.push(char::from(byte)),
            other => drop(write!(text, "\\x{other:02x}")),
        }
        length += text.len() - before;
    }
    text.push('"');
    text.parse().unwrap_or_else(|_| Literal::byte_string(bytes))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_byte_is_in_a_literal_what_it_is() {
        let all = (0..=u8::MAX).cycle().take(700).chain([b' '; 200]);
        let all: Vec<u8> = all.chain([0, b'0', 0, b'8', 0]).collect();
        let literal = bytes(&all);
        let text = literal.to_string();
        assert!(text.lines().count() > 10, "{text}");
        assert!(text.lines().all(|line| line.len() < 120), "{text}");
        let octal = text.split("\\0").skip(1);
        let octal = octal.filter(|rest| rest.starts_with(|c: char| c.is_ascii_digit()));
        assert_eq!(octal.count(), 0, "{text}");
        let read: syn::LitByteStr = syn::parse_str(&text).unwrap();
        assert_eq!(read.value(), all);
    }
}
