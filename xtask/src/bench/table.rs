//! The figures of a bench as a Markdown table: each peer's beside ours, and ours as a part of it.

use std::fmt::Write as _;

use super::subject::Subject;

/// What is measured, with the goal that it has.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum What {
    GenerationSeconds,
    GenerationMegabytes,
    Lines,
    CheckSeconds,
    CheckMegabytes,
    FeatureSeconds,
    ReleaseSeconds,
    ProgramSeconds,
    ProgramMegabytes,
    Growth,
    RulesSeconds,
    Rules,
}

impl What {
    /// What it is called, and what is aimed at.
    fn texts(self) -> (&'static str, &'static str) {
        match self {
            Self::GenerationSeconds => ("generation, s", "≤ 0.31, ≤ 0.4 × the fastest"),
            Self::GenerationMegabytes => ("generation, peak MB", "≤ 90"),
            Self::Lines => ("lines generated", "≤ 87,500, ≤ 0.5 × ploidy"),
            Self::CheckSeconds => (
                "cargo check of the whole crate, s",
                "≤ 9, ≤ 0.2 × the fastest",
            ),
            Self::CheckMegabytes => ("cargo check, peak MB", "≤ 1000"),
            Self::FeatureSeconds => ("cargo check, one small resource, s", "≤ 1"),
            Self::ReleaseSeconds => ("cargo build --release, s", "≤ 34, ≤ 0.25 × ploidy"),
            Self::ProgramSeconds => (
                "program of 20 calls, rebuilt after an edit, s",
                "≤ 0.5 × the best",
            ),
            Self::ProgramMegabytes => (
                "program of 20 calls, stripped release MB",
                "≤ 0.7 × the best",
            ),
            Self::RulesSeconds => ("cargo check, s that rules take", "–"),
            Self::Rules => ("cargo check, × that without rules", "≤ 1.05"),
            Self::Growth => ("generation of 4 × the schemas, × the time", "≤ 4.4"),
        }
    }
}

/// One figure.
#[derive(Debug, Clone, Copy)]
pub(super) struct Figure {
    pub(super) what: What,
    pub(super) subject: Subject,
    pub(super) value: f64,
}

/// The table of all figures.
pub(super) fn table(figures: &[Figure], subjects: &[Subject]) -> String {
    let mut out = String::from("| | goal |");
    for subject in subjects {
        let _ = write!(out, " {} |", subject.name());
    }
    out.push_str("\n|---|---|");
    out.push_str(&"---:|".repeat(subjects.len()));
    out.push('\n');
    let mut rows: Vec<What> = figures.iter().map(|figure| figure.what).collect();
    rows.sort_unstable();
    rows.dedup();
    for what in rows {
        let (name, goal) = what.texts();
        let _ = write!(out, "| {name} | {goal} |");
        let value = |subject| {
            let mut found = figures
                .iter()
                .filter(|one| (one.what, one.subject) == (what, subject));
            found.next().map(|figure| figure.value)
        };
        let ours = value(Subject::Ours);
        for &subject in subjects {
            let _ = write!(
                out,
                " {} |",
                cell(value(subject), ours.filter(|_| subject != Subject::Ours))
            );
        }
        out.push('\n');
    }
    out
}

/// A peer's figure with ours as a part of it.
fn cell(value: Option<f64>, ours: Option<f64>) -> String {
    match (value, ours) {
        (None, _) => "–".to_owned(),
        (Some(value), None) => number(value),
        (Some(value), Some(ours)) => format!("{} ({:.2} ×)", number(value), ours / value),
    }
}

fn number(value: f64) -> String {
    if value >= 100.0 {
        format!("{value:.0}")
    } else {
        format!("{value:.2}")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn peers_are_shown_with_our_part_of_theirs() {
        let figure = |subject, value| Figure {
            what: What::CheckMegabytes,
            subject,
            value,
        };
        let figures = [figure(Subject::Ours, 50.0), figure(Subject::Ploidy, 200.0)];
        let table = table(
            &figures,
            &[Subject::Ours, Subject::Ploidy, Subject::Oas3Gen],
        );
        assert!(
            table.ends_with("| cargo check, peak MB | ≤ 1000 | 50.00 | 200 (0.25 ×) | – |\n"),
            "{table}"
        );
    }
}
