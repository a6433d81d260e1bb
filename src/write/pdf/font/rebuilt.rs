//! Fonts whose program is embedded: a new program, of the outlines of the glyphs that are shown.

use std::collections::HashMap;
use std::panic::{AssertUnwindSafe, catch_unwind};

use hayro_font::kurbo::{Affine, BezPath, Rect, Shape};
use hayro_font::{Font, FontGlyph};
use hayro_syntax::object::Dict;
use lopdf::{Object, ObjectId, dictionary};

use super::super::file::Objects;
use super::descriptor::{Traits, name_of, number, to};
use super::to_unicode::to_unicode;
use super::{Shown, cff, name, rounded};

/// Most glyphs of a font.
const MOST: usize = 65_000;

/// A font in the making.
pub(super) struct Rebuilt<'a> {
    source: Font<'a>,
    /// Whether its glyphs are stretched to their widths: a standard font that stands in.
    stretched: bool,
    name: String,
    traits: Traits,
    /// Height of the origin and advance, in thousandths, of glyphs written downwards.
    down: Option<(f32, f32)>,
    /// Outlines by code of the source, and the room they take.
    outlines: HashMap<u32, Option<(BezPath, Rect)>>,
    /// Numbers by what makes a glyph: its charstring and what it stands for.
    known: HashMap<(Vec<u8>, Box<str>), u16>,
    glyphs: Vec<Glyph>,
    bounds: Option<Rect>,
}

struct Glyph {
    width: f32,
    key: (Vec<u8>, Box<str>),
}

impl<'a> Rebuilt<'a> {
    pub fn new(
        source: Font<'a>,
        stretched: bool,
        name: String,
        traits: Traits,
        down: Option<(f32, f32)>,
    ) -> Self {
        Self {
            source,
            stretched,
            name,
            traits: Traits {
                symbolic: true,
                ..traits
            },
            down,
            outlines: HashMap::new(),
            known: HashMap::new(),
            glyphs: Vec::new(),
            bounds: None,
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
        Some(Self::new(source, false, name, traits, down))
    }

    pub fn show(&mut self, code: u32, unicode: &str, ems: f32) -> Option<Shown> {
        let width = rounded(ems * 1000.0)?;
        let (source, stretched) = (&self.source, self.stretched);
        let (outline, room) = self
            .outlines
            .entry(code)
            .or_insert_with(|| outline(source, code, stretched))
            .as_ref()?;
        let charstring = cff::charstring(outline, width)?;
        let key = (charstring, Box::from(unicode));
        let glyph = match self.known.get(&key) {
            Some(&glyph) => glyph,
            None if self.glyphs.len() >= MOST => return None,
            None => {
                let is_drawn = !outline.is_empty();
                let all = self.bounds.map_or(*room, |all| all.union(*room));
                self.bounds = if is_drawn { Some(all) } else { self.bounds };
                let glyph = self.glyphs.len() as u16 + 1;
                self.known.insert(key.clone(), glyph);
                self.glyphs.push(Glyph { width, key });
                glyph
            }
        };
        let [high, low] = glyph.to_be_bytes();
        Some(Shown {
            code: [high, low, 0, 0],
            len: 2,
            width: self.down.map_or(width, |(_, advance)| advance),
        })
    }

    /// How far a code advances by the source, in thousandths.
    pub fn advance(&self, code: u32) -> f32 {
        let advance = || self.source.code_advance(code).x as f32;
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

/// The outline of the glyph of a code, in thousandths, and the room it takes.
fn outline(font: &Font<'_>, code: u32, stretched: bool) -> Option<(BezPath, Rect)> {
    // The library is well fuzzed, but what it panics on is a glyph that can't be had.
    catch_unwind(AssertUnwindSafe(|| {
        let id = font.map_code(code);
        let FontGlyph::Outline(glyph) = font.glyph(id, code) else {
            return None;
        };
        let mut outline = glyph.outline();
        if stretched {
            outline.apply_affine(Affine::scale_non_uniform(font.glyph_stretch(id, code), 1.0));
        }
        let room = outline.bounding_box();
        room.is_finite().then_some((outline, room))
    }))
    .ok()?
}
