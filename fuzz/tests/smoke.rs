//! Every target on its seeds and on mutations of them, the same every time, on any toolchain.
//!
//! `LAKMOES_FUZZ_ROUNDS=20` tries twenty times as many, `LAKMOES_FUZZ_FROM=1000000` others.

use lakmoes_fuzz::mutate::{Dice, mutate, words};
use lakmoes_fuzz::seeds::Seeds;
use lakmoes_fuzz::{TARGETS, Target, run};
use std::ops::Range;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::sync::mpsc::{self, Receiver, RecvTimeoutError, Sender};
use std::time::{Duration, Instant};
use std::{env, fs, thread};

/// An input that takes longer hangs: it should take milliseconds.
const SLOW: Duration = Duration::from_secs(10);
/// As much as a batch gives its documents.
const STACK: usize = 64 << 20;

#[test]
fn what_must_hold_holds_whatever_is_given() {
    let seeds = Seeds::load().expect("the corpus can be read");
    let number = |name, or| {
        let given = env::var(name).ok();
        given.and_then(|n| n.parse().ok()).unwrap_or(or)
    };
    let (rounds, from): (usize, usize) = (
        number("LAKMOES_FUZZ_ROUNDS", 1),
        number("LAKMOES_FUZZ_FROM", 0),
    );
    let only = env::var("LAKMOES_FUZZ_TARGET").ok();
    let chosen = |target: &&Target| only.as_deref().is_none_or(|name| name == target.name);
    let mut failed = Vec::new();
    for target in TARGETS.iter().filter(chosen) {
        let seeds = (target.seeds)(&seeds);
        assert!(!seeds.is_empty(), "{} has no seeds", target.name);
        let started = Instant::now();
        let found = tried(target, seeds, from..from + rounds * target.rounds);
        eprintln!(
            "{:14} {:>6.1} s  {} failures",
            target.name,
            started.elapsed().as_secs_f32(),
            found.len()
        );
        failed.extend(found);
    }
    assert!(
        failed.is_empty(),
        "these inputs fail:\n{}",
        failed.join("\n")
    );
}

/// The inputs of a target that fail, where they were written to.
fn tried(target: &'static Target, seeds: Vec<Vec<u8>>, rounds: Range<usize>) -> Vec<String> {
    let worker = Worker::new(target);
    let mut failed = Vec::new();
    for input in inputs_of(target, &seeds, rounds) {
        let Err(why) = worker.tries(&input) else {
            continue;
        };
        let file = kept(target.name, failed.len(), &input);
        failed.push(format!("{}: {why}", file.display()));
        if why != FAILS || failed.len() >= 5 {
            // The thread may never come back: it is left behind.
            break;
        }
    }
    failed
}

const FAILS: &str = "fails";

/// A thread that runs a target, one input after another.
struct Worker {
    next: Sender<Vec<u8>>,
    told: Receiver<bool>,
    /// Where the system says how long it has run.
    clock: Option<PathBuf>,
    born: Instant,
}

impl Worker {
    fn new(target: &'static Target) -> Self {
        let (tell, told) = mpsc::channel();
        let (next, inputs) = mpsc::channel::<Vec<u8>>();
        let (here, place) = mpsc::channel();
        let work = move || {
            let _ = here.send(fs::read_link("/proc/thread-self"));
            for input in inputs {
                let tried = catch_unwind(AssertUnwindSafe(|| run(target.name, &input)));
                if tell.send(tried.is_ok()).is_err() {
                    return;
                }
            }
        };
        let thread = thread::Builder::new().stack_size(STACK).spawn(work);
        thread.expect("there is room for a thread");
        let place = place.recv().expect("the thread says where it is").ok();
        let clock = place.map(|task| Path::new("/proc").join(task).join("schedstat"));
        let born = Instant::now();
        Self {
            next,
            told,
            clock,
            born,
        }
    }

    fn tries(&self, input: &[u8]) -> Result<(), &'static str> {
        let before = self.ran();
        let _ = self.next.send(input.to_vec());
        loop {
            match self.told.recv_timeout(Duration::from_secs(1)) {
                Ok(true) => return Ok(()),
                Ok(false) => return Err(FAILS),
                Err(RecvTimeoutError::Disconnected) => return Err("ends its thread"),
                Err(RecvTimeoutError::Timeout) => {}
            }
            if self.ran().saturating_sub(before) > SLOW {
                return Err("takes too long");
            }
        }
    }

    /// How long it has run, where the system says so not counting when others did.
    fn ran(&self) -> Duration {
        let text = self
            .clock
            .as_ref()
            .and_then(|path| fs::read_to_string(path).ok());
        let nanos = text.and_then(|t| t.split(' ').next()?.parse().ok());
        nanos.map_or_else(|| self.born.elapsed(), Duration::from_nanos)
    }
}

fn inputs_of(
    target: &Target,
    seeds: &[Vec<u8>],
    rounds: Range<usize>,
) -> impl Iterator<Item = Vec<u8>> {
    let words = words(target.words);
    let mutated = rounds.map(move |n| {
        let mut dice = Dice::new(n as u64 + 1);
        let mut input = seeds[dice.below(seeds.len())].clone();
        let other = &seeds[dice.below(seeds.len())];
        mutate(&mut input, other, &words, &mut dice);
        input
    });
    seeds.iter().cloned().chain([Vec::new()]).chain(mutated)
}

/// Where cargo-fuzz keeps what fails, so that it can be run and made smaller.
fn kept(name: &str, n: usize, input: &[u8]) -> PathBuf {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("artifacts")
        .join(name);
    let file = folder.join(format!("smoke-{n}"));
    let written = fs::create_dir_all(&folder).and_then(|()| fs::write(&file, input));
    assert!(written.is_ok(), "{} can't be written", file.display());
    file
}

/// What once failed, beside the test that holds it: tries one file again.
#[test]
#[ignore = "LAKMOES_FUZZ_TARGET=docx LAKMOES_FUZZ_INPUT=FILE cargo test -- --ignored one_input"]
fn one_input() {
    let of = |name| env::var(name).expect(name);
    let input = fs::read(of("LAKMOES_FUZZ_INPUT")).expect("the input can be read");
    run(&of("LAKMOES_FUZZ_TARGET"), &input);
}
