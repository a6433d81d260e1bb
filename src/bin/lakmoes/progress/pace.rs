//! How fast a phase goes, and how long it may still take.
//!
//! Documents differ in size by a factor of a million, so time goes by bytes, with something for
//! each document however small. What is fast now may be slow soon (folders of scans follow
//! folders of mails), so the pace of the whole and the pace of late count equally.

use lakmoes::batch::{Load, Phase};

/// A bar has so many parts.
pub(super) const PARTS: u64 = 1000;
/// What a document costs beside its bytes, as bytes.
const DOCUMENT: f64 = 32_768.0;
/// Over so many seconds the pace of late is taken.
const LATE: f64 = 20.0;
/// Nothing is foretold before so many seconds.
const EARLY: f64 = 3.0;

/// The pace of a phase.
#[derive(Debug)]
pub(super) struct Pace {
    pub(super) phase: Phase,
    pub(super) all: Load,
    pub(super) done: Load,
    started: f64,
    /// When the pace was last looked at, and what was done then.
    looked: (f64, f64),
    late: Option<f64>,
}

/// Adds what was done to what was done before.
pub(super) fn add(sum: &mut Load, done: Load) {
    sum.documents += done.documents;
    sum.bytes += done.bytes;
    sum.pages += done.pages;
}

#[allow(
    clippy::cast_precision_loss,
    reason = "what a person reads needs no 53 bits"
)]
fn weight(load: &Load) -> f64 {
    load.bytes as f64 + load.documents as f64 * DOCUMENT
}

impl Pace {
    /// A phase that begins now; all times are in seconds.
    pub(super) fn new(phase: Phase, all: Load, now: f64) -> Self {
        Self {
            phase,
            all,
            done: Load::default(),
            started: now,
            looked: (now, 0.0),
            late: None,
        }
    }

    /// So much more is done.
    pub(super) fn step(&mut self, done: Load) {
        add(&mut self.done, done);
    }

    /// Takes the pace of late; called every now and then.
    pub(super) fn look(&mut self, now: f64) {
        let (time, done) = (now - self.looked.0, weight(&self.done));
        if time < 0.5 {
            return;
        }
        let pace = (done - self.looked.1) / time;
        let old = (-time / LATE).exp();
        self.late = Some(self.late.map_or_else(
            || done / (now - self.started),
            |late| late * old + pace * (1.0 - old),
        ));
        self.looked = (now, done);
    }

    /// How much of the phase is done, in parts of the bar.
    #[allow(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        clippy::cast_precision_loss,
        reason = "between 0 and PARTS"
    )]
    pub(super) fn part(&self) -> u64 {
        let all = weight(&self.all);
        if all <= 0.0 {
            return 0;
        }
        ((weight(&self.done) / all).clamp(0.0, 1.0) * PARTS as f64) as u64
    }

    /// Bytes a second, over the phase.
    #[allow(
        clippy::cast_precision_loss,
        reason = "what a person reads needs no 53 bits"
    )]
    pub(super) fn speed(&self, now: f64) -> f64 {
        self.done.bytes as f64 / (now - self.started).max(0.1)
    }

    /// How many seconds the phase may still take, when that can be said.
    pub(super) fn left(&self, now: f64) -> Option<f64> {
        let passed = now - self.started;
        let done = weight(&self.done);
        if passed < EARLY || done <= 0.0 || self.all.documents == 0 {
            return None;
        }
        let whole = done / passed;
        let pace = f64::midpoint(whole, self.late.unwrap_or(whole));
        Some((weight(&self.all) - done).max(0.0) / pace)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn load(documents: usize, bytes: u64) -> Load {
        Load {
            documents,
            bytes,
            pages: 0,
        }
    }

    /// What is left after each second, when documents of these sizes take a second each megabyte.
    fn run(sizes: &[u64]) -> Vec<(f64, Option<f64>)> {
        let all = load(sizes.len(), sizes.iter().sum());
        let mut pace = Pace::new(Phase::Reading, all, 0.0);
        let mut now = 0.0;
        let mut told = Vec::new();
        for &size in sizes {
            let end = now + size as f64 / 1e6;
            while now + 0.5 < end {
                now += 0.5;
                pace.look(now);
            }
            now = end;
            pace.step(load(1, size));
            pace.look(now);
            told.push((now, pace.left(now)));
        }
        told
    }

    #[test]
    fn many_small_and_a_few_huge_documents_are_foretold_by_bytes() {
        // 2,000 mails of 10 kB, then 20 scans of 10 MB: by documents it would be done at once.
        let sizes: Vec<u64> = [vec![10_000; 2000], vec![10_000_000; 20]].concat();
        let told = run(&sizes);
        let whole = told.last().unwrap().0;
        let (now, left) = told[1000];
        let left = left.unwrap();
        assert!(left > 30.0, "{now}: {left} of {whole}");
        let (now, left) = told[2009];
        let left = left.unwrap();
        assert!(
            (left / (whole - now) - 1.0).abs() < 0.5,
            "{now}: {left} of {whole}"
        );
    }

    #[test]
    fn nothing_is_foretold_before_anything_is_known_and_nothing_is_left_at_the_end() {
        let mut pace = Pace::new(Phase::Reading, load(10, 1000), 100.0);
        assert_eq!(pace.left(100.0), None);
        assert_eq!(pace.left(200.0), None);
        pace.step(load(10, 1000));
        assert_eq!(pace.left(200.0), Some(0.0));
        assert_eq!(pace.part(), PARTS);
    }

    #[test]
    fn while_one_document_takes_long_the_time_left_does_not_shrink() {
        let mut pace = Pace::new(Phase::Reading, load(100, 100_000_000), 0.0);
        for second in 1..=10 {
            pace.step(load(5, 5_000_000));
            pace.look(f64::from(second));
        }
        let before = pace.left(10.0).unwrap();
        for second in 11..=40 {
            pace.look(f64::from(second));
        }
        assert!(pace.left(40.0).unwrap() > before);
    }

    #[test]
    fn a_phase_without_a_known_end_has_no_part_and_no_time() {
        let mut pace = Pace::new(Phase::Collecting, Load::default(), 0.0);
        pace.step(load(3, 0));
        pace.look(30.0);
        assert_eq!((pace.part(), pace.left(30.0)), (0, None));
    }
}
