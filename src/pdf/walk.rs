//! Runs content streams and collects the glyphs they paint.

use hayro_syntax::Pdf;
use hayro_syntax::content::{Instruction, UntypedIter};
use hayro_syntax::object::{Array, Dict, Name, Object};
use hayro_syntax::page::Page;

use super::font::Fonts;
use super::matrix::Matrix;
use super::report::PageNotes;
use super::state::{Stack, State, TextMatrices};
use super::stream::Budget;
use super::twice::Twice;
use crate::ingest::{IngestError, Limits};
use crate::model::{GlyphPage, GlyphStream};

/// Most glyphs of a document: some 5000 full pages.
pub(super) const MOST_GLYPHS: usize = 16 << 20;
/// Most operators of a document: a file that asks for more is built to keep readers busy.
const MOST_OPERATORS: u64 = 200_000_000;
/// How often reading goes on behind something that can't be understood, in one stream.
const MOST_RESTARTS: u32 = 64;
/// Deepest nesting of marked content that is kept track of.
const DEEPEST_MARKED: usize = 256;

/// The glyphs of all pages, and what was noticed on them.
pub(super) fn pages(
    pdf: &Pdf,
    limits: &Limits,
) -> Result<Vec<(GlyphPage, PageNotes)>, IngestError> {
    let found = pdf.pages();
    if found.is_empty() {
        return Err(IngestError::Damaged("no pages can be found in it".into()));
    }
    if found.len() > limits.pages as usize {
        return Err(IngestError::Limit(format!(
            "more than {} pages",
            limits.pages
        )));
    }
    let mut shared = Shared::new(pdf);
    (1..)
        .zip(found.iter())
        .map(|(number, page)| Walker::new(&mut shared, number, page).run(page))
        .collect()
}

/// What the pages of a document have in common.
pub(super) struct Shared<'a> {
    pub fonts: Fonts<'a>,
    pub budget: Budget,
    /// Fonts and forms of the interactive form, for fields that bring none.
    pub form_resources: Dict<'a>,
    pub glyphs: usize,
    operators: u64,
}

impl<'a> Shared<'a> {
    fn new(pdf: &'a Pdf) -> Self {
        let catalog = pdf.xref().get::<Dict<'a>>(pdf.xref().root_id());
        let form = catalog.and_then(|catalog| catalog.get::<Dict<'a>>(b"AcroForm"));
        Self {
            fonts: Fonts::default(),
            budget: Budget::default(),
            form_resources: form
                .and_then(|form| form.get::<Dict<'a>>(b"DR"))
                .unwrap_or_default(),
            glyphs: 0,
            operators: 0,
        }
    }
}

/// Walks one page.
pub(super) struct Walker<'s, 'a> {
    pub shared: &'s mut Shared<'a>,
    pub page: GlyphPage,
    pub notes: PageNotes,
    pub twice: Twice,
    /// Names of the forms that led here.
    pub path: Vec<String>,
    /// Places of the streams being run: a form that paints itself is not followed.
    pub running: Vec<usize>,
    pub image_area: f64,
    /// Glyphs painted on the page, those that can't be placed counted too.
    pub painted: u32,
    /// For each marked content we are in: the text its author says it stands for.
    marked: Vec<Option<String>>,
    marked_deeper: usize,
}

/// Where in the file the walker is.
#[derive(Clone, Copy)]
pub(super) struct Place {
    pub stream: u16,
    pub operator: u32,
}

/// The parts of a resource dictionary that are used.
#[derive(Clone)]
pub(super) struct Resources<'a> {
    pub fonts: Dict<'a>,
    pub x_objects: Dict<'a>,
    ext_g_states: Dict<'a>,
    properties: Dict<'a>,
    /// Fonts by name, met so far in this stream.
    known: Vec<(Vec<u8>, usize)>,
}

impl<'a> Resources<'a> {
    pub fn new(dict: &Dict<'a>) -> Self {
        let part = |key: &[u8]| dict.get::<Dict<'a>>(key).unwrap_or_default();
        Self {
            fonts: part(b"Font"),
            x_objects: part(b"XObject"),
            ext_g_states: part(b"ExtGState"),
            properties: part(b"Properties"),
            known: Vec::new(),
        }
    }

