//! Macros whose braces hold a table: a row a line. prettyplease can't know what the tokens of a macro mean.

use std::fmt::Write as _;

use proc_macro2::{Delimiter, TokenTree};

use super::rows;

/// The text of a call such as `rt::record! { … }`, if the tokens are one.
pub(super) fn table(tokens: &[TokenTree]) -> Option<String> {
    let [path @ .., TokenTree::Punct(mark), TokenTree::Group(body)] = tokens else {
        return None;
    };
    let plain = |token: &TokenTree| match token {
        TokenTree::Ident(_) => true,
        TokenTree::Punct(punct) => punct.as_char() == ':',
        _ => false,
    };
    if mark.as_char() != '!' || body.delimiter() != Delimiter::Brace || !path.iter().all(plain) {
        return None;
    }
    let mut out = String::new();
    for token in path {
        write!(out, "{token}").ok()?;
    }
    out.push_str("! {\n");
    for line in rows::lines(body.stream()) {
        if !line.is_empty() {
            out.push_str("    ");
            out.push_str(&line);
        }
        out.push('\n');
    }
    out.push_str("}\n");
    Some(out)
}
