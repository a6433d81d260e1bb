//! The procedures of drawn glyphs (Type 3 fonts), written anew like all content.

use hayro_syntax::content::Instruction;

use super::digits::coordinates;
use super::ink::Blend;
use super::names::Names;
use super::scribe::{Mode, Scribe};
use super::sheet::Sheet;
use crate::model::{PageBlackout, Rect};
use crate::pdf::matrix::Matrix;
use crate::pdf::resources::Resources;
use crate::pdf::walk::{numbers, walk_stream};
use crate::write::pdf::font::FontId;

impl Scribe<'_, '_> {
    /// Gives the font the procedure that draws a code, when it does not have it yet.
    pub(super) fn draw_procedure(&mut self, font: FontId, code: u32) {
        let Some(procedure) = self.tools.fonts.wanted(font, code) else {
            return;
        };
        let resources = procedure.resources.as_ref().map(Resources::new);
        let mut sheet = Sheet::within(Matrix::IDENTITY, Blend::default());
        sheet.names = self.tools.drawn.remove(&font).unwrap_or_default();
        let plan = PageBlackout::default();
        let page = Rect::default();
        let tools = &mut *self.tools;
        // The walker of the procedure and its scribe use different tools.
        let mut shared = std::mem::take(&mut tools.procedures);
        let scribe = Scribe::of(tools, &plan, Mode::Procedure, page, sheet);
        let stream = procedure.stream;
        let done = walk_stream(
            &mut shared,
            &stream,
            &mut resources.unwrap_or_default(),
            scribe,
        );
        let (scribe, followed) = match done {
            Ok(scribe) => (scribe, true),
            Err((scribe, _)) => (scribe, false),
        };
        let (content, names, mut strange) = scribe.procedure();
        if !followed {
            strange = Some("a drawn glyph that can't be followed");
        }
        let tools = &mut *self.tools;
        tools.procedures = shared;
        tools.drawn.insert(font, names);
        tools.fonts.set_proc(font, code, Some(content));
        if let Some(why) = strange {
            self.is_strange(why);
        }
    }

    /// The procedure, what its names stand for, and what in it is strange.
    fn procedure(self) -> (Vec<u8>, Names, Option<&'static str>) {
        let (mut content, names) = self.sheet.unnamed();
        if !self.begun {
            content.splice(0..0, *b"0 0 d0\n");
        }
        (content, names, self.strange)
    }

    /// `d0` and `d1`.
    pub(super) fn begin_glyph(&mut self, operation: &Instruction<'_, '_>) {
        if self.mode != Mode::Procedure || self.begun || !self.sheet.out.is_empty() {
            return;
        }
        let operator: &[u8] = operation.operator;
        if operator == b"d0" {
            if let Some(advance) = numbers::<2>(operation) {
                coordinates(&mut self.sheet.out, &advance);
                self.sheet.operator("d0");
                self.begun = true;
            }
        } else if let Some(measures) = numbers::<6>(operation) {
            coordinates(&mut self.sheet.out, &measures);
            self.sheet.operator("d1");
            self.begun = true;
            self.sheet.colorless = true;
        }
    }
}
