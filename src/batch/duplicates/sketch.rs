//! The likeness of two texts from a few hundred bytes of each.
//!
//! A text is taken as the set of its runs of letters: of eight, and of twenty. Of each set the
//! smallest hash in each of many classes is kept (one-permutation `MinHash`): two sets share as
//! many of those as they share members. Two lengths, because damage and another content differ in
//! nothing else: a wrong letter here and there spoils more long runs than short ones, a paragraph
//! that is another's spoils as many of both. So the share of the text that is common *but for its
//! damage* can be told.

use super::reading::Reading;
use serde::{Deserialize, Serialize};

/// Letters of a run that survives much damage, and of one that only the same text has.
const SHORT: usize = 8;
const LONG: usize = 20;
/// Letters of a run of what a mail itself says, which may be one word.
const OWN: usize = 4;
/// Classes kept of each.
const SHORTS: usize = 232;
const LONGS: usize = 228;
const OWNS: usize = 48;
/// Neighbouring long runs by which a sketch is found.
const ROWS: usize = 3;
pub(super) const BANDS: usize = LONGS / ROWS;
/// With fewer letters a text has too little to be told from others.
const LEAST: usize = 160;

/// The share of the larger text that must be in the other, damage forgiven: whoever has read one
/// has read the other. Decisions of one office on different requests may have three quarters in
/// common.
const SHARED: f64 = 0.86;
/// What is taken off the damage that is seen: some of it is chance.
const DOUBT: f64 = 0.05;
/// The shares of short and long runs below which nothing is forgiven: in a form, what is filled in
/// spoils runs as evenly as damage does.
const LEAST_SHORT: f64 = 0.75;
const LEAST_LONG: f64 = 0.25;
/// A copy that lost pages, undamaged: the share of its long runs that the other has. Decisions
/// with one long annex come to 0.85.
const WITHIN: f64 = 0.93;
/// The share of the pages that it must still have.
const LEAST_SIZE: f64 = 0.6;
/// Where only one of the two was seen to be a mail, it may be an answer that quotes the other.
const LEAST_SIZE_HALF_MAIL: f64 = 0.85;
/// What two mails themselves say must be this much alike.
const LEAST_OWN: f64 = 0.55;

/// What remains of a document to compare it by. Never published.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(into = "Vec<u32>", try_from = "Vec<u32>")]
pub(in crate::batch) struct Sketch {
    letters: u32,
    short: [u8; SHORTS],
    long: [u8; LONGS],
    /// Of a mail: what it says itself.
    own: Option<[u8; OWNS]>,
}

impl Sketch {
    /// Of a text with enough letters.
    pub(super) fn of(reading: &Reading) -> Option<Self> {
        let text = &*reading.text;
        if text.len() < LEAST {
            return None;
        }
        let own = reading.own.as_ref().map(|own| {
            // With its edges, so that "Akkoord" is not most of "Niet akkoord".
            let edge = [&[1; OWN - 1][..], own, &[2; OWN - 1]].concat();
            classes::<OWN, OWNS>(&edge)
        });
        Some(Self {
            letters: u32::try_from(text.len()).unwrap_or(u32::MAX),
            short: classes::<SHORT, SHORTS>(text),
            long: classes::<LONG, LONGS>(text),
            own,
        })
    }

    /// How near the other is, for choosing between several; none if it is no near copy.
    pub(super) fn likeness(&self, other: &Self) -> Option<u32> {
        let (a, b) = (f64::from(self.letters), f64::from(other.letters));
        let (smaller, larger) = (a.min(b), a.max(b));
        let least = match (&self.own, &other.own) {
            (Some(a), Some(b)) if common(a, b) < LEAST_OWN => return None,
            (Some(_), None) | (None, Some(_)) => LEAST_SIZE_HALF_MAIL,
            _ => LEAST_SIZE,
        };
        if smaller < least * larger {
            return None;
        }
        let short = common(&self.short, &other.short);
        let long = common(&self.long, &other.long);
        let both = |alike: f64| alike * (a + b) / (1.0 + alike);
        let is_near =
            is_same(both(short) / larger, both(long) / larger) || both(long) / smaller >= WITHIN;
        is_near.then_some((short * 1e6) as u32)
    }

    /// The bands by which it is found, with their place. Those that a short text lacks are left out.
    pub(super) fn bands(&self) -> impl Iterator<Item = (usize, u32)> {
        (0..BANDS).filter_map(|band| Some((band, self.band(band)?)))
    }

