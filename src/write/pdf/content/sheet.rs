//! Writes the operators of one content stream. What is wanted is told with everything that is
//! painted; what differs from what is in force is written then, and not before. So nothing is left
//! of what painted nothing, or of what painted only what goes.

use std::rc::Rc;

use lopdf::{Dictionary, Object, ObjectId};

use super::clip::{self, Chain, Clip};
use super::digits::{coordinate, coordinates, factor, matrix, put};
use super::ink::{Blend, Color, Ink, Pen};
use super::letters::{Letter, Text};
use super::names::{Kind, Names};
use super::path::Path;
use crate::model::{Place, RedactionBox};
use crate::pdf::matrix::Matrix;
use crate::write::pdf::font::FontId;

/// Deepest nesting of `q` for clips; PDF/A allows 28.
const DEEPEST: usize = 16;

/// A content stream in the making.
pub(super) struct Sheet {
    pub(super) out: Vec<u8>,
    /// From the page as it is shown to the space the stream is written in.
    pub to_base: Matrix,
    /// Whether it is tagged: only pages are.
    tagged: bool,
    /// Whether it takes the colour it is painted in.
    pub colorless: bool,
    pub(super) names: Names,
    pub(super) now: Now,
    levels: Vec<Level>,
    /// The clips of the levels.
    clip: Chain,
    pub(super) text: Option<Text>,
    mark: Mark,
    /// Where its marked content is read.
    pub marked: Vec<Place>,
    /// The order of boxes on it: no marked content goes on behind one that is read within it.
    breaks: Vec<u32>,
    /// The first place that something in it is read at.
    pub first: Option<Place>,
    /// Whether it holds text.
    pub has_text: bool,
    /// Whether it holds an image.
    pub has_image: bool,
}

/// What is in force in the new stream; none where that is not known.
#[derive(Clone)]
pub(super) struct Now {
    fill: Option<Color>,
    stroke: Option<Color>,
    pen: Option<Pen>,
    flatness: Option<f64>,
    intent: Option<&'static str>,
    blend: Blend,
    pub(super) font: Option<(FontId, f64)>,
    pub(super) mode: Option<i64>,
}

/// A `q` for clips.
struct Level {
    clips: Vec<Rc<Clip>>,
    /// What was in force before it.
    before: Now,
}

/// The marked content that is open.
#[derive(Clone, Copy, PartialEq, Debug)]
enum Mark {
    None,
    Artifact,
    Element(Place),
}

/// What of the ink matters.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) struct Uses {
    pub fill: bool,
    pub stroke: bool,
    pub blend: bool,
}

impl Uses {
    pub const FILL: Self = Self {
        fill: true,
        stroke: false,
        blend: true,
    };
    pub const BLEND: Self = Self {
        fill: false,
        stroke: false,
        blend: true,
    };
}

impl Sheet {
    /// The content of a page.
    pub fn page(to_base: Matrix) -> Self {
        let ink = Ink::new();
        let now = Now {
            fill: Some(ink.fill),
            stroke: Some(ink.stroke),
            pen: Some(ink.pen),
            flatness: None,
            intent: None,
            blend: Blend::default(),
            font: None,
            mode: Some(0),
        };
        Self::new(to_base, true, now)
    }

    /// The content of something on a page.
    pub fn within(to_base: Matrix, blend: Blend) -> Self {
        let now = Now {
            fill: None,
            stroke: None,
            pen: None,
            flatness: None,
            intent: None,
            blend,
            font: None,
            mode: None,
        };
        Self::new(to_base, false, now)
    }

    fn new(to_base: Matrix, tagged: bool, now: Now) -> Self {
        Self {
            out: Vec::new(),
            to_base,
            tagged,
            colorless: false,
            names: Names::default(),
            now,
            levels: Vec::new(),
            clip: None,
            text: None,
            mark: Mark::None,
            marked: Vec::new(),
            breaks: Vec::new(),
            first: None,
            has_text: false,
            has_image: false,
        }
    }

    /// The same with boxes that are read in the midst of its text.
    pub fn broken_by(mut self, boxes: &[RedactionBox]) -> Self {
        let places = boxes.iter().filter_map(|of| of.place);
        self.breaks = places.map(|place| place.order).collect();
        self.breaks.sort_unstable();
        self
    }

