//! The lines of a page on which something goes: glyphs in the order in which they stand on their
//! baseline, whatever its direction.

use crate::model::{Carrier, Glyph, GlyphPage};

/// How far, in ems, baselines of one line may lie apart: not as far as those of two lines.
const SAME_LINE: f32 = 0.35;
/// A gap as wide as this, in ems, is one between columns, not between words.
const COLUMN: f32 = 2.0;

/// A direction of writing.
#[derive(Clone, Copy, PartialEq, Debug)]
pub(super) struct Direction {
    pub degrees: f32,
    sin: f32,
    cos: f32,
}

impl Direction {
    pub fn of(glyph: &Glyph) -> Self {
        let degrees = glyph.angle.round();
        // Exact for upright text, which is nearly all there is.
        let (sin, cos) = match degrees as i32 {
            0 => (0.0, 1.0),
            90 => (1.0, 0.0),
            180 | -180 => (0.0, -1.0),
            -90 => (-1.0, 0.0),
            _ => glyph.angle.to_radians().sin_cos(),
        };
        Self { degrees, sin, cos }
    }

    /// How far along a line and how far below it.
    pub fn place(&self, (x, y): (f32, f32)) -> (f32, f32) {
        (x * self.cos + y * self.sin, -x * self.sin + y * self.cos)
    }

    /// Back to the page.
    pub fn page(&self, along: f32, below: f32) -> (f32, f32) {
        (
            along * self.cos - below * self.sin,
            along * self.sin + below * self.cos,
        )
    }
}

/// A glyph on its line.
#[derive(Clone, Copy, Debug)]
pub(super) struct Stand {
    /// Index in the page's glyphs.
    pub glyph: u32,
    pub along: f32,
    pub below: f32,
}

/// A stretch of a line without a column gap.
pub(super) struct Stretch {
    pub direction: Direction,
    pub stands: Vec<Stand>,
    /// Where the next stretch of the line begins.
    pub next: Option<f32>,
}

/// The stretches of lines that hold a glyph that goes.
pub(super) fn stretches(page: &GlyphPage, goes: &[Option<u32>]) -> Vec<Stretch> {
    let mut done = vec![false; page.glyphs.len()];
    let mut sorted: Vec<(i32, Stand)> = Vec::with_capacity(page.glyphs.len());
    for (i, glyph) in page.glyphs.iter().enumerate() {
        let direction = Direction::of(glyph);
        let (along, below) = direction.place(glyph.origin);
        if is_shown(page, glyph) && along.is_finite() && below.is_finite() {
            let stand = Stand {
                glyph: i as u32,
                along,
                below,
            };
            sorted.push((direction.degrees as i32, stand));
        }
    }
    sorted.sort_by(|(a, x), (b, y)| a.cmp(b).then(x.below.total_cmp(&y.below)));
    let mut out = Vec::new();
    for at in 0..sorted.len() {
        let (degrees, stand) = sorted[at];
        if goes[stand.glyph as usize].is_none() || done[stand.glyph as usize] {
            continue;
        }
        let first = &page.glyphs[stand.glyph as usize];
        let near = SAME_LINE * first.size.max(1.0);
        let of_line = |(d, s): &&(i32, Stand)| {
            *d == degrees
                && (s.below - stand.below).abs() <= near
                && page.glyphs[s.glyph as usize].invisible == first.invisible
                && page.glyphs[s.glyph as usize].carrier == first.carrier
        };
        let from = sorted.partition_point(|(d, s)| (*d, s.below) < (degrees, stand.below - near));
        let mut line: Vec<Stand> = sorted[from..]
            .iter()
            .take_while(|(d, s)| *d == degrees && s.below <= stand.below + near)
            .filter(of_line)
            .map(|(_, s)| *s)
            .collect();
        line.sort_by(|a, b| a.along.total_cmp(&b.along).then(a.glyph.cmp(&b.glyph)));
        let direction = Direction::of(first);
        cut(page, direction, &line, |stretch| {
            let fresh = |s: &Stand| goes[s.glyph as usize].is_some() && !done[s.glyph as usize];
            if stretch.stands.iter().any(fresh) {
                stretch
                    .stands
                    .iter()
                    .for_each(|s| done[s.glyph as usize] = true);
                out.push(stretch);
            }
        });
    }
    out
}

/// Whether a glyph is written at all: then a box stands in its place when it goes.
pub(super) fn is_shown(page: &GlyphPage, glyph: &Glyph) -> bool {
    let r = &glyph.rect;
    let on_page = r.x0 < page.width && r.x1 > 0.0 && r.y0 < page.height && r.y1 > 0.0;
    let hidden = matches!(
        glyph.carrier,
        Carrier::HiddenLayer | Carrier::HiddenAnnotation | Carrier::Value
    );
    on_page && !hidden
}

/// Cuts a line where columns part.
fn cut(page: &GlyphPage, direction: Direction, line: &[Stand], mut give: impl FnMut(Stretch)) {
    let mut from = 0;
    let mut end = f32::NEG_INFINITY;
    for (at, stand) in line.iter().enumerate() {
        let glyph = &page.glyphs[stand.glyph as usize];
        if at > from && stand.along - end > COLUMN * glyph.size {
            give(Stretch {
                direction,
                stands: line[from..at].to_vec(),
                next: Some(stand.along),
            });
            from = at;
            end = f32::NEG_INFINITY;
        }
        // What is blank does not join columns: rows of blanks fill the gaps between them.
        if !is_blank(glyph) || at == from {
            end = end.max(stand.along + glyph.advance);
        }
    }
    if from < line.len() {
        give(Stretch {
            direction,
            stands: line[from..].to_vec(),
            next: None,
        });
    }
}

/// Whether nothing is to be seen of a glyph.
pub(super) fn is_blank(glyph: &Glyph) -> bool {
    !glyph.unicode.is_empty() && glyph.unicode.chars().all(char::is_whitespace)
}
