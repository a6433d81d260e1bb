//! Paths, as far as it takes to tell which rectangles they cover.

use crate::model::Rect;
use crate::pdf::matrix::Matrix;

/// Points and subpaths beyond these only count for the bounds.
const MOST_POINTS: usize = 64;
const MOST_PARTS: usize = 256;
/// Parts that are cut against each other: more are taken one by one.
const MOST_CUT: usize = 24;
/// A path that covers this share of the rectangle around it is that rectangle, but for round corners.
const FULL: f32 = 0.93;
/// How far off, in points, an edge may be from upright.
const UPRIGHT: f32 = 0.1;

type Point = (f32, f32);

/// A path in the making, in page space.
#[derive(Default)]
pub(super) struct Path {
    parts: Vec<Part>,
    /// The current point, in user space.
    at: (f64, f64),
    pub curves: u32,
    pub lines: u32,
    bounds: Option<Rect>,
}

/// A subpath.
#[derive(Default)]
struct Part {
    points: Vec<Point>,
    /// It has more points than are kept.
    long: bool,
}

impl Path {
    pub fn is_empty(&self) -> bool {
        self.bounds.is_none()
    }

    pub fn bounds(&self) -> Rect {
        self.bounds.unwrap_or_default()
    }

    /// Empty again, with its memory kept.
    pub fn clear(&mut self) {
        self.parts.clear();
        self.curves = 0;
        self.lines = 0;
        self.bounds = None;
    }

    pub fn move_to(&mut self, ctm: Matrix, x: f64, y: f64) {
        if self.parts.len() < MOST_PARTS {
            self.parts.push(Part::default());
        } else if let Some(last) = self.parts.last_mut() {
            last.long = true;
        }
        self.point(ctm, x, y);
    }

    pub fn line_to(&mut self, ctm: Matrix, x: f64, y: f64) {
        self.lines += 1;
        self.point(ctm, x, y);
    }

    pub fn curve_to(&mut self, ctm: Matrix, x: f64, y: f64) {
        self.curves += 1;
        self.point(ctm, x, y);
    }

    pub fn rectangle(&mut self, ctm: Matrix, [x, y, w, h]: [f64; 4]) {
        self.move_to(ctm, x, y);
        self.point(ctm, x + w, y);
        self.point(ctm, x + w, y + h);
        self.point(ctm, x, y + h);
        self.lines += 4;
        self.at = (x, y);
    }

    fn point(&mut self, ctm: Matrix, x: f64, y: f64) {
        self.at = (x, y);
        let (x, y) = ctm.apply(x, y);
        let (x, y) = (x as f32, y as f32);
        if !(x.is_finite() && y.is_finite()) {
            return;
        }
        self.bounds = Some(match self.bounds {
            None => Rect {
                x0: x,
                y0: y,
                x1: x,
                y1: y,
            },
            Some(r) => Rect {
                x0: r.x0.min(x),
                y0: r.y0.min(y),
                x1: r.x1.max(x),
                y1: r.y1.max(y),
            },
        });
        if self.parts.is_empty() {
            self.parts.push(Part::default());
        }
        if let Some(part) = self.parts.last_mut() {
            if part.points.len() < MOST_POINTS {
                part.points.push((x, y));
            } else {
                part.long = true;
            }
        }
    }

    /// The rectangles that it covers when it is filled; none when they can't be told.
    pub fn covered(&self, even_odd: bool) -> Option<Vec<Rect>> {
        let parts = self.parts.iter().filter(|p| p.points.len() > 2);
        let shapes: Option<Vec<Vec<Point>>> = parts.map(Part::upright).collect();
        let shapes = shapes?;
        if shapes.len() > MOST_CUT {
            return Some(shapes.iter().map(|s| around(s)).collect());
        }
        match shapes.as_slice() {
            [one] if one.len() == 4 => Some(vec![around(one)]),
            _ => Some(cut(&shapes, even_odd)),
        }
    }

    /// The thick upright lines of it, when it is stroked so wide.
    pub fn bars(&self, width: f32) -> Vec<Rect> {
        let half = width / 2.0;
        let mut out = Vec::new();
        for part in self.parts.iter().filter(|p| !p.long) {
            for pair in part.points.windows(2) {
                let Rect { x0, y0, x1, y1 } = around(pair);
                let flat = y1 - y0 < UPRIGHT && x1 - x0 > width;
                let steep = x1 - x0 < UPRIGHT && y1 - y0 > width;
                if flat {
                    out.push(Rect {
                        x0,
                        y0: y0 - half,
                        x1,
                        y1: y1 + half,
                    });
                } else if steep {
                    out.push(Rect {
                        x0: x0 - half,
                        y0,
                        x1: x1 + half,
                        y1,
                    });
                }
            }
        }
        out
    }
}

impl Part {
    /// The corners, when all its edges are upright; those of the rectangle around it when it
    /// fills that but for its corners.
    fn upright(&self) -> Option<Vec<Point>> {
        if self.long {
            return None;
        }
        let r = around(&self.points);
        let box_area = (r.x1 - r.x0) * (r.y1 - r.y0);
        if box_area > 0.0 && area(&self.points) / box_area > FULL {
            return Some(vec![(r.x0, r.y0), (r.x1, r.y0), (r.x1, r.y1), (r.x0, r.y1)]).map(
                |corners| {
                    if turns_back(&self.points) {
                        corners.into_iter().rev().collect()
                    } else {
                        corners
                    }
                },
            );
        }
        let edges = self.points.iter().zip(self.points.iter().cycle().skip(1));
        let upright =
            |(a, b): (&Point, &Point)| (a.0 - b.0).abs() < UPRIGHT || (a.1 - b.1).abs() < UPRIGHT;
        edges.into_iter().all(upright).then(|| self.points.clone())
    }
}

