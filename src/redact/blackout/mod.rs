//! From what is taken out of the text to what is taken out of the pages: which glyphs go, which
//! move up, and the boxes in their place.
//!
//! [`gone`] finds the glyphs of a plan; [`seek`] finds those that still spell a value, in whatever
//! order they are painted; [`line`] and [`reflow`] close the gap on a line, so that it tells nothing
//! of what stood there; [`after`] gives the pages as they will be, and [`reading`] says what is read
//! where on them.

mod after;
mod given;
mod gone;
mod line;
mod reading;
mod reflow;
mod seek;
mod signatures;

#[cfg(test)]
mod tests;

pub use after::{After, after};
pub use given::{Given, GivenError, Phrase, Region};

use super::{Plan, Policy};
use crate::lexicon::grounds;
use crate::matching::Needles;
use crate::model::{
    Blackout, Clean, Fate, GlyphPage, Kind, Laid, PageBlackout, Rect, RedactionBox,
};
use gone::Gone;

/// What a blackout is made from.
#[derive(Clone, Copy)]
pub struct Order<'a> {
    /// The pages as they were read.
    pub pages: &'a [GlyphPage],
    /// In reading order.
    pub laid: &'a Laid,
    /// Repaired.
    pub clean: &'a Clean,
    /// What is taken out of the text.
    pub plan: &'a Plan,
    /// Values that go wherever they stand, unless they are kept there.
    pub values: &'a [&'a Needles],
    /// What a person gave.
    pub given: &'a Given,
    /// The policy in force.
    pub policy: &'a Policy,
}

/// A blackout, and what was kept on purpose: where a value may still stand.
#[derive(Debug)]
pub struct Drawn {
    /// What becomes of the pages.
    pub blackout: Blackout,
    /// The places of what the plan keeps, as they stand afterwards, by page number from 1.
    pub kept: Vec<(u32, Rect)>,
}

/// Why something goes, so far as it is shown.
#[derive(Clone, PartialEq, Eq, Debug)]
struct Why {
    label: String,
    alt: String,
    review: bool,
    /// It goes by place: one box covers all of it.
    by_place: bool,
}

impl Why {
    fn on_ground(ground: &str, review: bool) -> Self {
        Self {
            label: ground.to_owned(),
            alt: format!("Gelakt: {}", grounds::spoken(ground)),
            review,
            by_place: false,
        }
    }

    /// What looks like a signature or paraaf written by hand.
    fn signed() -> Self {
        Self {
            by_place: true,
            ..Self::on_ground(Policy::default_ground(Kind::Signature), true)
        }
    }

    /// A page that nobody could read.
    fn unread() -> Self {
        Self {
            label: "niet gelezen".to_owned(),
            alt: "Gelakt: deze pagina is een beeld zonder tekst en kon niet worden beoordeeld"
                .to_owned(),
            review: true,
            by_place: true,
        }
    }
}

/// Makes the blackout of a document. Where what is read follows: [`After::read_as`].
#[must_use]
pub fn blackout(order: &Order<'_>) -> Drawn {
    let mut gone = Gone::of_plan(order);
    gone.give(order.pages, order.given);
    let kept = gone::kept(order);
    let spellings = seek::spellings(order);
    seek::values(order, &spellings, &kept, &mut gone);
    seek::phrases(order, &spellings, &mut gone);
    drop(spellings);
    gone.sign(signatures::find(order.pages));
    let pages = order.pages.iter().enumerate();
    let blackout = Blackout {
        pages: pages
            .map(|(index, page)| page_of(order, page, index, &gone))
            .collect(),
        elements: Vec::new(),
    };
    let kept = rects_after(order.pages, &blackout, &kept);
    Drawn { blackout, kept }
}

fn page_of(order: &Order<'_>, page: &GlyphPage, index: usize, gone: &Gone) -> PageBlackout {
    let mut out = PageBlackout {
        fates: vec![Fate::Stays; page.glyphs.len()],
        places: vec![None; page.glyphs.len()],
        ..PageBlackout::default()
    };
    for (fate, why) in out.fates.iter_mut().zip(&gone.pages[index]) {
        if why.is_some() {
            *fate = Fate::Goes;
        }
    }
    let on_line = |why: &u32| !gone.whys[*why as usize].by_place;
    let goes: Vec<Option<u32>> = gone.pages[index]
        .iter()
        .map(|w| w.filter(on_line))
        .collect();
    reflow::close(page, &goes, &gone.whys, &mut out);
    // Text that somebody meant to hide by painting over it: nobody sees it, everybody can copy it.
    for glyph in crate::pdf::covered::covered(page) {
        out.covered += u32::from(out.fates[glyph as usize] != Fate::Goes);
        out.fates[glyph as usize] = Fate::Goes;
    }
    for (rect, why) in &gone.regions[index] {
        out.boxes
            .push(reflow::over(*rect, &gone.whys[*why as usize]));
    }
    under_boxes(page, &mut out);
    // Who marks a region on a page has looked at it.
    if page.unread && !order.given.keep_unread && !order.given.looks_at(page.number) {
        out.withheld = true;
        let whole = Rect {
            x0: 0.0,
            y0: 0.0,
            x1: page.width,
            y1: page.height,
        };
        out.fates.fill(Fate::Goes);
        out.boxes = vec![reflow::over(whole, &Why::unread())];
    }
    out
}

/// What would stand under a box goes too: text that can be copied from under a box is what others
/// find in redacted files.
fn under_boxes(page: &GlyphPage, out: &mut PageBlackout) {
    let bounds: Vec<Rect> = out.boxes.iter().map(core).collect();
    if bounds.is_empty() {
        return;
    }
    for (glyph, fate) in page.glyphs.iter().zip(&mut out.fates) {
        let Some((dx, dy)) = fate.shift(glyph) else {
            continue;
        };
        let r = &glyph.rect;
        let (x, y) = ((r.x0 + r.x1) / 2.0 + dx, (r.y0 + r.y1) / 2.0 + dy);
        let inside = |b: &Rect| b.x0 < x && x < b.x1 && b.y0 < y && y < b.y1;
        if bounds.iter().any(inside) {
            *fate = Fate::Goes;
        }
    }
}

/// What a box is meant to cover: over an image it is wider, for text drifts from its image.
fn core(of: &RedactionBox) -> Rect {
    let r = of.bounds();
    let drift = if of.burn {
        reflow::DRIFT * of.height / reflow::HEIGHT
    } else {
        0.0
    };
    let (x, y) = if of.angle.abs() == 90.0 {
        (0.0, drift)
    } else {
        (drift, 0.0)
    };
    Rect {
        x0: r.x0 + x,
        y0: r.y0 + y,
        x1: r.x1 - x,
        y1: r.y1 - y,
    }
}

/// Where kept glyphs stand afterwards.
fn rects_after(pages: &[GlyphPage], blackout: &Blackout, kept: &[Vec<bool>]) -> Vec<(u32, Rect)> {
    let mut out = Vec::new();
    for (index, page) in pages.iter().enumerate() {
        for (i, glyph) in page
            .glyphs
            .iter()
            .enumerate()
            .filter(|(i, _)| kept[index][*i])
        {
            if let Some(shift) = blackout.pages[index].fates[i].shift(glyph) {
                out.push((page.number, glyph.rect.shifted(shift)));
            }
        }
    }
    out
}
