//! The redacted PDF: a new file, in which only what is known to be harmless is written.
//!
//! [`content`] writes the content of the pages anew, without the glyphs that go; [`font`] makes
//! new fonts of the glyphs that stay; [`image`] carries images over, blank where a box stands;
//! [`raster`] makes pages that are not understood into images; [`file`] holds the objects of the new
//! file, copies what is on the allow-list and adds what makes it accessible.

mod content;
mod file;
mod font;
mod image;
mod raster;
mod strange;

use std::panic::{AssertUnwindSafe, catch_unwind};

use content::{Arena, Tools};
use image::Images;
use strange::Given;

use crate::ingest::{IngestError, Limits};
use crate::matching::Needles;
use crate::model::Blackout;
pub use crate::model::BoxStyle;
use crate::pdf::walk::{self, Shared};
use crate::redact::Published;

/// Most bytes of content of all pages, before it is compressed.
const MOST_CONTENT: usize = 512 << 20;

/// What is to be written.
#[derive(Clone, Copy)]
pub struct PdfJob<'a> {
    /// The bytes of the PDF as it was read.
    pub source: &'a [u8],
    /// What becomes of its pages.
    pub blackout: &'a Blackout,
    /// Its title, redacted.
    pub title: &'a Published,
    /// How boxes look.
    pub style: &'a BoxStyle,
    /// What may be used up.
    pub limits: &'a Limits,
    /// What must not stand in any carrier: an image whose very bytes hold one of them goes.
    pub values: &'a [&'a Needles],
}

/// A redacted PDF, not yet checked.
#[derive(Debug)]
pub struct RedactedPdf {
    /// The file.
    pub bytes: Vec<u8>,
    /// Pages, from 1, that hold something that is not understood and were made into an image; each
    /// with what it was.
    pub rasterised: Vec<(u32, &'static str)>,
}

/// Why there is no redacted PDF.
#[derive(Debug, thiserror::Error)]
pub enum PdfError {
    /// The source can't be followed.
    #[error(transparent)]
    Source(#[from] IngestError),
    /// The plan is not one for this file.
    #[error("the plan is not one for this file: {0}")]
    Plan(String),
    /// Something in it can't be written safely, nor made into an image.
    #[error("page {page}: {what}")]
    Page {
        /// From 1.
        page: u32,
        /// What can't be done, and what to do about it.
        what: String,
    },
}

/// What stands in every redacted PDF outside its pages: markup that says nothing of a document.
#[must_use]
pub fn markup() -> Vec<String> {
    file::markup()
}

/// Writes a redacted PDF.
///
/// # Errors
/// [`PdfError`]: then there is nothing to publish.
pub fn write(job: &PdfJob<'_>) -> Result<RedactedPdf, PdfError> {
    // The libraries below are well fuzzed, but a panic in them is a damaged file, not an end.
    catch_unwind(AssertUnwindSafe(|| write_pages(job))).unwrap_or_else(|_| {
        Err(PdfError::Source(IngestError::Damaged(
            "its content can't be followed".into(),
        )))
    })
}

fn write_pages(job: &PdfJob<'_>) -> Result<RedactedPdf, PdfError> {
    let pdf = crate::pdf::open(job.source.to_vec())?;
    let found = walk::found(&pdf, job.limits)?;
    let plans = &job.blackout.pages;
    if found.len() != plans.len() {
        return Err(PdfError::Plan(format!(
            "it has {} pages, not {}",
            found.len(),
            plans.len()
        )));
    }
    let arena = Arena::new();
    let mut shared = Shared::new(&pdf);
    let mut tools = Tools::new(Images::new(job.values, job.limits), &arena);
    let mut rasterised = Vec::new();
    let mut pages = Vec::new();
    let mut content = 0;
    for ((number, page), plan) in (1..).zip(found).zip(plans) {
        let given = Given { number, page, plan };
        let mut written = tools.page(&mut shared, given)?;
        if let Some(why) = written.strange {
            rasterised.push((number, why));
            let incomplete;
            (written, incomplete) = strange::pictured(job, &mut tools, &mut shared, &arena, given)?;
            if incomplete {
                rasterised.push((number, "something on it is missing in the image"));
            }
        }
        content += written.content.len();
        if content > MOST_CONTENT {
            return Err(PdfError::Page {
                page: number,
                what: "with those before it, it is too large when it is written out".to_owned(),
            });
        }
        pages.push(strange::new_page(written, given));
    }
    let (objects, fonts) = tools.finish();
    let bytes = file::finish(
        objects,
        fonts,
        pages,
        &job.blackout.elements,
        job.title,
        job.style,
    );
    Ok(RedactedPdf { bytes, rasterised })
}
