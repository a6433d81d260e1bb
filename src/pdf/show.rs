//! Shows strings: each code of them becomes a glyph on the page.

use std::sync::Arc;

use hayro_syntax::content::Instruction;
use hayro_syntax::object::{Array, Object};

use super::font::Metrics;
use super::matrix::Matrix;
use super::state::State;
use super::walk::{MOST_GLYPHS, Run, Walker};
use crate::ingest::IngestError;
use crate::model::{Glyph, GlyphOrigin, Rect};

/// Text rendering modes.
const FILL_AND_STROKE: i64 = 2;
const INVISIBLE: i64 = 3;

impl Walker<'_, '_> {
    /// `Tj`, `TJ` and what is left of `'` and `"`: the last operand is what is shown.
    pub fn show_operand(
        &mut self,
        operation: &Instruction<'_, '_>,
        run: &mut Run,
    ) -> Result<(), IngestError> {
        match operation.operands().last() {
            Some(Object::String(string)) => self.show(string, run, 0),
            Some(Object::Array(array)) => self.show_array(array, run),
            _ => Ok(()),
        }
    }

    fn show_array(&mut self, array: &Array<'_>, run: &mut Run) -> Result<(), IngestError> {
        let font = self.font_of(&mut run.state);
        let vertical = self.shared.fonts.get_mut(font).metrics.vertical;
        for (element, object) in (0..).zip(array.iter::<Object<'_>>()) {
            match object {
                Object::String(string) => self.show(&string, run, element)?,
                Object::Number(by) => {
                    let by = -by.as_f64() / 1000.0 * run.state.size;
                    run.text.advance(&run.state, by, vertical);
                }
                _ => {}
            }
        }
        Ok(())
    }

    fn show(&mut self, string: &[u8], run: &mut Run, element: u32) -> Result<(), IngestError> {
        let font_index = self.font_of(&mut run.state);
        self.shared.glyphs += string.len();
        if self.shared.glyphs > MOST_GLYPHS {
            return Err(IngestError::Limit("too much text".into()));
        }
        let metrics = self.shared.fonts.get_mut(font_index).metrics;
        let mut at = 0;
        while at < string.len() {
            let font = self.shared.fonts.get_mut(font_index);
            let (code, len) = font.next_code(&string[at..]);
            let known = font.code(code);
            let (mut unicode, width) = (known.unicode.clone(), known.width);
            let (shift, down) = if metrics.vertical {
                font.vertical(width)
            } else {
                ((0.0, 0.0), 0.0)
            };
            if unicode.is_empty() {
                match self.said_by_author() {
                    Some(text) => unicode = Arc::from(text),
                    None => self.notes.unknown += 1,
                }
            }
            let paint = paint_matrix(&run.state, run.text.text, shift);
            if paint.is_finite() {
                let origin_in_file = GlyphOrigin {
                    stream: run.place.stream,
                    operator: run.place.operator,
                    element,
                    byte: at as u32,
                    len: len as u8,
                };
                let glyph = glyph(
                    unicode,
                    width,
                    &metrics,
                    paint,
                    run.state.mode,
                    origin_in_file,
                );
                let nth = self.painted;
                self.twice.add(&mut self.page, Glyph { nth, ..glyph });
            }
            self.painted += 1;
            at += len;
            let step = if metrics.vertical { down } else { width };
            let mut by = f64::from(step) * run.state.size + run.state.char_space;
            if len == 1 && code == 32 {
                by += run.state.word_space;
            }
            run.text.advance(&run.state, by, metrics.vertical);
        }
        Ok(())
    }

    /// The font in force. Text without a font is text all the same.
    fn font_of(&mut self, state: &mut State) -> usize {
        *state
            .font
            .get_or_insert_with(|| self.shared.fonts.substitute())
    }
}

/// From ems of the glyph to the page.
fn paint_matrix(state: &State, text: Matrix, (shift_x, shift_y): (f32, f32)) -> Matrix {
    let user = Matrix::new(
        state.size * state.stretch,
        0.0,
        0.0,
        state.size,
        0.0,
        state.rise,
    );
    let paint = user.then(text).then(state.ctm);
    if shift_x == 0.0 && shift_y == 0.0 {
        return paint;
    }
    Matrix::translate(f64::from(shift_x), f64::from(shift_y)).then(paint)
}

/// A glyph as the page shows it.
pub(super) fn glyph(
    unicode: Arc<str>,
    width: f32,
    metrics: &Metrics,
    paint: Matrix,
    mode: i64,
    origin_in_file: GlyphOrigin,
) -> Glyph {
    let em = f64::from(metrics.em);
    let (x0, y0, x1, y1) = paint.bounds(
        0.0,
        f64::from(metrics.descent) * em,
        f64::from(width),
        f64::from(metrics.ascent) * em,
    );
    Glyph {
        unicode,
        rect: Rect {
            x0: x0 as f32,
            y0: y0 as f32,
            x1: x1 as f32,
            y1: y1 as f32,
        },
        origin: (paint.e as f32, paint.f as f32),
        angle: angle(paint),
        size: (paint.c.hypot(paint.d) * em) as f32,
        space: (paint.a.hypot(paint.b) * em * f64::from(metrics.space)) as f32,
        advance: (paint.a.hypot(paint.b) * f64::from(width)) as f32,
        rgb: [0; 3],
        nth: 0,
        bold: metrics.bold || mode == FILL_AND_STROKE,
        invisible: mode == INVISIBLE,
        origin_in_file,
    }
}

fn angle(paint: Matrix) -> f32 {
    if paint.b == 0.0 && paint.a >= 0.0 {
        return 0.0;
    }
    paint.b.atan2(paint.a).to_degrees() as f32
}
