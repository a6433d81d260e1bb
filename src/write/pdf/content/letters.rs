//! Text objects: each glyph at its place, by one matrix a run and adjustments between its strings.
//! How the source spaced its words and letters is not copied: the pen is brought to where the next
//! glyph stands.

use super::digits::{coordinates, factor, put, rounded};
use super::sheet::Sheet;
use crate::pdf::matrix::{Matrix, length};
use crate::write::pdf::font::{FontId, Shown};

/// Beyond so many ems the pen is set anew.
const FARTHEST: f64 = 3.0;
/// How far off its line a glyph may stand, in the units of the page.
const OFF_LINE: f64 = 0.002;

/// A glyph to be shown.
pub(super) struct Letter {
    pub font: FontId,
    pub shown: Shown,
    /// From ems of the text to the base space.
    pub matrix: Matrix,
    pub vertical: bool,
    /// Text rendering mode.
    pub mode: i64,
}

/// An open text object.
pub(super) struct Text {
    line: Option<Line>,
    /// The array of the `TJ` in the making.
    array: Vec<u8>,
    /// Whether a string is open in it.
    string: bool,
    /// Whether there is more in it than one string.
    adjusted: bool,
}

/// The line the pen is on.
#[derive(Clone, Copy)]
struct Line {
    shape: Shape,
    /// Where the pen is.
    pen: (f64, f64),
}

/// How large and how turned text is, as it is written.
#[derive(Clone, Copy, Debug)]
pub(super) struct Shape {
    size: f64,
    /// The matrix without its place.
    linear: [f64; 4],
    /// The same at this size.
    scaled: [f64; 4],
}

impl PartialEq for Shape {
    fn eq(&self, other: &Self) -> bool {
        self.size == other.size && self.linear == other.linear
    }
}

impl Shape {
    fn of(m: Matrix) -> Self {
        let mut size = rounded(length(m.c, m.d), 4);
        if size < 0.001 {
            size = 1.0;
        }
        let linear = [m.a, m.b, m.c, m.d].map(|n| rounded(n / size, 6));
        Self {
            size,
            linear,
            scaled: linear.map(|n| n * size),
        }
    }

    /// So many ems along and across.
    fn ems(&self, along: f64, across: f64) -> (f64, f64) {
        let [a, b, c, d] = self.scaled;
        (along * a + across * c, along * b + across * d)
    }

    /// The way back to ems.
    fn in_ems(&self, x: f64, y: f64) -> Option<(f64, f64)> {
        let [a, b, c, d] = self.scaled;
        let determinant = a * d - b * c;
        let found = ((d * x - c * y) / determinant, (a * y - b * x) / determinant);
        (found.0.is_finite() && found.1.is_finite()).then_some(found)
    }
}

impl Sheet {
    /// Shows a glyph in the state in force.
    pub(super) fn show(&mut self, letter: &Letter) {
        self.names.font(letter.font);
        if self.text.is_none() {
            self.operator("BT");
            self.text = Some(Text {
                line: None,
                array: Vec::new(),
                string: false,
                adjusted: false,
            });
        }
        let shape = self.shape_of(letter.matrix);
        let font = Some((letter.font, shape.size));
        if self.now.font != font {
            self.flush();
            self.out
                .extend_from_slice(format!("/F{} ", letter.font.0).as_bytes());
            put(&mut self.out, shape.size, 4);
            self.operator(" Tf");
            self.now.font = font;
        }
        if self.now.mode != Some(letter.mode) {
            self.flush();
            self.operator(&format!("{} Tr", letter.mode.clamp(0, 7)));
            self.now.mode = Some(letter.mode);
        }
        let at = (letter.matrix.e, letter.matrix.f);
        if !self.reach(shape, at, letter.vertical) {
            self.set_pen(shape, at);
        }
        let Some(text) = &mut self.text else {
            return;
        };
        if !text.string {
            text.array.push(b'<');
            text.string = true;
        }
        let Shown { code, len, width } = letter.shown;
        let len = usize::from(len).min(4);
        for byte in &code[..len] {
            text.array.extend_from_slice(&hex(*byte));
        }
        let width = f64::from(width) / 1000.0;
        let (x, y) = if letter.vertical {
            shape.ems(0.0, width)
        } else {
            shape.ems(width, 0.0)
        };
        if let Some(line) = &mut text.line {
            line.pen = (line.pen.0 + x, line.pen.1 + y);
        }
    }

