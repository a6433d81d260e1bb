//! Values that glyphs still spell where the plan does not reach: text in another order than it is
//! read in, split, spaced out, or given by hand.

use super::gone::Gone;
use super::{Order, Why};
use crate::matching::{Needle, Needles, fold, folded};
use crate::model::{GlyphPage, Kind};
use aho_corasick::AhoCorasick;
use std::cell::OnceCell;
use std::ops::Range;

/// A value of so many folded letters is found within words, and with blanks between its letters.
const LONG: usize = 8;

/// Text spelled by glyphs, with the glyph of each byte.
#[derive(Default)]
pub(super) struct Spelled {
    text: String,
    /// For each byte the page and glyph; none for blanks put between.
    glyphs: Vec<Option<(u32, u32)>>,
    /// Its letters, made when they are first asked for.
    letters: OnceCell<Letters>,
}

impl Spelled {
    fn push(&mut self, text: &str, glyph: Option<(u32, u32)>) {
        self.text.push_str(text);
        self.glyphs.resize(self.text.len(), glyph);
    }

    /// As it was read, all pages.
    fn as_read(order: &Order<'_>) -> Self {
        let mut glyphs = vec![None; order.laid.raw.len()];
        for range in &order.laid.glyphs {
            let range = (
                range.start as usize..range.end as usize,
                range.page,
                range.glyph,
            );
            if let Some(bytes) = glyphs.get_mut(range.0) {
                bytes.fill(Some((range.1, range.2)));
            }
        }
        Self {
            text: order.laid.raw.clone(),
            glyphs,
            letters: OnceCell::new(),
        }
    }

    /// As it is painted on one page.
    fn as_painted(index: usize, page: &GlyphPage) -> Self {
        let mut spelled = Self::default();
        let mut pen: Option<(f32, f32)> = None;
        for (i, glyph) in page.glyphs.iter().enumerate() {
            let (x, y) = glyph.origin;
            let joined =
                pen.is_some_and(|(px, py)| distance(x - px, y - py) < 0.12 * glyph.size.max(0.1));
            if !joined {
                spelled.push(" ", None);
            }
            spelled.push(&glyph.unicode, Some((index as u32, i as u32)));
            let (sin, cos) = if glyph.angle == 0.0 {
                (0.0, 1.0)
            } else {
                glyph.angle.to_radians().sin_cos()
            };
            pen = Some((x + cos * glyph.advance, y + sin * glyph.advance));
        }
        spelled
    }

    fn letters(&self) -> &Letters {
        self.letters.get_or_init(|| Letters::of(&self.text))
    }

    fn of(&self, range: Range<usize>) -> impl Iterator<Item = (usize, usize)> + '_ {
        self.glyphs[range]
            .iter()
            .flatten()
            .map(|&(page, glyph)| (page as usize, glyph as usize))
    }
}

/// How far apart; on a line that is plain.
fn distance(x: f32, y: f32) -> f32 {
    if y == 0.0 { x.abs() } else { x.hypot(y) }
}

/// Letters alone, folded, with the place of each in the text.
struct Letters {
    folded: Vec<u8>,
    at: Vec<u32>,
}

impl Letters {
    fn of(text: &str) -> Self {
        let mut letters = Self {
            folded: Vec::with_capacity(text.len()),
            at: Vec::with_capacity(text.len()),
        };
        for (at, c) in text.char_indices() {
            fold(c, |byte| {
                letters.folded.push(byte);
                letters.at.push(at as u32);
            });
        }
        letters
    }

    /// The ranges of the text that spell one of the values, wherever words begin.
    fn find(&self, text: &str, values: &AhoCorasick, mut found: impl FnMut(Range<usize>)) {
        for hit in values.find_overlapping_iter(&self.folded) {
            let start = self.at[hit.start()] as usize;
            let last = self.at[hit.end() - 1] as usize;
            let end = last + text[last..].chars().next().map_or(0, char::len_utf8);
            found(start..end);
        }
    }
}

/// The values that are long enough to be found within words.
fn long<'a>(values: impl Iterator<Item = &'a str>) -> Option<AhoCorasick> {
    let long: Vec<Vec<u8>> = values.map(folded).filter(|v| v.len() >= LONG).collect();
    if long.is_empty() {
        return None;
    }
    AhoCorasick::new(long).ok()
}

