//! Paths, in the base space of a sheet.

use super::clip::Bounds;
use super::digits::coordinates;
use crate::pdf::matrix::Matrix;

/// A path under construction.
#[derive(Clone, Debug, Default)]
pub(super) struct Path {
    segments: Vec<Segment>,
    at: (f64, f64),
    start: (f64, f64),
}

#[derive(Clone, Copy, Debug)]
enum Segment {
    Move((f64, f64)),
    Line((f64, f64)),
    Curve([(f64, f64); 3]),
    Close,
    /// A rectangle whose sides are those of the space: corner, width and height.
    Rectangle([f64; 4]),
}

impl Path {
    pub fn is_empty(&self) -> bool {
        self.segments.is_empty()
    }

    pub fn clear(&mut self) {
        self.segments.clear();
    }

    pub fn move_to(&mut self, x: f64, y: f64) {
        // Of moves in a row the last one counts.
        if let Some(Segment::Move(_)) = self.segments.last() {
            self.segments.pop();
        }
        self.segments.push(Segment::Move((x, y)));
        (self.at, self.start) = ((x, y), (x, y));
    }

    pub fn line_to(&mut self, x: f64, y: f64) {
        if self.segments.is_empty() {
            return self.move_to(x, y);
        }
        self.segments.push(Segment::Line((x, y)));
        self.at = (x, y);
    }

    pub fn curve_to(&mut self, points: [(f64, f64); 3]) {
        if self.segments.is_empty() {
            self.move_to(points[0].0, points[0].1);
        }
        self.segments.push(Segment::Curve(points));
        self.at = points[2];
    }

    pub fn close(&mut self) {
        if !matches!(self.segments.last(), None | Some(Segment::Close)) {
            self.segments.push(Segment::Close);
            self.at = self.start;
        }
    }

    /// Where the pen is.
    pub fn at(&self) -> (f64, f64) {
        self.at
    }

    /// `re`, through a matrix.
    pub fn rectangle(&mut self, [x, y, width, height]: [f64; 4], through: Matrix) {
        let corner = through.apply(x, y);
        if through.b == 0.0 && through.c == 0.0 {
            if let Some(Segment::Move(_)) = self.segments.last() {
                self.segments.pop();
            }
            let size = [through.a * width, through.d * height];
            self.segments
                .push(Segment::Rectangle([corner.0, corner.1, size[0], size[1]]));
        } else {
            self.move_to(corner.0, corner.1);
            for (x, y) in [(x + width, y), (x + width, y + height), (x, y + height)] {
                let (x, y) = through.apply(x, y);
                self.line_to(x, y);
            }
            self.close();
        }
        (self.at, self.start) = (corner, corner);
    }

    /// The path seen through a matrix.
    pub fn through(&self, matrix: Matrix) -> Self {
        let map = |(x, y)| matrix.apply(x, y);
        let mut path = Self::default();
        for segment in &self.segments {
            match *segment {
                Segment::Move(to) => path.segments.push(Segment::Move(map(to))),
                Segment::Line(to) => path.segments.push(Segment::Line(map(to))),
                Segment::Curve(points) => path.segments.push(Segment::Curve(points.map(map))),
                Segment::Close => path.segments.push(Segment::Close),
                Segment::Rectangle(rectangle) => path.rectangle(rectangle, matrix),
            }
        }
        path
    }

    /// The box around it; none for an empty path.
    pub fn bounds(&self) -> Option<Bounds> {
        let mut bounds: Option<Bounds> = None;
        let mut add = |(x, y): (f64, f64)| {
            let [x0, y0, x1, y1] = bounds.unwrap_or([x, y, x, y]);
            bounds = Some([x0.min(x), y0.min(y), x1.max(x), y1.max(y)]);
        };
        for segment in &self.segments {
            match *segment {
                Segment::Move(to) | Segment::Line(to) => add(to),
                Segment::Curve(points) => points.into_iter().for_each(&mut add),
                Segment::Close => {}
                Segment::Rectangle([x, y, width, height]) => {
                    add((x, y));
                    add((x + width, y + height));
                }
            }
        }
        bounds
    }

    /// Its box, when it is one upright rectangle.
    pub fn as_rectangle(&self) -> Option<Bounds> {
        let upright = match *self.segments.as_slice() {
            [Segment::Rectangle(_)] => true,
            [
                Segment::Move(a),
                Segment::Line(b),
                Segment::Line(c),
                Segment::Line(d),
                ref rest @ ..,
            ] => {
                let back = matches!(rest, [] | [Segment::Close])
                    || matches!(rest, [Segment::Line(e)] | [Segment::Line(e), Segment::Close] if *e == a);
                let across = a.1 == b.1 && b.0 == c.0 && c.1 == d.1 && d.0 == a.0;
                let up = a.0 == b.0 && b.1 == c.1 && c.0 == d.0 && d.1 == a.1;
                back && (across || up)
            }
            _ => false,
        };
        upright.then(|| self.bounds())?
    }

    /// Writes its operators.
    pub fn write(&self, out: &mut Vec<u8>) {
        for segment in &self.segments {
            let operator: &[u8] = match *segment {
                Segment::Move((x, y)) => {
                    coordinates(out, &[x, y]);
                    b"m\n"
                }
                Segment::Line((x, y)) => {
                    coordinates(out, &[x, y]);
                    b"l\n"
                }
                Segment::Curve([a, b, c]) => {
                    coordinates(out, &[a.0, a.1, b.0, b.1, c.0, c.1]);
                    b"c\n"
                }
                Segment::Close => b"h\n",
                Segment::Rectangle(rectangle) => {
                    coordinates(out, &rectangle);
                    b"re\n"
                }
            };
            out.extend_from_slice(operator);
        }
    }
}