    /// The shape of text in this matrix: mostly that of the letter before it.
    fn shape_of(&mut self, matrix: Matrix) -> Shape {
        let Matrix { a, b, c, d, .. } = matrix;
        let linear = [a, b, c, d].map(f64::to_bits);
        match self.shape {
            Some((known, shape)) if known == linear => shape,
            _ => {
                let shape = Shape::of(matrix);
                self.shape = Some((linear, shape));
                shape
            }
        }
    }

    /// Brings the pen to a place on its line by an adjustment, when that can be done.
    fn reach(&mut self, shape: Shape, (x, y): (f64, f64), vertical: bool) -> bool {
        let Some(text) = &mut self.text else {
            return false;
        };
        let Some(line) = text.line.as_mut().filter(|line| line.shape == shape) else {
            return false;
        };
        let Some((along, across)) = shape.in_ems(x - line.pen.0, y - line.pen.1) else {
            return false;
        };
        let (by, off) = if vertical {
            (across, along)
        } else {
            (along, across)
        };
        if (off * shape.size).abs() > OFF_LINE || by.abs() > FARTHEST {
            return false;
        }
        let decimals = if shape.size > 50.0 { 2 } else { 1 };
        let adjustment = rounded(-by * 1000.0, decimals);
        if adjustment == 0.0 {
            return true;
        }
        if text.string {
            text.array.push(b'>');
            text.string = false;
        }
        text.adjusted = true;
        put(&mut text.array, adjustment, decimals);
        let by = -adjustment / 1000.0;
        let (x, y) = if vertical {
            shape.ems(0.0, by)
        } else {
            shape.ems(by, 0.0)
        };
        line.pen = (line.pen.0 + x, line.pen.1 + y);
        true
    }

    /// Sets the pen anew.
    fn set_pen(&mut self, shape: Shape, (x, y): (f64, f64)) {
        self.flush();
        for value in shape.linear {
            factor(&mut self.out, value);
            self.out.push(b' ');
        }
        coordinates(&mut self.out, &[x, y]);
        self.operator("Tm");
        if let Some(text) = &mut self.text {
            text.line = Some(Line {
                shape,
                pen: (rounded(x, 4), rounded(y, 4)),
            });
        }
    }

    /// Writes the strings collected so far: something else follows.
    pub(super) fn flush(&mut self) {
        let Some(text) = &mut self.text else {
            return;
        };
        if text.array.is_empty() {
            return;
        }
        if text.string {
            text.array.push(b'>');
        }
        if text.adjusted {
            self.out.push(b'[');
            self.out.append(&mut text.array);
            self.out.extend_from_slice(b"] TJ\n");
        } else {
            self.out.append(&mut text.array);
            self.out.extend_from_slice(b" Tj\n");
        }
        text.string = false;
        text.adjusted = false;
    }

    pub(super) fn end_text(&mut self) {
        self.flush();
        if self.text.take().is_some() {
            self.operator("ET");
        }
    }
}

/// A byte in hexadecimal digits.
#[inline]
fn hex(byte: u8) -> [u8; 2] {
    const DIGITS: &[u8; 16] = b"0123456789ABCDEF";
    [byte >> 4, byte & 15].map(|digit| DIGITS[usize::from(digit)])
}

/// The operators of a text object that becomes a clip.
pub(super) fn clip_of(letters: &[Letter]) -> Vec<u8> {
    // It paints nothing: what shows through it is marked by itself.
    let mut out = b"/Artifact BMC\nBT\n7 Tr\n".to_vec();
    for letter in letters {
        let shape = Shape::of(letter.matrix);
        out.extend_from_slice(format!("/F{} ", letter.font.0).as_bytes());
        put(&mut out, shape.size, 4);
        out.extend_from_slice(b" Tf\n");
        for value in shape.linear {
            factor(&mut out, value);
            out.push(b' ');
        }
        coordinates(&mut out, &[letter.matrix.e, letter.matrix.f]);
        out.extend_from_slice(b"Tm\n<");
        for byte in &letter.shown.code[..usize::from(letter.shown.len).min(4)] {
            out.extend_from_slice(format!("{byte:02X}").as_bytes());
        }
        out.extend_from_slice(b"> Tj\n");
    }
    out.extend_from_slice(b"ET\nEMC\n");
    out
}
