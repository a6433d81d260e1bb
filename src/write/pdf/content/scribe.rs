//! The sink that writes.

use std::collections::HashMap;

use hayro_syntax::content::Instruction;
use hayro_syntax::object::Stream;
use lopdf::ObjectId;

use super::clip::{self, Bounds, Noticer};
use super::digits::rounded;
use super::ink::Ink;
use super::letters::{Letter, clip_of};
use super::path::Path;
use super::scopes::Around;
use super::sheet::{Rule, Sheet};
use super::{Tools, Written};
use crate::model::{Carrier, Fate, PageBlackout, Place, Rect};
use crate::pdf::collect::{Counter, stand};
use crate::pdf::font::Fonts;
use crate::pdf::matrix::Matrix;
use crate::pdf::sink::{Here, Key, Painted, Scope, Sink};
use crate::write::pdf::PdfError;
use crate::write::pdf::font::{FontId, Shown};
use crate::write::pdf::image::{Quad, corners};
use crate::write::pdf::strange::Given;

/// Most bytes of content of one page.
const MOST_CONTENT: usize = 128 << 20;

/// What is written of a page.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Mode {
    /// All that stays.
    Full,
    /// Its text, without ink.
    Layer,
    /// The procedure of a drawn glyph.
    Procedure,
}

/// Writes one page.
pub(super) struct Scribe<'t, 'a> {
    pub tools: &'t mut Tools<'a>,
    plan: &'t PageBlackout,
    pub mode: Mode,
    number: u32,
    /// Finds out which glyph of the plan is painted.
    counter: Option<Counter>,
    /// The page as it is shown.
    pub page: Rect,
    pub burn: Vec<Quad>,
    pub ink: Ink,
    pub notice: Noticer,
    saved: Vec<Ink>,
    pub path: Path,
    pub pending: Option<Rule>,
    pub around: Vec<Around<'a>>,
    /// The stream being written; those around it are in `around`.
    pub sheet: Sheet,
    /// Patterns that were written; none for those that can't be.
    pub patterns: HashMap<Key, Option<Cell>>,
    pub masks: HashMap<Key, Option<ObjectId>>,
    /// Glyphs of the text object that become a clip, and whether there were any.
    clipping: Option<Vec<Letter>>,
    pub strange: Option<&'static str>,
    unplanned: bool,
    full: bool,
    /// Whether the procedure of a glyph has said how wide it is.
    pub begun: bool,
}

/// The cell of a pattern.
#[derive(Clone, Copy)]
pub(super) struct Cell {
    pub id: ObjectId,
    pub has_image: bool,
}

impl<'t, 'a> Scribe<'t, 'a> {
    pub fn new(tools: &'t mut Tools<'a>, given: Given<'t, 'a>, mode: Mode) -> Self {
        let Given { number, page, plan } = given;
        let (width, height) = page.render_dimensions();
        let transform = Matrix::from_array(page.initial_transform(true).as_coeffs());
        let to_base = transform.inverse().unwrap_or(Matrix::IDENTITY);
        let shown = Rect {
            x0: 0.0,
            y0: 0.0,
            x1: width,
            y1: height,
        };
        let burnt = plan.boxes.iter().filter(|of| of.burn);
        Self {
            burn: burnt.map(corners).collect(),
            counter: Some(Counter::new(page)),
            number,
            ..Self::of(
                tools,
                plan,
                mode,
                shown,
                Sheet::page(to_base).broken_by(&plan.boxes),
            )
        }
    }

    /// One that writes to a sheet of its own.
    pub fn of(
        tools: &'t mut Tools<'a>,
        plan: &'t PageBlackout,
        mode: Mode,
        page: Rect,
        sheet: Sheet,
    ) -> Self {
        Self {
            tools,
            plan,
            mode,
            number: 0,
            counter: None,
            page,
            burn: Vec::new(),
            ink: Ink::new(),
            notice: Noticer::default(),
            saved: Vec::new(),
            path: Path::default(),
            pending: None,
            around: Vec::new(),
            sheet,
            patterns: HashMap::new(),
            masks: HashMap::new(),
            clipping: None,
            strange: None,
            unplanned: false,
            full: false,
            begun: false,
        }
    }

