//! For a comment on a pull request: a summary, one table of findings, details folded.

use std::fmt::{self, Write};

use super::super::finding::{Finding, Review};
use super::{amount, counts, groups, hidden, line};

/// A comment on GitHub may have 65 536 characters; details that would go beyond this are left out and counted.
const LIMIT: usize = 60_000;

pub(super) fn render(review: &Review, all: bool) -> String {
    let mut out = String::new();
    // Writing to a string can't fail.
    let _ = whole(&mut out, review, all);
    out
}

fn whole(out: &mut String, review: &Review, all: bool) -> fmt::Result {
    writeln!(out, "## Review of the description\n")?;
    writeln!(
        out,
        "**Wire: {}. Rust API: {}.** {}.\n",
        review.worst_wire(),
        review.worst_api(),
        capital(&counts(review))
    )?;
    for stale in &review.stale {
        writeln!(out, "**Stale waiver:** {}\n", prose(&stale.to_string()))?;
    }
    let groups = groups(review, all);
    if !groups.is_empty() {
        writeln!(
            out,
            "| wire | API | change | operations |\n|---|---|---|---|"
        )?;
    }
    let mut left_out = 0;
    for finding in groups.iter().flat_map(|(_, findings)| findings) {
        let row = row(finding);
        if out.len() + row.len() > LIMIT / 2 {
            left_out += 1;
        } else {
            out.push_str(&row);
        }
    }
    for (gravity, findings) in &groups {
        let mut section = String::new();
        writeln!(
            section,
            "\n<details><summary>{} ({})</summary>\n",
            gravity.title(),
            findings.len()
        )?;
        for finding in findings {
            details(&mut section, finding)?;
        }
        writeln!(section, "</details>")?;
        if out.len() + section.len() > LIMIT {
            writeln!(
                out,
                "\n{}: too long to be shown here ({}).",
                gravity.title(),
                findings.len()
            )?;
        } else {
            out.push_str(&section);
        }
    }
    let hidden = hidden(review, all);
    let mut notes = Vec::new();
    if left_out > 0 {
        notes.push(format!(
            "{} left out of the table",
            amount(left_out, "finding")
        ));
    }
    if hidden > 0 {
        notes.push(format!(
            "{} without an effect on programs not shown",
            amount(hidden, "finding")
        ));
    }
    if notes.is_empty() {
        return Ok(());
    }
    writeln!(out, "\n{}.", capital(&notes.join("; ")))
}

fn row(finding: &Finding) -> String {
    let operations = match finding.operations.as_slice() {
        [] => String::new(),
        [only] => code(only),
        several => several.len().to_string(),
    };
    let waived = if finding.waived.is_some() {
        " *(waived)*"
    } else {
        ""
    };
    let change = format!("{}{waived}", prose(&finding.what));
    let cells = [
        finding.wire.as_str(),
        finding.api.as_str(),
        &change,
        &operations,
    ];
    // A bar ends a cell even in a code span.
    format!(
        "| {} |\n",
        cells.map(|cell| cell.replace('|', "\\|")).join(" | ")
    )
}

fn details(out: &mut String, finding: &Finding) -> fmt::Result {
    writeln!(
        out,
        "- **{}**  \n  `{}`: {}, {}; {}",
        prose(&finding.what),
        finding.rule,
        finding.wire,
        finding.api,
        finding.direction
    )?;
    let places = [("base", &finding.base), ("head", &finding.head)]
        .into_iter()
        .filter_map(|(side, place)| Some(format!("{side} {}", code(&place.as_ref()?.to_string()))));
    let places: Vec<String> = places.collect();
    writeln!(out, "  - at {} ({})", code(&finding.at), places.join(", "))?;
    match (&finding.item_before, &finding.item_after) {
        (Some(before), Some(after)) if before == after => {
            writeln!(out, "  - item: {}", code(after))?;
        }
        (Some(before), Some(after)) => {
            writeln!(out, "  - item: {} → {}", code(before), code(after))?;
        }
        (Some(before), None) => writeln!(out, "  - item gone: {}", code(before))?,
        (None, Some(after)) => writeln!(out, "  - new item: {}", code(after))?,
        (None, None) => {}
    }
    if !finding.operations.is_empty() {
        let operations: Vec<String> = finding.operations.iter().map(|label| code(label)).collect();
        writeln!(out, "  - in: {}", operations.join(", "))?;
    }
    if let Some(reason) = &finding.waived {
        writeln!(out, "  - waived: {}", prose(reason))?;
    }
    Ok(())
}

fn capital(text: &str) -> String {
    let mut chars = text.chars();
    chars.next().map_or_else(String::new, |first| {
        first.to_uppercase().chain(chars).collect()
    })
}

/// A code span: fenced by more backticks than the text holds.
fn code(text: &str) -> String {
    let text = line(text);
    let runs = text.split(|c| c != '`').map(str::len);
    let longest = runs.max().unwrap_or(0);
    let fence = "`".repeat(longest + 1);
    let pad = if longest > 0 { " " } else { "" };
    format!("{fence}{pad}{text}{pad}{fence}")
}

/// A message of ours: its names stand in backticks and stay code; what else a description brought in is no markup.
fn prose(text: &str) -> String {
    let text = line(text);
    let mut out = String::with_capacity(text.len());
    let balanced = text.matches('`').count().is_multiple_of(2);
    let mut in_code = false;
    for c in text.chars() {
        match c {
            '`' if balanced => {
                in_code = !in_code;
                out.push(c);
            }
            '<' | '>' | '*' | '_' | '[' | ']' | '@' | '\\' | '`' | '#' | '&' if !in_code => {
                out.push('\\');
                out.push(c);
            }
            c => out.push(c),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_description_brings_in_is_no_markup() {
        assert_eq!(code("a|b"), "`a|b`");
        assert_eq!(code("a``b\n"), "``` a``b\\n ```");
        assert_eq!(
            prose("field `a_b` is <b>\n@all"),
            "field `a_b` is \\<b\\>\\\\n\\@all"
        );
        assert_eq!(prose("odd ` here"), "odd \\` here");
    }
}
