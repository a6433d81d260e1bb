//! What the reader of PDFs promises, on files made for the purpose.

mod carriers;
mod files;
mod fonts;
pub mod make;
mod painted;

use crate::ingest::{IngestError, Limits, read};
use crate::model::{Content, Glyph, GlyphPage, Warning};

fn open(bytes: &[u8]) -> Result<(Vec<GlyphPage>, Vec<Warning>), IngestError> {
    let source = read(bytes.to_vec(), Some("pdf"), &Limits::default())?;
    match source.content {
        Content::Glyphs(pages) => Ok((pages, source.warnings)),
        _ => panic!("read as text"),
    }
}

fn pages(bytes: &[u8]) -> Vec<GlyphPage> {
    match open(bytes) {
        Ok((pages, _)) => pages,
        Err(error) => panic!("{error}"),
    }
}

fn page(bytes: &[u8]) -> GlyphPage {
    pages(bytes).remove(0)
}

fn codes(warnings: &[Warning]) -> Vec<&'static str> {
    warnings.iter().map(|warning| warning.code).collect()
}

/// What the glyphs stand for, in painting order.
fn text(page: &GlyphPage) -> String {
    page.glyphs.iter().map(|glyph| &*glyph.unicode).collect()
}

fn glyph<'p>(page: &'p GlyphPage, unicode: &str) -> &'p Glyph {
    page.glyphs
        .iter()
        .find(|glyph| &*glyph.unicode == unicode)
        .expect("a glyph of that character")
}

#[track_caller]
fn near(found: f32, wanted: f32) {
    assert!((found - wanted).abs() < 0.05, "{found} is not {wanted}");
}
