//! Annotations: all their appearances, and what viewers paint where the file holds none.

use hayro_syntax::object::{Array, Dict, Name, Object, Rect as PdfRect, Stream};
use hayro_syntax::page::Page;

use super::field::{self, FieldText};
use super::font::{Metrics, shared};
use super::matrix::Matrix;
use super::resources::Resources;
use super::sink::{Painted, Scope, Sink, place};
use super::state::State;
use super::walk::Walker;
use crate::ingest::IngestError;
use crate::model::Carrier;

/// Most appearances of one annotation.
const MOST_APPEARANCES: usize = 256;

impl<'a, S: Sink<'a>> Walker<'_, 'a, S> {
    /// The appearances of the annotations of a page, those that are not shown too: what is in the
    /// file can be read by those who want to.
    pub(super) fn annotations(&mut self, page: &Page<'a>, state: State) -> Result<(), IngestError> {
        let Some(annotations) = page.raw().get::<Array<'a>>(b"Annots") else {
            return Ok(());
        };
        let resources = Resources::new(&self.shared.form_resources);
        for annotation in annotations.iter::<Dict<'a>>() {
            let before = self.painted;
            let hidden = is_hidden(&annotation) || self.shared.layers.hide(&annotation, b"OC");
            let shown = appearance(&annotation);
            if let Some(stream) = &shown {
                self.appearance(&annotation, stream, &resources, state, hidden)?;
            }
            let nothing_shown = before == self.painted;
            for other in others(&annotation, shown.as_ref()) {
                self.appearance(&annotation, &other, &resources, state, true)?;
            }
            if nothing_shown && let Some(text) = field::text_of(&annotation) {
                // Where there is an appearance that paints nothing, viewers paint nothing.
                let carrier = if shown.is_some() || hidden {
                    Carrier::HiddenAnnotation
                } else {
                    Carrier::Value
                };
                self.field(&text, state, carrier);
            }
        }
        Ok(())
    }

    fn appearance(
        &mut self,
        annotation: &Dict<'a>,
        stream: &Stream<'a>,
        resources: &Resources<'a>,
        mut state: State,
        hidden: bool,
    ) -> Result<(), IngestError> {
        if let Some(fit) = fit(annotation, stream) {
            state.ctm = fit.then(state.ctm);
        }
        let around = self.scope;
        if hidden {
            self.scope = Carrier::HiddenAnnotation;
        } else if self.shared.layers.hide(stream.dict(), b"OC") {
            self.scope = Carrier::HiddenLayer;
        }
        let done = self.form(stream, resources, state, Scope::Appearance(stream));
        self.scope = around;
        done
    }

    fn field(&mut self, field: &FieldText, state: State, carrier: Carrier) {
        self.notes.unpainted_field = true;
        let (size, mut x) = (field.size, field.rect.x0 + 2.0);
        let mut y = field.rect.y1 - size;
        for c in field.text.chars() {
            if matches!(c, '\r' | '\n') {
                x = field.rect.x0 + 2.0;
                y -= if c == '\n' { 1.2 * size } else { 0.0 };
                continue;
            }
            let paint = Matrix::new(size, 0.0, 0.0, size, x, y).then(state.ctm);
            let painted = Painted {
                nth: self.painted,
                font: None,
                code: u32::from(c),
                unicode: shared(c),
                width: field::WIDTH,
                metrics: Metrics::default(),
                paint,
                text: paint,
                state: &state,
                carrier,
            };
            self.sink.glyph(&mut self.shared.fonts, painted);
            self.painted += 1;
            x += f64::from(field::WIDTH) * size;
        }
    }
}

/// The appearance that is shown.
fn appearance<'a>(annotation: &Dict<'a>) -> Option<Stream<'a>> {
    match annotation.get::<Dict<'a>>(b"AP")?.get::<Object<'a>>(b"N")? {
        Object::Stream(stream) => Some(stream),
        Object::Dict(states) => {
            let state = annotation.get::<Name<'_>>(b"AS")?;
            states.get::<Stream<'a>>(state)
        }
        _ => None,
    }
}

/// The appearances for other states, and for a mouse that is over it or pressed.
fn others<'a>(annotation: &Dict<'a>, shown: Option<&Stream<'a>>) -> Vec<Stream<'a>> {
    let appearances = annotation.get::<Dict<'a>>(b"AP").unwrap_or_default();
    let mut seen: Vec<usize> = shown.iter().map(|stream| place(stream)).collect();
    let mut found = Vec::new();
    let mut add = |stream: Stream<'a>| {
        let place = place(&stream);
        if !seen.contains(&place) && seen.len() < MOST_APPEARANCES {
            seen.push(place);
            found.push(stream);
        }
    };
    for key in [b"N", b"R", b"D"] {
        match appearances.get::<Object<'a>>(key) {
            Some(Object::Stream(stream)) => add(stream),
            Some(Object::Dict(states)) => {
                let mut names: Vec<Name<'a>> = states.keys().collect();
                names.sort_by(|a, b| a.as_ref().cmp(b.as_ref()));
                names
                    .into_iter()
                    .filter_map(|name| states.get::<Stream<'a>>(name))
                    .for_each(&mut add);
            }
            _ => {}
        }
    }
    found
}

/// Whether a viewer shows nothing of it: hidden, not to be viewed, or only a window of a note.
fn is_hidden(annotation: &Dict<'_>) -> bool {
    const HIDDEN: u32 = 1 << 1;
    const NO_VIEW: u32 = 1 << 5;
    let flags = annotation.get::<u32>(b"F").unwrap_or(0);
    flags & (HIDDEN | NO_VIEW) != 0
        || annotation.get::<Name<'_>>(b"Subtype").as_deref() == Some(b"Popup")
}

/// Maps the box of an appearance onto the rectangle of its annotation.
fn fit(annotation: &Dict<'_>, stream: &Stream<'_>) -> Option<Matrix> {
    let rect = annotation.get::<PdfRect>(b"Rect")?;
    let bbox = stream.dict().get::<PdfRect>(b"BBox")?;
    let matrix = stream
        .dict()
        .get::<[f64; 6]>(b"Matrix")
        .map_or(Matrix::IDENTITY, Matrix::from_array);
    let (x0, y0, x1, y1) = matrix.bounds(bbox.x0, bbox.y0, bbox.x1, bbox.y1);
    let scale = |to: f64, from: f64| if from.abs() > 1e-6 { to / from } else { 1.0 };
    let across = scale(rect.x1 - rect.x0, x1 - x0);
    let down = scale(rect.y1 - rect.y0, y1 - y0);
    Some(Matrix::new(
        across,
        0.0,
        0.0,
        down,
        rect.x0 - across * x0,
        rect.y0 - down * y0,
    ))
}
