//! The rows of a table: one a line, docs as comments, blocks of code as prettyplease has them.

use proc_macro2::{Delimiter, Group, Punct, Spacing, TokenStream, TokenTree};

use super::declarations::doc_line;

/// The lines of a table. A row ends with a comma.
pub(super) fn lines(tokens: TokenStream) -> Vec<String> {
    let mut rows = Rows::default();
    rows.tokens(tokens);
    rows.finish()
}

/// Rows under way.
#[derive(Default)]
struct Rows {
    lines: Vec<String>,
    row: String,
    /// Whether the next token follows without a space.
    tight: bool,
    /// How many `<` are open.
    angles: usize,
}

impl Rows {
    fn tokens(&mut self, tokens: TokenStream) {
        let mut tokens = tokens.into_iter().peekable();
        while let Some(token) = tokens.next() {
            match &token {
                TokenTree::Group(group) => {
                    self.group(group);
                    // The comma after a block stands on its last line.
                    if group.delimiter() == Delimiter::Brace {
                        let comma = |next: &TokenTree| matches!(next, TokenTree::Punct(punct) if punct.as_char() == ',');
                        if tokens.next_if(comma).is_some() {
                            self.row.push(',');
                        }
                        self.end();
                    }
                }
                TokenTree::Punct(punct) if punct.as_char() == '#' => {
                    if let Some(TokenTree::Group(attribute)) = tokens.next() {
                        self.attribute(&attribute);
                    }
                }
                TokenTree::Punct(punct) => self.punct(punct),
                _ => self.word(&token.to_string()),
            }
        }
    }

    fn word(&mut self, text: &str) {
        if !self.tight && !self.row.is_empty() {
            self.row.push(' ');
        }
        self.row.push_str(text);
        self.tight = false;
    }

    /// Ends a row; those that are too long are left as they are, as a table's are.
    fn end(&mut self) {
        if !self.row.is_empty() {
            self.lines.push(std::mem::take(&mut self.row));
        }
        self.tight = false;
    }

    fn finish(mut self) -> Vec<String> {
        self.end();
        self.lines
    }

    /// A doc comment's line, or another attribute on a line of its own.
    fn attribute(&mut self, attribute: &Group) {
        self.end();
        let tokens = attribute.stream();
        let inner: Vec<_> = tokens.clone().into_iter().collect();
        let mut line = String::new();
        let written = match inner.as_slice() {
            [
                TokenTree::Ident(doc),
                TokenTree::Punct(_),
                TokenTree::Literal(text),
            ] if doc == "doc" => doc_line(text, &mut line).is_some(),
            _ => false,
        };
        if !written {
            line = format!("#[{}]", inline(tokens));
        }
        self.lines.push(line);
    }

    fn group(&mut self, group: &Group) {
        let (open, close) = match group.delimiter() {
            Delimiter::Parenthesis => ("(", ")"),
            Delimiter::Bracket => ("[", "]"),
            Delimiter::Brace => return self.block(group),
            Delimiter::None => return self.tokens(group.stream()),
        };
        let stands_alone = ["=", "=>", "->", ","];
        let stands_alone = stands_alone.iter().any(|before| self.row.ends_with(before));
        self.tight |= open == "(" && !stands_alone;
        self.word(&format!("{open}{}{close}", inline(group.stream())));
    }

    /// A block of statements, or else of rows.
    fn block(&mut self, group: &Group) {
        let lines = statements(group)
            .or_else(|| arms(group))
            .unwrap_or_else(|| {
                let mut rows = Self::default();
                rows.tokens(group.stream());
                rows.finish()
            });
        if lines.is_empty() {
            return self.word("{}");
        }
        self.word("{");
        self.end();
        for line in lines {
            self.lines.push(if line.is_empty() {
                line
            } else {
                format!("    {line}")
            });
        }
        self.row.push('}');
    }

