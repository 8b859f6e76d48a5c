//! `corpus`: generates and checks the crate of each of many descriptions, and says what each takes and where it falls short.

mod crates;
mod find;
mod table;
mod trial;

pub(crate) use trial::lines;

use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::time::Duration;

use crate::failure::Failure;
use crate::{cli, terminal, workspace};
use crates::Crates;
use find::Description;

/// What is asked of every description.
#[derive(Debug, Clone, Copy)]
struct Demands {
    /// Up to how many lines a crate also has to pass clippy and rustdoc.
    strict: usize,
    /// Whether everything described has to be there.
    whole: bool,
    /// How long a step may take.
    limit: Duration,
}

/// Runs the command.
pub(crate) fn run(arguments: &cli::Corpus) -> Result<ExitCode, Failure> {
    let descriptions = if arguments.paths.is_empty() {
        find::own(&workspace::root())?
    } else {
        find::named(&arguments.paths)?
    };
    let demands = Demands {
        strict: arguments.strict.unwrap_or(0),
        whole: !arguments.paths.is_empty(),
        limit: Duration::from_secs(arguments.limit),
    };
    let crates = Crates::prepare(&workspace::scratch().join("corpus"), demands.limit)?;
    let short = try_all(&descriptions, &crates, demands)?;
    if short.is_empty() {
        return Ok(ExitCode::SUCCESS);
    }
    let count = format!("{} of {} fall short", short.len(), descriptions.len());
    terminal::result(&format!("\n{count}\n{}", short.concat()))?;
    Ok(ExitCode::FAILURE)
}

/// Tries each, writes its row at once, and gives what is to be said of those that fall short.
fn try_all(
    descriptions: &[Description],
    crates: &Crates,
    demands: Demands,
) -> Result<Vec<String>, Failure> {
    let widest = descriptions
        .iter()
        .map(|description| description.name.len());
    let width = widest.max().unwrap_or(0);
    terminal::result(&table::head(width))?;
    let mut short = Vec::new();
    for description in descriptions {
        let trial = trial::run(description, crates, demands)?;
        terminal::result(&table::row(width, &description.name, &trial))?;
        if !trial.shortcomings.is_empty() {
            short.push(table::shortcomings(&description.name, &trial));
        }
    }
    Ok(short)
}

/// The corpus that stands beside this workspace, if there is one.
pub(crate) fn beside(root: &Path) -> Option<PathBuf> {
    let corpus = root.parent()?.join(workspace::CORPUS);
    corpus.is_dir().then_some(corpus)
}
