//! What a page paints besides glyphs, so far as it may hide text or be a signature.

use super::Rect;

/// Something painted, in painting order.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct Paint {
    /// The upright rectangle around it, in page space, within the clip.
    pub rect: Rect,
    /// What it is.
    pub what: Painted,
    /// How many glyphs of the page had been painted before it, duplicates counted.
    pub after: u32,
}

/// What was painted.
#[derive(Clone, Copy, PartialEq, Debug)]
pub enum Painted {
    /// A filled path.
    Fill {
        /// Its colour.
        rgb: [u8; 3],
        /// 0 to 1.
        opacity: f32,
        /// Whether the path is a rectangle: then it covers all of `rect`.
        rectangle: bool,
    },
    /// A stroked path, with so many curves and lines.
    Stroke {
        /// Curves in it.
        curves: u32,
        /// Straight lines in it.
        lines: u32,
    },
    /// An image.
    Image {
        /// Whether nothing behind it can be seen through it.
        opaque: bool,
    },
    /// The appearance or the mark of an annotation, such as a highlight.
    Annotation {
        /// Its colour.
        rgb: [u8; 3],
        /// 0 to 1.
        opacity: f32,
    },
}
