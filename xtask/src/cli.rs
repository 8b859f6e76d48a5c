//! The command line: what can be asked for, and which options go together.

use std::path::PathBuf;

use clap::error::ErrorKind;
use clap::{Args, CommandFactory, Parser, Subcommand, ValueEnum};

/// The commands of this workspace, each run as `cargo xtask COMMAND`.
#[derive(Debug, Parser)]
#[command(name = "cargo xtask", bin_name = "cargo xtask", version, about)]
pub(crate) struct Cli {
    #[command(subcommand)]
    pub(crate) command: Command,
}

#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    Codegen(Codegen),
    SpecDiff(SpecDiff),
    Corpus(Corpus),
    Bench(Bench),
    /// Rewrites the goldens under tests/ to what the generator makes now, for you to review with `git diff tests`.
    Bless,
    /// Runs every check of the gate: tests, format, clippy, docs, generated code, package, toolchain, lint of spec/.
    Ci,
    Explain(Explain),
}

/// Writes the crate that a description describes; without `--spec`, generated/ from spec/.
///
/// Only files that differ are written, each at once or not at all, and files that are no longer made are removed. What is
/// kept in the folder, whoever put it there: examples/, target/, Cargo.lock and everything whose name begins with a dot.
/// Exits with 1, and writes nothing, when the description has an error.
#[derive(Debug, Default, Args)]
pub(crate) struct Codegen {
    /// Write nothing; report every changed, missing and orphaned file, and exit with 1 if there is one.
    #[arg(long, conflicts_with = "dump_ir")]
    pub(crate) check: bool,

    /// Write nothing; print the intermediate representation.
    #[arg(long)]
    pub(crate) dump_ir: bool,

    /// The description to read, YAML or JSON.
    #[arg(long, value_name = "FILE")]
    pub(crate) spec: Option<PathBuf>,

    /// The folder to write; it is made if need be, and if it holds anything it must have been written by this command.
    #[arg(long, value_name = "DIR", requires = "spec")]
    pub(crate) out: Option<PathBuf>,

    /// The name of the package to write.
    #[arg(long, value_name = "NAME", requires = "spec", value_parser = package_name)]
    pub(crate) package: Option<String>,

    /// Settings for the description, such as spec/codegen.toml.
    #[arg(long, value_name = "FILE", requires = "spec")]
    pub(crate) config: Option<PathBuf>,

    /// The folder of oas-runtime, for the package to depend on; without it the package depends on its version.
    #[arg(long, value_name = "DIR", requires = "spec")]
    pub(crate) runtime_path: Option<PathBuf>,

    /// Generate only these operations and what they reach: an operationId, "METHOD /path", tag:NAME or webhook:NAME; may be given more
    /// than once.
    #[arg(long, value_name = "OPERATION", requires = "spec")]
    pub(crate) select: Vec<String>,

    /// Treat warnings as errors.
    #[arg(long)]
    pub(crate) deny_warnings: bool,

    /// Write what was made, and how much of the description was left out, into this file as TOML.
    #[arg(long, value_name = "FILE", conflicts_with_all = ["check", "dump_ir"])]
    pub(crate) summary: Option<PathBuf>,
}

/// Generates and checks the crate of each description, and prints what each takes.
///
/// A folder stands for the descriptions in it, and for the `spec.yaml` or `openapi.yaml` of the folders in it. Exits with 1
/// when one falls short: an error, a panic, a time limit, anything described that is left out, a warning of rustc. Crates
/// and logs stay in target/corpus/.
#[derive(Debug, Args)]
pub(crate) struct Corpus {
    /// Descriptions, and folders of them [default: those of tests/cases, which may leave out what they are there to show].
    #[arg(value_name = "FILE|DIR")]
    pub(crate) paths: Vec<PathBuf>,

    /// Also run clippy and rustdoc with warnings denied; given a number, on crates of no more lines than that.
    #[arg(long, value_name = "LINES", num_args = 0..=1, require_equals = true, default_missing_value = "1000000000")]
    pub(crate) strict: Option<usize>,

    /// How many seconds each step of each description may take.
    #[arg(long, value_name = "SECONDS", default_value_t = 600)]
    pub(crate) limit: u64,
}

/// Reviews the change of a description: what each difference does to the wire and to the Rust API.
///
/// A side is a file, or `REF:PATH` as git reads it. The `codegen.toml` and `waivers.toml` that stand beside a side belong
/// to it; a side that has no settings is read with those of the other. Exits with 1 if `--fail-on` says so or a
/// waiver is needed by no finding, and with 2 if the sides can't be compared.
#[derive(Debug, Args)]
pub(crate) struct SpecDiff {
    /// The side before the change [default: spec/connection-profiles.yaml at HEAD].
    pub(crate) base: Option<String>,

