//! PDF to glyphs: every glyph that a page paints, with where it stands and what carries it.
//!
//! [`walk`] runs the content streams and tells a [`sink`] what they paint; [`collect`] is the sink
//! that reads; [`ink`] follows what is painted besides
//! glyphs, [`covered`] tells which glyphs that hides; [`font`] says what the codes stand for; [`twice`] takes out what is painted twice
//! on one spot.

mod annotations;
pub(crate) mod collect;
pub(crate) mod covered;
mod field;
pub(crate) mod font;
mod ink;
mod layers;
pub(crate) mod matrix;
mod report;
pub(crate) mod resources;
mod show;
pub(crate) mod sink;
pub(crate) mod state;
mod stream;
mod twice;
pub(crate) mod walk;
mod x_object;

pub(crate) use stream::Budget;

#[cfg(test)]
pub(crate) mod tests;

pub(crate) use matrix::Matrix;

use std::panic::{AssertUnwindSafe, catch_unwind};

use hayro_syntax::object::Dict;
use hayro_syntax::{DecryptionError, LoadPdfError, Pdf};

use crate::ingest::{IngestError, Limits};
use crate::model::{Content, GlyphPage, MediaType, Source, Warning};
pub(crate) use font::open_program;

/// Whether the bytes claim to be a PDF: the header stands at the start, or after some junk
/// in the first KiB. A file named so that has lost its header counts when it has objects.
pub(crate) fn is_pdf(bytes: &[u8], extension: Option<&str>) -> bool {
    const NEAR: usize = 1024;
    let named = |name: &str| extension.is_some_and(|e| e.eq_ignore_ascii_case(name));
    match memchr::memmem::find(&bytes[..bytes.len().min(NEAR)], b"%PDF-") {
        Some(0) => true,
        Some(_) => !named("txt"),
        None => named("pdf") && memchr::memmem::find(bytes, b"endobj").is_some(),
    }
}

/// Reads the glyphs of every page.
pub(crate) fn read(bytes: Vec<u8>, limits: &Limits) -> Result<Source, IngestError> {
    caught(|| read_pages(bytes, limits, true))
}

/// The same, also where hardly any text can be read, or none.
pub(crate) fn read_whatever(bytes: Vec<u8>, limits: &Limits) -> Result<Source, IngestError> {
    caught(|| read_pages(bytes, limits, false))
}

/// The libraries below are well fuzzed, but a panic in them is a damaged file, not an end.
fn caught(read: impl FnOnce() -> Result<Source, IngestError>) -> Result<Source, IngestError> {
    catch_unwind(AssertUnwindSafe(read)).unwrap_or_else(|_| {
        Err(IngestError::Damaged(
            "its structure can't be followed".into(),
        ))
    })
}

fn read_pages(bytes: Vec<u8>, limits: &Limits, strict: bool) -> Result<Source, IngestError> {
    if stream::structure_is_a_bomb(&bytes) {
        return Err(IngestError::Limit(
            "its structure is too large when unpacked".into(),
        ));
    }
    let ending = judge_ending(&bytes);
    let pdf = open(bytes)?;
    let pages = walk::pages(&pdf, limits)?;
    let mut warnings: Vec<Warning> = ending.into_iter().collect();
    warnings.extend(judge_count(&pdf));
    match report::judge(&pages) {
        Err(error) if strict => return Err(error),
        judged => warnings.extend(judged.into_iter().flatten()),
    }
    Ok(Source {
        media_type: MediaType::Pdf,
        content: Content::Glyphs(pages.into_iter().map(with_verdict).collect()),
        warnings,
    })
}

fn with_verdict((mut page, notes): (GlyphPage, report::PageNotes)) -> GlyphPage {
    page.unread = report::is_unread(&page, &notes);
    page
}

/// Opens a file.
pub(crate) fn open(bytes: Vec<u8>) -> Result<Pdf, IngestError> {
    Pdf::new(bytes).map_err(|error| match error {
        LoadPdfError::Decryption(DecryptionError::PasswordProtected) => IngestError::Encrypted,
        LoadPdfError::Decryption(_) => {
            IngestError::Damaged("it is encrypted in a way that is not known".into())
        }
        LoadPdfError::Invalid => IngestError::Damaged("no pages can be found in it".into()),
    })
}

/// A PDF ends with the place of its cross-reference table and an end mark.
fn judge_ending(bytes: &[u8]) -> Option<Warning> {
    const TAIL: usize = 2048;
    let tail = &bytes[bytes.len().saturating_sub(TAIL)..];
    let has = |mark: &[u8]| memchr::memmem::find(tail, mark).is_some();
    (!has(b"startxref") || !has(b"%%EOF")).then(|| {
        Warning::new(
            "truncated",
            "the file does not end as a PDF does, it may have been cut off: \
             what could be found was read",
        )
    })
}

/// Pages that the file announces and that can't be found.
fn judge_count(pdf: &Pdf) -> Option<Warning> {
    let catalog = pdf.xref().get::<Dict<'_>>(pdf.xref().root_id())?;
    let announced = catalog.get::<Dict<'_>>(b"Pages")?.get::<u32>(b"Count")? as usize;
    let found = pdf.pages().len();
    (announced > found).then(|| {
        Warning::new(
            "pages-missing",
            format!("the file announces {announced} pages, {found} were found and read"),
        )
    })
}
