//! The state of a file from before its last change: does it hold text that was taken out?

use super::flaws::{Flaw, Sort};
use super::place::Place;
use crate::ingest::Limits;
use crate::matching::folded;
use crate::model::GlyphPage;
use std::collections::BTreeSet;

/// Shorter words are not missed.
const LETTERS: usize = 4;
/// Most words that are told.
const MOST: usize = 20;

/// The words of the pages, folded.
pub(super) fn words(pages: &[GlyphPage]) -> BTreeSet<Vec<u8>> {
    each_word(pages).into_iter().map(|w| folded(&w)).collect()
}

fn each_word(pages: &[GlyphPage]) -> Vec<String> {
    let mut out = Vec::new();
    for page in pages {
        let text = super::flaws::text_of(page.glyphs.iter());
        let words = text.split(|c: char| !c.is_alphanumeric());
        out.extend(
            words
                .filter(|w| w.chars().count() >= LETTERS)
                .map(str::to_owned),
        );
    }
    out
}

/// Judges the state before the last change.
pub(super) fn judge(pdf: &[u8], now: &BTreeSet<Vec<u8>>, limits: &Limits) -> Flaw {
    let before = before(pdf).and_then(|bytes| super::read(bytes, limits).ok());
    let mut gone: Vec<String> = before.map(|pages| each_word(&pages)).unwrap_or_default();
    gone.retain(|w| !now.contains(&folded(w)));
    gone.truncate(MOST);
    Flaw {
        sort: if gone.is_empty() {
            Sort::EarlierRevision
        } else {
            Sort::EarlierText
        },
        place: Place::File("the whole file"),
        text: gone.join(" "),
    }
}

/// The file up to its last end but one.
fn before(pdf: &[u8]) -> Option<&[u8]> {
    const END: &[u8] = b"%%EOF";
    let last = memchr::memmem::rfind(pdf, END)?;
    let before = memchr::memmem::rfind(&pdf[..last], END)?;
    Some(&pdf[..before + END.len()])
}
