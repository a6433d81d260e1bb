//! Runs content streams and collects the glyphs they paint.

use hayro_syntax::Pdf;
use hayro_syntax::content::{Instruction, UntypedIter};
use hayro_syntax::object::{Array, Dict, Name, Object, Stream};
use hayro_syntax::page::Page;

use super::font::Fonts;
use super::matrix::Matrix;
use super::state::{Stack, State};
use super::twice::Twice;
use super::{IngestError, Limits, Pages};
use crate::model::{Glyph, GlyphOrigin, GlyphPage, GlyphStream, Rect};

/// Deepest nesting of form XObjects.
const DEEPEST_FORM: usize = 28;
/// Most glyphs of a document: some 5000 full pages.
const MOST_GLYPHS: usize = 16 << 20;
/// Most operators of a document: a file that asks for more is built to keep readers busy.
const MOST_OPERATORS: u64 = 300_000_000;

/// The glyphs of all pages.
pub(super) fn pages(pdf: &Pdf, limits: &Limits) -> Result<Pages, IngestError> {
    let found = pdf.pages();
    if found.len() > limits.pages as usize {
        return Err(IngestError::Limit(format!(
            "more than {} pages",
            limits.pages
        )));
    }
    let mut shared = Shared::default();
    (1..)
        .zip(found.iter())
        .map(|(number, page)| Walker::new(&mut shared, number, page).run(page))
        .collect()
}

/// What the pages of a document have in common.
#[derive(Default)]
struct Shared<'a> {
    fonts: Fonts<'a>,
    glyphs: usize,
    operators: u64,
}

struct Walker<'s, 'a> {
    shared: &'s mut Shared<'a>,
    page: GlyphPage,
    twice: Twice,
    /// Names of the forms that led here.
    path: Vec<String>,
    /// Places of the streams being run: a form that paints itself is not followed.
    running: Vec<usize>,
    image_area: f64,
}

/// The text matrices, which `q` does not save.
#[derive(Clone, Copy)]
struct TextMatrices {
    text: Matrix,
    line: Matrix,
}

/// Where in the file the walker is.
#[derive(Clone, Copy)]
struct Place {
    stream: u16,
    operator: u32,
}

/// The part of a resource dictionary that is used, each once.
struct Resources<'a> {
    fonts: Dict<'a>,
    x_objects: Dict<'a>,
    ext_g_states: Dict<'a>,
    /// Fonts by name, met so far in this stream.
    known: Vec<(Vec<u8>, Option<usize>)>,
}

impl<'a> Resources<'a> {
    fn new(dict: &Dict<'a>) -> Self {
        let part = |key: &[u8]| dict.get::<Dict<'a>>(key).unwrap_or_default();
        Self {
            fonts: part(b"Font"),
            x_objects: part(b"XObject"),
            ext_g_states: part(b"ExtGState"),
            known: Vec::new(),
        }
    }

    fn font(&mut self, fonts: &mut Fonts<'a>, name: &[u8]) -> Option<usize> {
        if let Some((_, font)) = self.known.iter().find(|(n, _)| n == name) {
            return *font;
        }
        let font = fonts.named(&self.fonts, name);
        if self.known.len() < 64 {
            self.known.push((name.to_vec(), font));
        }
        font
    }
}

impl<'s, 'a> Walker<'s, 'a> {
    fn new(shared: &'s mut Shared<'a>, number: u32, page: &Page<'a>) -> Self {
        let (width, height) = page.render_dimensions();
        Self {
            shared,
            twice: Twice::new(width, height),
            page: GlyphPage {
                number,
                width,
                height,
                glyphs: Vec::new(),
                duplicates: Vec::new(),
                streams: vec![GlyphStream::Page],
                image_cover: 0.0,
            },
            path: Vec::new(),
            running: Vec::new(),
            image_area: 0.0,
        }
    }

    fn run(mut self, page: &Page<'a>) -> Result<GlyphPage, IngestError> {
        let t = page.initial_transform(true).as_coeffs();
        let state = State::new(Matrix::from_array(t));
        if let Some(content) = page.page_stream() {
            let dict = page.raw().get::<Dict<'a>>(b"Resources").unwrap_or_default();
            let mut resources = Resources::new(&dict);
            // Inherited ones come ready made.
            if dict.is_empty() {
                resources.fonts = page.resources().fonts.clone();
                resources.x_objects = page.resources().x_objects.clone();
                resources.ext_g_states = page.resources().ext_g_states.clone();
            }
            self.stream(content, &mut resources, state, 0)?;
        }
        self.annotations(page, state)?;
        let area = f64::from(self.page.width) * f64::from(self.page.height);
        self.page.image_cover = (self.image_area / area).clamp(0.0, 1.0) as f32;
        self.page.glyphs.shrink_to_fit();
        Ok(self.page)
    }

