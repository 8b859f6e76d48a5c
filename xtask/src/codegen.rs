//! `codegen`: writes the crate of a description, checks it, or prints the intermediate representation.

use std::fmt::Write as _;
use std::fs;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::time::{Duration, Instant};

use oas_codegen::config::Config;
use oas_codegen::{FileSet, Summary};

use crate::cli;
use crate::failure::Failure;
use crate::output::{Done, Owner, Plan, kept, resolve};
use crate::pipeline::{self, Source};
use crate::reader::FolderReader;
use crate::summary::Made;
use crate::{terminal, workspace};

/// The command in the header of files of any crate but generated/: where things were when it was run is left out, so that
/// the files are the same wherever that was. They name the description themselves.
const HEADER_COMMAND: &str = "cargo xtask codegen --spec";

/// The same command with what was asked for.
fn header_command(select: &[String]) -> String {
    let select: String = select
        .iter()
        .map(|selector| format!(" --select {}", quoted(selector)))
        .collect();
    HEADER_COMMAND.replace(" --spec", &format!("{select} --spec"))
}

/// One description and what is to be made of it.
struct Job {
    /// What relative paths are relative to.
    base: PathBuf,
    /// The description, as messages and headers name it.
    spec: String,
    /// The settings.
    config: Config,
    /// The folder to write, as messages name it; none where nothing is written.
    out: Option<PathBuf>,
    /// Files that are read, which must not lie where the generator removes what it did not make.
    inputs: Vec<PathBuf>,
    /// The command that writes the folder.
    command: String,
    /// How the folder is known to be the generator's.
    owner: Owner,
}

/// Runs the command.
pub(crate) fn run(arguments: &cli::Codegen) -> Result<ExitCode, Failure> {
    if let Err(usage) = arguments.validate() {
        usage.exit();
    }
    let started = Instant::now();
    let job = match &arguments.spec {
        Some(spec) => Job::any(spec, arguments)?,
        None => Job::workspace(arguments)?,
    };
    let reader = FolderReader::new(&job.base, &job.spec);
    let source = Source::new(job.spec.as_str(), &reader);
    if arguments.dump_ir {
        return dump(&source, &job.config);
    }
    let files = pipeline::generate(&source, &job.config)?;
    if !files.warnings.is_empty() {
        terminal::note(&files.warnings.render(terminal::color()));
    }
    let out = job.out.as_deref().unwrap_or(Path::new("."));
    let plan = job.plan(out, &files)?;
    if arguments.check {
        return check(&plan, out, &job, &files);
    }
    let done = plan.apply()?;
    if let Some(file) = &arguments.summary {
        Made::new(&files).write(file)?;
    }
    terminal::result(&made(out, files.summary, &done, started.elapsed()))?;
    Ok(ExitCode::SUCCESS)
}

fn dump(source: &Source<'_>, config: &Config) -> Result<ExitCode, Failure> {
    let (text, warnings) = pipeline::dump(source, config)?;
    if !warnings.is_empty() {
        terminal::note(&warnings.render(terminal::color()));
    }
    terminal::result(&text)?;
    Ok(ExitCode::SUCCESS)
}

fn check(plan: &Plan, out: &Path, job: &Job, files: &FileSet) -> Result<ExitCode, Failure> {
    if plan.is_empty() {
        let (out, count, spec) = (out.display(), files.len(), &job.spec);
        terminal::result(&format!("{out}: {count} files, all as {spec} gives them\n"))?;
        return Ok(ExitCode::SUCCESS);
    }
    terminal::result(&plan.report(out, &job.command))?;
    Ok(ExitCode::FAILURE)
}

