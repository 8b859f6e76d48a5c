//! What differs between a folder and what should be in it, as text.

use std::fmt::Write as _;
use std::path::Path;
use std::time::Duration;

use similar::{ChangeTag, TextDiff};

use super::{Found, Kind, Plan};

/// How many differing lines of a file are shown.
const LINES_SHOWN: usize = 10;

/// How many characters of a line are shown.
const LINE_LENGTH: usize = 160;

/// How long two files are compared for the shortest way to tell their difference.
const PATIENCE: Duration = Duration::from_millis(200);

impl Plan {
    /// Every file that differs, the first differing lines of those changed, and the command that mends it all. `out` is
    /// the folder as the user calls it.
    pub(crate) fn report(&self, out: &Path, command: &str) -> String {
        let mut text = String::new();
        for change in &self.changes {
            let path = out.join(&change.path);
            let path = path.display();
            let _ = match &change.kind {
                Kind::Missing { .. } => writeln!(text, "missing   {path}"),
                Kind::Orphaned => writeln!(text, "orphaned  {path}"),
                Kind::Changed {
                    found,
                    text: expected,
                } => {
                    write!(text, "changed   {path}\n{}", differences(found, expected))
                }
            };
        }
        let count = self.changes.len();
        let files = if count == 1 {
            "1 file differs"
        } else {
            &format!("{count} files differ")
        };
        let _ = writeln!(
            text,
            "\n{files} from what the description gives. To mend it:\n\n    {command}"
        );
        text
    }
}

/// The first lines that differ, each with its number in the file as it is (`-`) or as it should be (`+`).
fn differences(found: &Found, expected: &str) -> String {
    let bytes = match found {
        Found::Bytes(bytes) => bytes,
        Found::Link => return "          is a link; it should be a file\n".to_owned(),
        Found::Other => return "          is no file\n".to_owned(),
    };
    let Ok(actual) = std::str::from_utf8(bytes) else {
        return "          is not UTF-8\n".to_owned();
    };
    let diff = TextDiff::configure()
        .timeout(PATIENCE)
        .diff_lines(actual, expected);
    let mut changes = diff
        .iter_all_changes()
        .filter(|change| change.tag() != ChangeTag::Equal);
    let mut text = String::new();
    for change in changes.by_ref().take(LINES_SHOWN) {
        let (sign, index) = match change.tag() {
            ChangeTag::Insert => ('+', change.new_index()),
            _ => ('-', change.old_index()),
        };
        let number = index.map_or(0, |index| index + 1);
        let _ = writeln!(text, "{number:>9} {sign} {}", shown(change.value()));
    }
    match changes.count() {
        0 => {}
        1 => text.push_str("          and 1 more line\n"),
        more => {
            let _ = writeln!(text, "          and {more} more lines");
        }
    }
    text
}

/// The line as it can be shown: in sight what can't be seen, and cut.
fn shown(line: &str) -> String {
    let ended = line.strip_suffix('\n');
    let mut text = String::new();
    for (count, c) in ended.unwrap_or(line).chars().enumerate() {
        if count == LINE_LENGTH {
            text.push('…');
            return text;
        }
        if c.is_control() && c != '\t' {
            text.extend(c.escape_default());
        } else {
            text.push(c);
        }
    }
    if ended.is_none() {
        text.push_str(" (no newline at the end)");
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    fn between(actual: &str, expected: &str) -> String {
        differences(&Found::Bytes(actual.into()), expected)
    }

    #[test]
    fn differing_lines_carry_their_numbers() {
        let text = between("a\nb\nc\n", "a\nB\nc\nd\n");
        assert_eq!(text, "        2 - b\n        2 + B\n        4 + d\n");
    }

    #[test]
    fn what_cannot_be_seen_is_shown() {
        assert_eq!(between("a\r\n", "a\n"), "        1 - a\\r\n        1 + a\n");
        assert_eq!(
            between("a", "a\n"),
            "        1 - a (no newline at the end)\n        1 + a\n"
        );
    }

    #[test]
    fn only_the_first_lines_are_shown() {
        let expected: String = (0..30).map(|n| format!("{n}\n")).collect();
        let text = between("", &expected);
        assert!(
            text.ends_with("       10 + 9\n          and 20 more lines\n"),
            "{text}"
        );
    }
}
