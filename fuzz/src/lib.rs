//! What must hold of lakmoes whatever it is given.
//!
//! [`TARGETS`] lists the targets; each is a function over bytes that panics where something does not
//! hold. `fuzz_targets/` hands them to libFuzzer, `tests/smoke.rs` tries them on any toolchain. [`seeds`]
//! makes what they start from out of `corpus/`.

pub mod checks;
pub mod engine;
pub mod glyphs;
mod guard;
pub mod mutate;
pub mod office;
pub mod packed;
pub mod parts;
pub mod pdf;
pub mod seeds;
pub mod targets;

use seeds::Seeds;

/// A target.
#[derive(Clone, Copy)]
pub struct Target {
    /// Its name: that of its file in `fuzz_targets/` too.
    pub name: &'static str,
    /// Panics where something does not hold.
    pub run: fn(&[u8]),
    /// What to start from.
    pub seeds: fn(&Seeds) -> Vec<Vec<u8>>,
    /// Words of the format, as libFuzzer reads them.
    pub words: &'static str,
    /// How many mutations the smoke test tries, so that each target takes about as long.
    pub rounds: usize,
}

macro_rules! targets {
    ($($name:ident $words:literal $rounds:literal,)*) => {
        /// All of them.
        pub const TARGETS: &[Target] = &[$(Target {
            name: stringify!($name),
            run: targets::$name,
            seeds: Seeds::$name,
            words: include_str!(concat!("../dictionaries/", $words, ".dict")),
            rounds: $rounds,
        },)*];
    };
}

targets! {
    docx "docx" 400,
    xlsx "xlsx" 400,
    opendocument "opendocument" 400,
    rtf "rtf" 400,
    html "html" 400,
    tables "tables" 400,
    text "text" 400,
    mail "mail" 400,
    mbox "mail" 400,
    outlook "outlook" 400,
    pdf "pdf" 300,
    redacted_pdf "pdf" 60,
    archive "archive" 400,
    zip "archive" 400,
    tar "archive" 400,
    gzip "archive" 400,
    sevenzip "archive" 400,
    archive_path "path" 400,
    layout "text" 300,
    normalise "text" 400,
    fields "text" 400,
    redact "text" 200,
    name "path" 400,
    rules "rules" 60,
    policy "rules" 200,
    given "rules" 200,
}

/// Runs a target once. Panics where something does not hold, also where the panic was caught on the
/// way.
///
/// # Panics
/// That is how it tells.
pub fn run(name: &str, data: &[u8]) {
    let target = TARGETS.iter().find(|target| target.name == name);
    let target = target.expect("a target of this name");
    guard::watch(|| (target.run)(data));
}
