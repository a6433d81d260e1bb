//! Who may be alike: the first of each group, to be found by any few neighbouring numbers
//! of its sketch. Any copy shares some; a stranger hardly ever does.

use super::sketch::{BANDS, Sketch};

/// The most that are looked at for the same numbers. What more of them share is a form or a
/// disclaimer; a true copy is also found by what only the two have.
const MOST: usize = 16;
const NONE: u32 = u32::MAX;

/// A chained hash table over bands of sketches.
pub(super) struct Buckets<'a> {
    /// The newest entry of each slot. The bands of sketch `n` are the entries from `n * BANDS`.
    heads: Vec<u32>,
    /// The entry before each entry of a slot.
    before: Vec<u32>,
    firsts: Vec<First<'a>>,
}

struct First<'a> {
    document: usize,
    sketch: &'a Sketch,
    /// For which document it was last compared.
    compared: usize,
}

impl<'a> Buckets<'a> {
    /// For at most so many documents.
    pub(super) fn new(documents: usize) -> Self {
        let slots = (documents * BANDS).next_power_of_two().min(1 << 24);
        Self {
            heads: vec![NONE; slots],
            before: Vec::new(),
            firsts: Vec::new(),
        }
    }

    /// The document, of those added, that this one is a near copy of; it is added if there is none.
    pub(super) fn nearest_or_add(&mut self, document: usize, sketch: &'a Sketch) -> Option<usize> {
        let nearest = self.nearest(document, sketch);
        if nearest.is_none() {
            self.add(document, sketch);
        }
        nearest
    }

    fn nearest(&mut self, document: usize, sketch: &Sketch) -> Option<usize> {
        let mut best: Option<(u32, usize)> = None;
        for (band, key) in sketch.bands() {
            let mut entry = self.heads[self.slot(band, key)];
            let mut met = 0;
            while entry != NONE && met < MOST {
                let (n, its) = (entry as usize / BANDS, entry as usize % BANDS);
                entry = self.before[entry as usize];
                let first = &mut self.firsts[n];
                if its != band || first.sketch.band(band) != Some(key) {
                    continue;
                }
                met += 1;
                if first.compared == document {
                    continue;
                }
                first.compared = document;
                let Some(likeness) = sketch.likeness(first.sketch) else {
                    continue;
                };
                // Of the equally near the first in order.
                if best.is_none_or(|(l, d)| (likeness, d) > (l, first.document)) {
                    best = Some((likeness, first.document));
                }
            }
        }
        best.map(|(_, document)| document)
    }

    fn add(&mut self, document: usize, sketch: &'a Sketch) {
        // Beyond eighty million documents, none is found any more.
        let Ok(base) = u32::try_from(self.firsts.len() * BANDS) else {
            return;
        };
        self.before.resize(self.before.len() + BANDS, NONE);
        self.firsts.push(First {
            document,
            sketch,
            compared: document,
        });
        for (band, key) in sketch.bands() {
            let slot = self.slot(band, key);
            let entry = base + band as u32;
            self.before[entry as usize] = self.heads[slot];
            self.heads[slot] = entry;
        }
    }

    fn slot(&self, band: usize, key: u32) -> usize {
        let mixed = (u64::from(key) ^ (band as u64) << 32).wrapping_mul(0x9e37_79b9_7f4a_7c15);
        (mixed >> 32) as usize & (self.heads.len() - 1)
    }
}
