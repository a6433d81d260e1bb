//! What a reader made of the bytes of one document.

use super::{Blocks, GlyphPage, Warning};

/// The media types that are read.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum MediaType {
    /// `text/plain`
    Text,
    /// `application/pdf`
    Pdf,
    /// `application/vnd.openxmlformats-officedocument.wordprocessingml.document`
    Word,
    /// `application/vnd.openxmlformats-officedocument.spreadsheetml.sheet`
    Excel,
    /// `application/vnd.oasis.opendocument.text`
    OpenText,
    /// `application/vnd.oasis.opendocument.spreadsheet`
    OpenSheet,
    /// `application/rtf`
    Rtf,
    /// `text/html`
    Html,
    /// `text/csv`
    Csv,
    /// `text/markdown`
    Markdown,
    /// `application/json`
    Json,
}

impl MediaType {
    /// The registered name.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Text => "text/plain",
            Self::Pdf => "application/pdf",
            Self::Word => "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
            Self::Excel => "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
            Self::OpenText => "application/vnd.oasis.opendocument.text",
            Self::OpenSheet => "application/vnd.oasis.opendocument.spreadsheet",
            Self::Rtf => "application/rtf",
            Self::Html => "text/html",
            Self::Csv => "text/csv",
            Self::Markdown => "text/markdown",
            Self::Json => "application/json",
        }
    }
}

/// One document as read: text without geometry, glyphs with it, or blocks of text.
#[derive(Debug)]
pub struct Source {
    /// What the bytes were.
    pub media_type: MediaType,
    /// The text or the glyphs.
    pub content: Content,
    /// What the reader has to say.
    pub warnings: Vec<Warning>,
}

/// The forms in which text arrives.
#[derive(Debug)]
pub enum Content {
    /// Decoded text; pages, where there are any, are separated by form feeds.
    Text(String),
    /// Glyphs with their positions, page by page.
    Glyphs(Vec<GlyphPage>),
    /// Text of which the structure is known.
    Blocks(Blocks),
}
