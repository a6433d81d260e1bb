//! Which pixels of an image nobody may see: those under a box and those off the page.

use std::iter;
use std::ops::Range;

use crate::model::{Rect, RedactionBox};
use crate::pdf::Matrix;

/// Four corners, one after the other around it.
pub(in crate::write::pdf) type Quad = [(f64, f64); 4];

/// Where an image is painted.
#[derive(Clone, Copy)]
pub(in crate::write::pdf) struct Placed<'r> {
    /// From the unit square to the page as it is shown.
    pub matrix: Matrix,
    /// What must be blank, on the page as it is shown.
    pub burn: &'r [Quad],
    /// What of the page can be seen: the page itself, or what the clip leaves of it.
    pub visible: Rect,
}

/// The corners of a box, on the page as it is shown.
pub(in crate::write::pdf) fn corners(of: &RedactionBox) -> Quad {
    let (sin, cos) = f64::from(of.angle).to_radians().sin_cos();
    let (x, y) = (f64::from(of.corner.0), f64::from(of.corner.1));
    let (width, height) = (f64::from(of.width), f64::from(of.height));
    let along = (cos * width, sin * width);
    let up = (sin * height, -cos * height);
    [
        (x, y),
        (x + along.0, y + along.1),
        (x + along.0 + up.0, y + along.1 + up.1),
        (x + up.0, y + up.1),
    ]
}

/// What covers an image, in its own unit square with y downwards.
pub(super) struct Cover {
    burn: Vec<Quad>,
    /// What can be seen of it, where that is not all.
    visible: Option<Quad>,
}

impl Cover {
    /// None where nothing of the image can be seen.
    pub fn of(placed: &Placed<'_>) -> Option<Self> {
        let inverse = inverse(placed.matrix)?;
        let unit = |quad: Quad| {
            quad.map(|(x, y)| {
                let (x, y) = inverse.apply(x, y);
                (x, 1.0 - y)
            })
        };
        let Rect { x0, y0, x1, y1 } = placed.visible;
        let [x0, y0, x1, y1] = [x0, y0, x1, y1].map(f64::from);
        let visible = unit([(x0, y0), (x1, y0), (x1, y1), (x0, y1)]);
        let burn: Vec<Quad> = placed.burn.iter().map(|quad| unit(*quad)).collect();
        let known = |quad: &Quad| quad.iter().all(|(x, y)| x.is_finite() && y.is_finite());
        if !touches(&visible) || burn.iter().any(|quad| contains(quad) || !known(quad)) {
            return None;
        }
        Some(Self {
            burn: burn.into_iter().filter(touches).collect(),
            visible: (!contains(&visible)).then_some(visible),
        })
    }

    /// Whether nothing is covered.
    pub fn is_empty(&self) -> bool {
        self.burn.is_empty() && self.visible.is_none()
    }

    /// The same for the same cover.
    pub fn key(&self) -> Vec<u64> {
        let quads = self.burn.iter().chain(&self.visible);
        let numbers = quads.flatten().flat_map(|&(x, y)| [x, y]);
        let mut key: Vec<u64> = numbers.map(f64::to_bits).collect();
        key.push(u64::from(self.visible.is_some()));
        key
    }
}

/// The way back from the page to the unit square.
fn inverse(m: Matrix) -> Option<Matrix> {
    let det = m.a * m.d - m.b * m.c;
    let inverse = Matrix::new(
        m.d / det,
        -m.b / det,
        -m.c / det,
        m.a / det,
        (m.c * m.f - m.d * m.e) / det,
        (m.b * m.e - m.a * m.f) / det,
    );
    (det != 0.0 && inverse.is_finite()).then_some(inverse)
}

/// How far beyond the unit square still counts, for the rounding of numbers.
const NEAR: f64 = 1e-6;

/// Whether a quad holds the whole unit square.
fn contains(quad: &Quad) -> bool {
    let side = |i: usize, x: f64, y: f64| {
        let (p, q) = (quad[i], quad[(i + 1) % 4]);
        ((q.0 - p.0) * (y - p.1) - (q.1 - p.1) * (x - p.0)) / length(p, q)
    };
    let square = [(0.0, 0.0), (1.0, 0.0), (1.0, 1.0), (0.0, 1.0)];
    let all =
        |sign: f64| (0..4).all(|i| square.iter().all(|&(x, y)| sign * side(i, x, y) >= -NEAR));
    all(1.0) || all(-1.0)
}