    /// The finished stream and its resources.
    pub fn finish(mut self, font: impl Fn(FontId) -> ObjectId) -> Finished {
        self.end_mark();
        while self.pop_level() {}
        Finished {
            content: self.out,
            resources: self.names.dictionary(font),
            marked: self.marked,
            first: self.first,
            has_text: self.has_text,
            has_image: self.has_image,
        }
    }

    /// The finished stream, and what its names stand for.
    pub fn unnamed(mut self) -> (Vec<u8>, Names) {
        self.end_mark();
        while self.pop_level() {}
        (self.out, self.names)
    }

    /// Paints a path: fills it by a rule, strokes it, or both.
    pub fn path(
        &mut self,
        ink: &Ink,
        clip: &Chain,
        path: &Path,
        fill: Option<Rule>,
        stroke: Option<&Stroke>,
    ) {
        let uses = Uses {
            fill: fill.is_some(),
            stroke: stroke.is_some(),
            blend: true,
        };
        match stroke {
            Some(Stroke::Scaled(scale)) => self.prepare(ink, clip, uses, *scale),
            _ => self.prepare(ink, clip, uses, 1.0),
        }
        self.end_text();
        self.artifact();
        if let Some(Stroke::Skewed(skew)) = stroke {
            // The pen is not round on the page: it is drawn in a space in which it is.
            if let Some(rule) = fill {
                path.write(&mut self.out);
                self.operator(rule.fill());
            }
            self.operator("q");
            let m = skew.matrix;
            matrix(&mut self.out, [m.a, m.b, m.c, m.d, m.e, m.f]);
            self.operator(" cm");
            pen_operators(&mut self.out, &ink.pen, skew.scale, None);
            path.through(skew.back).write(&mut self.out);
            self.operator("S\nQ");
            return;
        }
        path.write(&mut self.out);
        self.operator(match (fill, stroke) {
            (Some(Rule::NonZero), Some(_)) => "B",
            (Some(Rule::EvenOdd), Some(_)) => "B*",
            (Some(rule), None) => rule.fill(),
            (None, _) => "S",
        });
    }

    /// Paints an XObject or a shading in a space of its own.
    pub fn placed(
        &mut self,
        ink: &Ink,
        clip: &Chain,
        uses: Uses,
        space: Option<Matrix>,
        kind: Kind,
        object: &Object,
        place: Option<Place>,
    ) {
        self.prepare(ink, clip, uses, 1.0);
        self.end_text();
        match place {
            Some(place) => self.element(place),
            None => self.artifact(),
        }
        let name = self.names.of(kind, object);
        let operator = if kind == Kind::Shading { "sh" } else { "Do" };
        match space {
            Some(m) => {
                self.operator("q");
                matrix(&mut self.out, [m.a, m.b, m.c, m.d, m.e, m.f]);
                self.operator(&format!(" cm\n{name} {operator}\nQ"));
            }
            None => self.operator(&format!("{name} {operator}")),
        }
    }

    /// Shows a glyph.
    pub fn letter(
        &mut self,
        ink: &Ink,
        clip: &Chain,
        letter: &Letter,
        place: Option<Place>,
        scale: f64,
    ) {
        let uses = Uses {
            fill: matches!(letter.mode, 0 | 2),
            stroke: matches!(letter.mode, 1 | 2),
            blend: letter.mode != 3,
        };
        self.prepare(ink, clip, uses, scale);
        match place {
            Some(place) => self.element(place),
            None => self.artifact(),
        }
        self.has_text = true;
        self.first = match (self.first, place) {
            (Some(first), Some(place)) => Some(first.min(place)),
            (first, place) => first.or(place),
        };
        self.show(letter);
    }

