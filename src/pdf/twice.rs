//! Glyphs painted twice on one spot: fill and stroke as two operations, fake bold,
//! shadows. They are read once; where the others stand in the file is remembered.

use crate::model::{Glyph, GlyphPage};

/// Side of a cell of the grid, in points.
const CELL: f32 = 4.0;
/// Most cells along a side: what lies beyond shares the last one.
const SIDE: usize = 512;
/// Most glyphs looked at in a cell: a heap of glyphs on one spot is no text.
const LOOKED_AT: usize = 48;
/// How far apart, in ems, two glyphs may stand to be one.
const NEAR: f32 = 0.1;

/// And in points, however large they are: a few cells are all that is searched.
const FARTHEST: f32 = 8.0;

const NONE: u32 = u32::MAX;

/// Finds an equal glyph on the same spot among those painted before.
pub(super) struct Twice {
    heads: Vec<u32>,
    next: Vec<u32>,
    columns: usize,
    rows: usize,
}

impl Twice {
    pub fn new(width: f32, height: f32) -> Self {
        let side = |length: f32| ((length / CELL) as usize + 1).clamp(1, SIDE);
        let (columns, rows) = (side(width), side(height));
        Self {
            heads: vec![NONE; columns * rows],
            next: Vec::new(),
            columns,
            rows,
        }
    }

    /// Puts the glyph on the page, or among its duplicates; the index of the one that is read.
    pub fn add(&mut self, page: &mut GlyphPage, glyph: Glyph) -> u32 {
        if let Some(first) = self.find(&page.glyphs, &glyph) {
            page.duplicates.push((first, glyph.nth));
            return first;
        }
        let index = page.glyphs.len() as u32;
        let cell = self.column(glyph.origin.0) + self.row(glyph.origin.1) * self.columns;
        self.next.push(self.heads[cell]);
        self.heads[cell] = index;
        page.glyphs.push(glyph);
        index
    }

    fn find(&self, glyphs: &[Glyph], glyph: &Glyph) -> Option<u32> {
        let near = reach(glyph);
        let (x, y) = glyph.origin;
        for row in self.row(y - near)..=self.row(y + near) {
            for column in self.column(x - near)..=self.column(x + near) {
                let mut at = self.heads[column + row * self.columns];
                for _ in 0..LOOKED_AT {
                    let Some(other) = glyphs.get(at as usize) else {
                        break;
                    };
                    if is_same(other, glyph, near) {
                        return Some(at);
                    }
                    at = self.next[at as usize];
                }
            }
        }
        None
    }

    fn column(&self, x: f32) -> usize {
        ((x / CELL) as usize).min(self.columns - 1)
    }

    fn row(&self, y: f32) -> usize {
        ((y / CELL) as usize).min(self.rows - 1)
    }
}

/// How far off an equal glyph may stand. In squeezed text the next letter is near too:
/// of "ll" none is a shadow.
fn reach(glyph: &Glyph) -> f32 {
    let rect = &glyph.rect;
    let advance = (rect.x1 - rect.x0).min(rect.y1 - rect.y0);
    let near = (NEAR * glyph.size).min(FARTHEST);
    if advance > 0.0 {
        near.min(0.6 * advance)
    } else {
        near
    }
}

fn is_same(a: &Glyph, b: &Glyph, near: f32) -> bool {
    (a.origin.0 - b.origin.0).abs() <= near
        && (a.origin.1 - b.origin.1).abs() <= near
        && (a.size - b.size).abs() <= 0.1 * b.size
        && a.unicode == b.unicode
}
