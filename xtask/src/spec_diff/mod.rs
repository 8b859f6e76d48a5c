//! `spec-diff`: the review of a description's change, from wherever its two sides are.

mod side;

use std::fs;
use std::path::Path;
use std::process::ExitCode;

use oas_codegen::Config;

use crate::failure::Failure;
use crate::pipeline::{self, Inspected, Source};
use crate::{cli, terminal, workspace};
use side::{Side, Text};

/// Runs the command; what it fails with means that the sides can't be compared.
pub(crate) fn run(arguments: &cli::SpecDiff) -> Result<ExitCode, Failure> {
    let here = std::env::current_dir()
        .map_err(|error| Failure::io("cannot use the folder", Path::new("."), &error))?;
    let root = workspace::root();
    let base = match &arguments.base {
        Some(base) => Side::parse(&here, base)?,
        None => Side::committed(&root, workspace::SPEC)?,
    };
    let head = match &arguments.head {
        Some(head) => Side::parse(&here, head)?,
        None => Side::file(&root, workspace::SPEC),
    };
    let waivers = match &arguments.waivers {
        Some(file) => Some(Text::read(&here, file)?),
        None => head.beside(workspace::WAIVERS)?,
    };
    let (base, head) = inspect(&base, &head)?;
    let review = pipeline::review(
        &base,
        &head,
        waivers
            .as_ref()
            .map(|text| (text.name.as_str(), text.text.as_str())),
    )?;
    let text = review.render(arguments.format.into(), arguments.all);
    match &arguments.out {
        None => terminal::result(&text)?,
        Some(file) => fs::write(here.join(file), text)
            .map_err(|error| Failure::io("cannot write", file, &error))?,
    }
    let failed = review.fails(arguments.fail_on.into());
    Ok(if failed {
        ExitCode::FAILURE
    } else {
        ExitCode::SUCCESS
    })
}

/// Reads both sides, and tells what is wrong with either.
fn inspect(base: &Side, head: &Side) -> Result<(Inspected, Inspected), Failure> {
    let of_base = base.beside(workspace::SETTINGS_NAME)?;
    let of_head = head.beside(workspace::SETTINGS_NAME)?;
    let names = base.names()?;
    let base = read(base, of_base.as_ref(), of_head.as_ref(), &|config| {
        lock(config, names.as_ref())
    });
    let names = head.names()?;
    let head = read(head, of_head.as_ref(), of_base.as_ref(), &|config| {
        // What the base's crate has is what the head's will have.
        if let (None, Ok(base)) = (&names, &base) {
            config.names = base.named.names.lock.clone();
        }
        lock(config, names.as_ref())
    });
    match (base, head) {
        (Ok(base), Ok(head)) => Ok((base, head)),
        (Err(base), Err(head)) => {
            base.report();
            Err(head)
        }
        (Err(failure), _) | (_, Err(failure)) => Err(failure),
    }
}

/// Takes over the names that the crate of a side has.
fn lock(config: &mut Config, names: Option<&Text>) -> Result<(), Failure> {
    match names {
        Some(Text { name, text }) => pipeline::names(name, text, config),
        None => Ok(()),
    }
}

/// What finds the names that a side's crate has already.
type Locks<'a> = &'a dyn Fn(&mut Config) -> Result<(), Failure>;

/// Reads a side with its own settings. One that has none is lent the other side's, or names alone would differ; what they
/// rename need not be there, and where they don't fit at all, it is read with none.
fn read(
    side: &Side,
    own: Option<&Text>,
    others: Option<&Text>,
    locks: Locks<'_>,
) -> Result<Inspected, Failure> {
    match (own, others) {
        (Some(own), _) => read_with(side, Some(own), locks, false),
        (None, Some(lent)) => read_with(side, Some(lent), locks, true)
            .or_else(|_| read_with(side, None, locks, false)),
        (None, None) => read_with(side, None, locks, false),
    }
}

fn read_with(
    side: &Side,
    settings: Option<&Text>,
    locks: Locks<'_>,
    lent: bool,
) -> Result<Inspected, Failure> {
    let mut config = match settings {
        Some(Text { name, text }) => pipeline::settings(name, text, "")?,
        None => pipeline::no_settings(),
    };
    config.lent = lent;
    locks(&mut config)?;
    let reader = side.reader();
    pipeline::inspect(&Source::new(side.name(), &*reader), &config)
}
