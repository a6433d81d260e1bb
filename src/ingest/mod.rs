//! Bytes to [`Source`]: one file per format. The type is found from the content, not the name.

mod card;
mod chat;
pub mod container;
mod csv;
mod docx;
mod gather;
mod html;
mod json;
mod limits;
mod mail;
mod markdown;
mod office;
mod opendocument;
mod package;
mod pptx;
mod relations;
mod rows;
mod rtf;
mod sheet;
mod text;
mod traces;
mod xlsx;
mod xml;

#[cfg(test)]
mod tests;

pub use limits::Limits;

use crate::model::Source;

/// Why a document could not be read. The message never quotes the document.
#[derive(Debug, thiserror::Error, PartialEq, Eq)]
pub enum IngestError {
    /// Nothing in it.
    #[error("the file is empty")]
    Empty,
    /// Needs a password.
    #[error("the file is encrypted: save a copy without a password and run again")]
    Encrypted,
    /// Pages, but no text.
    #[error(
        "no text layer: the pages are images or empty; run OCR over it first (for instance ocrmypdf -l nld)"
    )]
    NoText,
    /// Glyphs, but what they stand for is not said.
    #[error(
        "the text can't be read: its fonts do not say which characters they show; run OCR over it first (for instance ocrmypdf -l nld --force-ocr)"
    )]
    NoUnicode,
    /// Not a format that is read.
    #[error("not a format that is read: {0}")]
    UnknownFormat(String),
    /// Damaged beyond reading.
    #[error("the file is damaged: {0}")]
    Damaged(String),
    /// Over a limit.
    #[error("over the limit: {0}")]
    Limit(String),
}

impl IngestError {
    /// A stable, kebab-case code for the manifest.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            Self::Empty => "empty",
            Self::Encrypted => "encrypted",
            Self::NoText => "no-text-layer",
            Self::NoUnicode => "no-unicode",
            Self::UnknownFormat(_) => "unknown-format",
            Self::Damaged(_) => "damaged",
            Self::Limit(_) => "limit",
        }
    }
}

/// Whether these bytes are plain text and nothing else: what is read by our own code alone.
#[must_use]
pub fn is_plain(bytes: &[u8], extension: Option<&str>) -> bool {
    let first = bytes.iter().find(|b| !b.is_ascii_whitespace());
    extension.is_some_and(|e| e.eq_ignore_ascii_case("txt"))
        && !matches!(first, None | Some(b'{' | b'[' | b'<' | 0))
        && mail::sniff::kind(bytes, extension).is_none()
        && !crate::pdf::is_pdf(bytes, extension)
        && !office::is_package(bytes)
        && !rtf::is_rtf(bytes)
        && !html::is_html(bytes)
}

/// Reads one document. Takes the bytes, so that a large text is never copied;
/// `extension` is the one of the file name, if known: what a file is follows from its
/// content, but where the two don't agree the reason says so.
///
/// # Errors
/// [`IngestError`] when there is nothing that can be read in full.
pub fn read(
    bytes: Vec<u8>,
    extension: Option<&str>,
    limits: &Limits,
) -> Result<Source, IngestError> {
    if bytes.is_empty() {
        return Err(IngestError::Empty);
    }
    if bytes.len() as u64 > limits.bytes {
        return Err(limits.file_too_large());
    }
    if let Some(kind) = mail::sniff::kind(&bytes, extension) {
        mail::read(&bytes, kind, limits)
    } else if let Some(kind) = card::kind(&bytes) {
        Ok(card::read(&bytes, kind))
    } else if let Some(refusal) = mail::sealed::refusal(&bytes) {
        Err(refusal)
    } else if crate::pdf::is_pdf(&bytes, extension) {
        crate::pdf::read(bytes, limits)
    } else if office::is_package(&bytes) {
        office::read(bytes, limits)
    } else if rtf::is_rtf(&bytes) {
        rtf::read(&bytes, limits)
    } else {
        text::read(bytes, extension, limits)
    }
}

/// Reads a PDF, also one of which hardly any text can be read, or none: its pages are then marked
/// as unread. For one who has looked at it and says what is to go.
///
/// # Errors
/// [`IngestError`] when its pages can't be followed.
pub fn read_pdf_unread(bytes: Vec<u8>, limits: &Limits) -> Result<Source, IngestError> {
    if !crate::pdf::is_pdf(&bytes, None) {
        return Err(IngestError::UnknownFormat("it is no PDF".into()));
    }
    crate::pdf::read_whatever(bytes, limits)
}
