//! Source to [`Laid`]: lines, columns, reading order; the colofon apart from the body.
//!
//! [`geometry`] places glyphs by where they stand; [`plain`] places lines of text that
//! have no geometry by what they say; [`blocks`] takes over what a source says of its structure.
//! All hand their lines to [`paragraphs`] and [`headings`], which decide what is a heading, a
//! paragraph or a wrapped line.

mod blocks;
mod geometry;
mod headings;
mod paragraphs;
mod plain;
mod shape;

use crate::model::{Content, GlyphPage, Laid};

/// Puts what was read in reading order; hands the glyphs back, if there are any.
#[must_use]
pub fn lay_out(content: Content) -> (Laid, Vec<GlyphPage>) {
    match content {
        Content::Text(text) => (plain::lay_out(text), Vec::new()),
        Content::Blocks(blocks) => (blocks::lay_out(blocks), Vec::new()),
        Content::Mail(mail) => {
            let aside = mail.aside;
            let laid = plain::lay_out(mail.text);
            (Laid { aside, ..laid }, Vec::new())
        }
        Content::Glyphs(pages) => (geometry::lay_out(&pages), pages),
    }
}
