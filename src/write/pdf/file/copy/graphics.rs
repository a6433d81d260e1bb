//! Graphics states and transparency groups.

use hayro_syntax::object::{Array, Dict, Name, Object as Source};
use lopdf::{Dictionary, Object, dictionary};

use super::super::Objects;
use super::{Copier, array, number};

/// Longest pattern of dashes.
const MOST_DASHES: usize = 32;

const BLEND_MODES: [&str; 16] = [
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
const INTENTS: [&str; 4] = [
    "AbsoluteColorimetric",
    "RelativeColorimetric",
    "Saturation",
    "Perceptual",
];

impl<'a> Copier<'a> {
    /// A graphics state, but for its font and soft mask: they hold glyphs. What only guides the
    /// inks of a press is left out.
    pub fn ext_g_state(&mut self, object: &Source<'a>) -> Option<Dictionary> {
        let Source::Dict(dict) = object else {
            return None;
        };
        let mut copy = dictionary! { "Type" => "ExtGState" };
        for key in ["LW", "ML", "FL", "SM", "CA", "ca"] {
            if let Some(number) = number(dict, key.as_bytes()) {
                copy.set(key, number);
            }
        }
        for key in ["LC", "LJ", "OPM"] {
            if let Some(number) = dict.get::<u8>(key).filter(|n| *n <= 2) {
                copy.set(key, number);
            }
        }
        for key in ["OP", "op", "SA", "AIS", "TK"] {
            if let Some(value) = dict.get::<bool>(key) {
                copy.set(key, value);
            }
        }
        if let Some(dashes) = dashes(dict) {
            copy.set("D", dashes);
        }
        if let Some(intent) = dict
            .get::<Name<'_>>(b"RI")
            .and_then(|name| among(&INTENTS, &name))
        {
            copy.set("RI", intent);
        }
        if dict.contains_key(b"BM") {
            copy.set("BM", blend_mode(dict)?);
        }
        Some(copy)
    }

    /// A transparency group, as a page or a form is one: none when it can't be followed.
    pub fn group(&mut self, objects: &mut Objects, dict: &Dict<'a>) -> Option<Dictionary> {
        if &*dict.get::<Name<'_>>(b"S")? != b"Transparency" {
            return None;
        }
        let mut copy = dictionary! { "Type" => "Group", "S" => "Transparency" };
        if let Some(space) = dict.get::<Source<'a>>(b"CS") {
            copy.set("CS", self.color_space(objects, &space)?);
        }
        for key in ["I", "K"] {
            if dict.get::<bool>(key) == Some(true) {
                copy.set(key, true);
            }
        }
        Some(copy)
    }
}

fn among(known: &[&'static str], name: &[u8]) -> Option<&'static str> {
    known.iter().find(|known| known.as_bytes() == name).copied()
}

/// The first that is known, as readers take it; what none knows is not understood.
fn blend_mode(dict: &Dict<'_>) -> Option<&'static str> {
    let known = |name: &Name<'_>| match &**name {
        b"Compatible" => Some("Normal"),
        name => among(&BLEND_MODES, name),
    };
    match dict.get::<Source<'_>>(b"BM")? {
        Source::Name(name) => known(&name),
        Source::Array(names) => names.iter::<Name<'_>>().find_map(|name| known(&name)),
        _ => None,
    }
}

fn dashes(dict: &Dict<'_>) -> Option<Object> {
    let dashes = dict.get::<Array<'_>>(b"D")?;
    let mut parts = dashes.iter::<Source<'_>>();
    let Source::Array(lengths) = parts.next()? else {
        return None;
    };
    let phase = parts.next()?.into_f32().filter(|phase| phase.is_finite())?;
    let lengths: Vec<f32> = lengths.iter::<f32>().take(MOST_DASHES).collect();
    let sound = lengths.iter().all(|l| l.is_finite() && *l >= 0.0);
    sound.then(|| vec![array(&lengths), Object::Real(phase)].into())
}
