//! Macros whose braces hold a table: a row a line. prettyplease can't know what the tokens of a macro mean.

use std::fmt::Write as _;

use proc_macro2::{Delimiter, TokenStream, TokenTree};

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
    rows(body.stream(), &mut out);
    out.push_str("}\n");
    Some(out)
}

/// A row ends with a comma.
fn rows(tokens: TokenStream, out: &mut String) {
    const INDENT: &str = "    ";
    let mut fresh = true;
    let mut tight = true;
    for token in tokens {
        let punct = match &token {
            TokenTree::Punct(punct) => Some(punct.as_char()),
            TokenTree::Group(group) if group.delimiter() == Delimiter::Parenthesis => Some('('),
            _ => None,
        };
        if fresh {
            out.push_str(INDENT);
            fresh = false;
        } else if !tight && matches!(punct, None | Some('&' | '-' | '|')) {
            out.push(' ');
        }
        write_token(&token, out);
        if punct == Some('|') {
            out.push(' ');
        }
        tight = punct.is_some_and(|punct| punct != '(');
        if punct == Some(',') {
            out.push('\n');
            fresh = true;
        }
    }
    if !fresh {
        out.push('\n');
    }
}

/// A token of a table. The values of a list are parted by a comma and a space.
fn write_token(token: &TokenTree, out: &mut String) {
    let TokenTree::Group(group) = token else {
        let _ = write!(out, "{token}");
        return;
    };
    let (open, close) = match group.delimiter() {
        Delimiter::Parenthesis => ("(", ")"),
        Delimiter::Bracket => ("[", "]"),
        Delimiter::Brace => ("{", "}"),
        Delimiter::None => ("", ""),
    };
    out.push_str(open);
    for token in group.stream() {
        write_token(&token, out);
        if matches!(&token, TokenTree::Punct(punct) if punct.as_char() == ',') {
            out.push(' ');
        }
    }
    out.push_str(close);
}