fn length(p: (f64, f64), q: (f64, f64)) -> f64 {
    (q.0 - p.0).hypot(q.1 - p.1)
}

/// Whether the upright rectangle around a quad has something in common with the unit square, give
/// or take a pixel of the smallest image.
fn touches(quad: &Quad) -> bool {
    let meets = |of: fn(&(f64, f64)) -> f64| {
        let least = quad.iter().map(of).fold(f64::INFINITY, f64::min);
        let most = quad.iter().map(of).fold(f64::NEG_INFINITY, f64::max);
        least < 1.0 && most > 0.0
    };
    meets(|p| p.0) && meets(|p| p.1)
}

/// Pixels of an image.
pub(super) struct Region {
    width: u32,
    /// For each row, the pixels, in order and apart.
    rows: Vec<Vec<Range<u32>>>,
}

impl Region {
    /// The pixels that a cover hides: those under a box, grown by one pixel, since what is painted
    /// between two pixels is made of both; and those that are off the page by more than one.
    pub fn of(width: u32, height: u32, cover: &Cover) -> Self {
        let (w, h) = (f64::from(width), f64::from(height));
        let pixels = |quad: &Quad| quad.map(|(x, y)| (x * w, y * h));
        let burn: Vec<Quad> = cover.burn.iter().map(pixels).collect();
        let visible = cover.visible.as_ref().map(pixels);
        let row = |y: u32| {
            if burn.is_empty() && visible.is_none() {
                return Vec::new();
            }
            let mut ranges: Vec<Range<u32>> = burn.iter().filter_map(|q| at(q, y, width)).collect();
            if let Some(visible) = &visible {
                let seen = at(visible, y, width).unwrap_or(0..0);
                ranges.extend([0..seen.start, seen.end..width]);
            }
            unite(ranges)
        };
        Self {
            width,
            rows: (0..height).map(row).collect(),
        }
    }

    /// All pixels.
    pub fn all(width: u32, height: u32) -> Self {
        Self {
            width,
            rows: (0..height)
                .map(|_| iter::once(0..width).collect())
                .collect(),
        }
    }

    /// Whether it is all of the image.
    pub fn is_all(&self) -> bool {
        self.rows
            .iter()
            .all(|row| row.first() == Some(&(0..self.width)))
    }

    /// For each row, its pixels.
    pub fn rows(&self) -> impl Iterator<Item = &[Range<u32>]> {
        self.rows.iter().map(Vec::as_slice)
    }
}

/// The pixels of a row that a quad touches, grown by one pixel on all sides.
fn at(quad: &Quad, row: u32, width: u32) -> Option<Range<u32>> {
    let (top, bottom) = (f64::from(row) - 1.0, f64::from(row) + 2.0);
    let mut least = f64::INFINITY;
    let mut most = f64::NEG_INFINITY;
    for i in 0..4 {
        let (p, q) = (quad[i], quad[(i + 1) % 4]);
        let (p, q) = if p.1 <= q.1 { (p, q) } else { (q, p) };
        if q.1 < top || p.1 > bottom {
            continue;
        }
        let x_at = |y: f64| match q.1 - p.1 {
            high if high > 0.0 => p.0 + (q.0 - p.0) * ((y - p.1) / high).clamp(0.0, 1.0),
            _ => p.0,
        };
        // A level edge has all its points in the row.
        let level = [p.0, q.0].into_iter().filter(|_| q.1 == p.1);
        for x in [x_at(top), x_at(bottom)].into_iter().chain(level) {
            least = least.min(x);
            most = most.max(x);
        }
    }
    let start = (least - 1.0).floor().max(0.0);
    let end = (most + 1.0).ceil().min(f64::from(width));
    // As a cast, what is no number is 0: then the row is blank from its beginning.
    (start < end).then_some(start as u32..end as u32)
}

