//! Writes the operators of one content stream. What is wanted is told with everything that is
//! painted; what differs from what is in force is written then, and not before. So nothing is left
//! of what painted nothing, or of what painted only what goes.

use lopdf::{Dictionary, Object, ObjectId};

use super::clip::Chain;
use super::digits::{coordinate, coordinates, matrix};
use super::ink::{Blend, Color, Ink, Pen, difference};
use super::letters::{Letter, Shape, Text};
use super::levels::Level;
use super::marks::Mark;
use super::names::{Kind, Names};
use super::path::Path;
use super::pen::{Stroke, pen_operators};
use crate::model::{Place, RedactionBox};
use crate::pdf::matrix::Matrix;
use crate::write::pdf::font::FontId;

/// A content stream in the making.
pub(super) struct Sheet {
    pub(super) out: Vec<u8>,
    /// From the page as it is shown to the space the stream is written in.
    pub to_base: Matrix,
    /// Whether it is tagged: only pages are.
    pub(super) tagged: bool,
    /// Whether it takes the colour it is painted in.
    pub colorless: bool,
    pub(super) names: Names,
    pub(super) now: Now,
    pub(super) levels: Vec<Level>,
    /// The clips of the levels.
    pub(super) clip: Chain,
    pub(super) text: Option<Text>,
    /// The shape of the last letter, by the bits of its matrix.
    pub(super) shape: Option<([u64; 4], Shape)>,
    pub(super) mark: Mark,
    /// Where its marked content is read.
    pub marked: Vec<Place>,
    /// The order of boxes on it: no marked content goes on behind one that is read within it.
    pub(super) breaks: Vec<u32>,
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

/// An XObject or a shading to be painted.
pub(super) struct Thing<'o> {
    pub uses: Uses,
    /// Its own space, when it has one.
    pub space: Option<Matrix>,
    pub kind: Kind,
    pub object: &'o Object,
    pub place: Option<Place>,
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
            shape: None,
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

    /// Paints an XObject or a shading.
    pub fn placed(&mut self, ink: &Ink, clip: &Chain, thing: &Thing<'_>) {
        let &Thing {
            uses,
            space,
            kind,
            object,
            place,
        } = thing;
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
