//! The text of the pages, in the order in which it is painted and in the order in which it is read.

use super::hunt::Hunt;
use super::place::Place;
use crate::layout;
use crate::matching::{Needle, folded};
use crate::model::{Content, Glyph, GlyphPage, GlyphRange, RawSpan, Rect};
use std::ops::Range;

/// Values of fewer letters are not sought over the end of a line.
const SHORTEST: usize = 3;

/// Seeks the values on the pages.
pub(super) fn seek(pages: Vec<GlyphPage>, kept: &[(u32, Rect)], hunt: &mut Hunt<'_>) {
    let mut kept = kept.to_vec();
    kept.sort_by_key(|k| k.0);
    let places: Vec<PagePlaces<'_>> = pages.iter().map(|p| PagePlaces::new(p, &kept)).collect();
    for (page, places) in pages.iter().zip(&places) {
        if hunt.is_done() {
            return;
        }
        let painted = Painted::new(page);
        painted.seek(places, hunt);
    }
    let (laid, _) = layout::lay_out(Content::Glyphs(pages));
    hunt.words(&laid.raw, |needle, range| {
        if is_chance(needle, &laid.raw[range.clone()]) {
            return None;
        }
        let mut glyphs = laid.glyphs_of(RawSpan::new(range.start, range.end));
        let first = *glyphs.next()?;
        let of = |page: u32| places.get(page as usize);
        let fine = |g: &GlyphRange| of(g.page).is_some_and(|p| p.is_kept(g.glyph));
        let here = of(first.page)?;
        (!(fine(&first) && glyphs.all(fine))).then(|| here.place(first.glyph))
    });
}

/// Whether letters that stand far apart are two letters by chance: those of a frame, say.
fn is_chance(needle: &Needle, text: &str) -> bool {
    text.contains('\n') && folded(needle.value()).len() < SHORTEST
}

/// Where the glyphs of a page stand.
struct PagePlaces<'k> {
    number: u32,
    rects: Vec<Rect>,
    kept: &'k [(u32, Rect)],
}

impl<'k> PagePlaces<'k> {
    fn new(page: &GlyphPage, kept: &'k [(u32, Rect)]) -> Self {
        let from = kept.partition_point(|k| k.0 < page.number);
        let to = kept.partition_point(|k| k.0 <= page.number);
        Self {
            number: page.number,
            rects: page.glyphs.iter().map(|g| g.rect).collect(),
            kept: &kept[from..to],
        }
    }

    fn is_kept(&self, glyph: u32) -> bool {
        self.rects.get(glyph as usize).is_some_and(|r| {
            let (x, y) = (f32::midpoint(r.x0, r.x1), f32::midpoint(r.y0, r.y1));
            let holds = |k: &Rect| k.x0 <= x && x <= k.x1 && k.y0 <= y && y <= k.y1;
            self.kept.iter().any(|(_, k)| holds(k))
        })
    }

    fn place(&self, glyph: u32) -> Place {
        Place::Page(self.number, self.rects.get(glyph as usize).copied())
    }
}

/// The text of a page in the order in which it is painted.
#[derive(Default)]
struct Painted {
    /// With spaces and line ends where the glyphs stand apart.
    text: String,
    /// Without.
    glued: String,
    /// Where each glyph begins in `text` and in `glued`.
    starts: Vec<(usize, usize)>,
}

impl Painted {
    fn new(page: &GlyphPage) -> Self {
        let mut out = Self::default();
        let mut last: Option<&Glyph> = None;
        for glyph in &page.glyphs {
            if let Some(between) = last.and_then(|last| between(last, glyph)) {
                out.text.push(between);
            }
            out.starts.push((out.text.len(), out.glued.len()));
            out.text.push_str(&glyph.unicode);
            out.glued
                .extend(glyph.unicode.chars().filter(|c| c.is_alphanumeric()));
            last = Some(glyph);
        }
        out
    }

    /// Whether the word before a glyph goes on with it.
    fn goes_on(&self, glyph: u32) -> bool {
        let next = self.starts.get(glyph as usize);
        next.is_some_and(|s| {
            let apart = self.text[..s.0].ends_with(|c: char| !c.is_alphanumeric());
            !apart && self.text[s.0..].starts_with(char::is_lowercase)
        })
    }

    fn seek(&self, page: &PagePlaces<'_>, hunt: &mut Hunt<'_>) {
        let judge = |range: Range<usize>, glued: bool| {
            let start = |s: &(usize, usize)| if glued { s.1 } else { s.0 };
            let to = self.starts.partition_point(|s| start(s) < range.end);
            let from = self.starts[..to]
                .partition_point(|s| start(s) <= range.start)
                .saturating_sub(1);
            let (from, to) = (from as u32, to as u32);
            let fine = from < to && (from..to).all(|g| page.is_kept(g));
            let fine = fine || glued && self.goes_on(to);
            (!fine).then(|| page.place(from))
        };
        hunt.words(&self.text, |needle, range| {
            let chance = is_chance(needle, &self.text[range.clone()]);
            if chance { None } else { judge(range, false) }
        });
        hunt.glued(&self.glued, |_, range| judge(range, true));
    }
}

/// What stands between two glyphs that are painted one after the other.
pub(super) fn between(last: &Glyph, next: &Glyph) -> Option<char> {
    let (sin, cos) = if last.angle == 0.0 {
        (0.0, 1.0)
    } else {
        last.angle.to_radians().sin_cos()
    };
    let (dx, dy) = (next.origin.0 - last.origin.0, next.origin.1 - last.origin.1);
    let along = dx * cos + dy * sin;
    let across = dy * cos - dx * sin;
    if across.abs() > last.size * 0.5 || (last.angle - next.angle).abs() > 1.0 {
        return Some('\n');
    }
    let gap = along - last.advance;
    (gap.abs() > last.space * 0.4).then_some(' ')
}
