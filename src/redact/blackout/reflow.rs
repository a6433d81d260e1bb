//! Closes the gap that a redaction leaves on its line. A gap as wide as a name tells which name it
//! was; so each box has the width of its label alone, and what stands behind it on the line is set
//! anew from the end of the box: letters by the widths of their font, words one blank apart.
//!
//! Where text lies invisible over the image of a page, nothing can move: the box covers the image of
//! what goes, widened to the gaps beside it.

use super::Why;
use super::line::{Stand, Stretch, is_blank, stretches};
use crate::model::{Fate, Glyph, GlyphPage, PageBlackout, Rect, RedactionBox};

/// A gap from here on, in ems, parts words.
const WORDS: f32 = 0.12;
/// How far a gap between words may be from a blank, in ems, before a line counts as justified.
const JUSTIFIED: f32 = 0.03;
/// Small shifts between letters (kerning) are kept to this part of an em.
const KERN: f32 = 0.01;
/// The least width of a box, in ems.
const LEAST: f32 = 1.2;
/// What a letter of a label takes of a box, in ems, and what the box has besides.
const LETTER: f32 = 0.34;
const BORDER: f32 = 0.4;
/// How far a box reaches below and above the baseline, in ems.
pub(super) const BELOW: f32 = 0.24;
const ABOVE: f32 = 0.84;
/// How high it is, in ems.
pub(super) const HEIGHT: f32 = BELOW + ABOVE;
/// The same over an image: there letters may stand a little off from their text.
const BELOW_IMAGE: f32 = 0.32;
const ABOVE_IMAGE: f32 = 0.95;
/// How far text over an image may stand beside what it is read from, in ems.
pub(super) const DRIFT: f32 = 0.35;
/// How far a box over an image reaches to either side at most, in ems, besides.
const ASIDE: f32 = 0.25;

/// Decides on all lines of a page of which something goes.
pub(super) fn close(page: &GlyphPage, goes: &[Option<u32>], whys: &[Why], out: &mut PageBlackout) {
    for stretch in stretches(page, goes) {
        let line = Line {
            page,
            stretch: &stretch,
            goes,
            whys,
        };
        let parts = line.parts();
        line.erase(&parts, out);
        let invisible =
            |p: &Part| matches!(p, Part::Gap { from, .. } if line.glyph(*from).invisible);
        if parts.iter().any(invisible) {
            line.cover(&parts, out);
        } else {
            line.set(&parts, out);
        }
    }
}

/// The box over a rectangle of which everything goes.
pub(super) fn over(rect: Rect, why: &Why) -> RedactionBox {
    RedactionBox {
        corner: (rect.x0, rect.y1),
        width: rect.x1 - rect.x0,
        height: rect.y1 - rect.y0,
        angle: 0.0,
        label: why.label.clone(),
        alt: why.alt.clone(),
        review: why.review,
        burn: true,
        place: None,
    }
}

/// Pieces of a line, as indices into its stands.
#[derive(Clone, Copy, Debug)]
enum Part {
    /// A glyph that stays.
    Glyph(usize),
    /// A run of glyphs that go, for one reason.
    Gap { from: usize, to: usize, why: u32 },
}

struct Line<'a> {
    page: &'a GlyphPage,
    stretch: &'a Stretch,
    goes: &'a [Option<u32>],
    whys: &'a [Why],
}