/// Everything that the glyphs spell, in each order.
pub(super) fn spellings(order: &Order<'_>) -> Vec<Spelled> {
    let pages = order.pages.iter().enumerate();
    std::iter::once(Spelled::as_read(order))
        .chain(pages.map(|(i, page)| Spelled::as_painted(i, page)))
        .collect()
}

/// Takes out what spells a value and is not kept there.
pub(super) fn values(
    order: &Order<'_>,
    spellings: &[Spelled],
    kept: &[Vec<bool>],
    gone: &mut Gone,
) {
    let own = Needles::new(order.plan.values().to_vec());
    let long = long(order.plan.values().iter().map(Needle::value));
    let mut why = None;
    for spelled in spellings {
        let mut found: Vec<Range<usize>> = Vec::new();
        let mut note = |_: &Needle, range: Range<usize>| {
            found.push(range);
            true
        };
        own.find(&spelled.text, &mut note);
        order
            .values
            .iter()
            .for_each(|v| v.find(&spelled.text, &mut note));
        if let Some(long) = &long {
            // Within words chance finds too much: "waarbij Omer" is no I. Omer.
            let mut whole = |range: Range<usize>| {
                if is_whole(&spelled.text, &range) {
                    found.push(range);
                }
            };
            spelled.letters().find(&spelled.text, long, &mut whole);
        }
        for range in found {
            let is_kept = |(page, glyph): (usize, usize)| kept[page][glyph];
            if spelled.of(range.clone()).all(is_kept) {
                continue;
            }
            take(spelled, range, None, &mut why, order, gone);
        }
    }
}

/// Whether a range begins and ends where words do.
fn is_whole(text: &str, range: &Range<usize>) -> bool {
    !text[..range.start].ends_with(char::is_alphanumeric)
        && !text[range.end..].starts_with(char::is_alphanumeric)
}

/// Takes out every phrase that was given, kept or not.
pub(super) fn phrases(order: &Order<'_>, spellings: &[Spelled], gone: &mut Gone) {
    // In the order of their grounds, so that what is sought at once goes for one reason.
    let mut grounds: Vec<&str> = order
        .given
        .phrases
        .iter()
        .map(|p| p.ground.as_str())
        .collect();
    grounds.sort_unstable();
    grounds.dedup();
    for ground in grounds {
        let phrases = order.given.phrases.iter().filter(|p| p.ground == ground);
        let phrases: Vec<&str> = phrases.map(|p| p.text.as_str()).collect();
        let needle = |text: &&str| Needle::any_form(Kind::Person, text);
        let needles = Needles::new(phrases.iter().map(needle).collect());
        let long = long(phrases.into_iter());
        let mut why = None;
        for spelled in spellings {
            let mut found = Vec::new();
            needles.find(&spelled.text, |_, range| {
                found.push(range);
                true
            });
            if let Some(long) = &long {
                spelled
                    .letters()
                    .find(&spelled.text, long, |range| found.push(range));
            }
            for range in found {
                take(spelled, range, Some(ground), &mut why, order, gone);
            }
        }
    }
}

/// Marks the glyphs of a range that do not go yet.
fn take(
    spelled: &Spelled,
    range: Range<usize>,
    ground: Option<&str>,
    why: &mut Option<u32>,
    order: &Order<'_>,
    gone: &mut Gone,
) {
    let stays = |gone: &Gone, (page, glyph): (usize, usize)| gone.pages[page][glyph].is_none();
    if !spelled.of(range.clone()).any(|at| stays(gone, at)) {
        return;
    }
    // The reason of what went already in this place, or else one for all.
    let known = spelled
        .of(range.clone())
        .find_map(|(page, glyph)| gone.pages[page][glyph]);
    let reason = known.unwrap_or_else(|| {
        *why.get_or_insert_with(|| {
            let kind = Kind::Person;
            let ground = ground.map_or_else(|| order.policy.ground(kind, None), str::to_owned);
            gone.why(Why::on_ground(&ground, false))
        })
    });
    for (page, glyph) in spelled.of(range) {
        gone.pages[page][glyph].get_or_insert(reason);
    }
}
