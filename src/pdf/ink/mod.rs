//! What is painted besides glyphs: fills, strokes and images, with their colours and clips.

mod annotation;
mod color;
mod path;

use hayro_syntax::content::Instruction;
use hayro_syntax::object::{Dict, Name, Object};

use super::matrix::Matrix;
use super::sink::Here;
use crate::model::{Carrier, Paint, Painted, Rect};
pub(super) use annotation::marks;
use color::{Rgb, Space, numbers};
use path::Path;

/// Most paints of a page that are kept: what hides text or is a signature is among far fewer.
const MOST: usize = 200_000;
/// A line is a bar when it is so wide, in points.
const BAR: f32 = 3.0;
/// Something of which the colour can't be told.
const SOME: Rgb = [128; 3];
/// So dark that nothing shows through it, however it is blended.
const DARK: u8 = 48;

/// What `q` saves and `Q` brings back.
#[derive(Clone, Copy)]
struct Pen {
    fill_space: Space,
    fill: Option<Rgb>,
    stroke_space: Space,
    stroke: Option<Rgb>,
    fill_opacity: f32,
    stroke_opacity: f32,
    blend: Blend,
    masked: bool,
    width: f64,
    clip: Rect,
    /// The clip is not just its rectangle.
    clip_cut: bool,
}

/// What blending does to what lies below.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Blend {
    Covers,
    /// Dark covers, light does not.
    Darkens,
    Unknown,
}

/// Collects the paints of a page.
pub(super) struct Ink {
    pen: Pen,
    saved: Vec<Pen>,
    /// How many were saved when each scope began.
    scopes: Vec<usize>,
    path: Path,
    /// `W` or `W*` was met: the path becomes the clip when it is painted.
    clips: bool,
    pub paints: Vec<Paint>,
    /// Glyphs painted so far.
    pub after: u32,
}

impl Ink {
    pub fn new(width: f32, height: f32) -> Self {
        Self {
            pen: Pen {
                fill_space: Space::Gray,
                fill: Some([0; 3]),
                stroke_space: Space::Gray,
                stroke: Some([0; 3]),
                fill_opacity: 1.0,
                stroke_opacity: 1.0,
                blend: Blend::Covers,
                masked: false,
                width: 1.0,
                clip: Rect {
                    x0: 0.0,
                    y0: 0.0,
                    x1: width,
                    y1: height,
                },
                clip_cut: false,
            },
            saved: Vec::new(),
            scopes: Vec::new(),
            path: Path::default(),
            clips: false,
            paints: Vec::new(),
            after: 0,
        }
    }

    /// The colour in which glyphs are painted now.
    pub fn of_glyph(&self, mode: i64) -> Rgb {
        let color = if mode % 4 == 1 {
            self.pen.stroke
        } else {
            self.pen.fill
        };
        color.unwrap_or(SOME)
    }

    pub fn save(&mut self) {
        self.saved.push(self.pen);
    }

    pub fn restore(&mut self) {
        let floor = self.scopes.last().copied().unwrap_or(0);
        if self.saved.len() > floor
            && let Some(pen) = self.saved.pop()
        {
            self.pen = pen;
        }
    }

    /// Content of its own begins, within this box.
    pub fn enter(&mut self, bbox: Option<[f64; 4]>, ctm: Matrix) {
        self.saved.push(self.pen);
        self.scopes.push(self.saved.len());
        if let Some([x0, y0, x1, y1]) = bbox {
            self.clip_to(bounds(ctm, x0, y0, x1, y1), !is_upright(ctm));
        }
    }

    pub fn leave(&mut self) {
        let floor = self.scopes.pop().unwrap_or(1);
        self.saved.truncate(floor);
        if let Some(pen) = self.saved.pop() {
            self.pen = pen;
        }
        self.path.clear();
        self.clips = false;
    }

