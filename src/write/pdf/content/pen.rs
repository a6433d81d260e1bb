//! How lines are drawn: the pen of the source, in the space of a sheet.

use std::rc::Rc;

use super::digits::{coordinate, factor, put};
use super::ink::{Dash, Pen};
use crate::pdf::matrix::Matrix;

/// How the pen of the source draws in the base space.
pub(super) enum Stroke {
    /// As a pen that is so many times as wide.
    Scaled(f64),
    /// Wider one way than the other.
    Skewed(Skew),
}

/// A space in which a skewed pen is round.
pub(super) struct Skew {
    pub matrix: Matrix,
    pub back: Matrix,
    pub scale: f64,
}

impl Stroke {
    /// By the matrix from the user space of the source; none where it flattens everything.
    pub fn of(m: Matrix) -> Option<Self> {
        let (x, y) = (m.a * m.a + m.b * m.b, m.c * m.c + m.d * m.d);
        let across = m.a * m.c + m.b * m.d;
        let scale = (m.a * m.d - m.b * m.c).abs().sqrt();
        let near = 1e-4 * (x + y);
        if (x - y).abs() <= near && across.abs() <= near {
            return Some(Self::Scaled(scale));
        }
        let matrix = Matrix::new(m.a / scale, m.b / scale, m.c / scale, m.d / scale, m.e, m.f);
        Some(Self::Skewed(Skew {
            back: matrix.inverse()?,
            matrix,
            scale,
        }))
    }

    /// How many times as wide the pen is, at most.
    pub fn widest(&self) -> f64 {
        match self {
            Self::Scaled(scale) => *scale,
            Self::Skewed(Skew {
                matrix: m, scale, ..
            }) => scale * m.a.hypot(m.b).max(m.c.hypot(m.d)),
        }
    }
}

impl Pen {
    /// The pen, so many times as large.
    pub fn scaled(&self, scale: f64) -> Self {
        if scale == 1.0 {
            return self.clone();
        }
        let dash = if self.dash.lengths.is_empty() {
            Rc::clone(&self.dash)
        } else {
            Rc::new(Dash {
                lengths: self.dash.lengths.iter().map(|n| n * scale).collect(),
                phase: self.dash.phase * scale,
            })
        };
        Self {
            width: self.width * scale,
            dash,
            ..*self
        }
    }
}

/// A pattern of dashes that is shorter, in points, is a line.
const FINEST: f64 = 0.05;

/// Writes how lines are drawn, so far as it differs.
pub(super) fn pen_operators(out: &mut Vec<u8>, pen: &Pen, scale: f64, now: Option<&Pen>) {
    let differs = |of: fn(&Pen) -> f64| now.is_none_or(|now| of(now) != of(pen));
    let scaled = pen.scaled(scale);
    if differs(|pen| pen.width) {
        coordinate(out, scaled.width);
        out.extend_from_slice(b" w\n");
    }
    if differs(|pen| f64::from(pen.cap)) {
        out.extend_from_slice(&[b'0' + pen.cap.min(2), b' ', b'J', b'\n']);
    }
    if differs(|pen| f64::from(pen.join)) {
        out.extend_from_slice(&[b'0' + pen.join.min(2), b' ', b'j', b'\n']);
    }
    if differs(|pen| pen.miter) {
        factor(out, pen.miter);
        out.extend_from_slice(b" M\n");
    }
    if now.is_none_or(|now| now.dash != pen.dash) {
        out.push(b'[');
        // Nobody sees dashes as fine as this, and a viewer would draw millions of them.
        let fine = scaled.dash.lengths.iter().sum::<f64>() < FINEST;
        let lengths: &[f64] = if fine { &[] } else { &scaled.dash.lengths };
        for (n, length) in lengths.iter().enumerate() {
            if n > 0 {
                out.push(b' ');
            }
            put(out, *length, 4);
        }
        out.extend_from_slice(b"] ");
        coordinate(out, scaled.dash.phase);
        out.extend_from_slice(b" d\n");
    }
}
