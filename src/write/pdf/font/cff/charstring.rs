//! Outlines as Type 2 charstrings, without hints.
//!
//! Places are whole thousandths of the font's size, to the nearest: most readers cut off what is
//! beyond whole units, which moves everything to the lower left. Widths are exact.

use hayro_font::kurbo::{BezPath, PathEl, Point};

/// Most segments of an outline; a glyph that has more is no letter.
const MOST_SEGMENTS: usize = 20_000;
/// How far from the origin an outline may reach: differences of two places fit 16 bits.
const FARTHEST: f64 = 16_000.0;
/// Most numbers that an operator may take.
const MOST_NUMBERS: usize = 48;
const ONE: f64 = 65536.0;

const LINES: u8 = 5;
const CURVES: u8 = 8;
const END: u8 = 14;
const MOVE: u8 = 21;

/// The charstring of an outline and its width in thousandths; none if it is out of all proportion.
pub(in super::super) fn charstring(outline: &BezPath, width: f32) -> Option<Vec<u8>> {
    if outline.elements().len() > MOST_SEGMENTS {
        return None;
    }
    let mut pen = Pen::default();
    pen.number(fixed(f64::from(width))?);
    for element in outline.elements() {
        pen.element(element)?;
    }
    pen.flush();
    pen.out.push(END);
    Some(pen.out)
}

/// Draws by differences; places are in 65536ths.
#[derive(Default)]
struct Pen {
    out: Vec<u8>,
    at: (i32, i32),
    /// Where the path is by the source, unrounded.
    place: Point,
    /// Where the next contour starts, if nothing of it is drawn yet.
    start: Option<Point>,
    contour: Point,
    /// The operator whose numbers are being written, and how many there are.
    operator: u8,
    numbers: usize,
}

impl Pen {
    fn element(&mut self, element: &PathEl) -> Option<()> {
        match *element {
            PathEl::MoveTo(to) => self.start_at(to),
            PathEl::LineTo(to) => {
                self.begin()?;
                self.draw(LINES, &[to])?;
            }
            PathEl::QuadTo(control, to) => {
                self.begin()?;
                let from = self.place;
                let first = from.lerp(control, 2.0 / 3.0);
                let second = to.lerp(control, 2.0 / 3.0);
                self.draw(CURVES, &[first, second, to])?;
            }
            PathEl::CurveTo(first, second, to) => {
                self.begin()?;
                self.draw(CURVES, &[first, second, to])?;
            }
            PathEl::ClosePath => self.start_at(self.contour),
        }
        Some(())
    }

    fn start_at(&mut self, to: Point) {
        self.contour = to;
        self.start = Some(to);
        self.place = to;
    }

    /// Moves to the start of the contour, if it is the first thing drawn of it.
    fn begin(&mut self) -> Option<()> {
        let Some(start) = self.start.take() else {
            return Some(());
        };
        self.flush();
        self.draw(MOVE, &[start])?;
        self.flush();
        Some(())
    }

    fn draw(&mut self, operator: u8, points: &[Point]) -> Option<()> {
        let more = points.len() * 2;
        if self.operator != operator || self.numbers + more > MOST_NUMBERS {
            self.flush();
        }
        self.operator = operator;
        self.numbers += more;
        for &point in points {
            let to = (fixed(point.x.round())?, fixed(point.y.round())?);
            self.number(to.0 - self.at.0);
            self.number(to.1 - self.at.1);
            self.at = to;
            self.place = point;
        }
        Some(())
    }

    fn flush(&mut self) {
        if self.numbers > 0 {
            self.out.push(self.operator);
        }
        self.numbers = 0;
    }

    fn number(&mut self, number: i32) {
        if number & 0xFFFF != 0 {
            self.out.push(255);
            self.out.extend(number.to_be_bytes());
            return;
        }
        let whole = number >> 16;
        match whole {
            -107..=107 => self.out.push((whole + 139) as u8),
            108..=1131 => {
                let rest = whole - 108;
                self.out
                    .extend([(rest / 256 + 247) as u8, (rest % 256) as u8]);
            }
            -1131..=-108 => {
                let rest = -whole - 108;
                self.out
                    .extend([(rest / 256 + 251) as u8, (rest % 256) as u8]);
            }
            _ => {
                self.out.push(28);
                self.out.extend((whole as i16).to_be_bytes());
            }
        }
    }
}

/// In 65536ths.
fn fixed(number: f64) -> Option<i32> {
    (number.abs() <= FARTHEST).then(|| (number * ONE).round() as i32)
}

#[cfg(test)]
mod tests {
    use hayro_font::kurbo::{ParamCurve, PathSeg};
    use proptest::prelude::*;
    use skrifa::raw::model::Error;
    use skrifa::raw::ps::charstring::{CharstringContext, CharstringKind, CommandSink, evaluate};
    use skrifa::raw::types::Fixed;

