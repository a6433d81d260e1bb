//! The state of the graphics that the source asks for, in the base space of a sheet.

use std::rc::Rc;

use lopdf::{Dictionary, Object, ObjectId};

use super::clip::Chain;
use super::digits::rounded;

/// What things are painted with.
#[derive(Clone)]
pub(super) struct Ink {
    pub fill: Color,
    pub stroke: Color,
    pub pen: Pen,
    /// How exactly curves are drawn.
    pub flatness: Option<f64>,
    pub intent: Option<&'static str>,
    pub blend: Blend,
    pub clip: Chain,
}

/// A colour.
#[derive(Clone, PartialEq, Debug)]
pub(super) enum Color {
    Gray(f64),
    Rgb([f64; 3]),
    Cmyk([f64; 4]),
    /// In a colour space; without values, its first colour.
    Space(Rc<Object>, Option<Rc<[f64]>>),
    Pattern {
        pattern: ObjectId,
        /// The colour of an uncoloured pattern.
        under: Option<(Rc<Object>, Rc<[f64]>)>,
    },
    /// A pattern space without a pattern, or one that can't be written: paints nothing.
    Nothing,
}

/// How lines are drawn.
#[derive(Clone, PartialEq, Debug)]
pub(super) struct Pen {
    /// In the space of the source: a stroke scales it.
    pub width: f64,
    pub cap: u8,
    pub join: u8,
    pub miter: f64,
    pub dash: Rc<Dash>,
}

/// A pattern of dashes.
#[derive(PartialEq, Debug, Default)]
pub(super) struct Dash {
    pub lengths: Vec<f64>,
    pub phase: f64,
}

/// What an external graphics state says of how things come together.
#[derive(Clone, PartialEq, Debug)]
pub(super) struct Blend {
    pub fill_opacity: f64,
    pub stroke_opacity: f64,
    pub mode: &'static str,
    pub mask: Option<ObjectId>,
    pub opacity_is_shape: bool,
    pub knockout: bool,
    pub overprint_stroke: bool,
    pub overprint_fill: bool,
    pub overprint_mode: i64,
    pub adjust: bool,
}

impl Ink {
    /// That of the beginning of a page.
    pub fn new() -> Self {
        Self {
            fill: Color::Gray(0.0),
            stroke: Color::Gray(0.0),
            pen: Pen {
                width: 1.0,
                cap: 0,
                join: 0,
                miter: 10.0,
                dash: Rc::default(),
            },
            flatness: None,
            intent: None,
            blend: Blend::default(),
            clip: None,
        }
    }
}

impl Default for Blend {
    fn default() -> Self {
        Self {
            fill_opacity: 1.0,
            stroke_opacity: 1.0,
            mode: "Normal",
            mask: None,
            opacity_is_shape: false,
            knockout: true,
            overprint_stroke: false,
            overprint_fill: false,
            overprint_mode: 0,
            adjust: false,
        }
    }
}

impl Blend {
    /// Whether what is painted simply covers what is below it.
    pub fn is_plain(&self) -> bool {
        self.fill_opacity == 1.0
            && self.stroke_opacity == 1.0
            && self.mode == "Normal"
            && self.mask.is_none()
    }

    /// What is in force where a group begins.
    pub fn within_group(&self) -> Self {
        Self {
            fill_opacity: 1.0,
            stroke_opacity: 1.0,
            mode: "Normal",
            mask: None,
            ..self.clone()
        }
    }
}

/// The blend mode of a name; none for one that is not known.
pub(super) fn blend_mode(name: &[u8]) -> Option<&'static str> {
    const MODES: [&str; 16] = [
        "Normal",
        "Multiply",
        "Screen",
        "Overlay",
        "Darken",
        "Lighten",
        "ColorDodge",
        "ColorBurn",
        "HardLight",
        "SoftLight",
        "Difference",
        "Exclusion",
        "Hue",
        "Saturation",
        "Color",
        "Luminosity",
    ];
    if name == b"Compatible" {
        return Some("Normal");
    }
    MODES.into_iter().find(|mode| mode.as_bytes() == name)
}

/// A rendering intent of a name.
pub(super) fn intent(name: &[u8]) -> Option<&'static str> {
    [
        "AbsoluteColorimetric",
        "RelativeColorimetric",
        "Saturation",
        "Perceptual",
    ]
    .into_iter()
    .find(|intent| intent.as_bytes() == name)
}

/// The graphics state that makes one of another.
pub(super) fn difference(now: &Blend, wanted: &Blend) -> Dictionary {
    let mut dict = Dictionary::new();
    let real = |value: f64| {
        let value = rounded(value, 4);
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
