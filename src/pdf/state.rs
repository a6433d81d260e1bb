//! The graphics and text state of a content stream: what `q` saves and `Q` brings back.

use super::matrix::Matrix;

/// Deepest nesting of `q`: deeper ones are counted, not kept.
const DEEPEST: usize = 4096;

/// Text and graphics state, so far as it bears on where glyphs stand.
#[derive(Clone, Copy, Debug)]
pub(crate) struct State {
    /// User space to page space.
    pub ctm: Matrix,
    /// Index of the font in the document's fonts.
    pub font: Option<usize>,
    /// Tf's size.
    pub size: f64,
    /// Tc.
    pub char_space: f64,
    /// Tw.
    pub word_space: f64,
    /// Tz / 100.
    pub stretch: f64,
    /// TL.
    pub leading: f64,
    /// Ts.
    pub rise: f64,
    /// Tr.
    pub mode: i64,
}

impl State {
    pub fn new(ctm: Matrix) -> Self {
        Self {
            ctm,
            font: None,
            size: 0.0,
            char_space: 0.0,
            word_space: 0.0,
            stretch: 1.0,
            leading: 0.0,
            rise: 0.0,
            mode: 0,
        }
    }
}

/// The saved states of one content stream.
#[derive(Default)]
pub(super) struct Stack {
    saved: Vec<State>,
    deeper: usize,
}

impl Stack {
    /// Whether it was saved: what is nested too deep is only counted.
    pub fn save(&mut self, state: State) -> bool {
        let fits = self.saved.len() < DEEPEST;
        if fits {
            self.saved.push(state);
        } else {
            self.deeper += 1;
        }
        fits
    }

    /// The state to go back to; none where `Q` stands alone.
    pub fn restore(&mut self) -> Option<State> {
        if self.deeper > 0 {
            self.deeper -= 1;
            return None;
        }
        self.saved.pop()
    }
}

/// The text matrices, which `q` does not save.
#[derive(Clone, Copy)]
pub(super) struct TextMatrices {
    pub text: Matrix,
    line: Matrix,
}

impl Default for TextMatrices {
    fn default() -> Self {
        Self {
            text: Matrix::IDENTITY,
            line: Matrix::IDENTITY,
        }
    }
}

impl TextMatrices {
    /// `Tm`.
    pub fn set(&mut self, matrix: Matrix) {
        self.text = matrix;
        self.line = matrix;
    }

    /// `Td`.
    pub fn next_line(&mut self, x: f64, y: f64) {
        self.set(Matrix::translate(x, y).then(self.line));
    }

    /// Moves on along the line, by unstretched text space units.
    #[inline]
    pub fn advance(&mut self, state: &State, by: f64, vertical: bool) {
        let (x, y) = if vertical {
            (0.0, by)
        } else {
            (by * state.stretch, 0.0)
        };
        let text = &mut self.text;
        text.e += x * text.a + y * text.c;
        text.f += x * text.b + y * text.d;
    }
}
