//! What a page paints by reference: forms, images, and the appearances of annotations.

use hayro_syntax::object::{Array, Dict, Name, Object, Rect as PdfRect, Stream};
use hayro_syntax::page::Page;

use super::field::{self, FieldText};
use super::font::{Metrics, shared};
use super::matrix::Matrix;
use super::show::glyph;
use super::state::State;
use super::walk::{Resources, Walker};
use crate::ingest::IngestError;
use crate::model::{Glyph, GlyphOrigin, GlyphStream};

/// Deepest nesting of form XObjects.
const DEEPEST_FORM: usize = 28;

impl<'a> Walker<'_, 'a> {
    /// `Do`.
    pub fn x_object(
        &mut self,
        name: &Name<'_>,
        resources: &Resources<'a>,
        state: State,
    ) -> Result<(), IngestError> {
        let Some(stream) = resources.x_objects.get::<Stream<'a>>(name) else {
            return Ok(());
        };
        if stream.dict().get::<Name<'_>>(b"Subtype").as_deref() == Some(b"Image") {
            self.image(state.ctm);
            return Ok(());
        }
        self.path.push(name.as_str().to_owned());
        let place = GlyphStream::Form {
            object: object_id(&stream),
            path: self.path.clone(),
        };
        let done = self.form(&stream, resources, state, place);
        self.path.pop();
        done
    }

    fn form(
        &mut self,
        stream: &Stream<'a>,
        outer: &Resources<'a>,
        mut state: State,
        name: GlyphStream,
    ) -> Result<(), IngestError> {
        let place = stream.dict().data().as_ptr() as usize;
        if self.running.len() >= DEEPEST_FORM || self.running.contains(&place) {
            return Ok(());
        }
        let Some(content) = self.shared.budget.decode(stream)? else {
            self.notes.damaged = true;
            return Ok(());
        };
        if let Some(matrix) = stream.dict().get::<[f64; 6]>(b"Matrix") {
            state.ctm = Matrix::from_array(matrix).then(state.ctm);
        }
        let mut resources = match stream.dict().get::<Dict<'a>>(b"Resources") {
            Some(dict) => Resources::new(&dict),
            None => outer.clone(),
        };
        if resources.fonts.is_empty() {
            resources.fonts = outer.fonts.clone();
        }
        let index = self.stream_index(name)?;
        self.running.push(place);
        let done = self.stream(&content, &mut resources, state, index);
        self.running.pop();
        done
    }

    fn stream_index(&mut self, name: GlyphStream) -> Result<u16, IngestError> {
        let streams = &mut self.page.streams;
        // A form painted often is painted often in a row.
        let known = streams
            .iter()
            .rev()
            .take(64)
            .position(|stream| *stream == name);
        let index = known.map_or(streams.len(), |back| streams.len() - 1 - back);
        if known.is_none() {
            streams.push(name);
        }
        u16::try_from(index).map_err(|_| IngestError::Limit("too many forms on a page".into()))
    }

    /// The appearances of the annotations of a page, hidden ones too: what is in the file
    /// can be read by those who want to.
    pub fn annotations(&mut self, page: &Page<'a>, state: State) -> Result<(), IngestError> {
        let Some(annotations) = page.raw().get::<Array<'a>>(b"Annots") else {
            return Ok(());
        };
        let resources = Resources::new(&self.shared.form_resources);
        for (index, annotation) in annotations.iter::<Dict<'a>>().enumerate() {
            let before = self.page.glyphs.len() + self.page.duplicates.len();
            if let Some(stream) = appearance(&annotation) {
                let mut state = state;
                if let Some(fit) = fit(&annotation, &stream) {
                    state.ctm = fit.then(state.ctm);
                }
                let name = GlyphStream::Annotation {
                    index,
                    object: object_id(&stream),
                };
                self.form(&stream, &resources, state, name)?;
            }
            if before == self.page.glyphs.len() + self.page.duplicates.len()
                && let Some(text) = field::text_of(&annotation)
            {
                self.field(index, &text, state)?;
            }
        }
        Ok(())
    }

    fn field(&mut self, index: usize, field: &FieldText, state: State) -> Result<(), IngestError> {
        let stream = self.stream_index(GlyphStream::Annotation {
            index,
            object: (0, 0),
        })?;
        self.notes.unpainted_field = true;
        let metrics = Metrics::default();
        let (size, mut x) = (field.size, field.rect.x0 + 2.0);
        let mut y = field.rect.y1 - size;
        for (at, c) in field.text.char_indices() {
            if matches!(c, '\r' | '\n') {
                x = field.rect.x0 + 2.0;
                y -= if c == '\n' { 1.2 * size } else { 0.0 };
                continue;
            }
            let paint = Matrix::new(size, 0.0, 0.0, size, x, y).then(state.ctm);
            let origin = GlyphOrigin {
                stream,
                operator: 0,
                element: 0,
                byte: at as u32,
                len: c.len_utf8() as u8,
            };
            let shown = glyph(shared(c), field::WIDTH, &metrics, paint, 0, origin);
            let nth = self.painted;
            self.painted += 1;
            self.twice.add(&mut self.page, Glyph { nth, ..shown });
            x += f64::from(field::WIDTH) * size;
        }
        Ok(())
    }

    /// Notes how much of the page an image covers.
    pub fn image(&mut self, ctm: Matrix) {
        let (x0, y0, x1, y1) = ctm.bounds(0.0, 0.0, 1.0, 1.0);
        let (width, height) = (f64::from(self.page.width), f64::from(self.page.height));
        let across = x1.min(width) - x0.max(0.0);
        let down = y1.min(height) - y0.max(0.0);
        if across > 0.0 && down > 0.0 {
            self.image_area += across * down;
        }
    }
}

/// The normal appearance of an annotation.
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

fn object_id(stream: &Stream<'_>) -> (i32, i32) {
    let id = stream.obj_id();
    (
        i32::try_from(id.obj_number).unwrap_or(i32::MAX),
        id.gen_number,
    )
}