    /// The side after the change [default: spec/connection-profiles.yaml of the working tree].
    pub(crate) head: Option<String>,

    /// Show findings without an effect on the wire or the Rust API too.
    #[arg(long)]
    pub(crate) all: bool,

    /// How to write the review.
    #[arg(long, value_enum, default_value_t = Format::Text)]
    pub(crate) format: Format,

    /// The least effect that makes the command exit with 1.
    #[arg(long, value_enum, default_value_t = FailOn::Breaking)]
    pub(crate) fail_on: FailOn,

    /// Write the review into this file instead of to the terminal.
    #[arg(long, value_name = "FILE")]
    pub(crate) out: Option<PathBuf>,

    /// Findings that were accepted [default: the waivers.toml beside HEAD's side].
    #[arg(long, value_name = "FILE")]
    pub(crate) waivers: Option<PathBuf>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Format {
    /// For a terminal.
    Text,
    /// For a comment on a pull request.
    Markdown,
    /// For a program.
    Json,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum FailOn {
    /// A change that breaks the wire.
    Breaking,
    /// A change that breaks the wire or asks for a major version of the crate.
    Major,
    /// A change that breaks the wire or asks for a minor version of the crate.
    Minor,
    /// Nothing.
    None,
}

/// Measures this generator beside its peers on one description, and prints the figures as a Markdown table.
///
/// Peers are ploidy, oas3-gen and openapi-to-rust, as far as they are installed. A peer that refuses the description gets a copy
/// in which no schema requires what it does not declare. What is built stays in target/bench/.
#[derive(Debug, Args)]
pub(crate) struct Bench {
    /// The description [default: the large one of the corpus beside this workspace].
    #[arg(value_name = "FILE")]
    pub(crate) description: Option<PathBuf>,

    /// Install the peers first, with cargo, in the versions that the goals name.
    #[arg(long)]
    pub(crate) install: bool,

    /// The folder whose bin/ has the peers [default: target/peers].
    #[arg(long, value_name = "DIR")]
    pub(crate) peers: Option<PathBuf>,

    /// How many times to generate; the best counts.
    #[arg(long, value_name = "TIMES", default_value_t = 5)]
    pub(crate) times: usize,

    /// Measure these only, beside generation, which is always measured.
    #[arg(long, value_enum, value_delimiter = ',')]
    pub(crate) only: Vec<Measure>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Measure {
    /// Generation, which all else needs.
    Generation,
    /// Generation of four times the schemas.
    Growth,
    /// `cargo check` of the whole crate.
    Check,
    /// What rules add to `cargo check`: beside the crate of the same description without patterns and limits.
    Rules,
    /// `cargo check` with the feature of one small resource.
    Feature,
    /// `cargo build --release` of the whole crate.
    Release,
    /// A program that calls 20 operations: rebuilt after an edit, and its size.
    Program,
}

/// Says what the code of a diagnostic or the rule of a finding means; without a name, lists all.
#[derive(Debug, Args)]
pub(crate) struct Explain {
    /// The code, as it stands in brackets behind `error` or `warning`, or the rule, as `spec-diff` prints it.
    pub(crate) name: Option<String>,
}

impl Codegen {
    /// Checks what clap's own rules can't say: with `--spec`, what the command writes must be named.
    ///
    /// # Errors
    /// A usage error, for [`clap::Error::exit`].
    pub(crate) fn validate(&self) -> Result<(), clap::Error> {
        if self.spec.is_none() || self.dump_ir {
            return Ok(());
        }
        let missing = match (&self.out, &self.package, &self.config) {
            (None, ..) => "`--spec FILE` needs `--out DIR`, the folder to write",
            (_, None, None) => {
                "`--spec FILE` needs `--package NAME`, or settings that name it (`--config FILE`)"
            }
            _ => return Ok(()),
        };
        let mut command = Cli::command();
        Err(command.error(ErrorKind::MissingRequiredArgument, missing))
    }
}

/// Cargo's own rule for names of packages, kept to ASCII as registries ask for.
fn package_name(name: &str) -> Result<String, String> {
    oas_codegen::config::check_package_name(name)?;
    Ok(name.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_definition_is_sound() {
        Cli::command().debug_assert();
    }

    #[test]
    fn names_of_packages_are_checked() {
        assert!(package_name("petstore-client_2").is_ok());
        for bad in ["", "-a", "9a", "a b", "a\"", "é"] {
            assert!(package_name(bad).is_err(), "{bad:?}");
        }
    }
}
