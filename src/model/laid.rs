//! The document in reading order: pieces of raw text, body and colofon apart.

use super::{RawSpan, Warning};

/// The two published parts of a document, and what is only logged.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Part {
    /// From the first heading or salutation to the last body line.
    Body,
    /// Letterhead, header block, side column, signature block, running heads.
    Colofon,
    /// Page numbers, stamps, rules: furniture. Not published in `text`; kept at the end of `colofon`.
    Furniture,
}

/// How a piece starts, relative to the piece before it in the same part.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Break {
    /// On the same line: only a gap lies between.
    Gap,
    /// A new line of the same paragraph: joined when the text is reflowed.
    Wrap,
    /// A new paragraph, list item, row or heading: a line of its own in the output.
    Paragraph,
}

/// What makes a piece a heading.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Heading {
    /// Its number as printed, without a closing dot: `5.1`, `4`, `a`.
    pub number: Option<String>,
    /// 1 for a main heading.
    pub level: u8,
    /// Byte offset in the piece at which the title proper begins.
    pub title_at: u32,
}

/// A run of raw text that stays together: a line or a part of one.
#[derive(Clone, Debug)]
pub struct Piece {
    /// Where it is in [`Laid::raw`].
    pub span: RawSpan,
    /// Which part it belongs to.
    pub part: Part,
    /// Page number, from 1.
    pub page: u32,
    /// How it starts.
    pub before: Break,
    /// Set on the first piece of a heading; a heading may go on in `Wrap` pieces.
    pub heading: Option<Heading>,
    /// How sure the layout is of `part`, 0 to 1.
    pub confidence: f32,
}

/// The laid-out document. Every non-blank character of `raw` lies in exactly one piece.
#[derive(Debug, Default)]
pub struct Laid {
    /// The text as read. For glyph sources: the lines in page order, a form feed between pages.
    pub raw: String,
    /// For glyph sources: for each glyph run, see [`Laid::glyphs_of`].
    pub glyphs: Vec<GlyphRange>,
    /// The pieces in reading order: all of the body first to last, interleaved with the
    /// colofon only in so far as order *within* each part matters.
    pub pieces: Vec<Piece>,
    /// Number of pages (1 for text without form feeds).
    pub pages: u32,
    /// Whether colofon lines stood between or behind body lines and were taken out:
    /// then the order of the parts differs from the order as read.
    pub interleaved: bool,
    /// Text that is judged but never published, and no part of `raw`.
    pub aside: String,
    /// What the layout has to say, for instance where it was unsure.
    pub warnings: Vec<Warning>,
}

/// Raw bytes `start..end` were painted by glyph `glyph` of page `page` (index from 0).
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct GlyphRange {
    /// First byte in the raw text.
    pub start: u32,
    /// One past the last byte.
    pub end: u32,
    /// Index of the page.
    pub page: u32,
    /// Index of the glyph on that page.
    pub glyph: u32,
}

impl Laid {
    /// The glyphs that painted a span of raw text, in order of the text.
    pub fn glyphs_of(&self, span: RawSpan) -> impl Iterator<Item = &GlyphRange> {
        let from = self.glyphs.partition_point(|g| g.end <= span.start);
        self.glyphs[from..]
            .iter()
            .take_while(move |g| g.start < span.end)
    }
}
