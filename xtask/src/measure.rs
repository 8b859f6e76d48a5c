//! Runs a program to its end, or to a limit, and says what it took.

use std::fs::File;
use std::path::Path;
use std::process::{Child, Command, ExitStatus, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use wait4::{ResUse, Wait4 as _};

use crate::failure::Failure;

/// How often it is asked whether the program has ended.
const STEP: Duration = Duration::from_millis(1);

/// What a run took.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Run {
    pub(crate) end: End,
    pub(crate) wall: Duration,
    /// The most bytes that any one process of the run had in memory.
    pub(crate) memory: u64,
}

/// How a run ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum End {
    Exited(ExitStatus),
    /// It was stopped at the limit.
    TooSlow,
}

impl Run {
    /// Whether the program did what it was to do.
    pub(crate) fn passed(&self) -> bool {
        matches!(self.end, End::Exited(status) if status.success())
    }
}

/// Runs a program that writes all that it says to the file `log`.
///
/// # Errors
/// The program can't be started, or the file not be written.
pub(crate) fn run(command: &mut Command, log: &Path, limit: Duration) -> Result<Run, Failure> {
    let file = File::create(log).map_err(|error| Failure::io("cannot write", log, &error))?;
    let both = file.try_clone();
    let both = both.map_err(|error| Failure::io("cannot write", log, &error))?;
    command.stdin(Stdio::null()).stdout(file).stderr(both);
    own_group(command);
    let name = command.get_program().to_string_lossy().into_owned();
    let failed = |error| Failure::new(format!("`{name}` could not be run: {error}"));
    let started = Instant::now();
    let mut child = command.spawn().map_err(failed)?;
    loop {
        if let Some(used) = child.try_wait4().map_err(failed)? {
            return Ok(ended(End::Exited(used.status), started, &used));
        }
        if started.elapsed() > limit {
            stop(&mut child);
            let used = child.wait4().map_err(failed)?;
            return Ok(ended(End::TooSlow, started, &used));
        }
        thread::sleep(STEP);
    }
}

fn ended(end: End, started: Instant, used: &ResUse) -> Run {
    Run {
        end,
        wall: started.elapsed(),
        memory: used.rusage.maxrss,
    }
}

/// What the program starts in turn is to end with it.
#[cfg(unix)]
fn own_group(command: &mut Command) {
    std::os::unix::process::CommandExt::process_group(command, 0);
}

#[cfg(not(unix))]
fn own_group(_: &mut Command) {}

#[cfg(unix)]
fn stop(child: &mut Child) {
    use rustix::process::{Pid, Signal, kill_process_group};
    let _ = kill_process_group(Pid::from_child(child), Signal::KILL);
}

#[cfg(not(unix))]
fn stop(child: &mut Child) {
    let _ = child.kill();
}

#[cfg(all(test, unix))]
mod tests {
    use super::*;

    fn shell(script: &str, limit: Duration) -> (Run, String) {
        let temp = tempfile::tempdir().unwrap();
        let log = temp.path().join("log");
        let run = run(Command::new("sh").args(["-c", script]), &log, limit).unwrap();
        (run, std::fs::read_to_string(log).unwrap())
    }

    #[test]
    fn a_run_is_logged_and_measured() {
        let (run, log) = shell("echo out; echo err >&2; exit 3", Duration::from_secs(60));
        assert!(matches!(run.end, End::Exited(status) if status.code() == Some(3)));
        assert!(!run.passed() && run.memory > 0);
        assert_eq!(log, "out\nerr\n");
    }

    #[test]
    fn a_run_ends_at_its_limit_with_all_that_it_started() {
        let (run, _) = shell("sleep 600 & sleep 600; wait", Duration::from_millis(50));
        assert_eq!(run.end, End::TooSlow);
    }
}
