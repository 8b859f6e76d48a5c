//! Formats items: a blank line between items, a header above. Declarations and tables are written as they are, all else by
//! prettyplease.

mod block;
mod declarations;
mod inline;
mod rows;
mod table;

use proc_macro2::{TokenStream, TokenTree};
use syn::{Attribute, File, Item};

/// The start of a source file: the header's lines, then inner attributes.
///
/// # Errors
/// Tokens that are no attribute: a fault of the emitter, never of a description.
pub(crate) fn head(header: &[String], inner: &[TokenStream]) -> syn::Result<String> {
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
    Ok(out)
}

/// The items of a source file, each after a blank line but for those that belong to the one before.
///
/// # Errors
/// Tokens that are no item: a fault of the emitter, never of a description.
pub(crate) fn items(items: Vec<TokenStream>) -> syn::Result<String> {
    let mut out = String::new();
    let mut previous = Kind::Other;
    for tokens in items {
        let tokens: Vec<TokenTree> = tokens.into_iter().collect();
        let kind = Kind::of(&tokens);
        if kind == Kind::Other || kind != previous {
            out.push('\n');
        }
        out.push_str(&item(tokens)?);
        previous = kind;
    }
    Ok(out)
}

fn attribute(tokens: &TokenStream) -> syn::Result<Vec<Attribute>> {
    syn::parse::Parser::parse2(Attribute::parse_inner, tokens.clone())
}

/// What an item is, as far as blank lines go: imports stand without one between them, and so do modules.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Use,
    Mod,
    Other,
}

impl Kind {
    fn of(tokens: &[TokenTree]) -> Self {
        match tokens {
            [TokenTree::Ident(first), ..] if first == "use" => Self::Use,
            [TokenTree::Ident(first), ..] if first == "mod" => Self::Mod,
            _ => Self::Other,
        }
    }
}

fn item(tokens: Vec<TokenTree>) -> syn::Result<String> {
    let plain = table::table(&tokens).or_else(|| declarations::declaration(&tokens));
    if let Some(text) = plain {
        return Ok(text);
    }
    match syn::parse2(tokens.into_iter().collect())? {
        Item::Impl(block) => block::block(block),
        item => Ok(unparse(item)),
    }
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
        let text = head(&["made".to_owned()], &[quote!(#![doc = " Docs."])]).unwrap()
            + &super::items(items.into()).unwrap();
        let expected = "// made\n\n//! Docs.\n\nuse a::b;\nuse a::c;\n\nstruct A;\n\nimpl<'a, T> A {\n    fn x(&self) {}\n\n    fn y() -> u8 {\n        1\n    }\n}\n";
        assert_eq!(text, expected);
    }

    #[test]
    fn a_header_cannot_leave_its_comment() {
        let text = head(&["a\n#![x]\u{202e}".to_owned()], &[]).unwrap();
        assert_eq!(text, "// a #![x] \n");
    }

    #[test]
    fn declarations_are_laid_out_as_prettyplease_does() {
        let items = [
            quote!(
                use super::*;
            ),
            quote!(
                #[cfg(feature = "a")]
                pub use a::*;
            ),
            quote!(
                pub(crate) mod a;
            ),
            quote!(
                struct A;
            ),
            quote!(
                #[doc = " A \"quoted\" text. "]
                #[doc = ""]
                pub struct A(pub(crate) Vec<&'static str>, [u8; 4]);
            ),
            quote!(
                #[derive(Debug, Clone)]
                #[non_exhaustive]
                pub struct A {
                    #[doc = " It is `a`."]
                    #[deprecated = "it is old"]
                    pub a: Option<Box<rt::Map<String, (u8, i64)>>>,
                    pub(crate) b: &'static mut [A],
                    r#type: std::collections::BTreeMap<String, A>,
                }
            ),
            quote!(
                struct A {}
            ),
            quote!(
                enum A {
                    #[doc = "x"]
                    B,
                    C(Box<A>, u8),
                }
            ),
            quote!(
                pub type A = rt::KeyedMap<B, C>;
            ),
        ];
        for tokens in items {
            let trees: Vec<_> = tokens.clone().into_iter().collect();
            let text = declarations::declaration(&trees);
            let expected = unparse(syn::parse2(tokens).unwrap());
            assert_eq!(text.as_deref(), Some(expected.as_str()));
        }
    }

    #[test]
    fn what_might_be_laid_out_otherwise_is_left_to_prettyplease() {
        let items = [
            quote!(
                use super::{A, B};
            ),
            quote!(
                struct A<'a> {
                    a: &'a str,
                }
            ),
            quote!(
                struct A
                where
                    u8: Copy;
            ),
            quote!(
                enum A {
                    B { c: u8 },
                }
            ),
            quote!(
                enum A {
                    B = 1,
                }
            ),
            quote!(
                struct A {
                    a: fn(u8) -> u8,
                }
            ),
            quote!(
                #[doc = "one\ntwo"]
                struct A;
            ),
            quote!(
                struct A {
                    a: Aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa<
                        Bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb,
                    >,
                }
            ),
            quote!(
                fn a() {}
            ),
        ];
        for tokens in items {
            let trees: Vec<_> = tokens.into_iter().collect();
            assert_eq!(declarations::declaration(&trees), None);
        }
    }

    #[test]
    fn tables_have_a_row_a_line() {
        let text = super::items(vec![quote!(
            rt::record! { open A b, 0 c "c" &D -1, 1 e(F) [1, "2"] "3" | "4", }
        )]);
        let expected = "\nrt::record! {\n    open A b,\n    0 c \"c\" &D -1,\n    1 e(F) [1, \"2\"] \"3\" | \"4\",\n}\n";
        assert_eq!(text.unwrap(), expected);
    }
}
