//! The commands of this workspace: `cargo xtask --help` lists them.

#![forbid(unsafe_code)]

mod bench;
mod bless;
mod ci;
mod cli;
mod codegen;
mod corpus;
mod explain;
mod failure;
mod git;
mod measure;
mod output;
mod pipeline;
mod reader;
mod spec_diff;
mod summary;
mod terminal;
mod workspace;

use std::process::ExitCode;

use clap::Parser;

use cli::{Cli, Command};

/// Generating allocates much and frees most of it soon; the system's allocator takes a quarter longer over the whole.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    let (done, failed) = match Cli::parse().command {
        Command::Codegen(arguments) => (codegen::run(&arguments), 1),
        Command::Explain(arguments) => (explain::run(&arguments), 1),
        Command::SpecDiff(arguments) => (spec_diff::run(&arguments), 2),
        Command::Corpus(arguments) => (corpus::run(&arguments), 1),
        Command::Bench(arguments) => (bench::run(&arguments), 1),
        Command::Bless => (bless::run(), 1),
        Command::Ci => (ci::run(), 1),
    };
    done.unwrap_or_else(|failure| {
        failure.report();
        ExitCode::from(failed)
    })
}
