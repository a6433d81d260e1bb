//! A colofon fragment behind body text on one line: "… wordt verwezen naar Directie Water".
//!
//! No single sign is enough: what the tail says, whether the line is wider than the body is
//! set, whether the sentence goes on in the next line and whether other colofon is near each
//! add their weight.

use super::kinds::{Kind, kind};
use super::lines::{Lines, Role};
use super::profile::Profile;
use crate::layout::shape::{First, Last, Shape, first_word, last_word};
use crate::lexicon::grammar;
use crate::lexicon::labels::Label;

/// The weight from which a tail is cut off.
const ENOUGH: i32 = 4;

/// How far from the end of a line a tail may begin, in bytes.
const REACH: usize = 48;

/// A line with what decides where its tail begins.
pub(super) struct Look<'a> {
    text: &'a str,
    wide: bool,
    gap: usize,
    width: u16,
    signs: Signs,
}

/// What the lines around a line say about it.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) struct Signs {
    /// Whether other colofon stands within a few lines.
    near: bool,
    /// Whether the sentence goes on in the next line.
    goes_on: bool,
    /// The side-column label above, whose value may be behind this line.
    wanted: Option<Label>,
}

impl<'a> Look<'a> {
    /// None where the line can have no tail.
    pub(super) fn at(lines: &Lines<'a>, at: usize, profile: &Profile, near: bool) -> Option<Self> {
        let line = &lines.all[at];
        if line.shape.words < 2 || line.kind.is_some() || line.shape.width > 220 {
            return None;
        }
        let goes_on = lines
            .body_after(at)
            .is_some_and(|next| lines.all[next].shape.first == First::Lower);
        Some(Self {
            text: lines.text(at),
            wide: profile.width > 0 && line.shape.width > profile.width + 3,
            gap: usize::from(line.shape.gap),
            width: profile.width,
            signs: Signs {
                near,
                goes_on,
                wanted: if near { wanted(lines, at) } else { None },
            },
        })
    }
}

