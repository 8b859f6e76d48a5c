//! `bench`: this generator and its peers on one description in one run, figure by figure. Nothing is asserted: how fast
//! something is depends on the machine, and how it compares is for people to judge.

mod description;
mod program;
mod rules;
mod site;
mod subject;
mod table;

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode};
use std::time::Duration;

use crate::cli::{self, Measure};
use crate::failure::Failure;
use crate::measure::{self, Run};
use crate::{corpus, terminal, workspace};
use site::Site;
use subject::{Programs, Subject};
use table::{Figure, What};

/// How long a step may take.
const LIMIT: Duration = Duration::from_secs(1800);

/// Runs the command.
pub(crate) fn run(arguments: &cli::Bench) -> Result<ExitCode, Failure> {
    let folder = workspace::scratch().join("bench");
    fs::create_dir_all(&folder).map_err(|error| Failure::io("cannot make", &folder, &error))?;
    let peers = arguments.peers.clone();
    let programs = Programs {
        ours: build_ours(&folder)?,
        peers: peers.unwrap_or_else(|| workspace::scratch().join("peers")),
    };
    if arguments.install {
        install(&programs.peers)?;
    }
    let spec = description(arguments)?;
    let (installed, missing): (Vec<_>, Vec<_>) = subject::ALL
        .into_iter()
        .partition(|subject| subject.is_installed(&programs));
    for subject in missing {
        let name = subject.name();
        terminal::note(&format!(
            "{name} is not installed, so it is left out; `--install` installs it"
        ));
    }
    let mut bench = Bench {
        measures: &arguments.only,
        times: arguments.times.max(1),
        programs,
        spec,
        folder,
        figures: Vec::new(),
    };
    for &subject in &installed {
        bench.measure(subject)?;
    }
    terminal::result(&table::table(&bench.figures, &installed))?;
    Ok(ExitCode::SUCCESS)
}

/// The description that was named, or the one of the corpus that is meant for this.
fn description(arguments: &cli::Bench) -> Result<PathBuf, Failure> {
    let spec = match &arguments.description {
        Some(spec) => spec.clone(),
        None => corpus::beside(&workspace::root())
            .map(|corpus| corpus.join(workspace::BENCH))
            .ok_or_else(|| {
                Failure::new("there is no corpus beside this workspace").help("name a description")
            })?,
    };
    spec.canonicalize()
        .map_err(|error| Failure::io("cannot find", &spec, &error))
}

/// Builds this program as its users would, and says where it is.
fn build_ours(folder: &Path) -> Result<PathBuf, Failure> {
    let mut cargo = Command::new(workspace::cargo());
    cargo.current_dir(workspace::root()).args([
        "build",
        "--release",
        "--locked",
        "--package",
        "xtask",
    ]);
    let log = folder.join("ours.log");
    if !measure::run(&mut cargo, &log, LIMIT)?.passed() {
        return Err(Failure::new(format!("see `{}`", log.display())));
    }
    let name = format!("xtask{}", std::env::consts::EXE_SUFFIX);
    Ok(workspace::scratch().join("release").join(name))
}

/// Installs the peers, each at the version that the goals name.
fn install(peers: &Path) -> Result<(), Failure> {
    for subject in subject::ALL {
        let Some(version) = subject.version() else {
            continue;
        };
        let package = format!("{}@{version}", subject.name());
        terminal::note(&format!("cargo install {package} --locked"));
        let status = Command::new(workspace::cargo())
            .args(["install", &package, "--locked", "--root"])
            .arg(peers)
            .status();
        if !status.is_ok_and(|status| status.success()) {
            return Err(Failure::new(format!("{package} could not be installed")));
        }
    }
    Ok(())
}

/// A run of the bench.
struct Bench<'a> {
    /// What to measure; all, where nothing is named.
    measures: &'a [Measure],
    times: usize,
    programs: Programs,
    spec: PathBuf,
    folder: PathBuf,
    figures: Vec<Figure>,
}

