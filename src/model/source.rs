//! What a reader made of the bytes of one document.

use super::{GlyphPage, Warning};

/// The media types that are read.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum MediaType {
    /// `text/plain`
    Text,
    /// `application/pdf`
    Pdf,
}

impl MediaType {
    /// The registered name.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Text => "text/plain",
            Self::Pdf => "application/pdf",
        }
    }
}

/// One document as read: text without geometry, or glyphs with it.
#[derive(Debug)]
pub struct Source {
    /// What the bytes were.
    pub media_type: MediaType,
    /// The text or the glyphs.
    pub content: Content,
    /// What the reader has to say.
    pub warnings: Vec<Warning>,
}

/// The two forms in which text arrives.
#[derive(Debug)]
pub enum Content {
    /// Decoded text; pages, where there are any, are separated by form feeds.
    Text(String),
    /// Glyphs with their positions, page by page.
    Glyphs(Vec<GlyphPage>),
}
