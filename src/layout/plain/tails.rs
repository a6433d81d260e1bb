//! A colofon fragment behind body text on one line: "… wordt verwezen naar Directie Water".
//!
//! No single sign is enough: what the tail says, whether the line is wider than the body is
//! set, whether the sentence goes on in the next line and whether other colofon is near each
//! add their weight.

use super::kinds::{Kind, kind};
use super::lines::{Lines, offset};
use super::profile::Profile;
use crate::layout::shape::{First, Last, Shape, last_word};
use crate::lexicon::grammar;

/// The weight from which a tail is cut off.
const ENOUGH: i32 = 4;

/// How far from the end of a line a tail may begin, in bytes.
const REACH: usize = 48;

/// Where the tail of a line begins. `near` tells whether other colofon stands within a few lines.
pub(super) fn find(lines: &Lines<'_>, at: usize, profile: &Profile, near: bool) -> Option<u32> {
    let line = &lines.all[at];
    if line.shape.words < 2 || line.kind.is_some() || line.shape.width > 220 {
        return None;
    }
    let text = lines.text(at);
    let wide = profile.width > 0 && line.shape.width > profile.width + 3;
    if !wide && !near && line.shape.gap == 0 {
        return None;
    }
    let goes_on = lines
        .body_after(at)
        .is_some_and(|next| lines.all[next].shape.first == First::Lower);
    let look = Look {
        text,
        wide,
        near,
        goes_on,
        gap: line.shape.gap as usize,
        width: profile.width,
    };
    let best = look.best();
    best.or_else(|| near.then(|| look.debris()).flatten())
        .map(|cut| line.start + offset(cut))
}

struct Look<'a> {
    text: &'a str,
    wide: bool,
    near: bool,
    goes_on: bool,
    gap: usize,
    width: u16,
}

impl Look<'_> {
    /// The longest tail that weighs enough.
    fn best(&self) -> Option<usize> {
        let from = self.text.len().saturating_sub(REACH);
        let bytes = self.text.as_bytes();
        (from.max(1)..self.text.len())
            .filter(|&at| bytes[at - 1] == b' ' && bytes[at] != b' ')
            .find(|&at| self.weigh(at) >= ENOUGH)
    }

    fn weigh(&self, at: usize) -> i32 {
        let (head, tail) = (self.text[..at].trim_end(), &self.text[at..]);
        let shape = Shape::of(tail);
        if ends_sentence(head, tail) {
            return 0;
        }
        let says = match kind(tail, &shape) {
            Some(Kind::Labelled(_, true)) => 3,
            Some(
                Kind::Unit
                | Kind::Label(_)
                | Kind::Address
                | Kind::PageNumber
                | Kind::Purpose
                | Kind::Plea,
            ) => 2,
            Some(Kind::Date | Kind::Reference | Kind::Web | Kind::Phone) => 1,
            Some(Kind::Labelled(_, false)) | None => return 0,
        };
        let before = Shape::of(head);
        if before.words < 1 || (before.letters < 3) {
            return 0;
        }
        says + self.fits(at, &before)
            + self.grammar(head, &before, tail, &shape)
            + 2 * i32::from(self.near)
    }

    /// Whether the head makes a full body line of itself.
    fn fits(&self, at: usize, before: &Shape) -> i32 {
        if self.gap == at {
            return 3;
        }
        let full = before.width <= self.width + 2;
        2 * i32::from(self.wide && full)
    }

    /// Whether head and next line read on, and tail and head do not.
    fn grammar(&self, head: &str, before: &Shape, tail: &str, shape: &Shape) -> i32 {
        let word = last_word(head);
        let ends = matches!(before.last, Last::Stop | Last::Colon);
        let mut weight = i32::from(ends || (self.goes_on && before.is_open()));
        if !ends && belongs_before(word, shape) {
            weight -= if tail.starts_with(|c: char| c.is_ascii_digit()) {
                3
            } else {
                2
            };
        } else if !ends && grammar::keeps_open(word) {
            weight -= 1;
        }
        // "… het team" / "Directie": a sentence may well end in a word of these.
        if !ends && !self.goes_on && !self.wide {
            weight -= 2;
        }
        weight
    }

    /// Shreds of a label that OCR broke, in a stretch of colofon: "… Tweede Kamer ons k y".
    fn debris(&self) -> Option<usize> {
        if !self.goes_on {
            return None;
        }
        let mut cut = self.text.len();
        let mut shreds = 0;
        for (at, word) in words_back(self.text) {
            if is_shred(word) {
                shreds += 1;
                cut = at;
            } else {
                if shreds > 0
                    && matches!(
                        word,
                        "ons" | "Ons" | "Onze" | "onze" | "Uw" | "uw" | "Datum" | "Kenmerk"
                    )
                {
                    cut = at;
                    shreds += 1;
                }
                break;
            }
        }
        let head = self.text[..cut].trim_end();
        let open = Shape::of(head).is_open() && head.len() > 20;
        (shreds >= 2 && open).then_some(cut)
    }
}

/// A side column has no full stops, and does not close brackets or lists of the body.
fn ends_sentence(head: &str, tail: &str) -> bool {
    tail.ends_with(['.', ';', ','])
        || (tail.contains(')') && !tail.contains('('))
        || head.ends_with([',', '(', '/', '-', '–', '&'])
}

/// Words that a date, a number or a unit naturally follows.
fn belongs_before(word: &str, tail: &Shape) -> bool {
    if tail.first == First::Digit {
        matches!(
            word,
            "op" | "van"
                | "tot"
                | "per"
                | "vanaf"
                | "sinds"
                | "na"
                | "voor"
                | "dd"
                | "d.d"
                | "en"
                | "t/m"
                | "dan"
                | "datum"
                | "kenmerk"
                | "nummer"
                | "nr"
                | "artikel"
                | "artikelen"
                | "of"
                | "in"
                | "om"
                | "zaaknummer"
                | "referentie"
                | "dossier"
                | "met"
                | "tot en met"
                | "rond"
                | "uiterlijk"
                | "OLO"
                | "aan"
        )
    } else {
        matches!(
            word,
            "de" | "het"
                | "een"
                | "van"
                | "der"
                | "deze"
                | "die"
                | "uw"
                | "onze"
                | "ons"
                | "hun"
                | "haar"
                | "mijn"
                | "door"
                | "met"
                | "aan"
                | "of"
                | "en"
                | "bij"
                | "tussen"
                | "per"
        )
    }
}

/// One or two letters that are no Dutch word.
fn is_shred(word: &str) -> bool {
    let letters = word.trim_matches(['.', ',', '|', '_', '-', ':']);
    letters.chars().count() <= 2
        && !matches!(
            letters,
            "u" | "U"
                | "de"
                | "en"
                | "in"
                | "op"
                | "te"
                | "is"
                | "of"
                | "om"
                | "er"
                | "we"
                | "ze"
                | "zo"
                | "al"
                | "na"
                | "ik"
                | "je"
                | "uw"
                | "nu"
                | "af"
                | "ja"
                | "De"
                | "EU"
                | "nr"
                | "jl"
                | "II"
                | "A"
                | "B"
                | "C"
                | "ca"
                | "dd"
                | "à"
                | "€"
                | "&"
                | "mw"
                | "mr"
                | "dr"
        )
        && !letters.chars().any(|c| c.is_ascii_digit())
}

/// The words of a text with their offsets, last first.
fn words_back(text: &str) -> impl Iterator<Item = (usize, &str)> {
    text.rsplit(' ')
        .filter(|word| !word.is_empty())
        .map(|word| (word.as_ptr() as usize - text.as_ptr() as usize, word))
        .take(6)
}