impl Bench<'_> {
    fn wants(&self, measure: Measure) -> bool {
        self.measures.is_empty() || self.measures.contains(&measure)
    }

    fn note(&mut self, subject: Subject, what: What, value: f64) {
        terminal::note(&format!("{}: {what:?} {value:.2}", subject.name()));
        self.figures.push(Figure {
            what,
            subject,
            value,
        });
    }

    /// Everything of one generator; what it can't do is said, and what follows from that left out.
    fn measure(&mut self, subject: Subject) -> Result<(), Failure> {
        let site = Site::make(&self.folder.join(subject.name()))?;
        if !self.generation(subject, &site)? {
            return Ok(());
        }
        if subject == Subject::Ours && self.wants(Measure::Growth) {
            self.growth(&site)?;
        }
        if subject == Subject::Ours && self.wants(Measure::Rules) {
            self.rules(&site)?;
        }
        if self.wants(Measure::Check) && !self.check(subject, &site)? {
            let name = subject.name();
            terminal::note(&format!("{name}: what it generates does not compile"));
            return Ok(());
        }
        if self.wants(Measure::Feature) {
            self.feature(subject, &site)?;
        }
        if self.wants(Measure::Release)
            && let Some(run) = site.cold(&["build", "--release"], "release")?
        {
            self.note(subject, What::ReleaseSeconds, run.wall.as_secs_f64());
        }
        if self.wants(Measure::Program) {
            self.program(subject, &site)?;
        }
        Ok(())
    }

    fn generation(&mut self, subject: Subject, site: &Site) -> Result<bool, Failure> {
        let mut spec = self.spec.clone();
        let mut best = self.best(subject, &spec, site)?;
        if best.is_none() && subject != Subject::Ours {
            let mut tree = description::read(&spec)?;
            let mended = description::mend(&mut tree);
            spec = self.folder.join("mended.json");
            description::write(&tree, &spec)?;
            terminal::note(&format!(
                "{} refuses the description; it gets a copy in which {mended} schemas require only what they declare",
                subject.name()
            ));
            best = self.best(subject, &spec, site)?;
        }
        let Some((wall, memory)) = best else {
            let log = site.log("generate");
            terminal::note(&format!("{}: see `{}`", subject.name(), log.display()));
            return Ok(false);
        };
        subject.complete(&site.made())?;
        self.note(subject, What::GenerationSeconds, wall);
        self.note(subject, What::GenerationMegabytes, memory);
        let lines = corpus::lines(&site.made().join("src"))?;
        self.note(subject, What::Lines, lines as f64);
        Ok(true)
    }

    /// The least wall time, in seconds, and the least peak memory, in megabytes, of several generations; none if one fails.
    fn best(
        &self,
        subject: Subject,
        spec: &Path,
        site: &Site,
    ) -> Result<Option<(f64, f64)>, Failure> {
        let mut best: Option<(f64, f64)> = None;
        for _ in 0..self.times {
            let out = site.made();
            let _ = fs::remove_dir_all(&out);
            let mut command = subject.generate(&self.programs, spec, &out);
            let run = measure::run(&mut command, &site.log("generate"), LIMIT)?;
            if !run.passed() {
                return Ok(None);
            }
            let (wall, memory) = (run.wall.as_secs_f64(), megabytes(&run));
            best = Some(best.map_or((wall, memory), |(w, m)| (w.min(wall), m.min(memory))));
        }
        Ok(best)
    }

    /// How much longer four times the schemas take.
    fn growth(&mut self, site: &Site) -> Result<(), Failure> {
        let tree = description::read(&self.spec)?;
        let kept = site.put_aside()?;
        let mut walls = Vec::new();
        for times in [1, 4] {
            let spec = self.folder.join(format!("times-{times}.json"));
            description::write(&description::repeat(&tree, times), &spec)?;
            walls.extend(self.best(Subject::Ours, &spec, site)?.map(|(wall, _)| wall));
        }
        if let [once, four_times] = walls[..] {
            self.note(Subject::Ours, What::Growth, four_times / once);
        }
        site.put_back(&kept)
    }

    /// How much longer the crate takes to be checked than that of the same description without rules, by turns, so that what
    /// else the machine does falls on both.
    fn rules(&mut self, site: &Site) -> Result<(), Failure> {
        let mut tree = description::read(&self.spec)?;
        let count = rules::strip(&mut tree);
        let spec = self.folder.join("without-rules.json");
        description::write(&tree, &spec)?;
        terminal::note(&format!("ours: {count} rules"));
        let mut best = [f64::INFINITY; 2];
        for _ in 0..self.times {
            best[0] = best[0].min(self.checked(site)?);
            let kept = site.put_aside()?;
            let generated = self.generated(&spec, site)?;
            if generated {
                best[1] = best[1].min(self.checked(site)?);
            }
            site.put_back(&kept)?;
        }
        let [with, without] = best;
        if with.is_finite() && without.is_finite() {
            self.note(Subject::Ours, What::RulesSeconds, with - without);
            self.note(Subject::Ours, What::Rules, with / without);
        }
        Ok(())
    }

    fn checked(&self, site: &Site) -> Result<f64, Failure> {
        let run = site.cold(&["check"], "check")?;
        Ok(run.map_or(f64::INFINITY, |run| run.wall.as_secs_f64()))
    }

    fn generated(&self, spec: &Path, site: &Site) -> Result<bool, Failure> {
        let mut command = Subject::Ours.generate(&self.programs, spec, &site.made());
        Ok(measure::run(&mut command, &site.log("generate"), LIMIT)?.passed())
    }

    fn check(&mut self, subject: Subject, site: &Site) -> Result<bool, Failure> {
        let Some(run) = site.cold(&["check"], "check")? else {
            return Ok(false);
        };
        self.note(subject, What::CheckSeconds, run.wall.as_secs_f64());
        self.note(subject, What::CheckMegabytes, megabytes(&run));
        Ok(true)
    }

    fn feature(&mut self, subject: Subject, site: &Site) -> Result<(), Failure> {
        let Some(features) = site.small_feature()? else {
            return Ok(());
        };
        let arguments = ["check", "--no-default-features", "--features", &features];
        if let Some(run) = site.cold(&arguments, "feature")? {
            terminal::note(&format!("{}: with {features}", subject.name()));
            self.note(subject, What::FeatureSeconds, run.wall.as_secs_f64());
        }
        Ok(())
    }

    fn program(&mut self, subject: Subject, site: &Site) -> Result<(), Failure> {
        let Some(text) = program::text(subject, &site.made().join("src"))? else {
            terminal::note(&format!(
                "{}: too few operations can be called with texts",
                subject.name()
            ));
            return Ok(());
        };
        let Some((rebuilt, size)) = site.program(&text)? else {
            let log = site.log("program");
            terminal::note(&format!(
                "{}: the program does not build; see `{}`",
                subject.name(),
                log.display()
            ));
            return Ok(());
        };
        self.note(subject, What::ProgramSeconds, rebuilt.as_secs_f64());
        self.note(subject, What::ProgramMegabytes, size as f64 / 1e6);
        Ok(())
    }
}

fn megabytes(run: &Run) -> f64 {
    run.memory as f64 / 1e6
}