    fn stream(
        &mut self,
        content: &[u8],
        resources: &mut Resources<'a>,
        mut state: State,
        stream: u16,
    ) -> Result<(), IngestError> {
        let mut stack = Stack::default();
        let mut text = TextMatrices {
            text: Matrix::IDENTITY,
            line: Matrix::IDENTITY,
        };
        let mut place = Place {
            stream,
            operator: 0,
        };
        let mut operations = UntypedIter::new(content);
        while let Some(operation) = operations.next() {
            self.operation(
                &operation, resources, &mut stack, &mut state, &mut text, place,
            )?;
            place.operator += 1;
        }
        self.shared.operators += u64::from(place.operator);
        if self.shared.operators > MOST_OPERATORS {
            return Err(IngestError::Limit("too many drawing operations".into()));
        }
        Ok(())
    }

    fn operation(
        &mut self,
        operation: &Instruction<'_, '_>,
        resources: &mut Resources<'a>,
        stack: &mut Stack,
        state: &mut State,
        text: &mut TextMatrices,
        place: Place,
    ) -> Result<(), IngestError> {
        let operator: &[u8] = operation.operator;
        match operator {
            b"q" => stack.save(*state),
            b"Q" => {
                if let Some(saved) = stack.restore() {
                    *state = saved;
                }
            }
            b"cm" => {
                if let Some(matrix) = numbers::<6>(operation).map(Matrix::from_array) {
                    state.ctm = matrix.then(state.ctm);
                }
            }
            b"BT" => {
                text.text = Matrix::IDENTITY;
                text.line = Matrix::IDENTITY;
            }
            b"Tf" => self.set_font(operation, resources, state),
            b"Td" => {
                if let Some([x, y]) = numbers(operation) {
                    next_line(text, x, y);
                }
            }
            b"TD" => {
                if let Some([x, y]) = numbers(operation) {
                    state.leading = -y;
                    next_line(text, x, y);
                }
            }
            b"Tm" => {
                if let Some(matrix) = numbers::<6>(operation).map(Matrix::from_array) {
                    text.text = matrix;
                    text.line = matrix;
                }
            }
            b"T*" => next_line(text, 0.0, -state.leading),
            b"Tc" => set(&mut state.char_space, operation, 1.0),
            b"Tw" => set(&mut state.word_space, operation, 1.0),
            b"Tz" => set(&mut state.stretch, operation, 0.01),
            b"TL" => set(&mut state.leading, operation, 1.0),
            b"Ts" => set(&mut state.rise, operation, 1.0),
            b"Tr" => {
                if let Some([mode]) = numbers(operation) {
                    state.mode = mode as i64;
                }
            }
            b"Tj" => self.show_last(operation, state, text, place)?,
            b"'" => {
                next_line(text, 0.0, -state.leading);
                self.show_last(operation, state, text, place)?;
            }
            b"\"" => {
                let mut spaces = operation.operands().filter_map(number);
                if let (Some(word), Some(char)) = (spaces.next(), spaces.next()) {
                    state.word_space = word;
                    state.char_space = char;
                }
                next_line(text, 0.0, -state.leading);
                self.show_last(operation, state, text, place)?;
            }
            b"TJ" => {
                if let Some(Object::Array(array)) = operation.operands().last() {
                    self.show_array(array, state, text, place)?;
                }
            }
            b"Do" => {
                if let Some(Object::Name(name)) = operation.operands().last() {
                    self.x_object(name, resources, *state)?;
                }
            }
            b"BI" => self.image(state.ctm),
            b"gs" => {
                if let Some(Object::Name(name)) = operation.operands().last() {
                    self.graphics_state(name, resources, state);
                }
            }
            _ => {}
        }
        Ok(())
    }

    fn set_font(
        &mut self,
        operation: &Instruction<'_, '_>,
        resources: &mut Resources<'a>,
        state: &mut State,
    ) {
        let mut operands = operation.operands();
        let (Some(Object::Name(name)), Some(size)) =
            (operands.next(), operands.next().and_then(number))
        else {
            return;
        };
        state.font = resources.font(&mut self.shared.fonts, name);
        state.size = size;
    }

