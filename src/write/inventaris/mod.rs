//! The inventarislijst: which documents there are, and what became of each.
//!
//! A row a document, in the order of the manifest, in the columns that the publication platform of
//! the ministries (open.minvws.nl) reads as a *productierapport*. A copy and an attachment have rows
//! of their own, and so has what could not be read; an archive has none, for what is in it has.
//! 1. [`rows`] says what stands in each row, [`judgement`] and [`remark`] what is to be said of it.
//! 2. [`columns`] is the one list of columns, for both formats.
//! 3. [`csv`] and [`xlsx`] write them.

mod columns;
mod csv;
mod judgement;
mod remark;
mod rows;
mod xlsx;

use super::Manifest;
use rows::Row;
use std::io;

/// The list.
#[derive(Debug)]
pub struct Inventarislijst {
    rows: Vec<Row>,
}

impl Inventarislijst {
    /// The list of what the manifest tells. `matter` is the number under which the platform keeps the
    /// documents of one decision together, where there is one.
    #[must_use]
    pub fn new(manifest: &Manifest, matter: Option<&str>) -> Self {
        Self {
            rows: rows::rows(manifest, matter.unwrap_or_default()),
        }
    }

    /// As CSV: comma, UTF-8 without a byte order mark, as the platform reads it.
    ///
    /// # Errors
    /// Never in practice: it is written to memory.
    pub fn to_csv(&self) -> io::Result<Vec<u8>> {
        csv::write(&self.rows)
    }

    /// As an Excel workbook.
    ///
    /// # Errors
    /// When it can't be packed.
    pub fn to_xlsx(&self) -> io::Result<Vec<u8>> {
        xlsx::write(&self.rows)
    }
}

/// Whether the platform takes this as the number that keeps documents together.
#[must_use]
pub fn is_matter(text: &str) -> bool {
    let is_fine = |c: char| c.is_ascii_alphanumeric() || "-._~".contains(c);
    (2..=255).contains(&text.len()) && text.chars().all(is_fine)
}

#[cfg(test)]
mod tests;
