//! Declarations as text, straight from their tokens: structs, enums, aliases, imports and modules, which are most of what is
//! emitted and whose layout is plain. What would not fit a line, or is anything else, is left to prettyplease, which lays
//! these out the same way but has to parse them first.

use std::fmt::Write as _;

use proc_macro2::{Delimiter, Group, Ident, Literal, Spacing, TokenTree};

use super::inline::inline;

/// Longer lines might be broken.
const WIDTH: usize = 85;

/// The text of a declaration, if it is one with a plain layout.
pub(super) fn declaration(tokens: &[TokenTree]) -> Option<String> {
    let mut out = String::new();
    let mut rest = Tokens(tokens);
    rest.attributes("", &mut out)?;
    let start = out.len();
    rest.visibility(&mut out)?;
    let keyword = rest.ident()?;
    match keyword.to_string().as_str() {
        "struct" => rest.structure(&mut out)?,
        "enum" => rest.enumeration(&mut out)?,
        "type" | "use" | "mod" => {
            write!(out, "{keyword} ").ok()?;
            let (end, one) = rest.0.split_last()?;
            if !is_punct(end, ';') || one.iter().any(is_brace) {
                return None;
            }
            inline(one, &mut out)?;
            out.push(';');
            fits(&out, start)?;
        }
        _ => return None,
    }
    out.push('\n');
    Some(out)
}

/// Tokens that have yet to be read.
struct Tokens<'a>(&'a [TokenTree]);

impl<'a> Tokens<'a> {
    fn next(&mut self) -> Option<&'a TokenTree> {
        let (first, rest) = self.0.split_first()?;
        self.0 = rest;
        Some(first)
    }

    fn punct(&mut self, c: char) -> Option<()> {
        is_punct(self.next()?, c).then_some(())
    }

    fn ident(&mut self) -> Option<&'a Ident> {
        match self.next()? {
            TokenTree::Ident(ident) => Some(ident),
            _ => None,
        }
    }

    fn group(&mut self, delimiter: Delimiter) -> Option<&'a Group> {
        match self.next()? {
            TokenTree::Group(group) if group.delimiter() == delimiter => Some(group),
            _ => None,
        }
    }

    /// The attributes that come next, a line each.
    fn attributes(&mut self, indent: &str, out: &mut String) -> Option<()> {
        while self.0.first().is_some_and(|token| is_punct(token, '#')) {
            self.next();
            let inner: Vec<_> = self
                .group(Delimiter::Bracket)?
                .stream()
                .into_iter()
                .collect();
            out.push_str(indent);
            match inner.as_slice() {
                [
                    TokenTree::Ident(doc),
                    TokenTree::Punct(_),
                    TokenTree::Literal(text),
                ] if doc == "doc" => {
                    doc_line(text, out)?;
                }
                other => {
                    let start = out.len();
                    out.push_str("#[");
                    inline(other, out)?;
                    out.push(']');
                    fits(out, start)?;
                }
            }
            out.push('\n');
        }
        Some(())
    }

    fn visibility(&mut self, out: &mut String) -> Option<()> {
        if !matches!(self.0.first(), Some(TokenTree::Ident(ident)) if ident == "pub") {
            return Some(());
        }
        self.next();
        out.push_str("pub");
        if let Some(TokenTree::Group(group)) = self.0.first() {
            self.next();
            let within: Vec<_> = group.stream().into_iter().collect();
            let [TokenTree::Ident(within)] = within.as_slice() else {
                return None;
            };
            write!(out, "({within})").ok()?;
        }
        out.push(' ');
        Some(())
    }

    fn structure(&mut self, out: &mut String) -> Option<()> {
        let start = out.len();
        write!(out, "struct {}", self.ident()?).ok()?;
        if let [end] = self.0
            && is_punct(end, ';')
        {
            out.push(';');
            return Some(());
        }
        if let [fields @ TokenTree::Group(group), end] = self.0
            && is_punct(end, ';')
            && group.delimiter() == Delimiter::Parenthesis
        {
            inline(std::slice::from_ref(fields), out)?;
            out.push(';');
            return fits(out, start);
        }
        self.body(out, |fields, out| {
            fields.visibility(out)?;
            let end = fields.0.iter().scan(0_i32, |depth, token| {
                *depth += angle(token);
                Some(*depth == 0 && is_punct(token, ','))
            });
            let end = end.take_while(|end| !end).count();
            let (field, rest) = fields.0.split_at_checked(end)?;
            fields.0 = rest;
            inline(field, out)
        })
    }

    fn enumeration(&mut self, out: &mut String) -> Option<()> {
        write!(out, "enum {}", self.ident()?).ok()?;
        self.body(out, |variants, out| {
            write!(out, "{}", variants.ident()?).ok()?;
            if let Some(payload @ TokenTree::Group(group)) = variants.0.first()
                && group.delimiter() == Delimiter::Parenthesis
            {
                variants.next();
                inline(std::slice::from_ref(payload), out)?;
            }
            Some(())
        })
    }

    /// Braces with parts between commas, each on a line below its attributes.
    fn body(
        &mut self,
        out: &mut String,
        part: impl Fn(&mut Tokens<'_>, &mut String) -> Option<()>,
    ) -> Option<()> {
        let group = self.group(Delimiter::Brace)?;
        if !self.0.is_empty() {
            return None;
        }
        let tokens: Vec<_> = group.stream().into_iter().collect();
        let mut parts = Tokens(&tokens);
        out.push_str(" {");
        if !tokens.is_empty() {
            out.push('\n');
        }
        while !parts.0.is_empty() {
            parts.attributes("    ", out)?;
            let start = out.len();
            out.push_str("    ");
            part(&mut parts, out)?;
            out.push(',');
            fits(out, start)?;
            out.push('\n');
            if !parts.0.is_empty() {
                parts.punct(',')?;
            }
        }
        out.push('}');
        Some(())
    }
}

/// A doc attribute as the comment that it stands for.
pub(super) fn doc_line(literal: &Literal, out: &mut String) -> Option<()> {
    let shown = literal.to_string();
    let raw = shown.strip_prefix('"')?.strip_suffix('"')?;
    let parsed;
    let text = if raw.contains('\\') {
        parsed = match syn::Lit::new(literal.clone()) {
            syn::Lit::Str(text) => text.value(),
            _ => return None,
        };
        &parsed
    } else {
        raw
    };
    if text.starts_with('/') || text.contains('\n') {
        return None;
    }
    out.push_str("///");
    out.push_str(text.trim_end_matches(' '));
    Some(())
}

/// Is what was written since then a line that is never broken?
fn fits(out: &str, start: usize) -> Option<()> {
    let line = out.get(start..)?;
    (line.len() <= WIDTH || line.chars().count() <= WIDTH).then_some(())
}

fn angle(token: &TokenTree) -> i32 {
    match token {
        TokenTree::Punct(punct) if punct.as_char() == '<' => 1,
        TokenTree::Punct(punct) if punct.as_char() == '>' => -1,
        _ => 0,
    }
}

fn is_punct(token: &TokenTree, c: char) -> bool {
    matches!(token, TokenTree::Punct(punct) if punct.as_char() == c && punct.spacing() == Spacing::Alone)
}

fn is_brace(token: &TokenTree) -> bool {
    matches!(token, TokenTree::Group(group) if group.delimiter() == Delimiter::Brace)
}