impl Look<'_> {
    pub(super) fn signs(&self) -> Signs {
        self.signs
    }

    /// Where the tail begins, in bytes from the beginning of the line.
    pub(super) fn find(&self) -> Option<usize> {
        let best = if self.wide || self.signs.near || self.gap > 0 {
            self.best()
        } else {
            self.label()
        };
        best.or_else(|| self.signs.near.then(|| self.debris()).flatten())
    }

    /// The tail that weighs most, and enough; of equals the longest.
    fn best(&self) -> Option<usize> {
        // What ends a sentence ends all tails of the line.
        if self.text.ends_with(['.', ';', ',']) {
            return None;
        }
        let mut best = (ENOUGH - 1, None);
        for at in self.boundaries() {
            let weight = self.weigh(at);
            if weight > best.0 {
                best = (weight, Some(at));
            }
        }
        best.1
    }

    /// A label with its capital in the middle of a sentence that goes on: that alone is enough.
    fn label(&self) -> Option<usize> {
        if !self.signs.goes_on {
            return None;
        }
        self.boundaries().find(|&at| {
            let tail = &self.text[at..];
            tail.len() <= 20
                && tail.starts_with(['D', 'O', 'K', 'U', 'C', 'B', 'A', 'S', 'I'])
                && self.text[..at]
                    .trim_end()
                    .ends_with(|c: char| c.is_lowercase())
                && kind(tail, &Shape::of(tail)).is_some_and(is_side_label)
                && Shape::of(self.text[..at].trim_end()).is_prose()
        })
    }

    /// Where words begin, near the end.
    fn boundaries(&self) -> impl Iterator<Item = usize> {
        let from = self.text.len().saturating_sub(REACH).max(1);
        let bytes = self.text.as_bytes();
        (from..bytes.len()).filter(move |&at| bytes[at - 1] == b' ' && bytes[at] != b' ')
    }

    fn weigh(&self, at: usize) -> i32 {
        let (head, tail) = (self.text[..at].trim_end(), &self.text[at..]);
        if ends_sentence(head, tail) {
            return 0;
        }
        // "en Datum": the small word still belongs to the sentence.
        let starter = first_word(tail);
        let own = matches!(starter, "ons" | "onze" | "uw" | "Ons" | "Onze" | "Uw");
        if grammar::keeps_open(starter) && !own && !continues_unit(tail) {
            return 0;
        }
        let shape = Shape::of(tail);
        let says_kind = kind(tail, &shape);
        let says = match says_kind {
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
            None if self.signs.near && is_initialed(tail) => 1,
            None if self.signs.near && self.wide && continues_unit(tail) => 2,
            Some(Kind::Labelled(_, false)) | None => return 0,
        };
        let asked = self.is_asked(says_kind, tail);
        let free = asked || matches!(says_kind, Some(Kind::Label(_)));
        let before = Shape::of(head);
        // "Zaaknummer: …", "• Bijlagen": a field or an item of the body.
        let item = before.words < 3 && before.last != Last::Stop;
        let field = before.last == Last::Colon || tail.contains(':');
        if item || field || before.letters < 3 {
            return 0;
        }
        says + self.fits(at, &before)
            + self.grammar(head, &before, tail, &shape, free)
            + 2 * i32::from(asked)
            + 2 * i32::from(self.signs.near)
    }

    /// Whether the tail is a value of the sort that the label above it asks for.
    fn is_asked(&self, says: Option<Kind>, tail: &str) -> bool {
        match self.signs.wanted {
            Some(Label::Date | Label::Deadline) => says == Some(Kind::Date),
            Some(Label::Reference | Label::YourReference | Label::Dossier) => {
                says == Some(Kind::Reference)
            }
            Some(Label::Author | Label::Contact) => is_initialed(tail),
            Some(Label::Phone) => says == Some(Kind::Phone),
            _ => false,
        }
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
    fn grammar(&self, head: &str, before: &Shape, tail: &str, shape: &Shape, free: bool) -> i32 {
        let word = last_word(head);
        let ends = matches!(before.last, Last::Stop | Last::Colon);
        let mut weight = i32::from(ends || (self.signs.goes_on && before.is_open()));
        if !ends && !free && belongs_before(word, shape) {
            weight -= if tail.starts_with(|c: char| c.is_ascii_digit()) {
                3
            } else {
                2
            };
        } else if !ends && grammar::keeps_open(word) {
            weight -= 1;
        }
        // "… het team" / "Directie": a sentence may well end in a word of these.
        if !ends && !self.signs.goes_on && !self.wide {
            weight -= 2;
        }
        weight
    }

    /// Shreds of a label that OCR broke, in a stretch of colofon: "… Tweede Kamer ons k y".
    fn debris(&self) -> Option<usize> {
        if !self.signs.goes_on {
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
        let shape = Shape::of(head);
        let open = shape.is_open() && shape.is_prose() && head.len() > 20;
        (shreds >= 2 && open).then_some(cut)
    }
}

/// The nearest side-column label in the lines above that has no value with it.
fn wanted(lines: &Lines<'_>, at: usize) -> Option<Label> {
    (at.saturating_sub(3)..at).rev().find_map(|above| {
        let line = &lines.all[above];
        let tail = &lines.raw[line.tail as usize..line.end as usize];
        let says = match line.role {
            Role::Colofon => line.kind,
            _ if tail.is_empty() => None,
            _ => kind(tail, &Shape::of(tail)),
        };
        match says {
            Some(Kind::Label(label)) => Some(label),
            _ => None,
        }
    })
}

/// A label of the sort that a side column has.
pub(super) fn is_side_label(kind: Kind) -> bool {
    matches!(
        kind,
        Kind::Label(
            Label::Date
                | Label::Reference
                | Label::YourReference
                | Label::Contact
                | Label::Author
                | Label::Unit
                | Label::Project
                | Label::Phone
                | Label::OfficeAddress
                | Label::Annexes
        )
    )
}

/// `J. Terpstra`, `S.M. van den Aldenkamp`: what stands under Auteur or Contactpersoon.
pub(super) fn is_initialed(tail: &str) -> bool {
    let mut words = tail.split(' ');
    let initials = words.next().unwrap_or("");
    let first = initials.len() >= 2
        && initials.ends_with('.')
        && initials
            .as_bytes()
            .chunks(2)
            .all(|pair| pair[0].is_ascii_uppercase() && pair.get(1) == Some(&b'.'));
    let mut named = false;
    let rest = words.all(|word| {
        named |= word.starts_with(char::is_uppercase);
        word.starts_with(char::is_uppercase)
            || matches!(word, "van" | "de" | "der" | "den" | "ter" | "ten")
    });
    first && rest && named && tail.len() <= 40
}

/// `en Visserij`: the second line of a unit.
pub(super) fn continues_unit(tail: &str) -> bool {
    let Some((small, rest)) = tail.split_once(' ') else {
        return false;
    };
    matches!(small, "en" | "van" | "voor")
        && rest.starts_with(char::is_uppercase)
        && !rest.contains(' ')
        && kind(rest, &Shape::of(rest)).is_none()
}

/// A side column has no full stops, and does not close brackets or lists of the body.
fn ends_sentence(head: &str, tail: &str) -> bool {
    (tail.contains(')') && !tail.contains('(')) || head.ends_with([',', '(', '/', '-', '–', '&'])
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
