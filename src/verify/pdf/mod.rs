//! The gate of a redacted PDF: reads the file again as a stranger would, and looks for what
//! should be gone.
//!
//! [`objects`] takes the file apart by its bytes alone, [`filters`] unpacks its streams,
//! [`carriers`] says what each of them holds; [`pages`] reads the text of the pages; [`hunt`] looks
//! for the values in all of it, [`forms`] for their byte forms; [`strict`] tells what no file of
//! ours holds. [`flaws`] looks for bad redactions in any file, without knowing a value.

mod carriers;
mod earlier;
mod filters;
mod flaws;
mod forms;
mod ground;
mod hunt;
mod labels;
mod lex;
mod names;
mod objects;
mod pages;
mod pictures;
mod place;
mod strict;
mod survey;
#[cfg(test)]
mod tests;

pub use flaws::{Flaw, Sort, flaws};
pub use place::{Hit, Place};

use super::Leak;
use crate::ingest::{IngestError, Limits};
use crate::matching::Needles;
use crate::model::{Content, GlyphPage, Rect};
use hunt::Hunt;

/// Where a value may stand all the same.
#[derive(Clone, Copy, Default)]
pub struct Kept<'a> {
    /// Places on pages, by page number from 1, in page space: a minister of the same name, and the
    /// labels of the boxes. A glyph is there when its middle is.
    pub places: &'a [(u32, Rect)],
    /// Texts outside of the pages: the title, what boxes say to a screen reader.
    pub texts: &'a [&'a str],
}

/// Checks a file that was written here.
///
/// # Errors
/// [`Leak`] when a value stands in it, in any form, or it holds what no file of ours does.
pub fn check(
    pdf: &[u8],
    values: &[&Needles],
    kept: &Kept<'_>,
    limits: &Limits,
) -> Result<(), Leak> {
    let mut strict = strict::Strict::default();
    let mut hunt = Hunt::new(values, kept.texts, 1);
    carriers::read(pdf, &mut hunt, Some(&mut strict))
        .map_err(|e| Leak::Unreadable(e.to_owned()))?;
    // With a hit, reading stopped there: what comes behind was not judged.
    if hunt.hits.is_empty()
        && let Some(what) = strict.verdict(pdf)
    {
        return Err(Leak::Foreign(what));
    }
    let pages = read(pdf, limits).map_err(|e| Leak::Unreadable(e.to_string()))?;
    pages::seek(pages, kept.places, &mut hunt);
    match hunt.hits.first() {
        None => Ok(()),
        Some(hit) => Err(Leak::Found {
            kind: format!("{:?}", hit.kind).to_lowercase(),
            at: hit.place.to_string(),
        }),
    }
}

/// What of the values stands in any PDF outside of what is kept, with no more than so many hits.
///
/// # Errors
/// When its pages can't be read; what was found elsewhere in it is lost then.
pub fn seek(
    pdf: &[u8],
    values: &[&Needles],
    kept: &Kept<'_>,
    most: usize,
    limits: &Limits,
) -> Result<Vec<Hit>, IngestError> {
    let mut hunt = Hunt::new(values, kept.texts, most);
    carriers::read(pdf, &mut hunt, None).map_err(|e| IngestError::Limit(e.to_owned()))?;
    pages::seek(read(pdf, limits)?, kept.places, &mut hunt);
    Ok(hunt.hits)
}

fn read(pdf: &[u8], limits: &Limits) -> Result<Vec<GlyphPage>, IngestError> {
    let source = crate::pdf::read_whatever(pdf.to_vec(), limits)?;
    Ok(match source.content {
        Content::Glyphs(pages) => pages,
        _ => Vec::new(),
    })
}
