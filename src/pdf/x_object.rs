//! Content that a page paints by reference: forms, patterns, masks, drawn glyphs.

use hayro_syntax::content::Instruction;
use hayro_syntax::object::{Array, Dict, Name, Object, Stream};

use super::matrix::Matrix;
use super::resources::Resources;
use super::sink::{Here, Key, Scope, Sink, place};
use super::state::State;
use super::walk::{Run, Walker};
use crate::ingest::IngestError;
use crate::model::Carrier;

/// Deepest nesting of form XObjects.
const DEEPEST_FORM: usize = 28;

impl<'a, S: Sink<'a>> Walker<'_, 'a, S> {
    /// `Do`.
    pub(super) fn x_object(
        &mut self,
        name: &Name<'_>,
        resources: &Resources<'a>,
        run: &Run,
    ) -> Result<(), IngestError> {
        let Some(stream) = resources.x_objects.get::<Stream<'a>>(name) else {
            return Ok(());
        };
        let hidden = usize::from(self.shared.layers.hide(stream.dict(), b"OC"));
        self.hiding += hidden;
        let done = if stream.dict().get::<Name<'_>>(b"Subtype").as_deref() == Some(b"Image") {
            self.sink
                .image(&stream, run.here(resources, self.carrier()));
            Ok(())
        } else {
            self.form(&stream, resources, run.state, Scope::Form(&stream))
        };
        self.hiding -= hidden;
        done
    }

    /// Runs a stream with a matrix and resources of its own.
    pub(super) fn form(
        &mut self,
        stream: &Stream<'a>,
        outer: &Resources<'a>,
        mut state: State,
        scope: Scope<'_, 'a>,
    ) -> Result<(), IngestError> {
        if let Some(matrix) = stream.dict().get::<[f64; 6]>(b"Matrix") {
            state.ctm = Matrix::from_array(matrix).then(state.ctm);
        }
        let own = stream.dict().get::<Dict<'a>>(b"Resources");
        let mut resources = Resources::within(own.as_ref(), outer);
        self.inner(stream, &mut resources, state, scope)
    }

    /// Runs a stream in a state, unless it is running already.
    fn inner(
        &mut self,
        stream: &Stream<'a>,
        resources: &mut Resources<'a>,
        state: State,
        scope: Scope<'_, 'a>,
    ) -> Result<(), IngestError> {
        let place = place(stream);
        if self.running.len() >= DEEPEST_FORM || self.running.contains(&place) {
            return self.shared.budget.refuse();
        }
        let Some(content) = self.shared.budget.decode(stream)? else {
            self.notes.damaged = true;
            return Ok(());
        };
        self.running.push(place);
        let here = Here {
            state: &state,
            resources,
            base: state.ctm,
            carrier: self.carrier(),
        };
        self.sink.enter(scope, here);
        let done = self.stream(&content, resources, state);
        self.sink.leave();
        self.running.pop();
        done
    }

    /// Runs content that is painted in another way, once on a page for each matrix it stands in.
    fn once(
        &mut self,
        key: Key,
        carrier: Carrier,
        run: impl FnOnce(&mut Self) -> Result<(), IngestError>,
    ) -> Result<(), IngestError> {
        if !self.seen.insert(key) {
            return Ok(());
        }
        // It is the same wherever it was first met.
        let around = std::mem::replace(&mut self.scope, carrier);
        let hiding = std::mem::take(&mut self.hiding);
        let done = run(self);
        self.scope = around;
        self.hiding = hiding;
        done
    }

    /// `scn` and `SCN`: the cell of a tiling pattern.
    pub(super) fn pattern(
        &mut self,
        operation: &Instruction<'_, '_>,
        resources: &Resources<'a>,
        run: &Run,
    ) -> Result<(), IngestError> {
        let Some(Object::Name(name)) = operation.operands().last() else {
            return Ok(());
        };
        let Some(stream) = resources.patterns.get::<Stream<'a>>(name) else {
            return Ok(());
        };
        let key = Key::of(&stream, run.base);
        self.once(key, Carrier::Pattern, |walker| {
            let state = State::new(run.base);
            walker.form(&stream, resources, state, Scope::Pattern(&stream, key))
        })
    }

    /// `gs`: a font, and the group of a soft mask.
    pub(super) fn graphics_state(
        &mut self,
        name: &Name<'_>,
        resources: &Resources<'a>,
        run: &mut Run,
    ) -> Result<(), IngestError> {
        let Some(dict) = resources.ext_g_states.get::<Dict<'a>>(name) else {
            return Ok(());
        };
        if let Some(font) = dict.get::<Array<'a>>(b"Font") {
            let mut items = font.flex_iter();
            if let (Some(font), Some(size)) = (items.next::<Dict<'a>>(), items.next::<f32>()) {
                run.state.font = Some(self.shared.fonts.direct(&font));
                run.state.size = f64::from(size);
            }
        }
        let mask = dict.get::<Dict<'a>>(b"SMask");
        let Some((mask, group)) = mask.and_then(|mask| {
            let group = mask.get::<Stream<'a>>(b"G")?;
            Some((mask, group))
        }) else {
            return Ok(());
        };
        let key = Key::of(&group, run.state.ctm);
        self.once(key, Carrier::SoftMask, |walker| {
            let state = State::new(run.state.ctm);
            let scope = Scope::SoftMask(&mask, &group, key);
            walker.form(&group, resources, state, scope)
        })
    }

    /// The procedure of a glyph of a Type 3 font, when it may hold text.
    pub(super) fn glyph_procedure(
        &mut self,
        font: usize,
        code: u32,
        paint: Matrix,
        resources: &Resources<'a>,
        state: &State,
    ) -> Result<(), IngestError> {
        let found = self.shared.fonts.get_mut(font);
        let Some(procedures) = &mut found.procedures else {
            return Ok(());
        };
        if !procedures.may_hold_text(code) {
            return Ok(());
        }
        let Some(stream) = procedures.stream(code) else {
            return Ok(());
        };
        let key = Key::new(place(&stream), code, Matrix::IDENTITY);
        let state = State {
            ctm: procedures.matrix.then(paint),
            ..*state
        };
        let mut resources = Resources::within(procedures.resources.as_ref(), resources);
        self.once(key, Carrier::GlyphProcedure, |walker| {
            walker.inner(&stream, &mut resources, state, Scope::GlyphProcedure)
        })
    }
}