    fn graphics_state(&mut self, name: &Name<'_>, resources: &Resources<'a>, state: &mut State) {
        let Some(dict) = resources.ext_g_states.get::<Dict<'a>>(name) else {
            return;
        };
        let Some(font) = dict.get::<Array<'a>>(b"Font") else {
            return;
        };
        let mut items = font.flex_iter();
        let (Some(font), Some(size)) = (items.next::<Dict<'a>>(), items.next::<f32>()) else {
            return;
        };
        state.font = self.shared.fonts.direct(&font);
        state.size = f64::from(size);
    }

    fn show_last(
        &mut self,
        operation: &Instruction<'_, '_>,
        state: &State,
        text: &mut TextMatrices,
        place: Place,
    ) -> Result<(), IngestError> {
        match operation.operands().last() {
            Some(Object::String(string)) => self.show(string, state, text, place, 0),
            _ => Ok(()),
        }
    }

    fn show_array(
        &mut self,
        array: &Array<'_>,
        state: &State,
        text: &mut TextMatrices,
        place: Place,
    ) -> Result<(), IngestError> {
        let vertical = state
            .font
            .is_some_and(|font| self.shared.fonts.get_mut(font).metrics.vertical);
        for (element, object) in (0..).zip(array.iter::<Object<'_>>()) {
            match object {
                Object::String(string) => self.show(&string, state, text, place, element)?,
                Object::Number(by) => {
                    let by = -by.as_f64() / 1000.0 * state.size;
                    advance(text, state, by, vertical);
                }
                _ => {}
            }
        }
        Ok(())
    }

    fn show(
        &mut self,
        string: &[u8],
        state: &State,
        text: &mut TextMatrices,
        place: Place,
        element: u32,
    ) -> Result<(), IngestError> {
        let Some(font) = state.font else {
            return Ok(());
        };
        self.shared.glyphs += string.len();
        if self.shared.glyphs > MOST_GLYPHS {
            return Err(IngestError::Limit("too much text".into()));
        }
        let font = self.shared.fonts.get_mut(font);
        let metrics = font.metrics;
        let em = f64::from(metrics.em);
        let user = Matrix::new(
            state.size * state.stretch,
            0.0,
            0.0,
            state.size,
            0.0,
            state.rise,
        );
        let mut at = 0;
        while at < string.len() {
            let (code, len) = font.next_code(&string[at..]);
            let byte = at as u32;
            at += len;
            let known = font.code(code);
            let (unicode, width) = (known.unicode.clone(), known.width);
            let (shift_x, shift_y, down) = if metrics.vertical {
                font.vertical(code, width)
            } else {
                (0.0, 0.0, 0.0)
            };
            let paint = user.then(text.text).then(state.ctm);
            if paint.is_finite() {
                let paint = Matrix::translate(f64::from(shift_x), f64::from(shift_y)).then(paint);
                let (x, y) = paint.apply(0.0, 0.0);
                let (x0, y0, x1, y1) = paint.bounds(
                    0.0,
                    f64::from(metrics.descent) * em,
                    f64::from(width),
                    f64::from(metrics.ascent) * em,
                );
                let stretched = paint.a.hypot(paint.b) * em;
                let glyph = Glyph {
                    unicode,
                    rect: Rect {
                        x0: x0 as f32,
                        y0: y0 as f32,
                        x1: x1 as f32,
                        y1: y1 as f32,
                    },
                    origin: (x as f32, y as f32),
                    angle: angle(paint),
                    size: (paint.c.hypot(paint.d) * em) as f32,
                    space: (stretched * f64::from(metrics.space)) as f32,
                    bold: metrics.bold || state.mode == 2,
                    invisible: state.mode == 3,
                    origin_in_file: GlyphOrigin {
                        stream: place.stream,
                        operator: place.operator,
                        element,
                        byte,
                        len: len as u8,
                    },
                };
                self.twice.add(&mut self.page, glyph);
            }
            let step = if metrics.vertical { down } else { width };
            let mut by = f64::from(step) * state.size + state.char_space;
            if len == 1 && code == 32 {
                by += state.word_space;
            }
            advance(text, state, by, metrics.vertical);
        }
        Ok(())
    }

    fn x_object(
        &mut self,
        name: &Name<'_>,
        resources: &Resources<'a>,
        state: State,
    ) -> Result<(), IngestError> {
        let Some(stream) = resources.x_objects.get::<Stream<'a>>(name) else {
            return Ok(());
        };
        match stream.dict().get::<Name<'_>>(b"Subtype").as_deref() {
            Some(b"Image") => {
                self.image(state.ctm);
                Ok(())
            }
            _ => {
                let id = object_id(&stream);
                self.path.push(name.as_str().to_owned());
                let stream_name = GlyphStream::Form {
                    object: id,
                    path: self.path.clone(),
                };
                let done = self.form(&stream, Some(resources), state, stream_name);
                self.path.pop();
                done
            }
        }
    }

    fn form(
        &mut self,
        stream: &Stream<'a>,
        outer: Option<&Resources<'a>>,
        mut state: State,
        name: GlyphStream,
    ) -> Result<(), IngestError> {
        let place = stream.dict().data().as_ptr() as usize;
        if self.running.len() >= DEEPEST_FORM || self.running.contains(&place) {
            return Ok(());
        }
        let Ok(content) = stream.decoded_data() else {
            return Ok(());
        };
        if let Some(matrix) = stream.dict().get::<[f64; 6]>(b"Matrix") {
            state.ctm = Matrix::from_array(matrix).then(state.ctm);
        }
        let index = self.stream_index(name)?;
        let mut resources = match (stream.dict().get::<Dict<'a>>(b"Resources"), outer) {
            (Some(dict), _) => Resources::new(&dict),
            (None, Some(outer)) => Resources {
                fonts: outer.fonts.clone(),
                x_objects: outer.x_objects.clone(),
                ext_g_states: outer.ext_g_states.clone(),
                known: Vec::new(),
            },
            (None, None) => Resources::new(&Dict::empty()),
        };
        self.running.push(place);
        let done = self.stream(&content, &mut resources, state, index);
        self.running.pop();
        done
    }

    fn stream_index(&mut self, name: GlyphStream) -> Result<u16, IngestError> {
        let known = self.page.streams.iter().rposition(|stream| *stream == name);
        let index = known.unwrap_or(self.page.streams.len());
        if known.is_none() {
            self.page.streams.push(name);
        }
        u16::try_from(index).map_err(|_| IngestError::Limit("too many forms on a page".into()))
    }

    fn annotations(&mut self, page: &Page<'a>, state: State) -> Result<(), IngestError> {
        let Some(annotations) = page.raw().get::<Array<'a>>(b"Annots") else {
            return Ok(());
        };
        for (index, annotation) in annotations.iter::<Dict<'a>>().enumerate() {
            let Some(stream) = appearance(&annotation) else {
                continue;
            };
            let mut state = state;
            if let Some(fit) = fit(&annotation, &stream) {
                state.ctm = fit.then(state.ctm);
            }
            let name = GlyphStream::Annotation {
                index,
                object: object_id(&stream),
            };
            self.form(&stream, None, state, name)?;
        }
        Ok(())
    }

    fn image(&mut self, ctm: Matrix) {
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
    let rect = annotation.get::<hayro_syntax::object::Rect>(b"Rect")?;
    let bbox = stream.dict().get::<hayro_syntax::object::Rect>(b"BBox")?;
    let matrix = stream
        .dict()
        .get::<[f64; 6]>(b"Matrix")
        .map_or(Matrix::IDENTITY, Matrix::from_array);
    let (x0, y0, x1, y1) = matrix.bounds(bbox.x0, bbox.y0, bbox.x1, bbox.y1);
    let scale = |to: f64, from: f64| if from.abs() > 1e-6 { to / from } else { 1.0 };
    let (sx, sy) = (
        scale(rect.x1 - rect.x0, x1 - x0),
        scale(rect.y1 - rect.y0, y1 - y0),
    );
    Some(Matrix::new(
        sx,
        0.0,
        0.0,
        sy,
        rect.x0 - sx * x0,
        rect.y0 - sy * y0,
    ))
}

