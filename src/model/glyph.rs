//! Glyphs as a PDF paints them, in painting order.

use std::sync::Arc;

use super::Paint;

/// A rectangle in page space: points, origin at the top left of the page as it is shown
/// (after /Rotate), y downwards.
#[derive(Clone, Copy, PartialEq, Debug, Default)]
pub struct Rect {
    /// Left edge.
    pub x0: f32,
    /// Top edge.
    pub y0: f32,
    /// Right edge.
    pub x1: f32,
    /// Bottom edge.
    pub y1: f32,
}

impl Rect {
    /// The same, so far to the right and down.
    #[must_use]
    pub fn shifted(self, (dx, dy): (f32, f32)) -> Self {
        Self {
            x0: self.x0 + dx,
            y0: self.y0 + dy,
            x1: self.x1 + dx,
            y1: self.y1 + dy,
        }
    }
}

/// One page of glyphs, in painting order.
#[derive(Clone, Debug)]
pub struct GlyphPage {
    /// Page number, from 1.
    pub number: u32,
    /// Width of the page as shown, in points.
    pub width: f32,
    /// Height of the page as shown, in points.
    pub height: f32,
    /// The glyphs, in painting order.
    pub glyphs: Vec<Glyph>,
    /// Glyphs painted once more on the same spot (fill and stroke, shadows): read once,
    /// but to be taken out with the glyph at `.0`, an index into `glyphs`; `.1` is its number in painting order.
    pub duplicates: Vec<(u32, u32)>,
    /// What is painted besides glyphs, in painting order.
    pub paints: Vec<Paint>,
    /// Share of the page that images cover, 0 to 1: a page of image without glyphs is a scan.
    pub image_cover: f32,
    /// Whether there is something to see on it of which nothing could be read: a scan without a
    /// text layer, or letters drawn as shapes.
    pub unread: bool,
}

/// One painted glyph.
#[derive(Clone, Debug)]
pub struct Glyph {
    /// What it stands for; empty when the font does not say. Mostly one character, more for ligatures.
    pub unicode: Arc<str>,
    /// The box it advances over, from descent to ascent of the font, in page space.
    pub rect: Rect,
    /// The baseline origin in page space.
    pub origin: (f32, f32),
    /// The direction of its baseline in degrees, clockwise, 0 for ordinary horizontal text.
    pub angle: f32,
    /// The font size in points, as painted.
    pub size: f32,
    /// The width of a space in this font at this size, in points.
    pub space: f32,
    /// Whether the font is bold, by name or weight.
    pub bold: bool,
    /// How far the next glyph stands from it by the font's own width, in points: the same wherever
    /// on the page it is painted, to the last bit.
    pub advance: f32,
    /// The colour it is painted in.
    pub rgb: [u8; 3],
    /// Its number in painting order on the page, duplicates counted, from 0.
    pub nth: u32,
    /// Painted without ink (render mode 3): a text layer under a scan.
    pub invisible: bool,
    /// What carries it.
    pub carrier: Carrier,
}

/// What carries a glyph: the text of a page, or something that shows it in another way or not at all.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum Carrier {
    /// The content of the page, of forms in it, or the shown appearance of an annotation.
    #[default]
    Page,
    /// The cell of a tiling pattern.
    Pattern,
    /// The group of a soft mask.
    SoftMask,
    /// The procedure that draws a glyph of a Type 3 font.
    GlyphProcedure,
    /// An optional layer that is switched off.
    HiddenLayer,
    /// An annotation that is not shown, or an appearance of it that is not shown now.
    HiddenAnnotation,
    /// The value of a form field or note for which nothing is painted in the file.
    Value,
}
