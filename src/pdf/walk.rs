//! Runs content streams and tells a sink what they paint.

use std::collections::HashSet;

use hayro_syntax::Pdf;
use hayro_syntax::content::{Instruction, UntypedIter};
use hayro_syntax::object::{Dict, Object, Stream};
use hayro_syntax::page::Page;

use super::collect::Collector;
use super::font::Fonts;
use super::ink;
use super::layers::Layers;
use super::matrix::Matrix;
use super::report::PageNotes;
use super::resources::Resources;
use super::sink::{Here, Key, Sink, place};
use super::state::{Stack, State, TextMatrices};
use super::stream::Budget;
use crate::ingest::{IngestError, Limits};
use crate::model::{Carrier, GlyphPage};

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
    let mut shared = Shared::new(pdf);
    (1..)
        .zip(found(pdf, limits)?)
        .map(|(number, page)| {
            let (collector, notes) = walk(&mut shared, page, Collector::new(number, page))?;
            let painted = collector.painted();
            let mut read = collector.finish();
            read.paints.extend(ink::marks(page, painted));
            Ok((read, notes))
        })
        .collect()
}

/// The pages of a document, when there are any, and not too many.
pub(crate) fn found<'p>(pdf: &'p Pdf, limits: &Limits) -> Result<&'p [Page<'p>], IngestError> {
    let found: &[Page<'_>] = pdf.pages();
    if found.is_empty() {
        return Err(IngestError::Damaged("no pages can be found in it".into()));
    }
    if found.len() > limits.pages as usize {
        return Err(limits.too_many_pages());
    }
    Ok(found)
}

/// Tells a sink what a page paints.
pub(crate) fn walk<'a, S: Sink<'a>>(
    shared: &mut Shared<'a>,
    page: &Page<'a>,
    sink: S,
) -> Result<(S, PageNotes), IngestError> {
    let mut walker = Walker::new(shared, sink);
    walker.run(page)?;
    Ok((walker.sink, walker.notes))
}

/// Tells a sink what a stream paints that stands by itself; none where that can't be followed.
pub(crate) fn walk_stream<'a, S: Sink<'a>>(
    shared: &mut Shared<'a>,
    stream: &Stream<'a>,
    resources: &mut Resources<'a>,
    sink: S,
) -> Result<S, (S, IngestError)> {
    let content = match shared.budget.decode(stream) {
        Ok(content) => content.unwrap_or_default(),
        Err(error) => return Err((sink, error)),
    };
    let mut walker = Walker::new(shared, sink);
    walker.running.push(place(stream));
    match walker.stream(&content, resources, State::new(Matrix::IDENTITY)) {
        Ok(()) => Ok(walker.sink),
        Err(error) => Err((walker.sink, error)),
    }
}

/// What the pages of a document have in common.
#[derive(Default)]
pub(crate) struct Shared<'a> {
    pub fonts: Fonts<'a>,
    pub budget: Budget,
    /// Fonts and forms of the interactive form, for fields that bring none.
    pub(super) form_resources: Dict<'a>,
    pub(super) layers: Layers,
    pub(super) glyphs: usize,
    operators: u64,
}

