//! What became of a document, in the four words of the platform; or none, where a person has to
//! say so first.

use crate::write::{ManifestLine, Status};

/// Openbaar, Deels openbaar or Niet openbaar.
///
/// None for what was not read, or must not go before someone looked: no decision is better than one
/// that nobody took. The platform takes none for `Niet openbaar`, so nothing is published by it.
/// `Reeds openbaar` is never said: that a document was published elsewhere, it does not tell itself.
pub(super) fn of(line: &ManifestLine) -> &'static str {
    let Some(card) = line.card.as_ref().filter(|_| line.status == Status::Done) else {
        return "";
    };
    if has(line, STOPS) {
        return "";
    }
    if card.withheld || every_page_is_withheld(line) {
        return "Niet openbaar";
    }
    let taken_out = card.redacted > 0 || card.existing > 0 || is_partly_withheld(line);
    match (taken_out, has(line, UNREAD) || has(line, APART)) {
        (true, _) => "Deels openbaar",
        // To say of a document that all of it may be read, one must have read all of it.
        (false, true) => "",
        (false, false) => "Openbaar",
    }
}

/// The document itself says that it is not to be published as it is.
pub(super) const STOPS: &[&str] = &["classified", "not-for-publication"];

/// Something in it was not read, or not for certain.
pub(super) const UNREAD: &[&str] = &[
    "content-damaged",
    "embedded-not-read",
    "encoding-damaged",
    "glyphs-without-unicode",
    "images-not-read",
    "page-without-text",
    "pages-missing",
    "truncated",
];

/// Something in it was read and left out.
pub(super) const APART: &[&str] = &["comments", "deleted-text", "hidden-text"];

/// Whether the document carries one of these warnings.
pub(super) fn has(line: &ManifestLine, codes: &[&str]) -> bool {
    line.warnings.iter().any(|w| codes.contains(&w.as_ref()))
}

fn every_page_is_withheld(line: &ManifestLine) -> bool {
    let withheld = line.pdf.as_ref().map_or(0, |pdf| pdf.withheld.len());
    line.pages
        .is_some_and(|pages| pages > 0 && withheld >= pages as usize)
}

fn is_partly_withheld(line: &ManifestLine) -> bool {
    line.pdf
        .as_ref()
        .is_some_and(|pdf| !pdf.withheld.is_empty() || !pdf.covered.is_empty())
}
