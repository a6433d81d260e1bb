//! Writes what the targets start from, and their dictionaries, where cargo-fuzz looks for them.

use lakmoes_fuzz::TARGETS;
use lakmoes_fuzz::seeds::Seeds;
use std::path::PathBuf;
use std::{fs, io};

fn main() -> io::Result<()> {
    let corpus = std::env::args_os().nth(1);
    let corpus = corpus.map_or_else(
        || PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("corpus"),
        PathBuf::from,
    );
    let seeds = Seeds::load()?;
    for target in TARGETS {
        let folder = corpus.join(target.name);
        fs::create_dir_all(&folder)?;
        fs::write(corpus.join(format!("{}.dict", target.name)), target.words)?;
        for (n, seed) in (target.seeds)(&seeds).iter().enumerate() {
            fs::write(folder.join(format!("seed-{n:03}")), seed)?;
        }
    }
    Ok(())
}
