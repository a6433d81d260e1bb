//! PDF to glyphs: every glyph that a page paints, with where it stands and where in the
//! file it was painted.
//!
//! [`walk`] runs the content streams; [`font`] says what the codes in them stand for;
//! [`twice`] takes out what is painted twice on one spot.

mod font;
mod matrix;
mod state;
mod twice;
mod walk;

use std::panic::{AssertUnwindSafe, catch_unwind};

use hayro_syntax::{LoadPdfError, Pdf};

use super::{IngestError, Limits};
use crate::model::{Content, GlyphPage, MediaType, Source};

/// Whether the bytes claim to be a PDF: the header stands somewhere in the first KiB.
pub(super) fn is_pdf(bytes: &[u8]) -> bool {
    memchr::memmem::find(&bytes[..bytes.len().min(1024)], b"%PDF-").is_some()
}

/// Reads the glyphs of every page.
pub(super) fn read(bytes: Vec<u8>, limits: &Limits) -> Result<Source, IngestError> {
    // The libraries below are well fuzzed, but a panic in them is a damaged file, not an end.
    catch_unwind(AssertUnwindSafe(|| read_pages(bytes, limits))).unwrap_or_else(|_| {
        Err(IngestError::Damaged(
            "its structure can't be followed".into(),
        ))
    })
}

fn read_pages(bytes: Vec<u8>, limits: &Limits) -> Result<Source, IngestError> {
    let pdf = open(bytes)?;
    let pages = walk::pages(&pdf, limits)?;
    if pages.iter().all(|page| page.glyphs.is_empty()) {
        return Err(IngestError::NoText);
    }
    Ok(Source {
        media_type: MediaType::Pdf,
        content: Content::Glyphs(pages),
        warnings: Vec::new(),
    })
}

fn open(bytes: Vec<u8>) -> Result<Pdf, IngestError> {
    Pdf::new(bytes).map_err(|error| match error {
        LoadPdfError::Decryption(_) => IngestError::Encrypted,
        LoadPdfError::Invalid => IngestError::Damaged("no pages can be found in it".into()),
    })
}

/// The type the walker fills.
type Pages = Vec<GlyphPage>;
