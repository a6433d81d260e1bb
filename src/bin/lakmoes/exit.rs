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

/// A message for the user, in which names of files can do no harm.
pub(crate) fn tell(message: &str) {
    // There is nobody left to tell when stderr is closed.
    let _ = writeln!(io::stderr(), "lakmoes: {}", harmless(message));
}

/// Text without what a terminal obeys or what turns the order of letters round: names of files
/// may hold anything. Ends of lines stay.
pub(crate) fn harmless(text: &str) -> String {
    let obeyed = |c: char| {
        c.is_control() && c != '\n'
            || matches!(c, '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}')
    };
    text.replace(obeyed, "?")
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_terminal_obeys_is_shown_and_not_done() {
        assert_eq!(
            harmless("a\u{1b}[2Jb\rc\u{9b}31m\u{202e}fdp.exe\u{7}\n"),
            "a?[2Jb?c?31m?fdp.exe?\n"
        );
        assert_eq!(
            harmless("brief aan Loïs – 12 €.txt"),
            "brief aan Loïs – 12 €.txt"
        );
    }
}