    /// An operator of paths, colours or their state.
    pub fn operation(&mut self, operation: &Instruction<'_, '_>, here: Here<'_, '_>) {
        let operator: &[u8] = operation.operator;
        let ctm = here.state.ctm;
        let pen = &mut self.pen;
        match operator {
            b"m" | b"l" | b"c" | b"v" | b"y" | b"re" => self.construct(operator, operation, ctm),
            b"h" => {}
            b"W" | b"W*" => self.clips = true,
            b"f" | b"F" | b"f*" | b"B" | b"B*" | b"b" | b"b*" | b"S" | b"s" | b"n" => {
                self.paint_path(operator, here);
            }
            b"sh" => {
                let rect = self.pen.clip;
                self.add(
                    rect,
                    Painted::Fill {
                        rgb: SOME,
                        opacity: 0.5,
                        rectangle: false,
                    },
                    here,
                );
            }
            b"w" => pen.width = numbers(operation).0[0],
            b"g" | b"rg" | b"k" => {
                pen.fill_space = of_operator(operator);
                pen.fill = color(pen.fill_space, operation);
            }
            b"G" | b"RG" | b"K" => {
                pen.stroke_space = of_operator(operator);
                pen.stroke = color(pen.stroke_space, operation);
            }
            b"cs" | b"CS" => {
                if let Some(Object::Name(name)) = operation.operands().last() {
                    let space = Space::named(name, &here.resources.color_spaces);
                    if operator == b"cs" {
                        (pen.fill_space, pen.fill) = (space, space.first());
                    } else {
                        (pen.stroke_space, pen.stroke) = (space, space.first());
                    }
                }
            }
            b"sc" | b"scn" => pen.fill = color(pen.fill_space, operation),
            b"SC" | b"SCN" => pen.stroke = color(pen.stroke_space, operation),
            b"gs" => {
                if let Some(Object::Name(name)) = operation.operands().last()
                    && let Some(dict) = here.resources.ext_g_states.get::<Dict<'_>>(name)
                {
                    self.graphics_state(&dict);
                }
            }
            _ => {}
        }
    }

    fn construct(&mut self, operator: &[u8], operation: &Instruction<'_, '_>, ctm: Matrix) {
        let (n, count) = numbers(operation);
        let path = &mut self.path;
        match (operator, count) {
            (b"m", 2..) => path.move_to(ctm, n[0], n[1]),
            (b"l", 2..) => path.line_to(ctm, n[0], n[1]),
            (b"c", 6..) => path.curve_to(ctm, n[4], n[5]),
            (b"v" | b"y", 4..) => path.curve_to(ctm, n[2], n[3]),
            (b"re", 4..) => path.rectangle(ctm, [n[0], n[1], n[2], n[3]]),
            _ => {}
        }
    }

