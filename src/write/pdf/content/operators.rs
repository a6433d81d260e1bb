//! What the operators of paths and colours mean.

use std::rc::Rc;

use hayro_syntax::content::Instruction;
use hayro_syntax::object::Object as Source;

use super::clip::Bounds;
use super::digits::rounded;
use super::ink::{Color, Dash, intent};
use super::names::Kind;
use super::pen::Stroke;
use super::scopes::grown;
use super::scribe::{Scribe, bounds};
use super::sheet::{Rule, Thing, Uses};
use crate::model::{Rect, RedactionBox};
use crate::pdf::sink::Here;
use crate::pdf::walk::{number, numbers};

/// Most lengths in a pattern of dashes.
const MOST_DASHES: usize = 64;
/// What lies so little outside a box, in points, is under it all the same.
const BESIDE: f32 = 0.75;

impl<'a> Scribe<'_, 'a> {
    /// An operator of paths, colours, shadings or their state.
    pub(super) fn operate(&mut self, operation: &Instruction<'_, '_>, here: Here<'_, 'a>) {
        let operator: &[u8] = operation.operator;
        match operator {
            b"m" | b"l" | b"c" | b"v" | b"y" | b"h" | b"re" => self.construct(operation, here),
            b"S" => self.paint(None, true, false, here),
            b"s" => self.paint(None, true, true, here),
            b"f" | b"F" => self.paint(Some(Rule::NonZero), false, false, here),
            b"f*" => self.paint(Some(Rule::EvenOdd), false, false, here),
            b"B" => self.paint(Some(Rule::NonZero), true, false, here),
            b"B*" => self.paint(Some(Rule::EvenOdd), true, false, here),
            b"b" => self.paint(Some(Rule::NonZero), true, true, here),
            b"b*" => self.paint(Some(Rule::EvenOdd), true, true, here),
            b"n" => self.paint(None, false, false, here),
            b"W" => self.pending = Some(Rule::NonZero),
            b"W*" => self.pending = Some(Rule::EvenOdd),
            b"sh" => self.shading(operation, here),
            b"gs" => self.graphics_state(operation, here),
            b"d0" | b"d1" => self.begin_glyph(operation),
            _ => {
                if !self.pen(operation) {
                    self.color(operation, here);
                }
            }
        }
    }

    fn construct(&mut self, operation: &Instruction<'_, '_>, here: Here<'_, 'a>) {
        let m = self.to_base(here.state.ctm);
        let path = &mut self.path;
        let operator: &[u8] = operation.operator;
        match operator {
            b"m" | b"l" => {
                let Some([x, y]) = numbers(operation) else {
                    return;
                };
                let (x, y) = m.apply(x, y);
                if operator == b"m" {
                    path.move_to(x, y);
                } else {
                    path.line_to(x, y);
                }
            }
            b"c" => {
                if let Some([a, b, c, d, e, f]) = numbers(operation) {
                    path.curve_to([m.apply(a, b), m.apply(c, d), m.apply(e, f)]);
                }
            }
            b"v" => {
                if let Some([c, d, e, f]) = numbers(operation) {
                    path.curve_to([path.at(), m.apply(c, d), m.apply(e, f)]);
                }
            }
            b"y" => {
                if let Some([a, b, e, f]) = numbers(operation) {
                    path.curve_to([m.apply(a, b), m.apply(e, f), m.apply(e, f)]);
                }
            }
            b"h" => path.close(),
            _ => {
                if let Some(rectangle) = numbers::<4>(operation) {
                    path.rectangle(rectangle, m);
                }
            }
        }
    }

    /// Paints the path, and makes it a clip when it is to be one.
    fn paint(&mut self, fill: Option<Rule>, stroke: bool, close: bool, here: Here<'_, 'a>) {
        if close {
            self.path.close();
        }
        if self.paints(here.carrier) && (fill.is_some() || stroke) && !self.path.is_empty() {
            self.draw(fill, stroke, here);
        }
        if let Some(rule) = self.pending.take() {
            let path = std::mem::take(&mut self.path);
            self.clip_to_path(&path, rule);
        }
        self.path.clear();
    }

    fn draw(&mut self, fill: Option<Rule>, stroke: bool, here: Here<'_, 'a>) {
        let fill = fill.filter(|_| self.ink.fill != Color::Nothing);
        let stroke = if stroke && self.ink.stroke != Color::Nothing {
            Stroke::of(self.to_base(here.state.ctm))
        } else {
            None
        };
        let Some(mut around) = self.path.bounds() else {
            return;
        };
        if fill.is_none() && stroke.is_none() {
            return;
        }
        let plain = around;
        if let Some(stroke) = &stroke {
            let half = 0.5 * self.ink.pen.width * stroke.widest();
            // Sharp corners reach further than the pen is wide.
            let reach = half * self.ink.pen.miter.clamp(1.0, 4.0);
            let [x0, y0, x1, y1] = around;
            around = [x0 - reach, y0 - reach, x1 + reach, y1 + reach];
        }
        if self.is_on_page() && (self.is_off(around) || self.is_taken_out(plain)) {
            return;
        }
        self.check_pattern(around, stroke.is_some());
        let clip = self.notice.noticed(&self.ink.clip, grown(around));
        self.sheet
            .path(&self.ink, &clip, &self.path, fill, stroke.as_ref());
    }

    /// Whether nothing of it can be seen on the page.
    fn is_off(&self, [x0, y0, x1, y1]: Bounds) -> bool {
        let page = self.page_bounds();
        x1 < page[0] || y1 < page[1] || x0 > page[2] || y0 > page[3]
    }

    /// Whether it lies under a box, or belongs to what went: an underline tells how long that was.
    fn is_taken_out(&self, around: Bounds) -> bool {
        let plan = self.plan();
        if plan.boxes.is_empty() && plan.erased.is_empty() {
            return false;
        }
        let Some(to_page) = self.sheet.to_base.inverse() else {
            return false;
        };
        let [x0, y0, x1, y1] = bounds(to_page, around).map(|n| n as f32);
        let within = |of: &Rect| {
            of.x0 - BESIDE <= x0
                && of.y0 - BESIDE <= y0
                && of.x1 + BESIDE >= x1
                && of.y1 + BESIDE >= y1
        };
        let covers = |of: &RedactionBox| {
            within(&of.bounds()) && (of.angle == 0.0 || covers_corners(of, Rect { x0, y0, x1, y1 }))
        };
        plan.erased.iter().any(within) || plan.boxes.iter().any(covers)
    }

    /// A pattern of pictures under a box can't be made blank there.
    fn check_pattern(&mut self, around: Bounds, strokes: bool) {
        let pictures = |color: &Color| match color {
            Color::Pattern { pattern, .. } => self
                .patterns
                .values()
                .flatten()
                .any(|cell| cell.has_image && cell.id == *pattern),
            _ => false,
        };
        if !(pictures(&self.ink.fill) || strokes && pictures(&self.ink.stroke)) {
            return;
        }
        let [x0, y0, x1, y1] = around;
        let under = self.burn.iter().any(|quad| {
            let corners = quad.map(|(x, y)| self.sheet.to_base.apply(x, y));
            let least =
                |of: fn(&(f64, f64)) -> f64| corners.iter().map(of).fold(f64::MAX, f64::min);
            let most = |of: fn(&(f64, f64)) -> f64| corners.iter().map(of).fold(f64::MIN, f64::max);
            least(|p| p.0) < x1 && most(|p| p.0) > x0 && least(|p| p.1) < y1 && most(|p| p.1) > y0
        });
        if under {
            self.is_strange("a pattern of pictures under a box");
        }
    }

    fn shading(&mut self, operation: &Instruction<'_, '_>, here: Here<'_, 'a>) {
        let Some(Source::Name(name)) = operation.operands().last() else {
            return;
        };
        if !self.paints(here.carrier) {
            return;
        }
        let Some(source) = here.resources.shadings.get::<Source<'a>>(name) else {
            return;
        };
        let tools = &mut *self.tools;
        let Some(shading) = tools.copier.shading(&mut tools.objects, &source) else {
            self.is_strange("a shading that is not understood");
            return;
        };
        let space = self.to_base(here.state.ctm);
        if space.inverse().is_none() {
            return;
        }
        let clip = self.ink.clip.clone();
        self.sheet.placed(
            &self.ink,
            &clip,
            &Thing {
                uses: Uses::BLEND,
                space: Some(space),
                kind: Kind::Shading,
                object: &shading,
                place: None,
            },
        );
    }

    /// `w J j M d i ri`; whether it was one of them.
    fn pen(&mut self, operation: &Instruction<'_, '_>) -> bool {
        let operator: &[u8] = operation.operator;
        let one = || numbers::<1>(operation).map(|[n]| n);
        let pen = &mut self.ink.pen;
        match operator {
            b"w" => pen.width = one().map_or(pen.width, f64::abs),
            b"J" => pen.cap = one().map_or(pen.cap, style),
            b"j" => pen.join = one().map_or(pen.join, style),
            b"M" => pen.miter = one().map_or(pen.miter, |n| n.max(1.0)),
            b"d" => {
                let mut operands = operation.operands();
                if let (Some(Source::Array(lengths)), Some(phase)) =
                    (operands.next(), operands.next().and_then(number))
                {
                    let lengths = lengths.iter::<f64>().take(MOST_DASHES).collect();
                    pen.dash = dash(lengths, phase);
                }
            }
            b"i" => self.ink.flatness = one().map(|n| rounded(n.clamp(0.0, 100.0), 4)),
            b"ri" => {
                if let Some(Source::Name(name)) = operation.operands().last() {
                    self.ink.intent = intent(name).or(self.ink.intent);
                }
            }
            _ => return false,
        }
        true
    }
}