    /// Brings into force what is wanted.
    fn prepare(&mut self, ink: &Ink, clip: &Chain, uses: Uses, scale: f64) {
        self.set_clip(clip);
        if uses.blend {
            self.set_blend(&ink.blend);
            self.set_rare(ink);
        }
        if uses.fill && !self.colorless && self.now.fill.as_ref() != Some(&ink.fill) {
            self.color(&ink.fill, false);
            self.now.fill = Some(ink.fill.clone());
        }
        if !uses.stroke {
            return;
        }
        if !self.colorless && self.now.stroke.as_ref() != Some(&ink.stroke) {
            self.color(&ink.stroke, true);
            self.now.stroke = Some(ink.stroke.clone());
        }
        let same = self.now.pen.as_ref().is_some_and(|pen| {
            scale == 1.0 && *pen == ink.pen || scale != 1.0 && *pen == ink.pen.scaled(scale)
        });
        if !same {
            let pen = ink.pen.scaled(scale);
            self.flush();
            pen_operators(&mut self.out, &pen, 1.0, self.now.pen.as_ref());
            self.now.pen = Some(pen);
        }
    }

    fn set_rare(&mut self, ink: &Ink) {
        if ink.flatness.is_some() && ink.flatness != self.now.flatness {
            self.flush();
            coordinate(&mut self.out, ink.flatness.unwrap_or(0.0));
            self.operator(" i");
            self.now.flatness = ink.flatness;
        }
        if let Some(intent) = ink.intent
            && self.now.intent != Some(intent)
        {
            self.flush();
            self.operator(&format!("/{intent} ri"));
            self.now.intent = Some(intent);
        }
    }

    fn set_blend(&mut self, blend: &Blend) {
        if self.now.blend == *blend {
            return;
        }
        self.flush();
        let dict = difference(&self.now.blend, blend);
        let name = self.names.of(Kind::GraphicsState, &dict.into());
        self.operator(&format!("{name} gs"));
        self.now.blend = blend.clone();
    }

    fn color(&mut self, color: &Color, stroke: bool) {
        self.flush();
        let case = |fill: &'static str, of: &'static str| if stroke { of } else { fill };
        match color {
            Color::Gray(gray) => {
                coordinates(&mut self.out, &[*gray]);
                self.operator(case("g", "G"));
            }
            Color::Rgb(rgb) => {
                coordinates(&mut self.out, rgb);
                self.operator(case("rg", "RG"));
            }
            Color::Cmyk(cmyk) => {
                coordinates(&mut self.out, cmyk);
                self.operator(case("k", "K"));
            }
            Color::Space(space, values) => {
                let name = self.names.of(Kind::ColorSpace, space);
                self.operator(&format!("{name} {}", case("cs", "CS")));
                if let Some(values) = values {
                    coordinates(&mut self.out, values);
                    self.operator(case("sc", "SC"));
                }
            }
            Color::Pattern { pattern, under } => {
                let space = match under {
                    Some((space, _)) => {
                        let space = Object::Array(vec!["Pattern".into(), (**space).clone()]);
                        self.names.of(Kind::ColorSpace, &space)
                    }
                    None => "/Pattern".to_owned(),
                };
                self.operator(&format!("{space} {}", case("cs", "CS")));
                if let Some((_, values)) = under {
                    coordinates(&mut self.out, values);
                }
                let name = self.names.of(Kind::Pattern, &Object::Reference(*pattern));
                self.operator(&format!("{name} {}", case("scn", "SCN")));
            }
            Color::Nothing => self.operator(case("0 g", "0 G")),
        }
    }

    fn set_clip(&mut self, chain: &Chain) {
        let same = match (chain, &self.clip) {
            (None, None) => true,
            (Some(wanted), Some(now)) => Rc::ptr_eq(wanted, now),
            _ => false,
        };
        if same {
            return;
        }
        self.clip = chain.clone();
        let wanted = clip::list(chain);
        let mut kept = 0;
        let mut levels = 0;
        for level in &self.levels {
            let end = kept + level.clips.len();
            let same = wanted
                .get(kept..end)
                .is_some_and(|of| of.iter().zip(&level.clips).all(|(a, b)| clip::alike(a, b)));
            if !same {
                break;
            }
            kept = end;
            levels += 1;
        }
        if levels == self.levels.len() && kept == wanted.len() {
            return;
        }
        self.end_mark();
        if levels >= DEEPEST && kept < wanted.len() {
            (kept, levels) = (0, 0);
        }
        while self.levels.len() > levels {
            self.pop_level();
        }
        if let Some(more) = wanted.get(kept..).filter(|more| !more.is_empty()) {
            self.push_level(more);
        }
    }

