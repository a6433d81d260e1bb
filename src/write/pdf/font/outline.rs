//! Outlines of the glyphs of a font of the source.

use std::panic::{AssertUnwindSafe, catch_unwind};

use hayro_font::kurbo::{Affine, BezPath, Rect, Shape};
use hayro_font::{Font, FontGlyph, GlyphId};
use skrifa::{FontRef, MetadataProvider};

/// Where fonts of symbols have the characters of single bytes.
const SYMBOLS: u32 = 0xF000;

/// The outline of a glyph, in thousandths, and the room it takes.
#[derive(Default)]
pub(super) struct Outline {
    pub path: BezPath,
    pub room: Rect,
}

/// How the outlines of a font are found.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Kind {
    /// By the codes of a composite font.
    Composite,
    /// By single bytes.
    Simple,
    /// By single bytes, and stretched to their widths: a standard font that stands in.
    Standard,
}

/// The outline of the glyph of a code.
pub(super) fn outline(font: &Font<'_>, kind: Kind, code: u32, unicode: &str) -> Option<Outline> {
    if kind != Kind::Composite && code > 0xFF {
        return None;
    }
    // The library is well fuzzed, but what it panics on is a glyph that can't be had.
    let get = || {
        let mut id = font.map_code(code);
        if id == GlyphId::NOTDEF && kind == Kind::Simple {
            id = other_ways(font, code, unicode).unwrap_or(id);
        }
        let FontGlyph::Outline(glyph) = font.glyph(id, code) else {
            return None;
        };
        let mut path = glyph.outline();
        if kind == Kind::Standard {
            let wide = font.glyph_stretch(id, code);
            path.apply_affine(Affine::scale_non_uniform(wide, 1.0));
        }
        let room = path.bounding_box();
        room.is_finite().then_some(Outline { path, room })
    };
    catch_unwind(AssertUnwindSafe(get)).ok()?
}

/// The glyph of a code in an embedded TrueType program, in ways that are not by the book, but that
/// readers go: what the description says of the font is often wrong.
fn other_ways(font: &Font<'_>, code: u32, unicode: &str) -> Option<GlyphId> {
    let FontGlyph::Outline(none) = font.glyph(GlyphId::NOTDEF, code) else {
        return None;
    };
    let program = none.font_data()?.data;
    let charmap = FontRef::new((*program).as_ref()).ok()?.charmap();
    let mut chars = unicode.chars();
    let character = match (chars.next(), chars.next()) {
        (Some(c), None) => Some(u32::from(c)),
        _ => None,
    };
    [character, Some(SYMBOLS + code), Some(code)]
        .into_iter()
        .flatten()
        .find_map(|character| charmap.map(character))
        .map(|id| GlyphId::new(id.to_u32()))
        .filter(|&id| id != GlyphId::NOTDEF)
}
