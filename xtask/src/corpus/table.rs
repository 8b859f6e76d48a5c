//! The table of a corpus: a row a description, and what is said of those that fall short.

use super::trial::Trial;

const HEADS: [&str; 8] = [
    "operations",
    "schemas",
    "left out",
    "lines",
    "generate s",
    "MB",
    "check s",
    "warnings",
];

/// The heads of the columns.
pub(super) fn head(width: usize) -> String {
    let mut out = format!("{:<width$}", "description");
    for head in HEADS {
        out.push_str(&format!("  {head:>10}"));
    }
    out.push('\n');
    out
}

/// The row of one description.
pub(super) fn row(width: usize, name: &str, trial: &Trial) -> String {
    let made = trial.made.as_ref();
    let number = |number: Option<usize>| number.map(|number| number.to_string());
    let cells = [
        number(made.map(|made| made.operations)),
        number(made.map(|made| made.described_schemas)),
        number(made.map(|made| made.left_out)),
        number(trial.lines),
        trial
            .generated
            .map(|(wall, _)| format!("{:.2}", wall.as_secs_f64())),
        trial
            .generated
            .map(|(_, memory)| format!("{:.0}", memory as f64 / 1e6)),
        trial
            .checked
            .map(|wall| format!("{:.1}", wall.as_secs_f64())),
        number(trial.warnings),
    ];
    let mut out = format!("{name:<width$}");
    for cell in cells {
        out.push_str(&format!("  {:>10}", cell.as_deref().unwrap_or("-")));
    }
    out.push_str(if trial.shortcomings.is_empty() {
        "\n"
    } else {
        "  SHORT\n"
    });
    out
}

/// Why a description falls short.
pub(super) fn shortcomings(name: &str, trial: &Trial) -> String {
    let lines = trial.shortcomings.iter();
    lines.map(|line| format!("{name}: {line}\n")).collect()
}