    /// One of them.
    pub(super) fn band(&self, band: usize) -> Option<u32> {
        let rows = self.long.iter().skip(ROWS * band).take(ROWS);
        rows.copied().try_fold(0, |key, row| {
            (row != 0).then_some(key << 8 | u32::from(row))
        })
    }
}

/// As plain numbers, for a pipe or a journal.
impl From<Sketch> for Vec<u32> {
    fn from(sketch: Sketch) -> Self {
        let own = sketch.own.iter().flatten();
        let bytes: Vec<u8> = sketch
            .short
            .iter()
            .chain(&sketch.long)
            .chain(own)
            .copied()
            .collect();
        let words = bytes.as_chunks().0.iter().map(|w| u32::from_be_bytes(*w));
        std::iter::once(sketch.letters).chain(words).collect()
    }
}

impl TryFrom<Vec<u32>> for Sketch {
    type Error = &'static str;

    fn try_from(words: Vec<u32>) -> Result<Self, Self::Error> {
        Self::from_words(&words).ok_or("no sketch")
    }
}

impl Sketch {
    fn from_words(words: &[u32]) -> Option<Self> {
        let (&letters, words) = words.split_first()?;
        let bytes: Vec<u8> = words.iter().flat_map(|w| w.to_be_bytes()).collect();
        let (&short, bytes) = bytes.split_first_chunk()?;
        let (&long, own) = bytes.split_first_chunk()?;
        let own = match own {
            [] => None,
            own => Some(own.try_into().ok()?),
        };
        Some(Self {
            letters,
            short,
            long,
            own,
        })
    }
}

/// Whether texts are the same but for damage, by the shares of short and long runs in common.
///
/// With a share s of the text in common and each of its letters read alike with chance q, s·q⁸ of
/// the short runs are, and s·q²⁰ of the long ones: s³ = short⁵ / long². No roots are taken: the
/// same on every machine.
fn is_same(short: f64, long: f64) -> bool {
    let cube = |x: f64| x * x * x;
    let doubted = long + DOUBT;
    short >= LEAST_SHORT
        && long >= LEAST_LONG
        && cube(short) * short * short >= cube(SHARED) * doubted * doubted
}

/// The share of runs in common: that of the classes that hold the same, of those in which one of
/// the two holds anything, less those that do by chance.
fn common<const CLASSES: usize>(a: &[u8; CLASSES], b: &[u8; CLASSES]) -> f64 {
    // They are counted in bytes, many at once: most of the time of a batch goes here.
    const { assert!(CLASSES < 256) };
    let (mut same, mut held) = (0_u8, 0_u8);
    for (&a, &b) in a.iter().zip(b) {
        let is_held = u8::from(a | b != 0);
        held += is_held;
        same += is_held & u8::from(a == b);
    }
    let same = f64::from(same) / f64::from(held.max(1));
    let chance = 1.0 / 255.0;
    ((same - chance) / (1.0 - chance)).max(0.0)
}

/// The smallest hash of a run of `RUN` letters in each of the classes, in one byte; 0 where there
/// is none.
fn classes<const RUN: usize, const CLASSES: usize>(text: &[u8]) -> [u8; CLASSES] {
    const BASE: u64 = 0x0100_0000_01b3;
    const NONE: u32 = u32::MAX;
    let mut smallest = [NONE; CLASSES];
    let leaving = (0..RUN).fold(1_u64, |power, _| power.wrapping_mul(BASE));
    let mut hash = 0_u64;
    for (n, &letter) in text.iter().enumerate() {
        hash = hash.wrapping_mul(BASE).wrapping_add(u64::from(letter) + 1);
        if n >= RUN {
            let left = u64::from(text[n - RUN]) + 1;
            hash = hash.wrapping_sub(left.wrapping_mul(leaving));
        }
        if n + 1 < RUN {
            continue;
        }
        let mut mixed = (hash ^ hash >> 32).wrapping_mul(0x9e37_79b9_7f4a_7c15);
        mixed = (mixed ^ mixed >> 29).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed ^= mixed >> 32;
        let class = (((mixed >> 32) * CLASSES as u64) >> 32) as usize;
        smallest[class] = smallest[class].min(mixed as u32);
    }
    smallest.map(|h| if h == NONE { 0 } else { (h % 255) as u8 + 1 })
}
