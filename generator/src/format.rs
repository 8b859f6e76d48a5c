//! Formats items: prettyplease item by item, a blank line between items, a header above.

use proc_macro2::{Delimiter, TokenStream, TokenTree};
use syn::{Attribute, File, ImplItem, Item, ItemImpl, Macro, MacroDelimiter, Visibility};

/// One source file: the header's lines, inner attributes, then the items.
///
/// # Errors
/// Tokens that are no item: a fault of the emitter, never of a description.
pub(crate) fn source(
    header: &[String],
    inner: &[TokenStream],
    items: &[TokenStream],
) -> syn::Result<String> {
    let mut out = String::new();
    for line in header {
        out.push_str("// ");
        out.push_str(&one_line(line));
        out.push('\n');
    }
    let attrs = inner
        .iter()
        .map(attribute)
        .collect::<syn::Result<Vec<_>>>()?
        .concat();
    if !attrs.is_empty() {
        out.push('\n');
        out.push_str(&prettyplease::unparse(&File {
            shebang: None,
            frontmatter: None,
            attrs,
            items: Vec::new(),
        }));
    }
    let mut previous: Option<Item> = None;
    for tokens in items {
        let item: Item = syn::parse2(tokens.clone())?;
        if previous
            .as_ref()
            .is_none_or(|previous| !belong_together(previous, &item))
        {
            out.push('\n');
        }
        out.push_str(&item_text(&item));
        previous = Some(item);
    }
    Ok(out)
}

fn attribute(tokens: &TokenStream) -> syn::Result<Vec<Attribute>> {
    syn::parse::Parser::parse2(Attribute::parse_inner, tokens.clone())
}

/// Imports stand without blank lines between them, and so do modules.
fn belong_together(a: &Item, b: &Item) -> bool {
    let bare = |attrs: &[Attribute], vis: &Visibility| {
        attrs.is_empty() && matches!(vis, Visibility::Inherited)
    };
    match (a, b) {
        (Item::Use(a), Item::Use(b)) => bare(&a.attrs, &a.vis) && bare(&b.attrs, &b.vis),
        (Item::Mod(a), Item::Mod(b)) => bare(&a.attrs, &a.vis) && bare(&b.attrs, &b.vis),
        _ => false,
    }
}

fn item_text(item: &Item) -> String {
    match item {
        Item::Impl(block) if block.items.len() > 1 => impl_text(block),
        Item::Macro(table)
            if table.attrs.is_empty()
                && matches!(table.mac.delimiter, MacroDelimiter::Brace(_)) =>
        {
            table_text(&table.mac)
        }
        _ => unparse(item.clone()),
    }
}

/// A macro whose braces hold a table: a row a line. prettyplease can't know what the tokens of a macro mean.
fn table_text(table: &Macro) -> String {
    let mut rows = vec![String::new()];
    let mut tight = true;
    for token in table.tokens.clone() {
        let mut text = token_text(&token);
        let punct = match &token {
            TokenTree::Punct(punct) => Some(punct.as_char()),
            TokenTree::Group(group) if group.delimiter() == Delimiter::Parenthesis => Some('('),
            _ => None,
        };
        if punct == Some('|') {
            text = "| ".to_owned();
        }
        let sticks = punct.is_some_and(|punct| !matches!(punct, '&' | '-' | '|'));
        push_token(&mut rows, &text, tight || sticks);
        tight = punct.is_some_and(|punct| punct != '(');
        if punct == Some(',') {
            rows.push(String::new());
        }
    }
    let rows: String = rows
        .iter()
        .filter(|row| !row.is_empty())
        .map(|row| format!("    {row}\n"))
        .collect();
    let path: Vec<_> = table
        .path
        .segments
        .iter()
        .map(|segment| segment.ident.to_string())
        .collect();
    format!("{}! {{\n{rows}}}\n", path.join("::"))
}

