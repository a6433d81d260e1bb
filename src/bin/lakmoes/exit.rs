//! Exit codes, and the ways to say something.

use std::io::{self, Write};
use std::process::ExitCode;

/// What the exit code says.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Exit {
    /// All done.
    Done = 0,
    /// Some documents failed, or a check did.
    Failed = 1,
    /// Wrong usage or configuration.
    Usage = 2,
    /// A written result failed the leak check and was withdrawn.
    Leak = 3,
}

impl From<Exit> for ExitCode {
    fn from(exit: Exit) -> Self {
        Self::from(exit as u8)
    }
}

/// What every command returns: an exit code, or why it could not start.
pub(crate) type Outcome = Result<Exit, String>;

/// A message for the user.
pub(crate) fn tell(message: &str) {
    // There is nobody left to tell when stderr is closed.
    let _ = writeln!(io::stderr(), "lakmoes: {message}");
}

/// Data for whoever reads standard output. A reader that stops early is no error.
pub(crate) fn print(bytes: &[u8]) -> Result<(), String> {
    match io::stdout()
        .write_all(bytes)
        .and_then(|()| io::stdout().flush())
    {
        Err(e) if e.kind() != io::ErrorKind::BrokenPipe => {
            Err(format!("can't write to standard output: {e}"))
        }
        _ => Ok(()),
    }
}
