//! The pages as they will be. What is said of a redacted file (its headings, the order in which it
//! is read, its title) is read from these: read from the pages as they were, it would depend on
//! what went, for a longer name makes a longer line.

use super::line::is_shown;
use super::{reading, reflow};
use crate::model::{Blackout, Carrier, Fate, Glyph, GlyphPage, Laid, PageBlackout, RedactionBox};
use std::sync::Arc;

/// What the glyphs of [`after`] were.
#[derive(Debug)]
pub struct After {
    /// For each page and glyph.
    origins: Vec<Vec<Origin>>,
}

#[derive(Clone, Copy, Debug)]
enum Origin {
    /// A glyph of the page as it was.
    Glyph(u32),
    /// A box of the blackout.
    Box(u32),
}

/// The pages that a reader of the redacted file sees, with labels in the place of boxes.
#[must_use]
pub fn after(pages: &[GlyphPage], blackout: &Blackout) -> (Vec<GlyphPage>, After) {
    let both = pages.iter().zip(&blackout.pages);
    let (pages, origins) = both.map(|(page, plan)| page_after(page, plan)).unzip();
    (pages, After { origins })
}

impl After {
    /// Says what is read where, by the layout of these pages.
    pub fn read_as(&self, laid: &Laid, pages: &[GlyphPage], blackout: &mut Blackout) {
        let reading = reading::of(laid, pages);
        blackout.elements = reading.elements;
        for ((plan, origins), places) in blackout
            .pages
            .iter_mut()
            .zip(&self.origins)
            .zip(reading.places)
        {
            plan.places = vec![None; plan.fates.len()];
            for (origin, place) in origins.iter().zip(places) {
                match *origin {
                    Origin::Glyph(at) => plan.places[at as usize] = place,
                    Origin::Box(at) => plan.boxes[at as usize].place = place,
                }
            }
        }
    }
}

fn page_after(page: &GlyphPage, plan: &PageBlackout) -> (GlyphPage, Vec<Origin>) {
    let mut glyphs = Vec::with_capacity(page.glyphs.len());
    let mut origins = Vec::with_capacity(page.glyphs.len());
    for ((at, glyph), fate) in (0..).zip(&page.glyphs).zip(&plan.fates) {
        let shown = is_shown(page, glyph).then(|| moved(glyph, *fate));
        if let Some(moved) = shown.flatten() {
            glyphs.push(moved);
            origins.push(Origin::Glyph(at));
        }
    }
    for (at, of) in (0..).zip(&plan.boxes) {
        glyphs.push(label(of, glyphs.len() as u32));
        origins.push(Origin::Box(at));
    }
    let after = GlyphPage {
        glyphs,
        duplicates: Vec::new(),
        paints: Vec::new(),
        ..*page
    };
    (after, origins)
}

fn moved(glyph: &Glyph, fate: Fate) -> Option<Glyph> {
    let shift = fate.shift(glyph)?;
    let mut out = glyph.clone();
    out.rect = out.rect.shifted(shift);
    if let Fate::Moves { x, y } = fate {
        out.origin = (x, y);
    }
    Some(out)
}

/// A box, read as a word on the line it stands on.
fn label(of: &RedactionBox, nth: u32) -> Glyph {
    let size = of.height / reflow::HEIGHT;
    let (sin, cos) = of.angle.to_radians().sin_cos();
    let rise = reflow::BELOW * size;
    Glyph {
        unicode: Arc::from(of.label.as_str()),
        rect: of.bounds(),
        origin: (of.corner.0 + sin * rise, of.corner.1 - cos * rise),
        angle: of.angle,
        size,
        space: 0.25 * size,
        advance: of.width,
        rgb: [0; 3],
        nth,
        bold: false,
        invisible: false,
        carrier: Carrier::Page,
    }
}
