//! Source to [`Laid`]: lines, columns, reading order; the colofon apart from the body.
//!
//! [`geometry`] places glyphs by where they stand; [`plain`] places lines of text that
//! have no geometry by what they say. Both hand their lines to [`paragraphs`], which
//! decides what is a heading, a paragraph or a wrapped line.

mod geometry;
mod headings;
mod paragraphs;
mod plain;
mod shape;

use crate::model::{Content, Laid, Source};

/// Puts a source in reading order.
#[must_use]
pub fn lay_out(source: Source) -> Laid {
    match source.content {
        Content::Text(text) => plain::lay_out(text),
        Content::Glyphs(pages) => geometry::lay_out(&pages),
    }
}