    fn push_level(&mut self, clips: &[Rc<Clip>]) {
        self.levels.push(Level {
            clips: clips.to_vec(),
            before: self.now.clone(),
        });
        self.operator("q");
        for clip in clips {
            self.out.extend_from_slice(&clip.bytes);
            if !clip.fonts.is_empty() {
                clip.fonts.iter().for_each(|font| self.names.font(*font));
                self.now.font = None;
                self.now.mode = None;
            }
        }
    }

    fn pop_level(&mut self) -> bool {
        let Some(level) = self.levels.pop() else {
            return false;
        };
        self.operator("Q");
        self.now = level.before;
        true
    }

    fn artifact(&mut self) {
        if self.tagged && self.mark != Mark::Artifact {
            self.end_mark();
            self.operator("/Artifact BMC");
            self.mark = Mark::Artifact;
        }
    }

    /// What follows is read at a place: in the marked content that is open, when it goes on there.
    fn element(&mut self, place: Place) {
        if !self.tagged {
            return;
        }
        if let Mark::Element(last) = &mut self.mark
            && last.element == place.element
            && last.order <= place.order
            && !is_broken(&self.breaks, last.order, place.order)
        {
            *last = place;
            return;
        }
        self.end_mark();
        let number = self.marked.len();
        self.operator(&format!("/P<</MCID {number}>>BDC"));
        self.marked.push(place);
        self.mark = Mark::Element(place);
    }

    fn end_mark(&mut self) {
        self.end_text();
        if self.mark != Mark::None {
            self.operator("EMC");
            self.mark = Mark::None;
        }
    }

    pub(super) fn operator(&mut self, text: &str) {
        self.out.extend_from_slice(text.as_bytes());
        self.out.push(b'\n');
    }
}

/// A finished stream.
pub(super) struct Finished {
    pub content: Vec<u8>,
    pub resources: Dictionary,
    pub marked: Vec<Place>,
    pub first: Option<Place>,
    pub has_text: bool,
    pub has_image: bool,
}

/// Which points are within a path.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Rule {
    NonZero,
    EvenOdd,
}

impl Rule {
    fn fill(self) -> &'static str {
        match self {
            Self::NonZero => "f",
            Self::EvenOdd => "f*",
        }
    }

    /// Ends a path that becomes a clip.
    pub fn clip(self) -> &'static [u8] {
        match self {
            Self::NonZero => b"W n\n",
            Self::EvenOdd => b"W* n\n",
        }
    }
}

/// How the pen of the source draws in the base space.
pub(super) enum Stroke {
    /// As a pen that is so many times as wide.
    Scaled(f64),
    /// Wider one way than the other.
    Skewed(Skew),
}

/// A space in which a skewed pen is round.
pub(super) struct Skew {
    matrix: Matrix,
    back: Matrix,
    scale: f64,
}

impl Stroke {
    /// By the matrix from the user space of the source; none where it flattens everything.
    pub fn of(m: Matrix) -> Option<Self> {
        let (x, y) = (m.a * m.a + m.b * m.b, m.c * m.c + m.d * m.d);
        let across = m.a * m.c + m.b * m.d;
        let scale = (m.a * m.d - m.b * m.c).abs().sqrt();
        let near = 1e-4 * (x + y);
        if (x - y).abs() <= near && across.abs() <= near {
            return Some(Self::Scaled(scale));
        }
        let matrix = Matrix::new(m.a / scale, m.b / scale, m.c / scale, m.d / scale, m.e, m.f);
        Some(Self::Skewed(Skew {
            back: matrix.inverse()?,
            matrix,
            scale,
        }))
    }

    /// How many times as wide the pen is, at most.
    pub fn widest(&self) -> f64 {
        match self {
            Self::Scaled(scale) => *scale,
            Self::Skewed(Skew {
                matrix: m, scale, ..
            }) => scale * m.a.hypot(m.b).max(m.c.hypot(m.d)),
        }
    }
}

