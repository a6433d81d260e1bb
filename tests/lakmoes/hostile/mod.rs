//! Files made to do harm, all made here: none may bring a run down, keep it busy, fill its memory or
//! get anything out of the output folder; each has a line that says what became of it; and the
//! documents beside them are done.
//!
//! Sizes are small, so that the tests are quick. `LAKMOES_HOSTILE_SCALE=20` makes them larger.

mod archives;
mod mails;
mod names;
mod office;
mod pack;
mod pdfs;
mod run;
mod tapes;
mod texts;

/// A document that nothing is wrong with.
const CLEAN: &[u8] = b"Geachte lezer,\n\nDe minister heeft dit op 3 juni 2024 besproken.\n";

/// A size, larger where that is asked for.
fn scaled(size: usize) -> usize {
    let scale = std::env::var("LAKMOES_HOSTILE_SCALE").ok();
    size * scale.and_then(|s| s.parse().ok()).unwrap_or(1)
}

/// A file that is made to do harm, and what must be said of it.
#[derive(Clone, Debug)]
struct Bad {
    name: String,
    bytes: Vec<u8>,
    /// Codes that lines of it, or of what is in it, must have.
    codes: Vec<&'static str>,
    /// Whether what is in it under the name `schoon.txt` must be done.
    clean: bool,
    /// Whether it is to be done itself.
    done: bool,
}

impl Bad {
    fn new(name: &str, bytes: Vec<u8>) -> Self {
        Self {
            name: name.to_owned(),
            bytes,
            codes: Vec::new(),
            clean: false,
            done: false,
        }
    }

    /// What it is called among others.
    fn file(&self, number: usize) -> String {
        let extension = self.name.split_once('.').map_or("", |(_, e)| e);
        format!("b{number:03}.{extension}")
    }

    /// A line of it has this code.
    fn has(mut self, code: &'static str) -> Self {
        self.codes.push(code);
        self
    }

    /// The clean document in it is done.
    fn clean(mut self) -> Self {
        self.clean = true;
        self
    }

    /// It is done: nothing in it does harm.
    fn done(mut self) -> Self {
        self.done = true;
        self
    }
}
