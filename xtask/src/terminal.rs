//! The one place that writes to stdout and stderr: results go to the first, everything said about them to the second.

use std::io::{self, ErrorKind, IsTerminal, Write};

/// Writes a result to stdout. A reader that has gone away (`| head`) is no error.
///
/// # Errors
/// What the operating system says.
pub(crate) fn result(text: &str) -> io::Result<()> {
    let mut stdout = io::stdout().lock();
    let written = stdout
        .write_all(text.as_bytes())
        .and_then(|()| stdout.flush());
    match written {
        Err(error) if error.kind() == ErrorKind::BrokenPipe => Ok(()),
        written => written,
    }
}

/// Writes a line, or a rendered block, to stderr. If even that can't be written there is nobody left to tell.
pub(crate) fn note(text: &str) {
    let mut stderr = io::stderr().lock();
    let end = if text.ends_with('\n') { "" } else { "\n" };
    let _ = write!(stderr, "{text}{end}");
    let _ = stderr.flush();
}

/// Whether stderr shows colours: it is a terminal, and its user did not ask for none (<https://no-color.org>).
pub(crate) fn color() -> bool {
    let refused = std::env::var_os("NO_COLOR").is_some_and(|value| !value.is_empty());
    !refused && io::stderr().is_terminal()
}
