//! Texts of a description as doc comments: CommonMark that rustdoc takes as text, never as a test, a link of its own or HTML.

use proc_macro2::TokenStream;
use quote::quote;

use super::markup::as_markdown;
use crate::ir::Docs;

/// Columns that a doc comment's text may take.
const WIDTH: usize = 100;

/// Characters that change the direction of text or can't be seen: rustc refuses some of them in comments, people misread all.
pub(crate) fn is_directional(c: char) -> bool {
    matches!(c, '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{061c}')
}

/// Doc attributes of outer doc comments, a line each.
pub(crate) fn outer(lines: &[String]) -> TokenStream {
    let lines = lines.iter().map(|line| spaced(line));
    quote!(#(#[doc = #lines])*)
}

/// Doc attributes of inner doc comments.
pub(crate) fn inner(lines: &[String]) -> TokenStream {
    let lines = lines.iter().map(|line| spaced(line));
    quote!(#(#![doc = #lines])*)
}

fn spaced(line: &str) -> String {
    if line.is_empty() {
        String::new()
    } else {
        format!(" {line}")
    }
}

/// A doc comment under way.
#[derive(Debug, Default, Clone)]
pub(crate) struct DocLines(Vec<String>);

impl DocLines {
    /// Starts from a description's texts, or from a fallback where there are none.
    pub(crate) fn new(docs: &Docs, fallback: &str) -> Self {
        let mut lines = Self::default();
        lines.paragraph_of(docs.summary.as_deref());
        let repeats = docs.summary.is_some()
            && docs.summary.as_deref().map(str::trim) == docs.description.as_deref().map(str::trim);
        if !repeats {
            lines.paragraph_of(docs.description.as_deref());
        }
        if lines.0.is_empty() && !fallback.is_empty() {
            lines.paragraph(fallback);
        }
        lines
    }

    fn paragraph_of(&mut self, text: Option<&str>) {
        if let Some(text) = text.map(str::trim).filter(|text| !text.is_empty()) {
            self.raw(description(&as_markdown(text)));
        }
    }

    /// Adds a paragraph of our own words.
    pub(crate) fn paragraph(&mut self, text: &str) {
        self.raw(text.lines().flat_map(wrap).collect());
    }

    /// Adds a sentence of our own to the last paragraph, if that is text; else as a paragraph.
    pub(crate) fn remark(&mut self, text: &str) {
        let begin = self.0.iter().rposition(String::is_empty);
        let paragraph = self.0.get(begin.map_or(0, |blank| blank + 1)..);
        let is_text = |line: &String| !line.starts_with([' ', '`', '~']) && !begins_block(line);
        let code = self
            .0
            .iter()
            .any(|line| line.starts_with("```") || line.starts_with("~~~"));
        let goes_on = !code && paragraph.is_some_and(|lines| lines.iter().all(is_text));
        match self.0.pop_if(|_| goes_on && !text.is_empty()) {
            Some(last) if last.ends_with(['.', '!', '?', ':']) => {
                self.0.extend(wrap(&format!("{last} {text}")));
            }
            Some(last) => self.0.extend(wrap(&format!("{last}. {text}"))),
            None => self.paragraph(text),
        }
    }

    /// Adds lines as they are, as a paragraph.
    pub(crate) fn raw(&mut self, lines: Vec<String>) {
        if lines.is_empty() {
            return;
        }
        if !self.0.is_empty() {
            self.0.push(String::new());
        }
        self.0.extend(lines);
    }

    /// Takes over the lines of another one, as paragraphs of this.
    pub(crate) fn append(&mut self, other: &mut Self) {
        self.raw(std::mem::take(&mut other.0));
    }

    pub(crate) fn outer(&self) -> TokenStream {
        outer(&self.0)
    }

    pub(crate) fn inner(&self) -> TokenStream {
        inner(&self.0)
    }
}

/// The URL of a server within a sentence. An empty one is that of the description itself (OpenAPI 3.1.1, section 4.8.5).
pub(crate) fn address(url: &str) -> String {
    match url {
        "" => "the description's own address".to_owned(),
        url => code(url),
    }
}

/// A text of the description as code within a sentence: no backtick of its own ends it.
pub(crate) fn code(text: &str) -> String {
    let text: String = text
        .chars()
        .map(|c| {
            if c.is_control() || is_directional(c) {
                '\u{fffd}'
            } else {
                c
            }
        })
        .collect();
    let longest = text.split(|c| c != '`').map(str::len).max().unwrap_or(0);
    if longest == 0 && !text.is_empty() {
        return format!("`{text}`");
    }
    let fence = "`".repeat(longest + 1);
    format!("{fence} {text} {fence}")
}

/// A text of the description within a line of ours: one line, and nothing in it has a meaning to rustdoc.
pub(crate) fn plain(text: &str) -> String {
    let line: String = text
        .chars()
        .map(|c| {
            if c.is_control() || is_directional(c) {
                ' '
            } else {
                c
            }
        })
        .collect();
    prose(line.trim())
}

/// The lines of a description's text: paragraphs are broken anew, code blocks stay as they are.
fn description(text: &str) -> Vec<String> {
    let mut lines = Vec::new();
    let mut paragraph = String::new();
    let mut fence: Option<String> = None;
    let mut is_table = false;
    // A carriage return alone is an end of a line, too (CommonMark 0.31, section 2.1).
    let mut rest = text
        .split('\n')
        .flat_map(|line| line.trim_end_matches('\r').split('\r'))
        .peekable();
    while let Some(line) = rest.next() {
        let mut line = visible(line);
        // Rows of a table that begin with no bar get one: each is a line of its own.
        let mut begins = || rest.peek().is_some_and(|next| is_delimiter_row(next));
        is_table = fence.is_none() && line.contains('|') && (is_table || begins());
        if is_table && !line.trim_start().starts_with('|') {
            line.insert_str(0, "| ");
        }
        let start = line.trim_start();
        if let Some(open) = &fence {
            let closes =
                start.starts_with(open.as_str()) && start.trim_end_matches(['`', '~']).is_empty();
            lines.push(line.clone());
            if closes {
                fence = None;
            }
        } else if start.starts_with("```") || start.starts_with("~~~") {
            lines.extend(flush(&mut paragraph));
            let mark: String = start
                .chars()
                .take_while(|c| start.starts_with(*c))
                .collect();
            lines.push(format!(
                "{mark}{}",
                language(start.trim_start_matches(['`', '~']))
            ));
            fence = Some(mark);
        } else if start.is_empty() || begins_block(start) {
            lines.extend(flush(&mut paragraph));
            paragraph = prose(&line);
            // One blank line parts as well as many.
            let is_blank = start.is_empty() && lines.last().is_none_or(String::is_empty);
            if !is_blank && (start.is_empty() || start.starts_with(['#', '|'])) {
                lines.push(std::mem::take(&mut paragraph));
            }
        } else {
            let separator = if paragraph.is_empty() { "" } else { " " };
            let line = prose(&line);
            paragraph.push_str(separator);
            paragraph.push_str(if separator.is_empty() {
                &line
            } else {
                line.trim_start()
            });
        }
    }
    lines.extend(flush(&mut paragraph));
    if fence.is_none() {
        lines.truncate(lines.len() - lines.iter().rev().take_while(|it| it.is_empty()).count());
    }
    lines.extend(fence);
    lines
}

/// Does a line part the heads of a table from its rows: `---|:--`?
fn is_delimiter_row(line: &str) -> bool {
    let is_of_it = |c: char| matches!(c, '-' | '|' | ':' | ' ' | '\t');
    let line = line.trim();
    line.contains('|') && line.contains('-') && line.chars().all(is_of_it)
}

/// A line without what can't be seen or changes how others are read.
fn visible(line: &str) -> String {
    let kept = line
        .trim_end()
        .chars()
        .filter(|&c| c == '\t' || !c.is_control() && !is_directional(c));
    kept.collect::<String>().replace('\t', "    ")
}

/// An item of a list: a name, and the first paragraph of a text.
pub(crate) fn list_item(name: &str, text: Option<&str>) -> Vec<String> {
    let first = text
        .unwrap_or_default()
        .trim()
        .split("\n\n")
        .next()
        .unwrap_or_default();
    let separator = if first.is_empty() { "" } else { ": " };
    description(&format!("- {name}{separator}{}", as_markdown(first)))
}

/// Does a line begin something of its own, so that it does not go on with the paragraph before: a list item, a heading, a table,
/// a quote, a rule?
fn begins_block(start: &str) -> bool {
    let digits = start.trim_start_matches(|c: char| c.is_ascii_digit());
    let ordered = digits.len() < start.len() && digits.starts_with([')', '.']);
    // `*emphasis*` is no item, `* ` is one and `***` a rule.
    let mut chars = start.chars();
    let (first, second) = (chars.next(), chars.next());
    let marked = start.starts_with(['-', '*', '+', '_'])
        && second.is_none_or(|second| second == ' ' || Some(second) == first);
    ordered || marked || start.starts_with(['#', '|', '>', '='])
}

fn flush(paragraph: &mut String) -> Vec<String> {
    let text = std::mem::take(paragraph);
    if text.is_empty() {
        Vec::new()
    } else {
        wrap(&text)
    }
}

/// A code block's language that rustdoc neither compiles nor complains of.
fn language(info: &str) -> &str {
    let word = info
        .split([',', ' ', '{'])
        .next()
        .unwrap_or_default()
        .trim();
    match word {
        "json" | "yaml" | "xml" | "html" | "http" | "bash" | "sh" | "shell" | "javascript"
        | "js" | "python" | "sql" | "toml" => word,
        _ => "text",
    }
}

/// A line outside of code blocks: no indented code, no brackets or tags that rustdoc would take for its own, no bare URL.
fn prose(line: &str) -> String {
    let start = line.trim_start();
    let indent = if line.len() - start.len() >= 4 {
        "  "
    } else {
        line.get(..line.len() - start.len()).unwrap_or_default()
    };
    let mut out = String::from(indent);
    let mut rest = start;
    while let Some(c) = rest.chars().next() {
        let taken = piece(&mut out, rest, c);
        rest = rest.get(taken..).unwrap_or_default();
    }
    out
}

/// Writes the piece that a line starts with, escaped; returns its length.
fn piece(out: &mut String, rest: &str, first: char) -> usize {
    if first == '\\' {
        let len = rest.chars().take(2).map(char::len_utf8).sum();
        out.push_str(rest.get(..len).unwrap_or("\\\\"));
        return len;
    }
    if first == '`' {
        return code_span(out, rest);
    }
    if rest.starts_with("http://") || rest.starts_with("https://") {
        return url(out, rest);
    }
    match first {
        '[' => match link(rest) {
            Some(len) => {
                out.push_str(rest.get(..len).unwrap_or_default());
                return len;
            }
            None => out.push_str("\\["),
        },
        ']' => out.push_str("\\]"),
        '<' => out.push_str("\\<"),
        _ => out.push(first),
    }
    first.len_utf8()
}

/// A code span as it is; a backtick that opens none is escaped.
fn code_span(out: &mut String, rest: &str) -> usize {
    let ticks = rest.len() - rest.trim_start_matches('`').len();
    let (fence, after) = rest.split_at(ticks);
    match after.find(fence) {
        Some(end) => {
            let len = ticks + end + ticks;
            out.push_str(rest.get(..len).unwrap_or_default());
            len
        }
        None => {
            out.push_str(&"\\`".repeat(ticks));
            ticks
        }
    }
}

/// A bare URL becomes an autolink.
fn url(out: &mut String, rest: &str) -> usize {
    let end = rest
        .find(|c: char| c.is_whitespace() || matches!(c, '<' | '>' | '"' | '`' | ')' | ']' | '|'))
        .unwrap_or(rest.len());
    let url = rest.get(..end).unwrap_or_default();
    let url = url.trim_end_matches(['.', ',', ';', ':', '!', '?', '*', '\'']);
    out.push('<');
    out.push_str(url);
    out.push('>');
    url.len()
}

/// The length of an inline link with an absolute target, `[text](https://…)`.
fn link(rest: &str) -> Option<usize> {
    let close = rest.find("](")?;
    let text = rest.get(1..close)?;
    let target = rest.get(close + 2..)?;
    let end = target.find(')')?;
    let target = target.get(..end)?;
    let plain = !text.contains(['[', ']', '`', '<'])
        && text.trim() != target.trim()
        && !text.contains("http");
    let absolute = target.starts_with("https://") || target.starts_with("http://");
    (plain && absolute && !target.contains(char::is_whitespace)).then_some(close + 2 + end + 1)
}

/// Breaks a line at spaces, never so that a new line would start a list, a heading or a quote.
fn wrap(line: &str) -> Vec<String> {
    let start = line.trim_start();
    if line.chars().count() <= WIDTH || start.starts_with(['|', '#']) {
        return vec![line.to_owned()];
    }
    let bullet = start.starts_with("- ") || start.starts_with("* ");
    let mut indent = " ".repeat(line.len() - start.len() + if bullet { 2 } else { 0 });
    // A line of a quotation goes on as one (CommonMark 0.31, section 5.1).
    let quoted = start.len() - start.trim_start_matches(['>', ' ']).len();
    if start.starts_with('>') {
        indent.push_str(start.get(..quoted).unwrap_or_default());
    }
    let mut lines = vec![
        line.get(..line.len() - start.len())
            .unwrap_or_default()
            .to_owned(),
    ];
    let mut width = indent.len();
    let mut ticks = 0;
    for (index, word) in start.split(' ').enumerate() {
        let long = width + 1 + word.chars().count() > WIDTH;
        let safe = word.starts_with(|c: char| c.is_alphabetic() || matches!(c, '`' | '(' | '"'))
            && ticks % 2 == 0;
        match lines.last_mut() {
            Some(last) if index == 0 || !(long && safe) => {
                if index > 0 {
                    last.push(' ');
                }
                last.push_str(word);
                width += 1 + word.chars().count();
            }
            _ => {
                width = indent.len() + word.chars().count();
                lines.push(format!("{indent}{word}"));
            }
        }
        ticks += word.matches('`').count();
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn prose_is_text_to_rustdoc() {
        let table = [
            ("Bearer <token> and [id]", "Bearer \\<token> and \\[id\\]"),
            (
                "see https://example.com/a. Then",
                "see <https://example.com/a>. Then",
            ),
            (
                "a [guide](https://example.com/g) here",
                "a [guide](https://example.com/g) here",
            ),
            ("a [guide](../g) here", "a \\[guide\\](../g) here"),
            ("`Vec<T>` stays, `open", "`Vec<T>` stays, \\`open"),
            ("      indented", "  indented"),
            ("ends with */ or \"#", "ends with */ or \"#"),
            ("a \\[ b \\", "a \\[ b \\"),
        ];
        for (text, expected) in table {
            assert_eq!(prose(text), expected, "{text}");
        }
    }

    #[test]
    fn code_blocks_are_never_tests() {
        assert_eq!(
            description("a\n```\nfn x() {}\n```"),
            ["a", "```text", "fn x() {}", "```"]
        );
        assert_eq!(description("```rust\nx"), ["```text", "x", "```"]);
        assert_eq!(
            description("```json\n{}\n```\nb"),
            ["```json", "{}", "```", "b"]
        );
    }

    #[test]
    fn rows_of_tables_keep_their_lines() {
        let row = format!("1.0 | {}", "long word ".repeat(20));
        assert_eq!(
            description(&format!("a | b\n---|---\n{row}\nx | y\n\nno | table")),
            [
                "| a | b",
                "| ---|---",
                &format!("| {}", row.trim()),
                "| x | y",
                "",
                "no | table"
            ]
        );
    }

    #[test]
    fn one_blank_line_parts_paragraphs() {
        assert_eq!(description("a\n\n \n\t\n- b\n\n"), ["a", "", "- b"]);
        let code = ["```text", "a", "", "", "b", "```", "", "c"];
        assert_eq!(description("\n```\na\n\n\nb\n```\n\n\nc"), code);
    }

    #[test]
    fn control_and_direction_characters_are_left_out() {
        assert_eq!(description("a\u{0}b\u{202e}c"), ["abc"]);
        assert_eq!(description("one\r\ntwo\rthree"), ["one two three"]);
        assert_eq!(code("a`b"), "`` a`b ``");
    }

    #[test]
    fn long_lines_are_broken_at_words() {
        let lines = wrap(&"word ".repeat(50));
        assert!(
            lines.len() > 2 && lines.iter().all(|line| line.len() <= WIDTH + 1),
            "{lines:?}"
        );
        assert_eq!(wrap("- short"), ["- short"]);
    }
}
