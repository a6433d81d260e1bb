//! PDF to glyphs.

use super::{IngestError, Limits};
use crate::model::Source;

/// Whether the bytes claim to be a PDF: the header stands somewhere in the first KiB.
pub(super) fn is_pdf(bytes: &[u8]) -> bool {
    memchr::memmem::find(&bytes[..bytes.len().min(1024)], b"%PDF-").is_some()
}

/// Reads the glyphs of every page.
pub(super) fn read(_bytes: Vec<u8>, _limits: &Limits) -> Result<Source, IngestError> {
    Err(IngestError::NoText)
}