fn unite(mut ranges: Vec<Range<u32>>) -> Vec<Range<u32>> {
    ranges.retain(|range| !range.is_empty());
    ranges.sort_by_key(|range| range.start);
    let mut united: Vec<Range<u32>> = Vec::with_capacity(ranges.len());
    for range in ranges {
        match united.last_mut() {
            Some(last) if range.start <= last.end => last.end = last.end.max(range.end),
            _ => united.push(range),
        }
    }
    united
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn placed<'r>(matrix: Matrix, burn: &'r [Quad]) -> Placed<'r> {
        Placed {
            matrix,
            burn,
            visible: Rect {
                x0: 0.0,
                y0: 0.0,
                x1: 600.0,
                y1: 800.0,
            },
        }
    }

    fn quad(x0: f64, y0: f64, x1: f64, y1: f64) -> Quad {
        [(x0, y0), (x1, y0), (x1, y1), (x0, y1)]
    }

    fn turned(degrees: f64, width: f64, height: f64) -> Matrix {
        let (sin, cos) = degrees.to_radians().sin_cos();
        Matrix::new(
            cos * width,
            sin * width,
            -sin * height,
            cos * height,
            300.0,
            400.0,
        )
    }

    #[test]
    fn what_is_wholly_under_a_box_or_off_the_page_is_not_painted() {
        let upright = Matrix::new(100.0, 0.0, 0.0, -50.0, 100.0, 200.0);
        let whole = [quad(99.0, 149.0, 201.0, 201.0)];
        assert!(Cover::of(&placed(upright, &whole)).is_none());
        let off = Matrix::new(100.0, 0.0, 0.0, -50.0, 700.0, 200.0);
        assert!(Cover::of(&placed(off, &[])).is_none());
        assert!(Cover::of(&placed(Matrix::new(0.0, 0.0, 0.0, 0.0, 9.0, 9.0), &[])).is_none());
    }

    #[test]
    fn an_image_half_off_the_page_is_blank_there() {
        let matrix = Matrix::new(100.0, 0.0, 0.0, -100.0, 550.0, 200.0);
        let cover = Cover::of(&placed(matrix, &[])).expect("half of it can be seen");
        let region = Region::of(100, 100, &cover);
        assert!(
            region
                .rows()
                .all(|row| row.len() == 1 && row[0] == (51..100))
        );
    }

    proptest! {
        #[test]
        fn at_any_angle_each_point_under_the_box_is_in_a_blank_pixel(
            degrees in 0.0..360.0_f64, turn in 0.0..360.0_f64,
            (w, h) in (1_u32..300, 1_u32..300), (u, v) in (0.0..1.0_f64, 0.0..1.0_f64),
            (across, down) in (0.0..1.0_f64, 0.0..1.0_f64),
        ) {
            let matrix = turned(degrees, 200.0, 120.0);
            let of = RedactionBox {
                corner: (280.0, 420.0), width: 80.0, height: 30.0, angle: turn as f32,
                label: String::new(), alt: String::new(), review: false, burn: true, place: None,
            };
            let burn = [corners(&of)];
            let Some(cover) = Cover::of(&placed(matrix, &burn)) else { return Ok(()) };
            let region = Region::of(w, h, &cover);
            let mut rows = Vec::new();
            rows.extend(region.rows());
            let point = |u: f64, v: f64| {
                let [a, b, _, d] = burn[0];
                (a.0 + u * (b.0 - a.0) + v * (d.0 - a.0), a.1 + u * (b.1 - a.1) + v * (d.1 - a.1))
            };
            let pixel = |(x, y): (f64, f64)| {
                let (x, y) = inverse(matrix).expect("it is no flat one").apply(x, y);
                ((x * f64::from(w)).floor(), ((1.0 - y) * f64::from(h)).floor())
            };
            let (x, y) = pixel(point(u, v));
            let inside = |at: f64, size: u32| at >= 0.0 && at < f64::from(size);
            if inside(x, w) && inside(y, h) {
                prop_assert!(rows[y as usize].iter().any(|r| r.contains(&(x as u32))));
            }
            // And what is far from the box stays.
            let far = (f64::from(w) * across, f64::from(h) * down);
            let blank = rows[far.1 as usize].iter().any(|r| r.contains(&(far.0 as u32)));
            let page = matrix.apply(far.0 / f64::from(w), 1.0 - far.1 / f64::from(h));
            let grow = 4.0 * (200.0 / f64::from(w)).hypot(120.0 / f64::from(h));
            let away = (page.0 - 280.0).hypot(page.1 - 420.0) > 86.0 + grow;
            prop_assert!(!(away && blank));
        }
    }
}
