//! `explain`: what the codes of diagnostics and the rules of reviews mean.

use std::fmt::Write as _;
use std::process::ExitCode;

use oas_codegen::diagnostic::{Code, Severity};
use oas_codegen::diff::Rule;

use crate::cli;
use crate::failure::Failure;
use crate::terminal;

/// Explains one code or rule, or lists them all.
pub(crate) fn run(arguments: &cli::Explain) -> Result<ExitCode, Failure> {
    let text = match &arguments.name {
        None => list(),
        Some(name) => explain(name).ok_or_else(|| {
            Failure::new(format!("there is no code and no rule `{name}`"))
                .help("`cargo xtask explain` lists all")
        })?,
    };
    terminal::result(&text)?;
    Ok(ExitCode::SUCCESS)
}

fn list() -> String {
    let codes = Code::ALL
        .iter()
        .map(|code| (code.as_str(), code.explain().what));
    let rules = Rule::ALL
        .iter()
        .map(|rule| (rule.as_str(), rule.explain().what));
    let mut text = String::from("Codes of diagnostics:\n");
    append(&mut text, codes);
    text.push_str("\nRules of `spec-diff`:\n");
    append(&mut text, rules);
    text
}

fn append(text: &mut String, rows: impl Iterator<Item = (&'static str, &'static str)>) {
    for (name, what) in rows {
        let _ = writeln!(text, "  {name:<38} {what}");
    }
}

fn explain(name: &str) -> Option<String> {
    let code = Code::parse(name).map(|code| {
        let explanation = code.explain();
        let severity = match code.severity() {
            Severity::Error => "error",
            Severity::Warning => "warning",
            Severity::Note => "note",
        };
        format!(
            "{severity}[{code}]\n  {}\n  {}\n",
            explanation.what, explanation.help
        )
    });
    let rule = || {
        Rule::parse(name).map(|rule| {
            let explanation = rule.explain();
            format!("{name}\n  {}\n  {}\n", explanation.what, explanation.why)
        })
    };
    code.or_else(rule)
}