    fn graphics_state(&mut self, dict: &Dict<'_>) {
        let pen = &mut self.pen;
        if let Some(opacity) = dict.get::<f32>(b"ca") {
            pen.fill_opacity = opacity;
        }
        if let Some(opacity) = dict.get::<f32>(b"CA") {
            pen.stroke_opacity = opacity;
        }
        if let Some(width) = dict.get::<f64>(b"LW") {
            pen.width = width;
        }
        match dict.get::<Object<'_>>(b"SMask") {
            Some(Object::Name(_)) => pen.masked = false,
            Some(_) => pen.masked = true,
            None => {}
        }
        if let Some(mode) = dict.get::<Name<'_>>(b"BM") {
            pen.blend = match mode.as_ref() {
                b"Normal" | b"Compatible" => Blend::Covers,
                b"Multiply" | b"Darken" | b"ColorBurn" => Blend::Darkens,
                _ => Blend::Unknown,
            };
        }
    }

    /// How far what is painted in a colour hides what lies below, 0 to 1.
    fn opacity(&self, color: Option<Rgb>, opacity: f32) -> f32 {
        let Some(rgb) = color else {
            return opacity.min(0.5);
        };
        let blends = match self.pen.blend {
            Blend::Covers => false,
            Blend::Darkens => rgb.iter().any(|part| *part > DARK),
            Blend::Unknown => true,
        };
        if blends || self.pen.masked {
            opacity.min(0.5)
        } else {
            opacity
        }
    }

    fn paint_path(&mut self, operator: &[u8], here: Here<'_, '_>) {
        if !self.path.is_empty() {
            let even_odd = operator.contains(&b'*');
            let covered = match operator {
                b"S" | b"s" | b"n" if !self.clips => None,
                _ => self.path.covered(even_odd),
            };
            if !matches!(operator, b"S" | b"s" | b"n") {
                self.fill(covered.as_deref(), here);
            }
            if matches!(operator, b"S" | b"s" | b"B" | b"B*" | b"b" | b"b*") {
                self.stroke(here);
            }
            if self.clips {
                let whole = matches!(covered.as_deref(), Some([_]));
                self.clip_to(self.path.bounds(), !whole);
            }
        } else if self.clips {
            // A clip to nothing: nothing is shown any more.
            self.clip_to(Rect::default(), false);
        }
        self.clips = false;
        self.path.clear();
    }

    fn fill(&mut self, covered: Option<&[Rect]>, here: Here<'_, '_>) {
        let opacity = self.opacity(self.pen.fill, self.pen.fill_opacity);
        let rgb = self.pen.fill.unwrap_or(SOME);
        let painted = |rectangle| Painted::Fill {
            rgb,
            opacity,
            rectangle,
        };
        match covered {
            Some(rects) => {
                for rect in rects {
                    self.add(*rect, painted(!self.pen.clip_cut), here);
                }
            }
            None => self.add(self.path.bounds(), painted(false), here),
        }
    }

    fn stroke(&mut self, here: Here<'_, '_>) {
        let ctm = here.state.ctm;
        let scale = (ctm.a * ctm.d - ctm.b * ctm.c).abs().sqrt();
        let width = (self.pen.width * scale) as f32;
        let opacity = self.opacity(self.pen.stroke, self.pen.stroke_opacity);
        let rgb = self.pen.stroke.unwrap_or(SOME);
        let bars = if width >= BAR {
            self.path.bars(width)
        } else {
            Vec::new()
        };
        for bar in &bars {
            let rectangle = !self.pen.clip_cut;
            self.add(
                *bar,
                Painted::Fill {
                    rgb,
                    opacity,
                    rectangle,
                },
                here,
            );
        }
        if bars.is_empty() {
            let (curves, lines) = (self.path.curves, self.path.lines);
            let half = width / 2.0;
            let Rect { x0, y0, x1, y1 } = self.path.bounds();
            let rect = Rect {
                x0: x0 - half,
                y0: y0 - half,
                x1: x1 + half,
                y1: y1 + half,
            };
            self.add(rect, Painted::Stroke { curves, lines }, here);
        }
    }

    /// An image.
    pub fn image(&mut self, dict: Option<&Dict<'_>>, here: Here<'_, '_>) {
        let ctm = here.state.ctm;
        let see_through = |dict: &Dict<'_>| {
            [&b"SMask"[..], b"Mask", b"ImageMask", b"IM", b"SMaskInData"]
                .iter()
                .any(|key| dict.contains_key(*key) && dict.get::<bool>(*key) != Some(false))
        };
        let opaque = dict.is_some_and(|d| !see_through(d))
            && self.opacity(Some([0; 3]), self.pen.fill_opacity) > 0.9
            && is_upright(ctm)
            && !self.pen.clip_cut;
        self.add(
            bounds(ctm, 0.0, 0.0, 1.0, 1.0),
            Painted::Image { opaque },
            here,
        );
    }

    fn add(&mut self, rect: Rect, what: Painted, here: Here<'_, '_>) {
        if self.paints.len() < MOST && here.carrier == Carrier::Page {
            let rect = meet(rect, self.pen.clip);
            if rect.x0 < rect.x1 && rect.y0 < rect.y1 {
                self.paints.push(Paint {
                    rect,
                    what,
                    after: self.after,
                });
            }
        }
    }

    fn clip_to(&mut self, rect: Rect, cut: bool) {
        self.pen.clip = meet(self.pen.clip, rect);
        self.pen.clip_cut |= cut;
    }
}

fn of_operator(operator: &[u8]) -> Space {
    match operator {
        b"g" | b"G" => Space::Gray,
        b"rg" | b"RG" => Space::Rgb,
        _ => Space::Cmyk,
    }
}

fn color(space: Space, operation: &Instruction<'_, '_>) -> Option<Rgb> {
    let (found, count) = numbers(operation);
    space.rgb(&found[..count])
}

/// Whether upright stays upright.
fn is_upright(m: Matrix) -> bool {
    let flat = |a: f64, b: f64| a.abs() < 1e-3 * b.abs();
    flat(m.b, m.a) && flat(m.c, m.d) || flat(m.a, m.b) && flat(m.d, m.c)
}

fn bounds(ctm: Matrix, x0: f64, y0: f64, x1: f64, y1: f64) -> Rect {
    let (x0, y0, x1, y1) = ctm.bounds(x0, y0, x1, y1);
    Rect {
        x0: x0 as f32,
        y0: y0 as f32,
        x1: x1 as f32,
        y1: y1 as f32,
    }
}

fn meet(a: Rect, b: Rect) -> Rect {
    Rect {
        x0: a.x0.max(b.x0),
        y0: a.y0.max(b.y0),
        x1: a.x1.min(b.x1),
        y1: a.y1.min(b.y1),
    }
}
