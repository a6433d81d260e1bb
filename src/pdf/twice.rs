//! Glyphs painted twice on one spot: fill and stroke as two operations, fake bold,
//! shadows. They are read once; where the others stand in the file is remembered.

use crate::model::{Glyph, GlyphPage, Rect};

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

/// Glyphs of a dense page: room for them is made at once.
pub(super) const ROOM: usize = 8192;

const NONE: u32 = u32::MAX;

/// Finds an equal glyph on the same spot among those painted before.
pub(crate) struct Twice {
    /// The last glyph of each cell.
    heads: Vec<u32>,
    /// By the index of the glyph.
    spots: Vec<Spot>,
    columns: usize,
    rows: usize,
}

/// Where a glyph that is read stands.
#[derive(Clone, Copy)]
struct Spot {
    origin: (f32, f32),
    size: f32,
    /// The glyph of its cell before it.
    next: u32,
}

/// What tells glyphs apart, besides what they stand for.
#[derive(Clone, Copy)]
pub(crate) struct Stand {
    pub rect: Rect,
    pub origin: (f32, f32),
    pub size: f32,
}

impl Twice {
    pub fn new(width: f32, height: f32) -> Self {
        let side = |length: f32| ((length / CELL) as usize).min(SIDE - 1) + 1;
        let (columns, rows) = (side(width), side(height));
        Self {
            heads: vec![NONE; columns * rows],
            spots: Vec::with_capacity(ROOM),
            columns,
            rows,
        }
    }

    /// Puts the glyph on the page, or among its duplicates.
    pub fn add(&mut self, page: &mut GlyphPage, glyph: Glyph) {
        let stand = Stand {
            rect: glyph.rect,
            origin: glyph.origin,
            size: glyph.size,
        };
        let reads = |at: u32| {
            let other = page.glyphs.get(at as usize);
            other.is_some_and(|other| other.unicode == glyph.unicode)
        };
        match self.put(stand, reads) {
            Some(first) => page.duplicates.push((first, glyph.nth)),
            None => page.glyphs.push(glyph),
        }
    }

    /// Notes where a glyph stands, as the next of those that are read; or gives the index of the
    /// equal one that stands there. `reads`: whether that one stands for the same.
    pub fn put(&mut self, stand: Stand, reads: impl Fn(u32) -> bool) -> Option<u32> {
        let found = self.find(stand, reads);
        if found.is_none() {
            let Stand { origin, size, .. } = stand;
            let cell = self.column(origin.0) + self.row(origin.1) * self.columns;
            let next = std::mem::replace(&mut self.heads[cell], self.spots.len() as u32);
            self.spots.push(Spot { origin, size, next });
        }
        found
    }

    /// How many glyphs are read.
    pub fn len(&self) -> usize {
        self.spots.len()
    }

    /// Where a glyph that is read stands.
    pub fn origin(&self, index: u32) -> Option<(f32, f32)> {
        self.spots.get(index as usize).map(|spot| spot.origin)
    }

    fn find(&self, stand: Stand, reads: impl Fn(u32) -> bool) -> Option<u32> {
        let near = reach(&stand);
        let (x, y) = stand.origin;
        let (left, right) = (self.column(x - near), self.column(x + near));
        let (top, bottom) = (self.row(y - near), self.row(y + near));
        for row in top..bottom + 1 {
            let start = row * self.columns;
            let heads = self.heads.get(start + left..start + right + 1);
            for &head in heads.unwrap_or_default() {
                let mut at = head;
                for _ in 0..LOOKED_AT {
                    let Some(other) = self.spots.get(at as usize) else {
                        break;
                    };
                    if is_same(other, &stand, near) && reads(at) {
                        return Some(at);
                    }
                    at = other.next;
                }
            }
        }
        None
    }

    #[inline]
    fn column(&self, x: f32) -> usize {
        ((x / CELL) as u32 as usize).min(self.columns - 1)
    }

    #[inline]
    fn row(&self, y: f32) -> usize {
        ((y / CELL) as u32 as usize).min(self.rows - 1)
    }
}

/// How far off an equal glyph may stand. In squeezed text the next letter is near too:
/// of "ll" none is a shadow.
fn reach(stand: &Stand) -> f32 {
    let rect = &stand.rect;
    let advance = (rect.x1 - rect.x0).min(rect.y1 - rect.y0);
    let near = (NEAR * stand.size).min(FARTHEST);
    if advance > 0.0 {
        near.min(0.6 * advance)
    } else {
        near
    }
}

#[inline]
fn is_same(a: &Spot, b: &Stand, near: f32) -> bool {
    (a.origin.0 - b.origin.0).abs() <= near
        && (a.origin.1 - b.origin.1).abs() <= near
        && (a.size - b.size).abs() <= 0.1 * b.size
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_without_end_has_the_largest_grid() {
        let grid = Twice::new(f32::INFINITY, f32::MAX);
        assert_eq!((grid.columns, grid.rows), (SIDE, SIDE));
        let grid = Twice::new(0.0, f32::NAN);
        assert_eq!((grid.columns, grid.rows), (1, 1));
    }
}