fn signed_area(points: &[Point]) -> f32 {
    let edges = points.iter().zip(points.iter().cycle().skip(1));
    edges.map(|(a, b)| a.0 * b.1 - b.0 * a.1).sum::<f32>() / 2.0
}

fn area(points: &[Point]) -> f32 {
    signed_area(points).abs()
}

fn turns_back(points: &[Point]) -> bool {
    signed_area(points) < 0.0
}

fn around(points: &[Point]) -> Rect {
    let mut r = Rect {
        x0: f32::INFINITY,
        y0: f32::INFINITY,
        x1: f32::NEG_INFINITY,
        y1: f32::NEG_INFINITY,
    };
    for &(x, y) in points {
        r = Rect {
            x0: r.x0.min(x),
            y0: r.y0.min(y),
            x1: r.x1.max(x),
            y1: r.y1.max(y),
        };
    }
    r
}

/// Cuts shapes with upright edges into rectangles: band by band, where the fill rule says inside.
fn cut(shapes: &[Vec<Point>], even_odd: bool) -> Vec<Rect> {
    // Steep edges: where, from, to, and which way they go.
    let mut edges: Vec<(f32, f32, f32, i32)> = Vec::new();
    for shape in shapes {
        for (a, b) in shape.iter().zip(shape.iter().cycle().skip(1)) {
            if (a.1 - b.1).abs() >= UPRIGHT {
                let way = if a.1 < b.1 { 1 } else { -1 };
                edges.push((a.0, a.1.min(b.1), a.1.max(b.1), way));
            }
        }
    }
    edges.sort_by(|a, b| a.0.total_cmp(&b.0));
    let mut heights: Vec<f32> = edges.iter().flat_map(|e| [e.1, e.2]).collect();
    heights.sort_by(f32::total_cmp);
    heights.dedup_by(|a, b| (*a - *b).abs() < UPRIGHT);
    let mut out = Vec::new();
    for band in heights.windows(2) {
        let (y0, y1) = (band[0], band[1]);
        let middle = f32::midpoint(y0, y1);
        let mut wound = 0;
        let mut from = None;
        for &(x, top, bottom, way) in &edges {
            if top > middle || bottom < middle {
                continue;
            }
            wound += if even_odd { 1 } else { way };
            let inside = if even_odd { wound % 2 != 0 } else { wound != 0 };
            match (inside, from) {
                (true, None) => from = Some(x),
                (false, Some(x0)) => {
                    out.push(Rect { x0, y0, x1: x, y1 });
                    from = None;
                }
                _ => {}
            }
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    const PAGE: Matrix = Matrix::IDENTITY;

    fn rect(x0: f32, y0: f32, x1: f32, y1: f32) -> Rect {
        Rect { x0, y0, x1, y1 }
    }

    #[test]
    fn a_rectangle_covers_itself() {
        let mut path = Path::default();
        path.rectangle(PAGE, [10.0, 20.0, 100.0, 12.0]);
        assert_eq!(
            path.covered(false),
            Some(vec![rect(10.0, 20.0, 110.0, 32.0)])
        );
    }

    #[test]
    fn a_frame_does_not_cover_what_stands_in_it() {
        let mut path = Path::default();
        path.rectangle(PAGE, [0.0, 0.0, 100.0, 100.0]);
        path.rectangle(PAGE, [10.0, 10.0, 80.0, 80.0]);
        let middle = |rects: Vec<Rect>| {
            rects
                .iter()
                .any(|r| r.x0 < 50.0 && r.x1 > 50.0 && r.y0 < 50.0 && r.y1 > 50.0)
        };
        assert_eq!(path.covered(true).map(middle), Some(false));
        assert_eq!(path.covered(false).map(middle), Some(true));
        // The inner one the other way round.
        let mut path = Path::default();
        path.rectangle(PAGE, [0.0, 0.0, 100.0, 100.0]);
        path.rectangle(PAGE, [10.0, 90.0, 80.0, -80.0]);
        assert_eq!(path.covered(false).map(middle), Some(false));
    }

    #[test]
    fn a_box_over_lines_of_different_length_is_cut_up() {
        let mut path = Path::default();
        let corners = [
            (0.0, 0.0),
            (100.0, 0.0),
            (100.0, 10.0),
            (50.0, 10.0),
            (50.0, 20.0),
            (0.0, 20.0),
        ];
        path.move_to(PAGE, corners[0].0, corners[0].1);
        corners[1..]
            .iter()
            .for_each(|c| path.line_to(PAGE, c.0, c.1));
        assert_eq!(
            path.covered(false),
            Some(vec![
                rect(0.0, 0.0, 100.0, 10.0),
                rect(0.0, 10.0, 50.0, 20.0)
            ])
        );
    }

    #[test]
    fn a_triangle_covers_nothing_that_can_be_told() {
        let mut path = Path::default();
        path.move_to(PAGE, 0.0, 0.0);
        path.line_to(PAGE, 100.0, 0.0);
        path.line_to(PAGE, 50.0, 50.0);
        assert_eq!(path.covered(false), None);
    }

    #[test]
    fn a_thick_line_is_a_bar() {
        let mut path = Path::default();
        path.move_to(PAGE, 0.0, 50.0);
        path.line_to(PAGE, 100.0, 50.0);
        assert_eq!(path.bars(12.0), [rect(0.0, 44.0, 100.0, 56.0)]);
    }
}