    use super::*;

    /// A program without subroutines.
    struct Bare;

    impl CharstringContext for Bare {
        fn kind(&self) -> CharstringKind {
            CharstringKind::Type2
        }

        fn seac_components(&self, _: i32, _: i32) -> Result<[&[u8]; 2], Error> {
            Err(Error::MissingResource)
        }

        fn global_subr(&self, _: i32) -> Result<&[u8], Error> {
            Err(Error::MissingResource)
        }

        fn subr(&self, _: i32) -> Result<&[u8], Error> {
            Err(Error::MissingResource)
        }
    }

    #[derive(Default)]
    struct Read(BezPath);

    fn point(x: Fixed, y: Fixed) -> Point {
        Point::new(x.to_f64(), y.to_f64())
    }

    impl CommandSink for Read {
        fn move_to(&mut self, x: Fixed, y: Fixed) {
            self.0.move_to(point(x, y));
        }

        fn line_to(&mut self, x: Fixed, y: Fixed) {
            self.0.line_to(point(x, y));
        }

        fn curve_to(&mut self, a: Fixed, b: Fixed, c: Fixed, d: Fixed, x: Fixed, y: Fixed) {
            self.0.curve_to(point(a, b), point(c, d), point(x, y));
        }

        fn close(&mut self) {
            self.0.close_path();
        }
    }

    fn points() -> impl Strategy<Value = Vec<(u8, [(f64, f64); 3])>> {
        let place = (-9000.0..9000.0, -9000.0..9000.0);
        let place = (place.clone(), place.clone(), place).prop_map(|(a, b, c)| [a, b, c]);
        prop::collection::vec((0..5_u8, place), 0..80)
    }

    proptest! {
        #[test]
        fn what_is_written_is_read_again(segments in points(), width in 0_u32..2_000_000) {
            let mut path = BezPath::new();
            path.move_to((0.0, 0.0));
            for (kind, [a, b, c]) in segments {
                match kind {
                    0 => path.move_to(a),
                    1 => path.line_to(a),
                    2 => path.quad_to(a, b),
                    3 => path.curve_to(a, b, c),
                    _ => path.close_path(),
                }
            }
            let width = (f64::from(width) / 1000.0) as f32;
            let charstring = charstring(&path, width).expect("a charstring");
            let mut read = Read::default();
            let advance = evaluate(&Bare, None, &charstring, &mut read).expect("is valid");
            let advance = advance.expect("has a width").to_f64();
            prop_assert!((advance - f64::from(width)).abs() < 0.0001);
            // Contours are closed, so that ours end with lines that theirs leave out.
            let ours: Vec<_> = read.0.segments().collect();
            let mut at = 0;
            for theirs in path.segments() {
                let near = |ours: &PathSeg| {
                    [0.0, 0.25, 0.5, 0.75, 1.0]
                        .iter()
                        .all(|&t| ours.eval(t).distance(theirs.eval(t)) < 0.71)
                };
                match ours[at..].iter().position(near) {
                    Some(found) => at += found + 1,
                    None => prop_assert!(
                        theirs.start().distance(theirs.end()) < 1.0,
                        "{theirs:?} is not in {ours:?}"
                    ),
                }
            }
        }
    }

    fn written(path: &str, width: f32) -> Vec<u8> {
        let path = BezPath::from_svg(path).expect("a path");
        charstring(&path, width).expect("a charstring")
    }

    #[test]
    fn an_empty_outline_is_a_width_and_an_end() {
        assert_eq!(written("", 250.0), [247, 250 - 108, END]);
    }

    #[test]
    fn contours_without_segments_leave_nothing() {
        assert_eq!(written("M1 1 Z M5 5 Z", 0.0), [139, END]);
    }

    #[test]
    fn places_are_whole_and_widths_exact() {
        let drawn = written("M0 0 L10 0 L10.4 0.6 Z", 0.5);
        let width = [255, 0, 0, 0x80, 0];
        let path = [139, 139, MOVE, 149, 139, 139, 140, LINES, END];
        assert_eq!(drawn, [&width[..], &path].concat());
    }

    #[test]
    fn what_is_out_of_all_proportion_is_refused() {
        let far = BezPath::from_svg("M0 0 L20000 0 Z").expect("a path");
        assert_eq!(charstring(&far, 0.0), None);
        let mut nowhere = BezPath::new();
        nowhere.move_to((0.0, 0.0));
        nowhere.line_to((f64::NAN, 0.0));
        assert_eq!(charstring(&nowhere, 0.0), None);
        let mut long = BezPath::new();
        long.move_to((0.0, 0.0));
        for n in 0..30_000 {
            long.line_to((f64::from(n % 7), f64::from(n % 5)));
        }
        assert_eq!(charstring(&long, 0.0), None);
    }
}