/// What a run made and what it changed.
fn made(out: &Path, summary: Summary, done: &Done, time: Duration) -> String {
    let (written, removed) = (done.written.len(), done.removed.len());
    let mut text = format!(
        "{}: {}, {} in {} ({written} written, {} unchanged, {removed} removed) in {} ms\n",
        out.display(),
        count(summary.operations, "operation"),
        count(summary.types, "type"),
        count(written + done.unchanged, "file"),
        done.unchanged,
        time.as_millis(),
    );
    for (verb, paths) in [("wrote", &done.written), ("removed", &done.removed)] {
        for path in paths {
            let _ = writeln!(text, "  {verb:<7} {}", path.display());
        }
    }
    text
}

fn count(number: usize, what: &str) -> String {
    let plural = if number == 1 { "" } else { "s" };
    format!("{number} {what}{plural}")
}

impl Job {
    /// generated/ from spec/.
    fn workspace(arguments: &cli::Codegen) -> Result<Self, Failure> {
        let base = workspace::root();
        let command = "cargo xtask codegen";
        let mut config = read_settings(&base, Path::new(workspace::SETTINGS), command)?;
        let (out, runtime) = (
            base.join(workspace::GENERATED),
            base.join(workspace::RUNTIME),
        );
        read_names(&base, Path::new(workspace::GENERATED), &mut config)?;
        config.runtime.path = Some(from_to(&out, &runtime)?);
        config.deny_warnings = arguments.deny_warnings;
        Ok(Self {
            spec: workspace::SPEC.to_owned(),
            config,
            out: Some(PathBuf::from(workspace::GENERATED)),
            inputs: Vec::new(),
            command: command.to_owned(),
            owner: Owner::Workspace,
            base,
        })
    }

    /// Any crate from any description.
    fn any(spec: &Path, arguments: &cli::Codegen) -> Result<Self, Failure> {
        let base = std::env::current_dir()
            .map_err(|error| Failure::io("cannot use the folder", Path::new("."), &error))?;
        let spec = name(spec)?;
        let mut config = match &arguments.config {
            Some(file) => read_settings(&base, file, HEADER_COMMAND)?,
            None => Config::new("api", HEADER_COMMAND),
        };
        if let Some(package) = &arguments.package {
            config.package.name.clone_from(package);
        }
        if let Some(out) = &arguments.out {
            read_names(&base, out, &mut config)?;
        }
        if let (Some(runtime), Some(out)) = (&arguments.runtime_path, &arguments.out) {
            config.runtime.path = Some(from_to(
                &base.join(out),
                &find_runtime(&base.join(runtime))?,
            )?);
        }
        config.deny_warnings = arguments.deny_warnings;
        pipeline::select(&mut config, &arguments.select);
        config.command = header_command(&arguments.select);
        let inputs = std::iter::once(PathBuf::from(&spec)).chain(arguments.config.clone());
        Ok(Self {
            inputs: inputs.chain(arguments.runtime_path.clone()).collect(),
            command: whole_command(&spec, arguments),
            owner: Owner::Lock,
            out: arguments.out.clone(),
            spec,
            config,
            base,
        })
    }

    /// Compares the folder with what should be in it, once it is sure that no input would be removed as an orphan.
    fn plan(&self, out: &Path, files: &FileSet) -> Result<Plan, Failure> {
        let absolute = self.base.join(out);
        let folder = resolve(&absolute).map_err(|error| Failure::io("cannot find", out, &error))?;
        let read = files.warnings.sources().paths().map(PathBuf::from);
        // The lock of names is read from where it is written.
        let names = out.join(pipeline::NAMES);
        let read: Vec<PathBuf> = read
            .filter(|path| self.owner == Owner::Lock && *path != names)
            .collect();
        for input in self.inputs.iter().chain(&read) {
            let file = resolve(&self.base.join(input))
                .map_err(|error| Failure::io("cannot find", input, &error))?;
            if file.strip_prefix(&folder).is_ok_and(|inside| !kept(inside)) {
                let (input, out) = (input.display(), out.display());
                return Err(Failure::new(format!(
                    "`{input}` lies in `{out}`, where only generated files are kept"
                ))
                .help("move it, or name another folder"));
            }
        }
        Plan::new(&absolute, files, self.owner)
    }
}