fn object_id(stream: &Stream<'_>) -> (i32, i32) {
    let id = stream.obj_id();
    (
        i32::try_from(id.obj_number).unwrap_or(i32::MAX),
        id.gen_number,
    )
}

fn next_line(text: &mut TextMatrices, x: f64, y: f64) {
    text.line = Matrix::translate(x, y).then(text.line);
    text.text = text.line;
}

fn advance(text: &mut TextMatrices, state: &State, by: f64, vertical: bool) {
    let step = if vertical {
        Matrix::translate(0.0, by)
    } else {
        Matrix::translate(by * state.stretch, 0.0)
    };
    text.text = step.then(text.text);
}

fn angle(paint: Matrix) -> f32 {
    if paint.b == 0.0 && paint.a >= 0.0 {
        return 0.0;
    }
    paint.b.atan2(paint.a).to_degrees() as f32
}

fn set(slot: &mut f64, operation: &Instruction<'_, '_>, scale: f64) {
    if let Some([value]) = numbers(operation) {
        *slot = value * scale;
    }
}

fn number(object: &Object<'_>) -> Option<f64> {
    match object {
        Object::Number(number) => Some(number.as_f64()),
        _ => None,
    }
}

/// The last `N` operands, when all of them are numbers.
fn numbers<const N: usize>(operation: &Instruction<'_, '_>) -> Option<[f64; N]> {
    let mut found = [0.0; N];
    let skip = operation.operands().count().checked_sub(N)?;
    for (slot, operand) in found.iter_mut().zip(operation.operands().skip(skip)) {
        *slot = number(operand)?;
    }
    Some(found)
}
