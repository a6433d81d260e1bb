//! The graphics and text state of a content stream: what `q` saves and `Q` brings back.

use super::matrix::Matrix;

/// Deepest nesting of `q`: deeper ones are counted, not kept.
const DEEPEST: usize = 4096;

/// Text and graphics state, so far as it bears on where glyphs stand.
#[derive(Clone, Copy, Debug)]
pub(super) struct State {
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
    pub fn save(&mut self, state: State) {
        if self.saved.len() < DEEPEST {
            self.saved.push(state);
        } else {
            self.deeper += 1;
        }
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
