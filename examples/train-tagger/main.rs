//! Trains the name detector and writes `assets/names.weights`.
//!
//! ```text
//! cargo run --release --features training --example train-tagger -- DATA
//! ```
//!
//! DATA is the folder with the lists and pages that `training/README.md` names. Seeded: the same
//! data and contexts give the same weights.

#![allow(clippy::print_stdout)] // it tells how far it is

mod contexts;
mod damage;
mod gather;
mod mistakes;
mod news;
mod pages;
mod people;
mod things;

use std::error::Error;
use std::path::{Path, PathBuf};

use contexts::Contexts;
use lakmoes::detect::training::{Chance, Example, Figures, Learner};
use people::Names;
use things::Things;

const SEED: u64 = 20_24_05_01;
/// How often each context is filled anew and learned from.
const ROUNDS: usize = 48;
/// Of the contexts, one in this many is kept apart to measure with.
const APART: usize = 12;

fn main() -> Result<(), Box<dyn Error>> {
    let mut args = std::env::args().skip(1).map(PathBuf::from);
    let data = args.next().ok_or(
        "usage: train-tagger DATA [WEIGHTS]: DATA is the folder that training/README.md names",
    )?;
    let to = args
        .next()
        .unwrap_or_else(|| Path::new(env!("CARGO_MANIFEST_DIR")).join("assets/names.weights"));
    let rounds = std::env::var("ROUNDS").ok().and_then(|r| r.parse().ok());
    let weights = train(&data, rounds.unwrap_or(ROUNDS))?;
    std::fs::write(&to, &weights)?;
    println!("wrote {} bytes to {}", weights.len(), to.display());
    Ok(())
}

fn train(data: &Path, rounds: usize) -> Result<Vec<u8>, Box<dyn Error>> {
    let mut chance = Chance::new(SEED);
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let names = Names::read(root, data)?;
    let things = Things::read(data)?;
    let (contexts, apart) = Contexts::read(&root.join("training/contexts"))?.split(APART);
    println!(
        "{} first names, {} surnames, {} contexts, {} kept apart",
        names.first.len(),
        names.surnames.len(),
        contexts.len(),
        apart.len()
    );
    let mut learner = Learner::new(SEED);
    learner.learn_words(&mut gather::words(&names, &things, data, &mut chance)?, 4);
    println!("words learned");
    let news = news::read(&data.join("ner-europeana-nl/enp_NL.kb.bio"))?;
    let mut fill = contexts::Filler::new(&names, &things);
    let test: Vec<Example> = fill.all(&apart, 6, &mut chance);
    let pages = pages::read(&data.join("woo-ocr-pages"))?;
    for round in 0..rounds {
        let rate = 0.1 / (1.0 + 0.15 * round as f32);
        let mut examples = fill.all(&contexts, 3, &mut chance);
        if round % 6 == 1 {
            examples.extend(news.iter().cloned());
        }
        // Once it knows something of names, it learns from pages on which it finds none.
        if round >= 3 && round % 3 == 0 {
            examples.extend(pages::fill(&pages, &names, &learner.reader(), &mut chance));
        }
        learner.learn(&mut examples, rate);
        if round * 2 >= rounds {
            learner.note();
        }
        if round % 4 == 3 || round + 1 == rounds {
            say(round, &learner.reader().measure(&test));
        }
    }
    mistakes::show(&learner.reader(), &test);
    Ok(learner.weights())
}

fn say(round: usize, figures: &Figures) {
    let share = |a: usize, b: usize| 100.0 * a as f64 / b.max(1) as f64;
    println!(
        "round {}: of {} names apart {:.2} % found whole, {:.2} % of {} said right",
        round + 1,
        figures.names,
        share(figures.found, figures.names),
        share(figures.right, figures.said),
        figures.said
    );
}
