//! What becomes of the pages of a PDF: which glyphs go, which move, and the boxes in their place.

use super::{Glyph, Rect};

/// What happens to a whole PDF.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Blackout {
    /// One for each page, in order.
    pub pages: Vec<PageBlackout>,
    /// The headings and paragraphs, in reading order: what places point to.
    pub elements: Vec<Role>,
}

/// What a heading or paragraph is.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Role {
    /// A heading; 1 for a main heading.
    Heading(u8),
    /// A paragraph, list item or row of the body.
    Paragraph,
    /// Letterhead, header block, side column, signature block.
    Aside,
}

/// What happens to one page.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct PageBlackout {
    /// For each glyph of the page, by its index in `GlyphPage::glyphs`.
    pub fates: Vec<Fate>,
    /// For each glyph, where it is read; none for furniture, such as page numbers.
    pub places: Vec<Option<Place>>,
    /// What stands in the place of what goes.
    pub boxes: Vec<RedactionBox>,
    /// Paths that lie wholly in one of these go: underlines and tints of exactly what goes.
    pub erased: Vec<Rect>,
    /// How many glyphs go because something opaque was painted over them.
    pub covered: u32,
    /// Nobody could read this page: all images on it go, boxes say so.
    pub withheld: bool,
}

/// What becomes of a glyph. What is painted on top of it once more shares its fate.
#[derive(Clone, Copy, PartialEq, Debug)]
pub enum Fate {
    /// It stays where it is.
    Stays,
    /// It is taken out.
    Goes,
    /// It stands behind a box on its line: its baseline origin comes to this place in page space.
    Moves {
        /// From the left edge of the page.
        x: f32,
        /// From the top edge of the page.
        y: f32,
    },
}

impl Fate {
    /// How far a glyph comes to stand from where it stood; none when it goes.
    #[must_use]
    pub fn shift(self, glyph: &Glyph) -> Option<(f32, f32)> {
        match self {
            Self::Goes => None,
            Self::Stays => Some((0.0, 0.0)),
            Self::Moves { x, y } => Some((x - glyph.origin.0, y - glyph.origin.1)),
        }
    }
}

/// Where something is read.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub struct Place {
    /// Index into [`Blackout::elements`].
    pub element: u32,
    /// Order within the document: the lower is read first.
    pub order: u32,
}

/// A box, drawn over the page where something was taken out.
#[derive(Clone, PartialEq, Debug)]
pub struct RedactionBox {
    /// Where its lower left corner stands, as seen along its own baseline, in page space.
    pub corner: (f32, f32),
    /// How long it is along its baseline, in points.
    pub width: f32,
    /// How high it is, in points.
    pub height: f32,
    /// The direction of its baseline in degrees, clockwise; 0 for ordinary horizontal text.
    pub angle: f32,
    /// What stands in it, such as `5.1.2e`.
    pub label: String,
    /// What a screen reader says: `Gelakt: artikel 5.1, tweede lid, onder e, Woo`.
    pub alt: String,
    /// Whether a person must still decide on it.
    pub review: bool,
    /// Whether pixels and strokes under it are taken out. Not so where only painted text went: a
    /// tint or a photograph behind that text stays.
    pub burn: bool,
    /// Where it is read.
    pub place: Option<Place>,
}

/// How boxes look.
#[derive(Clone, Copy, PartialEq, Eq, Debug, serde::Serialize, serde::Deserialize)]
pub struct BoxStyle {
    /// The colour of the box.
    pub fill: [u8; 3],
    /// The colour of the ground in it.
    pub text: [u8; 3],
}

impl Default for BoxStyle {
    fn default() -> Self {
        Self {
            fill: [0; 3],
            text: [255; 3],
        }
    }
}

impl RedactionBox {
    /// The upright rectangle around the box, in page space.
    #[must_use]
    pub fn bounds(&self) -> Rect {
        let (sin, cos) = self.angle.to_radians().sin_cos();
        let (x, y) = self.corner;
        // y goes down: "up" from the baseline is (sin, -cos).
        let along = (cos * self.width, sin * self.width);
        let up = (sin * self.height, -cos * self.height);
        let xs = [x, x + along.0, x + up.0, x + along.0 + up.0];
        let ys = [y, y + along.1, y + up.1, y + along.1 + up.1];
        let least = |v: [f32; 4]| v.into_iter().fold(f32::INFINITY, f32::min);
        let most = |v: [f32; 4]| v.into_iter().fold(f32::NEG_INFINITY, f32::max);
        Rect {
            x0: least(xs),
            y0: least(ys),
            x1: most(xs),
            y1: most(ys),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_box_stands_above_its_baseline_whatever_its_direction() {
        let upright = RedactionBox {
            corner: (100.0, 200.0),
            width: 30.0,
            height: 10.0,
            angle: 0.0,
            label: String::new(),
            alt: String::new(),
            review: false,
            burn: false,
            place: None,
        };
        let rect = |x0, y0, x1, y1| Rect { x0, y0, x1, y1 };
        assert_eq!(upright.bounds(), rect(100.0, 190.0, 130.0, 200.0));
        let down = RedactionBox {
            angle: 90.0,
            ..upright
        };
        let Rect { x0, y0, x1, y1 } = down.bounds();
        let near = |a: f32, b: f32| (a - b).abs() < 1e-3;
        assert!(near(x0, 100.0) && near(y0, 200.0) && near(x1, 110.0) && near(y1, 230.0));
    }
}
