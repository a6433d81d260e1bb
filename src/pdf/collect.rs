//! The sink that reads: makes glyph pages of what is painted.

use std::sync::Arc;

use hayro_syntax::content::Instruction;
use hayro_syntax::object::{Rect as PdfRect, Stream};
use hayro_syntax::page::Page;

use super::font::{Fonts, Metrics};
use super::ink::Ink;
use super::matrix::{Matrix, length};
use super::sink::{Here, Painted, Scope, Sink};
use super::twice::{ROOM, Stand, Twice};
use crate::model::{Glyph, GlyphPage, Rect};

/// Text rendering modes.
const FILL_AND_STROKE: i64 = 2;
const INVISIBLE: i64 = 3;

/// A page that fills up with glyphs.
pub(crate) struct Collector {
    page: GlyphPage,
    twice: Twice,
    ink: Ink,
    image_area: f64,
}

impl Collector {
    pub fn new(number: u32, page: &Page<'_>) -> Self {
        let (width, height) = page.render_dimensions();
        Self {
            twice: Twice::new(width, height),
            ink: Ink::new(width, height),
            page: GlyphPage {
                number,
                width,
                height,
                glyphs: Vec::with_capacity(ROOM),
                duplicates: Vec::new(),
                paints: Vec::new(),
                unread: false,
                image_cover: 0.0,
            },
            image_area: 0.0,
        }
    }

    /// Puts a glyph on the page.
    fn add(&mut self, painted: Painted<'_>) {
        self.ink.after = painted.nth + 1;
        let rgb = self.ink.of_glyph(painted.state.mode);
        self.twice.add(&mut self.page, glyph(painted, rgb));
    }

    /// How many glyphs were painted.
    pub fn painted(&self) -> u32 {
        self.ink.after
    }

    /// The page, when all is painted.
    pub fn finish(mut self) -> GlyphPage {
        let area = f64::from(self.page.width) * f64::from(self.page.height);
        self.page.image_cover = (self.image_area / area).clamp(0.0, 1.0) as f32;
        self.page.glyphs.shrink_to_fit();
        self.page.paints = self.ink.paints;
        self.page
    }

    /// Notes how much of the page an image covers.
    fn cover(&mut self, ctm: Matrix) {
        let (x0, y0, x1, y1) = ctm.bounds(0.0, 0.0, 1.0, 1.0);
        let (width, height) = (f64::from(self.page.width), f64::from(self.page.height));
        let across = x1.min(width) - x0.max(0.0);
        let down = y1.min(height) - y0.max(0.0);
        if across > 0.0 && down > 0.0 {
            self.image_area += across * down;
        }
    }
}

impl<'a> Sink<'a> for Collector {
    fn glyph(&mut self, _fonts: &mut Fonts<'a>, painted: Painted<'_>) {
        self.add(painted);
    }

    fn operation(&mut self, operation: &Instruction<'_, '_>, here: Here<'_, 'a>) {
        self.ink.operation(operation, here);
    }

    fn image(&mut self, stream: &Stream<'a>, here: Here<'_, 'a>) {
        self.cover(here.state.ctm);
        self.ink.image(Some(stream.dict()), here);
    }

    fn inline_image(&mut self, stream: Option<&Stream<'_>>, here: Here<'_, 'a>) {
        self.cover(here.state.ctm);
        self.ink.image(stream.map(Stream::dict), here);
    }

    fn save(&mut self) {
        self.ink.save();
    }

    fn restore(&mut self) {
        self.ink.restore();
    }

    fn enter(&mut self, scope: Scope<'_, 'a>, here: Here<'_, 'a>) {
        let stream = match scope {
            Scope::Form(stream) | Scope::Appearance(stream) => Some(stream),
            Scope::Pattern(..) | Scope::SoftMask(..) | Scope::GlyphProcedure { .. } => None,
        };
        let bbox = stream.and_then(|s| s.dict().get::<PdfRect>(b"BBox"));
        let bbox = bbox.map(|r| [r.x0, r.y0, r.x1, r.y1]);
        self.ink.enter(bbox, here.state.ctm);
    }

    fn leave(&mut self) {
        self.ink.leave();
    }
}

/// Tells which glyph of a page is painted, by its index there, without keeping the page.
pub(crate) struct Counter {
    twice: Twice,
    said: Vec<Arc<str>>,
}

impl Counter {
    pub fn new(page: &Page<'_>) -> Self {
        let (width, height) = page.render_dimensions();
        Self {
            twice: Twice::new(width, height),
            said: Vec::with_capacity(ROOM),
        }
    }

    /// How many glyphs the page has so far.
    pub fn glyphs(&self) -> usize {
        self.twice.len()
    }

    /// The index of a glyph on the page; when it is painted over an equal one, the index of that
    /// one, and where that one stands.
    pub fn add(&mut self, unicode: &Arc<str>, stand: Stand) -> (u32, Option<(f32, f32)>) {
        let said = &self.said;
        let reads = |at: u32| said.get(at as usize).is_some_and(|said| said == unicode);
        match self.twice.put(stand, reads) {
            Some(first) => (first, self.twice.origin(first)),
            None => {
                self.said.push(Arc::clone(unicode));
                (self.said.len() as u32 - 1, None)
            }
        }
    }
}

/// Where a glyph stands on the page, and how large it is.
pub(crate) fn stand(painted: &Painted<'_>) -> Stand {
    let Painted { paint, metrics, .. } = painted;
    Stand {
        rect: rect(painted),
        origin: (paint.e as f32, paint.f as f32),
        size: (length(paint.c, paint.d) * f64::from(metrics.em)) as f32,
    }
}

/// The box that a glyph advances over, in page space.
fn rect(painted: &Painted<'_>) -> Rect {
    let Metrics {
        ascent,
        descent,
        em,
        ..
    } = painted.metrics;
    let em = f64::from(em);
    let (x0, y0, x1, y1) = painted.paint.bounds(
        0.0,
        f64::from(descent) * em,
        f64::from(painted.width),
        f64::from(ascent) * em,
    );
    Rect {
        x0: x0 as f32,
        y0: y0 as f32,
        x1: x1 as f32,
        y1: y1 as f32,
    }
}

/// A glyph as the page shows it.
fn glyph(painted: Painted<'_>, rgb: [u8; 3]) -> Glyph {
    let Stand { rect, origin, size } = stand(&painted);
    let Painted {
        nth,
        unicode,
        width,
        metrics,
        paint,
        carrier,
        state,
        ..
    } = painted;
    let em = f64::from(metrics.em);
    let along = length(paint.a, paint.b);
    Glyph {
        unicode,
        rect,
        origin,
        angle: angle(paint),
        size,
        space: (along * em * f64::from(metrics.space)) as f32,
        advance: (along * f64::from(width)) as f32,
        rgb,
        nth,
        bold: metrics.bold || state.mode == FILL_AND_STROKE,
        invisible: state.mode == INVISIBLE,
        carrier,
    }
}

fn angle(paint: Matrix) -> f32 {
    if paint.b == 0.0 && paint.a >= 0.0 {
        return 0.0;
    }
    paint.b.atan2(paint.a).to_degrees() as f32
}