    fn of_page(page: &Page<'a>) -> Self {
        let of = page.resources();
        Self {
            fonts: of.fonts.clone(),
            x_objects: of.x_objects.clone(),
            ext_g_states: of.ext_g_states.clone(),
            properties: of.properties.clone(),
            known: Vec::new(),
        }
    }

    fn font(&mut self, fonts: &mut Fonts<'a>, name: &[u8]) -> usize {
        if let Some((_, font)) = self.known.iter().find(|(known, _)| known == name) {
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
                paints: Vec::new(),
                unread: false,
                streams: vec![GlyphStream::Page],
                image_cover: 0.0,
            },
            notes: PageNotes::default(),
            path: Vec::new(),
            running: Vec::new(),
            image_area: 0.0,
            painted: 0,
            marked: Vec::new(),
            marked_deeper: 0,
        }
    }

    fn run(mut self, page: &Page<'a>) -> Result<(GlyphPage, PageNotes), IngestError> {
        let transform = Matrix::from_array(page.initial_transform(true).as_coeffs());
        let state = State::new(transform);
        let (content, whole) = self.shared.budget.content(page.raw())?;
        self.notes.damaged |= !whole;
        self.stream(&content, &mut Resources::of_page(page), state, 0)?;
        self.annotations(page, state)?;
        let area = f64::from(self.page.width) * f64::from(self.page.height);
        self.page.image_cover = (self.image_area / area).clamp(0.0, 1.0) as f32;
        self.page.glyphs.shrink_to_fit();
        Ok((self.page, self.notes))
    }

    /// Runs one content stream.
    pub fn stream(
        &mut self,
        content: &[u8],
        resources: &mut Resources<'a>,
        state: State,
        stream: u16,
    ) -> Result<(), IngestError> {
        let mut run = Run {
            state,
            stack: Stack::default(),
            text: TextMatrices::default(),
            place: Place {
                stream,
                operator: 0,
            },
        };
        let mut rest = content;
        for _ in 0..=MOST_RESTARTS {
            let read = self.run_operations(rest, resources, &mut run)?;
            rest = &rest[read..];
            // The iterator stops at what it does not understand: go on behind it.
            let Some(junk) = rest.iter().position(|b| !is_white(*b)) else {
                break;
            };
            // Numbers that no operator follows paint nothing.
            let paints = |b: &u8| b.is_ascii_alphabetic() || matches!(b, b'(' | b'<' | b'[');
            self.notes.damaged |= rest.iter().any(paints);
            let behind = rest[junk..].iter().position(|b| is_white(*b));
            let Some(behind) = behind else { break };
            rest = &rest[junk + behind..];
        }
        self.shared.operators += u64::from(run.place.operator);
        if self.shared.operators > MOST_OPERATORS {
            return Err(IngestError::Limit("too many drawing operations".into()));
        }
        Ok(())
    }

    /// Runs operations as far as they can be read; how many bytes that was.
    fn run_operations(
        &mut self,
        content: &[u8],
        resources: &mut Resources<'a>,
        run: &mut Run,
    ) -> Result<usize, IngestError> {
        let start = content.as_ptr() as usize;
        let mut read = 0;
        let mut operations = UntypedIter::new(content);
        while let Some(operation) = operations.next() {
            let name: &[u8] = operation.operator;
            let end = (name.as_ptr() as usize)
                .wrapping_sub(start)
                .wrapping_add(name.len());
            if end <= content.len() {
                read = if name == b"BI" {
                    read_image(content, end)
                } else {
                    end
                };
            }
            self.operation(&operation, resources, run)?;
            run.place.operator += 1;
        }
        Ok(read)
    }