impl Pen {
    /// The pen, so many times as large.
    fn scaled(&self, scale: f64) -> Self {
        if scale == 1.0 {
            return self.clone();
        }
        let dash = if self.dash.lengths.is_empty() {
            Rc::clone(&self.dash)
        } else {
            Rc::new(super::ink::Dash {
                lengths: self.dash.lengths.iter().map(|n| n * scale).collect(),
                phase: self.dash.phase * scale,
            })
        };
        Self {
            width: self.width * scale,
            dash,
            ..*self
        }
    }
}

/// Writes how lines are drawn, so far as it differs.
fn pen_operators(out: &mut Vec<u8>, pen: &Pen, scale: f64, now: Option<&Pen>) {
    let differs = |of: fn(&Pen) -> f64| now.is_none_or(|now| of(now) != of(pen));
    let scaled = pen.scaled(scale);
    if differs(|pen| pen.width) {
        coordinate(out, scaled.width);
        out.extend_from_slice(b" w\n");
    }
    if differs(|pen| f64::from(pen.cap)) {
        out.extend_from_slice(&[b'0' + pen.cap.min(2), b' ', b'J', b'\n']);
    }
    if differs(|pen| f64::from(pen.join)) {
        out.extend_from_slice(&[b'0' + pen.join.min(2), b' ', b'j', b'\n']);
    }
    if differs(|pen| pen.miter) {
        factor(out, pen.miter);
        out.extend_from_slice(b" M\n");
    }
    if now.is_none_or(|now| now.dash != pen.dash) {
        out.push(b'[');
        for (n, length) in scaled.dash.lengths.iter().enumerate() {
            if n > 0 {
                out.push(b' ');
            }
            put(out, *length, 4);
        }
        out.extend_from_slice(b"] ");
        coordinate(out, scaled.dash.phase);
        out.extend_from_slice(b" d\n");
    }
}

/// The graphics state that makes one of another.
fn difference(now: &Blend, wanted: &Blend) -> Dictionary {
    let mut dict = Dictionary::new();
    let real = |value: f64| {
        let value = super::digits::rounded(value, 4);
        Object::Real(value as f32)
    };
    if now.fill_opacity != wanted.fill_opacity {
        dict.set("ca", real(wanted.fill_opacity));
    }
    if now.stroke_opacity != wanted.stroke_opacity {
        dict.set("CA", real(wanted.stroke_opacity));
    }
    if now.mode != wanted.mode {
        dict.set("BM", wanted.mode);
    }
    if now.mask != wanted.mask {
        match wanted.mask {
            Some(mask) => dict.set("SMask", mask),
            None => dict.set("SMask", "None"),
        }
    }
    let mut flag = |key: &str, now: bool, wanted: bool| {
        if now != wanted {
            dict.set(key, wanted);
        }
    };
    flag("AIS", now.opacity_is_shape, wanted.opacity_is_shape);
    flag("TK", now.knockout, wanted.knockout);
    flag("SA", now.adjust, wanted.adjust);
    // OP alone sets both.
    let overprints = now.overprint_stroke != wanted.overprint_stroke
        || now.overprint_fill != wanted.overprint_fill;
    if overprints {
        dict.set("OP", wanted.overprint_stroke);
        dict.set("op", wanted.overprint_fill);
    }
    if now.overprint_mode != wanted.overprint_mode {
        dict.set("OPM", wanted.overprint_mode);
    }
    dict
}

/// Whether a box is read behind one place and not behind the other.
fn is_broken(breaks: &[u32], last: u32, next: u32) -> bool {
    let behind = breaks.partition_point(|at| *at <= last);
    breaks.get(behind).is_some_and(|at| *at <= next)
}

#[cfg(test)]
mod tests {
    use super::is_broken;

    #[test]
    fn text_is_broken_by_a_box_in_its_midst() {
        let breaks = [5, 9];
        assert!(is_broken(&breaks, 3, 6) && is_broken(&breaks, 5, 20));
        assert!(!is_broken(&breaks, 0, 4) && !is_broken(&breaks, 6, 8) && !is_broken(&[], 0, 9));
    }
}