/// Of a cap or a join.
pub(super) fn style(number: f64) -> u8 {
    if (0.0..=2.0).contains(&number) {
        number as u8
    } else {
        0
    }
}

/// Dashes, when they are ones that can be drawn.
pub(super) fn dash(lengths: Vec<f64>, phase: f64) -> Rc<Dash> {
    let drawn =
        lengths.iter().all(|n| *n >= 0.0 && n.is_finite()) && lengths.iter().sum::<f64>() > 0.0;
    Rc::new(if drawn {
        Dash { lengths, phase }
    } else {
        Dash::default()
    })
}

/// Whether all corners of a rectangle lie in a turned box.
fn covers_corners(of: &RedactionBox, rect: Rect) -> bool {
    let (sin, cos) = of.angle.to_radians().sin_cos();
    let corners = [
        (rect.x0, rect.y0),
        (rect.x1, rect.y0),
        (rect.x1, rect.y1),
        (rect.x0, rect.y1),
    ];
    corners.into_iter().all(|(x, y)| {
        let (x, y) = (x - of.corner.0, y - of.corner.1);
        let (along, up) = (x * cos + y * sin, x * sin - y * cos);
        (-BESIDE..=of.width + BESIDE).contains(&along)
            && (-BESIDE..=of.height + BESIDE).contains(&up)
    })
}
