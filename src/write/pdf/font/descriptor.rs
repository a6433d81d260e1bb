//! What a font looks like, as its description in the source says and ours says again.

use hayro_syntax::object::{Array, Dict, Name, String};
use lopdf::{Dictionary, Object, ObjectId, dictionary};

use super::name::{self, Look};

const FIXED: u32 = 1;
const SERIF: u32 = 1 << 1;
const SYMBOLIC: u32 = 1 << 2;
const NON_SYMBOLIC: u32 = 1 << 5;
const ITALIC: u32 = 1 << 6;
const FORCE_BOLD: u32 = 1 << 18;
/// All flags there are.
const FLAGS: u32 = 0x7_006F;
const STRETCHES: &[&str] = &[
    "UltraCondensed",
    "ExtraCondensed",
    "Condensed",
    "SemiCondensed",
    "Normal",
    "SemiExpanded",
    "Expanded",
    "ExtraExpanded",
    "UltraExpanded",
];

/// What is taken over of the description of a font of the source.
#[derive(Clone, Copy, PartialEq, Debug, Default)]
pub(super) struct Traits {
    pub look: Look,
    /// Degrees, whole.
    pub slant: i32,
    pub symbolic: bool,
}

impl Traits {
    /// Of a font and its description.
    pub fn of(name: &str, descriptor: &Dict<'_>) -> Self {
        let small = name.to_ascii_lowercase();
        let has = |parts: &[&str]| parts.iter().any(|part| small.contains(part));
        let flags = descriptor.get::<u32>(b"Flags").unwrap_or(0);
        let angle = descriptor.get::<f32>(b"ItalicAngle").unwrap_or(0.0);
        let slant = if angle.is_finite() {
            angle.clamp(-45.0, 45.0).round() as i32
        } else {
            0
        };
        let weight = descriptor.get::<f32>(b"FontWeight").unwrap_or(400.0);
        let italic = flags & ITALIC != 0 || slant != 0 || has(&["italic", "oblique"]);
        Self {
            look: Look {
                bold: weight >= 600.0
                    || flags & FORCE_BOLD != 0
                    || has(&["bold", "black", "heavy", "demi"]),
                italic,
                serif: flags & SERIF != 0 || has(&["times", "roman", "georgia", "garamond"]),
                fixed: flags & FIXED != 0 || has(&["courier", "mono", "consol"]),
            },
            slant: if italic && slant == 0 { -12 } else { slant },
            symbolic: flags & SYMBOLIC != 0 && flags & NON_SYMBOLIC == 0,
        }
    }

    /// A description: of glyphs within these bounds, in thousandths.
    pub fn describe(&self, name: &str, [left, bottom, right, top]: [i32; 4]) -> Dictionary {
        let mut flags = if self.symbolic {
            SYMBOLIC
        } else {
            NON_SYMBOLIC
        };
        for (is, flag) in [
            (self.look.fixed, FIXED),
            (self.look.serif, SERIF),
            (self.look.italic, ITALIC),
        ] {
            if is {
                flags |= flag;
            }
        }
        let bounds = [left, bottom, right, top].map(|n| Object::Integer(n.into()));
        dictionary! {
            "Type" => "FontDescriptor",
            "FontName" => Object::Name(name.into()),
            "Flags" => i64::from(flags),
            "FontBBox" => bounds.to_vec(),
            "ItalicAngle" => i64::from(self.slant),
            // Lines are as high as their letters in reading programs: the same in every font of
            // the file, whichever letters it holds.
            "Ascent" => 800,
            "Descent" => -200,
            "CapHeight" => 700,
            "StemV" => if self.look.bold { 140 } else { 80 },
        }
    }
}

/// The description of a font that is not embedded: what readers find a substitute by is as in the
/// source.
pub(super) fn described_again(traits: &Traits, name: &str, source: &Dict<'_>) -> Dictionary {
    let whole = |n: f32| (n.is_finite() && n.abs() <= 4000.0).then(|| n.round() as i32);
    let bounds = source
        .get::<[f32; 4]>(b"FontBBox")
        .and_then(|[left, bottom, right, top]| {
            Some([whole(left)?, whole(bottom)?, whole(right)?, whole(top)?])
        });
    let mut again = traits.describe(name, bounds.unwrap_or([-200, -250, 1200, 950]));
    if let Some(flags) = source.get::<u32>(b"Flags") {
        again.set("Flags", i64::from(flags & FLAGS));
    }
    if let Some(family) = source.get::<String<'_>>(b"FontFamily") {
        let family = name::family(&std::string::String::from_utf8_lossy(&family));
        if let Some(family) = family {
            again.set("FontFamily", Object::string_literal(family));
        }
    }
    if let Some(stretch) = source.get::<Name<'_>>(b"FontStretch") {
        let known = STRETCHES.iter().find(|known| ***known == *stretch.as_str());
        if let Some(&known) = known {
            again.set("FontStretch", known);
        }
    }
    for key in [
        "Ascent",
        "AvgWidth",
        "CapHeight",
        "Descent",
        "FontWeight",
        "ItalicAngle",
        "Leading",
        "MaxWidth",
        "MissingWidth",
        "StemH",
        "StemV",
        "XHeight",
    ] {
        if let Some(number) = source.get::<f32>(key.as_bytes()).and_then(whole) {
            again.set(key, i64::from(number));
        }
    }
    again
}

/// A name in a dictionary as text.
pub(super) fn name_of(dict: &Dict<'_>, key: &[u8]) -> std::string::String {
    dict.get::<Name<'_>>(key)
        .map(|name| name.as_str().to_owned())
        .unwrap_or_default()
}

/// The part of a font that has its description: the font itself, or its one descendant.
pub(super) fn descendant<'a>(dict: &Dict<'a>) -> Option<Dict<'a>> {
    dict.get::<Array<'a>>(b"DescendantFonts")
        .and_then(|fonts| fonts.iter::<Dict<'a>>().next())
        .or_else(|| dict.get::<Dict<'a>>(b"DescendantFonts"))
}

/// A number: whole where it is.
pub(super) fn number(number: f32) -> Object {
    if number.fract() == 0.0 && number.abs() < 1e9 {
        Object::Integer(number as i64)
    } else {
        Object::Real(number)
    }
}

/// A reference.
pub(super) fn to(id: ObjectId) -> Object {
    Object::Reference(id)
}
