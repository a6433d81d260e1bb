//! Content of its own: written out where it is painted, or as an object of the new file when it is
//! a group, a pattern or a mask.

use hayro_syntax::object::{Array, Dict, Name, Object as Source, Rect as PdfRect, Stream};
use lopdf::{Dictionary, Object, ObjectId, dictionary};

use super::clip::Bounds;
use super::digits::rounded;
use super::ink::{Blend, Ink, blend_mode};
use super::names::Kind;
use super::path::Path;
use super::scribe::{Cell, Mode, Scribe, bounds};
use super::sheet::{Finished, Rule, Sheet, Thing, Uses};
use crate::pdf::matrix::Matrix;
use crate::pdf::sink::{Here, Key, Scope};
use crate::write::pdf::file::Objects;

/// Most XObjects looked at for blend modes: where there are more, a group stays one.
const MOST_LOOKED_AT: u32 = 256;

/// What is around the content being written.
pub(super) struct Around<'a> {
    ink: Ink,
    saved: usize,
    path: Path,
    pending: Option<Rule>,
    inner: Inner<'a>,
}

/// What the content becomes.
enum Inner<'a> {
    /// Part of the content around it.
    Inline,
    /// A transparency group.
    Group(Sheet, Dictionary, Bounds),
    /// The cell of a pattern.
    Pattern(Sheet, Key, Option<Tile>),
    /// A mask: its dictionary.
    Mask(Sheet, Key, Dict<'a>, Option<Dictionary>, Bounds),
}

/// How a cell repeats, in the space its content is written in.
struct Tile {
    matrix: Matrix,
    bbox: Bounds,
    step: (f64, f64),
    paint: i64,
    tiling: i64,
}

impl Around<'_> {
    pub fn is_pattern(&self) -> bool {
        matches!(self.inner, Inner::Pattern(..))
    }
}