    fn punct(&mut self, punct: &Punct) {
        let joint = punct.spacing() == Spacing::Joint;
        match punct.as_char() {
            ',' if self.angles == 0 => {
                self.row.push(',');
                self.end();
            }
            ';' => {
                self.row.push(';');
                self.end();
            }
            ',' => {
                self.row.push(',');
                self.tight = false;
            }
            '<' => {
                self.angles += 1;
                self.row.push('<');
                self.tight = true;
            }
            '>' if self.row.ends_with(['-', '=']) => {
                self.row.push('>');
                self.tight = false;
            }
            '>' => {
                self.angles = self.angles.saturating_sub(1);
                self.row.push('>');
                self.tight = false;
            }
            ':' => {
                self.row.push(':');
                self.tight = joint || self.row.ends_with("::");
            }
            '.' => {
                self.row.push('.');
                self.tight = true;
            }
            '&' | '\'' => {
                self.word(&punct.to_string());
                self.tight = true;
            }
            '-' | '=' => {
                self.word(&punct.to_string());
                self.tight = punct.as_char() == '-' || joint;
            }
            _ => self.word(&punct.to_string()),
        }
    }
}

/// Tokens on one line.
fn inline(tokens: TokenStream) -> String {
    let mut rows = Rows {
        // Within brackets no comma ends a row.
        angles: 1,
        tight: true,
        ..Rows::default()
    };
    rows.tokens(tokens);
    rows.finish().join(" ")
}

/// The lines of a block that is Rust code.
fn statements(group: &Group) -> Option<Vec<String>> {
    let body = TokenTree::Group(group.clone());
    body_of(quote::quote!(fn body() #body))
}

/// The lines of a block that is the arms of a `match`.
fn arms(group: &Group) -> Option<Vec<String>> {
    let arms = TokenTree::Group(group.clone());
    let mut lines = body_of(quote::quote!(fn body() { match x #arms }))?;
    let end = lines.pop()?;
    let begin = lines.iter().position(|line| line == "match x {")?;
    let lines = lines.split_off(begin + 1);
    (end == "}").then(|| lines.iter().map(|line| unindented(line)).collect())
}

fn body_of(function: TokenStream) -> Option<Vec<String>> {
    let function: syn::ItemFn = syn::parse2(function).ok()?;
    let text = super::unparse(syn::Item::Fn(function));
    let body = text
        .strip_prefix("fn body() {")?
        .trim_end()
        .strip_suffix('}')?;
    let lines = body.lines().skip_while(|line| line.is_empty());
    Some(lines.map(unindented).collect())
}

fn unindented(line: &str) -> String {
    line.strip_prefix("    ").unwrap_or(line).to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;
    use quote::quote;

    fn laid_out(tokens: TokenStream) -> String {
        let tokens: Vec<_> = tokens.into_iter().collect();
        super::super::table::table(&tokens).unwrap()
    }

    #[test]
    fn rows_docs_and_blocks() {
        let text = laid_out(quote!(rt::record! {
            #[doc = " A note."]
            #[deprecated = "x"]
            pub struct Note open,
            new(a: impl Into<String>, b: impl IntoIterator<Item = (K, V)> => each),
            #[doc = " The member."]
            0 a "a" required(rt::KeyedMap<K, Vec<V>>),
            minimum -1,
            pattern &A_PATTERN,
            Sent<'_>, GET "/x", security [[("a", ["b", "c"])], []],
            encode(self, request) { request.path("id", self.id); match x { 1 => a, _ => b } },
            answers(x) { 200 => a, _ => match y { 1 => b, _ => c } },
            decode(x) {},
        }));
        let expected = r#"rt::record! {
    /// A note.
    #[deprecated = "x"]
    pub struct Note open,
    new(a: impl Into<String>, b: impl IntoIterator<Item = (K, V)> => each),
    /// The member.
    0 a "a" required(rt::KeyedMap<K, Vec<V>>),
    minimum -1,
    pattern &A_PATTERN,
    Sent<'_>,
    GET "/x",
    security [[("a", ["b", "c"])], []],
    encode(self, request) {
        request.path("id", self.id);
        match x {
            1 => a,
            _ => b,
        }
    },
    answers(x) {
        200 => a,
        _ => {
            match y {
                1 => b,
                _ => c,
            }
        }
    },
    decode(x) {},
}
"#;
        assert_eq!(text, expected);
    }
}