impl Line<'_> {
    fn stand(&self, at: usize) -> &Stand {
        &self.stretch.stands[at]
    }

    fn glyph(&self, at: usize) -> &Glyph {
        &self.page.glyphs[self.stand(at).glyph as usize]
    }

    fn why(&self, at: usize) -> Option<u32> {
        self.goes[self.stand(at).glyph as usize]
    }

    fn end(&self, at: usize) -> f32 {
        self.stand(at).along + self.glyph(at).advance
    }

    /// Glyphs and gaps in order. Blanks within one redaction are of the gap.
    fn parts(&self) -> Vec<Part> {
        let mut parts = Vec::new();
        let mut at = 0;
        while at < self.stretch.stands.len() {
            let Some(why) = self.why(at) else {
                parts.push(Part::Glyph(at));
                at += 1;
                continue;
            };
            let from = at;
            let mut to = at + 1;
            for next in at + 1..self.stretch.stands.len() {
                if self.why(next) == Some(why) {
                    to = next + 1;
                } else if !is_blank(self.glyph(next)) || self.why(next).is_some() {
                    break;
                }
            }
            parts.push(Part::Gap { from, to, why });
            at = to;
        }
        parts
    }

    /// Underlines and tints of exactly what goes would tell its width: they go with it.
    fn erase(&self, parts: &[Part], out: &mut PageBlackout) {
        for part in parts {
            if let Part::Gap { from, to, .. } = *part {
                let rects = (from..to).map(|at| self.glyph(at).rect);
                if let Some(rect) = rects.reduce(united) {
                    let grown = 0.2 * self.glyph(from).size + 1.0;
                    out.erased.push(Rect {
                        x0: rect.x0 - grown,
                        y0: rect.y0 - grown,
                        x1: rect.x1 + grown,
                        y1: rect.y1 + grown,
                    });
                }
            }
        }
    }

    /// Sets the line anew around its boxes.
    fn set(&self, parts: &[Part], out: &mut PageBlackout) {
        let begin = if self.is_justified() {
            0
        } else {
            parts
                .iter()
                .position(|p| matches!(p, Part::Gap { .. }))
                .unwrap_or(0)
        };
        let end = self.walk(&parts[begin..], begin, None, &mut |_| {});
        let boxes = parts
            .iter()
            .filter(|p| matches!(p, Part::Gap { .. }))
            .count() as f32;
        let over = end - self.room();
        let narrower = (over > 0.0).then_some(over / boxes);
        self.walk(
            &parts[begin..],
            begin,
            narrower,
            &mut |placed| match placed {
                Placed::Glyph { at, along } => {
                    let stand = self.stand(at);
                    let (x, y) = self.stretch.direction.page(along, stand.below);
                    out.fates[stand.glyph as usize] = Fate::Moves { x, y };
                }
                Placed::Box {
                    from,
                    why,
                    along,
                    width,
                } => {
                    let below = self.stand(from).below + BELOW * self.glyph(from).size;
                    let redaction = RedactionBox {
                        corner: self.stretch.direction.page(along, below),
                        width,
                        height: HEIGHT * self.glyph(from).size,
                        angle: self.stretch.direction.degrees,
                        label: self.whys[why as usize].label.clone(),
                        alt: self.whys[why as usize].alt.clone(),
                        review: self.whys[why as usize].review,
                        burn: false,
                        place: None,
                    };
                    out.boxes.push(redaction);
                }
            },
        );
        // Blanks within a gap go with it.
        for part in parts {
            if let Part::Gap { from, to, .. } = *part {
                for at in from..to {
                    out.fates[self.stand(at).glyph as usize] = Fate::Goes;
                }
            }
        }
    }

    /// Walks along the parts and tells where each comes to stand; gives the end.
    fn walk(
        &self,
        parts: &[Part],
        begin: usize,
        narrower: Option<f32>,
        tell: &mut dyn FnMut(Placed),
    ) -> f32 {
        let mut pen = self.start(parts, begin);
        let mut last: Option<Part> = None;
        for part in parts {
            if let Some(last) = last {
                pen += self.gap(last, *part);
            }
            match *part {
                Part::Glyph(at) => {
                    tell(Placed::Glyph { at, along: pen });
                    pen += self.glyph(at).advance;
                }
                Part::Gap { from, why, .. } => {
                    let width = self.width(from, why, narrower);
                    tell(Placed::Box {
                        from,
                        why,
                        along: pen,
                        width,
                    });
                    pen += width;
                }
            }
            last = Some(*part);
        }
        pen
    }

    /// Where the first part stands: what is kerned to the letter before it is not.
    fn start(&self, parts: &[Part], begin: usize) -> f32 {
        let at = match parts.first() {
            Some(Part::Glyph(at) | Part::Gap { from: at, .. }) => *at,
            None => return 0.0,
        };
        let along = self.stand(at).along;
        // The glyphs before it are all parts of their own.
        let Some(before) = begin.checked_sub(1).filter(|&b| b < at) else {
            return along;
        };
        let end = self.end(before);
        if (along - end).abs() < WORDS * self.glyph(at).size {
            end
        } else {
            along
        }
    }

    /// The gap between two parts that are set anew.
    fn gap(&self, last: Part, next: Part) -> f32 {
        let (a, b) = match (last, next) {
            (
                Part::Glyph(a) | Part::Gap { to: a, .. },
                Part::Glyph(b) | Part::Gap { from: b, .. },
            ) => (
                if matches!(last, Part::Gap { .. }) {
                    a - 1
                } else {
                    a
                },
                b,
            ),
        };
        let size = self.glyph(b).size;
        let gap = self.stand(b).along - self.end(a);
        let beside_blank = is_blank(self.glyph(a)) || is_blank(self.glyph(b));
        let boxed = matches!(last, Part::Gap { .. }) || matches!(next, Part::Gap { .. });
        if beside_blank {
            0.0
        } else if gap >= WORDS * size {
            self.glyph(b).space
        } else if boxed {
            0.05 * size
        } else {
            (gap / (KERN * size)).round() * (KERN * size)
        }
    }

    fn width(&self, from: usize, why: u32, narrower: Option<f32>) -> f32 {
        let size = self.glyph(from).size;
        let letters = self.whys[why as usize].label.chars().count() as f32;
        let width = size * (letters * LETTER + BORDER);
        (width - narrower.unwrap_or(0.0)).max((LEAST * size).min(width))
    }

    /// How far the line may reach: to the next column, or the edge of the page.
    fn room(&self) -> f32 {
        let size = self.glyph(0).size;
        let edge = match self.stretch.direction.degrees as i32 {
            0 => self.page.width - size,
            _ => f32::INFINITY,
        };
        self.stretch
            .next
            .map_or(edge, |next| (next - 0.3 * size).min(edge))
    }

    /// Whether its words are set farther apart, or closer, than a blank is wide.
    fn is_justified(&self) -> bool {
        let stands = &self.stretch.stands;
        let mut at = 0;
        while at + 1 < stands.len() {
            let before = at;
            at += 1;
            while at + 1 < stands.len() && is_blank(self.glyph(at)) {
                at += 1;
            }
            let touched = (before..=at).any(|i| self.why(i).is_some());
            let size = self.glyph(at).size;
            let gap = self.stand(at).along - self.end(before);
            if touched || gap < WORDS * size {
                continue;
            }
            let blanks: f32 = (before + 1..at).map(|i| self.glyph(i).advance).sum();
            let natural = if blanks > 0.0 {
                blanks
            } else {
                self.glyph(at).space
            };
            if (gap - natural).abs() > JUSTIFIED * size {
                return true;
            }
        }
        false
    }

    /// Covers what goes where it stands.
    fn cover(&self, parts: &[Part], out: &mut PageBlackout) {
        for (n, part) in parts.iter().enumerate() {
            let Part::Gap { from, to, why } = *part else {
                continue;
            };
            let size = (from..to).map(|at| self.glyph(at).size).fold(0.0, f32::max);
            let start = self.stand(from).along;
            let end = (from..to).map(|at| self.end(at)).fold(start, f32::max);
            let before = self
                .beside(&parts[..n], true)
                .map_or(ASIDE * size, |e| start - e);
            let behind = self
                .beside(&parts[n + 1..], false)
                .map_or(ASIDE * size, |s| s - end);
            let aside = |gap: f32| (0.6 * gap).clamp(0.0, ASIDE * size);
            // Text over an image drifts from it: what is covered of a letter beside a name is no loss
            // against what is left of the name.
            let drift = DRIFT * size;
            let (start, end) = (start - aside(before) - drift, end + aside(behind) + drift);
            let below = (from..to)
                .map(|at| self.stand(at).below)
                .fold(f32::NEG_INFINITY, f32::max);
            let why = &self.whys[why as usize];
            out.boxes.push(RedactionBox {
                corner: self
                    .stretch
                    .direction
                    .page(start, below + BELOW_IMAGE * size),
                width: end - start,
                height: (BELOW_IMAGE + ABOVE_IMAGE) * size,
                angle: self.stretch.direction.degrees,
                label: why.label.clone(),
                alt: why.alt.clone(),
                review: why.review,
                burn: true,
                place: None,
            });
        }
    }

    /// The end of the last visible part, or the start of the first.
    fn beside(&self, parts: &[Part], last: bool) -> Option<f32> {
        let visible = |p: &&Part| match p {
            Part::Glyph(at) => !is_blank(self.glyph(*at)),
            Part::Gap { .. } => true,
        };
        let part = if last {
            parts.iter().rev().find(visible)?
        } else {
            parts.iter().find(visible)?
        };
        Some(match *part {
            Part::Glyph(at) if last => self.end(at),
            Part::Glyph(at) => self.stand(at).along,
            Part::Gap { to, .. } if last => self.end(to - 1),
            Part::Gap { from, .. } => self.stand(from).along,
        })
    }
}

/// Where something comes to stand.
enum Placed {
    Glyph {
        at: usize,
        along: f32,
    },
    Box {
        from: usize,
        why: u32,
        along: f32,
        width: f32,
    },
}

fn united(a: Rect, b: Rect) -> Rect {
    Rect {
        x0: a.x0.min(b.x0),
        y0: a.y0.min(b.y0),
        x1: a.x1.max(b.x1),
        y1: a.y1.max(b.y1),
    }
}
