//! `explain`: what the codes of diagnostics mean.

use std::fmt::Write as _;
use std::process::ExitCode;

use oas_codegen::diagnostic::Code;

use crate::cli;
use crate::failure::Failure;
use crate::terminal;

/// Explains one code, or lists them all.
pub(crate) fn run(arguments: &cli::Explain) -> Result<ExitCode, Failure> {
    let text = match &arguments.code {
        Some(name) => match Code::parse(name) {
            Some(code) => explain(code),
            None => {
                return Err(Failure::new(format!("there is no code `{name}`"))
                    .help("`cargo xtask explain` lists all"));
            }
        },
        None => Code::ALL.iter().fold(String::new(), |mut list, code| {
            let _ = writeln!(list, "{:<26} {}", code.as_str(), code.explain().what);
            list
        }),
    };
    terminal::result(&text)?;
    Ok(ExitCode::SUCCESS)
}

fn explain(code: Code) -> String {
    let explanation = code.explain();
    let severity = match code.severity() {
        oas_codegen::diagnostic::Severity::Error => "error",
        oas_codegen::diagnostic::Severity::Warning => "warning",
        oas_codegen::diagnostic::Severity::Note => "note",
    };
    format!(
        "{severity}[{code}]\n  {}\n  {}\n",
        explanation.what, explanation.help
    )
}