    fn operation(
        &mut self,
        operation: &Instruction<'_, '_>,
        resources: &mut Resources<'a>,
        run: &mut Run,
    ) -> Result<(), IngestError> {
        let operator: &[u8] = operation.operator;
        let state = &mut run.state;
        match operator {
            b"c" | b"v" | b"y" => self.notes.curves += 1,
            b"q" => run.stack.save(*state),
            b"Q" => {
                if let Some(saved) = run.stack.restore() {
                    *state = saved;
                }
            }
            b"cm" => {
                if let Some(matrix) = numbers::<6>(operation).map(Matrix::from_array) {
                    state.ctm = matrix.then(state.ctm);
                }
            }
            b"BT" => run.text = TextMatrices::default(),
            b"Tf" => self.set_font(operation, resources, state),
            b"Td" => {
                if let Some([x, y]) = numbers(operation) {
                    run.text.next_line(x, y);
                }
            }
            b"TD" => {
                if let Some([x, y]) = numbers(operation) {
                    state.leading = -y;
                    run.text.next_line(x, y);
                }
            }
            b"Tm" => {
                if let Some(matrix) = numbers::<6>(operation).map(Matrix::from_array) {
                    run.text.set(matrix);
                }
            }
            b"T*" => run.text.next_line(0.0, -state.leading),
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
            b"Tj" | b"TJ" => self.show_operand(operation, run)?,
            b"'" => {
                run.text.next_line(0.0, -state.leading);
                self.show_operand(operation, run)?;
            }
            b"\"" => {
                let mut spaces = operation.operands().filter_map(number);
                if let (Some(word), Some(char)) = (spaces.next(), spaces.next()) {
                    state.word_space = word;
                    state.char_space = char;
                }
                run.text.next_line(0.0, -state.leading);
                self.show_operand(operation, run)?;
            }
            b"Do" => {
                if let Some(Object::Name(name)) = operation.operands().last() {
                    self.x_object(name, resources, run.state)?;
                }
            }
            b"BI" => self.image(state.ctm),
            b"gs" => {
                if let Some(Object::Name(name)) = operation.operands().last() {
                    self.graphics_state(name, resources, state);
                }
            }
            b"BMC" => self.begin_marked(None),
            b"BDC" => {
                let text = actual_text(operation.operands().last(), resources);
                self.begin_marked(text);
            }
            b"EMC" => self.end_marked(),
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
        if let Some(Object::Name(name)) = operands.next() {
            state.font = Some(resources.font(&mut self.shared.fonts, name));
        }
        if let Some(size) = operation.operands().last().and_then(number) {
            state.size = size;
        }
    }

    fn graphics_state(&mut self, name: &Name<'_>, resources: &Resources<'a>, state: &mut State) {
        let font = resources
            .ext_g_states
            .get::<Dict<'a>>(name)
            .and_then(|dict| dict.get::<Array<'a>>(b"Font"));
        let Some(font) = font else {
            return;
        };
        let mut items = font.flex_iter();
        if let (Some(font), Some(size)) = (items.next::<Dict<'a>>(), items.next::<f32>()) {
            state.font = Some(self.shared.fonts.direct(&font));
            state.size = f64::from(size);
        }
    }

    fn begin_marked(&mut self, text: Option<String>) {
        if self.marked.len() < DEEPEST_MARKED {
            self.marked.push(text);
        } else {
            self.marked_deeper += 1;
        }
    }

    fn end_marked(&mut self) {
        if self.marked_deeper > 0 {
            self.marked_deeper -= 1;
        } else {
            self.marked.pop();
        }
    }

    /// What the author says the marked content stands for: given to the first glyph in it
    /// whose font says nothing; the glyphs behind it stand for nothing more.
    pub fn said_by_author(&mut self) -> Option<String> {
        self.marked.iter_mut().flatten().last().map(std::mem::take)
    }
}

/// The state of one content stream while it runs.
pub(super) struct Run {
    pub state: State,
    stack: Stack,
    pub text: TextMatrices,
    pub place: Place,
}

/// `/ActualText` of a property list, given in place or by name.
fn actual_text(properties: Option<&Object<'_>>, resources: &Resources<'_>) -> Option<String> {
    let text = match properties? {
        Object::Dict(dict) => dict.get(b"ActualText"),
        Object::Name(name) => resources
            .properties
            .get::<Dict<'_>>(name)?
            .get(b"ActualText"),
        _ => None,
    };
    let text: hayro_syntax::object::String<'_> = text?;
    Some(super::field::decode(&text))
}

/// Where an inline image ends whose `BI` ends here. The iterator has stepped over it; for
/// going on behind junk it is enough to know its first `EI`.
fn read_image(content: &[u8], from: usize) -> usize {
    memchr::memmem::find(&content[from..], b"EI").map_or(from, |at| from + at + 2)
}

fn is_white(byte: u8) -> bool {
    matches!(byte, b' ' | b'\t' | b'\r' | b'\n' | b'\x0c' | 0)
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