impl<'a> Scribe<'_, 'a> {
    /// Content of its own begins.
    pub(super) fn begin(&mut self, scope: Scope<'_, 'a>, here: Here<'_, 'a>) {
        let saved = self.ink.clone();
        let inner = match scope {
            _ if self.mode == Mode::Layer => Inner::Inline,
            Scope::Form(stream) => self.form(stream, here),
            Scope::Appearance(stream) => {
                self.ink = Ink::new();
                self.form(stream, here)
            }
            Scope::Pattern(stream, key) => self.cell(stream, key, here),
            Scope::SoftMask(mask, stream, key) => self.mask(mask, stream, key, here),
            Scope::GlyphProcedure => Inner::Inline,
        };
        self.around.push(Around {
            ink: saved,
            saved: self.depth(),
            path: std::mem::take(&mut self.path),
            pending: self.pending.take(),
            inner,
        });
    }

    /// It is over.
    pub(super) fn end(&mut self) {
        let Some(around) = self.around.pop() else {
            return;
        };
        self.forget_saved(around.saved);
        self.ink = around.ink;
        self.path = around.path;
        self.pending = around.pending;
        match around.inner {
            Inner::Inline => {}
            Inner::Group(sheet, group, bbox) => {
                let done = self.back_to(sheet);
                self.paint_group(done, group, bbox);
            }
            Inner::Pattern(sheet, key, tile) => {
                let done = self.back_to(sheet);
                let cell = tile.map(|tile| self.write_cell(done, &tile));
                self.patterns.insert(key, cell);
            }
            Inner::Mask(sheet, key, mask, group, bbox) => {
                let done = self.back_to(sheet);
                let written = group.and_then(|group| self.write_mask(done, &mask, group, bbox));
                self.masks.insert(key, written);
            }
        }
    }

    fn back_to(&mut self, sheet: Sheet) -> Finished {
        let inner = std::mem::replace(&mut self.sheet, sheet);
        let fonts = &self.tools.fonts;
        inner.finish(|font| fonts.object(font))
    }

    fn form(&mut self, stream: &Stream<'a>, here: Here<'_, 'a>) -> Inner<'a> {
        let to_base = self.to_base(here.state.ctm);
        let bbox = stream.dict().get::<PdfRect>(b"BBox");
        let group = stream.dict().get::<Dict<'a>>(b"Group");
        let group = group.filter(|group| self.must_be_group(group, here));
        let Some(group) = group else {
            self.clip_to(bbox, to_base);
            return Inner::Inline;
        };
        let Some(group) = self.tools.copier.group(&mut self.tools.objects, &group) else {
            self.is_strange("a group that is not understood");
            self.clip_to(bbox, to_base);
            return Inner::Inline;
        };
        let page = self.page_bounds();
        let bbox_bounds = bbox.map_or(page, |of| bounds(to_base, [of.x0, of.y0, of.x1, of.y1]));
        let inner = Sheet::within(self.sheet.to_base, self.ink.blend.within_group());
        let outer = std::mem::replace(&mut self.sheet, inner);
        self.sheet.colorless = outer.colorless;
        self.ink.clip = None;
        self.ink.blend = self.ink.blend.within_group();
        if to_base.b != 0.0 || to_base.c != 0.0 {
            self.clip_to(bbox, to_base);
        }
        Inner::Group(outer, group, bbox_bounds)
    }

    /// Whether a group looks otherwise than its content written out.
    fn must_be_group(&self, group: &Dict<'a>, here: Here<'_, 'a>) -> bool {
        let knockout = group.get::<bool>(b"K").unwrap_or(false);
        knockout
            || !self.ink.blend.is_plain()
            || blends(&here.resources.ext_g_states)
            || nested_blends(&here.resources.x_objects, &mut { MOST_LOOKED_AT })
    }

    fn clip_to(&mut self, bbox: Option<PdfRect>, to_base: Matrix) {
        let Some(of) = bbox else {
            return;
        };
        let mut path = Path::default();
        path.rectangle([of.x0, of.y0, of.x1 - of.x0, of.y1 - of.y0], to_base);
        self.clip_to_path(&path, Rule::NonZero);
    }

    /// Makes a path a clip.
    pub(super) fn clip_to_path(&mut self, path: &Path, rule: Rule) {
        let mut bytes = Vec::new();
        path.write(&mut bytes);
        if bytes.is_empty() {
            bytes.extend_from_slice(b"0 0 0 0 re\n");
        }
        bytes.extend_from_slice(rule.clip());
        self.clip(bytes, path.as_rectangle(), Vec::new());
    }

    fn paint_group(&mut self, done: Finished, group: Dictionary, bbox: Bounds) {
        if done.content.is_empty() {
            return;
        }
        self.sheet.has_text |= done.has_text;
        self.sheet.has_image |= done.has_image;
        let place = done.first;
        let form = form_of(&mut self.tools.objects, done, group, bbox);
        let clip = self.notice.noticed(&self.ink.clip, grown(bbox));
        self.sheet.placed(
            &self.ink,
            &clip,
            &Thing {
                uses: Uses::BLEND,
                space: None,
                kind: Kind::XObject,
                object: &Object::Reference(form),
                place,
            },
        );
    }

    fn cell(&mut self, stream: &Stream<'a>, key: Key, here: Here<'_, 'a>) -> Inner<'a> {
        let dict = stream.dict();
        let tile = self.tile(dict, here);
        let to_cell = tile.as_ref().and_then(|tile| {
            // The page is seen from the cell.
            let on_page = tile.matrix.then(self.sheet.to_base.inverse()?);
            on_page.inverse()
        });
        let Some(to_cell) = to_cell else {
            self.is_strange("a pattern that is not understood");
            let scrap = Sheet::within(self.sheet.to_base, Blend::default());
            let outer = std::mem::replace(&mut self.sheet, scrap);
            self.ink = Ink::new();
            return Inner::Pattern(outer, key, None);
        };
        let colorless = tile.as_ref().is_some_and(|tile| tile.paint == 2);
        let inner = Sheet::within(to_cell, Blend::default());
        let outer = std::mem::replace(&mut self.sheet, inner);
        self.sheet.colorless = colorless;
        self.ink = Ink::new();
        Inner::Pattern(outer, key, tile)
    }

    fn tile(&self, dict: &Dict<'a>, here: Here<'_, 'a>) -> Option<Tile> {
        let bbox = dict.get::<PdfRect>(b"BBox")?;
        let (x, y) = (dict.get::<f64>(b"XStep")?, dict.get::<f64>(b"YStep")?);
        let small = |key: &[u8], most: i64| {
            let of = dict.get::<i64>(key).unwrap_or(1);
            if (1..=most).contains(&of) { of } else { 1 }
        };
        let matrix = self.to_base(here.state.ctm);
        let scale = (matrix.a * matrix.d - matrix.b * matrix.c).abs().sqrt();
        let sane = scale.is_finite() && scale > 0.0 && x != 0.0 && y != 0.0;
        sane.then_some(())?;
        // Content is written in units of about a point, so that few decimals say enough.
        let unit = if (0.2..=20.0).contains(&scale) {
            1.0
        } else {
            scale
        };
        let Matrix { a, b, c, d, e, f } = matrix;
        Some(Tile {
            matrix: Matrix::new(a / unit, b / unit, c / unit, d / unit, e, f),
            bbox: [bbox.x0, bbox.y0, bbox.x1, bbox.y1].map(|n| n * unit),
            step: (x * unit, y * unit),
            paint: small(b"PaintType", 2),
            tiling: small(b"TilingType", 3),
        })
    }

    fn write_cell(&mut self, done: Finished, tile: &Tile) -> Cell {
        let Matrix { a, b, c, d, e, f } = tile.matrix;
        let mut matrix = reals(&[a, b, c, d], 6);
        matrix.extend(reals(&[e, f], 4));
        let dict = dictionary! {
            "Type" => "Pattern",
            "PatternType" => 1,
            "PaintType" => tile.paint,
            "TilingType" => tile.tiling,
            "BBox" => reals(&tile.bbox, 4),
            "XStep" => real(tile.step.0, 4),
            "YStep" => real(tile.step.1, 4),
            "Matrix" => matrix,
            "Resources" => done.resources,
        };
        let id = self.tools.objects.add(Objects::stream(dict, done.content));
        Cell {
            id,
            has_image: done.has_image,
        }
    }

    fn mask(
        &mut self,
        mask: &Dict<'a>,
        stream: &Stream<'a>,
        key: Key,
        here: Here<'_, 'a>,
    ) -> Inner<'a> {
        let group = stream.dict().get::<Dict<'a>>(b"Group");
        let group = group.and_then(|group| {
            let tools = &mut *self.tools;
            tools.copier.group(&mut tools.objects, &group)
        });
        let inner = Sheet::within(self.sheet.to_base, Blend::default());
        let outer = std::mem::replace(&mut self.sheet, inner);
        self.ink = Ink::new();
        let to_base = self.to_base(here.state.ctm);
        let bbox = stream.dict().get::<PdfRect>(b"BBox");
        let page = self.page_bounds();
        let bbox_bounds = bbox.map_or(page, |of| bounds(to_base, [of.x0, of.y0, of.x1, of.y1]));
        if to_base.b != 0.0 || to_base.c != 0.0 {
            self.clip_to(bbox, to_base);
        }
        Inner::Mask(outer, key, mask.clone(), group, bbox_bounds)
    }

    fn write_mask(
        &mut self,
        done: Finished,
        mask: &Dict<'a>,
        group: Dictionary,
        bbox: Bounds,
    ) -> Option<ObjectId> {
        let kind = match mask.get::<Name<'_>>(b"S").as_deref() {
            Some(b"Alpha") => "Alpha",
            Some(b"Luminosity") => "Luminosity",
            _ => return None,
        };
        if let Some(transfer) = mask.get::<Source<'_>>(b"TR") {
            let Source::Name(name) = transfer else {
                return None;
            };
            (name.as_ref() == b"Identity").then_some(())?;
        }
        let form = form_of(&mut self.tools.objects, done, group, bbox);
        let mut dict = dictionary! { "Type" => "Mask", "S" => kind, "G" => form };
        if let Some(backdrop) = mask.get::<Array<'_>>(b"BC") {
            let values: Vec<f64> = backdrop.iter::<f64>().take(32).collect();
            dict.set("BC", reals(&values, 4));
        }
        Some(self.tools.objects.add(dict))
    }
}