    /// The page.
    pub fn finish(self) -> Result<Written, PdfError> {
        let painted = self.counter.as_ref().map_or(0, Counter::glyphs);
        if self.unplanned || painted != self.plan.fates.len() {
            return Err(PdfError::Plan(format!(
                "page {} has {painted} glyphs, not {}",
                self.number,
                self.plan.fates.len()
            )));
        }
        if self.full {
            return Err(PdfError::Page {
                page: self.number,
                what: "its content is too large when it is written out".to_owned(),
            });
        }
        let fonts = &self.tools.fonts;
        let done = self.sheet.finish(|font| fonts.object(font));
        Ok(Written {
            content: done.content,
            resources: done.resources,
            marked: done.marked,
            group: None,
            strange: self.strange,
        })
    }

    /// Notes why the page must be made into an image; the first reason counts.
    pub fn is_strange(&mut self, why: &'static str) {
        self.strange.get_or_insert(why);
    }

    /// The page, or where on it the paths of the plan that go lie.
    pub fn plan(&self) -> &'t PageBlackout {
        self.plan
    }

    /// From the user space of the source to the space of the sheet.
    pub fn to_base(&self, ctm: Matrix) -> Matrix {
        ctm.then(self.sheet.to_base)
    }

    /// The page in the space of the sheet.
    pub fn page_bounds(&self) -> Bounds {
        let Rect { x0, y0, x1, y1 } = self.page;
        let [x0, y0, x1, y1] = [x0, y0, x1, y1].map(f64::from);
        bounds(self.sheet.to_base, [x0, y0, x1, y1])
    }

    /// Whether what is painted is shown, and written in this mode.
    pub fn paints(&mut self, carrier: Carrier) -> bool {
        let shown = match carrier {
            Carrier::Page | Carrier::Pattern | Carrier::SoftMask => true,
            // Drawn by the font.
            Carrier::GlyphProcedure => false,
            Carrier::HiddenLayer | Carrier::HiddenAnnotation | Carrier::Value => false,
        };
        shown && self.mode != Mode::Layer && !self.plan.withheld && !self.is_full()
    }

    /// Whether more was written than a page may hold: then nothing more is.
    fn is_full(&mut self) -> bool {
        self.full |= self.sheet.out.len() > MOST_CONTENT;
        self.full
    }

    /// Adds a clip.
    pub fn clip(&mut self, bytes: Vec<u8>, rectangle: Option<Bounds>, fonts: Vec<FontId>) {
        // In a pattern the page is not what is seen.
        let page = self.is_on_page().then(|| self.page_bounds());
        self.ink.clip = clip::push(&self.ink.clip, bytes, rectangle, page, fonts);
    }

    /// Whether places are those of the page: not so in patterns.
    pub fn is_on_page(&self) -> bool {
        self.mode != Mode::Procedure && !self.around.iter().any(Around::is_pattern)
    }

    /// Writes a glyph as the plan says of the one that is read; `twin` is where that one stands,
    /// when this one is painted over it once more.
    fn text(
        &mut self,
        fonts: &mut Fonts<'a>,
        painted: &Painted<'_>,
        rect: Rect,
        index: u32,
        twin: Option<(f32, f32)>,
    ) {
        let hidden = matches!(
            painted.carrier,
            Carrier::HiddenLayer | Carrier::HiddenAnnotation
        );
        let Some(&fate) = self.plan.fates.get(index as usize) else {
            self.unplanned = true;
            return;
        };
        if matches!(painted.state.mode, 4..=7) {
            self.clipping.get_or_insert_default();
        }
        if hidden || fate == Fate::Goes || self.is_off_page(&rect) || self.is_full() {
            return;
        }
        let place = self.plan.places.get(index as usize).copied().flatten();
        let mut matrix = painted.text;
        if let Fate::Moves { x, y } = fate {
            let paint = painted.paint;
            // From the origin of a glyph that is written downwards to the place in its line.
            let shift = (matrix.e - paint.e, matrix.f - paint.f);
            let off = twin.map_or((0.0, 0.0), |(x, y)| {
                let off = |of: f64, at: f32| rounded(of - f64::from(at), 2);
                (off(paint.e, x), off(paint.f, y))
            });
            matrix.e = f64::from(x) + off.0 + shift.0;
            matrix.f = f64::from(y) + off.1 + shift.1;
        }
        if painted.carrier == Carrier::Value {
            self.ink = Ink::new();
        }
        let Some(letter) = self.letter(fonts, painted, matrix) else {
            return;
        };
        let moves = matches!(fate, Fate::Moves { .. });
        self.put(letter, painted, place, moves);
    }

    /// The glyph as the new file shows it.
    fn letter(
        &mut self,
        fonts: &mut Fonts<'a>,
        painted: &Painted<'_>,
        matrix: Matrix,
    ) -> Option<Letter> {
        let invisible = self.mode == Mode::Layer || painted.state.mode == 3;
        let said = !painted.unicode.is_empty();
        if !said && self.mode == Mode::Layer {
            return None;
        }
        if !said && !invisible {
            self.is_strange("glyphs of which the font does not say what they stand for");
        }
        let (font, shown) = match painted.font {
            Some(font) => self.shown(fonts, font, painted),
            None => None,
        }
        .or_else(|| self.replaced(painted, invisible))?;
        Some(Letter {
            font,
            shown,
            matrix: self.to_base(matrix),
            vertical: painted.metrics.vertical,
            mode: if invisible { 3 } else { painted.state.mode },
        })
    }

    fn shown(
        &mut self,
        fonts: &mut Fonts<'a>,
        font: usize,
        painted: &Painted<'_>,
    ) -> Option<(FontId, Shown)> {
        let id = self.font(fonts, font);
        self.draw_procedure(id, painted.code);
        let tools = &mut *self.tools;
        let shown = tools
            .fonts
            .show(id, painted.code, &painted.unicode, painted.width)?;
        Some((id, shown))
    }

    /// The font of the new file.
    fn font(&mut self, fonts: &mut Fonts<'a>, font: usize) -> FontId {
        let tools = &mut *self.tools;
        if tools.opened.len() <= font {
            tools.opened.resize(font + 1, None);
        }
        if let Some(id) = tools.opened[font] {
            return id;
        }
        let dict = &fonts.get_mut(font).dict;
        let id = tools.fonts.open(&mut tools.objects, dict);
        tools.opened[font] = Some(id);
        id
    }

    /// What stands for a glyph whose shape can't be carried over: without ink.
    fn replaced(&mut self, painted: &Painted<'_>, invisible: bool) -> Option<(FontId, Shown)> {
        if !invisible && painted.carrier != Carrier::Value {
            self.is_strange("a font that can't be carried over");
            return None;
        }
        let tools = &mut *self.tools;
        let (font, shown) = tools
            .fonts
            .unseen(&mut tools.objects, &painted.unicode, painted.width);
        Some((font, shown?))
    }

    /// Shows a letter, and keeps it where it becomes a clip.
    fn put(
        &mut self,
        mut letter: Letter,
        painted: &Painted<'_>,
        place: Option<Place>,
        moves: bool,
    ) {
        match painted.carrier {
            Carrier::Pattern => self.is_strange("text in a pattern"),
            Carrier::SoftMask => self.is_strange("text in a soft mask"),
            Carrier::GlyphProcedure => self.is_strange("text in a drawn glyph"),
            _ => {}
        }
        if let (Some(clipping), 4..=7) = (&mut self.clipping, letter.mode) {
            clipping.push(Letter { mode: 7, ..letter });
            letter.mode -= 4;
        }
        let clip = if letter.mode == 3 || self.ink.clip.is_none() {
            None
        } else {
            let around = self.reach_of(painted);
            // How far it is from the edges of a clip depends on what goes before it.
            let around = if moves { middle(around) } else { around };
            self.notice.noticed(&self.ink.clip, around)
        };
        let scale = if matches!(letter.mode, 1 | 2) {
            let m = self.to_base(painted.state.ctm);
            (m.a * m.d - m.b * m.c).abs().sqrt()
        } else {
            1.0
        };
        self.sheet.letter(&self.ink, &clip, &letter, place, scale);
    }

    /// How far a glyph may reach at its place in the source, in the space of the sheet.
    fn reach_of(&self, painted: &Painted<'_>) -> Bounds {
        const BEYOND: f64 = 0.3;
        let metrics = &painted.metrics;
        let em = f64::from(metrics.em);
        let bottom = (f64::from(metrics.descent) - BEYOND) * em;
        let top = (f64::from(metrics.ascent) + BEYOND) * em;
        let right = f64::from(painted.width).max(0.0) + BEYOND * em;
        bounds(
            self.to_base(painted.paint),
            [-BEYOND * em, bottom, right, top],
        )
    }

    fn is_off_page(&self, of: &Rect) -> bool {
        let page = &self.page;
        self.is_on_page()
            && (of.x1 < page.x0 || of.y1 < page.y0 || of.x0 > page.x1 || of.y0 > page.y1)
    }

    /// Goes to a state saved so many saves ago.
    pub fn depth(&self) -> usize {
        self.saved.len()
    }

    /// Forgets what was saved and not restored since.
    pub fn forget_saved(&mut self, depth: usize) {
        self.saved.truncate(depth);
    }
}