/// A token of a table. The values of a list are parted by a comma and a space.
fn token_text(token: &TokenTree) -> String {
    let TokenTree::Group(group) = token else {
        return token.to_string();
    };
    let (open, close) = match group.delimiter() {
        Delimiter::Parenthesis => ("(", ")"),
        Delimiter::Bracket => ("[", "]"),
        Delimiter::Brace => ("{", "}"),
        Delimiter::None => ("", ""),
    };
    let tokens = group.stream().into_iter().map(|token| match &token {
        TokenTree::Punct(punct) if punct.as_char() == ',' => ", ".to_owned(),
        token => token_text(token),
    });
    format!("{open}{}{close}", tokens.collect::<String>())
}

fn push_token(rows: &mut [String], token: &str, tight: bool) {
    if let Some(row) = rows.last_mut() {
        if !tight {
            row.push(' ');
        }
        row.push_str(token);
    }
}

/// A block of methods with a blank line between them. prettyplease has none there, so each method is formatted in a block
/// of its own, and the blocks' common first and last lines are written once.
fn impl_text(block: &ItemImpl) -> String {
    // The block without its items, so that no item is copied more than once.
    let shell = ItemImpl {
        attrs: block.attrs.clone(),
        generics: block.generics.clone(),
        trait_: block.trait_.clone(),
        self_ty: block.self_ty.clone(),
        modifiers: block.modifiers.clone(),
        items: Vec::new(),
        ..*block
    };
    let with = |items: Vec<ImplItem>| {
        unparse(Item::Impl(ItemImpl {
            items,
            ..shell.clone()
        }))
    };
    let empty = with(Vec::new());
    let Some(head) = empty.trim_end().strip_suffix('}') else {
        return unparse(Item::Impl(block.clone()));
    };
    let bodies: Option<Vec<String>> = block
        .items
        .iter()
        .map(|item| {
            let text = with(vec![item.clone()]);
            Some(
                text.strip_prefix(head)?
                    .trim_end()
                    .strip_suffix('}')?
                    .trim_matches('\n')
                    .to_owned(),
            )
        })
        .collect();
    match bodies {
        Some(bodies) => format!("{head}\n{}\n}}\n", spaced(&block.items, &bodies)),
        None => unparse(Item::Impl(block.clone())),
    }
}

/// Constants and types of an implementation stand without blank lines between them.
fn spaced(items: &[ImplItem], bodies: &[String]) -> String {
    let mut out = String::new();
    let mut previous: Option<&ImplItem> = None;
    for (item, body) in items.iter().zip(bodies) {
        match (previous, item) {
            (None, _) => {}
            (Some(ImplItem::Type(_)), ImplItem::Type(_)) => out.push('\n'),
            (Some(_), _) => out.push_str("\n\n"),
        }
        out.push_str(body.trim_end());
        previous = Some(item);
    }
    out
}

fn unparse(item: Item) -> String {
    prettyplease::unparse(&File {
        shebang: None,
        frontmatter: None,
        attrs: Vec::new(),
        items: vec![item],
    })
}

/// A text that can stand in a line comment: control characters, line ends among them, become spaces.
fn one_line(text: &str) -> String {
    text.chars()
        .map(|c| {
            if c.is_control() || crate::emit::is_directional(c) {
                ' '
            } else {
                c
            }
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use quote::quote;

    #[test]
    fn items_and_methods_have_a_blank_line_between_them() {
        let items = [
            quote!(
                use a::b;
            ),
            quote!(
                use a::c;
            ),
            quote!(
                struct A;
            ),
            quote!(
                impl<'a, T> A {
                    fn x(&self) {}
                    fn y() -> u8 {
                        1
                    }
                }
            ),
        ];
        let text = source(&["made".to_owned()], &[quote!(#![doc = " Docs."])], &items).unwrap();
        let expected = "// made\n\n//! Docs.\n\nuse a::b;\nuse a::c;\n\nstruct A;\n\nimpl<'a, T> A {\n    fn x(&self) {}\n\n    fn y() -> u8 {\n        1\n    }\n}\n";
        assert_eq!(text, expected);
    }

    #[test]
    fn a_header_cannot_leave_its_comment() {
        let text = source(
            &["a\n#![x]\u{202e}".to_owned()],
            &[],
            &[quote!(
                struct A;
            )],
        )
        .unwrap();
        assert_eq!(text, "// a #![x] \n\nstruct A;\n");
    }
}