fn form_of(objects: &mut Objects, done: Finished, group: Dictionary, bbox: Bounds) -> ObjectId {
    let dict = dictionary! {
        "Type" => "XObject",
        "Subtype" => "Form",
        "BBox" => reals(&bbox, 4),
        "Group" => group,
        "Resources" => done.resources,
    };
    objects.add(Objects::stream(dict, done.content))
}

/// A little more, for what is drawn on the edge.
pub(super) fn grown([x0, y0, x1, y1]: Bounds) -> Bounds {
    [x0 - 1.0, y0 - 1.0, x1 + 1.0, y1 + 1.0]
}

fn real(value: f64, decimals: u32) -> Object {
    Object::Real(rounded(value, decimals) as f32)
}

fn reals(values: &[f64], decimals: u32) -> Vec<Object> {
    values.iter().map(|value| real(*value, decimals)).collect()
}

/// Whether a graphics state blends in another way than by covering.
fn blends(states: &Dict<'_>) -> bool {
    states.keys().any(|key| {
        let mode = states
            .get::<Dict<'_>>(key)
            .and_then(|state| state.get::<Source<'_>>(b"BM"));
        match mode {
            Some(Source::Name(name)) => blend_mode(&name) != Some("Normal"),
            Some(_) => true,
            None => false,
        }
    })
}

/// The same in the forms that a form paints.
fn nested_blends(x_objects: &Dict<'_>, left: &mut u32) -> bool {
    x_objects.keys().any(|key| {
        if *left == 0 {
            return true;
        }
        *left -= 1;
        let resources = x_objects
            .get::<Stream<'_>>(key)
            .and_then(|stream| stream.dict().get::<Dict<'_>>(b"Resources"));
        resources.is_some_and(|resources| {
            let part = |key: &[u8]| resources.get::<Dict<'_>>(key).unwrap_or_default();
            blends(&part(b"ExtGState")) || nested_blends(&part(b"XObject"), left)
        })
    })
}