impl<'a> Sink<'a> for Scribe<'_, 'a> {
    fn glyph(&mut self, fonts: &mut Fonts<'a>, painted: Painted<'_>) {
        let Some(counter) = &mut self.counter else {
            // Text in the procedure of a glyph is the business of the page.
            self.is_strange("text in a drawn glyph");
            return;
        };
        let stand = stand(&painted);
        let (index, twin) = counter.add(&painted.unicode, stand);
        self.text(fonts, &painted, stand.rect, index, twin);
    }

    fn operation(&mut self, operation: &Instruction<'_, '_>, here: Here<'_, 'a>) {
        self.operate(operation, here);
    }

    fn image(&mut self, stream: &Stream<'a>, here: Here<'_, 'a>) {
        self.paint_image(stream, here);
    }

    fn inline_image(&mut self, stream: Option<&Stream<'_>>, here: Here<'_, 'a>) {
        self.paint_inline(stream, here);
    }

    fn save(&mut self) {
        self.saved.push(self.ink.clone());
    }

    fn restore(&mut self) {
        if let Some(ink) = self.saved.pop() {
            self.ink = ink;
        }
    }

    fn end_text(&mut self, _here: Here<'_, 'a>) {
        let Some(letters) = self.clipping.take() else {
            return;
        };
        if letters.is_empty() {
            // All of it went: nothing is left to be seen through it.
            self.clip(b"0 0 0 0 re\nW n\n".to_vec(), None, Vec::new());
            return;
        }
        let fonts = letters.iter().map(|letter| letter.font).collect();
        self.clip(clip_of(&letters), None, fonts);
    }

    fn enter(&mut self, scope: Scope<'_, 'a>, here: Here<'_, 'a>) {
        self.begin(scope, here);
    }

    fn leave(&mut self) {
        self.end();
    }
}

/// The point in the middle of a box.
fn middle([x0, y0, x1, y1]: Bounds) -> Bounds {
    let (x, y) = (f64::midpoint(x0, x1), f64::midpoint(y0, y1));
    [x, y, x, y]
}

/// The upright box around a box seen through a matrix.
pub(super) fn bounds(m: Matrix, [x0, y0, x1, y1]: Bounds) -> Bounds {
    let (x0, y0, x1, y1) = m.bounds(x0, y0, x1, y1);
    [x0, y0, x1, y1]
}
