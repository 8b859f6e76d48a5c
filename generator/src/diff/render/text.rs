//! For a terminal: blocks as a compiler prints them, grouped by gravity.

use std::fmt::{self, Write};

use super::super::finding::{Finding, Review};
use super::{amount, counts, groups, hidden, line};

/// How many operations of a finding are listed.
const OPERATIONS: usize = 6;

pub(super) fn render(review: &Review, all: bool) -> String {
    let mut out = String::new();
    // Writing to a string can't fail.
    let _ = whole(&mut out, review, all);
    out
}

fn whole(out: &mut String, review: &Review, all: bool) -> fmt::Result {
    for (gravity, findings) in groups(review, all) {
        writeln!(out, "{} ({})\n", gravity.title(), findings.len())?;
        findings
            .iter()
            .try_for_each(|finding| block(out, finding))?;
    }
    for stale in &review.stale {
        writeln!(out, "error: stale waiver\n  --> {stale}\n")?;
    }
    let waived = review
        .findings
        .iter()
        .filter(|finding| finding.waived.is_some())
        .count();
    let mut notes = vec![format!(
        "wire {}, API {}",
        review.worst_wire(),
        review.worst_api()
    )];
    notes.push(counts(review));
    if waived > 0 {
        notes.push(format!("{waived} waived"));
    }
    let hidden = hidden(review, all);
    if hidden > 0 {
        notes.push(format!(
            "{} without an effect not shown (--all shows them)",
            amount(hidden, "finding")
        ));
    }
    writeln!(out, "review: {}", notes.join("; "))
}

fn block(out: &mut String, finding: &Finding) -> fmt::Result {
    let Finding {
        rule,
        what,
        at,
        direction,
        wire,
        api,
        ..
    } = finding;
    let waived = if finding.waived.is_some() {
        "waived: "
    } else {
        ""
    };
    writeln!(out, "{waived}{}[{rule}]: {}", finding.gravity(), line(what))?;
    for (side, place) in [("base", &finding.base), ("head", &finding.head)] {
        if let Some(place) = place {
            writeln!(out, "  --> {side} {}", line(&place.to_string()))?;
        }
    }
    writeln!(out, "   = at: {}", line(at))?;
    writeln!(out, "   = wire: {wire}, API: {api}, direction: {direction}")?;
    match (&finding.item_before, &finding.item_after) {
        (Some(before), Some(after)) if before == after => {
            writeln!(out, "   = item: {}", line(after))?;
        }
        (before, after) => {
            if let Some(before) = before {
                writeln!(out, "   - item: {}", line(before))?;
            }
            if let Some(after) = after {
                writeln!(out, "   + item: {}", line(after))?;
            }
        }
    }
    if !finding.operations.is_empty() {
        writeln!(out, "   = in: {}", operations(&finding.operations))?;
    }
    if let Some(reason) = &finding.waived {
        writeln!(out, "   = waived: {}", line(reason))?;
    }
    writeln!(out)
}

fn operations(all: &[String]) -> String {
    let shown: Vec<String> = all
        .iter()
        .take(OPERATIONS)
        .map(|label| line(label))
        .collect();
    let more = match all.len().saturating_sub(OPERATIONS) {
        0 => String::new(),
        more => format!(" and {more} more"),
    };
    format!("{}{more}", shown.join(", "))
}
