//! Tokens of types, paths and attributes on one line.

use std::fmt::Write as _;

use proc_macro2::{Delimiter, Spacing, TokenTree};

/// What was written last, as far as it decides whether a space follows.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Last {
    /// Something that nothing is kept away from.
    Tight,
    /// A word that a word is kept away from.
    Word,
    /// A word that everything of a type is kept away from, such as `mut`.
    Prefix,
    /// The apostrophe of a lifetime, whose name follows.
    Apostrophe,
}

/// Writes the tokens. None, and half of a text, if there are tokens whose spacing is not known.
pub(super) fn inline(tokens: &[TokenTree], out: &mut String) -> Option<()> {
    let mut last = Last::Tight;
    for (index, token) in tokens.iter().enumerate() {
        let is_last = index + 1 == tokens.len();
        last = match token {
            TokenTree::Ident(ident) => {
                if matches!(last, Last::Word | Last::Prefix) {
                    out.push(' ');
                }
                write!(out, "{ident}").ok()?;
                let prefix = last == Last::Apostrophe || is_prefix(ident);
                if prefix { Last::Prefix } else { Last::Word }
            }
            TokenTree::Literal(literal) => {
                write!(out, "{literal}").ok()?;
                Last::Tight
            }
            TokenTree::Group(group) => {
                if last == Last::Prefix {
                    out.push(' ');
                }
                let (open, close) = match group.delimiter() {
                    Delimiter::Parenthesis => ('(', ')'),
                    Delimiter::Bracket => ('[', ']'),
                    Delimiter::Brace | Delimiter::None => return None,
                };
                let inner: Vec<_> = group.stream().into_iter().collect();
                out.push(open);
                inline(&inner, out)?;
                out.push(close);
                let restricts = index
                    .checked_sub(1)
                    .and_then(|before| tokens.get(before))
                    .is_some_and(
                        |before| matches!(before, TokenTree::Ident(word) if word == "pub"),
                    );
                if restricts { Last::Word } else { Last::Tight }
            }
            TokenTree::Punct(punct) => {
                let joint = punct.spacing() == Spacing::Joint;
                punctuation(punct.as_char(), joint, is_last, last, out)?
            }
        };
    }
    Some(())
}

fn punctuation(c: char, joint: bool, is_last: bool, last: Last, out: &mut String) -> Option<Last> {
    match c {
        // One that nothing follows is not written.
        ',' if is_last => {}
        ',' => out.push_str(", "),
        ';' => out.push_str("; "),
        '=' if !joint => out.push_str(" = "),
        // The first of `::`, or its second, or one that a type follows.
        ':' if joint || out.ends_with(':') => out.push(':'),
        ':' => out.push_str(": "),
        '&' | '<' | '>' | '*' => {
            if last == Last::Prefix && c != '>' {
                return None;
            }
            out.push(c);
        }
        '\'' => {
            out.push(c);
            return Some(Last::Apostrophe);
        }
        _ => return None,
    }
    Some(Last::Tight)
}

fn is_prefix(ident: &proc_macro2::Ident) -> bool {
    ["mut", "dyn", "impl", "const", "crate", "as"]
        .iter()
        .any(|word| ident == word)
}
