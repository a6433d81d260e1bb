//! Fonts whose program is embedded: a new program, of the outlines of the glyphs that are shown.

use std::collections::HashMap;
use std::panic::{AssertUnwindSafe, catch_unwind};

use hayro_font::Font;
use hayro_font::kurbo::{BezPath, Rect};
use hayro_syntax::object::Dict;
use lopdf::{Object, ObjectId, dictionary};

use super::super::file::Objects;
use super::descriptor::{Traits, name_of, number, to};
use super::outline::{Kind, Outline, outline};
use super::to_unicode::to_unicode;
use super::{Shown, cff, name, rounded};

/// Most glyphs of a font.
const MOST: usize = 65_000;
/// Most bytes of all its charstrings: fonts of all of Unicode have less.
const MOST_BYTES: usize = 32 << 20;

/// A font in the making.
pub(super) struct Rebuilt<'a> {
    /// None where all glyphs are blank.
    source: Option<Font<'a>>,
    kind: Kind,
    name: String,
    traits: Traits,
    /// Height of the origin and advance, in thousandths, of glyphs written downwards.
    down: Option<(f32, f32)>,
    /// Numbers by what makes a glyph: its charstring and what it stands for.
    known: HashMap<(Vec<u8>, Box<str>), u16>,
    glyphs: Vec<Glyph>,
    bounds: Option<Rect>,
    /// Bytes of all charstrings.
    size: usize,
}

struct Glyph {
    width: f32,
    key: (Vec<u8>, Box<str>),
}

impl<'a> Rebuilt<'a> {
    pub fn new(
        source: Font<'a>,
        kind: Kind,
        name: String,
        traits: Traits,
        down: Option<(f32, f32)>,
    ) -> Self {
        Self {
            source: Some(source),
            kind,
            name,
            traits: Traits {
                symbolic: true,
                ..traits
            },
            down,
            known: HashMap::new(),
            glyphs: Vec::new(),
            bounds: None,
            size: 0,
        }
    }

    /// A font of which all glyphs are blank, for text that is not to be seen.
    pub fn blank() -> Self {
        Self {
            source: None,
            kind: Kind::Composite,
            name: "Blank".to_owned(),
            traits: Traits::default(),
            down: None,
            known: HashMap::new(),
            glyphs: Vec::new(),
            bounds: None,
            size: 0,
        }
    }

    /// For a font of the source, its part with the description, and its description. None for what
    /// is written downwards in a way that can't be carried over.
    pub fn of(
        source: Font<'a>,
        dict: &Dict<'_>,
        described: &Dict<'_>,
        descriptor: &Dict<'_>,
    ) -> Option<Self> {
        let down = if source.is_horizontal() {
            None
        } else if described.contains_key(b"W2") {
            return None;
        } else {
            let [origin, advance] = described
                .get::<[f32; 2]>(b"DW2")
                .unwrap_or([880.0, -1000.0]);
            Some((rounded(origin)?, rounded(advance)?))
        };
        let source_name = name_of(dict, b"BaseFont");
        let traits = Traits::of(&source_name, descriptor);
        let name = name::harmless(&source_name, traits.look);
        let kind = if dict.contains_key(b"DescendantFonts") {
            Kind::Composite
        } else {
            Kind::Simple
        };
        Some(Self::new(source, kind, name, traits, down))
    }

    pub fn show(&mut self, code: u32, unicode: &str, ems: f32) -> Option<Shown> {
        let width = rounded(ems * 1000.0)?;
        let Outline { path, room } = match &self.source {
            Some(source) => outline(source, self.kind, code, unicode)?,
            None => Outline::default(),
        };
        let key = (cff::charstring(&path, width)?, Box::from(unicode));
        let glyph = match self.known.get(&key) {
            Some(&glyph) => glyph,
            None => {
                let room = (!path.is_empty()).then_some(room);
                self.add(Glyph { width, key }, room)?
            }
        };
        let [high, low] = glyph.to_be_bytes();
        Some(Shown {
            code: [high, low, 0, 0],
            len: 2,
            width: self.down.map_or(width, |(_, advance)| advance),
        })
    }

    fn add(&mut self, glyph: Glyph, room: Option<Rect>) -> Option<u16> {
        self.size += glyph.key.0.len();
        if self.glyphs.len() >= MOST || self.size > MOST_BYTES {
            return None;
        }
        if let Some(room) = room {
            self.bounds = Some(self.bounds.map_or(room, |all| all.union(room)));
        }
        let number = self.glyphs.len() as u16 + 1;
        self.known.insert(glyph.key.clone(), number);
        self.glyphs.push(glyph);
        Some(number)
    }

    /// How far a code advances by the source, in thousandths.
    pub fn advance(&self, code: u32) -> f32 {
        let Some(source) = &self.source else {
            return 0.0;
        };
        let advance = || source.code_advance(code).x as f32;
        catch_unwind(AssertUnwindSafe(advance)).unwrap_or(0.0)
    }

    pub fn finish(self, id: ObjectId, mark: &str, objects: &mut Objects) {
        let Some(all) = self
            .bounds
            .or_else(|| (!self.glyphs.is_empty()).then_some(Rect::ZERO))
        else {
            return;
        };
        let bounds =
            [all.x0.floor(), all.y0.floor(), all.x1.ceil(), all.y1.ceil()].map(|n| n as i32);
        let name = format!("{mark}+{}", self.name);
        let descendant = self.descendant(&name, bounds, objects);
        let writes = if self.down.is_some() { "V" } else { "H" };
        let mut font = dictionary! {
            "Type" => "Font",
            "Subtype" => "Type0",
            "BaseFont" => Object::Name(format!("{name}-Identity-{writes}").into()),
            "Encoding" => Object::Name(format!("Identity-{writes}").into()),
            "DescendantFonts" => vec![to(descendant)],
        };
        let codes = (1..).zip(self.glyphs.iter().map(|glyph| &*glyph.key.1));
        font.set("ToUnicode", to(objects.add(to_unicode(2, codes))));
        objects.set(id, font);
    }

    fn descendant(&self, name: &str, bounds: [i32; 4], objects: &mut Objects) -> ObjectId {
        let blank = cff::charstring(&BezPath::new(), 0.0).unwrap_or_default();
        let charstrings: Vec<&[u8]> = std::iter::once(&*blank)
            .chain(self.glyphs.iter().map(|glyph| &*glyph.key.0))
            .collect();
        let program = cff::Program {
            name,
            bounds,
            charstrings: &charstrings,
        };
        let file = objects.add(Objects::stream(
            dictionary! {"Subtype" => "CIDFontType0C"},
            program.write(),
        ));
        let mut descriptor = self.traits.describe(name, bounds);
        descriptor.set("FontFile3", to(file));
        let descriptor = objects.add(descriptor);
        let widths = self.glyphs.iter().map(|glyph| number(glyph.width));
        let mut font = dictionary! {
            "Type" => "Font",
            "Subtype" => "CIDFontType0",
            "BaseFont" => Object::Name(name.into()),
            "CIDSystemInfo" => dictionary! {
                "Registry" => Object::string_literal("Adobe"),
                "Ordering" => Object::string_literal("Identity"),
                "Supplement" => 0,
            },
            "FontDescriptor" => to(descriptor),
            "DW" => 0,
            "W" => vec![1.into(), Object::Array(widths.collect())],
        };
        if let Some((origin, advance)) = self.down {
            font.set("DW2", vec![number(origin), number(advance)]);
        }
        objects.add(font)
    }
}