impl<'a> Shared<'a> {
    pub fn new(pdf: &'a Pdf) -> Self {
        let catalog = pdf.xref().get::<Dict<'a>>(pdf.xref().root_id());
        let form = catalog.and_then(|catalog| catalog.get::<Dict<'a>>(b"AcroForm"));
        Self {
            fonts: Fonts::default(),
            budget: Budget::default(),
            form_resources: form
                .and_then(|form| form.get::<Dict<'a>>(b"DR"))
                .unwrap_or_default(),
            layers: Layers::of(pdf),
            glyphs: 0,
            operators: 0,
        }
    }
}

/// Walks one page.
pub(super) struct Walker<'s, 'a, S> {
    pub shared: &'s mut Shared<'a>,
    pub sink: S,
    pub notes: PageNotes,
    /// Places of the streams being run: a form that paints itself is not followed.
    pub running: Vec<usize>,
    /// Patterns, masks and glyphs that were walked already.
    pub seen: HashSet<Key>,
    /// Glyphs painted on the page, those that can't be placed counted too.
    pub painted: u32,
    /// What carries the content being run.
    pub scope: Carrier,
    /// How many hidden layers we are in.
    pub hiding: usize,
    /// The marked content we are in.
    marked: Vec<Marked>,
    marked_deeper: usize,
}

/// Marked content.
#[derive(Default)]
struct Marked {
    /// What its author says it stands for.
    text: Option<String>,
    /// Whether it belongs to a hidden layer.
    hidden: bool,
}

impl<'s, 'a, S: Sink<'a>> Walker<'s, 'a, S> {
    fn new(shared: &'s mut Shared<'a>, sink: S) -> Self {
        Self {
            shared,
            sink,
            notes: PageNotes::default(),
            running: Vec::new(),
            seen: HashSet::new(),
            painted: 0,
            scope: Carrier::Page,
            hiding: 0,
            marked: Vec::new(),
            marked_deeper: 0,
        }
    }

    fn run(&mut self, page: &Page<'a>) -> Result<(), IngestError> {
        let transform = Matrix::from_array(page.initial_transform(true).as_coeffs());
        let state = State::new(transform);
        let (content, whole) = self.shared.budget.content(page.raw())?;
        self.notes.damaged |= !whole;
        self.stream(&content, &mut Resources::of_page(page), state)?;
        self.annotations(page, state)
    }

    /// Runs one content stream.
    pub(super) fn stream(
        &mut self,
        content: &[u8],
        resources: &mut Resources<'a>,
        state: State,
    ) -> Result<(), IngestError> {
        let deeper = std::mem::take(&mut self.marked_deeper);
        let mut run = Run {
            state,
            base: state.ctm,
            stack: Stack::default(),
            text: TextMatrices::default(),
            operators: 0,
            marked: self.marked.len(),
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
        // What a stream leaves open ends with it.
        self.marked_deeper = 0;
        while self.marked.len() > run.marked {
            self.end_marked(&run);
        }
        self.marked_deeper = deeper;
        self.shared.operators += run.operators;
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
            run.operators += 1;
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
            b"q" => {
                if run.stack.save(*state) {
                    self.sink.save();
                }
            }
            b"Q" => {
                if let Some(saved) = run.stack.restore() {
                    *state = saved;
                    self.sink.restore();
                }
            }
            b"cm" => {
                if let Some(matrix) = numbers::<6>(operation).map(Matrix::from_array) {
                    state.ctm = matrix.then(state.ctm);
                }
            }
            b"BT" => run.text = TextMatrices::default(),
            b"ET" => self.sink.end_text(run.here(resources, self.carrier())),
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
            b"Tj" | b"TJ" => self.show_operand(operation, resources, run)?,
            b"'" => {
                run.text.next_line(0.0, -state.leading);
                self.show_operand(operation, resources, run)?;
            }
            b"\"" => {
                let mut spaces = operation.operands().filter_map(number);
                if let (Some(word), Some(char)) = (spaces.next(), spaces.next()) {
                    state.word_space = word;
                    state.char_space = char;
                }
                run.text.next_line(0.0, -state.leading);
                self.show_operand(operation, resources, run)?;
            }
            b"Do" => {
                if let Some(Object::Name(name)) = operation.operands().last() {
                    self.x_object(name, resources, run)?;
                }
            }
            b"BI" => {
                let stream = match operation.operands().last() {
                    Some(Object::Stream(stream)) => Some(stream),
                    _ => None,
                };
                let here = run.here(resources, self.carrier());
                self.sink.inline_image(stream, here);
            }
            b"BMC" => self.begin_marked(Marked::default),
            b"BDC" => self.begin_properties(operation, resources),
            b"EMC" => self.end_marked(run),
            b"MP" | b"DP" | b"BX" | b"EX" => {}
            _ => self.other(operation, resources, run)?,
        }
        Ok(())
    }

    /// Paths, colours, shadings, and the state of the graphics: what the sink knows more of.
    fn other(
        &mut self,
        operation: &Instruction<'_, '_>,
        resources: &Resources<'a>,
        run: &mut Run,
    ) -> Result<(), IngestError> {
        let operator: &[u8] = operation.operator;
        match operator {
            b"c" | b"v" | b"y" => self.notes.curves += 1,
            b"scn" | b"SCN" => self.pattern(operation, resources, run)?,
            b"gs" => {
                if let Some(Object::Name(name)) = operation.operands().last() {
                    self.graphics_state(name, resources, run)?;
                }
            }
            _ => {}
        }
        self.sink
            .operation(operation, run.here(resources, self.carrier()));
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

    /// What carries what is painted now.
    pub(super) fn carrier(&self) -> Carrier {
        if self.hiding > 0 {
            Carrier::HiddenLayer
        } else {
            self.scope
        }
    }

    fn begin_properties(&mut self, operation: &Instruction<'_, '_>, resources: &Resources<'a>) {
        let is_layer = matches!(operation.operands().next(),
            Some(Object::Name(tag)) if tag.as_ref() == b"OC");
        let properties = operation.operands().last();
        let hidden = match properties {
            Some(Object::Name(name)) if is_layer => {
                self.shared.layers.hide(&resources.properties, name)
            }
            _ => false,
        };
        self.begin_marked(|| Marked {
            text: actual_text(properties, resources),
            hidden,
        });
    }

    fn begin_marked(&mut self, marked: impl FnOnce() -> Marked) {
        if self.marked.len() < DEEPEST_MARKED {
            let marked = marked();
            self.hiding += usize::from(marked.hidden);
            self.marked.push(marked);
        } else {
            self.marked_deeper += 1;
        }
    }

    fn end_marked(&mut self, run: &Run) {
        if self.marked_deeper > 0 {
            self.marked_deeper -= 1;
        } else if self.marked.len() > run.marked
            && let Some(marked) = self.marked.pop()
        {
            self.hiding -= usize::from(marked.hidden).min(self.hiding);
        }
    }

    /// What the author says the marked content stands for: given to the first glyph in it
    /// whose font says nothing; the glyphs behind it stand for nothing more.
    pub(super) fn said_by_author(&mut self) -> Option<String> {
        let said = self.marked.iter_mut().filter_map(|m| m.text.as_mut());
        said.last().map(std::mem::take)
    }
}

/// The state of one content stream while it runs.
pub(super) struct Run {
    pub state: State,
    /// The matrix it began with.
    pub base: Matrix,
    stack: Stack,
    pub text: TextMatrices,
    operators: u64,
    /// How much marked content was open when it began.
    marked: usize,
}

impl Run {
    /// What the sink may know of it.
    pub fn here<'w, 'a>(&'w self, resources: &'w Resources<'a>, carrier: Carrier) -> Here<'w, 'a> {
        Here {
            state: &self.state,
            resources,
            base: self.base,
            carrier,
        }
    }
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

/// A number.
pub(crate) fn number(object: &Object<'_>) -> Option<f64> {
    match object {
        Object::Number(number) => Some(number.as_f64()),
        _ => None,
    }
}

/// The last `N` operands, when all of them are numbers.
pub(crate) fn numbers<const N: usize>(operation: &Instruction<'_, '_>) -> Option<[f64; N]> {
    let mut found = [0.0; N];
    let skip = operation.operands().count().checked_sub(N)?;
    for (slot, operand) in found.iter_mut().zip(operation.operands().skip(skip)) {
        *slot = number(operand)?;
    }
    Some(found)
}