/// Reads settings.
pub(crate) fn read_settings(base: &Path, file: &Path, command: &str) -> Result<Config, Failure> {
    let text = fs::read_to_string(base.join(file))
        .map_err(|error| Failure::io("cannot read", file, &error))?;
    pipeline::settings(&name(file)?, &text, command)
}

/// Takes over the names that the crate in a folder has, so that they stay.
fn read_names(base: &Path, out: &Path, config: &mut Config) -> Result<(), Failure> {
    let file = out.join(pipeline::NAMES);
    match fs::read_to_string(base.join(&file)) {
        Ok(text) => pipeline::names(&name(&file)?, &text, config),
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(()),
        Err(error) => Err(Failure::io("cannot read", &file, &error)),
    }
}

/// A path as messages name it.
fn name(path: &Path) -> Result<String, Failure> {
    let name = path.to_str().map(str::to_owned);
    name.ok_or_else(|| Failure::new(format!("`{}` is not UTF-8; rename it", path.display())))
}

fn find_runtime(path: &Path) -> Result<PathBuf, Failure> {
    if path.join("Cargo.toml").is_file() {
        return Ok(path.to_owned());
    }
    Err(
        Failure::new(format!("`{}` holds no Cargo.toml", path.display()))
            .help("`--runtime-path` names the folder of the package oas-runtime"),
    )
}

/// The way from one folder to another, with `/` between names, so that a crate can be moved together with its runtime.
fn from_to(from: &Path, to: &Path) -> Result<String, Failure> {
    let real =
        |path: &Path| resolve(path).map_err(|error| Failure::io("cannot find", path, &error));
    let (from, to) = (real(from)?, real(to)?);
    let common = from
        .components()
        .zip(to.components())
        .take_while(|(a, b)| a == b)
        .count();
    if common == 0 {
        return name(&to);
    }
    let up = from.components().skip(common).map(|_| Ok("..".to_owned()));
    let down = to
        .components()
        .skip(common)
        .map(|component| name(component.as_ref()));
    let steps: Vec<String> = up.chain(down).collect::<Result<_, _>>()?;
    Ok(steps.join("/"))
}

/// The command as it can be run again.
fn whole_command(spec: &str, arguments: &cli::Codegen) -> String {
    let mut command = format!("{HEADER_COMMAND} {}", quoted(spec));
    let mut option = |name: &str, value: Option<&str>| {
        if let Some(value) = value {
            let _ = write!(command, " --{name} {}", quoted(value));
        }
    };
    let path = |path: &'_ Option<PathBuf>| path.as_ref().map(|path| path.display().to_string());
    option("config", path(&arguments.config).as_deref());
    option("package", arguments.package.as_deref());
    option("out", path(&arguments.out).as_deref());
    option("runtime-path", path(&arguments.runtime_path).as_deref());
    for selector in &arguments.select {
        option("select", Some(selector));
    }
    command
}

/// The word as a POSIX shell takes it for one word.
fn quoted(word: &str) -> String {
    let plain = |c: char| c.is_ascii_alphanumeric() || "-_./:=@%+,".contains(c);
    if !word.is_empty() && word.chars().all(plain) {
        word.to_owned()
    } else {
        format!("'{}'", word.replace('\'', r"'\''"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_quoted_for_a_shell() {
        assert_eq!(quoted("a/b-c.yaml"), "a/b-c.yaml");
        assert_eq!(quoted("it's $HOME"), r"'it'\''s $HOME'");
        assert_eq!(quoted(""), "''");
    }

    #[test]
    fn the_way_between_folders_is_relative() {
        let temp = tempfile::tempdir().unwrap();
        let (a, b) = (
            temp.path().join("a/generated"),
            temp.path().join("b/runtime"),
        );
        assert_eq!(from_to(&a, &b).unwrap(), "../../b/runtime");
        assert_eq!(from_to(&a, &temp.path().join("a")).unwrap(), "..");
    }
}
