//! Shows strings: each code of them is a glyph for the sink.

use std::sync::Arc;

use hayro_syntax::content::Instruction;
use hayro_syntax::object::{Array, Object};

use super::matrix::Matrix;
use super::resources::Resources;
use super::sink::{Painted, Sink};
use super::state::State;
use super::walk::{MOST_GLYPHS, Run, Walker};
use crate::ingest::IngestError;

impl<'a, S: Sink<'a>> Walker<'_, 'a, S> {
    /// `Tj`, `TJ` and what is left of `'` and `"`: the last operand is what is shown.
    pub(super) fn show_operand(
        &mut self,
        operation: &Instruction<'_, '_>,
        resources: &Resources<'a>,
        run: &mut Run,
    ) -> Result<(), IngestError> {
        match operation.operands().last() {
            Some(Object::String(string)) => self.show(string, resources, run),
            Some(Object::Array(array)) => self.show_array(array, resources, run),
            _ => Ok(()),
        }
    }

    fn show_array(
        &mut self,
        array: &Array<'_>,
        resources: &Resources<'a>,
        run: &mut Run,
    ) -> Result<(), IngestError> {
        let font = self.font_of(&mut run.state);
        let vertical = self.shared.fonts.get_mut(font).metrics.vertical;
        for object in array.iter::<Object<'_>>() {
            match object {
                Object::String(string) => self.show(&string, resources, run)?,
                Object::Number(by) => {
                    let by = -by.as_f64() / 1000.0 * run.state.size;
                    run.text.advance(&run.state, by, vertical);
                }
                _ => {}
            }
        }
        Ok(())
    }

    fn show(
        &mut self,
        string: &[u8],
        resources: &Resources<'a>,
        run: &mut Run,
    ) -> Result<(), IngestError> {
        let font_index = self.font_of(&mut run.state);
        self.shared.glyphs += string.len();
        if self.shared.glyphs > MOST_GLYPHS {
            return Err(IngestError::Limit("too much text".into()));
        }
        let carrier = self.carrier();
        let metrics = self.shared.fonts.get_mut(font_index).metrics;
        let mut text = text_matrix(&run.state, run.text.text);
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
            let draws_itself = font.is_type3();
            if unicode.is_empty() {
                match self.said_by_author() {
                    Some(text) => unicode = Arc::from(text),
                    None => self.notes.unknown += 1,
                }
            }
            // Within a string only its place changes.
            (text.e, text.f) = text_origin(&run.state, run.text.text);
            let paint = shifted(text, shift);
            if paint.is_finite() {
                let painted = Painted {
                    nth: self.painted,
                    font: Some(font_index),
                    code,
                    unicode,
                    width,
                    metrics,
                    paint,
                    text,
                    state: &run.state,
                    carrier,
                };
                self.sink.glyph(&mut self.shared.fonts, painted);
            }
            self.painted += 1;
            if draws_itself && paint.is_finite() {
                self.glyph_procedure(font_index, code, paint, resources, &run.state)?;
            }
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

/// From ems of the text to the page.
fn text_matrix(state: &State, text: Matrix) -> Matrix {
    let user = Matrix::new(
        state.size * state.stretch,
        0.0,
        0.0,
        state.size,
        0.0,
        state.rise,
    );
    user.then(text).then(state.ctm)
}

/// Where that puts the origin.
#[inline]
fn text_origin(state: &State, text: Matrix) -> (f64, f64) {
    let (x, y) = text.apply(0.0, state.rise);
    state.ctm.apply(x, y)
}

/// From ems of the glyph, which stands elsewhere when it is written downwards.
#[inline]
fn shifted(text: Matrix, (x, y): (f32, f32)) -> Matrix {
    if x == 0.0 && y == 0.0 {
        return text;
    }
    Matrix::translate(f64::from(x), f64::from(y)).then(text)
}
