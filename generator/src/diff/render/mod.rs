//! A review as text: for a terminal, for a comment on a pull request, for a program.

mod json;
mod markdown;
mod text;

use super::finding::{Finding, Gravity, Review};

/// How a review is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Layout {
    /// For a terminal: short blocks as a compiler prints them.
    Text,
    /// For a comment on a pull request: a table, details folded.
    Markdown,
    /// For a program; the schema is in the documentation of [`Review::render`].
    Json,
}

impl Review {
    /// The review as text.
    ///
    /// Findings without an effect on programs are left out of text and Markdown unless `all` asks for them, and only
    /// counted; JSON holds them under the same rule. The text ends in a line feed.
    ///
    /// JSON is one object:
    ///
    /// | member | holds |
    /// |---|---|
    /// | `schema` | `1`; a change that readers have to know of counts it up |
    /// | `base`, `head` | the files as they were given |
    /// | `wire` | the gravest effect on the wire that is not waived: `safe`, `risky` or `breaking` |
    /// | `api` | the gravest effect on the Rust API that is not waived: `patch`, `minor` or `major` |
    /// | `findings` | the findings, in the order of the other forms |
    /// | `hidden` | how many findings are left out since they have no effect on programs |
    /// | `stale_waivers` | waivers that no finding needs: `file`, `line`, `column`, `message` |
    ///
    /// A finding has `rule`, `what`, `at` (the pointer that waivers name), `direction` (`request`, `response`, `both`, `neither`), `wire`, `api`, `item_before`
    /// and `item_after` (text or null), `operations` (texts), `base` and `head` (`file`, `line`, `column`, `pointer`; or
    /// null) and `waived` (the reason, or null). Every member is always there.
    pub fn render(&self, layout: Layout, all: bool) -> String {
        match layout {
            Layout::Text => text::render(self, all),
            Layout::Markdown => markdown::render(self, all),
            Layout::Json => json::render(self, all),
        }
    }
}

/// The groups that are not empty, the gravest first.
fn groups(review: &Review, all: bool) -> Vec<(Gravity, Vec<&Finding>)> {
    let groups = Gravity::ALL.iter().map(|&gravity| {
        let shown = review.shown(all);
        (
            gravity,
            shown
                .filter(|finding| finding.gravity() == gravity)
                .collect::<Vec<_>>(),
        )
    });
    groups
        .filter(|(_, findings)| !findings.is_empty())
        .collect()
}

/// How many findings a report leaves out.
fn hidden(review: &Review, all: bool) -> usize {
    review.findings.len() - review.shown(all).count()
}

/// `1 finding`, `2 findings`.
fn amount(count: usize, noun: &str) -> String {
    format!("{count} {noun}{}", if count == 1 { "" } else { "s" })
}

/// What is open, by gravity: `2 breaking, 1 major`; `nothing open` when there is nothing.
fn counts(review: &Review) -> String {
    let counts: Vec<String> = Gravity::ALL
        .iter()
        .map(|&gravity| (gravity, review.count(gravity)))
        .filter(|&(gravity, count)| count > 0 && gravity != Gravity::Quiet)
        .map(|(gravity, count)| format!("{count} {gravity}"))
        .collect();
    if counts.is_empty() {
        "nothing with an effect on programs".to_owned()
    } else {
        counts.join(", ")
    }
}

/// Text that may come from a description: one line, without control characters or such as change the direction of text.
fn line(text: &str) -> String {
    let mut clean = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' => {
                clean.extend(c.escape_unicode());
            }
            c if c.is_control() => clean.extend(c.escape_default()),
            c => clean.push(c),
        }
    }
    clean
}

#[cfg(test)]
mod tests {
    use super::line;

    #[test]
    fn what_could_mislead_a_reader_of_a_terminal_is_escaped() {
        assert_eq!(
            line("a\u{1b}[31mb\nc\u{202e}d"),
            "a\\u{1b}[31mb\\nc\\u{202e}d"
        );
        assert_eq!(line("é `ok`"), "é `ok`");
    }
}
